"""What an expression does along a ray x₀ + σt, for t > 0 as small as one likes, as a Puiseux series in t.

Corners and cases are decided by the side on which the ray lies: |u| is σ·u, a condition holds or does not.
A ray of several infinitesimals has them each infinitely smaller than the next: the coefficients of the series
in the first are functions of the others, and their signs are asked along the rest of the ray.

Why not SymPy's series: it has none for max(x, x²), takes 0.1 s for |sin x|/√x where this takes 1 ms, and its
rests are O-terms without a proof.
"""

from __future__ import annotations

from functools import cached_property
from math import factorial

from flint import arb, fmpq

from infocalc.algebra.ball import enclosure
from infocalc.algebra.coefficients import lowered, maclaurin, real, taylor
from infocalc.algebra.exact_value import vanishes
from infocalc.algebra.puiseux import (
    FLAT,
    LENGTH,
    SLOW,
    ZERO,
    NotReal,
    Puiseux,
    Unclear,
    added,
    collected,
    composed,
    constant,
    product,
    raised,
    scaled,
)
from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, call
from infocalc.functions import calls as F

#: bits at which the sign of a constant must show, beyond which only exact reasons count
_BITS = (128, 1024)
#: expressions larger than this are not expanded
_MOST_NODES = 3000


class Ray:
    """The infinitesimals, the smallest first; each is positive. Series have terms over `length` powers."""

    def __init__(self, names: tuple[str, ...], length: fmpq = LENGTH) -> None:
        self.names, self.length = names, length
        self._known: dict[Expr, Puiseux] = {}

    @cached_property
    def rest(self) -> Ray:
        """The ray of the coefficients."""
        return Ray(self.names[1:])

    # ── signs ───────────────────────────────────────────────────────────────────────────────────

    def sign_of(self, c: Expr) -> int:
        """The sign of a coefficient."""
        return self.rest.sign(c)

    def sign(self, e: Expr) -> int:
        """The sign of e for all small t > 0."""
        if e.free.isdisjoint(self.names):
            return _sign_of_constant(e)
        found = self.puiseux(e)
        if found.terms:
            return self.sign_of(found.terms[0][1])
        if found.is_zero or vanishes(e):
            return 0
        raise Unclear

    def limit(self, e: Expr) -> Expr:
        """lim e for t → 0 in the first infinitesimal."""
        if e.free.isdisjoint(self.names):
            return e
        found = self.puiseux(e)
        if found.terms and found.terms[0][0] < 0:
            raise Unclear
        return found.coefficient(0)

    def floor(self, e: Expr) -> Expr:
        """⌊e⌋ of a coefficient: by a ball, and by exact reasons where it is a whole number."""
        if e.free:
            return TABLE["floor"].beside(self.rest, e)  # type: ignore[misc]
        ball = enclosure(e, {}, _BITS[-1])
        nearest = None if ball is None else (ball.mid() + arb(1) / 2).floor().unique_fmpz()
        if nearest is None:
            raise Unclear
        return X.num(int(nearest) - (self.sign(e - int(nearest)) < 0))

    # ── series ──────────────────────────────────────────────────────────────────────────────────

    def puiseux(self, e: Expr) -> Puiseux:
        """The series of e in the first infinitesimal; raises Unclear, NotReal."""
        if e.size > _MOST_NODES:
            raise Unclear
        if e not in self._known:
            try:
                self._known[e] = self._puiseux(e)
            except InfocalcError as problem:  # a constructor met a value that does not exist
                raise NotReal from problem
        return self._known[e]

    def _puiseux(self, e: Expr) -> Puiseux:
        if self.names[0] not in e.free:
            return constant(real(e), self)
        match e.head:
            case X.SYM:
                return Puiseux(((fmpq(1), X.ONE),))
            case X.ADD:
                parts = [_times(self.puiseux(a), c) for a, c in zip(e.args, e.data[1], strict=True)]
                return added([*parts, constant(X.rational(e.data[0]), self)], self)
            case X.MUL:
                return self._product(e)
            case X.POW:
                return self._power(*e.args)
            case X.PIECEWISE:
                return self.puiseux(self._case(e))
            case X.CALL:
                return self._call(e)
        raise Unclear

    def _product(self, e: Expr) -> Puiseux:
        found = Puiseux(((fmpq(0), X.rational(e.data)),))
        for factor in e.args:
            found = product(found, self.puiseux(factor), self)
        return found

    def _power(self, base: Expr, exponent: Expr) -> Puiseux:
        if exponent.head == X.NUM:
            q = exponent.data
            return raised(self.puiseux(base), fmpq(q), self)
        if base is X.E:
            return self._exponential(self.puiseux(exponent))
        if self.puiseux(base).is_zero:  # 0^v is 0 for v > 0
            if self.sign(exponent) > 0:
                return ZERO
            raise NotReal
        return self._exponential(product(self.puiseux(exponent), self._logarithm(self.puiseux(base)), self))

    def _exponential(self, u: Puiseux) -> Puiseux:
        """e^u: of what goes to −∞ like a power nothing is left, faster than by any power."""
        if u.terms and u.terms[0][0] < 0:
            if self.sign_of(u.terms[0][1]) < 0:
                return Puiseux((), FLAT)
            raise Unclear
        c, w = _split(u)
        return scaled(composed(lambda k: X.num(1, factorial(k)), w, self), X.power(X.E, c), fmpq(0))

    def _logarithm(self, u: Puiseux) -> Puiseux:
        """log(c·t^v·(1 + w)); log t is known to be slower than every power, and no more."""
        if u.is_zero:
            raise NotReal
        v, c = u.leading()
        if self.sign_of(c) < 0:
            raise NotReal
        w = scaled(Puiseux(u.terms[1:], u.error, u.oscillates), X.power(c, X.MINUS_ONE), -v)
        found = composed(lambda k: X.num((-1) ** (k + 1), k) if k else F.log(c), w, self)
        return found if v == 0 else collected(found.terms, SLOW, found.oscillates, self)

    def _case(self, e: Expr) -> Expr:
        for value, condition in zip(e.args[::2], e.args[1::2], strict=True):
            if self.holds(condition):
                return value
        raise NotReal

    def holds(self, condition: Expr) -> bool:
        """Whether a condition holds for all small t > 0."""
        match condition.head:
            case X.RELATION:
                sign = self.sign(condition.args[0] - condition.args[1])
                relation = str(condition.data)
                return {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}.get(
                    relation, (sign == 0) == (relation == "=")
                )
            case X.AND:
                return all(map(self.holds, condition.args))
            case X.OR:
                return any(map(self.holds, condition.args))
        if condition in (X.TRUE, X.FALSE):
            return condition is X.TRUE
        raise Unclear

    # ── functions ───────────────────────────────────────────────────────────────────────────────

    def _call(self, e: Expr) -> Puiseux:
        row = TABLE[e.data]
        if row.beside is not None:
            return self.puiseux(row.beside(self, *e.args))
        if e.data == F.log.name:
            return self._logarithm(self.puiseux(e.args[0]))
        if row.definition is not None:
            return self.puiseux(row.definition(*e.args))
        if row.kink is not None:
            raise Unclear
        moving = [i for i, u in enumerate(e.args) if self.names[0] in u.free]
        if len(moving) != 1:
            raise Unclear
        return self._composed(e, moving[0])

    def _composed(self, e: Expr, i: int) -> Puiseux:
        """f(c + w) = Σ f^(k)(c)·w^k/k!, by the derivative column of the table."""
        u = self.puiseux(e.args[i])
        if u.order is not None and (u.order < 0 or not u.terms):
            return self._far(e)
        c, w = _split(u)
        if w.is_zero:
            return constant(real(call(e.data, *e.args[:i], c, *e.args[i + 1 :])), self)
        if c is X.ZERO and i == len(e.args) - 1:
            known = maclaurin(e)
            if known is not None:
                return composed(known, w, self)
        if c.head == X.NUM and c.data <= 0 and c.data.denominator == 1:
            other = lowered(e, i)
            if other is not None:
                return self.puiseux(other)
        return composed(taylor(e, i, c), w, self)

    def _far(self, e: Expr) -> Puiseux:
        """A function that is bounded for all large arguments, of one that goes to ±∞ or is not known."""
        row = TABLE[e.data]
        if len(e.args) > 1 or row.ball is None:
            raise Unclear
        everywhere = row.ball(arb("0 +/- 1e40"))
        if not everywhere.is_finite() or abs(everywhere) > 1000:
            raise Unclear
        return Puiseux((), fmpq(0), True)


def _sign_of_constant(e: Expr) -> int:
    if e.head == X.NUM:
        return int(e.data > 0) - int(e.data < 0)
    if e.free:
        raise Unclear
    for bits in _BITS:
        ball = enclosure(e, {}, bits)
        if ball is not None and not ball.contains(0):
            return 1 if ball > 0 else -1
        if vanishes(e):
            return 0
    raise Unclear


def _split(u: Puiseux) -> tuple[Expr, Puiseux]:
    """u = c + w, w → 0."""
    if u.error is not None and u.error <= 0:
        raise Unclear
    c = u.coefficient(0)
    return c, Puiseux(tuple([t for t in u.terms if t[0] > 0]), u.error, u.oscillates)


def _times(a: Puiseux, c: X.Rational) -> Puiseux:
    return scaled(a, X.rational(c), fmpq(0)) if a.terms else a
