"""Q(g₁, …, gₙ): rational functions over the transcendental and algebraic parts of an expression.

Every part that is not rational structure (x, sin u, e^u, √u, f'(x) …) becomes a generator b^(t/q): base
b, exponent term t, and q the common denominator of the rational multiples of t that occur. Sums,
products and integer powers are then rational functions over FLINT's multivariate polynomials.
Relations between generators (√u² = u, sin² + cos² = 1, |u|² = u², i² = −1) are rewriting rules.

Why not SymPy's fields: their generators have no relations, and their import alone takes 0.34 s.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from flint import Ordering, fmpq, fmpz_mpoly_ctx

from infocalc.algebra.factoring import Poly, TooLarge, divisor, terms
from infocalc.algebra.generators import ATOMS, Generators, Key, as_powers, is_structural
from infocalc.algebra.relations import MOST_TERMS, PYTHAGOREAN, Relation, rewritten
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F

Fraction = tuple[Poly, Poly]
#: what one field has in common with another whose fractions are the same expressions
Mark = tuple[list[Key], list[int], set[Expr]]

#: exponents beyond this leave no room below the machine word in which FLINT keeps their sums
MOST_EXPONENT = 2**40


@cache
def _ring(n: int) -> tuple[fmpz_mpoly_ctx, Poly, tuple[Poly, ...]]:
    """The polynomials in n generators, its 1 and the generators."""
    ring = fmpz_mpoly_ctx.get([f"g{i}" for i in range(n)], Ordering.lex)
    return ring, ring.constant(1), ring.gens()


class Field:
    """The field of the given expressions and the conversions into it and out of it."""

    def __init__(self, expressions: Iterable[Expr]) -> None:
        found = Generators(expressions)
        self._roots, self._opaque = found.roots, found.opaque
        self.keys = found.keys
        self.index = {key: i for i, key in enumerate(self.keys)}
        self.ring, self.one, self.generators = _ring(max(1, len(self.keys)))
        #: what was raised below the bar
        self.below: list[Poly] = []
        self._memo: dict[Expr, Fraction] = {}
        self._known_relations: dict[bool, list[Relation]] = {}
        self._sums: list[tuple[Poly, Expr]] = []
        self._terms: dict[tuple[int, ...], Expr] = {}
        self._powers: dict[tuple[int, int], Expr] = {}
        # a generator e^(−x) where only negative multiples occur, so that 1 + e^(−x) stays as it is
        self._multiples = [
            -q if key in found.falling else q for key in found.keys for q in [found.roots[key]]
        ]
        self.mark: Mark = (self.keys, self._multiples, self._opaque)
        self.units = [fmpq(1, k) if k != 1 else 1 for k in self._multiples]
        bases = [base for base, _ in self.keys]
        self._separate = [b.head in ATOMS and bases.count(b) == 1 for b in bases]

    # ── into the field ──────────────────────────────────────────────────────────────────────────

    def fraction(self, e: Expr) -> Fraction:
        """e as numerator and denominator."""
        if e.height <= X.SHALLOW:
            return self._fraction(e)
        memo, todo = self._memo, [(e, False)]
        while todo:
            node, ready = todo.pop()
            if node in memo:
                continue
            needed = () if ready else self._needed(node)
            if needed:
                todo.append((node, True))
                todo.extend([(part, False) for part in needed if part not in memo])
            else:
                memo[node] = self._convert(node)
        return memo[e]

    def _fraction(self, node: Expr) -> Fraction:
        """The same by recursion, for parts that are not deep."""
        found = self._memo.get(node)
        if found is None:
            for part in self._needed(node):
                self._fraction(part)
            found = self._memo[node] = self._convert(node)
        return found

    def _needed(self, node: Expr) -> Iterable[Expr]:
        if node.head in (X.ADD, X.MUL):
            return node.args
        if node.head == X.POW:
            return [key[0] for key, c in as_powers(node) if self._is_structure(key, c)]
        return node.args if node.head == X.CALL and F.sign.heads(node) else ()

    def _is_structure(self, key: Key, c: X.Rational) -> bool:
        """Whether b^c is b itself raised, as in (x + 1)^2 and in (x + 1)^(n + 2) for its whole part."""
        base, t = key
        return t is X.ONE and c.denominator == 1 and is_structural(base) and key not in self.index

    def _convert(self, node: Expr) -> Fraction:
        if node.head == X.NUM:
            p, q = int(node.data.numerator), int(node.data.denominator)
            return self.ring.constant(p), self.ring.constant(q)
        if node.head == X.ADD:
            return self._sum(node)
        if node.head == X.MUL:
            return self._product(node)
        if node.head == X.CALL and F.sign.heads(node):
            n, d = self._memo[node.args[0]]
            return self._lowest(self._generator((F.abs.apply(node.args[0]), X.ONE), 1)[0] * d, n)
        if node.head != X.POW:
            return self._generator((node, X.ONE), 1)
        powers = as_powers(node)
        found = [
            self._raised(key, c) if self._is_structure(key, c) else self._generator(key, c)
            for key, c in powers
        ]
        above, below = found[0]
        for n, d in found[1:]:
            above, below = above * n, below * d
        return (above, below) if len(found) == 1 else self._lowest(above, below)

    def _raised(self, key: Key, c: X.Rational) -> Fraction:
        k = int(c)
        n, d = self._memo[key[0]]
        large = max(len(n), len(d)) ** min(abs(k), 50) > 10**7 and min(len(n), len(d)) > 1
        if large or (k < 0 and n.is_zero()):
            raise TooLarge
        if k > 0:
            return n**k, d**k
        if n not in self.below:
            self.below.append(n)
        return d**-k, n**-k

    def _generator(self, key: Key, c: X.Rational) -> Fraction:
        i = self.index.get(key)
        if i is None:  # a part that the field was not made for
            raise TooLarge
        k = c * self._multiples[i]
        k = k if type(k) is int else int(k.numerator)
        if abs(k) > MOST_EXPONENT:
            raise TooLarge
        power = self.generators[i] if abs(k) == 1 else self.generators[i] ** abs(k)
        return (power, self.one) if k >= 0 else (self.one, power)

    def _product(self, node: Expr) -> Fraction:
        (above, below), *others = [self._memo[part] for part in node.args]
        for n, d in others:
            above, below = above * n, below * d
        if node.data != 1:
            above, below = above * int(node.data.numerator), below * int(node.data.denominator)
        if len(above) * len(below) > MOST_TERMS * 10:
            raise TooLarge
        return self._lowest(above, below)

    def _sum(self, node: Expr) -> Fraction:
        c = node.data[0]
        groups: list[list[Poly]] = []  # [d, n] with different denominators d
        total, bottom = self.ring.constant(int(c.numerator)), self.ring.constant(int(c.denominator))
        for part, k in zip(node.args, node.data[1], strict=True):
            n, d = self._memo[part]
            if k != 1:
                n, d = n * int(k.numerator), d * int(k.denominator)
            group = next((g for g in groups if g[0] == d), None)
            if group is None:
                groups.append([d, n])
            else:
                group[1] += n
        for d, n in groups:
            if d == bottom:
                total = total + n
                continue
            if bottom.is_one():
                total, bottom = total * d + n, d
            else:
                g = divisor(bottom, d)
                total, bottom = total * (d // g) + n * (bottom // g), bottom * (d // g)
            if len(total) > MOST_TERMS:
                raise TooLarge
        return self._lowest(total, bottom)

    def _lowest(self, n: Poly, d: Poly) -> Fraction:
        if d.is_zero():
            raise TooLarge
        if d.is_one():
            return n, d
        g = divisor(n, d)
        if not g.is_one():
            n, d = n // g, d // g
        return (n, d) if d.leading_coefficient() > 0 else (-n, -d)

    # ── relations ───────────────────────────────────────────────────────────────────────────────

    def reduced(self, f: Fraction, flip: bool = False, below: bool = True) -> Fraction:
        """f with every relation applied to its numerator and, if `below`, to its denominator.

        `flip` eliminates sin² in place of cos².
        """
        n, d = f
        for relation in self.relations(flip):
            n, d = rewritten(n, relation), rewritten(d, relation) if below else d
        if n is f[0] and d is f[1] and d.leading_coefficient() > 0:
            return f  # in lowest terms as it came
        if n.is_zero():
            return n, self.one
        return self._lowest(n, d)

    def rationalised(self, f: Fraction) -> Fraction:
        """f with square roots and i out of the denominator: (a + b·g)/(c + d·g) times (c − d·g)/(c − d·g)."""
        n, d = f
        for relation in self.relations(False):
            i, q, _ = relation
            degree = 0 if d.is_constant() else d.degrees()[i]
            if q != 2 or degree != 1 or self.keys[i][0].head == X.CALL:
                continue
            g = self.generators[i]
            slope = d.derivative(i)
            rest = d - slope * g
            if rest.is_zero():
                continue
            conjugate = rest - slope * g
            if len(n) * len(conjugate) > MOST_TERMS or len(d) * len(conjugate) > MOST_TERMS:
                raise TooLarge
            n, d = self._lowest(rewritten(n * conjugate, relation), rewritten(d * conjugate, relation))
        return n, d

    def relations(self, flip: bool) -> list[Relation]:
        if flip not in self._known_relations:
            self._known_relations[flip] = self._relations(flip)
        return self._known_relations[flip]

    def _relations(self, flip: bool) -> list[Relation]:
        found = []
        for (base, t), i in self.index.items():
            if t is not X.ONE:
                continue
            root = self._roots[base, t]
            if base is X.I:
                found.append((i, 2, -self.one))
            elif base.head == X.NUM and root > 1 and base.data.denominator == 1:
                found.append((i, root, self.ring.constant(int(base.data))))
            elif base.head in (X.ADD, X.MUL) and root > 1 and base not in self._opaque:
                n, d = self.fraction(base)
                if d.is_one():
                    found.append((i, root, n))
            elif F.abs.heads(base):
                n, d = self.fraction(base.args[0])
                if d.is_one():
                    found.append((i, 2 * root, n * n))
            elif base.head == X.CALL:
                found += self._pythagorean(base, i, flip)
        return found

    def _pythagorean(self, base: Expr, i: int, flip: bool) -> list[Relation]:
        """One relation for a pair that occurs together (or a lone one, when its square may shorten)."""
        for a, b, c, s in PYTHAGOREAN:
            # a² = c + s·b², or with the roles exchanged b² = s·(a² − c)
            first, second = (b, a) if flip else (a, b)
            j = self.index.get((X.apply(second, *base.args), X.ONE)) if base.data == first else None
            if j is not None and self._roots[self.keys[i]] == self._roots[self.keys[j]] == 1:
                square = self.generators[j] ** 2
                return [(i, 2, s * (square - c) if flip else c + s * square)]
        return []

    # ── out of the field ────────────────────────────────────────────────────────────────────────

    def power(self, i: int, k: int) -> Expr:
        """The k-th power of a generator."""
        found = self._powers.get((i, k))
        if found is None:
            (base, t), unit = self.keys[i], self.units[i]
            found = self._powers[i, k] = X.power(base, X.scale(X.normal(unit * k), t))
        return found

    def expression(self, p: Poly) -> Expr:
        """The polynomial as a sum, in the order of the ring; forms of a fraction have the same ones."""
        for q, known in self._sums:
            if p == q:
                return known
        found = X.combination([(int(c), self._term(e)) for e, c in terms(p)])
        self._sums.append((p, found))
        return found

    def _term(self, exponents: tuple[int, ...]) -> Expr:
        """The monomial as one expression; most occur in several candidates."""
        found = self._terms.get(exponents)
        if found is None:
            factors, separate = [], True
            for i, k in enumerate(exponents):
                if k:
                    factors.append(self.power(i, int(k)))
                    separate = separate and self._separate[i]
            found = X.product(1, tuple(factors)) if separate and factors else X.mul(*factors)
            self._terms[exponents] = found
        return found
