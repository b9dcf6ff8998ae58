"""Derivatives side by side with SymPy, SymEngine and, where installed, Maxima, Giac and ginsh, in one run.

    python tests/benchmarks/derivatives.py [--count 3000] [--only "standard input"]

Every row prints seconds and the ratio to infocalc. infocalc prints simplified results that are checked
against a series of the input; `--no-verify` is the row without that check. A batch takes all processors,
the peers take one; `--jobs 1` is the row on one. SymPy parses, differentiates,
puts over one denominator and prints; SymEngine, Maxima, Giac and ginsh parse, differentiate and print
what comes out.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

INFOCALC = shutil.which("infocalc") or "infocalc"
SKIPPED = float("nan")


class Row(NamedTuple):
    """A job: expressions in a notation that every peer reads, the variable, the order."""

    name: str
    expressions: Sequence[str]
    variable: str = "x"
    order: int = 1


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


def timed(command: list[str], text: str | None = None, seconds: float = 300.0) -> float:
    """The shortest of as many runs as fit into a second, five at most."""
    best, spent, runs = float("inf"), 0.0, 0
    while spent < 1.0 and runs < 5:
        found = once(command, text, seconds)
        if not found < float("inf"):
            return found
        best, spent, runs = min(best, found), spent + found, runs + 1
    return best


def once(command: list[str], text: str | None, seconds: float) -> float:
    began = time.perf_counter()
    try:
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return float("inf")
    return time.perf_counter() - began if done.returncode in (0, 3) else SKIPPED


# ── the peers: seconds for a row ─────────────────────────────────────────────────────────────────


def infocalc(row: Row, *more: str) -> float:
    if len(row.expressions) > 1:
        return timed(
            [INFOCALC, "diff", "-", "--wrt", row.variable, "--format", "tsv", *more],
            "\n".join(row.expressions),
        )
    return timed([INFOCALC, "diff", row.expressions[0], row.variable, str(row.order), *more])


def sympy(row: Row) -> float:
    code = (
        "import sys, sympy\n"
        "x = sympy.Symbol('x')\n"
        "for line in sys.stdin:\n"
        f"    e = sympy.sympify(line.replace('^', '**')).diff(x, {row.order})\n"
        f"    print(sympy.together(e) if {row.order} == 1 else e)\n"
    )
    return timed([sys.executable, "-c", code], "\n".join(row.expressions))


def symengine(row: Row) -> float:
    code = (
        "import sys, symengine\n"
        "x = symengine.Symbol('x')\n"
        "for line in sys.stdin:\n"
        "    e = symengine.sympify(line.replace('^', '**'))\n"
        f"    for _ in range({row.order}): e = e.diff(x)\n"
        "    print(e)\n"
    )
    return timed([sys.executable, "-c", code], "\n".join(row.expressions))


def maxima(row: Row) -> float:
    lines = [f"print(diff({e}, x, {row.order}))$" for e in row.expressions]
    return timed(["maxima", "--very-quiet"], "display2d:false$\n" + "\n".join(lines) + "\n")


def giac(row: Row) -> float:
    lines = [f"diff({e},x,{row.order});" for e in row.expressions]
    return timed(["giac"], "\n".join(lines) + "\n")


def ginsh(row: Row) -> float:
    lines = [f"diff({e},x,{row.order});" for e in row.expressions]
    return timed(["ginsh"], "\n".join(lines) + "\n")


def hessian_infocalc(text: str, *more: str) -> float:
    return timed([INFOCALC, "hessian", text, "--format", "plain", *more])


def hessian_sympy(text: str) -> float:
    code = (
        "import sys, sympy\n"
        "e = sympy.sympify(sys.stdin.read().replace('^', '**'))\n"
        "v = sorted(e.free_symbols, key=lambda s: int(s.name[1:]))\n"
        "print(sympy.hessian(e, v))\n"
    )
    return timed([sys.executable, "-c", code], text)


def hessian_symengine(text: str) -> float:
    code = (
        "import sys, symengine\n"
        "e = symengine.sympify(sys.stdin.read().replace('^', '**'))\n"
        "v = sorted(e.free_symbols, key=lambda s: int(s.name[1:]))\n"
        "print([[e.diff(a).diff(b) for b in v] for a in v])\n"
    )
    return timed([sys.executable, "-c", code], text)


PEERS: dict[str, tuple[Callable[[Row], float], bool]] = {
    "SymPy": (sympy, importlib.util.find_spec("sympy") is not None),
    "SymEngine": (symengine, importlib.util.find_spec("symengine") is not None),
    "Maxima": (maxima, shutil.which("maxima") is not None),
    "Giac": (giac, shutil.which("giac") is not None),
    "ginsh": (ginsh, shutil.which("ginsh") is not None),
}


def _said(seconds: float, ours: float) -> str:
    if math.isnan(seconds):
        return "fails"
    return "gives up after 300 s" if seconds == float("inf") else f"{seconds:.2f} s ({seconds / ours:.2f}x)"


def shown(name: str, found: dict[str, float]) -> None:
    ours = found["infocalc"]
    parts = [f"{peer} {_said(seconds, ours)}" for peer, seconds in found.items()]
    print(f"{name}\n    " + "\n    ".join(parts), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--only", default="", help="the rows with this in their name")
    asked = parser.parse_args()
    count = asked.count
    rows = (
        Row(f"{count} derivatives from standard input", batch(count)),
        Row(f"{count} derivatives, all different", batch(count, 30 * count)),
        Row("e^(sin x), order 12", ["exp(sin(x))"], order=12),
        Row("e^(sin x), order 20", ["exp(sin(x))"], order=20),
        Row("a 300-deep nest of sines", [nested(300)]),
    )
    print("seconds of whole processes; in parentheses the ratio to infocalc (above 1: infocalc is faster)\n")
    for row in rows:
        if asked.only not in row.name:
            continue
        found = {"infocalc": infocalc(row), "infocalc --no-verify": infocalc(row, "--no-verify")}
        if len(row.expressions) > 1:
            found["infocalc --jobs 1"] = infocalc(row, "--jobs", "1")
        found |= {name: peer(row) for name, (peer, there) in PEERS.items() if there}
        shown(row.name, found)
    for name, text in (
        ("Hessian of the 40-variable Rosenbrock function", rosenbrock(40)),
        ("Hessian of log-sum-exp of 12", logsumexp(12)),
    ):
        if asked.only not in name:
            continue
        found = {
            "infocalc": hessian_infocalc(text),
            "infocalc --no-verify": hessian_infocalc(text, "--no-verify"),
        }
        shown(name, found | {"SymPy": hessian_sympy(text), "SymEngine": hessian_symengine(text)})


if __name__ == "__main__":
    main()
