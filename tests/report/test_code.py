"""The answer as code: what is printed is run, and gives the certified value."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import math
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from infocalc.__main__ import main
from infocalc.algebra.ball import value
from infocalc.algebra.engine import lower
from infocalc.algebra.point import read_point
from infocalc.calculus.options import CalculusOptions
from infocalc.report.languages import LANGUAGES
from tests.calculus.asked import asked

#: expression, and where the derivatives are compared
POINTS = [
    ("x^2*sin(x)/3 + sqrt(x)", {"x": "7/10"}),
    ("e^(-x)/(1+e^-x)^2 - 2^x", {"x": "-3/10"}),
    ("log(x^2+1)^3 - x^(1/3)", {"x": "12/10"}),
    ("tan x + sec x + coth x", {"x": "1/2"}),
    ("arctan(x/y) + e^(x*y)", {"x": "7/10", "y": "6/5"}),
    ("sigmoid(x) + softplus(y)*tanh(x)", {"x": "-1/2", "y": "2"}),
    ("logsumexp(x, y, z)", {"x": "1", "y": "2", "z": "1/2"}),
    ("|x|*max(x, y) + cbrt(x)", {"x": "-3/2", "y": "1/4"}),
    ("x^2 if x > 1 else x^3*log(x)", {"x": "1/2"}),
    ("lambda^2*x + pi*x^3", {"x": "2", "lambda": "3"}),
    ("-(x - 1)^2/(2*x) - -x", {"x": "3"}),
    ("(x^2)^(y/3)/(x/(y/2))", {"x": "3/2", "y": "5/4"}),
]


def printed(command: str, expression: str, language: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        assert main([command, expression, "--format", language]) == 0
    return out.getvalue()


def expected(expression: str, point: dict[str, str]) -> tuple[list[str], list[float]]:
    """The variables in order, and the certified gradient."""
    report = asked("grad", expression, CalculusOptions(verify=False))
    where = read_point(point)
    formulas = [row.formula for row in report.rows]
    return list(report.input["wrt"]), [float(value(lower(f), where, 17).decimal) for f in formulas if f]


def agree(got: list[float], wanted: list[float]) -> bool:
    return all(math.isclose(a, b, rel_tol=1e-12) for a, b in zip(got, wanted, strict=True))


@pytest.mark.parametrize(("expression", "point"), POINTS)
@pytest.mark.parametrize("language", ["python", "numpy"])
def test_python_and_numpy_run(expression: str, point: dict[str, str], language: str) -> None:
    if language == "numpy":
        pytest.importorskip("scipy.special")
    names, wanted = expected(expression, point)
    space: dict[str, Any] = {}
    exec(printed("grad", expression, language), space)
    numbers = [float(value(read_point(point)[name], {}, 17).decimal) for name in names]
    got = space["grad"](*numbers)
    assert agree([float(row[0]) for row in got], wanted)


def test_numpy_takes_arrays() -> None:
    numpy = pytest.importorskip("numpy")
    space: dict[str, Any] = {}
    exec(printed("diff", "x*sigmoid(x)*max(x, 0)", "numpy"), space)
    xs = numpy.array([-1.0, 0.5, 2.0])
    assert numpy.allclose(space["df_dx"](xs), [float(space["df_dx"](x)) for x in xs], rtol=1e-14)


@pytest.mark.skipif(shutil.which("gcc") is None, reason="no C compiler")
def test_c_compiles_and_runs(tmp_path: Path) -> None:
    """All expressions in one program, which prints every gradient."""
    source, calls, wanted = ["#include <stdio.h>"], [], []
    for i, (expression, point) in enumerate(POINTS):
        names, values = expected(expression, point)
        numbers = [f"{float(value(read_point(point)[name], {}, 17).decimal)!r}" for name in names]
        source.append(printed("grad", expression, "c").replace("void grad", f"void grad{i}"))
        calls.append(f"{{ double g[{len(names)}][1]; grad{i}({', '.join(numbers)}, g);")
        calls.append("".join(f'printf("%.17g\\n", g[{k}][0]);' for k in range(len(names))) + " }")
        wanted += values
    source.append("int main(void) { " + "\n".join(calls) + " return 0; }")
    (tmp_path / "all.c").write_text("\n".join(source), encoding="utf-8")
    subprocess.run(
        ["gcc", "-std=c99", "-Wall", "-Werror", "all.c", "-o", "all", "-lm"], check=True, cwd=tmp_path
    )
    done = subprocess.run([tmp_path / "all"], capture_output=True, text=True, check=True)
    assert agree([float(line) for line in done.stdout.split()], wanted)


@pytest.mark.parametrize("language", ["torch", "jax"])
@pytest.mark.parametrize(("expression", "point"), POINTS)
def test_torch_and_jax(expression: str, point: dict[str, str], language: str) -> None:
    """Python that compiles; run where the library is there."""
    code = printed("grad", expression, language)
    compile(code, language, "exec")
    if importlib.util.find_spec(language) is None:
        return
    names, wanted = expected(expression, point)
    space: dict[str, Any] = {}
    exec(code, space)
    made = space["torch"].tensor if language == "torch" else space["jnp"].array
    numbers = [made(float(value(read_point(point)[name], {}, 17).decimal)) for name in names]
    got = [float(row[0]) for row in space["grad"](*numbers)]
    assert all(math.isclose(a, b, rel_tol=1e-5) for a, b in zip(got, wanted, strict=True))


def test_julia() -> None:
    assert printed("hessian", "x^2 y^3 + e^(x y)", "julia") == (
        "function hessian(x, y)\n"
        "    t1 = y^2\n"
        "    t2 = exp(x*y)\n"
        "    t3 = 6*x*t1 + x*y*t2 + t2\n"
        "    return [2*y^3 + t1*t2 t3; t3 x^2*(6*y + t2)]\n"
        "end\n"
    )


def test_mathml_is_well_formed() -> None:
    from xml.etree import ElementTree

    for expression, _ in POINTS:
        root = ElementTree.fromstring(printed("hessian", expression, "mathml"))
        assert root.tag.endswith("math")


def test_shared_parts_are_computed_once() -> None:
    code = printed("hessian", "log(e^x + e^y + e^z)", "python")
    assert code.count("math.exp(x)") == 1


def test_what_a_language_lacks_is_refused() -> None:
    err = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(err):
        code = main(["diff", "besselj(2, x)", "--format", "c"])
    assert code == 3
    assert "besselj cannot be written as c code" in err.getvalue()
    assert "--format numpy has it" in err.getvalue()


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_template_takes_its_arguments(language: str) -> None:
    row = LANGUAGES[language]
    for name, template in row.functions.items():
        text = template.replace("{all}", "{0}").format("a", "b", "c", "d")
        assert "{" not in text, name
        assert "}" not in text, name
