"""Values that closed forms meet again and again: log of rationals, log Γ and ψ at integers and halves.

log(p/q) becomes Σ ± k·log(prime); log Γ(n) = log (n − 1)!; ψ(n) = −γ + Σ 1/k;
Γ(n + 1/2) = √π·∏(k − 1/2); ψ(n + 1/2) = −γ − 2·log 2 + Σ 2/(2k − 1) (NIST DLMF 5.4).
"""

from __future__ import annotations

from flint import fmpq, fmpz

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import rebuild

#: larger arguments stay as they are
MOST = 60


def special_values(e: Expr) -> Expr:
    """e with those values put in, so that equal constants cancel."""

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        if node.head == X.CALL and len(parts) == 1 and parts[0].head == X.NUM and node.data in VALUES:
            return VALUES[node.data](fmpq(parts[0].data)) or rebuild(node, parts)
        return _opened(node, parts)

    return X.fold(e, visit)


def _opened(node: Expr, parts: tuple[Expr, ...]) -> Expr:
    """The node rebuilt; c·(a + b) with rational c as c·a + c·b."""
    if node.head == X.ADD:
        opened = [X.scale(c, t) for c, part in zip(node.data[1], parts, strict=True) for t in X.terms(part)]
        return X.add(X.rational(node.data[0]), *opened)
    if node.head == X.MUL and len(parts) == 1 and parts[0].head == X.ADD:
        return X.add(*[X.scale(node.data, t) for t in X.terms(parts[0])])
    return rebuild(node, parts)


def _log(q: fmpq) -> Expr | None:
    if q <= 0 or max(q.p.bit_length(), q.q.bit_length()) > 64:
        return None
    primes = [(prime, k) for prime, k in fmpz(q.p).factor()] + [
        (prime, -k) for prime, k in fmpz(q.q).factor()
    ]
    return X.add(*[X.scale(int(k), F.log.apply(X.num(int(prime)))) for prime, k in primes if prime != 1])


def _loggamma(q: fmpq) -> Expr | None:
    if not 0 < q <= MOST or q.q not in (1, 2):
        return None
    product, base = fmpq(1), X.ZERO
    x = q
    while x > 1:
        x -= 1
        product *= x
    if q.q == 2:
        base = X.HALF * F.log(X.PI)
    log = _log(product)
    return None if log is None else log + base


def _digamma(q: fmpq) -> Expr | None:
    if not 0 < q <= MOST or q.q not in (1, 2):
        return None
    total, x = fmpq(0), q
    while x > 1:
        x -= 1
        total += 1 / x
    start = -X.EULER_GAMMA if q.q == 1 else -X.EULER_GAMMA - 2 * F.log.apply(X.TWO)
    return X.rational(total) + start


VALUES = {F.log.name: _log, F.loggamma.name: _loggamma, F.digamma.name: _digamma}
