"""What tidying does not do: work whose outcome is known, or that cannot lead to a shorter form."""

from __future__ import annotations

import pytest
from flint import Ordering, fmpz_mpoly, fmpz_mpoly_ctx

from infocalc.algebra import factoring, normal
from infocalc.algebra.derivative import derivative
from infocalc.algebra.factoring import factors, shown_factors
from infocalc.algebra.tidied import tidied
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr

RING = fmpz_mpoly_ctx.get(["a", "b"], Ordering.lex)
A, B = RING.gens()


def reciprocals(n: int) -> Expr:
    return X.add(*[X.power(X.sym("x") + k, X.MINUS_ONE) for k in range(1, n + 1)])


def powers(shapes: list[fmpz_mpoly]) -> fmpz_mpoly:
    found = RING.constant(6)
    for k, shape in enumerate(shapes):
        found = found * shape ** (k % 3 + 1)
    return found


def test_known_factors_are_those_that_are_found() -> None:
    for likely in ([A + k for k in range(1, 9)], [A * B + 2, A + B, A - 2 * B**2 + 3], [A, 2 * A + 2 * B]):
        p = powers(likely) * (A**2 + B**3 + 1)
        for some in (likely, likely[:1], [*likely, A + 100, -A - 1, RING.constant(1)]):
            assert factors(p, some) == factors(p)


def test_known_factors_are_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    likely = [A + k for k in range(1, 41)]
    p = powers(likely)
    expected = factors(p)

    def refused(p: fmpz_mpoly) -> None:
        raise AssertionError(f"factored: {p}")

    monkeypatch.setattr(factoring, "_by_flint", refused)
    assert factors(p, likely) == expected


def test_a_sum_of_two_terms_is_not_factored(monkeypatch: pytest.MonkeyPatch) -> None:
    u, p = A**126 + 1, (A**2 - 1) * (A**2 + B**3 + 1)
    assert shown_factors(p, [A**2 - 1]) == factors(p) != factors(u**3)
    monkeypatch.setattr(factoring, "_by_flint", None)
    for likely in ([u], [A + 1, -u], [3 * B * u]):
        assert shown_factors(-6 * B * u**3, likely) == (-6, [(B, 1), (u, 3)])
    assert shown_factors(4 - 4 * A**6, []) == (-4, [(A**6 - 1, 1)])


def test_a_long_numerator_is_not_factored(monkeypatch: pytest.MonkeyPatch) -> None:
    degrees: list[int] = []
    by_flint = factoring._by_flint

    def counted(p: fmpz_mpoly) -> object:
        degrees.append(int(p.degrees()[0]))
        return by_flint(p)

    monkeypatch.setattr(factoring, "_by_flint", counted)
    slope = derivative(reciprocals(150), "x")
    assert tidied(slope) is slope
    assert degrees == []


def test_the_forms_of_a_fraction_are_seen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[object] = []
    forms = normal.fraction_forms

    def counted(*asked: object) -> object:
        found.append(asked)
        return forms(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(normal, "fraction_forms", counted)
    tidied(derivative(reciprocals(20), "x"))
    fractions = [fraction for _, fraction in found]
    assert fractions
    assert all(f not in fractions[:i] for i, f in enumerate(fractions))
