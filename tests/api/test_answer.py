"""What a Report is in Python: numbers, arrays, code that is called, texts, equality, notebooks."""

from __future__ import annotations

import copy
import json
import math
import pickle
from fractions import Fraction

import numpy as np
import pytest

import infocalc as ic
from infocalc.functions import TABLE
from infocalc.report.languages import LANGUAGES
from infocalc.report.report import Report


def test_the_number():
    answer = ic.eval("pi/4")
    assert isinstance(answer, Report)
    assert answer.value == float(answer) == math.pi / 4
    assert (answer.decimal, answer.symbolic, answer.exact) == ("0.785398163397448", "pi/4", None)
    assert answer.certified
    assert ic.eval("2/8").exact == Fraction(1, 4)
    assert ic.eval("pi", digits=30).decimal == "3.14159265358979323846264338328"
    assert complex(ic.eval("(1+2i)^2", complex=True)) == -3 + 4j
    for text, value in {
        "i": 1j,
        "-3i/2": -1.5j,
        "(1 - 8000i)/8": 0.125 - 1000j,
        "2": 2,
        "-1 + i": -1 + 1j,
    }.items():
        assert complex(ic.eval(text, complex=True)) == value
    assert ic.kl([1, 0], [0, 1]).value == math.inf
    assert ic.diff("x^2").value is None
    with pytest.raises(ic.NoAnswer):
        float(ic.diff("x^2"))


@pytest.mark.parametrize("text", ["sin(1)", "e^10", "1/3", "sqrt(2)*10^20", "gamma(1/3)"])
def test_the_double_is_the_nearest_whatever_the_digits(text):
    exact = float(ic.eval(text, digits=40).decimal)
    assert [ic.eval(text, digits=n).value for n in (3, 15, 17)] == [exact] * 3


def test_matrices():
    answer = ic.hessian("x^2 y^3", at={"x": 1, "y": 2})
    assert answer.matrix == answer.to_numpy().tolist() == [[16.0, 24.0], [24.0, 12.0]]
    assert ic.jacobian(["x*y", "x + y"], wrt=["x", "y"]).matrix == [["y", "x"], [1.0, 1.0]]
    assert ic.grad("x^2 y").to_numpy is not None
    with pytest.raises(ic.NoAnswer):
        ic.grad("x^2 y").to_numpy()
    assert ic.entropy([0.5, 0.5]).to_numpy() == pytest.approx(math.log(2))
    assert ic.entropy([0.5, 0.5]).matrix == []


def test_the_truth_of_an_answer_is_its_verdict():
    assert ic.equal("sin(2x)", "2 sin x cos x")
    assert not ic.equal("x", "x + 1")
    assert ic.diff("x^2", check="2x")
    assert not ic.diff("x^2", check="3x")
    assert not ic.entropy([0.5, 0.5], max=0.1)
    assert ic.entropy([0.5, 0.5], max={"H(P)": "log(2)"}, min=0.1).ok
    assert [gate.holds for gate in ic.entropy([0.5, 0.5], max=[1, 0.1]).gates] == [True, False]


def test_equality_hash_pickle_and_copies():
    answers = [
        lambda: ic.hessian("x^2 y^3", steps=True),
        lambda: ic.kl([0.5, 0.5], [0.25, 0.75], steps=True),
        lambda: ic.grad("x'*A*x", "x"),
        lambda: ic.diff("sin(" * 150 + "x" + ")" * 150, no_verify=True),
    ]
    for ask in answers:
        first, second = ask(), ask()
        assert first == second
        assert hash(first) == hash(second)
        assert pickle.loads(pickle.dumps(first)) == copy.deepcopy(first) == first
    assert ic.diff("x^2") != ic.diff("x^3")
    assert len({ic.diff("x^2"), ic.diff("x^2"), ic.diff("x^3")}) == 2


def test_the_schema_as_data():
    data = ic.kl([0.5, 0.5], [0.25, 0.75], max=1).to_dict()
    assert (data["schema"], data["command"], data["gate"]["holds"]) == ("infocalc/1", "kl", True)
    assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_what_is_called_is_what_is_printed():
    """Printed code that Python compiles, and the walk over it, give the same numbers."""
    xs = np.linspace(0.1, 0.9, 7)
    for text in ("x^2 sin x", "piecewise((x^2, x > 1/2), (e^x, true))", "max(x, 1/2)*gamma(x)", "tanh(3x)^3"):
        answer = ic.diff(text, at={"x": "1/3"}) if "max" not in text else ic.diff(text)
        scope: dict[str, object] = {}
        exec(answer.code("numpy"), scope)
        printed = next(f for name, f in scope.items() if name.startswith("df"))
        assert np.array_equal(answer.function()(xs), printed(xs))
    by_name = ic.hessian("x^2 y^3").function("numpy")
    assert by_name.parameters == ("x", "y")
    assert by_name(y=2.0, x=1.0).tolist() == [[16.0, 24.0], [24.0, 12.0]]
    assert ic.diff("x^3").function("python")(2) == 12
    assert pickle.loads(pickle.dumps(by_name))(1.0, 2.0).tolist() == by_name(1.0, 2.0).tolist()
    for wrong in ((), (1, 2, 3)):
        with pytest.raises(TypeError):
            by_name(*wrong)
    with pytest.raises(TypeError):
        by_name(1, 2, z=3)


@pytest.mark.parametrize("name", [n for n in TABLE if n in LANGUAGES["numpy"].functions])
def test_every_function_that_is_printed_is_called(name):
    arguments = (*("2", "1/3", "1/4")[: TABLE[name].arity[0] - 1], "x")
    try:
        function = ic.eval(f"{name}({', '.join(arguments)})").function("numpy")
    except ic.InfocalcError as problem:
        pytest.skip(str(problem))
    if not function.parameters:
        pytest.skip("the value does not depend on x")
    with np.errstate(all="ignore"):
        assert np.shape(function(np.array([0.25, 0.75]))) == (2,)


def test_functions_of_other_languages():
    with pytest.raises(ic.InfocalcError):
        ic.diff("x^2").function("c")
    with pytest.raises(ic.InfocalcError, match="cobol"):
        ic.diff("x^2").code("cobol")


def test_notebooks():
    answer = ic.diff("x^2 sin x")
    assert answer._repr_latex_() == f"$\\displaystyle {answer.latex}$"
    assert answer.latex.startswith("2 x")
    assert "<math" in answer._repr_html_()
    assert answer._repr_markdown_().startswith("| name |")
    assert "x^2*cos(x)" in str(answer).replace(" ", "") or "cos(x)" in str(answer)
    assert repr(answer).startswith("<infocalc diff: df/dx")


def test_steps_and_terms_are_values():
    assert ic.diff("x^2", steps=True).steps[0].rule == "power"
    assert [term.p for term in ic.entropy("1/2,1/4,1/4", steps=True).terms] == ["1/2", "1/4", "1/4"]


def test_a_picture_is_a_figure():
    pytest.importorskip("matplotlib")
    assert len(ic.diff("x^2").plot().axes) == 2
    assert len(ic.kl([0.5, 0.5], [0.25, 0.75]).plot().axes[0].patches) == 4
    with pytest.raises(ic.InfocalcError):
        ic.grad("x*y*z").plot()


def test_conditions_are_those_of_the_formula():
    slope = ic.diff("piecewise(x^2, x > 0 and x < 1, x^3, x > 3 or x < -3, x)").function("python")
    assert [slope(x) for x in (0.5, 4, -4, 2)] == [1, 48, 48, 1]


def test_a_point_of_matrices_is_lists_of_numbers():
    found = ic.grad("x'*A*x", "x", at={"A": [[1, 2], [3, 4]], "x": [1, 2]})
    assert [row.number.decimal for row in found.rows[1:]] == ["12.0000000000000", "21.0000000000000"]
