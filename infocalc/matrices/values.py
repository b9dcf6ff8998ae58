"""--at 'A=[1 2; 3 4]' --at 'x=[1, -2]' --at B=@b.csv --at n=3: exact values of vectors and matrices."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from infocalc.algebra.engine import lower
from infocalc.errors import FileProblem, InfocalcError, UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import VOCABULARY
from infocalc.limits import check
from infocalc.notation.parser import parse, parse_number

Values = dict[str, list[list[Expr]]]


def read_values(at: Mapping[str, Any]) -> Values:
    """Name -> rows of exact numbers, a scalar as one row of one; a list without ';' is a column.

    Values are texts, and from Python numbers, nested sequences and arrays of them too.
    """
    return {
        name: read_table(name, value.strip()) if isinstance(value, str) else _rows_of_value(name, value)
        for name, value in at.items()
    }


def _rows_of_value(name: str, value: Any) -> list[list[Expr]]:
    """A number, a sequence (a column) or a sequence of rows; a float is its shortest decimal."""
    value = value.tolist() if hasattr(value, "tolist") else value
    if not isinstance(value, Sequence):
        return [[_entry(name, str(value))]]
    rows = [list(row) if isinstance(row, Sequence) else [row] for row in value]
    return _checked(name, [[str(cell) for cell in row] for row in rows], name)


def read_table(name: str, text: str) -> list[list[Expr]]:
    """'[1 2; 3 4]', '[1, 2]', '[[1, 2], [3, 4]]', '@file' or a number as rows of exact numbers."""
    if text.startswith("@"):
        return _checked(name, _rows_of_file(name, text[1:]), text)
    if not text.startswith("["):
        return [[_entry(name, text)]]
    if not text.endswith("]"):
        raise UsageError(f"--at {name}={text}: '[' is never closed", "for example --at 'A=[1 2; 3 4]'")
    inner = text[1:-1].strip()
    if inner.startswith("["):
        rows = [_cells(row) for row in re.findall(r"\[([^\[\]]*)\]", inner)]
        return _checked(name, rows, text)
    rows = [_cells(row) for row in re.split(r"[;\n]", inner) if row.strip()]
    if len(rows) == 1 and ";" not in inner:
        rows = [[cell] for cell in rows[0]] if "," in inner else rows
    return _checked(name, rows, text)


def _cells(row: str) -> list[str]:
    """Cells between commas, or between blanks where there are none."""
    cells = row.split(",") if "," in row else row.split()
    return [cell.strip() for cell in cells]


def _checked(name: str, rows: list[list[str]], text: str) -> list[list[Expr]]:
    widths = {len(row) for row in rows}
    if not rows or widths == {0}:
        raise UsageError(f"--at {name}={text[:60]}: there are no entries")
    if len(widths) > 1:
        raise UsageError(
            f"--at {name}: the rows have {', '.join(map(str, sorted(widths)))} entries, not the same number"
        )
    check("matrix", len(rows) * len(rows[0]))
    return [[_entry(name, cell) for cell in row] for row in rows]


def _rows_of_file(name: str, path: str) -> list[list[str]]:
    """The lines of a file of numbers, separated by commas, semicolons, tabs or blanks."""
    try:
        with open(path, encoding="utf-8-sig") as stream:
            lines = stream.read(50_000_000).splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        reason = getattr(problem, "strerror", None) or "it is no text"
        raise FileProblem(f"--at {name}=@{path}: cannot read the file: {reason}") from None
    kept = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return [re.split(r"[,;\t]", line) if re.search(r"[,;\t]", line) else line.split() for line in kept]


def _entry(name: str, text: str) -> Expr:
    try:
        return X.num(*parse_number(text))
    except InfocalcError:
        pass
    try:
        value = lower(parse(text, VOCABULARY).formula, text)
    except InfocalcError as problem:
        raise UsageError(f"--at {name}: '{text}' is not a number", problem.message) from None
    if value.free:
        raise UsageError(
            f"--at {name}: '{text}' is not a number", f"it contains {', '.join(sorted(value.free))}"
        )
    return value
