"""Whether two expressions are the same function: proved, refuted at a point, or undecided.

A proof is an identity of rational functions over the transcendental parts (`normal.is_zero`), as written
or in a common basis. A refutation is a point at which balls around the two values do not meet.
Numerical agreement proves nothing and is reported as undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from zlib import crc32

from infocalc.algebra.ball import complex_enclosure, enclosure
from infocalc.algebra.exact_value import vanishes
from infocalc.algebra.trial import concrete
from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.records import NamedTuple

BITS, WIDE_BITS = 128, 1024
NICE = (X.num(1), X.num(2), X.num(1, 2), X.num(3), X.num(-1), X.num(1, 3), X.num(-2), X.num(0))
MOST_NICE, MOST_RANDOM = 24, 16


class Verdict(NamedTuple):
    """'true', 'false' or 'undecided'; on 'false' a point (name -> rational) where the two differ."""

    verdict: str
    point: dict[str, Expr] | None = None


#: whether a point is one of those that count
Admits = Callable[[dict[str, Expr]], bool]


def equal(a: Expr, b: Expr, admits: Admits | None = None, domain: Sequence[Expr] = ()) -> Verdict:
    """Whether a = b wherever both, and all of `domain`, are real.

    Differences at points that are not admitted do not count.
    """
    if a is b:
        return Verdict("true")
    difference = _difference(a, b)
    if difference is not None and any(proof(difference) for proof in (vanishes, _by_lowest, _by_parts)):
        return Verdict("true")
    point = counterexample(a, b, admits, frozenset().union(*(e.free for e in domain)))
    if point is not None:
        return Verdict("false", point)
    from infocalc.algebra.by_signs import equal_by_signs

    return Verdict("true" if equal_by_signs(a, b, domain) else "undecided")


def _by_parts(difference: Expr) -> bool:
    """Whether the real and the imaginary part of what is written with i do."""
    if difference.words.isdisjoint((X.I.data, X.ROOT)):
        return False
    from infocalc.algebra.real_form import vanishes_by_parts

    return vanishes_by_parts(difference)


def _by_lowest(difference: Expr) -> bool:
    """Whether recurrences prove it, of functions whose arguments differ by whole numbers."""
    from infocalc.algebra.basis import in_basis
    from infocalc.algebra.contiguous import by_lowest

    for form in (difference, in_basis(difference)):
        found = by_lowest(form)
        if found is not form and vanishes(found):
            return True
    return False


def _difference(a: Expr, b: Expr) -> Expr | None:
    try:
        return a - b
    except InfocalcError:
        return None


def counterexample(
    a: Expr, b: Expr, admits: Admits | None = None, others: frozenset[str] = frozenset()
) -> dict[str, Expr] | None:
    """A point at which a ≠ b is proved, the simplest of those tried; {} for two constants that differ.

    It has values for `others` too, symbols by which the point is admitted or not. Undefined functions are
    tried as e^(c·s) + d·s², with constants of their own.
    """
    left, right = concrete(a), concrete(b)
    names = sorted(left.free | right.free | others)
    for point in _points(names, left, right):
        if _differ(left, right, point) and (admits is None or admits(point)):
            return point
    return None


def _differ(a: Expr, b: Expr, point: dict[str, Expr]) -> bool:
    value = complex_enclosure if X.I.data in a.words | b.words else enclosure
    for bits in (BITS, WIDE_BITS):
        try:
            x, y = value(a, point, bits), value(b, point, bits)
        except InfocalcError:
            return False
        if x is not None and y is not None and not (x - y).contains(0):
            return True
        if x is not None and y is not None and abs(x - y).rad() < 1e-20:
            return False
    return False


def _points(names: list[str], a: Expr, b: Expr) -> Iterator[dict[str, Expr]]:
    """Small numbers first, as different as possible, then numbers without pattern."""
    if not names:
        yield {}
        return
    if len(names) == 1:
        yield from ({names[0]: q} for q in NICE)
    elif len(names) <= 3:
        combined = sorted(product(range(len(NICE)), repeat=len(names)), key=lambda c: (sum(c), -len(set(c))))
        for choice in combined[:MOST_NICE]:
            yield {x: NICE[k] for x, k in zip(names, choice, strict=True)}
    else:
        yield {x: X.num(i + 1) for i, x in enumerate(names)}
        yield {x: X.num(1, i + 2) for i, x in enumerate(names)}
    state = crc32(" ".join(names).encode()) + sum(1 for _ in X.nodes(a)) * 31 + sum(1 for _ in X.nodes(b))
    for k in range(MOST_RANDOM):
        sign, width = ((1, 97), (1, 53), (1, 13), (-1, 89))[k % 4]
        point = {}
        for x in names:
            state = (state * 1103515245 + 12345) % 2**31  # no import of random for sixteen numbers
            point[x] = X.num(sign * (state // 65536 % 89 + 7), width)
        yield point
