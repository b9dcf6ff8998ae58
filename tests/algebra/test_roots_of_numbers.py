"""Products of powers of rational numbers, roots of negative ones among them, have their principal values."""

from __future__ import annotations

import mpmath
from hypothesis import example, given
from hypothesis import strategies as st

from infocalc.algebra.ball import complex_enclosure
from infocalc.expr import expr as X

BASES = st.tuples(st.integers(-12, 12).filter(bool), st.integers(1, 6))
EXPONENTS = st.tuples(st.integers(-5, 5), st.integers(1, 4))


def principal(powers) -> mpmath.mpc:
    with mpmath.workdps(40):
        return mpmath.fprod(mpmath.power(mpmath.mpf(a) / b, mpmath.mpf(p) / q) for (a, b), (p, q) in powers)


@given(st.lists(st.tuples(BASES, EXPONENTS), min_size=1, max_size=4))
@example([((-2, 1), (1, 2)), ((-3, 1), (1, 2))])
@example([((-2, 1), (1, 3)), ((5, 1), (1, 3)), ((-4, 1), (1, 3))])
def test_a_product_has_the_principal_value(powers):
    e = X.mul(*[X.power(X.num(*base), X.num(*exponent)) for base, exponent in powers])
    found, wanted = complex_enclosure(e, {}, 128), principal(powers)
    assert found is not None
    assert abs(complex(found) - complex(wanted)) <= 1e-12 * (1 + abs(complex(wanted)))
