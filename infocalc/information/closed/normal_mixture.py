"""Mixtures of multivariate normal laws, and their exact parts: laws of fewer coordinates side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from infocalc.algebra.normal import is_zero
from infocalc.errors import ParameterError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import subs
from infocalc.information.closed.matrices import Matrix, bilinear, determinant, inverse
from infocalc.information.closed.mixture import checked_weights, mixture
from infocalc.information.closed.product import Product
from infocalc.information.closed.vectors import MultivariateNormal, multivariate_normal, rebuilt
from infocalc.information.condition import Condition, plain
from infocalc.information.facts import Facts
from infocalc.information.families import TABLE
from infocalc.information.families.distribution import Distribution
from infocalc.information.families.member import member
from infocalc.information.families.row import sqrt
from infocalc.records import NamedTuple

#: coordinates of components with one covariance that are taken apart
_FEW = 2


class NormalMixture(NamedTuple):
    """`weights` sum to 1; components of weight 0 are left out."""

    weights: tuple[Expr, ...]
    components: tuple[MultivariateNormal, ...]
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()
    discrete: bool = False

    def __str__(self) -> str:
        return " + ".join(f"{plain(w)}*{c}" for w, c in zip(self.weights, self.components, strict=True))

    @property
    def free(self) -> frozenset[str]:
        return frozenset().union(*[part.free for pair in parts_of(self) for part in pair])

    @property
    def facts(self) -> Facts:
        return Facts().given(self.conditions)

    def at(self, point: Mapping[str, Expr]) -> NormalMixture:
        """The law with values for its symbols, checked anew."""
        place = dict(point)
        components = [rebuilt(c, place) for c in self.components]
        weights = tuple(subs(w, place) for w in self.weights)
        return normal_mixture(weights, [c for c in components if isinstance(c, MultivariateNormal)])


def normal_mixture(weights: tuple[Expr, ...], components: Sequence[MultivariateNormal]) -> NormalMixture:
    """The mixture, checked: weights not negative with the sum 1, components of one dimension."""
    if len(weights) != len(components) or not weights:
        raise ParameterError(f"Mixture: {len(weights)} weights for {len(components)} components")
    if len({len(c.mean) for c in components}) > 1:
        raise ParameterError("Mixture: the components are not of one dimension")
    conditions = checked_weights(weights)
    kept = [(w, c) for w, c in zip(weights, components, strict=True) if w is not X.ZERO]
    conditions += [condition for _, c in kept for condition in c.conditions]
    return NormalMixture(
        tuple(w for w, _ in kept), tuple(c for _, c in kept), tuple(dict.fromkeys(conditions))
    )


NormalLaw = MultivariateNormal | NormalMixture


def parts_of(p: NormalLaw) -> list[tuple[Expr, MultivariateNormal]]:
    """Weights and components."""
    if isinstance(p, MultivariateNormal):
        return [(X.ONE, p)]
    return list(zip(p.weights, p.components, strict=True))


def dimension_of(laws: Sequence[NormalLaw]) -> int:
    """How many coordinates all of them have."""
    found = sorted({len(c.mean) for p in laws for _, c in parts_of(p)})
    if len(found) > 1:
        raise ParameterError(f"the laws have {found[0]} and {found[-1]} dimensions")
    return found[0]


def as_products(laws: Sequence[NormalLaw]) -> list[Product] | None:
    """The laws in coordinates in which some are independent of the others, where it is seen that they are.

    An affine map common to all laws, of determinant 1, changes no measure of them.
    """
    dimension_of(laws)
    return _along_means(laws) or _without_shared(laws)


def _along_means(laws: Sequence[NormalLaw]) -> list[Product] | None:
    """Components of one covariance Σ differ along the differences of their means only.

    There they have unit variance; of the other coordinates one has the standard deviation √|Σ|.
    """
    components = [c for p in laws for _, c in parts_of(p)]
    n, cov = len(components[0].mean), components[0].cov
    if any(c.cov != cov for c in components):
        return None
    places = _places([c.mean for c in components], inverse(cov))
    if places is None or len(places[0]) >= n:
        return None
    few = len(places[0])
    sd = sqrt(determinant(cov))
    rest = tuple(_normal(X.ZERO, sd if k == 0 else X.ONE) for k in range(n - few))
    found, left = [], list(places)
    for p in laws:
        weights, own = [w for w, _ in parts_of(p)], left[: len(parts_of(p))]
        left = left[len(own) :]
        moving = (_mixed(weights, own, _identity(few)),) if few else ()
        found.append(Product((*moving, *rest), p.notes))
    return found


def _places(means: Sequence[tuple[Expr, ...]], back: Matrix) -> list[tuple[Expr, ...]] | None:
    """The means in orthonormal coordinates of Σ⁻¹ along their differences; None for too many of them."""
    first = means[0]
    deltas = [tuple(a - b for a, b in zip(m, first, strict=True)) for m in means]
    gram = {
        (i, j): bilinear(deltas[i], back, deltas[j]) for i in range(len(means)) for j in range(len(means))
    }
    found: list[list[Expr]] = [[] for _ in means]
    for pivot in range(len(means)):
        square = gram[pivot, pivot]
        if is_zero(square) is True:
            continue
        if len(found[0]) == _FEW:
            return None
        root = sqrt(square)
        along = [gram[pivot, i] / root for i in range(len(means))]
        for i, place in enumerate(found):
            place.append(along[i])
        gram = {(i, j): _tidied(value - along[i] * along[j]) for (i, j), value in gram.items()}
    return [tuple(place) for place in found]


def _tidied(e: Expr) -> Expr:
    return X.ZERO if is_zero(e) is True else e


def _identity(n: int) -> Matrix:
    return tuple(tuple(X.ONE if i == j else X.ZERO for j in range(n)) for i in range(n))


def _without_shared(laws: Sequence[NormalLaw]) -> list[Product] | None:
    """Coordinates that are independent of the others and have one law in all components stand apart."""
    components = [c for p in laws for _, c in parts_of(p)]
    n = len(components[0].mean)
    shared = [k for k in range(n) if _is_shared(components, k)]
    kept = [k for k in range(n) if k not in shared]
    if not shared or not kept:
        return None
    apart = tuple(_normal(components[0].mean[k], sqrt(components[0].cov[k][k])) for k in shared)
    found = []
    for p in laws:
        weights, own = [w for w, _ in parts_of(p)], [c for _, c in parts_of(p)]
        means = [tuple(c.mean[k] for k in kept) for c in own]
        covs = [tuple(tuple(c.cov[i][j] for j in kept) for i in kept) for c in own]
        found.append(Product((_mixed(weights, means, *covs), *apart), p.notes))
    return found


def _is_shared(components: Sequence[MultivariateNormal], k: int) -> bool:
    first = components[0]
    return all(
        c.mean[k] is first.mean[k]
        and c.cov[k][k] is first.cov[k][k]
        and all(c.cov[k][j] is X.ZERO for j in range(len(c.mean)) if j != k)
        for c in components
    )


def _normal(mean: Expr, sd: Expr) -> Distribution:
    return member(TABLE["Normal"], (mean, sd))


def _mixed(weights: Sequence[Expr], means: Sequence[tuple[Expr, ...]], *covs: Matrix) -> object:
    """The mixture of normal laws of these means and covariances, or of one for all."""
    each = covs if len(covs) == len(means) else covs * len(means)
    if len(means[0]) == 1:
        laws = [_normal(m[0], sqrt(c[0][0])) for m, c in zip(means, each, strict=True)]
        return laws[0] if len(laws) == 1 else mixture(tuple(weights), tuple(laws))
    vectors = [multivariate_normal(m, c) for m, c in zip(means, each, strict=True)]
    return vectors[0] if len(vectors) == 1 else normal_mixture(tuple(weights), vectors)
