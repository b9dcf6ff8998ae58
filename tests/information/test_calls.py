"""Laws by the signatures of SciPy, R and torch: every row has the density that the program gives it."""

from __future__ import annotations

import math
from itertools import permutations, product

import pytest

from infocalc.algebra.ball import value
from infocalc.errors import InfocalcError, ParameterError
from infocalc.expr import expr as X
from infocalc.information.reading.calls import ROWS
from infocalc.information.reading.families import read

stats = pytest.importorskip("scipy.stats")

SCIPY = [row for row in ROWS if row.program == "SciPy"]
#: numbers to try as shapes, until SciPy and infocalc both have the law
TRIED = ("2", "3/2", "1/3", "3/4", "7", "20", "-1")


def number(text):
    above, _, below = text.partition("/")
    return float(above) / float(below or 1)


def shapes(row):
    """Shapes that the law has in SciPy and here, as they are typed."""
    theirs = getattr(stats, row.name)
    for typed in permutations(TRIED, len(row.parameters.split())):
        try:
            read(f"scipy.stats.{row.name}({', '.join(typed)})")
        except InfocalcError:
            continue
        if theirs._argcheck(*map(number, typed)):
            return typed
    raise AssertionError(f"no shapes for {row.name}")


def density(p, x):
    """The density or the mass at x, a float."""
    if p.discrete:
        return float(value(p.mass(X.num(int(x))), {}, 17).decimal)
    return float(value(X.power(X.E, p.log_density(X.num(*x.as_integer_ratio()))), {}, 17).decimal)


@pytest.mark.parametrize("row", SCIPY, ids=lambda row: row.name)
def test_the_signature_is_scipys(row):
    theirs = getattr(stats, row.name)
    assert row.parameters.split() == (theirs.shapes or "").replace(",", " ").split()


@pytest.mark.parametrize("row", SCIPY, ids=lambda row: row.name)
def test_the_density_is_scipys_by_place_and_by_name(row):
    """At loc = 2 and, of densities that have one on the line, scale = 3."""
    theirs, typed = getattr(stats, row.name), shapes(row)
    unscaled = hasattr(theirs, "pmf") or row.name in ("vonmises", "wrapcauchy")
    moved = ("2",) if unscaled else ("2", "3")
    law = theirs(*map(number, typed), *map(float, moved))
    named = zip((*row.parameters.split(), "loc", "scale"), (*typed, *moved), strict=False)
    laws = [
        read(f"scipy.stats.{row.name}({', '.join((*typed, *moved))})"),
        read(f"stats.{row.name}({', '.join(f'{name}={text}' for name, text in named)})"),
    ]
    for p, quantile in product(laws, (0.2, 0.7)):
        x = float(law.ppf(quantile))
        expected = law.pmf(x) if p.discrete else law.pdf(x)
        assert density(p, x) == pytest.approx(float(expected), rel=1e-9)


#: a call -> SciPy's law of its density, as the documentation of the program gives it
OTHERS = {
    "Beta(shape1=2, shape2=3)": ("beta", 2, 3),
    "Geometric(prob=1/4)": ("geom", 0.25, -1),
    "geom(prob=1/4)": ("geom", 0.25, -1),
    "Hypergeometric(m=7, n=13, k=12)": ("hypergeom", 20, 7, 12),
    "hyper(7, 13, 12)": ("hypergeom", 20, 7, 12),
    "lnorm(1, 2)": ("lognorm", 2, 0, math.e),
    "logis(1, 2)": ("logistic", 1, 2),
    "torch.distributions.Bernoulli(1/4)": ("bernoulli", 0.25),
    "torch.distributions.Bernoulli(logits=log(3))": ("bernoulli", 0.75),
    "torch.distributions.Beta(2, 3)": ("beta", 2, 3),
    "Beta(concentration0=3, concentration1=2)": ("beta", 2, 3),
    "torch.distributions.Binomial(5, 1/4)": ("binom", 5, 0.25),
    "torch.distributions.Binomial(5, logits=log(3))": ("binom", 5, 0.75),
    "torch.distributions.Cauchy(1, 2)": ("cauchy", 1, 2),
    "torch.distributions.Chi2(3)": ("chi2", 3),
    "torch.distributions.ContinuousBernoulli(1/3)": ("truncexpon", math.log(2), 0, 1 / math.log(2)),
    "ContinuousBernoulli(logits=-log(2))": ("truncexpon", math.log(2), 0, 1 / math.log(2)),
    "torch.distributions.Exponential(2)": ("expon", 0, 0.5),
    "torch.distributions.FisherSnedecor(4, 6)": ("f", 4, 6),
    "torch.distributions.Gamma(2, 3)": ("gamma", 2, 0, 1 / 3),
    "Gamma(concentration=2, rate=3)": ("gamma", 2, 0, 1 / 3),
    "torch.distributions.GeneralizedPareto(1, 2, 1/4)": ("genpareto", 0.25, 1, 2),
    "torch.distributions.Geometric(1/4)": ("geom", 0.25, -1),
    "Geometric(probs=1/4)": ("geom", 0.25, -1),
    "Geometric(logits=-log(3))": ("geom", 0.25, -1),
    "torch.distributions.Gumbel(1, 2)": ("gumbel_r", 1, 2),
    "torch.distributions.HalfCauchy(2)": ("halfcauchy", 0, 2),
    "torch.distributions.HalfNormal(2)": ("halfnorm", 0, 2),
    "torch.distributions.InverseGamma(2, 3)": ("invgamma", 2, 0, 3),
    "torch.distributions.Kumaraswamy(1, 3)": ("beta", 1, 3),
    "torch.distributions.Laplace(1, 2)": ("laplace", 1, 2),
    "LogNormal(loc=1, scale=2)": ("lognorm", 2, 0, math.e),
    "torch.distributions.NegativeBinomial(3, 1/4)": ("nbinom", 3, 0.75),
    "NegativeBinomial(total_count=3, probs=1/4)": ("nbinom", 3, 0.75),
    "NegativeBinomial(total_count=3, logits=-log(3))": ("nbinom", 3, 0.75),
    "torch.distributions.Normal(1, 2)": ("norm", 1, 2),
    "torch.distributions.Pareto(2, 3)": ("pareto", 3, 0, 2),
    "torch.distributions.Poisson(2)": ("poisson", 2),
    "torch.distributions.StudentT(3, 1, 2)": ("t", 3, 1, 2),
    "torch.distributions.Uniform(1, 3)": ("uniform", 1, 2),
    "torch.distributions.VonMises(1, 2)": ("vonmises", 2, 1),
    "torch.distributions.Weibull(2, 3)": ("weibull_min", 3, 0, 2),
    # and what names alone tell, of the families themselves
    "Gamma(shape=2, rate=3)": ("gamma", 2, 0, 1 / 3),
    "Gamma(2, 3)": ("gamma", 2, 0, 3),
    "Exponential(2)": ("expon", 0, 0.5),
    "Exponential(scale=2)": ("expon", 0, 2),
    "NegativeBinomial(size=3, mu=2)": ("nbinom", 3, 0.6),
    "NegativeBinomial(size=3, prob=1/4)": ("nbinom", 3, 0.25),
    "Beta(mean=1/3, concentration=6)": ("beta", 2, 4),
    "Lognormal(meanlog=1, sdlog=2)": ("lognorm", 2, 0, math.e),
    "gamma(3, 2)": ("gamma", 3, 0, 2),
    "lognorm(1/2)": ("lognorm", 0.5),
    "lognorm(mu=1, sigma=2)": ("lognorm", 2, 0, math.e),
    "expon(2)": ("expon", 2),
    "truncnorm(-1, 2)": ("truncnorm", -1, 2),
    "burr(2, 3)": ("burr12", 2, 3),
    "uniform(1, 3)": ("uniform", 1, 2),
    "uniform(loc=1, scale=2)": ("uniform", 1, 2),
}  # fmt: skip


@pytest.mark.parametrize("text", OTHERS)
def test_the_density_is_that_of_the_program(text):
    name, *parameters = OTHERS[text]
    law, p = getattr(stats, name)(*parameters), read(text)
    for quantile in (0.2, 0.7):
        x = float(law.ppf(quantile))
        expected = law.pmf(x) if p.discrete else law.pdf(x)
        assert density(p, x) == pytest.approx(float(expected), rel=1e-9)
    assert p.notes or text.startswith(("Lognormal(meanlog",))


def test_every_row_of_other_programs_is_tried_here():
    words = {text.partition("(")[0].rpartition(".")[2] for text in OTHERS}
    assert {row.name for row in ROWS if row.program != "SciPy"} <= words


#: R's names of parameters, under its names of the laws
OF_R = {
    "norm(mean=1, sd=2)": "Normal(1, 2)",
    "unif(min=1, max=3)": "Uniform(1, 3)",
    "exp(rate=2)": "Exponential(2)",
    "gamma(shape=2, rate=3)": "Gamma(2, 1/3)",
    "gamma(shape=2, scale=3)": "Gamma(2, 3)",
    "beta(shape1=2, shape2=3)": "Beta(2, 3)",
    "chisq(df=3)": "ChiSquared(3)",
    "f(df1=3, df2=5)": "F(3, 5)",
    "t(df=3)": "StudentT(3)",
    "cauchy(location=1, scale=2)": "Cauchy(1, 2)",
    "logis(location=1, scale=2)": "Logistic(1, 2)",
    "lnorm(meanlog=1, sdlog=2)": "Lognormal(1, 2)",
    "weibull(shape=2, scale=3)": "Weibull(2, 3)",
    "binom(size=3, prob=1/3)": "Binomial(3, 1/3)",
    "geom(prob=1/3)": "Geometric(1/3, 0)",
    "hyper(m=7, n=13, k=12)": "Hypergeometric(20, 7, 12)",
    "nbinom(size=3, prob=1/3)": "NegativeBinomial(3, 1/3)",
    "nbinom(size=3, mu=2)": "NegativeBinomial(3, 3/5)",
    "pois(lambda=3)": "Poisson(3)",
    "Multinomial(size=3, prob=[1/3,2/3])": "Multinomial(3, [1/3,2/3])",
    "Multinomial(total_count=3, probs=[1/3,2/3])": "Multinomial(3, [1/3,2/3])",
    "MultivariateNormal(loc=[1], covariance_matrix=[[2]])": "MultivariateNormal([1],[[2]])",
    "scipy.stats.multivariate_normal(mean=[1], cov=[[2]])": "MultivariateNormal([1],[[2]])",
    "scipy.stats.multivariate_t(loc=[1], shape=[[2]], df=3)": "MultivariateT(3,[1],[[2]])",
    "torch.distributions.Wishart(df=3, covariance_matrix=[[1,0],[0,2]])": "Wishart(3,[[1,0],[0,2]])",
    "Dirichlet(concentration=[1,2])": "Dirichlet([1,2])",
}


@pytest.mark.parametrize("text", OF_R)
def test_names_of_parameters_elsewhere(text):
    assert read(text)._replace(notes=()) == read(OF_R[text])._replace(notes=())


def test_logits_of_several_outcomes():
    p, q = read("Categorical(logits=[0, log(3)])"), read("Categorical([1/4, 3/4])")
    assert p.weights == q.weights


def test_what_was_read_is_said():
    assert read("lognorm(1/2)").notes == ("read as Lognormal(mu=0, sigma=1/2), SciPy's lognorm",)
    assert read("stats.gamma(3, 1, 2)").notes == (
        "read as Shifted(Gamma(shape=3, scale=2), 1), SciPy's gamma",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("exponweib(1, 2, 3, 4, 5)", "SciPy's is exponweib\\(a, c, loc, scale\\)"),
        ("stats.gamma(3, rate=2)", "SciPy's is gamma\\(a, loc, scale\\)"),
        ("torch.distributions.Gamma(3)", "torch's is Gamma\\(concentration, rate\\)"),
        ("stats.gamma(-3)", "shape must be > 0"),
        ("binom(5, 1/3, 0, 2)", "not scaled"),
        ("Gamma(bob=2)", "Gamma has no parameter bob"),
    ],
)
def test_calls_that_no_program_has_are_refused(text, said):
    with pytest.raises(ParameterError, match=said):
        read(text)
