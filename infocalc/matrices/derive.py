"""Derivatives of nodes: the adjoint sweep (gradients), differentials, and both read as linear maps."""

from __future__ import annotations

from infocalc.errors import NoAnswer
from infocalc.matrices.node import Node, add, nodes, number
from infocalc.matrices.rules import TABLE


def gradient(f: Node, x: Node) -> Node:
    """∇f of the shape of x: adjoints are added up from f down to x, each node visited once."""
    order = nodes(f)
    moving = _moving(order, x)
    bar: dict[Node, Node] = {f: number(1)}
    for node in reversed(order):
        if node not in moving or node not in bar or node is x:
            continue
        for part, adjoint in zip(node.args, TABLE[node.head].adjoint(node, bar[node]), strict=True):
            if part not in moving:
                continue
            if adjoint is None:
                raise NoAnswer(f"no gradient with respect to the second argument of {node.head} is known")
            bar[part] = add(bar[part], adjoint) if part in bar else adjoint
    return bar.get(x) or number(0, 1, x.shape)


def _moving(order: list[Node], x: Node) -> set[Node]:
    """The nodes that depend on x."""
    found = {x}
    for node in order:
        if any(part in found for part in node.args):
            found.add(node)
    return found


def changes(f: Node, x: Node, dx: Node) -> dict[Node, Node]:
    """The differential of every part of f that depends on x, for a change dx of x."""
    order = nodes(f)
    moving = _moving(order, x)
    found: dict[Node, Node] = {x: dx}
    for node in order:
        if node in found or node not in moving:
            continue
        below = tuple(found[part] if part in moving else number(0, 1, part.shape) for part in node.args)
        found[node] = TABLE[node.head].differential(node, below)
    return found


def differential(f: Node, x: Node, dx: Node) -> Node:
    """df for a change dx of x."""
    return changes(f, x, dx).get(f) or number(0, 1, f.shape)
