"""The growth of an expression: a germ for every node, bottom up.

Logarithms are taken apart before their argument is enclosed: log(e^(−x²)/2) is −x² − log 2, and the
logarithm of a sum of positive terms lies between that of its largest term and log n more.
"""

from __future__ import annotations

from flint import acb, acb_series, arb, fmpq

from infocalc.errors import Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import subs
from infocalc.integration.analytic import Unsupported, constant
from infocalc.integration.germ_of_function import germ_of_call, has_logarithm, log_of_call
from infocalc.integration.germs import (
    Germ,
    Unclear,
    added,
    between_zero_and,
    bounded,
    difference,
    direction,
    exponential,
    hull,
    logarithm,
    product,
    raised,
)
from infocalc.integration.stirling import opened_gammas
from infocalc.integration.taylor import compile_taylor

#: nests deeper than this are not examined (densities are shallow)
DEEPEST = 150


class ExpressionTail:
    """Germs of expressions in `variable`, which itself is `base`, valid for all y ≥ `start`."""

    def __init__(self, variable: str, base: Germ, start: arb) -> None:
        self.variable, self.base, self.start = variable, base, start
        self.known: dict[Expr, Germ] = {}
        self.level = 0

    def germ(self, e: Expr) -> Germ:
        """The germ of e."""
        if e not in self.known:
            if self.level > DEEPEST:
                raise Unclear
            self.level += 1
            try:
                found = self._found(e)
            finally:
                self.level -= 1
            self.known[e] = (self._vanishing(e) or found) if found.ball.contains(0) else found
        return self.known[e]

    def _found(self, e: Expr) -> Germ:
        if self.variable not in e.free:
            return Germ(constant(e))
        match e.head:
            case X.SYM:
                return self.base
            case X.ADD:
                return self._sum(e)
            case X.MUL:
                return self._product(e)
            case X.POW:
                return self._power(e)
            case X.PIECEWISE:
                return self._piecewise(e)
            case X.CALL:
                return self._call(e)
        raise Unclear

    def _sum(self, e: Expr) -> Germ:
        opened, rest = opened_gammas(self, X.terms(e))
        summed = X.add(*opened) if rest else e
        return added([*(self.germ(t) for t in X.terms(summed)), *rest], self.start)

    def _product(self, e: Expr) -> Germ:
        found = Germ(arb(fmpq(e.data)))
        for factor in e.args:
            found = product(found, self.germ(factor))
        return found

    def _power(self, e: Expr) -> Germ:
        base, exponent = e.args
        if base is X.E:
            return self.exp(exponent)
        if self.variable in exponent.free:
            return exponential([product(self.germ(exponent), self.log(base))], self.start)
        whole = exponent.data if exponent.head == X.NUM and type(exponent.data) is int else None
        return raised(self.germ(base), constant(exponent), whole)

    def exp(self, u: Expr) -> Germ:
        """e^u, with e^(k·log v) as v^k."""
        opened, rest = opened_gammas(self, _terms(u, self.variable))
        found = Germ(arb(1))
        for term in X.terms(X.add(*opened)):
            split = self._multiple_of_log(term)
            if split is None or (split[1].head == X.CALL and has_logarithm(split[1].data)):
                rest.append(self.germ(term))
            else:
                whole = split[0].unique_fmpz() if split[0].is_exact() else None
                power = None if whole is None else int(whole)
                found = product(found, raised(self.germ(split[1]), split[0], power))
        return product(found, exponential(rest, self.start)) if rest else found

    def _multiple_of_log(self, term: Expr) -> tuple[arb, Expr] | None:
        """k and v where term = k·log(v) with k constant."""
        factors = term.args if term.head == X.MUL else (term,)
        inside = [f for f in factors if self.variable in f.free]
        if len(inside) != 1 or not F.log.heads(inside[0]):
            return None
        return constant(term / inside[0]), inside[0].args[0]

    def log(self, e: Expr) -> Germ:
        """log e for e > 0."""
        if self.variable not in e.free:
            return Germ(constant(e).log())
        if e.head == X.MUL and e.data > 0:
            parts = [self.log(f) for f in e.args]
            return added([*parts, Germ(arb(fmpq(e.data)).log())], self.start)
        if e.head == X.POW and e.args[0] is X.E:
            return self.germ(e.args[1])
        if e.head == X.POW:
            return product(self.log(_positive_base(e)), self.germ(e.args[1]))
        if e.head == X.CALL and (known := log_of_call(self, e)) is not None:
            return known
        try:
            return logarithm(self.germ(e), self.start)
        except Unclear:
            return self._log_sum(e)

    def _log_sum(self, e: Expr) -> Germ:
        """max log tᵢ ≤ log Σ tᵢ ≤ max log tᵢ + log n, for positive terms."""
        if e.head != X.ADD:
            raise Unclear
        terms = X.terms(e)
        top = [self.log(t) for t in terms]
        kept: list[Germ] = []
        for g in top:
            kept = _rivals(g, kept, self.start)
        union = kept[0].ball
        for g in kept[1:]:
            union = hull(union, g.ball)
        more = Germ(arb(0).union(arb(len(terms)).log()))
        return added([Germ(union, kept[0].order), more], self.start)

    def _piecewise(self, e: Expr) -> Germ:
        for value, condition in zip(e.args[::2], e.args[1::2], strict=True):
            holds = self._holds(condition)
            if holds:
                return self.germ(value)
        raise Unclear

    def _holds(self, condition: Expr) -> bool:
        if condition is X.TRUE or condition is X.FALSE:
            return condition is X.TRUE
        if condition.head == X.AND:
            return all(self._holds(part) for part in condition.args)
        if condition.head == X.OR:
            return any(self._holds(part) for part in condition.args)
        d = self.germ(condition.args[0] - condition.args[1]).ball
        if condition.head != X.RELATION or d.contains(0):
            raise Unclear
        return bool(d > 0) == (condition.data in (">", ">=")) and condition.data not in ("=",)

    def _call(self, e: Expr) -> Germ:
        return self.log(e.args[0]) if F.log.heads(e) else germ_of_call(self, e)

    def _vanishing(self, e: Expr) -> Germ | None:
        """What is exactly 0 at the end point u = 0: e = u^m·e^(m)(ξ)/m! by Taylor, m = 1 or 2."""
        from_one = self._from_one(e)
        if from_one is not None:
            return from_one
        near = self.base
        if e.head not in (X.ADD, X.CALL) or direction(near.order) >= 0 or self.variable not in e.free:
            return None
        u = X.sym(self.variable)
        try:
            if subs(e, {self.variable: X.ZERO}) is not X.ZERO:
                return None
        except Undefined:  # a pole at the end point
            return None
        m = 2 if subs(e, {self.variable: -u}) is e else 1
        reach = between_zero_and(bounded(near, self.start))
        try:
            value = compile_taylor((e,), self.variable)(acb_series([acb(reach), 1], m + 1), m + 1)[0][m].real
        except (Unsupported, ValueError):  # the latter of a division by a series that may vanish
            return None
        return raised_near(value, near, m) if value.is_finite() and not value.contains(0) else None

    def _from_one(self, e: Expr) -> Germ | None:
        """c·(e^u − 1) = c·u·e^ξ with ξ between 0 and u, for u → 0."""
        if e.head != X.ADD or len(e.args) != 1 or X.split_power(e.args[0])[0] is not X.E:
            return None
        constant, [c] = e.data
        g = self.germ(X.split_power(e.args[0])[1])
        if constant != -c or direction(g.order) >= 0:
            return None
        return Germ(arb(fmpq(c)) * g.ball * hull(arb(0), bounded(g, self.start)).exp(), g.order)


def _terms(e: Expr, variable: str) -> list[Expr]:
    """The terms of e with constants multiplied out: π·(s − 1)/2 as π·s/2 and −π/2."""
    found, todo = [], [e]
    while todo:
        term = todo.pop()
        sums = [f for f in term.args if f.head == X.ADD and variable in f.free] if term.head == X.MUL else []
        rest = [f for f in term.args if f not in sums]
        if term.head == X.ADD:
            todo.extend(reversed(X.terms(term)))
        elif len(sums) == 1 and all(variable not in f.free for f in rest):
            c = X.mul(X.rational(term.data), *rest)
            todo.extend(X.mul(c, t) for t in reversed(X.terms(sums[0])))
        else:
            found.append(term)
    return found


def raised_near(value: arb, near: Germ, m: int) -> Germ:
    return Germ(value, raised(near, arb(m), m).order)


def _positive_base(e: Expr) -> Expr:
    """The base of a power, |base| where the exponent is an even integer."""
    base, exponent = e.args
    even = exponent.head == X.NUM and type(exponent.data) is int and exponent.data % 2 == 0
    return F.abs.apply(base) if even else base


def _rivals(g: Germ, kept: list[Germ], y: arb) -> list[Germ]:
    """The germs of `kept` and g that may be the largest; all of one order."""
    found = [g]
    for other in kept:
        d = added([g, Germ(-other.ball, other.order)], y).ball
        if d <= 0:
            return kept
        if not d >= 0:
            if any(not x.is_zero() for x in difference(g.order, other.order)):
                raise Unclear
            found.append(other)
    return found
