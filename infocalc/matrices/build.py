"""From a formula of which every operation is said to nodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from infocalc.expr import expr as X
from infocalc.functions import call as scalar_call
from infocalc.matrices import algebra as A
from infocalc.matrices import traces as T
from infocalc.matrices.coefficients import total
from infocalc.matrices.node import (
    PRODUCT,
    SYMBOL,
    TRANSPOSE,
    Node,
    add,
    combined,
    constant,
    eye,
    hadamard,
    leaf,
    make,
    negative,
    number,
    over,
    raised,
    shape_of,
)
from infocalc.matrices.sizes import ONE, KnownShape, Size
from infocalc.notation.formula import Formula, fold


def built(formula: Formula, names: Mapping[str, Node]) -> Node:
    """The node of a formula; names that are not given are sizes."""

    def visit(node: Formula, parts: tuple[Node, ...]) -> Node:
        if node.head == "symbol":
            return names.get(node.value) or leaf(node.value, (ONE, ONE), frozenset(("size",)))
        if node.head == "call":
            return _called(node.value, parts)
        return _RULES[node.head](node, parts)

    return fold(formula, visit)


def leaves(names: Mapping[str, KnownShape], facts: Mapping[str, frozenset[str]]) -> dict[str, Node]:
    return {name: leaf(name, shape, facts.get(name, frozenset())) for name, shape in names.items()}


def applied(name: str, *args: Node) -> Node:
    """A function of numbers, entry by entry."""
    if name == "exp":
        return combined(lambda e: X.power(X.E, e), args[0].shape, args[0])
    return combined(lambda *es: scalar_call(name, *es), shape_of(*args), *args)


def softmax(v: Node) -> Node:
    return make("softmax", v.shape, (v,))


def logsumexp(v: Node) -> Node:
    return make("logsumexp", (ONE, ONE), (v,))


def _called(name: str, parts: tuple[Node, ...]) -> Node:
    rule = _CALLS.get(name)
    return rule(*parts) if rule is not None else applied(name, *parts)


def operated(node: Node, parts: tuple[Node, ...]) -> Node:
    """The operation of a node on other parts."""
    if node.head == TRANSPOSE:
        return A.transposed(parts[0])
    if node.head == PRODUCT:
        return A.product(*parts)
    if node.head == "power":
        return T.power(*parts)
    return _called({"diagonal": "diag"}.get(node.head, node.head), parts)


def _diag(a: Node) -> Node:
    return A.diag(a) if a.is_column else T.diagonal(a)


def _size(node: Node) -> Size:
    """A size from the scalar node that writes it."""
    if node.head == SYMBOL:
        return Size(1, (node.data[0],))
    e = node.data
    if e.head == X.NUM:
        return Size(int(e.data))
    names = [name for part in node.args for name in [part.data[0]] * int(X.split_power(part.place)[1].data)]
    return Size(int(e.data), tuple(sorted(names)))


def _power(_: Formula, parts: tuple[Node, ...]) -> Node:
    base, exponent = parts
    return raised(base, exponent) if base.is_scalar else T.power(base, exponent)


def _entrywise(node: Formula, parts: tuple[Node, ...]) -> Node:
    if len(parts) == 1:
        return applied(node.value, *parts)
    rules: dict[str, Callable[..., Node]] = {"*": hadamard, "/": over, "^": raised}
    return rules[node.value](*parts)


_RULES: dict[str, Callable[[Formula, tuple[Node, ...]], Node]] = {
    "number": lambda node, _: number(*node.value),
    "constant": lambda node, _: constant(X.const(node.value)),
    "sum": lambda _, parts: add(*parts),
    "neg": lambda _, parts: negative(parts[0]),
    "product": lambda _, parts: A.product(*parts),
    "quotient": lambda _, parts: over(*parts),
    "power": _power,
    "transpose": lambda _, parts: A.transposed(parts[0]),
    "entrywise": _entrywise,
}
_CALLS: dict[str, Callable[..., Node]] = {
    "inv": A.inv,
    "det": T.det,
    "tr": T.tr,
    "sum": total,
    "diag": _diag,
    "norm2": T.frobenius,
    "softmax": softmax,
    "logsumexp": logsumexp,
    "expm": lambda a: make("expm", a.shape, (a,)),
    "kron": A.kron,
    "vec": T.vec,
    "eye": lambda n: eye(_size(n)),
    "ones": lambda m, n=None: number(1, 1, (_size(m), ONE if n is None else _size(n))),
    "comm": lambda m, n: A.comm(_size(m), _size(n)),
}
