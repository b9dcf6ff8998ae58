"""The scripts in completions/ are those of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from infocalc.cli.completions import FILES, completions_text

HERE = Path(__file__).parents[2] / "completions"


@pytest.mark.parametrize("shell", sorted(FILES))
def test_the_files_are_what_the_program_prints(shell: str) -> None:
    """After a change: infocalc completions SHELL > completions/FILE."""
    assert (HERE / FILES[shell]).read_text(encoding="utf-8") == completions_text([shell])
