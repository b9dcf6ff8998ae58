"""A density by formula that was shown to be a distribution, and its closed form where a kernel fits."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.condition import Condition
from infocalc.information.densities.density import Density
from infocalc.records import NamedTuple


class KernelForm(NamedTuple):
    """∫ f = e^log_mass and −∫ f·log f = entropy where f is normalised; each of `positive` must be > 0.

    The symbols in `positive` suffice for the logarithms that were opened.
    """

    log_mass: Expr
    entropy: Expr
    positive: tuple[Expr, ...]

    @property
    def mass(self) -> Expr:
        """∫ f, with Γ in place of e^(log Γ)."""
        factors = []
        for term in X.terms(self.log_mass):
            c, call_ = X.split_coefficient(term)
            gamma = F.loggamma.heads(call_)
            factors.append(X.power(F.gamma(*call_.args), X.rational(c)) if gamma else X.power(X.E, term))
        return X.mul(*factors)


class Normalised(NamedTuple):
    """A distribution: the density (normalised), its closed form if a kernel fits, conditions, notes."""

    density: Density
    closed: KernelForm | None
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()
