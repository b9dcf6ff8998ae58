"""Derivatives of vectors and matrices side by side with SymPy, in one run, on the facts of the tests.

    python tests/benchmarks/matrices.py [--count 60] [--seconds 5]

SymPy's matrix derivatives are asked for the same gradient over matrix symbols, and for the gradient entry by
entry over explicit matrices at the sizes of the facts; both are compared with the values of the facts. Wrong
are answers with other values, such as 0 where the gradient is not. Milliseconds are a median per answer;
infocalc reads, differentiates, proves and evaluates.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import sympy as sp

sys.path.insert(0, str(Path(__file__).parents[2]))

from infocalc.calculus.options import CalculusOptions
from infocalc.matrices.reading import read_subject
from infocalc.notation.formula import Formula
from tests.matrices.questions import ask, decimals, declared, expected, of_kind


class Outcome(NamedTuple):
    seconds: float
    verdict: str  # right, wrong, refused


def subject_of(fact: dict[str, Any]) -> Any:
    options = CalculusOptions(shapes=declared(fact))
    return read_subject(fact["expr"], fact["task"], (fact["wrt"],), options)


# ── SymPy ────────────────────────────────────────────────────────────────────────────────────────

MATRIX_CALLS: dict[str, Callable[..., Any]] = {
    "inv": lambda a: sp.Inverse(a) if isinstance(a, sp.MatrixExpr) else a.inv(),
    "det": lambda a: sp.Determinant(a) if isinstance(a, sp.MatrixExpr) else a.det(),
    "tr": lambda a: sp.Trace(a) if isinstance(a, sp.MatrixExpr) else a.trace(),
}


def translated(formula: Formula, names: dict[str, Any], explicit: bool) -> Any:
    """The formula in SymPy's objects; raises where SymPy has none."""
    parts = [translated(part, names, explicit) for part in formula.args]
    match formula.head:
        case "number":
            return sp.Rational(*formula.value)
        case "constant":
            return {"pi": sp.pi, "e": sp.E}[formula.value]
        case "symbol":
            return names[formula.value]
        case "sum":
            return _folded(lambda a, b: a + b, parts)
        case "neg":
            return -parts[0]
        case "product":
            return _folded(lambda a, b: _plain(a * b), parts)
        case "quotient":
            return parts[0] / parts[1]
        case "power":
            return parts[0] ** parts[1]
        case "transpose":
            return parts[0].T
        case "entrywise" if explicit:
            return _entrywise(formula.value, *parts)
        case "call":
            return _called(formula, parts, explicit)
    raise NotImplementedError(formula.head)


def _folded(join: Callable[[Any, Any], Any], parts: list[Any]) -> Any:
    found = parts[0]
    for part in parts[1:]:
        found = join(found, part)
    return found


def _plain(a: Any) -> Any:
    """A matrix of one entry as that entry."""
    one = isinstance(a, sp.MatrixBase) and a.shape == (1, 1)
    return a[0, 0] if one else a


def _entrywise(sign: str, a: Any, b: Any) -> Any:
    joins = {"*": lambda x, y: x * y, "/": lambda x, y: x / y, "^": lambda x, y: x**y}
    shape = next(x.shape for x in (a, b) if isinstance(x, sp.MatrixBase))
    at = lambda x, i, j: x[i, j] if isinstance(x, sp.MatrixBase) else x  # noqa: E731
    return sp.Matrix(*shape, lambda i, j: joins[sign](at(a, i, j), at(b, i, j)))


FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "exp": sp.exp, "log": sp.log, "sin": sp.sin, "cos": sp.cos, "tanh": sp.tanh, "abs": sp.Abs,
    "sign": sp.sign,
    "sigmoid": lambda x: 1 / (1 + sp.exp(-x)), "softplus": lambda x: sp.log(1 + sp.exp(x)),
    "relu": lambda x: sp.Max(x, 0), "sqrt": sp.sqrt,
}  # fmt: skip


def _called(formula: Formula, parts: list[Any], explicit: bool) -> Any:
    name = formula.value
    if name in MATRIX_CALLS:
        return MATRIX_CALLS[name](*parts)
    if not explicit:
        if name in FUNCTIONS and not isinstance(parts[0], sp.MatrixExpr):
            return FUNCTIONS[name](parts[0])
        raise NotImplementedError(name)
    if name == "sum":
        return sum(parts[0])
    if name == "norm2":
        return sp.sqrt(sum(x**2 for x in parts[0]))
    if name == "logsumexp":
        return sp.log(sum(sp.exp(x) for x in parts[0]))
    if name == "softmax":
        total = sum(sp.exp(x) for x in parts[0])
        return parts[0].applyfunc(lambda x: sp.exp(x) / total)
    if name == "diag":
        return sp.diag(*parts[0]) if parts[0].shape[1] == 1 else sp.Matrix(parts[0].diagonal()).T
    return (
        parts[0].applyfunc(FUNCTIONS[name])
        if isinstance(parts[0], sp.MatrixBase)
        else FUNCTIONS[name](parts[0])
    )


def values_of(fact: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {n: sp.Integer(v) for n, v in fact["check"].get("sizes", {}).items()}
    for name, value in fact["check"]["values"].items():
        rows = value if isinstance(value, list) else [[value]]
        table = sp.Matrix([[sp.Rational(str(Fraction(cell))) for cell in row] for row in rows])
        found[name] = _plain(table)
    return found


def by_matrix_symbols(fact: dict[str, Any]) -> list[float]:
    subject, values = subject_of(fact), values_of(fact)
    names: dict[str, Any] = {}
    for name, value in values.items():
        names[name] = (
            sp.MatrixSymbol(name, *value.shape) if isinstance(value, sp.MatrixBase) else sp.Symbol(name)
        )
    f = translated(subject.read.formula, names, explicit=False)
    if isinstance(f, sp.MatrixExpr) and f.shape == (1, 1):
        f = sp.Trace(f)
    slope = f.diff(names[fact["wrt"]])
    pairs = {names[name]: value for name, value in values.items()}
    found = slope.subs(pairs).doit()
    return [float(x) for x in sp.Matrix(found).evalf()]


def by_entries(fact: dict[str, Any]) -> list[float]:
    subject, values = subject_of(fact), values_of(fact)
    wrt = values[fact["wrt"]]
    shape = wrt.shape if isinstance(wrt, sp.MatrixBase) else (1, 1)
    x = sp.Matrix(*shape, lambda i, j: sp.Symbol(f"x_{i}_{j}", real=True))
    f = translated(subject.read.formula, values | {fact["wrt"]: _plain(x)}, explicit=True)
    at = dict(zip(x, sp.Matrix([wrt]) if shape == (1, 1) else wrt, strict=True))
    return [float(sp.diff(_plain(f), entry).subs(at).evalf()) for entry in x]


def by_infocalc(fact: dict[str, Any]) -> list[float]:
    return decimals(ask(fact, at=True))


def outcome(route: Callable[[dict[str, Any]], list[float]], fact: dict[str, Any]) -> Outcome:
    began = time.perf_counter()
    try:
        found = route(fact)
    except Exception:  # whatever SymPy raises is a refusal
        return Outcome(time.perf_counter() - began, "refused")
    want = expected(fact)
    close = len(found) == len(want) and all(
        abs(a - b) <= 1e-9 * max(1.0, abs(b)) for a, b in zip(found, want, strict=True)
    )
    return Outcome(time.perf_counter() - began, "right" if close else "wrong")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")  # SymPy's deprecations
    facts = [f for f in of_kind("answer") if f["task"] == "grad"][: arguments.count]
    routes = {
        "infocalc": by_infocalc,
        "SymPy, matrix symbols": by_matrix_symbols,
        "SymPy, entry by entry": by_entries,
    }
    base = 0.0
    print(f"{len(facts)} gradients{'':20}right  wrong  refused  median ms   ratio")
    for name, route in routes.items():
        found = [outcome(route, fact) for fact in facts]
        median = statistics.median(o.seconds for o in found)
        base = base or median
        counts = [sum(o.verdict == v for o in found) for v in ("right", "wrong", "refused")]
        print(f"{name:30}" + "".join(f"{c:7}" for c in counts) + f"{median * 1e3:12.1f}{median / base:8.1f}")


if __name__ == "__main__":
    main()
