"""How a table is written: what separates its cells, and how a line that is no CSV is taken apart."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence

from infocalc.notation.patterns import pattern
from infocalc.records import NamedTuple

#: what separates cells where they had no separator of CSV; no text has it
SEPARATOR = "\x1f"
#: forms that put the label first: an index and its values, a label and its number
SERIES, LABELLED = "a printed series", "labels and numbers"
#: what clients and pandas write below a table
FOOTER = pattern(
    r"\(\d+ rows?(?: affected)?\)|\d+ rows? (?:in set|selected|returned).*"
    r"|[|│]\s*\d+ rows?\s+\d+ columns?\s*[|│]"
    r"|(?:Name: .*, )?(?:Length: \d+, )?dtype: \w+|\[\d+ rows x \d+ columns\]"
)


class Form(NamedTuple):
    """How a table is written.

    `cells` takes a line apart where it is no CSV (no cells: the line is no row); `named` is True where the
    form shows that the first row are names; `counted` where each row is a count and a label. The lines
    `left_out` are no rows: what a program writes around a table.
    """

    delimiter: str
    name: str | None = None
    cells: Callable[[str], Sequence[str]] | None = None
    named: bool | None = None
    counted: bool = False
    left_out: frozenset[str] = frozenset()

    def without(self, lines: frozenset[str]) -> Form:
        """The same without these lines, stripped of blanks."""
        form = self._replace(left_out=lines)
        if self.cells is not None:
            return form
        return form._replace(delimiter=SEPARATOR, cells=self._separated)

    def _separated(self, line: str) -> Sequence[str]:
        return next(csv.reader([line], delimiter=self.delimiter), [])

    def plain(self, text: str) -> str:
        """Whole lines as lines of CSV with `delimiter`, as many of them."""
        if self.cells is None:
            return text
        return "".join(self._line(line) for line in text.splitlines(keepends=True))

    def row(self, line: str) -> Sequence[str]:
        """The cells of a line that is no CSV; none where it is no row."""
        body = line.strip()
        if not body or body in self.left_out or FOOTER.fullmatch(body) or self.cells is None:
            return ()
        return self.cells(line.rstrip("\r\n"))

    def _line(self, line: str) -> str:
        body = line.rstrip("\r\n")
        quoted = ['"' + c.replace('"', '""') + '"' if '"' in c else c for c in self.row(body)]
        return SEPARATOR.join(quoted) + line[len(body) :]
