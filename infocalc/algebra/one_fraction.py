"""An expression as one fraction: factored, multiplied out, common factors in front, by the relations it has.

Each form comes with the handicap at which it starts against the expression as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from infocalc.algebra.cost import cost, has_bar
from infocalc.algebra.factoring import Poly, TooLarge, is_long, shown_factors
from infocalc.algebra.field import Field, Fraction
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, Rational

#: numerators of at most so many terms do not grow for the sake of what is below the bar
_SHORT = 4
#: numerators of more bits are not factored: it would take longer than all the rest, and they stay long
_MOST_BITS = 300_000


def product_form(e: Expr) -> Expr | None:
    """e as one fraction, factored above and below; None where that is too much work."""
    try:
        field = Field([e])
        n, d = field.fraction(e)
        if n.is_zero():
            return X.ZERO
        return signed(X.mul(*factored(field, n, 1), *factored(field, d, -1)))
    except TooLarge:
        return None


def fraction_forms(field: Field, f: Fraction) -> Iterator[tuple[Expr, int]]:
    """Equal forms of f, each with the handicap at which it starts against the expression as it stands."""
    variants = _variants(field, f)
    for variant in variants:
        n, d = variant
        if n.is_zero():
            yield X.ZERO, 0
            return
        # −sin/(1 + cos²) stays as it is rather than to become sin/(sin² − 2)
        swapped = variant is not variants[0] and _size(variant) == _size(variants[0])
        bottom = factored(field, d, -1)
        front = _front(field, n, not d.is_constant())
        yield X.mul(*front, *bottom), _handicap(front) + swapped
        if len(n) == 1:
            continue
        expanded = field.expression(n)
        if len(front) > 1:
            yield X.mul(expanded, *bottom), swapped
        if not is_long(n, _MOST_BITS):
            yield X.mul(*factored(field, n, 1), *bottom), 1 + swapped
        if len(d) == 1:
            yield _term_by_term(expanded, bottom), swapped


def _handicap(front: list[Expr]) -> int:
    """What a common factor in front may cost more: readers look for x·(log x + 1), and most for s·(1 − s)."""
    *_, function, rest = [X.ONE, *front]
    if function.head == X.CALL and rest is 1 - function:
        return -4
    return -1 if len(front) > 1 else 0


def joined(e: Expr) -> Iterator[tuple[Expr, int]]:
    """The terms over the only bar as one fraction, squares of sums as they stand: ((x − a)² + s²)/(2·t²)."""
    if e.head != X.ADD or not any(map(_has_square_of_sum, e.args)):
        return
    over: dict[Expr, list[tuple[Rational, Expr]]] = {}
    for c, t in zip(e.data[1], e.args, strict=True):
        factors = t.args if t.head == X.MUL else (t,)
        below = [f for f in factors if has_bar(f)]
        above = [f for f in factors if not has_bar(f)]
        inner = t.data if t.head == X.MUL else 1
        over.setdefault(X.mul(*below), []).append((c * inner, X.mul(*above)))
    if [len(terms) > 1 for bar, terms in over.items() if bar is not X.ONE] != [True]:
        return
    found: list[tuple[Rational, Expr]] = [(1, X.rational(e.data[0]))]
    for bar, terms in over.items():
        shared = len(terms) > 1 and len({c for c, _ in terms}) == 1 and bar is not X.ONE
        whole = X.combination([(1 if shared else c, t) for c, t in terms])
        found.append((terms[0][0] if shared else 1, X.mul(bar, whole)))
    yield X.combination(found), 0


def _has_square_of_sum(e: Expr) -> bool:
    powers = map(X.split_power, e.args if e.head == X.MUL else (e,))
    return any(b.head == X.ADD and n.head == X.NUM and type(n.data) is int and n.data > 1 for b, n in powers)


def negated(e: Expr) -> Expr:
    """−e with the minus taken into the terms of a sum."""
    if e.head != X.ADD:
        return X.scale(-1, e)
    constant, coefficients = e.data
    opposite = [(-c, t) for c, t in zip(coefficients, e.args, strict=True)]
    return X.combination([*opposite, (1, X.rational(-constant))])


def signed(e: Expr) -> Expr:
    """Signs as a book has them: −(log x − 1)/x² is (1 − log x)/x², (−x − 3)·y is −(x + 3)·y.

    −2/(x − 1) is 2/(1 − x).
    """
    if e.head != X.MUL:
        return e
    sums = [i for i, f in enumerate(e.args) if f.head == X.ADD]
    sums += [i for i, f in enumerate(e.args) if f.head == X.POW and f.args[0].head == X.ADD]
    if not sums:
        return e
    c, factors, turned = e.data, list(e.args), False
    for i in sums:
        base, exponent = X.split_power(factors[i])
        if exponent.head != X.NUM or type(exponent.data) is not int or exponent.data % 2 == 0:
            continue
        if any(f.head == X.POW and f.args[0] is X.E and base in X.nodes(f) for f in factors):
            continue  # −(x − a)·e^(−(x − a)²) shows where it comes from
        mixed = base.data[0] > 0 or max(base.data[1]) > 0
        if not mixed or (c < 0 and (base.data[0] < 0 or min(base.data[1]) < 0)):
            c, turned = -c, True
            factors[i] = X.power(negated(base), exponent)
    return X.mul(X.rational(c), *factors) if turned else e


def _variants(field: Field, f: Fraction) -> list[Fraction]:
    """f itself, and of what it becomes under the relations the ones with the fewest terms."""
    if not field.relations(False):
        return [f]
    first = field.reduced(f)
    found = [first]
    if field.relations(True) != field.relations(False):
        second = field.reduced(f, flip=True)
        found += [second, field.reduced(first, flip=True), field.reduced(second)] if first != second else []
    rational = field.rationalised(first)
    if rational != first:
        found.append(rational)
    size = min(_size(g) for g in found)
    kept = [f]
    for g in found:
        if _size(g) <= min(size, _size(f)) and g not in kept:
            kept.append(g)
    # (tan x + 1)² below the bar may be short as it stands
    above = first if first[1] == f[1] else field.reduced(f, below=False)
    others = [f, *found] if len(f[0]) <= _SHORT else found
    if len(above[0]) <= min(len(g[0]) for g in others) and above not in kept:
        kept.append(above)
    return kept


def _size(f: Fraction) -> int:
    return len(f[0]) + len(f[1])


def factored(field: Field, p: Poly, sign: int) -> list[Expr]:
    """p^sign as a list of factors; factors of one exponent stay together where that is shorter: (x² − 1)⁵."""
    if len(p) == 1:
        return _monomial(field, p, sign)
    content, irreducible = shown_factors(p, field.below)
    groups: dict[int, list[Poly]] = {}
    for factor, k in irreducible:
        groups.setdefault(int(k), []).append(factor)
    found = [] if content == 1 else [X.power(X.num(int(content)), X.num(sign))]
    for k, members in groups.items():
        separate = [field.expression(m) for m in members]
        sums = [m for m, e in zip(members, separate, strict=True) if e.head == X.ADD]
        if len(sums) > 1:
            product = sums[0]
            for m in sums[1:]:
                product = product * m
            together = field.expression(product)
            if cost(together) <= sum(cost(e) + 3 for e in separate if e.head == X.ADD):
                separate = [*[e for e in separate if e.head != X.ADD], together]
        for base in separate:
            turned = base.head == X.ADD and _leading_minus(base)
            found += [X.MINUS_ONE**k] if turned else []
            found.append(X.power(negated(base) if turned else base, X.num(sign * k)))
    return found


def _monomial(field: Field, p: Poly, sign: int) -> list[Expr]:
    """The factors of (c·Π gᵢ^kᵢ)^sign, in the order of those of a polynomial."""
    (exponents,), content = p.monoms(), int(p.leading_coefficient())
    found = [] if content == 1 else [X.power(X.num(content), X.num(sign))]
    powers = sorted([(int(k), -i) for i, k in enumerate(exponents) if k])
    return found + [field.power(-i, sign * k) for k, i in powers]


def _leading_minus(base: Expr) -> bool:
    """Whether every coefficient of a sum is negative."""
    constant, coefficients = base.data
    return bool(constant <= 0 and all(c < 0 for c in coefficients))


def _front(field: Field, p: Poly, over_bar: bool) -> list[Expr]:
    """p with its monomial content in front when that content is a whole term: x·log x + x = x·(log x + 1).

    e^u is taken out of every term as well: (x² + 2x)·e^x; of what stands over a bar every common factor.
    """
    content = p.term_content()
    if len(p) < 2 or content.is_one() or (content.is_constant() and not over_bar):
        return [field.expression(p)]
    (exponents,), common = content.monoms(), int(content.leading_coefficient())
    if p[exponents] == 0 and not over_bar:
        exponents = tuple(
            [
                k if key[1] is not X.ONE or key[0].head not in (X.SYM, X.NUM) else 0
                for key, k in zip(field.keys, exponents, strict=True)
            ]
        )
    front = [field.power(i, int(k)) for i, k in enumerate(exponents) if k]
    if not front and not over_bar:
        return [field.expression(p)]
    return [X.num(common), *front, field.expression(p // field.ring.from_dict({exponents: common}))]


def _term_by_term(n: Expr, bottom: list[Expr]) -> Expr:
    """A sum over a one-term denominator as a sum of fractions in lowest terms."""
    return X.add(*[X.mul(term, *bottom) for term in X.terms(n)])


def opened(e: Expr) -> Iterator[tuple[Expr, int]]:
    """Sums within the terms of a sum multiplied out, so that like terms meet: a − (a − b) is b.

    Of a product those of its factors: what is 0 in disguise is seen.
    """
    if e.head == X.ADD:
        found = _without_sums_in_terms(e)
    elif e.head == X.MUL:
        found = X.mul(X.rational(e.data), *map(_without_sums_in_terms, e.args))
    else:
        return
    if found is not e:
        yield found, 0


def _has_sum(term: Expr) -> bool:
    """Whether a term is a sum, with a coefficient, or has one for a factor."""
    return term.head == X.ADD or (term.head == X.MUL and any(f.head == X.ADD for f in term.args))


def _without_sums_in_terms(e: Expr) -> Expr:
    """A sum without sums as factors of its terms; what is no sum as it is."""
    if e.head != X.ADD or not any(map(_has_sum, e.args)):
        return e
    found: list[Expr] = []
    for term in X.terms(e):
        sums = [f for f in term.args if f.head == X.ADD] if term.head == X.MUL else []
        if len(sums) == 1:
            rest = X.mul(X.rational(term.data), *[f for f in term.args if f is not sums[0]])
            found += [rest * t for t in X.terms(sums[0])]
        else:
            found.append(term)
    return X.add(*found) if len(found) > len(X.terms(e)) else e
