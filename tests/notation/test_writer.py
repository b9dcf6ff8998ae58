"""The writer: exact text in each notation, and laws of precedence, depth and wrapping."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infocalc.notation.formula import Formula, call_of, constant, number, symbol
from infocalc.notation.wrap import wrap
from infocalc.notation.writer import digits, write

x, y, n, t, k, e = (symbol("x"), symbol("y"), symbol("n"), symbol("t"), symbol("k"), constant("e"))
one, two, three = number(1), number(2), number(3)
zero, oo, true = number(0), constant("oo"), constant("true")


def add(*terms: Formula) -> Formula:
    return Formula("sum", terms)


def times(*factors: Formula) -> Formula:
    return Formula("product", factors)


def over(top: Formula, bottom: Formula) -> Formula:
    return Formula("quotient", (top, bottom))


def power(base: Formula, exponent: Formula) -> Formula:
    return Formula("power", (base, exponent))


def minus(part: Formula) -> Formula:
    return Formula("neg", (part,))


def fn(name: str, orders: tuple[int, ...], *args: Formula) -> Formula:
    return Formula("undefined", args, (name, orders))


def relation(sign: str, left: Formula, right: Formula) -> Formula:
    return Formula("relation", (left, right), sign)


def piecewise(*parts: Formula) -> Formula:
    return Formula("piecewise", parts)


f, df, g, dg = fn("f", (0,), x), fn("f", (1,), x), fn("g", (0,), x), fn("g", (1,), x)
positive, negative = relation(">", x, zero), relation("<=", x, zero)

#: formula, plain, Unicode, LaTeX
ROWS = [
    (times(n, power(x, add(n, minus(one)))), "n*x^(n - 1)", "n·x^(n − 1)", r"n x^{n - 1}"),
    (
        over(add(times(df, g), minus(times(f, dg))), power(g, two)),
        "(f'(x)*g(x) - f(x)*g'(x))/g(x)^2",
        "(f′(x)·g(x) − f(x)·g′(x))/g(x)²",
        r"\frac{f'\left(x\right) g\left(x\right) - f\left(x\right) g'\left(x\right)}{g\left(x\right)^{2}}",
    ),
    (
        add(times(two, x, call_of("sin", x)), times(power(x, two), call_of("cos", x))),
        "2*x*sin(x) + x^2*cos(x)",
        "2·x·sin(x) + x²·cos(x)",
        r"2 x \sin\left(x\right) + x^{2} \cos\left(x\right)",
    ),
    (
        over(power(e, minus(x)), power(add(one, power(e, minus(x))), two)),
        "e^(-x)/(1 + e^(-x))^2",
        "e^(−x)/(1 + e^(−x))²",
        r"\frac{e^{-x}}{\left(1 + e^{-x}\right)^{2}}",
    ),
    (
        add(over(times(two, call_of("log", two)), three), over(call_of("log", three), two)),
        "2*log(2)/3 + log(3)/2",
        "2·log(2)/3 + log(3)/2",
        r"\frac{2 \log\left(2\right)}{3} + \frac{\log\left(3\right)}{2}",
    ),
    (minus(power(x, two)), "-x^2", "−x²", "-x^{2}"),
    (power(minus(x), two), "(-x)^2", "(−x)²", r"\left(-x\right)^{2}"),
    (number(1, 2), "1/2", "1/2", r"\frac{1}{2}"),
    (number(-3, 4), "-3/4", "−3/4", r"-\frac{3}{4}"),
    (power(x, number(1, 3)), "x^(1/3)", "x^(1/3)", r"x^{\frac{1}{3}}"),
    (power(number(1, 3), x), "(1/3)^x", "(1/3)^x", r"\left(\frac{1}{3}\right)^{x}"),
    (minus(over(one, power(x, two))), "-1/x^2", "−1/x²", r"-\frac{1}{x^{2}}"),
    (over(minus(one), power(x, two)), "-1/x^2", "−1/x²", r"-\frac{1}{x^{2}}"),
    (over(minus(number(1, 2)), x), "-(1/2)/x", "−(1/2)/x", r"-\frac{\frac{1}{2}}{x}"),
    (over(add(minus(x), y), two), "(-x + y)/2", "(−x + y)/2", r"\frac{-x + y}{2}"),
    (over(x, minus(y)), "x/(-y)", "x/(−y)", r"\frac{x}{-y}"),
    (over(x, times(two, y)), "x/(2*y)", "x/(2·y)", r"\frac{x}{2 y}"),
    (over(over(x, y), n), "(x/y)/n", "(x/y)/n", r"\frac{\frac{x}{y}}{n}"),
    (times(over(x, y), n), "(x/y)*n", "(x/y)·n", r"\frac{x}{y} n"),
    (times(two, over(x, y)), "2*(x/y)", "2·(x/y)", r"2 \cdot \frac{x}{y}"),
    (times(two, three), "2*3", "2·3", r"2 \cdot 3"),
    (times(minus(two), x), "-2*x", "−2·x", "-2 x"),
    (times(x, minus(two)), "x*(-2)", "x·(−2)", r"x \cdot \left(-2\right)"),
    (times(x, add(x, one)), "x*(x + 1)", "x·(x + 1)", r"x \cdot \left(x + 1\right)"),
    (times(power(x, two), add(x, one)), "x^2*(x + 1)", "x²·(x + 1)", r"x^{2} \left(x + 1\right)"),
    (times(symbol("mu_1"), minus(x)), "mu_1*(-x)", "μ₁·(−x)", r"\mu_{1} \cdot \left(-x\right)"),
    (minus(minus(x)), "-(-x)", "−(−x)", r"-\left(-x\right)"),
    (minus(add(x, y)), "-(x + y)", "−(x + y)", r"-\left(x + y\right)"),
    (add(x, minus(minus(y))), "x - (-y)", "x − (−y)", r"x - \left(-y\right)"),
    (add(x, times(minus(two), y)), "x - 2*y", "x − 2·y", "x - 2 y"),
    (add(minus(x), add(minus(y), n)), "-x - y + n", "−x − y + n", "-x - y + n"),
    (add(x, minus(add(y, minus(n)))), "x - (y - n)", "x − (y − n)", r"x - \left(y - n\right)"),
    (power(power(x, two), three), "(x^2)^3", "(x²)³", r"\left(x^{2}\right)^{3}"),
    (power(x, power(two, x)), "x^(2^x)", "x^(2^x)", "x^{2^{x}}"),
    (power(e, call_of("sin", x)), "e^sin(x)", "e^sin(x)", r"e^{\sin\left(x\right)}"),
    (power(call_of("sin", x), two), "sin(x)^2", "sin(x)²", r"\sin^{2}\left(x\right)"),
    (power(call_of("sin", x), minus(two)), "sin(x)^(-2)", "sin(x)⁻²", r"\sin\left(x\right)^{-2}"),
    (power(call_of("asin", x), two), "asin(x)^2", "asin(x)²", r"\arcsin\left(x\right)^{2}"),
    (call_of("sqrt", x), "sqrt(x)", "√x", r"\sqrt{x}"),
    (call_of("sqrt", add(x, one)), "sqrt(x + 1)", "√(x + 1)", r"\sqrt{x + 1}"),
    (power(call_of("sqrt", x), three), "sqrt(x)^3", "(√x)³", r"\sqrt{x}^{3}"),
    (call_of("cbrt", x), "cbrt(x)", "∛x", r"\sqrt[3]{x}"),
    (call_of("root", x, n), "root(x, n)", "root(x, n)", r"\sqrt[n]{x}"),
    (call_of("abs", x), "abs(x)", "|x|", r"\left|x\right|"),
    (
        call_of("abs", add(call_of("abs", x), minus(one))),
        "abs(abs(x) - 1)",
        "abs(|x| − 1)",
        r"\left|\left|x\right| - 1\right|",
    ),
    (call_of("factorial", n), "n!", "n!", "n!"),
    (call_of("factorial", add(n, one)), "(n + 1)!", "(n + 1)!", r"\left(n + 1\right)!"),
    (call_of("factorial", call_of("factorial", n)), "(n!)!", "(n!)!", r"\left(n!\right)!"),
    (power(call_of("factorial", n), two), "(n!)^2", "(n!)²", r"\left(n!\right)^{2}"),
    (call_of("log", x, two), "log(x, 2)", "log(x, 2)", r"\log_{2}\left(x\right)"),
    (call_of("log2", x), "log2(x)", "log2(x)", r"\log_{2}\left(x\right)"),
    (call_of("gamma", x), "gamma(x)", "Γ(x)", r"\Gamma\left(x\right)"),
    (call_of("besselj", zero, x), "besselj(0, x)", "besselj(0, x)", r"\operatorname{J}_{0}\left(x\right)"),
    (call_of("polygamma", one, x), "polygamma(1, x)", "polygamma(1, x)", r"\psi^{(1)}\left(x\right)"),
    (call_of("binomial", n, k), "binomial(n, k)", "binomial(n, k)", r"\binom{n}{k}"),
    (call_of("floor", x), "floor(x)", "floor(x)", r"\left\lfloor x\right\rfloor "),
    (
        call_of("softmax", one, x, y),
        "softmax(x, y)_1",
        "softmax(x, y)_1",
        r"\operatorname{softmax}\left(x, y\right)_{1}",
    ),
    (call_of("newfunction", x), *("newfunction(x)",) * 2, r"\operatorname{newfunction}\left(x\right)"),
    (fn("f", (2,), x), "f''(x)", "f′′(x)", r"f''\left(x\right)"),
    (fn("f", (4,), x), "f^(4)(x)", "f^(4)(x)", r"f^{(4)}\left(x\right)"),
    (fn("phi", (0, 0), x, y), "phi(x, y)", "φ(x, y)", r"\phi\left(x, y\right)"),
    (fn("f", (1, 0), x, y), "f^(1,0)(x, y)", "f^(1,0)(x, y)", r"f^{(1,0)}\left(x, y\right)"),
    (fn("y", (2,)), "y''", "y′′", "y''"),
    (fn("y", (4,)), "y''''", "y′′′′", "y''''"),
    (power(fn("y", (1,)), two), "(y')^2", "(y′)²", r"\left(y'\right)^{2}"),
    (
        piecewise(x, positive, zero, true),
        "Piecewise((x, x > 0), (0, True))",
        "Piecewise((x, x > 0), (0, true))",
        r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}",
    ),
    (
        Formula("and", (positive, Formula("or", (negative, relation("!=", y, zero))))),
        "x > 0 and (x <= 0 or y != 0)",
        "x > 0 and (x ≤ 0 or y ≠ 0)",
        r"x > 0 \text{ and } \left(x \leq 0 \text{ or } y \neq 0\right)",
    ),
    (
        relation("=", add(power(x, two), power(y, two)), one),
        "x^2 + y^2 = 1",
        "x² + y² = 1",
        "x^{2} + y^{2} = 1",
    ),
    (
        add(Formula("integral", (add(t, one), t, zero, x)), one),
        "integrate(t + 1, t, 0, x) + 1",
        "integrate(t + 1, t, 0, x) + 1",
        r"\int_{0}^{x} \left(t + 1\right)\, dt + 1",
    ),
    (
        add(Formula("series", (power(k, two), k, one, oo)), one),
        "sum(k^2, k, 1, oo) + 1",
        "sum(k², k, 1, ∞) + 1",
        r"\left(\sum_{k=1}^{\infty} k^{2}\right) + 1",
    ),
    (
        Formula("family", (zero, Formula("keyword", (two,), "sigma")), "Normal"),
        "Normal(0, sigma=2)",
        "Normal(0, σ=2)",
        r"\operatorname{Normal}\left(0, \sigma = 2\right)",
    ),
    (Formula("list", (x, minus(y))), "[x, -y]", "[x, −y]", r"\left[x, -y\right]"),
    (minus(oo), "-oo", "−∞", r"-\infty"),
    (times(two, constant("pi")), "2*pi", "2·π", r"2 \pi"),
    (
        over(Formula("derivative", (power(x, two),), "x"), Formula("derivative", (x,), "x_1")),
        "d/dx(x^2)/(d/dx_1(x))",
        "d/dx(x²)/(d/dx₁(x))",
        r"\frac{\frac{d}{dx}\left(x^{2}\right)}{\frac{d}{dx_{1}}\left(x\right)}",
    ),
]

NAMES = [
    ("x", "x", "x", "x"),
    ("x_1", "x_1", "x₁", "x_{1}"),
    ("x12", "x12", "x₁₂", "x_{12}"),
    ("a_ij", "a_ij", "a_ij", "a_{ij}"),
    ("alpha", "alpha", "α", r"\alpha"),
    ("sigma_2", "sigma_2", "σ₂", r"\sigma_{2}"),
    ("mu1", "mu1", "μ₁", r"\mu_{1}"),
    ("θ", "theta", "θ", r"\theta"),
    ("omicron", "omicron", "ο", "o"),
    ("rate", "rate", "rate", r"\mathrm{rate}"),
    ("lambda", "lambda", "λ", r"\lambda"),
]


@pytest.mark.parametrize(("formula", "plain", "unicode", "latex"), ROWS, ids=[row[1] for row in ROWS])
def test_rows(formula: Formula, plain: str, unicode: str, latex: str) -> None:
    assert (write(formula), write(formula, "unicode"), write(formula, "latex")) == (plain, unicode, latex)


@pytest.mark.parametrize(("name", "plain", "unicode", "latex"), NAMES)
def test_names(name: str, plain: str, unicode: str, latex: str) -> None:
    assert (write(symbol(name)), write(symbol(name), "unicode"), write(symbol(name), "latex")) == (
        plain,
        unicode,
        latex,
    )


@pytest.mark.parametrize("style", ["plain", "unicode", "latex"])
def test_deep_nests(style: str) -> None:
    nest = x
    for _ in range(1_500):
        nest = call_of("sin", add(minus(power(nest, two)), one))
    assert write(nest, style).count("sin") == 1_500


def test_digits() -> None:
    for exponent in (0, 1, 3_999, 4_000, 4_001, 12_345):
        assert digits(10**exponent) == "1" + "0" * exponent
    big = 7**20_000
    text = digits(big)
    assert int(text[:4_000]) == big // 10 ** (len(text) - 4_000)
    assert int(text[-4_000:]) == big % 10**4_000


LONG = (
    "(f'(x)*g(x) - f(x)*g'(x))/g(x)^2 + 2*x*sin(x)*cos(3*x + 4*y - 17*z) - x^2*cos(x)/(1 + e^(-x))^2"
    " + integrate(t^2, t, 0, x) + Piecewise((x, x > 0 and y < 3), (0, True))"
)


def test_wrapped_at_the_outermost_operators() -> None:
    assert wrap(LONG, 72) == [
        "(f'(x)*g(x) - f(x)*g'(x))/g(x)^2 + 2*x*sin(x)*cos(3*x + 4*y - 17*z)",
        "  - x^2*cos(x)/(1 + e^(-x))^2 + integrate(t^2, t, 0, x)",
        "  + Piecewise((x, x > 0 and y < 3), (0, True))",
    ]
    assert wrap("x + 1", 40) == ["x + 1"]


@given(
    st.text("abx12()[]+-*/·−, ^<=", max_size=300).map(lambda s: re.sub(" +", " ", s).strip()),
    st.integers(1, 90),
)
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_wrapping_is_linear() -> None:
    lines = wrap(" + ".join(["x*y"] * 50_000), 80)
    assert len(lines) < 5_000
