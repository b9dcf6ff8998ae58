"""a + Σ c·log n as a textbook prints it: 2*log(2)/3 + log(3)/2, in bits 2/3 + log2(3)/2."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from infocalc.notation.formula import Formula, number

#: numerator and denominator in lowest terms, the denominator positive
Ratio = tuple[int, int]


def log_terms(whole: Ratio, powers: Mapping[int, Ratio], log: Callable[[Formula], Formula]) -> Formula:
    """whole + Σ c·log n over the pairs n: c, positive terms first, each kind by rising n."""
    ordered = sorted(powers.items(), key=lambda item: (item[1][0] < 0, item[0]))
    terms = [multiple(c, log(number(n))) for n, c in ordered]
    if whole[0] != 0:
        place = 0 if whole[0] > 0 else sum(c[0] > 0 for _, c in ordered)
        terms.insert(place, _signed(whole))
    if not terms:
        return number(0)
    return terms[0] if len(terms) == 1 else Formula("sum", tuple(terms))


def multiple(c: Ratio, log: Formula) -> Formula:
    """c·log n: log(n), 2*log(n)/3, -log(n)/2."""
    p, q = abs(c[0]), c[1]
    above = log if p == 1 else Formula("product", (number(p), log))
    whole = above if q == 1 else Formula("quotient", (above, number(q)))
    return whole if c[0] > 0 else Formula("neg", (whole,))


def _signed(x: Ratio) -> Formula:
    p, q = abs(x[0]), x[1]
    size = number(p) if q == 1 else Formula("quotient", (number(p), number(q)))
    return size if x[0] > 0 else Formula("neg", (size,))
