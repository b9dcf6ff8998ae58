"""The form in which a book prints an answer: common factors of a sum in front or behind, where shorter.

Nothing is multiplied out. Of two equal forms the shorter in print is kept, so the order of trials hardly
matters.
"""

from __future__ import annotations

from collections.abc import Iterator

from infocalc.algebra.one_fraction import negated
from infocalc.expr import expr as X
from infocalc.matrices import algebra as A
from infocalc.matrices.coefficients import coefficient
from infocalc.matrices.lift import lifted
from infocalc.matrices.node import (
    MAP,
    PRODUCT,
    TRANSPOSE,
    Node,
    add,
    combined,
    entries,
    eye,
    hadamard,
    number,
    opened,
    over,
)
from infocalc.matrices.partials import shortened
from infocalc.matrices.sizes import Size
from infocalc.notation.writer import write

#: sums of more terms are printed as they are
_MOST_TERMS = 12


def textbook(node: Node) -> Node:
    """The node with maps tidied and common factors taken out."""
    node = _tidied(node)
    best = node
    for _ in range(_MOST_TERMS):
        shorter = min(_variants(best), key=lambda n: len(text(n)), default=best)
        if shorter is best or len(text(shorter)) > len(text(best)):
            return best
        best = shorter
    return best


def signed(node: Node, known: set[Node]) -> Node:
    """−P·(a − b) as P·(b − a), where neither sum stands in what was typed."""
    c, chain = coefficient(node)
    if c.head != MAP or c.data.head != X.NUM or c.data.data >= 0 or chain.head != PRODUCT:
        return node
    for i, factor in enumerate(chain.args):
        opposite = combined(negated, factor.shape, factor)
        sum_ = factor.head == MAP and factor.data.head == X.ADD
        if sum_ and factor not in known and opposite not in known:
            found = hadamard(number(-1), c, A.product(*chain.args[:i], opposite, *chain.args[i + 1 :]))
            return found if len(text(found)) < len(text(node)) else node
    return node


def text(node: Node) -> str:
    return write(lifted(node))


def _tidied(node: Node) -> Node:
    """Maps by the scalar rules of form; a sum that is linear in its parts stays as it is."""
    if node.head != MAP or is_linear(node):
        return node
    found = entries(shortened(node.data), opened(node)[1], node.shape)
    return found if len(text(found)) < len(text(node)) else node


def is_linear(node: Node) -> bool:
    return all(
        t.head == X.SYM or (t.head == X.MUL and all(f.head == X.SYM for f in t.args)) or t.head == X.NUM
        for t in X.terms(node.data)
    )


def _variants(node: Node) -> Iterator[Node]:
    """The forms in which two or more terms of a sum share a factor."""
    if node.head != MAP or node.is_scalar:
        return
    c, rest = coefficient(node)
    if c.data is not X.ONE:
        yield from (hadamard(c, found) for found in _variants(rest))
        return
    e, atoms = opened(node)
    if e.head != X.ADD or not 2 <= len(X.terms(e)) <= _MOST_TERMS:
        return
    terms = [entries(t, atoms, node.shape) for t in X.terms(e)]
    yield from _common_scalar(terms)
    for i, a in enumerate(terms):
        for j in range(i + 1, len(terms)):
            rest_terms = terms[:i] + terms[i + 1 : j] + terms[j + 1 :]
            for joined in _joined(a, terms[j]):
                yield _sum(i, joined, rest_terms)


def _sum(i: int, joined: Node, others: list[Node]) -> Node:
    return add(*others[:i], joined, *others[i:])


def _common_scalar(terms: list[Node]) -> Iterator[Node]:
    """c·(a + b) for the scalar factors that every term has."""
    pairs = [coefficient(t) for t in terms]
    factors = [_scalar_factors(c) for c, _ in pairs]
    common = [f for f in factors[0] if all(f in other for other in factors[1:])]
    if not common:
        return
    atoms = {name: part for c, _ in pairs for name, part in opened(c)[1].items()}
    front = entries(X.mul(*common), atoms, pairs[0][0].shape)
    yield hadamard(front, add(*[over(t, front) for t in terms]))


def _scalar_factors(c: Node) -> list[X.Expr]:
    e = c.data if c.head == MAP else c.place
    return list(e.args) if e.head == X.MUL else [] if e.head == X.NUM else [e]


def _joined(a: Node, b: Node) -> Iterator[Node]:
    """P·S + Q·S = (P + Q)·S and S·P + S·Q = S·(P + Q)."""
    (c, x), (d, y) = coefficient(a), coefficient(b)
    left, right = _factors(x), _factors(y)
    if left == right:
        yield hadamard(add(c, d), x)
        return
    for k in range(min(len(left), len(right)), 0, -1):
        if left[-k:] == right[-k:]:
            yield A.product(_linear(c, left[:-k], d, right[:-k], left[-k].shape[0]), *left[-k:])
            break
    for k in range(min(len(left), len(right)), 0, -1):
        if left[:k] == right[:k]:
            yield A.product(*left[:k], _linear(c, left[k:], d, right[k:], left[k - 1].shape[1]))
            break


def is_negative(c: Node) -> bool:
    """Whether a scalar is written with a minus in front."""
    e = c.data if c.head == MAP else c.place
    return bool(X.split_coefficient(e)[0] < 0) if e.head != X.NUM else bool(e.data < 0)


def _factors(node: Node) -> tuple[Node, ...]:
    return node.args if node.head == PRODUCT else (node,)


def _linear(c: Node, left: tuple[Node, ...], d: Node, right: tuple[Node, ...], size: Size) -> Node:
    """c·P + d·Q, P and Q products of chains that may be empty; a common coefficient leaves it."""
    p, q = (A.product(*chain) if chain else eye(size) for chain in (left, right))
    if c is d:
        p, q = (q, p) if p.head == TRANSPOSE and q.head != TRANSPOSE else (p, q)
        return hadamard(c, textbook(add(p, q)))
    if c is hadamard(number(-1), d):
        if is_negative(c):
            c, p, q = d, q, p
        return hadamard(c, textbook(add(p, hadamard(number(-1), q))))
    return textbook(add(hadamard(c, p), hadamard(d, q)))
