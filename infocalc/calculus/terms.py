"""--in-terms-of 's = sigmoid(x)': an answer written with an abbreviation, s*(1 - s)."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from infocalc.algebra.cost import cost
from infocalc.algebra.engine import lower
from infocalc.algebra.factoring import Poly, TooLarge
from infocalc.algebra.field import Field
from infocalc.algebra.normal import tidy
from infocalc.algebra.one_fraction import product_form
from infocalc.errors import UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import VOCABULARY, expanded, rebuild
from infocalc.notation.parser import parse
from infocalc.records import NamedTuple

NOT_USED = "--in-terms-of: {} does not occur in the answer"


class Abbreviation(NamedTuple):
    """A symbol and what it stands for."""

    symbol: Expr
    value: Expr


def in_terms_of(entries: Sequence[tuple[str, Expr]], texts: Sequence[str]) -> list[tuple[str, Expr]]:
    """The entries written with the abbreviations, in the order given."""
    names = [_read(text) for text in texts]
    return [(label, _rewritten(e, names)) for label, e in entries]


def idle_names(written: Sequence[tuple[str, Expr]], texts: Sequence[str]) -> list[str]:
    """The names of the abbreviations that occur in none of the entries written with them."""
    names = [_read(text).symbol.data for text in texts]
    return [name for name in names if all(name not in e.free for _, e in written)]


def _read(text: str) -> Abbreviation:
    """`s = sigmoid(x)`."""
    hint = "for example --in-terms-of 's = sigmoid(x)'"
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise UsageError(f"--in-terms-of {text}: an abbreviation is written name = formula", hint)
    symbol = lower(parse(name, VOCABULARY, variables=frozenset((name.strip(),))).formula, name)
    found = lower(parse(value, VOCABULARY).formula, value)
    if symbol.head != X.SYM:
        raise UsageError(f"--in-terms-of {text}: '{name.strip()}' is not a name", hint)
    if not found.free or symbol.data in found.free:
        raise UsageError(f"--in-terms-of {text}: the formula must be one of other symbols", hint)
    return Abbreviation(symbol, found)


def _rewritten(e: Expr, names: Sequence[Abbreviation]) -> Expr:
    if any(name.symbol.data in e.free for name in names):
        taken = next(name.symbol.data for name in names if name.symbol.data in e.free)
        raise UsageError(f"--in-terms-of: {taken} is a symbol of the answer already", "choose another name")
    for name in names:
        e = _replaced(e, name)
        if not e.free.isdisjoint(name.value.free):
            e = _eliminated(e, name) or e
    short, product = tidy(e), product_form(e)
    return product if product is not None and cost(product) <= cost(short) + 3 else short


def _replaced(e: Expr, name: Abbreviation) -> Expr:
    """The symbol wherever the value stands; of r = √u a power of r for every power of u that is one."""
    base, exponent = X.split_power(name.value)

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        if node is name.value:
            return name.symbol
        inner, power = X.split_power(node)
        if inner is base and power.head == exponent.head == X.NUM:
            ratio = fmpq(power.data) / fmpq(exponent.data)
            if ratio.q == 1:
                return X.power(name.symbol, X.num(int(ratio.p)))
        return rebuild(node, parts)

    return X.fold(e, visit)


def _eliminated(e: Expr, name: Abbreviation) -> Expr | None:
    """e with one generator t of the value replaced, where s = (a·t + b)/(c·t + d) can be solved for it."""
    inner, outer = expanded(name.value), expanded(e)
    try:
        field = Field([outer, inner])
        n, d = field.fraction(inner)
        f = field.fraction(outer)
    except TooLarge:
        return None
    for i, (base, _) in enumerate(field.keys):
        if base.head == X.SYM or max(n.degrees()[i], d.degrees()[i]) != 1:
            continue
        (b, a), (bottom, c) = (_by_degree(field, p, i, 1) for p in (n, d))
        s = name.symbol
        t = (b - bottom * s) / (c * s - a)
        above, below = (_composed(field, p, i, t) for p in f)
        found = tidy(above / below)
        if base.free.isdisjoint(found.free) or len(found.free) < len(outer.free):
            return found
    return None


def _by_degree(field: Field, p: Poly, i: int, most: int) -> list[Expr]:
    """The coefficients of p as a polynomial in generator i, rising."""
    parts: list[dict[tuple[int, ...], int]] = [{} for _ in range(most + 1)]
    for exponents, c in p.to_dict().items():
        rest = tuple(0 if j == i else int(k) for j, k in enumerate(exponents))
        parts[int(exponents[i])][rest] = int(c)
    return [field.expression(field.ring.from_dict(part)) for part in parts]


def _composed(field: Field, p: Poly, i: int, t: Expr) -> Expr:
    coefficients = _by_degree(field, p, i, int(p.degrees()[i]))
    return X.add(*[c * X.power(t, X.num(k)) for k, c in enumerate(coefficients)])
