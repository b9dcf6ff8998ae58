"""Multivariate t laws with different centres, against sums over shells and angles in doubles."""

from __future__ import annotations

import numpy as np
import pytest

from infocalc.errors import NoAnswer

from .asked import asked

special = pytest.importorskip("scipy.special")
V = "[[2,1],[1,3]]"
V2 = "[[4,2],[2,6]]"
I3, J3 = "[[1,0,0],[0,1,0],[0,0,1]]", "[[3,0,0],[0,3,0],[0,0,3]]"


def log_density(dof, n, squares, size):
    """Of a t law at these squared distances, |Σ| = size; of a normal law without degrees."""
    if dof is None:
        return -squares / 2 - n / 2 * np.log(2 * np.pi) - np.log(size) / 2
    norm = special.gammaln((dof + n) / 2) - special.gammaln(dof / 2) - n / 2 * np.log(dof * np.pi)
    return norm - np.log(size) / 2 - (dof + n) / 2 * np.log1p(squares / dof)


def cross_entropy(n, p_dof, q_dof, square, c, size):
    """H(P, Q) by sums over log r, and over the angle (n = 2) or Gauss's nodes of its cosine (n = 3)."""
    r = np.exp(np.arange(-30, 30, 0.01))[:, None]
    if n == 2:
        t, weights = np.cos(np.arange(600) * 2 * np.pi / 600), np.full(600, 2 * np.pi / 600)
    else:
        t, weights = np.polynomial.legendre.leggauss(200)
        weights = weights * 2 * np.pi
    # in the coordinates in which the shape of P is the unit matrix
    p = np.exp(log_density(p_dof, n, r**2, 1.0))
    q = log_density(q_dof, n, (square + 2 * np.sqrt(square) * r * t + r**2) / c, c**n * size)
    return float(-(0.01 * r**n * p * ((q - np.zeros_like(t)) * weights)).sum())


#: P, Q, the dimension, the degrees of both, δᵀΣ⁻¹δ, c, |Σ|
PAIRS = [
    (f"MultivariateT(3,[0,1],{V})", f"MultivariateT(5,[1,3],{V2})", 2, 3, 5, 3 / 5 - 4 / 5 + 8 / 5, 2, 5),
    (f"MultivariateT(1,[0,1],{V})", f"MultivariateT(1,[0,0],{V})", 2, 1, 1, 2 / 5, 1, 5),
    (f"Normal([0,1],{V})", f"MultivariateT(1/2,[0,0],{V2})", 2, None, 0.5, 2 / 5, 2, 5),
    (f"MultivariateT(4,[0,0,0],{I3})", f"MultivariateT(2,[1,2,2],{J3})", 3, 4, 2, 9, 3, 1),
    (f"Normal([0,0,1],{I3})", f"MultivariateT(3,[0,0,0],{I3})", 3, None, 3, 1, 1, 1),
    (f"MultivariateT(3,[0,1],{V})", f"MultivariateT(5,[0,1],{V2})", 2, 3, 5, 0, 2, 5),
]


@pytest.mark.parametrize("row", PAIRS)
def test_cross_entropies_are_those_of_shells(row):
    p, q, *numbers = row
    found = asked("xent", p, q).rows[0].number
    assert found.certified
    assert float(found.decimal) == pytest.approx(cross_entropy(*numbers), rel=1e-9)
    own = float(asked("entropy", p).rows[0].number.decimal)
    divergence = asked("kl", p, q).rows[0].number
    assert divergence.certified
    assert float(divergence.decimal) == pytest.approx(float(found.decimal) - own, rel=1e-11)


@pytest.mark.whole
def test_one_coordinate_is_the_line():
    pair = ("MultivariateT(3,[1],[[4]])", "MultivariateT(5,[2],[[9]])")
    line = ("StudentT(3,1,2)", "StudentT(5,2,3)")
    for measure in ("kl", "xent", "jsd", "tv"):
        found, want = (asked(measure, *laws).rows[0].number for laws in (pair, line))
        assert found == want


def test_symmetric_in_the_centres():
    p, q = f"MultivariateT(3,[0,1],{V})", f"MultivariateT(3,[2,2],{V})"
    there, back = (asked("kl", *laws).rows[0].number.decimal for laws in ((p, q), (q, p)))
    assert there == back
    assert float(asked("jeffreys", p, q).rows[0].number.decimal) == pytest.approx(2 * float(there), rel=1e-14)


def test_other_shapes_are_refused():
    with pytest.raises(NoAnswer):
        asked("kl", f"MultivariateT(3,[0,1],{V})", "MultivariateT(3,[0,1],[[1,0],[0,1]])")
