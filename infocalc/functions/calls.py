"""Every function of the table under its own name: F.log(x), with no string to misspell.

A formula in code reads as in a book, and what is known of a function stays in its row. Made from the rows.
"""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions.row import TABLE, call


class Called:
    """A function of the table; no tuple of one name, as which a type checker would not call it."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, *args: Expr) -> Expr:
        """The function of args, with the values and symmetries that the table knows."""
        return call(self.name, *args)

    def apply(self, *args: Expr) -> Expr:
        """The function of args as it stands."""
        return X.apply(self.name, *args)

    def heads(self, e: Expr) -> bool:
        """Whether e is a call of the function."""
        return e.head == X.CALL and bool(e.data == self.name)


globals().update({name: Called(name) for name in TABLE})


def __getattr__(name: str) -> Called:
    """Tell a type checker what the names of the table are; a name is none of them here."""
    raise AttributeError(f"the table of functions has no {name!r}")
