"""--in-terms-of 'p = softmax(A*x)': an answer of matrices written with an abbreviation."""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.errors import UsageError
from infocalc.expr import expr as X
from infocalc.functions import VOCABULARY
from infocalc.functions.rebuild import with_parts
from infocalc.matrices.build import built, operated
from infocalc.matrices.form import textbook
from infocalc.matrices.node import MAP, Node, entries, leaf, nodes, opened
from infocalc.matrices.reading import Subject
from infocalc.matrices.shapes import Elaboration, settled
from infocalc.matrices.sizes import KnownShape, Sizes
from infocalc.notation.matrix_parser import parse_matrices

_HINT = "for example --in-terms-of 'p = softmax(A*x)'"


def in_terms_of(answer: Node, subject: Subject, texts: Sequence[str]) -> tuple[Node, dict[str, KnownShape]]:
    """The answer with the abbreviations in it, and their shapes."""
    shapes: dict[str, KnownShape] = {}
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not name.isidentifier() or not value:
            raise UsageError(f"--in-terms-of {text}: an abbreviation is written name = formula", _HINT)
        if name in subject.leaves:
            raise UsageError(
                f"--in-terms-of: {name} is a symbol of the question already", "choose another name"
            )
        node = _read(value, subject)
        shapes[name] = node.shape
        answer = textbook(_replaced(answer, node, leaf(name, node.shape)))
    return answer, shapes


def _read(text: str, subject: Subject) -> Node:
    reading = parse_matrices(text, VOCABULARY, frozenset(subject.leaves))
    trial = Elaboration(text, subject.read.names, Sizes({}), reading.entrywise)
    typed = trial.elaborated(reading.formula)
    sizes = {size for shape in subject.read.names.values() for one in shape for size in one.names}
    trial.sizes.named([typed.shape], {*subject.leaves, *sizes})
    return built(settled(typed.formula, trial.sizes), subject.leaves)


def _replaced(answer: Node, value: Node, name: Node) -> Node:
    """The name wherever the value stands, as a node or within a map of its shape."""
    found: dict[Node, Node] = {}
    for node in nodes(answer):
        parts = tuple(found[part] for part in node.args)
        if node is value:
            found[node] = name
        elif node.head == MAP:
            found[node] = _within(node, parts, value, name)
        else:
            found[node] = operated(node, parts) if parts and parts != node.args else node
    return found[answer]


def _within(node: Node, parts: tuple[Node, ...], value: Node, name: Node) -> Node:
    atoms: dict[str, Node] = {name.place.data: name}
    values: dict[X.Expr, X.Expr] = {}
    for old, new in zip(node.args, parts, strict=True):
        values[old.place], below = opened(new)
        atoms |= below
    target = value.data if value.head == MAP else value.place

    def visit(e: X.Expr, below: tuple[X.Expr, ...]) -> X.Expr:
        if e is target and value.shape in (name.shape, node.shape):
            return name.place
        return values.get(e, with_parts(e, below)) if not below else with_parts(e, below)

    return entries(X.fold(node.data, visit), atoms, node.shape)
