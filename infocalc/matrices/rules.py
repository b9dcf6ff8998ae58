"""One row an operation: how it is differentiated forwards and backwards, and what it needs.

For Y = f(A, B) and an adjoint Y̅ (a matrix of the shape of Y, the gradient of a scalar in Y), `adjoint` gives
A̅ and B̅; `differential` gives dY from dA and dB. Sources: Magnus and Neudecker, Matrix Differential Calculus;
Giles 2008, An extended collection of matrix derivative results.
"""

from __future__ import annotations

from collections.abc import Callable

from infocalc.errors import NoAnswer
from infocalc.matrices import algebra as A
from infocalc.matrices import traces as T
from infocalc.matrices.coefficients import coefficient, total
from infocalc.matrices.node import (
    EYE,
    MAP,
    PRODUCT,
    TRANSPOSE,
    Node,
    add,
    eye,
    hadamard,
    is_zero,
    make,
    negative,
    number,
    over,
)
from infocalc.matrices.partials import map_adjoints, map_differential
from infocalc.records import NamedTuple

Adjoint = Callable[[Node, Node], tuple[Node | None, ...]]
Differential = Callable[[Node, tuple[Node, ...]], Node]


class Operation(NamedTuple):
    """`statement` is the rule as a book states it; `condition` what must hold of its argument."""

    name: str
    statement: str
    adjoint: Adjoint
    differential: Differential
    condition: str | None = None


def _product_adjoint(y: Node, g: Node) -> tuple[Node | None, ...]:
    """Y = A·B·C: B̅ = A'·Y̅·C'."""
    found = []
    for i in range(len(y.args)):
        left = [A.transposed(part) for part in reversed(y.args[:i])]
        right = [A.transposed(part) for part in reversed(y.args[i + 1 :])]
        found.append(A.product(*left, g, *right))
    return tuple(found)


def _product_differential(y: Node, d: tuple[Node, ...]) -> Node:
    moving = [i for i, part in enumerate(d) if not is_zero(part)]
    return add(*[A.product(*y.args[:i], d[i], *y.args[i + 1 :]) for i in moving])


def _power_adjoint(y: Node, g: Node) -> tuple[Node | None, ...]:
    """Y = X^k: X̅ = k·y̅·(X^(k−1))' where Y̅ = y̅·eye, which commutes with X."""
    c, rest = coefficient(g)
    if rest.head != EYE:
        raise NoAnswer(
            "a matrix power of symbolic order has no closed gradient here",
            hint="known: tr(X^k); or a number for the order",
        )
    x, k = y.args
    below = make("power", x.shape, (x, add(k, number(-1))))
    return hadamard(k, c, A.transposed(below)), None


def _expm_adjoint(y: Node, g: Node) -> tuple[Node | None, ...]:
    c, rest = coefficient(g)
    if rest.head != EYE:
        raise NoAnswer("the gradient through expm is a series, not a formula", hint="known: tr(expm(X))")
    return (hadamard(c, A.transposed(y)),)


def _none(word: str) -> Differential:
    def refuse(_y: Node, _d: tuple[Node, ...]) -> Node:
        raise NoAnswer(f"{word} has no closed differential here")

    return refuse


def _no_adjoint(word: str) -> Adjoint:
    def refuse(_y: Node, _g: Node) -> tuple[Node | None, ...]:
        raise NoAnswer(f"no gradient through {word} is known here", hint="ask for its jacobian")

    return refuse


def _softmax_adjoint(s: Node, g: Node) -> tuple[Node | None, ...]:
    """s.*y̅ − (s'·y̅)·s."""
    return (add(hadamard(s, g), negative(hadamard(T.inner(s, g), s))),)


def _power_differential(_y: Node, _d: tuple[Node, ...]) -> Node:
    raise NoAnswer(
        "a matrix power of symbolic order has no closed differential", hint="give a number as order"
    )


def _rows(*rows: Operation) -> dict[str, Operation]:
    return {row.name: row for row in rows}


TABLE: dict[str, Operation] = _rows(
    Operation(MAP, "d(f(U)) = f'(U).*dU, entry by entry", map_adjoints, map_differential),
    Operation(PRODUCT, "d(A*B) = dA*B + A*dB", _product_adjoint, _product_differential),
    Operation(TRANSPOSE, "d(A') = dA'", lambda _, g: (A.transposed(g),), lambda _, d: A.transposed(d[0])),
    Operation(
        "inv",
        "d(inv(A)) = -inv(A)*dA*inv(A)",
        lambda y, g: (negative(A.product(A.transposed(y), g, A.transposed(y))),),
        lambda y, d: negative(A.product(y, d[0], y)),
        "{} invertible",
    ),
    Operation(
        "det",
        "d(det(A)) = det(A)*tr(inv(A)*dA)",
        lambda y, g: (hadamard(g, y, A.transposed(A.inv(y.args[0]))),),
        lambda y, d: hadamard(y, T.tr(A.product(A.inv(y.args[0]), d[0]))),
        "{} invertible",
    ),
    Operation(
        "tr",
        "d(tr(A)) = tr(dA)",
        lambda y, g: (hadamard(g, eye(y.args[0].shape[0])),),
        lambda _, d: T.tr(d[0]),
    ),
    Operation(
        "sum",
        "d(sum(A)) = sum(dA)",
        lambda y, g: (hadamard(g, number(1, 1, y.args[0].shape)),),
        lambda _, d: total(d[0]),
    ),
    Operation("diag", "d(diag(v)) = diag(dv)", lambda _, g: (T.diagonal(g),), lambda _, d: A.diag(d[0])),
    Operation("diagonal", "d(diag(A)) = diag(dA)", lambda _, g: (A.diag(g),), lambda _, d: T.diagonal(d[0])),
    Operation(
        "norm2",
        "d(norm2(v)) = v'*dv/norm2(v)",
        lambda y, g: (hadamard(over(g, y), y.args[0]),),
        lambda y, d: over(T.inner(y.args[0], d[0]), y),
        "{} != 0",
    ),
    Operation(
        "softmax",
        "d(softmax(v)) = s.*dv - (s'*dv)*s with s = softmax(v)",
        _softmax_adjoint,
        lambda s, d: add(hadamard(s, d[0]), negative(hadamard(T.inner(s, d[0]), s))),
    ),
    Operation(
        "logsumexp",
        "d(logsumexp(v)) = softmax(v)'*dv",
        lambda y, g: (hadamard(g, make("softmax", y.args[0].shape, y.args)),),
        lambda y, d: T.inner(make("softmax", y.args[0].shape, y.args), d[0]),
    ),
    Operation("power", "d(tr(X^k)) = k*tr(X^(k - 1)*dX)", _power_adjoint, _power_differential),
    Operation("expm", "d(tr(expm(X))) = tr(expm(X)*dX)", _expm_adjoint, _none("expm")),
    Operation(
        "kron",
        "d(kron(A, B)) = kron(dA, B) + kron(A, dB)",
        _no_adjoint("kron"),
        lambda y, d: add(
            *[A.kron(*pair) for pair in ((d[0], y.args[1]), (y.args[0], d[1])) if not any(map(is_zero, pair))]
        ),
    ),
    Operation("vec", "d(vec(A)) = vec(dA)", _no_adjoint("vec"), lambda _, d: T.vec(d[0])),
)
