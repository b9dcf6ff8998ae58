"""Whole-process time of infocalc beside the one-liners it replaces, all in one run.

    python tests/benchmarks/startup.py [--rounds 15]

The package is compiled first, as an installation does. Every command is started in turn, round by round,
so that a slow moment of the machine meets all of them; the median of each is printed as a ratio to
`python -c pass` and to the peer that does the same job.
"""

from __future__ import annotations

import argparse
import compileall
import importlib.util
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

PYTHON = sys.executable
INFOCALC = shutil.which("infocalc") or "infocalc"


class Peer(NamedTuple):
    name: str
    command: tuple[str, ...]
    needs: str | None = None


class Job(NamedTuple):
    """A command line of ours, and the peer that does the same."""

    command: tuple[str, ...]
    peer: str
    wanted: str


BARE = Peer("python -c pass", (PYTHON, "-c", "pass"))
SYMPY = Peer(
    "SymPy one-liner",
    (PYTHON, "-c", "from sympy import *; x=symbols('x'); print(diff(x**2*sin(x),x))"),
    "sympy",
)
SCIPY = Peer(
    "SciPy one-liner",
    (PYTHON, "-c", "from scipy.stats import entropy; print(entropy([1/2,1/3,1/6]))"),
    "scipy",
)
JOBS = (
    Job(("--version",), BARE.name, "at most 2"),
    Job(("--help",), BARE.name, ""),
    Job(("entropy", "1/2,1/3,1/6"), SCIPY.name, "at most 1/3"),
    Job(("kl", "1/3,1/3,1/3", "1/2,1/3,1/6", "--json"), SCIPY.name, ""),
    Job(("entropy", "Normal(0, sigma)"), SCIPY.name, ""),
    Job(("diff", "x^2 sin x"), SYMPY.name, "below 1"),
    Job(("hessian", "x^2 y^3", "--at", "x=1,y=2"), SYMPY.name, ""),
    Job(("diff", "x^2 sin x", "--format", "table"), SYMPY.name, ""),
)


def seconds(command: tuple[str, ...]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return time.perf_counter() - began


def medians(commands: dict[str, tuple[str, ...]], rounds: int) -> dict[str, float]:
    """The median of each command over the rounds; a round before them warms the caches."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            once = seconds(command)
            if turn:
                taken[name].append(once)
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    peers = [p for p in (BARE, SYMPY, SCIPY) if p.needs is None or importlib.util.find_spec(p.needs)]
    compileall.compile_dir(Path(importlib.util.find_spec("infocalc").origin).parent, quiet=1)
    commands = {peer.name: peer.command for peer in peers}
    ours = {" ".join(("infocalc", *job.command)): job for job in JOBS}
    commands |= {name: (INFOCALC, *job.command) for name, job in ours.items()}
    found = medians(commands, rounds)
    bare = found[BARE.name]
    print(f"{'command':58} {'ms':>7} {'/ pass':>7}  ratio to its peer")
    for name, median in found.items():
        job = ours.get(name)
        ratio = ""
        if job is not None and job.peer in found:
            wanted = f" (wanted: {job.wanted})" if job.wanted else ""
            ratio = f"{median / found[job.peer]:.2f} of {job.peer}{wanted}"
        print(f"{name:58} {1000 * median:7.1f} {median / bare:7.2f}  {ratio}")


if __name__ == "__main__":
    main()
