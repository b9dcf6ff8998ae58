"""How SciPy, R and torch call the laws: one row a signature, with what it is here.

A name that only another program uses is read by its signature: lognorm(1/2) is SciPy's, with s = 1/2. Where a
name is one of a family here, its own parameters come first and the others are tried where they do not fit;
scipy.stats.gamma(3, 0, 2) and torch.distributions.Gamma(3, 2) say whose is meant.
"""

from __future__ import annotations

import re
from functools import lru_cache

from infocalc.errors import ParameterError
from infocalc.information.families.index import SPELLINGS
from infocalc.information.reading.family_names import PROGRAMS, key
from infocalc.notation.formula import Formula, walk
from infocalc.records import NamedTuple


class Call(NamedTuple):
    """A signature: the program, the name, its parameters in order, and the law in these parameters.

    law: typed as here. SciPy's loc and scale follow its parameters: where they do not stand in the law, it is
    loc + scale·X (of a law on the integers loc + X)
    """

    program: str
    name: str
    parameters: str
    law: str

    @property
    def names(self) -> tuple[str, ...]:
        """All parameters in order."""
        return (*self.parameters.split(), *(_PLACES if self.program == "SciPy" else ()))

    def fits(self, formula: Formula) -> bool:
        """Whether these arguments can be meant."""
        words = [str(a.value) for a in formula.args if a.head == "keyword"]
        places = len(formula.args) - len(words)
        given = [*self.names[:places], *words]
        needed = set(self.parameters.split()) <= set(given) <= set(self.names)
        return places <= len(self.names) and len(given) == len(set(given)) and needed


#: SciPy's last parameters, with their defaults
_PLACES = {"loc": 0, "scale": 1}

_TABLE = {
    "SciPy": (
        ("arcsine", "", "Arcsine(loc, loc + scale)"),
        ("bernoulli", "p", "Bernoulli(p)"),
        ("beta", "a b", "Beta(a, b)"),
        ("betabinom", "n a b", "BetaBinomial(n, a, b)"),
        ("betaprime", "a b", "BetaPrime(a, b, scale)"),
        ("binom", "n p", "Binomial(n, p)"),
        ("burr", "c d", "Dagum(d, c, scale)"),
        ("burr12", "c d", "Burr(c, d, scale)"),
        ("cauchy", "", "Cauchy(loc, scale)"),
        ("chi", "df", "Chi(df)"),
        ("chi2", "df", "ChiSquared(df)"),
        ("cosine", "", "RaisedCosine(loc, pi*scale)"),
        ("crystalball", "beta m", "CrystalBall(beta, m, loc, scale)"),
        ("dgamma", "a", "DoubleGamma(a, loc, scale)"),
        ("dweibull", "c", "DoubleWeibull(c, loc, scale)"),
        ("erlang", "a", "Gamma(a, scale)"),
        ("expon", "", "Exponential(1/scale)"),
        ("exponweib", "a c", "ExponentiatedWeibull(a, c, scale)"),
        ("f", "dfn dfd", "F(dfn, dfd)"),
        ("fisk", "c", "LogLogistic(scale, c)"),
        ("foldnorm", "c", "FoldedNormal(c*scale, scale)"),
        ("gamma", "a", "Gamma(a, scale)"),
        ("genextreme", "c", "Gev(loc, scale, -c)"),
        ("gengamma", "a c", "GeneralizedGamma(a, c, scale)"),
        ("genlogistic", "c", "GeneralizedLogistic(c, loc, scale)"),
        ("gennorm", "beta", "GeneralizedNormal(loc, scale, beta)"),
        ("genpareto", "c", "GeneralizedPareto(loc, scale, c)"),
        ("geom", "p", "Geometric(p, 1)"),
        ("gibrat", "", "Lognormal(log(scale), 1)"),
        ("gompertz", "c", "Gompertz(c, 1/scale)"),
        ("gumbel_l", "", "GumbelMin(loc, scale)"),
        ("gumbel_r", "", "Gumbel(loc, scale)"),
        ("halfcauchy", "", "HalfCauchy(scale)"),
        ("halfgennorm", "beta", "GeneralizedGamma(1/beta, beta, scale)"),
        ("halflogistic", "", "HalfLogistic(scale)"),
        ("halfnorm", "", "HalfNormal(scale)"),
        ("hypergeom", "M n N", "Hypergeometric(M, n, N)"),
        ("hypsecant", "", "HyperbolicSecant(loc, pi*scale/2)"),
        ("invgamma", "a", "InverseGamma(a, scale)"),
        ("invgauss", "mu", "InverseGaussian(mu*scale, scale)"),
        ("invweibull", "c", "Frechet(c, scale)"),
        ("johnsonsu", "a b", "JohnsonSU(a, b, loc, scale)"),
        ("laplace", "", "Laplace(loc, scale)"),
        ("laplace_asymmetric", "kappa", "AsymmetricLaplace(loc, scale, kappa)"),
        ("levy", "", "Levy(loc, scale)"),
        ("loggamma", "c", "LogGamma(c, loc, scale)"),
        ("logistic", "", "Logistic(loc, scale)"),
        ("lognorm", "s", "Lognormal(log(scale), s)"),
        ("logser", "p", "LogSeries(p)"),
        ("loguniform", "a b", "LogUniform(a*scale, b*scale)"),
        ("lomax", "c", "Lomax(c, scale)"),
        ("maxwell", "", "Maxwell(scale)"),
        ("moyal", "", "Moyal(loc, scale)"),
        ("nakagami", "nu", "Nakagami(nu, scale^2)"),
        ("nbinom", "n p", "NegativeBinomial(n, p)"),
        ("norm", "", "Normal(loc, scale)"),
        ("pareto", "b", "Pareto(scale, b)"),
        ("poisson", "mu", "Poisson(mu)"),
        ("powerlaw", "a", "PowerFunction(a, scale)"),
        ("randint", "low high", "DiscreteUniform(low, high - 1)"),
        ("rayleigh", "", "Rayleigh(scale)"),
        ("reciprocal", "a b", "LogUniform(a*scale, b*scale)"),
        ("rice", "b", "Rice(b*scale, scale)"),
        ("semicircular", "", "WignerSemicircle(loc, scale)"),
        ("skellam", "mu1 mu2", "Skellam(mu1, mu2)"),
        ("skewnorm", "a", "SkewNormal(loc, scale, a)"),
        ("t", "df", "StudentT(df, loc, scale)"),
        ("trapezoid", "c d", "Trapezoidal(loc, loc + c*scale, loc + d*scale, loc + scale)"),
        ("triang", "c", "Triangular(loc, loc + scale, loc + c*scale)"),
        ("truncexpon", "b", "Truncated(Exponential(1/scale), 0, b*scale)"),
        ("truncnorm", "a b", "TruncatedNormal(loc, scale, loc + a*scale, loc + b*scale)"),
        ("truncpareto", "b c", "Truncated(Pareto(scale, b), scale, c*scale)"),
        ("uniform", "", "Uniform(loc, loc + scale)"),
        ("vonmises", "kappa", "VonMises(loc, kappa)"),
        ("wald", "", "InverseGaussian(scale, scale)"),
        ("weibull_min", "c", "Weibull(c, scale)"),
        ("weibull_max", "c", "Negative(Weibull(c, scale))"),
        ("wrapcauchy", "c", "WrappedCauchy(loc, c)"),
        ("zipf", "a", "Zeta(a)"),
        ("zipfian", "a n", "ZipfFinite(a, n)"),
    ),
    "R": (
        ("Beta", "shape1 shape2", "Beta(shape1, shape2)"),
        ("Geometric", "prob", "Geometric(prob, 0)"),
        ("geom", "prob", "Geometric(prob, 0)"),
        ("Hypergeometric", "m n k", "Hypergeometric(m + n, m, k)"),
        ("hyper", "m n k", "Hypergeometric(m + n, m, k)"),
        ("lnorm", "meanlog sdlog", "Lognormal(meanlog, sdlog)"),
        ("logis", "location scale", "Logistic(location, scale)"),
    ),
    "torch": (
        ("Bernoulli", "probs", "Bernoulli(probs)"),
        ("Bernoulli", "logits", "Bernoulli(1/(1 + e^(-logits)))"),
        ("Beta", "concentration1 concentration0", "Beta(concentration1, concentration0)"),
        ("Binomial", "total_count probs", "Binomial(total_count, probs)"),
        ("Binomial", "total_count logits", "Binomial(total_count, 1/(1 + e^(-logits)))"),
        ("Cauchy", "loc scale", "Cauchy(loc, scale)"),
        ("Chi2", "df", "ChiSquared(df)"),
        ("ContinuousBernoulli", "probs", "ContinuousBernoulli(probs)"),
        ("ContinuousBernoulli", "logits", "ContinuousBernoulli(1/(1 + e^(-logits)))"),
        ("Exponential", "rate", "Exponential(rate)"),
        ("FisherSnedecor", "df1 df2", "F(df1, df2)"),
        ("Gamma", "concentration rate", "Gamma(concentration, 1/rate)"),
        ("GeneralizedPareto", "loc scale concentration", "GeneralizedPareto(loc, scale, concentration)"),
        ("Geometric", "probs", "Geometric(probs, 0)"),
        ("Geometric", "logits", "Geometric(1/(1 + e^(-logits)), 0)"),
        ("Gumbel", "loc scale", "Gumbel(loc, scale)"),
        ("HalfCauchy", "scale", "HalfCauchy(scale)"),
        ("HalfNormal", "scale", "HalfNormal(scale)"),
        ("InverseGamma", "concentration rate", "InverseGamma(concentration, rate)"),
        ("Kumaraswamy", "concentration1 concentration0", "Kumaraswamy(concentration1, concentration0)"),
        ("Laplace", "loc scale", "Laplace(loc, scale)"),
        ("LogNormal", "loc scale", "Lognormal(loc, scale)"),
        ("NegativeBinomial", "total_count probs", "NegativeBinomial(total_count, 1 - probs)"),
        ("NegativeBinomial", "total_count logits", "NegativeBinomial(total_count, 1/(1 + e^logits))"),
        ("Normal", "loc scale", "Normal(loc, scale)"),
        ("Pareto", "scale alpha", "Pareto(scale, alpha)"),
        ("Poisson", "rate", "Poisson(rate)"),
        ("StudentT", "df loc scale", "StudentT(df, loc, scale)"),
        ("Uniform", "low high", "Uniform(low, high)"),
        ("VonMises", "loc concentration", "VonMises(loc, concentration)"),
        ("Weibull", "scale concentration", "Weibull(concentration, scale)"),
    ),
}
ROWS = tuple(Call(program, *row) for program, rows in _TABLE.items() for row in rows)


def as_here(formula: Formula) -> tuple[Formula, str] | None:
    """The call as a law is typed here, with whose signature it was; None where it fits none of that name.

    Of a name with its program in front a misfit is a ParameterError.
    """
    rows, named = _rows(str(formula.value))
    call = next((row for row in rows if row.fits(formula)), None)
    if call is not None:
        return _read(call, formula), f"{call.program}'s {call.name}"
    if named or key(str(formula.value)) not in SPELLINGS:
        known = " or ".join(f"{row.name}({', '.join(row.names)})" for row in rows)
        raise ParameterError(f"{rows[0].program}'s is {known}", span=formula.span)
    return None


def _rows(word: str) -> tuple[list[Call], bool]:
    """The rows of a name, and whether its program stands in front."""
    name = key(word)
    for prefix, program in PROGRAMS.items():
        found = [row for row in ROWS if row.program == program and name == prefix + key(row.name)]
        if found:
            return found, True
    return [row for row in ROWS if name == key(row.name)], False


def _read(call: Call, formula: Formula) -> Formula:
    """The law with the arguments in place of its parameters."""
    arguments = dict(zip(call.names, (a for a in formula.args if a.head != "keyword"), strict=False))
    arguments |= {str(a.value): a.args[0] for a in formula.args if a.head == "keyword"}
    template, in_law = _parsed(call)
    for name, other in (("scale", "Scaled"), ("loc", "Shifted")):
        by = arguments.get(name)
        if name in in_law or by is None or (by.head == "number" and by.value == (_PLACES[name], 1)):
            continue
        template = Formula("family", (template, Formula("symbol", value=name)), other)
    usual = {name: Formula("number", value=(value, 1)) for name, value in _PLACES.items()}
    return _filled(template, {**usual, **arguments}, formula)


@lru_cache(maxsize=256)
def _parsed(call: Call) -> tuple[Formula, frozenset[str]]:
    """The law, and the parameters in it; they are read as x_0, x_1, …, for logits might be log(its)."""
    from infocalc.functions import VOCABULARY
    from infocalc.information.reading.family_names import family_words
    from infocalc.notation.parser import parse

    law = call.law
    for i, name in enumerate(call.names):
        law = re.sub(rf"\b{name}\b", f"x_{i}", law)
    formula = parse(law, VOCABULARY._replace(families=family_words(law))).formula
    named = {f"x_{i}": Formula("symbol", value=name) for i, name in enumerate(call.names)}
    used = {str(named[str(node.value)].value) for node in walk(formula) if node.head == "symbol"}
    return _filled(formula, named, formula), frozenset(used)


def _filled(node: Formula, arguments: dict[str, Formula], at: Formula) -> Formula:
    """The formula with arguments for symbols; what is not an argument stands where the call does."""
    if node.head == "symbol":
        return arguments[str(node.value)]
    return Formula(node.head, tuple(_filled(part, arguments, at) for part in node.args), node.value, at.span)
