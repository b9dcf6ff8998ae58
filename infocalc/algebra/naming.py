"""Products and quotients of functions that have a name of their own: tan, cot, sec, csc, sign, sin 2u."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from infocalc.algebra.cost import cost
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import call, column, with_parts
from infocalc.functions import calls as F

#: node -> (with its parts renamed, and renamed itself)
Memo = dict[Expr, tuple[Expr, Expr]]

_WAVES = dict(column("wave"))
#: f -> (g, h) with f/g = h
_OVER = {name: wave.over for name, wave in _WAVES.items() if wave.over is not None}
#: f -> 1/f, from the plainer one
_PAIRS = {wave.inverted: name for name, wave in _WAVES.items() if wave.inverted is not None}
#: f -> (g, r, s) with 1 + r·f² u = s·g(2u)
_DOUBLED = {name: wave.doubled for name, wave in _WAVES.items() if wave.doubled is not None}
#: (f, g, h): 2·f(u)·g(u) = h(2u), and with csc a half of that; where two fit, the first name of the alphabet
_PRODUCTS = sorted((name, *wave.product) for name, wave in _WAVES.items() if wave.product is not None)
_PAIRED = frozenset(name for first, second, _ in _PRODUCTS for name in (first, second))
#: f -> 1/f where a negative power of f is renamed
_RECIPROCAL = {f: _PAIRS[f] for f in _DOUBLED} | {_PAIRS[f]: f for f in _DOUBLED if _PAIRS[f] in _OVER}
_SWITCHES = frozenset(column("sides"))
#: words without which nothing is renamed in an expression, nor in another form of it: sign u is |u|/u there
NAMES = _OVER.keys() | _RECIPROCAL.keys() | _SWITCHES
#: functions that are quotients of others, and these others
QUOTIENTS, WAVES = _WAVES.keys() - _DOUBLED.keys(), frozenset(_DOUBLED)

#: functions of which a pair may be written by one of them
LOGARITHMIC = frozenset((F.log.name, F.atan.name, F.atanh.name))


def in_waves(e: Expr) -> Expr:
    """e with quotients for tan, cot, sec, csc and their hyperbolic kin."""
    quotients = {_OVER[f][1]: (f, _OVER[f][0]) for f in _DOUBLED}
    reciprocals = {_PAIRS[f]: f for f in _DOUBLED}

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        if node.head == X.CALL and node.data in quotients:
            above, below = quotients[node.data]
            return call(above, *parts) / call(below, *parts)
        if node.head == X.CALL and node.data in reciprocals:
            return X.power(call(reciprocals[node.data], *parts), X.MINUS_ONE)
        return with_parts(node, parts)

    return X.fold(e, visit)


def renamed(e: Expr, memo: Memo) -> Expr:
    """e with sin/cos written tan, 1/cos sec, |u|/u sign u, 2·sin·cos sin 2u, 1 − 2·sin² cos 2u.

    `memo` carries what is known of parts from one call to the next.
    """

    if e.height > X.SHALLOW:
        return X.fold(e, _named, memo)[1]
    return _named_within(e, memo)[1]


def _named_within(node: Expr, memo: Memo) -> tuple[Expr, Expr]:
    """The same by recursion, for parts that are not deep: what has none of the names is not entered."""
    found = memo.get(node)
    if found is None:
        if (node.word_set or node.words).isdisjoint(NAMES):
            found = node, node
        else:
            found = _named(node, [memo.get(part) or _named_within(part, memo) for part in node.args])
        memo[node] = found
    return found


def _named(node: Expr, parts: Sequence[tuple[Expr, Expr]]) -> tuple[Expr, Expr]:
    # a power inside a product is renamed with the product: cos·sin⁻¹ is cot, not cos·csc
    if not parts:
        return node, node
    if node.head == X.MUL:
        pairs = zip(node.args, parts, strict=True)
        inner = [bare if a.head == X.POW else done for a, (bare, done) in pairs]
    else:
        inner = [done for _, done in parts]
    node = with_parts(node, tuple(inner))
    rename = _RENAMED.get(node.head)
    return node, node if rename is None else rename(node)


def _renamed_product(node: Expr) -> Expr:
    factors = node.args if node.head == X.MUL else (node,)
    calls = _calls(factors)
    if calls is None:
        return node
    powers: dict[Expr, int] = {}
    for f in factors:
        base, exponent = X.split_power(f)
        if exponent.head == X.NUM and type(exponent.data) is int:
            powers[base] = exponent.data
    changed = dict(powers)
    if any(base.data in _SWITCHES for base in calls):
        from infocalc.algebra.switches import joined

        _change(changed, *joined(powers, factors))
    _join_reciprocals(changed)
    for base, k in calls.items():
        if base in changed:
            _name_quotient(base, k, changed)
    for base, k in list(changed.items()):
        if base.head == X.CALL and k < 0 and base.data in _RECIPROCAL:
            del changed[base]
            other = X.apply(_RECIPROCAL[base.data], *base.args)
            changed[other] = changed.get(other, 0) - k
    coefficient = node.data if node.head == X.MUL else 1
    coefficient = _double_angle(coefficient, changed)
    if changed == powers:
        return node
    rest = [f for f in factors if X.split_power(f)[0] not in powers]
    return X.mul(X.rational(coefficient), *rest, *[b**k for b, k in changed.items()])


def _calls(factors: Iterable[Expr]) -> dict[Expr, int] | None:
    """The functions among the factors that have names, with their exponents; None where none is renamed.

    Alone in its argument a function is renamed when it is below the bar, or a switch.
    """
    calls: dict[Expr, int] = {}
    arguments, several = set(), False
    for f in factors:
        base, exponent = X.split_power(f)
        if base.head != X.CALL or exponent.head != X.NUM or type(exponent.data) is not int:
            continue
        k = exponent.data
        several = several or base.args in arguments
        arguments.add(base.args)
        if base.data in NAMES:
            calls[base] = k
            several = several or k < 0 or base.data in _SWITCHES
    return calls if several and calls else None


def _renamed_sum(node: Expr) -> Expr:
    """x − 2x·sin² u as x·cos 2u, and its kin; 2x·sin u·cos u as x·sin 2u within a sum."""
    if not any(map(_may_double, node.args)):
        return node
    plain = list(zip(node.data[1], node.args, strict=True))
    terms = [_renamed_pair(c, t) if t.head == X.MUL and _is_pair(t) else (c, t) for c, t in plain]
    if node.data[0] != 0:
        terms.append((node.data[0], X.ONE))
    coefficients = {t: c for c, t in terms}
    lengths = {len(t.args) for t in coefficients if t.head == X.MUL} | {0, 1}
    for c, term in terms:
        if term.head == X.MUL and len(term.args) - 1 not in lengths:
            continue  # no other term has its factors but one
        for factor in term.args if term.head == X.MUL else (term,):
            function, exponent = X.split_power(factor)
            if exponent is X.TWO and function.head == X.CALL and function.data in _DOUBLED:
                name, ratio, sign = _DOUBLED[function.data]
                other = X.mul(*[f for f in term.args if f is not factor]) if term is not factor else X.ONE
                k = coefficients.get(other, 0)
                if k * ratio == c:
                    joined = X.mul(X.rational(sign * k), other, call(name, _twice(function.args[0])))
                    rest = [(w, t) for w, t in terms if t is not term and t is not other]
                    return X.combination([(1, joined), *rest])
    return node if terms[: len(plain)] == plain else X.combination(terms)


def _renamed_pair(c: X.Rational, t: Expr) -> tuple[X.Rational, Expr]:
    """c·t, a product that an odd c gives no name, as a coefficient and a term."""
    if type(c) is int and c % 2:
        return c, t
    return X.split_coefficient(_renamed_product(X.scale(c, t)))


def _is_pair(term: Expr) -> bool:
    """Whether a product has two functions of those whose product may have a name, by its coefficient."""
    return sum([f.head == X.CALL and f.data in _PAIRED for f in term.args]) > 1


def _may_double(term: Expr) -> bool:
    """Whether a term has the square of a function with a double angle, or a product of two of them."""
    found = 0
    for factor in term.args if term.head == X.MUL else (term,):
        function, weight = factor, 1
        if factor.head == X.POW:
            function, exponent = factor.args
            weight = 2 if exponent is X.TWO else 1
        if function.head == X.CALL and function.data in _DOUBLED:
            found += weight
    return found > 1


def _name_quotient(base: Expr, k: int, powers: dict[Expr, int]) -> None:
    """Replace above(u)^j/below(u)^j in `powers` by its name, where base is above and k its exponent."""
    if base.data == F.abs.name:
        inner = base.args[0]
        sign = F.sign(inner)
        j = min(k, powers.get(sign, 0))
        if j > 0:  # |u|·sign u is u
            _change(powers, (base, -j), (sign, -j), (inner, j))
            return
        if inner.head == X.ADD and inner not in powers:  # |u|/(−u) is sign(−u)
            inner = X.scale_terms(-1, inner)
        j = powers.get(inner, 0)
        if k == 2 and j < 0:  # |u|²/u is u
            _change(powers, (base, -2), (inner, 2))
        elif j % 2 == 0 and abs(j) > abs(k) and j * k < 0:  # |u|/u² is 1/|u|
            powers[base] = powers.pop(inner) + k
        elif j * k < 0:
            _move(powers, base, inner, F.sign(inner), 1 if k > 0 else -1)
        return
    if base.data in _OVER and k > 0:
        below, name = _OVER[base.data]
        under = _partner(powers, base, below)
        j = 0 if under is None else min(powers.get(base, 0), -powers[under])
        if under is not None and j > 0:
            _move(powers, base, under, X.apply(name, *base.args), j)


def _join_reciprocals(powers: dict[Expr, int]) -> None:
    """cos² u·sec u = cos u."""
    for base in [b for b in powers if b.head == X.CALL and b.data in _PAIRS]:
        other = _partner(powers, base, _PAIRS[base.data])
        if other is not None:
            _change(powers, (base, -powers.pop(other)))


def _partner(powers: dict[Expr, int], base: Expr, name: str) -> Expr | None:
    """name(u) among the bases, where base is a function of u."""
    other = X.applied(name, base.args)
    return other if other in powers else None


def _move(powers: dict[Expr, int], above: Expr, below: Expr, name: Expr, j: int) -> None:
    _change(powers, (above, -j), (below, j), (name, abs(j)))


def _change(powers: dict[Expr, int], *steps: tuple[Expr, int]) -> None:
    for key, step in steps:
        powers[key] = powers.get(key, 0) + step
        if powers[key] == 0:
            del powers[key]


def _double_angle(coefficient: X.Rational, powers: dict[Expr, int]) -> X.Rational:
    """2·sin u·cos u = sin 2u, the same for sinh, and sec u·csc u/2 = csc 2u; the new coefficient."""
    names = {base.data for base in powers if base.head == X.CALL}
    for first, second, name in _PRODUCTS:
        if first not in names or second not in names:
            continue
        for base in [b for b in powers if b.head == X.CALL and b.data == first]:
            partner = _partner(powers, base, second)
            if partner is None or not powers.get(base) == powers[partner] == 1:
                continue
            if name == F.csc.name and coefficient.denominator % 2 == 0:
                coefficient = X.normal(coefficient * 2)
            elif name != F.csc.name and coefficient.denominator == 1 and coefficient % 2 == 0:
                coefficient = coefficient // 2
            else:
                continue
            del powers[base], powers[partner]
            _change(powers, (call(name, _twice(base.args[0])), 1))
    return coefficient


def _twice(u: Expr) -> Expr:
    """2u, multiplied out where that is no longer: 2·(pi/4 − x/2) is pi/2 − x."""
    if u.head != X.ADD:
        return X.mul(X.TWO, u)
    return min(X.scale_terms(2, u), X.mul(X.TWO, u), key=cost)


_RENAMED = {X.MUL: _renamed_product, X.POW: _renamed_product, X.ADD: _renamed_sum}
