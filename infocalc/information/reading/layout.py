"""What the columns of a table are: labels, one column of numbers for each distribution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from infocalc.errors import TableError
from infocalc.information.options import InformationOptions
from infocalc.information.reading import header as headers
from infocalc.information.reading.cells import is_number, number
from infocalc.information.reading.form import Form
from infocalc.information.reading.header import (
    Header,
    decided,
    has_empty_end,
    has_index,
    place_of,
)
from infocalc.information.reading.records import Record, refuse_twice
from infocalc.information.source import Columns
from infocalc.notation.patterns import pattern
from infocalc.records import NamedTuple

#: first cells of a header over a column of labels
LABEL_NAMES = frozenset(("label", "labels", "name", "outcome", "symbol", "x", "value", "key", "category", ""))

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
    if form is not None and form.cells is not None and wanted == 1:
        _refuse_two_orders(found, layout, options)
    if form is not None and form.delimiter == "," and wanted == 1:
        _refuse_thousands(found, layout, options)
    return layout


def layout_below(found: Sequence[Record], header: Header, options: InformationOptions, wanted: int) -> Layout:
    """Labels stand beside the wanted columns: in the last if it is text beside numbers, else in the first."""
    names = list(header.names) if header.names is not None else None
    whole = len(found[0][1])
    if names is not None:
        refuse_twice((name for name in names if name), "column")
    body = found[header.rows : headers.SAMPLE]
    width = whole - has_empty_end([cells for _, cells in found[: headers.SAMPLE]])
    sample = [cells[:width] for _, cells in body if len(cells) == whole]
    index = names is not None and has_index(names, sample)
    chosen = [place_of(name, names, width) for name in (options.column, options.q_column) if name is not None]
    label = place_of(options.label_column, names, width) if options.label_column is not None else None
    if label is None and width > 1:
        kinds = [{is_number(cells[i], options) for cells in sample} for i in (0, -1)]
        named = names is not None and names[0].lower() in LABEL_NAMES
        texts = [i for i in range(width) if not any(is_number(cells[i], options) for cells in sample)]
        if names is not None and width == wanted + 1 and not chosen:
            _refuse_rows_of_distributions(sample, options)
        if index and len(texts) == 1:
            label = texts[0]
        elif not chosen and width == wanted + 1:
            label = width - 1 if kinds == [{True}, {False}] else 0
        elif 0 not in chosen and (False in kinds[0] or named):
            label = 0
        elif 0 in chosen and width == wanted + 1 == 2 and False in kinds[1]:
            label = 1
    if options.q_column is not None and options.column is None:
        rest = [i for i in range(width) if i not in (label, *chosen)]
        chosen = [*rest[:1], *chosen]
    places = tuple(chosen or (i for i in range(width) if i != label and not (index and i == 0 != label)))
    called = tuple(names[i] if names else _plain_name(k, len(places)) for k, i in enumerate(places))
    notes = (header.note,) if header.note else ()
    return Layout(header.names is not None, whole, label, places, called, notes)


def _refuse_rows_of_distributions(sample: Sequence[Sequence[str]], options: InformationOptions) -> None:
    """Refuse rows of numbers each of which sums to 1: a distribution a row, no label and its probability."""
    if options.tallied or len(sample) < 2 or not all(is_number(x, options) for row in sample for x in row):
        return
    rows = [sum(number(x, i, "p", options) for x in row) for i, row in enumerate(sample, 1)]
    if all(total == 1 for total in rows):
        raise TableError(
            "each row sums to 1: a distribution a row, or labels and their probabilities",
            hint="--lines reads one distribution a line; --label-column 1 makes the first column labels",
        )


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


def check_width(row: int, cells: Sequence[str], layout: Layout) -> None:
    """Refuse a row that has not as many cells as the first."""
    if len(cells) != layout.width:
        of = "header" if layout.header else "first row"
        fields = "field" if len(cells) == 1 else "fields"
        hint = None if layout.width > 1 else "name what separates the columns with --delimiter"
        raise TableError(
            f"row {row} has {len(cells)} {fields}, the {of} has {layout.width}", hint=hint, line=row
        )
