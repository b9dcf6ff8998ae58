"""--steps: the differential of every part, from the inside out, and the derivative read off it."""

from __future__ import annotations

from collections.abc import Iterator

from infocalc.matrices.derive import changes, gradient
from infocalc.matrices.derived import Derived
from infocalc.matrices.form import is_linear, textbook
from infocalc.matrices.lift import lifted
from infocalc.matrices.node import MAP, SYMBOL, Node, leaf, nodes, number
from infocalc.matrices.reading import Subject
from infocalc.matrices.rules import TABLE
from infocalc.notation.formula import Formula, call_of
from infocalc.report.report import Step

_READ = {
    "gradient": "df = <G, d{x}>: the gradient is what stands beside d{x}",
    "entries": "df = <G, d{x}>: G is what stands beside d{x}, off the diagonal twice its symmetric part",
    "jacobian": "dy = J*d{x}: the Jacobian is what stands before d{x}",
    "transposed jacobian": "dy = J*d{x}: the Jacobian, transposed",
    "hessian": "dg = H*d{x}: the Hessian is what stands before d{x} in the differential of the gradient",
    "differential": "divide by d{x}",
}


def steps(subject: Subject, d: Derived) -> tuple[Step, ...]:
    """One step a part that depends on the variable, then how the answer is read off the last differential."""
    x = subject.leaves.get(d.variable)
    if x is None or d.node is None:
        return ()
    dx = leaf(f"d{d.variable}", x.shape, x.facts)
    found = list(_differentials(subject.node, x, dx))
    if d.claim == "hessian":
        slope = textbook(gradient(subject.node, x))
        found.append(
            Step("gradient", _READ["gradient"].format(x=d.variable), _d(subject.node), lifted(slope))
        )
        found += _differentials(slope, x, dx)
    before = found[-1].after if found else number_formula()
    found.append(Step("read", _READ[d.claim].format(x=d.variable), before, lifted(d.node)))
    return tuple(found)


def _differentials(f: Node, x: Node, dx: Node) -> Iterator[Step]:
    moved = changes(f, x, dx)
    for node in nodes(f):
        if node in moved and node.head != SYMBOL:
            rule, statement = node.head, TABLE[node.head].statement
            if node.head == MAP and is_linear(node):
                rule, statement = "sum", "d(a*A + b*B) = a*dA + b*dB"
            yield Step(rule, statement, _d(node), lifted(textbook(moved[node])))


def _d(node: Node) -> Formula:
    """d(…), as a call."""
    return call_of("d", lifted(node))


def number_formula() -> Formula:
    return lifted(number(0))
