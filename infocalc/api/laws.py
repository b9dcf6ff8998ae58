"""Frozen laws of scipy.stats as the calls that they are, scipy.stats.gamma(a=3, scale=2); others by class."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from math import isinf
from types import MappingProxyType
from typing import Any

from infocalc.api.values import Reading, entries_of, is_number
from infocalc.errors import DistributionError

#: laws that are objects of a class of their own: its name -> the family in its attributes
CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "Normal": "Normal({mu}, {sigma})",
        "Uniform": "Uniform({a}, {b})",
        "Logistic": "Logistic(0, 1)",
        "Binomial": "Binomial({n}, {p})",
        "multivariate_normal_frozen": "MultivariateNormal({mean}, {cov})",
        "multivariate_t_frozen": "MultivariateT({df}, {loc}, {shape})",
        "matrix_normal_frozen": "MatrixNormal({mean}, {rowcov}, {colcov})",
        "wishart_frozen": "Wishart({df}, {scale})",
        "invwishart_frozen": "InverseWishart({df}, {scale})",
        "dirichlet_frozen": "Dirichlet({alpha})",
        "multinomial_frozen": "Multinomial({n}, {p})",
    }
)


def is_law(value: Any) -> bool:
    """Whether a value is a law of scipy.stats."""
    made = type(value).__module__.startswith("scipy.stats.") and not isinstance(value, tuple)
    return made and any(hasattr(value, name) for name in ("dist", "entropy", "rvs"))


def family_of(law: Any, reading: Reading) -> str:
    """The call, its parameters named; DistributionError for a law that is not known."""
    from infocalc.information.families.index import ELSEWHERE
    from infocalc.information.reading.family_names import key

    if not hasattr(law, "dist") or hasattr(law.dist, "xk"):
        return _of_class(law, reading)
    name = str(law.dist.name)
    if key(name) not in ELSEWHERE["SciPy"]:
        from infocalc.information.reading.calls import ROWS

        known = ", ".join(sorted(row.name for row in ROWS if row.program == "SciPy"))
        raise DistributionError(f"scipy.stats.{name} is no family here", hint=f"known are {known}")
    named = ", ".join(f"{word}={value}" for word, value in _parameters(law, reading).items())
    return f"scipy.stats.{name}({named})"


def _of_class(law: Any, reading: Reading) -> str:
    """A law of several variables, of SciPy's newer classes, of a list of values, a mixture."""
    listed, name = getattr(law, "dist", law), type(law).__name__
    if hasattr(listed, "xk"):
        moved = Fraction(_parameters(law, reading).get("loc", "0") if listed is not law else "0")
        pairs = zip(listed.xk, listed.pk, strict=True)
        return ", ".join(f"{Fraction(str(x)) + moved}:{entries_of(reading, p)}" for x, p in pairs)
    if hasattr(law, "components"):
        parts = zip(law.weights, law.components, strict=True)
        return " + ".join(f"{entries_of(reading, w)}*{family_of(part, reading)}" for w, part in parts)
    if hasattr(law, "freeze"):
        given = f"scipy.stats.{law.name}"
        raise DistributionError(f"{given} has no parameters", hint=f"for example {given}(…)")
    template = CLASSES.get(name)
    if template is None:
        raise DistributionError(f"{name} of scipy.stats is no family here")
    words = re.findall(r"{(\w+)}", template)
    return template.format(**{word: _text(getattr(law, word), reading) for word in words})


def _parameters(law: Any, reading: Reading) -> dict[str, str]:
    """The parameters by name: the shapes, then loc, and of densities scale."""
    shapes = [name.strip() for name in (law.dist.shapes or "").split(",") if name.strip()]
    names = [*shapes, "loc", *([] if hasattr(law.dist, "pmf") else ["scale"])]
    given = {**dict(zip(names, law.args, strict=False)), **law.kwds}
    return {name: _text(value, reading) for name, value in given.items()}


def _text(value: Any, reading: Reading) -> str:
    """A parameter, an end that is infinite too; 2.0 as 2."""
    if is_number(value) and isinf(value):
        return "oo" if value > 0 else "-oo"
    return re.sub(r"^(-?[0-9]+)\.0+$", r"\1", entries_of(reading, value))
