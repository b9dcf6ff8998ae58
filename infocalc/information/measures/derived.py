"""Measures that an option makes of a row: Rényi's and Tsallis' of an order, the perplexity.

They are measures like those of the table, so families, densities and pmfs with symbols have them at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flint import fmpq

from infocalc.annotations import Any, TypeVar
from infocalc.errors import NoAnswer, UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import subs
from infocalc.information.condition import Condition, plain
from infocalc.information.facts import Facts
from infocalc.information.measure import Measure, Pairs
from infocalc.information.measures import orders
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.rationals import rational
from infocalc.information.point import read_point
from infocalc.information.ring import exp, power, present, scaled
from infocalc.information.source import names_of

AnyLaw = TypeVar("AnyLaw")


def chosen(measure: Measure, options: InformationOptions) -> Measure:
    """The measure of the table, or what --alpha, --f or a negative order of Rényi make of it."""
    if options.alpha is not None:
        return power_divergence(measure, options.alpha)
    if options.f is not None:
        from infocalc.information.measures.by_formula import f_divergence

        return f_divergence(measure, options.f)
    negative = options.renyi is not None and _is_negative(order_of("renyi", options.renyi, options.at))
    return measure._replace(nonnegative=measure.nonnegative and not negative)


def of_mixture(
    measure: Measure, laws: Sequence[AnyLaw], options: InformationOptions
) -> tuple[Measure, tuple[AnyLaw, ...]]:
    """Σ wᵢ·D(Pᵢ‖M) with M = Σ wᵢ·Pᵢ, and the laws whose weights are not 0 (J. Lin, 1991, equation 5.1)."""
    n = len(laws)
    given = [fmpq(1, n)] * n if options.mixture_weights is None else _weights(options.mixture_weights, n)
    kept = [(w, law) for w, law in zip(given, laws, strict=True) if w != 0]
    weights = [w for w, _ in kept]

    def logs(*ps: Any) -> Pairs:
        parts = [scaled(w, p) for w, p in zip(weights, ps, strict=True)]
        whole = sum(parts[1:], parts[0])
        return tuple((p / whole, part) for p, part in zip(ps, parts, strict=True))

    names = names_of(n)
    said = ", ".join(f"{name}: {_short(w)}" for name, w in zip(names, given, strict=True))
    made = measure._replace(
        symbol=f"{measure.symbol.partition('(')[0]}({','.join(names)})",
        operands=len(kept),
        logs=logs,
        root=f"sqrt({measure.symbol.partition('(')[0]}({','.join(names)}))",
        notes=(f"weights {said}",),
        sums=(),
    )
    return made, tuple(law for _, law in kept)


def _weights(text: str, n: int) -> list[fmpq]:
    found = [rational(part.strip()) for part in text.split(",")]
    weights = [w for w in found if w is not None and w >= 0]
    if len(weights) < len(found) or sum(weights, fmpq(0)) != 1:
        raise UsageError(
            f"--mixture-weights {text}: numbers >= 0 whose sum is 1 are wanted", "for example 1/4,3/4"
        )
    if len(weights) != n:
        raise UsageError(f"--mixture-weights {text}: {len(weights)} weights for {n} laws")
    return weights


def _short(w: fmpq) -> str:
    return str(int(w.p)) if w.q == 1 else f"{int(w.p)}/{int(w.q)}"


def derived(measure: Measure, options: InformationOptions) -> Measure:
    """The measure of the order asked for, or its exponential."""
    asked = [name for name in ("tsallis", "renyi", "perplexity") if getattr(options, name)]
    if "tsallis" in asked and len(asked) > 1:
        raise UsageError(
            f"--{asked[0]} and --{asked[1]} ask for two different numbers", hint="choose one of them"
        )
    if options.tsallis is not None:
        return _of_order(measure, "tsallis", options)
    found = measure if options.renyi is None else _of_order(measure, "renyi", options)
    return _exponential(found) if options.perplexity else found


def _exponential(measure: Measure) -> Measure:
    """e^measure."""
    of_density = None if measure.of_density is None else f"exp({measure.of_density})"
    symbol = f"exp({measure.symbol})"
    return measure._replace(
        symbol=symbol, of_density=of_density, after=lambda total: exp(measure.whole(total)), times_log=None
    )


def power_divergence(measure: Measure, text: str) -> Measure:
    """(∫ p^a·q^(1−a) − 1)/(a·(a − 1)), the power divergence of order a (N. Cressie, T. Read, 1984).

    a = 2 is half of Pearson's χ², −1 half of Neyman's, 1/2 four times the square of the Hellinger distance.
    """
    a = rational(text.strip())
    if a is None or a in (0, 1):
        hint = "for example 2, 1/2 or -1" if a is None else "1 is kl P Q, 0 is kl Q P"
        raise UsageError(f"--alpha {text}: an order is a number other than 0 and 1", hint=hint)
    c, order = 1 / (a * (a - 1)), X.rational(a)
    return measure._replace(
        symbol=_indexed(measure.symbol.replace("D", "A"), order),
        logs=None,
        term=_affinity(order),
        what=f"p({{x}})^{_written(order)}*q({{x}})^{_written(1 - order)}",
        after=lambda total: scaled(c, total - 1),
        finite_without_q=a < 1,
        finite_without_p=a > 0,
        sums=(),
        beside=(),
        together=None,
    )


def order_of(option: str, text: str, at: Mapping[str, str]) -> Expr:
    """The order asked for, its symbols replaced by the values of --at: ∞, a number, or a formula."""
    a = orders.read(option, text)
    if a is not None or text.strip() in orders.INFINITE:
        return X.OO if a is None else X.rational(a)
    found = orders.formula(option, text)
    return subs(found, read_point(at, found.free))


def is_formula(options: InformationOptions) -> bool:
    """Whether the order asked for is no number as it is typed."""
    return bool(_formulas(options))


def order_symbols(options: InformationOptions) -> frozenset[str]:
    """The symbols of the order as it is typed."""
    return frozenset().union(*[f.free for f in _formulas(options)])


def _formulas(options: InformationOptions) -> list[Expr]:
    """The orders that are typed as formulas."""
    asked = [(name, getattr(options, name)) for name in ("renyi", "tsallis")]
    texts = [(name, text) for name, text in asked if text is not None and text.strip() not in orders.INFINITE]
    return [orders.formula(name, text) for name, text in texts if orders.read(name, text) is None]


def _of_order(measure: Measure, option: str, options: InformationOptions) -> Measure:
    text = getattr(options, option)
    a = order_of(option, text, options.at)
    if a is X.OO and option == "tsallis":
        raise UsageError(
            "--tsallis oo is 0 of every law", hint="--renyi oo is -log of the largest probability"
        )
    if a is X.OO:
        return _of_order_infinity(measure)
    if a is X.ONE:
        return measure
    sign = Facts().sign(a)
    if sign is None and not a.free:
        raise UsageError(f"--{option} {text}: an order is a real number")
    needs = (Condition(a, ">"), Condition(a, "!=", X.ONE)) if a.free else ()
    made = _tsallis(measure, a) if option == "tsallis" else _renyi(measure, a)
    return made._replace(needs=needs, nonnegative=measure.nonnegative and sign != -1)


def _of_order_infinity(measure: Measure) -> Measure:
    """−log sup p, and log sup p/q."""
    one = measure.operands == 1
    return measure._replace(
        symbol=_indexed(measure.symbol, X.OO),
        of_density=None if measure.of_density is None else _indexed(measure.of_density, X.OO),
        logs=None,
        term=(lambda p: p) if one else (lambda p, q: p / q),
        what="p({x})" if one else "p({x})/q({x})",
        times_log=-1 if one else 1,
        largest=True,
        falls=one,
        finite_without_q=False,
    )


def _renyi(measure: Measure, a: Expr) -> Measure:
    """log(∫ p^a)/(1 − a), and log(∫ p^a·q^(1−a))/(a − 1).

    The divergence is +∞ for a > 1 where q = 0 < p, and −∞ for a < 0 where p = 0 < q.
    """
    one = measure.operands == 1
    return measure._replace(
        symbol=_indexed(measure.symbol, a),
        of_density=None if measure.of_density is None else _indexed(measure.of_density, a),
        logs=None,
        term=_power(a) if one else _affinity(a),
        what=f"p({{x}})^{_written(a)}" if one else f"p({{x}})^{_written(a)}*q({{x}})^{_written(1 - a)}",
        times_log=_constant(1 / (1 - a) if one else 1 / (a - 1)),
        zeroth=a is X.ZERO,
        falls=_is_above_one(a) if one else _is_negative(a),
        finite_without_q=not _is_above_one(a),
        finite_without_p=not _is_negative(a),
    )


def _tsallis(measure: Measure, a: Expr) -> Measure:
    """(1 − ∫ p^a)/(a − 1)."""
    return measure._replace(
        symbol=_indexed(measure.symbol.replace("H", "S"), a),
        of_density=_indexed("s(P)", a),
        logs=None,
        term=_power(a),
        what=f"p({{x}})^{_written(a)}",
        after=lambda total: scaled(_constant(1 / (a - 1)), 1 - total),
        zeroth=a is X.ZERO,
        falls=_is_above_one(a),
        finite_without_p=not _is_negative(a),
    )


def _is_above_one(a: Expr) -> bool:
    return Facts().sign(a - 1) == 1


def _is_negative(a: Expr) -> bool:
    return Facts().sign(a) == -1


def _constant(c: Expr) -> Any:
    """A rational as itself, for balls."""
    return fmpq(c.data) if c.head == X.NUM else c


def _power(a: Expr) -> Any:
    if a is X.ZERO:
        return present
    return lambda p: power(p, _constant(a))


def _affinity(a: Expr) -> Any:
    if a is X.ZERO:
        return lambda p, q: present(p) * q

    def affinity(p: Any, q: Any) -> Any:
        if a.free and q is X.ZERO and p is not X.ZERO:
            raise NoAnswer(f"q = 0 < p: infinite for {plain(a)} > 1 only", hint="give the order a value")
        return power(p, _constant(a)) * power(q, _constant(1 - a))

    return affinity


def _written(a: Expr) -> str:
    text = plain(a)
    return text if text.isalnum() else f"({text})"


def _indexed(symbol: str, a: Expr) -> str:
    """H_2(P), H_1/2(P), H_a(P)."""
    name, bracket, rest = symbol.partition("(")
    return f"{name}_{plain(a).replace(' ', '')}{bracket}{rest}"
