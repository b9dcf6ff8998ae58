"""The documents inside the package: Markdown files, drawn on a terminal, plain Markdown elsewhere.

The first line of each file is `# Title`; its name without `.md` is that of the topic.
"""

from __future__ import annotations

import sys
from pathlib import Path

from infocalc.cli.page import console, written
from infocalc.cli.terminal import is_terminal

FOLDER = Path(__file__).parents[1] / "documents"


def documents() -> dict[str, str]:
    """The title of each document, by its name."""
    return {path.stem: _title(path) for path in sorted(FOLDER.glob("*.md"))}


def document(name: str) -> str:
    """The text of a document, as the reader of standard output has it best."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    return drawn(text) if is_terminal(sys.stdout) else text


def drawn(text: str) -> str:
    """Markdown as Rich draws it."""
    from rich.markdown import Markdown

    to = console()
    to.print(Markdown(text, code_theme="ansi_dark"))
    return written(to)


def _title(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        return file.readline().lstrip("# ").rstrip()
