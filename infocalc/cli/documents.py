"""The documents inside the package: Markdown files, drawn on a terminal, plain Markdown elsewhere.

The first line of each file is `# Title`; its name without `.md` is that of the topic.
"""

from __future__ import annotations

import sys
from pathlib import Path

from infocalc.cli.terminal import colored, is_terminal, width

FOLDER = Path(__file__).parents[1] / "documents"
#: columns of running text that are read with ease
_WIDEST = 100


def documents() -> dict[str, str]:
    """The title of each document, by its name."""
    return {path.stem: _title(path) for path in sorted(FOLDER.glob("*.md"))}


def document(name: str) -> str:
    """The text of a document, as the reader of standard output has it best."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    return drawn(text) if is_terminal(sys.stdout) else text


def drawn(text: str) -> str:
    """Markdown as Rich draws it."""
    from io import StringIO

    from rich.console import Console
    from rich.markdown import Markdown

    color, shown = colored("auto", True), StringIO()
    console = Console(
        file=shown,
        width=min(width(), _WIDEST),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
    )
    console.print(Markdown(text, code_theme="ansi_dark"))
    return "\n".join(line.rstrip() for line in shown.getvalue().splitlines()) + "\n"


def _title(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        return file.readline().lstrip("# ").rstrip()
