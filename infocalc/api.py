"""The Python interface: functions of texts, with the options of the command line, that return a Report."""

from __future__ import annotations

from typing import Any

from infocalc.calculus.options import CalculusOptions
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


def entropy(p: str, **options: Any) -> Report:
    """H(P): entropy("1/2,1/3,1/6", unit="bits")."""
    from infocalc.information import commands

    return commands.entropy(Source(p), InformationOptions(**_checked(options)))


def xent(p: str, q: str, **options: Any) -> Report:
    """H(P, Q) = E_P[−log Q]."""
    from infocalc.information import commands

    return commands.xent(Source(p), Source(q, name="Q"), InformationOptions(**_checked(options)))


def kl(p: str, q: str, **options: Any) -> Report:
    """D(P ‖ Q)."""
    from infocalc.information import commands

    return commands.kl(Source(p), Source(q, name="Q"), InformationOptions(**_checked(options)))


def jsd(p: str, q: str, **options: Any) -> Report:
    """Jensen-Shannon divergence."""
    from infocalc.information import commands

    return commands.jsd(Source(p), Source(q, name="Q"), InformationOptions(**_checked(options)))


def mi(joint: str, **options: Any) -> Report:
    """I(X; Y) and the entropies of a joint distribution: mi("1/2 0; 1/4 1/4")."""
    from infocalc.information import commands

    return commands.mi(Source(joint, name="joint"), InformationOptions(**_checked(options)))


def _checked(options: dict[str, Any]) -> dict[str, Any]:
    """The options as given; LimitExceeded for too many digits."""
    check("decimals", options.get("digits", 0))
    return options
