"""Whole-process time of infocalc beside the one-liners it replaces, all in one run.

    python tests/benchmarks/startup.py [--rounds 15]

The package is compiled first, as an installation does. Every command is started in turn, round by round,
so that a slow moment of the machine meets all of them. Printed are the median of the wall and the least
processor time of each, as ratios to `python -c pass` and to the peer that does the same job. The rows `warm`
ask the resident process (INFOCALC_WARM=1), whose own processor time is in the wall alone; it ends after ten
idle minutes. Scripts of older pips load `re` (a half of `python -c pass`) before the program begins.
"""

from __future__ import annotations

import argparse
import compileall
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

PYTHON = sys.executable
INFOCALC = shutil.which("infocalc") or "infocalc"


class Peer(NamedTuple):
    """A command line of another program; `needs` is the module that it loads, if it is one of Python's."""

    name: str
    command: tuple[str, ...]
    needs: str | None = None

    def there(self) -> bool:
        if self.needs is not None:
            return importlib.util.find_spec(self.needs) is not None
        return shutil.which(self.command[0]) is not None


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
#: the derivative of x^2 sin x, and the entropy of 1/2, 1/3, 1/6; ginsh reads its question from a file
OTHERS = (
    Peer("awk", ("awk", "BEGIN { p[1]=1/2; p[2]=1/3; p[3]=1/6; for (i in p) h -= p[i]*log(p[i]); print h }")),
    Peer("ginsh", ("ginsh", str(Path(__file__).with_name("slope.ginsh")))),
    Peer("Giac", ("giac", "diff(x^2*sin(x),x)")),
    Peer("Maxima", ("maxima", "--very-quiet", "--batch-string=diff(x^2*sin(x),x);")),
    Peer("qalc", ("qalc", "-t", "diff(x^2*sin(x))")),
)
JOBS = (
    Job(("--version",), BARE.name, "at most 1.3"),
    Job(("--help",), BARE.name, "at most 1.6"),
    Job(("entropy", "1/2,1/3,1/6"), BARE.name, "at most 2.6"),
    Job(("diff", "x^2 sin x"), BARE.name, "at most 4.6"),
    Job(("kl", "Normal(0,1)", "Normal(1,2)"), BARE.name, "at most 6.5"),
    Job(("kl", "1/3,1/3,1/3", "1/2,1/3,1/6", "--json"), SCIPY.name, ""),
    Job(("entropy", "Normal(0, sigma)"), SCIPY.name, ""),
    Job(("hessian", "x^2 y^3", "--at", "x=1,y=2"), SYMPY.name, ""),
    Job(("diff", "x^2 sin x", "--format", "table"), SYMPY.name, ""),
)
#: asked of the resident process too
WARM = JOBS[2:5]


class Taken(NamedTuple):
    """The median of the wall and the least processor time of a command alone, in seconds."""

    wall: float
    cpu: float


def once(command: tuple[str, ...], environment: dict[str, str]) -> Taken:
    began = time.perf_counter()
    nothing = subprocess.DEVNULL
    folder = tempfile.gettempdir()  # Giac leaves a file where it runs
    process = subprocess.Popen(
        command, stdin=nothing, stdout=nothing, stderr=nothing, env=environment, cwd=folder
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Taken(time.perf_counter() - began, used.ru_utime + used.ru_stime)


def measured(commands: dict[str, tuple[str, ...]], rounds: int, warm: dict[str, str]) -> dict[str, Taken]:
    """Each command over the rounds, in turn; two before them warm the caches and the resident process."""
    taken: dict[str, list[Taken]] = {name: [] for name in commands}
    for turn in range(rounds + 2):
        for name, command in commands.items():
            found = once(command, warm if name.startswith("warm ") else dict(os.environ))
            if turn > 1:
                taken[name].append(found)
        time.sleep(0 if turn else 1)
    return {
        name: Taken(statistics.median(t.wall for t in times), min(t.cpu for t in times))
        for name, times in taken.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    peers = [peer for peer in (BARE, SYMPY, SCIPY, *OTHERS) if peer.there()]
    compileall.compile_dir(Path(importlib.util.find_spec("infocalc").origin).parent, quiet=1)
    commands = {peer.name: peer.command for peer in peers}
    ours = {" ".join(("infocalc", *job.command)): job for job in JOBS}
    ours |= {f"warm {' '.join(job.command)}": Job(job.command, BARE.name, "at most 1.0") for job in WARM}
    commands |= {name: (INFOCALC, *job.command) for name, job in ours.items()}
    with tempfile.TemporaryDirectory(prefix="warm", dir="/tmp") as folder:
        warm = os.environ | {"INFOCALC_WARM": "1", "XDG_RUNTIME_DIR": folder}
        found = measured(commands, rounds, warm)
    bare = found[BARE.name]
    print(f"{'command':58} {'ms':>7} {'/ pass':>7} {'cpu':>7} {'/ pass':>7}  processor time of its peer")
    for name, (wall, cpu) in found.items():
        job = ours.get(name)
        ratio = ""
        if job is not None and job.peer in found:
            wanted = f" (wanted: {job.wanted})" if job.wanted else ""
            ratio = f"{cpu / found[job.peer].cpu:.2f} of {job.peer}{wanted}"
        times = f"{1000 * wall:7.1f} {wall / bare.wall:7.2f} {1000 * cpu:7.1f} {cpu / bare.cpu:7.2f}"
        print(f"{name:58} {times}  {ratio}")


if __name__ == "__main__":
    main()
