"""The names of `typing` for annotations, which are never evaluated: only the type checker loads that module.

At run time `Any` and the like are plain objects, a protocol is a plain class and a cast is its value.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, BinaryIO, Protocol, TextIO, TypeVar, cast
else:
    Any = BinaryIO = Protocol = TextIO = object

    def TypeVar(name, **_bounds):
        return name

    def cast(_kind, value):
        return value


__all__ = ["TYPE_CHECKING", "Any", "BinaryIO", "Protocol", "TextIO", "TypeVar", "cast"]
