"""--at @points.csv: a table of points, one answer a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from infocalc.cli.operands import Line, is_stream, lines
from infocalc.errors import TableError, UsageError

#: between the names and the values of a row on its way to the answer
_BAR = "\x1f"


def points_operand(texts: Sequence[str]) -> str | None:
    """The one stream among the values of --at."""
    streams = [text for text in texts if is_stream(text)]
    if len(streams) > 1:
        raise UsageError("--at names two tables of points")
    return streams[0] if streams else None


def point_lines(operand: str) -> Iterator[Line]:
    """The rows below the header, each with its number and together with the names of the header."""
    header: list[str] | None = None
    for line in lines(operand):
        if line.problem is not None:
            yield line
        elif header is None:
            header = cells_of(line.text)
            check_header(header)
        else:
            yield Line(line.number, joined(header, cells_of(line.text)))


def joined(header: Sequence[str], cells: Sequence[str]) -> str:
    """A row on its way to the answer: the names and the cells in one text."""
    return _BAR.join([*header, "", *cells])


def row_point(row: str | None) -> dict[str, str]:
    """The point of a row: exact values by name."""
    cells = (row or "").split(_BAR)
    border = cells.index("")
    names, values = cells[:border], cells[border + 1 :]
    if len(values) != len(names):
        raise TableError(
            f"{len(values)} cells under {len(names)} names", hint=f"the header is {','.join(names)}"
        )
    for name, value in zip(names, values, strict=True):
        if not value:
            raise TableError(f"no value in column {name}")
    return dict(zip(names, values, strict=True))


def cells_of(text: str) -> list[str]:
    """The cells of a row: separated by tabs if there are any, by commas otherwise."""
    import csv

    try:
        rows = list(csv.reader([text], delimiter="\t" if "\t" in text else ",", strict=True))
    except csv.Error as problem:
        raise TableError(f"cannot read the row: {problem}") from None
    return [cell.strip().replace(_BAR, " ") for cell in rows[0]]


def check_header(names: list[str]) -> None:
    wrong = [name for name in names if not name[:1].isalpha()]
    if wrong:
        raise TableError(
            f"the first row of the points must name the variables, not '{wrong[0]}'", hint="for example x,y"
        )
    if len(set(names)) < len(names):
        raise TableError("a variable is named twice in the header of the points")
