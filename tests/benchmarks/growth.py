"""How the time of an answer grows with its question, beside how the answer itself grows.

    python tests/benchmarks/growth.py [--only "sums"]

Each row asks the same question in rising sizes, in processes of its own. Processor seconds without those of a
process that answers a constant; exponents are those of the last doubling: 1 means twice the size, twice the
time, or twice the characters.
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

INFOCALC = shutil.which("infocalc") or "infocalc"
REPEATS = 3


class Row(NamedTuple):
    """A question in sizes that double: the words of the command line for each size."""

    name: str
    sizes: Sequence[int]
    words: Callable[[int], list[str]]


def sines(n: int) -> str:
    return "*".join(f"sin({k}*x)" for k in range(1, n + 1))


def reciprocals(n: int) -> str:
    return "+".join(f"1/(x+{k})" for k in range(1, n + 1))


def integrals(n: int) -> str:
    return "+".join(f"integrate(e^(-t^2)*cos({k}*t), t, 0, x)" for k in range(1, n + 1))


def logsumexp(n: int) -> str:
    return "log(" + "+".join(f"exp(x{i})" for i in range(1, n + 1)) + ")"


ROWS = (
    Row("products of sin(k*x)", (25, 50, 100, 200), lambda n: ["diff", sines(n), "x"]),
    Row("sums of 1/(x + k)", (25, 50, 100, 200), lambda n: ["diff", reciprocals(n), "x"]),
    Row("Hessian of log-sum-exp", (4, 8, 16, 32), lambda n: ["hessian", logsumexp(n)]),
    Row(
        "digits of a slope with gamma",
        (1250, 2500, 5000, 10000),
        lambda n: ["diff", "gamma(x)", "x", "--at", "x=1/3", "--digits", str(n)],
    ),
    Row(
        "integrals whose slope is the integrand",
        (2, 4, 8, 16),
        lambda n: ["diff", integrals(n), "x"],
    ),
)


def measured(words: Sequence[str]) -> tuple[float, int]:
    """(processor seconds, characters of the answer): the least of some runs."""
    best, length = math.inf, 0
    for _ in range(REPEATS):
        began = os.times()
        done = subprocess.run([INFOCALC, *words], capture_output=True, text=True, check=False)
        ended = os.times()
        if done.returncode:
            sys.exit(f"{words[0]}: exit {done.returncode}\n{done.stderr}")
        spent = ended.children_user + ended.children_system - began.children_user - began.children_system
        best, length = min(best, spent), len(done.stdout)
    return best, length


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """The slope of the last step in logarithms."""
    (m, n), (a, b) = sizes[-2:], values[-2:]
    return math.log(b / a) / math.log(n / m)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", help="the rows with this in their name")
    asked = parser.parse_args()
    idle, _ = measured(["diff", "7", "x"])
    for row in ROWS:
        if asked.only not in row.name:
            continue
        found = [measured(row.words(n)) for n in row.sizes]
        seconds = [max(spent - idle, 0.001) for spent, _ in found]
        lengths = [length for _, length in found]
        times = "  ".join(f"{n}: {s:.3f} s" for n, s in zip(row.sizes, seconds, strict=True))
        print(f"{row.name}\n    {times}")
        time, answer = exponent(row.sizes, seconds), exponent(row.sizes, lengths)
        print(f"    exponent of time {time:.1f}, of the answer {answer:.1f}")


if __name__ == "__main__":
    main()
