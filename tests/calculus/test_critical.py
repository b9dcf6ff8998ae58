"""Eigenvalues, definiteness and critical points of Hessians; determinant and rank of Jacobians."""

from __future__ import annotations

import math
from typing import Any

import pytest

from infocalc.calculus.options import CalculusOptions
from tests.calculus.asked import asked

HESSIANS = [
    ("x^4-2x^2+y^2", {"x": "1", "y": "0"}, [2, 8], "positive definite", "a local minimum"),
    ("x^4-2x^2+y^2", {"x": "0", "y": "0"}, [-4, 2], "indefinite", "a saddle point"),
    ("sin(x)cos(y)", {"x": "pi/2", "y": "0"}, [-1, -1], "negative definite", "a local maximum"),
    ("x^4+y^2", {"x": "0", "y": "0"}, [0, 2], "positive semidefinite", "degenerate"),
    ("x^2+x*y+y^2", {"x": "1", "y": "1"}, [1, 3], "positive definite", "no, the gradient is not 0"),
    (
        "e^x*y+z^2",
        {"x": "0", "y": "1", "z": "0"},
        [(1 - 5**0.5) / 2, (1 + 5**0.5) / 2, 2],
        "indefinite",
        "no",
    ),
    ("x+y", {"x": "0", "y": "0"}, [0, 0], "zero", "no, the gradient"),
]


@pytest.mark.parametrize(("text", "at", "eigenvalues", "definiteness", "kind"), HESSIANS)
def test_hessian(
    text: str, at: dict[str, str], eigenvalues: list[float], definiteness: str, kind: str
) -> None:
    extra = asked("hessian", text, CalculusOptions(at=at)).extra
    assert [float(x) for x in extra["eigenvalues"]] == pytest.approx(eigenvalues, rel=1e-14)
    assert extra["definiteness"] == definiteness
    assert extra["critical_point"].startswith(kind)


JACOBIANS: list[tuple[list[str], dict[str, str], float | None, int | None]] = [
    (["r*cos(t)", "r*sin(t)"], {"r": "2", "t": "pi/3"}, 2, 2),
    (["x*y", "x+y"], {"x": "1", "y": "1"}, 0, 1),
    (["x*y", "x+y", "x^2"], {"x": "1", "y": "2"}, None, 2),
    (["e^x*y", "x-y"], {"x": "1", "y": "2"}, -3 * math.e, 2),
]


@pytest.mark.parametrize(("texts", "at", "determinant", "rank"), JACOBIANS)
def test_jacobian(texts: list[str], at: dict[str, str], determinant: float | None, rank: int | None) -> None:
    extra: dict[str, Any] = asked("jacobian", texts, CalculusOptions(wrt=tuple(at), at=at)).extra
    assert extra.get("rank") == rank
    if determinant is None:
        assert "determinant" not in extra
    else:
        assert float(extra["determinant"]) == pytest.approx(determinant, rel=1e-14)


def test_nothing_is_said_without_a_point() -> None:
    assert asked("hessian", "x^2+y^2", CalculusOptions()).extra == {}
