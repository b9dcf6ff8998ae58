"""Every derivative is compared with a jet of the input at two random points before it is printed.

The two routes share no rule: the answer is evaluated as it will be printed, the input is expanded in
a power series as it was typed, before anything was simplified. The points are drawn by the text of the
input, so the same line has the same points. A proved difference is a bug of ours (exit 70), never an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from zlib import crc32

from flint import arb, ctx, fmpq

from infocalc.algebra.jet import Jets, NoJet
from infocalc.algebra.typed_jet import typed_jet
from infocalc.calculus.differentiated import Differentiated
from infocalc.calculus.operator import Term
from infocalc.calculus.reading import Subject
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import expanded, subs, with_parts
from infocalc.notation.formula import Formula, fold, number, walk

BITS, POINTS = 160, 2
#: denominators of the coordinates (numerators are 7 to 95): within (0, 1), then where domains may lie
WIDTHS = (97, 97, 53, 31, -89, 13, 997, 3, 251, 1, -7)
#: beyond this order, number of entries or size the comparison would cost more than the answer
MOST_ORDER, MOST_MIXED, MOST_VARIABLES, MOST_ENTRIES = 100, 6, 40, 400
#: what is said of an answer that is 0 because no variable occurs
CONSTANT = "a constant"
#: what a symbolic order is tried with
ORDERS = (3, 4)


class Disagreement(Exception):
    """The derivative and the jet of its input differ: a bug in infocalc."""


def verified(draft: Differentiated) -> str | None:
    """'2 points, 1e-45' when all entries agree with the jets of the input; None when too few were reached."""
    if len(draft.entries) > MOST_ENTRIES:
        return None
    if _is_constant(draft):
        return CONSTANT
    if any(isinstance(n, str) for _, n in draft.orders):
        draft, *others = [_of_order(draft, n) for n in ORDERS]
        if any(verified(other) is None for other in others):
            return None
    typed = {node.value for s in draft.subjects for node in walk(s.formula) if node.head == "symbol"}
    names = sorted(typed.union(*(s.expr.free for s in draft.subjects), draft.variables))
    if len(names) > MOST_VARIABLES:
        return None
    with ctx.workprec(BITS):
        return _agreement(draft, names)


def _is_constant(draft: Differentiated) -> bool:
    """Whether the answer is 0 because none of the variables occurs, which needs no values."""
    occurring = any(s.expr.free.intersection(draft.variables) for s in draft.subjects)
    return not occurring and all(e is X.ZERO for _, e in draft.entries)


def _of_order(draft: Differentiated, n: int) -> Differentiated:
    """The draft with a number for its symbolic order."""
    symbol = next(name for _, name in draft.orders if isinstance(name, str))
    entries = [(name, _with_order(e, symbol, n)) for name, e in draft.entries]
    orders = [(x, n if isinstance(m, str) else m) for x, m in draft.orders]
    subjects = tuple(_subject_of_order(s, symbol, n) for s in draft.subjects)
    return draft._replace(entries=tuple(entries), orders=tuple(orders), subjects=subjects)


def _with_order(e: Expr, symbol: str, n: int) -> Expr:
    """e with the number n for the symbol, in f^(n)(x) too."""

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        if node.head == X.UNDEF and symbol in node.data[1]:
            return X.undefined(node.data[0], tuple(n if k == symbol else k for k in node.data[1]), parts)
        return with_parts(node, parts)

    e = X.fold(e, visit) if X.UNDEF in e.words else e
    return subs(e, {symbol: X.num(n)})


def _subject_of_order(subject: Subject, symbol: str, n: int) -> Subject:
    """x^n as x^3: the symbol of the order may stand in the function too."""
    if symbol not in subject.expr.free:
        return subject

    def visit(node: Formula, parts: tuple[Formula, ...]) -> Formula:
        if node.head == "symbol" and node.value == symbol:
            return number(n).at(node.span)
        return Formula(node.head, parts, node.value, node.span)

    formula = fold(subject.formula, visit)
    return subject._replace(formula=formula, expr=subs(subject.expr, {symbol: X.num(n)}))


def _agreement(draft: Differentiated, names: Sequence[str]) -> str | None:
    found, worst = 0, arb(0)
    draft = draft._replace(entries=tuple((name, expanded(e)) for name, e in draft.entries))
    for point in _points(names, "\n".join(s.text for s in draft.subjects)):
        try:
            worst = max(worst, *(_compared(a, b) for a, b in _pairs(draft, point)), key=float)
        except NoJet:
            continue
        found += 1
        if found == POINTS:
            return f"{POINTS} points, {worst.str(1, radius=False) if worst > 0 else 'exact'}"
    return None


def _points(names: Sequence[str], text: str) -> Iterator[dict[str, fmpq]]:
    """Rational points drawn by the text."""
    for k, width in enumerate(WIDTHS):
        yield {x: fmpq(crc32(f"{k} {x} {text}".encode()) % 89 + 7, width) for x in names}


def _compared(a: arb, b: arb) -> arb:
    """The relative radius within which a and b agree; Disagreement when they provably differ."""
    difference = a - b
    if not difference.contains(0):
        raise Disagreement(f"the derivative gives {a.str(20)} where the jet of the input gives {b.str(20)}")
    size = abs(a).upper() + abs(b).upper() + 1
    radius = difference.rad() / size
    if not radius < 1e-9:
        raise NoJet
    return radius.upper()


def _pairs(draft: Differentiated, point: dict[str, fmpq]) -> Iterator[tuple[arb, arb]]:
    """(value of the answer, value by jets) of every entry, or of a combination that involves all of them."""
    values = Jets(point, {}, 0, BITS)
    if draft.orders:
        yield values.of(draft.entries[0][1])[0], _partial(draft.subjects[0], draft.orders, point)
        return
    order = draft.operator.jet
    if order == 0:
        for terms, (_, e) in zip(draft.terms, draft.entries, strict=True):
            yield values.of(e)[0], _sum(draft, terms, point)
        return
    direction = {x: fmpq(2 * i + 3, 5 + i) for i, x in enumerate(draft.variables)}
    jets = Jets(point, direction, order, BITS)
    found = [_jet(jets, subject) for subject in draft.subjects]
    if order == 2:
        yield _quadratic(draft, values, direction), found[0][2] * 2
        return
    n = len(draft.variables)
    for i, (_, by_jet) in enumerate(found):
        row = [e for _, e in draft.entries[i * n : (i + 1) * n]]
        slope = sum((values.of(e)[0] * u for e, u in zip(row, direction.values(), strict=True)), arb(0))
        yield slope, by_jet


def _sum(draft: Differentiated, terms: Sequence[Term], point: dict[str, fmpq]) -> arb:
    """Σ c·∂f_i."""
    return sum(
        (_partial(draft.subjects[t.component], [(x, 1) for x in t.along], point) * t.factor for t in terms),
        arb(0),
    )


def _jet(jets: Jets, subject: Subject) -> list[arb]:
    """The jet of the formula as typed; of its expression where it is an equation or has bound variables."""
    formula = subject.formula
    if formula.head == "relation" or not subject.expr.words.isdisjoint((X.INTEGRAL, X.SERIES)):
        return jets.of(expanded(subject.expr))
    return typed_jet(jets, formula)


def _quadratic(draft: Differentiated, values: Jets, u: dict[str, fmpq]) -> arb:
    """uᵀHu."""
    pairs = product(u.values(), repeat=2)
    return sum(
        (values.of(e)[0] * ux * uy for (ux, uy), (_, e) in zip(pairs, draft.entries, strict=True)), arb(0)
    )


def _partial(f: Subject, orders: Sequence[tuple[str, int | str]], point: dict[str, fmpq]) -> arb:
    """∂^m f; in several variables by polarisation.

    That is the sum over signs of (±u₁ ± … ± u_m)^m-fold directional derivatives.
    """
    flat = [x for x, n in orders for _ in range(int(n))]
    m = len(flat)
    if m > (MOST_ORDER if len(set(flat)) == 1 else MOST_MIXED):
        raise NoJet
    if len(set(flat)) == 1:
        return _jet(Jets(point, dict.fromkeys(flat, fmpq(1)), m, BITS), f)[m] * arb(m).fac()
    total = arb(0)
    for signs in product((1, -1), repeat=m):
        along: dict[str, fmpq] = {}
        weight = 1
        for x, sign in zip(flat, signs, strict=True):
            along[x] = along.get(x, fmpq(0)) + sign
            weight *= sign
        total += _jet(Jets(point, along, m, BITS), f)[m] * weight
    return total / (1 << m)
