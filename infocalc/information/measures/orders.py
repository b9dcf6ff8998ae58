"""Rényi and Tsallis entropies and Rényi divergences of any order, as exact values.

A. Rényi, On measures of entropy and information, 1961; C. Tsallis, J. Stat. Phys. 52 (1988), eq. (1);
T. van Erven and P. Harremoës, Rényi divergence and Kullback–Leibler divergence, 2014, definitions 1 and 2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flint import arb, fmpq

from infocalc.annotations import TYPE_CHECKING
from infocalc.errors import UsageError
from infocalc.information.answers.values import Below, InNats, Plain, Value
from infocalc.information.pmf import sums
from infocalc.information.pmf.logarithm_sums import Logs, log_ball, logs
from infocalc.information.pmf.rationals import OutOfRange, rational

if TYPE_CHECKING:  # a pmf of numbers needs no expressions
    from infocalc.expr.expr import Expr

Probabilities = Sequence[fmpq]

#: a sum of more powers than this, or of larger ones, is not written out
_MOST_POWERS, _MOST_BITS = 12, 20_000
ONE = fmpq(1)
#: how the order ∞ is typed
INFINITE = ("oo", "inf")


def read(option: str, text: str) -> fmpq | None:
    """The order where it is typed as a rational number."""
    try:
        return rational(text.strip())
    except OutOfRange:
        raise _no_order(option, text) from None


def formula(option: str, text: str) -> Expr:
    """The order as a formula."""
    from infocalc.algebra.engine import lower
    from infocalc.expr import expr as X
    from infocalc.functions import VOCABULARY
    from infocalc.notation.parser import parse

    parsed = parse(text, VOCABULARY).formula
    found = None if parsed.head in ("relation", "list") else lower(parsed, text)
    if found is None or any(node.head == X.RELATION or node in (X.OO, X.I) for node in X.nodes(found)):
        raise _no_order(option, text)
    return found


def order(option: str, text: str) -> fmpq | None:
    """The order asked for, of pmfs of numbers; None is ∞."""
    if text.strip() in INFINITE:
        return None
    found = read(option, text)
    if found is None:
        raise _no_order(option, text)
    return found


def _no_order(option: str, text: str) -> UsageError:
    return UsageError(
        f"--{option} {text}: an order is a number or a symbol", hint="for example 2, 1/2, -1, oo or a"
    )


def renyi_entropy(p: Probabilities, a: fmpq | None) -> Logs | InNats | int:
    """H_a(p) = log(Σ pᵢ^a)/(1 − a); a → 1 is Shannon's, 0 Hartley's, ∞ the min-entropy.

    Infinite for a < 0 where an outcome has probability 0.
    """
    support = [x for x in p if x != 0]
    if a is not None and a < 0 and len(support) < len(p):
        return list(p).index(fmpq(0))
    if a is None:
        return logs([(max(support), -ONE)])
    if a == 1 or len(set(support)) == 1:
        return sums.entropy(support)
    return _log_of(ONE / (ONE - a), *_power_sum([(x, ONE) for x in support], a))


def renyi_divergence(p: Probabilities, q: Probabilities, a: fmpq | None) -> Value | Below:
    """D_a(p‖q) = log(Σ pᵢ^a·qᵢ^(1−a))/(a − 1); a → 1 is D(p‖q), 0 is −log q(p > 0), ∞ is log max pᵢ/qᵢ.

    Infinite where p > 0 = q for a ≥ 1, and where p and q have no outcome in common for a < 1; for a < 0 it is
    a/(1 − a)·D_{1−a}(q‖p), never positive.
    """
    if a == 1:
        return sums.divergence(p, q)
    if a is not None and a < 0:
        back = renyi_divergence(q, p, ONE - a)
        return Below(back) if isinstance(back, int) else _times(a / (ONE - a), back)
    pairs = [(x, y) for x, y in zip(p, q, strict=True) if x != 0]
    outside = next((i for i, (x, y) in enumerate(zip(p, q, strict=True)) if x != 0 and y == 0), None)
    common = [(x, y) for x, y in pairs if y != 0]
    if outside is not None and (a is None or a > 1 or not common):
        return outside
    if all(x == y for x, y in pairs):
        return Logs()
    if a is None:
        return logs([(max(x / y for x, y in common), ONE)])
    return _log_of(ONE / (a - ONE), *_power_sum([(x / y, y) for x, y in common], a))


def _times(c: fmpq, value: Value | Below) -> Value:
    """c·value."""
    if isinstance(value, Logs):
        return value.scaled(c)
    assert isinstance(value, InNats)
    log = None if value.log is None else (value.log[0] * c, value.log[1])
    return InNats(lambda: value.ball() * c, log)


def tsallis_entropy(p: Probabilities, a: fmpq) -> Value:
    """S_a(p) = (1 − Σ pᵢ^a)/(a − 1), Shannon's in nats at a = 1.

    Infinite for a < 0 where an outcome has probability 0.
    """
    from infocalc.expr import expr as X

    support = [x for x in p if x != 0]
    if a < 0 and len(support) < len(p):
        return list(p).index(fmpq(0))
    if a == 1:
        return sums.entropy(support)
    ball, expr = _power_sum([(x, ONE) for x in support], a)
    c = ONE / (a - ONE)
    whole = None if expr is None else X.add(X.rational(c), *[X.scale(-c, t) for t in X.terms(expr)])
    return Plain(lambda: (1 - ball()) / (a - ONE), whole)


def _log_of(c: fmpq, ball: Callable[[], arb], expr: Expr | None) -> Logs | InNats:
    from infocalc.expr import expr as X

    if expr is not None and expr.head == X.NUM:
        return logs([(fmpq(expr.data), c)])
    return InNats(lambda: ball().log() * c, None if expr is None else (c, expr))


def _power_sum(pairs: list[tuple[fmpq, fmpq]], a: fmpq) -> tuple[Callable[[], arb], Expr | None]:
    """Σ w·x^a over pairs (x, w), as a ball at the current precision and, where short, as an expression."""
    found: dict[fmpq, fmpq] = {}
    for x, w in pairs:
        found[x] = found[x] + w if x in found else w
    terms = list(found.items())

    def ball() -> arb:
        exponent = arb(a)
        return sum(((log_ball(x) * exponent).exp() * w for x, w in terms), arb(0))

    return ball, _expression(terms, a)


def _expression(terms: list[tuple[fmpq, fmpq]], a: fmpq) -> Expr | None:
    from infocalc.expr import expr as X

    bits = sum(max(x.p.height_bits(), x.q.height_bits()) * (1 + abs(int(a))) for x, _ in terms)
    if bits > _MOST_BITS or (a.q != 1 and len(terms) > _MOST_POWERS):
        return None
    if a.q == 1:
        return X.rational(sum((w * x ** int(a) for x, w in terms), fmpq(0)))
    exponent = X.rational(a)
    return X.add(*[X.scale(w, X.power(X.rational(x), exponent)) for x, w in terms])
