"""Drift of many columns: the definitions by another way, forms and engines, formats, gates, statements."""

from __future__ import annotations

import json
import math
import random
import xml.etree.ElementTree as ET

import duckdb
import mpmath
import pytest

from infocalc.tables.dialects import DIALECTS
from tests.tables.forms import FORMS, parquet, plain

mpmath.mp.dps = 50


def table(seed, n, shift=0.0, odd=0.5):
    r = random.Random(seed)
    rows = [["city", "device", "amount"]]
    for i in range(n):
        amount = f"{r.gauss(0, 1) + shift:.3f}" if i % 97 else ["nan", "inf", "-inf", ""][i // 97 % 4]
        rows.append(["a" if r.random() < odd else "", "bcd"[int(3 * r.random())], amount])
    return rows


BASE, TODAY = table(1, 1200), table(2, 1000, shift=0.4, odd=0.4)


def jsd(p, q):
    total = mpmath.mpf(0)
    for key in {*p, *q}:
        x, y = (mpmath.mpf(side.get(key, 0)) / sum(side.values()) for side in (p, q))
        for z in (x, y):
            total += z * mpmath.log(2 * z / (x + y)) / 2 if z else 0
    return total


def counted(rows, column):
    found = {}
    for row in rows[1:]:
        found[row[column]] = found.get(row[column], 0) + 1
    return found


def in_bins(rows, edges):
    found = {}
    for row in rows[1:]:
        try:
            value = float(row[2])
        except ValueError:
            key = "NULL"
        else:
            key = "NaN" if math.isnan(value) else sum(value > edge for edge in edges)
        found[key] = found.get(key, 0) + 1
    return found


def deciles(rows):
    """The least value with at least k/10 of the finite ones up to it."""
    values = sorted(float(row[2]) for row in rows[1:] if row[2] not in ("nan", "inf", "-inf", ""))
    return [values[-(-k * len(values) // 10) - 1] for k in range(1, 10)]


def asked(ask, first, second, *more):
    return ask(
        "drift",
        first,
        second,
        "--columns",
        "city,device",
        "--numeric",
        "amount",
        "--json",
        "--digits",
        "30",
        *more,
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_the_numbers_of_the_definition(form, ask, tmp_path):
    first, second = FORMS[form](tmp_path, "today", TODAY), FORMS[form](tmp_path, "base", BASE)
    found = asked(ask, first, second)
    assert found.code == 0, found.err
    columns = found.document["columns"]
    edges = deciles(BASE)
    assert [float(edge) for edge in columns["amount"]["edges"]] == edges
    for name, p, q in (
        ("city", counted(TODAY, 0), counted(BASE, 0)),
        ("device", counted(TODAY, 1), counted(BASE, 1)),
        ("amount", in_bins(TODAY, edges), in_bins(BASE, edges)),
    ):
        assert mpmath.almosteq(mpmath.mpf(columns[name]["JSD"]), jsd(p, q), rel_eps=mpmath.mpf(10) ** -28)
        assert columns[name]["rows"] == [1000, 1200]
        assert columns[name]["labels"] == len({*p, *q})
    assert columns["city"]["missing"] == [counted(TODAY, 0)[""], counted(BASE, 0)[""]]
    assert found.document["order"] == sorted(columns, key=lambda c: -float(columns[c]["JSD"]))


@pytest.mark.parametrize("engine", ["own", "duckdb"])
def test_the_engines_agree_to_the_last_digit(engine, ask, tmp_path):
    first, second = plain(tmp_path, "today", TODAY), plain(tmp_path, "base", BASE)
    expected = asked(ask, first, second)
    found = asked(ask, first, second, "--engine", engine)
    assert found.document["columns"] == expected.document["columns"]
    assert f"engine: {engine}" in found.document["notes"]


def test_floats_are_numeric_and_the_rest_are_labels(ask, tmp_path):
    types = {"amount": "DOUBLE"}
    first, second = parquet(tmp_path, "t", TODAY, types), parquet(tmp_path, "b", BASE, types)
    kinds = {name: c["kind"] for name, c in ask("drift", first, second, "--json").document["columns"].items()}
    assert kinds == {"city": "labels", "device": "labels", "amount": "numbers"}


def test_edges_that_are_given_and_nulls_that_are_dropped(ask, tmp_path):
    first, second = plain(tmp_path, "t", TODAY), plain(tmp_path, "b", BASE)
    found = ask(
        "drift", first, second, "--numeric", "amount", "--edges", "-1,0,1", "--nulls", "drop", "--json"
    )
    column = found.document["columns"]["amount"]
    assert column["edges"] == ["-1", "0", "1"]
    assert column["rows"][0] == sum(row[2] != "" for row in TODAY[1:])
    refused = ask("drift", first, second, "--columns", "city", "--nulls", "refuse")
    assert refused.code == 2
    assert "rows are empty" in refused.err


GATED = ("--max-jsd", "0.01", "--max-psi", "device=0.5,0.02")


def test_bounds_of_one_column_and_of_the_rest(ask, tmp_path):
    first, second = plain(tmp_path, "t", TODAY), plain(tmp_path, "b", BASE)
    found = asked(ask, first, second, *GATED)
    assert found.code == 1
    gates = {(g["row"], g["bound"]): g["holds"] for g in found.document["gates"]}
    assert gates["PSI(device)", "device=0.5"]
    assert not gates["JSD(amount)", "0.01"]
    assert found.document["failed"] == [
        name
        for name in found.document["order"]
        if not all(g["holds"] for g in found.document["columns"][name]["gates"])
    ]


@pytest.mark.parametrize("form", ["plain", "csv", "tsv", "markdown", "table", "value", "github", "junit"])
def test_every_format_has_every_column_in_order(form, ask, tmp_path):
    first, second = plain(tmp_path, "t", TODAY), plain(tmp_path, "b", BASE)
    order = asked(ask, first, second).document["order"]
    found = ask(
        "drift", first, second, "--columns", "city,device", "--numeric", "amount", "--format", form, *GATED
    )
    assert found.code == 1
    if form == "value":
        assert len(found.out.splitlines()) == 3
    else:
        places = [found.out.index(name) for name in order]
        assert places == sorted(places) or form == "github"
    if form == "junit":
        suite = ET.fromstring(found.out)
        assert [case.get("name") for case in suite.iter("testcase")] == order
        assert suite.get("failures") == str(len(suite.findall(".//failure"))) != "0"
    if form == "github":
        assert "::error file=t.csv,title=infocalc drift::amount: " in found.out


def test_a_label_cannot_write_a_command_of_a_runner(ask, tmp_path):
    rows = [["c"], ["a"], ["x\n::error::owned"]]
    first, second = plain(tmp_path, "t", rows), plain(tmp_path, "b", [["c"], ["a"]])
    for form in ("github", "plain", "markdown", "junit"):
        found = ask("drift", first, second, "--columns", "c", "--max-jsd", "0.01", "--format", form)
        assert not any(line.startswith("::error::owned") for line in (found.out + found.err).splitlines())


def test_the_statement_of_print_sql_is_what_profile_reads(ask, tmp_path):
    """Run by DuckDB on tables of its own: the same numbers as from the files."""
    first, second = parquet(tmp_path, "t", TODAY), parquet(tmp_path, "b", BASE)
    options = ("--columns", "city,device", "--numeric", "amount", "--edges", "-1,0,1")
    sql = ask("drift", "--print-sql", "duckdb", *options, "today", "base").out
    con = duckdb.connect()
    for name, file in (("today", "t"), ("base", "b")):
        path = tmp_path / f"{file}.parquet"
        con.execute(
            f"CREATE TABLE {name} AS SELECT city, device, TRY_CAST(amount AS DOUBLE) AS amount FROM '{path}'"
        )
    lines = ["column,a,b,labels", *(",".join(map(str, row)) for row in con.execute(sql).fetchall())]
    found = ask("drift", "-", "--profile", "--json", stdin="\n".join(lines).encode())
    expected = ask("drift", first, second, *options, "--json")
    for name, column in expected.document["columns"].items():
        assert found.document["columns"][name]["JSD"] == column["JSD"]
        assert found.document["columns"][name]["p"] == column["p"]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_quotes_names_and_texts(dialect, ask):
    quote = DIALECTS[dialect].quote
    name = f"o'c{quote}x"
    sql = ask("drift", "--print-sql", dialect, "--columns", name, "main.today", "base").out
    assert f"'o''c{quote}x' AS" in sql
    assert f"{quote}o'c{quote}{quote}x{quote} AS x" in sql
    assert f"{quote}main{quote}.{quote}today{quote}" in sql


def test_counts_from_any_database(ask, tmp_path):
    rows = [["label", "today", "baseline"], ["a", "3", "6"], ["b", "5", "10"]]
    found = ask("drift", plain(tmp_path, "c", rows), "--counts", "--json")
    assert found.document["columns"]["label"]["JSD"] == "0"
    assert json.loads(found.out)["columns"]["label"]["rows"] == [8, 16]
