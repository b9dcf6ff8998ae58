"""The lines of shell in the CI examples of the README are run, as a runner would, on two small tables."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", README, re.M | re.S)
LINES = [
    line for block in BLOCKS for line in re.findall(r"^\s*(?:- run:|entry:|-) (infocalc .*)$", block, re.M)
]

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program = folder / "infocalc"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m infocalc "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    summary = str(folder / "summary.md")
    return subprocess.run(
        ["bash", "-e", "-c", line],
        cwd=folder,
        env=os.environ | {"PATH": path, "GITHUB_STEP_SUMMARY": summary},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )


def tables(folder: Path, today: str) -> None:
    (folder / "baseline.csv").write_text("country\nDE\nDE\nFR\nFR\n")
    (folder / "today.csv").write_text(f"country\n{today}\n")


def test_every_example_is_tried():
    assert len(LINES) == 4
    assert all("./infocalc" in line for line in re.findall(r"pip install .*", "".join(BLOCKS)))


@pytest.mark.parametrize("line", LINES)
def test_the_lines_of_the_examples(line, tmp_path):
    tables(tmp_path, "DE\nFR")
    kept = run(line, tmp_path)
    assert kept.returncode == 0, kept.stderr
    tables(tmp_path, "US\nUS")
    broken = run(line, tmp_path)
    assert broken.returncode == 1, broken.stderr
    if "--format github" in line:
        assert "::error file=today.csv," in broken.stdout
    if "SUMMARY" in line:
        assert "| **country** |" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    if "junit" in line:
        assert ET.parse(tmp_path / "drift.xml").getroot().get("failures") == "1"
