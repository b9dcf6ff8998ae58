"""Values of every kind say what the same text says; what is none is refused, never guessed."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy
from scipy import stats

import infocalc as ic
from tests.whole import part_of

HALF_THIRD_SIXTH = [
    [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)],
    ["1/2", "1/3", "1/6"],
    ("1/2", Fraction(1, 3), "1/6"),
    {"a": "1/2", "b": Fraction(1, 3), "c": "1/6"},
    [sympy.Rational(1, 2), sympy.Rational(1, 3), sympy.Rational(1, 6)],
]


@pytest.mark.parametrize("value", HALF_THIRD_SIXTH)
def test_a_distribution_of_fractions(value):
    assert ic.entropy(value).decimal == ic.entropy("1/2,1/3,1/6").decimal


@pytest.mark.parametrize("kind", [list, tuple, np.array, np.float32, np.float16])
def test_floats_are_their_shortest_decimals(kind):
    answer = ic.entropy(kind([0.1] * 10) if kind in (list, tuple, np.array) else np.full(10, 0.1, kind))
    assert answer.symbolic == "log(2) + log(5)" or answer.decimal == ic.eval("log(10)").decimal
    assert any("0.1 is 1/10" in note for note in answer.notes)


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64, np.longdouble, np.int8, np.uint64])
def test_an_array_is_read_as_its_entries_are(kind):
    """All at once or one by one, and the same of a list of the array's scalars."""
    array = (
        np.array([1, 2, 5, 9], kind) / kind(7) if np.dtype(kind).kind == "f" else np.array([1, 2, 5, 9], kind)
    )
    whole, singly = ic.entropy(array, normalize=True), ic.entropy(list(array), normalize=True)
    assert (whole.decimal, whole.symbolic, whole.notes) == (singly.decimal, singly.symbolic, singly.notes)


def test_what_was_typed_exactly_is_not_said_to_be_a_float():
    assert not any("float" in n for n in ic.entropy([Decimal("0.5"), Fraction(1, 2)]).notes)


COUNTS = [[3, 1], (3, 1), np.array([3, 1]), Counter(a=3, b=1), {"a": 3, "b": 1}, Counter(a=3, b=1).values()]


@pytest.mark.parametrize("value", COUNTS, ids=repr)
def test_counts(value):
    assert ic.entropy(value, counts=True, unit="bits").decimal == "0.811278124459133"


def test_observations():
    for value in (list("aaab"), np.array(list("aaab")), [1, 1, 1, 2], np.array([True, True, True, False])):
        assert ic.entropy(value, samples=True, unit="bits").decimal == "0.811278124459133"


def test_two_pmfs_are_joined_by_their_labels():
    assert ic.kl({"a": 0.25, "b": 0.75}, {"b": 0.5, "a": 0.5}).decimal == (
        ic.kl("a:1/4, b:3/4", "b:1/2, a:1/2").decimal
    )
    with pytest.raises(ic.InfocalcError, match="labels"):
        ic.kl({"a": 0.25, "b": 0.75}, [0.5, 0.5])


def test_series_and_tables_of_pandas():
    pd = pytest.importorskip("pandas")
    plain = ic.entropy("3,1", counts=True).decimal
    assert ic.entropy(pd.Series(list("aaab")).value_counts(), counts=True).decimal == plain
    assert ic.entropy(pd.Series(list("aaab")), samples=True).decimal == plain
    two = pd.DataFrame({"p": [0.5, 0.5], "q": [0.25, 0.75]}, index=["a", "b"])
    assert ic.kl(two).decimal == ic.kl(two["p"], two["q"]).decimal == ic.kl("1/2,1/2", "1/4,3/4").decimal
    assert ic.entropy(two, column="q").decimal == ic.entropy("1/4,3/4").decimal
    gone = ic.kl(pd.Series([0.5, 0.5], index=["a", "b"]), pd.Series([0.5, 0.5], index=["a", "c"]))
    assert gone.value == float("inf")
    with pytest.raises(ic.InfocalcError, match="twice"):
        ic.entropy(pd.Series([0.5, 0.5], index=["a", "a"]))
    with pytest.raises(ic.InfocalcError, match=r"missing|nan"):
        ic.entropy(pd.Series([0.5, None]))


def test_joint_tables_of_pandas():
    pd = pytest.importorskip("pandas")
    rows = pd.DataFrame({"u": list("aabb"), "v": list("xyxx")})
    plain = ic.mi("1 1; 2 0", counts=True).decimal
    assert ic.mi(rows, samples=True).decimal == plain
    assert ic.mi(pd.crosstab(rows["u"], rows["v"]), counts=True).decimal == plain
    assert ic.mi(rows.groupby(["u", "v"]).size(), counts=True).decimal == plain
    long = rows.groupby(["u", "v"]).size().reset_index(name="n")
    assert ic.mi(long, counts=True).decimal == ic.mi(long, x="u", y="v", counts=True).decimal == plain


def test_a_cross_table_is_one_whatever_its_columns_are_called():
    """Three columns of numbers of a file may be rows x, y, n; a table of values says what it is."""
    pd = pytest.importorskip("pandas")
    table = pd.DataFrame([[1, 2, 3], [4, 5, 7]], columns=["x", "y", "n"])
    assert ic.mi(table, counts=True).decimal == ic.mi([[1, 2, 3], [4, 5, 7]], counts=True).decimal
    assert ic.mi(table, counts=True).decimal == ic.mi("1 2 3; 4 5 7", counts=True).decimal


def test_series_and_tables_of_polars():
    pl = pytest.importorskip("polars")
    plain = ic.entropy("3,1", counts=True).decimal
    assert ic.entropy(pl.Series([3, 1]), counts=True).decimal == plain
    assert ic.entropy(pl.Series(list("aaab")).value_counts(), counts=True).decimal == plain
    assert ic.kl(pl.DataFrame({"p": [0.5, 0.5], "q": [0.25, 0.75]})).decimal == (
        ic.kl("1/2,1/2", "1/4,3/4").decimal
    )
    rows = pl.DataFrame({"u": list("aabb"), "v": list("xyxx")})
    assert ic.mi(rows, samples=True).decimal == ic.mi("1 1; 2 0", counts=True).decimal


@pytest.mark.parametrize(
    "value",
    [
        [[0.25, 0.25], [0, 0.5]],
        np.array([[0.25, 0.25], [0, 0.5]]),
        {"a": {"x": 0.25, "y": 0.25}, "b": {"x": 0, "y": 0.5}},
        [[Fraction(1, 4), "1/4"], [0, sympy.Rational(1, 2)]],
    ],
)
def test_joint_distributions(value):
    assert ic.mi(value).decimal == ic.mi("1/4 1/4; 0 1/2").decimal


#: parameters of every law of the table, and of a second one of its kind
LAWS = {
    "norm": (1, 2),
    "laplace": (1, 2),
    "logistic": (1, 2),
    "hypsecant": (1, 2),
    "cauchy": (1, 2),
    "gumbel_r": (1, 2),
    "gumbel_l": (1, 2),
    "t": (5, 1, 2),
    "gennorm": (1.5, 1, 2),
    "uniform": (1, 2),
    "arcsine": (1, 2),
    "triang": (0.25, 1, 2),
    "beta": (2, 3),
    "loguniform": (1, 4),
    "reciprocal": (1, 4),
    "vonmises": (2,),
    "expon": (0, 2),
    "gamma": (3, 0, 2),
    "erlang": (3, 0, 2),
    "chi2": (4,),
    "chi": (3,),
    "rayleigh": (0, 2),
    "maxwell": (0, 2),
    "halfnorm": (0, 2),
    "halfcauchy": (0, 2),
    "halflogistic": (0, 2),
    "nakagami": (2, 0, 3),
    "weibull_min": (2, 0, 3),
    "invweibull": (2, 0, 3),
    "invgamma": (3, 0, 2),
    "levy": (1, 2),
    "lognorm": (0.5, 0, 2),
    "pareto": (3, 0, 2),
    "lomax": (3, 0, 2),
    "fisk": (3, 0, 2),
    "betaprime": (2, 3),
    "f": (4, 6),
    "bernoulli": (0.25,),
    "binom": (5, 0.25),
    "geom": (0.25,),
    "nbinom": (3, 0.5),
    "poisson": (2,),
    "logser": (0.5,),
    "zipf": (6,),
    "zipfian": (2, 5),
    "randint": (1, 7),
    "hypergeom": (20, 7, 12),
    "betabinom": (5, 2, 3),
    "skellam": (2, 3),
    "gompertz": (0.75, 1, 2),
    "exponweib": (2, 1.5, 1, 2),
    "gengamma": (2, 1.5, 1, 2),
    "invgauss": (0.75, 1, 2),
    "wald": (1, 2),
    "gibrat": (1, 2),
    "burr": (3, 2, 1, 2),
    "burr12": (3, 2, 1, 2),
    "powerlaw": (2.5, 1, 2),
    "rice": (1.5, 1, 2),
    "foldnorm": (0.5, 1, 2),
    "halfgennorm": (1.5, 1, 2),
    "skewnorm": (2, 1, 2),
    "johnsonsu": (1, 2, 1, 2),
    "crystalball": (1, 3, 1, 2),
    "dgamma": (1.5, 1, 2),
    "dweibull": (1.5, 1, 2),
    "genextreme": (0.25, 1, 2),
    "genpareto": (0.25, 1, 2),
    "genlogistic": (1.5, 1, 2),
    "loggamma": (1.5, 1, 2),
    "moyal": (1, 2),
    "laplace_asymmetric": (2, 1, 2),
    "semicircular": (1, 2),
    "cosine": (1, 2),
    "truncnorm": (-1, 2, 1, 2),
    "trapezoid": (0.25, 0.75, 1, 2),
}
#: their second moment is infinite, and so is the cross-entropy with a normal law
HEAVY = {
    "invweibull",
    "cauchy",
    "halfcauchy",
    "levy",
    "crystalball",
    "pareto",
    "lomax",
    "t",
    "invgamma",
    "fisk",
    "f",
    "betaprime",
    "burr",
}


@pytest.mark.parametrize("name", part_of(LAWS, 3))
def test_a_law_of_scipy_is_the_family_that_has_its_entropy(name):
    law = getattr(stats, name)(*LAWS[name])
    assert float(ic.entropy(law)) == pytest.approx(float(law.entropy()), rel=2e-4)


@pytest.mark.parametrize("name", ["norm", "triang", "gamma", "weibull_min", "geom", "nbinom", "binom"])
def test_a_law_of_scipy_lies_where_its_family_lies(name):
    """Cross-entropy with a law that is not moved tells places that the entropy does not see."""
    law = getattr(stats, name)(*LAWS[name])
    low, high = law.ppf([1e-15, 1 - 1e-15])
    other = {
        "norm": stats.laplace(3, 2),
        "triang": stats.norm(3, 1),
        "gamma": stats.expon(0, 5),
        "weibull_min": stats.expon(0, 5),
    }.get(name, stats.poisson(3))
    mass = "logpmf" if hasattr(other.dist, "pmf") else "logpdf"
    expected = -law.expect(getattr(other, mass), lb=low, ub=high)
    assert float(ic.xent(law, other)) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("name", part_of(sorted(set(LAWS) - HEAVY - {"vonmises"}), 8))
def test_a_law_of_scipy_lies_where_its_family_lies_when_it_is_moved(name):
    """Cross-entropy with a law that is not moved: a law moved by loc and, if it is a density, scale."""
    dist = getattr(stats, name)
    shapes = LAWS[name][: dist.numargs]
    mass = hasattr(dist, "pmf")
    law = dist(*shapes, loc=2) if mass else dist(*shapes, loc=2, scale=3)
    other = stats.poisson(3) if mass else stats.norm(1, 3)
    low, high = law.ppf([1e-14, 1 - 1e-14])
    expected = -law.expect(other.logpmf if mass else other.logpdf, lb=low, ub=high)
    assert float(ic.xent(law, other)) == pytest.approx(expected, rel=1e-5)


MADE = [
    stats.Normal(mu=1, sigma=2),
    stats.Uniform(a=0, b=2),
    stats.Binomial(n=5, p=0.25),
    stats.multivariate_normal([0, 0], [[2, 1], [1, 2]]),
    stats.multivariate_t([0, 1], [[2, 1], [1, 2]], df=3),
    stats.matrix_normal([[0, 1]], [[2]], [[2, 1], [1, 2]]),
    stats.wishart(3, [[2, 1], [1, 2]]),
    stats.dirichlet([1, 2, 3]),
    stats.multinomial(3, [0.25, 0.75]),
    stats.rv_discrete(values=([1, 2], [0.25, 0.75])),
    stats.rv_discrete(values=([1, 2], [0.25, 0.75]))(loc=3),
    stats.Mixture([stats.Normal(mu=0, sigma=1), stats.Normal(mu=3, sigma=1)], weights=[0.25, 0.75]),
]


@pytest.mark.parametrize("law", MADE, ids=lambda law: type(law).__name__)
def test_laws_of_several_variables_of_newer_classes_and_of_lists(law):
    assert float(ic.entropy(law)) == pytest.approx(float(law.entropy()), rel=1e-4)


def test_ends_that_are_infinite():
    law = stats.truncnorm(-1, float("inf"), loc=1, scale=2)
    assert ic.entropy(law).value == ic.entropy("TruncatedNormal(1, 2, -1, oo)").value


def test_a_list_of_values_that_is_moved_has_other_labels():
    law = stats.rv_discrete(values=([1, 2], [0.25, 0.75]))
    assert ic.kl(law(loc=1), {"2": 0.5, "3": 0.5}).value == ic.kl(law, {"1": 0.5, "2": 0.5}).value
    assert ic.kl(law, {"2": 0.5, "3": 0.5}).value == float("inf")


def test_laws_that_are_no_family_are_refused():
    for law in (stats.anglit(), stats.norm, 2 * stats.Normal(mu=0, sigma=1)):
        with pytest.raises(ic.InfocalcError, match=r"no family here|has no parameters"):
            ic.entropy(law)
    with pytest.raises(ic.InfocalcError, match="not scaled"):
        ic.entropy(stats.vonmises(2, scale=2))


x, y, rate = sympy.symbols("x y rate")
EXPRESSIONS = [
    (sympy.sin(x) ** 2 * sympy.exp(-x), "sin(x)^2 e^(-x)"),
    (sympy.log(x) / sympy.sqrt(1 + x**2), "log(x)/sqrt(1 + x^2)"),
    (sympy.Rational(1, 3) * x**3 + sympy.pi * x + sympy.E, "x^3/3 + pi*x + e"),
    (sympy.Float(0.1) * x**2, "x^2/10"),
    (sympy.gamma(x) * sympy.erf(x), "gamma(x)*erf(x)"),
    (sympy.besselj(1, x), "besselj(1, x)"),
]


@pytest.mark.parametrize(("value", "text"), EXPRESSIONS, ids=str)
def test_expressions_of_sympy(value, text):
    assert ic.equal(value, text)
    assert ic.equal(ic.diff(value, x).symbolic, ic.diff(text, "x").symbolic)


@pytest.mark.parametrize("name", ["e", "i", "pi", "rate", "x1", "xy", "beta", "lambda", "E", "S"])
def test_a_symbol_of_sympy_is_that_symbol_whatever_it_is_called(name):
    s = sympy.Symbol(name)
    assert float(ic.eval(s**2 * 3, at={s: 2})) == 12
    assert float(ic.eval(s**2 * 3, at={name: 2})) == 12
    assert float(ic.diff(s**2 * x, x, at={name: 3, "x": 1})) == 9


def test_a_symbol_of_sympy_that_cannot_be_one_is_refused():
    for name in ("sin", "α", "x y", "a'"):
        with pytest.raises(ic.InfocalcError):
            ic.diff(sympy.Symbol(name) ** 2 * x, sympy.Symbol(name))


def test_answers_go_back_to_sympy():
    assert sympy.simplify(ic.diff(sympy.sin(x * rate), x).sympy() - rate * sympy.cos(rate * x)) == 0
    assert ic.jacobian([x * y, x + y], wrt=[x, y]).sympy() == sympy.Matrix([[y, x], [1, 1]])


def test_symbols_in_distributions():
    assert ic.entropy([x, 1 - x]).symbolic == ic.entropy("x, 1-x").symbolic
    assert ic.entropy([rate, 1 - rate], at={rate: 0.25}).decimal == ic.entropy("1/4,3/4").decimal
    assert ic.entropy({"a": "p", "b": "1-p"}, at={"p": "1/4"}).decimal == ic.entropy("1/4,3/4").decimal


def test_points_of_numbers_and_arrays():
    matrix = np.array([[1, 2], [3, 4]])
    answer = ic.grad("x'*A*x", "x", at={"A": matrix, "x": [1, 2]})
    assert answer.to_numpy().tolist() == ((matrix + matrix.T) @ [[1], [2]]).tolist()
    assert ic.diff("x^5", "x", 2, at={"x": 3}).exact == 540
    assert ic.eval("x*y", at={"x": np.float64(0.1), "y": Decimal(3)}).exact == Fraction(3, 10)


@pytest.mark.parametrize(
    "value",
    [0.5, True, {0.5, 0.25}, b"1/2", [True, False], [1j, 1], [[0.5], [0.5]], object(), [object()]],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_distribution_is_a_type_error(value):
    with pytest.raises(TypeError):
        ic.entropy(value)


@pytest.mark.parametrize("value", [[0.5, float("nan")], [0.5, float("inf")], [0.5, None], [], {}, [0.5, 0.6]])
def test_what_is_a_wrong_distribution_is_named(value):
    with pytest.raises(ic.InfocalcError):
        ic.entropy(value)


def test_a_missing_second_distribution_is_not_waited_for():
    for value in ([0.5, 0.5], "1/2,1/2"):
        with pytest.raises(TypeError):
            ic.kl(value)


def test_several_named_variables():
    """Rows of observations, or of counts, of more than two columns: mapping of lists and DataFrame alike."""
    pd = pytest.importorskip("pandas")
    rows = {"u": list("aabba"), "v": list("xyxxx"), "w": list("ccddc")}
    counted = {"u": list("aab"), "v": list("xyx"), "w": list("ccd"), "n": [2, 1, 2]}
    for first, second in ((rows, counted), (pd.DataFrame(rows), pd.DataFrame(counted))):
        three = ic.mi(first, samples=True, columns=["u", "v", "w"])
        assert three.decimal == ic.mi(second, counts=True, columns="u,v,w").decimal
        given = ic.mi(first, samples=True, x="u", y="v", given="w")
        assert given.decimal == ic.mi(second, counts=True, x="u", y="v", given="w").decimal
        pair = ic.mi(first, samples=True, columns=["u", "v"])
        assert pair.decimal == ic.mi("2 1; 2 0", counts=True).decimal
        with pytest.raises(ic.InfocalcError, match="no column z"):
            ic.mi(first, samples=True, columns=["u", "z"])
    with pytest.raises(ic.InfocalcError, match="no names"):
        ic.mi([[1, 2], [3, 4]], counts=True, columns=["u", "v", "w"])
