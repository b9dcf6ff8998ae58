"""Information that several variables share: I(X; Y|Z), total correlation, co-information.

Each is a combination Σ c_S·H(X_S) of joint entropies with whole coefficients, and is summed as
Σ p(x)·log Π_S p(x_S)^(−c_S): what does not depend has terms that are 0 exactly.

W. McGill, Multivariate information transmission, 1954; S. Watanabe, Information theoretical analysis of
multivariate correlation, 1960; T. S. Han, Nonnegative entropy measures of multivariate symmetric
correlations, 1978; the sign of the co-information is A. Bell's: I(X; Y; Z) = I(X; Y) − I(X; Y|Z).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from flint import fmpq

from infocalc.errors import UsageError
from infocalc.information.answers.units import unit_of
from infocalc.information.answers.values import row
from infocalc.information.measures.of_pmfs import report_of
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.logarithm_sums import Logs, logs
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.reading.variables import Outcome, Variables, read_variables
from infocalc.information.source import Source
from infocalc.report.report import Report

#: variables, whose sets are all summed over
MOST = 10

Places = tuple[int, ...]
#: coefficients of joint entropies by the places of their variables
Entropies = Mapping[Places, int]


def of_table(source: Source, options: InformationOptions) -> Report:
    """The answer for a table with a column of counts or probabilities."""
    return answered(read_variables(source, options), source, options)


def answered(variables: Variables, source: Source, options: InformationOptions) -> Report:
    """I(X; Y|Z) where Z is given, else what all the variables share."""
    names = variables.names
    if len(names) > MOST:
        raise UsageError(f"{len(names)} columns, at most {MOST} are compared")
    wanted = dict(_given(len(names)) if options.given else _shared(names))
    unit = unit_of(options)
    values = _values(variables.p, wanted)
    rows = tuple(row(name, value, unit, options.digits) for name, value in values.items())
    notes = (*variables.notes, _legend(names) if options.given else _meaning(len(names)))
    cells = Pmf(tuple(variables.p.values()))
    return report_of("mi", options, rows, notes, (source,), (cells, ()), unit.name)


def _values(p: Mapping[Outcome, fmpq], wanted: Mapping[str, Entropies]) -> dict[str, Logs]:
    """Every combination of entropies that is wanted."""
    sets = dict.fromkeys(places for entropies in wanted.values() for places in entropies)
    marginals: dict[Places, dict[Outcome, fmpq]] = {places: {} for places in sets}
    for places, found in marginals.items():
        for x, share in p.items():
            part = tuple(x[i] for i in places)
            found[part] = found.get(part, fmpq(0)) + share
    return {name: _combined(p, entropies, marginals) for name, entropies in wanted.items()}


def _combined(
    p: Mapping[Outcome, fmpq], entropies: Entropies, marginals: Mapping[Places, Mapping[Outcome, fmpq]]
) -> Logs:
    """Σ p(x)·log Π_S p(x_S)^(−c_S)."""

    def ratio(x: Outcome) -> fmpq:
        found = fmpq(1)
        for places, c in entropies.items():
            found *= marginals[places][tuple(x[i] for i in places)] ** -c
        return found

    return logs((ratio(x), share) for x, share in p.items() if share != 0)


def _given(n: int) -> Iterator[tuple[str, Entropies]]:
    """I(X; Y|Z) = H(X, Z) + H(Y, Z) − H(X, Y, Z) − H(Z), and what it is made of."""
    z = tuple(range(2, n))
    yield "I(X;Y|Z)", {(0, *z): 1, (1, *z): 1, (0, 1, *z): -1, z: -1}
    yield "I(X;Y)", {(0,): 1, (1,): 1, (0, 1): -1}
    yield "H(X|Z)", {(0, *z): 1, z: -1}
    yield "H(Y|Z)", {(1, *z): 1, z: -1}
    yield "H(X,Y|Z)", {(0, 1, *z): 1, z: -1}
    yield "H(Z)", {z: 1}


def _shared(names: tuple[str, ...]) -> Iterator[tuple[str, Entropies]]:
    """Total correlation, dual total correlation, co-information, then the entropies."""
    n = len(names)
    every, all_of = ";".join(names), tuple(range(n))
    singles = [(i,) for i in range(n)]
    without = [tuple(j for j in range(n) if j != i) for i in range(n)]
    yield f"T({every})", {**dict.fromkeys(singles, 1), all_of: -1}
    yield f"D({every})", {**dict.fromkeys(without, 1), all_of: 1 - n}
    sets = [places for k in range(1, n + 1) for places in combinations(range(n), k)]
    yield f"I({every})", {places: 1 if len(places) % 2 else -1 for places in sets}
    for i in range(n):
        yield f"H({names[i]})", {(i,): 1}
    yield f"H({','.join(names)})", {all_of: 1}


def _legend(names: tuple[str, ...]) -> str:
    return f"X is {names[0]}, Y is {names[1]}, Z is {', '.join(names[2:])}"


def _meaning(n: int) -> str:
    return "T is the total correlation, D the dual total correlation, I the co-information" + (
        " I(X;Y) - I(X;Y|Z), which may be negative" if n == 3 else ", which may be negative"
    )
