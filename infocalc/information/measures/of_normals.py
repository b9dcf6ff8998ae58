"""Measures of multivariate normal laws and their mixtures as numbers: sums of E[log of a mixture].

In two coordinates they are proved (`gaussian_cubature.py`). In three the proof takes minutes: there the
trapezoidal rule, which for such integrands converges exponentially, is taken with two steps that must agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import atan2

from flint import arb, ctx

from infocalc.algebra.decimal import ball_decimal, bits_for
from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.closed.matrices import determinant, inverse
from infocalc.information.closed.normal_mixture import NormalLaw, dimension_of, parts_of
from infocalc.information.closed.vectors import MultivariateNormal
from infocalc.information.densities.gaussian_cubature import Quadratic, mean_logarithm, over_grid
from infocalc.information.densities.numeric import Found
from infocalc.information.measure import Measure
from infocalc.integration.goal import Goal, Steps, Uncertified
from infocalc.integration.value import constant
from infocalc.records import NamedTuple
from infocalc.report.report import Number

#: coordinates of which an enclosure, and an estimate, is computed
_PROVED, _ESTIMATED = 2, 3
#: operations on balls for a proof
_MOST = 6_000_000
#: digits on which the two must agree at least
_FEWEST = 5
#: steps of the trapezoidal rule, and where its sum ends
_STEPS, _FAR = (arb(2) / 5, arb(1) / 4), 7
BOUNDS = "h of a mixture is from sum w*h to that + H(w); drawn points: --samples --columns"


class _Term(NamedTuple):
    """factor·E[log Σ weight·density of the parts], X of the law `under`."""

    factor: arb
    under: MultivariateNormal
    parts: tuple[tuple[Expr, MultivariateNormal], ...]


def number(measure: Measure, laws: Sequence[NormalLaw], digits: int) -> Found:
    """The measure before g, proved where it may be; NoAnswer with bounds where it is out of reach."""
    n = dimension_of(laws)
    if measure.logs is None or n > _ESTIMATED:
        raise NoAnswer(f"no closed form is known, and no number in {n} dimensions", hint=BOUNDS)
    try:
        return _certified(measure, laws, digits) if n <= _PROVED else _estimate(measure, laws, digits)
    except Uncertified as problem:
        raise NoAnswer(f"no number was reached: {problem}", hint=BOUNDS) from None


def _certified(measure: Measure, laws: Sequence[NormalLaw], digits: int) -> Found:
    steps = Steps(_MOST)
    places = digits + 2
    for _ in range(4):
        with ctx.workprec(bits_for(places) + 48):
            terms = list(_terms(measure, laws))
            share = arb(10) ** -places / len(terms)
            ball = arb(0)
            for term in terms:
                size = abs(term.factor).max(arb(1)).upper()
                ball += term.factor * mean_logarithm(_turned(_quadratics(term)), Goal(share / size, steps))
            text = ball_decimal(ball, digits)
        if text is not None:
            return Found(Number(text, True), ball)
        places += digits if ball.contains(0) else 3
    raise Uncertified("the value cannot be told from 0")


def _estimate(measure: Measure, laws: Sequence[NormalLaw], digits: int) -> Found:
    with ctx.workprec(64):
        terms = list(_terms(measure, laws))
        rough, fine = (
            sum((t.factor * _trapezoidal(_quadratics(t), step) for t in terms), arb(0)).mid()
            for step in _STEPS
        )
        # the error of the finer step is the square of that of the other; what is left is rounding
        agreed = 1
        while agreed < digits and abs(fine - rough) < abs(fine) * arb(10) ** -(agreed + 1) and agreed < 12:
            agreed += 1
        if agreed < _FEWEST:
            raise Uncertified("two steps of the trapezoidal rule did not agree")
        ball = arb(fine, abs(fine) * arb(10) ** -agreed)
        return Found(Number(ball_decimal(fine, agreed) or "", False), ball)


# ── a measure as a sum ───────────────────────────────────────────────────────────────────────────


def _terms(measure: Measure, laws: Sequence[NormalLaw]) -> Iterator[_Term]:
    """c·log x, for a c that is a sum of densities and an x that is a product of powers of such sums."""
    assert measure.logs is not None
    names = [X.sym(f"{i} ") for i in range(len(laws))]
    of = dict(zip(names, laws, strict=True))
    for x, c in measure.logs(*names):
        logs = [(constant(e), _scaled(base, of)) for base, e in _powers(x)]
        for weight, component in _scaled(c, of):
            for exponent, parts in logs:
                yield _Term(constant(weight) * exponent, component, parts)


def _powers(x: Expr) -> Iterator[tuple[Expr, Expr]]:
    """The factors of x as base and exponent."""
    factors = x.args if x.head == X.MUL else (x,)
    if x.head == X.MUL and x.data != 1:
        # the number goes into the first factor: log(2p/(p + q)) is log(2p) − log(p + q)
        base, exponent = X.split_power(factors[0])
        number = X.rational(x.data)
        scaled = number * base if exponent is X.ONE else base / number if exponent is X.MINUS_ONE else None
        assert scaled is not None
        yield scaled, exponent
        factors = factors[1:]
    for factor in factors:
        yield X.split_power(factor)


def _scaled(e: Expr, of: dict[Expr, NormalLaw]) -> tuple[tuple[Expr, MultivariateNormal], ...]:
    """The components in a sum of densities, with their weights."""
    found = []
    for term in X.terms(e):
        k, name = X.split_coefficient(term)
        found += [(X.scale(k, weight), component) for weight, component in parts_of(of[name])]
    return tuple(found)


def _quadratics(term: _Term) -> list[Quadratic]:
    """The logarithms of the parts at x = m + Az, for AAᵀ = Σ of the law that X is of."""
    m, a = term.under.mean, _triangular(term.under)
    n = range(len(m))
    found = []
    for weight, part in term.parts:
        back = [[constant(e) for e in row] for row in inverse(part.cov)]
        delta = [constant(x - y) for x, y in zip(m, part.mean, strict=True)]
        turned = [[_dot([back[i][k] for k in n], [a[k][j] for k in n]) for j in n] for i in n]  # Σ⁻¹A
        h = tuple(tuple(-_dot([a[k][i] for k in n], [turned[k][j] for k in n]) for j in n) for i in n)
        b = tuple(-_dot([turned[k][i] for k in n], delta) for i in n)
        square = _dot(delta, [_dot(row, delta) for row in back])
        size = (constant(weight) ** 2 / (constant(determinant(part.cov)) * (2 * arb.pi()) ** len(m))).log()
        found.append(Quadratic((size - square) / 2, b, h))
    return found


def _dot(a: Sequence[arb], b: Sequence[arb]) -> arb:
    return sum((x * y for x, y in zip(a, b, strict=True)), arb(0))


def _triangular(p: MultivariateNormal) -> list[list[arb]]:
    """A with AAᵀ = Σ (Cholesky)."""
    n = len(p.mean)
    found = [[arb(0)] * n for _ in range(n)]
    for i in range(n):
        for j in range(i + 1):
            rest = constant(p.cov[i][j]) - _dot(found[i][:j], found[j][:j])
            found[i][j] = rest.sqrt() if i == j else rest / found[j][j]
    return found


def _turned(terms: list[Quadratic]) -> list[Quadratic]:
    """The same in the plane turned so that the narrowest term lies along an axis: Z stays standard normal."""
    if len(terms[0].b) != 2:
        return terms
    narrow = max(terms, key=lambda t: abs(float(t.h[0][1])) + abs(float(t.h[0][0] - t.h[1][1])))
    (a, b), (_, d) = narrow.h
    angle = arb(atan2(2 * float(b), float(a - d)) / 2)
    c, s = angle.cos(), angle.sin()
    return [
        Quadratic(
            t.c,
            (c * t.b[0] + s * t.b[1], c * t.b[1] - s * t.b[0]),
            _rotated(t.h, c, s),
        )
        for t in terms
    ]


def _rotated(h: tuple[tuple[arb, ...], ...], c: arb, s: arb) -> tuple[tuple[arb, ...], ...]:
    """RᵀHR for the turn R by an angle of cosine c and sine s."""
    (a, b), (_, d) = h
    mixed = (d - a) * c * s + b * (c * c - s * s)
    return (a * c * c + 2 * b * c * s + d * s * s, mixed), (mixed, a * s * s - 2 * b * c * s + d * c * c)


def _trapezoidal(terms: Sequence[Quadratic], step: arb) -> arb:
    """Σ hⁿ·φ(z)·log Σ e^l over a grid of width h."""
    n = len(terms[0].b)
    far = int(float(_FAR / step))
    line = [(step * k, (-((step * k) ** 2) / 2).exp()) for k in range(-far, far + 1)]
    return over_grid(terms, [line] * n) * (step / (2 * arb.pi()).sqrt()) ** n
