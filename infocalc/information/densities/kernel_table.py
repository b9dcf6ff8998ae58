"""The table of kernels: what is integrated in closed form, row by row (see `kernels.py`)."""

from __future__ import annotations

from collections.abc import Callable

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.information.densities.expand import expanded, split_terms
from infocalc.integration.kinks import linear_zero
from infocalc.integration.ranges import MINUS_OO, S, placed
from infocalc.records import NamedTuple

LOG_S = F.log(S)


class KernelFit(NamedTuple):
    """log Z, E[T] for each statistic used, and the conditions u > 0 under which they hold."""

    log_z: Expr
    means: dict[Expr, Expr]
    positive: tuple[Expr, ...] = ()


#: the coefficients of the statistics of log f; Kernel: coefficients and (low, high) in s -> fit
Coefficients = dict[Expr, Expr]
Kernel = Callable[[Coefficients, Expr, Expr], "KernelFit | None"]


def _only(coefficients: Coefficients, *statistics: Expr) -> list[Expr] | None:
    """The coefficients of these statistics, 0 where absent; None if there are others."""
    if any(t not in statistics for t in coefficients):
        return None
    return [coefficients.get(t, X.ZERO) for t in statistics]


def beta(coefficients: Coefficients, _low: Expr, high: Expr) -> KernelFit | None:
    """s^α·(w − s)^β on (0, w): Z = w^(α+β+1)·B(α + 1, β + 1)."""
    left, right = LOG_S, F.log(X.add(*X.terms(high), -S))
    found = _only(coefficients, left, right)
    if found is None or high is X.OO:
        return None
    a, b = (X.add(*X.terms(c), X.ONE) for c in found)
    log_w, total = F.log(high), a + b
    log_beta = F.loggamma(a) + F.loggamma(b) - F.loggamma(total)
    means = {
        left: log_w + F.digamma(a) - F.digamma(total),
        right: log_w + F.digamma(b) - F.digamma(total),
    }
    if not coefficients:
        return KernelFit(log_w, means)
    return KernelFit((total - 1) * log_w + log_beta, means, tuple(c for c in (a, b) if c is not X.ONE))


def power_exponential(coefficients: Coefficients, low: Expr, high: Expr) -> KernelFit | None:
    """s^α·e^(−β·s^k) on (0, oo): Z = Γ(a)/(|k|·β^a), a = (α + 1)/k: gamma, Weibull, inverse gamma …"""
    powers = [t for t in coefficients if t is not LOG_S]
    if low is not X.ZERO or high is not X.OO or len(powers) != 1 or X.split_power(powers[0])[0] is not S:
        return None
    k, rate = X.split_power(powers[0])[1], expanded(-coefficients[powers[0]])
    if k.free:
        k_positive: tuple[Expr, ...] = (k,)
    else:
        k_positive = ()
    a = (coefficients.get(LOG_S, X.ZERO) + 1) / k
    log_rate = F.log(rate)
    means = {powers[0]: a / rate, LOG_S: (F.digamma(a) - log_rate) / k}
    plain = coefficients.get(LOG_S, X.ZERO) is X.ZERO
    size = -k if k.head == X.NUM and k.data < 0 else k
    log_z = F.loggamma(a) - F.log(size) - a * log_rate
    sure = plain and size is k
    return KernelFit(log_z, means, (rate, *k_positive) if sure else (rate, *k_positive, a))


def power_tail(coefficients: Coefficients, low: Expr, high: Expr) -> KernelFit | None:
    """(m·s + d)^(−α) on (c, oo): Z = (mc + d)^(1−α)/(m(α − 1)): Pareto, Lomax."""
    if high is not X.OO or len(coefficients) != 1 or low is MINUS_OO:
        return None
    ((log, c),) = coefficients.items()
    if not F.log.heads(log) or linear_zero(log.args[0], S.data) is None:
        return None
    start = placed(log.args[0], S.data, low)
    m = placed(log.args[0], S.data, X.ONE) - placed(log.args[0], S.data, X.ZERO)
    if start is X.ZERO:
        return None
    alpha = expanded(-c - 1)
    mean = F.log(start) + 1 / alpha
    return KernelFit(-alpha * F.log(start) - F.log(m * alpha), {log: mean}, (alpha, start))


def peak(coefficients: Coefficients, low: Expr, high: Expr) -> KernelFit | None:
    """e^(−β·|s|^k) on the line: Z = 2·Γ(1/k)/(k·β^(1/k)): Laplace, normal, generalised normal."""
    if low is not MINUS_OO or high is not X.OO or len(coefficients) != 1:
        return None
    ((power, c),) = coefficients.items()
    base, k = X.split_power(power)
    even = k.head == X.NUM and type(k.data) is int and k.data % 2 == 0
    if not (base is F.abs(S) or (base is S and even)):
        return None
    a, rate = 1 / k, -c
    log_z = F.log(X.TWO) + F.loggamma(a) - F.log(k) - a * F.log(rate)
    return KernelFit(log_z, {power: a / rate}, (rate, k) if k.free else (rate,))


def normal(coefficients: Coefficients, low: Expr, high: Expr) -> KernelFit | None:
    """e^(−βs² + γs) on the line: Z = √(π/β)·e^(γ²/(4β))."""
    square = X.power(S, X.TWO)
    found = _only(coefficients, square, S)
    if low is not MINUS_OO or high is not X.OO or found is None or square not in coefficients:
        return None
    rate, tilt = -found[0], found[1]
    mean = tilt / (2 * rate)
    log_z = F.log(X.PI) / 2 - F.log(rate) / 2 + X.power(tilt, X.TWO) / (4 * rate)
    return KernelFit(log_z, {S: mean, square: 1 / (2 * rate) + X.power(mean, X.TWO)}, (rate,))


def uniform_integers(coefficients: Coefficients, low: Expr, high: Expr) -> KernelFit | None:
    """1 on low..high: Z = high − low + 1."""
    if coefficients or high is X.OO:
        return None
    n = X.add(*X.terms(high), *X.terms(-low), X.ONE)
    return KernelFit(F.log(n), {}, (n,) if n.free else ())


def geometric(coefficients: Coefficients, low: Expr, high: Expr) -> KernelFit | None:
    """r^s on low, low + 1, …: Z = r^low/(1 − r)."""
    found = _only(coefficients, S)
    if found is None or high is not X.OO or not coefficients:
        return None
    log_r = found[0]
    r = X.power(X.E, log_r)
    rest = X.add(X.ONE, *X.terms(-r))
    return KernelFit(low * log_r - F.log(rest), {S: low + r / rest}, (r, rest))


def zeta(coefficients: Coefficients, low: Expr, high: Expr) -> KernelFit | None:
    """s^(−α) on 1, 2, …: Z = ζ(α)."""
    found = _only(coefficients, LOG_S)
    if found is None or low is not X.ONE or high is not X.OO or not coefficients:
        return None
    alpha = -found[0]
    z = F.zeta(alpha)
    return KernelFit(F.log(z), {LOG_S: -F.zetaprime(X.ONE, alpha) / z}, (alpha - 1,))


def quadratic_tail(coefficients: Coefficients, low: Expr, high: Expr) -> KernelFit | None:
    """(d + m·s²)^(−α) on the line: Z = d^(1/2−α)·m^(−1/2)·B(1/2, α − 1/2): Cauchy, Student."""
    if low is not MINUS_OO or high is not X.OO or len(coefficients) != 1:
        return None
    ((log, c),) = coefficients.items()
    if not F.log.heads(log):
        return None
    d, parts = split_terms(expanded(log.args[0]), S.data)
    if list(parts) != [X.power(S, X.TWO)]:
        return None
    (m,), alpha = parts.values(), expanded(-c)
    half = expanded(alpha - X.HALF)
    log_beta = F.loggamma(X.HALF) + F.loggamma(half) - F.loggamma(alpha)
    mean = F.log(d) + F.digamma(alpha) - F.digamma(half)
    log_z = -half * F.log(d) - X.HALF * F.log(m) + log_beta
    return KernelFit(log_z, {log: mean}, (half, d, m))


def logistic(coefficients: Coefficients, low: Expr, high: Expr) -> KernelFit | None:
    """e^(βs)/(1 + e^(βs))² on the line: Z = 1/|β|; either sign of β is the same density."""
    logs = [t for t in coefficients if t is not S]
    if low is not MINUS_OO or high is not X.OO or len(logs) != 1 or logs[0].head != X.CALL:
        return None
    u = logs[0].args[0]
    rate = expanded(X.add(*[f.args[1] for f in X.nodes(u - 1) if f.head == X.POW and f.args[0] is X.E]) / S)
    slope = coefficients.get(S, X.ZERO)
    if u is not 1 + X.power(X.E, rate * S) or coefficients[logs[0]] is not X.num(-2) or slope is not rate:
        return None
    size = -rate if rate.head in (X.MUL, X.NUM) and rate.data < 0 else rate
    return KernelFit(-F.log(size), {S: X.ZERO, logs[0]: X.ONE}, (size,))


def exponential_series(coefficients: Coefficients, low: Expr, high: Expr) -> KernelFit | None:
    """r^s/s! on 0, 1, …: log Z = r, and Poisson laws; E[log s!] has no closed form."""
    factorial = F.loggamma(S + 1)
    found = _only(coefficients, S, factorial)
    if found is None or low is not X.ZERO or high is not X.OO or found[1] is not X.MINUS_ONE:
        return None
    r = X.power(X.E, found[0])
    return KernelFit(r, {S: r})


def binomial_series(coefficients: Coefficients, low: Expr, high: Expr) -> KernelFit | None:
    """r^s/(s!·(n − s)!) on 0..n: Z = (1 + r)^n/n!, and binomial laws."""
    factorials = (F.loggamma(S + 1), F.loggamma(high - S + 1))
    found = _only(coefficients, S, *factorials)
    if found is None or low is not X.ZERO or any(c is not X.MINUS_ONE for c in found[1:]):
        return None
    r = X.power(X.E, found[0])
    return KernelFit(high * F.log(1 + r) - F.loggamma(high + 1), {S: high * r / (1 + r)})


CONTINUOUS: tuple[Kernel, ...] = (
    beta,
    power_exponential,
    power_tail,
    peak,
    normal,
    quadratic_tail,
    logistic,
)
DISCRETE: tuple[Kernel, ...] = (uniform_integers, geometric, zeta, exponential_series, binomial_series)
