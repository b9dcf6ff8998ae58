"""From the texts of a calculus command to what is computed with: functions, variables, points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from infocalc.algebra.engine import lower
from infocalc.algebra.order import natural
from infocalc.annotations import TYPE_CHECKING
from infocalc.errors import NotationError, Undefined, UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import VOCABULARY
from infocalc.notation.formula import Formula
from infocalc.notation.parser import Reading, parse, right_hand_side
from infocalc.notation.patterns import pattern
from infocalc.records import NamedTuple

if TYPE_CHECKING:
    from re import Pattern

#: unit vectors, as \hat i, \hat x are read, and how many show what they are: \hat y alone is an estimate
UNIT_VECTORS: tuple[tuple[tuple[str, ...], int], ...] = (
    (("i_hat", "j_hat", "k_hat"), 1),
    (("x_hat", "y_hat", "z_hat"), 2),
)


class Subject(NamedTuple):
    """A function as typed and as computed with; remarks of the reader on the way."""

    text: str
    formula: Formula
    expr: Expr
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()


def read_formula(
    text: str, names: Iterable[str] = (), complex_unit: bool = False, equation: bool = False
) -> tuple[Formula, Subject]:
    """The formula as typed (perhaps an equation) and its subject, the right-hand side of `f(x) = …`."""
    names = frozenset(names)
    reading, conditions = _parsed(text, names, complex_unit, equation)
    formula = right_hand_side(reading.formula, names)
    expr = _lowered(_sides(formula)[0] if formula.value == "=" else _left(formula), text)
    return formula, Subject(
        text, formula, expr, reading.warnings, reading.notes, conditions, reading.variables
    )


def _parsed(
    text: str, names: frozenset[str], complex_unit: bool, equation: bool
) -> tuple[Reading, tuple[str, ...]]:
    """What was read, measures such as kl(…) as their closed forms, with the conditions of those."""
    if not _has_measure(text):
        return parse(text, VOCABULARY, variables=names, complex_unit=complex_unit, equation=equation), ()
    from infocalc.information.measures.in_formulas import expanded, vocabulary

    reading = parse(text, vocabulary(text), variables=names, complex_unit=complex_unit, equation=equation)
    formula, conditions = expanded(reading.formula, text)
    return reading._replace(formula=formula), conditions


def _has_measure(text: str) -> bool:
    """Whether a measure such as kl stands before a parenthesis; the table is looked at where there is one."""
    if "(" not in text:
        return False
    from infocalc.information.measure import WORDS

    return any(map(text.__contains__, WORDS)) and bool(_measure_before_parenthesis().search(text))


@cache
def _measure_before_parenthesis() -> Pattern[str]:
    from infocalc.information.measure import WORDS

    return pattern(rf"\b(?:{'|'.join(sorted(WORDS))})\s*\(")


def _lowered(formula: Formula, text: str) -> Expr:
    """The expression of a function; a condition is none."""
    expr = lower(formula, text)
    if expr.head in (X.RELATION, X.AND, X.OR) or expr in (X.TRUE, X.FALSE):
        hint = "write piecewise((1, x > 0), (0, true))"
        raise NotationError("this is a condition, not a function", hint, formula.span, text)
    if X.OO.data in expr.words:
        _refuse_infinity(expr, formula, text)
    return expr


def _refuse_infinity(expr: Expr, formula: Formula, text: str) -> None:
    """∞ is the bound of an integral, of a sum or of a condition; there is no arithmetic with it."""
    infinite = (X.OO, -X.OO)
    for node in (X.compound(X.LIST, (expr,)), *X.nodes(expr)):
        free = node.args[:2] if node.head in (X.INTEGRAL, X.SERIES) else node.args
        if node.head != X.RELATION and node not in infinite and any(part in infinite for part in free):
            hint = "it may be the bound of an integral or a sum: sum(1/k^2, k, 1, oo)"
            raise Undefined("infinity is not a number", hint, formula.span, text)


def read_function(text: str, names: Iterable[str] = (), complex_unit: bool = False) -> Subject:
    """A real function; an equation is refused."""
    formula, subject = read_formula(text, names, complex_unit)
    forms = _sides(formula)
    if len(forms) > 2 and not subject.variables:  # y = A = B
        named = Formula("relation", (forms[0], forms[1]), "=")
        forms = forms[1:] if right_hand_side(named, frozenset(names)) is forms[1] else forms[:1]
    if len(forms) > 1 and (subject.variables or len(forms) < len(_sides(formula))):
        formula, subject = _first_form(forms, subject, text)
    if formula.head == "relation":
        raise NotationError("this is an equation, not a function", _other_ways(subject), formula.span, text)
    if formula.head == "list" and len(formula.args) == 1 and formula.args[0].head != "list":
        part = formula.args[0]  # [x^2 + 1]: brackets group where no list is wanted
        return subject._replace(formula=part, expr=_lowered(part, text))
    if formula.head == "list":
        raise NotationError(
            "a list of functions; one function is wanted here",
            hint="use jacobian for several components",
            span=formula.span,
            text=text,
        )
    return subject


def _first_form(forms: list[Formula], subject: Subject, text: str) -> tuple[Formula, Subject]:
    """The first form of a definition f(x) = A = B, whose other forms are the same function."""
    from infocalc.algebra.equality import equal

    first, *rest = (_lowered(form, text) for form in forms)
    verdicts = [equal(first, other) for other in rest]
    for form, verdict in zip(forms[1:], verdicts, strict=True):
        if verdict.verdict == "false":
            hint = "give one of the right-hand sides; infocalc equal A B tells where they differ"
            raise NotationError("the right-hand sides are not the same function", hint, form.span, text)
    notes, warnings = subject.notes, subject.warnings
    if all(verdict.verdict == "true" for verdict in verdicts):
        notes = ("the first right-hand side is differentiated; the others are equal to it", *notes)
    else:
        said = "the first right-hand side is differentiated; that the others are equal was not decided"
        warnings = (said, *warnings)
    return forms[0], subject._replace(formula=forms[0], expr=first, notes=notes, warnings=warnings)


def _left(formula: Formula) -> Formula:
    return formula.args[0] if formula.head == "relation" else formula


def _sides(formula: Formula) -> list[Formula]:
    """A, B and C of A = B = C."""
    found: list[Formula] = []
    while formula.head == "relation" and formula.value == "=":
        formula, last = formula.args
        found.append(last)
    return [formula, *reversed(found)]


def _other_ways(subject: Subject) -> str:
    """What an equation may be meant for."""
    if subject.variables:  # f(x) = A = B
        return "give one of the right-hand sides; infocalc equal A B tells whether they are the same"
    implicit = "name the dependent variable for implicit differentiation: --implicit y"
    return f"{implicit}; what the answer should be is given by --check"


def read_components(
    texts: Sequence[str], names: Iterable[str] = (), complex_unit: bool = False
) -> list[Subject]:
    """The components of a vector function: several texts, or one list [e1, e2]."""
    names = frozenset(names)
    found: list[Subject] = []
    for text in texts:
        formula, subject = read_formula(text, names, complex_unit)
        if formula.head == "list":
            found.extend(subject._replace(formula=part, expr=_lowered(part, text)) for part in _flat(formula))
        else:
            found.append(read_function(text, names, complex_unit))
    along = _along_unit_vectors(found[0], names) if len(found) == 1 else []
    return along or found


def _along_unit_vectors(subject: Subject, names: frozenset[str]) -> list[Subject]:
    r"""The components of x·\hat i + y·\hat j; [] for what is no sum along unit vectors."""
    units = next((u for u, least in UNIT_VECTORS if len(subject.expr.free & set(u)) >= least), None)
    if units is None or subject.expr.free & set(units) & names:
        return []
    from infocalc.algebra.normal import is_zero
    from infocalc.calculus.rules.forms import replaced
    from infocalc.notation.formula import number

    last = max(i for i, unit in enumerate(units) if unit in subject.expr.free)
    units = units[: max(2, last + 1)]
    found, total = [], X.ZERO
    for unit in units:
        formula = replaced(subject.formula, {}, {u: number(int(u == unit)) for u in units})
        expr = _lowered(formula, subject.text)
        total += X.sym(unit) * expr
        found.append(subject._replace(formula=formula, expr=expr))
    if is_zero(subject.expr - total) is not True:
        return []
    said = f"{', '.join(units)} are unit vectors: the components are what stands before them"
    return [found[0]._replace(notes=(*subject.notes, said)), *found[1:]]


def refuse_vector(subject: Subject, names: Iterable[str], what: str) -> None:
    """Refuse a sum along unit vectors for an operator of one function."""
    if _along_unit_vectors(subject, frozenset(names)):
        hint = "jacobian takes a vector; unit vectors that are named after it are variables"
        raise UsageError(f"{what} is of one function, not of a vector", hint)


def _flat(formula: Formula) -> Iterator[Formula]:
    """The components of a list, of lists within it as well: [softmax(x, y), x]."""
    for part in formula.args:
        if part.head == "list":
            yield from _flat(part)
        else:
            yield part


def natural_order(names: Iterable[str]) -> list[str]:
    """x, y, z; x1, x2, x10."""
    return sorted(names, key=natural)


def free_symbols(expressions: Iterable[Expr]) -> list[str]:
    return natural_order(frozenset().union(*(e.free for e in expressions)))
