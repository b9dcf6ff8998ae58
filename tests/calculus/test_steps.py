"""The steps: every rule, the last step, agreement with the engine and with numerical differentiation."""

from __future__ import annotations

import mpmath
import pytest
from flint import arb, ctx
from hypothesis import assume, given, settings

from infocalc.algebra.engine import lift, lower
from infocalc.calculus.higher import nth_derivative
from infocalc.calculus.rules import RULES, Context
from infocalc.calculus.steps import StepsDisagree, derived, steps
from infocalc.notation.formula import Formula, call_of, number, same, symbol, walk
from infocalc.notation.writer import write
from infocalc.report.report import Step
from tests.calculus.trees import (
    POINT,
    a,
    exp,
    formulas,
    minus,
    over,
    plus,
    raised,
    slope_at,
    taylor,
    times,
    value,
    x,
    y,
)

t, k = symbol("t"), symbol("k")
one, two, three = number(1), number(2), number(3)
f = Formula("undefined", (x,), ("f", (0,)))


def steps_of(formula: Formula, *orders: tuple[str, int]) -> tuple[Step, ...]:
    answer = lower(formula)
    for name, n in orders:
        answer = nth_derivative(answer, name, n)
    return steps(formula, orders, lift(answer))


def fn(*args: Formula) -> Formula:
    return Formula("undefined", args, ("f", (0,) * len(args)))


#: formula, rule of the first step, what it turns d/dx(formula) into
FIRST = [
    (number(5), "constant", "0"),
    (y, "partial", "0"),
    (x, "identity", "1"),
    (plus(x, minus(raised(x, two))), "sum", "d/dx(x) - d/dx(x^2)"),
    (minus(call_of("sin", x)), "negation", "-d/dx(sin(x))"),
    (times(a, call_of("sin", x)), "constant-multiple", "a*d/dx(sin(x))"),
    (times(x, call_of("sin", x)), "product", "d/dx(x)*sin(x) + x*d/dx(sin(x))"),
    (over(x, two), "constant-multiple", "d/dx(x)/2"),
    (over(two, x), "constant-multiple", "2*d/dx(1/x)"),
    (over(one, x), "power", "-1/x^2"),
    (over(one, raised(x, three)), "power", "-3/x^4"),
    (over(one, call_of("cos", x)), "reciprocal", "-d/dx(cos(x))/cos(x)^2"),
    (over(call_of("sin", x), x), "quotient", "(d/dx(sin(x))*x - sin(x)*d/dx(x))/x^2"),
    (raised(x, x), "logarithmic", "x^x*d/dx(x*log(x))"),
    (raised(x, number(7)), "power", "7*x^6"),
    (raised(x, a), "power", "a*x^(a - 1)"),
    (raised(x, over(one, two)), "power", "(1/2)*x^(-1/2)"),
    (exp(x), "exponential", "e^x"),
    (raised(two, x), "exponential", "2^x*log(2)"),
    (raised(call_of("sin", x), two), "chain", "d/du(u^2)*d/dx(sin(x))"),
    (call_of("sin", symbol("u")), "partial", "0"),
    (call_of("sin", times(symbol("u"), x)), "chain", "d/dv(sin(v))*d/dx(u*x)"),
    (call_of("atan2", x, raised(x, two)), "chain-several", None),
    (call_of("sqrt", x), "root", "1/(2*sqrt(x))"),
    (call_of("cbrt", x), "root", "1/(3*cbrt(x)^2)"),
    (call_of("log", x), "logarithm", "1/x"),
    (call_of("log", x, two), "definition", "d/dx(log(x)/log(2))"),
    (call_of("log2", x), "definition", "d/dx(log(x)/log(2))"),
    (call_of("tan", x), "trigonometric", "sec(x)^2"),
    (call_of("asin", x), "inverse-trigonometric", "1/sqrt(1 - x^2)"),
    (call_of("cosh", x), "hyperbolic", "sinh(x)"),
    (call_of("atanh", x), "inverse-hyperbolic", "1/(1 - x^2)"),
    (call_of("abs", x), "absolute-value", "sign(x)"),
    (call_of("re", x), "complex-part", "1"),
    (call_of("floor", x), "step", "0"),
    (call_of("max", x, number(0)), "largest", "Heaviside(x)"),
    (call_of("besselj", number(0), x), "special-function", "-besselj(1, x)"),
    (fn(x), "undefined-function", "f'(x)"),
    (fn(x, y), "undefined-function", "f^(1,0)(x, y)"),
    (Formula("piecewise", (x, Formula("relation", (x, two), ">"), two, Formula("constant", (), "true"))),
     "piecewise", "Piecewise((d/dx(x), x > 2), (d/dx(2), True))"),
    (Formula("integral", (call_of("sin", t), t, number(0), x)), "leibniz", "sin(x)*d/dx(x)"),
    (Formula("series", (raised(x, k), k, one, number(9))), "term-by-term", "sum(d/dx(x^k), k, 1, 9)"),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "rule", "after"), FIRST)
def test_first_step(formula: Formula, rule: str, after: str | None) -> None:
    found: list[Step] = []
    derived(formula, Context("x"), found)
    assert found[0].rule == rule
    assert after is None or write(found[0].after) == after
    assert write(found[0].before) == f"d/dx({write(formula)})"


def test_every_rule_is_shown_at_work() -> None:
    known = {row.id for row in RULES} - {"dependent", "both-sides"}  # these two in test_implicit
    assert known == {rule for _, rule, _ in FIRST}


def test_nested_functions_name_their_inner_part() -> None:
    found = steps_of(raised(call_of("sin", raised(x, two)), three), ("x", 1))
    assert [(s.rule, s.depth) for s in found] == [
        ("chain", 0),
        ("power", 1),
        ("chain", 1),
        ("trigonometric", 2),
        ("power", 2),
        ("simplify", 0),
    ]
    assert found[0].statement == "f(u)' = f'(u)*u' with u = sin(x^2)"
    assert write(found[-1].after) == "6*x*sin(x^2)^2*cos(x^2)"


def test_second_order_is_the_first_one_again() -> None:
    found = steps_of(plus(raised(x, three), call_of("log", x)), ("x", 2))
    again = next(s for s in found if s.rule == "repeated")
    assert write(again.after) == "d/dx(3*x^2 + 1/x)"
    assert write(found[-1].after) == "6*x - 1/x^2"


@pytest.mark.parametrize("inner", [raised(x, two), times(two, x)])
def test_second_order_of_a_kink(inner: Formula) -> None:
    """2·sign(x²) and 2 differ at 0 only, where the rule for sign has nothing to say."""
    assert not any(
        node.head == "derivative" for node in walk(steps_of(call_of("abs", inner), ("x", 2))[-1].after)
    )


def test_a_false_answer_is_a_bug() -> None:
    with pytest.raises(StepsDisagree):
        steps(raised(x, two), [("x", 1)], times(three, x))


def test_nest_of_300_levels() -> None:
    formula = x
    for _ in range(300):
        formula = call_of("sin", formula)
    found: list[Step] = []
    derived(formula, Context("x"), found)
    assert len(found) == 2 * 299 + 1


@settings(max_examples=200, deadline=None)
@given(formulas)
def test_the_derivatives_are_the_coefficients_of_the_series(formula: Formula) -> None:
    """f' = c₁ and f'' = 2·c₂, with the coefficients of the formula as typed by power series over balls."""
    coefficients = taylor(formula, "x", 2)
    assume(all(c.is_finite() for c in coefficients))
    last = steps_of(formula, ("x", 1))[-1].after
    for order, result in ((1, lower(last)), (2, nth_derivative(lower(formula), "x", 2))):
        with mpmath.workdps(60), ctx.workprec(200):
            wanted = coefficients[order] * order
            got = arb(mpmath.nstr(value(lift(result), POINT), 50))
            assert abs(got - wanted) < arb("1e-25") * (1 + abs(wanted))


@settings(max_examples=200, deadline=None)
@given(formulas)
def test_steps_agree_with_the_engine_and_with_numbers(formula: Formula) -> None:
    numeric = slope_at(formula, "x")
    assume(mpmath.isfinite(numeric) and abs(numeric) < 1e12)
    found = steps_of(formula, ("x", 1))
    assert not any(node.head == "derivative" for node in walk(found[-1].after))
    assert same(found[-1].after, lift(nth_derivative(lower(formula), "x", 1)))
    with mpmath.workdps(30):
        last = found[-1]
        for result in (last.after, last.before) if last.rule == "simplify" else (last.after,):
            assert abs(value(result, POINT) - numeric) <= mpmath.mpf(10) ** -15 * (1 + abs(numeric))
