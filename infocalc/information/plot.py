"""--plot of a measure: bars of the pmfs, or the densities with what is integrated."""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.algebra.curves import curve, interval
from infocalc.algebra.engine import lower
from infocalc.errors import LimitExceeded, NoAnswer, UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import log, subs
from infocalc.information.closed import symbolic_pmf
from infocalc.information.closed.symbolic_pmf import Symbolic
from infocalc.information.densities.checked import Normalised
from infocalc.information.densities.law import Component, Law
from infocalc.information.densities.members import law_of
from infocalc.information.measures.of_families import at, law
from infocalc.information.measures.of_others import Operand
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pairs import joined
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.point import read_point
from infocalc.integration.analytic import Unsupported
from infocalc.integration.value import constant
from infocalc.report.cells import number_text, symbolic
from infocalc.report.picture import Bars, Curve, Picture
from infocalc.report.report import Report

#: bars drawn at most, and how many scales around its centre a law is shown
_MOST_BARS, _SCALES = 200, 4.0


def picture(operands: Sequence[Operand], options: InformationOptions, report: Report) -> Picture:
    """Of one or two distributions, with the values of --at for their symbols.

    Where one symbol of pmfs has no value, the measure is drawn over it.
    """
    free = sorted(frozenset().union(*(p.free for p in operands if isinstance(p, Symbolic))) - set(options.at))
    if len(free) == 1:
        return _over(free[0], report, options)
    there = [_numbers(p, options) for p in operands]
    pmfs = [p for p in there if isinstance(p, Pmf)]
    title = _title(report)
    if len(pmfs) == len(there):
        return of_pmfs(pmfs if len(pmfs) == 1 else joined(*pmfs)[:2])._replace(title=title)
    return of_laws([p for p in there if isinstance(p, Law)], options.range)._replace(title=title)


def _title(report: Report) -> str:
    """D(P||Q) = 0.0588915178281917 nats"""
    row = report.rows[0]
    shown = number_text(row) or symbolic(row)
    return f"{row.name} = {shown}" + (f" {report.unit}" if report.unit and shown else "")


def _over(name: str, report: Report, options: InformationOptions) -> Picture:
    """The formula of a measure over the one symbol in it, from 0 to 1 as for a probability."""
    row = report.rows[0]
    if row.formula is None:
        raise UsageError("--plot needs numbers for the symbols", hint="give them with --at")
    low, high = interval(options.range) if options.range else (0.0, 1.0)
    values = lower(row.formula)
    values = subs(values, read_point(options.at, values.free - {name}))
    drawn = curve(symbolic(row, "unicode"), values, name, low, high)
    if drawn is None:
        raise NoAnswer(f"{row.name} has no value between {low:g} and {high:g}", hint="--range LOW,HIGH")
    unit = f" in {report.unit}" if report.unit else ""
    drawn = drawn._replace(low=min(0.0, drawn.low))
    return Picture(name, (low, high), (drawn,), title=f"{row.name}{unit} over {name}")


def _numbers(p: Operand, options: InformationOptions) -> Pmf | Law:
    if isinstance(p, Pmf):
        return p
    if isinstance(p, Symbolic):
        found = symbolic_pmf.at(p, read_point(options.at, p.free))
        if isinstance(found, Pmf):
            return found
        raise UsageError("--plot needs numbers for the symbols", hint="give them with --at")
    if isinstance(p, Normalised):
        return law_of(p.density.at(read_point(options.at, p.density.parameters)))
    return law_of(law(at(p, read_point(options.at, p.free))))


def of_pmfs(pmfs: Sequence[Pmf]) -> Picture:
    """A bar for each outcome and each pmf."""
    n = len(pmfs[0].p)
    if n > _MOST_BARS:
        raise LimitExceeded(f"--plot draws up to {_MOST_BARS} outcomes, the distribution has {n:,}")
    rows = [[float(x) for x in pmf.p] for pmf in pmfs]
    # names have no order of their own, places and numbers have
    named = pmfs[0].labels is not None and not all(_is_number(label) for label in pmfs[0].labels)
    order = sorted(range(n), key=lambda i: -rows[0][i]) if named else list(range(n))
    bars = tuple(Bars(name, tuple(row[i] for i in order)) for name, row in zip("PQ", rows, strict=False))
    return Picture(labels=tuple(pmfs[0].name(i) for i in order), bars=bars)


def _is_number(label: str) -> bool:
    return label.strip().lstrip("+-").replace(".", "", 1).isdigit()


def of_laws(laws: Sequence[Law], between: str | None) -> Picture:
    """Densities and p·log(p/q), or bars for laws on the integers."""
    if laws[0].discrete:
        return _masses(laws, between)
    x = laws[0].variable
    densities = [_density(law.in_terms_of(x)) for law in laws]
    low, high = interval(between) if between else _extent(laws)
    found = [
        _from_zero(curve(name, f, x, low, high)) for name, f in zip(("p(x)", "q(x)"), densities, strict=False)
    ]
    if len(densities) > 1:
        found[1] = found[1] if found[1] is None else found[1]._replace(over=True)
        p, q = densities
        inside = X.compound(X.AND, (_positive(p), _positive(q)))
        integrand = X.compound(X.PIECEWISE, (p * log(p / q), inside, X.ZERO, X.TRUE))
        found.append(curve("p(x)*log(p(x)/q(x))", integrand, x, low, high))
    drawn: tuple[Curve, ...] = tuple(c for c in found if c is not None)
    if not drawn:
        raise NoAnswer(f"there is no density between {low:g} and {high:g}", hint="--range LOW,HIGH")
    return Picture(x, (low, high), drawn)


def _from_zero(density: Curve | None) -> Curve | None:
    return None if density is None else density._replace(low=0.0)


def _positive(e: Expr) -> Expr:
    return X.compound(X.RELATION, (e, X.ZERO), ">")


def _density(law: Law) -> Expr:
    """Σ of the components, each where it lives."""
    x = X.sym(law.variable)
    return X.add(*[_where(x, c) for c in law.components])


def _where(x: Expr, c: Component) -> Expr:
    bounds = [X.compound(X.RELATION, pair, "<") for pair in ((c.low, x), (x, c.high)) if _is_finite(pair)]
    value = c.weight * X.power(X.E, c.log)
    if not bounds:
        return value
    inside = bounds[0] if len(bounds) == 1 else X.compound(X.AND, tuple(bounds))
    return X.compound(X.PIECEWISE, (value, inside, X.ZERO, X.TRUE))


def _is_finite(pair: tuple[Expr, Expr]) -> bool:
    return X.OO not in pair and -X.OO not in pair


def _extent(laws: Sequence[Law]) -> tuple[float, float]:
    """Where the mass is: the supports as far as they are finite, else some scales around the centres."""
    lows, highs = [], []
    for c in (c for one in laws for c in one.components):
        centre = _number(c.centre) if c.centre is not None else 0.0
        scale = _number(c.scale) if c.scale is not None else 1.0
        low, high = _number(c.low), _number(c.high)
        lows.append(max(low, centre - _SCALES * scale))
        highs.append(min(high, centre + _SCALES * scale))
    margin = (max(highs) - min(lows)) / 50
    return min(lows) - margin, max(highs) + margin


def _number(e: Expr) -> float:
    if e in (X.OO, -X.OO):
        return float("inf") if e is X.OO else float("-inf")
    try:
        return float(constant(e).mid())
    except Unsupported:
        return 0.0


def _masses(laws: Sequence[Law], between: str | None) -> Picture:
    low, high = interval(between) if between else _extent(laws)
    ks = range(round(low), round(high) + 1)
    if len(ks) > _MOST_BARS:
        ks = ks[:_MOST_BARS]
    rows = [Bars(name, tuple(_mass(law, k) for k in ks)) for name, law in zip("PQ", laws, strict=False)]
    kept = [i for i in range(len(ks)) if any(row.heights[i] > 0 for row in rows)]
    trimmed = tuple(Bars(row.name, tuple(row.heights[i] for i in kept)) for row in rows)
    return Picture(labels=tuple(str(ks[i]) for i in kept), bars=trimmed)


def _mass(law: Law, k: int) -> float:
    """P(X = k)."""
    total = 0.0
    for c in law.components:
        if _number(c.low) <= k <= _number(c.high):
            found = constant(subs(c.weight * X.power(X.E, c.log), {law.variable: X.num(k)}))
            total += float(found.mid())
    return total
