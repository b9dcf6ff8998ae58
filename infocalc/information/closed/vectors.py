"""Laws of vectors: the multivariate normal and the Dirichlet distribution."""

from __future__ import annotations

from infocalc.errors import LimitExceeded, ParameterError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num
from infocalc.functions import subs
from infocalc.information.closed.closed_form import ClosedForm, joined_conditions
from infocalc.information.closed.matrices import (
    Matrix,
    bilinear,
    determinant,
    inverse,
    is_number_matrix,
    minors,
)
from infocalc.information.condition import Condition, plain
from infocalc.information.facts import Facts
from infocalc.information.moments.factorials import digamma, loggamma
from infocalc.records import NamedTuple

#: symbolic matrices larger than this are refused, and numbers beyond that
MOST_SYMBOLIC, MOST = 6, 100


class MultivariateNormal(NamedTuple):
    mean: tuple[Expr, ...]
    cov: Matrix
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()
    discrete: bool = False

    def __str__(self) -> str:
        rows = ", ".join(f"[{', '.join(map(plain, row))}]" for row in self.cov)
        return f"MultivariateNormal(mean=[{', '.join(map(plain, self.mean))}], cov=[{rows}])"

    @property
    def free(self) -> frozenset[str]:
        return frozenset().union(*[v.free for v in self.mean], *[v.free for row in self.cov for v in row])

    @property
    def facts(self) -> Facts:
        return Facts().given(self.conditions)


class Dirichlet(NamedTuple):
    alpha: tuple[Expr, ...]
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()
    discrete: bool = False

    def __str__(self) -> str:
        return f"Dirichlet(alpha=[{', '.join(map(plain, self.alpha))}])"

    @property
    def free(self) -> frozenset[str]:
        return frozenset().union(*[v.free for v in self.alpha])

    @property
    def facts(self) -> Facts:
        return Facts().given(self.conditions)


def multivariate_normal(mean: tuple[Expr, ...], cov: Matrix) -> MultivariateNormal:
    """The law, its covariance checked: square, symmetric, positive definite (Sylvester's criterion)."""
    n = len(mean)
    if n == 0 or len(cov) != n or any(len(row) != n for row in cov):
        shape = f"{len(cov)}×{len(cov[0]) if cov else 0}"
        raise ParameterError(f"MultivariateNormal: mean has {n} components, cov is {shape}")
    if n > (MOST if is_number_matrix(cov) else MOST_SYMBOLIC):
        raise LimitExceeded(f"MultivariateNormal: {n} dimensions are too many for an exact answer")
    return MultivariateNormal(mean, cov, positive_definite("MultivariateNormal", "cov", cov))


def positive_definite(name: str, part: str, m: Matrix) -> tuple[Condition, ...]:
    """What must hold for a square matrix to be symmetric and positive definite (Sylvester's criterion)."""
    n = len(m)
    if n == 0 or any(len(row) != n for row in m):
        raise ParameterError(f"{name}: {part} must be a square matrix")
    if n > (MOST if is_number_matrix(m) else MOST_SYMBOLIC):
        raise LimitExceeded(f"{name}: {n} dimensions are too many for an exact answer")
    for i in range(n):
        for j in range(i):
            if m[i][j] is not m[j][i]:
                raise ParameterError(f"{name}: {part} is not symmetric in row {i + 1}, column {j + 1}")
    conditions = []
    for k, minor in enumerate(minors(m), 1):
        c = Condition(minor, ">")
        verdict = Facts().holds(c)
        if verdict is False or (verdict is None and not minor.free):
            found = f"its leading {k}×{k} minor is {plain(minor)}"
            raise ParameterError(f"{name}: {part} must be positive definite; {found}")
        if verdict is None:
            conditions.append(c)
    return tuple(conditions)


def dirichlet(alpha: tuple[Expr, ...]) -> Dirichlet:
    """The law, its parameters checked: at least two, all positive."""
    if len(alpha) < 2:
        raise ParameterError("Dirichlet: alpha must have at least two components")
    conditions = []
    for a in alpha:
        c = Condition(a, ">")
        verdict = Facts().holds(c)
        if verdict is False or (verdict is None and not a.free):
            raise ParameterError(f"Dirichlet: every alpha must be > 0, got {plain(a)}")
        if verdict is None:
            conditions.append(c)
    return Dirichlet(alpha, tuple(dict.fromkeys(conditions)))


# ── the normal law ───────────────────────────────────────────────────────────────────────────────


def _log_determinant(p: MultivariateNormal) -> Expr:
    return p.facts.ln(determinant(p.cov))


def dimension(p: MultivariateNormal, q: MultivariateNormal) -> int:
    """How many coordinates both have."""
    if len(p.mean) != len(q.mean):
        raise ParameterError(f"P has {len(p.mean)} dimensions, Q has {len(q.mean)}")
    return len(p.mean)


def normal_entropy(p: MultivariateNormal) -> ClosedForm:
    """n/2·(1 + log 2π) + log(det Σ)/2."""
    n = num(len(p.mean), 2)
    two_pi = Facts().ln(2 * X.PI)
    return ClosedForm(n + n * two_pi + _log_determinant(p) / 2, p.conditions)


def log_density_at_mean(p: MultivariateNormal) -> Expr:
    """−n/2·log 2π − log(det Σ)/2, the largest there is."""
    return -num(len(p.mean), 2) * Facts().ln(2 * X.PI) - _log_determinant(p) / 2


def normal_cross_entropy(p: MultivariateNormal, q: MultivariateNormal) -> ClosedForm:
    """n/2·log 2π + log(det Σ₂)/2 + (tr(Σ₂⁻¹Σ₁) + δᵀΣ₂⁻¹δ)/2 with δ = μ₁ − μ₂."""
    dimension(p, q)
    value = cross_entropy_of_moments(p.mean, p.cov, q)
    return ClosedForm(value, joined_conditions(p.conditions, q.conditions))


def cross_entropy_of_moments(mean: tuple[Expr, ...], cov: Matrix, q: MultivariateNormal) -> Expr:
    """E[−log q(X)] of any law with this mean and covariance."""
    n = num(len(mean), 2)
    return n * Facts().ln(2 * X.PI) + _log_determinant(q) / 2 + _quadratic(mean, cov, q) / 2


def normal_divergence(p: MultivariateNormal, q: MultivariateNormal) -> ClosedForm:
    """(tr(Σ₂⁻¹Σ₁) + δᵀΣ₂⁻¹δ − n + log det Σ₂ − log det Σ₁)/2."""
    if p.mean == q.mean and p.cov == q.cov:
        return ClosedForm(X.ZERO, p.conditions)
    n = dimension(p, q)
    value = (_quadratic(p.mean, p.cov, q) - n + _log_determinant(q) - _log_determinant(p)) / 2
    return ClosedForm(value, joined_conditions(p.conditions, q.conditions))


def _quadratic(mean: tuple[Expr, ...], cov: Matrix, q: MultivariateNormal) -> Expr:
    """tr(Σ₂⁻¹Σ₁) + δᵀΣ₂⁻¹δ."""
    n = len(mean)
    back = inverse(q.cov)
    delta = tuple([a - b for a, b in zip(mean, q.mean, strict=True)])
    trace = [back[i][j] * cov[j][i] for i in range(n) for j in range(n)]
    return X.add(*trace, bilinear(delta, back, delta))


def quadratic_form(delta: tuple[Expr, ...], cov: Matrix) -> Expr:
    """δᵀΣ⁻¹δ."""
    return X.ZERO if all(d is X.ZERO for d in delta) else bilinear(delta, inverse(cov), delta)


def mutual_information(p: MultivariateNormal) -> ClosedForm:
    """I = (Σ log σᵢᵢ − log det Σ)/2; for two coordinates −log(1 − ρ²)/2."""
    if len(p.mean) < 2:
        raise ParameterError("mutual information wants at least two coordinates")
    facts = p.facts.given([Condition(p.cov[i][i], ">") for i in range(len(p.mean))])
    own = X.add(*[facts.ln(p.cov[i][i]) for i in range(len(p.mean))])
    return ClosedForm((own - _log_determinant(p)) / 2, p.conditions)


# ── the Dirichlet law ────────────────────────────────────────────────────────────────────────────


def log_norm(alpha: tuple[Expr, ...]) -> Expr:
    """log B(α) = Σ log Γ(αᵢ) − log Γ(Σ αᵢ)."""
    return X.add(*[loggamma(a) for a in alpha]) - loggamma(X.add(*alpha))


def _mean_logs(p: Dirichlet) -> list[Expr]:
    """E[log Xᵢ] = ψ(αᵢ) − ψ(Σ α)."""
    whole = digamma(X.add(*p.alpha))
    return [digamma(a) - whole for a in p.alpha]


def dirichlet_entropy(p: Dirichlet) -> ClosedForm:
    """log B(α) − Σ (αᵢ − 1)·(ψ(αᵢ) − ψ(α₀))."""
    return dirichlet_cross_entropy(p, p)


def dirichlet_cross_entropy(p: Dirichlet, q: Dirichlet) -> ClosedForm:
    """log B(β) − Σ (βᵢ − 1)·(ψ(αᵢ) − ψ(α₀))."""
    if len(p.alpha) != len(q.alpha):
        raise ParameterError(f"P has {len(p.alpha)} components, Q has {len(q.alpha)}")
    logs = zip(q.alpha, _mean_logs(p), strict=True)
    value = log_norm(q.alpha) - X.add(*[(b - 1) * mean for b, mean in logs])
    return ClosedForm(value, joined_conditions(p.conditions, q.conditions))


def dirichlet_divergence(p: Dirichlet, q: Dirichlet) -> ClosedForm:
    """log B(β) − log B(α) + Σ (αᵢ − βᵢ)·(ψ(αᵢ) − ψ(α₀))."""
    cross = dirichlet_cross_entropy(p, q)
    gaps = [(a - b) * mean for a, b, mean in zip(p.alpha, q.alpha, _mean_logs(p), strict=True)]
    return ClosedForm(log_norm(q.alpha) - log_norm(p.alpha) + X.add(*gaps), cross.conditions)


def rebuilt(p: MultivariateNormal | Dirichlet, point: dict[str, Expr]) -> MultivariateNormal | Dirichlet:
    """p with values for its symbols, checked anew."""
    if isinstance(p, Dirichlet):
        return dirichlet(tuple(subs(a, point) for a in p.alpha))
    mean = tuple(subs(v, point) for v in p.mean)
    return multivariate_normal(mean, tuple(tuple(subs(v, point) for v in row) for row in p.cov))
