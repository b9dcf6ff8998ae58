"""The stored first page of help is what Typer makes, at every width."""

from __future__ import annotations

from pathlib import Path

import pytest

from infocalc.__main__ import main
from infocalc.cli.app import read
from infocalc.cli.first_help import PAGE


def test_the_page_is_what_typer_makes(monkeypatch):
    """After a change: python -m tests.refresh."""
    monkeypatch.setenv("COLUMNS", "80")
    page = Path(PAGE).read_bytes()
    assert page.decode("ascii") == read(["--help"])


@pytest.mark.parametrize("columns", ["40", "79", "80", "81", "300", "0", "-1", "wide"])
def test_it_is_the_same_at_every_width(columns, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["--help"]) == 0
    assert capsys.readouterr().out == read(["--help"])


def test_with_a_page_that_is_gone_it_is_made_anew(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("infocalc.cli.first_help.PAGE", str(tmp_path / "gone"))
    assert main(["--help"]) == 0
    assert capsys.readouterr().out == read(["--help"])
