"""The suite of the engines on Spark: a session of this process; without pyspark and Java it is skipped."""

from __future__ import annotations

import pytest

from tests.tables.forms import FORMS, parquet, plain
from tests.tables.on_spark import (
    MARKS,
    READ,
    SPARK,
    are_joined_by_label,
    has_the_entropy_of_its_rows,
    have_the_drift_of_duckdb,
)
from tests.tables.test_engines import rows

pytestmark = MARKS


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
    has_the_entropy_of_its_rows(form, ask, tmp_path, 900)


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("form", ["csv", "parquet", "ndjson"])
def test_two_tables_are_joined_by_label(form, ask, tmp_path):
    are_joined_by_label(form, ask, tmp_path, 700, 800)


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
    have_the_drift_of_duckdb(ask, tmp_path, 400, 300)


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
