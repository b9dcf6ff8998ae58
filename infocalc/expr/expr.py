"""Engine expressions: immutable, shared, in a light canonical form.

Equal expressions are one object (hash-consing), so equality is `is`, a derivative visits each shared
part once, and 1,000-deep nests need no recursion. The canonical form is the cheap one: sums collect
like terms, products collect powers of one base, rational numbers are computed. Everything deeper
(one fraction, factoring, sin² + cos² = 1) is the business of `normal.py`.

Terms and factors keep the order in which they were first put together, because a reader recognises
f'·g + f·g' and not its sorted twin; identity does not depend on that order.

Why nodes of our own: SymPy takes 0.34 s to import and 10 ms for a derivative, prints n*x^n/x and is wrong on
kinks without a word; SymEngine is fast and knows neither our functions nor where they have kinks.
"""

from __future__ import annotations

import atexit
from collections.abc import Iterable
from itertools import repeat
from weakref import ref

from flint import arb, fmpq, fmpz

from infocalc.annotations import Any
from infocalc.errors import Undefined
from infocalc.expr.radicals import bits_of, is_moderate, radical
from infocalc.expr.radicals import outgrows as outgrows
from infocalc.expr.walk import SHALLOW as SHALLOW
from infocalc.expr.walk import fold as fold
from infocalc.expr.walk import nodes as nodes
from infocalc.limits import check_bits

Rational = int | fmpq

NUM, SYM, CONST, ADD, MUL, POW = "num", "sym", "const", "add", "mul", "pow"
CALL, UNDEF, RELATION, AND, OR, PIECEWISE = "call", "undef", "relation", "and", "or", "piecewise"
INTEGRAL, SERIES, FAMILY, KEYWORD, LIST = "integral", "series", "family", "keyword", "list"
BALL = "ball"
ROOT = "root"


class Expr:
    """One node. What `data` holds depends on `head`:

    num: the rational, an int or (not integral) an fmpq
    sym, const, call: the name · undef: (name, orders) · relation: the operator
    ball: (what it encloses, its midpoint and radius)
    add: (constant, coefficients), args are the terms without their coefficients
    mul: the rational coefficient, args are the factors, of different bases
    """

    __slots__ = ("__weakref__", "args", "data", "free_names", "head", "height", "length", "size", "word_set")
    head: str
    args: tuple[Expr, ...]
    data: Any
    free_names: frozenset[str] | None
    word_set: frozenset[str] | None
    length: int | None  # what `cost` says of it, once asked
    height: int  # of the tree: 0 for a leaf
    size: int  # nodes of the tree, shared parts counted each time

    def __add__(self, other: Expr | int) -> Expr:
        return add(self, as_expr(other))

    def __radd__(self, other: int) -> Expr:
        return add(as_expr(other), self)

    def __sub__(self, other: Expr | int) -> Expr:
        return add(self, mul(MINUS_ONE, as_expr(other)))

    def __rsub__(self, other: int) -> Expr:
        return add(as_expr(other), mul(MINUS_ONE, self))

    def __mul__(self, other: Expr | int) -> Expr:
        return mul(self, as_expr(other))

    def __rmul__(self, other: int) -> Expr:
        return mul(as_expr(other), self)

    def __truediv__(self, other: Expr | int) -> Expr:
        return mul(self, power(as_expr(other), MINUS_ONE))

    def __rtruediv__(self, other: int) -> Expr:
        return mul(as_expr(other), power(self, MINUS_ONE))

    def __pow__(self, other: Expr | int) -> Expr:
        return power(self, as_expr(other))

    def __rpow__(self, other: int) -> Expr:
        return power(as_expr(other), self)

    def __neg__(self) -> Expr:
        return mul(MINUS_ONE, self)

    def __repr__(self) -> str:
        return f"Expr({self.head}, {self.data!r}, {len(self.args)} args)"

    @property
    def free(self) -> frozenset[str]:
        """Names of the free symbols (bound variables of integrals and sums excluded)."""
        if self.free_names is None:
            _find_names(self)
        return self.free_names or frozenset()

    @property
    def words(self) -> frozenset[str]:
        """Heads of the nodes in it, names of its functions and constants, and ROOT for u^v with v no integer.

        What does not occur need not be looked for.
        """
        if self.word_set is None:
            _find_names(self)
        return self.word_set or frozenset()


_NOTHING: frozenset[str] = frozenset()
_ROOT = frozenset((POW, ROOT))
_HEADS = {
    head: frozenset((head,))
    for head in (
        *(NUM, SYM, ADD, MUL, POW, UNDEF, RELATION, AND, OR, PIECEWISE),
        *(INTEGRAL, SERIES, FAMILY, KEYWORD, LIST, BALL),
    )
}


class _Entry(ref[Expr]):
    """A node in the table, found again as long as it lives; weakref's own table takes twice as long."""

    __slots__ = ("key",)
    key: tuple[Any, ...]


_nodes: dict[tuple[Any, ...], _Entry] = {}
atexit.register(_nodes.clear)  # at shutdown nodes die in any order, the table must not ask them for hashes


def _forget(entry: _Entry, table: dict[tuple[Any, ...], _Entry] = _nodes) -> None:
    if table.get(entry.key) is entry:
        del table[entry.key]


def _node(key: tuple[Any, ...], head: str, args: tuple[Expr, ...], data: Any) -> Expr:
    entry = _nodes.get(key)
    found = None if entry is None else entry()
    if found is None:
        found = object.__new__(Expr)
        found.head, found.args, found.data, found.free_names = head, args, data, None
        found.word_set = found.length = None
        height, size = 0, 1
        for part in args:
            height = part.height + 1 if part.height >= height else height
            size += part.size
        found.height, found.size = height, size
        entry = _Entry(found, _forget)
        entry.key = key
        _nodes[key] = entry
    return found


def _find_names(root: Expr) -> None:
    """Enter `free` and `words` of root and of everything in it."""
    todo = [root]
    while todo:
        node = todo[-1]
        waiting = len(todo)
        todo += [part for part in node.args if part.free_names is None]
        if len(todo) > waiting:
            continue
        todo.pop()
        free = frozenset((node.data,)) if node.head == SYM else _NOTHING
        words = _own_words(node)
        for part in node.args:
            free = _united(free, part.free)
            words = _united(words, part.words)
        if node.head in (INTEGRAL, SERIES):
            term, index, *bounds = node.args
            free = (term.free - index.free).union(*[bound.free for bound in bounds])
        node.free_names, node.word_set = free, words


def _united(a: frozenset[str], b: frozenset[str]) -> frozenset[str]:
    """a ∪ b, one of the two where it holds the other."""
    return a if b <= a else b if a <= b else a | b


def _own_words(node: Expr) -> frozenset[str]:
    if node.head in (CALL, CONST):
        return frozenset((node.head, node.data))
    root = node.head == POW and not (node.args[1].head == NUM and type(node.args[1].data) is int)
    return _ROOT if root else _HEADS[node.head]


# ── atoms ────────────────────────────────────────────────────────────────────────────────────────


def normal(q: Rational) -> Rational:
    """An int where the value is integral: ints are compared, hashed and multiplied five times as fast."""
    return q if type(q) is int or q.denominator != 1 else int(q.numerator)


def _key(q: Rational) -> Any:
    return q if type(q) is int else (int(q.numerator), int(q.denominator))


def rational(q: Rational) -> Expr:
    if type(q) is int:
        small = _small.get(q)
        if small is not None:
            return small
    q = normal(q)
    return _node((NUM, _key(q)), NUM, (), q)


def num(p: int, q: int = 1) -> Expr:
    return rational(p if q == 1 else fmpq(p, q))


def sym(name: str) -> Expr:
    return _node((SYM, name), SYM, (), name)


def const(name: str) -> Expr:
    return _node((CONST, name), CONST, (), name)


#: the integers that most expressions have, at hand without a key
_small: dict[int, Expr] = {}
_small.update((k, num(k)) for k in range(-32, 65))

ZERO, ONE, TWO, MINUS_ONE, HALF = num(0), num(1), num(2), num(-1), num(1, 2)
E, PI, I, OO = const("e"), const("pi"), const("i"), const("oo")  # noqa: E741  (the letter of the field)
EULER_GAMMA, TRUE, FALSE = const("EulerGamma"), const("true"), const("false")


def ball(of: Expr, value: arb) -> Expr:
    """The number `of` without free symbols, known by a ball around it: a total that was computed."""
    ends = tuple((int(m), int(e)) for m, e in (value.mid().man_exp(), value.rad().man_exp()))
    return _node((BALL, of, ends), BALL, (), (of, ends))


def as_expr(value: Expr | int) -> Expr:
    return value if isinstance(value, Expr) else num(value)


def apply(name: str, *args: Expr) -> Expr:
    """The function applied as it stands; `functions.call` is the one that knows sin(0) = 0."""
    return _node((CALL, name, args), CALL, args, name)


def undefined(name: str, orders: tuple[int | str, ...], args: tuple[Expr, ...]) -> Expr:
    """f^(orders)(args) of a function known by name only; an order may be the name of a symbol."""
    return _node((UNDEF, name, orders, args), UNDEF, args, (name, orders))


def compound(head: str, args: tuple[Expr, ...], data: Any = None) -> Expr:
    """A node of a head without arithmetic: relation, and, or, piecewise, integral, series, list, family."""
    return _node((head, data, args), head, args, data)


# ── sums ─────────────────────────────────────────────────────────────────────────────────────────


def split_coefficient(e: Expr) -> tuple[Rational, Expr]:
    """e = c·t with c rational and t free of a rational factor."""
    if e.head != MUL or e.data == 1:
        return 1, e
    return e.data, product(1, e.args)


_ONES = repeat(1)


def add(*terms: Expr) -> Expr:
    """Σ terms, like terms collected."""
    return combination(zip(_ONES, terms, strict=False))


def combination(weighted: Iterable[tuple[Rational, Expr]]) -> Expr:
    """Σ w·term, like terms collected; a sum is multiplied out by 1 only."""
    constant: Rational = 0
    found: dict[Expr, Rational] = {}
    for w, term in weighted:
        head = term.head
        if head == NUM:
            constant += w * term.data
        elif head == ADD and w == 1:
            constant += term.data[0]
            for c, t in zip(term.data[1], term.args, strict=True):
                found[t] = found[t] + c if t in found else c
        else:
            c, t = (w, term) if head != MUL or term.data == 1 else (w * term.data, product(1, term.args))
            found[t] = found[t] + c if t in found else c
    return linear(constant, found)


def linear(constant: Rational, found: dict[Expr, Rational]) -> Expr:
    """constant + Σ c·t for terms t that carry no coefficient and are no sums with coefficient 1."""
    args, coefficients, marks = [], [], []
    for t, c in found.items():
        if c == 0:
            continue
        whole = c if type(c) is int else normal(c)
        args.append(t)
        coefficients.append(whole)
        marks.append((t, whole if type(whole) is int else _key(whole)))
    if not args:
        return rational(constant)
    if len(args) == 1 and constant == 0:
        return scale(coefficients[0], args[0])
    constant = normal(constant)
    key = (ADD, _key(constant), frozenset(marks))
    return _node(key, ADD, tuple(args), (constant, tuple(coefficients)))


def scale(c: Rational, e: Expr) -> Expr:
    """c·e for rational c; a sum is not multiplied out."""
    if c == 1 or e is ZERO:
        return e
    if c == 0:
        return ZERO
    if e.head == NUM:
        return rational(c * e.data)
    return product(c * e.data, e.args) if e.head == MUL else product(c, (e,))


def terms(e: Expr) -> list[Expr]:
    """The terms of a sum, its constant last; [e] for anything else."""
    if e.head != ADD:
        return [e]
    found = [scale(c, t) for c, t in zip(e.data[1], e.args, strict=True)]
    return [*found, rational(e.data[0])] if e.data[0] != 0 else found


# ── products and powers ──────────────────────────────────────────────────────────────────────────


def product(c: Rational, factors: tuple[Expr, ...]) -> Expr:
    """c·Πfactors for one or more factors, no numbers and no products, of different bases."""
    if type(c) is not int:
        c = normal(c)
    if c == 1 and len(factors) == 1:
        return factors[0]
    return _node((MUL, c if type(c) is int else _key(c), frozenset(factors)), MUL, factors, c)


def split_power(e: Expr) -> tuple[Expr, Expr]:
    """e = base^exponent."""
    return (e.args[0], e.args[1]) if e.head == POW else (e, ONE)


def mul(*factors: Expr) -> Expr:
    """Π factors, powers of one base collected."""
    c: Rational = 1
    found: dict[Expr, Expr] = {}  # base -> the one factor that is a power of it
    collected: dict[Expr, Expr] = {}  # base -> the exponent, where factors were put together
    radical = False  # behind other factors, among which there may be one to be put together with it
    for f in factors:
        if f.head == NUM:
            c *= f.data
            continue
        if f.head == MUL:
            c *= f.data
        for g in f.args if f.head == MUL else (f,):
            base = g.args[0] if g.head == POW else g
            radical = radical or (base.head == NUM and bool(found))
            if base in found:
                before = collected[base] if base in collected else split_power(found[base])[1]
                collected[base] = add(before, split_power(g)[1])
            else:
                found[base] = g
    if c == 0:
        return ZERO
    if collected or radical:
        powers = {b: collected[b] if b in collected else split_power(g)[1] for b, g in found.items()}
        return _merged(c, powers)
    return product(c, tuple(found.values())) if found else rational(c)


def _merged(c: Rational, powers: dict[Expr, Expr]) -> Expr:
    """The product of powers some of which were just collected, so that they may simplify further."""
    factors: list[Expr] = []
    radicals: dict[Expr, Expr] = {}
    again = False
    for base, exponent in powers.items():
        p = power(base, exponent)
        if p.head == NUM:
            c *= p.data
        elif p.head == POW and p.args[0].head == NUM and p.args[1].head == NUM:
            # √2·√3 = √6; the radicand may then have a square factor of its own
            root = p.args[1]
            radicals[root] = rational(p.args[0].data * radicals[root].data) if root in radicals else p.args[0]
        else:
            again = again or p.head == MUL or (p.head == POW and p.args[0] is not base)
            factors.append(p)
    for root, radicand in radicals.items():
        p = power(radicand, root)
        again = again or p.head in (MUL, NUM)
        factors.append(p)
    if again:
        return mul(rational(c), *factors)
    return product(c, tuple(factors)) if factors else rational(c)


def _power(base: Expr, exponent: Expr) -> Expr:
    return _node((POW, base, exponent), POW, (base, exponent), None)


_TRIVIAL = (0, 1)
#: heads of bases of which no rational power but the first and the zeroth is anything else
_PLAIN = frozenset((SYM, ADD, CALL, UNDEF))


def power(base: Expr, exponent: Expr) -> Expr:
    """base^exponent with the laws that hold for every real value of the symbols."""
    if exponent.head == NUM:
        if base.head in _PLAIN and exponent.data not in _TRIVIAL:
            return _power(base, exponent)
        return _rational_power(base, exponent.data, exponent)
    if base is ONE:
        return ONE
    if base.head == POW and _positive_constant(base.args[0]):
        return power(base.args[0], mul(base.args[1], exponent))
    if base is E:
        return _exponential(exponent)
    return _power(base, exponent)


def _exponential(u: Expr) -> Expr:
    """e^u; e^(c·log v) is v^c."""
    c, t = split_coefficient(u)
    if t.head == CALL and t.data == "log" and len(t.args) == 1:
        return power(t.args[0], rational(c))
    return _power(E, u)


def _positive_constant(e: Expr) -> bool:
    return e in (E, PI) or (e.head == NUM and e.data > 0)


def _rational_power(base: Expr, q: Rational, exponent: Expr) -> Expr:
    if q == 0:
        return ONE
    if q == 1:
        return base
    if base.head == NUM:
        return _number_power(base.data, q, exponent)
    if base is I and type(q) is int:
        return (ONE, I, MINUS_ONE, mul(MINUS_ONE, I))[q % 4]
    if base.head == POW and (type(q) is int or _positive_constant(base.args[0])):
        # the exponent is multiplied out: 1/x^(n + 1) is x^(−n − 1)
        return power(base.args[0], add(*[scale(q, t) for t in terms(base.args[1])]))
    if base.head == MUL and type(q) is int:
        return mul(_number_power(base.data, q, exponent), *[power(f, exponent) for f in base.args])
    if base.head == MUL and abs(base.data) != 1:
        # (4x)^(1/2) = 2·x^(1/2), the sign stays inside
        inside = product(1 if base.data > 0 else -1, base.args)
        root = _power if inside.head == MUL else power  # (4/pi)^(1/2) = 2·pi^(−1/2)
        return mul(_number_power(abs(base.data), q, exponent), root(inside, exponent))
    return _power(base, exponent)


def _number_power(b: Rational, q: Rational, exponent: Expr) -> Expr:
    if b == 0:
        if q < 0:
            raise Undefined("division by zero")
        return ZERO
    if b == 1:
        return ONE
    bits = bits_of(b)
    if type(q) is int:
        if outgrows(b, q) and is_moderate(b, q):
            return _power(rational(b), exponent)
        check_bits(abs(q) * bits)
        return rational(b**q if q > 0 else fmpq(b) ** q)
    if b < 0:
        return _power(rational(b), exponent)
    whole = int(q.numerator) // int(q.denominator)
    check_bits(abs(whole) * bits)
    part = fmpq(q) - whole
    # (n/d)^part = n^part · d^(1 − part) / d
    outside, above = radical(fmpz(b.numerator), part)
    below, under = radical(fmpz(b.denominator), 1 - part)
    c = fmpq(outside * below, fmpz(b.denominator)) * fmpq(b) ** whole
    found = [r for r in (above, under) if r is not None]
    if len(found) == 2 and found[0][1] == found[1][1]:
        found = [(found[0][0] * found[1][0], found[0][1])]
    radicals = tuple([_power(rational(n), rational(r)) for n, r in found])
    return product(c, radicals) if radicals else rational(c)
