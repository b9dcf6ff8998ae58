"""Logarithms of gamma functions that grow together: Stirling's form, in which their largest terms cancel."""

from __future__ import annotations

from flint import arb

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import subs
from infocalc.integration.analytic import constant
from infocalc.integration.germs import (
    Germ,
    Tail,
    added,
    between_zero_and,
    bounded,
    direction,
    hull,
    product,
    raised,
)


def opened_gammas(tail: Tail, terms: list[Expr]) -> tuple[list[Expr], list[Germ]]:
    """Terms with every c·log Γ(κs + d) in Stirling's form about s, so that s·log s cancels between them.

    log Γ(κs + d) = κs·log s + (d − 1/2)·log s + (κ·log κ − κ)·s + (d − 1/2)·log κ − d + log(2π)/2
                    + (κs + d − 1/2)·log(1 + d/(κs)) + [0, 1/(12(κs + d))]
    """
    open_terms, rest = [], []
    for term in terms:
        found = _linear_gamma(tail, term)
        if found is None:
            open_terms.append(term)
            continue
        c, k, d = found
        s = X.sym(tail.variable)
        log, log_k = F.log(s), F.log(k)
        half = d - X.HALF
        lead = [k * s * log, half * log, k * log_k * s, -k * s, half * log_k, F.log(2 * X.PI) * X.HALF - d]
        open_terms += [c * part for part in lead]
        rest.append(product(Germ(constant(c)), _stirling_rest(tail, k, d)))
    return open_terms, rest


def _linear_gamma(tail: Tail, term: Expr) -> tuple[Expr, Expr, Expr] | None:
    """c, κ, d of a term c·log Γ(κs + d) with κ > 0."""
    gammas = [f for f in (term.args if term.head == X.MUL else (term,)) if F.loggamma.heads(f)]
    if len(gammas) != 1 or direction(tail.base.order) <= 0:
        return None
    c, u, s = term / gammas[0], gammas[0].args[0], X.sym(tail.variable)
    d = subs(u, {tail.variable: X.ZERO})
    k = subs(u, {tail.variable: X.ONE}) - d
    if tail.variable in c.free or k * s + d is not u or not constant(k) > 0:
        return None
    return c, k, d


def _stirling_rest(tail: Tail, k: Expr, d: Expr) -> Germ:
    """(u − 1/2)·log(1 + d/(κs)) + [0, 1/(12u)] with u = κs + d."""
    s = X.sym(tail.variable)
    u, below = tail.germ(k * s + d), raised(tail.germ(k * s), arb(-1), -1)
    error = Germ(between_zero_and(bounded(raised(u, arb(-1), -1), tail.start) / 12))
    if d is X.ZERO:
        return error
    ratio = product(Germ(constant(d)), below)
    log = Germ(ratio.ball / (1 + hull(arb(0), bounded(ratio, tail.start))), ratio.order)
    return added([product(added([u, Germ(arb(-0.5))], tail.start), log), error], tail.start)
