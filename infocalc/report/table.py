"""`table`: the answer on a terminal. Rich draws and colours; it decides nothing.

Every formula and number is broken into lines here, at operators, before Rich sees it: nothing is ever cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING

from infocalc.notation.formula import symbol
from infocalc.notation.wrap import wrap
from infocalc.notation.writer import write
from infocalc.report.cells import (
    answer_rows,
    entry_lines,
    further_rows,
    matrix,
    number_text,
    read_back,
    symbolic,
)
from infocalc.report.columns import Column, framed
from infocalc.report.grid import aligned, bracketed
from infocalc.report.hygiene import printable
from infocalc.report.remarks import remarks
from infocalc.report.render import RenderOptions, renders
from infocalc.report.report import Grid, Report, Row, Step
from infocalc.report.tone import tone

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_DEEPEST = 8


@renders("table")
def table(report: Report, options: RenderOptions) -> str:
    """The answer, further rows, steps, the term table and the remarks, in this order."""
    console = _console(options)
    for k, block in enumerate(filter(None, _blocks(report, options))):
        console.print(*([""] if k else []), *block, sep="\n", crop=False)
    assert isinstance(console.file, StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


def _console(options: RenderOptions) -> Console:
    from rich.console import Console

    return Console(
        file=StringIO(),
        width=options.columns,
        force_terminal=options.color,
        color_system="standard" if options.color else None,
        no_color=not options.color,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )


def _blocks(report: Report, options: RenderOptions) -> Iterator[list[RenderableType]]:
    if report.grid is not None:
        yield _grid(report.grid, options)
    elif report.shape:
        yield _matrix(report, options)
        yield _rows(report, further_rows(report), options)
    else:
        yield _rows(report, tuple(row for row in report.rows if row.row is None), options)
        yield _entries(report, options)
    yield _steps(report, options)
    yield _terms(report, options)
    yield _remarks(report, options)


def _grid(grid: Grid, options: RenderOptions) -> list[RenderableType]:
    """The columns of a table that is the answer."""
    lines = list(zip(*grid.lines, strict=True))
    return framed(
        [
            Column(title, [printable(cell, options.ascii) for cell in lines[k]], number=k in grid.numbers)
            for k, title in enumerate(grid.titles)
        ],
        options,
    )


def _style(options: RenderOptions) -> str:
    return "plain" if options.ascii else "unicode"


def _rows(report: Report, rows: tuple[Row, ...], options: RenderOptions) -> list[RenderableType]:
    """name, symbolic, exact, value; a column without entries is left out."""
    if not rows:
        return []
    columns = (
        Column(report.command, [printable(row.name, options.ascii) for row in rows]),
        Column("symbolic", [symbolic(row, _style(options)) for row in rows], formula=True),
        Column("exact", [_exact(row, _style(options)) for row in rows], formula=True),
        Column(f"value ({report.unit})" if report.unit else "value", _values(rows), number=True),
    )
    return framed(columns, options)


def _exact(row: Row, style: str) -> str:
    """The exact value, written like the formula, where the formula is not that already."""
    exact = row.number.exact if row.number is not None else None
    if not exact or exact == symbolic(row):
        return ""
    formula = read_back(exact)
    return exact if formula is None else write(formula, style)


def _values(rows: tuple[Row, ...]) -> list[str]:
    """The decimals; one that is not proved is marked with a tilde (and named in a note)."""
    return [
        "" if row.number is None else ("~" * (not row.number.certified) + row.number.decimal) for row in rows
    ]


def _matrix(report: Report, options: RenderOptions) -> list[RenderableType]:
    """The matrix between brackets, its numbers in a second one; a line for each entry if that is too wide."""
    from rich.text import Text

    lines = _grids(report, options)
    if max(map(len, lines)) <= options.columns:
        return [Text(line, no_wrap=True, overflow="ignore") for line in lines]
    rows = answer_rows(report)
    places = [f"({row.row},{row.col})" for row in rows]
    names = [f"{place} {printable(row.name, options.ascii)}" for place, row in zip(places, rows, strict=True)]
    columns = (
        Column(report.command, names),
        Column("symbolic", [symbolic(row, _style(options)) for row in rows], formula=True),
        Column("value", _values(rows), number=True),
    )
    return framed(columns, options)


def _grids(report: Report, options: RenderOptions) -> list[str]:
    entries = matrix(report)
    top = _variables(report, options) if report.shape[1] > 1 else ()
    left = [printable(row[0].name, options.ascii) for row in entries] if report.shape[1] == 1 else ()
    lines: list[str] = []
    if any(row.formula is not None for row in answer_rows(report)):
        formulas = [[symbolic(row, _style(options)) or number_text(row) for row in line] for line in entries]
        lines = bracketed(formulas, left, top, options.ascii)
    numbers = [row.number is not None for row in answer_rows(report)]
    if all(numbers) or (report.input.get("at") and any(numbers)):
        columns = [aligned(_values(column)) for column in zip(*entries, strict=True)]
        lines += [
            *_place(report, options),
            *bracketed(list(zip(*columns, strict=True)), left, top, options.ascii),
        ]
    return lines


def _variables(report: Report, options: RenderOptions) -> tuple[str, ...]:
    """The variables in the order used, when they are the columns."""
    names = report.input.get("wrt") or ()
    fitting = len(names) == report.shape[1]
    return tuple(write(symbol(name), _style(options)) for name in names) if fitting else ()


def _entries(report: Report, options: RenderOptions) -> list[RenderableType]:
    """The entries of a vector or a matrix at a point, between brackets."""
    from rich.text import Text

    lines = entry_lines(report)
    if not lines:
        return []
    columns = [aligned(_values(column)) for column in zip(*lines, strict=True)]
    found = [*_place(report, options), *bracketed(list(zip(*columns, strict=True)), (), (), options.ascii)]
    return [Text(line, no_wrap=True, overflow="ignore") for line in found]


def _place(report: Report, options: RenderOptions) -> list[str]:
    """at x = 1, y = 2"""
    point = ", ".join(f"{name} = {value}" for name, value in (report.input.get("at") or {}).items())
    return wrap(printable(f"at {point}", options.ascii), options.columns) if point else []


def _steps(report: Report, options: RenderOptions) -> list[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    parts: list[RenderableType] = []
    for k, step in enumerate(report.steps, 1):
        indent = 2 * min(step.depth, _DEEPEST)
        title = Text(f"{k}. {printable(step.statement, options.ascii)}", style="bold")
        lines = _change(step, options, options.columns - indent - 3)
        parts.append(Padding(title, (0, 0, 0, indent)))
        parts.append(Padding(Text("\n".join(lines), no_wrap=True, overflow="ignore"), (0, 0, 0, indent + 3)))
    return parts


def _change(step: Step, options: RenderOptions, width: int) -> list[str]:
    """before → after, on one line when it fits."""
    arrow = "->" if options.ascii else "→"
    before, after = write(step.before, _style(options)), write(step.after, _style(options))
    line = f"{before} {arrow} {after}"
    if len(line) <= width:
        return [line]
    first, *rest = wrap(after, width - len(arrow) - 1)
    margin = " " * (len(arrow) + 1)
    return [*wrap(before, width), f"{arrow} {first}", *(margin + part for part in rest)]


def _terms(report: Report, options: RenderOptions) -> list[RenderableType]:
    terms = report.terms
    if not terms:
        return []
    columns = (
        Column("outcome", [printable(term.label, options.ascii) for term in terms]),
        Column("p", [term.p for term in terms], number=True),
        Column("q", [term.q or "" for term in terms], number=True),
        Column("contribution", [term.contribution for term in terms], number=True),
    )
    return framed(columns, options)


def _remarks(report: Report, options: RenderOptions) -> list[RenderableType]:
    from rich.text import Text

    said = [
        Text(f"{kind}: {text}", style=tone(f"{kind}: {text}"))
        for kind, text in remarks(report, options.ascii)
    ]
    checked = [Text(printable(f"verified: {report.verified}", options.ascii))] if report.verified else []
    return [*said, *checked]
