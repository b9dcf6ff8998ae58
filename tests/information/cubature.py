"""Laws of vectors, matrices and independent laws as SciPy has them: points, weights and log-densities.

The points integrate what entropies and divergences of these laws are made of: rules that are exact for
squares where the law is normal, the trapezoidal rule in log x or log x/(1 − x) for chi-squared, F and Beta
variables (it converges like e^(−c/h), h is its step), all outcomes where they are finite.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from scipy import special, stats

STEP = 0.25
#: log x from where to where
LOGS = np.arange(-40, 40, STEP)
#: weights below this do not count
LEAST = 1e-16


class Rule(NamedTuple):
    """Points (the last axis counts them), their weights under the law, and the logarithm of its density."""

    points: Any
    weights: Any
    log: Callable[[Any], Any]

    def mean(self, f: Callable[[Any], Any]) -> float:
        """E f(X)."""
        return float(np.sum(self.weights * f(self.points)))


def positive(law: Any) -> tuple[Any, Any]:
    """Points and weights of a law on (0, ∞)."""
    x = np.exp(LOGS)
    weights = STEP * x * law.pdf(x)
    kept = weights > LEAST
    return x[kept], weights[kept]


def between(a: float, b: float) -> tuple[Any, Any]:
    """log x/(1 − x), and the weights, of Beta(a, b)."""
    s = np.arange(-90, 90, STEP)
    weights = STEP * np.exp(a * special.log_expit(s) + b * special.log_expit(-s) - special.betaln(a, b))
    kept = weights > LEAST
    return s[kept], weights[kept]


def directions(n: int) -> Any:
    """±√n·e: mean 0, covariance 1."""
    return np.sqrt(n) * np.hstack([np.eye(n), -np.eye(n)])


def grid(*axes: tuple[Any, Any]) -> tuple[list[Any], Any]:
    """All combinations of points, and the products of their weights."""
    points = [x.ravel() for x in np.meshgrid(*[x for x, _ in axes], indexing="ij")]
    weights = np.prod([w.ravel() for w in np.meshgrid(*[w for _, w in axes], indexing="ij")], axis=0)
    kept = weights > LEAST
    return [x[kept] for x in points], weights[kept]


def normal(mean: Any, cov: Any) -> Rule:
    n = len(mean)
    points = np.asarray(mean)[:, None] + np.linalg.cholesky(cov) @ directions(n)
    return Rule(points, np.full(2 * n, 0.5 / n), lambda x: stats.multivariate_normal(mean, cov).logpdf(x.T))


def student(dof: float, loc: Any, scale: Any) -> Rule:
    """|z|²/n of the standard law is F(n, ν)."""
    n = len(loc)
    squares, weights = positive(stats.f(n, dof))
    standard = directions(n)[:, :, None] * np.sqrt(squares)
    points = np.asarray(loc)[:, None] + np.linalg.cholesky(scale) @ standard.reshape(n, -1)
    law = stats.multivariate_t(loc, scale, dof)
    return Rule(points, np.tile(weights / (2 * n), 2 * n), lambda x: law.logpdf(x.T))


def matrix_normal(mean: Any, rows: Any, columns: Any) -> Rule:
    n, k = len(rows), len(columns)
    standard = directions(n * k).T.reshape(-1, n, k)
    points = np.asarray(mean) + np.linalg.cholesky(rows) @ standard @ np.linalg.cholesky(columns).T
    law = stats.matrix_normal(mean, rows, columns)
    return Rule(np.moveaxis(points, 0, -1), np.full(2 * n * k, 0.5 / (n * k)), lambda x: _each(law, x))


def _each(law: Any, points: Any) -> Any:
    return law.logpdf(np.moveaxis(points, -1, 0))


def wishart(dof: float, scale: Any) -> Rule:
    """Bartlett's decomposition: L·A·Aᵀ·Lᵀ with A₁₁² ~ χ²(ν), A₂₂² ~ χ²(ν − 1), A₂₁ ~ N(0, 1)."""
    sign = (np.array([-1.0, 1.0]), np.array([0.5, 0.5]))
    (c, d, z), weights = grid(positive(stats.chi2(dof)), positive(stats.chi2(dof - 1)), sign)
    a = np.array([[np.sqrt(c), np.zeros_like(c)], [z, np.sqrt(d)]])
    left = np.einsum("ij,jkn->ikn", np.linalg.cholesky(scale), a)
    points = np.einsum("ijn,kjn->ikn", left, left)
    return Rule(points, weights, _wishart_log(dof, np.asarray(scale)))


def _wishart_log(dof: float, scale: Any) -> Callable[[Any], Any]:
    """SciPy's takes one matrix after the other."""
    norm = dof * np.log(2) + dof / 2 * np.log(np.linalg.det(scale)) + special.multigammaln(dof / 2, 2)
    back = np.linalg.inv(scale)
    return lambda x: (dof - 3) / 2 * np.log(_determinant(x)) - np.einsum("ij,ijn->n", back, x) / 2 - norm


def _determinant(x: Any) -> Any:
    return x[0, 0] * x[1, 1] - x[0, 1] ** 2


def inverse_wishart(dof: float, scale: Any) -> Rule:
    """The density of X⁻¹ has the factor |X|^(−3) of dX⁻¹/dX."""
    of_inverse = wishart(dof, np.linalg.inv(scale))
    points = _inverse(of_inverse.points)
    return Rule(
        points, of_inverse.weights, lambda x: of_inverse.log(_inverse(x)) - 3 * np.log(_determinant(x))
    )


def _inverse(x: Any) -> Any:
    return np.array([[x[1, 1], -x[0, 1]], [-x[0, 1], x[0, 0]]]) / _determinant(x)


def dirichlet(*alpha: float) -> Rule:
    """The logarithms of three pieces: the first is Beta(α₁, α₂ + α₃), of the rest the second Beta(α₂, α₃)."""
    first, second, third = alpha
    (u, v), weights = grid(between(first, second + third), between(second, third))
    rest = special.log_expit(-u)
    logs = special.log_expit(u), rest + special.log_expit(v), rest + special.log_expit(-v)

    def log(x: Any) -> Any:
        norm = special.gammaln(sum(alpha)) - sum(map(special.gammaln, alpha))
        return norm + sum((a - 1) * x[i] for i, a in enumerate(alpha))

    return Rule(np.array(logs), weights, log)


def multinomial(n: int, *p: float) -> Rule:
    counts = [k for k in product(range(n + 1), repeat=len(p)) if sum(k) == n]
    law = stats.multinomial(n, p)
    weights = law.pmf(counts)
    kept = weights > 0
    return Rule(np.array(counts).T[:, kept], weights[kept], lambda x: law.logpmf(x.T))


def independent(mean: float, sd: float, rate: float, share: float) -> Rule:
    """A normal, an exponential and a geometric variable."""
    z = np.arange(-9, 9, STEP)
    k = np.arange(1, 200)
    laws = stats.norm(mean, sd), stats.expon(0, 1 / rate), stats.geom(share)
    axes = (mean + sd * z, STEP * stats.norm.pdf(z)), positive(laws[1]), (k, laws[2].pmf(k))
    points, weights = grid(*axes)
    return Rule(
        np.array(points),
        weights,
        lambda x: laws[0].logpdf(x[0]) + laws[1].logpdf(x[1]) + laws[2].logpmf(x[2]),
    )
