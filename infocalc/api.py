"""The Python interface: functions of texts, with the options of the command line, that return a Report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from infocalc.calculus.operator import OPERATORS, Operator
from infocalc.calculus.options import CalculusOptions
from infocalc.information.measure import MEASURES, Measure
from infocalc.information.options import InformationOptions
from infocalc.information.source import Source
from infocalc.limits import check
from infocalc.notation.matrix_signs import is_matrix_text, is_symbolic_normal
from infocalc.report.report import Report


def mi(joint: str, **options: Any) -> Report:
    """I(X; Y) and the entropies of a joint distribution: mi("1/2 0; 1/4 1/4")."""
    from infocalc.information import commands

    return commands.mi(Source(joint, name="joint"), InformationOptions(**_checked(options)))


def __getattr__(name: str) -> Callable[..., Report]:
    """The rows of the tables as functions: diff("x^2", "x", "2"), kl("1/2,1/2", "1/3,2/3", unit="bits")."""
    if name in OPERATORS:
        return _operation(OPERATORS[name])
    if name in MEASURES:
        return _function(MEASURES[name])
    raise AttributeError(f"module 'infocalc.api' has no attribute {name!r}")


@cache
def _operation(operator: Operator) -> Callable[..., Report]:
    """The operator as a function of an expression and variables, or of components and wrt=("x", "y")."""

    def of_function(expr: str, *variables: str, **options: Any) -> Report:
        return _operated(operator, (expr,), variables, options)

    def of_components(*exprs: str, **options: Any) -> Report:
        return _operated(operator, exprs, (), options)

    return _named(of_components if operator.of_list else of_function, operator)


def _operated(
    operator: Operator, texts: Sequence[str], words: Sequence[str], options: dict[str, Any]
) -> Report:
    asked = CalculusOptions(**_checked(options))
    if is_matrix_text(operator.name, texts, words or asked.wrt, tuple(asked.at.values()), asked.shapes):
        from infocalc.matrices.commands import answered

        return answered(operator.name, texts, words, asked)
    from infocalc.calculus import commands

    return commands.operated(operator, texts, words, asked)


def _named(function: Callable[..., Report], row: Operator | Measure) -> Callable[..., Report]:
    """The function with the name and the sentence of its row."""
    function.__name__ = function.__qualname__ = row.name
    function.__doc__ = row.about
    return function


@cache
def _function(measure: Measure) -> Callable[..., Report]:
    """The measure as a function of one text or of two."""

    def of_one(p: str, **options: Any) -> Report:
        return _measured(measure, (Source(p),), options)

    def of_two(p: str, q: str, **options: Any) -> Report:
        return _measured(measure, (Source(p), Source(q, name="Q")), options)

    return _named(of_one if measure.operands == 1 else of_two, measure)


def _measured(measure: Measure, sources: tuple[Source, ...], options: dict[str, Any]) -> Report:
    if is_symbolic_normal([source.text for source in sources]):
        from infocalc.matrices.measures import measured as of_normals

        texts = [str(source.text) for source in sources]
        return of_normals(measure.name, texts, InformationOptions(**_checked(options)))
    from infocalc.information import commands

    return commands.measured(measure, sources, InformationOptions(**_checked(options)))


def _checked(options: dict[str, Any]) -> dict[str, Any]:
    """The options as given; LimitExceeded for too many digits."""
    check("decimals", options.get("digits", 0))
    return options
