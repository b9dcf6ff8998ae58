"""Every limit of infocalc/limits.py: an input one step beyond it is refused by it, and by nothing else.

For each limit there is a command line of any size. One step beyond the limit it must be refused with the size
found; with the limit raised it must get past it. So a limit that is taken away, or its check, fails here.
"""

from __future__ import annotations

import gc
import gzip
import io
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from time import process_time
from typing import Any, NamedTuple

import pytest

from infocalc.__main__ import main
from infocalc.limits import LIMITS, Limit

#: the table behind the read-only view, so that one limit at a time can be changed
TABLE: dict[str, Limit] = gc.get_referents(LIMITS)[0]


class Case(NamedTuple):
    """A command line of size n; `said` tells the size beyond; `most` stands in for a large limit."""

    argv: Callable[[int], list[str]]
    stdin: Callable[[int], str | bytes] | None = None
    said: str = "{size:,}"
    most: int | None = None


def diff(text: Callable[[int], str], *more: str) -> Callable[[int], list[str]]:
    return lambda n: ["diff", text(n), *more]


CASES: dict[str, list[Case]] = {
    "characters": [Case(diff("x".ljust))],
    "tokens": [Case(diff(lambda n: "+".join(["1"] * ((n + 1) // 2)), "x"))],
    "depth": [
        Case(diff(lambda n: "(" * n + "x" + ")" * n)),
        Case(diff(lambda n: "sin(" * n + "1" + ")" * n, "x"), most=300),
        Case(diff(lambda n: "1" + "-" * n + "x")),
        Case(diff(lambda n: "x^" * n + "1", "x"), most=300),
        Case(diff(lambda n: "sqrt " * n + "1", "x"), most=300),
    ],
    "name": [Case(diff(lambda n: "a" + "1" * (n - 1)))],
    "variables": [Case(diff(lambda n: "+".join(f"x{i}" for i in range(n)), "x1"))],
    "digits": [
        Case(diff(lambda n: "1" * n, "x")),
        Case(diff(lambda n: "0." + "1" * (n - 1), "x")),
        Case(diff(lambda n: "1" + "\N{SUPERSCRIPT ONE}" * n, "x")),
        Case(
            lambda n: ["entropy", "-"],
            lambda n: f"0.{'5'.ljust(n - 1, '0')}\n0.5\n",
            "more than {most:,} digits",
        ),
    ],
    "exponent": [
        Case(diff(lambda n: f"1e{n}", "x")),
        Case(diff(lambda n: f"1e-{n}", "x")),
        Case(lambda n: ["diff", "x", "--at", f"x=1e{n}"]),
        Case(lambda n: ["entropy", "-", "--counts"], lambda n: f"1e{n}\n1\n", "at most {most:,}"),
    ],
    "constant bits": [
        Case(diff(lambda n: f"2^{n // 2 + 1}", "x"), said="bits", most=50_000),
        Case(diff(lambda n: f"2^-{n // 2 + 1}", "x"), said="bits", most=50_000),
        Case(diff(lambda n: f"8^({n // 4 + 1} + 1/2)", "x"), said="bits", most=50_000),
        Case(diff(lambda n: f"{n // 10}!", "x"), said="bits", most=20_000),
        Case(diff(lambda n: f"gamma({n // 10})", "x"), said="bits", most=20_000),
        Case(diff(lambda n: f"binomial({n // 5}, {n // 10})", "x"), said="bits", most=20_000),
    ],
    "function order": [Case(diff(lambda n: f"x*besselk({n}, 1/2)", "x", "--at", "x=1"))],
    "polylogarithm order": [Case(diff(lambda n: f"x*polylog(-{n}, 1/2)", "x", "--at", "x=1"))],
    "order": [
        Case(lambda n: ["diff", "1", "x", str(n)]),
        Case(lambda n: ["diff", "1", "x", str(n), "--simplify", "none"]),
    ],
    "decimals": [
        Case(lambda n: ["diff", "pi*x", "--digits", str(n)]),
        Case(lambda n: ["entropy", "1/2,1/2", "--digits", str(n)]),
    ],
    "operations": [
        Case(
            diff(lambda n: "*".join(f"sin({k}x)" for k in range(1, n // 20))), said="operations", most=3_000
        ),
        Case(diff(lambda n: "sin(" * (n // 20) + "x" + ")" * (n // 20)), said="operations", most=3_000),
        Case(lambda n: ["diff", "sin(x)*log(x)", "x", str(n // 5)], said="operations", most=200),
        Case(lambda n: ["grad", "+".join(f"x{i}^2" for i in range(n // 2 + 1))], said="operations", most=90),
    ],
    "matrix": [
        Case(
            lambda n: ["hessian", "+".join(f"x{i}" for i in range(int((n - 1) ** 0.5) + 1))],
            said="entries",
            most=2_000,
        ),
        Case(
            lambda n: ["jacobian", "[x, y]", "--wrt", ",".join(f"x{i}" for i in range((n + 1) // 2))],
            said="entries",
            most=200,
        ),
    ],
    "channel": [
        Case(
            lambda n: ["capacity", ";".join(["1 " + "0 " * (n // 10)] * 10)],
            said="entries",
            most=200,
        )
    ],
    "table line": [Case(lambda n: ["entropy", "-"], lambda n: "a,1\n" + "b" * (n - 2) + ",0\n")],
    "labels": [
        Case(
            lambda n: ["entropy", "-", "--counts"],
            lambda n: "".join(f"{i:060},1\n" for i in range(n)),
            "{size:,} labels",
            most=10_000,
        )
    ],
    "sample": [
        Case(
            lambda n: ["entropy", "-", "--samples", "--estimator", "vasicek"],
            lambda n: "1.5\n" * n,
            most=2_000,
        )
    ],
    "pairs": [
        Case(
            lambda n: ["mi", "-", "--samples", "--estimator", "ksg"],
            lambda n: "".join(f"{i},{i % 7}\n" for i in range(n)),
            "{size:,} pairs",
            most=200,
        )
    ],
    "table rows": [Case(lambda n: ["entropy", "-", "--counts"], lambda n: "1\n" * n, most=1_000)],
    "unpacked bytes": [
        Case(
            lambda n: ["entropy", "-", "--counts"],
            lambda n: gzip.compress(("1\n" * (n // 2 + 1)).encode()),
            "bytes of a compressed table",
            most=2_000,
        )
    ],
    "table bytes": [Case(lambda n: ["entropy", "-", "--counts"], "1\n".rjust, most=2_000)],
}


def test_every_limit_has_a_case():
    assert CASES.keys() == LIMITS.keys()


def answer(monkeypatch: pytest.MonkeyPatch, case: Case, size: int) -> tuple[int, str]:
    typed = case.stdin(size) if case.stdin else b""
    content = typed if isinstance(typed, bytes) else typed.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), "utf-8"))
    err = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(err):
        code = main(case.argv(size))
    return code, err.getvalue()


PAIRS: list[Any] = [
    pytest.param(name, case, id=f"{name}-{i}")
    for name, cases in CASES.items()
    for i, case in enumerate(cases)
]


@pytest.mark.parametrize(("name", "case"), PAIRS)
def test_one_step_beyond_a_limit(monkeypatch, name, case):
    most = LIMITS[name].most if case.most is None else case.most
    monkeypatch.setitem(TABLE, name, LIMITS[name]._replace(most=most))
    started = process_time()
    code, err = answer(monkeypatch, case, most + 1)
    assert process_time() - started < 2.0
    assert code == (2 if case.argv(1)[0] == "entropy" and "row 1" in err else 3), err
    assert case.said.format(size=most + 1, most=most) in err
    assert f"{most:,}" in err

    monkeypatch.setitem(TABLE, name, LIMITS[name]._replace(most=100 * most))
    code, err = answer(monkeypatch, case, most + 1)
    assert case.said.format(size=most + 1, most=most) not in err
    assert f"the limit is {100 * most:,}" not in err
