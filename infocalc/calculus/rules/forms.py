"""Sums, products, quotients and powers of formulas, without the zeros and ones nobody would write."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from infocalc.notation.formula import Formula, constant, number

ZERO, ONE, TWO = number(0), number(1), number(2)
E = constant("e")


def is_number(f: Formula, value: int) -> bool:
    return f.head == "number" and bool(f.value == (value, 1))


def plus(*terms: Formula) -> Formula:
    kept = [t for t in terms if not is_number(t, 0)]
    if not kept:
        return ZERO
    return kept[0] if len(kept) == 1 else Formula("sum", tuple(kept))


def minus(f: Formula) -> Formula:
    if is_number(f, 0):
        return f
    return f.args[0] if f.head == "neg" else Formula("neg", (f,))


def times(*factors: Formula) -> Formula:
    """Π factors; one minus in front when the first factor is negative."""
    kept: list[Formula] = []
    for f in factors:
        kept.extend(f.args if f.head == "product" else (f,))
    if any(is_number(f, 0) for f in kept):
        return ZERO
    kept = [f for f in kept if not is_number(f, 1)]
    if not kept:
        return ONE
    if kept[0].head == "neg" and len(kept) > 1:
        return minus(times(kept[0].args[0], *kept[1:]))
    return kept[0] if len(kept) == 1 else Formula("product", tuple(kept))


def over(top: Formula, bottom: Formula) -> Formula:
    """top/bottom; a quotient above the bar is opened: (a/b)/c is a/(b*c)."""
    if is_number(top, 0) or is_number(bottom, 1):
        return top
    if top.head == "quotient":
        return over(top.args[0], times(top.args[1], bottom))
    return Formula("quotient", (top, bottom))


def raised(base: Formula, exponent: Formula) -> Formula:
    if is_number(exponent, 0):
        return ONE
    return base if is_number(exponent, 1) else Formula("power", (base, exponent))


def lessened(exponent: Formula) -> Formula:
    """n − 1, computed for a number."""
    value = rational(exponent)
    return plus(exponent, minus(ONE)) if value is None else fraction(value[0] - value[1], value[1])


def fraction(p: int, q: int) -> Formula:
    """p/q as it is written: −1/2 is the negative of a quotient."""
    if q == 1:
        return number(p)
    part = Formula("quotient", (number(abs(p)), number(q)))
    return part if p >= 0 else Formula("neg", (part,))


def rational(f: Formula) -> tuple[int, int] | None:
    """The value of 3, −2 or 1/2 as a pair; None for anything else."""
    if f.head == "neg":
        inner = rational(f.args[0])
        return None if inner is None else (-inner[0], inner[1])
    if f.head == "number":
        return int(f.value[0]), int(f.value[1])
    if f.head == "quotient" and all(part.head == "number" and part.value[1] == 1 for part in f.args):
        return int(f.args[0].value[0]), int(f.args[1].value[0])
    return None


_CLEAN: dict[str, Callable[..., Formula]] = {
    "sum": plus,
    "product": times,
    "neg": minus,
    "quotient": over,
    "power": raised,
}


def replaced(formula: Formula, parts: Mapping[Formula, Formula], names: Mapping[str, Formula]) -> Formula:
    """`formula` with whole nodes and symbols replaced, and zeros and ones dropped on the way up."""
    done: dict[Formula, Formula] = dict(parts)
    todo = [formula]
    while todo:
        node = todo[-1]
        if node in done:
            todo.pop()
            continue
        waiting = [part for part in node.args if part not in done]
        if waiting:
            todo.extend(reversed(waiting))
            continue
        todo.pop()
        done[node] = _rebuilt(node, tuple([done[part] for part in node.args]), names)
    return done[formula]


def _rebuilt(node: Formula, args: tuple[Formula, ...], names: Mapping[str, Formula]) -> Formula:
    if node.head == "symbol":
        return names.get(node.value, node)
    if all(a is b for a, b in zip(args, node.args, strict=True)):
        return node
    if node.head in _CLEAN:
        return _CLEAN[node.head](*args)
    return Formula(node.head, args, node.value)
