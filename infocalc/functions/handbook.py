"""What functions of handbooks and programs are, in the functions that they are made of."""

from __future__ import annotations

from collections.abc import Callable

from infocalc.annotations import Any
from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, mul, num, power
from infocalc.functions.exact import exp, half, integer, over, sqrt
from infocalc.functions.row import Function, OfArguments, call

_FOUR = num(4)


def spherical(name: str) -> OfArguments:
    """√(π/(2x)) times the cylinder function of order n + 1/2 (DLMF 10.47)."""
    return lambda n, x: sqrt(over(X.PI, 2 * x)) * call(name, n + X.HALF, x)


def scaled(name: str, sign: int) -> OfArguments:
    return lambda nu, x: call(name, nu, x) * exp(sign * x)


def of_order(name: str, order: int) -> OfArguments:
    return lambda x: call(name, num(order), x)


def scaled_airy(name: str, sign: int) -> OfArguments:
    """Ai(x)·e^(2/3·x^(3/2)) (DLMF 9.7)."""
    return lambda x: call(name, x) * exp(num(2 * sign, 3) * power(x, num(3, 2)))


def quotient(above: str, below: str) -> OfArguments:
    """Glaisher's names: ns is 1/sn, sc is sn/cn (DLMF 22.2.10)."""
    return lambda u, m: over(
        call(f"jacobi{above}", u, m) if above else 1, call(f"jacobi{below}", u, m) if below else 1
    )


def arc(amplitude: OfArguments) -> OfArguments:
    """The inverse function as F(φ, m), φ the amplitude at which the function has the value (DLMF 22.15)."""
    return lambda x, m: call("elliptic_f", amplitude(x, m), m)


def of_modulus(u: Expr, m: Expr) -> Expr:
    """φ with dn = u: sin φ = √((1 − u²)/m)."""
    return call("asin", sqrt(over(1 - u**2, m)))


def multigamma(x: Expr, p: int) -> Expr:
    """Γ_p(x) = π^(p(p−1)/4)·Π_{j<p} Γ(x − j/2) (DLMF 35.3.1)."""
    return mul(power(X.PI, num(p * (p - 1), 4)), *[call("gamma", x - num(j, 2)) for j in range(p)])


def log_multigamma(x: Expr, p: int) -> Expr:
    constant = num(p * (p - 1), 4) * call("log", X.PI)
    return X.add(constant, *[call("loggamma", x - num(j, 2)) for j in range(p)])


def multigamma_ball(x: Any, p: Any) -> Any:
    count = p.unique_fmpz()
    if count is None or not 1 <= count <= 50 or not 2 * x > int(count) - 1:
        return x.nan()
    product = (x.pi().log() * int(count * (count - 1)) / 4).exp()
    for j in range(int(count)):
        product *= (x - type(x)(j) / 2).gamma()
    return product


def of_dimension(
    name: str, meaning: str, spellings: tuple[str, ...], rule: Callable[[Expr, int], Expr], ball: Any
) -> Function:
    """A multivariate gamma function; of a dimension that is no number it stands as it is."""

    def simplify(x: Expr, p: Expr) -> Expr | None:
        count = integer(p)
        if count is not None and not 1 <= count <= 50:
            raise NoAnswer("the dimension of a multivariate gamma function is a whole number from 1 to 50")
        return None if count is None else rule(x, count)

    domain = "x > (p - 1)/2; p = 1, 2, 3, ..."
    return Function(name, meaning, spellings, (2, 2), simplify=simplify, ball=ball, domain=domain)


def double_factorial(x: Expr) -> Expr:
    """x!! = 2^(x/2)·(π/2)^((cos πx − 1)/4)·Γ(x/2 + 1) (DLMF 5.4.2)."""
    turn = over(call("cos", X.PI * x) - 1, 4)
    return power(X.TWO, half(x)) * power(half(X.PI), turn) * call("gamma", half(x) + 1)


def xi(s: Expr) -> Expr:
    """ξ(s) = s(s − 1)/2·π^(−s/2)·Γ(s/2)·ζ(s) (DLMF 25.4.4)."""
    return half(s * (s - 1)) * power(X.PI, half(-s)) * call("gamma", half(s)) * call("zeta", s)


def beta_between(name: str) -> OfArguments:
    """Of three arguments from 0 to x, of four from x to y."""

    def rule(a: Expr, b: Expr, x: Expr, *y: Expr) -> Expr:
        return call(name, a, b, *y) - call(name, a, b, x) if y else call(name, a, b, x)

    return rule


def boxcox(x: Expr, lam: Expr) -> Expr:
    return call("log", x) if lam is X.ZERO else over(power(x, lam) - 1, lam)


def inverse_boxcox(y: Expr, lam: Expr) -> Expr:
    return exp(y) if lam is X.ZERO else power(lam * y + 1, over(1, lam))


def cosc(x: Expr) -> Expr:
    """The slope of sin(πx)/(πx), 0 at 0."""
    if x is X.ZERO:
        return X.ZERO
    return over(call("cos", X.PI * x), x) - over(call("sin", X.PI * x), X.PI * x**2)


def pseudo_huber(delta: Expr, r: Expr) -> Expr:
    return delta**2 * (sqrt(1 + over(r, delta) ** 2) - 1)


def softshrink(x: Expr, bound: Expr = X.HALF) -> Expr:
    return call("sign", x) * call("max", call("abs", x) - bound, X.ZERO)


def squareplus(x: Expr, b: Expr = _FOUR) -> Expr:
    return half(x + sqrt(x**2 + b))


def celu(x: Expr, a: Expr = X.ONE) -> Expr:
    return call("max", X.ZERO, x) + call("min", X.ZERO, a * (exp(over(x, a)) - 1))


def row(
    name: str,
    meaning: str,
    spellings: str,
    rule: OfArguments,
    arity: int | tuple[int, int] = 1,
    domain: str = "all real x",
    reading: str = "",
) -> Function:
    counts = arity if isinstance(arity, tuple) else (arity, arity)
    return Function(
        name,
        meaning,
        tuple(spellings.split()),
        counts,
        simplify=rule,
        definition=rule,
        domain=domain,
        reading=reading,
        callable_only=True,
    )


C_BESSEL = "{0}(n, x) is the spherical Bessel function, as in SymPy; that of C is bessel{1}(n, x)"
