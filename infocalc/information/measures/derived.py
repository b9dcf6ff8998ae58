"""Measures that an option makes of a row: Rényi's and Tsallis' of an order, the perplexity.

They are measures like those of the table, so families, densities and pmfs with symbols have them at once.
"""

from __future__ import annotations

from flint import fmpq

from infocalc.annotations import Any
from infocalc.errors import UsageError
from infocalc.information.measure import Measure
from infocalc.information.measures.orders import order
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.rationals import rational
from infocalc.information.ring import exp, power, scaled


def derived(measure: Measure, options: InformationOptions) -> Measure:
    """The measure of the order asked for, or its exponential."""
    asked = [name for name in ("renyi", "tsallis", "perplexity") if getattr(options, name)]
    if len(asked) > 1:
        raise UsageError(
            f"--{asked[0]} and --{asked[1]} ask for two different numbers", hint="choose one of them"
        )
    if options.perplexity:
        of_density = None if measure.of_density is None else f"exp({measure.of_density})"
        return measure._replace(symbol=f"exp({measure.symbol})", of_density=of_density, after=exp)
    if options.renyi is not None:
        return _of_order(measure, "renyi", options.renyi)
    return measure if options.tsallis is None else _of_order(measure, "tsallis", options.tsallis)


def power_divergence(measure: Measure, text: str) -> Measure:
    """(∫ p^a·q^(1−a) − 1)/(a·(a − 1)), the power divergence of order a (N. Cressie, T. Read, 1984).

    a = 2 is half of Pearson's χ², −1 half of Neyman's, 1/2 four times the square of the Hellinger distance.
    """
    a = rational(text.strip())
    if a is None or a in (0, 1):
        hint = "for example 2, 1/2 or -1" if a is None else "1 is kl P Q, 0 is kl Q P"
        raise UsageError(f"--alpha {text}: an order is a number other than 0 and 1", hint=hint)
    c = 1 / (a * (a - 1))
    return measure._replace(
        symbol=_indexed(measure.symbol.replace("D", "A"), a),
        logs=None,
        term=_affinity(a),
        what=f"p({{x}})^{_written(a)}*q({{x}})^{_written(1 - a)}",
        after=lambda total: scaled(c, total - 1),
        finite_without_q=a < 1,
        finite_without_p=a > 0,
        sums=(),
        beside=(),
        together=None,
    )


def _of_order(measure: Measure, option: str, text: str) -> Measure:
    a = order(option, text)
    if a is None or a == 0:
        raise UsageError(f"--{option} {text} works on pmfs of numbers", hint="give a positive order")
    if a == 1:
        return measure
    return _tsallis(measure, a) if option == "tsallis" else _renyi(measure, a)


def _renyi(measure: Measure, a: fmpq) -> Measure:
    """log(∫ p^a)/(1 − a), and log(∫ p^a·q^(1−a))/(a − 1), which is infinite for a > 1 where q = 0 < p."""
    one = measure.operands == 1
    return measure._replace(
        symbol=_indexed(measure.symbol, a),
        of_density=None if measure.of_density is None else _indexed(measure.of_density, a),
        logs=None,
        term=_power(a) if one else _affinity(a),
        what=f"p({{x}})^{_written(a)}" if one else f"p({{x}})^{_written(a)}*q({{x}})^{_written(1 - a)}",
        times_log=1 / (1 - a) if one else 1 / (a - 1),
        finite_without_q=a < 1,
        finite_without_p=True,
    )


def _tsallis(measure: Measure, a: fmpq) -> Measure:
    """(1 − ∫ p^a)/(a − 1)."""
    return measure._replace(
        symbol=_indexed(measure.symbol.replace("H", "S"), a),
        of_density=_indexed("s(P)", a),
        logs=None,
        term=_power(a),
        what=f"p({{x}})^{_written(a)}",
        after=lambda total: scaled(1 / (a - 1), 1 - total),
    )


def _power(a: fmpq) -> Any:
    return lambda p: power(p, int(a.p), int(a.q))


def _affinity(a: fmpq) -> Any:
    b = 1 - a
    return lambda p, q: power(p, int(a.p), int(a.q)) * power(q, int(b.p), int(b.q))


def _written(a: fmpq) -> str:
    text = str(int(a.p)) if a.q == 1 else f"{int(a.p)}/{int(a.q)}"
    return text if a.q == 1 and a >= 0 else f"({text})"


def _indexed(symbol: str, a: fmpq) -> str:
    """H_2(P), H_1/2(P)."""
    name, bracket, rest = symbol.partition("(")
    index = str(int(a.p)) if a.q == 1 else f"{int(a.p)}/{int(a.q)}"
    return f"{name}_{index}{bracket}{rest}"
