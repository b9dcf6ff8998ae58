"""Expressions over arrays of points, in float64: fast, and not proved.

One pass over the shared nodes of all expressions together, so that a part that occurs in several
entries of a gradient is computed once. NumPy and, for special functions, scipy.special do the work;
nothing is compiled from text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any

from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, expanded

Array = Any  # a numpy array of float64 or of bool

#: the largest and the smallest of any number of arguments, two at a time
_PAIRWISE = {1: "maximum", -1: "minimum"}


def over_arrays(expressions: Sequence[Expr], columns: Mapping[str, Array]) -> list[Array]:
    """The value of each expression at every point; nan or inf where float64 has none.

    Raises NoAnswer for a function without an array form, and for symbols without a column.
    """
    import numpy as np

    memo: dict[Expr, Array] = {}
    visit = _visitor(columns, np)
    with np.errstate(all="ignore"):
        found = [X.fold(expanded(e), visit, memo) for e in expressions]
    size = len(next(iter(columns.values())))
    return [np.broadcast_to(np.asarray(f, dtype=np.float64), (size,)) for f in found]


def _visitor(columns: Mapping[str, Array], np: Any) -> Callable[[Expr, tuple[Array, ...]], Array]:
    constants = {"pi": np.pi, "e": np.e, "EulerGamma": np.euler_gamma, "true": True, "false": False}

    def visit(node: Expr, parts: tuple[Array, ...]) -> Array:
        match node.head:
            case X.NUM:
                return _double(node.data)
            case X.SYM if node.data in columns:
                return columns[node.data]
            case X.CONST if node.data in constants:
                return constants[node.data]
            case X.ADD:
                total = _double(node.data[0])
                for c, part in zip(node.data[1], parts, strict=True):
                    total = total + (part if c == 1 else _double(c) * part)
                return total
            case X.MUL:
                product = parts[0] if node.data == 1 else _double(node.data) * parts[0]
                for part in parts[1:]:
                    product = product * part
                return product
            case X.POW:
                return _power(node, parts[0], parts[1], np)
            case X.CALL:
                return _call(node, parts, np)
            case X.PIECEWISE:
                return np.select(list(parts[1::2]), list(parts[::2]), np.nan)
            case X.RELATION:
                return _COMPARISONS[node.data](*parts)
            case X.AND | X.OR:
                return (np.logical_and if node.head == X.AND else np.logical_or).reduce(parts)
            case _:
                raise NoAnswer(f"no value in float64 for {node.data or node.head}")

    return visit


_COMPARISONS: dict[str, Callable[[Array, Array], Array]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


def _double(q: X.Rational) -> float:
    return int(q.numerator) / int(q.denominator)


def _power(node: Expr, base: Array, exponent: Array, np: Any) -> Array:
    if node.args[0] is X.E:
        return np.exp(exponent)
    q = node.args[1].data if node.args[1].head == X.NUM else None
    if q == 2:
        return base * base
    if q == -1:
        return 1.0 / base
    if q == X.HALF.data:
        return np.sqrt(base)
    return np.power(base, exponent) if q is None or type(q) is not int else np.float_power(base, q)


def _call(node: Expr, parts: tuple[Array, ...], np: Any) -> Array:
    name = node.data
    row = TABLE.get(name)
    if row is not None and row.extreme:
        return reduce(getattr(np, _PAIRWISE[row.extreme]), parts)
    wave = row.wave if row is not None else None
    if wave is not None and wave.inverted is not None:
        return 1.0 / _ufunc(wave.inverted, np)(parts[0])
    if row is not None and row.flat:
        # no value at the jump itself
        (_, below), (_, above) = row.sides
        return np.where(parts[0] == 0, np.nan, np.where(parts[0] > 0, above, below))
    return _ufunc(name, np)(*parts)


def _ufunc(name: str, np: Any) -> Callable[..., Array]:
    """The function of NumPy or of scipy.special by the name that the table has for code."""
    module, _, word = (TABLE[name].code.numpy or "" if name in TABLE else "").partition(".")
    if not word.isidentifier():
        raise NoAnswer(
            f"{name} has no form for many points at once",
            hint="ask with --digits 15: point by point, proved",
        )
    if module == "np":
        return getattr(np, word)  # type: ignore[no-any-return]
    from scipy import special

    return getattr(special, word)  # type: ignore[no-any-return]
