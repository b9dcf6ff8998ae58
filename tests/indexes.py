"""The indexes of the tables on demand, made from the rows: `tests.refresh` writes them."""

from __future__ import annotations

import importlib
import re
import runpy
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from infocalc import functions
from infocalc.functions import Function
from infocalc.information import families
from infocalc.information.reading.derived import DERIVED
from infocalc.information.reading.families import key

_HEAD = '''"""Where the rows of the table are, and what is asked of all: made by `python -m tests.refresh`."""
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

'''
#: spellings of books that look like letters and are functions without a parenthesis too
_SHORT = frozenset("ln lg lb ld tg sh ch th".split())


def indexes() -> dict[Path, str]:
    """File -> what it must hold."""
    return {_path(functions): of_functions(homes(functions)), _path(families): of_families(homes(families))}


def homes(package: ModuleType) -> dict[str, list[Any]]:
    """Module -> the rows that it defines, of every module in the folder: a row is added by itself alone."""
    files = sorted(_path(package).parent.glob("*.py"))
    defining = [file for file in files if "\ndefine(" in file.read_text(encoding="utf-8")]
    for file in defining:
        importlib.import_module(f"{package.__name__}.{file.stem}")
    found: dict[str, list[Any]] = {file.stem: [] for file in defining}
    row = importlib.import_module(f"{package.__name__}.row")
    for file in defining:
        with patch.object(row, "define", lambda *rows, to=found[file.stem]: to.extend(rows)):
            runpy.run_path(str(file))
    return found


def of_functions(found: Mapping[str, list[Function]]) -> str:
    rows = [row for rows in found.values() for row in rows]
    plain = {s for row in rows for s in _spellings(row) if row.callable_only or len(s) <= 2} - _SHORT
    columns = {field: [*_unless(rows, field, usual)] for field, usual in Function._field_defaults.items()}
    return _HEAD + "\n".join(
        (
            _listed("HOMES", "module -> its functions", _names_of(found)),
            _listed("SPELLINGS", "function -> how it is typed", {row.name: _spellings(row) for row in rows}),
            _listed("ARITY", "least and most arguments, unless it is one", _unless(rows, "arity", (1, 1))),
            _listed("READINGS", "the other meaning of the name", _unless(rows, "reading", "")),
            _listed("INVERSES", "what name^-1 may be read as", _unless(rows, "inverse", None)),
            "#: spellings that are functions only in front of a parenthesis",
            f"PLAIN = {' '.join(sorted(plain))!r}\n",
            _listed("COLUMNS", "field -> the functions that have it", columns),
        )
    )


def of_families(found: Mapping[str, list[Any]]) -> str:
    rows = [row for rows in found.values() for row in rows]
    spellings = {key(spelling): row.name for row in rows for spelling in row.spellings}
    spellings |= {key(row.name): row.name for row in rows}
    return _HEAD + "\n".join(
        (
            _listed("HOMES", "module -> its families", _names_of(found)),
            _listed("SPELLINGS", "spelling, without case and underscores -> name", spellings),
            _listed("ELSEWHERE", "program -> what it calls the families, as above", _elsewhere()),
        )
    )


def _elsewhere() -> dict[str, dict[str, str]]:
    """program -> key of the name -> the family in its law."""
    from infocalc.information.reading.calls import ROWS

    found: dict[str, dict[str, str]] = {}
    for call in ROWS:
        family = next(word for word in re.findall(r"(\w+)\(", call.law) if word not in DERIVED)
        found.setdefault(call.program, {})[key(call.name)] = family
    return found


def _path(package: ModuleType) -> Path:
    return Path(str(package.__file__)).with_name("index.py")


def _spellings(row: Function) -> list[str]:
    return [row.name, *row.spellings]


def _names_of(found: Mapping[str, list[Any]]) -> dict[str, list[str]]:
    return {home: [row.name for row in rows] for home, rows in found.items()}


def _unless(rows: Iterable[Any], field: str, usual: Any) -> dict[str, Any]:
    return {row.name: getattr(row, field) for row in rows if getattr(row, field) != usual}


def _listed(name: str, meaning: str, entries: Mapping[str, Any]) -> str:
    """A dict, one entry a line; names in lists with spaces between them."""
    lines = [f"    {k!r}: {_value(v)!r}," for k, v in entries.items()]
    return "\n".join((f"#: {meaning}", f"{name} = {{", *lines, "}", ""))


def _value(entry: Any) -> Any:
    return " ".join(entry) if isinstance(entry, list) else entry
