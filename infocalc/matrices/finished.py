"""From derivatives to the Report: proved, evaluated at a point, explained and checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from infocalc.calculus.options import CalculusOptions
from infocalc.errors import NoAnswer, UsageError
from infocalc.matrices.claim import Claim
from infocalc.matrices.conditions import conditions, kinks
from infocalc.matrices.derived import Derived
from infocalc.matrices.form import text
from infocalc.matrices.lift import lifted
from infocalc.matrices.node import Node, nodes
from infocalc.matrices.point import columns_at, entries_at, refuse_kinks
from infocalc.matrices.proof import Nowhere, proved
from infocalc.matrices.reading import Subject, substituted
from infocalc.matrices.sizes import KnownShape
from infocalc.notation.formula import Formula
from infocalc.notation.writer import write
from infocalc.records import NamedTuple
from infocalc.report.report import Check, Report, Row, Step, unique

NOT_COMPARED = "no two points were found at which the formula and its derivative have values to be compared"


class Said(NamedTuple):
    """What is said of one derivative."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    conditions: tuple[str, ...]
    verified: str | None
    steps: tuple[Step, ...]
    extra: dict[str, Any]
    shapes: dict[str, KnownShape]


def finished(command: str, subject: Subject, derived: Sequence[Derived], options: CalculusOptions) -> Report:
    """The Report: one row for each variable, its entries at the point below it."""
    answers = [_answer(subject, d, options) for d in derived]
    layout = "; ".join(dict.fromkeys(d.layout for d in derived))
    extra: dict[str, Any] = {"read_as": subject.read_as, "layout": layout}
    for answer in answers:
        extra |= answer.extra
    shape = derived[0].node.shape if derived[0].node is not None else subject.read.shape
    shapes = [*_arguments(subject), *(pair for answer in answers for pair in answer.shapes.items())]
    proofs = [answer.verified for answer in answers]
    return Report(
        command=command,
        input=_echo(subject, derived, options),
        rows=tuple(row for answer in answers for row in answer.rows),
        conditions=unique(said for answer in answers for said in answer.conditions),
        notes=unique((*subject.notes, *(note for answer in answers for note in answer.notes))),
        warnings=subject.warnings,
        steps=tuple(step for answer in answers for step in answer.steps),
        check=_check(subject, derived, options),
        verified=proofs[0] if all(proofs) else None,
        extra=extra,
        formula_shape=tuple(substituted(shape, subject.sizes)),
        kinds={name: tuple(map(str, substituted(shape, {}))) for name, shape in shapes},
    )


def _answer(subject: Subject, d: Derived, options: CalculusOptions) -> Said:
    formula = lifted(_shown(d))
    verified = _verified(subject, d, formula) if options.verify else None
    if options.verify and verified is None:
        raise NoAnswer(NOT_COMPARED, hint="--no-verify prints the derivative without its proof")
    rows, notes = _rows(subject, d, formula, options)
    notes = [*d.notes, *notes, *_differential_note(subject, d)]
    shapes: dict[str, KnownShape] = {}
    if options.in_terms_of and d.node is not None:
        from infocalc.matrices.terms import in_terms_of

        written, shapes = in_terms_of(d.node, subject, options.in_terms_of)
        rows[0] = rows[0]._replace(formula=lifted(written))
    explained: tuple[Step, ...] = ()
    if options.steps:
        from infocalc.matrices.steps import steps

        explained = steps(subject, d)
    x = subject.leaves.get(d.variable, subject.node)
    said = conditions(subject.node, x, d.node or subject.node)
    return Said(
        tuple(rows), tuple(notes), said, verified, explained, _spectrum(subject, d, rows, options), shapes
    )


def _spectrum(subject: Subject, d: Derived, rows: Sequence[Row], options: CalculusOptions) -> dict[str, Any]:
    """Eigenvalues and definiteness of a Hessian at the point."""
    if d.claim != "hessian" or d.node is None or len(rows) < 2:
        return {}
    from infocalc.matrices.spectrum import curvature

    return curvature(lifted(d.node), subject.values, subject.sizes, options.digits)


def _arguments(subject: Subject) -> list[tuple[str, KnownShape]]:
    """The names that have values; sizes used as numbers have none of their own."""
    return [(n, shape) for n, shape in subject.read.names.items() if "size" not in subject.facts.get(n, ())]


def _check(subject: Subject, derived: Sequence[Derived], options: CalculusOptions) -> Check | None:
    if options.check is None:
        return None
    if len(derived) > 1 or derived[0].node is None:
        raise UsageError("--check compares one formula", "name one variable")
    from infocalc.matrices.check import checked

    return checked(options.check, subject, derived[0].node, options.tol, bool(options.at))


def _echo(subject: Subject, derived: Sequence[Derived], options: CalculusOptions) -> dict[str, Any]:
    found: dict[str, Any] = {"expr": subject.text, "wrt": [d.variable for d in derived]}
    if options.shapes:
        found["shapes"] = list(options.shapes)
    return found | ({"at": dict(options.at)} if options.at else {})


def _verified(subject: Subject, d: Derived, formula: Formula) -> str | None:
    if d.variable not in subject.leaves:
        return "a constant"
    kind = d.claim.removeprefix("transposed ")
    if d.node is None:
        kind = {"jacobian": "change", "hessian": "curvature"}[kind]
    elif kind != d.claim:
        formula = Formula("transpose", (formula,))
    names, shape = subject.read.names, subject.read.shape
    claim = Claim(kind, subject.read.formula, formula, d.variable, names, subject.facts, shape, subject.text)
    try:
        return proved(claim)
    except Nowhere:
        what = f"{write(formula)} has no value: what is inverted is singular at every point tried"
        raise NoAnswer(what, "such as the determinant of a matrix of rank 1; --no-verify prints it") from None


def _shown(d: Derived) -> Node:
    """The matrix of a derivative; its differential where the matrix has no short form."""
    found = d.node or d.change
    assert found is not None
    return found


def _differential_note(subject: Subject, d: Derived) -> list[str]:
    """The differential of a matrix by a matrix, beside its matrix."""
    if d.change is None or d.node is None or not d.layout.startswith("vec"):
        return []
    return [f"{_change_name(subject, d)} = {text(d.change)}"]


def _change_name(subject: Subject, d: Derived) -> str:
    return f"H[d{d.variable}]" if d.claim == "hessian" else f"d({subject.text.strip()})"


def _rows(
    subject: Subject, d: Derived, formula: Formula, options: CalculusOptions
) -> tuple[list[Row], list[str]]:
    """The formula, and its entries where the point gives all values; a note that names those missing."""
    head = Row(d.name if d.node is not None else _change_name(subject, d), formula)
    if not options.at:
        return [head], []
    missing = _missing(subject, d)
    if missing:
        return [head], [f"no numbers without a value for {', '.join(missing)}"]
    if d.variable in subject.leaves:
        refuse_kinks(kinks(subject.node, subject.leaves[d.variable]), subject.values, subject.sizes)
    if d.node is None:
        table = columns_at(formula, d.variable, subject.values, subject.sizes, options.digits)
    else:
        table = entries_at(formula, subject.values, subject.sizes, options.digits)
    if d.node is not None and d.node.is_scalar:
        return [head._replace(number=table[0][0])], []
    entries = ((i, j, n) for i, row in enumerate(table, 1) for j, n in enumerate(row, 1))
    return [head, *(Row(f"({i},{j})", None, number, i, j) for i, j, number in entries)], []


def _missing(subject: Subject, d: Derived) -> list[str]:
    """Names and sizes of the answer that have no value."""
    known = {*subject.values, *subject.sizes, f"d{d.variable}"}
    parts = nodes(_shown(d))
    names = [node.data[0] for node in parts if node.head == "symbol"]
    sizes = [name for node in parts for size in node.shape for name in size.names]
    return [name for name in dict.fromkeys((*names, *sizes)) if name not in known]
