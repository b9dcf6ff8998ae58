"""Functions with corners and jumps: abs, sign, floor, ceil, heaviside, Dirac's delta and its integrals."""

from __future__ import annotations

from collections.abc import Callable

from infocalc.annotations import Any
from infocalc.errors import Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, mul, num, power
from infocalc.functions.exact import floor_of, negative, nonnegative, opposite, sign_of, split_sign
from infocalc.functions.row import Code, Function, Side, call, define, everywhere


def _abs(x: Expr) -> Expr | None:
    """|−x| = |x|, |c·x| = |c|·|x|, |u| = u where u ≥ 0 is seen."""
    if nonnegative(x):
        return x
    if negative(x):
        return call("abs", opposite(x))
    if x is X.I:
        return X.ONE
    if x.head == X.MUL:
        known, rest = split_sign(x)
        if len(known) > 1 or known[0] is not X.ONE:
            return mul(*known, call("abs", mul(*rest))) if rest else mul(*known)
    if x.head == X.CALL and x.data == "sign":
        return None
    if x.head == X.POW and x.args[1].head == X.NUM and type(x.args[1].data) is int:
        return power(call("abs", x.args[0]), x.args[1])
    return None


def _sign(x: Expr) -> Expr | None:
    known = sign_of(x)
    if known is not None:
        return num(known)
    if negative(x):
        return -call("sign", opposite(x))
    c, t = X.split_coefficient(x)
    if c != 1:
        return call("sign", t)
    return x if x.head == X.CALL and x.data == "sign" else None


def _heaviside(x: Expr) -> Expr | None:
    """1 for x > 0, 0 for x < 0, undefined at 0; a positive factor does not matter."""
    known = sign_of(x)
    if known:
        return X.ONE if known > 0 else X.ZERO
    c, t = X.split_coefficient(x)
    return call("heaviside", t if c > 0 else -t) if abs(c) != 1 else None


def _diracdelta(x: Expr, order: Expr | None = None) -> Expr | None:
    if sign_of(x):
        return X.ZERO
    return call("diracdelta", x) if order is X.ZERO else None


def _singularity(x: Expr, a: Expr, n: Expr) -> Expr | None:
    """(x − a)^n·θ(x − a) for n = 0, 1, 2 …, δ^(−n−1)(x − a) for n < 0; a symbolic order stays."""
    if n.head != X.NUM or type(n.data) is not int:
        return None
    if n.data < 0:
        return call("diracdelta", x - a, num(-1 - n.data))
    return power(x - a, n) * call("heaviside", x - a)


def _singularity_ball(x: Any, a: Any, n: Any) -> Any:
    d = x - a
    if not d > 0:
        return d * 0 if d < 0 else d.nan()
    return d * 0 if n.is_integer() and n < 0 else d**n


def _singularity_series(x: Any, a: Any, n: Any) -> Any:
    d, order = x - a, n[0]
    if not d[0] > 0:
        return d * 0 if d[0] < 0 else nowhere(d)
    return d * 0 if order.is_integer() and order < 0 else (d.log() * n).exp()


def _floor(x: Expr) -> Expr | None:
    if x.head == X.NUM:
        return num(floor_of(x.data))
    return x if x.head == X.CALL and x.data in ("floor", "ceil") else None


def _ceil(x: Expr) -> Expr | None:
    if x.head == X.NUM:
        return num(-floor_of(-x.data))
    return x if x.head == X.CALL and x.data in ("floor", "ceil") else None


# ── on one side of a kink ────────────────────────────────────────────────────────────────────────


def _abs_beside(side: Side, x: Expr) -> Expr:
    return X.scale(side.sign(x), x)


def _heaviside_beside(side: Side, x: Expr) -> Expr:
    found = side.sign(x)
    if found == 0:
        raise Undefined("heaviside(0) has no value")
    return num((found + 1) // 2)


def floor_beside(side: Side, x: Expr) -> Expr:
    """⌊x⌋ close to a point is that of the limit, or one less where x comes to a whole number from below."""
    limit = side.limit(x)
    n = side.floor(limit)
    return n - 1 if side.sign(limit - n) == 0 and side.sign(x - n) < 0 else n


def _ceil_beside(side: Side, x: Expr) -> Expr:
    return -floor_beside(side, -x)


def _delta_beside(side: Side, x: Expr, *_order: Expr) -> Expr:
    if side.sign(x) == 0:
        raise Undefined("diracdelta(0) has no value")
    return X.ZERO


def zero(_x: Expr) -> Expr:
    return X.ZERO


def _by_sign(above: Callable[[Any], Any], below: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The series of a function that is one thing for x > 0 and another for x < 0; none about 0."""

    def series(s: Any, *_: Any) -> Any:
        return above(s) if s[0] > 0 else below(s) if s[0] < 0 else nowhere(s)

    return series


def _level(name: str) -> Callable[[Any], Any]:
    """floor and ceil are constant about every point that is no integer."""

    def series(s: Any) -> Any:
        level = getattr(s[0], name)()
        known = level.unique_fmpz() is not None and not s[0].contains_integer()
        return type(s)([level]) if known else nowhere(s)

    return series


def nowhere(s: Any) -> Any:
    return type(s)([s[0].nan()])


define(
    Function(
        "abs",
        "absolute value |x|",
        ("Abs", "fabs", "absolute", "RealAbs"),
        derivative=(lambda x: call("sign", x),),
        simplify=_abs,
        ball=abs,
        complex_ball=lambda z: type(z)(abs(z)),
        analytic=lambda z, flag: z[0].real_abs(analytic=flag),
        kink=lambda x: (x,),
        nonnegative=True,
        taylor=_by_sign(lambda s: s, lambda s: -s),
        beside=_abs_beside,
        latex=r"\left|#1\right|",
        code=Code(python="abs", numpy="np.abs", torch="torch.abs", jax="jnp.abs", c="fabs", julia="abs"),
        rule="absolute-value",
        sympy="Abs",
        sides=((-1, 0), (1, 0)),
    ),
    Function(
        "sign",
        "sign of x: -1, 0 or 1",
        ("sgn", "signum"),
        derivative=(zero,),
        simplify=_sign,
        ball=lambda x: x.sgn(),
        complex_ball=lambda z: z.sgn(),
        analytic=lambda z, flag: z[0].real_sgn(analytic=flag),
        kink=lambda x: (x,),
        beside=lambda side, x: num(side.sign(x)),
        latex=r"\operatorname{sgn}",
        taylor=_by_sign(lambda s: s**0, lambda s: -(s**0)),
        code=Code(
            python="math.copysign(bool({0}), {0})",
            numpy="np.sign",
            torch="torch.sign",
            jax="jnp.sign",
            c="(({0} > 0) - ({0} < 0))",
            julia="sign",
        ),
        rule="step",
        sympy="sign",
        sides=((0, -1), (0, 1)),
    ),
    Function(
        "floor",
        "the largest integer <= x",
        derivative=(zero,),
        simplify=_floor,
        ball=lambda x: x.floor(),
        analytic=lambda z, flag: z[0].real_floor(analytic=flag),
        beside=floor_beside,
        kink=lambda x: (call("sin", X.PI * x),),
        taylor=_level("floor"),
        latex=r"\left\lfloor #1\right\rfloor ",
        code=everywhere("floor"),
        rule="step",
        rounds=-1,
    ),
    Function(
        "ceil",
        "the smallest integer >= x",
        ("ceiling",),
        derivative=(zero,),
        simplify=_ceil,
        ball=lambda x: x.ceil(),
        analytic=lambda z, flag: z[0].real_ceil(analytic=flag),
        beside=_ceil_beside,
        kink=lambda x: (call("sin", X.PI * x),),
        taylor=_level("ceil"),
        latex=r"\left\lceil #1\right\rceil ",
        code=everywhere("ceil"),
        rule="step",
        rounds=1,
    ),
    Function(
        "heaviside",
        "unit step: 0 for x < 0, 1 for x > 0",
        ("Heaviside", "step", "HeavisideTheta", "UnitStep", "unit_step"),
        derivative=(zero,),
        simplify=_heaviside,
        ball=lambda x: (x.sgn() + 1) / 2 if x != 0 else x.nan(),
        analytic=lambda z, flag: z[0].real_heaviside(analytic=flag),
        kink=lambda x: (x,),
        beside=_heaviside_beside,
        step=True,
        domain="x ≠ 0",
        latex=r"\operatorname{Heaviside}",
        callable_only=True,
        nonnegative=True,
        taylor=_by_sign(lambda s: s**0, lambda s: s * 0),
        code=Code(
            python="(0.5 if {0} == 0 else float({0} > 0))",
            numpy="np.heaviside({0}, 0.5)",
            torch="torch.heaviside({0}, torch.tensor(0.5, dtype={0}.dtype))",
            jax="jnp.heaviside({0}, 0.5)",
            c="(({0} > 0) + 0.5*({0} == 0))",
            julia="(({0} > 0) + ({0} == 0)/2)",
        ),
        rule="step",
        sides=((0, 0), (0, 1)),
    ),
    Function(
        "diracdelta",
        "Dirac's delta, 0 for x ≠ 0; diracdelta(x, n) is its n-th derivative",
        ("DiracDelta", "dirac"),
        (1, 2),
        derivative=(lambda x, n=X.ZERO: call("diracdelta", x, n + 1), None),
        integers=(1,),
        simplify=_diracdelta,
        ball=lambda x, *_: x * 0 if x != 0 else x.nan(),
        kink=lambda x, *_: (x,),
        beside=_delta_beside,
        domain="x ≠ 0",
        latex=r"\operatorname{DiracDelta}",
        taylor=_by_sign(lambda s: s * 0, lambda s: s * 0),
    ),
    Function(
        "singularity",
        "singularity(x, a, n): (x - a)^n for x > a, 0 for x < a; for n < 0 derivatives of Dirac's delta",
        ("SingularityFunction",),
        (3, 3),
        derivative=(
            lambda x, a, n: n * call("singularity", x, a, n - 1),
            lambda x, a, n: -n * call("singularity", x, a, n - 1),
            None,
        ),
        integers=(2,),
        simplify=_singularity,
        ball=_singularity_ball,
        taylor=_singularity_series,
        kink=lambda x, a, _: (x - a,),
        domain="x ≠ a",
    ),
)
