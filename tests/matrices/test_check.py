"""--check of matrix answers: true for all sizes, false with sizes and a diagnosis, never a guess."""

from __future__ import annotations

import pytest

from infocalc.calculus.options import CalculusOptions
from infocalc.matrices.commands import answered

CASES = [
    ("grad", "x'*A*x", "x", "A'*x + A*x", "true", None),
    ("grad", "|A*x - b|^2", "x", "2*A'*A*x - 2*A'*b", "true", None),
    ("grad", "tr(A*X*B)", "X", "(B*A)'", "true", None),
    ("grad", "log(det(X))", "X", "inv(X')", "true", None),
    ("grad", "logsumexp(x)", "x", "exp(x)/sum(exp(x))", "true", None),
    ("grad", "norm(x)^2", "x", "2*x", "true", None),
    ("grad", "sum(softplus(X*w)) - y'*X*w", "w", "X'*(1./(1 + exp(-X*w)) - y)", "true", None),
    ("hessian", "tr(inv(X))", "X",
     "kron(inv(X)^2, inv(X)')*comm(n,n) + kron(inv(X), (inv(X)^2)')*comm(n,n)", "true", None),
    ("grad", "x'*A*x", "x", "2*A*x", "false", "right only where A is symmetric"),
    ("grad", "|A*x - b|^2", "x", "A'*(A*x - b)", "false", "a factor 2 is missing"),
    ("grad", "|A*x - b|^2", "x", "-2*A'*(A*x - b)", "false", "the sign is wrong"),
    ("grad", "|A*x - b|^2", "x", "2*(A*x - b)", "false", "the inner derivative A' is missing"),
    ("grad", "|A*x - b|^2", "x", "2*(A*x - b)'*A", "false", "transposed, the other layout"),
    ("grad", "log(det(X))", "X", "inv(X)", "false", "it is transposed"),
    ("grad", "tr(A*X*B)", "X", "B'*A'", "false", "the factors stand in another order"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "text", "variable", "expected", "verdict", "why"), CASES)
def test_verdicts(
    command: str, text: str, variable: str, expected: str, verdict: str, why: str | None
) -> None:
    shapes = ("A: n x n", "B: n x n") if "tr(A" in text else ()
    options = CalculusOptions(check=expected, shapes=shapes)
    check = answered(command, (text,), (variable,), options).check
    assert check is not None
    assert check.verdict == verdict
    assert why is None or why in (check.diagnosis or "")


def test_a_false_verdict_names_sizes_and_values() -> None:
    check = answered("grad", ("x'*A*x",), ("x",), CalculusOptions(check="2*A*x")).check
    assert check is not None
    assert set(check.counterexample or {}) == {"n", "entry", "answer", "expected"}


def test_numbers_at_a_point() -> None:
    options = CalculusOptions(check="[2, 4]", at={"x": "[1, 2]"})
    check = answered("grad", ("x'*x",), ("x",), options).check
    assert check is not None
    assert check.verdict == "true"
