"""What is to be proved of matrices, and the generic points of all sizes at which it is tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations
from zlib import crc32

from flint import fmpq

from infocalc.matrices.sizes import KnownShape, Size
from infocalc.notation.formula import Formula, walk
from infocalc.records import NamedTuple

_SIZES = (3, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)
_MOST_TRIALS = 24


class Claim(NamedTuple):
    """What is to be proved: `answer` is the derivative of `formula` in `variable`.

    kind: gradient, differential (by a scalar), jacobian (vec of the output by vec of the variable), hessian;
    entries is the gradient by the independent entries of a symmetric matrix; change and curvature are those
    of a matrix as differentials, formulas in d`variable`.
    """

    kind: str
    formula: Formula
    answer: Formula
    variable: str
    names: Mapping[str, KnownShape]
    facts: Mapping[str, frozenset[str]]
    shape: KnownShape
    seed: str = ""


Tables = Mapping[str, list[list[fmpq]]]


def _size_names(claim: Claim) -> list[str]:
    """The sizes of the names, and those that only eye(p) or ones(p) have."""
    shapes = {name for shape in claim.names.values() for size in shape for name in size.names}
    symbols = {node.value for f in (claim.formula, claim.answer) for node in walk(f) if node.head == "symbol"}
    proper = {name for name in claim.names if "size" not in claim.facts.get(name, frozenset())}
    return sorted(shapes | (symbols - proper - {f"d{claim.variable}"}))


def assignments(claim: Claim) -> Iterator[dict[str, int]]:
    """Numbers for the sizes, all different; first as they stand, then in other orders."""
    names = _size_names(claim)
    if not names:
        yield from ({} for _ in range(_MOST_TRIALS))
        return
    tried: list[tuple[int, ...]] = []
    for pool in range(max(len(names), 2), len(_SIZES) + 1):
        for order in permutations(_SIZES[:pool], len(names)):
            if order not in tried and len(tried) < _MOST_TRIALS:
                tried.append(order)
                yield dict(zip(names, order, strict=True))
        if len(tried) >= _MOST_TRIALS:
            return


def number(size: Size, sizes: Mapping[str, int]) -> int:
    found = size.number
    for name in size.names:
        found *= sizes[name]
    return found


def point_of(claim: Claim, sizes: Mapping[str, int], trial: int) -> dict[str, list[list[fmpq]]]:
    return {
        name: drawn(name, shape, claim.facts.get(name, frozenset()), sizes, f"{trial} {claim.seed}", trial)
        for name, shape in claim.names.items()
    }


def drawn(
    name: str,
    shape: KnownShape,
    facts: frozenset[str],
    sizes: Mapping[str, int],
    seed: str,
    trial: int,
) -> list[list[fmpq]]:
    """A generic rational matrix that keeps the facts declared; later trials stay within (0, 1)."""
    if "size" in facts:
        return [[fmpq(sizes[name])]]
    m, n = (number(size, sizes) for size in shape)
    positive = "positive" in facts or trial % 2 == 1
    table = [[_entry(f"{name} {i} {j} {seed}", positive) for j in range(n)] for i in range(m)]
    if "integer" in facts:
        return [[fmpq(3 + trial % 2) for _ in row] for row in table]
    if "spd" in facts:
        return [[_plain_dot(table[i], table[j]) + (1 if i == j else 0) for j in range(n)] for i in range(n)]
    if "symmetric" in facts:
        return [[(table[i][j] + table[j][i]) / 2 for j in range(n)] for i in range(n)]
    return table


def _entry(seed: str, positive: bool) -> fmpq:
    draw = crc32(seed.encode())
    sign = 1 if positive or draw & 0x10000 else -1
    return fmpq(sign * (draw % 89 + 7), 97)


def _plain_dot(x: list[fmpq], y: list[fmpq]) -> fmpq:
    total = fmpq(0)
    for p, q in zip(x, y, strict=True):
        total += p * q
    return total
