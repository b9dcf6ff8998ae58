"""A page of help: what it says is one value, drawn by Rich on a terminal and as plain text elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from textwrap import wrap

from infocalc.annotations import TYPE_CHECKING, Any
from infocalc.cli.terminal import colored, is_terminal, width
from infocalc.records import NamedTuple

if TYPE_CHECKING:
    from rich.console import Console

#: columns of running text that are read with ease, of plain text, of the left one of two
_WIDEST, _PLAIN, _LEFT = 100, 80, 30


class Section(NamedTuple):
    """A heading above two columns, or above lines that stand as they are."""

    title: str
    rows: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()


class Page(NamedTuple):
    """What stands at the top, what it is in a sentence, the sections."""

    title: str
    about: str
    sections: tuple[Section, ...]


def shown(page: Page) -> str:
    """The page as the reader of standard output has it best."""
    return drawn(page) if is_terminal(sys.stdout) else plain(page)


def plain(page: Page) -> str:
    """The page as text of at most 80 columns, as far as its words allow."""
    lines = [page.title, "", *(f"  {line}" for line in wrap(page.about, _PLAIN - 4))]
    for section in page.sections:
        lines += ["", f"{section.title}:", *columns(section.rows), *(f"  {line}" for line in section.lines)]
    return "\n".join([*lines, ""])


def columns(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Two columns, the second one wrapped."""
    rows = list(rows)
    left_width = min(_LEFT, max((len(left) for left, _ in rows), default=0))
    found = []
    for left, right in rows:
        first, *more = wrap(right, _PLAIN - 4 - left_width) or [""]
        fits = len(left) <= left_width
        found += [] if fits else [f"  {left}"]
        found.append(f"  {left if fits else '':{left_width}}  {first}".rstrip())
        found += [f"  {'':{left_width}}  {line}" for line in more]
    return found


def console() -> Console:
    """Where Rich draws a text for the terminal; `written` is what it drew."""
    from io import StringIO

    from rich.console import Console

    color = colored("auto", True)
    return Console(
        file=StringIO(),
        width=min(width(), _WIDEST),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )


def written(by: Console) -> str:
    """The lines that were drawn, without blanks at their ends."""
    text: Any = by.file
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n"


def drawn(page: Page) -> str:
    """The page as Rich draws it: a frame around each section."""
    from rich.panel import Panel
    from rich.text import Text

    to = console()
    to.print(Text(page.title, style="bold"))
    to.print(Text(page.about))
    for section in page.sections:
        to.print(Panel(_inside(section), title=Text(section.title), title_align="left", border_style="dim"))
    return written(to)


def _inside(section: Section) -> Any:
    from rich.table import Table
    from rich.text import Text

    if section.lines:
        return Text("\n".join(section.lines), style="green")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="cyan", max_width=_LEFT, overflow="fold")
    grid.add_column(ratio=1)
    for left, right in section.rows:
        grid.add_row(Text(left), Text(right))
    return grid
