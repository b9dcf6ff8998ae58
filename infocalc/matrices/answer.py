"""From derivatives to the Report: proved, evaluated at a point, explained and checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from infocalc.calculus.options import CalculusOptions
from infocalc.errors import UsageError
from infocalc.matrices.conditions import conditions, kinks
from infocalc.matrices.derived import Derived
from infocalc.matrices.form import text
from infocalc.matrices.lift import lifted
from infocalc.matrices.node import Node, nodes
from infocalc.matrices.point import columns_at, entries_at, refuse_kinks
from infocalc.matrices.proof import Claim, proved
from infocalc.matrices.reading import Subject, substituted
from infocalc.matrices.sizes import KnownShape
from infocalc.notation.formula import Formula
from infocalc.report.report import Check, Report, Row

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
        formula = lifted(_shown(d))
        if options.verify:
            verified = _verified(subject, d, formula)
            notes += [] if verified else [NOT_COMPARED]
        found, more = _rows(subject, d, formula, options)
        rows += found
        notes += [*more, *_differential_note(subject, d)]
        said += conditions(subject.node, subject.leaves.get(d.variable, subject.node), d.node or subject.node)
    check = _check(subject, derived, options)
    shape = derived[0].node.shape if derived[0].node is not None else subject.read.shape
    return Report(
        command=command,
        input=_echo(subject, derived, options),
        rows=tuple(rows),
        route="exact",
        conditions=tuple(dict.fromkeys(said)),
        notes=tuple(dict.fromkeys(notes)),
        warnings=subject.warnings,
        check=check,
        verified=verified,
        extra=extra,
        formula_shape=tuple(substituted(shape, subject.sizes)),
        kinds={name: tuple(map(str, substituted(shape, {}))) for name, shape in _arguments(subject)},
    )


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
    return proved(claim)


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
