"""Measures of a few rational numbers, by whole numbers and `decimal`: FLINT is not loaded for them.

Each is Σ c·log n over primes n. `decimal` rounds its logarithms correctly, by contract, so that whole numbers
Xₙ with |10^s·log n − Xₙ| < 2 are had from it, and |10^s·Σ c·log n − Σ c·Xₙ| < 2·Σ |c| proves the digits.
Whatever is not plain is left to the usual way (None), with balls; the answers are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import gcd, lcm

from infocalc.algebra.digits import nearest, rational_text, written
from infocalc.information.answers.log_terms import Ratio, log_terms
from infocalc.information.measure import MEASURES, Measure
from infocalc.information.options import InformationOptions
from infocalc.notation.formula import Formula, call_of
from infocalc.report.report import DOUBLE_DIGITS, Number, Report, Row

#: outcomes, size of numerators and denominators, digits: beyond these the usual way is the faster one
_MOST_OUTCOMES, _MOST_SIZE, _MOST_DIGITS = 64, 1_000_000, 1_000
#: the function that is the logarithm in a unit, and its base where that is not e
_LOGS: dict[str, tuple[str, int | None]] = {"nats": ("log", None), "bits": ("log2", 2)}


#: probabilities as numerators over one denominator
Numbers = tuple[list[int], int]
#: weight·log(above/below)
Term = tuple[int, int, int]
#: measure -> the terms of an outcome with the probabilities a/w and b/w, and what w is multiplied by
_TERMS: dict[str, tuple[Callable[[int, int, int], tuple[Term, ...]], int]] = {
    "entropy": (lambda a, _, w: ((a, w, a),), 1),
    "xent": (lambda a, b, w: ((a, w, b),), 1),
    "kl": (lambda a, b, w: ((a, a, w), (a, w, b)), 1),
    "jsd": (lambda a, b, w: ((a, a, w), (b, b, w), (a + b, 2 * w, a + b)), 2),
}


def measured(measure: Measure, texts: Sequence[str | None], options: InformationOptions) -> Report | None:
    """The report on `1/2,1/3,1/6` and its like, asked for nothing but digits and a unit."""
    asked = InformationOptions(digits=options.digits, unit=options.unit)
    if measure.name not in _TERMS or options != asked or options.unit not in _LOGS:
        return None
    if len(texts) != measure.operands or None in texts or options.digits > _MOST_DIGITS:
        return None
    pmfs = [_read(str(text)) for text in texts]
    read = [pmf for pmf in pmfs if pmf is not None]
    if len(read) < len(pmfs) or len({len(numerators) for numerators, _ in read}) > 1:
        return None
    rows = [_row(MEASURES[name], read, options) for name in (measure.name, *measure.beside)]
    found = tuple([row for row in rows if row is not None])
    given = dict(zip("pq", texts, strict=False))
    return Report(measure.name, given, found, unit=options.unit) if len(found) == len(rows) else None


def _row(measure: Measure, pmfs: Sequence[Numbers], options: InformationOptions) -> Row | None:
    """The measure of one pmf or of two; None where it is infinite or of large numbers."""
    powers, whole = _powers_of(measure, pmfs)
    return None if powers is None else Row(measure.symbol, *_in_unit(powers, whole, options))


def _powers_of(measure: Measure, pmfs: Sequence[Numbers]) -> tuple[dict[int, int] | None, int]:
    """The measure is Σ (exponent/whole)·log prime: the exponents by prime, and the whole."""
    terms, more = _TERMS[measure.name]
    whole = lcm(*[whole for _, whole in pmfs])
    p, q = ([a * (whole // own) for a in numerators] for numerators, own in (pmfs[0], pmfs[-1]))
    powers = _powers([term for a, b in zip(p, q, strict=True) for term in terms(a, b, whole)])
    return powers, more * whole


def _read(text: str) -> Numbers | None:
    """The probabilities as numerators over one denominator; None unless they are plain and sum to 1."""
    parts = text.split(",")
    if not 2 <= len(parts) <= _MOST_OUTCOMES:
        return None
    ratios = [_ratio(part.strip()) for part in parts]
    found = [ratio for ratio in ratios if ratio is not None]
    whole = lcm(*(q for _, q in found))
    numerators = [p * (whole // q) for p, q in found]
    return (numerators, whole) if len(found) == len(parts) and sum(numerators) == whole else None


def _ratio(text: str) -> Ratio | None:
    """3/4, 0.75, 1; None for any other text and for large numbers."""
    above, slash, below = text.partition("/")
    whole, point, decimals = above.partition(".")
    digits = (whole, decimals if point else "0", below if slash else "1")
    if not text.isascii() or not all(part.isdecimal() and len(part) < 7 for part in digits):
        return None
    p, q = int(whole + (decimals if point else "")), 10 ** len(decimals) * int(digits[2])
    if q == 0:
        return None
    shared = gcd(p, q)
    return (p // shared, q // shared) if max(p, q) <= shared * _MOST_SIZE else None


def _powers(terms: Iterable[Term]) -> dict[int, int] | None:
    """The exponents of primes in Π (above/below)^weight; None where one is 0 or large."""
    found: dict[int, int] = {}
    for weight, above, below in terms:
        if weight == 0:
            continue
        shared = gcd(above, below)
        if below == 0 or max(above, below) > shared * _MOST_SIZE:
            return None
        for n, sign in ((above // shared, 1), (below // shared, -1)):
            for prime in _primes(n):
                found[prime] = found.get(prime, 0) + sign * weight
    return {prime: found[prime] for prime in sorted(found) if found[prime]}


def _primes(n: int) -> list[int]:
    """The prime factors of n, each as often as it divides n."""
    found, k = [], 2
    while k * k <= n:
        while n % k == 0:
            found.append(k)
            n //= k
        k += 1
    return [*found, n] if n > 1 else found


def _in_unit(powers: dict[int, int], whole: int, options: InformationOptions) -> tuple[Formula, Number]:
    """The formula of Σ (exponent/whole)·log prime in the unit, and its decimal."""
    log, base = _LOGS[options.unit]
    rest = {prime: k for prime, k in powers.items() if prime != base}
    outside = _lowest(powers.get(base, 0) if base else 0, whole)
    ratios = {prime: _lowest(k, whole) for prime, k in rest.items()}
    formula = log_terms(outside, ratios, lambda n: call_of(log, n))
    return formula, _number(powers, whole, base, options.digits) if rest else _exact(outside, options.digits)


def _lowest(p: int, q: int) -> Ratio:
    shared = gcd(p, q)
    return p // shared, q // shared


def _exact(x: Ratio, digits: int) -> Number:
    text = str(x[0]) if x[1] == 1 else f"{x[0]}/{x[1]}"
    return Number(rational_text(*x, digits), True, text, float(rational_text(*x, DOUBLE_DIGITS)))


def _number(powers: Mapping[int, int], whole: int, base: int | None, digits: int) -> Number:
    """The decimal of Σ (exponent/whole)·log prime, over log of the base; it is irrational and positive."""
    scale = max(digits, DOUBLE_DIGITS) + 8
    while True:
        low, high = _enclosed(powers, whole, base, scale)
        found = [_rounded(low, high, n) for n in (digits, max(digits, DOUBLE_DIGITS))]
        if None not in found:
            return Number(str(found[0]), True, None, float(str(found[1])))
        scale *= 2


def _rounded(low: Ratio, high: Ratio, digits: int) -> str | None:
    """The decimal to which all numbers between the two round, if there is one."""
    if low[0] <= 0:
        return None
    n, exponent = nearest(*low, digits)
    return written(n, exponent, digits, False) if nearest(*high, digits) == (n, exponent) else None


def _enclosed(powers: Mapping[int, int], whole: int, base: int | None, scale: int) -> tuple[Ratio, Ratio]:
    """Bounds of the value, from logarithms of `scale` digits behind the point."""
    total = sum(k * _log(prime, scale) for prime, k in powers.items())
    error = 2 * sum(map(abs, powers.values()))
    unit, slack = (10**scale, 0) if base is None else (_log(base, scale), 2)
    return (total - error, whole * (unit + slack)), (total + error, whole * (unit - slack))


def _log(n: int, scale: int) -> int:
    """10^scale·log n, off by less than 2; n < 10^6, so that log n has at most 2 digits before the point."""
    from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

    exact = Context(prec=scale + 4, Emax=MAX_EMAX, Emin=MIN_EMIN)
    return int(Decimal(n).ln(exact).scaleb(scale, exact))
