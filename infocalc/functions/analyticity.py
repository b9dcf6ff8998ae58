"""Functions of complex balls, each with its cuts, kinks and jumps, for `analytic.py`."""

from __future__ import annotations

from collections.abc import Callable

from flint import acb, arb

from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, Function
from infocalc.functions import calls as F

#: a value from the values of the arguments and the flag `analytic`
BallRule = Callable[[list[acb], bool], acb]

NOWHERE = acb(arb.nan())


class Unsupported(NoAnswer):
    """No ball evaluation is known for a part of the expression."""


def _off_negative_axis(z: acb, analytic: bool) -> bool:
    return not analytic or bool(z.real > 0) or not z.imag.contains(0)


def _loggamma(args: list[acb], analytic: bool) -> acb:
    return args[0].lgamma() if _off_negative_axis(args[0], analytic) else NOWHERE


def _maximum(args: list[acb], analytic: bool) -> acb:
    most = args[0]
    for other in args[1:]:
        most = most.real_max(other, analytic=analytic)
    return most


def _minimum(args: list[acb], analytic: bool) -> acb:
    least = args[0]
    for other in args[1:]:
        least = least.real_min(other, analytic=analytic)
    return least


def _bessel_i(args: list[acb], analytic: bool) -> acb:
    order, z = args
    return z.bessel_i(order) if _off_negative_axis(z, analytic) else NOWHERE


def _bessel_k(args: list[acb], analytic: bool) -> acb:
    order, z = args
    return z.bessel_k(order) if _off_negative_axis(z, analytic) else NOWHERE


def _asinh(args: list[acb], analytic: bool) -> acb:
    """log(z + √(1 + z²)) on the right of the imaginary axis, odd; cuts on that axis from ±i outwards.

    FLINT's own has no finite value on wide balls.
    """
    z = args[0]
    if abs(z.real) > 1:
        u = z if z.real > 0 else -z
        value = (u + (1 + u * u).sqrt()).log()
        return value if z.real > 0 else -value
    if analytic and z.real.contains(0) and not abs(z.imag) < 1:
        return NOWHERE
    return z.asinh()


#: functions with cuts, kinks or jumps: these must know the flag
CUT: dict[str, BallRule] = {
    "log": lambda a, s: a[0].log(analytic=s),
    "sqrt": lambda a, s: a[0].sqrt(analytic=s),
    "abs": lambda a, s: a[0].real_abs(analytic=s),
    "sign": lambda a, s: a[0].real_sgn(analytic=s),
    "heaviside": lambda a, s: a[0].real_heaviside(analytic=s),
    "floor": lambda a, s: a[0].real_floor(analytic=s),
    "ceil": lambda a, s: a[0].real_ceil(analytic=s),
    "max": _maximum,
    "min": _minimum,
    "factorial": lambda a, _: (a[0] + 1).gamma(),
    "loggamma": _loggamma,
    "asinh": _asinh,
    "besseli": _bessel_i,
    "besselk": _bessel_k,
}


def _log_erfc(args: list[acb], analytic: bool) -> acb:
    """−u² + log(e^(u²)·erfc u), with U(1/2, 1/2, u²) = √π·e^(u²)·erfc u (DLMF 7.11.5)."""
    u = args[0]
    if u.real > 1:
        square = u * u
        scaled = square.hypgeom_u(acb(0.5), acb(0.5)) / arb.pi().sqrt()
        return scaled.log(analytic=analytic) - square
    return u.erfc().log(analytic=analytic)


def _log_bessel_i(args: list[acb], analytic: bool) -> acb:
    order, z = args
    if z.real > 1:
        return z.bessel_i(order, scaled=True).log(analytic=analytic) + z
    return _bessel_i(args, analytic).log(analytic=analytic)


def _log_sinh(args: list[acb], analytic: bool) -> acb:
    """u + log((1 − e^(−2u))/2)."""
    u = args[0]
    if u.real > 1:
        return u + ((1 - (-2 * u).exp()) / 2).log(analytic=analytic)
    return u.sinh().log(analytic=analytic)


#: logarithms of functions that grow or fall exponentially: on a wide ball their values are no help
LOGARITHM: dict[str, BallRule] = {"erfc": _log_erfc, "besseli": _log_bessel_i, "sinh": _log_sinh}


def known_analytic(e: Expr) -> bool:
    """Whether it is known, for every function in e, where it is analytic."""
    return all(_is_known(node.data) for node in X.nodes(e) if node.head == X.CALL and node.free)


def _is_known(name: str) -> bool:
    row = TABLE.get(name)
    return name in CUT or name == F.atan.name or (row is not None and (row.whole or row.line is not None))


def function_rule(name: str) -> BallRule:
    row, rule = TABLE.get(name), CUT.get(name)
    if rule is not None:
        return rule
    if row is None or row.complex_ball is None:
        raise Unsupported(f"no ball evaluation of {name}")
    evaluate = row.complex_ball
    if row.whole:
        return lambda args, _: evaluate(*args)

    def rule_of_row(args: list[acb], analytic: bool) -> acb:
        return NOWHERE if analytic and not _is_analytic(row, args) else evaluate(*args)

    return rule_of_row


def _is_analytic(row: Function, args: list[acb]) -> bool:
    z = args[0]
    if row.name == F.atan.name:  # cuts on the imaginary axis from ±i outwards
        return not z.real.contains(0) or bool(abs(z.imag) < 1)
    if row.line is None or len(args) > 1:
        return False
    low, high = row.line
    return not z.imag.contains(0) or bool(z.real > low and z.real < high)


# ── pieces ───────────────────────────────────────────────────────────────────────────────────────
# A truth value is the ball 1, 0 or [0, 1]; on a box that a boundary crosses the value is not analytic.


def relation_rule(operator: str) -> BallRule:
    def rule(args: list[acb], analytic: bool) -> acb:
        d = args[0].real - args[1].real
        if d > 0:
            return acb(1 if operator in (">", ">=", "!=") else 0)
        if d < 0:
            return acb(1 if operator in ("<", "<=", "!=") else 0)
        if d.is_zero() and not analytic:
            return acb(1 if operator in (">=", "<=", "=") else 0)
        return acb(arb(0.5, 0.5))

    return rule


def all_rule(args: list[acb], _analytic: bool) -> acb:
    value = acb(1)
    for a in args:
        value = value * a
    return value


def any_rule(args: list[acb], _analytic: bool) -> acb:
    value = acb(1)
    for a in args:
        value = value * (1 - a)
    return 1 - value


def piecewise_rule(args: list[acb], analytic: bool) -> acb:
    """The first piece whose condition holds; the union of those that may hold where that is open."""
    found: acb | None = None
    for value, condition in zip(args[::2], args[1::2], strict=True):
        if condition.is_zero():
            continue
        found = value if found is None else found.union(value)
        if condition == 1:
            return found
        if analytic:
            return NOWHERE
    return NOWHERE if found is None else found
