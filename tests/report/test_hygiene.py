"""No text of unknown origin can act on a terminal, a CI runner or a spreadsheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infocalc.report.hygiene import printable, spreadsheet_cell, well_formed

ANY = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, é, 名字, ∂", "plain text, é, 名字, ∂"),
        ("a\nb\tc\r", "a<U+000A>b<U+0009>c<U+000D>"),
        ("\x1b[31m", "<U+001B>[31m"),
        ("\u202eabc\u2066\u200b\ufeff\u00a0", "<U+202E>abc<U+2066><U+200B><U+FEFF><U+00A0>"),
        ("\ud800", "<U+D800>"),
        ("\U000e0041", "<U+E0041>"),
        ("::error::x", "<U+003A>:error::x"),
        ("  ::set-output", "  <U+003A>:set-output"),
        ("std::string", "std::string"),
        ("x ##vso[task]", "x <U+0023>#vso[task]"),
        ("##teamcity[x]", "<U+0023>#teamcity[x]"),
        ("##[group]", "<U+0023>#[group]"),
        ("## heading", "## heading"),
    ],
)
def test_shown(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(ANY)
def test_printable_is_printable(text: str) -> None:
    shown = printable(text)
    assert shown.isprintable()
    assert printable(shown) == shown
    assert "\n" not in shown
    shown.encode("utf-8")
    printable(text, ascii_only=True).encode("ascii")
    well_formed(text).encode("utf-8")


@pytest.mark.parametrize("text", ["-1.5", "+2", "-.5e-3", "-inf", "x - 1", "'", "", "1/2"])
def test_cells_that_stay(text: str) -> None:
    assert spreadsheet_cell(text) == text


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x^2", "@SUM(A1)", "\tx", "\rx", "-", "-1-1", "=", "-1/2"])
def test_cells_that_are_quoted(text: str) -> None:
    assert spreadsheet_cell(text) == "'" + text
