"""The value of a formula of matrices, as it is printed, over any ring.

It shares no rule with the derivatives: what was typed and what is answered are both evaluated here, by the
definitions of the operations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flint import fmpq

from infocalc.functions import calls as F
from infocalc.matrices.rings import Entry, Ring, Singular, Table
from infocalc.notation.formula import Formula
from infocalc.records import NamedTuple


class Environment(NamedTuple):
    """Values of the names, and numbers of the sizes."""

    values: Mapping[str, Table]
    sizes: Mapping[str, int]


def evaluated(formula: Formula, environment: Environment, ring: Ring) -> Table:
    """The entries; Singular where an inverse is not shown to exist, NoJet where a function has no value."""
    known: dict[int, Table] = {}

    def value(node: Formula) -> Table:
        found = known.get(id(node))
        if found is None:
            found = known[id(node)] = _value(node, value, environment, ring)
        return found

    return value(formula)


def _value(node: Formula, value: Callable[[Formula], Table], environment: Environment, ring: Ring) -> Table:
    match node.head:
        case "number":
            return [[ring.rational(fmpq(*node.value))]]
        case "constant":
            return [[ring.constant(node.value)]]
        case "symbol":
            found = environment.values.get(node.value)
            return [[ring.rational(fmpq(environment.sizes[node.value]))]] if found is None else found
        case "call" if node.value in _OF_SIZES:
            sizes = tuple(_size(part, environment.sizes) for part in node.args)
            return _OF_SIZES[node.value](ring, *sizes)
    parts = tuple(value(part) for part in node.args)
    if node.head == "call":
        rule = _CALLS.get(node.value)
        return rule(ring, *parts) if rule else _each(lambda *a: ring.function(node.value, a), *parts)
    return _RULES[node.head](ring, node, parts)


def _size(node: Formula, sizes: Mapping[str, int]) -> int:
    if node.head == "product":
        found = 1
        for part in node.args:
            found *= _size(part, sizes)
        return found
    return int(node.value[0]) if node.head == "number" else sizes[node.value]


# ── entry by entry ───────────────────────────────────────────────────────────────────────────────


def _is_scalar(a: Table) -> bool:
    return len(a) == 1 and len(a[0]) == 1


def _each(f: Callable[..., Entry], *tables: Table) -> Table:
    """f entry by entry; a scalar meets every entry."""
    shape = next((t for t in tables if not _is_scalar(t)), tables[0])
    m, n = len(shape), len(shape[0])
    spread = [[t[0] * n] * m if _is_scalar(t) else t for t in tables]
    return [[f(*(t[i][j] for t in spread)) for j in range(n)] for i in range(m)]


def _times(a: Table, b: Table) -> Table:
    if _is_scalar(a) or _is_scalar(b):
        return _each(lambda x, y: x * y, a, b)
    columns = list(zip(*b, strict=True))
    return [[_dot(row, column) for column in columns] for row in a]


def _dot(x: tuple[Entry, ...] | list[Entry], y: tuple[Entry, ...] | list[Entry]) -> Entry:
    total = x[0] * y[0]
    for p, q in zip(x[1:], y[1:], strict=True):
        total = total + p * q
    return total


def _chain(_: Ring, __: Formula, parts: tuple[Table, ...]) -> Table:
    found = parts[0]
    for part in parts[1:]:
        found = _times(found, part)
    return found


def _summed(_: Ring, __: Formula, parts: tuple[Table, ...]) -> Table:
    found = parts[0]
    for part in parts[1:]:
        found = _each(lambda x, y: x + y, found, part)
    return found


def _turned(a: Table) -> Table:
    return [list(row) for row in zip(*a, strict=True)]


def _power(ring: Ring, node: Formula, parts: tuple[Table, ...]) -> Table:
    base, exponent = parts
    if _is_scalar(base):
        return [[ring.power(base[0][0], exponent[0][0])]]
    return _matrix_power(ring, base, exponent[0][0], node)


def _matrix_power(ring: Ring, base: Table, exponent: Entry, node: Formula) -> Table:
    k = node.args[1].value[0] if node.args[1].head == "number" else _whole(exponent)
    found = _eye(ring, len(base))
    for _ in range(abs(k)):
        found = _times(found, base)
    return found if k >= 0 else _inverse(ring, found)


def _whole(entry: Entry) -> int:
    number = entry[0] if hasattr(entry, "coeffs") else entry
    found = int(number.p) if isinstance(number, fmpq) else number.unique_fmpz()
    if found is None or (isinstance(number, fmpq) and number.q != 1):
        raise Singular
    return int(found)


def _entrywise(ring: Ring, node: Formula, parts: tuple[Table, ...]) -> Table:
    if len(parts) == 1:
        return _each(lambda x: ring.function(node.value, (x,)), *parts)
    if node.value == "^":
        return _each(ring.power, *parts)
    if node.value == "*":
        return _each(lambda x, y: x * y, *parts)
    return _each(lambda x, y: _over(ring, x, y), *parts)


def _over(ring: Ring, x: Entry, y: Entry) -> Entry:
    if ring.weight(y) == 0:
        raise Singular
    return x / y


# ── matrices ─────────────────────────────────────────────────────────────────────────────────────


def _eye(ring: Ring, n: int) -> Table:
    zero, one = ring.rational(fmpq(0)), ring.rational(fmpq(1))
    return [[one if i == j else zero for j in range(n)] for i in range(n)]


def _eliminated(ring: Ring, a: Table, beside: Table) -> tuple[Table, Entry]:
    """(a⁻¹·beside, det a) by Gauss and Jordan."""
    n = len(a)
    rows = [[*r, *b] for r, b in zip(a, beside, strict=True)]
    det = ring.rational(fmpq(1))
    for k in range(n):
        best = max(range(k, n), key=lambda i: ring.weight(rows[i][k]))
        if ring.weight(rows[best][k]) == 0:
            raise Singular
        if best != k:
            rows[k], rows[best] = rows[best], rows[k]
            det = -det
        pivot = rows[k][k]
        det = det * pivot
        rows[k] = [entry / pivot for entry in rows[k]]
        for i in range(n):
            if i != k:
                factor = rows[i][k]
                rows[i] = [x - factor * y for x, y in zip(rows[i], rows[k], strict=True)]
    return [row[n:] for row in rows], det


def _inverse(ring: Ring, a: Table) -> Table:
    return _eliminated(ring, a, _eye(ring, len(a)))[0]


def _det(ring: Ring, a: Table) -> Table:
    try:
        return [[_eliminated(ring, a, [[] for _ in a])[1]]]
    except Singular:
        if all(isinstance(entry, fmpq) for row in a for entry in row):
            return [[fmpq(0)]]
        raise


def _diag(ring: Ring, a: Table) -> Table:
    if len(a[0]) > 1 or len(a) == 1:
        return [[a[i][i]] for i in range(len(a))]
    zero = ring.rational(fmpq(0))
    return [[a[i][0] if i == j else zero for j in range(len(a))] for i in range(len(a))]


def _total(a: Table) -> Entry:
    entries = [entry for row in a for entry in row]
    total = entries[0]
    for entry in entries[1:]:
        total = total + entry
    return total


def _norm(ring: Ring, a: Table) -> Table:
    return [[ring.function(F.sqrt.name, (_total(_each(lambda x: x * x, a)),))]]


def _softmax(ring: Ring, a: Table) -> Table:
    raised = _each(lambda x: ring.function(F.exp.name, (x,)), a)
    total = _total(raised)
    return _each(lambda x: x / total, raised)


def _logsumexp(ring: Ring, a: Table) -> Table:
    return [[ring.function(F.log.name, (_total(_each(lambda x: ring.function(F.exp.name, (x,)), a)),))]]


def _kron(_: Ring, a: Table, b: Table) -> Table:
    return [[x * y for x in row for y in other] for row in a for other in b]


def _comm(ring: Ring, m: int, n: int) -> Table:
    """comm(m,n)·vec(X) = vec(X') for X of m×n."""
    zero, one = ring.rational(fmpq(0)), ring.rational(fmpq(1))
    return [
        [one if (i == q and j == p) else zero for j in range(n) for i in range(m)]
        for q in range(m)
        for p in range(n)
    ]


_RULES: dict[str, Callable[[Ring, Formula, tuple[Table, ...]], Table]] = {
    "sum": _summed,
    "neg": lambda _, __, parts: _each(lambda x: -x, parts[0]),
    "product": _chain,
    "quotient": lambda ring, _, parts: _each(lambda x, y: _over(ring, x, y), *parts),
    "power": _power,
    "transpose": lambda _, __, parts: _turned(parts[0]),
    "entrywise": _entrywise,
}
_CALLS: dict[str, Callable[..., Table]] = {
    "inv": _inverse,
    "det": _det,
    "tr": lambda _, a: [[_total([[a[i][i] for i in range(len(a))]])]],
    "sum": lambda _, a: [[_total(a)]],
    "diag": _diag,
    "norm2": _norm,
    "softmax": _softmax,
    "logsumexp": _logsumexp,
    "expm": lambda ring, a: ring.exponential(a),
    "kron": _kron,
    "vec": lambda _, a: [[entry] for column in zip(*a, strict=True) for entry in column],
}
_OF_SIZES: dict[str, Callable[..., Table]] = {
    "eye": _eye,
    "ones": lambda ring, m, n=1: [[ring.rational(fmpq(1))] * n for _ in range(m)],
    "comm": _comm,
}
