"""The first page of help, as Typer made it before: to make it again takes ten times as long as to read it.

Typer makes at most 80 columns, so the page is that of every terminal that is no narrower.
"""

from __future__ import annotations

import os
import sys

COLUMNS = 80
PAGE = os.path.join(os.path.dirname(__file__), "first_help.txt")


def first_help() -> str | None:
    """The page; None on a narrow terminal, for which it is made anew."""
    if _columns() < COLUMNS:
        return None
    try:
        with open(PAGE, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return None


def _columns() -> int:
    """As shutil.get_terminal_size, whose module loads three kinds of compression."""
    try:
        typed = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        typed = 0
    if typed > 0:
        return typed
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or COLUMNS  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return COLUMNS
