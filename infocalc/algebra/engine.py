"""Between what is written and what is computed with: `lower` a Formula, `lift` an engine expression."""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from infocalc.algebra.order import arranged_factors, arranged_terms
from infocalc.errors import InfocalcError, NotationError, Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, call
from infocalc.notation.formula import Formula, constant, fold, number, symbol


def lower(formula: Formula, text: str | None = None) -> Expr:
    """The engine expression of a formula; an error names the part of `text` that caused it."""

    def visit(node: Formula, parts: tuple[Expr, ...]) -> Expr:
        rule = _LOWERED.get(node.head)
        try:
            if rule is None:
                return X.compound(node.head, parts, node.value)
            if node.head not in _OF_CONDITIONS:
                for part in parts:
                    if part.head in _DOUBTFUL:
                        _refuse_what_is_no_number(part)
            return rule(node, parts)
        except InfocalcError as problem:
            raise problem.located(node.span, text) from None

    return fold(formula, visit)


#: what stands for no number, or may not
_CONDITIONS = frozenset((X.RELATION, X.AND, X.OR))
_DOUBTFUL = _CONDITIONS | {X.LIST, X.CONST}
#: heads of formulas that have conditions for parts
_OF_CONDITIONS = ("relation", "and", "or", "piecewise")


def _refuse_what_is_no_number(part: Expr) -> None:
    if part.head in _CONDITIONS or part is X.TRUE or part is X.FALSE:
        raise NotationError("a condition is not a number", hint="write piecewise((1, x > 0), (0, true))")
    if part.head == X.LIST:
        raise NotationError(
            "a list is not a number", hint="write it by components: jacobian '[2x, 2y]', softmax(x, y)_1"
        )


def _quotient_lowered(_: Formula, parts: tuple[Expr, ...]) -> Expr:
    if parts[0] is parts[1] is X.ZERO:
        raise Undefined("0/0 is undefined")
    return parts[0] / parts[1]


def _lowered_call(node: Formula, parts: tuple[Expr, ...]) -> Expr:
    if node.value not in TABLE:
        raise NotationError(f"unknown function '{node.value}'", span=node.span)
    return call(node.value, *parts)


def rebuilt(head: str, data: object, parts: tuple[Expr, ...]) -> Expr:
    from infocalc.functions import rebuild

    return rebuild(X.compound(head, parts, data), parts)


def _condition(node: Formula, parts: tuple[Expr, ...]) -> Expr:
    return rebuilt(node.head, node.value, parts)


#: head -> the expression of a formula with that head, from the expressions of its parts
_LOWERED: dict[str, Callable[[Formula, tuple[Expr, ...]], Expr]] = {
    "number": lambda node, _: X.num(*node.value),
    "symbol": lambda node, _: X.sym(node.value),
    "constant": lambda node, _: X.const(node.value),
    "sum": lambda _, parts: X.add(*parts),
    "neg": lambda _, parts: X.scale(-1, parts[0]),
    "product": lambda _, parts: X.mul(*parts),
    "quotient": _quotient_lowered,
    "power": lambda _, parts: X.power(*parts),
    "call": _lowered_call,
    "undefined": lambda node, parts: X.undefined(node.value[0], node.value[1], parts),
    **dict.fromkeys(_OF_CONDITIONS, _condition),
}


# ── lifting ──────────────────────────────────────────────────────────────────────────────────────

_HALF = fmpq(1, 2)
_HALVES = (_HALF, -_HALF)


def lift(e: Expr) -> Formula:
    """The formula a textbook would print for e: fractions, differences, roots, ordered terms."""
    return X.fold(e, _lifted)


def _lifted(node: Expr, parts: tuple[Formula, ...]) -> Formula:
    match node.head:
        case X.NUM:
            return _number(int(node.data.numerator), int(node.data.denominator))
        case X.SYM:
            return symbol(node.data)
        case X.CONST:
            return constant(node.data)
        case X.ADD:
            return _sum(node, dict(zip(node.args, parts, strict=True)))
        case X.MUL:
            return _product(node, dict(zip(node.args, parts, strict=True)))
        case X.POW:
            return _power(node, *parts)
        case X.UNDEF:
            return Formula("undefined", parts, node.data)
        case X.CALL:
            return Formula("call", parts, node.data)
        case _:
            return Formula(node.head, parts, node.data)


def _number(p: int, q: int) -> Formula:
    if q == 1:
        return number(p)
    fraction = Formula("quotient", (number(abs(p)), number(q)))
    return fraction if p >= 0 else Formula("neg", (fraction,))


def _sum(node: Expr, parts: dict[Expr, Formula]) -> Formula:
    signed = []
    for term, c in arranged_terms(node):
        if term is X.ONE:
            body = _number(abs(int(c.numerator)), int(c.denominator))
        elif c.denominator != 1 and _roots(term):
            body = lift(X.scale(abs(c), term))
        else:
            # a term is a product without coefficient: its own factors were lifted below it
            body = _fraction(c if c > 0 else -c, parts[term])
        signed.append(body if c > 0 else Formula("neg", (body,)))
    return Formula("sum", tuple(signed))


def _fraction(c: X.Rational, body: Formula) -> Formula:
    """c·body with c > 0, as one fraction: 2·x/3."""
    p, q = int(c.numerator), int(c.denominator)
    if p == q == 1:
        return body
    above, below = body.args if body.head == "quotient" else (body, None)
    return _quotient(_times(number(p), above) if p != 1 else above, _below(q, below))


def _below(q: int, below: Formula | None) -> Formula | None:
    if below is None:
        return number(q) if q != 1 else None
    return _times(number(q), below) if q != 1 else below


def _quotient(above: Formula, below: Formula | None) -> Formula:
    return above if below is None else Formula("quotient", (above, below))


def _times(a: Formula, b: Formula) -> Formula:
    if a.head == "number" and a.value == (1, 1):
        return b
    if b.head == "number" and b.value == (1, 1):
        return a
    left = a.args if a.head == "product" else (a,)
    right = b.args if b.head == "product" else (b,)
    return Formula("product", left + right)


def _product(node: Expr, parts: dict[Expr, Formula]) -> Formula:
    """c·Πfactors: factors with a negative numeric exponent stand below the bar."""
    c, factors, parts = _one_root(node, parts)
    above: list[Formula] = []
    below: list[Formula] = []
    for factor in arranged_factors(factors):
        lifted = parts[factor]
        if lifted.head == "quotient" and factor.head == X.POW:
            below.append(lifted.args[1])
        else:
            above.append(lifted)
    p, q = abs(int(c.numerator)), int(c.denominator)
    if p != 1 or not above:
        above.insert(0, number(p))
    if q != 1:
        below.insert(0, number(q))
    body = _quotient(_joined(above), _joined(below) if below else None)
    return body if c > 0 else Formula("neg", (body,))


def _one_root(
    node: Expr, parts: dict[Expr, Formula]
) -> tuple[X.Rational, tuple[Expr, ...], dict[Expr, Formula]]:
    """√r·√u and √r/√u as one root, √2/(2·√u) as 1/√(2u): coefficient, factors and what they look like."""
    found = _roots(node)
    if found is None:
        return node.data, node.args, parts
    open_root, other = found
    r, u = int(other.args[0].data), lift(open_root.args[0])
    above = open_root.args[1].data > 0
    # √r = r/√r; √3·g/√(g·h) is 3·g/√(3·g·h)
    turned = int(node.data.denominator) % r == 0 or not (above or open_root.args[0] is X.PI)
    if turned != above:
        inside = _times(number(r), u)
    else:
        inside = Formula("quotient", (u, number(r)) if above else (number(r), u))
    root = _root(inside, _HALF)
    joined = Formula("quotient", (number(1), root)) if turned and not above else root
    rest = tuple([f for f in node.args if f is not other])
    return X.normal(node.data * (r if turned else 1)), rest, {**parts, open_root: joined}


def _roots(node: Expr) -> tuple[Expr, Expr] | None:
    """√u or 1/√u, of u = π or a product, and √r where a product has both."""
    factors = node.args if node.head == X.MUL else ()
    roots = [f for f in factors if f.head == X.POW and f.args[1].head == X.NUM and f.args[1].data in _HALVES]
    open_root = next((f for f in roots if f.args[0] is X.PI or _is_monomial(f.args[0])), None)
    other = next((f for f in roots if f.args[0].head == X.NUM and f.args[1].data == _HALF), None)
    return (open_root, other) if open_root is not None and other is not None else None


def _is_monomial(u: Expr) -> bool:
    """Whether u is a product of symbols, as g·h is."""
    return u.head == X.MUL and u.data == 1 and all(f.head == X.SYM for f in u.args)


def _joined(factors: list[Formula]) -> Formula:
    flat: list[Formula] = []
    for f in factors:
        flat.extend(f.args if f.head == "product" else (f,))
    return flat[0] if len(flat) == 1 else Formula("product", tuple(flat))


def _power(node: Expr, base: Formula, exponent: Formula) -> Formula:
    e = node.args[1]
    if e.head == X.NUM and e.data < 0:
        return Formula("quotient", (number(1), _root(base, -e.data)))
    if e.head == X.NUM:
        return _root(base, e.data)
    if node.args[0].free and _falls(e):
        opposite = X.scale_terms(-1, e)
        return Formula("quotient", (number(1), Formula("power", (base, lift(opposite)))))
    return Formula("power", (base, exponent))


def _falls(exponent: Expr) -> bool:
    """Whether every term of a symbolic exponent is negative, as in x^(−n − 1), which is 1/x^(n + 1)."""
    if exponent.head == X.ADD:
        return bool(exponent.data[0] <= 0 and all(c < 0 for c in exponent.data[1]))
    return bool(X.split_coefficient(exponent)[0] < 0)


def _root(base: Formula, e: X.Rational) -> Formula:
    if e == 1:
        return base
    if int(e.numerator) == 1 and int(e.denominator) == 2:
        return Formula("call", (base,), "sqrt")
    return Formula("power", (base, _number(int(e.numerator), int(e.denominator))))
