"""Every row of the table of functions against independent oracles.

The derivative column is compared with numerical differentiation by mpmath of mpmath's own functions (or
of the ball evaluator where mpmath has none), balls with mpmath at three times the precision.
"""

from __future__ import annotations

import mpmath
import pytest
from flint import ctx, fmpq

from infocalc.algebra.ball import complex_enclosure, enclosure, value
from infocalc.algebra.exact_value import vanishes
from infocalc.errors import InfocalcError, Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, num, sym
from infocalc.functions import TABLE, VOCABULARY, call, rebuild, subs
from tests.algebra import handbook

#: arguments inside the domain of each function, where it is not one of the defaults
DEFAULT = ((fmpq(3, 7),), (fmpq(5, 11),))
INSIDE: dict[str, tuple[tuple[fmpq, ...], ...]] = {
    **handbook.INSIDE,
    "acosh": ((fmpq(9, 7),), (fmpq(31, 7),)),
    "asec": ((fmpq(9, 7),), (fmpq(-31, 7),)),
    "acsc": ((fmpq(9, 7),), (fmpq(-31, 7),)),
    "acoth": ((fmpq(9, 7),), (fmpq(-31, 7),)),
    "floor": ((fmpq(17, 7),), (fmpq(-3, 7),)),
    "atan2": ((fmpq(3, 7), fmpq(5, 3)), (fmpq(3, 7), fmpq(-5, 3))),
    "root": ((fmpq(3, 7), fmpq(5)), (fmpq(9, 7), fmpq(5, 2))),
    "pow": ((fmpq(3, 7), fmpq(5, 3)),),
    "hypot": ((fmpq(3, 7), fmpq(5, 3)),),
    "max": ((fmpq(3, 7), fmpq(5, 3), fmpq(1, 3)),),
    "min": ((fmpq(3, 7), fmpq(5, 3), fmpq(1, 3)),),
    "uppergamma": ((fmpq(3, 7), fmpq(5, 3)), (fmpq(5, 2), fmpq(1, 3))),
    "lowergamma": ((fmpq(3, 7), fmpq(5, 3)), (fmpq(5, 2), fmpq(1, 3))),
    "polygamma": ((fmpq(1), fmpq(5, 3)), (fmpq(3), fmpq(1, 3))),
    "beta": ((fmpq(3, 7), fmpq(5, 3)),),
    "binomial": ((fmpq(9, 2), fmpq(5, 3)),),
    "zetaprime": ((fmpq(1), fmpq(5, 3)), (fmpq(2), fmpq(5, 2))),
    "zeta": ((fmpq(5, 3),), (fmpq(-5, 3),)),
    "eta": ((fmpq(5, 3),),),
    "li": ((fmpq(3, 7),), (fmpq(9, 2),)),
    "polylog": ((fmpq(2), fmpq(3, 7)), (fmpq(5, 2), fmpq(-3, 2))),
    "besselj": ((fmpq(2), fmpq(3, 7)), (fmpq(0), fmpq(-3, 2)), (fmpq(1, 3), fmpq(9, 2))),
    "bessely": ((fmpq(2), fmpq(3, 7)), (fmpq(0), fmpq(3, 2)), (fmpq(1, 3), fmpq(9, 2))),
    "besseli": ((fmpq(2), fmpq(3, 7)), (fmpq(0), fmpq(-3, 2)), (fmpq(1, 3), fmpq(9, 2))),
    "besselk": ((fmpq(2), fmpq(3, 7)), (fmpq(0), fmpq(3, 2)), (fmpq(1, 3), fmpq(9, 2))),
    "elliptic_e": ((fmpq(3, 7),), (fmpq(5, 7), fmpq(3, 7)), (fmpq(-5, 7), fmpq(-3, 2))),
    "elliptic_f": ((fmpq(5, 7), fmpq(3, 7)), (fmpq(-5, 7), fmpq(-3, 2))),
    "elliptic_pi": ((fmpq(1, 5), fmpq(3, 7)), (fmpq(1, 5), fmpq(5, 7), fmpq(3, 7))),
    "leakyrelu": ((fmpq(3, 7),), (fmpq(-3, 7),), (fmpq(-3, 7), fmpq(1, 5))),
    "elu": ((fmpq(3, 7),), (fmpq(-3, 7),), (fmpq(-3, 7), fmpq(1, 5))),
    "softmax": ((fmpq(2), fmpq(3, 7), fmpq(5, 3), fmpq(-1, 2)),),
    "logsumexp": ((fmpq(3, 7), fmpq(5, 3), fmpq(-1, 2)),),
    "Ci": ((fmpq(3, 7),), (fmpq(9, 2),)),
    "Chi": ((fmpq(3, 7),), (fmpq(9, 2),)),
    "abs": ((fmpq(3, 7),), (fmpq(-3, 7),)),
    "sign": ((fmpq(3, 7),), (fmpq(-3, 7),)),
    "relu": ((fmpq(3, 7),), (fmpq(-3, 7),)),
    "selu": ((fmpq(3, 7),), (fmpq(-3, 7),)),
    "cbrt": ((fmpq(3, 7),), (fmpq(-3, 7),)),
    "softsign": ((fmpq(3, 7),), (fmpq(-3, 7),)),
    "asech": ((fmpq(3, 7),),),
    "hankel1": ((fmpq(1), fmpq(3, 7)),),
    "hankel2": ((fmpq(1), fmpq(3, 7)),),
    "erf2": ((fmpq(1, 3), fmpq(3, 7)),),
    "singularity": ((fmpq(9, 7), fmpq(1, 3), fmpq(5, 2)), (fmpq(-9, 7), fmpq(-13, 7), fmpq(3, 2))),
    "mod": ((fmpq(9, 7), fmpq(2, 5)), (fmpq(-9, 7), fmpq(2, 5))),
    "fmod": ((fmpq(9, 7), fmpq(2, 5)), (fmpq(-9, 7), fmpq(2, 5))),
    "round": ((fmpq(17, 7),), (fmpq(-5, 7),)),
    "trunc": ((fmpq(17, 7),), (fmpq(-5, 7),)),
    "frac": ((fmpq(17, 7),), (fmpq(-5, 7),)),
    "clip": ((fmpq(3, 7), fmpq(0), fmpq(1)), (fmpq(9, 7), fmpq(0), fmpq(1))),
    "relu6": ((fmpq(3, 7),), (fmpq(-3, 7),), (fmpq(45, 7),)),
    "hardtanh": ((fmpq(3, 7),), (fmpq(-9, 7),), (fmpq(1, 7), fmpq(-2), fmpq(1, 3))),
    "hardsigmoid": ((fmpq(3, 7),), (fmpq(-23, 7),)),
    "hardswish": ((fmpq(3, 7),), (fmpq(-23, 7),), (fmpq(-3, 7),)),
    "xlogy": ((fmpq(3, 7), fmpq(5, 3)),),
    "xlog1py": ((fmpq(3, 7), fmpq(5, 3)),),
    "rel_entr": ((fmpq(3, 7), fmpq(5, 3)),),
    "kl_div": ((fmpq(3, 7), fmpq(5, 3)),),
    "hurwitz": ((fmpq(5, 2), fmpq(5, 3)), (fmpq(-3, 2), fmpq(5, 3))),
    "lambertw": ((fmpq(3, 7),), (fmpq(-1, 7),), (fmpq(-1, 7), fmpq(-1))),
    "expn": ((fmpq(2), fmpq(3, 7)), (fmpq(1, 3), fmpq(5, 2))),
    "expint": ((fmpq(3, 7),), (fmpq(1, 3), fmpq(5, 2))),
    "legendre": ((fmpq(15), fmpq(3, 7)), (fmpq(14), fmpq(9, 7)), (fmpq(3), fmpq(3, 7))),
    "hermite": ((fmpq(15), fmpq(3, 7)), (fmpq(4), fmpq(-9, 7))),
    "chebyshevt": ((fmpq(15), fmpq(3, 7)), (fmpq(4), fmpq(-9, 7))),
    "chebyshevu": ((fmpq(15), fmpq(3, 7)), (fmpq(4), fmpq(-9, 7))),
    "laguerre": ((fmpq(15), fmpq(1, 3), fmpq(3, 7)), (fmpq(4), fmpq(1, 3), fmpq(9, 7))),
    "gegenbauer": ((fmpq(15), fmpq(1, 3), fmpq(3, 7)), (fmpq(4), fmpq(1, 3), fmpq(-9, 7))),
    "jacobi": ((fmpq(15), fmpq(1, 3), fmpq(2, 5), fmpq(3, 7)), (fmpq(4), fmpq(1, 3), fmpq(2, 5), fmpq(9, 7))),
    "hyp0f1": ((fmpq(3, 2), fmpq(3, 7)), (fmpq(1, 3), fmpq(-9, 2))),
    "hyp1f1": ((fmpq(2, 5), fmpq(3, 2), fmpq(3, 7)), (fmpq(7, 5), fmpq(1, 3), fmpq(-9, 2))),
    "hyp2f1": (
        (fmpq(2, 5), fmpq(1, 3), fmpq(3, 2), fmpq(3, 7)),
        (fmpq(2), fmpq(1, 3), fmpq(3, 2), fmpq(-9, 2)),
    ),
    "hyperu": ((fmpq(2, 5), fmpq(3, 2), fmpq(3, 7)), (fmpq(7, 5), fmpq(1, 3), fmpq(9, 2))),
    "jacobiam": ((fmpq(5, 7), fmpq(3, 7)), (fmpq(-19, 3), fmpq(1, 5))),
    "jacobisn": ((fmpq(5, 7), fmpq(3, 7)), (fmpq(-19, 3), fmpq(1, 5))),
    "jacobicn": ((fmpq(5, 7), fmpq(3, 7)), (fmpq(-19, 3), fmpq(1, 5))),
    "jacobidn": ((fmpq(5, 7), fmpq(3, 7)), (fmpq(-19, 3), fmpq(1, 5))),
}

mp = mpmath.mp
#: the same function by mpmath
ORACLE = {
    **{f: getattr(mpmath, f) for f in "sin cos tan cot sec csc asin acos atan acot asec acsc".split()},
    **{
        f: getattr(mpmath, f)
        for f in "sinh cosh tanh coth sech csch asinh acosh atanh acoth asech acsch".split()
    },
    **{
        f: getattr(mpmath, f)
        for f in "gamma loggamma digamma beta binomial zeta erf erfc erfi erfinv".split()
    },
    **{
        f: getattr(mpmath, f)
        for f in "besselj bessely besseli besselk airyai airybi hypot atan2 polylog".split()
    },
    "log": mpmath.log,
    "factorial": mpmath.factorial,
    "Ei": mpmath.ei,
    "Si": mpmath.si,
    "Ci": mpmath.ci,
    "Shi": mpmath.shi,
    "Chi": mpmath.chi,
    "li": mpmath.li,
    "fresnels": mpmath.fresnels,
    "fresnelc": mpmath.fresnelc,
    "uppergamma": mpmath.gammainc,
    "lowergamma": lambda a, x: mpmath.gammainc(a, 0, x),
    "polygamma": lambda n, x: mpmath.polygamma(int(n), x),
    "zetaprime": lambda n, x: mpmath.zeta(x, 1, int(n)),
    "elliptic_k": mpmath.ellipk,
    "elliptic_e": mpmath.ellipe,
    "elliptic_f": mpmath.ellipf,
    "elliptic_pi": mpmath.ellippi,
    "airyaiprime": lambda x: mpmath.airyai(x, derivative=1),
    "airybiprime": lambda x: mpmath.airybi(x, derivative=1),
    "eta": mpmath.altzeta,
    "expm1": mpmath.expm1,
    "log1p": mpmath.log1p,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "softplus": lambda x: mpmath.log1p(mpmath.exp(x)),
    "silu": lambda x: x / (1 + mpmath.exp(-x)),
    "gelu": lambda x: x * mpmath.ncdf(x),
    "mish": lambda x: x * mpmath.tanh(mpmath.log1p(mpmath.exp(x))),
    "logit": lambda x: mpmath.log(x / (1 - x)),
    "softsign": lambda x: x / (1 + abs(x)),
    "relu": lambda x: max(x, mpmath.mpf(0)),
    "cbrt": lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)),
    "logsumexp": lambda *a: mpmath.log(mpmath.fsum(mpmath.exp(x) for x in a)),
    "softmax": lambda k, *a: mpmath.exp(a[int(k) - 1]) / mpmath.fsum(mpmath.exp(x) for x in a),
    "max": max,
    "min": min,
    "abs": abs,
    "sinc": mpmath.sinc,
    "mod": lambda x, y: x - y * mpmath.floor(x / y),
    "fmod": lambda x, y: mpmath.sign(x) * (abs(x) - abs(y) * mpmath.floor(abs(x / y))),
    "round": mpmath.nint,
    "trunc": lambda x: mpmath.sign(x) * mpmath.floor(abs(x)),
    "frac": lambda x: x - mpmath.floor(x),
    "clip": lambda x, a, b: min(max(x, a), b),
    "relu6": lambda x: min(max(x, 0), mpmath.mpf(6)),
    "hardtanh": lambda x, a=-1, b=1: min(max(x, mpmath.mpf(a)), mpmath.mpf(b)),
    "hardsigmoid": lambda x: min(max(x + 3, 0), mpmath.mpf(6)) / 6,
    "hardswish": lambda x: x * min(max(x + 3, 0), mpmath.mpf(6)) / 6,
    "logsigmoid": lambda x: -mpmath.log1p(mpmath.exp(-x)),
    "xlogy": lambda x, y: x * mpmath.log(y),
    "xlog1py": lambda x, y: x * mpmath.log1p(y),
    "entr": lambda x: -x * mpmath.log(x),
    "rel_entr": lambda x, y: x * mpmath.log(x / y),
    "kl_div": lambda x, y: x * mpmath.log(x / y) - x + y,
    "normcdf": mpmath.ncdf,
    "normpdf": mpmath.npdf,
    "probit": lambda p: mpmath.sqrt(2) * mpmath.erfinv(2 * p - 1),
    "harmonic": mpmath.harmonic,
    "hurwitz": mpmath.zeta,
    "erfcx": lambda x: mpmath.exp(x * x) * mpmath.erfc(x),
    "expn": mpmath.expint,
    "expint": lambda *args: mpmath.expint(*args) if len(args) == 2 else mpmath.e1(*args),
    "lambertw": lambda x, k=0: mpmath.lambertw(x, int(k)).real,
    "legendre": mpmath.legendre,
    "hermite": mpmath.hermite,
    "chebyshevt": mpmath.chebyt,
    "chebyshevu": mpmath.chebyu,
    "laguerre": mpmath.laguerre,
    "gegenbauer": mpmath.gegenbauer,
    "jacobi": mpmath.jacobi,
    "hyp0f1": mpmath.hyp0f1,
    "hyp1f1": mpmath.hyp1f1,
    "hyp2f1": mpmath.hyp2f1,
    "hyperu": mpmath.hyperu,
    "jacobisn": lambda u, m: mpmath.ellipfun("sn", u=u, m=m),
    "jacobicn": lambda u, m: mpmath.ellipfun("cn", u=u, m=m),
    "jacobidn": lambda u, m: mpmath.ellipfun("dn", u=u, m=m),
    "deg2rad": mpmath.radians,
    "rad2deg": mpmath.degrees,
    "sind": lambda x: mpmath.sin(mpmath.radians(x)),
    "cosd": lambda x: mpmath.cos(mpmath.radians(x)),
    "tand": lambda x: mpmath.tan(mpmath.radians(x)),
    "sinpi": mpmath.sinpi,
    "cospi": mpmath.cospi,
    **handbook.ORACLE,
}

NAMES = tuple(sym(f"t{i}") for i in range(6))


def is_of_reals(row) -> bool:
    return "complex" not in row.domain


def arguments(name: str) -> tuple[tuple[fmpq, ...], ...]:
    return INSIDE.get(name, DEFAULT)


def mpf(q: fmpq) -> mpmath.mpf:
    return mpmath.mpf(int(q.p)) / int(q.q)


def number(e: Expr, at: tuple[fmpq, ...]) -> mpmath.mpf:
    return mpmath.mpf(value(e, {f"t{i}": X.rational(q) for i, q in enumerate(at)}, 40).decimal)


def as_function(name: str):
    """The function as a function of mpmath numbers: the oracle, or our balls where there is none."""
    if name in ORACLE:
        return ORACLE[name]

    def by_ball(*xs):
        e = call(name, *[X.rational(fmpq(*_ratio(x))) for x in xs])
        found = enclosure(e, {}, 400)
        man, exponent = found.mid().man_exp()
        return mpmath.ldexp(mpmath.mpf(int(man)), int(exponent))

    return by_ball


def _ratio(x) -> tuple[int, int]:
    man, exponent = mpmath.mpf(x).man_exp
    man = int(mpmath.sign(x)) * int(man)
    return (man << exponent, 1) if exponent >= 0 else (man, 1 << -exponent)


#: functions whose oracle takes half a second a point: every run has the first point
SLOW = ("appellf1", "lerchphi", "polylog")


def slope_cases():
    for name, row in TABLE.items():
        for k, at in enumerate(arguments(name)):
            marks = pytest.mark.whole if k and name in SLOW else ()
            for i, rule in enumerate(row.derivative[: len(at)]):
                if rule is not None and is_of_reals(row):
                    yield pytest.param(name, at, i, id=f"{name}-{i}-{'/'.join(map(str, at))}", marks=marks)


def wrong_slope(row, at: tuple[fmpq, ...], i: int) -> mpmath.mpf:
    """The relative distance between the derivative column and numerical differentiation."""
    symbols = NAMES[: len(at)]
    # an index or an order stands as the number it is
    args = tuple(
        X.rational(q) if j < 1 and row.derivative[0] is None else s
        for j, (q, s) in enumerate(zip(at, symbols, strict=True))
    )
    f = as_function(row.name)
    with mp.workdps(60):
        got = number(row.derivative[i](*args), at)
        point = [mpf(q) for q in at]

        def along(x):
            return f(*point[:i], x, *point[i + 1 :])

        h = mpmath.mpf(10) ** -9
        # central differences of order 6
        want = sum(
            w * (along(point[i] + k * h) - along(point[i] - k * h)) for k, w in ((1, 45), (2, -9), (3, 1))
        ) / (60 * h)
        return abs(got - want) / max(1, abs(want))


@pytest.mark.parametrize(("name", "at", "i"), list(slope_cases()))
def test_derivative_column(name: str, at: tuple[fmpq, ...], i: int) -> None:
    assert wrong_slope(TABLE[name], at, i) < 1e-25


COMPLEX = sorted(name for name, row in TABLE.items() if not is_of_reals(row) and row.derivative)


@pytest.mark.parametrize("name", COMPLEX)
def test_derivative_column_of_complex_values(name: str) -> None:
    row, (at,) = TABLE[name], arguments(name)
    args = [X.rational(q) for q in at]
    h = num(1, 2**60)
    for i, rule in enumerate(row.derivative):
        if rule is not None:
            right, left = (
                complex_enclosure(call(name, *args[:i], args[i] + step, *args[i + 1 :]), {}, 300)
                for step in (h, -h)
            )
            slope = complex_enclosure(rule(*args), {}, 300)
            with ctx.workprec(300):
                assert abs((right - left) * 2**59 - slope) < 1e-30


def test_a_broken_row_is_caught() -> None:
    row = TABLE["tanh"]
    broken = row._replace(derivative=(lambda x: 1 + call("tanh", x) ** 2,))
    assert wrong_slope(row, (fmpq(3, 7),), 0) < 1e-25 < wrong_slope(broken, (fmpq(3, 7),), 0)


@pytest.mark.parametrize("name", sorted(ORACLE.keys() & TABLE.keys()))
def test_balls_against_mpmath(name: str) -> None:
    for at in arguments(name):
        got = value(call(name, *[X.rational(q) for q in at]), {}, 30)
        with mp.workdps(90):
            want = ORACLE[name](*[mpf(q) for q in at])
            assert abs(mpmath.mpf(got.decimal) - want.real) <= abs(want) * mpmath.mpf(10) ** -29
        assert got.certified


@pytest.mark.parametrize(
    "name", sorted(row.name for row in TABLE.values() if row.definition is not None and is_of_reals(row))
)
def test_definition_is_the_function(name: str) -> None:
    row = TABLE[name]
    for at in arguments(name):
        args = [X.rational(q) for q in at]
        a, b = enclosure(call(name, *args), {}, 200), enclosure(row.definition(*args), {}, 200)
        assert a is not None
        assert b is not None
        assert a.overlaps(b)


@pytest.mark.parametrize("name", sorted(row.name for row in TABLE.values() if row.arity[0] == 1 and row.ball))
def test_symmetry_is_the_function(name: str) -> None:
    """What `simplify` makes of f(−x) and of small exact numbers has the value of the call as it stands."""
    row = TABLE[name]
    candidates = [num(p, q) for p, q in ((0, 1), (1, 1), (-1, 1), (2, 1), (-2, 1), (1, 2), (-1, 2), (-3, 7))]
    candidates += [X.PI * num(p, q) for q in (1, 2, 3, 4, 5, 6, 8, 12) for p in (-7, -1, 1, 5, 13)]
    candidates += [num(2) ** num(1, 2) / 2, num(3) ** num(1, 2), -(num(3) ** num(1, 2)) / 3, X.E]
    for x in candidates:
        try:
            simple = enclosure(call(name, x), {}, 200)
        except InfocalcError:
            continue
        plain = row.ball(enclosure(x, {}, 200))
        if simple is not None and plain.is_finite():
            assert simple.overlaps(plain), (name, x)


@pytest.mark.parametrize(
    ("e", "want"),
    [
        (call("sin", X.PI), num(0)),
        (call("cos", X.PI / 3), num(1, 2)),
        (call("tan", -3 * X.PI / 4), num(1)),
        (call("log", X.E ** sym("x")), sym("x")),
        (call("asinh", call("sinh", sym("x"))), sym("x")),
        (call("atanh", call("tanh", -sym("x"))), -sym("x")),
        (call("acosh", call("cosh", sym("x"))), call("abs", sym("x"))),
        (call("asech", call("sech", sym("x"))), call("abs", sym("x"))),
        (call("erfinv", call("erf", sym("x"))), sym("x")),
        (call("sin", X.PI / 2 - sym("x")), call("cos", sym("x"))),
        (call("cot", sym("x") - 3 * X.PI / 2), -call("tan", sym("x"))),
        (call("abs", -sym("x")), call("abs", sym("x"))),
        (call("abs", sym("x") ** 2), sym("x") ** 2),
        (call("sqrt", num(8)), 2 * num(2) ** num(1, 2)),
        (call("cbrt", num(-8)), num(-2)),
        (call("root", num(-32), num(5)), num(-2)),
        (call("factorial", num(5)), num(120)),
        (call("gamma", num(1, 2)), X.PI ** num(1, 2)),
        (call("gamma", num(-1, 2)), -2 * X.PI ** num(1, 2)),
        (call("gamma", sym("a"), sym("x")), X.apply("uppergamma", sym("a"), sym("x"))),
        (call("digamma", num(1), sym("x")), X.apply("polygamma", num(1), sym("x"))),
        (call("zeta", num(2)), X.PI**2 / 6),
        (call("zeta", num(-1)), num(-1, 12)),
        (call("max", sym("x"), num(1), num(3), sym("x")), X.apply("max", sym("x"), num(3))),
        (call("floor", num(-7, 2)), num(-4)),
        (call("ceil", num(-7, 2)), num(-3)),
        (call("log2", num(8)), num(3)),
        (call("log10", num(1, 100)), num(-2)),
        (call("besselj", num(-1), sym("x")), -X.apply("besselj", num(1), sym("x"))),
        (call("polylog", num(1), sym("x")), -X.apply("log", 1 - sym("x"))),
        (call("polylog", num(-1), sym("x")), sym("x") / (1 - sym("x")) ** 2),
        (call("softmax", num(1), sym("x"), sym("x")), num(1, 2)),
    ],
)
def test_special_values(e: Expr, want: Expr) -> None:
    assert e is want or vanishes(e - want)


def test_the_imaginary_unit_withdraws_what_holds_for_real_symbols() -> None:
    z = X.E ** (X.I * sym("x"))
    assert call("log", z).head == X.CALL
    assert call("abs", z).head == X.CALL
    assert call("asinh", call("sinh", X.I * sym("x"))).head == X.CALL


def test_vocabulary_covers_every_row_and_no_spelling_twice() -> None:
    spellings = [s for row in TABLE.values() for s in (row.name, *row.spellings)]
    assert len(spellings) == len(set(spellings))
    assert set(spellings) == set(VOCABULARY.functions)
    for spelling, word in VOCABULARY.functions.items():
        assert word.name in TABLE, spelling
    for spelling in "ln arcsin cosec tg ctg sh ch th arsh argsh arsinh Abs sgn ceiling ProductLog".split():
        assert spelling in VOCABULARY.functions
    assert {"gamma", "beta", "zeta", "W"} <= VOCABULARY.callable_only


def test_every_row_has_a_meaning_and_a_value() -> None:
    for row in TABLE.values():
        assert row.meaning
        assert any((row.ball, row.definition, row.complex_ball)), row.name


def test_rebuild_decides_cases() -> None:
    x = sym("x")
    cases = X.compound(X.PIECEWISE, (1 / x, X.compound(X.RELATION, (x, num(0)), ">"), num(5), X.TRUE))
    assert subs(cases, {"x": num(2)}) is num(1, 2)
    relation = X.compound(X.RELATION, (x, num(0)), ">")
    assert rebuild(relation, (num(-1), num(0))) is X.FALSE
    with pytest.raises(Undefined):
        rebuild(X.compound(X.PIECEWISE, (x, relation)), (x, X.FALSE))
