"""--plot of `diff`: the function and its derivative over an interval."""

from __future__ import annotations

from infocalc.algebra.curves import curve, interval
from infocalc.algebra.point import read_point
from infocalc.calculus.differentiated import Differentiated
from infocalc.errors import NoAnswer, UsageError
from infocalc.functions import subs
from infocalc.report.picture import Picture


def picture(draft: Differentiated, at: dict[str, str], between: str | None) -> Picture:
    """f and f′; other symbols have the values of --at, the variable's own value is the middle."""
    if "plot" not in draft.operator.options or len(set(draft.variables)) != 1:
        raise UsageError(
            "--plot draws a function of one variable", hint="for example diff 'x^2 sin x' --plot"
        )
    x = draft.variables[0]
    point = {name: value for name, value in read_point(at).items() if name != x}
    functions = [subs(draft.subjects[0].expr, point), subs(draft.entries[0][1], point)]
    missing = sorted((functions[0].free | functions[1].free) - {x})
    if missing:
        raise UsageError(f"--plot needs a value for {missing[0]}", hint=f"--at {missing[0]}=1")
    low, high = interval(between, at.get(x))
    names = (draft.subjects[0].text.strip(), draft.entries[0][0])
    found = [curve(name, f, x, low, high) for name, f in zip(names, functions, strict=True)]
    drawn = tuple(c for c in found if c is not None)
    if not drawn:
        raise NoAnswer(
            f"the function has no real value between {low:g} and {high:g}", hint="--range LOW,HIGH"
        )
    return Picture(x, (low, high), drawn)
