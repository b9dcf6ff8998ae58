"""The picture of the README: screens of a terminal, as SVG."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tests.docs.console import ROOT

PICTURE = ROOT / "infocalc" / "documents" / "screen.svg"
#: the file of each screen, and what was typed
SCREENS = {
    "diff": "infocalc diff 'x^2 sin x' --at x=pi/2",
    "kl": "infocalc kl 1/3,1/3,1/3 1/2,1/3,1/6 --both",
}


def screens() -> str:
    """The screens one after the other, each below what was typed."""
    folder = Path(__file__).parent / "screens"
    return "\n".join(
        f"$ {typed}\n{(folder / f'{name}.txt').read_text(encoding='utf-8')}"
        for name, typed in SCREENS.items()
    )


def picture() -> str:
    """The SVG, with no font that would have to be fetched."""
    console = Console(record=True, width=82, file=StringIO())
    console.print(Text(screens().rstrip()))
    found = console.export_svg(title="infocalc", unique_id="infocalc")
    bare = re.sub(r"@font-face \{.*?\}", "", found, flags=re.S)
    return bare.replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace")
