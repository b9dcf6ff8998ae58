"""asin, acos, atan, acot, asec, acsc, atan2: principal values; acot(x) = atan(1/x), with its jump at 0."""

from __future__ import annotations

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, mul, num, power
from infocalc.functions.exact import (
    Special,
    half,
    negative,
    odd,
    opposite,
    over,
    positive,
    sign_of,
    sqrt,
    values,
)
from infocalc.functions.row import Code, Function, Side, call, define, everywhere


def _pi(p: int, q: int = 1) -> Expr:
    return mul(num(p, q), X.PI)


def _asin(x: Expr) -> Expr | None:
    if x.head not in (X.NUM, X.POW, X.MUL):
        return None
    known = values(
        *((X.ZERO, X.ZERO), (X.HALF, _pi(1, 6)), (X.ONE, _pi(1, 2))),
        *((half(sqrt(2)), _pi(1, 4)), (half(sqrt(3)), _pi(1, 3))),
    )
    return known(x)


def _acos(x: Expr) -> Expr | None:
    """acos(−x) = π − acos(x) at the tabulated values only."""
    angle = _asin(opposite(x) if negative(x) else x)
    if angle is None:
        return None
    return _pi(1, 2) + angle if negative(x) else _pi(1, 2) - angle


def _atan(x: Expr) -> Expr | None:
    if x is X.OO:
        return _pi(1, 2)
    if x.head not in (X.NUM, X.POW, X.MUL):
        return None
    known = values((X.ZERO, X.ZERO), (X.ONE, _pi(1, 4)), (sqrt(3), _pi(1, 3)), (over(sqrt(3), 3), _pi(1, 6)))
    return known(x)


def _atan2_beside(side: Side, y: Expr, x: Expr) -> Expr:
    """The angle of (x, y) on a side of a point, by atan of the quotient that is at most 1 there."""
    above = side.sign(y)
    if side.sign(y**2 - x**2) > 0:
        return above * _pi(1, 2) - call("atan", over(x, y))
    turned = 0 if side.sign(x) > 0 else above or 1
    return turned * X.PI + call("atan", over(y, x))


def _of_inverse(name: str) -> Special:
    """asec(x) = acos(1/x) and its like, at numbers where the latter has a value."""

    def simplify(x: Expr) -> Expr | None:
        if x is X.ZERO or x.head not in (X.NUM, X.POW, X.MUL):
            return None
        found = call(name, over(1, x))
        return None if X.CALL in found.words else found

    return simplify


def _atan2(y: Expr, x: Expr) -> Expr | None:
    if y is X.ZERO:
        side = sign_of(x)
        return X.ZERO if side == 1 else X.PI if side == -1 else None
    if x is X.ZERO:
        side = sign_of(y)
        return _pi(1, 2) if side == 1 else _pi(-1, 2) if side == -1 else None
    if x.head == y.head == X.NUM:
        angle = call("atan", over(y, x))
        if positive(x):
            return angle
        return angle + X.PI if positive(y) else angle - X.PI
    return None


def _leg(square: Expr) -> Expr:
    """The leg of a right triangle whose square is given."""
    return power(square, X.HALF)


def _reciprocal_slope(x: Expr) -> Expr:
    return over(1, call("abs", x) * sqrt(x**2 - 1))


def _atan_on_boxes(args: list[Any], analytic: bool) -> Any:
    """Cuts on the imaginary axis from ±i outwards."""
    (z,) = args
    return type(z)(z.real.nan()) if analytic and z.real.contains(0) and not abs(z.imag) < 1 else z.atan()


define(
    Function(
        "asin",
        "inverse sine, in [−π/2, π/2]",
        ("arcsin",),
        derivative=(lambda x: over(1, sqrt(1 - x**2)),),
        simplify=odd("asin", _asin),
        ball=lambda x: x.asin(),
        complex_ball=lambda z: z.asin(),
        line=(-1, 1),
        taylor=lambda s: s.asin(),
        domain="-1 <= x <= 1",
        latex=r"\arcsin",
        code=everywhere("asin", "arcsin"),
        rule="inverse-trigonometric",
        sympy="asin",
        requires=lambda u: (1 - u, 1 + u),
        angle=lambda u: (_leg(1 - u**2), u),
        slope=lambda h: 1 / (1 - h * h).sqrt(),
    ),
    Function(
        "acos",
        "inverse cosine, in [0, π]",
        ("arccos",),
        derivative=(lambda x: over(-1, sqrt(1 - x**2)),),
        simplify=_acos,
        ball=lambda x: x.acos(),
        complex_ball=lambda z: z.acos(),
        line=(-1, 1),
        taylor=lambda s: s.acos(),
        domain="-1 <= x <= 1",
        latex=r"\arccos",
        nonnegative=True,
        code=everywhere("acos", "arccos"),
        rule="inverse-trigonometric",
        sympy="acos",
        requires=lambda u: (1 - u, 1 + u),
        angle=lambda u: (u, _leg(1 - u**2)),
    ),
    Function(
        "atan",
        "inverse tangent, in (−π/2, π/2)",
        ("arctan", "arctg", "atg"),
        derivative=(lambda x: over(1, 1 + x**2),),
        simplify=odd("atan", _atan),
        ball=lambda x: x.atan(),
        complex_ball=lambda z: z.atan(),
        analytic=_atan_on_boxes,
        taylor=lambda s: s.atan(),
        latex=r"\arctan",
        positive=lambda x: (x,),
        code=everywhere("atan", "arctan"),
        rule="inverse-trigonometric",
        sympy="atan",
        angle=lambda u: (1 / _leg(1 + u**2), u / _leg(1 + u**2)),
        taylor_on_boxes=lambda s: s.atan(),
        slope=lambda h: 1 / (1 + h * h),
        limit=_pi(1, 2),
    ),
    Function(
        "acot",
        "inverse cotangent, atan(1/x)",
        ("arccot", "arcctg", "arccotan"),
        derivative=(lambda x: over(-1, 1 + x**2),),
        simplify=odd("acot", _of_inverse("atan")),
        definition=lambda x: call("atan", over(1, x)),
        kink=lambda x: (x,),
        domain="x ≠ 0",
        latex=r"\operatorname{arccot}",
        rule="inverse-trigonometric",
        sympy="acot",
        basic=True,
    ),
    Function(
        "asec",
        "inverse secant, acos(1/x)",
        ("arcsec",),
        derivative=(_reciprocal_slope,),
        simplify=_of_inverse("acos"),
        definition=lambda x: call("acos", over(1, x)),
        domain="|x| >= 1",
        latex=r"\operatorname{arcsec}",
        rule="inverse-trigonometric",
        sympy="asec",
        basic=True,
        requires=lambda u: (u**2 - 1,),
        unfolded=True,
        angle=lambda u: (1 / u, _leg(1 - u**-2)),
    ),
    Function(
        "acsc",
        "inverse cosecant, asin(1/x)",
        ("arccsc", "arccosec", "acosec"),
        derivative=(lambda x: -_reciprocal_slope(x),),
        simplify=odd("acsc", _of_inverse("asin")),
        definition=lambda x: call("asin", over(1, x)),
        domain="|x| >= 1",
        latex=r"\operatorname{arccsc}",
        rule="inverse-trigonometric",
        sympy="acsc",
        basic=True,
        requires=lambda u: (u**2 - 1,),
        unfolded=True,
        angle=lambda u: (_leg(1 - u**-2), 1 / u),
    ),
    Function(
        "atan2",
        "the angle of the point (x, y), written atan2(y, x)",
        ("arctan2", "atan_2"),
        (2, 2),
        derivative=(lambda y, x: over(x, x**2 + y**2), lambda y, x: over(-y, x**2 + y**2)),
        simplify=_atan2,
        ball=lambda y, x: type(y).atan2(y, x),
        kink=lambda y, x: (y**2 + call("max", x, X.ZERO) ** 2,),
        beside=_atan2_beside,
        domain="(x, y) ≠ (0, 0)",
        latex=r"\operatorname{atan2}",
        code=Code(
            python="math.atan2",
            numpy="np.arctan2",
            torch="torch.atan2",
            jax="jnp.arctan2",
            c="atan2",
            julia="atan",
        ),
        rule="inverse-trigonometric",
    ),
)
