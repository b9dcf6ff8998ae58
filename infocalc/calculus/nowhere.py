"""Formulas that are defined nowhere: log(x − x), 1/(sin²x + cos²x − 1), 0^x.

Asked only where no point was found at which the formula has a series, so it may take its time.
"""

from __future__ import annotations

from collections.abc import Mapping

from infocalc.algebra.ball import complex_enclosure, enclosure, value
from infocalc.algebra.engine import lower
from infocalc.algebra.exact_value import vanishes
from infocalc.errors import NoAnswer, Undecided, Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, call
from infocalc.notation.formula import Formula, walk

#: parts of more nodes are not asked whether they are 0
MOST_NODES = 300


def refuse_nowhere(formula: Formula, text: str, point: Mapping[str, Expr]) -> None:
    """Raise Undefined where a part of the formula has no value for any value of the symbols.

    0^x is 0 on a half-line, and so it has a value at a point where x > 0.
    """
    nodes = list(walk(formula))
    if any(node.head in ("piecewise", "integral", "series") for node in nodes):
        return  # a part that has no value may never be asked for its value
    for node in nodes:
        rule = _RULES.get(node.head)
        problem = rule(node) if rule is not None else None
        if problem is None or (node.head == "power" and _is_positive_at(lower(node.args[1]), point)):
            continue
        is_complex = node.head == "call" and "--complex" in (problem.hint or "")  # otherwise a pole
        if not (is_complex and _is_real_after_all(lower(formula))):
            raise problem.located(node.span, text)


def _is_real_after_all(f: Expr) -> bool:
    """Whether complex constants within f cancel: at two points the imaginary part of f is 0."""
    for k in (1, 2):
        place = {x: X.num(2 * i + k, 7 * k) for i, x in enumerate(sorted(f.free), 1)}
        found = complex_enclosure(f, place, 256)
        if found is None or not found.imag.contains(0) or found.imag.rad() > 1e-30:
            return False
    return True


def _is_positive_at(exponent: Expr, point: Mapping[str, Expr]) -> bool:
    found = enclosure(exponent, point) if exponent.free <= point.keys() else None
    return found is not None and bool(found > 0)


def _quotient(node: Formula) -> Undefined | None:
    return Undefined("division by zero: the denominator is 0 everywhere") if _is_zero(node.args[1]) else None


def _power(node: Formula) -> Undefined | None:
    base, exponent = node.args
    if not _is_zero(base) or not lower(exponent).free:
        return None
    return Undefined(
        "a power of 0: 0^x is 0 for x > 0, 1 at 0, and has no value elsewhere",
        hint="its slope is 0 where x > 0",
    )


def _call(node: Formula) -> Undefined | None:
    """A function at a number outside of its domain."""
    args = [X.ZERO if _is_zero(a) else lower(a) for a in node.args]
    if node.value not in TABLE or any(a.free or not a.words.isdisjoint((X.UNDEF, "oo")) for a in args):
        return None
    try:
        value(call(node.value, *args), {}, 3)
    except Undecided:
        return None
    except Undefined as problem:
        return problem
    except NoAnswer:
        return None
    return None


def _is_zero(part: Formula) -> bool:
    e = lower(part)
    return e is X.ZERO or (bool(e.free) and e.size <= MOST_NODES and vanishes(e))


_RULES = {"quotient": _quotient, "power": _power, "call": _call}
