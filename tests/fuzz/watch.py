"""Running infocalc in this process and watching what it does: exit code, what it wrote, what it touched."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any, NamedTuple

from infocalc.__main__ import main
from infocalc.functions import TABLE as FUNCTIONS
from infocalc.information.families import TABLE as FAMILIES

#: what a formula, a table or a command line must never cause
FORBIDDEN = frozenset("open exec compile import os.system os.exec os.fork os.posix_spawn".split())
FORBIDDEN_KINDS = ("socket.", "subprocess.", "ctypes.", "shutil.", "urllib.", "pickle.")


class Result(NamedTuple):
    code: int
    out: str
    err: str


def run(argv: Sequence[str], stdin: bytes = b"") -> Result:
    """One command line in this process, as `infocalc` in a shell would run it."""
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    out, err = io.StringIO(), io.StringIO()
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main(list(argv))
    finally:
        sys.stdin = before
    return Result(code, out.getvalue(), err.getvalue())


class Watch:
    """The forbidden events since the hook was set; hooks stay, so there is one watch for the process."""

    def __init__(self) -> None:
        self.events: list[tuple[str, str]] = []
        self.active = False
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.active and (event in FORBIDDEN or event.startswith(FORBIDDEN_KINDS)):
            self.events.append((event, repr(arguments)[:200]))

    @contextmanager
    def on(self) -> Iterator[list[tuple[str, str]]]:
        """Listen; what is heard is in the list, which starts empty."""
        self.events.clear()
        writes, sys.dont_write_bytecode = (
            sys.dont_write_bytecode,
            True,
        )  # a module loaded first here is no event
        self.active = True
        try:
            yield self.events
        finally:
            self.active, sys.dont_write_bytecode = False, writes


WATCH = Watch()


def warm_up() -> None:
    """Load what is loaded on first use, so that no import of ours is taken for an event."""
    import difflib  # noqa: F401  (used where a name is unknown)
    import unicodedata  # noqa: F401  (used where a character is unknown)
    from importlib import import_module
    from pkgutil import walk_packages

    import infocalc

    for module in walk_packages(infocalc.__path__, "infocalc."):  # each may be loaded at first use
        import_module(module.name)

    for table in (FUNCTIONS, FAMILIES):  # a row comes with its module
        list(table.values())

    for line in (
        "sinn(x)",
        "х",
        "x^2*sin(x)/(1 + e^x)",
        "x(",
        "besselj(2, x)",
        "\\frac{x}{2}",
        "|x|",
        "erf(x)^x",
    ):
        run(["diff", line])
        run(["diff", line, "x", "--at", "x=1/3"])
    for raw in (b"p\n0.5\n0.5\n", b"a,0.5\nb,0.6\n", b'{"a": 0.5, "b": 0.5}', b"\xff\xfe"):
        run(["entropy", "-"], raw)
