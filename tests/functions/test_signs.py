"""The sign facts of every row on 400 random arguments, in balls; a false fact is found."""

from __future__ import annotations

import random

import pytest
from flint import fmpq

from infocalc.__main__ import main
from infocalc.algebra.ball import enclosure
from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.functions import TABLE, Function

SIGNED = sorted(name for name, row in TABLE.items() if row.positive is not None or row.nonnegative)


def arguments(row: Function, seed: str) -> list[X.Expr]:
    draw = random.Random(seed)
    least, most = row.arity
    count = draw.randint(least, 4) if most is None or most > 3 else least
    found = [X.rational(fmpq(draw.randint(-900, 900), draw.choice((7, 97, 300)))) for _ in range(count)]
    if row.derivative[:1] == (None,) and count > 1 and draw.random() < 0.5:
        found[0] = X.num(draw.randint(0, count - 1))  # an order or an index
    return found


def contradiction(row: Function, tries: int = 400) -> str | None:
    """Arguments at which the value is proved to lie on the other side than the row says."""
    for k in range(tries):
        args = arguments(row, f"{row.name} {k}")
        conditions = () if row.positive is None else row.positive(*args)
        holds = row.positive is not None and all(c.head == X.NUM and c.data > 0 for c in conditions)
        if not (holds or row.nonnegative):
            continue
        try:
            ball = enclosure(X.apply(row.name, *args), {}, 300)
        except InfocalcError:
            continue
        if ball is not None and (ball < 0 or (holds and ball == 0)):
            return f"{row.name}{args} = {ball}"
    return None


@pytest.mark.parametrize("name", SIGNED)
def test_sign_of_the_row(name: str) -> None:
    assert contradiction(TABLE[name]) is None


@pytest.mark.parametrize(
    ("name", "false"),
    [
        ("zeta", {"positive": lambda s: (s,)}),
        ("binomial", {"positive": lambda n, k: (n, k)}),
        ("sin", {"positive": lambda x: (x,)}),
        ("erf", {"nonnegative": True}),
    ],
)
def test_a_false_sign_is_found(name: str, false: dict) -> None:
    assert contradiction(TABLE[name]._replace(**false)) is not None


def test_a_negative_divergence_is_a_bug(monkeypatch, capsys) -> None:
    """With zeta(1/2) < 0 called positive, Uniform(0, a + zeta(a)/100) would hold all of Uniform(0, a)."""

    def line(a: str) -> list[str]:  # signs are remembered, so the second run has another name
        return ["kl", f"Uniform(0,{a})", f"Uniform(0,{a}+zeta({a})/100)", "--at", f"{a}=1/2"]

    assert main(line("a")) == 0
    assert "D(P||Q)\too\tinf" in capsys.readouterr().out
    monkeypatch.setitem(TABLE, "zeta", TABLE["zeta"]._replace(positive=lambda s: (s,)))
    assert main(line("b")) == 70
    assert "NegativeDivergence" in capsys.readouterr().err
