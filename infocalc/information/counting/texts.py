"""The beginning of a text: its separator, the names of its columns, where its rows begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, cast

from infocalc.errors import InfocalcError, TableError
from infocalc.information.options import InformationOptions
from infocalc.information.reading.beginning import Peeked, peeked
from infocalc.information.reading.form import Form
from infocalc.information.reading.header import Header, decided, is_place, names_stand_in
from infocalc.information.reading.layout import Layout
from infocalc.information.reading.records import refuse_twice
from infocalc.information.source import Source
from infocalc.information.streams.opening import lines_above, opening, place_of
from infocalc.information.streams.pieces import Place, Plan
from infocalc.records import NamedTuple

if TYPE_CHECKING:
    from infocalc.information.streams.text_blocks import TextBlock


class Text(NamedTuple):
    """A stream of text: `head` was read already, its rows begin at `begins`; `names` are of the columns.

    Columns without names are called 1, 2, …; `line` is where the first row with a text stands, `first` what
    stands there where it is taken for an observation.
    """

    stream: Peeked
    head: bytes
    begins: Place
    written: Form
    header: Header
    names: tuple[str, ...]
    options: InformationOptions
    line: int
    first: str | None = None

    def blocks(self, columns: Sequence[str], where: str) -> Iterator[tuple[TextBlock, int]]:
        """The rows of these columns, block by block."""
        from infocalc.information.streams.text_blocks import text_blocks

        places = tuple(place_in(self.names, name, where) for name in columns)
        layout = Layout(self.header.names is not None, len(self.names), None, places, tuple(columns))
        form = Plan(layout, self.written, self.options)
        return text_blocks(self.stream, self.head[self.begins.offset :], self.begins, form)


def place_in(names: Sequence[str], name: str, where: str) -> int:
    """The place of a column, by its name or its number from 1."""
    if name in names:
        return names.index(name)
    if is_place(name, len(names)):
        return int(name) - 1
    hint = f"there are {', '.join(names[:30])}" if names else "no column stands in all of the files"
    raise TableError(f"{where}: there is no column {name}", hint=hint)


def begun(stream: BinaryIO, where: str, asked: Sequence[str], options: InformationOptions) -> Text:
    """The text behind a stream, of which these columns are asked for; `where` is what messages call it."""
    source = peeked(Source(stream=stream, name=where))
    whole = cast(Peeked, source.stream)
    if whole.head.lstrip()[:1] in (b"[", b"{"):
        raise TableError(
            f"{where}: rows are counted in JSON lines, one object a line",
            hint="jq -c '.[]' makes them of a list",
        )
    head, written, found = opening(whole, options)
    if not found:
        raise TableError(f"{where}: the table has no rows")
    rows = [cells for _, cells in found]
    named = True if names_stand_in(rows[0], asked) and not options.no_header else written.named
    header = decided(rows, options, named)
    if header.names is not None:
        refuse_twice((name for name in header.names if name), "column")
    above = lines_above(head, written, found, header.names is not None)
    rest = b"".join(head.split(b"\n", above)[above:]).strip()
    if len(found) == header.rows and (written.cells is not None or not rest):
        raise TableError(f"{where}: the table has no rows", hint="there is a header only")
    names = header.names or tuple(str(k) for k in range(1, len(rows[0]) + 1))
    begins = place_of(above + 1, head)
    observed = header.names is None and len(rows[0]) == 1 and not options.no_header
    first = rows[0][0] if observed else None
    return Text(whole, head, begins, written, header, names, options, found[0][0], first)


def located(problem: InfocalcError, where: str) -> InfocalcError:
    """The same error about this table."""
    return problem.naming(where).in_file(None if where == "standard input" else where)
