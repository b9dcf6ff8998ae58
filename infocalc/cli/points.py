"""--at @points.csv: a table of points, one answer a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from infocalc.annotations import TYPE_CHECKING
from infocalc.cli.operands import Line, is_stream, lines
from infocalc.errors import InfocalcError, TableError, UsageError

if TYPE_CHECKING:
    from infocalc.report.report import Report


def points_of(texts: Sequence[str]) -> Points | None:
    """The one table among the values of --at."""
    streams = [text for text in texts if is_stream(text)]
    if len(streams) > 1:
        raise UsageError("--at names two tables of points")
    return Points(streams[0]) if streams else None


class Points:
    """A table of points: the names in its first row, once that is read, and the rows below it."""

    def __init__(self, operand: str) -> None:
        self.operand = operand
        self.names: list[str] = []
        self.note = ""
        self.delimiter = ","

    def read_names(self, text: str) -> None:
        """The first row, which names the variables: the header of the table, and said like any other."""
        from infocalc.information.options import InformationOptions
        from infocalc.information.reading.header import decided

        self.delimiter = next((mark for mark in "\t;" if mark in text), ",")
        names = cells_of(text, self.delimiter)
        header = decided((names,), InformationOptions())
        check_names(names)
        self.names, self.note = list(header.names or names), header.note

    def told(self, report: Report) -> Report:
        """The report of a point, with what the first row of the table is."""
        return report._replace(notes=(self.note, *report.notes))

    def lines(self) -> Iterator[Line]:
        """The rows below the names, each with its number."""
        for line in lines(self.operand):
            if line.problem is not None or self.names:
                yield line
            else:
                self.read_names(line.text)

    def at(self, row: str | None) -> dict[str, str]:
        """The point of a row: exact values by name."""
        values = cells_of(row or "", self.delimiter)
        if len(values) != len(self.names):
            raise TableError(
                f"{len(values)} cells under {len(self.names)} names", f"the header is {','.join(self.names)}"
            )
        for name, value in zip(self.names, values, strict=True):
            if not value:
                raise TableError(f"no value in column {name}")
        return dict(zip(self.names, values, strict=True))


def cells_of(text: str, delimiter: str) -> list[str]:
    """The cells of a row."""
    import csv

    try:
        rows = list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error as problem:
        raise TableError(f"cannot read the row: {problem}") from None
    return [cell.strip() for cell in rows[0]]


def check_names(names: list[str]) -> None:
    from infocalc.algebra.point import variable_name

    hint = "for example x,y: columns are separated by commas, tabs or semicolons"
    for name in names:
        if not name[:1].isalpha():
            raise TableError(f"the first row of the points must name the variables, not '{name}'", hint)
        try:
            variable_name(name)
        except InfocalcError:
            raise TableError(
                f"'{name}' in the header of the points is not the name of a variable", hint
            ) from None
    if len(set(names)) < len(names):
        raise TableError("a variable is named twice in the header of the points")
