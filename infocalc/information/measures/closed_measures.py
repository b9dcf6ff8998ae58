"""The measures of families, mixtures, laws of vectors and matrices, and products, in closed form."""

from __future__ import annotations

from infocalc.errors import DistributionError, NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.closed.closed_form import Closed, ClosedForm, Infinite
from infocalc.information.closed.divergence import of_two_kinds
from infocalc.information.closed.matrix_laws import MatrixNormal, MultivariateT, Wishart, cross_entropy
from infocalc.information.closed.mixture import (
    Mixture,
    mixture_cross_entropy,
    mixture_divergence,
    mixture_entropy,
    weighted,
)
from infocalc.information.closed.multinomial import (
    Multinomial,
    multinomial_cross_entropy,
    multinomial_divergence,
    multinomial_entropy,
)
from infocalc.information.closed.normal_mixture import NormalMixture
from infocalc.information.closed.product import Product, added, alike, beside
from infocalc.information.closed.standard_form import standard_form
from infocalc.information.closed.vectors import (
    Dirichlet,
    MultivariateNormal,
    dirichlet_cross_entropy,
    dirichlet_divergence,
    dirichlet_entropy,
    normal_cross_entropy,
    normal_divergence,
    normal_entropy,
)
from infocalc.information.condition import Condition, texts
from infocalc.information.facts import Facts
from infocalc.information.families.distribution import Distribution
from infocalc.information.measure import Measure
from infocalc.information.measures.expectations import Expectation, expectations
from infocalc.information.reading.families import NamedLaw


def closed_entropy(p: NamedLaw) -> Closed:
    """H(P), or h(P) for a density."""
    match p:
        case Product():
            return added([closed_entropy(part) for part in p.parts])
        case Wishart() | MatrixNormal() | MultivariateT():
            return p.entropy()
        case MultivariateNormal():
            return normal_entropy(p)
        case Dirichlet():
            return dirichlet_entropy(p)
        case Multinomial():
            return multinomial_entropy(p)
        case Mixture():
            return mixture_entropy(p)
        case NormalMixture():
            return None
    from infocalc.information.closed.divergence import closed_entropy as of_member

    return of_member(p)


def closed_cross_entropy(p: NamedLaw, q: NamedLaw) -> Closed:
    """H(P, Q) = E_p[−log q(X)]."""
    match p, q:
        case Product(), Product():
            return added([closed_cross_entropy(*pair) for pair in beside(p, q)])
        case ((Wishart() | MatrixNormal() | MultivariateT()), _):
            return cross_entropy(p, q)
        case MultivariateNormal(), MultivariateNormal():
            return normal_cross_entropy(p, q)
        case NormalMixture(), MultivariateNormal():
            parts = [normal_cross_entropy(c, q) for c in p.components]
            return weighted(p.weights, parts, p.conditions)
        case (MultivariateNormal(), MultivariateT()) | (
            MultivariateNormal() | NormalMixture(),
            NormalMixture(),
        ):
            return None
        case Dirichlet(), Dirichlet():
            return dirichlet_cross_entropy(p, q)
        case Multinomial(), Multinomial():
            return multinomial_cross_entropy(p, q)
        case ((Distribution() | Mixture()), (Distribution() | Mixture())):
            _check_kinds(p, q)
            return mixture_cross_entropy(p, q)
    raise _different_spaces(p, q)


def closed_divergence(p: NamedLaw, q: NamedLaw) -> Closed:
    """D(P‖Q) = E_p[log p(X) − log q(X)]."""
    match p, q:
        case Product(), Product():
            return added([closed_divergence(*pair) for pair in beside(p, q)])
        case ((Wishart() | MatrixNormal() | MultivariateT()), _):
            return p.divergence(q)
        case MultivariateNormal(), MultivariateNormal():
            return normal_divergence(p, q)
        case NormalMixture(), NormalMixture() if alike(p, q):
            return ClosedForm(X.ZERO, p.conditions)
        case (MultivariateNormal(), MultivariateT()) | (NormalMixture(), MultivariateNormal()):
            return None
        case ((MultivariateNormal() | NormalMixture()), NormalMixture()):
            return None
        case Dirichlet(), Dirichlet():
            return dirichlet_divergence(p, q)
        case Multinomial(), Multinomial():
            return multinomial_divergence(p, q)
        case ((Distribution() | Mixture()), (Distribution() | Mixture())):
            _check_kinds(p, q)
            return mixture_divergence(p, q)
    raise _different_spaces(p, q)


def _check_kinds(p: Distribution | Mixture, q: Distribution | Mixture) -> None:
    if p.discrete != q.discrete:
        mass, density = (p, q) if p.discrete else (q, p)
        raise of_two_kinds(_name(mass), _name(density))


def _different_spaces(p: NamedLaw, q: NamedLaw) -> DistributionError:
    return DistributionError(f"{_name(p)} and {_name(q)} are not laws on one space")


def _name(p: NamedLaw) -> str:
    return p.family.name if isinstance(p, Distribution) else type(p).__name__


def measure_expr(measure: Measure, args: tuple[NamedLaw, ...]) -> tuple[Expr, tuple[str, ...]]:
    """A measure in nats as an expression in the parameters, and its conditions."""
    found = closed_measure(measure, args)
    if isinstance(found, Infinite):
        raise NoAnswer(f"{measure.name} is infinite: {found.reason}")
    if found is None:
        raise NoAnswer(f"no closed form of {measure.name}({', '.join(map(str, args))})")
    facts = facts_of(args).given(found.conditions)
    return standard_form(found.expr, facts), texts(found.conditions)


def closed_measure(measure: Measure, args: tuple[NamedLaw, ...]) -> Closed:
    """∫ φ as a sum of expectations of log-densities or of integrals of powers, where it is one."""
    parts = expectations(measure)
    if parts is None:
        from infocalc.information.measures.extremes import closed_otherwise

        return closed_otherwise(measure, args)
    found = [(_expectation(part, args), part) for part in parts]
    terms: list[Expr] = []
    conditions: list[Condition] = []
    notes: list[str] = []
    for one, part in found:
        if not isinstance(one, ClosedForm):
            return one
        terms.append(X.scale(part.scale, one.expr))
        conditions += one.conditions
        notes += one.notes
    return ClosedForm(
        measure.whole(X.add(*terms)), tuple(dict.fromkeys(conditions)), tuple(dict.fromkeys(notes))
    )


def _expectation(part: Expectation, args: tuple[NamedLaw, ...]) -> Closed:
    """E_p of −log p, −log q or log p − log q, p the first or the second law."""
    p = args[part.under]
    if part.kind == "own":
        return closed_entropy(p)
    q = args[1 - part.under]
    return closed_cross_entropy(p, q) if part.kind == "other" else closed_divergence(p, q)


def facts_of(args: tuple[NamedLaw, ...]) -> Facts:
    found = Facts()
    for p in args:
        found = found | p.facts
    return found
