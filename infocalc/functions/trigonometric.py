"""sin, cos, tan, cot, sec, csc: values at multiples of π/12, parity, period."""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, Rational, apply, mul, num, rational
from infocalc.functions.exact import Special, even, floor_of, half, odd, over, sqrt, turns
from infocalc.functions.row import Function, Wave, call, define, everywhere, reciprocal


def _sine_below_right_angle(q: Rational) -> Expr | None:
    """sin(qπ) for 0 ≤ q ≤ 1/2, as radicals, for denominators 1, 2, 3, 4, 6, 10 and 12."""
    sixtieths = q * 60
    if sixtieths.denominator != 1:
        return None
    match int(sixtieths.numerator):
        case 0:
            return X.ZERO
        case 30:
            return X.ONE
        case 10:
            return X.HALF
        case 15:
            return half(sqrt(2))
        case 20:
            return half(sqrt(3))
        case 5:
            return (sqrt(6) - sqrt(2)) * num(1, 4)
        case 25:
            return (sqrt(6) + sqrt(2)) * num(1, 4)
        case 6:
            return (sqrt(5) - 1) * num(1, 4)
        case 18:
            return (sqrt(5) + 1) * num(1, 4)
        case _:
            return None


def _sine(q: Rational, name: str) -> Expr | None:
    """sin(qπ): brought to 0 ≤ q ≤ 1/2 first; None when already there and not tabulated."""
    reduced = q - 2 * floor_of(fmpq(q) / 2)
    sign = 1
    if reduced >= 1:
        sign, reduced = -1, reduced - 1
    if reduced > fmpq(1, 2):
        reduced = 1 - reduced
    found = _sine_below_right_angle(fmpq(reduced))
    if found is None and name == "cos":
        # stay with the cosine the user wrote: sin(rπ) = cos((1/2 − r)π)
        found = apply("cos", mul(rational(fmpq(1, 2) - reduced), X.PI))
    elif found is None:
        found = apply("sin", mul(rational(reduced), X.PI))
    return found if sign == 1 else -found


#: f -> (sign, g) with f(u + π/2) = sign·g(u)
_QUARTER_ON = {
    "sin": (1, "cos"),
    "cos": (-1, "sin"),
    "tan": (-1, "cot"),
    "cot": (-1, "tan"),
    "sec": (-1, "csc"),
    "csc": (1, "sec"),
}


def _shifted(name: str, x: Expr) -> Expr | None:
    """f(u + kπ/2) for whole k ≠ 0, by f or its cofunction at u."""
    shift = next((t for t in X.terms(x) if turns(t)), X.ZERO) if x.head == X.ADD else X.ZERO
    quarters = fmpq(turns(shift) or 0) * 2
    if not quarters or quarters.denominator != 1:
        return None
    sign = 1
    for _ in range(int(quarters.numerator) % 4):
        turned, name = _QUARTER_ON[name]
        sign *= turned
    return call(name, x - shift) * sign


def _sin(x: Expr) -> Expr | None:
    q = turns(x)
    if q is not None:
        return _sine(q, "sin")
    return _shifted("sin", x) or _inner(
        x, {"asin": _itself, "acos": _other_leg, "atan": lambda u: over(u, sqrt(1 + u**2))}
    )


def _cos(x: Expr) -> Expr | None:
    q = turns(x)
    if q is not None:
        return _sine(fmpq(1, 2) - q, "cos")
    return _shifted("cos", x) or _inner(
        x, {"acos": _itself, "asin": _other_leg, "atan": lambda u: over(1, sqrt(1 + u**2))}
    )


def _tan(x: Expr) -> Expr | None:
    q = turns(x)
    if q is not None:
        return _tangent(q)
    return _shifted("tan", x) or _inner(x, {"atan": _itself})


def _tangent(q: Rational) -> Expr | None:
    """tan(qπ): brought to −1/2 < q ≤ 1/2; the pole at 1/2 stays as it is written."""
    reduced = q - floor_of(fmpq(q) + fmpq(1, 2))
    if abs(reduced) == fmpq(1, 2):
        return None
    known = {0: X.ZERO, 15: X.ONE, 10: over(sqrt(3), 3), 20: sqrt(3), 5: 2 - sqrt(3), 25: 2 + sqrt(3)}
    sixtieths = abs(fmpq(reduced)) * 60
    found = known.get(int(sixtieths.numerator)) if sixtieths.denominator == 1 else None
    if found is None:
        found = apply("tan", mul(rational(abs(fmpq(reduced))), X.PI))
    return found if reduced >= 0 else -found


def _itself(u: Expr) -> Expr:
    return u


def _other_leg(u: Expr) -> Expr:
    """√(1 − u²)."""
    return sqrt(1 - u**2)


def _inner(x: Expr, rules: dict[str, Callable[[Expr], Expr]]) -> Expr | None:
    """f(g(u)) for an inverse g: sin(asin u) = u."""
    return rules[x.data](*x.args) if x.head == X.CALL and x.data in rules else None


def _reciprocal(itself: str, name: str) -> Special:
    """1/f where f has a value of its own at a multiple of π."""

    def simplify(x: Expr) -> Expr | None:
        if turns(x) is None:
            return _shifted(itself, x)
        below = call(name, x)
        if below is X.ZERO or X.CALL in below.words:
            return None
        return X.power(below, X.MINUS_ONE)

    return simplify


define(
    Function(
        "sin",
        "sine",
        derivative=(lambda x: call("cos", x),),
        simplify=odd("sin", _sin),
        ball=lambda x: x.sin(),
        complex_ball=lambda z: z.sin(),
        bound=1,
        whole=True,
        taylor=lambda s: s.sin(),
        latex=r"\sin",
        code=everywhere("sin"),
        rule="trigonometric",
        inverse="asin",
        sympy="sin",
        wave=Wave(
            (X.I, lambda a, b: (a - b) / (2 * X.I)),
            over=("cos", "tan"),
            product=("cos", "sin"),
            doubled=("cos", -2, 1),
            split=lambda p, q: (call("sin", p) * call("cosh", q), call("cos", p) * call("sinh", q)),
        ),
        taylor_on_boxes=lambda s: s.sin(),
        slope=lambda h: h.cos(),
    ),
    Function(
        "cos",
        "cosine",
        derivative=(lambda x: -call("sin", x),),
        simplify=even("cos", _cos),
        ball=lambda x: x.cos(),
        complex_ball=lambda z: z.cos(),
        bound=1,
        whole=True,
        taylor=lambda s: s.cos(),
        latex=r"\cos",
        code=everywhere("cos"),
        rule="trigonometric",
        inverse="acos",
        sympy="cos",
        wave=Wave(
            (X.I, lambda a, b: (a + b) / 2),
            over=("sin", "cot"),
            doubled=("cos", -2, -1),
            squared=("sin", 1, -1),
            split=lambda p, q: (call("cos", p) * call("cosh", q), -call("sin", p) * call("sinh", q)),
        ),
        taylor_on_boxes=lambda s: s.cos(),
    ),
    Function(
        "tan",
        "tangent, sin x/cos x",
        ("tg",),
        derivative=(lambda x: call("sec", x) ** 2,),
        simplify=odd("tan", _tan),
        ball=lambda x: x.tan(),
        complex_ball=lambda z: z.tan(),
        whole=True,
        taylor=lambda s: s.tan(),
        domain="x ≠ π/2 + kπ",
        latex=r"\tan",
        code=everywhere("tan"),
        rule="trigonometric",
        inverse="atan",
        sympy="tan",
        wave=Wave((X.I, lambda a, b: (a - b) / (X.I * (a + b))), over=("sec", "sin")),
        taylor_on_boxes=lambda s: s.tan(),
        slope=lambda h: 1 / h.cos() ** 2,
    ),
    Function(
        "cot",
        "cotangent, cos x/sin x",
        ("ctg", "cotan", "ctan", "cotg"),
        derivative=(lambda x: -(call("csc", x) ** 2),),
        simplify=odd("cot", _reciprocal("cot", "tan")),
        ball=lambda x: x.cot(),
        complex_ball=lambda z: z.cot(),
        whole=True,
        taylor=lambda s: s.cos() / s.sin(),
        domain="x ≠ kπ",
        latex=r"\cot",
        code=reciprocal("tan"),
        rule="trigonometric",
        inverse="acot",
        sympy="cot",
        wave=Wave((X.I, lambda a, b: X.I * (a + b) / (a - b)), over=("csc", "cos"), inverted="tan"),
    ),
    Function(
        "sec",
        "secant, 1/cos x",
        derivative=(lambda x: call("sec", x) * call("tan", x),),
        simplify=even("sec", _reciprocal("sec", "cos")),
        ball=lambda x: x.sec(),
        complex_ball=lambda z: z.sec(),
        whole=True,
        taylor=lambda s: 1 / s.cos(),
        domain="x ≠ π/2 + kπ",
        latex=r"\sec",
        code=reciprocal("cos"),
        rule="trigonometric",
        inverse="asec",
        sympy="sec",
        wave=Wave(
            (X.I, lambda a, b: 2 / (a + b)),
            over=("tan", "csc"),
            product=("csc", "csc"),
            squared=("tan", 1, 1),
            inverted="cos",
        ),
    ),
    Function(
        "csc",
        "cosecant, 1/sin x",
        ("cosec",),
        derivative=(lambda x: -call("csc", x) * call("cot", x),),
        simplify=odd("csc", _reciprocal("csc", "sin")),
        ball=lambda x: x.csc(),
        complex_ball=lambda z: z.csc(),
        whole=True,
        taylor=lambda s: 1 / s.sin(),
        domain="x ≠ kπ",
        latex=r"\csc",
        code=reciprocal("sin"),
        rule="trigonometric",
        inverse="acsc",
        sympy="csc",
        wave=Wave(
            (X.I, lambda a, b: 2 * X.I / (a - b)), over=("cot", "sec"), squared=("cot", 1, 1), inverted="sin"
        ),
    ),
)
