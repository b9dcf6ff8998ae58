"""Frozen distributions of scipy.stats as the calls that they are: scipy.stats.gamma(a=3, loc=0, scale=2)."""

from __future__ import annotations

import re
from typing import Any

from infocalc.api.values import Reading, entries_of
from infocalc.errors import DistributionError


def is_law(value: Any) -> bool:
    """Whether a value is a frozen distribution of scipy.stats."""
    frozen = hasattr(value, "dist") and hasattr(value, "kwds")
    return frozen or type(value).__name__ == "multivariate_normal_frozen"


def family_of(law: Any, reading: Reading) -> str:
    """The call, its parameters named; DistributionError for a law that is not known."""
    from infocalc.information.families.index import ELSEWHERE

    if not hasattr(law, "dist"):
        return f"MultivariateNormal({entries_of(reading, law.mean)}, {entries_of(reading, law.cov)})"
    name = str(law.dist.name)
    if name.replace("_", "") not in ELSEWHERE["SciPy"]:
        known = ", ".join(sorted(ELSEWHERE["SciPy"]))
        raise DistributionError(f"scipy.stats.{name} is no family here", hint=f"known are {known}")
    named = ", ".join(f"{key}={value}" for key, value in _parameters(law, reading).items())
    return f"scipy.stats.{name}({named})"


def _parameters(law: Any, reading: Reading) -> dict[str, str]:
    """The parameters by name: the shapes, then loc, and of densities scale."""
    shapes = [name.strip() for name in (law.dist.shapes or "").split(",") if name.strip()]
    names = [*shapes, "loc", *([] if hasattr(law.dist, "pmf") else ["scale"])]
    given = {**dict(zip(names, law.args, strict=False)), **law.kwds}
    return {name: _whole(entries_of(reading, value)) for name, value in given.items()}


def _whole(text: str) -> str:
    """2.0 as 2."""
    return re.sub(r"^(-?[0-9]+)\.0+$", r"\1", text)
