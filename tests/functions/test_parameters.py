"""Derivatives in arguments without a closed form: besselj^(1,0)(nu, x), its values by Cauchy's formula."""

from __future__ import annotations

import mpmath
import pytest

from infocalc import api
from infocalc.errors import InfocalcError
from infocalc.functions import TABLE

mpf = mpmath.mpf
#: function, variable, order, point, the function of it by mpmath
VALUES = [
    ("besselj(n, 2)", "n", 1, "1/3", lambda n: mpmath.besselj(n, 2)),
    ("besselk(n, 2)", "n", 2, "1/3", lambda n: mpmath.besselk(n, 2)),
    ("hermite(n, 1/3)", "n", 1, "2", lambda n: mpmath.hermite(n, mpf(1) / 3)),
    ("gegenbauer(3, a, 1/3)", "a", 1, "1/2", lambda a: mpmath.gegenbauer(3, a, mpf(1) / 3)),
    ("jacobi(3, 1/2, b, 1/4)", "b", 1, "1/3", lambda b: mpmath.jacobi(3, mpf(1) / 2, b, mpf(1) / 4)),
    ("hyp2f1(1, b, 3, 1/4)", "b", 2, "2", lambda b: mpmath.hyp2f1(1, b, 3, mpf(1) / 4)),
    ("polylog(s, 1/3)", "s", 1, "2", lambda s: mpmath.polylog(s, mpf(1) / 3)),
    ("gamma(s, 1/3)", "s", 1, "2", lambda s: mpmath.gammainc(s, mpf(1) / 3)),
    ("zeta(s, 3/2)", "s", 2, "5/2", lambda s: mpmath.zeta(s, mpf(3) / 2)),
    ("besselj(x, x)", "x", 1, "2", lambda x: mpmath.besselj(x, x)),
]


@pytest.mark.parametrize(("text", "x", "order", "at", "f"), VALUES)
def test_values(text, x, order, at, f) -> None:
    number = api.diff(text, x, str(order), at={x: at}).rows[0].number
    p, _, q = at.partition("/")
    with mpmath.mp.workdps(50):
        want = mpmath.diff(f, mpf(p) / int(q or 1), order)
    assert number.certified
    assert abs(mpf(number.decimal) - want) <= abs(want) * mpf(10) ** -14


@pytest.mark.parametrize(
    ("text", "orders", "want"),
    [
        ("besselj(n, x)", ("n",), "besselj^(1,0)(n, x)"),
        ("hermite(n, x)", ("n", "x"), "2*(n*hermite^(1,0)(n - 1, x) + hermite(n - 1, x))"),
        ("appellf1(a, b, c, d, x, y)", ("a",), "appellf1^(1,0,0,0,0,0)(a, b, c, d, x, y)"),
        ("besselk(n^2, x)", ("n",), "2*n*besselk^(1,0)(n^2, x)"),
    ],
)
def test_read_back(text: str, orders: tuple[str, ...], want: str) -> None:
    found = api.diff(text, *orders, check=want)
    assert found.check.verdict == "true"
    latex = api.diff(text, *orders).latex
    assert api.diff(text, *orders, check=latex).check.verdict == "true"


def test_another_derivative_is_not_equal() -> None:
    assert api.diff("besselj(n, x)", "n", check="besselj^(1,0)(n, x) + x/10^30").check.verdict == "false"


WHOLE = [(name, i) for name, row in TABLE.items() for i in row.integers]


@pytest.mark.parametrize(("name", "i"), WHOLE)
def test_whole_numbers_have_no_slope(name: str, i: int) -> None:
    args = [f"t{k}" for k in range(max(TABLE[name].arity[0], i + 1))]
    with pytest.raises(InfocalcError):
        api.diff(f"{name}({', '.join(args)})", f"t{i}")
