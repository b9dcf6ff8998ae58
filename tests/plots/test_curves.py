"""Curves are cut at poles and jumps and nowhere else; pictures show what the numbers say."""

from __future__ import annotations

import contextlib
import io
import math
from pathlib import Path

import pytest

from infocalc.__main__ import main
from infocalc.algebra.curves import _window, curve, interval
from infocalc.calculus.reading import read_function
from infocalc.errors import UsageError
from infocalc.report.canvas import draw
from infocalc.report.picture import Bars, Picture

numpy = pytest.importorskip("numpy")


def run(*argv: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(argv)
    return code, out.getvalue(), err.getvalue()


#: function, how many pieces it has on [-5, 5]
PIECES = [
    ("x^2", 1),
    ("1/x", 2),
    ("1/x^2", 2),
    ("tan(x)", 5),
    ("sign(x)", 2),
    ("floor(x/2)", 6),
    ("|x|", 1),
    ("sqrt(|x|)", 1),
    ("e^(50*x)", 1),
    ("sin(20*x)", 1),
    ("log(x)", 1),
    ("x if x < 1 else x + 1/100", 2),
]


@pytest.mark.parametrize(("text", "pieces"), PIECES)
def test_pieces(text: str, pieces: int) -> None:
    found = curve(text, read_function(text).expr, "x", -5.0, 5.0)
    assert found is not None
    assert len([s for s in found.segments if len(s) > 1]) == pieces
    assert found.low < found.high


def test_a_pole_does_not_flatten_the_rest() -> None:
    found = curve("1/x", read_function("1/x").expr, "x", -5.0, 5.0)
    assert found is not None
    assert found.high < 20


@pytest.mark.parametrize(("height", "shown"), [(5.2, 5.2), (8.0, 1.175)])
def test_heights_beyond_most_are_cut(height: float, shown: float) -> None:
    """Nine tenths of the values lie within 0.9: six times that is shown whole, more with a quarter beyond."""
    values = numpy.append(numpy.linspace(0, 1, 999), height)
    low, high = _window(values)
    assert low == 0
    assert high == pytest.approx(shown, abs=0.01)


def test_nothing_to_draw() -> None:
    assert curve("f", read_function("sqrt(x)").expr, "x", -5.0, -1.0) is None
    code, out, err = run("diff", "sqrt(x)", "--plot", "--range=-5,-1")
    assert (code, out) == (3, "")
    assert "no real value between -5 and -1" in err


def test_interval() -> None:
    assert interval(None) == (-5.0, 5.0)
    assert interval(None, "3") == (-2.0, 8.0)
    assert interval("0,pi") == (0.0, math.pi)
    for wrong in ("1", "2,1", "a,b", "1,2,3"):
        with pytest.raises(UsageError):
            interval(wrong)


def test_the_terminal_picture() -> None:
    code, out, _ = run("diff", "x^2", "--plot", "--ascii")
    assert code == 0
    answer, _, drawn = out.partition("\n\n")
    assert answer == "df/dx\t2*x\t"
    lines = drawn.splitlines()
    assert lines[0].strip() == "x^2"
    assert lines[1].startswith("       25 |*")
    assert lines[10].startswith("        0 |")
    assert lines[-1].split() == ["x", "=", "-5", "5"]
    assert drawn.isascii()
    assert max(map(len, lines)) <= 80


def test_bars_are_as_long_as_the_probabilities() -> None:
    shown = draw(Picture(labels=("a", "b"), bars=(Bars("P", (0.25, 0.75)),)), 80, True)
    short, long = (line.count("#") for line in shown.splitlines())
    assert abs(long - 3 * short) <= 2


def test_densities() -> None:
    code, out, _ = run("kl", "Uniform(0,1)", "Uniform(0,2)", "--plot")
    assert code == 0
    for name in ("p(x)", "q(x)", "p(x)*log(p(x)/q(x))"):
        assert name in out


def test_one_answer_only() -> None:
    code, _, err = run("laplacian", "x^2", "--plot")
    assert code == 2
    assert "no such option: --plot" in err
    assert run("grad", "x^2", "--plot")[0] == 2
    assert run("diff", "x*y", "x", "--plot")[0] == 2
    assert run("diff", "x^2", "--plot=picture.gif")[0] == 2


@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_files(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"f.{kind}"
    code, out, err = run("diff", "x^2", "--plot", str(path))
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        assert (code, out) == (2, "")
        assert "pip install matplotlib brings it" in err
        assert not path.exists()
        return
    assert (code, out) == (0, "df/dx\t2*x\t\n")
    start = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}[kind]
    first = path.read_bytes()
    assert first.startswith(start)
    run("diff", "x^2", "--plot", str(path))
    assert path.read_bytes() == first
