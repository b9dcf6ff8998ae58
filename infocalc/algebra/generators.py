"""What becomes a generator b^(t/q) of a field: the parts of expressions that are not rational structure."""

from __future__ import annotations

from collections.abc import Iterable
from math import comb, lcm

from infocalc.algebra.factoring import TooLarge
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F

#: generators and nodes with which an expression is still tidied
MOST_GENERATORS, MOST_NODES = 48, 4_000

#: b and t
Key = tuple[Expr, Expr]

#: heads of bases whose powers stay powers
ATOMS = frozenset((X.SYM, X.CALL, X.UNDEF))
_STRUCTURAL = frozenset((X.ADD, X.MUL, X.NUM))


def as_powers(node: Expr) -> list[tuple[Key, X.Rational]]:
    """b^(Σ cᵢ·tᵢ) as [((b, tᵢ), cᵢ)]; an atom is ((atom, 1), 1)."""
    if node.head != X.POW:
        return [((node, X.ONE), 1)]
    base, exponent = node.args
    if exponent.head != X.ADD:
        c, t = (exponent.data, X.ONE) if exponent.head == X.NUM else X.split_coefficient(exponent)
        return [((base, t), c)]
    found = [((base, t), c) for t, c in zip(exponent.args, exponent.data[1], strict=True)]
    return found if exponent.data[0] == 0 else [*found, ((base, X.ONE), exponent.data[0])]


def is_structural(base: Expr) -> bool:
    """Whether integer powers of base are rational structure rather than powers of a generator."""
    return base.head in _STRUCTURAL or F.sign.heads(base)


class Generators:
    """The generators (b, t) of some expressions with the common denominator q of each, symbols first.

    `falling` are those of which only negative multiples of t occur, `opaque` the sums that stay powers.
    """

    def __init__(self, expressions: Iterable[Expr]) -> None:
        self.roots: dict[Key, int] = {}
        self.falling: set[Key] = set()
        self.opaque: set[Expr] = set()
        self._collect(expressions)
        self.keys = sorted(self.roots, key=_rank)
        if len(self.keys) > MOST_GENERATORS:
            raise TooLarge

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
        if node.head == X.CALL and F.sign.heads(node):  # sign u is |u|/u
            self._enter((F.abs.apply(*node.args), X.ONE), 1)
            return node.args
        inner: list[Expr] = []
        for key, c in as_powers(node):
            base, t = key
            if t is X.ONE and c.denominator == 1 and is_structural(base) and not self._huge(base, c):
                inner.append(base)
                continue
            self._enter(key, c)
            if t is X.ONE and base.head in (X.ADD, X.MUL) and base not in self.opaque:
                inner.append(base)  # the relation (√u)² = u needs u in the field
            if base.head == X.CALL and F.abs.heads(base):
                inner.append(base.args[0])  # and |u|² = u²
        return inner

    def _huge(self, base: Expr, c: X.Rational) -> bool:
        """(x + y + z)^500 is a generator of its own: multiplied out it would have 125,751 terms."""
        if base.head == X.NUM:
            large = X.outgrows(base.data, int(c))
        else:
            large = base.head == X.ADD and comb(len(base.args) + abs(int(c)), abs(int(c))) > 400
        if large:
            self.opaque.add(base)
        return base in self.opaque

    def _enter(self, key: Key, c: X.Rational) -> None:
        rises = key[1] is X.ONE or c > 0
        if key not in self.roots:
            self.roots[key] = int(c.denominator)
            if not rises:
                self.falling.add(key)
            return
        if rises:
            self.falling.discard(key)
        if type(c) is not int:
            self.roots[key] = lcm(self.roots[key], int(c.denominator))


def _rank(key: Key) -> tuple[int, object]:
    """Symbols first, then everything in the order met; derivatives of a function before the function."""
    base, t = key
    if base.head == X.SYM and t is X.ONE:
        return 0, 0
    if base.head == X.UNDEF:
        name, orders = base.data
        return 2, (name, tuple(0 if isinstance(k, str) else -k for k in orders))
    return 1, 0
