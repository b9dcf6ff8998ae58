"""Distributions as books write them, and what only looks like one."""

from __future__ import annotations

import pytest

from infocalc import api
from infocalc.errors import DistributionError
from infocalc.information.reading.written import plainly

WRITTEN = [
    ("P(a) = 1/2, P(b) = 1/2", "a:1/2, b:1/2"),
    (r"P_X(1) = P_X(2) = \frac{1}{2}.", r"1:\frac{1}{2}, 2:\frac{1}{2}"),
    (r"$\Pr(X = 0) = 1 - p, \quad \Pr(X = 1) = p$", "0:1 - p, 1:p"),
    ("P(a, b) = 1/2; P(a, c) = 1/2", "(a, b):1/2, (a, c):1/2"),
    (r"X \sim \mathcal{U}(0, 1)", "U(0, 1)"),
    ("P(a)=1/2 P(b)=1/2", "a:1/2, b:1/2"),
    ("X ~ Poisson(2)", "Poisson(2)"),
]
OTHERWISE = [
    "p(x) = 2x on [0, 1]", "p(k) = 2^-k on k in 1..oo", "Normal(mu=0, sigma=1)", "a:1/2, b:1/2", "p, 1 - p",
    r"\mathrm{e}^{-x} on [0, oo)", "P(x) = 1/2, 1/2", r"\frac12, \frac12",
]  # fmt: skip


@pytest.mark.parametrize(("text", "plain"), WRITTEN)
def test_as_books_write_them(text: str, plain: str) -> None:
    assert plainly(text) == plain


@pytest.mark.parametrize("text", OTHERWISE)
def test_what_is_written_otherwise_stays(text: str) -> None:
    assert plainly(text) == text


def test_densities_with_names_are_read() -> None:
    assert api.entropy("p(x) = 2x on [0, 1]").value == pytest.approx(-0.1931471805599453)
    assert api.entropy("p(k) = 2^-k on k in 1..oo").value == pytest.approx(1.3862943611198906)


def test_names_in_front_of_values_are_not_lost() -> None:
    with pytest.raises(DistributionError, match="not a probability"):
        api.kl("g(a)=1/2, g(b)=1/2", "g(b)=1/3, g(a)=2/3")
