"""What a column says of a function, held against its ball at random points."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from flint import acb, acb_series, arb, ctx, fmpq

from infocalc.algebra.ball import enclosure
from infocalc.algebra.derivative import derivative
from infocalc.algebra.evaluation import Evaluation
from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.functions import TABLE, call
from infocalc.functions.analyticity import function_rule
from infocalc.functions.row import OnBoxes

RANDOM = Random(7)
POINTS = [X.num(RANDOM.randint(-300, 300) * 2 + 1, 64) for _ in range(40)]


def having(column: str) -> list[str]:
    found = [name for name, row in TABLE.items() if getattr(row, column)]
    assert found
    return found


def value(e: X.Expr) -> acb:
    """A ball of a constant; anything not finite where it has no value."""
    found = Evaluation(e, {}, True).run(128)
    return found if isinstance(found, acb) else acb(arb.nan())


def same(left: acb, right: acb) -> bool:
    return bool(abs(left - right).upper() < 1e-12 * (1 + abs(left).upper()))


def real(name: str, *points: X.Expr) -> arb:
    """The value as a real function: not finite where there is none."""
    if TABLE[name].ball is None:
        return enclosure(call(name, *points)) or arb.nan()
    return TABLE[name].ball(*[enclosure(p) for p in points])


@pytest.mark.parametrize("name", having("sides"))
def test_sides(name: str) -> None:
    for u in POINTS:
        slope, at_zero = TABLE[name].sides[enclosure(u) > 0]
        assert same(value(call(name, u)), value(slope * u + at_zero))


@pytest.mark.parametrize("name", having("extreme"))
def test_extremes(name: str) -> None:
    for u, v in pairwise(POINTS):
        ahead = value(call(name, u, v) - u).real * TABLE[name].extreme
        assert ahead >= 0
        assert same(value(call(name, u, v)), value(u)) or same(value(call(name, u, v)), value(v))


@pytest.mark.parametrize("name", having("rounds"))
def test_rounding(name: str) -> None:
    for u in POINTS:
        whole = value(call(name, u)).real
        assert whole.is_integer()
        assert 0 < (whole - value(u).real) * TABLE[name].rounds < 1


@pytest.mark.parametrize("name", having("requires"))
def test_what_is_required_is_needed_and_is_enough(name: str) -> None:
    outside = 0
    for u in POINTS:
        inside = all(value(e).real >= 0 for e in TABLE[name].requires(u))
        found = real(name, u)
        assert found.is_finite() == inside
        outside += not inside
    assert 0 < outside < len(POINTS)


@pytest.mark.parametrize("name", having("angle"))
def test_angles(name: str) -> None:
    for u in [p for p in POINTS if real(name, p).is_finite()]:
        angle = value(call(name, u))
        for written, found in zip(TABLE[name].angle(u), (angle.cos(), angle.sin()), strict=True):
            assert same(value(written), found)


@pytest.mark.parametrize("name", having("exponential"))
def test_exponentials(name: str) -> None:
    for u in [p for p in POINTS if real(name, p).is_finite()]:
        assert same(value(TABLE[name].exponential(u)), value(call(name, u)).exp())


@pytest.mark.parametrize("name", [n for n in having("wave") if TABLE[n].wave.split is not None])
def test_splits(name: str) -> None:
    for p, q in pairwise(POINTS):
        real_part, imaginary = TABLE[name].wave.split(p, q)
        found = TABLE[name].complex_ball(value(p) + acb(0, 1) * value(q))
        assert same(value(real_part) + acb(0, 1) * value(imaginary), found)


@pytest.mark.parametrize("name", having("slope"))
def test_slopes(name: str) -> None:
    assert real(name, X.ZERO).contains(0)
    for u in [p for p in POINTS if real(name, p).is_finite()]:
        assert same(acb(TABLE[name].slope(enclosure(u))), value(TABLE[name].derivative[0](u)))


@pytest.mark.parametrize("name", having("limit"))
def test_limits(name: str) -> None:
    """f rises to its limit, is very near to it far out, and is odd."""
    left = [value(TABLE[name].limit).real - TABLE[name].ball(arb(n)) for n in (1, 2, 3, 10**6)]
    assert left[0] > left[1] > left[2] > 0
    assert abs(left[3]) < 1e-5
    assert same(acb(TABLE[name].ball(arb(-2))), acb(-TABLE[name].ball(arb(2))))


@pytest.mark.parametrize("name", having("taylor_on_boxes"))
def test_series_on_boxes(name: str) -> None:
    """The coefficients of the series on a small box: the value first, the derivative next."""
    for u in [p for p in POINTS if enclosure(p) > 0 and abs(value(call(name, p)).real) < 1e6]:
        x = acb(arb(enclosure(u).mid(), 1e-12))
        coefficients = TABLE[name].taylor_on_boxes(acb_series([x, 1], 3)).coeffs()
        assert coefficients[0].overlaps(value(call(name, u)))
        slope = value(TABLE[name].derivative[0](u))
        assert abs(coefficients[1] - slope).lower() < 1e-6 * (1 + abs(slope).upper())


@pytest.mark.parametrize("name", ["log", "loggamma"])
def test_series_end_at_the_cut(name: str) -> None:
    box = acb(arb(-0.5, 0.25), arb(0, 0.25))
    assert not TABLE[name].taylor_on_boxes(acb_series([box, 1], 3))[0].is_finite()


@pytest.mark.parametrize("name", having("logarithm"))
def test_logarithms(name: str) -> None:
    count = TABLE[name].arity[0]
    for u in [p for p in POINTS if enclosure(p) > 0]:
        args = (u + 3, u)[:count]
        assert same(value(TABLE[name].logarithm(*args)), value(call(name, *args)).log())


def between(low: X.Expr, inside: acb, high: X.Expr) -> bool:
    """Whether a number is not proved to be outside of two others."""
    return not (inside.real < value(low).real or inside.real > value(high).real)


@pytest.mark.parametrize(("name", "column"), [(n, c) for c in ("far", "log_far") for n in having(c)])
def test_growth_is_between_its_bounds(name: str, column: str) -> None:
    """f, or log f, at large arguments of either sign, where it is known; the bounds close as they grow."""
    seen = 0
    for place in range(TABLE[name].arity[0]):
        for sign in (1, -1):
            for fixed in (X.ZERO, X.num(3, 2)):
                width = None
                for size in (3, 9, 81):
                    args = [fixed] * TABLE[name].arity[0]
                    args[place] = X.num(sign * size) + X.num(1, 7)
                    far = getattr(TABLE[name], column)(place, sign, *args)
                    if far is None:
                        break
                    found = value(call(name, *args))
                    found = found.log() if column == "log_far" else found
                    assert between(far.low, found - value(far.main), far.high)
                    spread = value(far.high - far.low).real
                    assert width is None or spread <= width
                    width, seen = spread, seen + 1
    assert seen >= 3


@pytest.mark.parametrize("name", having("bound"))
def test_bounds(name: str) -> None:
    assert all(abs(value(call(name, 40 * u)).real) <= TABLE[name].bound for u in POINTS)
    assert max(abs(value(call(name, u)).real) for u in POINTS) > 0.99 * TABLE[name].bound


BOXES = [("analytic", name) for name in having("analytic")]
BOXES += [("line", name) for name in having("line") if TABLE[name].arity == (1, 1)]
#: half a box, and where its middle lies beside the point
RADIUS, BESIDE = 2.0**-10, acb(2.0**-12, 2.0**-11)


def is_mean_of_itself(rule: OnBoxes, fixed: list[acb], z: acb) -> bool | None:
    """Whether the value on a box encloses that in it, which is the mean on a circle around; None without."""
    with ctx.workprec(128):
        whole = rule([*fixed, acb(arb(z.real.mid(), RADIUS), arb(z.imag.mid(), RADIUS))], True)
        if not whole.is_finite():
            return None
        around = [rule([*fixed, z + RADIUS * acb(0, 1).pow(acb(k) / 2)], False) for k in range(8)]
        here = rule([*fixed, z], False)
    return whole.overlaps(here) and bool(abs(sum(around, acb(0)) / 8 - here) < 1e-9 * (1 + abs(here)))


@pytest.mark.parametrize(("column", "name"), BOXES)
def test_a_box_that_meets_a_cut_has_no_value(column: str, name: str) -> None:
    rule = function_rule(name)
    fixed = [acb(1)] * (1 if TABLE[name].extreme else TABLE[name].arity[0] - 1)
    points = [acb(x / 2, y / 2) + BESIDE for x in range(-8, 9) for y in range(-5, 6)]
    found = [is_mean_of_itself(rule, fixed, z) for z in points]
    assert False not in found
    assert found.count(True) > 20
    assert found.count(None) > 2 or name == "factorial"  # its poles are no cuts


#: the place of the argument that moves, where it is not the last, and others beside it
MOVING = {"jtheta": 1}
BESIDE_THE_MOVING = {"jtheta": [[acb(3), acb(q)] for q in (1 / 64, 0.5, 0.96875)]}


def _moving(rule: OnBoxes, name: str, others: list[acb]) -> OnBoxes:
    """The rule as one of the moving argument alone."""
    place = MOVING.get(name, len(others))
    return lambda args, flag: rule([*others[:place], *args, *others[place:]], flag)


@pytest.mark.parametrize("name", having("log_analytic"))
def test_logarithms_on_boxes(name: str) -> None:
    """On the real line the logarithm of the value, and analytic around it."""
    arity = TABLE[name].arity[0]
    for others in BESIDE_THE_MOVING.get(name, ([acb(1)] * (arity - 1),)):
        rule, value_rule = (_moving(r, name, others) for r in (TABLE[name].log_analytic, function_rule(name)))
        for x in range(1, 30):
            u = arb(x) / 4
            assert rule([acb(u)], False).overlaps(acb(value_rule([acb(u)], False).real.log()))
            assert is_mean_of_itself(rule, [], acb(u) + BESIDE)
        assert not rule([acb(arb(0, 30), arb(0, 30))], True).is_finite()


@pytest.mark.parametrize("name", having("at_rational"))
def test_values_at_rationals(name: str) -> None:
    known = 0
    for p in range(-3, 40):
        for q in (1, 2, 3):
            found = TABLE[name].at_rational(fmpq(p, q))
            if found is not None:
                known += 1
                assert same(value(found), acb(TABLE[name].ball(arb(fmpq(p, q)))))
    assert known > 30


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.real_slope is not None])
def test_slopes_along_the_real_line(name: str) -> None:
    for u in POINTS:
        at, step = value(u), acb(2.0**-20)
        change = TABLE[name].complex_ball(at + step) - TABLE[name].complex_ball(at)
        assert abs(change / step - TABLE[name].real_slope) < 1e-8


@pytest.mark.parametrize("name", list(TABLE))
def test_a_slope_or_a_reason_in_every_argument(name: str) -> None:
    """With as few and as many arguments as a function takes; lambertw(x, k) in k was an internal error."""
    least, most = TABLE[name].arity
    for count in {max(1, least), min(most or least + 1, least + 2)}:
        symbols = [X.sym(f"x_{i}") for i in range(count)]
        for x in symbols:
            try:
                slope = derivative(call(name, *symbols), x.data)
            except InfocalcError as problem:
                assert problem.message  # noqa: PT017  (a slope is an answer as well)
            else:
                assert slope is not None
