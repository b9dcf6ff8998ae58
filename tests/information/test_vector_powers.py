"""Hellinger, χ², Rényi, Tsallis of laws of vectors and products: laws of one dimension, draws, identities."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from scipy import stats

from infocalc.errors import NoAnswer, ParameterError
from tests.whole import whole

from .asked import asked

#: a pair of laws of one coordinate, and the pair of laws on the line that it is
ON_THE_LINE = [
    ("MultivariateNormal([1/2],[[9/4]])", "MultivariateNormal([1],[[4]])", "Normal(1/2,3/2)", "Normal(1,2)"),
    ("MatrixNormal([[1]],[[9]],[[1/4]])", "MatrixNormal([[0]],[[4]],[[1]])", "Normal(1,3/2)", "Normal(0,2)"),
    ("Dirichlet([5/2,3])", "Dirichlet([2,7/2])", "Beta(5/2,3)", "Beta(2,7/2)"),
    ("Wishart(5,[[2]])", "Wishart(4,[[3]])", "Gamma(5/2,4)", "Gamma(2,6)"),
    ("InverseWishart(5,[[2]])", "InverseWishart(6,[[3/2]])", "InverseGamma(5/2,1)", "InverseGamma(3,3/4)"),
    ("MultivariateT(3,[1],[[4]])", "MultivariateT(3,[1],[[4]])", "StudentT(3,1,2)", "StudentT(3,1,2)"),
    ("Multinomial(4,[1/3,2/3])", "Multinomial(4,[1/2,1/2])", "Binomial(4,1/3)", "Binomial(4,1/2)"),
]  # fmt: skip
OF_ONE = [("entropy", {"renyi": "2"}), ("entropy", {"renyi": "2/3"}), ("entropy", {"tsallis": "3"})]
OF_TWO = [
    ("hellinger", {}), ("bhattacharyya", {}), ("pearson", {}), ("neyman", {}), ("kl", {"alpha": "1/3"}),
    ("kl", {"renyi": "1/2"}), ("kl", {"renyi": "3/2"}), ("kl", {"renyi": "-1/4"}),
]  # fmt: skip


def number(command, *laws, **options):
    return asked(command, *laws, **options).rows[0].number.decimal


@pytest.mark.parametrize(("p", "q", "first", "second"), ON_THE_LINE)
@pytest.mark.parametrize(("command", "options"), OF_TWO)
def test_a_law_of_one_coordinate_is_a_law_on_the_line(p, q, first, second, command, options):
    assert number(command, p, q, **options) == number(command, first, second, **options)


@pytest.mark.parametrize(("p", "_", "first", "__"), [row for row in ON_THE_LINE if row[0][:6] != "Multin"])
@pytest.mark.parametrize(("command", "options"), OF_ONE)
def test_an_entropy_of_one_coordinate_is_that_on_the_line(p, _, first, __, command, options):
    assert number(command, p, **options) == number(command, first, **options)


V, W = "[[2,1],[1,3]]", "[[3,1/4],[1/4,5/2]]"
V_, W_ = np.array([[2, 1], [1, 3]]), np.array([[3, 0.25], [0.25, 2.5]])
#: P and Q of several coordinates as typed, and SciPy's
PAIRS = {
    "MultivariateNormal": (
        f"MultivariateNormal([0,1], {V})", f"MultivariateNormal([1,1/2], {W})",
        stats.multivariate_normal([0, 1], V_), stats.multivariate_normal([1, 0.5], W_),
    ),
    "Dirichlet": (
        "Dirichlet([2,3,4])", "Dirichlet([3,2,3])", stats.dirichlet([2, 3, 4]), stats.dirichlet([3, 2, 3]),
    ),
    "Wishart": (f"Wishart(6, {V})", f"Wishart(7, {W})", stats.wishart(6, V_), stats.wishart(7, W_)),
    "InverseWishart": (
        f"InverseWishart(9, {V})", f"InverseWishart(8, {W})",
        stats.invwishart(9, V_), stats.invwishart(8, W_),
    ),
    "MatrixNormal": (
        f"MatrixNormal([[0,1],[1,1]], {V}, {W})", f"MatrixNormal([[0,0],[1,1]], {W}, {V})",
        stats.matrix_normal([[0, 1], [1, 1]], V_, W_), stats.matrix_normal([[0, 0], [1, 1]], W_, V_),
    ),
    "MultivariateT": (f"MultivariateT(5, [0,1], {V})", None, stats.multivariate_t([0, 1], V_, 5), None),
}  # fmt: skip


def drawn(name, law):
    """Draws, the last axis for Dirichlet's points; SciPy wants them as columns there."""
    found = law.rvs(40_000, random_state=np.random.default_rng(11))
    return found.T if name in ("Dirichlet",) else np.moveaxis(found, 0, -1) if "Wishart" in name else found


@pytest.mark.parametrize("name", [whole(name) if "Wishart" in name else name for name in PAIRS])
def test_powers_as_draws_have_them(name):
    """Means of powers of 40,000 densities, within six standard errors."""
    p, q, first, second = PAIRS[name]
    x = drawn(name, first)
    ours = first.logpdf(x)
    _within(math.exp(-float(number("entropy", p, renyi="2"))), np.exp(ours))
    if q is None:
        return
    ratio = second.logpdf(x) - ours
    _within(1 - float(number("hellinger", p, q)) ** 2, np.exp(ratio / 2))
    _within(math.exp(-float(number("kl", p, q, renyi="3/4")) / 4), np.exp(ratio / 4))


def _within(expected, draws):
    error = draws.std() / math.sqrt(len(draws))
    assert abs(draws.mean() - expected) < 6 * error


# ── independent laws side by side ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("command", "options"), OF_TWO)
def test_a_product_of_normal_laws_is_a_normal_law(command, options):
    found = number(command, "Normal(0,1) * Normal(1,2)", "Normal(1,3/2) * Normal(1/2,3)", **options)
    p, q = "MultivariateNormal([0,1],[[1,0],[0,4]])", "MultivariateNormal([1,1/2],[[9/4,0],[0,9]])"
    assert found == number(command, p, q, **options)


@pytest.mark.parametrize("command", ["entropy", "xent", "kl", "jeffreys"])
def test_expectations_of_independent_laws_add(command):
    """Of both kinds, and where a part has no closed form: Poisson and Geometric, Logistic and Normal."""
    pairs = [
        ("Normal(0,1)", "Normal(1,2)"),
        ("Poisson(3)", "Geometric(1/3,0)"),
        ("Logistic(0,1)", "Normal(1,2)"),
    ]
    pairs = [pair[:1] if command == "entropy" else pair for pair in pairs]
    whole = number(command, *(" * ".join(laws) for laws in zip(*pairs, strict=True)))
    parts = [float(number(command, *pair)) for pair in pairs]
    assert float(whole) == pytest.approx(sum(parts), rel=1e-13)
    assert None not in parts


def test_an_infinite_part_of_independent_laws_has_its_reason():
    found = asked("kl", "Normal(0,1) * Poisson(3)", "Normal(0,1) * Geometric(1/3)")
    assert found.rows[0].number.decimal == "inf"
    assert any("sticks out" in note for note in found.notes)


def test_renyis_divergences_of_independent_laws_add():
    parts = [
        ("Normal(0,1)", "Normal(1,2)"),
        ("Exponential(2)", "Exponential(1)"),
        ("Poisson(2)", "Poisson(3)"),
    ]
    whole = number("kl", *(" * ".join(laws) for laws in zip(*parts, strict=True)), renyi="1/2")
    assert float(whole) == pytest.approx(
        sum(float(number("kl", *pair, renyi="1/2")) for pair in parts), rel=1e-13
    )
    found = asked("bhattacharyya", "Normal(0,s) * Exponential(2)", "Normal(1,s) * Exponential(r)")
    assert found.rows[0].formula is not None


@pytest.mark.parametrize(("command", "options"), OF_TWO)
def test_a_product_as_a_number(command, options):
    """Of laws whose integral has no closed form, from the measures of each."""
    pairs = [("Logistic(0,1)", "Logistic(1,1)"), ("Normal(0,1)", "Normal(1/2,2)")]
    whole = float(number(command, *(" * ".join(laws) for laws in zip(*pairs, strict=True)), **options))
    parts = [float(number(command, *pair, **options)) for pair in pairs]
    if command == "bhattacharyya" or "renyi" in options:
        expected = sum(parts)
    elif command == "hellinger":
        expected = math.sqrt(1 - (1 - parts[0] ** 2) * (1 - parts[1] ** 2))
    else:
        c = (
            1
            if command in ("pearson", "neyman")
            else 1 / (Fraction(options["alpha"]) * (Fraction(options["alpha"]) - 1))
        )
        expected = float(c) * ((parts[0] / float(c) + 1) * (parts[1] / float(c) + 1) - 1)
    assert whole == pytest.approx(expected, rel=1e-12)


def test_products_without_a_common_outcome():
    laws = ("Uniform(0,1) * Logistic(0,1)", "Uniform(2,3) * Logistic(1,1)")
    assert number("bhattacharyya", *laws) == number("kl", *laws, renyi="1/2") == "inf"
    assert float(number("hellinger", *laws)) == 1


def test_an_entropy_of_a_product_as_a_number():
    parts = [float(number("entropy", law, renyi="2")) for law in ("JohnsonSU(0,1)", "Normal(0,1)")]
    whole = float(number("entropy", "JohnsonSU(0,1) * Normal(0,1)", renyi="2"))
    assert whole == pytest.approx(sum(parts), rel=1e-13)


def test_what_both_share_is_left_out():
    """tv of normal laws δ apart is erf(δ/√8)."""
    assert number("tv", "Normal(0,1) * Exponential(2)", "Normal(1,1) * Exponential(2)") == number(
        "tv", "Normal(0,1)", "Normal(1,1)"
    )
    delta = math.sqrt(1 + 1 / 9)
    found = float(number("tv", "Normal(0,1) * Normal(2,3)", "Normal(1,1) * Normal(1,3)"))
    assert found == pytest.approx(math.erf(delta / math.sqrt(8)), rel=1e-13)
    cov = "[[2,1],[1,2]]"
    found = float(number("tv", f"MultivariateNormal([0,0],{cov})", f"MultivariateNormal([1,0],{cov})"))
    assert found == pytest.approx(math.erf(math.sqrt(2 / 3) / math.sqrt(8)), rel=1e-13)
    assert number("tv", f"MultivariateNormal([0,0],{cov})", f"MultivariateNormal([0,0],{cov})") == "0"


@pytest.mark.parametrize(
    ("p", "q", "first", "second"),
    [
        ("MultivariateT(3,[1],[[4]])", "MultivariateT(5,[1],[[4]])", "StudentT(3,1,2)", "StudentT(5,1,2)"),
        ("MultivariateT(3,[1],[[4]])", "MultivariateT(5,[1],[[9]])", "StudentT(3,1,2)", "StudentT(5,1,3)"),
        ("MultivariateNormal([1],[[4]])", "MultivariateT(5,[1],[[9]])", "Normal(1,2)", "StudentT(5,1,3)"),
    ],
)
@pytest.mark.parametrize("command", ["kl", "jsd", whole("tv")])
def test_laws_around_one_centre_differ_in_the_distance_alone(p, q, first, second, command):
    assert float(number(command, p, q)) == pytest.approx(float(number(command, first, second)), rel=1e-12)


def test_students_laws_of_vectors_as_draws_have_them():
    first, second = stats.multivariate_t([0, 1], V_, 4), stats.multivariate_t([0, 1], 2 * V_, 7)
    x = first.rvs(40_000, random_state=np.random.default_rng(3))
    expected = float(number("kl", f"MultivariateT(4,[0,1],{V})", "MultivariateT(7,[0,1],[[4,2],[2,6]])"))
    _within(expected, first.logpdf(x) - second.logpdf(x))


@pytest.mark.parametrize(
    ("command", "p", "q"),
    [
        ("tv", "Normal(0,1) * Exponential(2)", "Normal(1,1) * Exponential(1)"),
        ("jsd", "Dirichlet([1,2])", "Dirichlet([2,2])"),
        ("kl", f"MultivariateT(3,[0,0],{V})", "MultivariateT(3,[1,0],[[1,0],[0,1]])"),
    ],
)
def test_what_has_no_number_is_refused_with_the_bounds(command, p, q):
    with pytest.raises(NoAnswer) as refused:
        asked(command, p, q)
    assert "hellinger" in str(refused.value.hint)


def test_laws_of_different_sizes_are_refused():
    for pair in (
        ("Dirichlet([1,2])", "Dirichlet([1,2,3])"),
        ("Normal(0,1) * Poisson(1)", "Normal(0,1) * Normal(0,1) * Poisson(1)"),
    ):
        with pytest.raises(ParameterError):
            asked("hellinger", *pair)


def test_a_power_that_no_integral_has_is_infinite():
    """N(0, 3)² over N(0, 1) has no integral: 3 > 2."""
    assert number("pearson", "MultivariateNormal([0],[[3]])", "MultivariateNormal([0],[[1]])") == "inf"
    assert number("kl", "Dirichlet([1,2])", "Dirichlet([4,2])", renyi="2") == "inf"
