"""To SymPy and back: `--simplify full` and integrals, in a process of its own that is killed when time is up.

SymPy gets symbols and numbers built by a walk over our tree, never text; its answer comes back as nested
lists of names from one table. Nothing it proposes is believed without a proof here.
"""

from __future__ import annotations

import json
import os
import select
import signal
import time
from collections.abc import Callable, Mapping
from typing import Any

from infocalc.algebra.cost import cost
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, call

#: functions whose name and arguments are the same in SymPy
_SAME = (
    "sin cos tan cot sec csc sinh cosh tanh coth sech csch asin acos atan asinh acosh atanh log sign "
    "gamma loggamma digamma polygamma uppergamma lowergamma factorial binomial erf erfc erfi zeta polylog "
    "Ei Si Ci Shi Chi besseli besselk besselj bessely"
).split()
#: our name -> SymPy's
NAMES = {**{name: name for name in _SAME}, "abs": "Abs", "lambertw": "LambertW"}
OURS = {theirs: ours for ours, theirs in NAMES.items()}
_CONSTANTS = {"pi": "pi", "e": "E", "oo": "oo", "EulerGamma": "EulerGamma", "i": "I"}
_BACK = {"Pi": "pi", "Exp1": "e", "EulerGamma": "EulerGamma", "Catalan": "Catalan", "ImaginaryUnit": "i"}

#: seconds for `--simplify full`, a fraction of what a person waits for
_SECONDS = 10.0


def simplified(e: Expr) -> tuple[Expr, str | None]:
    """SymPy's simplest form of e where it is shorter and provably equal; else e, and why."""
    from infocalc.algebra.equality import equal

    found = proposed(lambda sympy: sympy.simplify(to_sympy(e, _real_symbols(e, sympy), sympy)), _SECONDS)
    if found is None:
        return e, "SymPy had no simpler form within its time"
    if cost(found) >= cost(e) or equal(found, e).verdict != "true":
        return e, None
    return found, None


def _real_symbols(e: Expr, sympy: Any) -> dict[str, Any]:
    return {name: sympy.Symbol(name, real=True) for name in e.free}


def proposed(job: Callable[[Any], Any], seconds: float) -> Expr | None:
    """What job(sympy) finds in a process of its own; None without one, in time or in our functions."""
    if not hasattr(os, "fork"):
        return None
    answer = _in_child(job, seconds)
    try:
        return None if answer is None else _built(answer)
    except (KeyError, TypeError, ValueError):
        return None


def _in_child(job: Callable[[Any], Any], seconds: float) -> Any:
    """The child's answer as read from the pipe; None when it fails or takes too long."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        code = 1
        try:
            _work(job, writer)
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


def _work(job: Callable[[Any], Any], writer: int) -> None:
    """In the child: standard error is closed, for a traceback there would be nobody's."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    import sympy

    os.write(writer, json.dumps(_tree(job(sympy))).encode())


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


def to_sympy(e: Expr, symbols: Mapping[str, Any], sympy: Any) -> Any:
    """e as a SymPy expression in these symbols; KeyError for what has no counterpart."""

    def rational(q: Any) -> Any:
        return sympy.Rational(int(q.numerator), int(q.denominator))

    def visit(node: Expr, parts: tuple[Any, ...]) -> Any:
        match node.head:
            case X.NUM:
                return rational(node.data)
            case X.SYM:
                return symbols[node.data]
            case X.CONST:
                return getattr(sympy, _CONSTANTS[node.data])
            case X.ADD:
                scaled = [rational(c) * p for c, p in zip(node.data[1], parts, strict=True)]
                return sympy.Add(rational(node.data[0]), *scaled)
            case X.MUL:
                return sympy.Mul(rational(node.data), *parts)
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
    if name in _BACK:
        return ["const", _BACK[name]]
    if name in ("Add", "Mul", "Pow"):
        return [name.lower(), *(_tree(part) for part in e.args)]
    if name == "exp":
        return ["pow", ["const", "e"], _tree(e.args[0])]
    return ["call", OURS[name], *(_tree(part) for part in e.args)]


# ── back in the parent ───────────────────────────────────────────────────────────────────────────


def _built(tree: Any) -> Expr:
    """The expression of nested lists from the child."""
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
