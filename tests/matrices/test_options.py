"""What options change in answers of matrices: steps, abbreviations, points, layouts, refusals."""

from __future__ import annotations

from typing import Any

import pytest

from infocalc.calculus.options import CalculusOptions
from infocalc.errors import AmbiguousError, InfocalcError, NoAnswer, Undefined, UsageError
from infocalc.matrices.commands import answered
from infocalc.notation.writer import write
from infocalc.report.report import Report


def ask(command: str, text: str, variable: str, **options: Any) -> Report:
    return answered(command, (text,), (variable,), CalculusOptions(**options))


def form(report: Report) -> str:
    assert report.rows[0].formula is not None
    return write(report.rows[0].formula)


def test_steps_are_differentials_from_the_inside_out() -> None:
    found = ask("grad", "norm(A*x - b)^2", "x", steps=True).steps
    assert [write(step.before) for step in found[:2]] == ["d(A*x)", "d(A*x - b)"]
    assert write(found[-1].before) == "2*(A*x - b)'*A*dx"
    assert write(found[-1].after) == "2*A'*(A*x - b)"


@pytest.mark.parametrize(
    ("command", "text", "variable", "naming", "expected"),
    [
        ("jacobian", "softmax(A*x)", "x", "p = softmax(A*x)", "(diag(p) - p*p')*A"),
        ("grad", "sum(softplus(X*w)) - y'*X*w", "w", "s = sigmoid(X*w)", "X'*(s - y)"),
        ("grad", "norm(A*x - b)^2", "x", "r = A*x - b", "2*A'*r"),
    ],
)
def test_abbreviations(command: str, text: str, variable: str, naming: str, expected: str) -> None:
    assert form(ask(command, text, variable, in_terms_of=(naming,))) == expected


def test_layouts_and_conventions() -> None:
    assert form(ask("jacobian", "A*x", "x", layout="denominator")) == "A'"
    shapes = ("A: n x n, X: n x n symmetric",)
    assert form(ask("grad", "tr(A*X)", "X", shapes=shapes)) == "(A + A')/2"
    at = {"A": "[1 2; 3 4]", "X": "[1 0; 0 1]"}
    found = ask("grad", "tr(A*X)", "X", shapes=shapes, symmetric="entries", at=at)
    assert [row.number.exact for row in found.rows[1:] if row.number] == ["1", "5", "5", "4"]


def test_a_point_gives_proved_entries_and_the_sizes() -> None:
    found = ask("grad", "x'*A*x", "x", at={"A": "[1 2; 3 4]", "x": "[1, -2]"})
    assert found.formula_shape == (2,)
    assert [row.number.exact for row in found.rows[1:] if row.number] == ["-8", "-11"]
    irrational = ask("grad", "sum(exp(x))", "x", at={"x": "[pi/2, sqrt(2)]"}, digits=30)
    assert [row.number.decimal for row in irrational.rows[1:] if row.number] == [
        "4.81047738096535165547303566670",
        "4.11325037878292751717358181514",
    ]


def test_a_hessian_at_a_point_has_eigenvalues() -> None:
    found = ask("hessian", "sum(exp(x))", "x", at={"x": "[0, 1]"})
    assert found.extra["definiteness"] == "positive definite"
    assert found.extra["eigenvalues"] == ["1.00000000000000", "2.71828182845905"]


def test_what_has_no_short_matrix_is_shown_and_proved_as_a_differential() -> None:
    found = ask("jacobian", "diag(x)*A*diag(x)", "x", at={"A": "[1 2; 3 4]", "x": "[1, 2]"})
    assert form(found) == "diag(dx)*A*diag(x) + diag(x)*A*diag(dx)"
    assert found.verified is not None
    assert [row.number.exact for row in found.rows[1:] if row.number] == [
        "2", "0", "6", "3", "4", "2", "0", "16",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "at", "kind"),
    [
        ("norm(x)", {"x": "[0, 0]"}, Undefined),
        ("sum(abs(x))", {"x": "[0, 1]"}, Undefined),
        ("x'*inv(A)*x", {"A": "[1 2; 2 4]", "x": "[1, 1]"}, Undefined),
        ("x'*A*x", {"A": "[1 2; 3 4]", "x": "[1, 2, 3]"}, InfocalcError),
        ("x'*A*x", {"A": "[1 2; 3]", "x": "[1, 2]"}, UsageError),
    ],
)
def test_points_without_a_value_are_refused(text: str, at: dict[str, str], kind: type[Exception]) -> None:
    with pytest.raises(kind):
        ask("grad", text, "x", at=at)


@pytest.mark.parametrize("text", ["tr(A*X^k)", "tr(A*expm(X))"])
def test_series_are_no_formulas(text: str) -> None:
    with pytest.raises(NoAnswer):
        ask("grad", text, "X")


def test_strict_refuses_two_readings() -> None:
    with pytest.raises(AmbiguousError):
        ask("grad", "x^T A x", "x", strict=True)


@pytest.mark.parametrize(
    "option", [{"implicit": ("y",)}, {"along": "[1]"}, {"complex_unit": True}, {"assume": ("c>0",)}]
)
def test_options_of_scalars_are_refused(option: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        ask("grad", "x'*x", "x", **option)


def test_a_variable_that_does_not_occur_is_told() -> None:
    found = ask("grad", "x'*x", "z")
    assert form(found) == "0"
    assert "z does not occur: the derivative is 0" in found.notes
    with pytest.raises(UsageError, match="no variable of the formula by itself"):
        ask("grad", "xa'*xa", "x", shapes=("xa: n",))


def test_sizes_that_only_constants_have_are_numbers() -> None:
    assert ask("diff", "t*diag(ones(m, m))", "t").verified is not None
    assert ask("grad", "sum((x*ones(p)')*ones(p))", "x").verified is not None


def test_what_is_singular_everywhere_is_refused() -> None:
    with pytest.raises(NoAnswer, match="singular at every point"):
        ask("grad", "det(x*z')", "x")
