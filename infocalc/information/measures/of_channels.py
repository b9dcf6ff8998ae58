"""Capacity of a channel and entropy rate of a Markov chain, from matrices whose rows are distributions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from flint import arb, ctx, fmpq, fmpq_mat

from infocalc.errors import DistributionError, NoAnswer, Undefined
from infocalc.information.answers.answer import Answer, closed
from infocalc.information.answers.units import unit_of
from infocalc.information.answers.values import InNats, Value, row
from infocalc.information.closed import symbolic_pmf
from infocalc.information.closed.symbolic_pmf import Symbolic
from infocalc.information.condition import Condition, plain, texts
from infocalc.information.measure import MEASURES
from infocalc.information.options import InformationOptions
from infocalc.information.pmf import capacity as channels
from infocalc.information.pmf import chains, sums
from infocalc.information.pmf.logarithm_sums import log_ball
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.reading.stochastic import Stochastic, of_rows, read_stochastic
from infocalc.information.source import Source
from infocalc.limits import check
from infocalc.report.report import Report, Row

if TYPE_CHECKING:
    from infocalc.expr.expr import Expr

#: channels whose capacity is written as a formula, laws that are told, chains with symbols
_MOST_WRITTEN, _MOST_TOLD, _MOST_SYMBOLIC = 4, 12, 6
#: a longer formula tells nothing
_LONGEST = 30


def capacity(source: Source, options: InformationOptions) -> Report:
    """C = max I(X; Y) over the laws of X, of the channel whose row x is p(y|x)."""
    matrix = _read(source, options)
    check("channel", len(matrix.x) * len(matrix.y))
    w = _numbers(matrix)
    if w is None:
        return _symbolic_capacity(matrix, source, options)
    used = [y for y in range(len(matrix.y)) if any(line[y] != 0 for line in w)]
    w = [[line[y] for y in used] for line in w]
    value, note = _capacity(w, matrix)
    return _report("capacity", [("C", value)], source, options, (*matrix.notes, note))


def rate(source: Source, options: InformationOptions) -> Report:
    """H(X2|X1) of the stationary chain whose row i is the law of the state after i."""
    matrix = _read(source, options).of_states()
    if len(matrix.x) != len(matrix.y):
        shape = f"{len(matrix.x)} rows and {len(matrix.y)} columns"
        raise DistributionError(f"{shape}: a row for each state has a column for each", hint="a b; c d")
    p = _numbers(matrix)
    if p is None:
        return _symbolic_rate(matrix, source, options)
    _closed_class([[x != 0 for x in line] for line in p], matrix)
    law = chains.stationary(p)
    joint = [[share * x for x in line] for share, line in zip(law, p, strict=True)]
    values = [
        ("H(X2|X1)", sums.conditional_entropy([list(column) for column in zip(*joint, strict=True)])),
        ("H(X1)", sums.entropy(law)),
        ("I(X1;X2)", sums.mutual_information(_possible(joint))),
    ]
    told = _told("stationary law", matrix.x, [str(x) for x in law])
    return _report("rate", values, source, options, (*matrix.notes, told))


def _possible(joint: list[list[fmpq]]) -> list[list[fmpq]]:
    """Without the states that are left for good."""
    kept = [i for i, line in enumerate(joint) if any(x != 0 for x in line)]
    return [[joint[i][j] for j in kept] for i in kept]


def _read(source: Source, options: InformationOptions) -> Stochastic:
    """The matrix, with the values of --at for its symbols."""
    matrix = read_stochastic(source, options)
    if not options.at:
        return matrix
    from infocalc.algebra.point import refuse_unknown
    from infocalc.information.point import read_point

    rows = [one if isinstance(one, Symbolic) else symbolic_pmf.of_pmf(one) for one in matrix.rows]
    free = frozenset().union(*[one.free for one in rows])
    refuse_unknown(options.at, free)
    point = read_point(options.at, free)
    return of_rows(matrix, [symbolic_pmf.at(one, point) for one in rows])


def _numbers(matrix: Stochastic) -> list[list[fmpq]] | None:
    rows = [list(one.p) for one in matrix.rows if isinstance(one, Pmf)]
    return rows if len(rows) == len(matrix.rows) else None


def _closed_class(steps: Sequence[Sequence[bool]], matrix: Stochastic) -> list[int]:
    """The one class of states that a chain ends in; with several the rate depends on where it starts."""
    sets = [frozenset(j for j, may in enumerate(line) if may) for line in steps]
    found = chains.closed_classes(sets)
    if len(found) == 1:
        return found[0]
    named = " and ".join("{" + ", ".join(matrix.x[i] for i in states[:6]) + "}" for states in found[:3])
    raise Undefined(
        f"the chain has {len(found)} closed classes, {named}: its entropy rate depends on where it starts",
        hint="give the rows and columns of one class",
    )


def _told(what: str, names: Sequence[str], shares: Sequence[str]) -> str:
    """A law of few outcomes in words."""
    if len(names) > _MOST_TOLD or sum(map(len, shares)) > 200:
        return f"{what} of {len(names)} values"
    return f"{what}: {', '.join(f'{name}: {share}' for name, share in zip(names, shares, strict=True))}"


def _report(
    command: str,
    values: Sequence[tuple[str, Value]],
    source: Source,
    options: InformationOptions,
    notes: tuple[str, ...],
) -> Report:
    unit = unit_of(options)
    rows = tuple(row(name, value, unit, options.digits) for name, value in values)
    return _finished(Report(command, _given(source), rows, unit=unit.name, notes=notes), (), options)


def _given(source: Source) -> dict[str, str | None]:
    return {"matrix": source.text if source.stream is None else source.name}


def _finished(report: Report, conditions: tuple[Condition, ...], options: InformationOptions) -> Report:
    report = report._replace(notes=tuple(dict.fromkeys(note for note in report.notes if note)))
    if options.check is None:
        return report
    from infocalc.information.measures.check import with_check

    return with_check(report, conditions, options.check, options)


# ── capacity of numbers ───────────────────────────────────────────────────────────────────────────


def _capacity(w: list[list[fmpq]], matrix: Stochastic) -> tuple[Value, str]:
    """C, exact where a law of equal inputs or the inverse of the channel gives it, and who attains it."""
    equal = channels.of_equal_inputs(w)
    if equal is not None:
        return equal, f"attained by equal inputs, {fmpq(1, len(w))} each"
    with ctx.workprec(128):
        law = channels.optimal(w)
        total = sum(law.values(), arb(0))
        shares = [(law.get(x, arb(0)) / total).mid() for x in range(len(w))]
        told = [f"{float(p):.6g}" for p in shares]
    form = _inverse_form(w)
    value = InNats(partial(_ball, w), None if form is None else (fmpq(1), form))
    return value, _told("attained near the input", matrix.x, told)


def _ball(w: list[list[fmpq]]) -> arb:
    return channels.enclosed(w, channels.optimal(w))


def _inverse_form(w: list[list[fmpq]]) -> Expr | None:
    """S with C = log S: Σ_j exp(−Σ_i (W⁻¹)_ji·H(W_i)), where the law that it wants has no negative entry.

    S. Muroga, On the capacity of a discrete channel, 1953.
    """
    n = len(w)
    if n != len(w[0]) or n > _MOST_WRITTEN or fmpq_mat(w).det() == 0:
        return None
    inverse = fmpq_mat(w).inv()
    powers = [
        [(x, inverse[j, i] * x) for i, line in enumerate(w) for x in line if x != 0 and inverse[j, i] != 0]
        for j in range(n)
    ]
    with ctx.workprec(128):
        q = [sum((log_ball(x) * c for x, c in one), arb(0)).exp() for one in powers]
        law = [sum((q[j] * inverse[j, i] for j in range(n)), arb(0)) for i in range(n)]
        if not all(p > 0 for p in law):
            return None
    from infocalc.algebra.cost import cost
    from infocalc.algebra.normal import tidy
    from infocalc.expr import expr as X

    terms = [X.mul(*[X.power(X.rational(x), X.rational(c)) for x, c in one]) for one in powers]
    form = tidy(X.add(*terms))
    return form if cost(form) <= _LONGEST else None


# ── symbols ──────────────────────────────────────────────────────────────────────────────────────


def _symbols(matrix: Stochastic) -> tuple[list[list[Expr]], tuple[Condition, ...]]:
    rows = [one for one in matrix.rows if isinstance(one, Symbolic)]
    conditions = dict.fromkeys(c for one in rows for c in one.conditions)
    return [list(one.p) for one in rows], tuple(conditions)


def _symbolic_capacity(matrix: Stochastic, source: Source, options: InformationOptions) -> Report:
    """C of a channel whose equal inputs attain it identically, log |Y| − H(row) of a symmetric one."""
    from infocalc.algebra.exact_value import vanishes
    from infocalc.algebra.normal import tidy
    from infocalc.expr import expr as X

    w, conditions = _symbols(matrix)
    q = [tidy(X.scale(fmpq(1, len(w)), X.add(*column))) for column in zip(*w, strict=True)]
    output = Symbolic(tuple(q), None, tuple(Condition(y, ">") for y in q if y.free))
    found = [
        symbolic_pmf.opened(MEASURES["kl"], Symbolic(tuple(line)), output, given=conditions) for line in w
    ]
    apart = [symbolic_pmf.combined((X.ONE, d), (X.MINUS_ONE, found[0])) for d in found[1:]]
    if not all(vanishes(c) for difference in apart for c in difference.values()):
        raise NoAnswer(
            "the capacity has no closed form here: equal inputs do not attain it",
            hint="give the symbols values: the bounds are then proved to all digits",
        )
    note = f"attained by equal inputs, {fmpq(1, len(w))} each"
    value = symbolic_pmf.total(found[0])
    answers = [("C", closed(value, options.digits, unit=unit_of(options), conditions=conditions))]
    return _of_answers("capacity", answers, source, options, (*matrix.notes, note), conditions)


def _of_answers(
    command: str,
    answers: Sequence[tuple[str, Answer]],
    source: Source,
    options: InformationOptions,
    notes: tuple[str, ...],
    conditions: tuple[Condition, ...],
) -> Report:
    rows = tuple(Row(name, answer.formula, answer.number) for name, answer in answers)
    report = Report(
        command,
        _given(source),
        rows,
        unit=unit_of(options).name,
        route=answers[0][1].route,
        conditions=texts(conditions),
        notes=notes,
    )
    return _finished(report, conditions, options)


def _symbolic_rate(matrix: Stochastic, source: Source, options: InformationOptions) -> Report:
    """The entropies of the rows, weighed by the stationary law."""
    from infocalc.algebra.normal import tidy
    from infocalc.expr import expr as X

    p, conditions = _symbols(matrix)
    states = _closed_class([[x is not X.ZERO for x in line] for line in p], matrix)
    if len(states) > _MOST_SYMBOLIC:
        raise NoAnswer(
            f"{len(states)} states with symbols; the limit is {_MOST_SYMBOLIC}", hint="give values with --at"
        )
    rows = [[p[i][j] for j in states] for i in states]
    weights = chains.stationary_weights(rows, tidy, X.ZERO)
    total = tidy(X.add(*weights))
    law = [tidy(w / total) for w in weights]
    of_rows = [
        symbolic_pmf.opened(MEASURES["entropy"], Symbolic(tuple(line)), given=conditions) for line in rows
    ]
    value = symbolic_pmf.total(symbolic_pmf.combined(*zip(law, of_rows, strict=True)))
    unit = unit_of(options)
    answers = [("H(X2|X1)", closed(value, options.digits, unit=unit, conditions=conditions))]
    told = _told("stationary law", [matrix.x[i] for i in states], [plain(x) for x in law])
    return _of_answers("rate", answers, source, options, (*matrix.notes, told), conditions)
