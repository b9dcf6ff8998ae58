"""What the columns of a table are: labels, one column of numbers for each distribution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flint import fmpq

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.reading import header as headers
from infocalc.information.reading.cells import is_number, number
from infocalc.information.reading.form import LABELLED, SERIES, Form
from infocalc.information.reading.header import (
    Header,
    decided,
    has_index,
    place_of,
)
from infocalc.information.reading.records import Record, refuse_twice
from infocalc.information.source import Columns
from infocalc.notation.patterns import pattern
from infocalc.records import NamedTuple

#: first cells of a header over a column of labels
LABEL_NAMES = frozenset(("label", "labels", "name", "outcome", "symbol", "x", "value", "key", "category", ""))

#: what the columns of P and of Q are called, wherever they stand
_SIDES = (("p", "q"), ("today", "baseline"), ("current", "reference"))
#: thousands, perhaps behind a label
_THOUSANDS = pattern(r"(?:[^,]*[ \t])?[1-9][0-9]{0,2},[0-9]{3}")


class Layout(NamedTuple):
    """Where things stand in a record: `label` (None without labels), the columns of numbers, their names."""

    header: bool
    width: int
    label: int | None
    numbers: tuple[int, ...]
    names: tuple[str, ...]
    notes: tuple[str, ...] = ()


def layout_of_data(columns: Columns, options: InformationOptions, wanted: int) -> Layout:
    found = columns.records
    if columns.labelled and not columns.named:
        return Layout(False, 2, 0, (1,), ("p",))
    if not columns.named and len(found[0][1]) == 1:
        return Layout(False, 1, None, (0,), ("p",))
    layout = layout_below(found, Header(tuple(found[0][1]) if columns.named else None, ""), options, wanted)
    if columns.labelled and layout.label is None and options.label_column is None:
        return layout._replace(label=0)
    return layout


def layout_of(
    found: Sequence[Record], options: InformationOptions, wanted: int, form: Form | None = None
) -> Layout:
    """What the columns are, from the first records, the options and the number of pmfs wanted."""
    if form is not None and form.counted:
        return Layout(False, 2, 1, (0,), ("count",))
    header = decided([cells for _, cells in found[: headers.SAMPLE]], options, form and form.named)
    layout = layout_below(found, header, options, wanted)
    ordered = form is None or form.cells is None or (form.name or "").startswith((SERIES, LABELLED))
    if wanted == 1 and not ordered:
        _refuse_two_orders(found, layout, options)
    if form is not None and form.delimiter == "," and wanted == 1:
        _refuse_thousands(found, layout, options)
        _refuse_decimals(found, layout, options)
    return layout


def layout_below(found: Sequence[Record], header: Header, options: InformationOptions, wanted: int) -> Layout:
    """The labels stand beside the wanted columns of numbers; a column without a cell is none."""
    names = list(header.names) if header.names is not None else None
    whole = len(found[0][1])
    if names is not None:
        refuse_twice((name for name in names if name), "column")
    rows = [cells for _, cells in found[: headers.SAMPLE] if len(cells) == whole]
    kept = [i for i in range(whole) if any(cells[i] for cells in rows)]
    sample = [[cells[i] for i in kept] for cells in rows[header.rows :]]
    shown = None if names is None else [names[i] for i in kept]
    asked = [place_of(name, names, whole) for name in (options.column, options.q_column) if name is not None]
    named = None if options.label_column is None else place_of(options.label_column, names, whole)
    refused = next((i for i in (*asked, named) if i is not None and i not in kept), None)
    if refused is not None:
        raise TableError(f"column {refused + 1} is empty", hint="name another one")
    columns = _Columns(shown, sample, options, wanted)
    label, places, notes = _chosen(
        columns, [kept.index(i) for i in asked], None if named is None else kept.index(named)
    )
    called = tuple(shown[i] if shown else _plain_name(k, len(places)) for k, i in enumerate(places))
    notes = (*((header.note,) if header.note else ()), *notes)
    at = None if label is None else kept[label]
    return Layout(header.names is not None, whole, at, tuple(kept[i] for i in places), called, notes)


class _Columns(NamedTuple):
    """The columns that have cells: their names, the rows that decide, how many are wanted."""

    names: Sequence[str] | None
    sample: Sequence[Sequence[str]]
    options: InformationOptions
    wanted: int

    @property
    def width(self) -> int:
        return len(self.names or self.sample[0]) if self.names or self.sample else 0

    def texts(self) -> list[int]:
        """The columns without a number."""
        return [i for i in range(self.width) if not any(is_number(c[i], self.options) for c in self.sample)]

    def numbering(self) -> int | None:
        """The column that only numbers the rows."""
        return 0 if self.names is not None and has_index(self.names, self.sample) else None


def _chosen(
    columns: _Columns, chosen: list[int], label: int | None
) -> tuple[int | None, tuple[int, ...], tuple[str, ...]]:
    """The column of labels, those of the distributions, and what is said of others."""
    names, width, index = columns.names, columns.width, columns.numbering()
    if label is None and width > 1:
        label = _label(columns, chosen, index)
    if columns.options.q_column is not None and columns.options.column is None:
        rest = [i for i in range(width) if i not in (label, *chosen)]
        chosen = [*rest[:1], *chosen]
    places = chosen or [i for i in range(width) if i not in (label, index)]
    without_numbers = frozenset(columns.texts())
    texts = [i for i in places if i in without_numbers]
    if names is None or chosen or len(columns.sample) < 2 or len(texts) == len(places):
        texts = []
    notes = [f"no numbers, left out: {', '.join(names[i] for i in texts)}"] if names and texts else []
    places = [i for i in places if i not in texts]
    if names is not None and not chosen:
        places, said = _by_name(names, places, columns)
        notes += said
    return label, tuple(places), tuple(notes)


def _by_name(names: Sequence[str], places: list[int], columns: _Columns) -> tuple[list[int], list[str]]:
    """The columns of P and Q where their names tell; of several columns of numbers the one of counts."""
    called = {names[i].lower(): i for i in places}
    if columns.wanted == 2:
        found = next(([called[p], called[q]] for p, q in _SIDES if {p, q} <= called.keys()), places)
    else:
        own = headers.COUNTS - headers.SHARES if columns.options.tallied else headers.SHARES
        found = [i for name, i in called.items() if name in own]
        found = found if len(found) == 1 else places
    if found == places:
        return places, []
    return found, [f"the columns by their names: {', '.join(names[i] for i in found)}"]


def _label(columns: _Columns, chosen: Sequence[int], index: int | None) -> int | None:
    """The column of the labels: of texts beside numbers, the first of them that repeats nothing."""
    names, sample, wanted, width = columns.names, columns.sample, columns.wanted, columns.width
    kinds = [{is_number(cells[i], columns.options) for cells in sample} for i in (0, -1)]
    texts = [i for i in columns.texts() if i not in chosen]
    if names is not None and width == wanted + 1 and not chosen:
        _refuse_rows_of_distributions(sample, columns.options)
    if wanted == 2 and width == 3 and len(sample) == 2 and not chosen and not columns.options.label_column:
        _refuse_two_rows(names, sample, columns.options)
    if index is not None and len(texts) == 1:
        return texts[0]
    if not chosen and width == wanted + 1:
        first = (
            names is not None and width == 2 and [n.lower() in headers.COUNTS for n in names] == [True, False]
        )
        return width - 1 if kinds == [{True}, {False}] or first else 0
    different = [i for i in texts if len({cells[i] for cells in sample}) == len(sample)]
    if len(texts) > 1 and different:
        return different[0]
    if 0 not in chosen and (False in kinds[0] or (names is not None and names[0].lower() in LABEL_NAMES)):
        return 0
    if 0 in chosen and width == wanted + 1 == 2 and False in kinds[1]:
        return 1
    return None


def _refuse_two_rows(
    names: Sequence[str] | None, sample: Sequence[Sequence[str]], options: InformationOptions
) -> None:
    """Refuse two rows of three numbers: a distribution a row, or two labels with p and q."""
    called = names is not None and names[0].lower() in LABEL_NAMES
    if called or not all(is_number(cell, options) for cells in sample for cell in cells):
        return
    columns = list(zip(*sample, strict=True))[1:]
    if not options.tallied and all(_sum(column, options) == 1 for column in columns):
        return
    raise TableError(
        "two rows of three numbers may be two distributions, or two labels with p and q",
        hint="--label-column 1 reads label, p, q; two distributions stand in two columns or in two files",
    )


def _refuse_rows_of_distributions(sample: Sequence[Sequence[str]], options: InformationOptions) -> None:
    """Refuse rows of numbers each of which sums to 1: a distribution a row, no label and its probability."""
    if options.tallied or len(sample) < 2 or not all(is_number(x, options) for row in sample for x in row):
        return
    if all(_sum(row, options) == 1 for row in sample):
        raise TableError(
            "each row sums to 1: a distribution a row, or labels and their probabilities",
            hint="--lines reads one distribution a line; --label-column 1 makes the first column labels",
        )


def _sum(cells: Sequence[str], options: InformationOptions) -> fmpq:
    return sum((number(cell, 1, "p", options) for cell in cells), fmpq(0))


def _plain_name(k: int, n: int) -> str:
    return "p" if k == 0 else "q" if n == 2 else str(k + 1)


def _refuse_two_orders(found: Sequence[Record], layout: Layout, options: InformationOptions) -> None:
    """Refuse two columns of whole numbers without names: label and count, or, as of uniq -c, the reverse."""
    asked = options.column is not None or options.label_column is not None
    if layout.header or layout.width != 2 or asked or not options.counts:
        return
    rows = [cells for _, cells in found if len(cells) == 2]
    if not all(cell.isdigit() for cells in rows for cell in cells):
        return
    if len({cells[0] for cells in rows}) < len(rows):
        raise TableError(
            f"label {Counter(cells[0] for cells in rows).most_common(1)[0][0]} appears twice",
            hint="if the counts come first, as uniq -c writes them: --column 1 --label-column 2",
        )
    raise TableError(
        "two columns of whole numbers may be label and count, or count and label (uniq -c)",
        hint="--label-column 1 or --label-column 2 tells which are the labels",
    )


def _refuse_thousands(found: Sequence[Record], layout: Layout, options: InformationOptions) -> None:
    """Refuse counts of four to six digits with a comma between them, which are labels and counts as well."""
    asked = (options.delimiter, options.column, options.label_column)
    if layout.header or layout.width != 2 or asked != (None, None, None) or not options.tallied:
        return
    if all(_THOUSANDS.fullmatch(",".join(cells)) for _, cells in found):
        front, group = found[0][1]
        raise TableError(
            f"'{front},{group}' is {front.split()[-1]}{group} with a comma between thousands, "
            f"or label {front} and number {group}",
            hint="--delimiter blanks reads the one, --delimiter , the other",
        )


def _refuse_decimals(found: Sequence[Record], layout: Layout, options: InformationOptions) -> None:
    """Refuse 0,5 below 0,25: several labels 0 are decimals with commas."""
    asked = (options.delimiter, options.column, options.label_column)
    if layout.header or layout.width != 2 or asked != (None, None, None) or len(found) < 2:
        return
    if all(len(cells) == 2 and cells[0] in ("0", "") and cells[1].isdigit() for _, cells in found):
        raise TableError(
            f"'0,{found[0][1][1]}' looks like a decimal with a comma, or it is the label 0 and a number",
            hint="--decimal ',' reads the one, --delimiter , the other",
        )


def check_width(row: int, cells: Sequence[str], layout: Layout) -> None:
    """Refuse a row that has not as many cells as the first."""
    if len(cells) != layout.width:
        of = "header" if layout.header else "first row"
        fields = "field" if len(cells) == 1 else "fields"
        hint = None if layout.width > 1 else "name what separates the columns with --delimiter"
        raise TableError(
            f"row {row} has {len(cells)} {fields}, the {of} has {layout.width}", hint=hint, line=row
        )
