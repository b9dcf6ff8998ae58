"""How DuckDB reads a text: explicit columns, nothing guessed; its errors as ours."""

from __future__ import annotations

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


def misread(relation: Relation, part: Part) -> tuple[str, str]:
    """How many lines DuckDB would repair without a word, and the number of the first of them, as queries.

    It takes delimiters away that stand behind the last cell, and blanks before a quote.
    """
    delimiter, blank = statements.text(relation.delimiter), statements.text(' "')
    line = "rtrim(line, chr(13))"
    mark = re.escape(relation.delimiter)
    quoted = statements.text(f'(^|{mark})"([^"]|"")*"')
    plain = f"regexp_replace({line}, {quoted}, '\\1', 'g')"
    more = f"len({plain}) - len(replace({plain}, {delimiter}, '')) >= {len(part.columns)}"
    behind = f"suffix({line}, {delimiter}) AND (contains({plain}, '\"') OR {more})"
    pattern = statements.text(f'(^|{mark}) +"')
    # few lines come into question, and to look for that is cheap
    ends = f"suffix(line, {delimiter}) OR suffix(line, {delimiter} || chr(13))"
    looked_at = f"{ends} OR contains(line, {blank})"
    wrong = f"CASE WHEN {looked_at} THEN ({behind}) OR regexp_matches(line, {pattern}) ELSE false END"
    numbered = f"(SELECT line, row_number() OVER () AS n FROM {_lines(part)}) l"
    return (
        f"SELECT COUNT(*) FROM {_lines(part)} WHERE {wrong}",
        f"SELECT MIN(n) FROM {numbered} WHERE {wrong}",
    )


def _lines(part: Part) -> str:
    """The lines of a text."""
    return (
        f"read_csv({path_of(part)}, columns = {{'line': 'VARCHAR'}}, header = false, auto_detect = false, "
        f"delim = '\x01', quote = '', escape = '', compression = '{part.packed or 'none'}')"
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
            line = re.search(r"CSV Error on Line: (\d+)\n(?:Original Line: .*\n)?([^.\n]*)", text)
            raise Refused(f"row {line[1]}: {line[2]}" if line else _first(problem)) from None
        raise TableError(_first(problem)) from None


def _first(problem: Exception) -> str:
    """The first line of a message, without its class."""
    line = str(problem).strip().splitlines()[0]
    return re.sub(r"^[A-Z][A-Za-z ]* Error: ", "", line)[:300]
