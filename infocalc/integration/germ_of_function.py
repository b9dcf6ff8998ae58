"""The growth of the functions of the table: what Tail asks when it meets a call."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import subs
from infocalc.integration.analytic import constant
from infocalc.integration.germs import (
    Germ,
    Tail,
    Unclear,
    added,
    between_zero_and,
    bounded,
    direction,
    exponential,
    hull,
    log_slope,
    monomial,
    product,
    raised,
)

GermRule = Callable[[Tail, tuple[Expr, ...]], Germ]


def _abs(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    g = tail.germ(args[0])
    return Germ(abs(g.ball), g.order)


def _sign(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    ball = tail.germ(args[0]).ball
    if ball.contains(0):
        raise Unclear
    return Germ(arb(1 if ball > 0 else -1))


def _heaviside(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    return Germ((_sign(tail, args).ball + 1) / 2)


def _extreme(sign: int) -> GermRule:
    def rule(tail: Tail, args: tuple[Expr, ...]) -> Germ:
        best = args[0]
        for other in args[1:]:
            d = tail.germ(other - best).ball * sign
            if d.contains(0):
                raise Unclear
            best = other if d > 0 else best
        return tail.germ(best)

    return rule


def _loggamma(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    """log Γ(u) = (u − 1/2)·log u − u + log(2π)/2 + [0, 1/(12u)] (Stirling; NIST DLMF 5.11.1, 5.11(ii))."""
    g = tail.germ(args[0])
    if direction(g.order) <= 0 or not g.ball > 0:
        ball = bounded(g, tail.start)
        if not ball > 0:
            raise Unclear
        return Germ(ball.lgamma())
    logs = tail.log(args[0])
    half = added([g, Germ(arb(-0.5))], tail.start)
    error = bounded(raised(g, arb(-1), -1), tail.start) / 12
    rest = Germ((2 * arb.pi()).log() / 2 + between_zero_and(error))
    return added([product(half, logs), Germ(-g.ball, g.order), rest], tail.start)


def _log_factorial(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    return _loggamma(tail, (args[0] + 1,))


def _log_binomial(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    n, k = args
    above, left, right = (_loggamma(tail, (u + 1,)) for u in (n, k, n - k))
    return added([above, Germ(-left.ball, left.order), Germ(-right.ball, right.order)], tail.start)


def _exp_of(log_rule: GermRule) -> GermRule:
    return lambda tail, args: exponential([log_rule(tail, args)], tail.start)


def _log_bessel_i(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    """log I_ν(z) = ν·log(z/2) − log Γ(ν + 1) + [0, z²/(4(ν + 1))] for ν → ∞ (DLMF 10.25.2, termwise)."""
    order, z = args
    if tail.variable in z.free:
        raise Unclear
    width = tail.germ(order)
    if direction(width.order) <= 0 or not width.ball > 0:
        raise Unclear
    half = constant(z) / 2
    gamma = _loggamma(tail, (order + 1,))
    extra = between_zero_and(half * half * bounded(raised(width, arb(-1), -1), tail.start))
    lead = Germ(width.ball * half.log(), width.order)
    return added([lead, Germ(-gamma.ball, gamma.order), Germ(extra)], tail.start)


def _hyperbolic(sign: int, u: Expr) -> Expr:
    return X.HALF * X.power(X.E, u) + X.num(sign, 2) * X.power(X.E, -u)


def _cosh(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    return tail.germ(_hyperbolic(1, args[0]))


def _sinh(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    g = tail.germ(args[0])
    if direction(g.order) < 0:
        return Germ(g.ball * hull(arb(0), bounded(g, tail.start)).cosh(), g.order)
    return tail.germ(_hyperbolic(-1, args[0]))


def _log_cosh(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    return tail.log(_hyperbolic(1, args[0]))


def _log_sech(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    g = _log_cosh(tail, args)
    return Germ(-g.ball, g.order)


#: the germ of a call
OF: dict[str, GermRule] = {
    "abs": _abs,
    "sign": _sign,
    "heaviside": _heaviside,
    "max": _extreme(1),
    "min": _extreme(-1),
    "loggamma": _loggamma,
    "gamma": _exp_of(_loggamma),
    "factorial": _exp_of(_log_factorial),
    "binomial": _exp_of(_log_binomial),
    "besseli": _exp_of(_log_bessel_i),
    "cosh": _cosh,
    "sinh": _sinh,
    "sech": _exp_of(_log_sech),
}

#: the germ of the logarithm of a call
LOG_OF: dict[str, GermRule] = {
    "gamma": _loggamma,
    "factorial": _log_factorial,
    "binomial": _log_binomial,
    "besseli": _log_bessel_i,
    "cosh": _log_cosh,
    "sech": _log_sech,
}

#: f' on a ball, for functions with f(0) = 0
SLOPE: dict[str, Callable[[arb], arb]] = {
    "sin": lambda h: h.cos(),
    "tan": lambda h: 1 / h.cos() ** 2,
    "tanh": lambda h: 1 / h.cosh() ** 2,
    "asin": lambda h: 1 / (1 - h * h).sqrt(),
    "atan": lambda h: 1 / (1 + h * h),
    "asinh": lambda h: 1 / (1 + h * h).sqrt(),
    "atanh": lambda h: 1 / (1 - h * h),
    "erf": lambda h: 2 * (-h * h).exp() / arb.pi().sqrt(),
}


def _towards(f: Callable[[arb], arb], limit: Callable[[], arb]) -> Callable[[Germ, arb], arb]:
    """f odd and rising to its limit: the values on a growing argument."""

    def rule(g: Germ, y: arb) -> arb:
        if g.ball.contains(0):
            raise Unclear
        reached = abs(g.ball).lower()
        if not log_slope(g.order, y)[0] >= 0:
            raise Unclear
        value = f(reached * monomial(g.order, y)).union(limit())
        return value if g.ball > 0 else -value

    return rule


LIMITS: dict[str, Callable[[Germ, arb], arb]] = {
    "sin": lambda _, __: arb(0, 1),
    "cos": lambda _, __: arb(0, 1),
    "atan": _towards(lambda v: v.atan(), lambda: arb.pi() / 2),
    "tanh": _towards(lambda v: v.tanh(), lambda: arb(1)),
    "erf": _towards(lambda v: v.erf(), lambda: arb(1)),
}


# ── Stirling ─────────────────────────────────────────────────────────────────────────────────────


def opened_gammas(tail: Tail, terms: list[Expr]) -> tuple[list[Expr], list[Germ]]:
    """Terms with every c·log Γ(κs + d) in Stirling's form about s, so that s·log s cancels between them.

    log Γ(κs + d) = κs·log s + (d − 1/2)·log s + (κ·log κ − κ)·s + (d − 1/2)·log κ + log(2π)/2
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
        lead = [k * s * log, half * log, k * log_k * s, -k * s, half * log_k, F.log(2 * X.PI) * X.HALF]
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
