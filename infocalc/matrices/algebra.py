"""Products, transposes and the like, each in a light canonical form.

A product is a flat chain without scalars: numbers and inner products stand in front, eye and inv(A)*A are
gone, a transpose is taken of single factors. Nothing is multiplied out.
"""

from __future__ import annotations

from itertools import pairwise
from weakref import ref

from infocalc.expr import expr as X
from infocalc.functions import subs
from infocalc.matrices.coefficients import coefficient, total
from infocalc.matrices.node import (
    EYE,
    MAP,
    PRODUCT,
    SYMBOL,
    TRANSPOSE,
    Node,
    entries,
    eye,
    hadamard,
    is_constant,
    is_zero,
    make,
    number,
    opened,
    over,
)
from infocalc.matrices.sizes import ONE, SCALAR, Size, times

_SYMMETRIC = frozenset(("symmetric", "spd"))


# ── transposes ───────────────────────────────────────────────────────────────────────────────────


def transposed(node: Node) -> Node:
    found = None if node.turned is None else node.turned()
    if found is None:
        found = _transposed(node)
        node.turned, found.turned = ref(found), ref(node)
    return found


def _transposed(node: Node) -> Node:
    if node.is_scalar or node.head == EYE:
        return node
    if node.head == TRANSPOSE:
        return node.args[0]
    if node.head == SYMBOL and node.facts & _SYMMETRIC:
        return node
    turned = (node.shape[1], node.shape[0])
    if node.head == MAP:
        e, atoms = opened(node)
        pairs = {name: part if part.is_scalar else transposed(part) for name, part in atoms.items()}
        renamed = subs(e, {name: part.place for name, part in pairs.items()})
        return entries(renamed, {part.place.data: part for part in pairs.values()}, turned)
    if node.head == PRODUCT:
        return product(*[transposed(part) for part in reversed(node.args)])
    if node.head == "diag":
        return node
    if node.head == "kron":
        return kron(*[transposed(part) for part in node.args])
    if node.head == "comm":
        m, n = node.data
        return comm(n, m)
    if node.head in ("inv", "expm", "power") and is_symmetric(node.args[0]):
        return node
    return make(TRANSPOSE, turned, (node,))


def is_symmetric(node: Node) -> bool:
    return node.shape[0] == node.shape[1] and transposed(node) is node


# ── products ─────────────────────────────────────────────────────────────────────────────────────


def product(*factors: Node) -> Node:
    """The matrix product, scalars in front."""
    shape = _product_shape(factors)
    front: list[Node] = []
    chain: list[Node] = []
    for factor in factors:
        if factor.is_scalar:
            front.append(factor)
            continue
        c, rest = coefficient(factor)
        front.append(c)
        if is_zero(rest):
            return number(0, 1, shape)
        for part in rest.args if rest.head == PRODUCT else (rest,):
            _appended(chain, part)
    inner, chain = _inner_products(chain)
    front += inner
    body = _chained(chain, shape)
    return hadamard(*front, body) if front else body


def _product_shape(factors: tuple[Node, ...]) -> tuple[Size, Size]:
    proper = [factor for factor in factors if not factor.is_scalar]
    return (proper[0].shape[0], proper[-1].shape[1]) if proper else SCALAR


def _chained(chain: list[Node], shape: tuple[Size, Size]) -> Node:
    if not chain:
        return eye(shape[0])
    if len(chain) == 1:
        return chain[0]
    if (chain[0].shape[0], chain[-1].shape[1]) == SCALAR:
        return _scalar(tuple(chain))
    return make(PRODUCT, (chain[0].shape[0], chain[-1].shape[1]), tuple(chain))


def _appended(chain: list[Node], part: Node) -> None:
    """Put one factor behind the chain; what cancels or is diagonal meets what is before it."""
    if part.head == EYE and (chain or part.shape[0] != ONE):
        if not chain:
            chain.append(part)
        return
    if chain and chain[-1].head == EYE:
        chain.pop()
    before = chain[-1] if chain else None
    if before is None:
        chain.append(part)
    elif _are_inverse(before, part):
        chain.pop()
        if not chain:
            chain.append(eye(part.shape[1]))
    elif before.head == "diag" and part.head == "diag":
        chain[-1] = diag(hadamard(before.args[0], part.args[0]))
    elif before.head == "diag" and part.is_column:
        chain.pop()
        _extended(chain, hadamard(before.args[0], part))
    elif before.is_row and part.head == "diag":
        chain.pop()
        _extended(chain, hadamard(before, transposed(part.args[0])))
    elif _are_krons(before, part):
        chain[-1] = kron(product(before.args[0], part.args[0]), product(before.args[1], part.args[1]))
    elif not _cancelled(chain, part):
        chain.append(part)


def _extended(chain: list[Node], node: Node) -> None:
    for part in node.args if node.head == PRODUCT else (node,):
        chain.append(part)  # noqa: PERF402  (a chain may be one factor)


def _are_inverse(a: Node, b: Node) -> bool:
    inverse = inv(a) if a.shape[0] == a.shape[1] and a.head != EYE else None
    return inverse is not None and inverse is b


def _are_krons(a: Node, b: Node) -> bool:
    """(A ⊗ B)·(C ⊗ D) = (A·C) ⊗ (B·D), where the sizes fit."""
    if a.head != "kron" or b.head != "kron":
        return False
    return all(x.shape[1] == y.shape[0] for x, y in zip(a.args, b.args, strict=True))


def _cancelled(chain: list[Node], part: Node) -> bool:
    """inv(A*B) behind A*B, and the other way round where the inverse comes first."""
    inner = part.args[0] if part.head == "inv" else None
    if inner is None or inner.head != PRODUCT or len(inner.args) > len(chain):
        return False
    if tuple(chain[-len(inner.args) :]) != inner.args:
        return False
    del chain[-len(inner.args) :]
    if not chain:
        chain.append(eye(part.shape[1]))
    return True


def _inner_products(chain: list[Node]) -> tuple[list[Node], list[Node]]:
    """Row·…·column within a chain is a scalar: (w·w')·v is (w'·v)·w."""
    if len(chain) < 2:
        return [], chain
    sizes = [chain[0].shape[0], *(part.shape[1] for part in chain)]
    ones = [i for i, size in enumerate(sizes) if size == ONE]
    if len(ones) < 2 or (len(ones) == 2 and ones == [0, len(chain)]):
        return [], chain
    segments = [chain[i:j] for i, j in pairwise(ones)]
    inner = [_scalar(tuple(segment)) for segment in segments]
    return inner, chain[: ones[0]] + chain[ones[-1] :]


def _scalar(chain: tuple[Node, ...]) -> Node:
    """row·…·column, as it stands or transposed: with fewer transposes, then in the order of names."""
    if len(chain) == 1:
        return chain[0]
    turned = tuple(transposed(part) for part in reversed(chain))
    chain = min((chain, turned), key=_reading)
    row, rest = chain[0], chain[1:]
    if len(rest) == 1 and _cancels(transposed(row), rest[0]):
        return total(hadamard(transposed(row), rest[0]))
    if is_constant(row) and len(rest) == 1:
        return hadamard(coefficient(row)[0], total(rest[0]))
    if is_constant(rest[-1]) and len(chain) == 2:
        return hadamard(coefficient(rest[-1])[0], total(row))
    return make(PRODUCT, SCALAR, chain)


def _cancels(u: Node, v: Node) -> bool:
    """Whether u.*v is shorter than v, as s.*(y./s) is."""
    if v.head != MAP or u.place.data not in v.data.free:
        return False
    return u not in hadamard(u, v).args


def _reading(chain: tuple[Node, ...]) -> tuple[int, list[str]]:
    ticks = sum(node.head == TRANSPOSE for part in chain for node in _near(part))
    return ticks, [
        str(part.place.data if part.head != TRANSPOSE else part.args[0].place.data) for part in chain
    ]


def _near(part: Node) -> tuple[Node, ...]:
    return (part, *part.args) if part.head == MAP else (part,)


# ── operations ───────────────────────────────────────────────────────────────────────────────────


def ticks(a: Node) -> int:
    """The transposes among the factors and terms of a product or a sum."""
    parts = a.args if a.head in (PRODUCT, MAP) else ()
    return sum(part.head == TRANSPOSE or ticks(part) for part in parts)


def inv(a: Node) -> Node:
    if a.is_scalar:
        return over(number(1), a)
    c, rest = coefficient(a)
    if c.data is not X.ONE:
        return hadamard(over(number(1), c), inv(rest))
    if a.head == "inv":
        return a.args[0]
    if a.head == EYE:
        return a
    if a.head == TRANSPOSE:
        return transposed(inv(a.args[0]))
    turned = transposed(a)
    if ticks(turned) < ticks(a):
        return transposed(inv(turned))
    if a.head == "diag":
        return diag(over(number(1), a.args[0]))
    return make("inv", a.shape, (a,))


def diag(v: Node) -> Node:
    """The diagonal matrix of a column."""
    c, rest = coefficient(v)
    if c.data is not X.ONE:
        return hadamard(c, diag(rest))
    if v.head == MAP and v.data is X.ONE:
        return eye(v.shape[0])
    return make("diag", (v.shape[0], v.shape[0]), (v,))


def kron(a: Node, b: Node) -> Node:
    if a.is_scalar or b.is_scalar:
        return hadamard(a, b)
    (c, x), (d, y) = coefficient(a), coefficient(b)
    if c.data is not X.ONE or d.data is not X.ONE:
        return hadamard(c, d, kron(x, y))
    if a.head == EYE and b.head == EYE:
        return eye(times(a.shape[0], b.shape[0]))
    if (a.is_column and b.is_row) or (a.is_row and b.is_column):
        return product(a, b) if a.is_column else product(b, a)
    return make("kron", (times(a.shape[0], b.shape[0]), times(a.shape[1], b.shape[1])), (a, b))


def comm(m: Size, n: Size) -> Node:
    """The matrix with comm(m,n)·vec(X) = vec(X') for X of m×n."""
    size = times(m, n)
    return eye(size) if ONE in (m, n) else make("comm", (size, size), (), (m, n))
