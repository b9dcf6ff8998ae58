"""Frozen distributions of scipy.stats as families: one table, by the name that SciPy gives the law."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from infocalc.api.values import Reading, entries_of
from infocalc.errors import DistributionError

#: SciPy's name -> the family in SciPy's parameters; loc and scale that are not named must be 0 and 1
FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "norm": "Normal({loc}, {scale})",
        "laplace": "Laplace({loc}, {scale})",
        "logistic": "Logistic({loc}, {scale})",
        "hypsecant": "HyperbolicSecant({loc}, pi*{scale}/2)",
        "cauchy": "Cauchy({loc}, {scale})",
        "gumbel_r": "Gumbel({loc}, {scale})",
        "gumbel_l": "GumbelMin({loc}, {scale})",
        "t": "StudentT({df}, {loc}, {scale})",
        "gennorm": "GeneralizedNormal({loc}, {scale}, {beta})",
        "uniform": "Uniform({loc}, {loc} + {scale})",
        "arcsine": "Arcsine({loc}, {loc} + {scale})",
        "triang": "Triangular({loc}, {loc} + {scale}, {loc} + {c}*{scale})",
        "beta": "Beta({a}, {b})",
        "loguniform": "LogUniform({a}, {b})",
        "reciprocal": "LogUniform({a}, {b})",
        "vonmises": "VonMises({loc}, {kappa})",
        "expon": "Exponential(1/{scale})",
        "gamma": "Gamma({a}, {scale})",
        "erlang": "Gamma({a}, {scale})",
        "chi2": "ChiSquared({df})",
        "chi": "Chi({df})",
        "rayleigh": "Rayleigh({scale})",
        "maxwell": "Maxwell({scale})",
        "halfnorm": "HalfNormal({scale})",
        "halfcauchy": "HalfCauchy({scale})",
        "halflogistic": "HalfLogistic({scale})",
        "nakagami": "Nakagami({nu}, {scale}^2)",
        "weibull_min": "Weibull({c}, {scale})",
        "invweibull": "Frechet({c}, {scale})",
        "invgamma": "InverseGamma({a}, {scale})",
        "levy": "Levy({loc}, {scale})",
        "lognorm": "Lognormal(log({scale}), {s})",
        "pareto": "Pareto({scale}, {b})",
        "lomax": "Lomax({c}, {scale})",
        "fisk": "LogLogistic({scale}, {c})",
        "betaprime": "BetaPrime({a}, {b}, {scale})",
        "f": "F({dfn}, {dfd})",
        "bernoulli": "Bernoulli({p})",
        "binom": "Binomial({n}, {p})",
        "geom": "Geometric({p}, 1)",
        "nbinom": "NegativeBinomial({n}, {p})",
        "poisson": "Poisson({mu})",
        "logser": "LogSeries({p})",
        "zipf": "Zeta({a})",
        "zipfian": "ZipfFinite({a}, {n})",
        "randint": "DiscreteUniform({low}, {high} - 1)",
        "hypergeom": "Hypergeometric({M}, {n}, {N})",
        "betabinom": "BetaBinomial({n}, {a}, {b})",
        "skellam": "Skellam({mu1}, {mu2})",
    }
)
_DEFAULTS = MappingProxyType({"loc": "0", "scale": "1"})


def is_law(value: Any) -> bool:
    """Whether a value is a frozen distribution of scipy.stats."""
    frozen = hasattr(value, "dist") and hasattr(value, "kwds")
    return frozen or type(value).__name__ == "multivariate_normal_frozen"


def family_of(law: Any, reading: Reading) -> str:
    """The family; DistributionError for one that is not known, or is moved where the family cannot be."""
    if not hasattr(law, "dist"):
        return f"MultivariateNormal({entries_of(reading, law.mean)}, {entries_of(reading, law.cov)})"
    name = str(law.dist.name)
    template = FAMILIES.get(name)
    if template is None:
        known = ", ".join(sorted(FAMILIES))
        raise DistributionError(f"scipy.stats.{name} is no family here", hint=f"known are {known}")
    found = _parameters(law, reading)
    named = set(re.findall(r"{(\w+)}", template))
    moved = [key for key, usual in _DEFAULTS.items() if key not in named and found[key] != usual]
    if moved:
        key = moved[0]
        raise DistributionError(f"scipy.stats.{name} with {key}={found[key]} is no family here")
    return template.format(**{key: f"({text})" for key, text in found.items()})


def _parameters(law: Any, reading: Reading) -> dict[str, str]:
    """The parameters by name: the shapes, then loc, and of densities scale."""
    shapes = [name.strip() for name in (law.dist.shapes or "").split(",") if name.strip()]
    names = [*shapes, "loc", *([] if hasattr(law.dist, "pmf") else ["scale"])]
    given = {**dict(zip(names, law.args, strict=False)), **law.kwds}
    found = {name: _whole(entries_of(reading, value)) for name, value in given.items()}
    return {**_DEFAULTS, **found}


def _whole(text: str) -> str:
    """2.0 as 2."""
    return re.sub(r"^(-?[0-9]+)\.0+$", r"\1", text)
