"""The table of estimators: what each is made of, what it needs, for which measures it is defined.

Only words stand here, for the start of the program reads them: the formulas are in the modules beside this
one, each marked with the name of its row. n observations, K bins, of which m are not empty, counts y.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from infocalc.records import NamedTuple

#: what an estimator gives: the pmf of counts, hence every measure of it; the entropy of counts, hence what is
#: a sum of entropies; the entropy of a density from a sample of numbers; the information of pairs of numbers;
#: the divergence of densities from a sample of each
PMF, ENTROPY, DENSITY, PAIRS, SAMPLES = "pmf", "entropy", "density", "pairs", "samples"
#: measures that are sums of entropies of counts
_ENTROPIES = ("entropy", "mi", "jsd")


class Estimator(NamedTuple):
    """A row: `formula` is the estimate in nats, `needs` what the sample has to have, `also` others' names."""

    name: str
    gives: str
    formula: str
    needs: str
    source: str
    measures: tuple[str, ...] = _ENTROPIES
    also: tuple[str, ...] = ()


def _pmf(name: str, alpha: str, source: str, also: tuple[str, ...] = ()) -> Estimator:
    return Estimator(name, PMF, f"p = (y + a)/(n + K*a), a = {alpha}", "counts", source, ("every",), also)


def _of_numbers(name: str, formula: str, source: str, also: tuple[str, ...] = ()) -> Estimator:
    return Estimator(name, DENSITY, formula, "numbers", source, ("entropy", "kl"), also)


_HAUSSER = "J. Hausser and K. Strimmer, JMLR 10 (2009), table 1"
_ROWS = (
    Estimator(
        "plugin", PMF, "p = y/n", "counts or weights", _HAUSSER, ("every",), ("ml", "mle", "empirical")
    ),
    _pmf("jeffreys", "1/2", _HAUSSER),
    _pmf("laplace", "1", _HAUSSER),
    _pmf("schurmann-grassberger", "1/K", _HAUSSER, ("sg", "perks")),
    _pmf("minimax", "sqrt(n)/K", _HAUSSER),
    Estimator(
        "shrink",
        PMF,
        "p = w/K + (1 - w)*y/n, w = (1 - sum of (y/n)^2)/((n - 1)*sum of (1/K - y/n)^2), at most 1",
        "counts",
        "J. Hausser and K. Strimmer, JMLR 10 (2009), eq. (5), (6)",
        ("every",),
    ),
    Estimator(
        "miller-madow",
        ENTROPY,
        "plugin + (m - 1)/(2*n)",
        "counts",
        "G. Miller, Note on the bias of information estimates, 1955",
        also=("mm", "miller"),
    ),
    Estimator(
        "jackknife",
        ENTROPY,
        "n*H - (n - 1)/n*(sum of H without one observation)",
        "2 observations",
        "S. Zahl, Ecology 58 (1977)",
        also=("jk",),
    ),
    Estimator(
        "chao-shen",
        ENTROPY,
        "-sum of p*log(p)/(1 - (1 - p)^n), p = C*y/n, coverage C = 1 - f1/n",
        "counts",
        "A. Chao and T.-J. Shen, Environ. Ecol. Stat. 10 (2003), eq. (6)",
        also=("cs",),
    ),
    Estimator(
        "chao-wang-jost",
        ENTROPY,
        "sum of y/n*(psi(n) - psi(y)) + f1/n*(1 - A)^(1 - n)*(-log(A) - sum of (1 - A)^r/r, r < n)",
        "counts",
        "A. Chao, Y. T. Wang and L. Jost, Methods Ecol. Evol. 4 (2013), eq. (7)",
        also=("cwj",),
    ),
    Estimator(
        "grassberger",
        ENTROPY,
        "log(n) - sum of y/n*(psi(y) + (-1)^y/(y + 1))",
        "counts",
        "P. Grassberger, Phys. Lett. A 128 (1988)",
    ),
    Estimator(
        "grassberger-2003",
        ENTROPY,
        "log(n) - sum of y/n*(psi(y) + (-1)^y/2*(psi((y + 1)/2) - psi(y/2)))",
        "counts",
        "P. Grassberger, arXiv:physics/0307138, eq. (27)-(30)",
    ),
    Estimator(
        "zhang",
        ENTROPY,
        "sum of y/n*(psi(n) - psi(y))",
        "counts",
        "Z. Zhang, Neural Comput. 24 (2012); T. Schurmann, Entropy 17 (2015)",
    ),
    Estimator(
        "bonachela",
        ENTROPY,
        "sum over the K bins of (y + 1)/(n + 2)*(psi(n + 3) - psi(y + 2))",
        "counts",
        "J. Bonachela, H. Hinrichsen and M. Munoz, J. Phys. A 41 (2008), eq. (29)",
    ),
    Estimator(
        "nsb",
        ENTROPY,
        "the mean of E[H|b, y] over the posterior of b whose prior makes E[H|b] uniform",
        "counts; bins that can be empty are to be given",
        "I. Nemenman, F. Shafee and W. Bialek, NIPS 14 (2002), eq. (9)-(11)",
    ),
    Estimator(
        "ansb",
        ENTROPY,
        "2*log(n) + gamma - log(2) - psi(n - m)",
        "two observations that agree, many more bins than observations",
        "I. Nemenman, Entropy 13 (2011), eq. (29)",
    ),
    _of_numbers(
        "vasicek",
        "mean of log(n/(2*w)*(x(i+w) - x(i-w))), the ends repeated",
        "O. Vasicek, J. R. Stat. Soc. B 38 (1976)",
    ),
    _of_numbers(
        "van-es",
        "mean of log((n + 1)/w*(x(i+w) - x(i))) + sum of 1/k, w <= k <= n, + log(w) - log(n + 1)",
        "B. van Es, Scand. J. Stat. 19 (1992)",
    ),
    _of_numbers(
        "ebrahimi",
        "Vasicek's with 1 + (i - 1)/w in place of 2 at the ends",
        "N. Ebrahimi, K. Pflughoeft and E. Soofi, Stat. Probab. Lett. 20 (1994)",
    ),
    _of_numbers(
        "correa",
        "-mean of log(slope/n) of the straight lines through 2*w + 1 order statistics",
        "J. Correa, Commun. Stat. Theory Methods 24 (1995)",
    ),
    _of_numbers(
        "kozachenko-leonenko",
        "psi(n) - psi(k) + mean of log(2*r), r the distance to the k-th neighbour",
        "L. Kozachenko and N. Leonenko, Probl. Inf. Transm. 23 (1987)",
        ("kl", "knn"),
    ),
    Estimator(
        "ksg",
        PAIRS,
        "psi(k) + psi(n) - mean of psi(nx + 1) + psi(ny + 1)",
        "pairs of numbers",
        "A. Kraskov, H. Stogbauer and P. Grassberger, Phys. Rev. E 69 (2004), eq. (8)",
        ("mi",),
        ("kraskov",),
    ),
    Estimator(
        "ksg-2",
        PAIRS,
        "psi(k) - 1/k + psi(n) - mean of psi(nx) + psi(ny)",
        "pairs of numbers",
        "A. Kraskov, H. Stogbauer and P. Grassberger, Phys. Rev. E 69 (2004), eq. (9)",
        ("mi",),
    ),
    Estimator(
        "wang-kulkarni-verdu",
        SAMPLES,
        "d*mean of log(s/r) + log(m/(n - 1)), r and s the distances to the k-th neighbour in P and in Q",
        "two samples of numbers",
        "Q. Wang, S. Kulkarni and S. Verdu, IEEE Trans. Inf. Theory 55 (2009)",
        ("kl",),
        ("wkv",),
    ),
)

#: name -> row
ESTIMATORS: Mapping[str, Estimator] = MappingProxyType({row.name: row for row in _ROWS})
#: word of R, infomeasure and others -> name
CALLED: Mapping[str, str] = MappingProxyType({word: row.name for row in _ROWS for word in row.also})


def gives(name: str | None) -> str:
    """What the estimator of this name gives; plugin where none is named."""
    return ESTIMATORS[name or "plugin"].gives
