"""Capacity of a discrete memoryless channel W(y|x): max over p of I(p; W), with a proved enclosure.

For every input law p, I(p; W) ≤ C ≤ max_x D(W_x‖pW) (R. Gallager, Information Theory and Reliable
Communication, 1968, theorem 4.5.1): any p gives a bound on both sides, however it was found. It is found by
some rounds of Blahut and Arimoto, then by Newton's method on the inputs that are used, at any precision.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from flint import arb, arb_mat, ctx, fmpq, fmpq_mat

from infocalc.information.pmf.logarithm_sums import Logs, log_ball, logs

Channel = Sequence[Sequence[fmpq]]

#: rounds of Blahut and Arimoto, and when an input is not used
_ROUNDS, _UNUSED = 300, 1e-7
#: steps of Newton's method beside those that double the digits
_STEPS = 12
#: steps in a row that the edge of the simplex cuts short, after which an input is left out
_SHORT = 5


def divergences(w: Channel, q: Sequence[fmpq]) -> list[Logs]:
    """D(W_x‖q) of every input x, exact."""
    return [logs((x / y, x) for x, y in zip(row, q, strict=True) if x != 0) for row in w]


def of_equal_inputs(w: Channel) -> Logs | None:
    """C where the equal law attains it: there all D(W_x‖q) are the same, as in symmetric channels."""
    q = [sum(column, fmpq(0)) / len(w) for column in zip(*w, strict=True)]
    first, *others = divergences(w, q)
    turned = first.scaled(fmpq(-1))
    return first if all(_is_zero(d.plus(turned)) for d in others) else None


def _is_zero(value: Logs) -> bool:
    from infocalc.information.pmf.logarithm_sums import canonical

    return value.constant == 0 and (not value.terms or canonical(value) == {})


def enclosed(w: Channel, law: dict[int, arb]) -> arb:
    """The ball from I(p; W) to max_x D(W_x‖pW) for the law p of the inputs used."""
    total = sum(law.values(), arb(0))
    share = {x: p / total for x, p in law.items()}
    found = _divergences(w, share)
    low = sum((p * found[x] for x, p in share.items()), arb(0))
    high = found[0]
    for d in found[1:]:
        high = high.max(d)
    return low.union(high)


def optimal(w: Channel) -> dict[int, arb]:
    """A law of the inputs that attains the capacity, to about the current precision."""
    law = _by_rounds(w)
    used = [x for x, p in enumerate(law) if p > _UNUSED]
    found: dict[int, arb] = {}
    for _ in range(4 * len(w) + 8):
        used = _independent(w, law, used)
        found = _newton(w, {x: arb(law[x]) for x in used})
        least = min(found, key=lambda x: float(found[x]))
        if not found[least] > _UNUSED and len(used) > 1:
            used = [x for x in used if x != least]
            continue
        d = _divergences(w, found)
        best = max(range(len(w)), key=lambda x: _size(d[x]))
        if best in found or not _size(d[best]) > _size(d[used[0]]) * (1 + 1e-9):
            break
        law = [float(found.get(x, arb(0))) for x in range(len(w))]
        law[best] = 1e-3
        used = sorted((*used, best))
    return found


def _size(d: arb) -> float:
    return float(d.mid()) if d.is_finite() else math.inf


def _divergences(w: Channel, law: dict[int, arb]) -> list[arb]:
    """D(W_x‖pW) of every input x, as balls."""
    q = [sum((p * w[x][y] for x, p in law.items()), arb(0)) for y in range(len(w[0]))]
    log_q = [y.log() if y > 0 else arb("-inf") for y in q]
    return [
        sum(((log_ball(x) - log_y) * x for x, log_y in zip(row, log_q, strict=True) if x != 0), arb(0))
        for row in w
    ]


def _by_rounds(w: Channel) -> list[float]:
    """p_x ← p_x·e^(D(W_x‖pW)), made a law again."""
    rows = [[float(arb(x)) for x in row] for row in w]
    own = [sum(x * math.log(x) for x in row if x > 0) for row in rows]
    law = [1 / len(w)] * len(w)
    for _ in range(_ROUNDS):
        q = [sum(p * row[y] for p, row in zip(law, rows, strict=True)) for y in range(len(w[0]))]
        log_q = [math.log(y) if y > 0 else 0.0 for y in q]
        d = [h - sum(map(float.__mul__, row, log_q)) for h, row in zip(own, rows, strict=True)]
        most = max(d)
        law = [p * math.exp(x - most) for p, x in zip(law, d, strict=True)]
        total = sum(law)
        law = [p / total for p in law]
        if most - sum(p * x for p, x in zip(law, d, strict=True)) < 1e-13:
            break
    return law


def _independent(w: Channel, law: list[float], used: list[int]) -> list[int]:
    """The inputs used, fewer of them where their rows are dependent.

    The law of the outputs stays, and of the two ways to keep it the one is gone that does not raise H(Y|X).
    """
    while True:
        columns = fmpq_mat([[w[x][y] for x in used] for y in range(len(w[0]))])
        reduced, rank = columns.rref()
        if rank == len(used):
            return used
        pivots = [next(j for j in range(len(used)) if reduced[i, j] != 0) for i in range(rank)]
        free = next(j for j in range(len(used)) if j not in pivots)
        null = dict.fromkeys(range(len(used)), 0.0)
        null[free] = 1.0
        for i, j in enumerate(pivots):
            null[j] = -float(arb(reduced[i, free]))
        if sum(v * _entropy(w[used[j]]) for j, v in null.items()) < 0:
            null = {j: -v for j, v in null.items()}
        step, out = min((law[used[j]] / v, j) for j, v in null.items() if v > 0)
        for j, v in null.items():
            law[used[j]] = max(law[used[j]] - step * v, 0.0)
        used = [x for j, x in enumerate(used) if j != out]


def _entropy(row: Sequence[fmpq]) -> float:
    return -sum(float(arb(x)) * math.log(float(arb(x))) for x in row if x != 0)


def _newton(w: Channel, law: dict[int, arb]) -> dict[int, arb]:
    """All D(W_x‖pW) of the inputs used brought to one value, Σ p = 1; no step leaves the positive laws."""
    used, short = list(law), 0
    for _ in range(_STEPS + ctx.prec.bit_length()):
        q = [sum((p * w[x][y] for x, p in law.items()), arb(0)).mid() for y in range(len(w[0]))]
        d = _divergences([w[x] for x in used], dict(enumerate(law.values())))
        slopes = [[_slope(w[a], w[b], q) for b in used] for a in used]
        system = arb_mat([[*row, arb(1)] for row in slopes] + [[arb(1)] * len(used) + [arb(0)]])
        rest = 1 - sum(law.values(), arb(0))
        try:
            solved = system.mid().solve(arb_mat([[x.mid()] for x in d] + [[rest.mid()]]))
        except ZeroDivisionError:
            return law
        steps = {x: solved[i, 0].mid() for i, x in enumerate(used)}
        share = min([1.0, *[0.9 * float(law[x] / -step) for x, step in steps.items() if step < 0]])
        law = {x: (p + steps[x] * share).mid() for x, p in law.items()}
        short = short + 1 if share < 1 else 0
        if short > _SHORT:
            break
        if share == 1 and all(abs(step) < arb(2) ** (8 - ctx.prec) for step in steps.values()):
            break
    return law


def _slope(a: Sequence[fmpq], b: Sequence[fmpq], q: Sequence[arb]) -> arb:
    """How D(W_a‖pW) falls as p_b grows: Σ W(y|a)·W(y|b)/q(y)."""
    return sum((arb(x * z) / y for x, z, y in zip(a, b, q, strict=True) if x != 0 and z != 0), arb(0))
