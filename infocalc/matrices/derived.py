"""A derivative of vectors and matrices, before it is proved and written."""

from __future__ import annotations

from infocalc.matrices.node import Node
from infocalc.records import NamedTuple


class Derived(NamedTuple):
    """A derivative: its name, the node, how it is laid out, the claim that proves it, and what is said of it.

    `change` is the differential of a vector or a matrix in d`variable`, `node` its matrix (None where it has
    no short form).
    """

    name: str
    variable: str
    node: Node | None
    layout: str
    claim: str
    notes: tuple[str, ...] = ()
    change: Node | None = None
