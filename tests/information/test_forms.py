"""A table in every form that tools write is the same table: held in memory, and read in one pass."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.errors import FileProblem, InfocalcError
from infocalc.information import commands
from infocalc.information.measure import MEASURES
from infocalc.information.options import InformationOptions
from infocalc.information.reading import beginning
from infocalc.information.source import Source
from tests.whole import part_of

from .asked import asked

Rows = list[tuple[str, int]]


def joined(rows: Rows, between: str, form: str = "{0}{2}{1}\n") -> str:
    return "".join(form.format(label, n, between) for label, n in rows)


def boxed(rows: Rows, bar: str, top: str, middle: str, bottom: str, types: tuple[str, str] = ("", "")) -> str:
    wide = max(len(label) for label, _ in (*rows, ("varchar", 0)))
    shown = (("label", "count"), *rows, types, ("---", "---"))
    *lines, kinds, dashes = [f"{bar} {label:{wide}} {bar} {n:>9} {bar}\n" for label, n in shown]
    rule = ["─" * (wide + 2), "─" * 11, kinds, dashes]
    return "".join([top.format(*rule), lines[0], middle.format(*rule), *lines[1:], bottom.format(*rule)])


def rst(rows: Rows) -> str:
    wide = max(len(label) for label, _ in (*rows, ("label", 0)))
    rule = f"{'=' * wide}  {'=' * 9}\n"
    return (
        rule
        + f"{'label':{wide}}  {'count':>9}\n"
        + rule
        + joined(rows, "", f"{{0:{wide}}}  {{1:9}}\n")
        + rule
    )


def aligned(rows: Rows, head: tuple[str, str] | None = ("label", "count")) -> str:
    shown = [*([head] if head else []), *((label, str(n)) for label, n in rows)]
    wide = max(len(label) for label, _ in shown) + 2
    return "".join(f"{label:{wide}}{n:>9}\n" for label, n in shown)


#: one table as tools write it; what has names of columns in it, and what has not
FORMS = {
    "CSV": lambda rows: "label,count\n" + joined(rows, ","),
    "CSV without a header": lambda rows: joined(rows, ","),
    "CSV, count first": lambda rows: joined(rows, ",", "{1}{2}{0}\n"),
    "CSV of a series": lambda rows: ",0\n" + joined(rows, ","),
    "CSV quoted": lambda rows: '"","count"\n' + joined(rows, ",", '"{0}"{2}{1}\n'),
    "CSV with an empty last column": lambda rows: "label,count,\n" + joined(rows, ",", "{0}{2}{1}{2}\n"),
    "TSV": lambda rows: "label\tcount\n" + joined(rows, "\t"),
    "semicolons": lambda rows: "label;count\n" + joined(rows, ";"),
    "bars": lambda rows: "label|count\n" + joined(rows, "|"),
    "bars with a footer": lambda rows: "label|count\n" + joined(rows, "|") + f"({len(rows)} rows)\n",
    "uniq -c": lambda rows: joined(rows, "", "{1:>7} {0}\n"),
    "uniq -c without its blanks": lambda rows: joined(rows, "", "{1} {0}\n"),
    "a label, a blank, a number": lambda rows: joined(rows, " "),
    "column -t": aligned,
    "column -t without a header": lambda rows: aligned(rows, None),
    "psql": lambda rows: (
        " label | count \n-------+-------\n" + joined(rows, "|", " {0} {2} {1}\n") + f"({len(rows)} rows)\n\n"
    ),
    "mysql": lambda rows: boxed(rows, "|", "+{0}+{1}+\n", "+{0}+{1}+\n", "+{0}+{1}+\n").replace("─", "-"),
    "sqlite3 -box": lambda rows: boxed(rows, "│", "┌{0}┬{1}┐\n", "├{0}┼{1}┤\n", "└{0}┴{1}┘\n"),
    "Markdown": lambda rows: boxed(rows, "|", "", "|{0}|{1}|\n", "").replace("─", "-"),
    "rows of Markdown": lambda rows: joined(rows, "|", "{2} {0} {2} {1} {2}\n"),
    "mysql without its rules": lambda rows: boxed(rows, "|", "", "", ""),
    "DuckDB": lambda rows: boxed(
        rows, "│", "┌{0}┬{1}┐\n", "{2}├{0}┼{1}┤\n", "└{0}┴{1}┘\n", ("varchar", "int64")
    ),
    "Polars": lambda rows: (
        f"shape: ({len(rows)}, 2)\n"
        + boxed(rows, "│", "┌{0}┬{1}┐\n", "{3}{2}╞{0}╪{1}╡\n", "└{0}┴{1}┘\n", ("str", "u32"))
    ),
    "ClickHouse": lambda rows: (
        "┌─label─┬─count()─┐\n" + joined(rows, " │ ", "│ {0}{2}{1} │\n") + "└───────┴────┘\n"
    ),
    "RST": rst,
    "labels and counts": lambda rows: joined(rows, ": "),
    "assignments": lambda rows: joined(rows, " = "),
    "Julia": lambda rows: (
        f"Dict{{String, Int64}} with {len(rows)} entries:\n" + joined(rows, " => ", '  "{0}"{2}{1}\n')
    ),
    "Excel": lambda rows: "sep=;\r\nlabel;count;;\r\n" + joined(rows, ";", "{0}{2}{1};;\r\n"),
    "a numbered table": lambda rows: (
        "id,label,count\n" + "".join(f"{i},{a},{n}\n" for i, (a, n) in enumerate(rows, 1))
    ),
    "a frame with a named index": lambda rows: "       count\nlabel\n" + aligned(rows, None),
    "a column of remarks": lambda rows: "label,count,remark\n" + joined(rows, ",", "{0}{2}{1}{2}none\n"),
    "commas": lambda rows: "label,count\n" + "".join(f'{a},"{n:,}"\n' for a, n in rows),
    "psql -x": lambda rows: "".join(
        f"-[ RECORD {i} ]----\nlabel | {a}\ncount | {n}\n" for i, (a, n) in enumerate(rows, 1)
    ),
    "mysql -E": lambda rows: (
        "".join(
            f"{'*' * 27} {i}. row {'*' * 27}\n   label: {a}\ncount(*): {n}\n"
            for i, (a, n) in enumerate(rows, 1)
        )
        + f"{len(rows)} rows in set (0.00 sec)\n"
    ),
    "sqlite3 -line": lambda rows: "\n".join(f"label = {a}\ncount = {n}\n" for a, n in rows),
    "mlr": lambda rows: joined(rows, "", "label={0},count={1}\n"),
    "tuples": lambda rows: "".join(f"{row}\n" for row in rows),
    "numpy.unique": lambda rows: (
        f"(array({[a for a, _ in rows]}, dtype='<U8'), array({[n for _, n in rows]}))"
    ),
    "JSON, split": lambda rows: json.dumps(
        {"columns": ["label", "n"], "index": [*range(len(rows))], "data": rows}
    ),
    "JSON, one entry a line": lambda rows: "".join(json.dumps({a: n}) + "\n" for a, n in rows),
    "JSON, wrapped": lambda rows: json.dumps({"a": {"b": [{"key": a, "doc_count": n} for a, n in rows]}}),
    "an assignment": lambda rows: f"counts = {dict(rows)}",
    "a printed series": lambda rows: "label\n" + aligned(rows, None) + "Name: count, dtype: int64\n",
    "a comment on top": lambda rows: "# counted by hand\nlabel,count\n" + joined(rows, ","),
    "comments between": lambda rows: "# counted\n" + joined(rows, ",", "{0}{2}{1}\n# by hand\n"),
    "JSON": lambda rows: json.dumps(dict(rows)),
    "JSON records": lambda rows: json.dumps([{"label": a, "count": n} for a, n in rows]),
    "JSON lines": lambda rows: "".join(json.dumps({"label": a, "n": n}) + "\n" for a, n in rows),
    "JSON columns": lambda rows: json.dumps({"label": [a for a, _ in rows], "n": [n for _, n in rows]}),
    "JSON of a frame": lambda rows: json.dumps({"n": dict(rows)}),
    "Python": lambda rows: repr(dict(rows)),
    "Counter": lambda rows: f"Counter({dict(rows)!r})",
}
#: forms that no stream is read as: they begin as JSON or an array
WHOLE = {name for name in FORMS if name.startswith(("JSON", "Python", "Counter"))} | {
    *("psql -x", "mysql -E", "sqlite3 -line", "mlr", "tuples", "numpy.unique", "an assignment"),
}
PACKED = {"gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress}

word = st.text("abcdefgxyzäßλ", min_size=1, max_size=8)
labels = st.lists(st.lists(word, min_size=1, max_size=2).map(" ".join), min_size=2, max_size=8, unique=True)
tables = labels.flatmap(
    lambda names: st.lists(st.integers(3000, 10**6), min_size=len(names), max_size=len(names)).map(
        lambda counts: list(zip(names, counts, strict=True))
    )
)


def entropy(table: str | bytes, short: int = beginning.SHORT, **options) -> str:
    raw = table.encode() if isinstance(table, str) else table
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(beginning, "SHORT", short)
        source = Source(stream=io.BytesIO(raw))
        report = commands.measured(MEASURES["entropy"], (source,), InformationOptions(counts=True, **options))
    return report.rows[0].number.decimal


@pytest.mark.parametrize("form", part_of(FORMS, 3))
@settings(max_examples=10, deadline=None)
@given(tables)
def test_every_form_is_the_same_table(form, rows):
    expected = entropy("\n".join(str(n) for _, n in rows))
    text = FORMS[form](rows)
    assert entropy(text) == expected
    if form not in WHOLE:
        assert abs(float(entropy(text, short=1)) - float(expected)) <= 1e-9 * float(expected)


@pytest.mark.parametrize("form", FORMS)
def test_the_labels_are_the_same_in_every_form(form):
    rows = [("New York", 3000), ("red", 5000), ("ß x", 4000)]
    both = [Source(stream=io.BytesIO(FORMS[name](rows).encode())) for name in ("CSV", form)]
    report = commands.measured(MEASURES["kl"], both, InformationOptions(counts=True))
    assert report.rows[0].number.decimal == "0", report.notes


@pytest.mark.parametrize("packing", PACKED)
def test_packed_tables(packing):
    table = FORMS["psql"]([("a", 3000), ("b", 4000)])
    packed = PACKED[packing](table.encode())
    assert entropy(packed) == entropy(table)
    assert entropy(packed, short=1)[:9] == entropy(table)[:9]
    with pytest.raises(FileProblem, match=f"the {packing} data is damaged"):
        entropy(packed[: len(packed) // 2])


def test_what_is_packed_is_bounded(monkeypatch):
    from infocalc.limits import LIMITS

    limits = dict(LIMITS) | {"unpacked bytes": LIMITS["unpacked bytes"]._replace(most=1000)}
    monkeypatch.setattr("infocalc.limits.LIMITS", limits)
    with pytest.raises(InfocalcError, match="bytes of a compressed table"):
        entropy(gzip.compress(b"a,1\n" * 1000))


@pytest.mark.parametrize(
    ("head", "said"),
    [(b"PK\x03\x04", "xlsx"), (b"PAR1", "Parquet"), (b"\x93NUMPY", "npy"), (b"SQLite format 3\0", "SQLite")],
)
def test_other_formats_are_named(head, said):
    with pytest.raises(FileProblem, match=said):
        entropy(head + b"\0" * 100)


# ── the programs themselves ──────────────────────────────────────────────────────────────────────

SQL = "create table t(label, count); insert into t values ('New York', 3), ('Rome', 2), ('Bonn', 1);"
LOG = "New York\nRome\nNew York\nBonn\nNew York\nRome\n"
#: H of (3, 2, 1)/6
EXPECTED = "1.01140426470735"
PIPES = {
    "uniq": "sort | uniq -c",
    "uniq, sorted": "sort | uniq -c | sort -rn",
    "uniq without blanks": "sort | uniq -c | sed 's/^ *//'",
    "uniq as TSV": "sort | uniq -c | sed 's/^ *\\([0-9]*\\) /\\1\\t/'",
    "awk": "awk '{n[$0]++} END {for (k in n) print k \"\\t\" n[k]}'",
    "awk with a blank": "awk '{n[$0]++} END {for (k in n) print k, n[k]}'",
    "column": "sort | uniq -c | awk '{n = $1; $1 = \"\"; print $0 \"\\t\" n}' | column -t -s '\t'",
    "jq": "jq -nR '[inputs] | group_by(.) | map({label: .[0], n: length})'",
    "jq, lines": "jq -nRc '[inputs] | group_by(.) | map({label: .[0], n: length})[]'",
    "jq, an object": "jq -nR '[inputs] | group_by(.) | map({(.[0]): length}) | add'",
    "jq, CSV": "jq -nRr '[inputs] | group_by(.)[] | [.[0], length] | @csv'",
    **{
        f"sqlite3 {mode}": f'sqlite3 {mode} :memory: "{SQL} select * from t"'
        for mode in ("", "-csv", "-tabs", "-header", "-header -csv", "-json")
    },
    **{
        f"sqlite3 {mode}": f"sqlite3 -cmd '.mode {mode}' -header :memory: \"{SQL} select * from t\""
        for mode in ("box", "table", "column", "markdown", "list", "tabs")
    },
    "gzip": "sort | uniq -c | gzip",
    "xz": "sort | uniq -c | xz",
}


@pytest.mark.parametrize("name", PIPES)
def test_programs(name):
    pipe = PIPES[name]
    missing = [word for word in ("jq", "sqlite3", "column", "xz") if word in pipe and not shutil.which(word)]
    if missing:
        pytest.skip(f"{missing[0]} is not installed")
    done = subprocess.run(["bash", "-c", pipe], input=LOG.encode(), capture_output=True, check=True)
    assert entropy(done.stdout) == EXPECTED


def test_pandas():
    pandas = pytest.importorskip("pandas")
    counts = pandas.Series(LOG.splitlines(), name="city").value_counts()
    frame = pandas.DataFrame({"x": list("aabbb"), "y": [0, 1, 0, 0, 1]})
    for text in (str(counts), counts.to_csv(), counts.to_json(), str(counts.rename(None))):
        assert entropy(text) == EXPECTED
    cross = pandas.crosstab(frame.x, frame.y)
    expected = information("[[1, 1], [2, 1]]")
    assert information(cross.to_csv(), header=True) == expected
    for text in (str(cross), frame.groupby(["x", "y"]).size().to_csv()):
        assert information(text) == expected
    with pytest.raises(InfocalcError, match="row 1 may be names or data: x, 0, 1"):
        information(cross.to_csv())


def test_printed_arrays():
    numpy = pytest.importorskip("numpy")
    counts = numpy.array([3, 2, 1])
    texts = (str(counts), repr(counts), str(counts.tolist()), repr(list(counts)), "tensor([3, 2, 1])")
    for text in (*texts, "[1] 3 2 1", "c(3, 2, 1)", "array([3, 2,\n       1], dtype=int32)"):
        assert entropy(text) == EXPECTED
    with pytest.raises(InfocalcError, match="cut when it was printed"):
        entropy(str(numpy.arange(2000)))
    joint = numpy.array([[1, 1], [2, 1]])
    assert information(str(joint)) == information(repr(joint)) == information("1,1\n2,1\n")


def information(table: str, **options) -> str:
    report = commands.mi(
        Source(stream=io.BytesIO(table.encode())), InformationOptions(counts=True, **options)
    )
    return report.rows[0].number.decimal


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('[0.5, 0.25, "x"]', 3),
        ('[["a", 0.5], ["b", 0.25], ["c", "x"]]', 3),
        ('[{"label": "a", "p": 0.5}, {"label": "b", "p": "x"}]', 2),
        ('{"a": 0.5, "b": "x"}', 2),
        ('{"p": [0.5, "x"]}', 2),
        ('{"p": {"a": 0.5, "b": "x"}}', 2),
    ],
)
def test_json_that_is_wrong_names_the_row(text: str, row: int) -> None:
    with pytest.raises(InfocalcError, match=f"row {row}, column p: not a number: 'x'"):
        asked("entropy", Source(stream=io.BytesIO(text.encode())))
