"""What psql prints of a real server is read; the lines of the documents that ask one are run."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from infocalc.cli.help import help_text
from tests.docs import postgres
from tests.docs.console import DOCUMENTS, Shell, typed_and_printed

pytestmark = pytest.mark.skipif(postgres.missing() is not None, reason=str(postgres.missing()))

TABLES = """
create table orders (id int, country text, status text);
insert into orders values (1, 'DE', 'new'), (2, 'DE', 'paid'), (3, 'FR', 'paid'), (4, 'FR', 'paid');
create table cities (name text, old bool);
insert into cities values ('New York', true), ('Rome', true), ('New York', false), (null, false),
  ('New York', true), ('Rome', true);
create table today_table (country text);
create table baseline_table (country text);
insert into today_table values ('DE'), ('DE'), ('FR'), (null);
insert into baseline_table values ('DE'), ('FR'), ('FR'), (null);
"""
#: the lines of `help tables` that ask a server, continued lines joined
LINES = [
    line.strip()
    for line in help_text(["tables"]).replace("\\\n", "").splitlines()
    if "psql" in line and " | " in line
]
PRINTED = [
    pytest.param(name, typed, printed, id=f"{name}: {typed}")
    for name, path in DOCUMENTS.items()
    for typed, printed in typed_and_printed(path.read_text(encoding="utf-8"))
    if typed.startswith("psql")
]
#: H of (3, 2, 1)/6
ENTROPY = "1.01140426470735"
COUNTS = "select name, count(*) from cities group by 1 order by 2 desc"


@pytest.fixture(scope="module")
def asked() -> Iterator[dict[str, str]]:
    with postgres.server("shop") as known:
        subprocess.run(["psql", "-q", "-c", TABLES], check=True, env=os.environ | known)
        yield known


@pytest.fixture
def shell(tmp_path: Path, asked: dict[str, str]) -> Shell:
    shell = Shell(tmp_path, but={"psql"})
    shell.environment |= asked
    return shell


def answer(shell: Shell, line: str) -> str:
    done = shell.run(line)
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_there_are_lines() -> None:
    assert len(LINES) == 2
    assert PRINTED


@pytest.mark.parametrize(("name", "typed", "printed"), PRINTED)
def test_a_document_says_what_is_printed(shell: Shell, name: str, typed: str, printed: str) -> None:
    assert answer(shell, typed) == printed, name


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_the_help(shell: Shell, line: str) -> None:
    answered = answer(shell, line)
    if "drift" in line:
        assert re.search(r"country\tlabels\t3\t", answered), answered
    else:
        assert "log(2)" in answered


@pytest.mark.parametrize(
    "how",
    [
        *("", "--csv", "-A", "-At", "-AtF,", "-AtF $'\\t'", "-t", "-x", "-Ax", "-P border=0", "-P border=2"),
        *("-P linestyle=unicode", "-P linestyle=unicode -P border=2", "-P null=NULL", "-P footer=off"),
        *("-c '\\timing'", "-P format=wrapped"),
    ],
)
def test_every_way_to_print(shell: Shell, how: str) -> None:
    pipe = f'psql {how} -c "{COUNTS}" | infocalc entropy - --counts --format value --quiet'
    assert answer(shell, pipe) == f"{ENTROPY}\n"


@pytest.mark.parametrize("how", ["", "--csv", "-At", "-x"])
def test_two_columns_of_labels(shell: Shell, how: str) -> None:
    pairs = "select country, status, count(*) as n from orders group by 1, 2"
    answered = answer(shell, f'psql {how} -c "{pairs}" | infocalc mi - --counts --format value --quiet')
    assert answered == "0.215761554338836\n"


@pytest.mark.parametrize("how", ["", "--csv", "-At"])
def test_observations_and_probabilities(shell: Shell, how: str) -> None:
    asks = f"psql {how} -c"
    header = "--no-header" if how == "-At" else "--header"
    sample = f"infocalc entropy - --samples {header} --format value --quiet"
    rows = answer(shell, f"{asks} 'select status from orders' | {sample}")
    assert rows == "0.562335144618808\n"
    shares = "select status, count(*) / 4.0 as p from orders group by 1"
    assert answer(shell, f"{asks} '{shares}' | infocalc entropy - --format value --quiet") == rows


@pytest.mark.parametrize("how", ["-H", "-P format=latex", "-P format=asciidoc"])
def test_what_is_no_table_is_refused(shell: Shell, how: str) -> None:
    done = shell.run(f'psql {how} -c "{COUNTS}" | infocalc entropy - --counts')
    assert done.returncode == 2, done.stdout
