"""Puiseux series with exact coefficients: f(t) = Σ c_e·t^e + O(t^error) for small t > 0, e rational.

They decide what a function does on one side of a point: whether it has a limit there, with which slope it
leaves, which of two branches it takes. Coefficients are expressions, so that nothing is decided by rounding;
whether one of them is 0, and its sign, is asked of `Signs`. FLINT and SymPy have such series too: those of
FLINT want balls or rationals for coefficients, those of SymPy take 10 ms to 1 s and pass over corners.
(Walker, Algebraic Curves, IV.3.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from flint import fmpq

from infocalc.annotations import Protocol
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.records import NamedTuple

Term = tuple[fmpq, Expr]
#: terms beyond the leading one that are kept, in powers of t, where more are not asked for
LENGTH = fmpq(8)
#: an error that is smaller than every power
FLAT = fmpq(10**6)
#: log t, and whatever grows more slowly than each power, is below t to this
SLOW = fmpq(-1, 1000)


class Unclear(Exception):
    """Not decided: the terms that are known do not tell, or the function leaves the class."""


class NotReal(Exception):
    """The function has no real value there."""


class Signs(Protocol):
    """What coefficients are, and how many powers of t beyond the leading one are kept."""

    length: fmpq

    def sign_of(self, c: Expr) -> int:
        """1, 0 or −1; raises Unclear."""


class Puiseux(NamedTuple):
    """`terms` ascend and are not 0; `error` None says that there are no more; what `oscillates` has an
    error whose derivative is not of the order that the error suggests."""

    terms: tuple[Term, ...] = ()
    error: fmpq | None = None
    oscillates: bool = False

    @property
    def is_zero(self) -> bool:
        return not self.terms and self.error is None

    @property
    def order(self) -> fmpq | None:
        """The exponent below which there is nothing; None of 0 itself."""
        return self.terms[0][0] if self.terms else self.error

    def coefficient(self, exponent: int) -> Expr:
        """c_exponent; raises Unclear where the error hides it, or where terms of lower order are negative."""
        if self.error is not None and self.error <= exponent:
            raise Unclear
        return dict(self.terms).get(fmpq(exponent), X.ZERO)

    def leading(self) -> Term:
        """The first term; raises Unclear where none is known."""
        if not self.terms:
            raise Unclear
        return self.terms[0]


ZERO = Puiseux()


def constant(c: Expr, signs: Signs) -> Puiseux:
    return Puiseux(((fmpq(0), c),)) if signs.sign_of(c) else ZERO


def collected(terms: Iterable[Term], error: fmpq | None, oscillates: bool, signs: Signs) -> Puiseux:
    """Like terms added, zeros dropped, and what is too far behind the leading term left to the error."""
    found: dict[fmpq, list[Expr]] = {}
    for e, c in terms:
        if error is None or e < error:
            found.setdefault(e, []).append(c)
    kept: list[Term] = []
    for e in sorted(found):
        if kept and e >= kept[0][0] + signs.length:
            return Puiseux(tuple(kept), e if error is None else min(e, error), oscillates)
        c = X.add(*found[e])
        if signs.sign_of(c):
            kept.append((e, c))
    return Puiseux(tuple(kept), error, oscillates)


def added(parts: Sequence[Puiseux], signs: Signs) -> Puiseux:
    errors = [p.error for p in parts if p.error is not None]
    terms = [t for p in parts for t in p.terms]
    return collected(terms, min(errors, default=None), any(p.oscillates for p in parts), signs)


def product(a: Puiseux, b: Puiseux, signs: Signs) -> Puiseux:
    if a.is_zero or b.is_zero:
        return ZERO
    terms = [(d + e, X.mul(u, v)) for d, u in a.terms for e, v in b.terms]
    errors = [p.error + q.order for p, q in ((a, b), (b, a)) if p.error is not None and q.order is not None]
    return collected(terms, min(errors, default=None), a.oscillates or b.oscillates, signs)


def scaled(a: Puiseux, c: Expr, exponent: fmpq) -> Puiseux:
    """a·c·t^exponent for c that is not 0."""
    terms = tuple([(e + exponent, X.mul(c, u)) for e, u in a.terms])
    return Puiseux(terms, None if a.error is None else a.error + exponent, a.oscillates)


def composed(coefficient: Callable[[int], Expr], w: Puiseux, signs: Signs) -> Puiseux:
    """Σ_k coefficient(k)·w^k for w → 0; coefficients are asked for as far as they are needed."""
    if w.is_zero:
        return constant(coefficient(0), signs)
    order = w.order
    if order is None or order <= 0:
        raise Unclear
    parts, power, k = [constant(coefficient(0), signs)], w, 1
    while k * order < signs.length:
        c = coefficient(k)
        if signs.sign_of(c):
            parts.append(scaled(power, c, fmpq(0)))
        power, k = product(power, w, signs), k + 1
    rest = Puiseux((), k * order, w.oscillates)
    return added([*parts, rest], signs)


def raised(a: Puiseux, r: fmpq, signs: Signs) -> Puiseux:
    """a^r = c^r·t^(v·r)·(1 + w)^r."""
    if a.is_zero:
        if r > 0:
            return ZERO
        raise NotReal
    if not a.terms:
        if r.q != 1 or r < 0 or a.error is None:
            raise Unclear
        return Puiseux((), a.error * r, a.oscillates)
    v, c = a.leading()
    if r.q != 1 and signs.sign_of(c) < 0:
        raise NotReal
    w = scaled(Puiseux(a.terms[1:], a.error, a.oscillates), X.power(c, X.MINUS_ONE), -v)
    if r.q == 1 and r > 0 and w.is_zero:
        return Puiseux(((v * r, X.power(c, X.num(int(r)))),))
    head = X.power(c, X.num(int(r.p), int(r.q)))
    return scaled(composed(lambda k: X.num(*_binomial(r, k)), w, signs), head, v * r)


def _binomial(r: fmpq, k: int) -> tuple[int, int]:
    found = fmpq(1)
    for j in range(k):
        found *= (r - j) / (j + 1)
    return int(found.p), int(found.q)
