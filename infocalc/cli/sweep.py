"""--at @points.csv without --digits: one expression at any number of points, in float64, block by block.

The answer is a table: the line of each point and the value of every entry there. A row that float64
cannot answer, or that is no row of numbers, is answered exactly or named on standard error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from infocalc.annotations import TYPE_CHECKING, Any
from infocalc.cli.answering import failed
from infocalc.cli.operands import open_operand, refuse_packed
from infocalc.cli.outcome import Outcome, worst
from infocalc.cli.points import Points
from infocalc.errors import InfocalcError, TableError
from infocalc.report.report import Report

if TYPE_CHECKING:
    from infocalc.cli.question import Wanted

#: formats in which a sweep is written, and what stands between the cells
SWEPT = {"plain": "\t", "tsv": "\t", "csv": ","}
BLOCK = 4 << 20


def swept_outcomes(work: Wanted, points: Points, ask: Callable[[], Report]) -> Iterator[Outcome]:
    """A heading, then one outcome for each block of rows."""
    from infocalc.algebra.engine import lower
    from infocalc.calculus.sweep import columns_of

    report = ask()
    delimiter = SWEPT[work.output.format]
    entries = [lower(row.formula) for row in report.rows if row.formula is not None]
    note = "float64, not proved: --digits N proves every value, point by point"
    heading = delimiter.join(["line", *[row.name for row in report.rows]]) + "\n"
    notes = () if work.output.quiet else (f"note: {note}\n",)
    yield Outcome("", notes=notes, heading=heading)
    number = 1
    for lines in _blocks(points.operand):
        block = lines
        while block and not points.names:
            first, _, block = block.partition(b"\n")
            refuse_packed(first)
            number += 1
            name_row = _text(first.removeprefix(b"\xef\xbb\xbf"))
            if name_row and not name_row.startswith("#"):
                points.read_names(name_row)
                yield Outcome("", notes=() if work.output.quiet else (f"note: {points.note}\n",))
        if block.strip():
            columns = columns_of(block, points.names, points.delimiter.encode())
            yield _swept(work, entries, columns, block, number)
        number += block.count(b"\n")
    if not points.names:
        raise TableError("the table of points is empty", hint="its first row names the variables: x,y")


def _blocks(operand: str) -> Iterator[bytes]:
    """The bytes of whole lines."""
    with open_operand(operand) as stream:
        rest = b""
        while piece := stream.read(BLOCK):
            whole, newline, rest = (rest + piece).rpartition(b"\n")
            if newline:
                yield whole + newline
            elif len(rest) > 4 * BLOCK:
                raise TableError("a line of the points is longer than 16 MB")
        if rest:
            yield rest


def _swept(
    work: Wanted,
    entries: list[Any],
    columns: dict[str, Any] | None,
    block: bytes,
    number: int,
) -> Outcome:
    from infocalc.calculus.sweep import swept, written

    delimiter = SWEPT[work.output.format]
    if columns is None:
        return _row_by_row(work, block, number)
    table, bad = swept(entries, columns)
    rows = written(table, delimiter)
    lines = block.rstrip(b"\n").split(b"\n") if len(bad) else []
    err, code = "", 0
    for i in bad.tolist():
        rows[i], problem, worse = _exactly(work, lines[i], number + i, len(entries))
        err, code = err + problem, worst(code, worse)
    text = "".join([f"{number + i}{delimiter}{row}\n" for i, row in enumerate(rows)])
    return Outcome(text, err, code)


def _row_by_row(work: Wanted, block: bytes, number: int) -> Outcome:
    """A block with something in it that is no plain number: every row by the exact route."""
    text, err, code = [], "", 0
    for i, line in enumerate(block.rstrip(b"\n").split(b"\n")):
        if not line.strip() or line.startswith(b"#"):
            continue
        row, problem, worse = _exactly(work, line, number + i, None)
        err, code = err + problem, worst(code, worse)
        if not problem:
            text.append(f"{number + i}{SWEPT[work.output.format]}{row}\n")
    return Outcome("".join(text), err, code)


def _exactly(work: Wanted, line: bytes, number: int, width: int | None) -> tuple[str, str, int]:
    """The values of one row by exact arithmetic; or empty cells, what is wrong, and its exit code."""
    delimiter = SWEPT[work.output.format]
    try:
        rows = work.answer(_text(line), work.digits).rows
        return delimiter.join("" if r.number is None else r.number.decimal for r in rows), "", 0
    except InfocalcError as problem:
        outcome = failed(problem, work.output, number)
        return delimiter * ((width or 1) - 1), outcome.err, outcome.code


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").strip()
