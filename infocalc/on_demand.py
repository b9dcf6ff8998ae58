"""Tables whose rows are defined by modules, each loaded when a row of it is asked for.

Where a row is defined stands in an index, made from the rows by `python -m tests.refresh`: a plain answer
needs two modules of eighteen.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView

from infocalc.annotations import Any, TypeVar

Row = TypeVar("Row")


class OnDemand(dict[str, Row]):
    """Name -> row, in the order of the index; `homes` tells the module of `package` that defines a row.

    It is a dict of the rows that were asked for; whoever goes through all of them loads all.
    """

    def __init__(self, package: str, homes: Mapping[str, str]) -> None:
        super().__init__()
        self.package = package
        self.homes = {name: home for home, names in homes.items() for name in names.split()}

    def __missing__(self, name: str) -> Row:
        __import__(f"{self.package}.{self.homes[name]}")
        found = super().get(name)
        if found is None:
            raise KeyError(name)
        return found

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self.homes else default

    def __contains__(self, name: object) -> bool:
        return name in self.homes

    def __iter__(self) -> Iterator[str]:
        return iter(self.homes)

    def __len__(self) -> int:
        return len(self.homes)

    def keys(self) -> KeysView[str]:  # type: ignore[override]  # no dict_keys: it goes by the index
        return self.homes.keys()

    def values(self) -> ValuesView[Row]:  # type: ignore[override]
        return ValuesView(self)

    def items(self) -> ItemsView[str, Row]:  # type: ignore[override]
        return ItemsView(self)


class Column(Mapping[str, Any]):
    """Name -> one field of its row, where it has one; which rows have it is known before any is loaded."""

    def __init__(self, table: OnDemand[Any], field: str, names: str) -> None:
        self.table, self.field = table, field
        self.names = dict.fromkeys(names.split())

    def __getitem__(self, name: str) -> Any:
        if name not in self.names:
            raise KeyError(name)
        return getattr(self.table[name], self.field)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)
