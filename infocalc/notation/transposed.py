"""x^T among scalars: a power of T, or the transpose that its writer had in mind."""

from __future__ import annotations

from collections.abc import Container, Iterator

from infocalc.notation.formula import Formula, walk


def remarks(formula: Formula, variables: Container[str]) -> Iterator[str]:
    """The other reading of x^T, where T is not declared and stands nowhere but as an exponent."""
    if "T" in variables:
        return
    nodes = list(walk(formula))
    raised = [node.args[0] for node in nodes if node.head == "power" and _is_t(node.args[1])]
    if raised and len(raised) == sum(map(_is_t, nodes)):
        base = next((node.value for node in raised if node.head == "symbol"), "x")
        shapes = f"--shapes '{base}: n'"
        yield f"read '{base}^T' as a power of T; with {shapes} it is the transpose"


def _is_t(node: Formula) -> bool:
    return node.head == "symbol" and node.value == "T"
