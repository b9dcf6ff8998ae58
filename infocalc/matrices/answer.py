"""From derivatives to the Report: proved, evaluated at a point, explained and checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from infocalc.calculus.options import CalculusOptions
from infocalc.matrices.conditions import conditions, kinks
from infocalc.matrices.derived import Derived
from infocalc.matrices.lift import lifted
from infocalc.matrices.node import Node, nodes
from infocalc.matrices.point import entries_at, refuse_kinks
from infocalc.matrices.proof import Claim, proved
from infocalc.matrices.reading import Subject, substituted
from infocalc.notation.formula import Formula
from infocalc.report.report import Report, Row

NOT_COMPARED = "the derivative was not compared with a series of the input: no two points have both"


def finished(command: str, subject: Subject, derived: Sequence[Derived], options: CalculusOptions) -> Report:
    """The Report: one row for each variable, its entries at the point below it."""
    rows: list[Row] = []
    notes: list[str] = [*subject.notes, *(note for d in derived for note in d.notes)]
    verified: str | None = None
    said: list[str] = []
    extra: dict[str, Any] = {
        "read_as": subject.read_as,
        "layout": "; ".join(dict.fromkeys(d.layout for d in derived)),
    }
    for d in derived:
        formula = lifted(d.node) if d.node is not None else d.change
        assert formula is not None
        if options.verify and d.node is not None:
            verified = _verified(subject, d, formula)
            notes += [] if verified else [NOT_COMPARED]
        rows += _rows(subject, d, formula, options)
        notes += _differential_note(d)
        said += conditions(subject.node, subject.leaves.get(d.variable, subject.node), d.node or subject.node)
    shape = derived[0].node.shape if derived[0].node is not None else subject.read.shape
    return Report(
        command=command,
        input=_echo(subject, derived, options),
        rows=tuple(rows),
        route="exact",
        conditions=tuple(dict.fromkeys(said)),
        notes=tuple(dict.fromkeys(notes)),
        warnings=subject.warnings,
        verified=verified,
        extra=extra,
        formula_shape=tuple(substituted(shape, subject.sizes)),
    )


def _echo(subject: Subject, derived: Sequence[Derived], options: CalculusOptions) -> dict[str, Any]:
    found: dict[str, Any] = {"expr": subject.text, "wrt": [d.variable for d in derived]}
    if options.shapes:
        found["shapes"] = list(options.shapes)
    return found | ({"at": dict(options.at)} if options.at else {})


def _verified(subject: Subject, d: Derived, formula: Formula) -> str | None:
    if d.variable not in subject.leaves:
        return "a constant"
    if d.claim == "transposed jacobian":
        formula = Formula("transpose", (formula,))
    claim = Claim(
        d.claim.removeprefix("transposed "), subject.read.formula, formula, d.variable, subject.read.names,
        subject.facts, subject.read.shape, subject.text,
    )  # fmt: skip
    return proved(claim)


def _differential_note(d: Derived) -> list[str]:
    """The differential of a matrix by a matrix, beside its matrix."""
    from infocalc.notation.writer import write

    if d.change is None or not d.layout.startswith("vec"):
        return []
    text = write(d.change.args[1] if d.change.head == "relation" else d.change)
    return [f"H[d{d.variable}] = {text}" if d.claim == "hessian" else f"df = {text}"]


def _rows(subject: Subject, d: Derived, formula: Formula, options: CalculusOptions) -> list[Row]:
    name = d.name if d.node is not None else f"d({subject.text.strip()})"
    head = Row(name, formula)
    if not options.at or d.node is None:
        return [head]
    missing = _missing(subject, d.node)
    if missing:
        from infocalc.errors import UsageError

        raise UsageError(f"--at gives no value for {', '.join(missing)}")
    if d.variable in subject.leaves:
        refuse_kinks(kinks(subject.node, subject.leaves[d.variable]), subject.values, subject.sizes)
    table = entries_at(formula, subject.values, subject.sizes, options.digits)
    if d.node.is_scalar:
        return [head._replace(number=table[0][0])]
    entries = ((i, j, n) for i, row in enumerate(table, 1) for j, n in enumerate(row, 1))
    return [head, *(Row(f"({i},{j})", None, number, i, j) for i, j, number in entries)]


def _missing(subject: Subject, answer: Node) -> list[str]:
    """Names and sizes of the answer that have no value."""
    known = {*subject.values, *subject.sizes}
    found = [node.data[0] for node in nodes(answer) if node.head == "symbol" and node.data[0] not in known]
    sizes = [
        name for node in nodes(answer) for size in node.shape for name in size.names if name not in known
    ]
    return list(dict.fromkeys((*found, *sizes)))
