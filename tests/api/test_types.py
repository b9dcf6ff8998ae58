"""A type checker finds exactly the wrong calls, and the stub that it reads is that of the tables."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import infocalc
from infocalc.api.signature import stub

CALLS = Path(__file__).with_name("calls.py")
ROOT = Path(__file__).parents[2]


def test_the_stub_is_made_of_the_tables():
    found = Path(infocalc.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    assert found == stub(), "run python -m tests.refresh"


@pytest.mark.whole  # mypy takes seconds
def test_mypy_finds_exactly_the_wrong_calls(tmp_path):
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull, "--no-error-summary"]
    command += [
        "--follow-imports",
        "silent",
        "--ignore-missing-imports",
        "--cache-dir",
        str(tmp_path / "cache"),
    ]
    done = subprocess.run(
        [*command, str(CALLS)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"MYPYPATH": str(ROOT)},
        timeout=600,
    )
    found = {int(n) for n in re.findall(r"calls\.py:(\d+): error", done.stdout)}
    lines = CALLS.read_text(encoding="utf-8").splitlines()
    wrong = {i for i, line in enumerate(lines, 1) if line.endswith("# wrong")}
    right = [line for line in lines if re.match(r"    (ic\.|[a-z]: )", line) and not line.endswith("# wrong")]
    assert (len(right), len(wrong)) == (61, 60)
    assert found == wrong, done.stdout + done.stderr
