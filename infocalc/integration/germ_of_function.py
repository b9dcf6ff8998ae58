"""The growth of the functions of the table: what Tail asks when it meets a call."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, column
from infocalc.functions import calls as F
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
    logarithm,
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
        return _log_bessel_0(tail, order, z)
    width = tail.germ(order)
    if direction(width.order) <= 0 or not width.ball > 0:
        raise Unclear
    half = constant(z) / 2
    gamma = _loggamma(tail, (order + 1,))
    extra = between_zero_and(half * half * bounded(raised(width, arb(-1), -1), tail.start))
    lead = Germ(width.ball * half.log(), width.order)
    return added([lead, Germ(-gamma.ball, gamma.order), Germ(extra)], tail.start)


def _log_bessel_0(tail: Tail, order: Expr, z: Expr) -> Germ:
    """log I₀(z) = z − log(2πz)/2 + log θ for z → ∞, erf(√(2z)) ≤ θ ≤ 1 + (√2 − 1)/(2z) + √(2πz)·e^(−z)/2.

    π·e^(−z)·I₀(z) = ∫ e^(−zt)/√(t(2 − t)) on (0, 2) (DLMF 10.32.1), and 1/√(2 − t) lies between 1/√2 and,
    up to t = 1, its chord (1 + (√2 − 1)·t)/√2.
    """
    g = tail.germ(z)
    if order is not X.ZERO or not g.ball > 0:
        raise Unclear
    if direction(g.order) <= 0:
        return Germ(bounded(g, tail.start).bessel_i(arb(0)).log())
    least = _least(g, tail.start)
    if not least > 1:
        raise Unclear
    over = (arb(2).sqrt() - 1) / (2 * least) + (2 * arb.pi() * least).sqrt() * (-least).exp() / 2
    theta = hull((2 * least).sqrt().erf().log(), over.log1p())
    logs = tail.log(z)
    return added([g, Germ(-logs.ball / 2, logs.order), Germ(theta - (2 * arb.pi()).log() / 2)], tail.start)


def _least(g: Germ, y: arb) -> arb:
    """The least size of a germ that does not fall from y on."""
    if g.ball.contains(0) or not log_slope(g.order, y)[0] >= 0:
        raise Unclear
    return abs(g.ball).lower() * monomial(g.order, y)


def _erfc(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    """1 − erf u for u → −∞."""
    g = tail.germ(args[0])
    if direction(g.order) > 0 and g.ball < 0:
        return Germ(hull(1 + _least(g, tail.start).erf(), arb(2)))
    return exponential([_log_erfc(tail, args)], tail.start)


def _log_erfc(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    """log erfc u = −u² − log u − log(π)/2 + log θ for u → ∞, 1 − 1/(2u²) ≤ θ ≤ 1 (DLMF 7.12.1)."""
    g = tail.germ(args[0])
    if direction(g.order) <= 0:
        return Germ(bounded(g, tail.start).erfc().log())
    least = _least(g, tail.start)
    if g.ball < 0:
        return Germ(hull((1 + least.erf()).log(), arb(2).log()))
    if not least > 1:
        raise Unclear
    logs, square = tail.log(args[0]), tail.germ(X.scale(-1, args[0] * args[0]))
    rest = hull((1 - 1 / (2 * least * least)).log(), arb(0)) - arb.pi().log() / 2
    return added([square, Germ(-logs.ball, logs.order), Germ(rest)], tail.start)


def _asinh(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    """asinh u = ±(log(2|u|) + [0, 1/(4u²)]) for u → ±∞."""
    g = tail.germ(args[0])
    if direction(g.order) < 0:
        return Germ(g.ball * SLOPE[F.asinh.name](hull(arb(0), bounded(g, tail.start))), g.order)
    if direction(g.order) == 0:
        return Germ(g.ball.asinh())
    least, sign = _least(g, tail.start), X.num(1 if g.ball > 0 else -1)
    more = Germ(arb(2).log() + between_zero_and(1 / (4 * least * least)))
    size = added([tail.log(sign * args[0]), more], tail.start)
    return product(Germ(constant(sign)), size)


def _hyperbolic(sign: int, u: Expr) -> Expr:
    return X.HALF * X.power(X.E, u) + X.num(sign, 2) * X.power(X.E, -u)


def _cosh(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    return tail.germ(_hyperbolic(1, args[0]))


def _sinh(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    g = tail.germ(args[0])
    if direction(g.order) < 0:
        return Germ(g.ball * hull(arb(0), bounded(g, tail.start)).cosh(), g.order)
    return tail.germ(_hyperbolic(-1, args[0]))


def _log_sinh(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    """log sinh u = u − log 2 + log(1 − e^(−2u))."""
    g = tail.germ(args[0])
    if direction(g.order) <= 0:
        return logarithm(_sinh(tail, args), tail.start)
    rest = hull((-(-2 * _least(g, tail.start)).exp()).log1p(), arb(0)) - arb(2).log()
    if not g.ball > 0:
        raise Unclear
    return added([g, Germ(rest)], tail.start)


def _log_cosh(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    return tail.log(_hyperbolic(1, args[0]))


def _log_sech(tail: Tail, args: tuple[Expr, ...]) -> Germ:
    g = _log_cosh(tail, args)
    return Germ(-g.ball, g.order)


#: the germ of a call
OF: dict[str, GermRule] = {
    F.abs.name: _abs,
    F.sign.name: _sign,
    F.heaviside.name: _heaviside,
    **{name: _extreme(which) for name, which in column("extreme").items()},
    F.loggamma.name: _loggamma,
    F.gamma.name: _exp_of(_loggamma),
    F.factorial.name: _exp_of(_log_factorial),
    F.binomial.name: _exp_of(_log_binomial),
    F.besseli.name: _exp_of(_log_bessel_i),
    F.cosh.name: _cosh,
    F.sinh.name: _sinh,
    F.sech.name: _exp_of(_log_sech),
    F.erfc.name: _erfc,
    F.asinh.name: _asinh,
}

#: the germ of the logarithm of a call
LOG_OF: dict[str, GermRule] = {
    F.gamma.name: _loggamma,
    F.factorial.name: _log_factorial,
    F.binomial.name: _log_binomial,
    F.besseli.name: _log_bessel_i,
    F.cosh.name: _log_cosh,
    F.sinh.name: _log_sinh,
    F.sech.name: _log_sech,
    F.erfc.name: _log_erfc,
}

#: f' on a ball, for functions with f(0) = 0
SLOPE = column("slope")


def _towards(evaluate: Any, limit: Expr) -> Callable[[Germ, arb], arb]:
    """f odd and rising to its limit: the values on a growing argument."""

    def rule(g: Germ, y: arb) -> arb:
        if g.ball.contains(0):
            raise Unclear
        reached = abs(g.ball).lower()
        if not log_slope(g.order, y)[0] >= 0:
            raise Unclear
        value: arb = evaluate(reached * monomial(g.order, y)).union(constant(limit))
        return value if g.ball > 0 else -value

    return rule


def _bounded(_: Germ, __: arb) -> arb:
    return arb(0, 1)


#: the values on a growing argument
LIMITS: dict[str, Callable[[Germ, arb], arb]] = {
    F.sin.name: _bounded,
    F.cos.name: _bounded,
    **{name: _towards(TABLE[name].ball, limit) for name, limit in column("limit").items()},
}
