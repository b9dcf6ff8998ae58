"""Long tables, read once in blocks: the same answers, the same errors as the exact reader of small tables."""

from __future__ import annotations

import io
import math
import random
from decimal import Decimal

import pytest
from flint import arb, ctx
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from infocalc.errors import InfocalcError, Undecided
from infocalc.information.measure import MEASURES
from infocalc.information.measures import of_streams
from infocalc.information.options import InformationOptions
from infocalc.information.reading import beginning
from infocalc.information.source import Source
from infocalc.information.streams import fingerprints, pieces
from infocalc.report.report import Report
from tests.information.asked import asked


@pytest.fixture(autouse=True)
def _short(monkeypatch):
    """Every table is long, and is cut into blocks of a few rows."""
    monkeypatch.setattr(beginning, "SHORT", 1)
    monkeypatch.setattr(pieces, "SIZE", 64)


class Pipe(io.BytesIO):
    """Bytes that can be read only once."""

    def seekable(self) -> bool:
        return False


def long(command: str, table: str | bytes, kind: type[io.BytesIO] = io.BytesIO, **options) -> Report:
    """The answer to a table read in blocks."""
    raw = table.encode() if isinstance(table, str) else table
    source = beginning.peeked(Source(stream=kind(raw)))
    assert beginning.is_long(source, InformationOptions(**options))
    return of_streams.measured(MEASURES[command], [source], InformationOptions(**options))


def exact(command: str, table: str, **options) -> Report:
    """The answer to the same table held in memory."""
    source = Source(stream=io.BytesIO(table.encode()))
    size, beginning.SHORT = beginning.SHORT, 10**9
    try:
        operands = (source,) if command == "entropy" else (source, None)
        return asked(command, *operands, **options)
    finally:
        beginning.SHORT = size


def assert_same(found: Report, expected: Report) -> None:
    """Every digit that the stream shows is one of the exact answer; no fewer than 10 of them."""
    assert [row.name for row in found.rows] == [row.name for row in expected.rows]
    assert found.unit == expected.unit
    for ours, theirs in zip(found.rows, expected.rows, strict=True):
        a, b = ours.number.decimal, theirs.number.decimal
        assert ours.number.certified
        if a == b:
            continue
        digits = Decimal(a).as_tuple().digits
        assert len(digits) >= 10
        assert abs(Decimal(a) - Decimal(b)) <= Decimal((0, (1,), Decimal(a).as_tuple().exponent)) * Decimal(
            "0.6"
        )


# ── the forms of tables ──────────────────────────────────────────────────────────────────────────

ROWS = [("a", "0.125", "0.25"), ("b", "0.25", "0.5"), ("c", "0.5", "0.125"), ("d", "0.125", "0.125")]


def lines(form: str, rows=ROWS) -> str:
    return "".join(form.format(*row) for row in rows)


FORMS = {
    "labels": "label,p\n" + lines("{0},{1}\n"),
    "no header": lines("{0},{1}\n"),
    "one column": "p\n" + lines("{1}\n"),
    "one column without a name": lines("{1}\n"),
    "no line end": lines("{0},{1}\n").rstrip("\n"),
    "CRLF": "label,p\r\n" + lines("{0},{1}\r\n"),
    "byte order mark": "\ufefflabel,p\n" + lines("{0},{1}\n"),
    "tabs": "label\tp\n" + lines("{0}\t{1}\n"),
    "a carriage return alone": lines("{0},{1}\r") + "e,0\n",
    "spaces": " label , p \n" + lines(" {0} , {1} \n"),
    "blank lines": "\n\nlabel,p\n\n" + lines("{0},{1}\n\n") + "\n\n",
    "blank lines in one column": "\np\n\n" + lines("{1}\n\n") + "\n\n",
    "empty rows": lines("{0},{1}\n") + ",\n,\n",
    "quoted labels": '"label","p"\n' + lines('"{0}",{1}\n'),
    "quoted cells": '"label","p"\n' + lines('"{0}","{1}"\n'),
    "quoted delimiters": "label,p\n" + lines('"{0},{0}",{1}\n'),
    "quoted line ends": "label,p\n" + lines('"{0}\nx",{1}\n'),
    "one quoted label": lines("{0},{1}\n", ROWS[:3]) + '"d ""e""",0.125\n',
    "numbers as labels": "1,0.5\n2,0.25\n3,.125\n4,0.125\n",
    "labels behind": "p,name\n" + lines("{1},{0}\n"),
    "fractions": "a,1/2\nb,1/4\nc,1/8\nd,1/8\n",
    "a fraction among decimals": "a,0.5\nb,1/4\nc,0.125\nd,.125\n",
    "signs and exponents": "a,+5e-1\nb,2.5E-1\nc,125e-3\nd,.00125e2\n",
    "zeros": "a,0.5\nb,0.25\nc,0\nd,0.00\ne,-0.0\nf,0.25\n",
    "many digits": "a,0.3333333333333333333333333\nb,0.6666666666666666666666667\n",
    "tiny": "a,1e-400\nb,0.5\nc,0.5\n".replace(
        "0.5\nc,0.5", "0.5\nc,0." + "4" + "9" * 398 + "8" + "\nd,1e-400"
    ),
    "letters beyond ASCII": lines("{0}ü日本,{1}\n"),
    "wide spaces": lines("\u3000{0}\u00a0,{1}\n"),
    "long labels": lines("{0}" + "x" * 100 + ",{1}\n"),
    "labels of many lengths": lines("{0}{1}{2}{1}\n".replace("{1}\n", ",{1}\n")),
}


@pytest.mark.parametrize("name", FORMS)
def test_forms(name):
    table = FORMS[name]
    assert_same(long("entropy", table), exact("entropy", table))


@pytest.mark.parametrize("command", ["xent", "kl", "jsd"])
@pytest.mark.parametrize("form", ["{0},{1},{2}\n", "{1},{2}\n", "{0}\t{1}\t{2}\n"])
def test_pairs(command, form):
    table = lines(form)
    assert_same(long(command, table), exact(command, table))


OPTIONS = [
    {"perplexity": True},
    {"share": True},
    {"unit": "bits"},
    {"base": "3"},
    {"digits": 5},
    {"column": "2"},
    {"label_column": "1"},
]


@pytest.mark.parametrize("options", OPTIONS, ids=repr)
def test_options(options):
    table = lines("{0},{1}\n")
    assert_same(long("entropy", table, **options), exact("entropy", table, **options))


@pytest.mark.parametrize("options", [{"weights": True}, {"normalize": True}])
def test_weights(options):
    table = "a,3\nb,10\nc,0\nd,2.5\n"
    found, expected = (run("entropy", table, **options) for run in (long, exact))
    assert_same(found, expected)
    assert set(expected.notes) <= set(found.notes)
    pair = "a,3,1\nb,10,2\nc,0,1\nd,2.5,1e3\n"
    for command in ("xent", "kl"):
        assert_same(long(command, pair, **options), exact(command, pair, **options))


def test_both_directions_and_infinite_ones():
    table = "a,0.5,0.5\nb,0,0.5\nc,0.5,0\n"
    found, expected = (run("kl", table, both=True) for run in (long, exact))
    assert_same(found, expected)
    reasons = [{note for note in x.notes if note.startswith("infinite")} for x in (found, expected)]
    assert reasons[0] == reasons[1] != set()
    assert_same(long("kl", lines("{0},{1},{2}\n"), both=True), exact("kl", lines("{0},{1},{2}\n"), both=True))


@pytest.mark.parametrize("command", ["entropy", "xent", "kl", "jsd"])
def test_term_tables(command):
    table = lines("{0},{1}\n" if command == "entropy" else "{0},{1},{2}\n")
    assert long(command, table, steps=True).terms == exact(command, table, steps=True).terms


# ── the same errors ──────────────────────────────────────────────────────────────────────────────

START = "label,p\n" + "".join(f"l{i},0.0625\n" for i in range(15))
WRONG = {
    "a,0.03125\nb,x\n": "row 18, column p: not a number: 'x'",
    "a,1_0\n": "row 17, column p: not a number: '1_0'",
    "a,nan\n": "row 17, column p: not a number: 'nan'",
    "a,\n": "row 17, column p: not a number: ''",
    "a,０.０６２５\n": "row 17, column p: not a number: '０.０６２５'",
    "a,0.1.2\n": "row 17, column p: not a number: '0.1.2'",
    "a,1e\n": "row 17, column p: not a number: '1e'",
    "a,1 2\n": "row 17, column p: not a number: '1 2'",
    "a,0.5 x\n": "row 17, column p: not a number: '0.5 x'",
    "a,--1\n": "row 17, column p: not a number: '--1'",
    "a,-0.5\n": "row 17: negative probability -0.5",
    "a\n": "row 17 has 1 field, the header has 2",
    "a,0.1,0.2\n": "row 17 has 3 fields, the header has 2",
    "\n\na,0.1,0.2\n": "row 19 has 3 fields, the header has 2",
    "l3,0.0625\n": "label l3 appears twice (rows 5 and 17)",
    " l3 ,0.0625\n": "label l3 appears twice (rows 5 and 17)",
    '"l3",0.0625\n': "label l3 appears twice (rows 5 and 17)",
    "a,0.0626\n": "probabilities sum to",
    "a,0.06249\n": "probabilities sum to",
    '"a,0.0625\n': "row 17: unexpected end of data",
    "a\0,0.0625\n": "NUL byte in row 17",
    "a,1e99999\n": "exponent out of range",
}


@pytest.mark.parametrize(("tail", "said"), WRONG.items(), ids=repr)
def test_errors(tail, said):
    with pytest.raises(InfocalcError) as refusal:
        long("entropy", START + tail)
    with pytest.raises(InfocalcError) as expected:
        exact("entropy", START + tail)
    assert refusal.value.message == expected.value.message
    assert refusal.value.hint == expected.value.hint
    assert type(refusal.value) is type(expected.value)
    assert said in refusal.value.message


def test_bytes_that_are_not_utf_8():
    with pytest.raises(InfocalcError, match="row 17: not UTF-8: byte 0xFF at offset") as refusal:
        long("entropy", START.encode() + b"\xff,0.0625\n")
    assert str(len(START)) in refusal.value.message


def test_a_long_line(monkeypatch):
    with pytest.raises(InfocalcError, match="1,000,000"):
        long("entropy", START + "x" * 2_000_000)
    with pytest.raises(InfocalcError, match="1,000,000"):
        long("entropy", "x" * 2_000_000 + ",1\n")


def test_doubles_where_carriage_returns_end_lines():
    """The second look counts other lines than the first: the rows are refused without their label."""
    with pytest.raises(InfocalcError, match="have the same label"):
        long("entropy", ',\nq",160\nx,413\n\rq",1081\nNew |ork,342\nx,2660')


def test_doubles_in_a_pipe_are_named_by_their_rows():
    with pytest.raises(InfocalcError, match="rows 5 and 17 have the same label"):
        long("entropy", START + "l3,0.0625\n", Pipe)


def test_different_labels_of_one_fingerprint(monkeypatch):
    """A file is looked at again, a pipe is refused; a true double among them is found."""
    monkeypatch.setattr(fingerprints, "mixed", lambda word, factor: word & fingerprints.np.uint64(0))
    table = "a,0.5\nb,0.25\nc,0.25\n"
    assert_same(long("entropy", table), exact("entropy", table))
    with pytest.raises(InfocalcError, match="rows 1 and 2 have the same label"):
        long("entropy", table, Pipe)
    with pytest.raises(InfocalcError, match=r"label b appears twice \(rows 2 and 4\)"):
        long("entropy", "a,0.5\nb,0.25\nc,0.125\nb,0.125\n")


def test_sums_that_are_rounded():
    table = "0.3333333333333333\n" * 3
    assert any("rescaled" in note for note in long("entropy", table).notes)
    assert_same(long("entropy", table), exact("entropy", table))
    with pytest.raises(InfocalcError, match="sum to"):
        long("entropy", table, strict=True)
    assert_same(
        long("entropy", "0.333\n" * 3, sum_tolerance="0.01"),
        exact("entropy", "0.333\n" * 3, sum_tolerance="0.01"),
    )


def test_what_needs_the_whole_table_is_not_streamed():
    source = beginning.peeked(Source(stream=io.BytesIO(START.encode())))
    for options in (
        {"digits": 16},
        {"renyi": "2"},
        {"smooth": "laplace"},
        {"bootstrap": 9},
        {"samples": True},
    ):
        assert not beginning.is_long(source, InformationOptions(**options))
    assert not beginning.is_long(
        beginning.peeked(Source(stream=io.BytesIO(b" [0.5, 0.5]"))), InformationOptions()
    )


def test_progress_is_told_the_bytes():
    seen: list[int] = []
    table = START + "a,0.0625\n"
    source = beginning.peeked(Source(stream=io.BytesIO(table.encode()), progress=seen.append))
    of_streams.measured(MEASURES["entropy"], [source], InformationOptions())
    assert seen == sorted(seen)
    assert seen[-1] == len(table)
    assert len(seen) > 1


# ── laws ─────────────────────────────────────────────────────────────────────────────────────────


def weights(n: int) -> st.SearchStrategy[list[int]]:
    sizes = st.sampled_from([1, 10, 1000, 10**9, 10**15])
    one = st.builds(lambda size, x: int(size * x), sizes, st.floats(0, 1))
    return st.lists(one, min_size=n, max_size=n).filter(any)


def written(x: int, places: int, style: str) -> str:
    """x·10^−places in one of the ways people write it."""
    if style == "plain":
        return f"{Decimal(x).scaleb(-places):f}"
    if style == "scientific":
        return f"{Decimal(x).scaleb(-places):e}"
    return f"{x}e-{places}"


cells = st.builds(
    lambda rows, style, places: (rows, style, places),
    st.integers(1, 30).flatmap(lambda n: st.tuples(weights(n), weights(n))),
    st.sampled_from(["plain", "scientific", "whole"]),
    st.integers(0, 25),
)


@settings(max_examples=60, deadline=None)
@given(cells, st.sampled_from([64, 200, 10**6]), st.randoms(use_true_random=False))
def test_blocks_and_order_do_not_matter(drawn, size, shuffled):
    """Any table, cut anywhere, in any order: the exact answer within the stated bound."""
    (p, q), style, places = drawn
    rows = [
        f"l{i},{written(x, places, style)},{written(y, places, style)}\n"
        for i, (x, y) in enumerate(zip(p, q, strict=True))
    ]
    options = {"normalize": True, "no_header": True}
    expected = exact("kl", "".join(rows), **options)
    shuffled.shuffle(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(beginning, "SHORT", 1)
        patch.setattr(pieces, "SIZE", size)
        try:
            found = long("kl", "".join(rows), **options)
        except Undecided:
            assume(False)  # a zero that doubles do not tell from a small number
    for ours, theirs in zip(found.rows, expected.rows, strict=True):
        with ctx.workprec(200):
            a, b = (arb(x.number.decimal) for x in (ours, theirs))
            if a.is_finite() or b.is_finite():
                digits = len(Decimal(ours.number.decimal).as_tuple().digits)
                assert abs(a - b) <= abs(b) * arb(10) ** (1 - digits) + arb(10) ** -300


@pytest.mark.parametrize("eps", ["1e-3", "1e-6", "1e-9", "1e-12"])
def test_near_pmfs_keep_their_digits(eps):
    """D((1/2 + ε, 1/2 − ε) ‖ (1/2, 1/2)) = 2ε² + …, where doubles alone have nothing left."""
    half = Decimal("0.5")
    table = f"{half + Decimal(eps)},0.5\n{half - Decimal(eps)},0.5\n"
    assert_same(long("kl", table), exact("kl", table))
    assert_same(long("jsd", table), exact("jsd", table))
    assert long("kl", "0.1,0.1\n0.9,0.9\n").rows[0].number.decimal == "0"


def test_the_bound_holds_and_is_not_wide():
    """H of 20 000 random cells against balls of 200 bits: inside the stated bound, which is some 10^−14."""
    draw = random.Random(7)
    counts = [draw.randrange(1, 10**12) for _ in range(20_000)]
    report = long("entropy", "".join(f"{n}\n" for n in counts), counts=True)
    stated = float(next(note for note in report.notes if "off by" in note).split()[-2])
    assert stated < 1e-13
    with ctx.workprec(200):
        total = arb(sum(counts))
        truth = total.log() - sum((arb(n) * arb(n).log() for n in counts), arb(0)) / total
        assert abs(arb(report.rows[0].number.decimal) - truth) < stated + 1e-14
    plain = math.log(sum(counts)) - math.fsum(n * math.log(n) for n in counts) / sum(counts)
    assert abs(plain - float(report.rows[0].number.decimal)) < 1e-12
