"""Sizes of vectors and matrices: whole numbers, names, products of both, and unknowns that use decides.

A declared size is rigid: n is not m, and not 3 unless n = 3 was said. An inferred one is an unknown that
becomes whatever it meets, but never 1: a vector of length 1 would fit where it makes no sense.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from infocalc.records import NamedTuple


class Size(NamedTuple):
    """number·Π names, such as 3, n or m*n."""

    number: int = 1
    names: tuple[str, ...] = ()

    def __str__(self) -> str:
        shown = [str(self.number)] if self.number != 1 or not self.names else []
        return "*".join([*shown, *self.names])


class Unknown:
    """A size that is not known yet; compared by identity."""

    __slots__ = ()


AnySize = Size | Unknown
Shape = tuple[AnySize, AnySize]
KnownShape = tuple[Size, Size]

ONE = Size()
SCALAR: KnownShape = (ONE, ONE)
#: names for sizes that nobody named, in the order in which a book takes them
_NAMES = ("m", "n", "p", "q", "r", "s", "k", "l", "d")


def named(name: str) -> Size:
    return Size(1, (name,))


def times(a: Size, b: Size) -> Size:
    return Size(a.number * b.number, tuple(sorted((*a.names, *b.names))))


def shape_text(shape: KnownShape, sign: str = " x ") -> str:
    """'m x n', 'n' of a column, 'scalar'."""
    if shape == SCALAR:
        return "scalar"
    return str(shape[0]) if shape[1] == ONE else f"{shape[0]}{sign}{shape[1]}"


class Sizes:
    """What is known of the unknowns of one formula."""

    def __init__(self, values: Mapping[str, int]) -> None:
        self.values = values
        self._known: dict[Unknown, AnySize] = {}

    def found(self, size: AnySize) -> AnySize:
        while isinstance(size, Unknown) and size in self._known:
            size = self._known[size]
        if isinstance(size, Size) and any(name in self.values for name in size.names):
            return self._valued(size)
        return size

    def _valued(self, size: Size) -> Size:
        number = size.number
        for name in size.names:
            number *= self.values.get(name, 1)
        return Size(number, tuple(name for name in size.names if name not in self.values))

    def shape(self, shape: Shape) -> Shape:
        return self.found(shape[0]), self.found(shape[1])

    def same(self, a: AnySize, b: AnySize) -> bool:
        """Whether a and b can be one size, which they are from now on."""
        a, b = self.found(a), self.found(b)
        if a == b:
            return True
        if isinstance(b, Unknown):
            a, b = b, a
        if not isinstance(a, Unknown) or b == ONE:
            return False
        self._known[a] = b
        return True

    def named(self, shapes: Iterable[Shape], taken: Iterable[str]) -> None:
        """Give every unknown that is left the next free name; a single one is n."""
        unknowns: dict[AnySize, None] = {}
        for shape in shapes:
            unknowns.update(dict.fromkeys(s for s in self.shape(shape) if isinstance(s, Unknown)))
        used = {
            *taken,
            *(name for size in self._known.values() if isinstance(size, Size) for name in size.names),
        }
        free = [name for name in _NAMES if name not in used]
        free += [f"n{k}" for k in range(1, len(unknowns) + 1) if f"n{k}" not in used]
        if len(unknowns) == 1 and "n" in free:
            free.insert(0, "n")
        for unknown, name in zip(unknowns, free, strict=False):
            self._known[unknown] = named(name)  # type: ignore[index]

    def known(self, shape: Shape) -> KnownShape:
        """The shape once every unknown has a name."""
        rows, columns = self.shape(shape)
        assert isinstance(rows, Size)
        assert isinstance(columns, Size)
        return rows, columns
