"""Functions with corners and jumps: abs, sign, floor, ceil, max, min, heaviside; and re, im, conj, arg."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from infocalc.annotations import Any
from infocalc.errors import Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, apply, mul, num, power
from infocalc.functions.exact import floor_of, is_real, negative, nonnegative, opposite, sign_of, split_sign
from infocalc.functions.row import Code, Function, Rule, Side, call, define, everywhere

#: how many arguments max, min, softmax and logsumexp take
MOST = 200


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
        return d * 0 if d[0] < 0 else _nowhere(d)
    return d * 0 if order.is_integer() and order < 0 else (d.log() * n).exp()


def _floor(x: Expr) -> Expr | None:
    if x.head == X.NUM:
        return num(floor_of(x.data))
    return x if x.head == X.CALL and x.data in ("floor", "ceil") else None


def _ceil(x: Expr) -> Expr | None:
    if x.head == X.NUM:
        return num(-floor_of(-x.data))
    return x if x.head == X.CALL and x.data in ("floor", "ceil") else None


def _extreme(name: str, better: Callable[[X.Rational, X.Rational], X.Rational]) -> Callable[..., Expr | None]:
    """max and min: nested calls opened, duplicates dropped, numbers compared."""

    def simplify(*args: Expr) -> Expr | None:
        flat: list[Expr] = []
        for a in args:
            flat.extend(a.args if a.head == X.CALL and a.data == name else (a,))
        numbers = [a.data for a in flat if a.head == X.NUM]
        best = None
        for q in numbers:
            best = q if best is None else better(best, q)
        kept = tuple(dict.fromkeys(a for a in flat if a.head != X.NUM or a.data == best))
        if len(kept) == 1:
            return kept[0]
        return None if kept == args else apply(name, *kept)

    return simplify


def _lead(name: str, i: int, args: tuple[Expr, ...]) -> Expr:
    """How far argument i is ahead of the best of the others."""
    return args[i] - call(name, *args[:i], *args[i + 1 :])


def _largest_slope(i: int, *args: Expr) -> Expr:
    """∂max/∂uᵢ = [uᵢ > all others], undefined where it ties with the best of them."""
    return call("heaviside", _lead("max", i, args)) if len(args) > 1 else X.ONE


def _smallest_slope(i: int, *args: Expr) -> Expr:
    if len(args) == 1:
        return X.ONE
    return call("heaviside", call("min", *args[:i], *args[i + 1 :]) - args[i])


def each(rule: Callable[..., Expr]) -> tuple[Rule, ...]:
    """The derivative column of a function of any number of arguments: rule(i, *args)."""
    return tuple([partial(rule, i) for i in range(MOST)])


def _ties(name: str) -> Callable[..., tuple[Expr, ...]]:
    return lambda *args: tuple(_lead(name, i, args) for i in range(len(args)))


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
    whole = limit.head == X.NUM and type(limit.data) is int
    return limit - 1 if whole and side.sign(x - limit) < 0 else call("floor", limit)


def _ceil_beside(side: Side, x: Expr) -> Expr:
    return -floor_beside(side, -x)


def _largest_beside(side: Side, *args: Expr) -> Expr:
    best = args[0]
    for x in args[1:]:
        best = x if side.sign(x - best) > 0 else best
    return best


def _smallest_beside(side: Side, *args: Expr) -> Expr:
    return -_largest_beside(side, *[-x for x in args])


def _delta_beside(side: Side, x: Expr, *_order: Expr) -> Expr:
    if side.sign(x) == 0:
        raise Undefined("diracdelta(0) has no value")
    return X.ZERO


def _arg_beside(side: Side, x: Expr) -> Expr:
    found = side.sign(x)
    if found == 0:
        raise Undefined("arg(0) has no value")
    return X.ZERO if found > 0 else X.PI


def _of_real(value: Callable[[Expr], Expr]) -> Callable[[Expr], Expr | None]:
    return lambda x: value(x) if is_real(x) else None


def _zero(_x: Expr) -> Expr:
    return X.ZERO


def _extreme_ball(name: str) -> Callable[..., object]:
    def ball(first: object, *rest: object) -> object:
        for x in rest:
            first = getattr(first, name)(x)
        return first

    return ball


def _by_sign(above: Callable[[Any], Any], below: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The series of a function that is one thing for x > 0 and another for x < 0; none about 0."""

    def series(s: Any, *_: Any) -> Any:
        return above(s) if s[0] > 0 else below(s) if s[0] < 0 else _nowhere(s)

    return series


def _level(name: str) -> Callable[[Any], Any]:
    """floor and ceil are constant about every point that is no integer."""

    def series(s: Any) -> Any:
        level = getattr(s[0], name)()
        known = level.unique_fmpz() is not None and not s[0].contains_integer()
        return type(s)([level]) if known else _nowhere(s)

    return series


def _extreme_series(better: Callable[[Any, Any], bool]) -> Callable[..., Any]:
    def series(best: Any, *rest: Any) -> Any:
        for s in rest:
            if better(s[0], best[0]):
                best = s
            elif not better(best[0], s[0]):
                return _nowhere(s)
        return best

    return series


def _nowhere(s: Any) -> Any:
    return type(s)([s[0].nan()])


define(
    Function(
        "abs",
        "absolute value |x|",
        ("Abs", "fabs", "absolute"),
        derivative=(lambda x: call("sign", x),),
        simplify=_abs,
        ball=abs,
        complex_ball=lambda z: type(z)(abs(z)),
        kink=lambda x: (x,),
        nonnegative=True,
        series=_by_sign(lambda s: s, lambda s: -s),
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
        derivative=(_zero,),
        simplify=_sign,
        ball=lambda x: x.sgn(),
        complex_ball=lambda z: z.sgn(),
        kink=lambda x: (x,),
        beside=lambda side, x: num(side.sign(x)),
        latex=r"\operatorname{sgn}",
        series=_by_sign(lambda s: s**0, lambda s: -(s**0)),
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
        derivative=(_zero,),
        simplify=_floor,
        ball=lambda x: x.floor(),
        beside=floor_beside,
        kink=lambda x: (call("sin", X.PI * x),),
        series=_level("floor"),
        latex=r"\left\lfloor #1\right\rfloor ",
        code=everywhere("floor"),
        rule="step",
        rounds=-1,
    ),
    Function(
        "ceil",
        "the smallest integer >= x",
        ("ceiling",),
        derivative=(_zero,),
        simplify=_ceil,
        ball=lambda x: x.ceil(),
        beside=_ceil_beside,
        kink=lambda x: (call("sin", X.PI * x),),
        series=_level("ceil"),
        latex=r"\left\lceil #1\right\rceil ",
        code=everywhere("ceil"),
        rule="step",
        rounds=1,
    ),
    Function(
        "max",
        "the largest of the arguments",
        ("Max", "maximum"),
        (1, MOST),
        derivative=each(_largest_slope),
        simplify=_extreme("max", max),
        ball=_extreme_ball("max"),
        kink=_ties("max"),
        beside=_largest_beside,
        latex=r"\max",
        series=_extreme_series(lambda a, b: a > b),
        code=Code(
            python="max({all})",
            numpy="np.maximum.reduce(np.broadcast_arrays({all}))",
            torch="functools.reduce(torch.maximum, map(torch.as_tensor, [{all}]))",
            jax="functools.reduce(jnp.maximum, [{all}])",
            c="fmax({0}, {1})",
            julia="max({all})",
        ),
        rule="largest",
        extreme=1,
    ),
    Function(
        "min",
        "the smallest of the arguments",
        ("Min", "minimum"),
        (1, MOST),
        derivative=each(_smallest_slope),
        simplify=_extreme("min", min),
        ball=_extreme_ball("min"),
        kink=_ties("min"),
        beside=_smallest_beside,
        latex=r"\min",
        series=_extreme_series(lambda a, b: a < b),
        code=Code(
            python="min({all})",
            numpy="np.minimum.reduce(np.broadcast_arrays({all}))",
            torch="functools.reduce(torch.minimum, map(torch.as_tensor, [{all}]))",
            jax="functools.reduce(jnp.minimum, [{all}])",
            c="fmin({0}, {1})",
            julia="min({all})",
        ),
        rule="largest",
        extreme=-1,
    ),
    Function(
        "heaviside",
        "unit step: 0 for x < 0, 1 for x > 0",
        ("Heaviside", "step"),
        derivative=(_zero,),
        simplify=_heaviside,
        ball=lambda x: (x.sgn() + 1) / 2 if x != 0 else x.nan(),
        kink=lambda x: (x,),
        beside=_heaviside_beside,
        step=True,
        domain="x ≠ 0",
        latex=r"\operatorname{Heaviside}",
        callable_only=True,
        nonnegative=True,
        series=_by_sign(lambda s: s**0, lambda s: s * 0),
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
        derivative=(lambda x, n=X.ZERO: call("diracdelta", x, n + 1),),
        simplify=_diracdelta,
        ball=lambda x, *_: x * 0 if x != 0 else x.nan(),
        kink=lambda x, *_: (x,),
        beside=_delta_beside,
        domain="x ≠ 0",
        latex=r"\operatorname{DiracDelta}",
        series=_by_sign(lambda s: s * 0, lambda s: s * 0),
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
        simplify=_singularity,
        ball=_singularity_ball,
        series=_singularity_series,
        kink=lambda x, a, _: (x - a,),
        domain="x ≠ a",
    ),
    Function(
        "re",
        "real part",
        ("Re",),
        simplify=_of_real(lambda x: x),
        complex_ball=lambda z: type(z)(z.real),
        latex=r"\operatorname{Re}",
        callable_only=True,
        code=Code(numpy="np.real"),
    ),
    Function(
        "im",
        "imaginary part",
        ("Im",),
        simplify=_of_real(_zero),
        complex_ball=lambda z: type(z)(z.imag),
        latex=r"\operatorname{Im}",
        callable_only=True,
        code=Code(numpy="np.imag"),
    ),
    Function(
        "conj",
        "complex conjugate",
        ("conjugate",),
        simplify=_of_real(lambda x: x),
        complex_ball=lambda z: z.conjugate(),
        latex=r"\operatorname{conj}",
        code=Code(numpy="np.conj"),
    ),
    Function(
        "arg",
        "argument (angle) of a complex number",
        simplify=lambda x: X.ZERO if sign_of(x) == 1 else X.PI if sign_of(x) == -1 else None,
        ball=lambda x: x * 0 if x > 0 else x.pi() if x < 0 else x.nan(),
        complex_ball=lambda z: type(z)(z.arg()),
        domain="x ≠ 0",
        latex=r"\arg",
        callable_only=True,
        derivative=(_zero,),
        kink=lambda x: (x,),
        beside=_arg_beside,
        code=Code(numpy="np.angle"),
    ),
)
