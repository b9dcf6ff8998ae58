"""Verification starts at what was typed: a wrong `simplify` row is found, at run time and here.

f(g(x)) as the constructors make it is compared in balls with f and g one after the other, for all pairs of
functions of one argument that the constructors know something about.
"""

from __future__ import annotations

import pytest
from flint import arb, ctx, fmpq

from infocalc.__main__ import main
from infocalc.algebra.ball import enclosure
from infocalc.algebra.jet import Jets, NoJet
from infocalc.algebra.typed_jet import typed_jet
from infocalc.cli.entries_of_functions import as_called
from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.expr.expr import nodes
from infocalc.functions import TABLE, VOCABULARY, Function, call
from infocalc.notation.parser import parse
from infocalc.notation.writer import write
from tests.whole import part_of

UNARY = sorted(
    name
    for name, row in TABLE.items()
    if row.arity[0] == 1 and row.simplify is not None and row.derivative[:1] != (None,)
)
ARGUMENTS = [(X.num(p, q), fmpq(p, q)) for p, q in ((3, 7), (-3, 7), (9, 5), (-9, 5), (40, 9))]
x = X.sym("x")


def image(name: str, at: arb) -> arb | None:
    """The value of a function of the table as its row computes it, without `simplify`."""
    row = TABLE[name]
    node = X.apply(name, x)
    meaning = row.definition(x) if row.ball is None and row.definition is not None else node
    jets = Jets({"x": at}, {}, 0, 300)
    try:
        (found,) = jets.of(meaning) if meaning is not node else jets.of(node)
    except (NoJet, InfocalcError):
        return None
    return found


def made_value(made: X.Expr, number: X.Expr) -> arb | None:
    try:
        return enclosure(made, {"x": number}, 300)
    except InfocalcError:
        return None


def contradiction(outer: str, inner: str) -> str | None:
    """A point at which f(g(x)) as it is made has another value than f at g(x)."""
    made = call(outer, call(inner, x))
    if made is X.apply(outer, X.apply(inner, x)):
        return None
    for number, at in ARGUMENTS:
        with ctx.workprec(300):
            between = image(inner, arb(at))
            want = None if between is None else image(outer, between)
        got = made_value(made, number)
        if want is not None and want.is_finite() and (got is None or not got.overlaps(want)):
            return f"{outer}({inner}({number})) is {want}, made as {made}: {got}"
    return None


@pytest.mark.parametrize("outer", part_of(UNARY, 8))
def test_compositions_are_what_they_are_made_of(outer: str) -> None:
    found = [contradiction(outer, inner) for inner in UNARY]
    assert [text for text in found if text is not None] == []


@pytest.mark.parametrize("name", ["sin", "cos", "tan", "cot", "sec", "csc"])
@pytest.mark.parametrize("quarters", range(-4, 6))
def test_quarter_turns(name: str, quarters: int) -> None:
    """f(x + kπ/2) is made of f or its cofunction at x, with its value."""
    turn = X.PI * X.num(quarters, 2)
    made = call(name, x + turn)
    assert X.PI not in nodes(made)
    for number, _ in ARGUMENTS:
        with ctx.workprec(300):
            want = image(name, enclosure(number + turn, {}, 300))
        assert want is not None
        assert made_value(made, number).overlaps(want)


def broken(row: Function) -> Function:
    """cos(atan u) with the wrong sign."""

    def simplify(u: X.Expr) -> X.Expr | None:
        found = row.simplify(u)
        return -found if found is not None and u.head == X.CALL and u.data == "atan" else found

    return row._replace(simplify=simplify)


def test_a_wrong_row_is_found_at_run_time(monkeypatch, capsys) -> None:
    assert main(["diff", "cos(atan(x))"]) == 0
    monkeypatch.setitem(TABLE, "cos", broken(TABLE["cos"]))
    assert contradiction("cos", "atan") is not None
    for line in (["diff", "cos(atan(x))"], ["grad", "y*cos(atan(x))"], ["hessian", "cos(atan(x*y))"]):
        assert main(line) == 70
        assert "Disagreement" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["x - x", "1 + 0*x^2", "(x^2)^(1/2)", "log(x^2, 3)", "max(x, x^2, 1)", "f(x)^2"]
)
def test_a_formula_is_expanded_as_typed(text: str) -> None:
    formula = parse(text, VOCABULARY).formula
    found = typed_jet(Jets({"x": fmpq(7, 3)}, {"x": fmpq(1)}, 2, 160), formula)
    assert len(found) == 3
    assert all(c.is_finite() for c in found)


SEVERAL = [name for name, row in TABLE.items() if row.arity[1] is None or row.arity[1] > 1]


@pytest.mark.parametrize("name", SEVERAL)
def test_arguments_may_stand_in_parentheses(name: str) -> None:
    called, letters = as_called(TABLE[name])
    inside = f"({', '.join(letters)})"
    for k in range(len(letters)):
        shut = ", ".join(f"({x})" if i == k else x for i, x in enumerate(letters))
        found = parse(called.replace(inside, f"({shut})"), VOCABULARY).formula
        assert write(found, "plain") == write(parse(called, VOCABULARY).formula, "plain")
