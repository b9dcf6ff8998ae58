"""Random expressions in one variable, as text, and their value and slope by mpmath: an independent oracle.

The oracle knows nothing of infocalc: dual numbers (v, v') with rules of its own, at a precision that is
raised until two runs agree to 40 digits.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

import mpmath
from mpmath import mp

Tree = tuple[Any, ...]
Dual = tuple[Any, Any]


class Outside(Exception):
    """The expression is not real there, or beyond what the oracle is ready to compute."""


class Rule(NamedTuple):
    """f, f' and where f is real and of a size that can be computed."""

    value: Callable[[Any], Any]
    slope: Callable[[Any], Any]
    inside: Callable[[Any], bool]


def _all(x: Any) -> bool:
    return abs(x) < 10**6


def _moderate(x: Any) -> bool:
    return abs(x) < 10**5


def _not_zero(x: Any) -> bool:
    return 0 < abs(x) < 10**5


def _no_pole(x: Any) -> bool:
    return abs(x) < 10**5 and (x > 0 or x != mp.floor(x))


RULES: dict[str, Rule] = {
    "sin": Rule(mp.sin, mp.cos, _all),
    "cos": Rule(mp.cos, lambda x: -mp.sin(x), _all),
    "tan": Rule(mp.tan, lambda x: mp.sec(x) ** 2, _all),
    "asin": Rule(mp.asin, lambda x: 1 / mp.sqrt(1 - x * x), lambda x: abs(x) < 1),
    "acos": Rule(mp.acos, lambda x: -1 / mp.sqrt(1 - x * x), lambda x: abs(x) < 1),
    "atan": Rule(mp.atan, lambda x: 1 / (1 + x * x), _all),
    "sinh": Rule(mp.sinh, mp.cosh, _moderate),
    "cosh": Rule(mp.cosh, mp.sinh, _moderate),
    "tanh": Rule(mp.tanh, lambda x: mp.sech(x) ** 2, _moderate),
    "asinh": Rule(mp.asinh, lambda x: 1 / mp.sqrt(x * x + 1), _all),
    "acosh": Rule(mp.acosh, lambda x: 1 / mp.sqrt(x * x - 1), lambda x: 1 < x < 10**6),
    "atanh": Rule(mp.atanh, lambda x: 1 / (1 - x * x), lambda x: abs(x) < 1),
    "exp": Rule(mp.exp, mp.exp, _moderate),
    "log": Rule(mp.log, lambda x: 1 / x, lambda x: x > 0),
    "sqrt": Rule(mp.sqrt, lambda x: 1 / (2 * mp.sqrt(x)), lambda x: x > 0),
    "abs": Rule(abs, mp.sign, lambda x: x != 0),
    "erf": Rule(mp.erf, lambda x: 2 / mp.sqrt(mp.pi) * mp.exp(-x * x), _moderate),
    "erfc": Rule(mp.erfc, lambda x: -2 / mp.sqrt(mp.pi) * mp.exp(-x * x), _moderate),
    "gamma": Rule(mp.gamma, lambda x: mp.gamma(x) * mp.digamma(x), _no_pole),
    "digamma": Rule(mp.digamma, lambda x: mp.psi(1, x), _no_pole),
    "sigmoid": Rule(lambda x: 1 / (1 + mp.exp(-x)), lambda x: mp.exp(-x) / (1 + mp.exp(-x)) ** 2, _moderate),
    "cot": Rule(mp.cot, lambda x: -(mp.csc(x) ** 2), _not_zero),
    "sec": Rule(mp.sec, lambda x: mp.sec(x) * mp.tan(x), _all),
    "csc": Rule(mp.csc, lambda x: -mp.csc(x) * mp.cot(x), _not_zero),
    "coth": Rule(mp.coth, lambda x: -(mp.csch(x) ** 2), _not_zero),
    "sech": Rule(mp.sech, lambda x: -mp.sech(x) * mp.tanh(x), _moderate),
    "csch": Rule(mp.csch, lambda x: -mp.csch(x) * mp.coth(x), _not_zero),
    "expm1": Rule(mp.expm1, mp.exp, _moderate),
    "log1p": Rule(mp.log1p, lambda x: 1 / (1 + x), lambda x: x > -1),
    "log2": Rule(lambda x: mp.log(x, 2), lambda x: 1 / (x * mp.log(2)), lambda x: x > 0),
    "log10": Rule(mp.log10, lambda x: 1 / (x * mp.log(10)), lambda x: x > 0),
    "cbrt": Rule(
        lambda x: mp.sign(x) * mp.cbrt(abs(x)), lambda x: 1 / (3 * mp.cbrt(x * x)), lambda x: x != 0
    ),
    "erfi": Rule(mp.erfi, lambda x: 2 / mp.sqrt(mp.pi) * mp.exp(x * x), lambda x: abs(x) < 100),
    "Si": Rule(mp.si, mp.sinc, _all),
    "Ci": Rule(mp.ci, lambda x: mp.cos(x) / x, lambda x: 0 < x < 10**5),
    "Shi": Rule(mp.shi, lambda x: mp.sinh(x) / x, _not_zero),
    "Ei": Rule(lambda x: mp.re(mp.ei(x)), lambda x: mp.exp(x) / x, _not_zero),
    "lambertw": Rule(
        lambda x: mp.re(mp.lambertw(x)),
        lambda x: 1 / (x + mp.exp(mp.re(mp.lambertw(x)))),
        lambda x: -mp.exp(-1) < x < 10**5,
    ),
    "loggamma": Rule(mp.loggamma, mp.digamma, lambda x: 0 < x < 10**5),
    "trigamma": Rule(lambda x: mp.psi(1, x), lambda x: mp.psi(2, x), _no_pole),
    "logit": Rule(lambda x: mp.log(x / (1 - x)), lambda x: 1 / (x * (1 - x)), lambda x: 0 < x < 1),
    "silu": Rule(
        lambda x: x / (1 + mp.exp(-x)),
        lambda x: (1 + mp.exp(-x) * (1 + x)) / (1 + mp.exp(-x)) ** 2,
        _moderate,
    ),
    "softplus": Rule(lambda x: mp.log1p(mp.exp(x)), lambda x: 1 / (1 + mp.exp(-x)), _moderate),
}
NUMBERS = (
    "2",
    "3",
    "5",
    "7",
    "10",
    "1/2",
    "2/3",
    "0.1",
    "0.25",
    "1.7",
    "1e-3",
    "1e-9",
    "1e4",
    "12345.678",
    "pi",
    "e",
)
#: factors of rarer numbers, at which digits are lost
EXTREME = ("1e-17", "1e-30", "1e12", "0.999999999999", "50", "700")


def tree(rng: Random, depth: int) -> Tree:
    """A random expression of at most that depth."""
    kind = rng.random()
    if depth == 0 or kind < 0.12:
        return (
            ("x",)
            if rng.random() < 0.55
            else ("number", rng.choice(EXTREME if rng.random() < 0.1 else NUMBERS))
        )
    if kind < 0.48:
        return ("call", rng.choice(tuple(RULES)), tree(rng, depth - 1))
    if kind < 0.58:
        return ("power", tree(rng, depth - 1), rng.choice((2, 3, -1, -2, 4, 7)))
    if kind < 0.62:
        return ("raised", tree(rng, depth - 1), tree(rng, depth - 2 if depth > 1 else 0))
    if kind < 0.66:
        return ("neg", tree(rng, depth - 1))
    return (rng.choice("+-*/"), tree(rng, depth - 1), tree(rng, depth - 1))


def text(t: Tree) -> str:
    """The expression in the notation of infocalc, with no more than the usual parentheses."""
    match t:
        case ("x",):
            return "x"
        case ("number", shown):
            return f"({shown})" if "/" in shown else str(shown)
        case ("call", name, u):
            return f"{name}({text(u)})"
        case ("power", u, n):
            return f"({text(u)})^{n}" if n > 0 else f"({text(u)})^({n})"
        case ("raised", u, v):
            return f"({text(u)})^({text(v)})"
        case ("neg", u):
            return f"(-({text(u)}))"
        case ("+" | "-" as sign, u, v):
            return f"({text(u)} {sign} {text(v)})"
        case (sign, u, v):
            return f"{text(u)}{sign}{text(v)}" if sign == "*" else f"({text(u)})/({text(v)})"
    raise AssertionError(t)


def _number(shown: str) -> Any:
    if shown in ("pi", "e"):
        return mp.pi + 0 if shown == "pi" else mp.e + 0
    top, _, bottom = shown.partition("/")
    return mp.mpf(top) / mp.mpf(bottom or "1")


def dual(t: Tree, x: Any) -> Dual:
    """(value, slope) at x at the precision in force."""
    match t:
        case ("x",):
            return x, mp.mpf(1)
        case ("number", shown):
            return _number(shown), mp.mpf(0)
        case ("call", name, u):
            v, d = dual(u, x)
            rule = RULES[name]
            if not rule.inside(v):
                raise Outside
            return rule.value(v), rule.slope(v) * d
        case ("power", u, n):
            v, d = dual(u, x)
            if v == 0:
                raise Outside
            return v**n, n * v ** (n - 1) * d
        case ("raised", u, w):
            (v, d), (q, r) = dual(u, x), dual(w, x)
            if v <= 0 or abs(q * mp.log(v)) > 10**4:
                raise Outside
            p = mp.exp(q * mp.log(v))
            return p, p * (r * mp.log(v) + q * d / v)
        case ("neg", u):
            v, d = dual(u, x)
            return -v, -d
        case (sign, u, w):
            (v, d), (q, r) = dual(u, x), dual(w, x)
            if sign == "/" and q == 0:
                raise Outside
            return {
                "+": lambda: (v + q, d + r),
                "-": lambda: (v - q, d - r),
                "*": lambda: (v * q, d * q + v * r),
                "/": lambda: (v / q, (d * q - v * r) / q**2),
            }[sign]()
    raise AssertionError(t)


def depends(t: Tree) -> bool:
    """Whether x occurs."""
    return t == ("x",) or any(depends(part) for part in t[1:] if isinstance(part, tuple))


def slope(t: Tree, at: str, most: int = 500) -> Any:
    """The derivative at the point, right to 40 digits; None where it is not told from 0 by `most` digits."""
    if not depends(t):
        dual(t, _number(at))
        return mp.mpf(0)
    digits = 60
    with mp.workdps(digits):
        last = dual(t, _number(at))[1]
    while digits < most:
        digits *= 2
        with mp.workdps(digits):
            found = dual(t, _number(at))[1]
            if found != 0 and abs(found - last) < abs(found) * mp.mpf(10) ** -40:
                return found
        last = found
    return None


def slope_again(t: Tree, at: str, digits: int = 12_000) -> Any:
    """The derivative at a precision at which 1 + 10^-10000 is not 1."""
    with mp.workdps(digits):
        return dual(t, _number(at))[1]


def is_rounding_of(shown: str, true: Any) -> bool:
    """Whether the decimal `shown` is `true` rounded to nearest in its last digit."""
    mantissa, _, exponent = shown.lower().partition("e")
    places = len(mantissa.partition(".")[2])
    with mp.workdps(80 + len(mantissa)):
        unit = mpmath.mpf(10) ** (int(exponent or 0) - places)
        return bool(abs(mpmath.mpf(shown) - true) <= unit / 2 * (1 + mpmath.mpf(10) ** -12))
