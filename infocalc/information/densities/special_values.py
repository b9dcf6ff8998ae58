"""Values that closed forms meet again and again: log of rationals, log Γ and ψ at integers and halves.

log(p/q) becomes Σ ± k·log(prime); log Γ(n) = log (n − 1)!; ψ(n) = −γ + Σ 1/k;
Γ(n + 1/2) = √π·∏(k − 1/2); ψ(n + 1/2) = −γ − 2·log 2 + Σ 2/(2k − 1) (NIST DLMF 5.4).
"""

from __future__ import annotations

from flint import fmpq

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import column, rebuild

#: name -> the value at a rational, None where it is no such constant or large
_VALUES = column("at_rational")


def special_values(e: Expr) -> Expr:
    """e with those values put in, so that equal constants cancel."""

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        if node.head == X.CALL and len(parts) == 1 and parts[0].head == X.NUM and node.data in _VALUES:
            return _VALUES[node.data](fmpq(parts[0].data)) or rebuild(node, parts)
        return _opened(node, parts)

    return X.fold(e, visit)


def _opened(node: Expr, parts: tuple[Expr, ...]) -> Expr:
    """The node rebuilt; c·(a + b) with rational c as c·a + c·b."""
    if node.head == X.ADD:
        opened = [X.scale(c, t) for c, part in zip(node.data[1], parts, strict=True) for t in X.terms(part)]
        return X.add(X.rational(node.data[0]), *opened)
    if node.head == X.MUL and len(parts) == 1 and parts[0].head == X.ADD:
        return X.scale_terms(node.data, parts[0])
    return rebuild(node, parts)
