"""The golden cases: what a person types, and every byte that comes back.

A case of cases/*.toml is one command line, split as a shell splits it:

    run    the line, without the word infocalc
    stdin  what comes through the pipe; without it standard input is a terminal
    files  files of the working directory, by name
    out    standard output, whole
    err    standard error, whole; or `err_has`, a list of texts that are in it
    has    a list of texts that are in the output, where the whole is not the point
    exit   the exit code, 0 unless given
"""

from __future__ import annotations

import io
import json
import shlex
import sys
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from infocalc.__main__ import main
from infocalc.report.document import schema
from tests.report.schema_check import problems

FOLDER = Path(__file__).parent / "cases"
SCHEMA = json.loads(schema())
FIELDS = {"run", "stdin", "files", "out", "err", "err_has", "has", "exit", "why"}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        found += [pytest.param(row, id=f"{path.stem}: {row['run']}") for row in rows]
    return found


@pytest.mark.parametrize("case", cases())
def test_case(case, tmp_path, monkeypatch):
    assert set(case) <= FIELDS, "a misspelt field would check nothing"
    assert {"out", "has", "err", "err_has"} & set(case), "a case that expects nothing"
    for name, text in case.get("files", {}).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    given = case.get("stdin")
    stdin = Terminal() if given is None else io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(shlex.split(case["run"]))
    assert code == case.get("exit", 0), err.getvalue()
    if "--json" in case["run"] or "--format json" in case["run"]:
        documents = [json.loads(out.getvalue())] if "\n{" not in out.getvalue() else []
        documents = documents or [json.loads(line) for line in out.getvalue().splitlines()]
        assert [problem for document in documents for problem in problems(document, SCHEMA)] == []
    if "out" in case:
        assert out.getvalue() == case["out"]
    if "err" in case:
        assert err.getvalue() == case["err"]
    for text in case.get("has", []):
        assert text in out.getvalue()
    for text in case.get("err_has", []):
        assert text in err.getvalue()
