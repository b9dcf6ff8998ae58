"""A member of a family: the row of the table together with values of its parameters."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.condition import Condition, plain
from infocalc.information.facts import Facts
from infocalc.information.families.row import Construction, Family, Piece
from infocalc.information.families.support import Support
from infocalc.records import NamedTuple

#: discrete laws with no more outcomes than this are summed term by term
FEW = 400


class Distribution(NamedTuple):
    """`conditions` are those on symbolic parameters that stay open; `facts` hold them and what was proved."""

    family: Family
    parameters: tuple[Expr, ...]
    facts: Facts = Facts()
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.family.typed is not None:
            return self.family.typed(*self.parameters)
        named = zip(self.family.parameters, self.parameters, strict=True)
        return f"{self.family.name}({', '.join(f'{n.name}={plain(v)}' for n, v in named)})"

    @property
    def support(self) -> Support | None:
        """Where the density is positive; None where symbolic parameters leave it open."""
        return self.family.support(self.facts, *self.parameters)

    @property
    def discrete(self) -> bool:
        """Whether it has a mass function; a family is of one kind for all parameters."""
        return self.family.mass is not None or (self.support is not None and self.support.discrete)

    @property
    def free(self) -> frozenset[str]:
        return frozenset().union(*[v.free for v in self.parameters])

    def log_density(self, x: Expr) -> Expr:
        """log f(x), or log P(X = x), within the support; 0 of a law with one outcome."""
        if self.is_sure:
            return X.ZERO
        if self.family.log_density is not None:
            return self.family.log_density(x, *self.parameters)
        from infocalc.functions import rebuild

        pieces = self.pieces(x)
        if len(pieces) == 1:
            return pieces[0].log_density
        parts: list[Expr] = []
        for piece in pieces[:-1]:
            parts += [piece.log_density, X.compound(X.RELATION, (x, piece.high), "<")]
        node = X.compound(X.PIECEWISE, (*parts, pieces[-1].log_density, X.TRUE))
        return rebuild(node, node.args)

    def pieces(self, x: Expr) -> tuple[Piece, ...]:
        """The log-density between kinks, in rising order; one piece where no row says otherwise."""
        if self.family.pieces is not None:
            return self.family.pieces(x, *self.parameters)
        support = self.support
        assert support is not None
        return (Piece(support.low, support.high, self.log_density(x)),)

    def construction(self) -> Construction | None:
        """X as a function of a base variable."""
        made_of = self.family.made_of
        return None if made_of is None else made_of(self.facts, *self.parameters)

    def mass(self, k: Expr) -> Expr:
        """P(X = k)."""
        if self.is_sure:
            return X.ONE
        if self.family.mass is not None:
            return self.family.mass(k, *self.parameters)
        return X.power(X.E, self.log_density(k))

    @property
    def is_sure(self) -> bool:
        """Whether it has one outcome, however its formula gives that the probability 1."""
        outcomes = self.outcomes()
        return outcomes is not None and len(outcomes) == 1

    def outcomes(self) -> range | None:
        """The integers of the support, where they are few and known."""
        support = self.support
        if support is None or not support.discrete:
            return None
        low, high = support.low, support.high
        if low.head != X.NUM or high.head != X.NUM or type(low.data) is not int or type(high.data) is not int:
            return None
        return range(low.data, high.data + 1) if high.data - low.data < FEW else None

    @property
    def centre(self) -> Expr:
        return X.ZERO if self.family.centre is None else self.family.centre(*self.parameters)

    @property
    def scale(self) -> Expr:
        return X.ONE if self.family.scale is None else self.family.scale(*self.parameters)

    @property
    def kinks(self) -> tuple[Expr, ...]:
        return () if self.family.kinks is None else self.family.kinks(*self.parameters)


def same(p: Distribution, q: Distribution) -> bool:
    """Whether P and Q are one law, as far as equal parameters show it."""
    return p.family is q.family and all(a is b for a, b in zip(p.parameters, q.parameters, strict=True))
