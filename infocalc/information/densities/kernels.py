"""KernelForm forms for densities f = e^(c₀ + Σ cᵢ·Tᵢ) whose kernel has a known integral.

The normaliser Z(c) = ∫ e^(Σ cᵢ·Tᵢ) gives everything: ∫ f = e^c₀·Z, E[Tᵢ] = ∂ log Z/∂cᵢ and
h = −c₀ − Σ cᵢ·E[Tᵢ]. A kernel is a row of the table: it says whether it fits, log Z, the moments and
what must hold (Wainwright & Jordan, Graphical Models, Exponential Families, 2008, 3.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from infocalc.errors import Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.densities.checked import KernelForm
from infocalc.information.densities.density import Density
from infocalc.information.densities.expand import expanded, split_terms
from infocalc.information.densities.kernel_table import (
    CONTINUOUS,
    DISCRETE,
    LOG_S,
    Coefficients,
    Kernel,
    KernelFit,
)
from infocalc.information.densities.requirement import requirements
from infocalc.information.densities.special_values import special_values
from infocalc.integration.analytic import constant
from infocalc.integration.kinks import linear_zero
from infocalc.integration.logarithms import open_logs
from infocalc.integration.ranges import MINUS_OO, S, placed
from infocalc.records import NamedTuple


class _Fitted(NamedTuple):
    """log f = constant + Σ coefficient·statistic, the kernel that fits it, and what must be positive."""

    constant: Expr
    coefficients: Coefficients
    fit: KernelFit
    positive: tuple[Expr, ...]


def closed(density: Density) -> KernelForm | None:
    """The closed forms of the first kernel that fits."""
    # f >= 0 with a parameter as a factor: its being positive is a condition of what follows
    assumed = tuple(parameter_factors(density))
    for one in _fits(density, assumed, frozenset()):
        if any(t not in one.fit.means for t in one.coefficients):
            continue
        mean = X.add(*[c * one.fit.means[t] for t, c in one.coefficients.items()])
        known = frozenset(one.positive)
        mass, entropy = (
            special_values(open_logs(expanded(e), known))
            for e in (one.constant + one.fit.log_z, -one.constant - mean)
        )
        return KernelForm(mass, entropy, one.positive)
    return None


def log_mass(density: Density, known: frozenset[Expr]) -> tuple[Expr, tuple[Expr, ...]] | None:
    """log ∫ f for a positive f, `known` being positive, and what else must be; None where no kernel fits."""
    for one in _fits(density, (), known):
        positive = frozenset((*one.positive, *known))
        return special_values(open_logs(expanded(one.constant + one.fit.log_z), positive)), one.positive
    return None


def diverges(density: Density, known: frozenset[Expr]) -> bool:
    """Whether ∫ f of a positive f is proved infinite: a kernel fits but for a number that is not positive."""
    for s_log, low, high, _ in _frames(density, frozenset((S, *known))):
        coefficients = split_terms(expanded(s_log), S.data)[1]
        for kernel in DISCRETE if density.discrete else CONTINUOUS:
            fit = _fit(kernel, coefficients, low, high)
            if fit is not None and any(not e.free and constant(e) <= 0 for e in map(expanded, fit.positive)):
                return True
    return False


def _fits(density: Density, assumed: tuple[Expr, ...], known: frozenset[Expr]) -> Iterator[_Fitted]:
    """The kernels that fit the density, in one of the frames."""
    for s_log, low, high, width in _frames(density, frozenset((S, *assumed, *known))):
        constant, coefficients = split_terms(expanded(s_log), S.data)
        for kernel in DISCRETE if density.discrete else CONTINUOUS:
            fit = _fit(kernel, coefficients, low, high)
            positive = None if fit is None else requirements((*width, *fit.positive, *assumed))
            if fit is not None and positive is not None:
                yield _Fitted(constant, coefficients, fit, positive)


def _fit(kernel: Kernel, coefficients: Coefficients, low: Expr, high: Expr) -> KernelFit | None:
    try:
        return kernel(coefficients, low, high)
    except Undefined:
        # an exponent at which the kernel has no integral, such as 1/x on [1, oo)
        return None


def parameter_factors(density: Density) -> list[Expr]:
    """The parameters that f has as a factor: for f >= 0 they are positive."""
    f = density.f
    bases = [X.split_power(part)[0] for part in (f.args if f.head == X.MUL else (f,))]
    return [b for b in bases if b.head == X.SYM and b.data != density.variable]


def _frames(density: Density, positive: frozenset[Expr]) -> list[tuple[Expr, Expr, Expr, tuple[Expr, ...]]]:
    """log f in s with its range: from the lower end, from the upper end, from the kink or the peak."""
    f, low, high, x = density.f, density.low, density.high, density.variable
    open_left, open_right = low is MINUS_OO, high is X.OO
    frames: list[tuple[Expr, Expr, Expr, tuple[Expr, ...]]] = []
    if density.discrete:
        return [] if open_left else [(_log_at(f, x, S, positive), low, high, ())]
    if not open_left and not open_right:
        width = high - low
        log = _log_at(f, x, low + S, positive | {width - S})
        return [(_two_ends(log, width), X.ZERO, width, (width,))]
    if not open_left:
        frames.append((_log_at(f, x, X.add(*X.terms(low), S), positive), X.ZERO, X.OO, ()))
        frames.append((_log_at(f, x, S, positive), low, X.OO, ()))
    elif not open_right:
        frames.append((_log_at(f, x, X.add(*X.terms(high), -S), positive), X.ZERO, X.OO, ()))
    else:
        places = [X.add(*X.terms(c), S) for c in [*_centres(f, x), X.ZERO]]
        frames += [(_log_at(f, x, place, positive), MINUS_OO, X.OO, ()) for place in places]
    return frames


def _log_at(f: Expr, x: str, place: Expr, positive: frozenset[Expr]) -> Expr:
    return open_logs(F.log(placed(f, x, place)), positive)


def _centres(f: Expr, x: str) -> list[Expr]:
    """The zeros of what stands inside of absolute values, powers and exponentials."""
    inside = [n.args[0] for n in X.nodes(f) if F.abs.heads(n)]
    inside += [n.args[0] for n in X.nodes(f) if n.head == X.POW and n.args[0].head == X.ADD]
    inside += [n.args[1] for n in X.nodes(f) if n.head == X.POW and n.args[0] is X.E]
    zeros = [linear_zero(e, x) for e in inside]
    return [z for z in dict.fromkeys(zeros) if z is not None]


def _two_ends(log: Expr, width: Expr) -> Expr:
    """Logs of linear or quadratic factors that vanish at an end, as log s and log(w − s)."""
    right = F.log(X.add(*X.terms(width), -S))

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        from infocalc.functions import rebuild

        if not F.log.heads(node) or S.data not in node.free:
            return rebuild(node, parts)
        return _factored_log(parts[0], width, right) or rebuild(node, parts)

    return X.fold(log, visit)


def _factored_log(u: Expr, width: Expr, right: Expr) -> Expr | None:
    from infocalc.algebra.normal import is_zero

    n, at_end = placed(u, S.data, X.ZERO), placed(u, S.data, width)
    m = placed(u, S.data, X.ONE) - n
    if linear_zero(u, S.data) is not None:
        if n is X.ZERO:
            return F.log(m) + LOG_S
        if at_end is X.ZERO or is_zero(at_end):
            return F.log(-m) + right
        return None
    if n is not X.ZERO or not is_zero(at_end):
        return None
    k = m / (width - 1) if width is not X.ONE else placed(u, S.data, X.HALF) * 4
    return F.log(k) + LOG_S + right if is_zero(u - k * S * (width - S)) else None
