"""Laws on the line with the divergences of laws of vectors: a sufficient statistic loses none of them.

D_f(P‖Q) depends on the law of q/p alone (I. Csiszár, 1967): what has the same law under both may be left out.
"""

from __future__ import annotations

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num
from infocalc.information.closed.matrices import Matrix
from infocalc.information.closed.matrix_laws import MultivariateT
from infocalc.information.closed.product import Product, alike, beside
from infocalc.information.closed.vectors import MultivariateNormal, quadratic_form
from infocalc.information.families import TABLE
from infocalc.information.families.distribution import Distribution
from infocalc.information.families.row import sqrt

Pair = tuple[Any, Any]


def reduced(p: Any, q: Any) -> Pair | None:
    """Simpler laws with every f-divergence of P and Q; None where none are known."""
    if isinstance(p, Product) and isinstance(q, Product):
        return _of_products(p, q)
    if alike(p, q):
        return _apart(p, q, X.ZERO)
    if not all(isinstance(law, MultivariateNormal | MultivariateT) for law in (p, q)):
        return None
    if len(centre(p)) != len(centre(q)):
        return None
    if centre(p) == centre(q):
        return _by_distance(p, q)
    if isinstance(p, MultivariateNormal) and isinstance(q, MultivariateNormal) and p.cov == q.cov:
        delta = tuple([a - b for a, b in zip(p.mean, q.mean, strict=True)])
        return _apart(p, q, quadratic_form(delta, p.cov))
    return None


def on_the_line(law: Any) -> Distribution | None:
    """A normal or t law of one coordinate as a member of its family."""
    if not isinstance(law, MultivariateNormal | MultivariateT) or len(centre(law)) != 1:
        return None
    sd = sqrt(spread(law)[0][0])
    if isinstance(law, MultivariateNormal):
        return _member("Normal", (*law.mean, sd), law, law)
    return _member("StudentT", (law.dof, *law.loc, sd), law, law)


def _of_products(p: Product, q: Product) -> Pair | None:
    """Those that both share are left out; normal laws of one variance each are joined."""
    kept = [pair for pair in beside(p, q) if not alike(*pair)]
    if len(kept) == 1:
        return kept[0]
    squares = []
    for first, second in kept:
        if not all(isinstance(x, Distribution) and x.family.name == "Normal" for x in (first, second)):
            return None
        (m, s), (n, t) = first.parameters, second.parameters
        if s is not t:
            return None
        squares.append(((m - n) / s) ** 2)
    return _apart(p, q, X.add(*squares))


def _by_distance(p: Any, q: Any) -> Pair | None:
    """Of laws around one centre with Σ₂ = c·Σ₁ that of the distance: R² = xᵀΣ₁⁻¹x."""
    factor = factor_of(spread(p), spread(q))
    if factor is None:
        return None
    return _of_distance(p, p, q, X.ONE), _of_distance(q, p, q, factor)


def _of_distance(law: Any, p: Any, q: Any, factor: Expr) -> Distribution:
    """R² ~ c·χ² of n degrees, or c·n·F(n, ν)."""
    half = num(len(centre(law)), 2)
    if isinstance(law, MultivariateNormal):
        return _member("Gamma", (half, 2 * factor), p, q)
    return _member("BetaPrime", (half, law.dof / 2, factor * law.dof), p, q)


def factor_of(first: Matrix, second: Matrix) -> Expr | None:
    """c where second is c·first."""
    from infocalc.algebra.normal import is_zero

    c = second[0][0] / first[0][0]
    entries = [(a, b) for rows in zip(first, second, strict=True) for a, b in zip(*rows, strict=True)]
    return c if all(c * a is b or is_zero(c * a - b) for a, b in entries) else None


def _apart(p: Any, q: Any, square: Expr) -> Pair:
    """N(0, 1) and N(δ, 1): normal laws differ along the difference of their means, δ² = ΔᵀΣ⁻¹Δ."""
    return _member("Normal", (X.ZERO, X.ONE), p, q), _member("Normal", (sqrt(square), X.ONE), p, q)


def _member(name: str, parameters: tuple[Expr, ...], p: Any, q: Any) -> Distribution:
    """A law with what is known of both."""
    return Distribution(TABLE[name], parameters, p.facts | q.facts, (*p.conditions, *q.conditions))


def centre(law: Any) -> tuple[Expr, ...]:
    """The centre of a normal or a t law."""
    found: tuple[Expr, ...] = law.mean if isinstance(law, MultivariateNormal) else law.loc
    return found


def spread(law: Any) -> Matrix:
    """Its covariance, or its shape."""
    found: Matrix = law.cov if isinstance(law, MultivariateNormal) else law.scale
    return found
