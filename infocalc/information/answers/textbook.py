"""Exact values as a textbook prints them: 2*log(2)/3 + log(3)/2, in bits 2/3 + log2(3)/2."""

from __future__ import annotations

from flint import fmpq

from infocalc.information.answers.log_terms import Ratio, log_terms, multiple
from infocalc.information.answers.units import Unit
from infocalc.information.pmf.logarithm_sums import MOST_LOGARITHMS, ZERO, Logs, canonical
from infocalc.notation.formula import Formula, number

Powers = dict[int, fmpq]

#: larger integers make a formula nobody reads
_MOST_BITS = 256


def exact_form(value: Logs, unit: Unit) -> tuple[Formula | None, fmpq | None]:
    """The formula of the value in the unit, and the value itself when it is rational.

    None for the formula where it would be too long to be of use.
    """
    powers = canonical(value)
    if powers is None:
        return None, None
    if not powers and value.constant == 0:
        return number(0), ZERO
    if unit.base is None:
        whole, powers_left = value.constant, powers
    else:
        whole, powers_left = _in_base(powers, unit)
        if value.constant != 0:
            return _quotient_form(value, powers, unit), None
    rational = whole if not powers_left else None
    return _formula(whole, powers_left, unit), rational


def _in_base(powers: Powers, unit: Unit) -> tuple[fmpq, Powers]:
    """a + Σ c·log_b n, with the multiple of log b = Σ e·log m taken out that leaves the fewest logarithms."""
    base = canonical(Logs(((unit.base or ZERO, fmpq(1)),))) or {}
    best: tuple[fmpq, Powers] = (ZERO, powers)
    if not base.keys() <= powers.keys():
        return best
    for n in base:
        whole = powers[n] / base[n]
        left = {m: c - whole * base.get(m, ZERO) for m, c in powers.items()}
        left = {m: c for m, c in left.items() if c != 0}
        if len(left) < len(best[1]):
            best = (whole, left)
    return best


def _formula(whole: fmpq, powers: Powers, unit: Unit) -> Formula | None:
    if len(powers) > MOST_LOGARITHMS or any(_bits(n, c) > _MOST_BITS for n, c in powers.items()):
        return None
    return log_terms(_ratio(whole), {n: _ratio(c) for n, c in powers.items()}, unit.log_formula)


def _bits(n: int, c: fmpq) -> int:
    return max(n.bit_length(), c.p.height_bits(), c.q.height_bits())


def scaled(c: fmpq, log: Formula) -> Formula:
    """c·log n: log(n), 2*log(n)/3, -log(n)/2."""
    return multiple(_ratio(c), log)


def _ratio(x: fmpq) -> Ratio:
    return int(x.p), int(x.q)


def _quotient_form(value: Logs, powers: Powers, unit: Unit) -> Formula | None:
    """(a + Σ c·log n)/log b, for values that are no pure sum of logarithms."""
    above = _formula(value.constant, powers, Unit("nats"))
    if above is None:
        return None
    return Formula("quotient", (above, Formula("call", (unit.base_formula(),), "log")))
