"""What pictures say, at several widths of the terminal and as figures: points, scales, titles, shades."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from infocalc.calculus.commands import operated
from infocalc.calculus.operator import OPERATORS
from infocalc.calculus.options import CalculusOptions
from infocalc.report.canvas import draw
from infocalc.report.maps import heat_lines
from infocalc.report.picture import Bars, Heat, Picture
from tests.plots.test_curves import run

pytest.importorskip("numpy")


def picture(operator: str, text: str, **options: Any) -> Picture:
    found = operated(OPERATORS[operator], [text], (), CalculusOptions(plot=True, **options)).picture
    assert found is not None
    return found


def test_a_point_has_a_mark_and_a_tangent() -> None:
    f, slope = picture("diff", "x^2 + 1", at={"x": "3"}).curves
    assert (f.name, slope.name) == ("x^2 + 1", "df/dx = 2·x")
    assert f.marks == ((3.0, 10.0),)
    assert slope.marks == ((3.0, 6.0),)
    (a, b), (c, d) = f.tangent
    assert (d - b) / (c - a) == pytest.approx(6)
    assert b + (3 - a) * 6 == pytest.approx(10)


def test_no_mark_where_there_is_no_value() -> None:
    assert not picture("diff", "x^2").curves[0].marks
    drawn = picture("diff", "|x|", at={"x": "1"}, range="-2,2").curves
    assert drawn[0].marks == ((1.0, 1.0),)


def test_densities_share_a_scale() -> None:
    code, out, _ = run("kl", "Normal(0,1)", "Normal(1,2)", "--plot", "--ascii")
    assert code == 0
    lines = out.partition("\n\n")[2].splitlines()
    assert lines[0] == "D(P||Q) = 0.443147180559945 nats"
    assert lines[1].split() == ["*", "p(x)", "o", "q(x)"]
    assert any("*" in line and "o" in line for line in lines[2:12])


@pytest.mark.parametrize("text", ["p,1-p", "p, (1-p)/2, (1-p)/2"])
def test_an_entropy_over_its_parameter(text: str) -> None:
    code, out, _ = run("entropy", text, "--plot", "--unit", "bits")
    assert code == 0
    assert "H(P) in bits over p" in out
    assert "p = 0" in out
    assert run("entropy", "p,q,1-p-q", "--plot")[0] == 2
    assert run("entropy", "p,q,1-p-q", "--plot", "--at", "q=1/4")[0] == 0


def test_bars_of_names_are_sorted_and_others_are_not() -> None:
    def labels(text: str) -> list[str]:
        shown = run("entropy", text, "--plot", "--ascii")[1].partition("nats\n\n")[2]
        return [line.split()[0] for line in shown.splitlines()[1:]]

    assert labels("c:1/6,a:1/2,b:1/3") == ["a", "b", "c"]
    assert labels("1:1/6,2:1/2,3:1/3") == ["1", "2", "3"]
    assert labels("1/6,1/2,1/3") == ["1", "2", "3"]


def test_arrows_point_up_the_slope() -> None:
    found = picture("grad", "x^2 - y^2")
    assert found.field is not None
    for x, y, u, v in found.field.arrows:
        assert (u, v) == pytest.approx((2 * x, -2 * y))
    lines = draw(found, 80, False).splitlines()
    assert lines[2 - 1].rstrip().endswith("↘")
    assert "↖" in lines[20]
    assert "·" in "".join(lines)


def test_fields_have_gaps() -> None:
    found = picture("grad", "log(x*y)")
    assert found.field is not None
    assert any(math.isnan(v) for row in found.field.heights for v in row)
    assert draw(found, 80, True).isascii()


def test_a_map_of_a_matrix() -> None:
    lines = list(heat_lines(Heat(("a", "b"), ("x", "y"), ((1.0, 0.0), (-0.5, 0.25))), True))
    assert [line.split() for line in lines] == [
        ["x", "y"],
        ["a", "@@", "1", "0"],
        ["b", "++", "-0.5", "..", "0.25"],
    ]
    code, out, _ = run("hessian", "x^2*y^3", "--at", "x=1,y=-2", "--plot")
    assert code == 0
    assert "██ 24" in out
    assert run("hessian", "x^2*y^3", "--plot")[0] == 2
    assert "██ 0.5" in run("mi", "1/2 0; 1/8 3/8", "--plot")[1]


def test_drift_draws_both_tables_on_one_scale(tmp_path: Path) -> None:
    (tmp_path / "today.csv").write_text("c,d\n" + "a,x\n" * 30 + "b,x\n" * 10)
    (tmp_path / "base.csv").write_text("c,d\n" + "a,x\n" * 10 + "b,x\n" * 10)
    code, out, _ = run("drift", f"@{tmp_path}/today.csv", f"@{tmp_path}/base.csv", "--plot", "--ascii")
    assert code == 0
    bars = {tuple(line.split()[-2:]): line for line in out.splitlines() if "#" in line or "=" * 3 in line}
    lengths = {shown[1]: shown[0].count("#") + shown[0].count("=") for shown in bars}
    assert abs(lengths["0.75"] - 1.5 * lengths["0.5"]) <= 1
    assert abs(lengths["1"] - 4 * lengths["0.25"]) <= 2


PICTURES = [
    ("diff", "x^2*sin(x)*exp(-x/3)", "--at", "x=1"),
    ("kl", "Normal(0,1)", "Normal(1,2)"),
    ("entropy", "p,1-p"),
    ("kl", "c:1/6,a:1/2,b:1/3", "a:1/3,b:1/3,c:1/3"),
    ("grad", "x^2-y^2"),
    ("hessian", "x^2*y^3", "--at", "x=1,y=-2"),
    ("mi", "1/2 0; 1/8 3/8"),
]


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("words", PICTURES, ids=lambda words: words[0])
def test_pictures_fit(words: tuple[str, ...], width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    code, out, _ = run(*words, "--plot", "--format", "plain")
    assert code == 0
    drawn = out.partition("\n\n")[2]
    assert max(map(len, drawn.splitlines())) <= width
    assert len(drawn.splitlines()) >= 3


@pytest.mark.parametrize("words", PICTURES, ids=lambda words: words[0])
def test_pictures_as_files(words: tuple[str, ...], tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    path = tmp_path / "p.png"
    assert run(*words, "--plot", str(path))[0] == 0
    assert path.read_bytes().startswith(b"\x89PNG")


def test_one_scale_for_several_pictures() -> None:
    small = Picture(labels=("a",), bars=(Bars("P", (0.25,)),), top=0.5)
    large = Picture(labels=("a",), bars=(Bars("P", (0.5,)),), top=0.5)
    short, long = (draw(one, 80, True).count("#") for one in (small, large))
    assert long == 2 * short
