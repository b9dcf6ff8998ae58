"""Laws of matrices, Student's law of vectors, and independent laws side by side.

Wishart: A. Gupta, D. Nagar, Matrix variate distributions, 2000, sections 3.2 and 3.4; Student's law:
K. Zografos, S. Nadarajah, Expressions for Rényi and Shannon entropies for multivariate distributions, 2005.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from infocalc.annotations import Any
from infocalc.errors import LimitExceeded, ParameterError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num
from infocalc.functions import subs
from infocalc.information.closed.closed_form import Closed, ClosedForm, Infinite, joined_conditions
from infocalc.information.closed.matrices import Matrix, determinant, inverse
from infocalc.information.closed.vectors import MultivariateNormal, positive_definite
from infocalc.information.condition import Condition, plain
from infocalc.information.facts import Facts
from infocalc.information.moments.factorials import digamma, loggamma
from infocalc.records import NamedTuple

#: entries of the mean of a matrix
_MOST_ENTRIES = 400


class Wishart(NamedTuple):
    """Σ z·zᵀ over `dof` draws z ~ N(0, scale); where `inverted`, the inverse of one, of scale Ψ = scale."""

    dof: Expr
    scale: Matrix
    inverted: bool = False
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()
    discrete: bool = False

    def __str__(self) -> str:
        name = "InverseWishart" if self.inverted else "Wishart"
        return f"{name}(dof={plain(self.dof)}, scale={_written(self.scale)})"

    @property
    def free(self) -> frozenset[str]:
        return self.dof.free | _free(self.scale)

    @property
    def facts(self) -> Facts:
        return Facts().given(self.conditions)

    def at(self, point: Mapping[str, Expr]) -> Wishart:
        return wishart(subs(self.dof, dict(point)), _at(self.scale, point), self.inverted)

    def entropy(self) -> ClosedForm:
        """(p + 1)/2·log|2V| + log Γₚ(n/2) − (n − p − 1)/2·ψₚ(n/2) + n·p/2.

        Of the inverse the first term is (p + 1)/2·log|Ψ/2|, and n + p + 1 stands for n − p − 1.
        """
        p, half = len(self.scale), self.dof / 2
        sign = -1 if self.inverted else 1
        log_scale = _log_determinant(self.scale, self.facts) + sign * p * self.facts.ln(num(2))
        power = (self.dof - sign * (p + 1)) / 2
        value = num(p + 1, 2) * log_scale + log_gamma(half, p) - power * _digamma(half, p) + self.dof * p / 2
        return ClosedForm(value, self.conditions)

    def divergence(self, q: Any) -> Closed:
        """(n₂·log|V₁⁻¹V₂| + n₁·(tr V₂⁻¹V₁ − p) + (n₁ − n₂)·ψₚ(n₁/2))/2 + log Γₚ(n₂/2) − log Γₚ(n₁/2).

        Inverses have the divergence of what they are the inverses of, whose scale is Ψ⁻¹.
        """
        _check_like(self, q, len(self.scale), len(getattr(q, "scale", ())))
        if self.inverted is not q.inverted:
            return None
        conditions = joined_conditions(self.conditions, q.conditions)
        facts, p = Facts().given(conditions), len(self.scale)
        ours, theirs = (q.scale, self.scale) if self.inverted else (self.scale, q.scale)
        log_ratio = _log_determinant(theirs, facts) - _log_determinant(ours, facts)
        twice = q.dof * log_ratio + self.dof * (_trace(inverse(theirs), ours) - p)
        twice = twice + (self.dof - q.dof) * _digamma(self.dof / 2, p)
        return ClosedForm(twice / 2 + log_gamma(q.dof / 2, p) - log_gamma(self.dof / 2, p), conditions)


class MatrixNormal(NamedTuple):
    """n×k matrices whose columns, one below the other, are normal with the covariance columns ⊗ rows."""

    mean: Matrix
    rows: Matrix
    columns: Matrix
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()
    discrete: bool = False

    def __str__(self) -> str:
        parts = (
            f"{name}={_written(m)}" for name, m in zip(("mean", "rows", "columns"), self[:3], strict=True)
        )
        return f"MatrixNormal({', '.join(parts)})"

    @property
    def free(self) -> frozenset[str]:
        return _free(self.mean) | _free(self.rows) | _free(self.columns)

    @property
    def facts(self) -> Facts:
        return Facts().given(self.conditions)

    def at(self, point: Mapping[str, Expr]) -> MatrixNormal:
        return matrix_normal(*[_at(m, point) for m in (self.mean, self.rows, self.columns)])

    def log_volume(self) -> Expr:
        """k·log|U| + n·log|V|."""
        n, k = len(self.rows), len(self.columns)
        return k * _log_determinant(self.rows, self.facts) + n * _log_determinant(self.columns, self.facts)

    def entropy(self) -> ClosedForm:
        """(n·k·(1 + log 2π) + k·log|U| + n·log|V|)/2."""
        size = len(self.rows) * len(self.columns)
        value = (size * (1 + Facts().ln(2 * X.PI)) + self.log_volume()) / 2
        return ClosedForm(value, self.conditions)

    def divergence(self, q: Any) -> Closed:
        """(tr U₂⁻¹U₁·tr V₂⁻¹V₁ + tr V₂⁻¹ΔᵀU₂⁻¹Δ − n·k + the difference of k·log|U| + n·log|V|)/2."""
        _check_like(self, q, (len(self.rows), len(self.columns)), _shape(getattr(q, "mean", ())))
        u, v = inverse(q.rows), inverse(q.columns)
        apart = [[a - b for a, b in zip(*pair, strict=True)] for pair in zip(self.mean, q.mean, strict=True)]
        n, k = len(self.rows), len(self.columns)
        places = [(i, j, a, b) for i in range(n) for j in range(n) for a in range(k) for b in range(k)]
        form = X.add(*[apart[i][a] * u[i][j] * apart[j][b] * v[a][b] for i, j, a, b in places])
        spread = _trace(u, self.rows) * _trace(v, self.columns)
        twice = spread + form - n * k + q.log_volume() - self.log_volume()
        return ClosedForm(twice / 2, joined_conditions(self.conditions, q.conditions))


class MultivariateT(NamedTuple):
    """loc + z·√(dof/c) with z ~ N(0, scale) and c ~ χ² of `dof`, independent."""

    dof: Expr
    loc: tuple[Expr, ...]
    scale: Matrix
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()
    discrete: bool = False

    def __str__(self) -> str:
        loc = ", ".join(map(plain, self.loc))
        return f"MultivariateT(dof={plain(self.dof)}, loc=[{loc}], scale={_written(self.scale)})"

    @property
    def free(self) -> frozenset[str]:
        return self.dof.free | _free((self.loc,)) | _free(self.scale)

    @property
    def facts(self) -> Facts:
        return Facts().given(self.conditions)

    def at(self, point: Mapping[str, Expr]) -> MultivariateT:
        (loc,) = _at((self.loc,), point)
        return multivariate_t(subs(self.dof, dict(point)), loc, _at(self.scale, point))

    def entropy(self) -> ClosedForm:
        """log|Σ|/2 + p/2·log(νπ) + log Γ(ν/2) − log Γ((ν + p)/2) + (ν + p)/2·(ψ((ν + p)/2) − ψ(ν/2))."""
        p, half = len(self.loc), self.dof / 2
        above = (self.dof + p) / 2
        value = _log_determinant(self.scale, self.facts) / 2 + num(p, 2) * self.facts.ln(self.dof * X.PI)
        value = value + loggamma(half) - loggamma(above) + above * (digamma(above) - digamma(half))
        return ClosedForm(value, self.conditions)

    def divergence(self, q: Any) -> Closed:
        """0 from itself; from a normal law by the covariance ν/(ν − 2)·Σ, infinite for ν ≤ 2."""
        if isinstance(q, MultivariateNormal):
            return self._from_normal(q)
        _check_like(self, q, len(self.loc), len(getattr(q, "loc", ())))
        return ClosedForm(X.ZERO, self.conditions) if self[:3] == q[:3] else None

    def _from_normal(self, q: MultivariateNormal) -> Closed:
        from infocalc.information.closed.vectors import cross_entropy_of_moments

        if len(q.mean) != len(self.loc):
            raise ParameterError(f"P has {len(self.loc)} dimensions, Q has {len(q.mean)}")
        needed = Condition(self.dof, ">", num(2))
        verdict = self.facts.holds(needed)
        if verdict is False:
            return Infinite("P has no second moments", joined_conditions(self.conditions, q.conditions))
        factor = self.dof / (self.dof - 2)
        spread = tuple(tuple(factor * x for x in row) for row in self.scale)
        cross = cross_entropy_of_moments(self.loc, spread, q)
        more = () if verdict else (needed,)
        conditions = joined_conditions(self.conditions, q.conditions, more)
        return ClosedForm(cross - self.entropy().expr, conditions)


MatrixLaw = Wishart | MatrixNormal | MultivariateT


def cross_entropy(p: MatrixLaw, q: Any) -> Closed:
    """h(P) + D(P‖Q)."""
    own, divergence = p.entropy(), p.divergence(q)
    if not isinstance(divergence, ClosedForm):
        return divergence
    return ClosedForm(own.expr + divergence.expr, divergence.conditions)


# ── parameters ───────────────────────────────────────────────────────────────────────────────────


def wishart(dof: Expr, scale: Matrix, inverted: bool = False) -> Wishart:
    """The law, its parameters checked: dof > p − 1, the scale positive definite."""
    name = "InverseWishart" if inverted else "Wishart"
    conditions = positive_definite(name, "scale", scale)
    return Wishart(dof, scale, inverted, (*conditions, *_above(name, dof, len(scale) - 1)))


def matrix_normal(mean: Matrix, rows: Matrix, columns: Matrix) -> MatrixNormal:
    """The law, its parameters checked: covariances positive definite and of the size of the mean."""
    if len(rows) * len(columns) > _MOST_ENTRIES:
        raise LimitExceeded(
            f"MatrixNormal: more than {_MOST_ENTRIES} entries are too many for an exact answer"
        )
    if _shape(mean) != (len(rows), len(columns)) or len({len(row) for row in mean}) != 1:
        raise ParameterError(f"MatrixNormal: mean must be {len(rows)}×{len(columns)}, as the covariances say")
    checks = ((rows, "rows"), (columns, "columns"))
    conditions = [c for m, part in checks for c in positive_definite("MatrixNormal", part, m)]
    return MatrixNormal(mean, rows, columns, tuple(dict.fromkeys(conditions)))


def multivariate_t(dof: Expr, loc: tuple[Expr, ...], scale: Matrix) -> MultivariateT:
    """The law, its parameters checked: dof > 0, the scale positive definite."""
    if len(scale) != len(loc):
        raise ParameterError(f"MultivariateT: loc has {len(loc)} components, scale has {len(scale)} rows")
    conditions = positive_definite("MultivariateT", "scale", scale)
    return MultivariateT(dof, loc, scale, (*conditions, *_above("MultivariateT", dof, 0)))


def _above(name: str, dof: Expr, least: int) -> tuple[Condition, ...]:
    c = Condition(dof, ">", num(least))
    verdict = Facts().holds(c)
    if verdict is False or (verdict is None and not dof.free):
        raise ParameterError(f"{name}: dof must be > {least}, got {plain(dof)}")
    return () if verdict else (c,)


def _check_like(p: MatrixLaw, q: Any, ours: object, theirs: object) -> None:
    if type(p) is not type(q):
        raise ParameterError(f"{type(p).__name__} and {type(q).__name__} are not compared in closed form")
    if ours != theirs:
        raise ParameterError(f"P and Q are of different sizes: {p} and {q}")


# ── matrices ─────────────────────────────────────────────────────────────────────────────────────


def _shape(m: Matrix) -> tuple[int, int]:
    return len(m), len(m[0]) if m else 0


def _free(m: Matrix) -> frozenset[str]:
    return frozenset().union(*[x.free for row in m for x in row])


def _at(m: Matrix, point: Mapping[str, Expr]) -> Matrix:
    return tuple(tuple(subs(x, dict(point)) for x in row) for row in m)


def _written(m: Matrix) -> str:
    return "[" + ", ".join(f"[{', '.join(map(plain, row))}]" for row in m) + "]"


def _trace(a: Matrix, b: Matrix) -> Expr:
    """tr a·b."""
    n = range(len(a))
    return X.add(*[a[i][j] * b[j][i] for i in n for j in n])


def _log_determinant(m: Matrix, facts: Facts) -> Expr:
    return facts.ln(determinant(m))


def log_gamma(a: Expr, p: int) -> Expr:
    """log Γₚ(a) = p(p − 1)/4·log π + Σ log Γ(a − j/2), j < p."""
    return num(p * (p - 1), 4) * Facts().ln(X.PI) + _over(loggamma, a, p)


def _digamma(a: Expr, p: int) -> Expr:
    """ψₚ(a) = Σ ψ(a − j/2), j < p."""
    return _over(digamma, a, p)


def _over(f: Callable[[Expr], Expr], a: Expr, p: int) -> Expr:
    return X.add(*[f(a - num(j, 2)) for j in range(p)])
