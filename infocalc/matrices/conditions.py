"""What must hold for an answer: inverses exist, logarithms are of what is positive, kinks are avoided."""

from __future__ import annotations

from collections.abc import Iterator

from infocalc.expr import expr as X
from infocalc.functions import TABLE, column
from infocalc.functions import calls as F
from infocalc.matrices.form import text
from infocalc.matrices.lift import lifted
from infocalc.matrices.node import MAP, Node, entries, nodes, opened
from infocalc.matrices.sizes import SCALAR
from infocalc.notation.formula import Formula

#: where a function is positive: everywhere where there is nothing to ask
_POSITIVE = column("positive")


def conditions(f: Node, x: Node, answer: Node) -> tuple[str, ...]:
    """The conditions of the function and of its derivative, in the order of the text."""
    found = [*_of_inverses(f), *_of_logarithms(f)]
    found += [
        f"no entry of {said} is 0" if not node.is_scalar else f"{said} != 0" for said, node in _kinks(f, x)
    ]
    found += [f"{text(node.args[0])} != 0" for node in _below_a_bar(answer)]
    return tuple(dict.fromkeys(found))


def _below_a_bar(answer: Node) -> Iterator[Node]:
    """The norms that an answer divides by."""
    for node in nodes(answer):
        for power in X.nodes(node.data) if node.head == MAP else ():
            exponent = power.args[1].data if power.head == X.POW and power.args[1].head == X.NUM else 1
            parts = opened(node)[1]
            if exponent < 0 and power.args[0].head == X.SYM and parts[power.args[0].data].head == "norm2":
                yield parts[power.args[0].data]


def kinks(f: Node, x: Node) -> list[tuple[str, Formula]]:
    """The arguments at whose zeros f may have no derivative in x."""
    return [(said, lifted(node)) for said, node in _kinks(f, x)]


def _of_inverses(f: Node) -> Iterator[str]:
    for node in nodes(f):
        if node.head == "inv" and not node.args[0].facts & {"spd"}:
            yield f"{text(node.args[0])} is invertible"


def _of_logarithms(f: Node) -> Iterator[str]:
    for node in nodes(f):
        if node.head != MAP or X.CALL not in node.data.words:
            continue
        e, atoms = opened(node)
        for call in X.nodes(e):
            if F.log.heads(call):
                inner = call.args[0]
                proper = any(not atoms[name].is_scalar for name in inner.free)
                argument = entries(inner, atoms, node.shape if proper else SCALAR)
                if not _is_positive(inner, atoms):
                    yield (
                        f"every entry of {text(argument)} is positive" if proper else f"{text(argument)} > 0"
                    )


def _is_positive(e: X.Expr, atoms: dict[str, Node]) -> bool:
    """Whether e is plainly positive: products, sums and powers of what is declared so."""
    if e.head == X.SYM:
        node = atoms[e.data]
        if node.head == "det":
            return bool(node.args[0].facts & {"spd"})
        return bool(node.facts & {"positive", "size"}) or node.head == "softmax"
    if e.head == X.NUM:
        return bool(e.data > 0)
    if e.head == X.CONST:
        return e.data in ("pi", "e")
    if e.head == X.ADD:
        signs = e.data[0] >= 0 and all(c > 0 for c in e.data[1])
        return signs and all(_is_positive(part, atoms) for part in e.args)
    if e.head == X.MUL:
        return bool(e.data > 0) and all(_is_positive(part, atoms) for part in e.args)
    if e.head == X.POW:
        return _is_positive(e.args[0], atoms)
    return e.head == X.CALL and e.data in _POSITIVE and not _POSITIVE[e.data](*e.args)


def _kinks(f: Node, x: Node) -> Iterator[tuple[str, Node]]:
    for node in nodes(f):
        if node.head != MAP or X.CALL not in node.data.words or x not in nodes(node):
            continue
        e, atoms = opened(node)
        for call in X.nodes(e):
            kink = TABLE[call.data].kink if call.head == X.CALL else None
            for argument in kink(*call.args) if kink is not None else ():
                proper = any(not atoms[name].is_scalar for name in argument.free)
                found = entries(argument, atoms, node.shape if proper else SCALAR)
                if x in nodes(found):
                    yield text(found), found
