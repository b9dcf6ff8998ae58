"""Tidy results: of a few cheap equal forms the shortest, with a preference for the form at hand.

Candidates: as it stands; one fraction, factored; one fraction, multiplied out; common factor in
front; the same after sin² + cos² = 1 and its kin. Each is computed in a field of rational functions
(`field.py`) and compared by `cost`. None is ever longer than the expression as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import gcd

from infocalc.algebra.cost import cost, has_bar
from infocalc.algebra.factoring import TooLarge
from infocalc.algebra.field import Field, Fraction, Mark
from infocalc.algebra.naming import NAMES, QUOTIENTS, WAVES, Memo, in_waves, renamed
from infocalc.algebra.one_fraction import fraction_forms, joined, negated, opened, signed
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import column, with_parts

MOST_COST = 4_000
_WITH_RECURRENCE = frozenset(column("raised"))
#: the symbol of an exponential; no formula can contain it
_RISING = X.sym("e ")
#: what a product with a sum may be longer than it is multiplied out, when the rules have left it so
_KEPT = 6
_NEVER = 10**9  # no form costs as much


#: fractions whose forms were all seen, with the marks of their fields, and what the shortest form costs
Priced = list[tuple[Mark, Fraction, int]]


def tidy(e: Expr, as_derived: bool = False, names: Memo | None = None, priced: Priced | None = None) -> Expr:
    """The shortest of the candidate forms of e.

    Of a derivative as the rules leave it the factors are those of the function: 2·(x − a) stays, and powers
    that all terms share come out, (x − 1)·(5x + 1)·(x + 2)², even where that is a little longer.
    `names` is what is known of the names of parts, where e is a part of what is tidied; `priced` what is
    known of fractions, where e is a form of what was tidied.
    """
    if e.head == X.PIECEWISE:
        cases = [tidy(a, as_derived) if i % 2 == 0 else a for i, a in enumerate(e.args)]
        return X.compound(e.head, tuple(cases))
    if e.head not in (X.ADD, X.MUL, X.POW):
        return e
    names = {} if names is None else names
    shortest = _Shortest(e, names, _KEPT if as_derived and _is_product_of_sum(e) else 0)
    first = shortest.form
    if shortest.least > MOST_COST or _is_plain(e):
        return shortest.form
    try:
        front = _shared_sums(e) if as_derived else []
        if front and shortest.offer(_behind(e, front, names)) and _is_settled(front, shortest.form):
            return shortest.form
        if F.heaviside.name in shortest.form.words:
            from infocalc.algebra.switches import with_ramps

            shortest.offer((form, 0) for form in with_ramps(shortest.form))
        shortest.offer(_by_lowest(shortest.form))
        shortest.offer(opened(e))
        shortest.offer(joined(e))
        shortest.offer(_with_simple_parts(shortest.form))
        shortest.offer_fraction(e, priced)
        shortest.offer(_parted(shortest.form, names))
        shortest.offer(_in_waves(shortest.form))
        if shortest.form is not first:
            shortest.offer(opened(shortest.form))
        shortest.offer(_with_rising_exponential(shortest.form))
    except TooLarge:
        pass
    return shortest.form


class _Shortest:
    """The shortest form seen so far; what is known of parts is shared between candidates."""

    def __init__(self, e: Expr, names: Memo, ahead: int) -> None:
        self._names = names if not e.words.isdisjoint(NAMES) else None
        self.form = self._written(e)
        self.least = cost(self.form) - ahead

    def _written(self, e: Expr) -> Expr:
        return signed(e) if self._names is None else renamed(signed(e), self._names)

    def offer(self, candidates: Iterator[tuple[Expr, int]]) -> bool:
        """Whether one of the candidates is the shortest now."""
        before = self.form
        self._lowest(candidates)
        return self.form is not before

    def offer_fraction(self, e: Expr, priced: Priced | None) -> None:
        """The forms of e as one fraction, unless they were seen and none of them is shorter."""
        field = Field([e])
        f = field.fraction(e)
        known = [] if priced is None else priced
        if not any(least >= self.least and mark == field.mark and f == g for mark, g, least in known):
            known.append((field.mark, f, self._lowest(fraction_forms(field, f))))

    def _lowest(self, candidates: Iterator[tuple[Expr, int]]) -> int:
        """The lowest price of the candidates, which are all compared with the shortest form."""
        lowest = _NEVER
        for form, handicap in candidates:
            candidate = self._written(form)
            price = cost(candidate) + handicap
            lowest = min(lowest, price)
            if price < self.least:
                self.form, self.least = candidate, price
        return lowest


def _is_product_of_sum(e: Expr) -> bool:
    return e.head == X.MUL and sum(f.head == X.ADD for f in e.args) == 1


def _shared_sums(e: Expr) -> list[Expr]:
    """Powers of sums that all terms of a sum share: (x − 1)·u² of 2·(x − 1)·u³ + 3·(x − 1)²·u²."""
    if e.head != X.ADD or e.data[0] != 0:
        return []
    first = e.args[0]
    if not any(X.split_power(f)[0].head == X.ADD for f in (first.args if first.head == X.MUL else (first,))):
        return []
    powers = [dict(map(X.split_power, t.args if t.head == X.MUL else (t,))) for t in e.args]
    shared = [b for b in powers[0] if b.head == X.ADD and all(b in p for p in powers)]
    front = []
    for base in shared:
        exponents = [p[base] for p in powers]
        if all(x.head == X.NUM and type(x.data) is int for x in exponents):
            front.append(X.power(base, min(exponents, key=lambda x: x.data)))
    return front


def _behind(e: Expr, front: list[Expr], names: Memo) -> Iterator[tuple[Expr, int]]:
    """What all terms of e share in front of the rest, which is tidied."""
    below = X.power(X.mul(*front), X.MINUS_ONE)
    terms = [X.mul(X.rational(c), t, below) for c, t in zip(e.data[1], e.args, strict=True)]
    rest = tidy(X.add(*terms), names=names)
    content, whole = _content(rest)
    yield X.mul(content, *front, whole), 0 if _has_bars(rest) else -_KEPT


def _is_settled(front: list[Expr], form: Expr) -> bool:
    """Whether one fraction is the form as it stands.

    In front are polynomials with whole coefficients, and no sum is one of fractions.
    """
    bases = [X.split_power(power)[0] for power in front]
    if any(not b.words.isdisjoint((X.CALL, X.ROOT)) for b in bases):
        return False
    coefficients = [c for b in bases for c in (b.data[0], *b.data[1])]
    sums = [f for f in form.args if f.head == X.ADD]
    return all(type(c) is int for c in coefficients) and not any(map(_has_bars, sums))


def _content(e: Expr) -> tuple[Expr, Expr]:
    """(c, e/c) with the greatest common divisor of the coefficients of a sum, if they are whole."""
    coefficients = [e.data[0], *e.data[1]] if e.head == X.ADD else []
    c = gcd(*coefficients) if all(type(k) is int for k in coefficients) else 1
    if c < 2:
        return X.ONE, e
    parts = [(k // c, t) for k, t in zip(e.data[1], e.args, strict=True)]
    return X.num(c), X.combination([*parts, (1, X.num(e.data[0] // c))])


def _has_bars(e: Expr) -> bool:
    """Whether e is a fraction, or a sum with fractions."""
    return any(map(has_bar, X.terms(e)))


def _by_lowest(e: Expr) -> Iterator[tuple[Expr, int]]:
    """Γ(x + 1)/Γ(x) as x, and the kin of Γ likewise."""
    if not e.words.isdisjoint(_WITH_RECURRENCE):
        from infocalc.algebra.contiguous import by_lowest

        yield by_lowest(e), 0


def _in_waves(e: Expr) -> Iterator[tuple[Expr, int]]:
    """Sums of tangents and secants beside sines, by sines and cosines: sec x − sin x·tan x is cos x."""
    sums = e.head == X.ADD or any(f.head == X.ADD for f in e.args)
    if sums and not QUOTIENTS.isdisjoint(e.words) and not WAVES.isdisjoint(e.words):
        other = in_waves(e)
        field = Field([other])
        yield from fraction_forms(field, field.fraction(other))


def _with_rising_exponential(e: Expr) -> Iterator[tuple[Expr, int]]:
    """e^(−u)/(1 + e^(−u)) as 1/(1 + e^u)."""
    if "e" not in e.words or not has_bar(e):
        return
    falling = [n for n in X.inner(e) if n.head == X.POW and n.args[0] is X.E and _leads_with_minus(n.args[1])]
    below = [f.args[0] for f in e.args if f.head == X.POW and f.args[1] is X.MINUS_ONE]
    if len(falling) != 1 or not any(falling[0] in X.nodes(base) for base in below):
        return

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        return X.power(_RISING, X.MINUS_ONE) if node is falling[0] else with_parts(node, parts)

    form = tidy(X.fold(e, visit))
    rising = X.power(X.E, negated(falling[0].args[1]))
    # only where it is much shorter: the sigmoid has the slope e^(−x)/(1 + e^(−x))²
    yield X.fold(form, lambda n, parts: rising if n is _RISING else with_parts(n, parts)), _KEPT


def _leads_with_minus(u: Expr) -> bool:
    return u.head in (X.MUL, X.NUM) and bool(u.data < 0)


def _is_plain(e: Expr) -> bool:
    """Whether e is a product of powers of different parts that nothing can shorten."""
    factors = e.args if e.head == X.MUL else (e,)
    plain = e.head != X.ADD and all(X.split_power(f)[0].head in (X.SYM, X.NUM, X.CONST) for f in factors)
    return plain and not any(map(_is_open_exponential, factors))


def is_zero(e: Expr) -> bool | None:
    """True when e is identically zero by the relations known here, None when that is not shown."""
    if e.head == X.NUM:
        return bool(e.data == 0)
    try:
        field = Field([e])
        fraction = field.fraction(e)
        if fraction[0].is_zero():
            return True
        for flip in (False, True):
            fraction = field.reduced(fraction, flip)
            if fraction[0].is_zero():
                return True
    except TooLarge:
        return None
    return None


def _with_simple_parts(e: Expr) -> Iterator[tuple[Expr, int]]:
    """Compound fractions and exponents within e tidied.

    1/(x·(1 + 1/x)) is 1/(x + 1), and e^((m + 1)·u − m·u) is e^u.
    """

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        node = with_parts(node, parts)
        if node is not e and _is_compound(node):
            return tidy(node)
        return X.power(X.E, tidy(node.args[1])) if _is_open_exponential(node) else node

    powers = [node for node in X.inner(e) if node.head == X.POW]
    if any(_is_compound(node) or _is_open_exponential(node) for node in powers):
        yield X.fold(e, visit), 0


def _is_open_exponential(e: Expr) -> bool:
    """Whether e is e^u with sums within the terms of u."""
    if e.head != X.POW or e.args[0] is not X.E or e.args[1].head != X.ADD:
        return False
    return any(t.head == X.MUL and any(f.head == X.ADD for f in t.args) for t in e.args[1].args)


def _is_compound(e: Expr) -> bool:
    """Whether e has a sum with fractions below the bar."""
    for factor in e.args if e.head == X.MUL else (e,):
        base, exponent = X.split_power(factor)
        below = exponent.head == X.NUM and exponent.data < 0
        if below and base.head == X.ADD and any(map(has_bar, base.args)):
            return True
    return False


def _parted(e: Expr, names: Memo) -> Iterator[tuple[Expr, int]]:
    """Fractions and the constant together, the rest as it is: 1/(1 + e^(−z)) − y; log u − log v as one."""
    if e.head != X.ADD or len(e.args) < 2:
        return
    (first, second), (c, k) = e.args[:2], e.data[1][:2]
    if len(e.args) == 2 and e.data[0] == 0 and c == -k and F.log.heads(first) and F.log.heads(second):
        u, v = (first, second) if c > 0 else (second, first)
        yield X.scale(abs(c), F.log.apply(tidy(u.args[0] / v.args[0]))), 0
    terms = list(zip(e.data[1], e.args, strict=True))
    barred = [(k, t) for k, t in terms if has_bar(t)]
    if 0 < len(barred) < len(terms):
        together = X.combination([*barred, (1, X.rational(e.data[0]))])
        shortest = tidy(together, names=names)
        if shortest is not together:
            yield X.combination([(1, shortest), *[(k, t) for k, t in terms if not has_bar(t)]]), 0
