"""Powers, logarithms and absolute values over whatever a measure is computed with: balls, expressions."""

from __future__ import annotations

from typing import Any


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
    from infocalc.functions import call

    return call("abs", x)


def log(x: Any) -> Any:
    """log x."""
    from flint import arb

    if isinstance(x, arb):
        return x.log()
    from infocalc.functions import call

    return call("log", x)
