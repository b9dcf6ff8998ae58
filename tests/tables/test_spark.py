"""The suite of the engines on Spark: a session of this process; without pyspark and Java it is skipped."""

from __future__ import annotations

import shutil

import pytest

from tests.tables.forms import FORMS, parquet, plain
from tests.tables.test_engines import entropy_of, rows

pytestmark = [
    pytest.mark.whole,  # a session of Spark takes as long as a tenth of the other tests
    pytest.mark.filterwarnings("ignore"),  # what Spark's own modules warn about
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
]
#: what Spark reads
READ = ("csv", "tsv", "csv.gz", "three parts", "parquet", "ndjson")
SPARK = ("--engine", "spark")


@pytest.fixture(scope="module")
def session():
    """A local session, as a notebook or a job has one."""
    sql = pytest.importorskip("pyspark.sql")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        builder = sql.SparkSession.builder.master("local[2]")
        for name, value in (("ui.enabled", "false"), ("sql.shuffle.partitions", "2")):
            builder = builder.config(f"spark.{name}", value)
        found = builder.getOrCreate()
        found.sparkContext.setLogLevel("OFF")
        yield found
        found.stop()


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("form", READ)
def test_entropy_of_raw_rows(form, ask, tmp_path):
    table = rows(1, 900)
    operand = FORMS[form](tmp_path, "t", table)
    found = ask("entropy", operand, "--samples", "--column", "c", "--json", "--digits", "30", *SPARK)
    assert found.code == 0, found.err
    assert found.row("H(P)") == entropy_of(table)
    assert "engine: spark" in found.document["notes"]


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("form", ["csv", "parquet", "ndjson"])
def test_two_tables_are_joined_by_label(form, ask, tmp_path):
    p, q = rows(3, 700), rows(4, 800)
    first, second = FORMS[form](tmp_path, "p", p), FORMS[form](tmp_path, "q", q)
    argv = ("--samples", "--column", "c", "--both", "--json", "--digits", "30")
    expected = ask("kl", plain(tmp_path, "p", p), plain(tmp_path, "q", q), *argv)
    found = ask("kl", first, second, *argv, *SPARK)
    assert found.code == 0, found.err
    assert found.document["results"] == expected.document["results"]


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("form", ["csv", "parquet", "ndjson"])
@pytest.mark.parametrize("nulls", ["label", "drop"])
def test_missing_values(form, nulls, ask, tmp_path):
    table = [["k", "c"], *(["1", "" if i % 3 == 0 else "ab"[i % 2]] for i in range(30))]
    operand = FORMS[form](tmp_path, "t", table)
    argv = ("entropy", operand, "--samples", "--column", "c", *SPARK)
    refused = ask(*argv, "--nulls", "refuse")
    assert refused.code == 2
    assert "column c: 10 of 30 rows are empty" in refused.err
    found = ask(*argv, "--nulls", nulls, "--json", "--digits", "30")
    assert found.row("H(P)")[:7] == {"label": "1.09861", "drop": "0.69314"}[nulls]


@pytest.mark.usefixtures("session")
def test_drift_is_that_of_duckdb(ask, tmp_path):
    """Edges, bins, infinities, NaN and labels of two tables: every digit the same."""
    table = [["k", "x"], *([str(i % 5), str(i * i % 97 / 4)] for i in range(400)), ["9", "nan"], ["9", "inf"]]
    other = [["k", "x"], *([str(i % 7), str(i * i % 89 / 3)] for i in range(300)), ["9", "-inf"]]
    operands = [parquet(tmp_path, name, t, {"x": "DOUBLE"}) for name, t in (("p", table), ("q", other))]
    argv = ("drift", *operands, "--columns", "k", "--numeric", "x", "--json")
    found, expected = ask(*argv, *SPARK), ask(*argv)
    assert found.code == expected.code, found.err
    columns = [{k: v for k, v in x.document.items() if k != "notes"} for x in (found, expected)]
    for one in columns:
        one.pop("engine", None)
    assert columns[0] == columns[1]


@pytest.mark.usefixtures("session")
def test_groups_and_mutual_information(ask, tmp_path):
    table = [["shop", "c"], ["n", "a"], ["n", "b"], ["s", "a"], ["s", "a"], ["s", "b"], ["s", "c"]]
    operand = parquet(tmp_path, "t", table)
    found = ask(
        "entropy", operand, "--samples", "--column", "c", "--by", "shop", "--unit", "bits", "--json", *SPARK
    )
    assert (found.row("H(P) n"), found.row("H(P) s")) == ("1.00000000000000", "1.50000000000000")
    argv = ("mi", operand, "--samples", "--columns", "shop,c", "--json")
    assert ask(*argv, *SPARK).document["results"] == ask(*argv).document["results"]


@pytest.mark.usefixtures("session")
def test_what_spark_does_not_read_is_refused(ask, tmp_path):
    for form in ("duckdb", "sqlite"):
        found = ask("entropy", FORMS[form](tmp_path, form, rows(1, 9)), "--samples", "--column", "c", *SPARK)
        assert found.code == 2
        assert "is not read by Spark" in found.err
    (tmp_path / "ragged.csv").write_text("a,c\n1,x\n2\n3,y\n")
    found = ask("entropy", "@ragged.csv", "--samples", "--column", "c", *SPARK)
    assert found.code == 2
    assert "row 3" in found.err
    missing = ask("entropy", parquet(tmp_path, "t", rows(1, 9)), "--samples", "--column", "z", *SPARK)
    assert "there is no column z" in missing.err


def test_no_session_is_started(ask, tmp_path, monkeypatch):
    """Without a session and without SPARK_REMOTE there is nothing to ask."""
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.delenv("SPARK_REMOTE", raising=False)
    monkeypatch.setattr(sql.SparkSession, "getActiveSession", lambda: None)
    found = ask("entropy", plain(tmp_path, "t", rows(1, 9)), "--samples", "--column", "c", *SPARK)
    assert found.code == 2
    assert "SPARK_REMOTE names one" in found.err
