"""Finite pmfs with symbols: `p, 1-p`. Their measures are sums, with the conditions under which they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from flint import fmpq

from infocalc.errors import DistributionError, InfocalcError, NotationError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import log, subs
from infocalc.information.closed.closed_form import Closed, ClosedForm, Infinite
from infocalc.information.condition import Condition, plain
from infocalc.information.facts import Facts
from infocalc.information.measure import Measure
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pairs import absences, common_outcomes
from infocalc.information.pmf.pmf import Labels, Pmf, checked
from infocalc.information.pmf.typed import labelled, parts_of, refuse_missing
from infocalc.information.point import read_point
from infocalc.notation.patterns import pattern
from infocalc.records import NamedTuple

_FILE = pattern(r"(?i)\s*[^\s,;=]+\.(csv|tsv|json|txt)\s*")
_HINT = "a pmf is 1/2,1/3,1/6 or a:1/2, b:1/2 or p, 1-p; a density is f(x) on [a, b]"
_EQUAL = pattern(r"[^<>=!]=[^=]")
_NO_NUMBERS = (X.OO, X.I, X.TRUE, X.FALSE)


#: Σ c·log u as the coefficient c of every log u
Logarithms = Mapping[Expr, Expr]


class Symbolic(NamedTuple):
    """Probabilities p, expressions that sum to 1 identically; `conditions` say when each is positive."""

    p: tuple[Expr, ...]
    labels: Labels | None = None
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def free(self) -> frozenset[str]:
        return frozenset().union(*[x.free for x in self.p])

    @property
    def facts(self) -> Facts:
        return Facts().given(self.conditions)


def read(text: str, options: InformationOptions) -> Symbolic | Pmf:
    """The pmf whose entries are formulas; one of exact rationals where no symbol is left in them."""
    labels, cells = labelled(parts_of(text), options.merge_duplicates)
    values, warnings = _formulas(text, cells)
    if labels is not None and len(labels) != len(values):
        raise DistributionError("a label names one probability", hint="leave the labels out", text=text)
    free = frozenset[str]().union(*[e.free for e in values])
    if len(values) == 1 and labels is None and not free:  # 6/3/2, 5|3|2
        raise DistributionError(
            f"'{text.strip()[:40]}' is one number",
            "the entries of a pmf stand between commas or blanks",
            text=text,
        )
    if free - options.at.keys() and options.tallied:
        raise DistributionError(
            f"'{text.strip()[:40]}' has symbols, and counts are numbers",
            "a label is followed by a colon: a:5, b:3",
            text=text,
        )
    point = read_point(options.at, free)
    if point and not _sums_to_one(values):  # perhaps it does where the symbols have these values
        values = [subs(e, point) for e in values]
    if all(e.head == X.NUM for e in values):
        found = checked([fmpq(e.data) for e in values], labels, options, cells)
        return found._replace(warnings=(*found.warnings, *warnings))
    return symbolic(tuple(values), labels, text)._replace(warnings=warnings)


def symbolic(values: tuple[Expr, ...], labels: Labels | None, text: str | None = None) -> Symbolic:
    """The pmf of these expressions, checked: their sum is 1, none of them is negative."""
    from infocalc.algebra.normal import tidy

    if not _sums_to_one(values):
        total = X.add(*values)
        how = "identically 1" if total.free else "1"
        hint = "give the symbols such values with --at" if total.free else "pass --normalize to rescale"
        if len(values) == 1 and total.free:
            hint = "a density says where it lives: f(x) on [a, b]"
        raise DistributionError(f"probabilities sum to {plain(tidy(total))}, not {how}", hint, text=text)
    conditions = []
    for i, value in enumerate(values):
        verdict = Facts().holds(Condition(value, ">="))
        if verdict is False:
            why = "e is Euler's number, no parameter" if X.E.data in value.words else None
            raise DistributionError(f"entry {i + 1}: negative probability {plain(value)}", why, text=text)
        positive = Facts().holds(Condition(value, ">"))
        if verdict is None or (value.free and positive is not True):
            conditions.append(_positive(value))
    return Symbolic(values, labels, tuple(dict.fromkeys(conditions)))


def _positive(value: Expr) -> Condition:
    """value > 0, without a factor that is a positive number."""
    c, body = X.split_coefficient(value)
    return Condition(body if c > 0 else value, ">")


def _sums_to_one(values: Sequence[Expr]) -> bool:
    """Whether Σ values is 1 identically."""
    from infocalc.algebra.exact_value import vanishes

    total = X.add(*values)
    return total is X.ONE or vanishes(total - 1)


def _formulas(text: str, cells: Sequence[str]) -> tuple[list[Expr], tuple[str, ...]]:
    """Each entry as an expression, softmax(x, y) as its components, and other readings of them.

    An error points into the whole text.
    """
    from infocalc.algebra.engine import lower
    from infocalc.functions import VOCABULARY
    from infocalc.notation.parser import parse

    found: list[Expr] = []
    warnings: list[str] = []
    start = named = 0
    refuse_missing(cells, text)
    for cell in cells:
        start = max(text.find(cell, start), 0)
        try:
            reading = parse(cell, VOCABULARY)
            formula = reading.formula
            entries = formula.args if formula.head == "list" else (formula,)
            values = [lower(entry, cell) for entry in entries]
        except InfocalcError as problem:
            span = problem.span or (0, len(cell))
            span = (start + span[0], start + span[1])
            hint = problem.hint if len(cells) > 1 else _HINT
            if _FILE.fullmatch(text):
                hint = f"a file is written @{text.strip()}"
            raise NotationError(problem.message, hint, span, text) from None
        named += bool(reading.variables)
        if named > 1:  # g(a) = 1/2, g(b) = 1/2: what stands in front would be lost, and pmfs joined by place
            hint = "a label is followed by a colon: a:1/2, b:1/2"
            raise DistributionError(f"'{cell}' is not a probability", hint, (start, start + len(cell)), text)
        inside = [node for value in values for node in X.nodes(value)]
        if any(node.head in (X.RELATION, X.PIECEWISE, X.LIST) or node in _NO_NUMBERS for node in inside):
            hint = "a label is followed by a colon: a:1/2, b:1/2" if _EQUAL.search(cell) else _HINT
            raise DistributionError(f"'{cell}' is not a probability", hint, (start, start + len(cell)), text)
        found += values
        warnings += reading.warnings
        start += len(cell)
    return found, tuple(dict.fromkeys(warnings))


def at(p: Symbolic, point: Mapping[str, Expr]) -> Symbolic | Pmf:
    """p with values for its symbols, checked anew."""
    values = tuple(subs(x, dict(point)) for x in p.p)
    if all(x.head == X.NUM for x in values):
        written = [plain(x) for x in values]
        return checked([fmpq(x.data) for x in values], p.labels, InformationOptions(), written)
    found = symbolic(values, p.labels)
    return found._replace(notes=p.notes)


def of_pmf(p: Pmf) -> Symbolic:
    """A numeric pmf among symbolic ones."""
    return Symbolic(tuple(X.rational(x) for x in p.p), p.labels, (), p.notes)


def joined(p: Symbolic, q: Symbolic) -> tuple[Symbolic, Symbolic, tuple[str, ...]]:
    """Both over the same outcomes, joined as numeric pmfs are."""
    names = common_outcomes(p.labels, len(p.p), q.labels, len(q.p))
    if names is None:
        return p, q, ()
    return _over(p, names), _over(q, names), absences(names, p.labels, q.labels)


def all_joined(pmfs: Sequence[Symbolic]) -> list[Symbolic]:
    """Several over the same outcomes."""
    found = [pmfs[0]]
    for q in pmfs[1:]:
        first, other, _ = joined(found[0], q)
        names = first.labels
        found = [
            first,
            *[p if names is None or p.labels == names else _over(p, names) for p in found[1:]],
            other,
        ]
    return found


def _over(p: Symbolic, names: Labels) -> Symbolic:
    known = dict(zip(p.labels or (), p.p, strict=True))
    return p._replace(p=tuple(known.get(name, X.ZERO) for name in names), labels=names)


# ── measures, in nats ────────────────────────────────────────────────────────────────────────────


def value(measure: Measure, *pmfs: Symbolic) -> Closed:
    """g(Σ φ); +∞ where φ of an outcome is infinite."""
    conditions, terms = _conditions(*pmfs), []
    for i, xs in enumerate(zip(*(p.p for p in pmfs), strict=True)):
        if all(x is X.ZERO for x in xs) and (len(xs) > 1 or measure.finite_without_p):
            continue
        reason = _reason(measure, pmfs[0].labels, i, xs)
        if reason is not None:
            return Infinite(reason, conditions, -1 if measure.falls else 1)
        terms += _terms(measure, xs)
    if measure.largest:
        return ClosedForm(measure.whole(largest([_summed([term]) for term in terms])), conditions)
    return ClosedForm(measure.whole(_summed(terms)), conditions)


def largest(values: Sequence[Expr]) -> Expr:
    """The largest: those below another number are left out, what is open stands in a maximum."""
    from infocalc.functions import calls as F
    from infocalc.integration.value import constant

    found = list(dict.fromkeys(values))
    balls = {x: constant(x) for x in found if not x.free}
    if balls:
        least = max(balls.values(), key=lambda ball: float(ball.lower())).lower()
        found = [x for x in found if x not in balls or not balls[x] < least]
    return F.max(*found) if len(found) > 1 else found[0]


def _terms(measure: Measure, xs: Sequence[Expr]) -> list[tuple[Expr, Expr | None]]:
    """φ of one outcome: c·log x as c and x, what is no such product alone."""
    if measure.logs is None:
        assert measure.term is not None
        return [(measure.term(*xs), None)]
    return [(c, x) for x, c in measure.logs(*xs) if c is not X.ZERO]


def _summed(terms: Sequence[tuple[Expr, Expr | None]]) -> Expr:
    """Their sum, the logarithms of one number together: -p·log(1/2) - (1 - p)·log(1/2) is log 2."""
    others: list[Expr] = []
    numbers: list[tuple[Expr, Expr]] = []
    for c, x in terms:
        if x is not None and x.head == X.NUM:
            numbers.append((c, -log(X.ONE / x) if x.data < 1 else log(x)))
        else:
            others.append(c if x is None else c * log(x))
    return X.add(*others, total(_gathered(numbers)))


def opened(measure: Measure, *pmfs: Symbolic, given: tuple[Condition, ...] = ()) -> Logarithms:
    """Σ c·log x, the logarithms of products opened: all entries that are not 0 are positive."""
    from infocalc.algebra.one_fraction import product_form

    entries = [x for p in pmfs for x in p.p if x is not X.ZERO]
    facts = Facts().given((*given, *[Condition(x, ">") for x in entries]))
    assert measure.logs is not None
    found = []
    for xs in zip(*(p.p for p in pmfs), strict=True):
        if any(x is not X.ZERO for x in xs):
            found += [(c, facts.ln(product_form(x) or x)) for x, c in measure.logs(*xs) if c is not X.ZERO]
    return _gathered((c, term) for c, log in found for term in X.terms(log))


def combined(*parts: tuple[Expr, Logarithms]) -> Logarithms:
    """Σ a·part over pairs (a, part)."""
    return _gathered((a * c, log) for a, part in parts for log, c in part.items())


def _gathered(terms: Iterable[tuple[Expr, Expr]]) -> Logarithms:
    from infocalc.algebra.normal import tidy

    found: dict[Expr, list[Expr]] = {}
    for c, term in terms:
        k, log = X.split_coefficient(term)
        found.setdefault(log, []).append(X.scale(k, c))
    sums = {log: tidy(X.add(*cs)) for log, cs in found.items()}
    return {log: c for log, c in sums.items() if c is not X.ZERO}


def total(logarithms: Logarithms) -> Expr:
    """The sum itself."""
    return X.add(*[c * log for log, c in logarithms.items()])


def _reason(measure: Measure, labels: Labels | None, i: int, xs: Sequence[Expr]) -> str | None:
    """Why φ of outcome i is infinite, where it is."""
    sides = (("first", "second", measure.finite_without_p), ("second", "first", measure.finite_without_q))
    for x, (absent, present, finite) in zip(xs, sides, strict=False):
        if x is X.ZERO and not finite:
            name = labels[i] if labels else str(i + 1)
            if len(xs) == 1:
                return f"outcome {name} has probability 0 and the order is below 0"
            return f"outcome {name} has probability 0 in the {absent} distribution and not in the {present}"
    return None


def _conditions(*pmfs: Symbolic) -> tuple[Condition, ...]:
    return tuple(dict.fromkeys(c for p in pmfs for c in p.conditions))
