"""What SymPy writes for other programs (C, Julia, Mathematica, LaTeX …): read as meant, or told, or refused.

A formula is printed in every language, and the value of what was read is compared with that of the formula.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flint import fmpq

from infocalc.algebra.ball import enclosure
from infocalc.algebra.engine import lower
from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.functions import VOCABULARY
from infocalc.notation.parser import parse, right_hand_side
from tests.whole import part_of

sympy = pytest.importorskip("sympy")
pytest.importorskip("mpmath")

AT = {"x": "7/10", "y": "2/5", "a": "13/10", "b": "17/10", "n": "3"}
#: what SymPy 1.14 prints wrongly: (language, text)
MISPRINTED = {
    ("mathematica", "EllipticE[y, (1/3)*x]"),  # of elliptic_f
    ("rust", "x + 1.0*(x - 1.0).recip()"),  # of (x + 1)/(x - 1)
    ("rust", "(-x).exp() + x.exp()*(-(-x).exp() + x.exp()).recip()"),  # of coth(x)
}
#: letters that are constants to SymPy and symbols here, as to every reader
LETTERS = {
    ("latex", r"\gamma x"),
    ("latex", r"\phi x"),
    ("latex", "G x"),
    ("latex_inverse", r"\gamma \cdot x"),
    ("latex_inverse", r"\phi \cdot x"),
    ("latex_inverse", r"G \cdot x"),
    ("maple", "gamma*x"),
}


def formulas() -> list[str]:
    """One a function and shape, in SymPy's own words."""
    words = """
    x**2*sin(x) exp(-x**2) log(x)/x sqrt(1+x**2) 1/(1+exp(-x)) Abs(x-2) sign(x)*x**2 Max(x,1) Min(x**2,x)
    Piecewise((x**2,x>0),(-x,True)) Piecewise((0,x<-1),(x**3,x<1),(x,True)) atan2(y,x) atan(x/y) asin(x/3)
    acos(x/3) sinh(x)*cosh(x) tanh(x) asinh(x) acosh(x+2) atanh(x/3) erf(x) erfc(x) erfi(x) gamma(x+1)
    loggamma(x+1) polygamma(1,x+1) besselj(0,x) besselj(n,x) bessely(1,x) besseli(1,x) besselk(1,x) airyai(x)
    airybi(x) Ei(x) expint(2,x) Si(x) Ci(x) Shi(x) Chi(x) li(x+2) fresnels(x) fresnelc(x) zeta(x+2)
    LambertW(x) legendre(n,x) hermite(n,x) chebyshevt(n,x) chebyshevu(n,x)
    gegenbauer(n,a,x) jacobi(n,a,b,x) elliptic_k(x/3) elliptic_e(x/3) elliptic_f(y,x/3) hyper([a],[b],x)
    hyper([a,b],[n],x/3) polylog(2,x/3) uppergamma(a,x) lowergamma(a,x) beta(x,y) binomial(n,x) factorial(x)
    RisingFactorial(x,n) harmonic(x) floor(x)*x ceiling(x)*x Mod(x,3) sec(x) csc(x) cot(x) acot(x) sech(x)
    csch(x) coth(x) sinc(x) x**y y**x x**x x**Rational(1,3) cbrt(x) root(x,4) x**Rational(-3,2) (x+1)/(x-1)
    (a*x+b)**n exp(a*x)*cos(b*x) log(x,2) log(x,10) sin(x)**2 1/sin(x) pi*x**2 E**x*x EulerGamma*x
    GoldenRatio*x Catalan*x Integral(exp(-y**2),(y,0,x)) Sum(x**n,(n,0,5)) 2**x x/3-2*x/7 -x**2
    -(x+1)**2 x*exp(-x)/2 sqrt(2*pi)*x exp(-(x-a)**2/(2*b**2))/(b*sqrt(2*pi)) a*b*x**2/(x+n)
    Float("0.5")*x**2 x**2.5 lerchphi(x/3,2,y)
    """
    return words.split()


def printers() -> dict[str, Callable[[Any], str]]:
    from sympy import printing as P
    from sympy.printing.numpy import JaxPrinter, NumPyPrinter, SciPyPrinter
    from sympy.printing.pycode import MpmathPrinter
    from sympy.printing.pytorch import TorchPrinter

    return {
        "str": str, "latex": P.latex, "mathematica": P.mathematica_code, "maple": P.maple_code,
        "julia": P.julia_code, "octave": P.octave_code, "c": P.ccode, "r": P.rcode, "js": P.jscode,
        "rust": P.rust_code, "glsl": P.glsl_code,
        "python": P.pycode, "numpy": NumPyPrinter().doprint, "scipy": SciPyPrinter().doprint,
        "mpmath": MpmathPrinter().doprint, "torch": TorchPrinter().doprint, "jax": JaxPrinter().doprint,
        "latex_inverse": lambda e: P.latex(e, inv_trig_style="power", fold_short_frac=True, mul_symbol="dot"),
        "fortran": lambda e: P.fcode(e, source_format="free", standard=95),
    }  # fmt: skip


def printed(formula: Any, printer: Callable[[Any], str]) -> str | None:
    """The text of one line; None where the language has none."""
    try:
        text = printer(formula)
    except Exception:
        return None
    return None if "\n" in text or "upported" in text else text


def value_of(formula: Any) -> complex:
    symbols = [sympy.Symbol(name, real=True) for name in AT]
    return complex(
        sympy.lambdify(symbols, formula, "mpmath")(*(float(sympy.Rational(v)) for v in AT.values()))
    )


def value_read(text: str) -> float | None:
    """The value of what is read without a warning; None where it is refused, or told, or has no value."""
    reading = parse(text, VOCABULARY, variables=frozenset(("x",)))
    point = {name: X.rational(fmpq(*map(int, f"{value}/1".split("/")[:2]))) for name, value in AT.items()}
    expr = lower(right_hand_side(reading.formula), text)
    if reading.warnings or not expr.free <= point.keys():
        return None if reading.warnings else float("nan")
    ball = enclosure(expr, point)
    return None if ball is None else float(ball)


@pytest.mark.parametrize("words", part_of(formulas(), 4))
def test_read_as_meant_or_not_in_silence(words: str) -> None:
    names = {name: sympy.Symbol(name, real=True) for name in AT}
    formula = sympy.sympify(words, locals=names)
    want = value_of(formula)
    wrong = []
    for language, printer in printers().items():
        text = printed(formula, printer)
        if text is None or (language, text) in MISPRINTED | LETTERS:
            continue
        try:
            got = value_read(text)
        except InfocalcError:
            continue
        if got is not None and not abs(got - want) <= 1e-9 * max(1, abs(want)):
            wrong.append((language, text, got, want))
    assert not wrong
