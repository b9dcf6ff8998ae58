"""The table on a terminal: exact pictures at one width, laws at all of them."""

from __future__ import annotations

import re

import pytest

from infocalc.notation.writer import write
from infocalc.report.grid import aligned, bracketed
from infocalc.report.render import RenderOptions, render
from infocalc.report.report import Number, Report, Row
from tests.report import samples
from tests.report.samples import SAMPLES

COLOR = re.compile(r"\x1b\[[0-9;]*m")

PICTURES = {
    "sigmoid": """\
╭───────┬──────────────────────┬───────┬───────────────────╮
│ diff  │ symbolic             │ exact │ value             │
├───────┼──────────────────────┼───────┼───────────────────┤
│ df/dx │ e^(−x)/(1 + e^(−x))² │ 1/4   │ 0.250000000000000 │
╰───────┴──────────────────────┴───────┴───────────────────╯

verified: 2 points, 1e-70
""",
    "infinite": """\
╭─────────┬──────────┬─────────────────────╮
│ kl      │ symbolic │ value (nats)        │
├─────────┼──────────┼─────────────────────┤
│ D(P||Q) │ ∞        │ inf                 │
│ H(P)    │ log(2)   │   0.693147180559945 │
│ H(P,Q)  │ ∞        │ inf                 │
╰─────────┴──────────┴─────────────────────╯

when: b > a
check: false: differs from 3*x^2 at x = 1/2 (a factor is missing)
gate: --max 0.1 does not hold
warning: 100% ambiguous
note: infinite: outcome 2 has p > 0 and q = 0
""",
    "gradient": """\
df/dx  ⎡ e^x·e^(−y)·cos(e^x) ⎤
df/dy  ⎣ −e^(−y)·sin(e^x)    ⎦
""",
    "hessian": """\
  x       y
⎡ 2·y³    6·x·y² ⎤
⎣ 6·x·y²  6·x²·y ⎦
at x = 1, y = -2
  x                  y
⎡ -16.0000000000000   24.00            ⎤
⎣  24.00             -12.0000000000000 ⎦

note: kind: saddle point
note: eigenvalues: -1, 2
""",
    "steps": """\
╭───────┬─────────────╮
│ diff  │ symbolic    │
├───────┼─────────────┤
│ df/dx │ 2·x·cos(x²) │
╰───────┴─────────────╯

  1. (x^n)' = n*x^(n - 1)
     x² → 2·x
2. sin(u)' = cos(u)*u'
   sin(x²) → 2·x·cos(x²)
""",
}

ASCII_HESSIAN = """\
  x        y
[ 2*y^3    6*x*y^2 ]
[ 6*x*y^2  6*x^2*y ]
at x = 1, y = -2
  x                  y
[ -16.0000000000000   24.00            ]
[  24.00             -12.0000000000000 ]

note: kind: saddle point
note: eigenvalues: -1, 2
"""


@pytest.mark.parametrize("name", PICTURES)
def test_pictures(name: str) -> None:
    assert render(SAMPLES[name], "table") == PICTURES[name]


def test_ascii_picture() -> None:
    assert render(samples.HESSIAN, "table", RenderOptions(ascii=True)) == ASCII_HESSIAN


def _columns(line: str) -> int:
    from rich.cells import cell_len

    return cell_len(COLOR.sub("", line))


@pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES.keys())
@pytest.mark.parametrize("width", [40, 60, 80, 120, 500])
@pytest.mark.parametrize("color", [False, True])
def test_fits_and_loses_nothing(report: Report, width: int, color: bool) -> None:
    """Every line fits; every formula and number is there in full once frames and spaces are taken away."""
    text = render(report, "table", RenderOptions(width, color=color))
    assert max(map(_columns, text.splitlines())) <= width
    assert "…" not in text
    read = _put_together(COLOR.sub("", text))
    for row in report.rows:
        formula = "" if row.formula is None else write(row.formula, "unicode").replace(" ", "")
        assert any(formula in part for part in read)
        assert row.number is None or any(row.number.decimal in part for part in read)


def _put_together(text: str) -> list[str]:
    """What a reader puts together again: each column of a frame, top to bottom, and the whole."""
    split = [line.split("│") for line in text.splitlines()]
    columns = [[cells[k] for cells in split if len(cells) > k] for k in range(max(map(len, split)))]
    return [re.sub(r"\s", "", "".join(part)) for part in [*columns, text]]


@pytest.mark.parametrize("width", [-5, 0, 39, 10**9])
def test_any_width_is_clamped(width: int) -> None:
    text = render(samples.LONG, "table", RenderOptions(width))
    assert 20 < max(map(_columns, text.splitlines())) <= 500


@pytest.mark.parametrize("variable", ["COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM"])
@pytest.mark.parametrize("value", ["0", "1", "dumb", "1000000000"])
def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    plain = [render(report, "table") for report in SAMPLES.values()]
    colored = [render(report, "table", RenderOptions(color=True)) for report in SAMPLES.values()]
    monkeypatch.setenv(variable, value)
    assert [render(report, "table") for report in SAMPLES.values()] == plain
    assert [render(report, "table", RenderOptions(color=True)) for report in SAMPLES.values()] == colored


def test_colour_is_all_that_colour_changes() -> None:
    for report in SAMPLES.values():
        colored = render(report, "table", RenderOptions(color=True))
        bare = "\n".join(COLOR.sub("", line).rstrip() for line in colored.splitlines()) + "\n"
        assert bare == render(report, "table")
        assert not re.search(r"\x1b\[[0-9;]*(?:3[03-7]|4[0-7]|9[0-7])m", colored), (
            "a colour, unfit for light or dark"
        )


def test_labels_are_text() -> None:
    text = render(samples.HOSTILE, "table", RenderOptions(120))
    assert "[red]:smile: [/] a|b<U+202E>" in text
    assert "<U+001B>[31m" in text
    assert "名字é" in text


def test_a_wide_matrix_has_a_line_for_each_entry() -> None:
    text = render(samples.WIDE_HESSIAN, "table", RenderOptions(80))
    assert "(1,1) d2f/dx2" in text
    assert "│ (2,2) d2f/dy2  │" in text
    assert "⎡" not in text


def test_unproved_digits_are_marked() -> None:
    assert "│ ~1.03972077083992 │" in render(samples.NUMERIC, "table")


def test_one_by_one() -> None:
    report = Report("hessian", {"wrt": ["x"]}, (Row("d2f/dx2", samples.two, None, 1, 1),), (1, 1))
    assert render(report, "table") == "d2f/dx2  [ 2 ]\n"


def test_a_matrix_without_formulas() -> None:
    rows = (Row("a", None, Number("1.5", True), 1, 1), Row("b", None, Number("-22.25", True), 2, 1))
    assert render(Report("grad", {}, rows, (2, 1)), "table") == "a  ⎡   1.5  ⎤\nb  ⎣ -22.25 ⎦\n"


def test_aligned() -> None:
    assert aligned(["1.5", "-22.25", "inf", "7", "1e-20"]) == [
        "  1.5  ",
        "-22.25 ",
        "inf    ",
        "  7    ",
        "  1e-20",
    ]
    assert aligned([]) == []


def test_bracketed() -> None:
    assert bracketed([["a"], ["bb"], ["c"]]) == ["⎡ a  ⎤", "⎢ bb ⎥", "⎣ c  ⎦"]
