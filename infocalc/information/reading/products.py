"""Independent laws typed as a product: Normal(0, 1) * Exponential(2)."""

from __future__ import annotations

from infocalc.errors import ParameterError
from infocalc.information.closed.product import Product
from infocalc.information.reading.families import NamedLaw, distribution
from infocalc.information.reading.weighted import of_laws
from infocalc.notation.formula import Formula

NOTE = "read as independent laws side by side, not as a law of a product of variables"


def product(text: str) -> Product | None:
    """The law; None for a text that is no product of laws."""
    formula = of_laws(text)
    if (
        formula is None
        or formula.head != "product"
        or not all(factor.head == "family" for factor in formula.args)
    ):
        return None
    return Product(tuple(_part(factor, text) for factor in formula.args), (NOTE,))


def _part(factor: Formula, text: str) -> NamedLaw:
    found = distribution(factor, text)
    if isinstance(found, Product):
        raise ParameterError("a product of products is written as one", span=factor.span, text=text)
    return found
