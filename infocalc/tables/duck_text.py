"""How DuckDB reads a text: explicit columns, nothing guessed; its errors as ours."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from infocalc.errors import FileProblem, InfocalcError, LimitExceeded, TableError
from infocalc.tables import statements
from infocalc.tables.dialects import DIALECTS
from infocalc.tables.relation import Part, Relation
from infocalc.tables.sql_engine import Refused, absent

_D = DIALECTS["duckdb"]
#: the longest line of a text, as in our own reader
_LINE = 4_000_000
#: lines that the last row of a text may have
_LOOKED_AT = 1_000


def last_line(part: Part) -> str:
    """The last line of a text; '' where it ends with a line."""
    return _last_lines(part, 1)[-1]


def _last_lines(part: Part, most: int) -> list[str]:
    """The last lines of a text."""
    if not part.packed:
        with open(part.path, "rb") as file:
            file.seek(0, 2)
            file.seek(max(file.tell() - _LINE, 0))
            return file.read().decode(errors="replace").split("\n")[-most:]
    import duckdb

    # by their numbers: last() is that of any thread; one alone is told in half the time
    numbered = f"(SELECT line, row_number() OVER () AS n FROM {_lines(part)}) l"
    query = f"SELECT max_by(line, n) FROM {numbered}"
    if most > 1:
        query = f"SELECT line FROM (SELECT * FROM {numbered} ORDER BY n DESC LIMIT {most}) ORDER BY n"
    with explained(), duckdb.connect(":memory:") as con:
        found = con.execute(query).fetchall()
    return [str(line or "") for (line,) in found] or [""]


def _last_record(part: Part) -> str:
    """The last row of a text, which may hold line ends within quotes."""
    record = ""
    for line in reversed(_last_lines(part, _LOOKED_AT)):
        record = f"{line}\n{record}"
        if record.count('"') % 2 == 0:
            break
    return record


def check_last(relation: Relation, part: Part) -> None:
    """Refuse a last row of another width than the header."""
    record = io.StringIO(_last_record(part), newline="")
    cells = next(csv.reader(record, delimiter=relation.delimiter))
    if len(cells) != len(part.columns):
        said = f"{len(cells)} fields, the header has {len(part.columns)}"
        raise Refused(f"{part.path}, the last row has {said}")


def _lines(part: Part) -> str:
    """The lines of a packed text."""
    return (
        f"read_csv({path_of(part)}, columns = {{'line': 'VARCHAR'}}, header = false, auto_detect = false, "
        f"delim = '\x01', quote = '', escape = '', compression = '{part.packed}')"
    )


def first_lines(part: Part) -> bytes:
    """The beginning of a packed text, for who decides what its columns are."""
    import duckdb

    with explained(), duckdb.connect(":memory:") as con:
        found = con.execute(f"SELECT line FROM {_lines(part)} LIMIT 1000").fetchall()
    return "".join(f"{line or ''}\n" for (line,) in found).encode()


def select_text(relation: Relation, part: Part, columns: Sequence[str]) -> str:
    """The columns of a CSV as texts, NULL where they are empty."""
    cells = ", ".join(f"'{k}': 'VARCHAR'" for k in range(len(part.columns)))
    missing = next((name for name in columns if name not in part.columns), None)
    if missing is not None:
        raise absent(part.path, missing, part.columns)
    chosen = ", ".join(f"{_D.name(str(part.columns.index(name)))} AS {_D.name(name)}" for name in columns)
    blank = ' WHERE "0" IS NOT NULL' if len(part.columns) == 1 else ""
    return (
        f"SELECT {chosen} FROM read_csv({path_of(part)}, columns = {{{cells}}}, auto_detect = false, "
        f"header = {str(part.header).lower()}, delim = {statements.text(relation.delimiter)}, "
        "quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, null_padding = false, "
        f"strict_mode = true, store_rejects = true, rejects_limit = 1, max_line_size = {_LINE}, "
        f"compression = '{part.packed or 'none'}'){blank}"
    )


def path_of(part: Part) -> str:
    """The path of a file as a literal that is no pattern."""
    return statements.text(escaped(part.path))


def escaped(path: str) -> str:
    """A path that is no pattern."""
    return re.sub(r"([*?\[])", r"[\1]", path)


@contextmanager
def explained() -> Iterator[None]:
    """The errors of DuckDB as ours."""
    import duckdb

    try:
        yield
    except InfocalcError:
        raise
    except duckdb.OutOfMemoryException as problem:
        hint = "more with --max-memory" if "memory" in str(problem) else None
        raise LimitExceeded(f"counting needs more room than there is: {_first(problem)}", hint=hint) from None
    except duckdb.IOException as problem:
        # nothing is written but what it spills
        if "write" in str(problem) or "No space left" in str(problem):
            raise LimitExceeded(f"there is no room to spill: {_first(problem)}") from None
        raise FileProblem(_first(problem)) from None
    except (duckdb.InterruptException, RuntimeError) as problem:
        if "interrupt" not in str(problem).lower():
            raise
        raise KeyboardInterrupt from None
    except duckdb.Error as problem:
        text = str(problem)
        if "CSV" in text:
            raise Refused(_first(problem)) from None
        raise TableError(_first(problem)) from None


def _first(problem: Exception) -> str:
    """The first line of a message, without its class."""
    line = str(problem).strip().splitlines()[0]
    return re.sub(r"^[A-Z][A-Za-z ]* Error: ", "", line)[:300]
