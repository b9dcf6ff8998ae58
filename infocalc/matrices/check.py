"""--check EXPECTED: true for all sizes, false with sizes and values, or undecided; and what went wrong."""

from __future__ import annotations

from collections.abc import Iterator

from flint import arb, ctx, fmpq

from infocalc.errors import UsageError
from infocalc.functions import VOCABULARY
from infocalc.matrices import algebra as A
from infocalc.matrices.build import built, leaves
from infocalc.matrices.coefficients import coefficient
from infocalc.matrices.expansion import are_equal
from infocalc.matrices.form import text
from infocalc.matrices.lift import lifted
from infocalc.matrices.node import PRODUCT, Node, hadamard, negative, number
from infocalc.matrices.point import table_at
from infocalc.matrices.proof import BITS, difference_at
from infocalc.matrices.reading import Subject
from infocalc.matrices.rings import Table
from infocalc.matrices.shapes import Elaboration, settled
from infocalc.matrices.sizes import Sizes, shape_text
from infocalc.matrices.values import read_table
from infocalc.notation.formula import Formula, walk
from infocalc.notation.matrix_parser import parse_matrices
from infocalc.report.report import Check


def checked(expected: str, subject: Subject, answer: Node, tolerance: str | None, at_point: bool) -> Check:
    """The verdict on an answer that somebody else has."""
    if expected.lstrip().startswith("[") or tolerance is not None:
        return _by_numbers(expected, subject, answer, tolerance, at_point)
    formula = _read(expected, subject)
    found = built(formula, subject.leaves)
    if found.shape != answer.shape and not (found.is_scalar and _is_every_entry(found)):
        return Check("false", expected, None, _of_shape(found, answer))
    if found.is_scalar and not answer.is_scalar:
        found = hadamard(found, number(1, 1, answer.shape))
    if are_equal(found, answer):
        return Check("true", expected)
    where = difference_at(lifted(answer), lifted(found), subject.read.names, subject.facts, subject.text)
    if where is None:
        return Check("undecided", expected)
    return Check("false", expected, where, _diagnosis(found, answer, subject, formula))


def _read(expected: str, subject: Subject) -> Formula:
    reading = parse_matrices(expected, VOCABULARY, frozenset(subject.read.names))
    sizes = {name for shape in subject.read.names.values() for size in shape for name in size.names}
    unknown = [
        node.value
        for node in walk(reading.formula)
        if node.head == "symbol" and node.value not in subject.read.names and node.value not in sizes
    ]
    if unknown:
        raise UsageError(f"--check: {unknown[0]} does not occur in the question", f"it has {subject.read_as}")
    trial = Elaboration(expected, subject.read.names, Sizes({}), reading.entrywise)
    typed = trial.elaborated(reading.formula)
    trial.sizes.named([typed.shape], {*subject.read.names, *sizes})
    return settled(typed.formula, trial.sizes)


def _is_every_entry(found: Node) -> bool:
    return not found.args


def _of_shape(found: Node, answer: Node) -> str:
    said = f"it is {shape_text(found.shape)}, the derivative {shape_text(answer.shape)}"
    if A.transposed(found).shape == answer.shape and are_equal(A.transposed(found), answer):
        return f"{said}: transposed, the other layout"
    missing = _missing_factor(found, answer)
    return f"{said}: {missing}" if missing else said


# ── what went wrong ──────────────────────────────────────────────────────────────────────────────


def _diagnosis(found: Node, answer: Node, subject: Subject, formula: Formula) -> str | None:
    for said, right in _slips(answer):
        if found.shape == right.shape and are_equal(found, right):
            return said
    for name, shape in subject.read.names.items():
        if shape[0] == shape[1] and not subject.leaves[name].is_scalar:
            facts = {**subject.facts, name: frozenset(("symmetric",))}
            names = leaves(subject.read.names, facts)
            if are_equal(built(formula, names), built(lifted(answer), names)):
                return f"right only where {name} is symmetric"
    return _missing_factor(found, answer) or _reordered(found, answer)


def _slips(answer: Node) -> Iterator[tuple[str, Node]]:
    yield "the sign is wrong", negative(answer)
    yield "a factor 2 too much", hadamard(number(2), answer)
    yield "a factor 2 is missing", hadamard(number(1, 2), answer)
    yield "it is transposed", A.transposed(answer)


def _missing_factor(found: Node, answer: Node) -> str | None:
    """The first or last factors of the answer left out: the inner derivative."""
    c, chain = coefficient(answer)
    factors = chain.args if chain.head == PRODUCT else ()
    for i in range(1, len(factors)):
        for kept, lost in ((factors[i:], factors[:i]), (factors[:i], factors[i:])):
            rest = hadamard(c, A.product(*kept))
            if rest.shape == found.shape and are_equal(found, rest):
                return f"the inner derivative {text(A.product(*lost))} is missing"
    return None


def _reordered(found: Node, answer: Node) -> str | None:
    (_, a), (_, b) = coefficient(found), coefficient(answer)
    if a.head == b.head == PRODUCT and a is not b and sorted(map(text, a.args)) == sorted(map(text, b.args)):
        return "the factors stand in another order"
    return None


# ── at a point ───────────────────────────────────────────────────────────────────────────────────


def _by_numbers(
    expected: str, subject: Subject, answer: Node, tolerance: str | None, at_point: bool
) -> Check:
    """Entries against numbers, or both formulas at the point within a tolerance."""
    if not at_point:
        raise UsageError("--check of numbers and --tol want a point", "say --at for every name")
    ours = table_at(lifted(answer), subject.values, subject.sizes, BITS)
    theirs: Table | None
    if expected.lstrip().startswith("["):
        theirs = [[fmpq(e.data) for e in row] for row in read_table("check", expected)]
    else:
        theirs = table_at(
            lifted(built(_read(expected, subject), subject.leaves)), subject.values, subject.sizes, BITS
        )
    if ours is None or theirs is None:
        return Check("undecided", expected)
    if (len(ours), len(ours[0])) != (len(theirs), len(theirs[0])):
        said = f"it is {len(theirs)} x {len(theirs[0])}, the derivative {len(ours)} x {len(ours[0])}"
        return Check("false", expected, None, said)
    bound = arb(tolerance) if tolerance is not None else arb(0)
    with ctx.workprec(BITS):
        for i, rows in enumerate(zip(ours, theirs, strict=True), 1):
            for j, (a, b) in enumerate(zip(*rows, strict=True), 1):
                gap = abs(arb(1) * a - b)
                if gap > bound:
                    value = arb(a).str(15, radius=False)
                    return Check("false", expected, {"entry": f"({i},{j})", "value": value})
                if not gap <= bound:
                    return Check("undecided", expected)
    return Check("true", expected)
