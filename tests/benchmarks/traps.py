"""The numeric traps: the relative errors of infocalc beside those of SciPy, NumPy, dit and SymPy, in one run.

    python tests/benchmarks/traps.py        (dit is asked when it is installed)

Every tool is given what a person would give it: the cells as floats, the formula as it stands. An error of 1
is no digit right; `exact` is the true value to 14 digits; `-` says that the tool has no such measure.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import sys
import warnings
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import scipy.stats
import sympy

from infocalc.__main__ import main

DATA = Path(__file__).parents[1] / "data"
Answer = Callable[[dict[str, Any]], Any]

#: families of the traps that scipy.stats has under another name or with other parameters
FROZEN: dict[str, Callable[[], Any]] = {
    "Poisson(10000)": lambda: scipy.stats.poisson(10000),
    "Poisson(1e6)": lambda: scipy.stats.poisson(1e6),
    "Poisson(1e9)": lambda: scipy.stats.poisson(1e9),
    "Zeta(1.1)": lambda: scipy.stats.zipf(1.1),
    "Geometric(1e-10)": lambda: scipy.stats.geom(1e-10),
    "Binomial(1000000,0.3)": lambda: scipy.stats.binom(1000000, 0.3),
    "Normal(0,1e-3)": lambda: scipy.stats.norm(0, 1e-3),
    "Normal(1e6,1e-3)": lambda: scipy.stats.norm(1e6, 1e-3),
}


def exact_cells(trap: dict[str, Any]) -> list[list[Fraction]]:
    """The pmfs of a trap as exact numbers; [] when the operands are no lists of numbers."""
    if "stdin" in trap:
        return [[q for cell, times in trap["stdin"] for q in [Fraction(cell)] * times]]
    operands = [word for word in trap["run"][1:3] if "," in word and "(" not in word]
    return [[_cell(cell) for cell in word.split(",")] for word in operands]


def _cell(text: str) -> Fraction:
    """1-2^-1074, 0.5+1e-9: a sum of two numbers at most."""
    for place in range(1, len(text)):
        if text[place] in "+-" and text[place - 1] not in "e^":
            return _cell(text[:place]) + (1 if text[place] == "+" else -1) * _cell(text[place + 1 :])
    base, power, exponent = text.partition("^")
    return Fraction(base) ** int(exponent) if power else Fraction(base)


def floats(cells: list[Fraction]) -> np.ndarray[Any, Any]:
    return np.array([float(q) if abs(q) < 10**308 else float(str(int(q))) for q in cells])


def base(trap: dict[str, Any]) -> float:
    run = trap["run"]
    return float(run[run.index("--base") + 1]) if "--base" in run else float(np.e)


# ── the tools ────────────────────────────────────────────────────────────────────────────────────


def ours(trap: dict[str, Any]) -> str:
    line = trap["run"] if "run" in trap else expression_line(trap)
    text = "".join(f"{cell}\n" * times for cell, times in trap.get("stdin", ()))
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8")
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            main([*line, "--json"])
    finally:
        sys.stdin = before
    return str(json.loads(out.getvalue())["results"][0]["decimal"])


def expression_line(trap: dict[str, Any]) -> list[str]:
    """The value of a formula as the slope of t times it."""
    at = ",".join(["t=0", *[f"{name}={value}" for name, value in trap["at"].items()]])
    return ["diff", f"t*({trap['expr']})", "--wrt", "t", "--at", at]


def by_scipy(trap: dict[str, Any]) -> Any:
    if "run" not in trap:
        return None
    command, cells = trap["run"][0], [floats(c) for c in exact_cells(trap)]
    if not cells:
        frozen = FROZEN.get(trap["run"][1])
        return frozen().entropy() if frozen is not None and command == "entropy" else None
    if command == "xent":
        return scipy.stats.entropy(*cells, base=base(trap)) + scipy.stats.entropy(cells[0], base=base(trap))
    return scipy.stats.entropy(*cells, base=base(trap))


def by_numpy(trap: dict[str, Any]) -> Any:
    if "run" not in trap:
        names = sorted(trap["at"])
        f = sympy.lambdify([sympy.Symbol(name) for name in names], parsed(trap), ["numpy", "scipy"])
        return f(*[np.float64(trap["at"][name]) for name in names])
    cells = [c / c.sum() for c in map(floats, exact_cells(trap))]
    if not cells:
        return None
    total = {
        "entropy": lambda p, _: -(p * np.log(p)).sum(),
        "xent": lambda p, q: -(p * np.log(q)).sum(),
        "kl": lambda p, q: (p * np.log(p / q)).sum(),
    }[trap["run"][0]](cells[0], cells[-1])
    return total / np.log(base(trap))


def by_dit(trap: dict[str, Any]) -> Any:
    import dit

    cells = exact_cells(trap) if "run" in trap else []
    if not cells or len(cells[0]) > 10_000:
        return None
    names = [str(k) for k in range(len(cells[0]))]
    laws = [dit.Distribution([(name,) for name in names], list(floats(c) / floats(c).sum())) for c in cells]
    measure = {
        "entropy": dit.shannon.entropy,
        "xent": dit.divergences.cross_entropy,
        "kl": dit.divergences.kullback_leibler_divergence,
    }[trap["run"][0]]
    return measure(*laws) * np.log(2) / np.log(base(trap))


def by_sympy(trap: dict[str, Any]) -> Any:
    if "run" in trap:
        return None
    return parsed(trap).subs({name: sympy.Float(value) for name, value in trap["at"].items()}).evalf()


def parsed(trap: dict[str, Any]) -> Any:
    """The formula for SymPy: the traps are written by this project, nobody else's text gets here."""
    return sympy.sympify(trap["expr"], rational=True)


TOOLS: dict[str, Answer] = {
    "infocalc": ours,
    "scipy": by_scipy,
    "numpy": by_numpy,
    "dit": by_dit,
    "sympy": by_sympy,
}


# ── errors ───────────────────────────────────────────────────────────────────────────────────────


def error(found: Any, true: str) -> float | None:
    """|found − true|/|true|, 1 for noise in place of 0; inf for no number."""
    if found is None:
        return None
    try:
        x = mpmath.mpf(found if isinstance(found, str) else str(found))
    except (ValueError, TypeError):
        return float("inf")
    t = mpmath.mpf(true)
    if mpmath.isinf(t) or mpmath.isinf(x) or mpmath.isnan(x):
        return 0.0 if x == t else float("inf")
    return float(abs(x - t) / abs(t) if t else x != 0)


def asked(tool: Answer, trap: dict[str, Any]) -> Any:
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return tool(trap)
        except Exception as problem:  # what dit raises has no common class
            return type(problem).__name__


def shown(e: float | None) -> str:
    return "-" if e is None else "exact" if e < 1e-14 else f"{e:.0e}"


def run() -> None:
    mpmath.mp.dps = 60
    tools = {name: tool for name, tool in TOOLS.items() if name != "dit" or importlib.util.find_spec("dit")}
    traps = [
        trap
        for name in ("numeric_traps", "measure_traps")
        for trap in json.loads((DATA / f"{name}.json").read_text())
    ]
    errors: dict[str, list[float]] = {name: [] for name in tools}
    print(f"{'trap':<24}" + "".join(f"{name:>11}" for name in tools))
    for trap in traps:
        row = {name: error(asked(tool, trap), trap["true"]) for name, tool in tools.items()}
        print(f"{trap['id']:<24}" + "".join(f"{shown(e):>11}" for e in row.values()))
        for name, e in row.items():
            errors[name] += [] if e is None else [e]
    for what, least in (("error > 1e-12", 1e-12), ("error > 1e-6", 1e-6), ("half of it wrong", 0.5)):
        counts = (f"{sum(e > least for e in found)}/{len(found)}" for found in errors.values())
        print(f"{what:<24}" + "".join(f"{count:>11}" for count in counts))


if __name__ == "__main__":
    run()
