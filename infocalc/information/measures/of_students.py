"""Cross-entropy to a multivariate t law whose shape is a multiple of that of P, P a t law or a normal law.

With R the distance from the centre in the shape Σ of P, which is independent of the direction,
E[−log q] = K + (μ + n)/2·E[log(1 + (d² + 2dR·cos θ + R²)/(cμ))], d² = δᵀΣ⁻¹δ for the difference δ of the
centres: the mean over the sphere is known in two and three dimensions, or for d = 0, and R is a number.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb, ctx

from infocalc.algebra.decimal import ball_decimal, bits_for
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num
from infocalc.functions import calls as F
from infocalc.information.answers.answer import Answer
from infocalc.information.answers.units import Unit
from infocalc.information.closed.matrices import determinant
from infocalc.information.closed.matrix_laws import MultivariateT
from infocalc.information.closed.sufficient import centre, factor_of, spread
from infocalc.information.closed.vectors import MultivariateNormal, normal_entropy, quadratic_form
from infocalc.information.densities import numeric
from infocalc.information.densities.law import Region
from infocalc.information.measure import MEASURES, Measure
from infocalc.information.measures.expectations import Expectation, expectations
from infocalc.information.measures.of_products import in_unit
from infocalc.integration.ranges import Integrand
from infocalc.integration.value import constant
from infocalc.report.report import Number

#: digits beyond those asked for, which a difference may cancel
_SPARE = 8
_R = X.sym("r")

Round = MultivariateT | MultivariateNormal


def measured(measure: Measure, laws: Sequence[Round], digits: int, unit: Unit) -> Answer | None:
    """A measure that is a sum of expectations of logarithms; None where one is not known."""
    parts = expectations(measure)
    if parts is None:
        return None
    certified, total = True, arb(0)
    with ctx.workprec(bits_for(digits + 2 * _SPARE)):
        for part in parts:
            found = _expectation(part, laws, digits + _SPARE)
            if found is None:
                return None
            certified = certified and found.number.certified
            total += constant(X.rational(part.scale)) * found.ball
        value = in_unit(measure, total, unit)
        text = ball_decimal(value if certified else value.mid(), digits)
    return None if text is None else Answer(None, Number(text, certified), "numeric")


def _expectation(part: Expectation, laws: Sequence[Round], digits: int) -> numeric.Found | None:
    """E[−log p], E[−log q] or their difference."""
    p, q = laws[part.under], laws[1 - part.under]
    own = constant((p.entropy() if isinstance(p, MultivariateT) else normal_entropy(p)).expr)
    if part.kind == "own":
        return numeric.Found(Number("", True), own)
    cross = _cross_entropy(p, q, digits) if isinstance(q, MultivariateT) else None
    if cross is None:
        return None
    return cross._replace(ball=cross.ball - own) if part.kind == "both" else cross


def _cross_entropy(p: Round, q: MultivariateT, digits: int) -> numeric.Found | None:
    c = factor_of(spread(p), spread(q))
    n = len(q.loc)
    if c is None or len(centre(p)) != n:
        return None
    delta = tuple([a - b for a, b in zip(centre(p), q.loc, strict=True)])
    square = quadratic_form(delta, spread(p))
    shares = _shares(p, n, square, c * q.dof)
    if shares is None:
        return None
    above, half = (q.dof + n) / 2, q.dof / 2
    own = F.log(determinant(q.scale)) / 2 + num(n, 2) * F.log(q.dof * X.PI)
    own = own + F.loggamma(half) - F.loggamma(above)
    integrand, shift = shares
    region = Region(X.ZERO, X.OO, (), X.ZERO, X.ONE)
    work = numeric.Task(
        lambda: [numeric.Share(integrand, region)],
        "r",
        False,
        MEASURES["xent"].what.format(x="r"),
        lambda total: constant(own) + constant(above) * (total + shift),
    )
    return numeric.number(work, digits)


def _shares(p: Round, n: int, square: Expr, scale: Expr) -> tuple[Integrand, int] | None:
    """∫ f(r)·m(r) with the mean m of log(α + β·cos θ) over the sphere, and what is added to it."""
    a = 1 + (square + _R**2) / scale
    if square is X.ZERO:
        return Integrand(_density(p, n), F.log(a)), 0
    if n == 2:  # log((α + √(α² − β²))/2), α² − β² a product
        d = X.power(square, X.HALF)
        roots = [X.power(1 + (_R + sign * d) ** 2 / scale, X.HALF) for sign in (1, -1)]
        return Integrand(_density(p, n), F.log((a + X.mul(*roots)) / 2)), 0
    if n == 3:  # ((α + β)·log(α + β) − (α − β)·log(α − β))/(2β) − 1
        d = X.power(square, X.HALF)
        far, near = (1 + (_R + sign * d) ** 2 / scale for sign in (1, -1))
        bent = far * F.log(far) - near * F.log(near)
        return Integrand(_density(p, n) / _R, bent * scale / (4 * d)), -1
    return None


def _density(p: Round, n: int) -> Expr:
    """The density of R, that of a root of χ² of n degrees or of n·F(n, ν)."""
    half = num(n, 2)
    if isinstance(p, MultivariateNormal):
        norm = 2 / (X.power(X.TWO, half) * F.gamma(half))
        return norm * X.power(_R, num(n - 1)) * X.power(X.E, -(_R**2) / 2)
    norm = 2 / (F.beta(half, p.dof / 2) * X.power(p.dof, half))
    return norm * X.power(_R, num(n - 1)) * X.power(1 + _R**2 / p.dof, -(p.dof + n) / 2)
