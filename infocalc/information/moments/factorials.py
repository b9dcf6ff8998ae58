"""Quotients of gamma functions, digamma and log-gamma at arguments where they are elementary."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num
from infocalc.functions import calls as F
from infocalc.functions import log

#: integer distances up to this are written as products
_FAR = 24


def _distance(a: Expr, b: Expr) -> int | None:
    """The integer a − b, when it is a small one."""
    d = a - b
    return d.data if d.head == X.NUM and type(d.data) is int and abs(d.data) <= _FAR else None


def rising(a: Expr, n: int) -> Expr:
    """Γ(a + n)/Γ(a) = a·(a + 1)···(a + n − 1), also for negative n."""
    if n < 0:
        return X.power(rising(a + n, -n), X.MINUS_ONE)
    return X.mul(*[a + i for i in range(n)])


def gamma_quotient(above: list[Expr], below: list[Expr]) -> Expr:
    """Π Γ(above)/Π Γ(below), integer distances written as products."""
    left = list(below)
    factors: list[Expr] = []
    for a in above:
        near = [(abs(d), i, d) for i, b in enumerate(left) if (d := _distance(a, b)) is not None]
        if near:
            _, i, d = min(near)
            factors.append(rising(left.pop(i), d))
        else:
            factors.append(F.gamma(a))
    return X.mul(*factors, *[X.power(F.gamma(b), X.MINUS_ONE) for b in left])


def digamma(x: Expr) -> Expr:
    """ψ(x); at integers −γ + H, at half-integers −γ − 2·log 2 + a rational."""
    if x.head != X.NUM or not 0 < x.data <= _FAR or x.data.denominator not in (1, 2):
        return F.digamma(x)
    if x.data.denominator == 1:
        return X.add(-X.EULER_GAMMA, *[num(1, k) for k in range(1, int(x.data))])
    n = (int(x.data.numerator) - 1) // 2
    return X.add(-X.EULER_GAMMA, -2 * log(X.TWO), *[num(2, 2 * k - 1) for k in range(1, n + 1)])


def digamma_difference(a: Expr, b: Expr) -> Expr:
    """ψ(a) − ψ(b), rational at integer distance."""
    d = _distance(a, b)
    if d is None:
        return digamma(a) - digamma(b)
    low, sign = (b, 1) if d >= 0 else (a, -1)
    return X.add(*[num(sign) / (low + i) for i in range(abs(d))])


def trigamma(x: Expr) -> Expr:
    """ψ'(x); at integers π²/6 − Σ 1/k², at half-integers π²/2 − Σ 4/(2k − 1)²."""
    if x.head != X.NUM or not 0 < x.data <= _FAR or x.data.denominator not in (1, 2):
        return F.polygamma(X.ONE, x)
    if x.data.denominator == 1:
        return X.add(X.PI**2 / 6, *[num(-1, k * k) for k in range(1, int(x.data))])
    n = (int(x.data.numerator) - 1) // 2
    return X.add(X.PI**2 / 2, *[num(-4, (2 * k - 1) ** 2) for k in range(1, n + 1)])


def loggamma(x: Expr) -> Expr:
    """log Γ(x); opened at integers and half-integers."""
    from infocalc.information.facts import Facts

    if x.head != X.NUM or not 0 < x.data <= 170 or x.data.denominator not in (1, 2):
        return F.loggamma(x)
    return Facts().ln(F.gamma(x)) if x.data.denominator == 1 else _half_loggamma(x)


def _half_loggamma(x: Expr) -> Expr:
    """log Γ(n + 1/2) = Σ log(k − 1/2) + log(π)/2."""
    from infocalc.information.facts import Facts

    facts = Facts()
    n = (int(x.data.numerator) - 1) // 2
    return X.add(*[facts.ln(num(2 * k - 1, 2)) for k in range(1, n + 1)], log(X.PI) / 2)


def log_beta(a: Expr, b: Expr) -> Expr:
    """log B(a, b)."""
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def log_binomial(n: Expr, k: Expr) -> Expr:
    """log of n over k."""
    return loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1)


def lower_gamma(a: Expr, x: Expr) -> Expr:
    """γ(a, x)/Γ(a), elementary at integers and by erf at half-integers."""
    if a.head == X.NUM and 0 < a.data <= 12 and a.data.denominator in (1, 2):
        if a.data.denominator == 1:
            last, below, start = X.power(X.E, -x), X.ONE, 1 - X.power(X.E, -x)
        else:
            last, below, start = X.power(X.E, -x), X.HALF, F.erf(X.power(x, X.HALF))
        # P(a + 1, x) = P(a, x) − x^a·e^(−x)/Γ(a + 1)
        while below is not a:
            start = start - X.power(x, below) * last / F.gamma(below + 1)
            below = below + 1
        return start
    return F.lowergamma(a, x) / F.gamma(a)
