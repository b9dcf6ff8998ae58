"""Tables drawn with rules and bars: psql, mysql, sqlite3, DuckDB, Polars, ClickHouse, Markdown, Org, RST."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from infocalc.errors import TableError
from infocalc.information.reading.form import SEPARATOR, Form
from infocalc.notation.patterns import pattern

#: what the lines between the rows are made of, and what one of them has at least
_DRAWN = frozenset("-+|:= \t") | frozenset(map(chr, range(0x2500, 0x2580)))
_DRAWING = pattern(r"--|:-|-:|==|[─━═]|^-(?:\s+-)*$")
_BARS = pattern(r"(?<!\\)[|│┃║┆]")
#: bars that no label has
_BOX_BARS = pattern(r"[│┃║┆]")
#: a row of a table of which the rules were cut away
_BOXED = pattern(r"\s*[|│┃║][^|│┃║].*[|│┃║]\s*")
#: names in the rule above the rows, and the number in front of a row
_HEADED = pattern(r"\s*[┌┏╭]─*([^\u2500-\u257f].*?)─*[┐┓╮]\s*")
#: characters of a line that may have them
_SHORT = 2_000
_NUMBERED = pattern(r"\s*\d+\.\s*(?=[│┃])")
#: what DuckDB and Polars write below the names: the type of each column
_TYPE = pattern(r"[a-z][a-z0-9_]*(?:[(\[<].*[)\]>])?(?: with time zone)?")


def drawn(lines: Sequence[str]) -> Form | None:
    """A table with rules between its rows, or with bars around all of them."""
    headed = _HEADED.fullmatch(lines[0]) if len(lines[0]) < _SHORT else None
    if headed and len(lines) > 1:
        return Form(SEPARATOR, "a drawn table", _below(lines[0], headed[1]), True)
    rules = [i for i, line in enumerate(lines[:6]) if is_rule(line)]
    if not rules and all(_BOXED.fullmatch(line) for line in lines):
        return Form(SEPARATOR, "a drawn table", _between_bars)
    if not rules or rules[0] > 2 or len(lines) < 2:
        return None
    top = lines[1 if rules[0] == 0 else 0]
    named = 1 in rules or rules[0] + 2 in rules
    rule = lines[rules[0]].strip()
    if not _BARS.search(top) and not re.fullmatch(r"[-=\s]+", rule):
        return None
    if not _BARS.search(top) and " " in rule:
        spans = [m.span() for m in re.finditer(r"[-=]+", lines[rules[0]])]
        return Form(SEPARATOR, "aligned columns", lambda line: _sliced(line, spans), named)
    types = _types(lines, rules)
    form = Form(SEPARATOR, "a drawn table", _between_bars, True if types else named)
    return form.without(types) if types else form


def is_rule(line: str) -> bool:
    """Whether a line is drawn between rows."""
    body = line.strip()
    return bool(body) and _DRAWN.issuperset(body) and _DRAWING.search(body) is not None


def _types(lines: Sequence[str], rules: Sequence[int]) -> frozenset[str]:
    """The line of types below the names of a box: the second of two (DuckDB), the third of three (Polars)."""
    two, three = list(rules[:2]) == [0, 3], list(rules[:3]) == [0, 2, 4] and "╞" in lines[4]
    if not two and not three:
        return frozenset()
    place = 2 if two else 3
    if not all(_TYPE.fullmatch(cell) for cell in _between_bars(lines[place])):
        return frozenset()
    if lines.count(lines[place]) > 1:
        raise TableError(
            f"row {place + 1} may be the types of the columns or data: {lines[place].strip()[:60]}",
            hint="leave that line out, or print the table as CSV",
            line=place + 1,
        )
    return frozenset((lines[place].strip(),))


def _below(top: str, names: str) -> Callable[[str], Sequence[str]]:
    """Rows below a rule with the names of the columns in it (ClickHouse)."""
    cells = [name.strip("─ ") for name in re.split("[┬┳]", names)]
    return lambda line: cells if line == top else _between_bars(_NUMBERED.sub("", line))


def _sliced(line: str, spans: Sequence[tuple[int, int]]) -> Sequence[str]:
    if is_rule(line):
        return ()
    ends = [*(start for start, _ in spans[1:]), len(line)]
    return [line[start:end].strip() for (start, _), end in zip(spans, ends, strict=True)]


def _between_bars(line: str) -> Sequence[str]:
    body = line.strip()
    if is_rule(body):
        return ()
    bars = _BOX_BARS if _BOX_BARS.search(body) else _BARS
    cells = [cell.strip().replace("\\|", "|") for cell in bars.split(body)]
    if len(cells) > 2 and bars.match(body):
        cells = cells[1:-1] if not cells[-1] else cells[1:]
    return cells
