"""Large cross tables read at once, beside the reader of single cells: the same answers, notes and errors."""

from __future__ import annotations

import io
import random
from fractions import Fraction

import pytest
from flint import fmpq

from infocalc.errors import InfocalcError
from infocalc.information import commands
from infocalc.information.measures import of_cross_tables, of_joints
from infocalc.information.options import InformationOptions
from infocalc.information.reading.beginning import SHORT
from infocalc.information.source import Source
from infocalc.information.streams.cross_table import cross_table
from infocalc.report.report import Report


def mi(text: str, **options) -> Report:
    """The answer of whoever reads the table, as the command asks."""
    return commands.mi(Source(stream=io.BytesIO(text.encode())), InformationOptions(**options))


def at_once(text: str, **options) -> Report | Source:
    return of_cross_tables.mi(Source(stream=io.BytesIO(text.encode())), InformationOptions(**options))


def cell_by_cell(text: str, **options) -> Report:
    return of_joints.mi(Source(stream=io.BytesIO(text.encode())), InformationOptions(**options))


def counts(rows: int = 30, columns: int = 20, most: int = 9) -> list[list[str]]:
    draw = random.Random(5)
    return [[str(draw.randrange(most)) for _ in range(columns)] for _ in range(rows)]


def text_of(rows: list[list[str]], end: str = "\n") -> str:
    return "".join(",".join(row) + end for row in rows)


NAMED = [["", *(f"y{j}" for j in range(20))], *([f"x{i}", *row] for i, row in enumerate(counts()))]
ROWS = [[str(sum(map(int, column))) for column in zip(*counts(), strict=True)], *counts()]
TABLES = {
    "counts": text_of(counts()),
    "with names": text_of(NAMED),
    "a header": text_of(NAMED[:1] + NAMED[1:]),
    "carriage returns": text_of(counts(), "\r\n"),
    "tabs": text_of(counts()).replace(",", "\t"),
    "a margin": text_of(ROWS),
    "no line end": text_of(counts()).rstrip(),
}


@pytest.mark.parametrize("name", TABLES)
def test_counts_are_exact(name: str) -> None:
    """Rows, notes and warnings are those of the exact reader, to the last digit."""
    found = at_once(TABLES[name], counts=True)
    wanted = cell_by_cell(TABLES[name], counts=True)
    assert isinstance(found, Report)
    assert [(row.name, row.number) for row in found.rows] == [(row.name, row.number) for row in wanted.rows]
    assert (found.notes, found.warnings) == (wanted.notes, wanted.warnings)


def probabilities(digits: int) -> str:
    draw = random.Random(digits)
    weights = [[draw.expovariate(1.0) for _ in range(40)] for _ in range(30)]
    whole = sum(map(sum, weights))
    return text_of([[f"{w / whole:.{digits}g}" for w in row] for row in weights])


@pytest.mark.parametrize("digits", [6, 15, 17])
def test_probabilities_are_within_the_bound(digits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many different entries are summed in doubles, and every digit that is printed is proved."""
    monkeypatch.setattr(of_cross_tables, "_MOST_COUNTS", 10)
    text = probabilities(digits)
    found, wanted = at_once(text, normalize=True), cell_by_cell(text, normalize=True, digits=30)
    assert isinstance(found, Report)
    assert "summed in doubles" in found.notes[-1]
    for one, exact in zip(found.rows, wanted.rows, strict=True):
        shown = one.number.decimal
        places = len(shown.partition(".")[2])
        assert abs(float(shown) - float(exact.number.decimal)) <= 0.51 * 10.0**-places, one.name


LEFT = {
    "quotes": text_of(counts()).replace("3", '"3"'),
    "a comment": "# made by hand\n" + text_of(counts()),
    "a sign": text_of(counts()).replace("8", "-8", 1),
    "a fraction": text_of(counts()).replace("8", "1/2", 1),
    "no number": text_of(counts()).replace("8", "n/a", 1),
    "ragged": text_of(counts()) + "1,2\n",
    "all zero": text_of([["0"] * 6] * 5),
    "few columns": text_of(counts(30, 3)),
    "fractions of counts": text_of(counts()).replace("8", "8.5", 1),
}


@pytest.mark.parametrize("name", LEFT)
def test_what_is_not_plain_is_left(name: str) -> None:
    """The reader of single cells has the whole text again, and says what is wrong with it."""
    left = at_once(LEFT[name], counts=True)
    assert isinstance(left, Source)
    assert left.stream is not None
    assert left.stream.read().decode() == LEFT[name]


@pytest.mark.parametrize(
    ("text", "options"),
    [
        (probabilities(6), {}),
        (text_of([NAMED[0], NAMED[1], *NAMED[1:]]), {"counts": True}),
        (text_of(NAMED).replace("y1,", "y2,", 1), {"counts": True}),
        (text_of(ROWS), {}),
    ],
)
def test_errors_are_the_same(text: str, options: dict[str, bool]) -> None:
    problems = []
    for read in (at_once, cell_by_cell):
        with pytest.raises(InfocalcError) as problem:
            read(text, **options)
        problems.append((str(problem.value), problem.value.hint))
    assert problems[0] == problems[1]


@pytest.mark.whole
def test_the_command_reads_long_tables_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long table never goes to the reader of single cells, one that wants more digits does."""
    text = text_of(counts(400, 600))
    assert len(text) > SHORT
    wanted = float(mi(text, counts=True, digits=16).rows[0].number.decimal)
    monkeypatch.setattr(of_joints, "mi", None)
    assert float(mi(text, counts=True).rows[0].number.decimal) == pytest.approx(wanted, rel=1e-14)
    with pytest.raises(TypeError):
        mi(text, counts=True, digits=16)


def test_sums_and_lines_are_those_of_the_entries() -> None:
    """Of entries of different powers of ten, as multiples of the least."""
    rows = [["0.5", "12", "3", "0.025"], ["1e3", "0", "7.5", "2"], ["4", "0.125", "1", "60"]]
    named = [["", "a", "b", "c", "d"], *([f"r{i}", *row] for i, row in enumerate(rows))]
    found = cross_table(text_of(named), InformationOptions(counts=True))
    assert found is not None
    entries = [[fmpq(str(Fraction(cell))) for cell in row] for row in rows]
    unit = fmpq(10) ** found.power
    assert [n * unit for n in found.sums(1)] == [sum(row) for row in entries]
    assert [n * unit for n in found.sums(0)] == [sum(column) for column in zip(*entries, strict=True)]
    for i, row in enumerate(entries):
        assert [n * unit for n in found.line(i, 0)] == row
    for j, column in enumerate(zip(*entries, strict=True)):
        assert [n * unit for n in found.line(j, 1)] == list(column)
    assert found.total() == sum(map(sum, entries))
    matrix = found.matrix()
    assert matrix is not None
    assert [[int(m) * unit for m in row] for row in matrix] == entries
