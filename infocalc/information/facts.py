"""What is known of symbolic parameters: which expressions are positive, and the signs that follow.

A condition that is neither proved nor refuted goes into the answer; it is never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE
from infocalc.functions import calls as F
from infocalc.information.condition import Condition
from infocalc.records import NamedTuple

#: factors of a rational beyond this are not searched for
_FACTOR_BITS = 96
_DEPTH = 6
#: signs that are remembered
_REMEMBERED = 2**14


class Facts(NamedTuple):
    """Expressions known to be positive, non-negative, or integers."""

    positive: frozenset[Expr] = frozenset()
    nonnegative: frozenset[Expr] = frozenset()
    integers: frozenset[Expr] = frozenset()

    def __or__(self, other: Facts) -> Facts:
        return Facts(
            self.positive | other.positive,
            self.nonnegative | other.nonnegative,
            self.integers | other.integers,
        )

    def given(self, conditions: Iterable[Condition]) -> Facts:
        """The facts with conditions added to them."""
        conditions = tuple(conditions)
        return self | Facts(
            frozenset(c.left - c.right for c in conditions if c.relation == ">"),
            frozenset(c.left - c.right for c in conditions if c.relation == ">="),
            frozenset(c.left for c in conditions if c.relation == "integer"),
        )

    # ── signs ────────────────────────────────────────────────────────────────────────────────────

    @lru_cache(_REMEMBERED)  # noqa: B019 - facts are few, and the parts of a sum come again and again
    def sign(self, e: Expr, depth: int = _DEPTH) -> int | None:
        """1, 0 or −1 where the sign of e is proved; None where it is not."""
        if e.head == X.NUM:
            return int(e.data > 0) - int(e.data < 0)
        if e in self.positive:
            return 1
        if e is X.OO:
            return 1
        if not e.free:
            return _constant_sign(e)
        if depth == 0:
            return None
        match e.head:
            case X.SYM:
                return 1 if self._exceeds_something_positive(e, depth) else None
            case X.MUL:
                return self._sign_of_product(e, depth)
            case X.POW:
                return self._sign_of_power(e, depth)
            case X.ADD:
                return self._sign_of_sum(e, depth)
            case X.CALL:
                row = TABLE.get(e.data)
                if row is None or row.positive is None:
                    return None
                return 1 if all(self.sign(u, depth - 1) == 1 for u in row.positive(*e.args)) else None
        return None

    def _exceeds_something_positive(self, s: Expr, depth: int) -> bool:
        """s = (s − a) + a with both parts non-negative and one of them positive: b for b > a ≥ 0."""
        for known in (*self.nonnegative, *self.positive):
            if s not in known.args or known.head != X.ADD:
                continue
            rest = X.add(s, *[X.scale(-1, t) for t in X.terms(known)])
            if self.sign(rest, depth - 1) == 1:
                return True
            if known in self.positive and self.is_nonnegative(rest, depth - 1):
                return True
        return False

    def _sign_of_product(self, e: Expr, depth: int) -> int | None:
        sign = 1 if e.data > 0 else -1
        for factor in e.args:
            found = self.sign(factor, depth - 1)
            if found is None:
                return None
            sign *= found
        return sign

    def _sign_of_power(self, e: Expr, depth: int) -> int | None:
        base, exponent = e.args
        if base is X.E or self.sign(base, depth - 1) == 1:
            return 1
        if exponent.head == X.NUM and type(exponent.data) is int and self.sign(base, depth - 1) == -1:
            return 1 if exponent.data % 2 == 0 else -1
        return None

    def _sign_of_sum(self, e: Expr, depth: int) -> int | None:
        opposite = X.add(*[X.mul(X.MINUS_ONE, t) for t in X.terms(e)])
        if opposite in self.positive:
            return -1
        for body, sign in ((e, 1), (opposite, -1)):
            if self._at_least_zero_and_more(body, depth):
                return sign
            for known in self.positive:
                rest = body - known
                if rest is X.ZERO or (rest.head != X.ADD and self.is_nonnegative(rest, depth - 1)):
                    return sign
        return None

    def _at_least_zero_and_more(self, e: Expr, depth: int) -> bool:
        """A sum of non-negative terms, one of them positive."""
        strict = False
        for term in X.terms(e):
            if self.sign(term, depth - 1) == 1:
                strict = True
            elif not self.is_nonnegative(term, depth - 1):
                return False
        return strict

    @lru_cache(_REMEMBERED)  # noqa: B019
    def is_nonnegative(self, e: Expr, depth: int = _DEPTH) -> bool:
        """Whether e ≥ 0 is proved."""
        if e in self.nonnegative or self.sign(e, depth) in (0, 1):
            return True
        if depth == 0:
            return False
        if e.head == X.POW:
            base, exponent = e.args
            even = exponent.head == X.NUM and type(exponent.data) is int and exponent.data % 2 == 0
            return even or self.is_nonnegative(base, depth - 1)
        if e.head == X.MUL:
            return bool(e.data > 0) and all(self.is_nonnegative(f, depth - 1) for f in e.args)
        if e.head == X.ADD:
            whole = all(self.is_nonnegative(t, depth - 1) for t in X.terms(e))
            return whole or any(
                self.is_nonnegative(e - known, depth - 2) for known in self.nonnegative if depth > 1
            )
        return e.head == X.CALL and e.data in TABLE and TABLE[e.data].nonnegative

    def holds(self, c: Condition) -> bool | None:
        """Whether a condition is proved (True), refuted (False), or open (None)."""
        if c.relation == "integer":
            if c.left.head == X.NUM:
                return type(c.left.data) is int
            return True if self._is_integer(c.left) else None
        if c.left is c.right:
            return c.relation not in (">", "!=")
        if c.left is X.OO or c.right is -X.OO:
            return True
        if c.right is X.OO or c.left is -X.OO:
            return False
        difference = c.left - c.right
        sign = self.sign(difference)
        if sign is None and c.relation == ">=" and self.is_nonnegative(difference):
            return True
        if sign is None:
            return None
        return {">": sign > 0, ">=": sign >= 0, "=": sign == 0, "!=": sign != 0}[c.relation]

    def _is_integer(self, e: Expr) -> bool:
        if e in self.integers:
            return True
        if e.head == X.NUM:
            return type(e.data) is int
        if e.head == X.ADD:
            return all(type(c) is int for c in (e.data[0], *e.data[1])) and all(map(self._is_integer, e.args))
        return e.head == X.MUL and type(e.data) is int and all(map(self._is_integer, e.args))

    # ── logarithms and powers of positive things ─────────────────────────────────────────────────

    def ln(self, e: Expr) -> Expr:
        """log e for e > 0, opened into logarithms of primes and of factors of known sign.

        Of a positive product no factor is 0, so those known to be ≥ 0 are positive.
        """
        if e.head == X.NUM and e.data > 0:
            return _log_of_rational(e)
        if e.head == X.POW and (e.args[0] is X.E or self.is_nonnegative(e.args[0])):
            return e.args[1] if e.args[0] is X.E else e.args[1] * self.ln(e.args[0])
        if F.gamma.heads(e):
            return F.loggamma(e.args[0])
        if F.beta.heads(e):
            a, b = e.args
            return F.loggamma(a) + F.loggamma(b) - F.loggamma(a + b)
        if e.head != X.MUL:
            return F.log(e)
        known = [f for f in e.args if self.is_nonnegative(f)]
        rest = X.mul(X.num(1 if e.data > 0 else -1), *[f for f in e.args if f not in known])
        opened = [self.ln(f) for f in known]
        if rest is not X.ONE:
            opened.append(F.log(rest))
        return X.add(_log_of_rational(X.rational(abs(e.data))), *opened)

    def raised(self, e: Expr, exponent: Expr) -> Expr:
        """e^exponent for e > 0, distributed over factors known to be positive."""
        if e.head == X.POW and (e.args[0] is X.E or self.sign(e.args[0]) == 1):
            return X.power(e.args[0], e.args[1] * exponent)
        if e.head != X.MUL:
            return X.power(e, exponent)
        known = [f for f in e.args if self.sign(f) == 1]
        rest = X.mul(X.num(1 if e.data > 0 else -1), *[f for f in e.args if f not in known])
        opened = [self.raised(f, exponent) for f in known]
        return X.mul(X.power(X.rational(abs(e.data)), exponent), X.power(rest, exponent), *opened)


def is_identically_zero(e: Expr) -> bool:
    """Whether e is proved to be 0 wherever it has a value; not cheap."""
    from infocalc.algebra.normal import is_zero

    return e is X.ZERO or is_zero(e) is True


def _constant_sign(e: Expr) -> int | None:
    """The sign of an expression without symbols, by ball arithmetic."""
    from infocalc.integration.analytic import Unsupported, constant

    try:
        value = constant(e)
    except Unsupported:
        return None
    if value > 0:
        return 1
    return -1 if value < 0 else 0 if value.is_zero() else None


def _log_of_rational(e: Expr) -> Expr:
    """Σ k·log(prime) for a positive rational; the logarithm of a part too long to factor stays whole."""
    total: dict[Expr, X.Rational] = {}
    for n, sign in ((int(e.data.numerator), 1), (int(e.data.denominator), -1)):
        for prime, k in _factors(n):
            log = F.log(X.num(prime))
            total[log] = total.get(log, 0) + sign * k
    return X.linear(0, total)


def _factors(n: int) -> list[tuple[int, int]]:
    from flint import fmpz

    if n == 1:
        return []
    if n.bit_length() > _FACTOR_BITS:
        return [(n, 1)]
    return [(int(p), int(k)) for p, k in fmpz(n).factor()]
