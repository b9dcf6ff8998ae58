"""A = B as a claim: each side is compared, but for a name of the answer at the left."""

from __future__ import annotations

from pathlib import Path

import pytest

from infocalc import api
from infocalc.__main__ import main
from infocalc.calculus.claims import question_and_claim
from infocalc.notation.sides import sides

NAMES = ["f'(x)", "f'", "y'", "y", "df/dx", "dy/dx", r"\frac{df}{dx}", "(x^2)'", "d/dx x^2", r"\nabla f(x)"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_the_answer_is_no_claim(name: str) -> None:
    assert api.diff("x^2", check=f"{name} = 2x").check.verdict == "true"
    assert api.diff("x^2", check=f"{name} = 3x").check.verdict == "false"
    assert api.diff("x^2", check=f"{name} = 3x = 2x").check.verdict == "false"


@pytest.mark.parametrize("side", ["3x", "x", "x^2", "2", "x + 1"])
def test_any_other_side_is(side: str) -> None:
    assert api.diff("x^2", check=f"{side} = 2x").check.verdict == "false"


@pytest.mark.parametrize(
    ("text", "count"),
    [("a = b", 2), ("a == b", 2), ("a <= b", 1), ("(a = b)", 1), ("2x if x = 0 else 1", 1), ("a=b=c", 3),
     (r"\begin{cases} 1 & x = 0 \\ 2 & x > 0 \end{cases}", 1), ("a != b", 1), ("a := b", 1)],
)  # fmt: skip
def test_sides(text: str, count: int) -> None:
    assert len(sides(text)) == count


def test_an_equation_without_an_operator_is_no_question() -> None:
    assert question_and_claim("x^2 + y^2 = 1") == ("x^2 + y^2 = 1", None)
    assert question_and_claim("d/dx x^2") == ("d/dx x^2", None)


@pytest.mark.parametrize(
    "more", [[], ["--format", "csv"], ["--format", "plain"], ["--digits", "5"], ["--json"]]
)
def test_no_way_of_asking_loses_the_claim(more: list[str], tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("x\n1\n2\n")
    (tmp_path / "lines").write_text("d/dx x^2 = 3x\n")
    for question in (
        ["d/dx x^2 = 3x"],
        ["d/dx x^2 = 3x", "--at", f"@{tmp_path}/p.csv"],
        [f"@{tmp_path}/lines"],
    ):
        assert main(["diff", *question, *more]) == 1


def test_a_function_of_several_arguments_is_known() -> None:
    question = r"d/dx \int_0^x f(t) dt"
    assert api.diff(f"{question} = f(x)").check.verdict == "true"
    assert api.diff(f"{question} = f(0)").check.verdict != "true"
