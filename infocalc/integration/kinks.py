"""Functions with kinks on a stretch without kinks: |u| is u or −u there, max is one of its arguments."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb

from infocalc.errors import Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import column, rebuild, subs
from infocalc.integration.analytic import Unsupported, constant

#: the functions that are smooth but for the zeros of an argument or of a difference of arguments
SIDED = column("sides")
EXTREME = column("extreme")
KINKED = SIDED.keys() | EXTREME.keys()
#: the functions that are constant between the integers
STEPWISE = column("rounds")
#: jumps at which a range is cut, at most
MOST_JUMPS = 1_000


def linear_zero(e: Expr, variable: str) -> Expr | None:
    """−n/m for e = m·x + n; None for anything else."""
    try:
        n, one = (subs(e, {variable: x}) for x in (X.ZERO, X.ONE))
    except Undefined:  # a pole, as of e^(−1/x): m·x + n has none
        return None
    m = X.add(one, *[X.scale(-1, t) for t in X.terms(n)])
    if m is X.ZERO or variable in (m.free | n.free) or X.add(m * X.sym(variable), *X.terms(n)) is not e:
        return None
    return X.mul(X.MINUS_ONE, n, X.power(m, X.MINUS_ONE))


def kinks(e: Expr, variable: str) -> list[Expr]:
    """Where e may have a kink or a jump: the zeros of linear arguments of abs, sign, max, conditions."""
    found = [linear_zero(u, variable) for node in X.nodes(e) for u in _deciding(node)]
    return [zero for zero in dict.fromkeys(found) if zero is not None and not zero.free]


def jumps(e: Expr, variable: str, low: Expr, high: Expr) -> list[Expr]:
    """Where floor and ceil of linear arguments may jump in a finite range: where the argument is whole."""
    found: list[Expr] = []
    for node in X.nodes(e):
        if node.head != X.CALL or node.data not in STEPWISE or variable not in node.free:
            continue
        (u,) = node.args
        if linear_zero(u, variable) is None or (u.free - {variable}):
            continue
        a, b = (constant(subs(u, {variable: end})) for end in (low, high))
        first = int(a.min(b).lower().floor().unique_fmpz() or 0)
        last = int(a.max(b).upper().ceil().unique_fmpz() or 0)
        if last - first <= MOST_JUMPS:
            found += [z for n in range(first, last + 1) if (z := linear_zero(u - n, variable)) is not None]
    return found


def _deciding(node: Expr) -> list[Expr]:
    """What changes its sign where the node has a kink."""
    if node.head == X.RELATION:
        return [_minus(*node.args)]
    if node.head != X.CALL or node.data not in KINKED:
        return []
    if node.data in EXTREME:
        return [_minus(a, b) for i, a in enumerate(node.args) for b in node.args[:i]]
    return [node.args[0]]


def _minus(a: Expr, b: Expr) -> Expr:
    return X.add(a, *[X.scale(-1, t) for t in X.terms(b)])


def smoothed(e: Expr, variable: str, inside: Expr) -> Expr:
    """e on the stretch around the point `inside` on which no linear argument changes its sign."""

    def value(u: Expr) -> arb:
        if linear_zero(u, variable) is None and variable in u.free:
            return arb.nan()
        try:
            return constant(subs(u, {variable: inside}))
        except Unsupported:
            return arb.nan()

    def sign(u: Expr) -> int | None:
        here = value(u)
        return 1 if here > 0 else -1 if here < 0 else None

    def whole(name: str, u: Expr) -> Expr | None:
        here = value(u)
        found = (
            (here.floor() if STEPWISE[name] < 0 else here.ceil()).unique_fmpz() if here.is_finite() else None
        )
        return None if found is None else X.num(int(found))

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        if variable not in node.free:
            return node
        if node.head == X.CALL and node.data in STEPWISE:
            return whole(str(node.data), parts[0]) or rebuild(node, parts)
        if node.head == X.CALL and node.data in KINKED:
            return _branch(str(node.data), parts, sign) or rebuild(node, parts)
        if node.head == X.RELATION:
            return _truth(str(node.data), sign(_minus(*parts))) or rebuild(node, parts)
        return rebuild(node, parts)

    return X.fold(e, visit)


def _branch(name: str, args: tuple[Expr, ...], sign: Callable[[Expr], int | None]) -> Expr | None:
    if name in EXTREME:
        return _extreme(EXTREME[name], args, sign)
    s = sign(args[0])
    if s is None:
        return None
    slope, value = SIDED[name][s > 0]
    return X.add(*[X.scale(slope, t) for t in X.terms(args[0])], X.num(value))


def _extreme(way: int, args: tuple[Expr, ...], sign: Callable[[Expr], int | None]) -> Expr | None:
    best = args[0]
    for other in args[1:]:
        s = sign(_minus(other, best))
        if s is None:
            return None
        best = other if s == way else best
    return best


def _truth(operator: str, s: int | None) -> Expr | None:
    if s is None:
        return None
    holds = s > 0 if operator in (">", ">=") else s < 0 if operator in ("<", "<=") else operator == "!="
    return X.TRUE if holds else X.FALSE
