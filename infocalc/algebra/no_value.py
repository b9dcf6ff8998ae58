"""Why a part of an expression has no value, in the words of an error."""

from __future__ import annotations

from collections.abc import Mapping

from flint import acb, arb, fmpq

from infocalc.algebra.decimal import ball_decimal
from infocalc.algebra.exact_value import is_short
from infocalc.annotations import Any
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE
from infocalc.functions.exact import turns
from infocalc.records import NamedTuple

#: arguments from here on may be too large to compute a function that is defined there
_LARGE = 100

Ball = Any  # an arb, an acb, or the bool of a condition


class Problem(NamedTuple):
    """Why a node has no value: the part at fault, the reason, and whether that is proved.

    `final`: no precision can mend it, although that is not proved.
    """

    node: Expr
    reason: str
    proved: bool
    hint: str | None = None
    final: bool = False


def outside(
    node: Expr, apply: Any, parts: tuple[Ball, ...], exact_values: Mapping[Expr, Expr | None], complex_: bool
) -> Problem:
    """No finite value: proved when the argument is exact, or is nowhere near the domain."""
    periodic = TABLE[node.data].rule == "trigonometric"
    exact = exact_values.get(node.args[0]) if periodic else None
    turned = turns(exact) if exact is not None else None
    if turned is not None and turned != 0 and fmpq(2 * turned).q == 1:
        return Problem(node, "it has a pole there", True)
    proved = all(part.is_exact() for part in parts) or not any(
        apply(*ends).is_finite() for ends in _corners(parts, complex_)
    )
    row = TABLE[node.data]
    if proved and not complex_ and _has_value_nearer(apply, parts):
        return Problem(node, "an argument is too large to compute it", False, final=True)
    hint = None
    reason = "it has a pole there" if proved else "its argument cannot be told from the end of its domain"
    if proved and not complex_:
        arguments = ", ".join(
            _argument(a, part, exact_values) for a, part in zip(node.args, parts, strict=True)
        )
        complex_ball = row.complex_ball
        unreal = complex_ball is not None and complex_ball(*[acb(p.mid()) for p in parts]).is_finite()
        reason = f"{node.data}({arguments}) is not {'real' if unreal else 'defined'}"
        hint = f"{node.data} is real for {row.domain}" + ("; pass --complex" if unreal else "")
    return Problem(node, reason, proved, hint)


def _has_value_nearer(apply: Any, parts: tuple[Ball, ...]) -> bool:
    """Whether there is a value where each large argument gives way to one of its sign and kind near 0.

    Where a function is real is told by signs, by ±1 and by whole numbers, so what stands in the way is size.
    """
    near = tuple(_nearer(part) for part in parts)
    return near != parts and bool(apply(*near).is_finite())


def _nearer(part: arb) -> arb:
    """A large number as ±4, ±5 or ±9/2: even, odd or no whole number."""
    if abs(part) < _LARGE:
        return part
    whole = part.unique_fmpz()
    size = fmpq(9, 2) if whole is None else fmpq(4 + whole % 2)
    return arb(size if part > 0 else -size)


def _argument(a: Expr, part: arb, exact_values: Mapping[Expr, Expr | None]) -> str:
    exact = exact_values.get(a)
    if exact is not None and is_short(exact):
        return shown(exact)
    return ball_decimal(part.mid(), 6) or "..."


def _corners(parts: tuple[Ball, ...], complex_: bool) -> list[tuple[Ball, ...]]:
    """Exact points of the box: its middle, its lower and its upper corner."""
    if complex_:
        return [tuple(part.mid() for part in parts)]
    return [tuple(getattr(part, end)() for part in parts) for end in ("mid", "lower", "upper")]


def shown(e: Expr) -> str:
    from infocalc.algebra.engine import lift
    from infocalc.notation.writer import write

    return write(lift(e))
