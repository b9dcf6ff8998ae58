"""An answer as typeset mathematics: what LaTeX, Typst and MathML say alike, each by its own signs.

A formula stands alone where there is nothing else; its value follows it (at the point, where it has symbols),
further rows, steps and terms stand aligned below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from infocalc.notation.formula import Formula, symbol, walk
from infocalc.records import NamedTuple
from infocalc.report.cells import answer_rows, entry_lines, further_rows, is_whole, matrix, numeric, read_back
from infocalc.report.report import Report, Row, Term

POWER_OF_TEN = re.compile(r"e[+]?(-?)0*([0-9]+)")

Cells = Sequence[Sequence[str]]


class Typesetting(NamedTuple):
    """How one system writes: formulas, decimals, words, a matrix, lines, a table, a formula at a point.

    A decimal has its power of ten as `1.5e-20`. `apart` stands before a unit; `blocks` puts parts below each
    other.
    """

    write: Callable[[Formula], str]
    number: Callable[[str], str]
    text: Callable[[str], str]
    matrix: Callable[[Cells], str]
    aligned: Callable[[Cells], str]
    table: Callable[[Cells], str]
    at: Callable[[str, str], str]
    equals: str
    approximately: str
    becomes: str
    comma: str
    apart: str
    blocks: Callable[[Sequence[str]], str]


def typeset(report: Report, signs: Typesetting) -> str:
    """The answer, its steps and its terms, each in a block of its own where there are any."""
    blocks = [_answer(report, signs), _steps(report, signs), _terms(report, signs)]
    return signs.blocks([block for block in blocks if block])


def _answer(report: Report, signs: Typesetting) -> str:
    if report.grid is not None:
        cells = (report.grid.titles, *report.grid.lines)
        return signs.table([[signs.text(cell) for cell in line] for line in cells])
    if report.shape:
        rest = [_line(row, report, signs) for row in further_rows(report)]
        return signs.blocks([_matrix(report, signs), *([signs.aligned(rest)] if rest else [])])
    rows = [row for row in (*answer_rows(report), *further_rows(report)) if row.row is None]
    if len(rows) == 1:
        return "".join(_sides(rows[0], report, signs))
    return signs.aligned([_line(row, report, signs) for row in rows])


def _line(row: Row, report: Report, signs: Typesetting) -> tuple[str, str]:
    return signs.text(row.name), f"{signs.equals} " + "".join(_sides(row, report, signs))


def _sides(row: Row, report: Report, signs: Typesetting) -> Iterator[str]:
    """The formula, and what it is equal to: its entries at a point, its exact value, its decimal."""
    if row.formula is None:
        yield signs.number(numeric(row)) + _unit(report, signs)
        return
    entries = entry_lines(report) if row is report.rows[0] else []
    value = _value(row, report, signs)
    formula = signs.write(row.formula)
    yield _at_point(formula, report, [row.formula], signs) if value or entries else formula
    if entries:
        yield f" {signs.equals} " + signs.matrix([[_entry(cell, signs) for cell in line] for line in entries])
    yield value


def _value(row: Row, report: Report, signs: Typesetting) -> str:
    """= 1/4 ≈ 0.25 nats; nothing more behind a whole number, or one that is infinite."""
    if row.number is None:
        return ""
    if is_whole(row.formula):
        return _unit(report, signs)
    exact = read_back(row.number.exact)
    written = "" if exact is None else signs.write(exact)
    new = written and (row.formula is None or written != signs.write(row.formula))
    shown = f" {signs.equals} {written}" if new else ""
    if not is_whole(exact) and "oo" not in (_name(row.formula), _name(exact)):
        shown += f" {signs.approximately} {signs.number(numeric(row))}"
    return shown + _unit(report, signs)


def _name(formula: Formula | None) -> str:
    """The constant that a formula is, its sign apart."""
    if formula is None:
        return ""
    inner = formula.args[0] if formula.head == "neg" else formula
    return str(inner.value) if inner.head == "constant" else ""


def _unit(report: Report, signs: Typesetting) -> str:
    return f" {signs.apart}{signs.text(report.unit)}" if report.unit else ""


def _at_point(formula: str, report: Report, of: Sequence[Formula], signs: Typesetting) -> str:
    """The formula at the point of the question, where it has symbols and the point is named."""
    point = report.input.get("at") or {}
    moving = any(node.head == "symbol" for part in of for node in walk(part))
    if not moving or not isinstance(point, dict):
        return formula
    pairs = ((signs.write(symbol(name)), _typed(str(value), signs)) for name, value in point.items())
    named = [f"{name} {signs.equals} {value}" for name, value in pairs]
    return signs.at(formula, signs.comma.join(named)) if named else formula


def _typed(text: str, signs: Typesetting) -> str:
    formula = read_back(text)
    return signs.text(text) if formula is None else signs.write(formula)


def _matrix(report: Report, signs: Typesetting) -> str:
    """The formulas, and the numbers behind them where there are both."""
    rows, lines = answer_rows(report), matrix(report)
    formulas = [row.formula for row in rows if row.formula is not None]
    numbers = [[_entry(row, signs) for row in line] for line in lines]
    if not formulas:
        return signs.matrix(numbers)
    written = [[_formula(row, signs) for row in line] for line in lines]
    body = signs.matrix(written)
    if any(row.number is None and not is_whole(row.formula) for row in rows) or written == numbers:
        return body
    exact = all(is_whole(_exact(row)) for row in rows)
    relation = signs.equals if exact else signs.approximately
    return f"{_at_point(body, report, formulas, signs)} {relation} {signs.matrix(numbers)}"


def _exact(row: Row) -> Formula | None:
    return row.formula if row.number is None else read_back(row.number.exact)


def _formula(row: Row, signs: Typesetting) -> str:
    return signs.number(numeric(row)) if row.formula is None else signs.write(row.formula)


def _entry(row: Row, signs: Typesetting) -> str:
    """The number of an entry: whole where it is, else its decimal."""
    exact = _exact(row)
    return signs.write(exact) if exact is not None and is_whole(exact) else signs.number(numeric(row))


def _steps(report: Report, signs: Typesetting) -> str:
    lines = [
        (
            signs.write(step.before),
            f"{signs.becomes} {signs.write(step.after)}",
            signs.text(step.statement),
        )
        for step in report.steps
    ]
    return signs.aligned(lines) if lines else ""


def _terms(report: Report, signs: Typesetting) -> str:
    """The outcomes with their probabilities and what each adds."""
    if not report.terms:
        return ""
    several = any(term.q for term in report.terms)
    titles = ["outcome", "p", *(["q"] if several else []), "contribution"]
    lines = [[signs.text(title) for title in titles]]
    return signs.table(lines + [_term(term, several, signs) for term in report.terms])


def _term(term: Term, several: bool, signs: Typesetting) -> list[str]:
    numbers = [term.p, *([term.q or ""] if several else [])]
    return [signs.text(term.label), *(_typed(n, signs) for n in numbers), signs.number(term.contribution)]
