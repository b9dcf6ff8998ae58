"""The Python interface: functions of texts, with the options of the command line, that return a Report."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from infocalc.calculus.options import CalculusOptions
from infocalc.information.measure import MEASURES, Measure
from infocalc.information.options import InformationOptions
from infocalc.information.source import Source
from infocalc.limits import check
from infocalc.report.report import Report


def diff(expr: str, *variables: str, **options: Any) -> Report:
    """∂f/∂x…: diff("x^2 sin x"), diff("x^2 y", "x", "2", "y", at={"x": "1", "y": "pi"})."""
    from infocalc.calculus import commands

    return commands.diff(expr, variables, CalculusOptions(**_checked(options)))


def grad(expr: str, *variables: str, **options: Any) -> Report:
    """∇f, n×1."""
    from infocalc.calculus import commands

    return commands.grad(expr, variables, CalculusOptions(**_checked(options)))


def jacobian(*exprs: str, **options: Any) -> Report:
    """J, m×n: row i is ∂f_i; the variables are given as wrt=("x", "y")."""
    from infocalc.calculus import commands

    return commands.jacobian(exprs, (), CalculusOptions(**_checked(options)))


def hessian(expr: str, *variables: str, **options: Any) -> Report:
    """∂²f/∂x_i∂x_j, n×n."""
    from infocalc.calculus import commands

    return commands.hessian(expr, variables, CalculusOptions(**_checked(options)))


def mi(joint: str, **options: Any) -> Report:
    """I(X; Y) and the entropies of a joint distribution: mi("1/2 0; 1/4 1/4")."""
    from infocalc.information import commands

    return commands.mi(Source(joint, name="joint"), InformationOptions(**_checked(options)))


def __getattr__(name: str) -> Callable[..., Report]:
    """The measures of the table: entropy("1/2,1/3,1/6", unit="bits"), kl("1/2,1/2", "1/3,2/3")."""
    if name not in MEASURES:
        raise AttributeError(f"module 'infocalc.api' has no attribute {name!r}")
    return _function(MEASURES[name])


@cache
def _function(measure: Measure) -> Callable[..., Report]:
    """The measure as a function of one text or of two."""

    def of_one(p: str, **options: Any) -> Report:
        return _measured(measure, (Source(p),), options)

    def of_two(p: str, q: str, **options: Any) -> Report:
        return _measured(measure, (Source(p), Source(q, name="Q")), options)

    found = of_one if measure.operands == 1 else of_two
    found.__name__ = found.__qualname__ = measure.name
    found.__doc__ = measure.about
    return found


def _measured(measure: Measure, sources: tuple[Source, ...], options: dict[str, Any]) -> Report:
    from infocalc.information import commands

    return commands.measured(measure, sources, InformationOptions(**_checked(options)))


def _checked(options: dict[str, Any]) -> dict[str, Any]:
    """The options as given; LimitExceeded for too many digits."""
    check("decimals", options.get("digits", 0))
    return options
