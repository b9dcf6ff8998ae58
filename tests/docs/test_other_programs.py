"""The lines of `help tables` that read what other programs print, run where the program is there."""

from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from infocalc.cli.help import help_text
from tests.docs.console import Shell

LINES = [
    line.strip() for line in help_text(["tables"]).splitlines() if re.search(r"\| infocalc entropy -", line)
]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    (tmp_path / "pods.json").write_text(
        '{"items": [{"status": {"phase": "Running"}}, {"status": {"phase": "Pending"}}]}'
    )
    (tmp_path / "words.txt").write_text("b\na\nb\na\n")
    con = sqlite3.connect(tmp_path / "shop.sqlite")
    con.execute("CREATE TABLE orders (status TEXT, country TEXT)")
    con.executemany("INSERT INTO orders VALUES (?, ?)", [["new", "DE"], ["paid", "FR"]])
    con.commit()
    con.close()
    return Shell(tmp_path)


def test_there_are_lines() -> None:
    assert len(LINES) == 6


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize("line", LINES)
def test_line(line: str, shell: Shell) -> None:
    for part in line.split(" | "):
        program = part.split()[0]
        if shutil.which(program, path=shell.environment["PATH"]) is None:
            pytest.skip(f"no {program}")
        if program == "duckdb":
            rows = "(SELECT unnest(['DE', 'FR']) AS country)"
            pytest.importorskip("duckdb").sql(f"COPY {rows} TO '{shell.folder}/data.parquet'")
    done = shell.run(line + " --unit bits --quiet")
    assert done.returncode == 0, done.stdout
    assert re.fullmatch(r"(H\(P\)\t)?1(\.0+)?(\t.*)?", done.stdout.strip()), done.stdout
