"""The value of an expression, and whether two expressions are the same function."""

from __future__ import annotations

from infocalc.algebra.ball import Value, value
from infocalc.algebra.engine import lift, lower
from infocalc.algebra.equality import equal as are_equal
from infocalc.algebra.normal import tidy
from infocalc.algebra.point import read_point, refuse_unknown, variable_name
from infocalc.calculus.options import CalculusOptions
from infocalc.calculus.point import as_number
from infocalc.calculus.reading import Subject, natural_order, read_function
from infocalc.calculus.rules.forms import replaced
from infocalc.errors import AmbiguousError, InfocalcError, Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.notation.formula import walk
from infocalc.notation.writer import write
from infocalc.report.report import Check, Report, Row


def evaluated(text: str, options: CalculusOptions) -> Report:
    """The value of EXPR at the point, exact where that is short; the formula alone if symbols remain."""
    subject = _read(text, options)
    point = read_point(options.at)
    if not options.several:
        refuse_unknown(options.at, _symbols(subject))
    left = natural_order(subject.expr.free - point.keys())
    notes = subject.notes
    number = None
    if left:
        notes = (*notes, f"no number without a value for {', '.join(left)}")
    else:
        number = as_number(_value(subject, point, options))
    return Report(
        "eval",
        {"expr": text} | ({"at": dict(options.at)} if options.at else {}),
        (Row("value", lift(tidy(subject.expr)), number),),
        route="exact" if number is None or number.certified else "numeric",
        conditions=subject.conditions,
        notes=notes,
        warnings=subject.warnings,
    )


def _value(subject: Subject, point: dict[str, Expr], options: CalculusOptions) -> Value:
    """The value at the point. A function that has one there by its definition alone has it: exprel(0) = 1."""
    try:
        return value(subject.expr, point, options.digits, complex_=options.complex_unit)
    except Undefined as problem:
        try:
            typed = lower(replaced(subject.formula, {}, {name: lift(x) for name, x in point.items()}))
            return value(typed, {}, options.digits, complex_=options.complex_unit)
        except InfocalcError:
            raise problem from None


def equal(first: str, second: str, options: CalculusOptions) -> Report:
    """Whether A = B wherever both are real: proved, false with a point where they differ, or undecided."""
    a, b = _read(first, options), _read(second, options)
    found = are_equal(a.expr, b.expr, None, () if options.complex_unit else (a.expr, b.expr))
    where = None if found.point is None else {x: write(lift(v)) for x, v in found.point.items()}
    return Report(
        "equal",
        {"a": first, "b": second},
        (Row("A - B", lift(_difference(a.expr, b.expr, found.verdict))),),
        notes=tuple(dict.fromkeys((*a.notes, *b.notes))),
        warnings=tuple(dict.fromkeys((*a.warnings, *b.warnings))),
        check=Check(found.verdict, second, where),
    )


def _difference(a: Expr, b: Expr, verdict: str) -> Expr:
    return X.ZERO if verdict == "true" else tidy(a - b)


def _read(text: str, options: CalculusOptions) -> Subject:
    subject = read_function(text, frozenset(map(variable_name, options.at)), options.complex_unit)
    if options.strict and subject.warnings:
        raise AmbiguousError(subject.warnings[0], hint="--strict refuses what has two readings")
    return subject


def _symbols(subject: Subject) -> frozenset[str]:
    typed = [node.value for node in walk(subject.formula) if node.head == "symbol"]
    return subject.expr.free.union(typed)
