"""Tidy forms to their end: of what has cancelled once more, and of roots, logarithms and i in another form.

Those other forms are `real_form.py`, `alignment.py` and `roots.py`, loaded where something is written so.
"""

from __future__ import annotations

from infocalc.algebra.cost import cost
from infocalc.algebra.naming import LOGARITHMIC
from infocalc.algebra.normal import Priced, tidy
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import column

#: words without which an expression has no other form
_OPEN = LOGARITHMIC | {X.ROOT, X.I.data} | column("exponential").keys()
#: what comes from more nodes than this is tidied again, this often at most
_LONG, _ROUNDS = 60, 4


def tidied(e: Expr, as_derived: bool = True) -> Expr:
    """tidy(e), or what that becomes once parts have cancelled or i is gone; never longer than e.

    `as_derived` where the factors of e are those of the function, as the rules leave them.
    """
    priced: Priced = []
    form = tidy(e, as_derived, priced=priced)
    for _ in range(_ROUNDS if e.size > _LONG else 0):  # what has cancelled may lie open only now
        again = tidy(form, as_derived, priced=priced)
        if again is form:
            break
        form = again
    if form.words.isdisjoint(_OPEN):
        return form
    from infocalc.algebra.real_form import other_form

    return other_form(form, e)


def with_short_roots(form: Expr) -> Expr:
    """A tidy form with squares out of its square roots where that is as short; right for real variables."""
    if X.ROOT not in form.words:
        return form
    from infocalc.algebra.roots import with_open_roots

    opened = with_open_roots(form)
    if opened is form:
        return form
    other = tidied(opened)
    return other if cost(other) <= cost(form) + 1 else form  # the bars of |u| are no longer than a square
