"""The examples of the README are run, and what they print is what stands there.

A block ```console has lines `$ COMMAND`, each followed by what it prints, errors and notes included;
`# exit N` at the end of a command is its exit code, 0 otherwise.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

README = Path(__file__).parents[2] / "README.md"


class Example(NamedTuple):
    command: str
    output: str


def examples() -> list[Example]:
    found = []
    for block in re.findall(r"^```console\n(.*?)^```", README.read_text(encoding="utf-8"), re.M | re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            found.append(Example(command, output))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory, with the program on the search path under its name."""
    found = tmp_path_factory.mktemp("readme")
    (found / "bin").mkdir()
    program = found / "bin" / "infocalc"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m infocalc "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return found


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize("example", examples(), ids=lambda example: example.command)
def test_example(example: Example, folder: Path) -> None:
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", example.command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=folder,
        env=environment,
        timeout=60,
    )
    code = re.search(r"# exit (\d+)$", example.command)
    assert done.returncode == (int(code[1]) if code else 0), done.stdout
    assert done.stdout == example.output


def test_there_are_examples() -> None:
    assert len(examples()) >= 15
