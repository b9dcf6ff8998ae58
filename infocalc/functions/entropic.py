"""x·log y and its relatives, 0 where x = 0, and the normal distribution, as in statistics libraries."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, power
from infocalc.functions.exact import half, over, sqrt, values
from infocalc.functions.row import Function, OfArguments, call, define


def _xlogy(x: Expr, y: Expr) -> Expr:
    return X.ZERO if x is X.ZERO else x * call("log", y)


def _xlog1py(x: Expr, y: Expr) -> Expr:
    return _xlogy(x, 1 + y)


def _entr(x: Expr) -> Expr:
    return -_xlogy(x, x)


def _rel_entr(x: Expr, y: Expr) -> Expr:
    return _xlogy(x, over(x, y)) if x is not X.ZERO else X.ZERO


def _kl_div(x: Expr, y: Expr) -> Expr:
    return _rel_entr(x, y) - x + y


def _normal_density(x: Expr) -> Expr:
    return over(power(X.E, half(-(x**2))), sqrt(2 * X.PI))


def _normal_cdf(x: Expr) -> Expr:
    return half(1 + call("erf", over(x, sqrt(2))))


def _probit(x: Expr) -> Expr:
    return sqrt(2) * call("erfinv", 2 * x - 1)


def _written_out(
    name: str, meaning: str, spellings: tuple[str, ...], arity: int, rule: OfArguments, domain: str
) -> Function:
    return Function(name, meaning, spellings, (arity, arity), simplify=rule, definition=rule, domain=domain)


define(
    _written_out("xlogy", "x*log(y), 0 for x = 0", (), 2, _xlogy, "y > 0"),
    _written_out("xlog1py", "x*log(1 + y), 0 for x = 0", (), 2, _xlog1py, "y > -1"),
    _written_out("entr", "-x*log(x), 0 for x = 0", (), 1, _entr, "x >= 0"),
    _written_out("rel_entr", "x*log(x/y), 0 for x = 0", ("relentr",), 2, _rel_entr, "x >= 0, y > 0"),
    _written_out("kl_div", "x*log(x/y) - x + y", (), 2, _kl_div, "x >= 0, y > 0"),
    Function(
        "normcdf",
        "Phi(x): distribution function of the standard normal law, (1 + erf(x/sqrt(2)))/2",
        ("Phi", "ncdf", "ndtr", "pnorm", "norm_cdf", "normal_cdf", "norm.cdf"),
        derivative=(_normal_density,),
        simplify=values((X.ZERO, X.HALF)),
        definition=_normal_cdf,
        latex=r"\Phi",
        callable_only=True,
        positive=lambda _: (),
    ),
    _written_out(
        "normpdf",
        "density of the standard normal law, e^(-x^2/2)/sqrt(2*pi)",
        ("npdf", "dnorm", "norm_pdf", "normal_pdf", "norm.pdf"),
        1,
        _normal_density,
        "all real x",
    ),
    _written_out(
        "probit",
        "inverse of the distribution function of the standard normal law",
        ("ndtri", "qnorm", "norminv", "norm_ppf", "norm.ppf"),
        1,
        _probit,
        "0 < x < 1",
    ),
)
