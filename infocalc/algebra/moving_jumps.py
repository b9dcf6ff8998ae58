"""Jumps of an integrand that move: what Leibniz' rule adds where f(t, x) jumps at t = z(x).

    d/dx ∫_a^b f dt = … + Σ (f(z−) − f(z+))·z'(x)·[a < z < b]

(split the range at z; the ends of the two parts move). [a < z < b] is H(z − a) − H(z − b), which has the
right sign for a > b too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, by_definition, call, column, rebuild, subs
from infocalc.functions import calls as F

#: the functions with kinks, and those whose kinks show in their definition: mod(u, v) has a floor
_KINKED = column("kink")
_DEFINED = _KINKED.keys() & column("definition").keys()


@cache
def _is_stepwise(word: str) -> bool:
    """Whether a word is a function of one argument that is constant between its kinks."""
    row = TABLE[word] if word in _KINKED else None
    slope = row.derivative[0] if row is not None and len(row.derivative) == 1 else None
    return slope is not None and slope(X.sym("x")) is X.ZERO


def moving_jumps(node: Expr, x: str, derivative: Callable[[Expr, str], Expr]) -> Expr:
    """The terms that the jumps of the integrand of an integral add to its derivative along x.

    Raises NoAnswer where a jump moves with x and it is not known where it is.
    """
    f, t, a, b = node.args
    f = by_definition(f, _DEFINED)  # in which their jumps show
    if not any(word == X.RELATION or _is_stepwise(word) for word in f.words):
        return X.ZERO
    found = []
    for z in dict.fromkeys(_zero(u, t.data) for u in _deciding(f, t.data, x)):
        jump = _beside(f, t.data, z, -1) - _beside(f, t.data, z, 1)
        found.append(X.mul(jump, derivative(z, x), _reached(z, a) - _reached(z, b)))
    return X.add(*found)


def _deciding(f: Expr, t: str, x: str) -> list[Expr]:
    """Arguments at whose zeros f may jump, as far as both t and x move them."""
    found = []
    for node in X.nodes(f):
        u = _argument(node)
        if u is not None and {t, x} <= u.free:
            if node.head == X.CALL and not TABLE[node.data].flat:
                raise NoAnswer(
                    f"the jumps of {node.data} in this integral move with {x}: no derivative is known"
                )
            found.append(u)
    return found


def _argument(node: Expr) -> Expr | None:
    if node.head == X.RELATION:
        return node.args[0] - node.args[1]
    return node.args[0] if node.head == X.CALL and _is_stepwise(node.data) else None


def _zero(u: Expr, t: str) -> Expr:
    from infocalc.integration.kinks import linear_zero

    found = linear_zero(u, t)
    if found is None:
        raise NoAnswer(
            f"a jump in this integral moves, and where it is is known for arguments linear in {t} only"
        )
    return found


def _beside(f: Expr, t: str, z: Expr, side: int) -> Expr:
    """f at t = z + 0 or z − 0."""

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        u = _argument(node) if t in node.free else None
        if u is None or _is_elsewhere(u, t, z):
            return rebuild(node, parts) if t in node.free else node
        slope = subs(u, {t: X.ONE}) - subs(u, {t: X.ZERO})
        if node.head == X.RELATION:
            return rebuild(node, (X.scale(side, slope), X.ZERO))
        return call(node.data, X.scale(side, slope))

    return subs(X.fold(f, visit), {t: z})


def _is_elsewhere(u: Expr, t: str, z: Expr) -> bool:
    from infocalc.integration.kinks import linear_zero

    return linear_zero(u, t) is not z


def _reached(z: Expr, end: Expr) -> Expr:
    """H(z − end)."""
    if end in (X.OO, -X.OO):
        return X.ZERO if end is X.OO else X.ONE
    return F.heaviside(z - end)
