"""Spark Connect: the server that comes with pyspark, started here, whose client has classes of its own."""

from __future__ import annotations

import importlib.util
import shutil

import pytest

from tests.tables.forms import FORMS, parquet, plain
from tests.tables.test_engines import entropy_of, rows

NEEDED = ("pyspark", "grpc", "grpc_status", "pandas", "pyarrow", "zstandard")

pytestmark = [
    pytest.mark.whole,  # a server takes as long to start as a tenth of the other tests
    pytest.mark.filterwarnings("ignore"),  # what Spark's own modules warn about
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    pytest.mark.skipif(
        any(importlib.util.find_spec(name) is None for name in NEEDED), reason="pyspark[connect] is wanted"
    ),
]
SPARK = ("--engine", "spark")


@pytest.fixture(scope="module")
def server():
    """A server on this machine and the session of its client."""
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.delenv("SPARK_REMOTE", raising=False)
        session = SparkSession.builder.remote("local[2]").getOrCreate()
        yield session
        session.stop()


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("form", ["csv", "tsv", "csv.gz", "three parts", "parquet", "ndjson"])
def test_entropy_of_raw_rows(form, ask, tmp_path):
    table = rows(1, 300)
    operand = FORMS[form](tmp_path, "t", table)
    found = ask("entropy", operand, "--samples", "--column", "c", "--json", "--digits", "30", *SPARK)
    assert found.code == 0, found.err
    assert found.row("H(P)") == entropy_of(table)
    assert "engine: spark" in found.document["notes"]


@pytest.mark.usefixtures("server")
def test_two_tables_are_joined_by_label(ask, tmp_path):
    p, q = rows(3, 200), rows(4, 300)
    first, second = parquet(tmp_path, "p", p), parquet(tmp_path, "q", q)
    argv = ("--samples", "--column", "c", "--both", "--json", "--digits", "30")
    expected = ask("kl", plain(tmp_path, "p", p), plain(tmp_path, "q", q), *argv)
    found = ask("kl", first, second, *argv, *SPARK)
    assert found.code == 0, found.err
    assert found.document["results"] == expected.document["results"]


@pytest.mark.usefixtures("server")
def test_drift_is_that_of_duckdb(ask, tmp_path):
    table = [["k", "x"], *([str(i % 5), str(i * i % 97 / 4)] for i in range(200)), ["9", "nan"], ["9", "inf"]]
    other = [["k", "x"], *([str(i % 7), str(i * i % 89 / 3)] for i in range(150)), ["9", "-inf"]]
    operands = [parquet(tmp_path, name, t, {"x": "DOUBLE"}) for name, t in (("p", table), ("q", other))]
    argv = ("drift", *operands, "--columns", "k", "--numeric", "x", "--json")
    expected = ask(*argv)
    found = ask(*argv, *SPARK)
    assert found.code == expected.code == 0, found.err
    assert found.document["columns"] == expected.document["columns"]


@pytest.mark.usefixtures("server")
def test_what_the_server_cannot_read_is_one_line(ask, tmp_path):
    (tmp_path / "t.parquet").write_bytes(b"PAR1" + b"\0" * 100 + b"PAR1")
    found = ask("entropy", "@t.parquet", "--samples", "--column", "c", *SPARK)
    assert found.code == 2
    assert len(found.err.splitlines()) <= 2, found.err
