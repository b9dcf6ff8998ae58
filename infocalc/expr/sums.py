"""Sums, like terms collected; they keep the order in which they were first put together."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat

from infocalc.annotations import Any
from infocalc.expr.node import ADD, MUL, NUM, ZERO, Expr, Rational, as_key, normal, product, rational, shared


def split_coefficient(e: Expr) -> tuple[Rational, Expr]:
    """e = c·t with c rational and t free of a rational factor."""
    if e.head != MUL or e.data == 1:
        return 1, e
    return e.data, product(1, e.args)


_ONES = repeat(1)


def add(*terms: Expr) -> Expr:
    """Σ terms, like terms collected."""
    return combination(zip(_ONES, terms, strict=False))


def combination(weighted: Iterable[tuple[Rational, Expr]]) -> Expr:
    """Σ w·term, like terms collected; a sum is multiplied out by 1, and by −1 beside other terms."""
    constant: Rational = 0
    found: dict[Expr, Rational] = {}
    nested = False
    for w, term in weighted:
        head = term.head
        if head == NUM:
            constant += w * term.data
        elif head == ADD and w == 1:
            constant += term.data[0]
            for c, t in zip(term.data[1], term.args, strict=True):
                found[t] = found[t] + c if t in found else c
        else:
            c, t = (w, term) if head != MUL or term.data == 1 else (w * term.data, product(1, term.args))
            found[t] = found[t] + c if t in found else c
            nested = nested or t.head == ADD
    if nested and len(found) > (constant == 0):
        constant, found = _opened(constant, found)
    return linear(constant, found)


def _opened(constant: Rational, found: dict[Expr, Rational]) -> tuple[Rational, dict[Expr, Rational]]:
    """Sums with coefficient 1 or −1 multiplied out where they stand: 1 − (1 − q) is q."""
    opened: dict[Expr, Rational] = {}
    for t, c in found.items():
        if t.head == ADD and c in (1, -1):
            constant += c * t.data[0]
            for inner, part in zip(t.data[1], t.args, strict=True):
                opened[part] = opened.get(part, 0) + c * inner
        else:
            opened[t] = opened.get(t, 0) + c
    return constant, opened


def linear(constant: Rational, found: dict[Expr, Rational]) -> Expr:
    """constant + Σ c·t for terms t that carry no coefficient and are no sums with coefficient 1."""
    marks: Iterable[tuple[Expr, Any]] = found.items()
    for c in found.values():
        if c == 0 or type(c) is not int:
            found = {t: c if type(c) is int else normal(c) for t, c in marks if c != 0}
            marks = [(t, as_key(c)) for t, c in found.items()]
            break
    if not found:
        return rational(constant)
    if len(found) == 1 and constant == 0:
        ((term, c),) = found.items()
        return scale(c, term)
    constant = normal(constant)
    key = (ADD, as_key(constant), frozenset(marks))
    return shared(key, ADD, tuple(found), (constant, tuple(found.values())))


def scale(c: Rational, e: Expr) -> Expr:
    """c·e for rational c; a sum is not multiplied out."""
    if c == 1 or e is ZERO:
        return e
    if c == 0:
        return ZERO
    if e.head == NUM:
        return rational(c * e.data)
    return product(c * e.data, e.args) if e.head == MUL else product(c, (e,))


def scale_terms(c: Rational, e: Expr) -> Expr:
    """c·e for rational c; a sum is multiplied out."""
    return add(*[scale(c, t) for t in terms(e)])


def terms(e: Expr) -> list[Expr]:
    """The terms of a sum, its constant last; [e] for anything else."""
    if e.head != ADD:
        return [e]
    found = [scale(c, t) for c, t in zip(e.data[1], e.args, strict=True)]
    return [*found, rational(e.data[0])] if e.data[0] != 0 else found
