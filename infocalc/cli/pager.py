"""A text that is longer than the terminal goes through a pager: PAGER, or less."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from infocalc.cli.sink import Sink
from infocalc.cli.terminal import is_terminal

if TYPE_CHECKING:
    from subprocess import Popen

#: as other programs call it: colours pass, the text stays on the screen behind it
_USUAL = "less -R -F -X"


class Pager(Sink):
    """Standard output, through a pager where the text is longer than the terminal."""

    def write(self, text: str) -> None:
        if not (is_terminal(sys.stdout) and is_terminal(sys.stdin) and _is_long(text) and _paged(text)):
            super().write(text)


def _is_long(text: str) -> bool:
    from shutil import get_terminal_size

    return text.count("\n") >= get_terminal_size().lines


def _paged(text: str) -> bool:
    """Whether the text was shown by a pager; without one, or with PAGER='' or cat, it is only written."""
    import shlex
    import subprocess

    try:
        words = shlex.split(os.environ.get("PAGER", _USUAL))
        if not words or words == ["cat"]:
            return False
        shown = subprocess.Popen(words, stdin=subprocess.PIPE)
    except (OSError, ValueError):
        return False
    _feed(shown, text.encode("utf-8", "replace"))
    return True


def _feed(pager: Popen[bytes], text: bytes) -> None:
    """Hand the text over and wait until the reader is done; Ctrl-C is the pager's."""
    assert pager.stdin is not None
    with suppress(BrokenPipeError), pager.stdin:  # the reader may have seen enough
        pager.stdin.write(text)
    while True:
        with suppress(KeyboardInterrupt):
            pager.wait()
            return
