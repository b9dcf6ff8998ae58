"""The commands eval and equal: operands and options, and which function answers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from infocalc.annotations import TYPE_CHECKING, Any
from infocalc.cli.operands import Line, is_ready, is_stream, lines, waiting_input
from infocalc.cli.option_values import Values, limits, output, point
from infocalc.cli.points import points_of
from infocalc.cli.question import Wanted
from infocalc.errors import UsageError
from infocalc.report.report import Report

if TYPE_CHECKING:
    from infocalc.calculus.options import CalculusOptions

#: what these commands have no option for, as the output asks for it
_NO_OPTIONS: dict[str, Any] = {"check": None, "steps": False, "max": (), "min": ()}


def evaluated(values: Values) -> Wanted:
    """The value of an expression, of one a line, or at one point a line."""
    options, expr = _options(values), values["expr"]
    if expr is None and not waiting_input():
        raise UsageError("the expression is missing", hint="for example: infocalc eval 'sin(pi/3)^2'")
    expr = "-" if expr is None else expr
    table, streamed = points_of(values["at"]), is_stream(expr)
    if table is not None and streamed:
        raise UsageError("expressions and points cannot both come from a stream", hint="give one as text")
    options = options._replace(several=streamed or table is not None)

    def answer(line: str | None, digits: int) -> Report:
        from infocalc.calculus import evaluated as calculus

        asked = options._replace(digits=digits)
        if table is not None:
            asked = asked._replace(at={**asked.at, **table.at(line)})
        report = calculus.evaluated((line or "") if streamed else expr, asked)
        return report if table is None else table.told(report)

    def batch() -> Iterable[Line]:
        return lines(expr) if table is None else table.lines()

    several = batch if streamed or table is not None else None
    ready = partial(is_ready, expr if table is None else table.operand)
    shown = output({**_NO_OPTIONS, **values})
    return Wanted(answer, shown, limits(values), options.digits, several, ready=ready)


def equal(values: Values) -> Wanted:
    """Whether two expressions are the same function: the exit code is 0, 1, or 3 where it is undecided."""
    options, a, b = _options(values), values["a"], values["b"]
    if a is None or b is None:
        raise UsageError(
            "two expressions are wanted", hint="for example: infocalc equal 'sin(2x)' '2 sin x cos x'"
        )

    def answer(_: str | None, digits: int) -> Report:
        from infocalc.calculus import evaluated as calculus

        return calculus.equal(a, b, options._replace(digits=digits))

    return Wanted(answer, output({**_NO_OPTIONS, **values}), limits(values), options.digits)


def _options(values: Values) -> CalculusOptions:
    from infocalc.calculus.options import CalculusOptions

    digits = {} if values.get("digits") is None else {"digits": values["digits"]}
    at = point(values.get("at", ()))
    return CalculusOptions(at=at, complex_unit=values["complex"], strict=values["strict"], **digits)
