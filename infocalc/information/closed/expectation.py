"""Entropies, cross-entropies and divergences in closed form, from expectations of statistics.

−log q(X) is a combination of statistics with coefficients in the parameters of q; X is a function of a
base variable whose statistics have tabulated expectations. So n rows of the table give n² pairs.
"""

from __future__ import annotations

from collections.abc import Callable

from infocalc.errors import Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import subs
from infocalc.information.closed.closed_form import Closed, ClosedForm, Infinite
from infocalc.information.closed.expansion import Expansion, Sum, TooWide, open_terms
from infocalc.information.condition import Condition, plain
from infocalc.information.facts import Facts, is_identically_zero
from infocalc.information.families.distribution import Distribution
from infocalc.information.families.row import Construction
from infocalc.information.moments.linear import VARIABLE, Linear
from infocalc.information.moments.outcome import Diverges, Moment, Outcome

#: a combination of log-densities, as a function of x
Integrand = Callable[[Expr], Expr]


def opened(e: Expr, facts: Facts) -> Expr:
    """e with its logarithms opened."""
    found = Expansion(frozenset(), frozenset(), facts).expand(e)
    return found.get(X.ONE, X.ZERO)


# ── the expectation ──────────────────────────────────────────────────────────────────────────────


class _Total:
    """Σ coefficient·E[statistic] as it grows."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.terms: list[Expr] = []
        self.conditions: dict[Condition, None] = {}
        self.diverging: list[tuple[Expr, Diverges]] = []
        self.open = False

    def add(self, coefficient: Expr, statistic: Expr, outcome: Outcome) -> None:
        if isinstance(outcome, Moment):
            self.terms.append(coefficient * outcome.value)
            self.conditions.update(dict.fromkeys(outcome.conditions))
        elif not is_identically_zero(coefficient):  # asked only of those that stand in the way
            if outcome is None:
                self.open = True
            else:
                self.diverging.append((statistic, outcome))


def expected(
    p: Distribution,
    q: Distribution | None,
    facts: Facts,
    conditions: tuple[Condition, ...],
    cross: bool = False,
) -> Closed:
    """E_p[log p − log q], without the first term for a cross-entropy, without the second for an entropy."""
    construction = p.construction()
    if construction is None or (q is not None and q.family.log_density is None):
        return None

    def integrand(x: Expr) -> Expr:
        if q is None:
            return -p.log_density(x)
        return -q.log_density(x) if cross else p.log_density(x) - q.log_density(x)

    total = _Total(facts)
    try:
        rest = _special_part(p, integrand, total) if p.family.special is not None else integrand
        combined = _branches(construction, rest, facts)
        for statistic, c in combined.items():
            total.add(c, statistic, construction.base.expectation(statistic, facts))
    except (TooWide, Undefined):
        return None
    return _concluded(p, integrand, total, conditions)


def _concluded(
    p: Distribution, integrand: Integrand, total: _Total, conditions: tuple[Condition, ...]
) -> Closed:
    if total.diverging and not total.open:
        return Infinite(_reason(p, integrand, total), conditions)
    if total.diverging or total.open:
        return None
    return ClosedForm(
        X.add(*total.terms), (*conditions, *[c for c in total.conditions if c not in conditions])
    )


def _branches(construction: Construction, integrand: Integrand, facts: Facts) -> Sum:
    """Σ over branches of weight·integrand, as one sum of statistics of the base."""
    base = construction.base
    expansion = Expansion(frozenset(v.data for v in base.variables), base.positive, facts, base.complement)
    return expansion.combined([(w, expansion.expand(integrand(x))) for w, x in construction.branches])


def _special_part(p: Distribution, integrand: Integrand, total: _Total) -> Integrand:
    """The statistics of x itself that the row answers are taken into the total; what is left is returned."""
    assert p.family.special is not None
    expansion = Expansion(frozenset({VARIABLE.data}), frozenset(), total.facts)
    left: list[Expr] = []
    for term in open_terms(integrand(VARIABLE)):
        found = [
            (c, statistic, _one_or(p, statistic, total.facts))
            for statistic, c in expansion.expand(term).items()
        ]
        if any(outcome is None for _, _, outcome in found):
            left.append(term)
        else:
            for c, statistic, outcome in found:
                total.add(c, statistic, outcome)
    return _placed(X.add(*left))


def _placed(e: Expr) -> Integrand:
    """e as a function of its variable."""
    return lambda x: subs(e, {VARIABLE.data: x})


def _one_or(p: Distribution, statistic: Expr, facts: Facts) -> Outcome:
    """The row's own expectation of a statistic of x; that of 1 is 1."""
    assert p.family.special is not None
    return Moment(X.ONE) if statistic is X.ONE else p.family.special(statistic, facts, *p.parameters)


def _reason(p: Distribution, integrand: Integrand, total: _Total) -> str:
    """Which expectation diverges, in the words of x where one term of the integrand does it alone."""
    _, found = total.diverging[0]
    condition = (
        f"; it exists only for {found.condition}" if found.condition and found.condition.left.free else ""
    )
    named = _diverging_term(p, integrand, total.facts)
    if named is not None:
        return f"E_p[{named}] diverges{condition}"
    return f"E_p[-log q(X)] diverges{condition}"


def _diverging_term(p: Distribution, integrand: Integrand, facts: Facts) -> str | None:
    """The part in x of the first term of the integrand whose expectation diverges by itself."""
    x = X.sym("k" if p.discrete else "x")
    construction = p.construction()
    assert construction is not None
    for term in open_terms(integrand(VARIABLE)):
        factors = term.args if term.head == X.MUL else (term,)
        random = X.mul(*[f for f in factors if VARIABLE.data in f.free])
        if random is X.ONE:
            continue
        try:
            combined = _branches(construction, _placed(random), facts)
        except (TooWide, Undefined):
            continue
        outcomes = [construction.base.expectation(s, facts) for s in combined]
        if any(isinstance(o, Diverges) for o in outcomes):
            return plain(subs(random, {VARIABLE.data: x}))
    return None


# ── densities in pieces ──────────────────────────────────────────────────────────────────────────


def over_pieces(
    p: Distribution, q: Distribution, facts: Facts, conditions: tuple[Condition, ...], *, entropy: bool
) -> Closed:
    """Σ over the pieces of Q (and P) of ∫ p·(log p − log q), P piecewise linear or within one piece."""
    if p.family.pieces is None and q.family.pieces is None:
        return None
    construction = p.construction()
    if (
        construction is None
        or not isinstance(construction.base, Linear)
        or construction.branches[0][1] is not VARIABLE
    ):
        return _within_piece(p, q, facts, conditions, entropy=entropy)
    total = _Total(facts)
    own = p.pieces(VARIABLE)
    for second in q.pieces(VARIABLE):
        part = construction.base.part(second.low, second.high, facts)
        if part is None:
            return None
        for first in own:
            inner = part.part(first.low, first.high, facts)
            if inner is None:
                return None
            v = -second.log_density if entropy else first.log_density - second.log_density
            _collect(total, inner, v)
    return _concluded(p, lambda x: X.ZERO, total, conditions)


def _collect(total: _Total, base: Linear, integrand: Expr) -> None:
    if not base.pieces:
        return
    expansion = Expansion(frozenset({VARIABLE.data}), base.positive, total.facts)
    for statistic, c in expansion.expand(integrand).items():
        total.add(c, statistic, base.expectation(statistic, total.facts))


def _within_piece(
    p: Distribution, q: Distribution, facts: Facts, conditions: tuple[Condition, ...], *, entropy: bool
) -> Closed:
    """P lies within one piece of Q: there log q is one expression."""
    support, construction = p.support, p.construction()
    if support is None or construction is None or p.family.log_density is None:
        return None
    for i, piece in enumerate(q.pieces(VARIABLE)):
        below = facts.holds(Condition(support.low, ">=", piece.low))
        above = facts.holds(Condition(piece.high, ">=", support.high))
        if not (below and above):
            continue

        def integrand(x: Expr, i: int = i) -> Expr:
            log_q = q.pieces(x)[i].log_density
            return -log_q if entropy else p.log_density(x) - log_q

        total = _Total(facts)
        try:
            for statistic, c in _branches(construction, integrand, facts).items():
                total.add(c, statistic, construction.base.expectation(statistic, facts))
        except (TooWide, Undefined):
            return None
        return _concluded(p, integrand, total, conditions)
    return None


# ── few outcomes ─────────────────────────────────────────────────────────────────────────────────


def summed(
    p: Distribution, q: Distribution, facts: Facts, conditions: tuple[Condition, ...], *, cross: bool
) -> Closed:
    """Σ p(k)·(log p(k) − log q(k)) over the few outcomes of P, exactly."""
    outcomes = p.outcomes() if p.discrete else None
    if outcomes is None or (len(outcomes) > 24 and (p.free or q.free)):
        return None
    support, terms = q.support, []
    for n in outcomes:
        k = X.num(n)
        weight = p.mass(k)
        if weight is X.ZERO:
            continue
        if support is None or not (
            facts.holds(Condition(k, ">=", support.low)) and facts.holds(Condition(support.high, ">=", k))
        ):
            return None
        mass = q.mass(k)
        if mass is X.ZERO:
            return Infinite(f"Q({n}) = 0 where P({n}) > 0", conditions)
        logs = -facts.ln(mass) if cross else facts.ln(weight) - facts.ln(mass)
        terms.append(opened(_spread(weight, logs), facts))
    return ClosedForm(X.add(*terms), conditions)


def _spread(weight: Expr, logs: Expr) -> Expr:
    """weight·Σ logs, multiplied out for a number so that equal logarithms meet."""
    if weight.head != X.NUM:
        return weight * logs
    return X.scale_terms(weight.data, logs)
