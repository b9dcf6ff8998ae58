"""Finite pmfs with symbols: `p, 1-p`. Their measures are sums, with the conditions under which they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from flint import fmpq

from infocalc.errors import DistributionError, InfocalcError, NotationError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import call, subs
from infocalc.information.closed.expectation import Closed, ClosedForm, Infinite
from infocalc.information.facts import Condition, Facts, plain
from infocalc.information.measures.of_families import read_point
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Labels, Pmf, absences, checked, common_outcomes, labelled, parts_of

_FILE = re.compile(r"\s*[^\s,;=]+\.(csv|tsv|json|txt)\s*", re.IGNORECASE)
_HINT = "a pmf is 1/2,1/3,1/6 or a:1/2, b:1/2 or p, 1-p; a density is f(x) on [a, b]"


class Symbolic(NamedTuple):
    """Probabilities p, expressions that sum to 1 identically; `conditions` say when each is positive."""

    p: tuple[Expr, ...]
    labels: Labels | None = None
    conditions: tuple[Condition, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def free(self) -> frozenset[str]:
        return frozenset().union(*[x.free for x in self.p])

    @property
    def facts(self) -> Facts:
        return Facts().given(self.conditions)


def read(text: str, options: InformationOptions) -> Symbolic | Pmf:
    """The pmf whose entries are formulas; one of exact rationals where no symbol is left in them."""
    labels, cells = labelled(parts_of(text), options.merge_duplicates)
    values = _formulas(text, cells)
    if labels is not None and len(labels) != len(values):
        raise DistributionError("a label names one probability", hint="leave the labels out", text=text)
    point = read_point(options.at, frozenset().union(*[e.free for e in values]))
    if point and not _sums_to_one(values):  # perhaps it does where the symbols have these values
        values = [subs(e, point) for e in values]
    if all(e.head == X.NUM for e in values):
        return checked([fmpq(e.data) for e in values], labels, options, cells)
    return symbolic(tuple(values), labels, text)


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
            raise DistributionError(f"entry {i + 1}: negative probability {plain(value)}", text=text)
        positive = Facts().holds(Condition(value, ">"))
        if verdict is None or (value.free and positive is not True):
            conditions.append(Condition(value, ">"))
    return Symbolic(values, labels, tuple(dict.fromkeys(conditions)))


def _sums_to_one(values: Sequence[Expr]) -> bool:
    """Whether Σ values is 1 identically."""
    from infocalc.algebra.exact_value import vanishes

    total = X.add(*values)
    return total is X.ONE or vanishes(total - 1)


def _formulas(text: str, cells: Sequence[str]) -> list[Expr]:
    """Each entry as an expression, softmax(x, y) as its components; an error points into the whole text."""
    from infocalc.algebra.engine import lower
    from infocalc.functions import VOCABULARY
    from infocalc.notation.parser import parse

    found, start = [], 0
    for cell in cells:
        start = max(text.find(cell, start), 0)
        try:
            formula = parse(cell, VOCABULARY).formula
            entries = formula.args if formula.head == "list" else (formula,)
            values = [lower(entry, cell) for entry in entries]
        except InfocalcError as problem:
            span = problem.span or (0, len(cell))
            place = (start + span[0], start + span[1])
            hint = problem.hint if len(cells) > 1 else _HINT
            if _FILE.fullmatch(text):
                hint = f"a file is written @{text.strip()}"
            raise NotationError(problem.message, hint, place, text) from None
        inside = [node for value in values for node in X.nodes(value)]
        if any(node.head in (X.RELATION, X.PIECEWISE, X.LIST) or node in (X.OO, X.I) for node in inside):
            raise DistributionError(f"'{cell}' is not a probability", _HINT, (start, start + len(cell)), text)
        found += values
        start += len(cell)
    return found


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


def _over(p: Symbolic, names: Labels) -> Symbolic:
    known = dict(zip(p.labels or (), p.p, strict=True))
    return p._replace(p=tuple(known.get(name, X.ZERO) for name in names), labels=names)


# ── measures, in nats ────────────────────────────────────────────────────────────────────────────


def entropy(p: Symbolic) -> Closed:
    """H(p) = −Σ pᵢ·log pᵢ."""
    return ClosedForm(X.add(*[-x * call("log", x) for x in p.p if x is not X.ZERO]), p.conditions)


def cross_entropy(p: Symbolic, q: Symbolic) -> Closed:
    """H(p, q) = −Σ pᵢ·log qᵢ; +∞ where an outcome of p has probability 0 in q."""
    return _sum(p, q, lambda x, y: -x * call("log", y))


def divergence(p: Symbolic, q: Symbolic) -> Closed:
    """D(p‖q) = Σ pᵢ·log(pᵢ/qᵢ)."""
    return _sum(p, q, lambda x, y: x * call("log", x / y))


def jensen_shannon(p: Symbolic, q: Symbolic) -> Closed:
    """D(p‖m)/2 + D(q‖m)/2 with m = (p + q)/2."""
    total = []
    for x, y in zip(p.p, q.p, strict=True):
        m = X.HALF * (x + y)
        total += [X.HALF * z * call("log", z / m) for z in (x, y) if z is not X.ZERO]
    return ClosedForm(X.add(*total), _conditions(p, q))


def _sum(p: Symbolic, q: Symbolic, term: Callable[[Expr, Expr], Expr]) -> Closed:
    total = []
    for i, (x, y) in enumerate(zip(p.p, q.p, strict=True)):
        if x is X.ZERO:
            continue
        if y is X.ZERO:
            name = p.labels[i] if p.labels else str(i + 1)
            reason = f"outcome {name} has probability 0 in the second distribution and not in the first"
            return Infinite(reason, p.conditions)
        total.append(term(x, y))
    return ClosedForm(X.add(*total), _conditions(p, q))


def _conditions(p: Symbolic, q: Symbolic) -> tuple[Condition, ...]:
    return tuple(dict.fromkeys((*p.conditions, *q.conditions)))
