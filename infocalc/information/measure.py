"""The table of measures: one row says what a measure is, and every route reads it.

A measure is g(Σ φ(p, q)) over the outcomes of pmfs and g(∫ φ(p(x), q(x)) dx) of densities. φ is written once,
over what the route computes with (`ring.py`): rationals of finite pmfs, expressions, balls of long pmfs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import log
from types import MappingProxyType

from infocalc.annotations import Any
from infocalc.information import ring
from infocalc.information.ring import root, size
from infocalc.records import NamedTuple

#: pairs (x, c) that stand for c·log x
Pairs = tuple[tuple[Any, Any], ...]


class Measure(NamedTuple):
    """One measure. φ is given by `logs` or by `term`, either as a function of p, or of p and q.

    name: the command, and the word in formulas
    symbol: what its row is called; of a density, where that has another name, `of_density`
    about: one sentence for help
    logs: φ as pairs (x, c), that is Σ c·log x; such a measure has a unit of information
    term: φ as a number; such a measure has none, unless g is a multiple of the logarithm
    after: g; or
    times_log: the rational c of g(s) = c·log s
    finite_without_q, finite_without_p: is an outcome with p > 0 = q (p = 0 < q) finite?
    what: φ in words, for the reason why an integral of it diverges
    sums: names of the sums (`streams/sums.py`) of a table that is too long to be held; () where it is held
    of_weights: do these sums give it for weights of any total?
    beside: further rows, by name, where they cost nothing
    together: the measure that is the sum of both directions, shown with --both
    root: the name of its square root, shown with --distance
    many: is it one of several laws, each with a weight?
    most, vanishes: the largest value of pmfs of n outcomes; the power of p - q that it is like at P = Q, or 0
    nonnegative: is it never negative? A proved negative value is a bug then
    between: "area" or "height": the measure is that of |F − G| of the distribution functions, and no sum of φ
    largest, zeroth: is it g of the largest φ, not of the sum? is φ of order 0, 1 or q where p > 0?
    falls: does g fall? An infinite Σ φ makes it −∞ then
    needs: what must hold of the symbols in φ
    notes: how an option was read that made the measure
    options: options that only some measures have
    in_formulas: is the name a word in formulas? not where it is that of a function
    also: what others call it
    """

    name: str
    symbol: str
    about: str
    operands: int
    examples: tuple[str, ...]
    what: str
    logs: Callable[..., Pairs] | None = None
    term: Callable[..., Any] | None = None
    after: Callable[[Any], Any] | None = None
    times_log: Any = None
    finite_without_q: bool = True
    finite_without_p: bool = True
    sums: tuple[str, ...] = ()
    of_weights: bool = True
    beside: tuple[str, ...] = ()
    together: str | None = None
    root: str | None = None
    many: bool = False
    of_density: str | None = None
    nonnegative: bool = True
    between: str | None = None
    largest: bool = False
    zeroth: bool = False
    falls: bool = False
    needs: tuple[Any, ...] = ()
    notes: tuple[str, ...] = ()
    most: Callable[[int], float] | None = None
    vanishes: int = 2
    options: tuple[str, ...] = ()
    in_formulas: bool = True
    also: tuple[str, ...] = ()

    @property
    def has_unit(self) -> bool:
        """Whether it is measured in nats, bits, bans."""
        return (self.logs is not None and self.after is None) or self.times_log is not None

    def sums_of(self, rescaled: bool, both: bool) -> tuple[str, ...]:
        """The sums of a long table of weights to be rescaled or of probabilities, one way or both."""
        summed = (self.of_weights or not rescaled) and (self.together is not None or not both)
        return self.sums if summed else ()

    @property
    def symbols(self) -> frozenset[str]:
        """The symbols in φ."""
        return frozenset().union(*[c.left.free for c in self.needs])

    def whole(self, total: Any) -> Any:
        """g(Σ φ)."""
        if self.times_log is not None:
            return ring.scaled(self.times_log, ring.log(total))
        return total if self.after is None else self.after(total)

    @property
    def turned(self) -> str:
        """The symbol with P and Q exchanged."""
        return self.symbol.translate(str.maketrans("PQ", "QP"))


#: options of estimates from counts
ESTIMATED = ("estimator", "bootstrap", "bayes", "seed", "confidence", "max-upper", "min-lower")
_ROWS = (
    Measure(
        "entropy",
        "H(P)",
        "Entropy H(P), or h(P) of a density.",
        1,
        (
            "infocalc entropy 1/2,1/3,1/6",
            "infocalc entropy 1/2,1/4,1/4 --unit bits",
            "infocalc entropy 'Normal(0, sigma)'",
        ),
        "p({x})·log(1/p({x}))",
        logs=lambda p: ((p, -p),),
        sums=("own",),
        of_density="h(P)",
        nonnegative=False,
        most=log,
        vanishes=0,
        options=("renyi", "tsallis", "perplexity", "share", "window", "neighbours", *ESTIMATED),
        also=("shannon", "shannon-entropy", "differential-entropy", "h"),
    ),
    Measure(
        "xent",
        "H(P,Q)",
        "Cross-entropy H(P, Q) = E_P[-log Q].",
        2,
        ("infocalc xent 1/2,1/2 1/3,2/3",),
        "p({x})·log(1/q({x}))",
        logs=lambda p, q: ((q, -p),),
        finite_without_q=False,
        sums=("cross", "own"),
        nonnegative=False,
        vanishes=0,
        beside=("entropy",),
        options=("both", "perplexity", *ESTIMATED),
        also=("cross-entropy", "crossentropy", "ce", "log-loss", "logloss", "nll"),
    ),
    Measure(
        "kl",
        "D(P||Q)",
        "Kullback-Leibler divergence D(P || Q).",
        2,
        ("infocalc kl 1/2,1/2 1/3,2/3", "infocalc kl a:1/2,b:1/2 b:1/3,a:2/3 --both"),
        "p({x})·log(p({x})/q({x}))",
        logs=lambda p, q: ((p / q, p),),
        finite_without_q=False,
        sums=("apart", "own", "cross"),
        beside=("entropy", "xent"),
        together="jeffreys",
        options=("window", "neighbours", "test", "renyi", "alpha", "f", "both", *ESTIMATED),
        also=("kld", "dkl", "kl-div", "kl-divergence", "kullback-leibler", "kullback", "relative-entropy"),
    ),
    Measure(
        "jsd",
        "JSD(P,Q)",
        "Jensen-Shannon divergence of P and Q, or of several laws.",
        2,
        ("infocalc jsd 1/2,1/2 1/3,2/3", "infocalc jsd 1,0 0,1 1/2,1/2 --mixture-weights 1/4,1/4,1/2"),
        "p({x})·log(p({x})/m({x}))",
        logs=lambda p, q: ((p / ((p + q) / 2), p / 2), (q / ((p + q) / 2), q / 2)),
        sums=("halves",),
        of_weights=False,
        root="sqrt(JSD(P,Q))",
        many=True,
        most=lambda _: log(2),
        options=("test", "mixture-weights", "distance", *ESTIMATED),
        also=("jensen-shannon", "jensenshannon", "js", "js-divergence", "jsdist"),
    ),
    Measure(
        "jeffreys",
        "J(P,Q)",
        "Jeffreys divergence J(P, Q) = D(P || Q) + D(Q || P).",
        2,
        ("infocalc jeffreys 1/2,1/2 1/3,2/3",),
        "(p({x}) - q({x}))·log(p({x})/q({x}))",
        logs=lambda p, q: ((p / q, p - q),),
        finite_without_q=False,
        finite_without_p=False,
        options=ESTIMATED,
        also=("j-divergence", "symmetric-kl", "skl"),
    ),
    Measure(
        "psi",
        "PSI(P,Q)",
        "Population stability index: the Jeffreys divergence, as monitors of data call it.",
        2,
        ("infocalc psi a:0.5,b:0.5 a:0.4,b:0.6",),
        "(p({x}) - q({x}))·log(p({x})/q({x}))",
        logs=lambda p, q: ((p / q, p - q),),
        finite_without_q=False,
        finite_without_p=False,
        in_formulas=False,
        options=ESTIMATED,
        also=("population-stability", "population-stability-index"),
    ),
    Measure(
        "hellinger",
        "Hel(P,Q)",
        "Hellinger distance sqrt(1 - sum of sqrt(p*q)), from 0 to 1.",
        2,
        ("infocalc hellinger 1/2,1/2 1/3,2/3", "infocalc hellinger 'Normal(0,1)' 'Normal(1,2)'"),
        "(sqrt(p({x})) - sqrt(q({x})))^2/2",
        term=lambda p, q: p / 2 + q / 2 - root(p) * root(q),
        after=root,
        most=lambda _: 1.0,
        vanishes=1,
        options=ESTIMATED,
        also=("hellinger-distance", "hel"),
    ),
    Measure(
        "tv",
        "TV(P,Q)",
        "Total variation distance, the largest difference of the probabilities of an event.",
        2,
        ("infocalc tv 1/2,1/2 1/3,2/3", "infocalc tv 'Normal(0,1)' 'Normal(1,1)'"),
        "|p({x}) - q({x})|/2",
        term=lambda p, q: size(p - q) / 2,
        most=lambda _: 1.0,
        vanishes=1,
        options=ESTIMATED,
        also=("total-variation", "tvd", "total-variation-distance"),
    ),
    Measure(
        "bhattacharyya",
        "BD(P,Q)",
        "Bhattacharyya distance -log(sum of sqrt(p*q)).",
        2,
        ("infocalc bhattacharyya 1/2,1/2 1/3,2/3",),
        "sqrt(p({x})*q({x}))",
        term=lambda p, q: root(p) * root(q),
        times_log=-1,
        options=ESTIMATED,
        also=("bhatt", "bhattacharyya-distance", "bd"),
    ),
    Measure(
        "pearson",
        "chi2(P,Q)",
        "Pearson's chi-squared divergence, the sum of (p - q)^2/q.",
        2,
        ("infocalc pearson 1/2,1/2 1/3,2/3",),
        "(p({x}) - q({x}))^2/q({x})",
        term=lambda p, q: p * p / q - 2 * p + q,
        finite_without_q=False,
        options=ESTIMATED,
        also=("chi2", "chisq", "chi-squared", "chi-square"),
    ),
    Measure(
        "neyman",
        "chi2(Q,P)",
        "Neyman's chi-squared divergence, the sum of (p - q)^2/p.",
        2,
        ("infocalc neyman 1/2,1/2 1/3,2/3",),
        "(p({x}) - q({x}))^2/p({x})",
        term=lambda p, q: q * q / p - 2 * q + p,
        finite_without_p=False,
        options=ESTIMATED,
        also=("neyman-chi2", "neyman-chi-squared"),
    ),
    Measure(
        "wasserstein",
        "W1(P,Q)",
        "Wasserstein-1 distance of laws on the line, the area between their distribution functions.",
        2,
        ("infocalc wasserstein 1:1/2,2:1/2 1:1/4,4:3/4", "infocalc wasserstein 'Normal(0,1)' 'Normal(1,2)'"),
        "|F({x}) - G({x})|",
        between="area",
        in_formulas=False,
        also=("w1", "wasserstein-1", "emd", "earth-mover", "earth-movers-distance", "kantorovich"),
    ),
    Measure(
        "ks",
        "KS(P,Q)",
        "Kolmogorov-Smirnov distance of laws on the line, the largest gap of their distribution functions.",
        2,
        ("infocalc ks 1:1/2,2:1/2 1:1/4,4:3/4", "infocalc ks 'Normal(0,1)' 'Normal(1,2)'"),
        "|F({x}) - G({x})|",
        between="height",
        in_formulas=False,
        also=("kolmogorov-smirnov", "kolmogorov", "smirnov"),
    ),
)

#: commands of a matrix of probabilities: a joint distribution, a channel, a chain
OF_MATRICES = ("mi", "capacity", "rate")
#: name -> row
MEASURES: Mapping[str, Measure] = MappingProxyType({row.name: row for row in _ROWS})
#: the names that are words in formulas
WORDS = frozenset(row.name for row in _ROWS if row.in_formulas)
