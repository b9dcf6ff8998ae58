"""The table of measures, row by row: each against an independent value, on every kind of operand."""

from __future__ import annotations

import io
from collections.abc import Callable
from fractions import Fraction

import mpmath
import pytest
from flint import arb
from mpmath import mp, mpf

from infocalc.errors import InfocalcError, UsageError
from infocalc.information.measure import MEASURES, WORDS, Measure
from infocalc.information.source import Source
from tests.information.asked import asked


def _halves(p, q):
    m = [(x + y) / 2 for x, y in zip(p, q, strict=True)]
    return mp.fsum(x * mp.log(x / z) for xs in (p, q) for x, z in zip(xs, m, strict=True) if x) / 2


#: the definitions once more, as sums over outcomes with p and q as numbers, written from the literature
DEFINITIONS: dict[str, Callable[..., mpf]] = {
    "entropy": lambda p: -mp.fsum(x * mp.log(x) for x in p if x),
    "xent": lambda p, q: -mp.fsum(x * mp.log(y) for x, y in zip(p, q, strict=True) if x),
    "kl": lambda p, q: mp.fsum(x * mp.log(x / y) for x, y in zip(p, q, strict=True) if x),
    "jsd": _halves,
    "hellinger": lambda p, q: mp.sqrt(1 - mp.fsum(mp.sqrt(x * y) for x, y in zip(p, q, strict=True))),
    "tv": lambda p, q: mp.fsum(abs(x - y) for x, y in zip(p, q, strict=True)) / 2,
    "bhattacharyya": lambda p, q: -mp.log(mp.fsum(mp.sqrt(x * y) for x, y in zip(p, q, strict=True))),
    "pearson": lambda p, q: mp.fsum((x - y) ** 2 / y for x, y in zip(p, q, strict=True)),
    "neyman": lambda p, q: mp.fsum((x - y) ** 2 / x for x, y in zip(p, q, strict=True)),
    "psi": lambda p, q: mp.fsum((x - y) * mp.log(x / y) for x, y in zip(p, q, strict=True)),
    "jeffreys": lambda p, q: mp.fsum((x - y) * mp.log(x / y) for x, y in zip(p, q, strict=True)),
}
#: sums over outcomes; what is measured between distribution functions is in test_between
ROWS = [row for row in MEASURES.values() if row.between is None]
PMFS = ("1/2,1/3,1/6", "1/4,1/4,1/2")
NORMALS = ("Normal(0, 1)", "Normal(1/2, 5/4)")


def numbers(text: str) -> list[mpf]:
    return [mpf(x.numerator) / x.denominator for x in map(Fraction, text.split(","))]


def normalised(weights: list[int]) -> list[mpf]:
    total = sum(weights)
    return [mpf(w) / total for w in weights]


def value(report) -> mpf:
    return mpf(report.rows[0].number.decimal)


def near(a: mpf, b: mpf, tolerance: float = 1e-13) -> bool:
    return abs(a - b) <= tolerance * max(1, abs(b))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_finite_pmfs(row: Measure):
    with mpmath.workdps(40):
        expected = DEFINITIONS[row.name](*map(numbers, PMFS[: row.operands]))
        assert near(value(asked(row.name, *PMFS[: row.operands], digits=30)), expected, 1e-29)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_unit(row: Measure):
    """In bits a measure with a unit is divided by log 2, any other is refused."""
    nats = asked(row.name, *PMFS[: row.operands])
    if not row.has_unit:
        assert nats.unit is None
        with pytest.raises(UsageError, match="--unit says nothing to a measure without a unit"):
            asked(row.name, *PMFS[: row.operands], unit="bits")
        return
    bits = asked(row.name, *PMFS[: row.operands], unit="bits")
    assert (nats.unit, bits.unit) == ("nats", "bits")
    assert near(value(bits), value(nats) / mp.log(2))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_densities(row: Measure):
    """Two normal laws against quadrature over the whole line, at 15 digits."""
    expected = _integrated(row, lambda x: mp.npdf(x, 0, 1), lambda x: mp.npdf(x, 0.5, 1.25))
    rough = row.name == "tv"  # a kink, where the rule is worse
    assert near(value(asked(row.name, *NORMALS[: row.operands])), expected, 1e-3 if rough else 1e-12)


def _integrated(row: Measure, *densities: Callable[[mpf], mpf]) -> mpf:
    """The definition over cells of width h: the trapezoidal rule, which is exact to e^(-1/h) for these."""
    h = mpf(1) / 16
    cells = [h * k for k in range(-40 * 16, 40 * 16)]
    masses = [[f(x) for x in cells] for f in densities[: row.operands]]
    if row.operands == 1 or row.name == "xent":  # the only ones that know how wide a cell is
        return DEFINITIONS[row.name](*masses) * h
    return DEFINITIONS[row.name](*[[x * h for x in m] for m in masses])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_symbols_and_formulas(row: Measure):
    """The pmf p, 1-p at p = 1/3, and the measure inside of a formula, which has the same value there."""
    import infocalc

    operands = ("p,1-p", "1/4,3/4")[: row.operands]
    there = value(asked(row.name, *operands, at={"p": "1/3"}))
    with mpmath.workdps(30):
        expected = DEFINITIONS[row.name](*map(numbers, ("1/3,2/3", "1/4,3/4")[: row.operands]))
    assert near(there, expected)
    if row.name not in WORDS:
        return
    lists = ", ".join(f"[{operand}]" for operand in operands)
    slope = infocalc.diff(f"{row.name}({lists})", "p", at={"p": "1/3"})
    with mpmath.workdps(40):
        h = mpf(10) ** -15
        sides = [
            DEFINITIONS[row.name](*([x, 1 - x], numbers("1/4,3/4"))[: row.operands])
            for x in (mpf(1) / 3 - h, mpf(1) / 3 + h)
        ]
        assert near(value(slope), (sides[1] - sides[0]) / (2 * h), 1e-10)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_long_tables(row: Measure):
    """A table too long to be looked at whole, against the definition."""
    n = 9_000
    lines = [f"{i:050d}o,{(i % 7 + 1)},{(i % 5 + 1)}" for i in range(n)]
    sizes = [[i % k + 1 for i in range(n)] for k in (7, 5)][: row.operands]
    with mpmath.workdps(30):
        expected = DEFINITIONS[row.name](*[normalised(c) for c in sizes])
    text = "\n".join(line if row.operands == 2 else line.rpartition(",")[0] for line in lines)
    source = Source(stream=io.BytesIO(text.encode()), name="t.csv")
    found = asked(row.name, *(source, None)[: row.operands], normalize=True)
    assert near(value(found), expected, 1e-10)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_terms(row: Measure):
    report = asked(row.name, *PMFS[: row.operands], steps=True)
    total = mp.fsum(mpf(term.contribution) for term in report.terms)
    assert near(mpf(float(row.whole(arb(str(total))).mid())), value(report), 1e-12)


@pytest.mark.parametrize("row", [row for row in ROWS if row.operands == 2], ids=lambda row: row.name)
def test_outcomes_that_one_of_them_lacks(row: Measure):
    """Infinite exactly where the row says so, with the outcome in the reason."""
    for operands, finite in (
        (("a:1/2,b:1/2", "b:1"), row.finite_without_q),
        (("b:1", "a:1/2,b:1/2"), row.finite_without_p),
    ):
        for report in (asked(row.name, *operands), asked(row.name, *operands, digits=30)):
            infinite = report.rows[0].number.decimal == "inf"
            assert infinite is not finite
            assert any("outcome a" in note for note in report.notes) is not finite or finite


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_python(row: Measure):
    import infocalc

    function = getattr(infocalc, row.name)
    assert (function.__doc__ or "").startswith(row.about)
    assert near(value(function(*PMFS[: row.operands])), value(asked(row.name, *PMFS[: row.operands])))
    with pytest.raises((InfocalcError, TypeError)):
        function(*PMFS[: row.operands], nonsense=1)


def test_no_name_means_something_else_in_a_formula():
    from infocalc.functions import VOCABULARY
    from infocalc.information.reading.family_names import key, spellings

    for name in WORDS:
        assert key(name) not in spellings()
        assert name not in VOCABULARY.functions


@pytest.mark.parametrize("row", [row for row in ROWS if row.operands == 2], ids=lambda row: row.name)
def test_a_long_pmf_beside_itself(row: Measure):
    """Of a hundred outcomes the value is still exact: 0, or the entropy for the cross-entropy."""
    uniform = ",".join(["1/100"] * 100)
    expected = mp.log(100) if row.name == "xent" else mpf(0)
    assert near(value(asked(row.name, uniform, uniform)), expected)
