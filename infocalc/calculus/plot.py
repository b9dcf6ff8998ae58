"""--plot of `diff`, `grad`, `hessian`: f and f′ with the tangent, contours with arrows, a map of a matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

from infocalc.algebra.curves import curve, interval, surface, values_at
from infocalc.algebra.engine import lift
from infocalc.algebra.point import read_point
from infocalc.calculus.differentiated import Differentiated
from infocalc.errors import NoAnswer, UsageError
from infocalc.expr.expr import Expr
from infocalc.functions import subs
from infocalc.notation.writer import write
from infocalc.report.picture import Curve, Heat, Picture, Surface
from infocalc.report.report import Row

#: a formula that is longer is named only; samples of a field each way; arrows across and upwards
_LONGEST, _SAMPLES, _ACROSS, _UPWARDS = 200, 81, 12, 10


def picture(
    draft: Differentiated, at: dict[str, str], between: str | None, rows: Sequence[Row] = ()
) -> Picture:
    """What `draft` looks like; symbols that are no variables have the values of --at."""
    variables = tuple(dict.fromkeys(draft.variables))
    if draft.operator.name == "hessian":
        return _matrix(rows, variables)
    if draft.operator.name == "grad" and len(variables) == 2:
        return _field(draft, variables, at, between)
    if draft.operator.name != "diff" or len(variables) != 1:
        raise UsageError(
            "--plot draws a function of one variable", hint="for example diff 'x^2 sin x' --plot"
        )
    return _curves(draft, variables[0], at, between)


def _curves(draft: Differentiated, x: str, at: dict[str, str], between: str | None) -> Picture:
    """f and f′; the variable's own value is the middle, marked, with the tangent of f."""
    point = {name: value for name, value in read_point(at).items() if name != x}
    functions = [subs(draft.subjects[0].expr, point), subs(draft.entries[0][1], point)]
    _refuse_symbols(functions, (x,))
    low, high = interval(between, at.get(x))
    names = (draft.subjects[0].text.strip(), _named(*draft.entries[0]))
    found = [curve(name, f, x, low, high) for name, f in zip(names, functions, strict=True)]
    drawn = tuple(c for c in found if c is not None)
    if not drawn:
        raise NoAnswer(
            f"the function has no real value between {low:g} and {high:g}", hint="--range LOW,HIGH"
        )
    if x in at and len(drawn) == 2:
        drawn = _marked(drawn, functions, x, interval(None, at[x]))
    return Picture(x, (low, high), drawn)


def _named(name: str, e: Expr) -> str:
    """df/dx = 2*x, or the name alone where the formula is long."""
    formula = write(lift(e), "unicode")
    return f"{name} = {formula}" if len(formula) <= _LONGEST else name


def _marked(
    curves: tuple[Curve, ...], functions: Sequence[Expr], x: str, around: tuple[float, float]
) -> tuple[Curve, ...]:
    """The curves with the point in the middle of `around`, and the tangent of the first there."""
    place = sum(around) / 2
    height, slope = (values_at(f, x, place) for f in functions)
    if not (isfinite(height) and isfinite(slope)):
        return curves
    tangent = tuple((end, height + slope * (end - place)) for end in around)
    return (
        curves[0]._replace(marks=((place, height),), tangent=tangent),
        curves[1]._replace(marks=((place, slope),)),
    )


def _refuse_symbols(functions: Sequence[Expr], variables: tuple[str, ...]) -> None:
    missing = sorted(frozenset().union(*(f.free for f in functions)) - set(variables))
    if missing:
        raise UsageError(f"--plot needs a value for {missing[0]}", hint=f"--at {missing[0]}=1")


def _field(
    draft: Differentiated, variables: tuple[str, ...], at: Mapping[str, str], between: str | None
) -> Picture:
    """Contours of f and the directions of its gradient; --range is for both variables."""
    x, y = variables
    point = {name: value for name, value in read_point(dict(at)).items() if name not in variables}
    f, *slopes = (subs(e, point) for e in (draft.subjects[0].expr, *(e for _, e in draft.entries)))
    _refuse_symbols((f, *slopes), variables)
    across, upwards = (interval(between, at.get(name)) for name in variables)
    (heights,) = surface([f], (x, y), (across, upwards), (_SAMPLES, _SAMPLES))
    if not any(isfinite(v) for row in heights for v in row):
        raise NoAnswer("the function has no real value there", hint="--range LOW,HIGH")
    u, v = surface(slopes, (x, y), (across, upwards), (_ACROSS, _UPWARDS))
    arrows = tuple(
        (
            across[0] + (across[1] - across[0]) * j / (_ACROSS - 1),
            upwards[0] + (upwards[1] - upwards[0]) * i / (_UPWARDS - 1),
            u[i][j],
            v[i][j],
        )
        for i in range(_UPWARDS)
        for j in range(_ACROSS)
    )
    title = f"{draft.subjects[0].text.strip()}: contours and directions of the gradient"
    return Picture(x, across, title=title, field=Surface(y, upwards, heights, arrows))


def _matrix(rows: Sequence[Row], variables: tuple[str, ...]) -> Picture:
    """The numbers of a matrix at a point."""
    n = len(variables)
    numbers = [_number(row) for row in rows[: n * n]]
    lines = tuple(tuple(numbers[k : k + n]) for k in range(0, n * n, n))
    return Picture(title="Hessian matrix", heat=Heat(variables, variables, lines))


def _number(row: Row) -> float:
    from contextlib import suppress

    from infocalc.report.cells import number_text

    with suppress(ValueError):
        return float(row.number.decimal if row.number is not None else number_text(row))
    raise UsageError(f"--plot needs a number for {row.name}", hint="give the point: --at x=1,y=2")
