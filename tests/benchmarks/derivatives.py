"""Derivatives side by side with the programs that do the same, in one run.

    python tests/benchmarks/derivatives.py [--count 3000] [--only "all different"] [--rounds 5]

Every program that is there is started in turn, round by round, so that a slow moment of the machine meets all
of them. Printed are the median of the wall and the least processor time of whole processes, each with its
ratio to infocalc's (above 1: infocalc is faster). infocalc prints simplified results that are checked against
a series of the input; `--no-verify` is the row without that check. A batch of its takes all processors,
`--jobs 1` is the row on one, as the others are. "factored" and SymPy's `together` put the result over one
bar and SymbAnaFis simplifies it, as infocalc does; the others print what comes out.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

INFOCALC = shutil.which("infocalc") or "infocalc"
#: a program that takes longer is stopped, and one that took a tenth of that is not started again
LONGEST = 300.0


class Row(NamedTuple):
    """A job: expressions in a notation that every program reads, and the order, or 0 for a Hessian."""

    name: str
    expressions: Sequence[str]
    order: int = 1


class Process(NamedTuple):
    """What is started, and its standard input."""

    command: list[str]
    text: str = ""


class Taken(NamedTuple):
    """Wall and processor time of a whole process, in seconds."""

    wall: float
    cpu: float


def batch(count: int, different: int = 510) -> list[str]:
    """`count` expressions of six shapes, as many `different` ones; a line that comes again is remembered."""
    shapes = (
        "sin({k}*x)^2*exp(-x/{k})/(1+x^{n})",
        "log(1+{k}*x^2)*cos(x/{n})",
        "(x^{n}+{k}*x+1)/(x^2+{k})",
        "exp(sin({k}*x))*sqrt(1+x^2)",
        "atan({k}*x)*x^{n}-tan(x/{k})",
        "(1+exp(-{k}*x))^(-{n})",
    )
    return [shapes[i % len(shapes)].format(k=i % (different // 30) + 2, n=i % 5 + 2) for i in range(count)]


def nested(depth: int) -> str:
    text = "x"
    for _ in range(depth):
        text = f"sin({text})"
    return text


def rosenbrock(n: int) -> str:
    return "+".join(f"100*(x{i + 1}-x{i}^2)^2+(1-x{i})^2" for i in range(1, n))


def logsumexp(n: int) -> str:
    return "log(" + "+".join(f"exp(x{i})" for i in range(1, n + 1)) + ")"


# ── the programs ─────────────────────────────────────────────────────────────────────────────────


def infocalc(row: Row, *more: str) -> Process:
    if not row.order:
        return Process([INFOCALC, "hessian", *row.expressions, "--format", "plain", *more])
    if len(row.expressions) > 1:
        command = [INFOCALC, "diff", "-", "--wrt", "x", "--format", "tsv", *more]
        return Process(command, "\n".join(row.expressions))
    return Process([INFOCALC, "diff", *row.expressions, "x", str(row.order), *more])


def python(row: Row, *code: str) -> Process:
    """`code` for the text `t` of each line, with `v` for its names in order if a Hessian is asked for."""
    program = ["import sys", "for t in sys.stdin:", *(f"    {line}" for line in code)]
    return Process([sys.executable, "-c", "\n".join(program)], "\n".join(row.expressions))


def sympy(row: Row) -> Process:
    read = ("import sympy", "e = sympy.sympify(t.replace('^', '**'))")
    if not row.order:
        names = "v = sorted(e.free_symbols, key=lambda s: int(s.name[1:]))"
        return python(row, *read, names, "print(sympy.hessian(e, v))")
    shaped = "sympy.together(e)" if row.order == 1 else "e"
    return python(row, *read, f"e = e.diff(sympy.Symbol('x'), {row.order})", f"print({shaped})")


def symengine(row: Row) -> Process:
    read = ("import symengine", "e = symengine.sympify(t.replace('^', '**'))")
    if not row.order:
        names = "v = sorted(e.free_symbols, key=lambda s: int(s.name[1:]))"
        return python(row, *read, names, "print([[e.diff(a).diff(b) for b in v] for a in v])")
    again = f"for _ in range({row.order}): e = e.diff(symengine.Symbol('x'))"
    return python(row, *read, again, "print(e)")


def symbanafis(row: Row) -> Process:
    again = f"for _ in range({row.order}): t = str(symb_anafis.diff(t.strip(), 'x'))"
    return python(row, "import symb_anafis", again, "print(t)")


def lines(command: Sequence[str], form: str, first: str = "") -> Callable[[Row], Process]:
    """A program that reads a line of `form` an expression e, of the order n."""

    def process(row: Row) -> Process:
        asked = [form.format(e=e, n=row.order) for e in row.expressions]
        return Process(list(command), "\n".join([first, *asked]) + "\n")

    return process


class Program(NamedTuple):
    name: str
    there: bool
    process: Callable[[Row], Process]
    hessians: bool = False


def module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def command(name: str) -> bool:
    return shutil.which(name) is not None


MAXIMA = ("maxima", "--very-quiet")
PROGRAMS = (
    Program("infocalc", True, infocalc, hessians=True),
    Program("infocalc --no-verify", True, lambda row: infocalc(row, "--no-verify"), hessians=True),
    Program("infocalc --jobs 1", True, lambda row: infocalc(row, "--jobs", "1")),
    Program("SymPy", module("sympy"), sympy, hessians=True),
    Program("SymbAnaFis", module("symb_anafis"), symbanafis),
    Program("Giac, factored", command("giac"), lines(["giac"], "factor(diff({e},x,{n}));")),
    Program("Giac", command("giac"), lines(["giac"], "diff({e},x,{n});")),
    Program(
        "Maxima, factored",
        command("maxima"),
        lines(MAXIMA, "print(factor(diff({e},x,{n})))$", "display2d:false$"),
    ),
    Program("Maxima", command("maxima"), lines(MAXIMA, "print(diff({e},x,{n}))$", "display2d:false$")),
    Program("SymEngine", module("symengine"), symengine, hessians=True),
    Program("ginsh", command("ginsh"), lines(["ginsh"], "diff({e},x,{n});")),
)


# ── the run ──────────────────────────────────────────────────────────────────────────────────────


def once(asked: Process) -> Taken | str:
    """What a whole process takes, or why it has no time."""
    with tempfile.TemporaryFile("w+") as text:
        text.write(asked.text)
        text.seek(0)
        began = time.perf_counter()
        nothing = subprocess.DEVNULL
        process = subprocess.Popen(
            ["timeout", str(LONGEST), *asked.command],
            stdin=text,
            stdout=nothing,
            stderr=nothing,
            cwd=tempfile.gettempdir(),  # Giac leaves a file where it runs
        )
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == 124:
        return f"gives up after {LONGEST:.0f} s"
    if process.returncode not in (0, 3):
        return "fails"
    return Taken(time.perf_counter() - began, used.ru_utime + used.ru_stime)


def measured(row: Row, programs: Sequence[Program], rounds: int) -> dict[str, Taken | str]:
    taken: dict[str, list[Taken]] = {program.name: [] for program in programs}
    failed: dict[str, str] = {}
    for _ in range(rounds):
        for program in programs:
            name, before = program.name, taken[program.name]
            if name in failed or (before and before[-1].wall > LONGEST / 10):
                continue
            found = once(program.process(row))
            if isinstance(found, str):
                failed[name] = found
            else:
                before.append(found)
    medians = {
        name: Taken(statistics.median(t.wall for t in times), min(t.cpu for t in times))
        for name, times in taken.items()
        if times
    }
    return medians | failed


def shown(row: Row, found: dict[str, Taken | str]) -> None:
    ours = found["infocalc"]
    print(row.name)
    for name, times in found.items():
        if isinstance(times, str) or isinstance(ours, str):
            print(f"    {name:22} {times}")
        else:
            wall, cpu = times.wall / ours.wall, times.cpu / ours.cpu
            print(
                f"    {name:22} {times.wall:8.2f} s {wall:8.2f}   {times.cpu:8.2f} s {cpu:8.2f}", flush=True
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--only", default="", help="the rows with this in their name")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    count = asked.count
    rows = (
        Row(f"{count} derivatives, all different", batch(count, 30 * count)),
        Row(f"{count} derivatives from standard input", batch(count)),
        Row("e^(sin x), order 12", ["exp(sin(x))"], order=12),
        Row("e^(sin x), order 20", ["exp(sin(x))"], order=20),
        Row("a 300-deep nest of sines", [nested(300)]),
        Row("Hessian of the 40-variable Rosenbrock function", [rosenbrock(40)], order=0),
        Row("Hessian of log-sum-exp of 12", [logsumexp(12)], order=0),
    )
    print(f"    {'':22} {'wall':>10} {'ratio':>8}   {'processor':>10} {'ratio':>8}")
    for row in rows:
        if asked.only in row.name:
            programs = [p for p in PROGRAMS if p.there and (row.order or p.hessians)]
            if len(row.expressions) == 1:
                programs = [p for p in programs if p.name != "infocalc --jobs 1"]
            shown(row, measured(row, programs, asked.rounds))


if __name__ == "__main__":
    main()
