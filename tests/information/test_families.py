"""Every row of the table of families: it is a distribution, its entropy is that of rigorous integration, and
SciPy agrees where it has the family."""

from __future__ import annotations

import math
import os
from decimal import Decimal
from fractions import Fraction

import mpmath
import pytest

from infocalc.algebra.ball import value
from infocalc.algebra.engine import lower
from infocalc.errors import NoAnswer, ParameterError
from infocalc.expr import expr as X
from infocalc.functions import VOCABULARY, subs
from infocalc.information.closed.closed_form import ClosedForm, Infinite
from infocalc.information.closed.divergence import closed_cross_entropy, closed_divergence
from infocalc.information.densities import numeric
from infocalc.information.densities.members import law_of
from infocalc.information.families import TABLE
from infocalc.information.measure import MEASURES
from infocalc.information.measures import of_families
from infocalc.information.options import InformationOptions
from infocalc.information.reading.families import read
from infocalc.notation.parser import parse
from tests.whole import part_of

from .members import MEMBERS

DIGITS = 25
NAMES = sorted(MEMBERS)

#: SciPy's own entropies that are not right to 1e-8: it integrates or sums numerically without a bound
SCIPY_IS_WRONG = {"Zeta"}


def test_every_family_is_here():
    assert set(MEMBERS) == set(TABLE)


def difference(a: str, b: str) -> Decimal:
    """|a − b|, relative where the numbers are not small."""
    x, y = Decimal(a), Decimal(b)
    return abs(x - y) / max(abs(x), Decimal("0.01"))


@pytest.mark.parametrize("name", part_of(NAMES, 3))
def test_the_mass_is_1(name):
    p = read(MEMBERS[name].text)
    found = numeric.number(numeric.mass_task(_law(p)), DIGITS).number
    assert found.certified
    assert difference(found.decimal, "1") < Decimal("1e-20")


@pytest.mark.parametrize("name", part_of(NAMES, 3))
def test_entropy_against_rigorous_integration(name):
    p = read(MEMBERS[name].text)
    options = InformationOptions(digits=DIGITS)
    answer = of_families.measured(MEASURES["entropy"], (p,), options)
    integrated = numeric.measured(MEASURES["entropy"], [p], DIGITS)
    assert answer.number is not None
    assert answer.number.certified
    assert integrated.number is not None
    assert difference(answer.number.decimal, integrated.number.decimal) < Decimal("1e-20")


@pytest.mark.parametrize("name", [name for name in NAMES if MEMBERS[name].scipy])
def test_the_density_is_scipys(name):
    stats = pytest.importorskip("scipy.stats")
    p, theirs = read(MEMBERS[name].text), MEMBERS[name].scipy(stats)
    for quantile in (0.1, 0.35, 0.6, 0.9):
        x = float(theirs.ppf(quantile))
        if p.discrete:
            found, expected = p.mass(X.num(int(x))), float(theirs.pmf(int(x)))
        else:
            numerator, denominator = x.as_integer_ratio()
            found, expected = X.power(X.E, p.log_density(X.num(numerator, denominator))), float(theirs.pdf(x))
        assert math.isclose(float(value(found, {}, 17).decimal), expected, rel_tol=1e-10), quantile


@pytest.mark.parametrize("name", [name for name in NAMES if MEMBERS[name].scipy])
def test_whereabouts(name):
    """Integrals begin their search at the centre, with steps of the scale."""
    stats = pytest.importorskip("scipy.stats")
    p, theirs = read(MEMBERS[name].text), MEMBERS[name].scipy(stats)
    width = float(theirs.ppf(0.84) - theirs.ppf(0.16)) / 2 or 0.5
    centre, scale = (float(value(e, {}, 17).decimal) for e in (p.centre, p.scale))
    assert abs(centre - float(theirs.median())) <= 1.5 * width
    assert width / 12.5 <= scale <= 4 * width


@pytest.mark.parametrize("name", part_of([name for name in NAMES if MEMBERS[name].scipy], 2))
def test_the_entropy_is_scipys(name):
    if name in SCIPY_IS_WRONG:
        pytest.skip("SciPy's entropy is not right to 1e-8 here; the integration above is the oracle")
    stats = pytest.importorskip("scipy.stats")
    p = read(MEMBERS[name].text)
    answer = of_families.measured(MEASURES["entropy"], (p,), InformationOptions())
    expected = float(MEMBERS[name].scipy(stats).entropy())
    assert math.isclose(float(answer.number.decimal), expected, rel_tol=1e-8, abs_tol=1e-8)


def _law(p):
    return law_of(p)


# ── members at the ends of their parameters' ranges ──────────────────────────────────────────────

#: at an end, and a law of one outcome or of another family that it is
ENDS = {
    "Bernoulli(0)": "DiscreteUniform(0, 0)",
    "Bernoulli(1)": "DiscreteUniform(1, 1)",
    "Binomial(3, 0)": "DiscreteUniform(0, 0)",
    "Binomial(3, 1)": "DiscreteUniform(3, 3)",
    "Binomial(0, 1/3)": "DiscreteUniform(0, 0)",
    "Geometric(1)": "DiscreteUniform(1, 1)",
    "Geometric(1, 0)": "DiscreteUniform(0, 0)",
    "NegativeBinomial(2, 1)": "DiscreteUniform(0, 0)",
    "NegativeBinomial(0, 1/2)": "DiscreteUniform(0, 0)",
    "Poisson(0)": "DiscreteUniform(0, 0)",
    "LogSeries(0)": "DiscreteUniform(1, 1)",
    "BetaBinomial(0, 1, 2)": "DiscreteUniform(0, 0)",
    "Skellam(3, 0)": "Poisson(3)",
    "ZipfFinite(2, 1)": "DiscreteUniform(1, 1)",
    "Hypergeometric(5, 0, 2)": "DiscreteUniform(0, 0)",
    "Hypergeometric(5, 5, 2)": "DiscreteUniform(2, 2)",
    "StudentT(oo)": "Normal(0, 1)",
    "StudentT(oo, 1, 2)": "Normal(1, 2)",
    "VonMises(1, 0)": "Cardioid(1, 0)",
    "WrappedCauchy(1, 0)": "VonMises(1, 0)",
    "WrappedNormal(1, oo)": "VonMises(1, 0)",
    "TruncatedNormal(1, 2, -oo, oo)": "Normal(1, 2)",
    "Beta(1, 1)": "Uniform(0, 1)",
    "Gev(1, 2, 0)": "Gumbel(1, 2)",
    "GeneralizedPareto(0, 2, 0)": "Exponential(1/2)",
    "AsymmetricLaplace(1, 2, 1)": "Laplace(1, 2)",
    "SkewNormal(1, 2, 0)": "Normal(1, 2)",
    "ContinuousBernoulli(1/2)": "Uniform(0, 1)",
    "FoldedNormal(0, 2)": "HalfNormal(2)",
    "Rice(0, 2)": "Rayleigh(2)",
    "ExponentiatedWeibull(1, 3, 2)": "Weibull(3, 2)",
    "ZeroInflatedPoisson(2, 0)": "Poisson(2)",
    "ZeroInflatedPoisson(2, 1)": "DiscreteUniform(0, 0)",
    "PoissonGamma(5/2, 2)": "NegativeBinomial(5/2, 2/3)",
}
#: beyond the range, with the parameter that the refusal names
BEYOND = {
    "Binomial(-1, 0)": "n must be",
    "Geometric(0)": "p must be",
    "Normal(0, 0)": "sigma must be > 0",
    "Uniform(1, 1)": "high > low must hold",
    "Gamma(0, 1)": "shape must be > 0",
    "Poisson(-1)": "rate must be > 0",
    "Cardioid(0, 3/5)": "rho",
    "WrappedCauchy(0, 1)": "rho",
    "WrappedNormal(0, 0)": "sigma must be > 0",
    "ContinuousBernoulli(1)": "p must be",
    "CrystalBall(1, 1)": "m > 1 must hold",
    "Rice(-1, 1)": "nu must be",
    "ZeroInflatedPoisson(1, 2)": "zero must be",
}


@pytest.mark.parametrize("end", part_of(ENDS, 3))
def test_a_member_at_an_end_is_what_it_is_there(end):
    """Beside every ninth family, each end beside others; INFOCALC_ALL_PAIRS=1 takes all."""
    p, same = read(end), read(ENDS[end])
    beside = [name for name in NAMES if read(MEMBERS[name].text).discrete == same.discrete]
    place = list(ENDS).index(end) % 9
    for other in beside if os.environ.get("INFOCALC_ALL_PAIRS") else beside[place::9]:
        q = read(MEMBERS[other].text)
        for measure, laws, known in (("kl", (p, q), (same, q)), ("kl", (q, p), (q, same))):
            got, want = (_measured(measure, pair) for pair in (laws, known))
            assert got == want, (end, other)


def _measured(measure, laws):
    """To 15 digits; None where no closed form is known."""
    try:
        found = of_families.measured(MEASURES[measure], laws, InformationOptions(digits=15))
    except NoAnswer:
        return None
    return found.number and found.number.decimal


@pytest.mark.parametrize("text", BEYOND)
def test_what_lies_beyond_a_range_is_refused_by_name(text):
    with pytest.raises(ParameterError, match=BEYOND[text]):
        read(text)


@pytest.mark.parametrize(
    ("p", "q", "condition"),
    [
        ("Bernoulli(p)", "Bernoulli(0)", "p > 0"),
        ("Bernoulli(p)", "Geometric(1/2)", "p < 1"),
        ("Poisson(l)", "Poisson(0)", "l > 0"),
    ],
)
def test_a_divergence_that_is_infinite_for_some_parameters_says_for_which(p, q, condition):
    found = closed_divergence(read(p), read(q))
    assert isinstance(found, Infinite)
    assert condition in [str(c) for c in found.conditions]


def test_the_cut_of_the_circle_does_not_matter():
    """D of two von Mises laws with means a, b is that with means a + c, b + c, and 0.0028222214666808…"""
    found = [
        closed_divergence(read(f"VonMises({a}, 2/5)"), read(f"VonMises({a} + 1/10, 1/2)"))
        for a in (0, "1/5", 3)
    ]
    values = [value(f.expr, {}, 15).decimal for f in found if isinstance(f, ClosedForm)]
    assert values == ["0.00282222146668083"] * 3


@pytest.mark.parametrize(
    ("p", "q"),
    [
        ("WrappedCauchy(0, 1/2)", "VonMises(2, 1)"),
        ("Cardioid(0, 1/4)", "WrappedCauchy(3, 1/3)"),
        ("WrappedNormal(0, 1)", "WrappedNormal(3, 1/2)"),
        ("WrappedNormal(1, 3)", "VonMises(2, 1)"),
        ("WrappedCauchy(0, 1/2)", "WrappedNormal(2, 1)"),
        ("WrappedNormal(0, 2)", "Cardioid(1, 2/5)"),
        ("Mixture([1/2, 1/2], [VonMises(0, 1), VonMises(2, 1)])", "VonMises(1, 1)"),
        ("VonMises(1, 1)", "Mixture([1/3, 2/3], [VonMises(0, 1), Cardioid(2, 1/4)])"),
    ],
)
def test_laws_on_the_circle_against_the_trapezoidal_rule(p, q):
    """Equidistant points integrate periodic analytic functions with an error that falls exponentially."""
    n = 400
    laws = [law_of(of_families.law(read(text))) for text in (p, q)]
    total = 0.0
    for k in range(n):
        x = X.num(2 * k, n) * X.PI
        f, g = (_density(law, x) for law in laws)
        total += 2 * math.pi / n * f * math.log(f / g)
    found = numeric.measured(MEASURES["kl"], laws, 15)
    assert found.number is not None
    assert math.isclose(float(found.number.decimal), total, rel_tol=1e-12)


@pytest.mark.parametrize("sigma", ["1/10", "1/2", "1", "2", "5"])
def test_the_entropy_of_a_wrapped_normal_law_is_the_series_of_its_triple_product(sigma):
    """log(2π/φ(q)) + 2·Σ (−1)^k/k·q^(k(k+1)/2)/(1 − q^k), q = e^(−σ²), φ Euler's function, by mpmath."""
    found = numeric.measured(MEASURES["entropy"], [read(f"WrappedNormal(1, {sigma})")], 30).number
    assert found is not None
    assert found.certified
    with mpmath.workdps(40):
        q = mpmath.exp(-(mpmath.mpf(Fraction(sigma).numerator) ** 2) / Fraction(sigma).denominator ** 2)
        terms = [(-1) ** k * q ** (k * (k + 1) // 2) / k / (1 - q**k) for k in range(1, 200)]
        want = mpmath.log(2 * mpmath.pi / mpmath.qp(q)) + 2 * mpmath.fsum(terms)
        assert abs(mpmath.mpf(found.decimal) - want) < 1e-28


@pytest.mark.parametrize(
    ("p", "cosine"),
    [
        ("WrappedNormal(1, 2)", "e^-2*cos(1)"),
        ("WrappedCauchy(1, 1/3)", "cos(1)/3"),
        ("Cardioid(1, 1/5)", "cos(1)/5"),
    ],
)
def test_the_cross_entropy_to_a_von_mises_law_is_by_the_mean_cosine(p, cosine):
    """log(2π·I₀(κ)) − κ·E[cos(X − μ)]."""
    found = closed_cross_entropy(read(p), read("VonMises(0, 2)"))
    assert isinstance(found, ClosedForm)
    want = f"log(2*pi*besseli(0, 2)) - 2*{cosine}"
    assert value(found.expr, {}, 25).decimal == value(lower(parse(want, VOCABULARY).formula), {}, 25).decimal


def _density(law, x):
    """At any angle, by the period."""
    terms = [c.weight * X.power(X.E, subs(c.log, {law.variable: x})) for c in law.components]
    return float(value(X.add(*terms), {}, 17).decimal)


@pytest.mark.parametrize("text", ["LogGamma(2)", "ZeroInflatedPoisson(1, psi=1/2)", "PoissonGamma(2, 3)"])
def test_what_others_mean_by_a_name_is_told(text):
    p = read(text)
    assert p.family.readings
    assert set(p.family.readings) <= set(p.notes)
