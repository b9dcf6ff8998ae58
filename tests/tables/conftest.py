"""One command line in a folder of its own."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import Any, NamedTuple

import pytest

from infocalc.__main__ import main


class Answer(NamedTuple):
    """What came back: the exit code, both streams, the JSON document where there is one."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)

    def row(self, name: str) -> str:
        """The decimal of a row."""
        return {row["name"]: row["decimal"] for row in self.document["results"]}[name]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def ask(tmp_path, monkeypatch):
    """Run a command line in tmp_path; standard input is a terminal, or the text given."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def asked(*argv: str, stdin: bytes | None = None) -> Answer:
        given = Terminal() if stdin is None else io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
        monkeypatch.setattr(sys, "stdin", given)
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(list(argv))
        return Answer(code, out.getvalue(), err.getvalue())

    return asked
