"""Laws of matrices and vectors, and products: against SciPy, laws of one dimension, draws, and identities."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from infocalc.errors import InfocalcError, NoAnswer
from infocalc.information.reading.families import read

from .asked import asked

V, W = "[[2,1],[1,3]]", "[[1,1/4],[1/4,1/2]]"
V_, W_ = np.array([[2, 1], [1, 3]]), np.array([[1, 0.25], [0.25, 0.5]])
MEAN, MEAN_ = "[[0,1],[2,0],[1,1]]", np.array([[0, 1], [2, 0], [1, 1]])
THREE, THREE_ = "[[2,1,0],[1,3,1],[0,1,2]]", np.array([[2, 1, 0], [1, 3, 1], [0, 1, 2]])
UNIT, ZERO = "[[1,0,0],[0,1,0],[0,0,1]]", "[[0,0],[0,0],[0,0]]"

#: P and Q as typed, and SciPy's
PAIRS = {
    "Wishart": (f"Wishart(5, {V})", f"Wishart(7, {W})", stats.wishart(5, V_), stats.wishart(7, W_)),
    "InverseWishart": (
        f"InverseWishart(9, {V})",
        f"InverseWishart(7, {W})",
        stats.invwishart(9, V_),
        stats.invwishart(7, W_),
    ),
    "MatrixNormal": (
        f"MatrixNormal({MEAN}, {THREE}, {V})",
        f"MatrixNormal({ZERO}, {UNIT}, {W})",
        stats.matrix_normal(MEAN_, THREE_, V_),
        stats.matrix_normal(np.zeros((3, 2)), np.eye(3), W_),
    ),
    "MultivariateT": (
        f"MultivariateT(7, [0,1], {V})",
        f"MultivariateNormal([1,1], {V})",
        stats.multivariate_t([0, 1], V_, 7),
        stats.multivariate_normal([1, 1], V_),
    ),
}


def value(command: str, *laws: str, **options) -> float:
    return float(asked(command, *laws, **options).rows[0].number.decimal)


@pytest.mark.parametrize("name", PAIRS)
def test_entropy_as_scipy_has_it(name):
    """SciPy 1.17 takes log 2 for log |2·I| in the inverse law: (p² − 1)/2·log 2 too much, as draws show."""
    p, _, law, _ = PAIRS[name]
    beyond = 3 / 2 * np.log(2) if name == "InverseWishart" else 0
    assert value("entropy", p) == pytest.approx(float(law.entropy()) - beyond, rel=1e-12)


@pytest.mark.parametrize("name", PAIRS)
def test_measures_as_draws_have_them(name):
    """Means of logarithms of 40,000 draws, within five standard errors."""
    p, q, first, second = PAIRS[name]
    draws = first.rvs(40_000, random_state=np.random.default_rng(7))
    at = np.moveaxis(draws, 0, -1) if "Wishart" in name else draws
    logs = [law.logpdf(at) for law in (first, second)]
    for command, found in (("kl", logs[0] - logs[1]), ("xent", -logs[1]), ("entropy", -logs[0])):
        error = found.std() / np.sqrt(len(found))
        laws = (p,) if command == "entropy" else (p, q)
        assert abs(value(command, *laws) - found.mean()) < 5 * error
    assert value("xent", p, q) - value("entropy", p) == pytest.approx(value("kl", p, q), abs=1e-12)


#: one dimension: (a law of matrices, the same law on the line), twice
LINES = [
    (("Wishart(5, [[2]])", "Gamma(5/2, 4)"), ("Wishart(3, [[1/2]])", "Gamma(3/2, 1)")),
    (
        ("InverseWishart(5, [[2]])", "InverseGamma(5/2, 1)"),
        ("InverseWishart(3, [[1]])", "InverseGamma(3/2, 1/2)"),
    ),
    (
        ("MatrixNormal([[1]], [[2]], [[2]])", "Normal(1, 2)"),
        ("MatrixNormal([[0]], [[1]], [[9]])", "Normal(0, 3)"),
    ),
    (
        ("MultivariateT(5, [1], [[4]])", "StudentT(5, 1, 2)"),
        ("MultivariateNormal([0], [[1]])", "Normal(0, 1)"),
    ),
    (
        ("MultivariateNormal([0,1], [[4,0],[0,9]])", "Normal(0,2) * Normal(1,3)"),
        ("MultivariateNormal([1,1], [[1,0],[0,1]])", "Normal(1,1) * Normal(1,1)"),
    ),
]


@pytest.mark.parametrize(("p", "q"), LINES)
@pytest.mark.parametrize("command", ["entropy", "xent", "kl"])
def test_one_dimension(command, p, q):
    n = 1 if command == "entropy" else 2
    found, expected = (value(command, *[law[side] for law in (p, q)[:n]], digits=25) for side in (0, 1))
    assert found == pytest.approx(expected, rel=1e-14)


def test_a_matrix_is_a_vector_of_its_columns():
    """The covariance of the columns one below the other is columns ⊗ rows."""
    cov, other = np.kron(W_, V_), np.kron(np.eye(2), np.eye(2))
    vectors = [
        f"MultivariateNormal([{', '.join('01'[k] for k in (0, 1, 1, 0))}], {cov.tolist()})",
        f"MultivariateNormal([0,0,0,0], {other.tolist()})",
    ]
    matrices = [
        f"MatrixNormal([[0,1],[1,0]], {V}, {W})",
        "MatrixNormal([[0,0],[0,0]], [[1,0],[0,1]], [[1,0],[0,1]])",
    ]
    assert value("kl", *matrices) == pytest.approx(value("kl", *vectors), rel=1e-13)


def test_symbols_have_the_values_of_numbers():
    point = {"n": "5", "v": "3", "r": "2", "s": "3/2"}
    pairs = [
        ("Wishart(n, [[v,1],[1,2]])", "Wishart(7, [[1,0],[0,r]])"),
        ("InverseWishart(n, [[v,1],[1,2]])", "InverseWishart(7, [[1,0],[0,r]])"),
        ("MultivariateT(n, [0,r], [[v,1],[1,2]])", "MultivariateNormal([0,0], [[1,0],[0,s]])"),
        ("Normal(0,v) * Exponential(n)", "Normal(r,s) * Exponential(2)"),
    ]
    for p, q in pairs:
        numbers = [text.replace("n,", "5,").replace("(n)", "(5)") for text in (p, q)]
        for name in ("v", "r", "s"):
            numbers = [_with(text, name, point[name]) for text in numbers]
        used = {name: at for name, at in point.items() if name in read_free(p) | read_free(q)}
        assert value("kl", p, q, at=used) == pytest.approx(value("kl", *numbers), rel=1e-13)
        assert asked("kl", p, q).rows[0].number is None


def _with(text: str, name: str, at: str) -> str:
    from re import sub

    return sub(rf"(?<![a-zA-Z]){name}(?![a-zA-Z])", at, text)


def read_free(text: str) -> frozenset[str]:
    from infocalc.information.measures.of_others import read as read_operand
    from infocalc.information.options import InformationOptions

    return read_operand(text, InformationOptions()).free


def test_divergence_from_itself_is_exactly_0():
    for p, *_ in PAIRS.values():
        assert asked("kl", p, p).rows[0].number.exact == "0"
    assert asked("kl", "Poisson(2) * Normal(0,1)", "Poisson(2) * Normal(0,1)").rows[0].number.exact == "0"


def test_without_second_moments_the_divergence_from_a_normal_law_is_infinite():
    assert (
        asked("kl", "MultivariateT(2, [0], [[1]])", "MultivariateNormal([0], [[1]])").rows[0].number.decimal
        == "inf"
    )
    report = asked("kl", "MultivariateT(nu, [0], [[1]])", "MultivariateNormal([0], [[1]])")
    assert "nu > 2" in report.conditions


@pytest.mark.parametrize(
    "text",
    [
        "Wishart(1, [[2,1],[1,3]])",
        "Wishart(5, [[2,1],[0,3]])",
        "Wishart(5, [[1,2],[2,1]])",
        "Wishart(5, [[1,2]])",
        "MatrixNormal([[0,0]], [[1,0],[0,1]], [[1]])",
        "MultivariateT(0, [0], [[1]])",
        "MultivariateT(3, [0,0], [[1]])",
    ],
)
def test_what_is_no_law_is_refused(text):
    with pytest.raises(InfocalcError):
        read(text)


def test_what_is_not_reached_is_said():
    with pytest.raises(NoAnswer):
        asked("kl", f"MultivariateT(5, [0,0], {V})", f"MultivariateT(4, [0,0], {W})")
    with pytest.raises(NoAnswer):
        asked("tv", "Normal(0,1) * Exponential(1)", "Normal(1,1) * Exponential(2)")
    with pytest.raises(InfocalcError, match="not laws on one space"):
        asked("kl", "Normal(0,1) * Exponential(2)", "Normal(1,1)")
