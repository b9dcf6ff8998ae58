"""The certificate of a derivative: there, the same every time, and no broken rule gets past it."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout

import pytest
import sympy
from flint import fmpq

from infocalc.__main__ import main
from infocalc.algebra.derivative import derivative
from infocalc.algebra.engine import lift
from infocalc.algebra.sympy_bridge import to_sympy
from infocalc.calculus.differentiated import Differentiated
from infocalc.calculus.operator import OPERATORS, Term
from infocalc.calculus.reading import Subject
from infocalc.calculus.verify import Disagreement, verified
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num, rational, sym
from infocalc.functions import TABLE, call
from infocalc.notation.writer import write
from tests.whole import whole

#: the other arguments of functions of several, so that what is left is a function of x
OTHERS: dict[str, tuple[Expr, ...]] = {
    name: tuple(rational(fmpq(p, q)) for p, q in given)
    for name, given in {
        "atan2": ((3, 7), (5, 3)),
        "root": ((3, 7), (5, 1)),
        "hypot": ((3, 7), (5, 3)),
        "max": ((3, 7), (5, 3)),
        "min": ((3, 7), (5, 3)),
        "uppergamma": ((3, 7), (5, 3)),
        "lowergamma": ((3, 7), (5, 3)),
        "polygamma": ((1, 1), (5, 3)),
        "beta": ((3, 7), (5, 3)),
        "binomial": ((9, 2), (5, 3)),
        "zetaprime": ((1, 1), (5, 3)),
        "polylog": ((2, 1), (3, 7)),
        "besselj": ((2, 1), (3, 7)),
        "bessely": ((2, 1), (3, 7)),
        "besseli": ((2, 1), (3, 7)),
        "besselk": ((2, 1), (3, 7)),
        "elliptic_e": ((5, 7), (3, 7)),
        "elliptic_f": ((5, 7), (3, 7)),
        "elliptic_pi": ((1, 5), (5, 7), (3, 7)),
        "softmax": ((1, 1), (5, 3), (-1, 2)),
        "logsumexp": ((3, 7), (5, 3)),
        "hurwitz": ((5, 2), (5, 3)),
        "expn": ((2, 1), (5, 3)),
        "erf2inv": ((1, 7), (1, 5)),
        "appellf1": ((1, 2), (5, 3), (3, 7), (7, 3), (1, 5), (2, 7)),
        "lerchphi": ((1, 3), (2, 1), (5, 3)),
        "jtheta": ((3, 1), (1, 3), (1, 2)),
        **dict.fromkeys(("jacobiam", "jacobisn", "jacobicn", "jacobidn"), ((5, 7), (3, 7))),
    }.items()
}

#: the domains of functions that have no real values to compare: their rules are compared with SymPy's
WITHOUT_REALS = ("complex: --complex", "q = 0")


def functions_of_x() -> list[tuple[str, Expr]]:
    """(name, f(x)) for every function of the table and every argument that has a slope."""
    found = []
    for name, row in TABLE.items():
        if row.domain in WITHOUT_REALS:
            continue
        given = OTHERS.get(name, (X.ONE,) * max(1, row.arity[0]))
        for i, rule in enumerate(row.derivative[: len(given)]):
            if rule is not None:
                f = call(name, *given[:i], sym("x"), *given[i + 1 :])
                found.append((f"{name}-{i + 1}", f))
    return found


FUNCTIONS = functions_of_x()


def draft(f: Expr, slope: Expr) -> Differentiated:
    subject = Subject(write(lift(f)), lift(f), f, (), ())
    return Differentiated(
        OPERATORS["diff"],
        (subject,),
        ("x",),
        (("df/dx", slope),),
        terms=((Term(1, 0, ("x",)),),),
        orders=(("x", 1),),
    )


#: rules whose series take seconds: every run has the other arguments of these functions
SLOW = ("appellf1-5", "appellf1-6", "lerchphi-1")


@pytest.mark.parametrize(
    ("name", "f"),
    [whole(*row) if row[0] in SLOW else row for row in FUNCTIONS],
    ids=[name for name, _ in FUNCTIONS],
)
def test_every_rule_is_compared_and_a_broken_one_is_caught(name, f):
    slope = derivative(f, "x")
    assert verified(draft(f, slope)) is not None
    with pytest.raises(Disagreement):
        verified(draft(f, slope + num(1, 10**9)))


def rules_without_reals() -> list[tuple[str, int]]:
    """(name, argument) of every rule of a function without real values."""
    return [
        (name, i)
        for name, row in TABLE.items()
        if row.domain in WITHOUT_REALS
        for i, rule in enumerate(row.derivative)
        if rule is not None
    ]


@pytest.mark.parametrize(("name", "i"), rules_without_reals())
def test_rules_without_real_values_are_those_of_sympy(name, i):
    letters = "abcd"[: TABLE[name].arity[0]]
    symbols = {x: sympy.Symbol(x) for x in letters}
    f = call(name, *map(sym, letters))
    slope = to_sympy(derivative(f, letters[i]), symbols, sympy)
    assert sympy.simplify(to_sympy(f, symbols, sympy).diff(letters[i]) - slope) == 0


def run(*argv: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(argv)
    return code, out.getvalue(), err.getvalue()


def certificate(*argv: str) -> str | None:
    return json.loads(run(*argv, "--json")[1]).get("verified")


def test_the_certificate_is_in_the_document_and_the_same_each_time():
    line = ("diff", "x^2*sin(x)/(1 + e^x)")
    first = certificate(*line)
    assert first is not None
    assert first.startswith("2 points, ")
    assert certificate(*line) == first
    assert certificate(*line, "--no-verify") is None


@pytest.mark.parametrize(
    "line",
    [
        ("diff", "sin(x)", "x", "100"),
        ("diff", "log(log(log(x)))"),
        ("diff", "asin(2*x)"),
        ("diff", "f(g(x))*x"),
        ("diff", "x^2*y^3*z", "x", "y", "2", "z"),
        ("diff", "x*e^x", "x", "n"),
        ("diff", "integrate(sin(x*t), t, 0, x)", "x"),
        ("grad", "x*y^2*sin(z)"),
        ("hessian", "x^2*y/(1 + z)"),
        ("jacobian", "[x*y, x + sin(y)]"),
    ],
    ids=" ".join,
)
def test_all_commands_are_compared(line):
    assert certificate(*line) is not None


def test_what_could_not_be_compared_is_said():
    code, out, err = run("diff", "x*eta(1)", "x")
    assert code == 0
    assert out
    assert "was not compared" in err


def test_a_broken_table_prints_nothing(monkeypatch):
    row = TABLE["sin"]
    monkeypatch.setitem(TABLE, "sin", row._replace(derivative=(lambda x: call("cos", x) * 2,)))
    code, out, err = run("diff", "x*sin(x)")
    assert (code, out) == (70, "")
    assert "bug in infocalc" in err
    assert run("diff", "x*sin(x)", "--no-verify")[0] == 0


@pytest.mark.parametrize(
    "line", [("diff", "x^2*y", "x", "2"), ("grad", "x*y"), ("hessian", "x^2*y^2")], ids=" ".join
)
def test_a_broken_entry_of_any_command_is_caught(monkeypatch, line):
    from infocalc.calculus import commands

    finished = commands.finished

    def broken(found, options, known):
        entries = (*found.entries[:-1], (found.entries[-1][0], found.entries[-1][1] + num(1, 10**12)))
        return finished(found._replace(entries=entries), options, known)

    monkeypatch.setattr(commands, "finished", broken)
    code, _, err = run(*line)
    assert code == 70
    assert "TypeError" not in err
