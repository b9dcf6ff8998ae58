"""Reports built by hand, one for each thing a renderer has to show."""

from __future__ import annotations

from infocalc.notation.formula import Formula, call_of, constant, number, symbol
from infocalc.report.report import Check, Gate, Number, Report, Row, Step, Term

x, y, two, e = symbol("x"), symbol("y"), number(2), constant("e")


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


def _long(terms: int) -> Formula:
    parts = [
        times(
            number(k),
            power(x, number(k)),
            call_of("sin", times(number(k), x)),
            power(e, minus(over(x, number(k)))),
        )
        for k in range(2, 2 + terms)
    ]
    return add(*parts)


SLOPE = Report(
    "diff",
    {"expr": "x^2 sin x", "wrt": ["x"], "at": {}},
    (Row("df/dx", add(times(two, x, call_of("sin", x)), times(power(x, two), call_of("cos", x)))),),
)

SIGMOID = Report(
    "diff",
    {"expr": "1/(1+e^-x)", "wrt": ["x"], "at": {"x": "0"}},
    (
        Row(
            "df/dx",
            over(power(e, minus(x)), power(add(number(1), power(e, minus(x))), two)),
            Number("0.250000000000000", True, "1/4"),
        ),
    ),
    verified="2 points, 1e-70",
)

STEPS = Report(
    "diff",
    {"expr": "sin(x^2)", "wrt": ["x"]},
    (Row("df/dx", times(two, x, call_of("cos", power(x, two)))),),
    steps=(
        Step("power", "(x^n)' = n*x^(n - 1)", power(x, two), times(two, x), 1),
        Step(
            "chain",
            "sin(u)' = cos(u)*u'",
            call_of("sin", power(x, two)),
            times(two, x, call_of("cos", power(x, two))),
        ),
    ),
)

ENTROPY = Report(
    "entropy",
    {"p": ["1/2", "1/3", "1/6"]},
    (
        Row(
            "H(P)",
            add(over(times(two, call_of("log", two)), number(3)), over(call_of("log", number(3)), two)),
            Number("1.01140426470735", True, double=1.0114042647073518),
        ),
    ),
    unit="nats",
    terms=(
        Term("b", "1/3", None, "0.366204096222703"),
        Term("a", "1/2", None, "0.346573590279973"),
        Term("c [x]", "1/6", None, "0.298626578204676"),
    ),
)

INFINITE = Report(
    "kl",
    {"p": ["1/2", "1/2"], "q": ["1", "0"]},
    (
        Row("D(P||Q)", constant("oo"), Number("inf", True)),
        Row("H(P)", call_of("log", two), Number("0.693147180559945", True)),
        Row("H(P,Q)", constant("oo"), Number("inf", True)),
    ),
    unit="nats",
    conditions=("b > a",),
    notes=("infinite: outcome 2 has p > 0 and q = 0",),
    warnings=("100% ambiguous",),
    check=Check("false", "3*x^2", {"x": "1/2"}, "a factor is missing"),
    gates=(Gate("--max", "0.1", False),),
)

NUMERIC = Report(
    "entropy",
    {"p": "-"},
    (Row("H(P)", None, Number("1.03972077083992", False)),),
    unit="nats",
    route="numeric",
)

WHOLE = Report(
    "entropy", {"p": "x"}, (Row("H(P)", number(3, 2), Number("1.50000000000000", True)),), unit="bits"
)

GRADIENT = Report(
    "grad",
    {"expr": "e^-y sin e^x", "wrt": ["x", "y"]},
    (
        Row("df/dx", times(power(e, x), power(e, minus(y)), call_of("cos", power(e, x))), None, 1, 1),
        Row("df/dy", minus(times(power(e, minus(y)), call_of("sin", power(e, x)))), None, 2, 1),
    ),
    shape=(2, 1),
)


def _hessian(first: Formula, decimals: tuple[str, str, str, str]) -> Report:
    entries = (
        first,
        times(number(6), x, power(y, two)),
        times(number(6), x, power(y, two)),
        times(number(6), power(x, two), y),
    )
    names = ("d2f/dx2", "d2f/dxdy", "d2f/dydx", "d2f/dy2")
    rows = tuple(
        Row(name, entry, Number(decimal, True), k // 2 + 1, k % 2 + 1)
        for k, (name, entry, decimal) in enumerate(zip(names, entries, decimals, strict=True))
    )
    place = {"expr": "x^2*y^3", "wrt": ["x", "y"], "at": {"x": "1", "y": "-2"}}
    return Report("hessian", place, rows, (2, 2), extra={"kind": "saddle point", "eigenvalues": ["-1", "2"]})


HESSIAN = _hessian(
    times(two, power(y, number(3))), ("-16.0000000000000", "24.00", "24.00", "-12.0000000000000")
)
WIDE_HESSIAN = _hessian(_long(10), ("1234567.123", "-0.5", "1e-20", "inf"))
LONG = Report(
    "diff",
    {"expr": "f", "wrt": ["x"], "at": {"x": "1"}},
    (Row("df/dx", _long(10), Number("-123.456789012345678901234567890", True)),),
)
DIGITS = Report(
    "diff", {"expr": "f", "at": {"x": "1"}}, (Row("df/dx", x, Number("0." + "12345678" * 30, True)),)
)

HOSTILE = Report(
    "entropy",
    {"p": "x"},
    (
        Row("::error::pwned\n\x1b[31m[red]:smile: [/] a|b\u202e", None, Number("1.0", True)),
        Row("=cmd()|' /C calc'!A1", None, Number("-1.5", True)),
        Row("##vso[task.x]\r\n\u200b\ud800 名字é", None, Number("2", True)),
    ),
    unit="nats",
    notes=("::error::note\nnext", "\x07"),
    terms=(Term("  ::warning::x\u2028", "1", None, "0"),),
)

SAMPLES = {
    "slope": SLOPE,
    "sigmoid": SIGMOID,
    "steps": STEPS,
    "entropy": ENTROPY,
    "infinite": INFINITE,
    "numeric": NUMERIC,
    "whole": WHOLE,
    "gradient": GRADIENT,
    "hessian": HESSIAN,
    "wide hessian": WIDE_HESSIAN,
    "long": LONG,
    "digits": DIGITS,
    "hostile": HOSTILE,
}
