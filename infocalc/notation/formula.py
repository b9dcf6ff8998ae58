"""The formula as it was written: a tree with the place of every part in the text.

A `Formula` keeps what the engine would normalise away: quotients, differences, the order of terms,
`e^(-x)` against `1/e^x`. The parser makes it, the engine lowers it, the engine's answers are lifted
back to it, and the writer prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from infocalc.annotations import Any, TypeVar
from infocalc.errors import Span

T = TypeVar("T")

#: head -> what `value` holds; `args` are the parts in the order written.
HEADS = {
    "number": "(numerator, denominator), two ints, denominator > 0; never negative: see neg",
    "symbol": "its name, e.g. 'x', 'x_1', 'alpha'",
    "constant": "'pi', 'e', 'i', 'oo', 'EulerGamma', 'Catalan', 'true', 'false'",
    "sum": "None; two or more terms, a difference is a term with head neg",
    "neg": "None; one part",
    "product": "None; two or more factors, in the order written",
    "quotient": "None; numerator, denominator",
    "power": "None; base, exponent",
    "call": "the canonical name of a function of the table, e.g. 'sin', 'log', 'besselj'",
    "undefined": "(name, orders): f'(x) is ('f', (1,)), f(x, y) is ('f', (0, 0)), f^(n)(x) is ('f', ('n',))",
    "relation": "'<', '<=', '>', '>=', '=', '!='; two sides",
    "and": "None; two or more conditions",
    "or": "None; two or more conditions",
    "piecewise": "None; value, condition, value, condition, ...; the last condition may be constant true",
    "integral": "None; integrand, variable, lower, upper",
    "series": "None; term, index, lower, upper (a sum with a bound variable)",
    "list": "None; the components of [a, b, ...]",
    "transpose": "None; one part, a vector or a matrix",
    "entrywise": "'*', '/', '^' of two parts, entry by entry; 'abs' of one, whose bars would be a length",
    "keyword": "its name: one `name=value` argument of a family, one part",
    "derivative": "the variable; one part: a derivative not yet taken, in --steps only (never read)",
    "family": "its name in CamelCase, e.g. 'Normal'; arguments, keyword ones last",
}


class Formula:
    """One node, compared by identity.

    `span` is [start, end) in the text it was read from; (0, 0) for made nodes.
    """

    __slots__ = ("args", "head", "height", "span", "value")
    height: int

    def __init__(
        self, head: str, args: tuple[Formula, ...] = (), value: Any = None, span: Span = (0, 0)
    ) -> None:
        self.head, self.args, self.value, self.span = head, args, value, span
        height = 0
        for part in args:
            height = part.height + 1 if part.height >= height else height
        self.height = height

    def __repr__(self) -> str:
        return f"Formula({self.head!r}, {self.args!r}, {self.value!r})"

    def __reduce__(self) -> tuple[Callable[..., Formula], tuple[Any, ...]]:
        """For pickle and copy: the nodes one after the other, for nests may be deep."""
        nodes = [(node.head, node.value, node.span, len(node.args)) for node in walk(self)]
        return _rebuilt, (nodes,)

    def at(self, span: Span) -> Formula:
        """The same node at another place."""
        return Formula(self.head, self.args, self.value, span)


def _rebuilt(nodes: list[tuple[str, Any, Span, int]]) -> Formula:
    """The tree of nodes that stand each before its parts."""
    made: list[Formula] = []
    for head, value, span, n in reversed(nodes):
        parts = tuple(reversed(made[len(made) - n :])) if n else ()
        if n:
            del made[len(made) - n :]
        made.append(Formula(head, parts, value, span))
    return made[0]


def number(p: int, q: int = 1) -> Formula:
    """p/q as a node; a negative one is neg(number)."""
    node = Formula("number", (), (abs(p), q))
    return node if p >= 0 else Formula("neg", (node,))


def symbol(name: str) -> Formula:
    return Formula("symbol", (), name)


def constant(name: str) -> Formula:
    return Formula("constant", (), name)


def call_of(name: str, *args: Formula) -> Formula:
    return Formula("call", args, name)


def same(f: Formula, g: Formula) -> bool:
    """Whether f and g are written the same way, places apart."""
    todo = [(f, g)]
    while todo:
        a, b = todo.pop()
        if a.head != b.head or a.value != b.value or len(a.args) != len(b.args):
            return False
        todo.extend(zip(a.args, b.args, strict=True))
    return True


def walk(f: Formula) -> Iterator[Formula]:
    """All nodes, each before its parts, left to right."""
    todo = [f]
    while todo:
        node = todo.pop()
        yield node
        todo.extend(reversed(node.args))


def fold(f: Formula, visit: Callable[[Formula, tuple[T, ...]], T]) -> T:
    """visit(node, results of its parts), bottom up; nests may be 1,000 deep."""
    return _walked(f, visit) if f.height <= _SHALLOW else _deep_fold(f, visit)


#: trees up to this height are walked by recursion, which is twice as fast
_SHALLOW = 60


def _walked(node: Formula, visit: Callable[[Formula, tuple[T, ...]], T]) -> T:
    found = []
    for part in node.args:  # a comprehension would take a second frame
        found.append(_walked(part, visit) if part.args else visit(part, ()))  # noqa: PERF401
    return visit(node, tuple(found))


def _deep_fold(f: Formula, visit: Callable[[Formula, tuple[T, ...]], T]) -> T:
    """The same without recursion."""
    results: list[T] = []
    todo: list[tuple[Formula, bool]] = [(f, False)]
    while todo:
        node, ready = todo.pop()
        if not ready and node.args:
            todo.append((node, True))
            todo.extend((part, False) for part in reversed(node.args))
            continue
        n = len(node.args)
        parts = tuple(results[len(results) - n :]) if n else ()
        if n:
            del results[len(results) - n :]
        results.append(visit(node, parts))
    return results[0]
