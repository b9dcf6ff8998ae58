"""The blocks of the documents in which a person types: run as a shell and as Python would run them.

A block ```console has lines `$ COMMAND`, continued by lines that begin with `> `, each followed by what is
printed, errors and notes included; `# exit N` at the end of a command is its exit code, 0 otherwise.
The commands of one document share a folder. A block ```pycon is a session of Python.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from unittest import mock

from infocalc.__main__ import main

ROOT = Path(__file__).parents[2]
DOCUMENTS = {
    path.stem: path for path in [ROOT / "README.md", *sorted((ROOT / "infocalc" / "documents").glob("*.md"))]
}
_DUCKDB = "import duckdb, sys; duckdb.sql(sys.argv[1]).write_csv('/dev/stdout')"
#: what stands in for a program that asks a server, and asks a file of the test instead
SERVERS = {
    "psql": 'exec sqlite3 -csv -header "$4.sqlite" "$3"',
    "bq": """exec sqlite3 -csv -header -cmd "ATTACH 'shop.sqlite' AS shop" shop.sqlite "$3\"""",
    "kubectl": "cat pods.json",
    "duckdb": f'exec "{sys.executable}" -c "{_DUCKDB}" "$3"',
}
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.M | re.S)
_TYPED = re.compile(r"^\$ (.*\n(?:> .*\n)*)((?:(?!\$ ).*\n)*)", re.M)


class Shell:
    """A folder with `infocalc` on the search path under its name, and what stands in for servers but some."""

    def __init__(self, folder: Path, but: Collection[str] = ()) -> None:
        self.folder = folder
        programs = folder / ".bin"
        programs.mkdir()
        own = {"infocalc": f'exec "{sys.executable}" -P -m infocalc "$@"'}
        for name, line in (own | {name: line for name, line in SERVERS.items() if name not in but}).items():
            (programs / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
            (programs / name).chmod(0o755)
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        plain = {name: value for name, value in os.environ.items() if not name.startswith("INFOCALC_")}
        self.environment = plain | {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}

    def run(self, command: str, **more: str) -> subprocess.CompletedProcess[str]:
        """One command, its errors among its output."""
        return subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=self.folder,
            env=self.environment | more,
            timeout=60,
        )


#: a line that a shell does nothing to but split it, and its comment
_ALONE = re.compile(
    r"""infocalc(?: (?:[^|;&<>$`*?{}()\[\]~\\'"#\n]|'[^']*'|"[^"$`\\\n]*")*)?(?: # exit \d+)?"""
)


class Here(Shell):
    """A shell that asks infocalc in this process wherever a line is nothing but that."""

    def run(self, command: str, **more: str) -> subprocess.CompletedProcess[str]:
        if not _ALONE.fullmatch(command):
            return super().run(command, **more)
        said = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n", write_through=True)
        words = shlex.split(command, comments=True)[1:]
        with (
            mock.patch.dict(os.environ, self.environment | more, clear=True),
            contextlib.chdir(self.folder),
            open(os.devnull, encoding="utf-8") as nothing,
            mock.patch.object(sys, "stdin", nothing),
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(said),
        ):
            code = main(words)
        return subprocess.CompletedProcess(words, code, said.buffer.getvalue().decode())


def blocks(text: str, language: str) -> list[str]:
    """The blocks of a language in a document."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)


def commands(text: str) -> list[str]:
    """What is typed in the blocks of a document."""
    return [_command(found) for block in _BLOCK.findall(text) for found in _TYPED.finditer(block)]


def typed_and_printed(text: str) -> list[tuple[str, str]]:
    """What is typed in the blocks of a document, each with what it prints."""
    return [(_command(found), found[2]) for block in _BLOCK.findall(text) for found in _TYPED.finditer(block)]


def answered(text: str, shell: Shell) -> str:
    """The document with what its commands print now."""
    return _BLOCK.sub(lambda block: f"```console\n{_TYPED.sub(shell_answers(shell), block[1])}```", text)


def shell_answers(shell: Shell):
    def typed(found: re.Match[str]) -> str:
        command = _command(found)
        done = shell.run(command)
        code = re.search(r"# exit (\d+)$", command)
        assert done.returncode == (int(code[1]) if code else 0), f"{command}\n{done.stdout}"
        return f"$ {found[1]}{done.stdout}"

    return typed


def _command(found: re.Match[str]) -> str:
    return re.sub(r"^> ", "", found[1], flags=re.M).removesuffix("\n")
