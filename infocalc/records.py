"""Named tuples made without compiling: `typing.NamedTuple` compiles its annotations and a constructor.

A class is a subclass of tuple with the fields of its annotations, in the order written, equal to a tuple of
the same values; `_replace`, `_asdict`, `_make`, `_fields`, `_field_defaults` as in collections.namedtuple.
TypeError for arguments that do not fit; ValueError for a field that `_replace` does not know.
"""

from __future__ import annotations

from _collections import _tuplegetter  # type: ignore[import-not-found]  # as collections does
from types import FunctionType

TYPE_CHECKING = False  # spelled so that the typing module need not be imported
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, NamedTuple

__all__ = ["NamedTuple"]

_new = tuple.__new__
#: constructors by their number of fields, whose names are then those of the class
_CONSTRUCTORS: tuple[Callable[..., Any], ...] = (
    lambda _cls: _new(_cls, ()),
    lambda _cls, a: _new(_cls, (a,)),
    lambda _cls, a, b: _new(_cls, (a, b)),
    lambda _cls, a, b, c: _new(_cls, (a, b, c)),
    lambda _cls, a, b, c, d: _new(_cls, (a, b, c, d)),
    lambda _cls, a, b, c, d, e: _new(_cls, (a, b, c, d, e)),
    lambda _cls, a, b, c, d, e, f: _new(_cls, (a, b, c, d, e, f)),
    lambda _cls, a, b, c, d, e, f, g: _new(_cls, (a, b, c, d, e, f, g)),
    lambda _cls, a, b, c, d, e, f, g, h: _new(_cls, (a, b, c, d, e, f, g, h)),
    lambda _cls, a, b, c, d, e, f, g, h, i: _new(_cls, (a, b, c, d, e, f, g, h, i)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j: _new(_cls, (a, b, c, d, e, f, g, h, i, j)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k, m)),
)
_GETTERS = tuple(_tuplegetter(place, f"Field number {place}") for place in range(64))


class _Record(tuple):  # type: ignore[type-arg]
    """What all records can do, as in collections.namedtuple."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()

    @classmethod
    def _make(cls, values: Iterable[Any]) -> _Record:
        made = _new(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **fields: Any) -> _Record:
        made = self._make(map(fields.pop, self._fields, self))
        if fields:
            raise ValueError(f"Got unexpected field names: {list(fields)!r}")
        return made

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        listed = (f"{name}={value!r}" for name, value in self._asdict().items())
        return f"{type(self).__name__}({', '.join(listed)})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


class _Maker(type):
    """Makes a subclass of tuple from the body of `class Name(NamedTuple)`."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        if not bases:
            return type.__new__(cls, name, bases, body)
        fields = tuple(body.get("__annotations__", ()))
        defaults = {field: body.pop(field) for field in fields if field in body}
        if fields[len(fields) - len(defaults) :] != tuple(defaults):
            raise TypeError(f"{name}: a field without a default follows one that has it")
        body |= zip(fields, _GETTERS, strict=False)
        body |= {"__slots__": (), "_fields": fields, "__match_args__": fields, "_field_defaults": defaults}
        body["__new__"] = _constructor(body["__qualname__"], fields, tuple(defaults.values()))
        return type(name, (_Record,), body)


def _constructor(owner: str, fields: tuple[str, ...], defaults: tuple[Any, ...]) -> Any:
    """A function of the fields, by position or by name, that returns the tuple of them."""
    if len(fields) >= len(_CONSTRUCTORS):
        return _of_many(owner, fields, defaults)
    code = _CONSTRUCTORS[len(fields)].__code__
    name = "__new__"
    named = code.replace(co_name=name, co_qualname=f"{owner}.{name}", co_varnames=("_cls", *fields))
    return FunctionType(named, globals(), name, defaults)


def _of_many(owner: str, fields: tuple[str, ...], defaults: tuple[Any, ...]) -> Any:
    """The same for any number of fields; it takes twice as long to call, and no time to make."""
    required = fields[: len(fields) - len(defaults)]
    blank = dict.fromkeys(required) | dict(zip(fields[len(required) :], defaults, strict=True))

    def __new__(_cls: type, /, *values: Any, **named: Any) -> Any:  # noqa: N807
        filled = blank | named
        count = len(values)
        if max(count, len(filled)) > len(fields) or not named.keys().isdisjoint(fields[:count]):
            raise TypeError(f"{owner}.__new__() got {count} values and {', '.join(named) or 'no names'}")
        if missing := [field for field in required[count:] if field not in named]:
            raise TypeError(f"{owner}.__new__() missing {', '.join(missing)}")
        return _new(_cls, (*values, *tuple(filled.values())[count:]))

    return __new__


if not TYPE_CHECKING:

    class NamedTuple(metaclass=_Maker):
        """The base that is written in the class statement."""
