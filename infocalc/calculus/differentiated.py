"""What a calculus command has differentiated, before it is evaluated, explained and reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from infocalc.calculus.operator import Operator, Term
from infocalc.calculus.reading import Subject, natural_order
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.notation.formula import Formula, walk
from infocalc.records import NamedTuple

#: exact values by name
Point = Mapping[str, Expr]
#: (variable, order), in the order in which one differentiates
Orders = Sequence[tuple[str, int]]


class Differentiated(NamedTuple):
    """entries are (name, expression), row-major for a matrix; orders are (variable, order) for diff.

    terms: the derivatives that each entry is made of; () where it is none of the subjects along variables
    """

    operator: Operator
    subjects: tuple[Subject, ...]
    variables: tuple[str, ...]
    entries: tuple[tuple[str, Expr], ...]
    terms: tuple[tuple[Term, ...], ...] = ()
    shape: tuple[int, ...] = ()
    orders: tuple[tuple[str, int | str], ...] = ()
    notes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()

    @property
    def sums(self) -> bool:
        """Whether some entry is more than one derivative."""
        return any(len(terms) > 1 or terms[0].factor != 1 for terms in self.terms)


class Prepared(NamedTuple):
    """What no value of a point changes: the draft simplified, with short roots, and as it is written."""

    draft: Differentiated
    short: Differentiated
    written: Differentiated
    formulas: tuple[Formula, ...]
    verified: str | None
    notes: tuple[str, ...]


class Known:
    """What one question keeps from point to point, by the names that the points give values to."""

    def __init__(self) -> None:
        #: what was differentiated, and whether i was read as the imaginary unit
        self.drafts: dict[tuple[str, ...], tuple[Differentiated, bool]] = {}
        self.prepared: dict[tuple[str, ...], Prepared] = {}


def names_of(draft: Differentiated) -> frozenset[str]:
    """The symbols that a question speaks of, those that cancel too."""
    typed = [node.value for s in draft.subjects for node in walk(s.formula) if node.head == "symbol"]
    found = [*(s.expr for s in draft.subjects), *(e for _, e in draft.entries)]
    return frozenset((*draft.variables, *typed)).union(*(e.free for e in found))


def unassigned(e: Expr, point: Mapping[str, Expr]) -> list[str]:
    """Symbols of e that the point gives no value."""
    return natural_order(e.free - frozenset(point))


def differentiations(draft: Differentiated) -> list[tuple[Expr, Orders | None]]:
    """For each entry its function, and along which variables it is differentiated; None: not along any.

    A sum of derivatives has the list of the functions in it.
    """
    if not draft.terms:
        return [(draft.subjects[0].expr, None)] * len(draft.entries)
    return [_differentiation(draft, terms) for terms in draft.terms]


def _differentiation(draft: Differentiated, terms: tuple[Term, ...]) -> tuple[Expr, Orders | None]:
    functions = [draft.subjects[term.component].expr for term in terms]
    if len(terms) > 1 or terms[0].factor != 1:
        return X.compound(X.LIST, tuple(dict.fromkeys(functions))), None
    if draft.orders:
        return functions[0], [(x, n) for x, n in draft.orders if isinstance(n, int)]
    return functions[0], [(x, 1) for x in terms[0].along]


def directions(draft: Differentiated) -> list[tuple[str, ...]]:
    """The variables along which each entry is a derivative, if it is one."""
    return [terms[0].along for terms in draft.terms] or [draft.variables] * len(draft.entries)
