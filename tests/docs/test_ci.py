"""The lines of shell in the CI examples of the documents are run, as a runner would, on two small tables."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.docs.console import DOCUMENTS, Here, blocks

BLOCKS = blocks(DOCUMENTS["baseline-in-ci"].read_text(encoding="utf-8"), "yaml")
LINES = [
    line for block in BLOCKS for line in re.findall(r"^\s*(?:- run:|entry:|-) (infocalc .*)$", block, re.M)
]

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")


def tables(folder: Path, today: str) -> None:
    (folder / "baseline.csv").write_text("country\nDE\nDE\nFR\nFR\n")
    (folder / "today.csv").write_text(f"country\n{today}\n")


def test_every_example_is_tried():
    assert len(LINES) == 4
    assert all("./infocalc" in line for line in re.findall(r"pip install .*", "".join(BLOCKS)))


@pytest.mark.parametrize("line", LINES)
def test_the_lines_of_the_examples(line, tmp_path):
    shell = Here(tmp_path)
    summary = tmp_path / "summary.md"
    tables(tmp_path, "DE\nFR")
    kept = shell.run(line, GITHUB_STEP_SUMMARY=str(summary))
    assert kept.returncode == 0, kept.stdout
    tables(tmp_path, "US\nUS")
    broken = shell.run(line, GITHUB_STEP_SUMMARY=str(summary))
    assert broken.returncode == 1, broken.stdout
    if "--format github" in line:
        assert "::error file=today.csv," in broken.stdout
    if "SUMMARY" in line:
        assert "| **country** |" in summary.read_text(encoding="utf-8")
    if "junit" in line:
        assert ET.parse(tmp_path / "drift.xml").getroot().get("failures") == "1"


@pytest.mark.parametrize("block", BLOCKS)
def test_the_examples_are_yaml(block):
    yaml = pytest.importorskip("yaml")
    assert yaml.safe_load(block)
