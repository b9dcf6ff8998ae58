"""drift --counts is told its header as every table of counts is, and says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from infocalc.__main__ import main


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("a,5,3\nb,2,4\n", "note: no header"),
        ("label,today,baseline\na,5,3\nb,2,4\n", "note: header: label, today, baseline"),
        ("a|5|3\nb|2|4\n", "note: no header"),
    ],
)
def test_the_first_row_is_told(text: str, note: str, tmp_path: Path, capsys) -> None:
    table = tmp_path / "counts"
    table.write_text(text)
    assert main(["drift", f"@{table}", "--counts", "--max-jsd", "0.04"]) == 1  # JSD is 0.0423
    assert note in capsys.readouterr().err


@pytest.mark.parametrize(("option", "code"), [([], 2), (["--header"], 1), (["--no-header"], 1)])
def test_what_cannot_be_told_is_refused(option: list[str], code: int, tmp_path: Path) -> None:
    table = tmp_path / "counts"
    table.write_text("label,2023,2024\na,5,3\nb,2,4\n")
    assert main(["drift", f"@{table}", "--counts", "--max-jsd", "0", *option]) == code


def test_a_total_is_warned_of(tmp_path: Path, capsys) -> None:
    table = tmp_path / "counts"
    table.write_text("a,5,3\nb,2,4\nTotal,7,7\n")
    main(["drift", f"@{table}", "--counts"])
    assert "row 3 (Total) is the sum of the others" in capsys.readouterr().err
