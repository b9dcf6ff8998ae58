"""Q(g₁, …, gₙ): rational functions over the transcendental and algebraic parts of an expression.

Every part that is not rational structure (x, sin u, e^u, √u, f'(x) …) becomes a generator b^(t/q): base
b, exponent term t, and q the common denominator of the rational multiples of t that occur. Sums,
products and integer powers are then rational functions over FLINT's multivariate polynomials.
Relations between generators (√u² = u, sin² + cos² = 1, |u|² = u², i² = −1) are rewriting rules.

Why not SymPy's fields: their generators have no relations, and their import alone takes 0.34 s.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import comb, lcm

from flint import Ordering, fmpq, fmpz, fmpz_mpoly, fmpz_mpoly_ctx

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import column

Poly = fmpz_mpoly
Fraction = tuple[Poly, Poly]
Factors = list[tuple[Poly, int]]

MOST_GENERATORS, MOST_TERMS, MOST_NODES = 48, 2_000, 4_000
#: exponents beyond this leave no room below the machine word in which FLINT keeps their sums
MOST_EXPONENT = 2**40
#: degrees up to which common divisors and factors of sparse polynomials are a matter of milliseconds
MOST_DIVIDED, MOST_FACTORED = 20_000, 500

#: (a, b, c, s): functions with a² = c + s·b²
PYTHAGOREAN = tuple(
    (name, *wave.squared) for name, wave in column("wave").items() if wave.squared is not None
)


class TooLarge(Exception):
    """The expression has more generators, nodes or terms than tidying is worth, or parts not in the field."""


def divisor(p: Poly, q: Poly) -> Poly:
    """The greatest common divisor of p and q."""
    if len(p) > 1 and len(q) > 1 and max(*p.degrees(), *q.degrees()) > MOST_DIVIDED:
        raise TooLarge
    return p.gcd(q)


def factors(p: Poly) -> tuple[fmpz, Factors]:
    """The content of p and its irreducible factors with their multiplicities, in the order of FLINT."""
    common = p.term_content()
    rest = p if common.is_one() else p // common
    content = common.leading_coefficient()
    if rest.leading_coefficient() < 0:
        content, rest = -content, -rest
    found = [] if rest.is_one() else _linear(rest)
    if found is None:
        return _by_flint(p)
    if not common.is_constant():
        powers = zip(p.context().gens(), common.degrees(), strict=True)
        found += [(g, int(k)) for g, k in powers if k]
    return content, sorted(found, key=_place)


def _by_flint(p: Poly) -> tuple[fmpz, Factors]:
    if len(p) > 1 and max(p.degrees()) > MOST_FACTORED and max(_span(p)) > MOST_FACTORED:
        raise TooLarge
    try:
        return p.factor()
    except OverflowError:  # the factors are sorted by coefficients taken for machine words
        raise TooLarge from None


def _linear(p: Poly) -> Factors | None:
    """The factors of a·h + b without content, h a generator that a and b do not have; None for other p.

    The leading coefficient of p is positive, and then so are those of the factors.

    (a·h + b)/gcd(a, b) does not factor, which is known in a tenth of the time that FLINT takes to factor it.
    """
    degrees = p.degrees()
    places = [i for i, k in enumerate(degrees) if k == 1]
    if not places:
        return None
    slopes = [p.derivative(i) for i in places]
    if any(len(slope) == 1 for slope in slopes):
        return [(p, 1)]
    common = divisor(slopes[0], p - slopes[0] * p.context().gens()[places[0]])
    return [(p, 1)] if common.is_one() else [*factors(common)[1], (p // common, 1)]


def _place(factor: tuple[Poly, int]) -> tuple[int, list[tuple[tuple[int, ...], int]]]:
    p, k = factor
    return k, list(zip(p.monoms(), map(int, p.coeffs()), strict=True))


def terms(p: Poly) -> Iterable[tuple[tuple[int, ...], fmpz]]:
    """(exponents, coefficient) of every term, in the order of the ring."""
    return zip(p.monoms(), p.coeffs(), strict=True)


def _span(p: Poly) -> list[int]:
    """The degree of p in each generator beyond the power of it that divides p."""
    return [max(column) - min(column) for column in zip(*p.monoms(), strict=True)]


Key = tuple[Expr, Expr]

#: heads of bases whose powers stay powers
_ATOMS = frozenset((X.SYM, X.CALL, X.UNDEF))


def _powers(node: Expr) -> list[tuple[Key, X.Rational]]:
    """b^(Σ cᵢ·tᵢ) as [((b, tᵢ), cᵢ)]; an atom is ((atom, 1), 1)."""
    base, exponent = X.split_power(node)
    if exponent.head != X.ADD:
        c, t = (exponent.data, X.ONE) if exponent.head == X.NUM else X.split_coefficient(exponent)
        return [((base, t), c)]
    found = [((base, t), c) for t, c in zip(exponent.args, exponent.data[1], strict=True)]
    return found if exponent.data[0] == 0 else [*found, ((base, X.ONE), exponent.data[0])]


def _structural(base: Expr) -> bool:
    """Whether integer powers of base are rational structure rather than powers of a generator."""
    return base.head in (X.ADD, X.MUL, X.NUM) or (F.sign.heads(base))


class Field:
    """The field of the given expressions and the conversions into it and out of it."""

    def __init__(self, expressions: Iterable[Expr]) -> None:
        self._roots: dict[Key, int] = {}
        self._falling: set[Key] = set()  # b^t of which only negative multiples of t occur
        self._opaque: set[Expr] = set()
        self._collect(expressions)
        self.keys = sorted(self._roots, key=_generator_rank)
        if len(self.keys) > MOST_GENERATORS:
            raise TooLarge
        self.index = {key: i for i, key in enumerate(self.keys)}
        names = [f"g{i}" for i in range(len(self.keys))] or ["g"]
        self.ring = fmpz_mpoly_ctx.get(names, Ordering.lex)
        self.one: Poly = self.ring.constant(1)
        self.generators: tuple[Poly, ...] = self.ring.gens()
        self._memo: dict[Expr, Fraction] = {}
        self._known_relations: dict[bool, list[tuple[int, int, Poly]]] = {}
        self._terms: dict[tuple[int, ...], Expr] = {}
        self._powers: dict[tuple[int, int], Expr] = {}
        # a generator e^(−x) where only negative multiples occur, so that 1 + e^(−x) stays as it is
        self._multiples = [
            -self._roots[key] if key in self._falling else self._roots[key] for key in self.keys
        ]
        self.units = [fmpq(1, k) if k != 1 else 1 for k in self._multiples]
        bases = [base for base, _ in self.keys]
        self._separate = [b.head in _ATOMS and bases.count(b) == 1 for b in bases]

    # ── generators ──────────────────────────────────────────────────────────────────────────────

    def _collect(self, expressions: Iterable[Expr]) -> None:
        """Enter every generator, in the order of reading: that is the order of factors in the answer."""
        todo = list(expressions)[::-1]
        seen = set(todo)
        while todo:
            node = todo.pop()
            if len(seen) > MOST_NODES:
                raise TooLarge
            parts = self._parts(node)
            if parts:
                fresh = [part for part in dict.fromkeys(parts) if part not in seen]
                seen.update(fresh)
                todo += fresh[::-1]

    def _parts(self, node: Expr) -> Iterable[Expr]:
        if node.head in (X.ADD, X.MUL):
            return node.args
        if node.head == X.NUM:
            return ()
        if node.head == X.SYM:
            self._enter((node, X.ONE), 1)
            return ()
        if F.sign.heads(node):  # sign u is |u|/u
            self._enter((F.abs.apply(*node.args), X.ONE), 1)
            return node.args
        inner: list[Expr] = []
        for key, c in _powers(node):
            base, t = key
            if t is X.ONE and c.denominator == 1 and _structural(base) and not self._huge(base, c):
                inner.append(base)
                continue
            self._enter(key, c)
            if t is X.ONE and base.head == X.ADD and base not in self._opaque:
                inner.append(base)  # the relation (√u)² = u needs u in the field
            if F.abs.heads(base):
                inner.append(base.args[0])  # and |u|² = u²
        return inner

    def _huge(self, base: Expr, c: X.Rational) -> bool:
        """(x + y + z)^500 is a generator of its own: multiplied out it would have 125,751 terms."""
        if base.head == X.NUM:
            large = X.outgrows(base.data, int(c))
        else:
            large = base.head == X.ADD and comb(len(base.args) + abs(int(c)), abs(int(c))) > 400
        if large:
            self._opaque.add(base)
        return base in self._opaque

    def _enter(self, key: Key, c: X.Rational) -> None:
        rises = key[1] is X.ONE or c > 0
        if key not in self._roots:
            self._roots[key] = int(c.denominator)
            if not rises:
                self._falling.add(key)
            return
        if rises:
            self._falling.discard(key)
        if type(c) is not int:
            self._roots[key] = lcm(self._roots[key], int(c.denominator))

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
        if F.sign.heads(node):
            return node.args
        if node.head == X.POW:
            return [key[0] for key, c in _powers(node) if self._is_structure(key, c)]
        return ()

    def _is_structure(self, key: Key, c: X.Rational) -> bool:
        """Whether b^c is b itself raised, as in (x + 1)^2 and in (x + 1)^(n + 2) for its whole part."""
        base, t = key
        return t is X.ONE and c.denominator == 1 and _structural(base) and key not in self.index

    def _convert(self, node: Expr) -> Fraction:
        if node.head == X.NUM:
            p, q = int(node.data.numerator), int(node.data.denominator)
            return self.ring.constant(p), self.ring.constant(q)
        if node.head == X.ADD:
            return self._sum(node)
        if node.head == X.MUL:
            return self._product(node)
        if F.sign.heads(node):
            n, d = self._memo[node.args[0]]
            return self._lowest(self._generator((F.abs.apply(node.args[0]), X.ONE), 1)[0] * d, n)
        powers = _powers(node)
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
        return (n**k, d**k) if k > 0 else (d**-k, n**-k)

    def _generator(self, key: Key, c: X.Rational) -> Fraction:
        i = self.index.get(key)
        if i is None:  # a part that the field was not made for
            raise TooLarge
        k = c * self._multiples[i]
        k = k if type(k) is int else int(k.numerator)
        if abs(k) > MOST_EXPONENT:
            raise TooLarge
        power = self.generators[i] ** abs(k)
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
        for i, q, p in self.relations(flip):
            n, d = self.rewritten(n, i, q, p), self.rewritten(d, i, q, p) if below else d
        if n.is_zero():
            return n, self.one
        return self._lowest(n, d)

    def rationalised(self, f: Fraction) -> Fraction:
        """f with square roots and i out of the denominator: (a + b·g)/(c + d·g) times (c − d·g)/(c − d·g)."""
        n, d = f
        for i, q, p in self.relations(False):
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
            n, d = self._lowest(
                self.rewritten(n * conjugate, i, q, p), self.rewritten(d * conjugate, i, q, p)
            )
        return n, d

    def relations(self, flip: bool) -> list[tuple[int, int, Poly]]:
        """[(i, q, p)]: g_i^q = p."""
        if flip not in self._known_relations:
            self._known_relations[flip] = self._relations(flip)
        return self._known_relations[flip]

    def _relations(self, flip: bool) -> list[tuple[int, int, Poly]]:
        found = []
        for (base, t), i in self.index.items():
            if t is not X.ONE:
                continue
            root = self._roots[base, t]
            if base is X.I:
                found.append((i, 2, -self.one))
            elif base.head == X.NUM and root > 1 and base.data.denominator == 1:
                found.append((i, root, self.ring.constant(int(base.data))))
            elif base.head == X.ADD and root > 1 and base not in self._opaque:
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

    def _pythagorean(self, base: Expr, i: int, flip: bool) -> list[tuple[int, int, Poly]]:
        """One relation for a pair that occurs together (or a lone one, when its square may shorten)."""
        for a, b, c, s in PYTHAGOREAN:
            # a² = c + s·b², or with the roles exchanged b² = s·(a² − c)
            first, second = (b, a) if flip else (a, b)
            j = self.index.get((X.apply(second, *base.args), X.ONE)) if base.data == first else None
            if j is not None and self._roots[self.keys[i]] == self._roots[self.keys[j]] == 1:
                square = self.generators[j] ** 2
                return [(i, 2, s * (square - c) if flip else c + s * square)]
        return []

    def rewritten(self, p: Poly, i: int, q: int, value: Poly) -> Poly:
        """p with g_i^q replaced by value."""
        if p.is_constant() or p.degrees()[i] < q:
            return p
        kept: dict[tuple[int, ...], fmpz] = {}
        slices: dict[int, dict[tuple[int, ...], fmpz]] = {}
        for exponents, c in terms(p):
            k, rest = divmod(int(exponents[i]), q)
            if k == 0:
                kept[exponents] = c
            else:
                slices.setdefault(k, {})[(*exponents[:i], rest, *exponents[i + 1 :])] = c
        if max(slices) * len(value) > MOST_TERMS:
            raise TooLarge
        total = self.ring.from_dict(kept)
        for k, part in slices.items():
            total += self.ring.from_dict(part) * value**k
        return total

    # ── out of the field ────────────────────────────────────────────────────────────────────────

    def monomial(self, exponents: tuple[int, ...]) -> list[Expr]:
        """Π g_i^(k_i) as powers of the bases."""
        return [self._power(i, int(k)) for i, k in enumerate(exponents) if k]

    def term(self, exponents: tuple[int, ...], c: int) -> Poly:
        """c·Π g_i^(k_i)."""
        return self.ring.from_dict({exponents: c})

    def _power(self, i: int, k: int) -> Expr:
        found = self._powers.get((i, k))
        if found is None:
            (base, t), unit = self.keys[i], self.units[i]
            found = self._powers[i, k] = X.power(base, X.scale(X.normal(unit * k), t))
        return found

    def expression(self, p: Poly) -> Expr:
        """The polynomial as a sum, in the order of the ring."""
        return X.combination([(int(c), self._term(e)) for e, c in terms(p)])

    def _term(self, exponents: tuple[int, ...]) -> Expr:
        """The monomial as one expression; most occur in several candidates."""
        found = self._terms.get(exponents)
        if found is None:
            factors, separate = [], True
            for i, k in enumerate(exponents):
                if k:
                    factors.append(self._power(i, int(k)))
                    separate = separate and self._separate[i]
            found = X.product(1, tuple(factors)) if separate and factors else X.mul(*factors)
            self._terms[exponents] = found
        return found


def _generator_rank(key: Key) -> tuple[int, object]:
    """Symbols first, then everything in the order met; derivatives of a function before the function."""
    base, t = key
    if base.head == X.SYM and t is X.ONE:
        return 0, 0
    if base.head == X.UNDEF:
        name, orders = base.data
        return 2, (name, tuple(0 if isinstance(k, str) else -k for k in orders))
    return 1, 0
