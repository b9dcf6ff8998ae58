"""Rounding and remainders: mod, round, trunc, frac, clip."""

from __future__ import annotations

import math
from collections.abc import Callable

from flint import fmpq

from infocalc.annotations import Any
from infocalc.errors import Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num
from infocalc.functions.exact import floor_of, integer, over
from infocalc.functions.piecewise import floor_beside
from infocalc.functions.row import Code, Function, call, define, everywhere


def _quotient(x: Expr, y: Expr) -> Expr:
    return call("floor", over(x, y))


def _mod(x: Expr, y: Expr) -> Expr:
    return x - y * _quotient(x, y)


def _fmod(x: Expr, y: Expr) -> Expr:
    return x - y * call("trunc", over(x, y))


def _of_number(value: Callable[[Expr], Expr]) -> Callable[[Expr], Expr | None]:
    return lambda x: value(x) if x.head == X.NUM else None


def _round(x: Expr) -> Expr:
    """The nearest integer; a half has two of them, and languages differ in which they take."""
    if x.data.denominator == 2:
        raise Undefined(
            "a half is rounded to even by Python and NumPy, away from zero by C and MATLAB",
            hint="write floor(x + 1/2) or ceil(x - 1/2)",
        )
    return num(floor_of(fmpq(x.data) + fmpq(1, 2)))


def _round_ball(x: Any) -> Any:
    above = x + type(x)(1) / 2
    return x.nan() if above.contains_integer() else above.floor()


def _round_series(s: Any) -> Any:
    return type(s)([_round_ball(s[0])])


def _trunc(x: Expr) -> Expr:
    return call("sign", x) * call("floor", call("abs", x))


def _clip(x: Expr, low: Expr, high: Expr) -> Expr:
    return call("min", call("max", x, low), high)


def _of_integers(value: Callable[..., int], name: str) -> Callable[..., Expr | None]:
    """The value at integers; at other numbers there is none."""

    def simplify(*args: Expr) -> Expr | None:
        if any(a.head == X.NUM and integer(a) is None for a in args):
            raise Undefined(f"{name} takes whole numbers")
        found = [integer(a) for a in args]
        return None if None in found else num(value(*found))

    return simplify


def _integers_ball(value: Callable[..., int]) -> Callable[..., Any]:
    def ball(*args: Any) -> Any:
        found = [a.unique_fmpz() for a in args]
        return args[0].nan() if None in found else type(args[0])(value(*map(int, found)))

    return ball


def _whole(name: str, meaning: str, value: Callable[..., int]) -> Function:
    return Function(
        name,
        meaning,
        (name.upper(),),
        (2, None),
        simplify=_of_integers(value, name),
        ball=_integers_ball(value),
        domain="whole numbers",
        callable_only=True,
    )


def _jumps(x: Expr) -> tuple[Expr, ...]:
    return (call("sin", X.PI * x),)


define(
    Function(
        "mod",
        "mod(x, y): remainder x - y*floor(x/y), with the sign of y as in Python",
        ("Mod", "remainder", "modulo"),
        (2, 2),
        derivative=(lambda _x, _y: X.ONE, lambda x, y: -_quotient(x, y)),
        simplify=lambda x, y: _mod(x, y) if x.head == y.head == X.NUM else None,
        definition=_mod,
        kink=lambda x, y: (call("sin", over(X.PI * x, y)),),
        domain="y ≠ 0",
        reading="mod(x, y) is x - y*floor(x/y), as in Python and NumPy; C's fmod has the sign of x",
        callable_only=True,
        code=Code(python="({0} % {1})", numpy="np.mod", torch="torch.remainder", jax="jnp.mod", julia="mod"),
    ),
    Function(
        "fmod",
        "fmod(x, y): remainder x - y*trunc(x/y), with the sign of x as in C",
        ("rem",),
        (2, 2),
        derivative=(lambda _x, _y: X.ONE, lambda x, y: -call("trunc", over(x, y))),
        simplify=lambda x, y: _fmod(x, y) if x.head == y.head == X.NUM else None,
        definition=_fmod,
        kink=lambda x, y: (call("sin", over(X.PI * x, y)),),
        domain="y ≠ 0",
        code=Code(
            python="math.fmod", numpy="np.fmod", torch="torch.fmod", jax="jnp.fmod", c="fmod", julia="rem"
        ),
    ),
    _whole("gcd", "gcd(m, n): greatest common divisor of whole numbers", math.gcd),
    _whole("lcm", "lcm(m, n): least common multiple of whole numbers", math.lcm),
    Function(
        "round",
        "the nearest integer",
        ("rint", "nearbyint"),
        derivative=(lambda _: X.ZERO,),
        simplify=_of_number(_round),
        ball=_round_ball,
        taylor=_round_series,
        kink=lambda x: (call("cos", X.PI * x),),
        beside=lambda side, x: floor_beside(side, x + X.HALF),
        domain="x ≠ n + 1/2",
        callable_only=True,
        code=Code(
            python="round", numpy="np.rint", torch="torch.round", jax="jnp.rint", c="rint", julia="round"
        ),
    ),
    Function(
        "trunc",
        "the integer part, towards 0: sign(x)*floor(|x|)",
        ("fix", "IntegerPart"),
        derivative=(lambda _: X.ZERO,),
        simplify=_of_number(_trunc),
        definition=_trunc,
        kink=_jumps,
        callable_only=True,
        code=everywhere("trunc"),
    ),
    Function(
        "frac",
        "the fractional part x - floor(x)",
        ("fracpart", "FractionalPart"),
        derivative=(lambda _: X.ONE,),
        simplify=_of_number(lambda x: x - call("floor", x)),
        definition=lambda x: x - call("floor", x),
        kink=_jumps,
        reading="frac(x) is x - floor(x), as in SymPy; torch.frac is x - trunc(x)",
        callable_only=True,
        nonnegative=True,
    ),
    Function(
        "clip",
        "clip(x, low, high): x kept between two bounds, min(max(x, low), high)",
        ("clamp", "Clip"),
        (3, 3),
        simplify=_clip,
        definition=_clip,
        callable_only=True,
    ),
)
