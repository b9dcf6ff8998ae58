"""What is tried on every session of Spark: one of this process, and one of the client of Spark Connect."""

from __future__ import annotations

import shutil

import pytest

from tests.tables.forms import FORMS, parquet, plain
from tests.tables.test_engines import entropy_of, rows

#: what Spark reads
READ = ("csv", "tsv", "csv.gz", "three parts", "parquet", "ndjson")
SPARK = ("--engine", "spark")
MARKS = [
    pytest.mark.whole,  # a session of Spark takes as long as a tenth of the other tests
    pytest.mark.filterwarnings("ignore"),  # what Spark's own modules warn about
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
]


def has_the_entropy_of_its_rows(form, ask, folder, n):
    """A table of n rows in this form: 30 digits."""
    table = rows(1, n)
    operand = FORMS[form](folder, "t", table)
    found = ask("entropy", operand, "--samples", "--column", "c", "--json", "--digits", "30", *SPARK)
    assert found.code == 0, found.err
    assert found.row("H(P)") == entropy_of(table)
    assert "engine: spark" in found.document["notes"]


def are_joined_by_label(form, ask, folder, n, m):
    """Two tables of n and m rows: what our own counter says of them as CSV."""
    p, q = rows(3, n), rows(4, m)
    first, second = FORMS[form](folder, "p", p), FORMS[form](folder, "q", q)
    argv = ("--samples", "--column", "c", "--both", "--json", "--digits", "30")
    expected = ask("kl", plain(folder, "p", p), plain(folder, "q", q), *argv)
    found = ask("kl", first, second, *argv, *SPARK)
    assert found.code == 0, found.err
    assert found.document["results"] == expected.document["results"]


def have_the_drift_of_duckdb(ask, folder, n, m):
    """Edges, bins, infinities, NaN and labels of tables of n and m rows and a few: every digit the same."""
    table = [["k", "x"], *([str(i % 5), str(i * i % 97 / 4)] for i in range(n)), ["9", "nan"], ["9", "inf"]]
    other = [["k", "x"], *([str(i % 7), str(i * i % 89 / 3)] for i in range(m)), ["9", "-inf"]]
    operands = [parquet(folder, name, t, {"x": "DOUBLE"}) for name, t in (("p", table), ("q", other))]
    argv = ("drift", *operands, "--columns", "k", "--numeric", "x", "--json")
    found, expected = ask(*argv, *SPARK), ask(*argv)
    assert found.code == expected.code == 0, found.err
    documents = [
        {k: v for k, v in x.document.items() if k not in ("notes", "engine")} for x in (found, expected)
    ]
    assert documents[0] == documents[1]
