"""Answers of matrices as code: run with NumPy against the values of the facts.

JAX and PyTorch are not needed: their functions are those of NumPy under other names, which stand in for them.
"""

from __future__ import annotations

import functools
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy import linalg, special

from infocalc.calculus.options import CalculusOptions
from infocalc.errors import UsageError
from infocalc.matrices.commands import answered
from infocalc.report.render import render
from tests.matrices.questions import ask, expected, of_kind

ANSWERS = of_kind("answer")


def _nn() -> SimpleNamespace:
    return SimpleNamespace(
        softmax=special.softmax,
        logsumexp=special.logsumexp,
        sigmoid=special.expit,
        softplus=lambda u: np.logaddexp(0, u),
        relu=lambda u: np.maximum(u, 0),
    )


class _Array(SimpleNamespace):
    """NumPy under the name of another library."""

    def __getattr__(self, name: str) -> Any:
        return getattr(np, name)


STAND_INS: dict[str, dict[str, Any]] = {
    "numpy": {"np": np, "special": special, "linalg": linalg},
    "jax": {
        "functools": functools,
        "jnp": np,
        "jax": SimpleNamespace(
            nn=_nn(), scipy=SimpleNamespace(linalg=linalg, special=special), lax=SimpleNamespace()
        ),
    },
    "torch": {
        "functools": functools,
        "torch": _Array(
            nn=SimpleNamespace(functional=_nn()),
            sigmoid=special.expit,
            softmax=lambda v, _: special.softmax(v),
            logsumexp=lambda v, _: special.logsumexp(v),
            heaviside=np.heaviside,
            tensor=np.asarray,
            as_tensor=np.asarray,
            zeros_like=np.zeros_like,
            relu=lambda u: np.maximum(u, 0),
            ones=lambda *shape: np.ones(shape),
            linalg=SimpleNamespace(
                inv=np.linalg.inv, solve=np.linalg.solve, det=np.linalg.det, slogdet=np.linalg.slogdet,
                norm=np.linalg.norm, matrix_power=np.linalg.matrix_power, matrix_exp=linalg.expm,
            ),
        )
    },
}  # fmt: skip


def _array(value: Any) -> Any:
    if not isinstance(value, list):
        number = Fraction(value)
        return int(number) if number.denominator == 1 else float(number)
    table = np.array([[float(Fraction(cell)) for cell in row] for row in value])
    return table[0, 0] if table.shape == (1, 1) else table[:, 0] if table.shape[1] == 1 else table


def _value(fact: dict[str, Any], language: str) -> Any:
    code = render(ask(fact), language)
    body = "\n".join(line for line in code.splitlines() if not line.startswith(("import", "from")))
    space = dict(STAND_INS[language])
    exec(compile(body, language, "exec"), space)
    function = next(value for name, value in space.items() if name.startswith("d") and callable(value))
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    values = fact["check"]["values"]
    return function(*[_array(values[name.rstrip("_")]) for name in names])


@pytest.mark.parametrize("language", list(STAND_INS))
def test_code_has_the_values_of_the_facts(language: str) -> None:
    wrong = []
    for fact in ANSWERS:
        want = np.array(expected(fact))
        found = np.atleast_1d(np.asarray(_value(fact, language), dtype=float))
        found = found.reshape(-1) if found.size == want.size else np.broadcast_to(found, want.shape)
        if found != pytest.approx(want, rel=1e-9, abs=1e-9):
            wrong.append((fact["id"], render(ask(fact), language)))
    assert wrong == []


def test_inverses_are_solved_and_shared_parts_computed_once() -> None:
    options = CalculusOptions(verify=False)
    code = render(answered("grad", ("a'*inv(X)*b",), ("b",), options), "numpy")
    assert "np.linalg.solve(X.T, a)" in code
    code = render(answered("hessian", ("logsumexp(A*x)",), ("x",), options), "numpy")
    assert code.count("special.softmax") == 1


def test_julia_keeps_rows() -> None:
    code = render(answered("grad", ("sum(exp(A*x))",), ("x",), CalculusOptions(verify=False)), "julia")
    assert "A'*(u -> exp(u)).(A*x)" in code


def test_c_has_no_matrices() -> None:
    with pytest.raises(UsageError, match="cannot be written as c code"):
        render(answered("grad", ("x'*x",), ("x",), CalculusOptions()), "c")
