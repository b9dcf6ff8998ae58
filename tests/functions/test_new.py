"""Functions that programs have, typed as users type them."""

from __future__ import annotations

import pytest

from infocalc import api
from infocalc.errors import Undefined

SLOPES = [
    ("sinc(x)", "(cos(x) - sinc(x))/x"),
    ("xlogy(x, y)", "log(y)"),
    ("xlogy(x, x)", "log(x) + 1"),
    ("entr(x)", "-(log(x) + 1)"),
    ("relu6(x)", "Heaviside(x) - Heaviside(x - 6)"),
    ("hardtanh(x)", "Heaviside(x + 1) - Heaviside(x - 1)"),
    ("logsigmoid(x)", "sigmoid(-x)"),
    ("erfcx(x)", "2*x*erfcx(x) - 2/sqrt(pi)"),
    ("E1(x)", "-e^(-x)/x"),
    ("expint(3, x)", "-expn(2, x)"),
    ("Phi(x)", "e^(-x^2/2)/sqrt(2*pi)"),
    ("harmonic(x)", "polygamma(1, x + 1)"),
    ("round(x) + trunc(x)", "0"),
    ("x*frac(x)", "x + frac(x)"),
    ("fmod(x, 3)", "1"),
    ("sind(x)", "pi*cos(pi*x/180)/180"),
    ("cospi(x)", "-pi*sin(pi*x)"),
    ("legendre(3, x)", "15*x^2/2 - 3/2"),
    ("hermite(n, x)", "2*n*hermite(n - 1, x)"),
    ("chebyshevt(n, x)", "n*chebyshevu(n - 1, x)"),
    ("laguerre(2, 0, x)", "x - 2"),
    ("gegenbauer(n, a, x)", "2*a*gegenbauer(n - 1, a + 1, x)"),
    ("zeta(3, x)", "-3*hurwitz(4, x)"),
    ("W(x, -1)", "LambertW(x, -1)/(x*(LambertW(x, -1) + 1))"),
    ("sn(x, m)", "jacobicn(x, m)*jacobidn(x, m)"),
    ("DiracDelta(x)", "diracdelta(x, 1)"),
    ("DiracDelta(x, 1)", "diracdelta(x, 2)"),
    ("hyp2f1(a, b, c, x)", "a*b*hyp2f1(a + 1, b + 1, c + 1, x)/c"),
    ("hyper1F1(a, b, x)", "a*hyp1f1(a + 1, b + 1, x)/b"),
    ("laguerre(n, x)", "-laguerre(n - 1, 1, x)"),
    ("erf2(x, y)", "-2*e^(-x^2)/sqrt(pi)"),
    ("SingularityFunction(x, 4, 5)", "5*(x - 4)^4*Heaviside(x - 4)"),
    ("SingularityFunction(x, 4, -2)", "diracdelta(x - 4, 2)"),
    ("SingularityFunction(x, a, n)", "n*singularity(x, a, n - 1)"),
    ("deg2rad(x)", "pi/180"),
    ("xlog1py(x, 2)", "log(3)"),
    ("norm.cdf(x)", "e^(-x^2/2)/sqrt(2*pi)"),
    ("scipy.stats.norm.pdf(x)", "-x*e^(-x^2/2)/sqrt(2*pi)"),
    ("mod(x, 3)", "1"),
    ("hardswish(x)", "(relu6(x + 3) + x*(Heaviside(x + 3) - Heaviside(x - 3)))/6"),
]


@pytest.mark.parametrize(("text", "slope"), SLOPES)
def test_slope(text: str, slope: str) -> None:
    report = api.diff(text, "x", check=slope)
    assert report.check.verdict == "true"


@pytest.mark.parametrize(
    ("text", "other"),
    [("sinc(x)", "NumPy"), ("frac(x)", "torch.frac"), ("hardsigmoid(x)", "Keras"), ("expint(x)", "Ei(x)")],
)
def test_the_other_reading_is_named(text: str, other: str) -> None:
    assert any(other in warning for warning in api.diff(text, "x").warnings)


@pytest.mark.parametrize(
    ("text", "at"),
    [("relu6(x)", "6"), ("hardtanh(x)", "-1"), ("frac(x)", "2"), ("trunc(x)", "1"), ("round(x)", "1/2")],
)
def test_kinks_are_refused(text: str, at: str) -> None:
    with pytest.raises(Undefined):
        api.diff(text, "x", at={"x": at})
