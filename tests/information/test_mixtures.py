"""Jensen-Shannon divergences of several laws with weights: H(Σ w·P) − Σ w·H(P), against mpmath and itself."""

from __future__ import annotations

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import infocalc as ic
from infocalc.errors import InfocalcError

from .asked import asked


def decimal(*laws: str, **options) -> mpmath.mpf:
    return mpmath.mpf(asked("jsd", *laws, digits=25, **options).rows[0].number.decimal)


def entropy(p: list[mpmath.mpf]) -> mpmath.mpf:
    return -mpmath.fsum(x * mpmath.log(x) for x in p if x)


numbers = st.lists(st.integers(0, 9), min_size=3, max_size=3).filter(any)


weighted = st.lists(st.tuples(numbers, st.integers(0, 5)), min_size=2, max_size=5)
weighted = weighted.filter(lambda laws: any(w for _, w in laws))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(numbers, st.integers(0, 5)), min_size=2, max_size=5).filter(
        lambda x: any(w for _, w in x)
    )
)
def test_pmfs(laws):
    with mpmath.workdps(50):
        whole = sum(w for _, w in laws)
        weights = [mpmath.mpf(w) / whole for _, w in laws]
        ps = [[mpmath.mpf(x) / sum(p) for x in p] for p, _ in laws]
        mixed = [mpmath.fsum(w * p[i] for w, p in zip(weights, ps, strict=True)) for i in range(3)]
        expected = entropy(mixed) - mpmath.fsum(w * entropy(p) for w, p in zip(weights, ps, strict=True))
        texts = [",".join(map(str, p)) for p, _ in laws]
        given = ",".join(f"{w}/{whole}" for _, w in laws)
        assert abs(decimal(*texts, mixture_weights=given, normalize=True) - expected) < 1e-22


def test_two_equal_weights_are_the_divergence_of_two():
    for p, q in (("1/2,1/2", "1/3,2/3"), ("Normal(0,1)", "Normal(1,2)"), ("Poisson(1)", "Poisson(2)")):
        assert abs(decimal(p, q, mixture_weights="1/2,1/2") - decimal(p, q)) < 1e-22


def test_laws_of_which_two_are_one():
    """P, P and Q of weights a, b, c are P and Q of weights a + b and c."""
    for p, q in (
        ("Normal(0,1)", "Normal(1,1)"),
        ("2*x on [0,1]", "Uniform(0,1)"),
        ("Poisson(1)", "Poisson(2)"),
    ):
        found = asked("jsd", p, p, q, mixture_weights="1/4,1/4,1/2").rows[0].number.decimal
        assert float(found) == pytest.approx(float(asked("jsd", p, q).rows[0].number.decimal), rel=1e-12)


def test_labels_are_joined():
    assert asked("jsd", "a:1", "b:1", "c:1", base="3").rows[0].number.exact == "1"
    assert (
        asked("jsd", "p, 1-p", "q, 1-q", "1/2, 1/2", at={"p": "1/2", "q": "1/2"}).rows[0].number.exact == "0"
    )
    assert ic.jsd([1, 0], [0, 1], [0.5, 0.5]).value == pytest.approx(2 * float(mpmath.log(2)) / 3)
    assert ic.jsd("1,0", "0,1", "1/2,1/2").value == pytest.approx(2 * float(mpmath.log(2)) / 3)


@pytest.mark.parametrize(
    ("weights", "said"),
    [("1/4,1/4", "sum is 1"), ("1", "1 weights for 2"), ("-1,2", ">= 0"), ("a,b", ">= 0")],
)
def test_refused(weights, said):
    with pytest.raises(InfocalcError, match=said):
        asked("jsd", "1/2,1/2", "1/3,2/3", mixture_weights=weights)
