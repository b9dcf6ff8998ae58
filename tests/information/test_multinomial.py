"""The multinomial and the categorical law against sums over all their outcomes."""

from __future__ import annotations

import math
from itertools import product

import pytest

from infocalc.errors import InfocalcError
from infocalc.information.reading.families import read

from .asked import asked


def law(n, p):
    """All outcomes with their probabilities."""
    for counts in product(range(n + 1), repeat=len(p)):
        if sum(counts) == n:
            ways = math.factorial(n) / math.prod(map(math.factorial, counts))
            yield ways * math.prod(x**k for x, k in zip(p, counts, strict=True))


def number(report):
    return float(report.rows[0].number.decimal)


@pytest.mark.parametrize("n", [0, 1, 2, 5])
@pytest.mark.parametrize("p", [(1, 1), (1, 2, 5), (3, 1, 0), (0, 1)])
def test_entropy_and_divergence(n, p):
    total = sum(p)
    exact, shares = ", ".join(f"{x}/{total}" for x in p), [x / total for x in p]
    text = f"Multinomial({n}, [{exact}])"
    assert number(asked("entropy", text)) == pytest.approx(
        -sum(m * math.log(m) for m in law(n, shares) if m), abs=1e-14
    )
    q = [1 / len(p)] * len(p)
    uniform = f"Multinomial({n}, [{', '.join([f'1/{len(p)}'] * len(p))}])"
    pairs = zip(law(n, shares), law(n, q), strict=True)
    expected = sum(a * math.log(a / b) for a, b in pairs if a)
    assert number(asked("kl", text, uniform)) == pytest.approx(expected, abs=1e-14)
    assert number(asked("kl", text, text)) == 0


def test_one_trial_is_the_categorical_law():
    assert number(asked("entropy", "Categorical([1/2, 1/3, 1/6])")) == number(asked("entropy", "1/2,1/3,1/6"))
    assert number(asked("kl", "Categorical([1/4, 3/4])", "Bernoulli(3/4)")) == 0
    assert number(asked("jsd", "Categorical([1/4, 3/4])", "Categorical([1/4, 3/4])")) == 0
    found = asked("kl", "Categorical([1/2, 1/2])", "Categorical([1, 0])")
    assert found.rows[0].number.decimal == "inf"


@pytest.mark.parametrize(
    "text",
    ["Multinomial(3, [1/2, 1/3])", "Multinomial(-1, [1/2, 1/2])", "Categorical([1/2, 1/3])"],
)
def test_what_is_no_law_is_refused(text):
    with pytest.raises(InfocalcError) as problem:
        read(text)
    assert problem.value.exit_code == 2
