"""The row of the table of families: what is said of one distribution, and nothing computed."""

from __future__ import annotations

from collections.abc import Callable

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.information.families import index
from infocalc.information.families.support import Support
from infocalc.information.moments.outcome import Base, Outcome
from infocalc.on_demand import OnDemand
from infocalc.records import NamedTuple

Function = Callable[..., Expr]
#: what is known, the parameters of two members -> a distance of them; None where it is open
Distance = Callable[[Facts, tuple[Expr, ...], tuple[Expr, ...]], "Expr | None"]

#: domain -> (how a condition on s is written, lower bound, strict, upper bound, strict, integral)
DOMAINS = {
    "real": "a real number",
    "positive": "> 0",
    "nonnegative": ">= 0",
    "unit": "between 0 and 1",
    "probability": "from 0 to 1",
    "integer": "an integer",
    "natural": "an integer >= 0",
    "count": "an integer >= 1",
}


class Parameter(NamedTuple):
    """A parameter: its name, the values it takes (a key of DOMAINS), other spellings, its default."""

    name: str
    domain: str = "real"
    spellings: tuple[str, ...] = ()
    default: Expr | None = None

    def conditions(self, value: Expr) -> tuple[Condition, ...]:
        """What must hold of the value."""
        match self.domain:
            case "positive":
                return (Condition(value, ">"),)
            case "nonnegative":
                return (Condition(value, ">="),)
            case "unit":
                return (Condition(value, ">"), Condition(X.ONE, ">", value))
            case "probability":
                return (Condition(value, ">="), Condition(X.ONE, ">=", value))
            case "integer":
                return (Condition(value, "integer"),)
            case "natural":
                return (Condition(value, "integer"), Condition(value, ">="))
            case "count":
                return (Condition(value, "integer"), Condition(value, ">=", X.ONE))
        return ()


class Keyword(NamedTuple):
    """Another parameterisation: `name=v` gives `parameter` the value convert(v, the others by name).

    `domain` says which v there are, as for a parameter.
    """

    name: str
    parameter: str
    convert: Callable[[Expr, dict[str, Expr]], Expr]
    spellings: tuple[str, ...] = ()
    domain: str = "positive"


class System(NamedTuple):
    """A parameterisation by other numbers, all of them named: (mean, variance) of Gamma gives its two."""

    numbers: tuple[Parameter, ...]
    convert: Callable[..., tuple[Expr, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(p.name for p in self.numbers)


class Construction(NamedTuple):
    """X as a function of a base variable: with probability `weight`, X is `value`, for each branch."""

    base: Base
    branches: tuple[tuple[Expr, Expr], ...]

    @staticmethod
    def of(base: Base, value: Expr) -> Construction:
        return Construction(base, ((X.ONE, value),))

    @staticmethod
    def symmetric(base: Base, centre: Expr, distance: Expr) -> Construction:
        """centre ± distance with equal probability."""
        return Construction(base, ((X.HALF, centre + distance), (X.HALF, centre - distance)))


class Piece(NamedTuple):
    """The log-density between low and high."""

    low: Expr
    high: Expr
    log_density: Expr


class Member(NamedTuple):
    """A member of a family, by its name and the values of its parameters."""

    family: str
    parameters: tuple[Expr, ...]


class Family(NamedTuple):
    """One distribution. Callables take the parameters in order; `log_density` and `mass` the variable first.

    support: where the density is positive (facts come first); None where the parameters leave that open
    log_density: log f(x), or log P(X = k); None where it is given by `pieces`
    mass: P(X = k), for the discrete ones
    made_of: X from a base variable with tabulated expectations (facts come first)
    special: (statistic of x, facts, parameters…) -> its expectation, where the base does not reach it
    pieces: the log-density between kinks
    entropy: h(X) where its expectation is not reached by the base
    divergence: D(P‖Q) for two members (facts, first parameters, second parameters), likewise
    area, height: ∫|F − G| and sup|F − G| of the distribution functions of two members (`couplings.py`)
    variation: ∫|p − q|/2 of their densities
    constraints: conditions on several parameters
    mode: the most probable outcome, or where the density is largest
    largest: the logarithm of the largest density (facts first), where no mode gives it: ∞ where it has no
        bound, None where that is open
    centre, scale: roughly where the mass is and how wide
    kinks: points where the log-density is not smooth
    readings: what others mean by the name or by a parameter, told whenever the family is read
    order: what others mean by numbers without names, told where there are such
    typed: how a member is typed, where not by the name of the family
    end: the member of another family that a member is at an end of its parameters' range, where it has
        another support or no density of its own: Bernoulli(1) is all at 1, StudentT(oo) is normal
    """

    name: str
    meaning: str
    parameters: tuple[Parameter, ...]
    support: Callable[..., Support | None]
    log_density: Function | None = None
    made_of: Callable[..., Construction | None] | None = None
    mass: Function | None = None
    special: Callable[..., Outcome] | None = None
    pieces: Callable[..., tuple[Piece, ...]] | None = None
    entropy: Function | None = None
    divergence: Callable[[Facts, tuple[Expr, ...], tuple[Expr, ...]], Expr] | None = None
    area: Distance | None = None
    height: Distance | None = None
    variation: Distance | None = None
    constraints: Callable[..., tuple[Condition, ...]] | None = None
    mode: Function | None = None
    largest: Callable[..., Expr | None] | None = None
    centre: Function | None = None
    scale: Function | None = None
    kinks: Callable[..., tuple[Expr, ...]] | None = None
    spellings: tuple[str, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    systems: tuple[System, ...] = ()
    notes: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    typed: Callable[..., str] | None = None
    end: Callable[..., Member | None] | None = None


#: name -> row; complete once the package is imported
TABLE: OnDemand[Family] = OnDemand("infocalc.information.families", index.HOMES)


def define(*rows: Family) -> None:
    """Enter rows into the table."""
    TABLE.update((row.name, row) for row in rows)


# ── words that rows are written with ─────────────────────────────────────────────────────────────

LOC = Parameter("loc", "real", ("location", "mu", "mean", "median"), X.ZERO)
SCALE = Parameter("scale", "positive", ("s",), X.ONE)


def exp(u: Expr) -> Expr:
    return X.power(X.E, u)


def log(u: Expr | int) -> Expr:
    from infocalc.functions import calls as F

    return F.log(X.as_expr(u))


def size(u: Expr) -> Expr:
    from infocalc.functions import calls as F

    return F.abs(u)


def sqrt(u: Expr | int) -> Expr:
    return X.power(X.as_expr(u), X.HALF)


def all_at(k: Expr) -> Member:
    """The law that has one outcome, an integer."""
    return Member("DiscreteUniform", (k, k))


def inverse(v: Expr, _: dict[str, Expr]) -> Expr:
    """1/v."""
    return X.power(v, X.MINUS_ONE)


def root(v: Expr, _: dict[str, Expr]) -> Expr:
    """√v."""
    return sqrt(v)


def inverse_root(v: Expr, _: dict[str, Expr]) -> Expr:
    """1/√v."""
    return X.power(v, X.num(-1, 2))


def from_logit(v: Expr, _: dict[str, Expr]) -> Expr:
    """1/(1 + e^(−v))."""
    return 1 / (1 + exp(-v))


MEAN, POSITIVE_MEAN = Parameter("mean"), Parameter("mean", "positive")
VARIANCE, SD = Parameter("variance", "positive"), Parameter("sd", "positive")


def by_moments(mean: Parameter, convert: Callable[[Expr, Expr], tuple[Expr, ...]]) -> tuple[System, System]:
    """The parameters of (mean, variance), and of (mean, sd)."""
    return System((mean, VARIANCE), convert), System((mean, SD), lambda m, s: convert(m, s**2))


#: the log-odds of a probability p
LOGITS = Keyword("logits", "p", from_logit, ("logit",), "real")


def itself(v: Expr, _: dict[str, Expr]) -> Expr:
    return v
