"""Arguments inside the domains of the handbooks' functions, and the same functions by mpmath."""

from __future__ import annotations

import mpmath
from flint import fmpq


def _points(*texts: str) -> tuple[tuple[fmpq, ...], ...]:
    return tuple(tuple(fmpq(*map(int, q.split("/"))) for q in text.split()) for text in texts)


#: name -> arguments, as 'p/q p/q …'
INSIDE = {
    **dict.fromkeys(("jn", "yn", "spherical_in", "spherical_kn"), _points("2 3/7", "1/3 9/2")),
    **dict.fromkeys(("hn1", "hn2"), _points("1 3/7")),
    **dict.fromkeys(("besselix", "besselkx", "struveh", "struvel"), _points("2 3/7", "1/3 9/2")),
    **{f"jacobi{p}{q}": _points("5/7 3/7", "-4/3 1/5") for p in "nscd" for q in "scd" if p != q},
    **{f"inverse_jacobi_{p}": _points("4/7 3/7", "1/5 1/7") for p in ("sn", "cn", "sc", "cs", "cd", "sd")},
    **{f"inverse_jacobi_{p}": _points("9/7 3/7", "11/5 1/7") for p in ("ns", "nc", "ds", "dc")},
    "inverse_jacobi_dn": _points("6/7 3/7"),
    "inverse_jacobi_nd": _points("8/7 3/7"),
    **dict.fromkeys(("multigamma", "multigammaln"), _points("9/2 3", "5/3 2")),
    **dict.fromkeys(("logbeta", "gammainc", "gammaincc", "powm1", "ldexp"), _points("3/7 5/3", "5/2 1/3")),
    **dict.fromkeys(("boxcox", "boxcox1p", "inv_boxcox", "pseudo_huber"), _points("3/7 5/3", "5/2 1/3")),
    **dict.fromkeys(
        ("logaddexp", "logaddexp2", "logsubexp", "fdim", "copysign"), _points("3/7 5/3", "-5/2 1/3")
    ),
    "fma": _points("3/7 5/3 -1/2"),
    **dict.fromkeys(("betainc_regularized", "betainc"), _points("3/7 5/3 1/3", "3/7 5/3 1/3 4/5")),
    **dict.fromkeys(("incbeta", "incbeta_regularised"), _points("3/7 5/3 1/3", "9/2 3 2/3")),
    **dict.fromkeys(("riemann_xi", "zetac"), _points("5/3", "7/2")),
    "log1mexp": _points("-3/7", "-5/2"),
    "logexpm1": _points("3/7", "5/2"),
    "owens_t": _points("3/7 5/3", "-5/2 1/3"),
    "marcumq": _points("2 3 4", "1/3 5/7 2/3"),
    "erf2inv": _points("1/3 1/5", "-1/2 3/7"),
    "erfcinv": _points("3/7", "9/7"),
    "nielsen": _points("2 2 1/3", "3 4 -2/5"),
    "lerchphi": _points("1/2 3/2 4/3", "-5/3 2 1/3"),
    "rising": _points("3/7 5/3", "4/3 14"),
    "falling": _points("5/2 1/3", "40/3 13"),
    "appellf1": _points("1/3 1/2 2/3 5/4 1/5 -2/3", "7/3 -1/2 5/3 1/4 -3/5 1/7"),
    **dict.fromkeys(("assoc_legendre", "assoc_legendre_q"), _points("3 2 1/3", "7/3 1 -2/5")),
    "legendre_q": _points("3 1/3", "7/3 -2/5"),
    "Ynm": _points("3 2 1/3 1/2"),
    "gcd": _points("12 18", "35 -14"),
    "lcm": _points("12 18", "35 -14"),
    "softshrink": _points("3/7 1/3", "-9/7"),
    "celu": _points("3/7 1/3", "-9/7"),
    "squareplus": _points("3/7 1/3", "-9/7"),
    "jtheta": _points(
        "3 1/3 1/2", "1 -5/2 1/7", "2 1/3 9/10 3", "4 7/2 3/7 2", "3 3/2 9/10", "3 -17/5 31/32"
    ),
    **dict.fromkeys(("mathieuc", "mathieus", "mathieucprime", "mathieusprime"), _points("2 0 1/3")),
}


ORACLE = {
    "jn": lambda n, x: mpmath.sqrt(mpmath.pi / 2 / x) * mpmath.besselj(n + mpmath.mpf(1) / 2, x),
    "struveh": mpmath.struveh,
    "struvel": mpmath.struvel,
    "jacobisc": lambda u, m: mpmath.ellipfun("sc", u=u, m=m),
    "jacobinc": lambda u, m: mpmath.ellipfun("nc", u=u, m=m),
    "jacobids": lambda u, m: mpmath.ellipfun("ds", u=u, m=m),
    "factorial2": mpmath.fac2,
    "gammainc": lambda a, x: mpmath.gammainc(a, 0, x, regularized=True),
    "gammaincc": lambda a, x: mpmath.gammainc(a, x, regularized=True),
    "betainc": lambda a, b, x, y=None: mpmath.betainc(
        a, b, 0 if y is None else x, x if y is None else y, regularized=y is None
    ),
    "incbeta": lambda a, b, x: mpmath.betainc(a, b, 0, x),
    "owens_t": lambda h, a: (
        mpmath.quad(lambda t: mpmath.exp(-h * h * (1 + t * t) / 2) / (1 + t * t), [0, a]) / 2 / mpmath.pi
    ),
    "erfcinv": lambda x: mpmath.erfinv(1 - x),
    "dawson": lambda x: mpmath.sqrt(mpmath.pi) / 2 * mpmath.exp(-x * x) * mpmath.erfi(x),
    "lerchphi": mpmath.lerchphi,
    "rising": mpmath.rf,
    "falling": mpmath.ff,
    "appellf1": mpmath.appellf1,
    "jtheta": lambda n, z, q, k=0: mpmath.jtheta(int(n), z, q, int(k)),
    "gudermann": lambda x: 2 * mpmath.atan(mpmath.tanh(x / 2)),
}
