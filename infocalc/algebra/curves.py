"""Functions as curves, in float64: sampled over an interval, cut where they have poles, jumps or no value."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from infocalc.algebra.arrays import over_arrays
from infocalc.errors import UsageError
from infocalc.expr.expr import Expr
from infocalc.report.picture import Curve, Segment

#: samples of one curve; halvings that tell a jump from a steep slope; share of the samples shown whole
SAMPLES, _HALVINGS, _SHOWN = 801, 40, 0.9
#: a step is looked at when it is so many times the median one; a jump is more than this share of the height
_STEEP, _JUMP = 1.5, 1e-6
#: half of the width that is shown where nobody said which
_HALF_WIDTH = 5.0


def curve(name: str, f: Expr, x: str, low: float, high: float) -> Curve | None:
    """f over [low, high]; None where it has no value at all there."""
    import numpy as np

    xs = np.linspace(low, high, SAMPLES)
    ys = _values(f, x, xs)
    finite = ys[np.isfinite(ys)]
    if not len(finite):
        return None
    bottom, top = _window(finite)
    cuts = _cuts(f, x, xs, ys, top - bottom)
    return Curve(name, tuple(_segments(xs.tolist(), ys.tolist(), cuts)), bottom, top)


def _values(f: Expr, x: str, xs: Any) -> Any:
    return over_arrays([f], {x: xs})[0]


def values_at(f: Expr, x: str, place: float) -> float:
    """f at one place; nan where it has no value."""
    import numpy as np

    return float(_values(f, x, np.array([place]))[0])


def surface(
    functions: Sequence[Expr],
    names: tuple[str, str],
    ranges: tuple[tuple[float, float], tuple[float, float]],
    counts: tuple[int, int],
) -> list[tuple[tuple[float, ...], ...]]:
    """Functions of two variables on a grid: rows upwards, columns across; nan where there is no value."""
    import numpy as np

    xs, ys = (np.linspace(*ends, n) for ends, n in zip(ranges, counts, strict=True))
    across, upwards = np.meshgrid(xs, ys)
    point = {names[0]: across.ravel(), names[1]: upwards.ravel()}
    found = over_arrays(functions, point)
    shaped = (np.broadcast_to(f, across.size).reshape(across.shape) for f in found)
    return [tuple(tuple(float(v) for v in row) for row in f) for f in shaped]


def _window(finite: Any) -> tuple[float, float]:
    """The heights to show: all of them, or most where a pole would flatten the rest."""
    import numpy as np

    least, most = float(finite.min()), float(finite.max())
    inner = [float(q) for q in np.quantile(finite, [(1 - _SHOWN) / 2, (1 + _SHOWN) / 2])]
    width = inner[1] - inner[0]
    if most - least > 6 * width > 0:
        least, most = max(least, inner[0] - width / 4), min(most, inner[1] + width / 4)
    if least == most:
        least, most = least - 1, most + 1
    return least, most


def _cuts(f: Expr, x: str, xs: Any, ys: Any, height: float) -> set[int]:
    """The samples after which the curve is broken: the step stays however close the two sides come."""
    import numpy as np

    steps = np.abs(np.diff(ys))
    usual = float(np.median(steps[np.isfinite(steps)])) if np.isfinite(steps).any() else 0.0
    steep = np.flatnonzero(steps > _STEEP * usual)
    left, right = xs[steep].copy(), xs[steep + 1].copy()
    below, above = ys[steep].copy(), ys[steep + 1].copy()
    if not len(steep):
        return set()
    for _ in range(_HALVINGS):
        middle = (left + right) / 2
        found = _values(f, x, middle)
        # towards the half with the larger step; where there is no value there is a gap
        first = ~np.isfinite(found) | (np.abs(found - below) > np.abs(above - found))
        right, above = np.where(first, middle, right), np.where(first, found, above)
        left, below = np.where(first, left, middle), np.where(first, below, found)
    step = np.abs(above - below)
    broken = ~np.isfinite(step) | (step > _JUMP * height)
    return {int(i) for i in steep[broken]}


def _segments(xs: Sequence[float], ys: Sequence[float], cuts: set[int]) -> list[Segment]:
    found: list[Segment] = []
    piece: list[tuple[float, float]] = []
    for i, (a, b) in enumerate(zip(xs, ys, strict=True)):
        if math.isfinite(b):
            piece.append((a, b))
        if piece and (not math.isfinite(b) or i in cuts):
            found.append(tuple(piece))
            piece = []
    return [*found, tuple(piece)] if piece else found


# ── the interval ─────────────────────────────────────────────────────────────────────────────────


def interval(between: str | None, middle: str | None = None) -> tuple[float, float]:
    """--range LOW,HIGH; without it ten wide around the middle."""
    if between is None:
        centre = _number(middle) if middle is not None else 0.0
        return centre - _HALF_WIDTH, centre + _HALF_WIDTH
    parts = between.split(",")
    if len(parts) != 2:
        raise UsageError(f"--range {between}: two numbers are wanted", hint="for example --range -2,2")
    low, high = map(_number, parts)
    if not low < high:
        raise UsageError(f"--range {between}: its end is not after its start")
    return low, high


def _number(text: str) -> float:
    from infocalc.algebra.ball import value
    from infocalc.algebra.engine import lower
    from infocalc.functions import VOCABULARY
    from infocalc.notation.parser import parse

    e = lower(parse(text, VOCABULARY).formula, text)
    if e.free:
        raise UsageError(f"'{text}' is not a number", hint="for example --range -pi,pi")
    return float(value(e, {}, 17).decimal)
