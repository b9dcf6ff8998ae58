"""f-divergences by formula: D_f(P‖Q) = Σ q·f(p/q) for a convex f with f(1) = 0.

An outcome with p = 0 adds q·f(0), one with q = 0 adds p·f'(∞), where f(0) = lim f(t) for t → 0 and
f'(∞) = lim f(t)/t for t → ∞ (I. Csiszár, Information-type measures of difference of probability
distributions and indirect observations, 1967; F. Liese, I. Vajda, On divergences and informations in
statistics and information theory, 2006, equation 6).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from flint import arb, fmpq

from infocalc.annotations import Any
from infocalc.errors import InfocalcError, NoAnswer, NotationError, UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, Rational
from infocalc.functions import calls as F
from infocalc.functions import subs
from infocalc.information.condition import plain
from infocalc.information.facts import Facts
from infocalc.information.measure import Measure, Pairs
from infocalc.information.ring import at, exp, is_zero, power, scaled

#: where f is looked at for three points that no convex function has
_POINTS = tuple(X.num(2) ** k for k in range(-6, 7))
T = X.sym("t ")


def f_divergence(measure: Measure, text: str) -> Measure:
    """The f-divergence whose f the text writes, as a measure of P and Q without a unit."""
    f, notes = _read(text)
    _check_one(f, text)
    convex = _is_convex(f, text)
    at_zero, slope = _end(f, "f(t) for t -> 0"), _end(_conjugate(f), "f(t)/t for t -> oo")
    logs = _as_logarithms(f)
    said = () if convex else ("f is taken to be convex, which was not proved",)
    return measure._replace(
        symbol=measure.symbol.replace("D", "D_f"),
        logs=logs,
        term=None if logs is not None else _as_term(f, at_zero, slope),
        what="q({x})*f(p({x})/q({x}))",
        after=lambda total: total,
        finite_without_p=at_zero is not X.OO,
        finite_without_q=slope is not X.OO,
        nonnegative=convex,
        notes=(*notes, *said),
        sums=(),
        beside=(),
        together=None,
    )


def _read(text: str) -> tuple[Expr, tuple[str, ...]]:
    """f in the variable T, and what is said of how it was read."""
    from infocalc.algebra.engine import lower
    from infocalc.functions import VOCABULARY
    from infocalc.notation.parser import parse

    reading = parse(text, VOCABULARY)
    formula = reading.formula
    f = None if formula.head in ("relation", "list") else lower(formula, text)
    if f is None or len(f.free) != 1 or any(node in (X.OO, X.I) for node in X.nodes(f)):
        hint = "for example --f 't*log(t)', --f '(sqrt(t) - 1)^2' or --f 'abs(t - 1)/2'"
        raise NotationError("--f: a formula in one variable is wanted", hint, (0, len(text)), text)
    (name,) = f.free
    return subs(f, {name: T}), (f"f({name}) = {plain(f)}", *reading.warnings)


def _check_one(f: Expr, text: str) -> None:
    from infocalc.algebra.exact_value import vanishes

    try:
        there = subs(f, {T.data: X.ONE})
    except InfocalcError:
        raise UsageError(f"--f {text}: f(1) must be 0, and has no value") from None
    if there is not X.ZERO and not vanishes(there):
        hint = f"D(P||P) is f(1): take ({text}) - ({plain(there)})"
        raise UsageError(f"--f {text}: f(1) must be 0, got {plain(there)}", hint)


# ── convexity ────────────────────────────────────────────────────────────────────────────────────


def _is_convex(f: Expr, text: str) -> bool:
    """Whether f is proved to be convex; refused where three points prove that it is not."""
    from infocalc.algebra.derivative import derivative
    from infocalc.algebra.normal import tidy

    for a, b in pairwise(pairwise(_POINTS)):
        _refuse_concave(f, *a, b[1], text)
    terms = list(map(_split, X.terms(f)))
    smooth = X.add(*[X.scale(c, body) for c, body in terms if not (c > 0 and _is_convex_corner(body))])
    if any(node.head == X.PIECEWISE or _has_corner(node) for node in X.nodes(smooth)):
        return False  # a corner has no second derivative
    try:
        second = tidy(derivative(derivative(smooth, T.data), T.data))
    except InfocalcError:
        return False
    return Facts(positive=frozenset((T,))).is_nonnegative(second)


def _has_corner(node: Expr) -> bool:
    return any(row.heads(node) for row in (F.abs, F.max, F.min, F.sign, F.heaviside, F.floor, F.ceil))


def _is_convex_corner(body: Expr) -> bool:
    """|u| and max(u, v) of linear functions."""
    from infocalc.algebra.derivative import derivative

    is_corner = F.abs.heads(body) or (F.max.heads(body) and len(body.args) == 2)
    return is_corner and all(derivative(u, T.data).head == X.NUM for u in body.args)


def _refuse_concave(f: Expr, a: Expr, b: Expr, c: Expr, text: str) -> None:
    """f(b) ≤ ((c − b)·f(a) + (b − a)·f(c))/(c − a)."""
    from infocalc.algebra.ball import enclosure

    low, middle, high = (enclosure(subs(f, {T.data: x})) for x in (a, b, c))
    if low is None or middle is None or high is None:
        raise UsageError(f"--f {text}: f must have a value for every t > 0")
    w = arb(fmpq(((c - b) / (c - a)).data))
    if middle > w * low + (1 - w) * high:
        places = ", ".join(plain(x) for x in (a, b, c))
        raise UsageError(f"--f {text}: f must be convex; it is not between t = {places}")


# ── the ends ─────────────────────────────────────────────────────────────────────────────────────


def _conjugate(f: Expr) -> Expr:
    """t·f(1/t), whose divergence is that of Q from P."""
    return X.mul(T, subs(f, {T.data: X.power(T, X.MINUS_ONE)}))


def _end(f: Expr, what: str) -> Expr:
    """The limit of f for t → 0, +∞ where it has none: that of a convex function is one of them."""
    opened = _opened(f)
    for form in (f, opened):
        found = _limit(form)
        if found is not None:
            return found
    if _limit(exp(X.scale(-1, opened))) is X.ZERO or any(_leads(term, opened) for term in X.terms(opened)):
        return X.OO
    raise NoAnswer(f"the limit of {what} is not known")


def _limit(f: Expr) -> Expr | None:
    """The limit for t → 0, by the series; None where that does not show it."""
    from infocalc.algebra.puiseux import NotReal, Unclear
    from infocalc.algebra.ray import Ray

    ray = Ray((T.data,))
    try:
        found = ray.puiseux(f)
        return X.OO if found.terms and found.terms[0][0] < 0 else ray.limit(f)
    except (NotReal, Unclear):
        return None


def _leads(term: Expr, f: Expr) -> bool:
    """Whether a positive term grows beyond all bounds and every other term is small beside it."""
    inverse = X.power(term, X.MINUS_ONE)
    others = [other for other in X.terms(f) if other is not term]
    small = (inverse, *[other * inverse for other in others])
    return _split(term)[0] > 0 and all(_limit(one) is X.ZERO for one in small)


def _opened(f: Expr) -> Expr:
    """f multiplied out, with log t for −log(1/t)."""
    from infocalc.information.densities.expand import expanded

    return expanded(X.fold(f, _log_opened))


def _log_opened(node: Expr, parts: tuple[Expr, ...]) -> Expr:
    from infocalc.algebra.one_fraction import product_form
    from infocalc.functions import rebuild

    if not F.log.heads(node):
        return rebuild(node, parts)
    return Facts(positive=frozenset((T,))).ln(product_form(parts[0]) or parts[0])


def _split(term: Expr) -> tuple[Rational, Expr]:
    """c·body, of a number the body 1."""
    return (term.data, X.ONE) if term.head == X.NUM else X.split_coefficient(term)


# ── f in p and q ─────────────────────────────────────────────────────────────────────────────────


def _as_logarithms(f: Expr) -> Callable[..., Pairs] | None:
    """q·f(p/q) as (a·p + b·q)·log(p/q) where f = (a·t + b)·log t + c·(t − 1); Σ (p − q) is 0."""
    parts: dict[Expr, Any] = {X.ONE: 0, T: 0, F.log(T): 0, T * F.log(T): 0}
    for term in X.terms(_opened(f)):
        c, body = _split(term)
        if body not in parts:
            return None
        parts[body] += c
    constant, linear, b, a = parts.values()
    if constant + linear != 0:
        return None

    def logs(p: Any, q: Any) -> Pairs:
        if a == 0 and is_zero(q):
            return ()
        return ((p / q, scaled(a, p) + scaled(b, q)),)

    return logs


def _as_term(f: Expr, at_zero: Expr, slope: Expr) -> Callable[[Any, Any], Any]:
    """q·f(p/q), and its limits where p or q is 0."""
    parts = list(map(_split, X.terms(_opened(f))))

    def term(p: Any, q: Any) -> Any:
        if is_zero(q):
            return p * at(slope, T.data, p)
        if is_zero(p):
            return q * at(at_zero, T.data, q)
        if not isinstance(p, Expr):
            return q * at(f, T.data, p / q)
        return X.add(*[X.scale(c, _homogeneous(body, p, q)) for c, body in parts])

    return term


def _homogeneous(body: Expr, p: Expr, q: Expr) -> Expr:
    """q·body(p/q): t^a as p^a·q^(1 − a), |a·t + b| as |a·p + b·q|, which have integrals that are known."""
    base, exponent = X.split_power(body)
    if body is X.ONE or (base is T and exponent.head == X.NUM):
        a = fmpq(0) if body is X.ONE else fmpq(exponent.data)
        return X.mul(power(p, a), power(q, 1 - a))
    if _is_convex_corner(body):
        return _corner(body, [_linear(u, p, q) for u in body.args])
    return X.mul(q, at(body, T.data, p / q))


def _linear(u: Expr, p: Expr, q: Expr) -> Expr:
    """a·p + b·q for u = a·t + b."""
    return X.add(*[X.scale(c, p if body is T else q) for c, body in map(_split, X.terms(u))])


def _corner(body: Expr, args: list[Expr]) -> Expr:
    """|u|; max(u, v) as (u + v + |u − v|)/2."""
    if F.abs.heads(body):
        return F.abs(args[0])
    u, v = args
    return X.add(*[X.scale(fmpq(1, 2), part) for part in (u, v, F.abs(u - v))])
