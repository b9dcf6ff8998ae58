"""The Python interface: a function for every command, of values or of texts, that returns a Report.

>>> import infocalc as ic
>>> ic.kl([0.5, 0.5], ["1/3", "2/3"]).symbolic
'log(3) - 3*log(2)/2'
>>> ic.entropy({"a": 3, "b": 1}, counts=True, unit="bits").decimal
'0.811278124459133'
>>> ic.diff("x^5", "x", 2, at={"x": 3}).exact
Fraction(540, 1)
>>> ic.jacobian(["x*y", "x + y"], wrt=["x", "y"]).matrix
[['y', 'x'], [1.0, 1.0]]
>>> ic.diff("sin(x)^2").function("numpy")(0.0)
np.float64(0.0)
>>> bool(ic.equal("sin(2x)", "2 sin x cos x"))
True
>>> ic.entropy([0.5, 0.6])
Traceback (most recent call last):
infocalc.errors.DistributionError: probabilities sum to 11/10 (1.1), not 1
"""

from __future__ import annotations

from typing import Any

from infocalc.api.functions import function
from infocalc.api.table import NAMES
from infocalc.errors import InfocalcError, NoAnswer, Undefined


def __getattr__(name: str) -> Any:
    """A command as a function, or the class of the answers."""
    if name in NAMES:
        return function(name)
    if name == "Report":
        from infocalc.api.report import Report

        return Report
    raise AttributeError(f"module 'infocalc.api' has no attribute {name!r}")


__all__ = ["NAMES", "InfocalcError", "NoAnswer", "Undefined", "function"]
