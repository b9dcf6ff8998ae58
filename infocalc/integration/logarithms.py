"""Logarithms taken apart: log(a·b) = log a + log b and log(a^q) = q·log a where the factors are positive."""

from __future__ import annotations

from collections.abc import Mapping

from flint import fmpq

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import column, rebuild
from infocalc.functions.row import OfArguments
from infocalc.integration.analytic import Unsupported, constant

#: calls whose value is positive where they occur in densities, and their logarithm
LOGARITHM_OF: Mapping[str, OfArguments] = column("logarithm")


def open_logs(e: Expr, positive: frozenset[Expr] = frozenset()) -> Expr:
    """e with logarithms of products opened; `positive` are parts known to be positive."""

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        if F.log.heads(node) and len(parts) == 1:
            return log(parts[0], positive)
        return half_angle(rebuild(node, parts))

    return X.fold(e, visit)


def half_angle(e: Expr) -> Expr:
    """c + c·cos u as 2c·cos²(u/2), c − c·cos u as 2c·sin²(u/2): their zeros are then visible."""
    if e.head != X.ADD or len(e.args) != 1 or abs(e.data[0]) != abs(e.data[1][0]):
        return e
    (cosine,) = e.args
    if not F.cos.heads(cosine):
        return e
    wave = F.cos if e.data[0] == e.data[1][0] else F.sin
    half = X.scale_terms(fmpq(1, 2), cosine.args[0])
    return X.scale(2 * e.data[0], X.power(wave(half), X.TWO))


def log(e: Expr, positive: frozenset[Expr] = frozenset()) -> Expr:
    """log e for e > 0, as a sum where factors of e are known to be positive."""
    factors = e.args if e.head == X.MUL else (e,)
    found, left = [], [X.rational(e.data)] if e.head == X.MUL else []
    for factor in factors:
        known = _log_of_factor(factor, positive)
        (left.append(factor) if known is None else found.append(known))
    unknown = [f for f in left if f.head != X.NUM]
    if (
        len(unknown) == 1
        and e.head in (X.MUL, X.POW)
        and _odd(unknown[0])
        and (e.head == X.POW or e.data > 0)
    ):
        # the other factors are positive, so an odd power is positive with its base
        base, exponent = X.split_power(unknown[0])
        found.append(exponent * F.log(base))
        left.remove(unknown[0])
    rest = X.mul(*left)
    if rest.head == X.MUL and rest.data != 1 and rest.data > 0 and rest.args:
        found.append(F.log(X.rational(rest.data)))
        rest = X.mul(X.num(1), *rest.args)
    return X.add(*found, F.log(rest))


def _log_of_factor(factor: Expr, positive: frozenset[Expr]) -> Expr | None:
    base, exponent = X.split_power(factor)
    if base is X.E:
        return exponent
    if base.head == X.CALL and base.data in LOGARITHM_OF:
        return exponent * LOGARITHM_OF[base.data](*base.args)
    root = exponent.head == X.NUM and type(exponent.data) is not int
    # the radicand of a real root is not negative, nor is the base of a power whose exponent varies
    if root or exponent.free or _positive(base, positive):
        return exponent * F.log(base)
    return None


def _positive(e: Expr, positive: frozenset[Expr]) -> bool:
    """Whether e > 0 follows from its form."""
    if not e.free:
        try:
            return bool(constant(e) > 0)
        except Unsupported:
            return False
    return X.fold(e, lambda node, parts: _sign(node, parts, positive)) == STRICT


NEITHER, WEAK, STRICT = 0, 1, 2


def _sign(node: Expr, parts: tuple[int, ...], positive: frozenset[Expr]) -> int:
    """STRICT for > 0, WEAK for >= 0, NEITHER where the form does not tell."""
    if node in positive:
        return STRICT
    match node.head:
        case X.NUM:
            return STRICT if node.data > 0 else WEAK if node.data == 0 else NEITHER
        case X.CONST:
            return STRICT if node in (X.E, X.PI) else NEITHER
        case X.ADD:
            constant_sign = STRICT if node.data[0] > 0 else WEAK if node.data[0] == 0 else NEITHER
            signs = [
                constant_sign,
                *(p if c > 0 else NEITHER for c, p in zip(node.data[1], parts, strict=True)),
            ]
            return NEITHER if NEITHER in signs else max(signs)
        case X.MUL:
            return min(parts) if node.data > 0 else NEITHER
        case X.POW:
            base, exponent = node.args
            if base is X.E or parts[0] == STRICT:
                return STRICT
            return (
                WEAK
                if exponent.head == X.NUM and type(exponent.data) is int and exponent.data % 2 == 0
                else NEITHER
            )
        case X.CALL:
            return STRICT if node.data == F.cosh.name else WEAK if node.data == F.abs.name else NEITHER
    return NEITHER


def _odd(factor: Expr) -> bool:
    exponent = X.split_power(factor)[1]
    return exponent.head == X.NUM and type(exponent.data) is int and exponent.data % 2 == 1
