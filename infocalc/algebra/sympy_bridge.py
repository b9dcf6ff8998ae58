"""To SymPy and back: `--simplify full` and integrals, in a process of its own that ends with its steps.

SymPy gets symbols and numbers built by a walk over our tree, never text; its answer comes back as nested
lists of names from one table. Nothing it proposes is believed without a proof here.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from typing import Any

from infocalc.algebra.cost import cost
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, call, column
from infocalc.functions import calls as F
from infocalc.records import NamedTuple

#: our name -> SymPy's
NAMES = dict(column("sympy"))
OURS = {theirs: ours for ours, theirs in NAMES.items()}
_CONSTANTS = {"pi": "pi", "e": "E", "oo": "oo", "EulerGamma": "EulerGamma", "i": "I"}
_BACK = {"Pi": "pi", "Exp1": "e", "EulerGamma": "EulerGamma", "Catalan": "Catalan", "ImaginaryUnit": "i"}

#: calls of Python functions that SymPy may take for `--simplify full`
_STEPS = 3_000_000
#: the exit code of a child whose steps are used up
_SPENT = 3
#: seconds of a processor after which a child ends that makes no calls: one enormous number
_LAST_RESORT = 120


class Proposal(NamedTuple):
    """What SymPy found; None where nothing, and whether that is because its steps were used up."""

    found: Expr | None
    spent: bool = False


def simplified(e: Expr) -> tuple[Expr, str | None]:
    """SymPy's simplest form of e where it is shorter and provably equal; else e, and why."""
    from infocalc.algebra.equality import equal

    found, spent = proposed(lambda sympy: sympy.simplify(to_sympy(e, _real_symbols(e, sympy), sympy)), _STEPS)
    if found is None:
        return e, "SymPy had no simpler form within its steps" if spent else "SymPy had no simpler form"
    if cost(found) >= cost(e) or equal(found, e).verdict != "true":
        return e, None
    return found, None


def from_sympy(e: Any) -> Expr:
    """A SymPy expression as one of ours; KeyError for what has no counterpart here."""
    return _built(_tree(e))


def _real_symbols(e: Expr, sympy: Any) -> dict[str, Any]:
    return {name: sympy.Symbol(name, real=True) for name in e.free}


def proposed(job: Callable[[Any], Any], steps: int) -> Proposal:
    """What job(sympy) finds in a process of its own, within so many calls and in our functions."""
    if not hasattr(os, "fork"):
        return Proposal(None)
    answer, spent = _in_child(job, steps)
    try:
        return Proposal(None if answer is None else _built(answer), spent)
    except (KeyError, TypeError, ValueError):
        return Proposal(None)


def _in_child(job: Callable[[Any], Any], steps: int) -> tuple[Any, bool]:
    """The child's answer as read from the pipe, None when it fails; and whether its steps were used up."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        code = 1
        try:
            _work(job, writer, steps)
            code = 0
        finally:
            os._exit(code)
    os.close(writer)
    status = None
    try:
        with os.fdopen(reader, "rb") as answer:
            found = answer.read()
        status = os.waitpid(child, 0)[1]
        spent = os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == _SPENT
        return (json.loads(found) if found and status == 0 else None), spent
    finally:
        if status is None:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _work(job: Callable[[Any], Any], writer: int, steps: int) -> None:
    """In the child: standard error is closed, for a traceback there would be nobody's."""
    import resource

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    last = used + _LAST_RESORT if hard == resource.RLIM_INFINITY else min(used + _LAST_RESORT, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (last, hard))
    import sympy

    sys.settrace(_counter(steps))
    found = json.dumps(_tree(job(sympy))).encode()
    sys.settrace(None)
    os.write(writer, found)


def _counter(steps: int) -> Callable[[Any, str, Any], None]:
    """Asked at every call of a Python function: ends the process when there are no more steps."""
    left = steps

    def count(_frame: Any, _event: str, _arg: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os._exit(_SPENT)  # an exception might be caught on its way

    return count


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
    if e.is_Float:
        from fractions import Fraction

        return ["num", *Fraction(str(e)).as_integer_ratio()]
    if e.is_Symbol:
        return ["sym", e.name]
    if name in _BACK:
        return ["const", _BACK[name]]
    if name in ("Add", "Mul", "Pow"):
        return [name.lower(), *(_tree(part) for part in e.args)]
    if name == F.exp.name:
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
