"""Records written one below another: psql -x, mysql -E, sqlite3 -line, and mlr's k=v,k=v a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from infocalc.information.reading.form import FOOTER
from infocalc.information.reading.header import COUNTS
from infocalc.notation.patterns import pattern

#: the line above a record, and what then stands between a name and its cell
_ABOVE = ((pattern(r"-\[ RECORD \d+ \][-+]*"), "|"), (pattern(r"\*+ \d+\. row \*+"), ":"))
_FIELD = pattern(r"([^\s=,\"][^=,\"]*)=([^,\"]*)")

Records = list[dict[str, str]]


def records_below(text: str) -> Records | None:
    """The records of a text; None where it is written otherwise."""
    lines = [line for line in text.splitlines() if not FOOTER.fullmatch(line.strip())]
    first = next((line.strip() for line in lines if line.strip()), "")
    for above, sign in _ABOVE:
        if above.fullmatch(first):
            marks = frozenset(line for line in lines if above.fullmatch(line.strip()))
            blocks = _blocks(lines, marks.__contains__)
            return _alike([[line.partition(sign) for line in block] for block in blocks])
    for sign in (" = ", "|"):
        blocks = _blocks(lines, lambda line: not line.strip()) if sign in f"{first} " else []
        if len(blocks) > 1 and all(sign in f"{line} " for block in blocks for line in block):
            records = _alike([[f"{line} ".partition(sign) for line in block] for block in blocks])
            return records if records and _are_no_distributions(records) else None
    return _fields(lines) if _FIELD.match(first) and "," in first else None


def _blocks(lines: Sequence[str], is_above: Callable[[str], bool]) -> list[list[str]]:
    """The lines between those above a record."""
    found: list[list[str]] = [[]]
    for line in lines:
        if is_above(line):
            found.append([])
        elif line.strip():
            found[-1].append(line)
    return [block for block in found if block]


def _alike(blocks: Sequence[Sequence[tuple[str, str, str]]]) -> Records | None:
    """Blocks with the same names, two at least, as records."""
    found = [{name.strip(): cell.strip() for name, _, cell in block} for block in blocks]
    whole = all(len(record) == len(block) for record, block in zip(found, blocks, strict=True))
    same = bool(found) and len(found[0]) > 1 and all(record.keys() == found[0].keys() for record in found)
    return found if whole and same else None


def _are_no_distributions(records: Records) -> bool:
    """Whether they have texts, or counts by name: blocks of numbers only may be a distribution each."""
    texts = any(not cell[:1].isdigit() for record in records for cell in record.values())
    return texts or not COUNTS.isdisjoint(name.lower() for name in records[0])


def _fields(lines: Sequence[str]) -> Records | None:
    """k=v,k=v a line, the same names in each of two lines or more."""
    rows = [[_FIELD.fullmatch(field) for field in line.strip().split(",")] for line in lines if line.strip()]
    if len(rows) < 2 or not all(match for row in rows for match in row):
        return None
    return _alike([[(m[1], "", m[2]) for m in row if m] for row in rows])
