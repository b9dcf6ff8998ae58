"""Powers, logarithms and absolute values over whatever a measure is computed with: balls, expressions."""

from __future__ import annotations

from infocalc.annotations import Any


def power(x: Any, exponent: Any) -> Any:
    """x^exponent for x ≥ 0, of e^f it is e^(f·exponent).

    The exponent is a rational, or an expression; one with symbols is positive where x is 0.
    """
    from flint import arb, fmpq

    if isinstance(x, arb):
        return arb(0) if x.is_zero() and exponent > 0 else x**exponent
    from infocalc.expr import expr as X

    exponent = X.rational(exponent) if isinstance(exponent, fmpq) else exponent
    if x.head == X.POW and x.args[0] is X.E:
        return X.power(X.E, x.args[1] * exponent)
    return x if x is X.ZERO and exponent.free else X.power(x, exponent)


def root(x: Any) -> Any:
    """√x."""
    from flint import fmpq

    return power(x, fmpq(1, 2))


def present(x: Any) -> Any:
    """x⁰ with 0⁰ = 0: whether there is anything; symbols stand for positive numbers."""
    from flint import arb, fmpq

    if isinstance(x, arb | fmpq):
        return type(x)(0 if is_zero(x) else 1)
    from infocalc.expr import expr as X

    return X.ZERO if x is X.ZERO else X.ONE


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
    """c·x for a constant c, a rational or an expression."""
    from flint import arb, fmpq

    if isinstance(x, fmpq):
        return x * c
    from infocalc.expr import expr as X

    if isinstance(c, X.Expr):
        return c * x if isinstance(x, X.Expr) else at(c, "", x) * x
    return x * c if isinstance(x, arb) else X.scale(c, x)


def is_zero(x: Any) -> bool:
    """Whether x is 0 exactly."""
    from flint import arb, fmpq

    if isinstance(x, arb):
        return bool(x.is_zero())
    from infocalc.expr import expr as X

    return bool(x == 0) if isinstance(x, fmpq) else x is X.ZERO


def at(f: Any, name: str, x: Any) -> Any:
    """f(x) for an expression f in the variable of this name."""
    from infocalc.expr import expr as X
    from infocalc.functions import subs

    if isinstance(x, X.Expr):
        return subs(f, {name: x})
    from infocalc.integration.value import constant

    return constant(subs(f, {name: X.ball(X.sym(name), x)}))
