"""∂ⁿf/∂xⁿ without swell: a derivation on the field of rational functions of f's own generators.

Once the generators (x, sin x, e^(sin x), √(1 + x²) …) and their derivatives are known, differentiating
once more is polynomial arithmetic: D(P) = Σ ∂P/∂gᵢ·gᵢ'. Where the generators never close (Γ, Bessel
functions of symbolic order) each order adds its own; where they are too many the plain rules are
iterated on tidied results.
"""

from __future__ import annotations

from infocalc.algebra.derivative import derivative
from infocalc.algebra.factoring import Poly, TooLarge, divisor, factors
from infocalc.algebra.field import Field
from infocalc.algebra.relations import rewritten
from infocalc.algebra.tidied import tidied
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.limits import check


def nth_derivative(f: Expr, x: str, n: int) -> Expr:
    """∂ⁿf/∂xⁿ, tidied; f itself for n = 0."""
    check("order", n)
    if n == 0:
        return f
    if n == 1:
        return tidied(derivative(f, x))
    try:
        return tidied(_Derivation(f, x, n).repeated(n), as_derived=False)
    except TooLarge:
        for _ in range(n):
            f = tidied(derivative(f, x))
        return f


class _Derivation:
    """d/dx on numerators N and denominators Π dᵢ^eᵢ over the generators that f's derivatives need."""

    def __init__(self, f: Expr, x: str, order: int) -> None:
        self.field, slopes = _closed(f, x, order)
        numerators = [self.field.fraction(slope) for slope in slopes]
        self.bottom = self.field.one
        for _, d in numerators:
            self.bottom = self.bottom * (d // divisor(self.bottom, d))
        self.slopes = [n * (self.bottom // d) for n, d in numerators]
        self.rules = self.field.relations(False)
        n, d = self.field.fraction(f)
        self.numerator = n
        self.denominator: list[tuple[Poly, int]] = []
        self._multiply_below(d)

    def _multiply_below(self, d: Poly) -> None:
        content, irreducible = factors(d)
        for factor, k in [(self.field.ring.constant(int(content)), 1), *irreducible]:
            place = next((i for i, (base, _) in enumerate(self.denominator) if base == factor), None)
            if place is not None:
                self.denominator[place] = (factor, self.denominator[place][1] + int(k))
            elif not factor.is_one():
                self.denominator.append((factor, int(k)))

    def slope(self, p: Poly) -> Poly:
        """bottom·dp/dx."""
        total = p * 0
        degrees = p.degrees()
        for i, s in enumerate(self.slopes):
            if degrees[i] and not s.is_zero():
                total += p.derivative(i) * s
        return total

    def repeated(self, n: int) -> Expr:
        for _ in range(n):
            self._step()
            if self.numerator.is_zero():
                return X.ZERO
        below = [X.power(self.field.expression(d), X.num(-e)) for d, e in self.denominator]
        return X.mul(self.field.expression(self.numerator), *below)

    def _step(self) -> None:
        """(N/D)' = (N'·R − N·Σ eᵢ·dᵢ'·R/dᵢ)/(D·R·bottom) with R = Π dᵢ over the dᵢ that are not constant."""
        moving = [(d, e) for d, e in self.denominator if not d.is_constant()]
        radical = self.field.one
        for d, _ in moving:
            radical = radical * d
        total = self.slope(self.numerator) * radical
        for d, e in moving:
            total -= self.numerator * self.slope(d) * (radical // d) * e
        for d, _ in moving:
            self._multiply_below(d)
        self._multiply_below(self.bottom)
        for relation in self.rules:
            total = rewritten(total, relation)
        self.numerator = total
        self._cancel()
        if len(self.numerator) > 20_000:
            raise TooLarge

    def _cancel(self) -> None:
        kept = []
        for base, power in self.denominator:
            left = power
            while left:
                quotient, rest = divmod(self.numerator, base)
                if not rest.is_zero():
                    break
                self.numerator, left = quotient, left - 1
            kept += [(base, left)] if left else []
        self.denominator = kept


def _closed(f: Expr, x: str, order: int) -> tuple[Field, list[Expr]]:
    """A field with the generators of f, f', …, f^(order), and the derivative of each generator."""
    slopes: dict[tuple[Expr, Expr], Expr] = {}
    field = Field([f])
    for _ in range(order):
        new = [key for key in field.keys if key not in slopes]
        if not new:
            break
        for key in new:
            slopes[key] = derivative(X.power(*key), x)
        field = Field([f, *slopes.values()])
    field = Field([f, *slopes.values(), *[X.power(*key) for key in field.keys]])
    values = [
        X.power(base, X.scale(X.normal(u), t)) for (base, t), u in zip(field.keys, field.units, strict=True)
    ]
    return field, [derivative(value, x) for value in values]
