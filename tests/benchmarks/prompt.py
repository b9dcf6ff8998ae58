"""Warm answers of the prompt: milliseconds from a line to its answer, printed nowhere.

python tests/benchmarks/prompt.py
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from infocalc.cli.prompt.apart import Apart
from infocalc.cli.prompt.prompt import answer, load
from infocalc.cli.prompt.session import Session

DEFINITIONS = ("f(x) = x^2 + 1", "p = 1/2,1/3,1/6")
LINES = (
    "2 + 3",
    "x^2 sin x",
    "x^2 sin x --format table",
    "diff 'x^2 sin x' --at x=1",
    "f(3)",
    "ans + 1",
    "entropy p",
    "kl p 1/3,1/3,1/3",
    "kl Normal(0,1) Normal(1,2)",
    "hessian x^2*y*z",
)
TIMES = 30


def main() -> None:
    load()
    session = Session()
    apart = Apart(session)
    screen, nowhere = sys.stdout, Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (to the end)
    sys.stdout = sys.stderr = nowhere
    for line in DEFINITIONS:
        answer(session, apart, line)
    for line in LINES:
        answer(session, apart, line)
        took = []
        for _ in range(TIMES):
            began = perf_counter()
            answer(session, apart, line)
            took.append(1000 * (perf_counter() - began))
        print(f"{line:30} {median(took):6.1f} ms, at most {max(took):6.1f}", file=screen)
    apart.close()


if __name__ == "__main__":
    main()
