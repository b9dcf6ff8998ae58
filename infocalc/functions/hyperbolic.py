"""sinh, cosh, tanh, coth, sech, csch and their inverses."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions.exact import at_zero, even, odd, over, sqrt, values
from infocalc.functions.row import Function, Rule, call, define, everywhere, reciprocal


def _inner(inverse: str, at: Expr) -> Rule:
    """f(0), and f(g(u)) = u for the inverse g."""

    def simplify(x: Expr) -> Expr | None:
        if x is X.ZERO:
            return at
        return x.args[0] if x.head == X.CALL and x.data == inverse else None

    return simplify  # type: ignore[return-value]


define(
    Function(
        "sinh",
        "hyperbolic sine, (e^x − e^(−x))/2",
        ("sh",),
        derivative=(lambda x: call("cosh", x),),
        simplify=odd("sinh", _inner("asinh", X.ZERO)),
        ball=lambda x: x.sinh(),
        complex_ball=lambda z: z.sinh(),
        series=lambda s: (s.exp() - (-s).exp()) / 2,
        latex=r"\sinh",
        positive=lambda x: (x,),
        code=everywhere("sinh"),
    ),
    Function(
        "cosh",
        "hyperbolic cosine, (e^x + e^(−x))/2",
        ("ch",),
        derivative=(lambda x: call("sinh", x),),
        simplify=even("cosh", _inner("acosh", X.ONE)),
        ball=lambda x: x.cosh(),
        complex_ball=lambda z: z.cosh(),
        series=lambda s: (s.exp() + (-s).exp()) / 2,
        latex=r"\cosh",
        positive=lambda _: (),
        code=everywhere("cosh"),
    ),
    Function(
        "tanh",
        "hyperbolic tangent, sinh x/cosh x",
        ("th", "tgh"),
        derivative=(lambda x: 1 - call("tanh", x) ** 2,),
        simplify=odd("tanh", _inner("atanh", X.ZERO)),
        ball=lambda x: x.tanh(),
        complex_ball=lambda z: z.tanh(),
        series=lambda s: 1 - 2 / ((2 * s).exp() + 1),
        latex=r"\tanh",
        positive=lambda x: (x,),
        code=everywhere("tanh"),
    ),
    Function(
        "coth",
        "hyperbolic cotangent, cosh x/sinh x",
        ("cth", "ctgh"),
        derivative=(lambda x: -(call("csch", x) ** 2),),
        simplify=odd("coth"),
        ball=lambda x: x.coth(),
        complex_ball=lambda z: z.coth(),
        series=lambda s: 1 + 2 / ((2 * s).exp() - 1),
        domain="x ≠ 0",
        latex=r"\coth",
        positive=lambda x: (x,),
        code=reciprocal("tanh"),
    ),
    Function(
        "sech",
        "hyperbolic secant, 1/cosh x",
        derivative=(lambda x: -call("sech", x) * call("tanh", x),),
        simplify=even("sech", at_zero(X.ONE)),
        ball=lambda x: x.sech(),
        complex_ball=lambda z: z.sech(),
        series=lambda s: 2 / (s.exp() + (-s).exp()),
        latex=r"\operatorname{sech}",
        positive=lambda _: (),
        code=reciprocal("cosh"),
    ),
    Function(
        "csch",
        "hyperbolic cosecant, 1/sinh x",
        ("cosech",),
        derivative=(lambda x: -call("csch", x) * call("coth", x),),
        simplify=odd("csch"),
        ball=lambda x: x.csch(),
        complex_ball=lambda z: z.csch(),
        series=lambda s: 2 / (s.exp() - (-s).exp()),
        domain="x ≠ 0",
        latex=r"\operatorname{csch}",
        positive=lambda x: (x,),
        code=reciprocal("sinh"),
    ),
    Function(
        "asinh",
        "inverse hyperbolic sine, log(x + sqrt(x^2 + 1))",
        ("arcsinh", "arsinh", "arsh", "argsh", "argsinh"),
        derivative=(lambda x: over(1, sqrt(x**2 + 1)),),
        simplify=odd("asinh", at_zero(X.ZERO)),
        ball=lambda x: x.asinh(),
        complex_ball=lambda z: z.asinh(),
        series=lambda s: (s + (s * s + 1).sqrt()).log(),
        latex=r"\operatorname{arsinh}",
        positive=lambda x: (x,),
        code=everywhere("asinh", "arcsinh"),
    ),
    Function(
        "acosh",
        "inverse hyperbolic cosine, log(x + sqrt(x^2 − 1))",
        ("arccosh", "arcosh", "arch", "argch", "argcosh"),
        derivative=(lambda x: over(1, sqrt(x**2 - 1)),),
        simplify=values((X.ONE, X.ZERO)),
        ball=lambda x: x.acosh(),
        complex_ball=lambda z: z.acosh(),
        series=lambda s: (s + (s * s - 1).sqrt()).log(),
        domain="x >= 1",
        latex=r"\operatorname{arcosh}",
        nonnegative=True,
        code=everywhere("acosh", "arccosh"),
    ),
    Function(
        "atanh",
        "inverse hyperbolic tangent, log((1 + x)/(1 − x))/2",
        ("arctanh", "artanh", "arth", "argth", "argtanh"),
        derivative=(lambda x: over(1, 1 - x**2),),
        simplify=odd("atanh", at_zero(X.ZERO)),
        ball=lambda x: x.atanh(),
        complex_ball=lambda z: z.atanh(),
        series=lambda s: ((1 + s) / (1 - s)).log() / 2,
        domain="-1 < x < 1",
        latex=r"\operatorname{artanh}",
        code=everywhere("atanh", "arctanh"),
    ),
    Function(
        "acoth",
        "inverse hyperbolic cotangent, atanh(1/x)",
        ("arccoth", "arcoth", "argcoth"),
        derivative=(lambda x: over(1, 1 - x**2),),
        simplify=odd("acoth"),
        definition=lambda x: call("atanh", over(1, x)),
        domain="|x| > 1",
        latex=r"\operatorname{arcoth}",
    ),
    Function(
        "asech",
        "inverse hyperbolic secant, acosh(1/x)",
        ("arcsech", "arsech"),
        derivative=(lambda x: over(-1, x * sqrt(1 - x**2)),),
        simplify=values((X.ONE, X.ZERO)),
        definition=lambda x: call("acosh", over(1, x)),
        domain="0 < x <= 1",
        latex=r"\operatorname{arsech}",
    ),
    Function(
        "acsch",
        "inverse hyperbolic cosecant, asinh(1/x)",
        ("arccsch", "arcsch"),
        derivative=(lambda x: over(-1, call("abs", x) * sqrt(1 + x**2)),),
        simplify=odd("acsch"),
        definition=lambda x: call("asinh", over(1, x)),
        domain="x ≠ 0",
        latex=r"\operatorname{arcsch}",
    ),
)
