"""∂f/∂x of engine expressions, by the rules of the sheet and the derivative column of the function table.

One pass over the shared nodes of f, so a part that occurs many times is differentiated once.
"""

from __future__ import annotations

from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, Function, subs
from infocalc.functions import calls as F
from infocalc.functions.row import is_parametric
from infocalc.limits import check


def derivative(f: Expr, x: str) -> Expr:
    """∂f/∂x for the symbol named x; every other symbol is constant."""
    known: dict[Expr, Expr] = {}

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        return _rule(node, parts, x) if x in node.free else X.ZERO

    found = X.fold(f, visit, known)
    check("operations", found.size)
    return found


def _rule(node: Expr, parts: tuple[Expr, ...], x: str) -> Expr:
    match node.head:
        case X.SYM:
            return X.ONE
        case X.ADD:
            return X.combination(zip(node.data[1], parts, strict=True))
        case X.MUL:
            return _product_rule(node, parts)
        case X.POW:
            return _power_rule(node, parts)
        case X.CALL:
            return _chain_rule(node, parts)
        case X.UNDEF:
            return _undefined_rule(node, parts)
        case X.PIECEWISE:
            return _case_by_case(node, parts, x)
        case X.INTEGRAL:
            return _leibniz_rule(node, parts, x)
        case X.SERIES:
            return _series_rule(node, parts, x)
        case X.RELATION | X.AND | X.OR:
            return X.ZERO  # the condition of a case: it chooses, it is not differentiated
        case _:
            raise NoAnswer(f"a {node.head} has no derivative")


def _case_by_case(node: Expr, parts: tuple[Expr, ...], x: str) -> Expr:
    """The derivative of every case that holds on intervals of x; one that holds at single points has none.

    {v, x = c; w} has the derivative {w', x ≠ c}.
    """
    cases: list[Expr] = []
    left_out: list[Expr] = []
    for slope, condition in zip(parts[::2], node.args[1::2], strict=True):
        if _is_thin(condition, x):
            left_out.append(condition)
            continue
        cases += [slope, condition]
        if condition.head == X.RELATION and condition.data == "!=" and x in condition.free:
            break
    if all(slope is X.ZERO for slope in cases[::2]):
        return X.ZERO
    found = cases[0] if cases[1] is X.TRUE else X.compound(X.PIECEWISE, tuple(cases))
    for condition in left_out:
        if condition.head == X.RELATION:
            found = X.compound(X.PIECEWISE, (found, X.compound(X.RELATION, condition.args, "!=")))
    return found


def _is_thin(condition: Expr, x: str) -> bool:
    """Whether a condition can only hold at single values of x: an equation, and what also wants one."""
    if condition.head == X.RELATION:
        return condition.data == "=" and x in condition.free
    parts = [_is_thin(c, x) for c in condition.args] if condition.head in (X.AND, X.OR) else [False]
    return any(parts) if condition.head == X.AND else all(parts)


def _product_rule(node: Expr, parts: tuple[Expr, ...]) -> Expr:
    """(c·Π fᵢ)' = c·Σ fᵢ'·Π_{j≠i} fⱼ; a product with powers below the bar keeps them in each term."""
    moving = [(i, d) for i, d in enumerate(parts) if d is not X.ZERO]
    check("operations", len(moving) * len(parts))
    c = X.rational(node.data)
    return X.add(*[X.mul(c, *node.args[:i], d, *node.args[i + 1 :]) for i, d in moving])


def _power_rule(node: Expr, parts: tuple[Expr, ...]) -> Expr:
    """(u^a)' = a·u^(a−1)·u'; (a^v)' = a^v·log(a)·v'; (u^v)' = u^v·(v'·log u + v·u'/u); 0^v is 0 for v > 0."""
    (u, v), (du, dv) = node.args, parts
    if u is X.ZERO:
        return X.ZERO
    if dv is X.ZERO:
        return X.mul(v, X.power(u, X.add(v, X.MINUS_ONE)), du)
    if du is X.ZERO:
        return X.mul(node, F.log(u), dv)
    return X.mul(node, X.add(X.mul(dv, F.log(u)), X.mul(v, du, X.power(u, X.MINUS_ONE))))


def _chain_rule(node: Expr, parts: tuple[Expr, ...]) -> Expr:
    """d f(u, v, …) = Σ ∂f/∂uᵢ·uᵢ'."""
    if node.data == F.log.name and F.abs.heads(node.args[0]):
        # (log|v|)' = v'/v: |v|' = sign(v)·v' and 1/|v| = sign(v)/v
        inner = node.args[0].args[0]
        return X.mul(parts[0], X.power(F.sign(inner), X.MINUS_ONE), X.power(inner, X.MINUS_ONE))
    row = TABLE[node.data]
    if row.kink is not None and "i" in node.words:
        raise NoAnswer(
            f"{node.data} of a complex argument has no derivative",
            hint="write it by real parts: sqrt(x^2 + y^2)",
        )
    found = []
    for i, d in enumerate(parts):
        if d is X.ZERO:
            continue
        found.append(X.mul(slope_in(row, i, node.args), d))
    return X.add(*found)


def slope_in(row: Function, i: int, args: tuple[Expr, ...]) -> Expr:
    """∂/∂(argument i) of a function of the table, as besselj^(1,0)(nu, x) where no closed form is known."""
    column = row.derivative
    if not column or i in row.integers:
        hint = f"it takes {row.domain}" if i in row.integers else None
        raise NoAnswer(f"{row.name} has no derivative in its argument {i + 1}", hint=hint)
    rule = column[i]
    if rule is not None:
        return rule(*args)
    return X.undefined(row.name, tuple(int(j == i) for j in range(len(args))), args)


def _undefined_rule(node: Expr, parts: tuple[Expr, ...]) -> Expr:
    """∂f(u, v)/∂x = f^(1,0)(u, v)·u' + f^(0,1)(u, v)·v'."""
    name, orders = node.data
    if is_parametric(node):
        return X.add(*[X.mul(_raised(node, i), d) for i, d in enumerate(parts) if d is not X.ZERO])
    if not node.args:
        return X.undefined(name, (orders[0] + 1,), ())
    found = []
    for i, d in enumerate(parts):
        if d is not X.ZERO and isinstance(orders[i], str):
            raise NoAnswer(f"the derivative of {name}^({orders[i]}) has no notation here")
        if d is not X.ZERO:
            raised = (*orders[:i], orders[i] + 1, *orders[i + 1 :])
            found.append(X.mul(X.undefined(name, raised, node.args), d))
    return X.add(*found)


def _raised(node: Expr, i: int) -> Expr:
    """∂/∂(argument i) of a derivative of a function of the table: of its slope in i where that is known."""
    name, orders = node.data
    column = TABLE[name].derivative
    rule = column[i]
    if rule is None or orders[i]:
        return X.undefined(name, (*orders[:i], orders[i] + 1, *orders[i + 1 :]), node.args)
    places = [f"argument {j}" for j in range(len(node.args))]
    found = rule(*map(X.sym, places))
    for place, order in zip(places, orders, strict=True):
        for _ in range(order):
            found = derivative(found, place)
    return subs(found, dict(zip(places, node.args, strict=True)))


def _leibniz_rule(node: Expr, parts: tuple[Expr, ...], x: str) -> Expr:
    """d/dx ∫_a^b f dt = f(b)·b' − f(a)·a' + ∫_a^b ∂f/∂x dt, and what jumps of f add that move with x."""
    f, t, a, b = node.args
    found = []
    for end, d, sign in ((b, parts[3], X.ONE), (a, parts[2], X.MINUS_ONE)):
        if d is not X.ZERO:
            found.append(X.mul(sign, subs(f, {t.data: end}), d))
    if parts[0] is not X.ZERO and t.data != x:
        found.append(X.compound(X.INTEGRAL, (parts[0], t, a, b)))
    if x in f.free and t.data != x:
        from infocalc.algebra.moving_jumps import moving_jumps

        found.append(moving_jumps(node, x, derivative))
    return X.add(*found)


def _series_rule(node: Expr, parts: tuple[Expr, ...], x: str) -> Expr:
    """d/dx Σ f = Σ ∂f/∂x, bounds free of x; term by term."""
    _, k, a, b = node.args
    if x in a.free or x in b.free:
        raise NoAnswer(f"the bounds of the sum depend on {x}")
    return X.compound(X.SERIES, (parts[0], k, a, b)) if k.data != x else X.ZERO
