"""--shapes 'A: m x n, S: spd, x: n, c: scalar positive': what is said of the names of a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable

from infocalc.errors import UsageError
from infocalc.matrices.sizes import ONE, SCALAR, AnySize, Shape, Size, Unknown, named
from infocalc.records import NamedTuple

_FACTS = frozenset(("symmetric", "spd", "positive", "integer", "negative", "real"))
_KINDS = frozenset(("scalar", "vector", "matrix", "square", "row"))
_HINT = "for example --shapes 'A: m x n, S: n x n spd, x: n, c: scalar'"
_SIZE = re.compile(r"[0-9]+|[A-Za-z][A-Za-z0-9_]*")


class Declared(NamedTuple):
    """A name as it was declared: its shape, and the facts (symmetric, spd, positive, integer)."""

    name: str
    shape: Shape
    facts: frozenset[str] = frozenset()


def declarations(texts: Iterable[str]) -> dict[str, Declared]:
    """The declarations by name; UsageError for what is none, and for a name declared twice."""
    found: dict[str, Declared] = {}
    for text in texts:
        for part in re.split(r"[,;\n]", text):
            if not part.strip():
                continue
            one = _declaration(part)
            if one.name in found:
                raise UsageError(f"--shapes declares {one.name} twice")
            found[one.name] = one
    return found


def _declaration(part: str) -> Declared:
    name, colon, kind = (piece.strip() for piece in part.partition(":"))
    if not colon or not re.fullmatch(r"[^\W\d][\w]*", name):
        raise UsageError(f"--shapes {part.strip()}: a declaration is written name: shape", _HINT)
    words = kind.replace("×", " x ").replace("*", " x ").split()
    words = [piece for word in words for piece in _pieces(word)]
    facts = frozenset(word for word in words if word in _FACTS)
    rest = [word for word in words if word not in _FACTS]
    shape = _shape(name, rest, facts, part)
    square = shape[0] != ONE and shape[0] == shape[1]
    if facts & {"symmetric", "spd"} and not square:
        raise UsageError(f"--shapes {part.strip()}: only a square matrix is {min(facts)}", _HINT)
    return Declared(name, shape, facts)


def _pieces(word: str) -> list[str]:
    """3x2 as 3 x 2; mxn is no name of a size."""
    match = re.fullmatch(r"([0-9]+|[a-z])x([0-9]+|[a-z])", word)
    return [match[1], "x", match[2]] if match else [word]


def _shape(name: str, words: list[str], facts: frozenset[str], part: str) -> Shape:
    if not words and facts & {"symmetric", "spd"}:
        size = Unknown()
        return size, size
    if not words and facts:
        return SCALAR if name[0].islower() else (Unknown(), Unknown())
    if len(words) == 1 and words[0] in _KINDS:
        one, square = Unknown(), Unknown()
        kinds: dict[str, Shape] = {
            "scalar": SCALAR, "vector": (one, ONE), "row": (ONE, one), "matrix": (one, Unknown()),
            "square": (square, square),
        }  # fmt: skip
        shape = kinds[words[0]]
        return (shape[0], shape[0]) if facts & {"symmetric", "spd"} and words[0] == "matrix" else shape
    sizes = [word for word in words if word != "x"]
    if len(sizes) not in (1, 2) or words != ["x" if i % 2 else s for i, s in enumerate(_between(sizes))]:
        raise UsageError(f"--shapes {part.strip()}: this is no shape", _HINT)
    found = [_size(size, part) for size in sizes]
    return (found[0], found[1]) if len(found) == 2 else (found[0], ONE)


def _between(sizes: list[str]) -> list[str]:
    return [piece for size in sizes for piece in (size, "x")][:-1]


def _size(word: str, part: str) -> AnySize:
    if not _SIZE.fullmatch(word):
        raise UsageError(f"--shapes {part.strip()}: '{word}' is no size", _HINT)
    if not word.isdigit():
        return named(word)
    if len(word) > 9 or int(word) == 0:
        raise UsageError(f"--shapes {part.strip()}: a size is a whole number from 1 to 10^9", _HINT)
    return Size(int(word))
