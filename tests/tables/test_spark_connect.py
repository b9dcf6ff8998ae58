"""Spark Connect: the server that comes with pyspark, started here, whose client has classes of its own."""

from __future__ import annotations

import importlib.util

import pytest

from tests.tables.on_spark import (
    MARKS,
    READ,
    SPARK,
    are_joined_by_label,
    has_the_entropy_of_its_rows,
    have_the_drift_of_duckdb,
)

NEEDED = ("pyspark", "grpc", "grpc_status", "pandas", "pyarrow", "zstandard")

pytestmark = [
    *MARKS,
    pytest.mark.skipif(
        any(importlib.util.find_spec(name) is None for name in NEEDED), reason="pyspark[connect] is wanted"
    ),
]


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
@pytest.mark.parametrize("form", READ)
def test_entropy_of_raw_rows(form, ask, tmp_path):
    has_the_entropy_of_its_rows(form, ask, tmp_path, 300)


@pytest.mark.usefixtures("server")
def test_two_tables_are_joined_by_label(ask, tmp_path):
    are_joined_by_label("parquet", ask, tmp_path, 200, 300)


@pytest.mark.usefixtures("server")
def test_drift_is_that_of_duckdb(ask, tmp_path):
    have_the_drift_of_duckdb(ask, tmp_path, 200, 150)


@pytest.mark.usefixtures("server")
def test_what_the_server_cannot_read_is_one_line(ask, tmp_path):
    (tmp_path / "t.parquet").write_bytes(b"PAR1" + b"\0" * 100 + b"PAR1")
    found = ask("entropy", "@t.parquet", "--samples", "--column", "c", *SPARK)
    assert found.code == 2
    assert len(found.err.splitlines()) <= 2, found.err
