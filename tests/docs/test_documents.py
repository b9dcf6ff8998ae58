"""Documents inside the package: each can be read, drawn on a terminal, as Markdown in a pipe."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infocalc.cli import documents
from infocalc.cli.entries import entries
from infocalc.cli.help import help_text
from infocalc.cli.topics import TOPICS
from infocalc.errors import UsageError

SAMPLE = "# A title\n\nText with `code`.\n\n```sh\ninfocalc diff x^2\n```\n"


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "a-page.md").write_text(SAMPLE, encoding="utf-8")
    monkeypatch.setattr(documents, "FOLDER", tmp_path)
    entries.cache_clear()
    yield tmp_path
    entries.cache_clear()


@pytest.mark.usefixtures("folder")
def test_a_document_is_plain_markdown_in_a_pipe() -> None:
    assert help_text(["a-page"]) == SAMPLE
    assert "  a-page         A title\n" in help_text([])


@pytest.mark.usefixtures("folder")
def test_a_document_is_drawn_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setenv("NO_COLOR", "1")
    shown = help_text(["a-page"])
    assert "infocalc diff x^2" in shown
    assert "`" not in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("name", ["../a-page", "a-page.md", "/etc/passwd", "a-pgae"])
@pytest.mark.usefixtures("folder")
def test_only_the_documents_are_read(name: str) -> None:
    with pytest.raises(UsageError, match="no help on"):
        help_text([name])


@pytest.mark.parametrize("name", documents.documents())
def test_every_document(name: str) -> None:
    text = (documents.FOLDER / f"{name}.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert text.count("\n# ") == 0 or "```" in text
    assert name not in TOPICS, "two topics with one name"
    assert documents.documents()[name]
