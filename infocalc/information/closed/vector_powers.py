"""∫ p^a·q^b of laws of vectors and matrices: in an exponential family it is a ratio of norming constants.

With a = t, b = 1 − t it is e^((t − 1)·D_t) of Rényi's divergence: M. Gil, F. Alajaji, T. Linder, Rényi
divergence measures for commonly used univariate continuous distributions, 2013, section 4.
"""

from __future__ import annotations

from infocalc.annotations import Any
from infocalc.errors import ParameterError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num
from infocalc.information.closed.closed_form import Closed, ClosedForm, Infinite
from infocalc.information.closed.matrices import Matrix, determinant, minors
from infocalc.information.closed.matrix_laws import MatrixNormal, MultivariateT, Wishart, log_gamma
from infocalc.information.closed.multinomial import Multinomial
from infocalc.information.closed.vectors import (
    Dirichlet,
    MultivariateNormal,
    dimension,
    log_norm,
    quadratic_form,
)
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.information.moments.factorials import loggamma


def log_power_integral(p: Any, q: Any, a: Expr, b: Expr, facts: Facts) -> Closed:
    """log ∫ p^a·q^b; None where it has no closed form, Infinite where it diverges."""
    if a is X.ZERO:  # of one law
        p, q, a, b = q, p, b, a
    match p, q:
        case MultivariateNormal(), MultivariateNormal():
            return _of_normals(p, q, a, b, facts)
        case MatrixNormal(), MatrixNormal():
            return _of_normals(_as_vector(p), _as_vector(q), a, b, facts)
        case Dirichlet(), Dirichlet():
            return _of_dirichlets(p, q, a, b, facts)
        case Wishart(), Wishart():
            return _of_wisharts(p, q, a, b, facts) if p.inverted is q.inverted else None
        case Multinomial(), Multinomial():
            return _of_multinomials(p, q, a, b, facts)
        case MultivariateT(), MultivariateT():
            return _of_students(p, a, facts) if b is X.ZERO else None
    return None


def _checked(needed: list[Expr], facts: Facts) -> tuple[Condition, ...] | Infinite | None:
    """What stays open of eᵢ > 0; Infinite where one does not hold, None where a number is not told from 0."""
    found = []
    for e in needed:
        condition = Condition(e, ">")
        verdict = facts.holds(condition)
        if verdict is False:
            return Infinite("")
        if verdict is None and not e.free:
            return None
        if verdict is None:
            found.append(condition)
    return tuple(found)


def _answer(log: Expr, needed: list[Expr], exists: bool, facts: Facts) -> Closed:
    """The logarithm where the numbers are positive, or the integral exists whatever they are."""
    conditions = () if exists else _checked(needed, facts)
    if conditions is None or isinstance(conditions, Infinite):
        return conditions
    return ClosedForm(log, conditions)


def _between(a: Expr, b: Expr, facts: Facts) -> bool:
    """Whether a + b = 1 with neither below 0: the integral is at most 1 by Hölder's inequality."""
    return a + b is X.ONE and all(facts.is_nonnegative(e) for e in (a, b))


def _of_normals(p: MultivariateNormal, q: MultivariateNormal, a: Expr, b: Expr, facts: Facts) -> Closed:
    """(n(1 − a − b)·log 2π + (1 − a)·log|Σ₁| + (1 − b)·log|Σ₂| − log|S| − ab·δᵀS⁻¹δ)/2 with S = aΣ₂ + bΣ₁."""
    n = dimension(p, q)
    if b is X.ZERO:
        volume = num(n, 2) * facts.ln(2 * X.PI) + facts.ln(determinant(p.cov)) / 2
        return _answer(_times(1 - a, volume) - num(n, 2) * facts.ln(a), [a], False, facts)
    between = _sum(q.cov, a, p.cov, b)
    if not _between(a, b, facts) and isinstance(_checked(minors(between), facts), Infinite):
        return Infinite("")  # S may be singular then
    log = num(n, 2) * (1 - a - b) * facts.ln(2 * X.PI) - facts.ln(determinant(between)) / 2
    log = log + (1 - a) / 2 * facts.ln(determinant(p.cov)) + (1 - b) / 2 * facts.ln(determinant(q.cov))
    delta = tuple([x - y for x, y in zip(p.mean, q.mean, strict=True)])
    log = log - a * b / 2 * quadratic_form(delta, between)
    return _answer(log, minors(between), _between(a, b, facts), facts)


def _of_dirichlets(p: Dirichlet, q: Dirichlet, a: Expr, b: Expr, facts: Facts) -> Closed:
    """log B(γ) − a·log B(α) − b·log B(β) with γ = a(α − 1) + b(β − 1) + 1."""
    if len(p.alpha) != len(q.alpha):
        raise ParameterError(f"P has {len(p.alpha)} components, Q has {len(q.alpha)}")
    gamma = tuple([a * (x - 1) + b * (y - 1) + 1 for x, y in zip(p.alpha, q.alpha, strict=True)])
    log = log_norm(gamma) - _times(a, log_norm(p.alpha)) - _times(b, log_norm(q.alpha))
    return _answer(log, list(gamma), _between(a, b, facts), facts)


def _of_wisharts(p: Wishart, q: Wishart, a: Expr, b: Expr, facts: Facts) -> Closed:
    """log Z(m, S) − a·log Z(n₁, V₁) − b·log Z(n₂, V₂), log Z = n·p/2·log 2 ± n/2·log|V| + log Γₚ(n/2).

    m ∓ (p + 1) = a(n₁ ∓ (p + 1)) + b(n₂ ∓ (p + 1)); S⁻¹ = aV₁⁻¹ + bV₂⁻¹, of inverses S = aΨ₁ + bΨ₂.
    """
    size, sign = len(p.scale), -1 if p.inverted else 1
    if size != len(q.scale):
        raise ParameterError(f"P and Q are of different sizes: {p} and {q}")
    logs = [facts.ln(determinant(one.scale)) for one in (p, q)]
    between = _sum(p.scale, a, q.scale, b) if p.inverted else _sum(q.scale, a, p.scale, b)
    log_scale = facts.ln(determinant(between))
    log_scale = log_scale if p.inverted else logs[0] + logs[1] - log_scale
    shift = sign * (size + 1)
    m = a * (p.dof - shift) + b * (q.dof - shift) + shift

    def norm(n: Expr, log_v: Expr) -> Expr:
        return n * size / 2 * facts.ln(X.TWO) + _times(sign * n / 2, log_v) + log_gamma(n / 2, size)

    log = norm(m, log_scale) - _times(a, norm(p.dof, logs[0])) - _times(b, norm(q.dof, logs[1]))
    return _answer(log, [m - (size - 1), *minors(between)], _between(a, b, facts), facts)


def _of_students(p: MultivariateT, a: Expr, facts: Facts) -> Closed:
    """log ∫ f^a: with ν' + n = a(ν + n) f^a is a multiple of Student's density of ν' degrees."""
    n, facts = len(p.loc), facts | p.facts
    dof = a * (p.dof + n) - n

    def norm(nu: Expr) -> Expr:
        spread = num(n, 2) * facts.ln(p.dof * X.PI) + facts.ln(determinant(p.scale)) / 2
        return spread + loggamma(nu / 2) - loggamma((nu + n) / 2)

    return _answer(norm(dof) - _times(a, norm(p.dof)), [dof], False, facts)


def _of_multinomials(p: Multinomial, q: Multinomial, a: Expr, b: Expr, facts: Facts) -> Closed:
    """n·log Σ pᵢ^a·qᵢ^b for a + b = 1."""
    if (p.n, len(p.p)) != (q.n, len(q.p)):
        raise ParameterError(f"P is of {p.n} trials and {len(p.p)} outcomes, Q of {q.n} and {len(q.p)}")
    if a + b is not X.ONE:
        return None
    terms = []
    for x, y in zip(p.p, q.p, strict=True):
        absent = [facts.sign(e) for v, e in ((x, a), (y, b)) if v is X.ZERO]
        if any(sign != 1 for sign in absent):
            return Infinite("") if p.n and absent == [-1] else None
        if not absent:
            terms.append(facts.raised(x, a) * facts.raised(y, b))
    total = X.add(*terms)
    return None if total is X.ZERO else ClosedForm(p.n * facts.ln(total))


def _as_vector(p: MatrixNormal) -> MultivariateNormal:
    """The columns one below the other: the covariance is columns ⊗ rows."""
    mean = tuple([row[j] for j in range(len(p.columns)) for row in p.mean])
    places = [(j, i) for j in range(len(p.columns)) for i in range(len(p.rows))]
    cov = tuple(tuple(p.columns[j][k] * p.rows[i][m] for k, m in places) for j, i in places)
    return MultivariateNormal(mean, cov, p.conditions)


def _times(c: Expr, e: Expr) -> Expr:
    """c·e, term by term."""
    return X.add(*[c * term for term in X.terms(e)])


def _sum(first: Matrix, a: Expr, second: Matrix, b: Expr) -> Matrix:
    """a·first + b·second."""
    return tuple(
        tuple(a * x + b * y for x, y in zip(*rows, strict=True)) for rows in zip(first, second, strict=True)
    )
