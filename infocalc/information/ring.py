"""Powers, logarithms and absolute values over whatever a measure is computed with: balls, expressions."""

from __future__ import annotations

from infocalc.annotations import Any


def power(x: Any, p: int, q: int = 1) -> Any:
    """x^(p/q) for x ≥ 0, 0 for x = 0 < p; of e^f it is e^(p·f/q)."""
    from flint import arb, fmpq

    if isinstance(x, arb):
        return arb(0) if x.is_zero() and p > 0 else x ** fmpq(p, q)
    from infocalc.expr import expr as X

    exponent = X.num(p, q)
    if x.head == X.POW and x.args[0] is X.E:
        return X.power(X.E, x.args[1] * exponent)
    return X.power(x, exponent)


def root(x: Any) -> Any:
    """√x."""
    return power(x, 1, 2)


def size(x: Any) -> Any:
    """|x|."""
    from flint import arb, fmpq

    if isinstance(x, arb | fmpq):
        return abs(x)
    from infocalc.functions import calls as F

    return F.abs(x)


def log(x: Any) -> Any:
    """log x."""
    from flint import arb

    if isinstance(x, arb):
        return x.log()
    from infocalc.functions import calls as F

    return F.log(x)


def exp(x: Any) -> Any:
    """e^x; of Σ c·log u it is Π u^c."""
    from flint import arb

    if isinstance(x, arb):
        return x.exp()
    from infocalc.expr import expr as X
    from infocalc.functions import calls as F

    factors, rest, todo = [], [], [x]
    while todo:
        c, body = X.split_coefficient(todo.pop())
        if body.head == X.ADD:
            todo += [X.scale(c, term) for term in X.terms(body)]
        elif F.log.heads(body) and len(body.args) == 1:
            factors.append(X.power(body.args[0], X.rational(c)))
        else:
            rest.append(X.scale(c, body))
    return X.mul(*factors, X.power(X.E, X.add(*rest)))


def scaled(c: Any, x: Any) -> Any:
    """c·x for a rational c."""
    from flint import arb

    if isinstance(x, arb):
        return x * c
    from infocalc.expr import expr as X

    return X.scale(c, x)
