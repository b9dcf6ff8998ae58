"""Random formulas of vectors and matrices: every derivative is proved, or refused with a reason."""

from __future__ import annotations

import random

from infocalc.calculus.options import CalculusOptions
from infocalc.errors import InfocalcError
from infocalc.matrices.commands import answered
from infocalc.matrices.finished import NOT_COMPARED

SHAPES = ("A: m x n", "X: n x n", "Y: n x n", "S: n x n symmetric", "K: n x n spd", "x: n", "z: n", "y: m",
          "c: scalar positive")  # fmt: skip
NAMES = {"mn": ["A"], "nm": ["A'"], "nn": ["X", "Y", "S", "K", "X'"], "n1": ["x", "z"], "1n": ["x'"],
         "m1": ["y"], "1m": ["y'"], "mm": ["(A*A')"]}  # fmt: skip
FUNCTIONS = ["exp", "tanh", "sigmoid", "relu", "softplus", "cos"]


class Formulas:
    """Formulas that fit, by the shapes of their parts."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def of(self, shape: str, depth: int) -> str:
        if depth == 0:
            return self.random.choice(NAMES[shape])
        rows, columns = shape
        inner = self.random.choice("mn1")
        kinds = ["product", "sum", "hadamard", "function", "multiple"]
        kinds += ["inverse"] if shape == "nn" else []
        match self.random.choice(kinds):
            case "product" if rows + inner != "11" and inner + columns != "11":
                return f"({self.of(rows + inner, depth - 1)})*({self.of(inner + columns, depth - 1)})"
            case "hadamard":
                return f"({self.of(shape, depth - 1)}).*({self.of(shape, depth - 1)})"
            case "function":
                return f"{self.random.choice(FUNCTIONS)}({self.of(shape, depth - 1)})"
            case "multiple":
                return f"({self.scalar(depth - 1)})*({self.of(shape, depth - 1)})"
            case "inverse":
                return self.random.choice(["inv(K)", "inv(X + 2*eye)", "inv(K + X*X')"])
            case _:
                return f"({self.of(shape, depth - 1)} {self.random.choice('+-')} {self.of(shape, depth - 1)})"

    def scalar(self, depth: int) -> str:
        if depth == 0:
            return self.random.choice(["c", "2", "x'*z", "norm(x)", "sum(x)"])
        one = depth - 1
        return self.random.choice(
            [
                lambda: f"x'*({self.of('nn', one)})*z",
                lambda: f"({self.of('n1', one)})'*({self.of('n1', one)})",
                lambda: f"tr({self.of('nn', one)})",
                lambda: f"log(det(K + {self.of('nn', 0)}*{self.of('nn', 0)}'))",
                lambda: f"sum({self.of('mn', one)})",
                lambda: f"norm({self.of('m1', one)})^2",
                lambda: f"logsumexp({self.of('n1', one)})",
                lambda: f"({self.scalar(one)})*({self.scalar(one)})",
            ]
        )()


def test_random_derivatives_are_proved_or_refused() -> None:
    formulas = Formulas(20240)
    proved = unproved = 0
    for k in range(400):
        command = ("grad", "grad", "grad", "hessian", "jacobian")[k % 5]
        text = (
            formulas.of("m1", 2) if command == "jacobian" else formulas.scalar(3 if command == "grad" else 2)
        )
        variable = ("x", "X", "A", "S", "K")[k % 3] if command == "grad" else "x"
        try:
            report = answered(command, (text,), (variable,), CalculusOptions(shapes=SHAPES))
        except InfocalcError as problem:
            unproved += problem.message == NOT_COMPARED
            continue
        assert report.verified is not None
        proved += 1
    assert proved > 350
    assert unproved <= 4
