"""One suite for every engine and every form of a table: the same digits, the same refusals."""

from __future__ import annotations

import random

import pytest

from infocalc.tables.counts import Label, named
from tests.tables.forms import FORMS, parquet, plain

#: labels that engines like to change: numbers as texts, quotes, line ends, what looks like NULL
NASTY = [
    "007",
    "7",
    "7.0",
    "+7",
    "A",
    "a",
    "\u00e9",
    "e\u0301",
    "x,y",
    "x\ny",
    'say "x"',
    "NULL",
    "NA",
    "nan",
]
NASTY += ["\\N", "0x1"]


def rows(seed: int, n: int) -> list[list[str]]:
    r = random.Random(seed)
    return [["k", "c"], *([str(i), NASTY[int(len(NASTY) * r.random() ** 2)]] for i in range(n))]


def entropy_of(table: list[list[str]]) -> str:
    """By the definition, in 60 digits."""
    import mpmath

    with mpmath.workdps(60):
        labels = [row[1] for row in table[1:]]
        shares = [mpmath.mpf(labels.count(x)) / len(labels) for x in set(labels)]
        return mpmath.nstr(-sum(p * mpmath.log(p) for p in shares), 30, strip_zeros=False)


@pytest.mark.parametrize("form", FORMS)
def test_entropy_of_raw_rows_is_the_same_in_every_form(form, ask, tmp_path):
    table = rows(1, 900)
    operand = FORMS[form](tmp_path, "t", table)
    found = ask("entropy", operand, "--samples", "--column", "c", "--json", "--digits", "30")
    assert found.code == 0, found.err
    assert found.row("H(P)") == entropy_of(table)


@pytest.mark.parametrize("engine", ["own", "duckdb"])
def test_both_engines_read_a_text(engine, ask, tmp_path):
    table = rows(2, 900)
    operand = plain(tmp_path, "t", table)
    found = ask(
        "entropy", operand, "--samples", "--column", "c", "--engine", engine, "--json", "--digits", "30"
    )
    assert found.row("H(P)") == entropy_of(table)
    assert f"engine: {engine}" in found.document["notes"]
    assert (found.document["rows"], found.document["labels"]) == (900, len({row[1] for row in table[1:]}))


@pytest.mark.parametrize("form", FORMS)
def test_two_tables_are_joined_by_label_in_every_form(form, ask, tmp_path):
    p, q = rows(3, 700), rows(4, 800)
    first, second = FORMS[form](tmp_path, "p", p), FORMS[form](tmp_path, "q", q)
    argv = ("--samples", "--column", "c", "--both", "--json", "--digits", "30")
    expected = ask("kl", plain(tmp_path, "p", p), plain(tmp_path, "q", q), *argv)
    found = ask("kl", first, second, *argv)
    assert found.code == 0, found.err
    assert found.document["results"] == expected.document["results"]


@pytest.mark.parametrize("form", [form for form in FORMS if form != "three parts"])
@pytest.mark.parametrize("nulls", ["label", "drop"])
def test_missing_values_are_refused_counted_or_dropped(form, nulls, ask, tmp_path):
    table = [["k", "c"], *(["1", "" if i % 3 == 0 else "ab"[i % 2]] for i in range(30))]
    operand = FORMS[form](tmp_path, "t", table)
    refused = ask("entropy", operand, "--samples", "--column", "c", "--nulls", "refuse")
    assert refused.code == 2
    assert "column c: 10 of 30 rows are empty" in refused.err
    found = ask(
        "entropy", operand, "--samples", "--column", "c", "--nulls", nulls, "--json", "--digits", "30"
    )
    assert found.row("H(P)")[:7] == {"label": "1.09861", "drop": "0.69314"}[nulls]
    assert any("10 of 30 rows" in note for note in found.document["notes"])


@pytest.mark.parametrize("form", ["csv", "parquet", "sqlite"])
@pytest.mark.parametrize("like", range(4))
def test_a_missing_value_is_none_of_the_texts_that_look_like_it(like, form, ask, tmp_path):
    texts = ["", *("NULL" + k * " (missing)" for k in range(like))]
    operand = FORMS[form](tmp_path, "t", [["k", "c"], *(["1", x] for x in texts for _ in "ab")])
    found = ask("entropy", operand, "--samples", "--column", "c", "--nulls", "label", "--json", "--steps")
    assert (found.document["rows"], found.document["labels"]) == (2 * like + 2, like + 1)
    assert {term["p"] for term in found.document["terms"]} <= {f"1/{like + 1}", "1"}
    assert len({term["label"] for term in found.document["terms"]}) == like + 1
    groups = ask("entropy", operand, *("--samples --column k --by c --nulls label --json".split()))
    assert len({row["name"] for row in groups.document["results"]}) == like + 1
    drift = ask("drift", operand, operand, "--columns", "c", "--json").document["columns"]["c"]
    assert sum(a for a, _ in drift["counts"].values()) == 2 * like + 2


def test_labels_of_several_columns_are_told_apart():
    pairs = [("a, b", "c"), ("a", "b, c"), ("a", None), ("a", "NULL"), ('"a"', "b"), ('a", "b', "c")]
    assert len(set(named([Label(pair, 1, 0) for pair in pairs]))) == len(pairs)


@pytest.mark.parametrize("form", ["csv", "parquet", "sqlite"])
def test_groups_have_an_answer_each(form, ask, tmp_path):
    table = [["shop", "c"], ["n", "a"], ["n", "b"], ["s", "a"], ["s", "a"], ["s", "b"], ["s", "c"]]
    operand = FORMS[form](tmp_path, "t", table)
    found = ask("entropy", operand, "--samples", "--column", "c", "--by", "shop", "--json", "--unit", "bits")
    assert (found.row("H(P) n"), found.row("H(P) s")) == ("1.00000000000000", "1.50000000000000")


@pytest.mark.parametrize("form", ["csv", "parquet", "sqlite", "three parts"])
def test_mutual_information_of_two_columns(form, ask, tmp_path):
    table = [["x", "y"], *([str(i % 4), str(i % 2)] for i in range(40))]
    operand = FORMS[form](tmp_path, "t", table)
    found = ask("mi", operand, "--samples", "--columns", "x,y", "--json", "--unit", "bits")
    assert found.code == 0, found.err
    assert [row["exact"] or row["decimal"][:3] for row in found.document["results"]] == [
        "1",
        "2",
        "1",
        "2",
        "1",
        "0",
    ]


def terms_of(answer):
    return {term["label"]: term["contribution"] for term in answer.document.get("terms", ())}


def test_a_profile_has_the_digits_of_the_pmf(ask, tmp_path, monkeypatch):
    """More labels than are held by name: the same rows, the same terms."""
    from infocalc.information.measures import of_counts

    p, q = rows(5, 500), rows(6, 500)
    first, second = parquet(tmp_path, "p", p), parquet(tmp_path, "q", q)
    asked = [
        ("entropy", first, "--samples", "--column", "c", "--steps"),
        ("entropy", first, "--samples", "--column", "c", "--perplexity"),
        ("entropy", first, "--samples", "--column", "c", "--renyi", "2"),
        ("entropy", first, "--samples", "--column", "c", "--tsallis", "1/2"),
        ("entropy", first, "--samples", "--column", "c", "--estimator", "miller-madow"),
        ("kl", first, second, "--samples", "--column", "c", "--both", "--steps"),
        ("xent", first, second, "--samples", "--column", "c"),
        ("xent", first, second, "--samples", "--column", "c", "--perplexity"),
        ("jsd", first, second, "--samples", "--column", "c", "--steps"),
        ("jsd", first, second, "--samples", "--column", "c", "--distance"),
    ]
    held = [ask(*argv, "--json", "--digits", "25") for argv in asked]
    monkeypatch.setattr(of_counts, "FEW", 2)
    for argv, expected in zip(asked, held, strict=True):
        found = ask(*argv, "--json", "--digits", "25")
        assert found.code == 0, found.err
        assert any("of 16 different values" in note for note in found.document["notes"])
        assert [(row["name"], row["decimal"]) for row in found.document["results"]] == [
            (row["name"], row["decimal"]) for row in expected.document["results"]
        ]
        terms = [
            {t["label"]: t["contribution"] for t in x.document.get("terms", ())} for x in (found, expected)
        ]
        assert terms[0] == terms[1]


def test_columns_of_different_types_are_not_joined(ask, tmp_path):
    table = [["c"], ["1"], ["2"]]
    first = parquet(tmp_path, "p", table, {"c": "INTEGER"})
    second = parquet(tmp_path, "q", table)
    found = ask("kl", first, second, "--samples", "--column", "c")
    assert found.code == 2
    assert "column c is integer in the first table and text in the second" in found.err


def test_a_double_is_its_shortest_decimal(ask, tmp_path):
    table = [["label", "p"], ["a", "0.1"], ["b", "0.2"], ["c", "0.7"]]
    found = ask("entropy", parquet(tmp_path, "p", table, {"p": "DOUBLE"}), "--json", "--digits", "30")
    assert found.row("H(P)") == "0.801818552543337308560798109983"
    assert "p is DOUBLE: read as the shortest decimal" in found.document["notes"]


def test_patterns_are_ours(ask, tmp_path):
    """Sorted, found by name of the column, a file of exactly that name first, none an error."""
    plain(tmp_path, "a[1]", [["c"], ["x"], ["y"]])
    plain(tmp_path, "a1", [["c"], ["x"]])
    assert ask("entropy", "@a[1].csv", "--samples", "--column", "c", "--unit", "bits").out.strip() != "0"
    found = ask("entropy", "@a*.csv", "--samples", "--column", "c", "--json")
    assert "2 files: a1.csv, a[1].csv" in found.document["notes"]
    assert found.document["rows"] == 3
    none = ask("entropy", "@b*.csv", "--samples", "--column", "c")
    assert (none.code, "no file matches b*.csv" in none.err) == (2, True)
    parquet(tmp_path, "a[2]", [["c"], ["x"], ["y"], ["z"]])
    assert ask("entropy", "@a[2].parquet", "--samples", "--json").document["rows"] == 3


def test_the_same_first_line_of_two_columns_names_them(ask, tmp_path):
    """As of small tables: where it stands nowhere else."""
    (tmp_path / "p.csv").write_text("status\nnew\nnew\npaid\n")
    (tmp_path / "q.csv").write_text("status\nnew\npaid\npaid\n")
    small = ask("kl", "@p.csv", "@q.csv", "--samples", "--json")
    counted = ask("kl", "@p.csv", "@q.csv", "--samples", "--engine", "own", "--json")
    assert counted.row("D(P||Q)") == small.row("D(P||Q)") == "0.231049060186648"
    assert counted.document["rows"] == [3, 3]


def test_the_first_line_is_told(ask, tmp_path):
    (tmp_path / "p.csv").write_text("status\nnew\nnew\npaid\n")
    found = ask("entropy", "@p.csv", "--samples", "--engine", "own", "--json")
    assert any("line 1, status, is an observation (--header" in note for note in found.document["notes"])


@pytest.mark.parametrize(("bound", "code"), [("1.6", 0), ("1.4", 1), ("H(P) n=1.1", 0), ("H(P) s=1.1", 1)])
def test_a_bound_is_for_every_group(bound, code, ask, tmp_path):
    table = [["shop", "c"], ["n", "a"], ["n", "b"], ["s", "a"], ["s", "a"], ["s", "b"], ["s", "c"]]
    options = ("--samples", "--column", "c", "--by", "shop", "--unit", "bits", "--max", bound)
    found = ask("entropy", plain(tmp_path, "t", table), *options)
    assert found.code == code, found.err
    assert ("does not hold: H(P) s = 1.5" in found.err) == (code == 1)
