"""Markov chains on finitely many states: classes, and the stationary law by exact linear algebra."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flint import fmpq, fmpq_mat

#: which states may follow each state
Steps = Sequence[frozenset[int]]


def closed_classes(steps: Steps) -> list[list[int]]:
    """The classes of states that reach each other and no other state, in the order of their first states."""
    reached = [_reached(steps, i) for i in range(len(steps))]
    found: list[list[int]] = []
    for i, states in enumerate(reached):
        closed = all(i in reached[j] for j in states)
        if closed and not any(i in known for known in found):
            found.append(sorted(states))
    return found


def _reached(steps: Steps, start: int) -> set[int]:
    """The states that a walk from `start` may come to, `start` among them."""
    seen, todo = {start}, [start]
    while todo:
        for state in steps[todo.pop()] - seen:
            seen.add(state)
            todo.append(state)
    return seen


def stationary(p: Sequence[Sequence[fmpq]]) -> list[fmpq]:
    """The law π with πP = π, Σ π = 1, of a chain with one closed class."""
    n = len(p)
    equations = [[p[i][j] - (1 if i == j else 0) for i in range(n)] for j in range(n - 1)]
    system = fmpq_mat([*equations, [fmpq(1)] * n])
    law = system.solve(fmpq_mat([[fmpq(0)]] * (n - 1) + [[fmpq(1)]]))
    return [law[i, 0] for i in range(n)]


def stationary_weights(p: Sequence[Sequence[Any]], short: Callable[[Any], Any], zero: Any) -> list[Any]:
    """Weights of the stationary law of an irreducible chain, without a subtraction; the first is 1.

    W. Grassmann, M. Taksar, D. Heyman, Regenerative analysis and steady state distributions, 1985.
    """
    rows = [list(row) for row in p]
    for k in range(len(rows) - 1, 0, -1):
        out = short(sum(rows[k][:k], zero))
        for i in range(k):
            rows[i][k] = short(rows[i][k] / out)
            for j in range(k):
                rows[i][j] = short(rows[i][j] + rows[i][k] * rows[k][j])
    weights = [zero + 1]
    for k in range(1, len(rows)):
        weights.append(short(sum((weights[i] * rows[i][k] for i in range(k)), zero)))
    return weights
