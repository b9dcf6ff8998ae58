"""Families on the integers."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.information.families import couplings
from infocalc.information.families.row import (
    LOGITS,
    POSITIVE_MEAN,
    Construction,
    Family,
    Keyword,
    Member,
    Parameter,
    System,
    all_at,
    by_moments,
    define,
    exp,
    log,
    sqrt,
)
from infocalc.information.families.support import Support
from infocalc.information.moments import counts
from infocalc.information.moments.counts import K
from infocalc.information.moments.factorials import log_beta, log_binomial, loggamma

P = Parameter("p", "unit", ("prob", "probability"))
PROBABILITY = Parameter("p", "probability", ("prob", "probability", "probs"))
DISPERSION = Parameter("dispersion", "positive")
N = Parameter("n", "natural", ("trials", "total_count", "size"))


def _choose(n: Expr, k: Expr) -> Expr:
    return F.binomial(n, k)


def _from(low: Expr) -> Support:
    return Support(low, X.OO, discrete=True)


def _integers(low: Expr, high: Expr) -> Support:
    return Support(low, high, discrete=True)


def _binomial_log_mass(k: Expr, n: Expr, p: Expr) -> Expr:
    if n is X.ONE:
        return k * log(p) + (1 - k) * log(1 - p)
    return log_binomial(n, k) + k * log(p) + (n - k) * log(1 - p)


def _power(p: Expr, k: Expr) -> Expr:
    """p^k with 0⁰ = 1."""
    return X.ONE if k is X.ZERO else X.power(p, k)


def _binomial_mass(k: Expr, n: Expr, p: Expr) -> Expr:
    return _choose(n, k) * _power(p, k) * _power(1 - p, n - k)


def _negative_binomial_log_mass(k: Expr, r: Expr, p: Expr) -> Expr:
    return loggamma(k + r) - loggamma(r) - loggamma(k + 1) + r * log(p) + k * log(1 - p)


def _hypergeometric_mass(k: Expr, population: Expr, successes: Expr, draws: Expr) -> Expr:
    others = population - successes
    return _choose(successes, k) * _choose(others, draws - k) / _choose(population, draws)


def _hypergeometric_log_mass(k: Expr, population: Expr, successes: Expr, draws: Expr) -> Expr:
    others = population - successes
    return log_binomial(successes, k) + log_binomial(others, draws - k) - log_binomial(population, draws)


def _hypergeometric_support(facts: Facts, population: Expr, successes: Expr, draws: Expr) -> Support | None:
    low, high = draws - (population - successes), draws
    below, above = facts.sign(low), facts.sign(draws - successes)
    if below is None or above is None:
        return None
    return _integers(low if below > 0 else X.ZERO, successes if above > 0 else high)


def _beta_binomial_log_mass(k: Expr, n: Expr, alpha: Expr, beta: Expr) -> Expr:
    return log_binomial(n, k) + log_beta(k + alpha, n - k + beta) - log_beta(alpha, beta)


def _skellam_log_mass(k: Expr, rate1: Expr, rate2: Expr) -> Expr:
    bessel = F.besseli(F.abs(k), 2 * sqrt(rate1 * rate2))
    return -rate1 - rate2 + k * (log(rate1) - log(rate2)) / 2 + log(bessel)


def _harmonic(exponent: Expr, size: Expr) -> Expr:
    """Σ j^(−s) for j = 1…n."""
    n = size.data if size.head == X.NUM and type(size.data) is int and size.data <= 1000 else None
    if n is not None:
        return X.add(*[X.power(X.num(j), -exponent) for j in range(1, n + 1)])
    j = X.sym("j")
    return X.compound(X.SERIES, (X.power(j, -exponent), j, X.ONE, size))


def _certain(n: Expr, p: Expr) -> Member | None:
    """A binomial law without chance."""
    if p is X.ZERO or n is X.ZERO:
        return all_at(X.ZERO)
    return all_at(n) if p is X.ONE else None


define(
    Family(
        "Bernoulli",
        "1 with probability p, else 0",
        (PROBABILITY,),
        lambda *_: _integers(X.ZERO, X.ONE),
        lambda k, p: _binomial_log_mass(k, X.ONE, p),
        lambda facts, p: Construction.of(counts.Binomial(X.ONE, p), K),
        mass=lambda k, p: _binomial_mass(k, X.ONE, p),
        area=couplings.mean_gap,
        height=couplings.mean_gap,
        variation=couplings.mean_gap,
        centre=lambda p: p,
        scale=lambda p: X.ONE,
        spellings=("Bern",),
        keywords=(LOGITS,),
        end=lambda p: _certain(X.ONE, p),
    ),
    Family(
        "Binomial",
        "number of successes in n trials",
        (N, PROBABILITY),
        lambda facts, n, p: _integers(X.ZERO, n),
        _binomial_log_mass,
        lambda facts, n, p: Construction.of(counts.Binomial(n, p), K),
        mass=_binomial_mass,
        area=couplings.binomial_area,
        centre=lambda n, p: n * p,
        scale=lambda n, p: sqrt(n * p * (1 - p)),
        spellings=("binom",),
        keywords=(LOGITS,),
        end=_certain,
    ),
    Family(
        "Geometric",
        "number of trials up to the first success; with start=0 the failures before it",
        (Parameter("p", "unit", ("probability",)), Parameter("start", "integer", (), X.ONE)),
        lambda facts, p, start: _from(start),
        lambda k, p, start: log(p) + (k - start) * log(1 - p),
        lambda facts, p, start: Construction.of(counts.NegativeBinomial(X.ONE, p), start + K),
        mass=lambda k, p, start: p * _power(1 - p, k - start),
        area=couplings.geometric_area,
        centre=lambda p, start: start + (1 - p) / p,
        scale=lambda p, start: sqrt(1 - p) / p,
        spellings=("geom",),
        keywords=(Keyword("mean", "p", lambda m, given: 1 / (m - given.get("start", X.ONE) + 1)),),
        readings=("Geometric(p) is on 1, 2, ...; Geometric(p, 0) is on 0, 1, ..., as in R, torch and Julia",),
        end=lambda p, start: all_at(start) if p is X.ONE else None,
    ),
    Family(
        "NegativeBinomial",
        "number of failures before the r-th success",
        (Parameter("r", "positive", ("n", "size", "successes", "total_count")), P),
        lambda *_: _from(X.ZERO),
        _negative_binomial_log_mass,
        lambda facts, r, p: Construction.of(counts.NegativeBinomial(r, p), K),
        mass=lambda k, r, p: exp(_negative_binomial_log_mass(k, r, p)),
        mode=lambda r, p: F.max(X.ZERO, F.floor((r - 1) * (1 - p) / p)),
        centre=lambda r, p: r * (1 - p) / p,
        scale=lambda r, p: sqrt(r * (1 - p)) / p,
        spellings=("nbinom", "Pascal"),
        keywords=(Keyword("mean", "p", lambda m, given: given["r"] / (given["r"] + m), ("mu",)),),
        systems=(
            System((POSITIVE_MEAN, DISPERSION), lambda m, a: (1 / a, 1 / (1 + a * m))),
            *by_moments(POSITIVE_MEAN, lambda m, v: (m**2 / (v - m), m / v)),
        ),
        readings=("NegativeBinomial counts failures, p is the probability of a success; torch's is 1 - p",),
        end=lambda r, p: all_at(X.ZERO) if r is X.ZERO or p is X.ONE else None,
    ),
    Family(
        "Poisson",
        "Poisson distribution",
        (Parameter("rate", "positive", ("lambda", "λ", "mu", "mean", "lam"), X.ONE),),
        lambda *_: _from(X.ZERO),
        lambda k, rate: k * log(rate) - rate - loggamma(k + 1),
        lambda facts, rate: Construction.of(counts.Poisson(rate), K),
        mass=lambda k, rate: _power(rate, k) * exp(-rate) / F.factorial(k),
        area=couplings.mean_gap,
        mode=F.floor,
        centre=lambda rate: rate,
        scale=sqrt,
        spellings=("Pois",),
        end=lambda rate: all_at(X.ZERO) if rate is X.ZERO else None,
    ),
    Family(
        "LogSeries",
        "logarithmic series distribution, -p^k/(k*log(1 - p))",
        (P,),
        lambda *_: _from(X.ONE),
        lambda k, p: k * log(p) - log(k) - log(-log(1 - p)),
        lambda facts, p: Construction.of(counts.LogSeries(p), K),
        mode=lambda p: X.ONE,
        centre=lambda p: -p / ((1 - p) * log(1 - p)),
        scale=lambda p: 1 / (1 - p),
        spellings=("Logarithmic", "logser"),
        end=lambda p: all_at(X.ONE) if p is X.ZERO else None,
    ),
    Family(
        "Zeta",
        "zeta (Zipf) distribution, k^(-exponent)/zeta(exponent)",
        (Parameter("exponent", "real", ("s", "a", "alpha")),),
        lambda *_: _from(X.ONE),
        lambda k, exponent: -exponent * log(k) - log(F.zeta(exponent)),
        lambda facts, exponent: Construction.of(counts.Zeta(exponent), K),
        constraints=lambda exponent: (Condition(exponent, ">", X.ONE),),
        mode=lambda exponent: X.ONE,
        centre=lambda exponent: X.ONE,
        scale=lambda exponent: X.ONE,
        spellings=("Zipf",),
    ),
    Family(
        "ZipfFinite",
        "Zipf distribution on 1..size",
        (Parameter("exponent", "real", ("s", "a", "alpha")), Parameter("size", "count", ("n",))),
        lambda facts, exponent, size: _integers(X.ONE, size),
        lambda k, exponent, size: -exponent * log(k) - log(_harmonic(exponent, size)),
        mass=lambda k, exponent, size: X.power(k, -exponent) / _harmonic(exponent, size),
        centre=lambda exponent, size: X.ONE,
        scale=lambda exponent, size: X.ONE,
        spellings=("Zipfian", "FiniteZipf"),
    ),
    Family(
        "DiscreteUniform",
        "equal probabilities on low..high",
        (Parameter("low", "integer", ("a", "min")), Parameter("high", "integer", ("b", "max"))),
        lambda facts, low, high: _integers(low, high),
        lambda k, low, high: -log(high - low + 1),
        lambda facts, low, high: Construction.of(
            counts.DiscreteUniform(low, high, frozenset({K}) if facts.sign(low) == 1 else frozenset()), K
        ),
        mass=lambda k, low, high: 1 / (high - low + 1),
        constraints=lambda low, high: (Condition(high, ">=", low),),
        centre=lambda low, high: (low + high) / 2,
        scale=lambda low, high: (high - low + 1) / 2,
        spellings=("UniformDiscrete", "randint"),
    ),
    Family(
        "Hypergeometric",
        "successes among `draws` taken without replacement",
        (
            Parameter("population", "natural", ("N", "total")),
            Parameter("successes", "natural", ("K", "M")),
            Parameter("draws", "natural", ("n",)),
        ),
        _hypergeometric_support,
        _hypergeometric_log_mass,
        lambda facts, population, successes, draws: Construction.of(
            counts.Hypergeometric(population, successes, draws), K
        ),
        mass=_hypergeometric_mass,
        constraints=lambda population, successes, draws: (
            Condition(population, ">=", successes),
            Condition(population, ">=", draws),
        ),
        centre=lambda population, successes, draws: draws * successes / population,
        scale=lambda population, successes, draws: sqrt(draws),
        spellings=("hypergeom",),
        order=("Hypergeometric(population, successes, draws); R and Julia give successes, failures, draws",),
    ),
    Family(
        "BetaBinomial",
        "binomial with a beta distributed success probability",
        (N, Parameter("alpha", "positive", ("a",)), Parameter("beta", "positive", ("b",))),
        lambda facts, n, alpha, beta: _integers(X.ZERO, n),
        _beta_binomial_log_mass,
        lambda facts, n, alpha, beta: Construction.of(counts.BetaBinomial(n, alpha, beta), K),
        mass=lambda k, n, alpha, beta: exp(_beta_binomial_log_mass(k, n, alpha, beta)),
        centre=lambda n, alpha, beta: n * alpha / (alpha + beta),
        scale=lambda n, alpha, beta: n / 4,
        spellings=("betabinom",),
        end=lambda n, alpha, beta: all_at(X.ZERO) if n is X.ZERO else None,
    ),
    Family(
        "Skellam",
        "difference of two Poisson variables",
        (
            Parameter("rate1", "positive", ("mu1", "lambda1", "λ1")),
            Parameter("rate2", "positive", ("mu2", "lambda2", "λ2")),
        ),
        lambda *_: Support(-X.OO, X.OO, discrete=True),
        _skellam_log_mass,
        lambda facts, rate1, rate2: Construction.of(counts.Skellam(rate1, rate2), K),
        centre=lambda rate1, rate2: rate1 - rate2,
        scale=lambda rate1, rate2: sqrt(rate1 + rate2),
        end=lambda rate1, rate2: Member("Poisson", (rate1,)) if rate2 is X.ZERO else None,
    ),
)
