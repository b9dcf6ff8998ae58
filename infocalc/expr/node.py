"""The node: what one is, the table in which equal nodes are one object, and the nodes without arithmetic."""

from __future__ import annotations

import atexit
from _weakref import ref  # the module `weakref` has tables of its own

from flint import arb, fmpq

from infocalc.annotations import TYPE_CHECKING, Any

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

    if TYPE_CHECKING:  # entered by powers.py, for sums and powers are made of nodes

        def __add__(self, other: Expr | int) -> Expr: ...
        def __radd__(self, other: int) -> Expr: ...
        def __sub__(self, other: Expr | int) -> Expr: ...
        def __rsub__(self, other: int) -> Expr: ...
        def __mul__(self, other: Expr | int) -> Expr: ...
        def __rmul__(self, other: int) -> Expr: ...
        def __truediv__(self, other: Expr | int) -> Expr: ...
        def __rtruediv__(self, other: int) -> Expr: ...
        def __pow__(self, other: Expr | int) -> Expr: ...
        def __rpow__(self, other: int) -> Expr: ...
        def __neg__(self) -> Expr: ...

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


class _Entry(ref[Expr]):
    """A node in the table, found again as long as it lives; weakref's own table takes twice as long."""

    __slots__ = ("key",)
    key: tuple[Any, ...]


_nodes: dict[tuple[Any, ...], _Entry] = {}
atexit.register(_nodes.clear)  # at shutdown nodes die in any order, the table must not ask them for hashes


def _forget(entry: _Entry, table: dict[tuple[Any, ...], _Entry] = _nodes) -> None:
    if table.get(entry.key) is entry:
        del table[entry.key]


def shared(key: tuple[Any, ...], head: str, args: tuple[Expr, ...], data: Any) -> Expr:
    """The node of this key: the one in the table, or a new one."""
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


# ── what occurs in a node ────────────────────────────────────────────────────────────────────────

_NOTHING: frozenset[str] = frozenset()
_BINDING = frozenset((INTEGRAL, SERIES))
_ROOT = frozenset((POW, ROOT))
_HEADS = {
    head: frozenset((head,))
    for head in (
        *(NUM, SYM, ADD, MUL, POW, UNDEF, RELATION, AND, OR, PIECEWISE),
        *(INTEGRAL, SERIES, FAMILY, KEYWORD, LIST, BALL),
    )
}


def _find_names(root: Expr) -> None:
    """Enter `free` and `words` of root and of everything in it."""
    todo = [root]
    while todo:
        node = todo[-1]
        waiting = len(todo)
        for part in node.args:
            if part.free_names is None:
                if part.args:
                    todo.append(part)
                else:
                    _enter_names(part)
        if len(todo) == waiting:
            _enter_names(todo.pop())


def _enter_names(node: Expr) -> None:
    """`free` and `words` of a node whose parts have theirs."""
    free = frozenset((node.data,)) if node.head == SYM else _NOTHING
    words = _own_words(node)
    for part in node.args:
        names, theirs = part.free_names or _NOTHING, part.word_set or _NOTHING
        if not names <= free:
            free = names if free <= names else free | names
        if not theirs <= words:
            words = theirs if words <= theirs else words | theirs
    if node.head in _BINDING:
        term, index, *bounds = node.args
        free = (term.free - index.free).union(*[bound.free for bound in bounds])
    node.free_names, node.word_set = free, words


def _own_words(node: Expr) -> frozenset[str]:
    if node.head in (CALL, CONST):
        return frozenset((node.head, node.data))
    root = node.head == POW and not (node.args[1].head == NUM and type(node.args[1].data) is int)
    return _ROOT if root else _HEADS[node.head]


# ── numbers, names and functions ─────────────────────────────────────────────────────────────────


def normal(q: Rational) -> Rational:
    """An int where the value is integral: ints are compared, hashed and multiplied five times as fast."""
    return q if type(q) is int or q.denominator != 1 else int(q.numerator)


def as_key(q: Rational) -> Any:
    return q if type(q) is int else (int(q.numerator), int(q.denominator))


def rational(q: Rational) -> Expr:
    if type(q) is int:
        small = _small.get(q)
        if small is not None:
            return small
    q = normal(q)
    return shared((NUM, as_key(q)), NUM, (), q)


def num(p: int, q: int = 1) -> Expr:
    return rational(p if q == 1 else fmpq(p, q))


def sym(name: str) -> Expr:
    return shared((SYM, name), SYM, (), name)


def const(name: str) -> Expr:
    return shared((CONST, name), CONST, (), name)


#: the integers that most expressions have, at hand without a key
_small: dict[int, Expr] = {}
_small.update((k, num(k)) for k in range(-32, 65))

ZERO, ONE, TWO, MINUS_ONE, HALF = num(0), num(1), num(2), num(-1), num(1, 2)
E, PI, I, OO = const("e"), const("pi"), const("i"), const("oo")  # noqa: E741  (the letter of the field)
EULER_GAMMA, TRUE, FALSE = const("EulerGamma"), const("true"), const("false")


def ball(of: Expr, value: arb) -> Expr:
    """The number `of` without free symbols, known by a ball around it: a total that was computed."""
    ends = tuple((int(m), int(e)) for m, e in (value.mid().man_exp(), value.rad().man_exp()))
    return shared((BALL, of, ends), BALL, (), (of, ends))


def as_expr(value: Expr | int) -> Expr:
    return value if isinstance(value, Expr) else num(value)


def apply(name: str, *args: Expr) -> Expr:
    """The function applied as it stands; `functions.call` is the one that knows sin(0) = 0."""
    return shared((CALL, name, args), CALL, args, name)


def applied(name: str, args: tuple[Expr, ...]) -> Expr | None:
    """The function applied as it stands, where some expression has it."""
    entry = _nodes.get((CALL, name, args))
    return None if entry is None else entry()


def undefined(name: str, orders: tuple[int | str, ...], args: tuple[Expr, ...]) -> Expr:
    """f^(orders)(args) of a function known by name only; an order may be the name of a symbol."""
    return shared((UNDEF, name, orders, args), UNDEF, args, (name, orders))


def compound(head: str, args: tuple[Expr, ...], data: Any = None) -> Expr:
    """A node of a head without arithmetic: relation, and, or, piecewise, integral, series, list, family."""
    return shared((head, data, args), head, args, data)


def product(c: Rational, factors: tuple[Expr, ...]) -> Expr:
    """c·Πfactors for one or more factors, no numbers and no products, of different bases."""
    if type(c) is not int:
        c = normal(c)
    if c == 1 and len(factors) == 1:
        return factors[0]
    return shared((MUL, c if type(c) is int else as_key(c), frozenset(factors)), MUL, factors, c)


def split_power(e: Expr) -> tuple[Expr, Expr]:
    """e = base^exponent."""
    return (e.args[0], e.args[1]) if e.head == POW else (e, ONE)


def raised(base: Expr, exponent: Expr) -> Expr:
    """base^exponent as it stands."""
    return shared((POW, base, exponent), POW, (base, exponent), None)
