"""−∫ f·log f by SymPy, in a process of its own that is stopped when its time is up.

SymPy gets Symbol and Function objects, never text, and answers with a tree of plain lists. What it finds
is believed only where certified quadrature agrees to 30 digits.
"""

from __future__ import annotations

import json
import os
import select
import signal
import time
from typing import Any

from infocalc.algebra import expr as X
from infocalc.algebra.expr import Expr
from infocalc.algebra.functions import TABLE, call
from infocalc.information.density import Density
from infocalc.information.parts import MINUS_OO

#: our name -> SymPy's, where the arguments mean the same
NAMES = {
    **{
        name: name
        for name in ("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech")
    },
    **{
        name: name
        for name in ("csch", "asin", "acos", "atan", "asinh", "acosh", "atanh", "log", "gamma", "erf")
    },
    **{
        name: name for name in ("erfc", "erfi", "loggamma", "digamma", "zeta", "Ei", "Si", "Ci", "Shi", "Chi")
    },
    **{
        name: name
        for name in ("uppergamma", "lowergamma", "besseli", "besselk", "besselj", "bessely", "polylog")
    },
    "abs": "Abs",
    "sign": "sign",
    "lambertw": "LambertW",
    "factorial": "factorial",
    "binomial": "binomial",
    "polygamma": "polygamma",
}
OURS = {theirs: ours for ours, theirs in NAMES.items()}


def entropy_integral(density: Density, seconds: float) -> Expr | None:
    """A closed form of −∫ f·log f (a sum for a pmf) proposed by SymPy, or None. Not yet checked."""
    if not hasattr(os, "fork"):
        return None
    answer = _in_child(density, seconds)
    try:
        return None if answer is None else _built(answer)
    except (KeyError, TypeError, ValueError):
        return None


def _in_child(density: Density, seconds: float) -> Any:
    """The child's answer as read from the pipe; None when it fails or takes too long."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        code = 1
        try:
            os.write(writer, json.dumps(_tree(_integrate(density))).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(writer)
    try:
        return _read(reader, time.monotonic() + seconds)
    finally:
        os.close(reader)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _read(reader: int, until: float) -> Any:
    found = b""
    while (left := until - time.monotonic()) > 0:
        ready, _, _ = select.select([reader], [], [], left)
        if not ready:
            return None
        piece = os.read(reader, 65536)
        if not piece:
            return json.loads(found) if found else None
        found += piece
    return None


# ── in the child ─────────────────────────────────────────────────────────────────────────────────


def _integrate(density: Density) -> Any:
    import sys

    sys.stderr = open(os.devnull, "w")  # noqa: SIM115  (the process ends here)
    import sympy

    symbols = {name: sympy.Symbol(name, positive=True) for name in density.parameters}
    x = (
        sympy.Symbol(density.variable, integer=True)
        if density.discrete
        else sympy.Symbol(density.variable, real=True)
    )
    if density.low is X.ZERO or (
        not density.low.free and density.low is not MINUS_OO and density.low is not X.OO
    ):
        low = _sympy(density.low, symbols, sympy)
        x = sympy.Symbol(density.variable, positive=True, integer=density.discrete or None) if low >= 0 else x
    symbols[density.variable] = x
    f, low, high = (_sympy(e, symbols, sympy) for e in (density.f, density.low, density.high))
    term = -f * sympy.expand_log(sympy.log(f), force=True)
    if density.discrete:
        found = sympy.summation(sympy.expand(term), (x, low, high))
    else:
        found = sympy.integrate(sympy.expand(term), (x, low, high))
    return sympy.simplify(found)


def _sympy(e: Expr, symbols: dict[str, Any], sympy: Any) -> Any:
    def visit(node: Expr, parts: tuple[Any, ...]) -> Any:
        match node.head:
            case X.NUM:
                return sympy.Rational(int(node.data.numerator), int(node.data.denominator))
            case X.SYM:
                return symbols[node.data]
            case X.CONST:
                return {"pi": sympy.pi, "e": sympy.E, "oo": sympy.oo, "EulerGamma": sympy.EulerGamma}[
                    node.data
                ]
            case X.ADD:
                first = sympy.Rational(int(node.data[0].numerator), int(node.data[0].denominator))
                scaled = [
                    sympy.Rational(int(c.numerator), int(c.denominator)) * p
                    for c, p in zip(node.data[1], parts, strict=True)
                ]
                return sympy.Add(first, *scaled)
            case X.MUL:
                return sympy.Mul(sympy.Rational(int(node.data.numerator), int(node.data.denominator)), *parts)
            case X.POW:
                return sympy.Pow(*parts)
            case X.CALL:
                return getattr(sympy, NAMES[node.data])(*parts)
        raise KeyError(node.head)

    return X.fold(e, visit)


def _tree(e: Any) -> Any:
    """A SymPy expression as nested lists; KeyError for what has no counterpart here."""
    name = type(e).__name__
    if e.is_Rational:
        return ["num", int(e.p), int(e.q)]
    if e.is_Symbol:
        return ["sym", e.name]
    constants = {"Pi": "pi", "Exp1": "e", "EulerGamma": "EulerGamma", "Catalan": "Catalan"}
    if name in constants:
        return ["const", constants[name]]
    if name in ("Add", "Mul", "Pow"):
        return [name.lower(), *(_tree(part) for part in e.args)]
    if name == "exp":
        return ["pow", ["const", "e"], _tree(e.args[0])]
    return ["call", OURS[name], *(_tree(part) for part in e.args)]


# ── back in the parent ───────────────────────────────────────────────────────────────────────────


def _built(tree: Any) -> Expr:
    """The engine expression of nested lists from the child."""
    kind, *rest = tree
    if kind == "num":
        return X.num(*rest)
    if kind in ("sym", "const"):
        return X.sym(rest[0]) if kind == "sym" else X.const(rest[0])
    if kind == "call":
        name = rest[0]
        if name not in TABLE:
            raise KeyError(name)
        return call(name, *map(_built, rest[1:]))
    parts = [_built(part) for part in rest]
    if kind == "pow":
        return X.power(*parts)
    return X.add(*parts) if kind == "add" else X.mul(*parts)
