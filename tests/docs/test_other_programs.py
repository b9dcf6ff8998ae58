"""The lines of `help tables` that read what other programs print, run where the program is there."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from infocalc.cli.help import help_text

LINES = [
    line.strip() for line in help_text(["tables"]).splitlines() if re.search(r"\| infocalc entropy -", line)
]
#: a program that needs a server or an account, and what stands in for it
STAND_INS = {
    "kubectl get pods -o json": "cat pods.json",
    "psql --csv -c 'select country, count(*) from orders group by 1' shop": "cat psql.csv",
    "bq query --format=csv 'select country, count(*) as n from shop.orders group by 1'": "cat bq.csv",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pods.json").write_text(
        '{"items": [{"status": {"phase": "Running"}}, {"status": {"phase": "Pending"}}]}'
    )
    (tmp_path / "psql.csv").write_text("country,count\nDE,2\nFR,2\n")
    (tmp_path / "bq.csv").write_text("country,n\nDE,2\nFR,2\n")
    (tmp_path / "words.txt").write_text("b\na\nb\na\n")
    con = sqlite3.connect(tmp_path / "shop.sqlite")
    con.execute("CREATE TABLE orders (status TEXT)")
    con.executemany("INSERT INTO orders VALUES (?)", [["new"], ["paid"]])
    con.commit()
    con.close()
    program = tmp_path / "infocalc"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m infocalc "$@"\n')
    program.chmod(0o755)
    return tmp_path


def test_there_are_lines() -> None:
    assert len(LINES) == 6
    assert all(any(program in line for line in LINES) for program in STAND_INS)


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize("line", LINES)
def test_line(line: str, folder: Path) -> None:
    for program, stand_in in STAND_INS.items():
        line = line.replace(program, stand_in)
    for part in line.split(" | "):
        if shutil.which(part.split()[0]) is None and part.split()[0] != "infocalc":
            pytest.skip(f"no {part.split()[0]}")
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line + " --unit bits"],
        cwd=folder,
        env=os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"(H\(P\)\t)?1(\.0+)?(\t.*)?", done.stdout.strip()), done.stdout
