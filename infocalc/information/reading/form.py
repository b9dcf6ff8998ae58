"""How a table is written: what separates its cells, and how a line that is no CSV is taken apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from infocalc.notation.patterns import pattern
from infocalc.records import NamedTuple

#: what separates cells where they had no separator of CSV; no text has it
SEPARATOR = "\x1f"
#: what clients and pandas write below a table
FOOTER = pattern(
    r"\(\d+ rows?\)|\d+ rows? in set.*|(?:Name: .*, )?(?:Length: \d+, )?dtype: \w+|\[\d+ rows x \d+ columns\]"
)


class Form(NamedTuple):
    """How a table is written.

    `cells` takes a line apart where it is no CSV (no cells: the line is no row); `named` is True where the
    form shows that the first row are names; `counted` where each row is a count and a label.
    """

    delimiter: str
    name: str | None = None
    cells: Callable[[str], Sequence[str]] | None = None
    named: bool | None = None
    counted: bool = False

    def plain(self, text: str) -> str:
        """Whole lines as lines of CSV with `delimiter`, as many of them."""
        if self.cells is None:
            return text
        return "".join(self._line(line) for line in text.splitlines(keepends=True))

    def _line(self, line: str) -> str:
        body = line.rstrip("\r\n")
        cells = self.cells(body) if self.cells is not None and body.strip() else ()
        quoted = ['"' + c.replace('"', '""') + '"' if '"' in c else c for c in cells]
        return SEPARATOR.join(quoted) + line[len(body) :]
