"""Powers, roots and logarithms."""

from __future__ import annotations

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, apply, num, power
from infocalc.functions.exact import integer, is_real, negative, opposite, over, sqrt
from infocalc.functions.row import Code, Function, call, define, everywhere


def _log(x: Expr, base: Expr | None = None) -> Expr | None:
    """log 1 = 0, log e = 1, log(e^u) = u for real u; log(x, b) = log x/log b."""
    if base is not None:
        return over(call("log", x), call("log", base))
    if x is X.ONE:
        return X.ZERO
    if x is X.E:
        return X.ONE
    if x.head == X.POW and x.args[0] is X.E and is_real(x.args[1]):
        return x.args[1]
    return None


def _log_to(base: int, x: Expr) -> Expr:
    """log x/log b, and the exponent itself at a power of the base."""
    exponent = _exponent(x, base)
    return num(exponent) if exponent is not None else over(call("log", x), call("log", num(base)))


def _exponent(x: Expr, base: int) -> int | None:
    """k with x = base^k."""
    if x.head != X.NUM or x.data <= 0:
        return None
    p, q = int(x.data.numerator), int(x.data.denominator)
    if 1 not in (p, q):
        return None
    k = 0
    n = max(p, q)
    while n % base == 0:
        n //= base
        k += 1
    return None if n != 1 else k if q == 1 else -k


def _root(x: Expr, n: Expr = X.TWO) -> Expr | None:
    """The n-th root: x^(1/n), except that an odd root of a negative number is the real one."""
    k = integer(n)
    if k == 3:
        return call("cbrt", x)
    if k is None or k % 2 == 0:
        return power(x, over(1, n))
    if negative(x):
        return -call("root", opposite(x), n)
    return power(x, num(1, k)) if x.head == X.NUM else None


def _real_root(x: Expr, n: Expr = X.TWO) -> Expr:
    """sign(x)·|x|^(1/n) for odd n, which a symbol is taken to be where x < 0."""
    return sqrt(x) if n is X.TWO else call("sign", x) * power(call("abs", x), over(1, n))


def _cbrt(x: Expr) -> Expr | None:
    if negative(x):
        return -call("cbrt", opposite(x))
    if x.head == X.NUM:
        return power(x, num(1, 3))
    c, t = X.split_coefficient(x)
    return power(X.rational(c), num(1, 3)) * apply("cbrt", t) if c != 1 else None


def _off_the_cut(s: Any) -> Any:
    """log s of a series on a box without a point of the negative axis."""
    return s.log() if s[0].real > 0 or not s[0].imag.contains(0) else s + s[0].log(analytic=True)


def _log_of_rational(q: Any) -> Expr | None:
    """log(p/q) = Σ ± k·log(prime)."""
    if q <= 0 or max(q.p.bit_length(), q.q.bit_length()) > 64:
        return None
    primes = [(prime, k) for prime, k in q.p.factor()] + [(prime, -k) for prime, k in q.q.factor()]
    logs = [X.scale(int(k), X.apply("log", num(int(prime)))) for prime, k in primes if prime != 1]
    return X.add(*logs)


define(
    Function(
        "exp",
        "e^x",
        simplify=lambda x: power(X.E, x),
        derivative=(lambda x: power(X.E, x),),
        definition=lambda x: power(X.E, x),
        latex=r"\exp",
        code=everywhere("exp"),
    ),
    Function(
        "log",
        "natural logarithm; log(x, b) is the logarithm to base b",
        ("ln",),
        (1, 2),
        derivative=(lambda x: over(1, x),),
        simplify=_log,
        ball=lambda x: x.log(),
        complex_ball=lambda z: z.log(),
        analytic=lambda z, flag: z[0].log(analytic=flag),
        at_rational=_log_of_rational,
        taylor=lambda s: s.log(),
        domain="x > 0",
        latex=(r"\log", r"\log_{#2}\left(#1\right)"),
        positive=lambda x, *_: (x - 1,),
        code=everywhere("log"),
        rule="logarithm",
        sympy="log",
        requires=lambda u: (u,),
        taylor_on_boxes=_off_the_cut,
    ),
    Function(
        "log2",
        "logarithm to base 2",
        ("lb", "ld"),
        simplify=lambda x: _log_to(2, x),
        definition=lambda x: _log_to(2, x),
        domain="x > 0",
        latex=r"\log_{2}",
        unfolded=True,
    ),
    Function(
        "log10",
        "logarithm to base 10",
        ("lg",),
        simplify=lambda x: _log_to(10, x),
        definition=lambda x: _log_to(10, x),
        domain="x > 0",
        latex=r"\log_{10}",
        unfolded=True,
    ),
    Function(
        "log1p",
        "log(1 + x)",
        simplify=lambda x: call("log", 1 + x),
        definition=lambda x: call("log", 1 + x),
        domain="x > -1",
        code=everywhere("log1p"),
        unfolded=True,
    ),
    Function(
        "expm1",
        "e^x − 1",
        simplify=lambda x: power(X.E, x) - 1,
        definition=lambda x: power(X.E, x) - 1,
    ),
    Function("exp2", "2^x", simplify=lambda x: power(X.TWO, x), definition=lambda x: power(X.TWO, x)),
    Function(
        "pow",
        "pow(x, y) is x^y",
        ("power", "float_power", "powi"),
        (2, 2),
        simplify=power,
        definition=power,
        domain="x > 0, or whole y with x ≠ 0 or y >= 0",
        callable_only=True,
    ),
    Function(
        "sqrt",
        "square root",
        simplify=sqrt,
        definition=sqrt,
        domain="x >= 0",
        latex=r"\sqrt{#1}",
        code=everywhere("sqrt"),
    ),
    Function("square", "x^2", simplify=lambda x: x**2, definition=lambda x: x**2, callable_only=True),
    Function(
        "hypot",
        "sqrt(x^2 + y^2)",
        (),
        (2, 2),
        simplify=lambda x, y: sqrt(x**2 + y**2),
        definition=lambda x, y: sqrt(x**2 + y**2),
    ),
    Function(
        "cbrt",
        "real cube root, cbrt(-8) = -2",
        ("CubeRoot",),
        derivative=(lambda x: over(1, 3 * call("cbrt", x) ** 2),),
        simplify=_cbrt,
        definition=lambda x: call("sign", x) * power(call("abs", x), num(1, 3)),
        kink=lambda x: (x,),
        basic=True,
        latex=r"\sqrt[3]{#1}",
        code=Code(
            python="math.cbrt",
            numpy="np.cbrt",
            torch="(torch.sign({0})*torch.abs({0})**(1/3))",
            jax="jnp.cbrt",
            c="cbrt",
            julia="cbrt",
        ),
    ),
    Function(
        "root",
        "root(x, n): n-th root, the square root without n; real and negative for odd n and x < 0",
        ("nthroot", "real_root", "nthRoot", "surd", "Surd"),
        (1, 2),
        derivative=(
            lambda x, n: over(call("root", x, n), n * x),
            lambda x, n: -call("root", x, n) * call("log", x) / n**2,
        ),
        simplify=_root,
        definition=_real_root,
        kink=lambda x, *_: (x,),
        basic=True,
        domain="x >= 0, or n odd",
        callable_only=True,
        latex=(r"\sqrt{#1}", r"\sqrt[#2]{#1}"),
    ),
)
