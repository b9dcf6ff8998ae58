"""The value of a measure of the table for finite numeric pmfs, and what each outcome adds to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flint import arb, fmpq, fmpz

from infocalc.annotations import TYPE_CHECKING, Any
from infocalc.information.answers.terms import Weighed
from infocalc.information.answers.values import InNats, Plain, Value
from infocalc.information.measure import Measure
from infocalc.information.pmf import sums
from infocalc.information.pmf.logarithm_sums import logs

if TYPE_CHECKING:  # a pmf of numbers needs no expressions
    from infocalc.expr.expr import Expr

Probabilities = Sequence[fmpq]

#: values of measures without logarithms are written out up to so many outcomes
_MOST_WRITTEN = 64
#: in place of an outcome, where a measure is infinite because there is none that both can have
NOWHERE = -1


def value(row: Measure, *pmfs: Probabilities) -> Value:
    """The measure, exact; the index of an outcome where it is infinite, or NOWHERE."""
    if row.logs is not None:
        return sums.total(row, *pmfs)
    from infocalc.algebra.normal import tidy
    from infocalc.expr import expr as X

    i = sums.infinite_at(row, *pmfs)
    if i is None and row.times_log is not None and apart(*pmfs):
        i = NOWHERE  # −log 0
    if i is not None:
        return i
    pmfs = _merged(*pmfs)
    total = _written(row, *pmfs)
    if row.times_log is None:
        return Plain(lambda: row.whole(_ball(row, *pmfs)), None if total is None else tidy(row.whole(total)))
    if total is not None and total.head == X.NUM:
        return logs([(fmpq(total.data), fmpq(row.times_log))])
    form = None if total is None else (fmpq(row.times_log), total)
    return InNats(lambda: row.whole(_ball(row, *pmfs)), form)


def apart(*pmfs: Probabilities) -> bool:
    """Whether no outcome is possible in all of them."""
    return all(0 in probabilities for probabilities in zip(*pmfs, strict=True))


def _merged(*pmfs: Probabilities) -> tuple[Probabilities, ...]:
    """Outcomes with the same ratio p/q as one: every `term` is homogeneous, φ(t·p, t·q) = t·φ(p, q)."""
    if len(pmfs) < 2:
        return pmfs
    found: dict[tuple[fmpz, fmpz] | None, tuple[fmpq, fmpq]] = {}
    for x, y in zip(*pmfs, strict=True):
        if x == 0 and y == 0:
            continue
        ratio = x / y if y != 0 else None
        key = None if ratio is None else (ratio.p, ratio.q)
        p, q = found.get(key, (fmpq(0), fmpq(0)))
        found[key] = (p + x, q + y)
    return tuple(p for p, _ in found.values()), tuple(q for _, q in found.values())


def _ball(row: Measure, *pmfs: Probabilities) -> arb:
    """Σ φ at the current precision."""
    return sum((_term(row, [arb(x) for x in xs]) for xs in _outcomes(pmfs)), arb(0))


def _written(row: Measure, *pmfs: Probabilities) -> Expr | None:
    """Σ φ as an expression, where it is short."""
    if len(pmfs[0]) > _MOST_WRITTEN:
        return None
    from infocalc.algebra.normal import tidy
    from infocalc.expr import expr as X

    return tidy(X.add(*[_term(row, [X.rational(x) for x in xs]) for xs in _outcomes(pmfs)]))


def _outcomes(pmfs: Sequence[Probabilities]) -> Iterator[tuple[fmpq, ...]]:
    """The probabilities of each outcome that is possible under one of the pmfs."""
    return (xs for xs in zip(*pmfs, strict=True) if any(x != 0 for x in xs))


def _term(row: Measure, xs: Sequence[Any]) -> Any:
    assert row.term is not None
    return row.term(*xs)


def _one_plain(row: Measure, xs: Sequence[fmpq]) -> Plain:
    """φ of one outcome."""
    from infocalc.expr import expr as X

    return Plain(lambda: _term(row, [arb(x) for x in xs]), _term(row, [X.rational(x) for x in xs]))


def weighed(row: Measure, *pmfs: Probabilities) -> Iterator[Weighed]:
    """What each outcome adds, for the table of terms."""
    for i, xs in enumerate(zip(*pmfs, strict=True)):
        found = one_weighed(row, i, *xs)
        if found is not None:
            yield found


def one_weighed(row: Measure, place: int, *xs: fmpq) -> Weighed | None:
    """What one outcome adds; None where that is nothing."""
    x, y = xs[0], xs[1] if len(xs) > 1 else None
    if all(z == 0 for z in xs):
        return None
    if (y == 0 and not row.finite_without_q) or (x == 0 and not row.finite_without_p):
        return Weighed(place, x, y, infinite=True)
    if row.logs is None:
        return Weighed(place, x, y, plain=_one_plain(row, xs))
    pairs = tuple(pair for pair in row.logs(*xs) if pair[1] != 0)
    return Weighed(place, x, y, pairs) if pairs else None
