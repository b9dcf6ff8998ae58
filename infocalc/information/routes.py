"""Who reads what: the options of every route to an answer, and the one refusal of all others.

A route is a way to read an operand, or a way to measure what was read. An option that no route of a question
reads would be passed over in silence: it is refused.
"""

from __future__ import annotations

from collections.abc import Iterable

from infocalc.errors import UsageError
from infocalc.information.options import InformationOptions
from infocalc.records import NamedTuple


class Route(NamedTuple):
    """What it is called, and the options that it reads."""

    what: str
    reads: frozenset[str]


def _route(what: str, *reads: str) -> Route:
    return Route(what, frozenset(" ".join(reads).split()))


#: what is read whatever the distributions are
EVERY = frozenset("digits check tol strict gated progress".split())

_CLEANING = "normalize counts weights samples smooth smooth_total sum_tolerance"
_COLUMNS = "column label_column delimiter decimal comment header no_header"

TEXT = _route("probabilities as text", _CLEANING, "merge_duplicates")
TABLE = _route("a table", _CLEANING, _COLUMNS, "merge_duplicates")
VALUES = _route("values of a program", _CLEANING, "column label_column merge_duplicates")
PAIR = _route(
    "two columns of a table", _CLEANING.replace(" samples", ""), _COLUMNS, "q_column merge_duplicates"
)
ROWS = _route(
    "rows of observations",
    "samples smooth smooth_total column delimiter comment header no_header",
    "columns x y given by nulls engine table",
)
STREAM = _route("a long table", _COLUMNS, "q_column normalize counts weights sum_tolerance")
JOINT = _route("a joint distribution as text", _CLEANING)
JOINT_TABLE = _route("a joint table", _CLEANING, _COLUMNS, "x y")
CROSS_TABLE = _route("a large cross table", _COLUMNS, "normalize counts weights sum_tolerance")
JOINT_SYMBOLS = _route("a joint distribution with symbols", "at")
ROWS_OF_LAWS = _route("rows of probabilities", _CLEANING, "at")
TABLE_OF_LAWS = _route("a table of rows of probabilities", _CLEANING, _COLUMNS)
VARIABLES = _route(
    "several columns of a table", _CLEANING.replace(" samples", ""), _COLUMNS, "x y given columns"
)
JOINT_VALUES = _route("joint values of a program", _CLEANING, "column x y")
SYMBOLS = _route("probabilities with symbols", "at assume merge_duplicates")
FILLED = _route("probabilities as text", _CLEANING, "merge_duplicates at")
FAMILY = _route("a family", "at assume")
SIGNS = _route("the characters or bytes of a text", "characters bytes smooth smooth_total")
LOGARITHMS = _route("logits or log-probabilities", "logits logprobs normalize")
TOKENS = _route("the tokens of a sequence", "tokens")
HISTOGRAM = _route(
    "a histogram and a family",
    "counts weights normalize sum_tolerance delimiter decimal comment header at",
)
DENSITY = _route("a density by formula", "at normalize")

_ONE_OF_NUMBERS = "renyi alpha f tsallis perplexity share estimator window neighbours"
_INTERVALS = "bootstrap bayes seed confidence"
OF_PMFS = _route(
    "pmfs of numbers", _ONE_OF_NUMBERS, _INTERVALS, "both distance mixture_weights steps plot test"
)
OF_STREAMS = _route("sums over a long table", "perplexity share both distance steps")
_OF_TABLES = f"steps estimator neighbours test {_INTERVALS}"
OF_JOINTS = _route("a joint distribution", _OF_TABLES)
OF_SMALL_JOINTS = _route("a joint distribution", _OF_TABLES, "plot")
POINTS = _route(
    "points with several coordinates",
    "samples columns delimiter decimal comment header no_header estimator neighbours renyi tsallis",
)
POINT_PAIRS = _route(
    "two groups of columns of numbers",
    "samples x y delimiter decimal comment header no_header estimator neighbours",
)
OF_TWO_SAMPLES = _route("two samples of numbers", "estimator neighbours")
OF_SAMPLES = _route("a sample and a family", "estimator window neighbours at")
RELATIVE = _route("a joint distribution of numbers", "relative_to")
WITH_UNIT = _route("measures with a unit of information", "unit base")
OF_OTHERS = _route(
    "measures in closed form", "both mixture_weights plot range renyi alpha f tsallis perplexity"
)
OF_LINES = _route("laws on the line", "plot range at")
OF_PLACES = _route("outcomes on the line", "plot")
ORDER = _route("an order with symbols", "at")

#: routes that read an operand, and what has to be said to all operands or to none
READING = (
    *(TEXT, TABLE, VALUES, PAIR, ROWS, STREAM, JOINT, JOINT_TABLE, CROSS_TABLE, VARIABLES, JOINT_VALUES),
    *(JOINT_SYMBOLS, ROWS_OF_LAWS, TABLE_OF_LAWS, SYMBOLS, FILLED, FAMILY, DENSITY),
    *(SIGNS, LOGARITHMS, TOKENS, HISTOGRAM),
)
CLEANING = frozenset(_CLEANING.split())

ROUTES = (
    *READING,
    *(OF_PMFS, OF_STREAMS, OF_JOINTS, OF_SAMPLES, POINTS, POINT_PAIRS, OF_TWO_SAMPLES, OF_OTHERS),
    *(OF_LINES, OF_PLACES),
    *(ORDER, RELATIVE, WITH_UNIT),
)

_DEFAULTS = InformationOptions()._asdict()


def refuse_unread(options: InformationOptions, routes: Iterable[Route]) -> None:
    """Refuse an option that none of the routes of a question reads, and say which would."""
    routes = tuple(routes)
    known = EVERY.union(*(route.reads for route in routes))
    for key, value in options._asdict().items():
        if value == _DEFAULTS[key] or (key == "at" and not value):
            continue
        deaf = [route for route in routes if key in CLEANING and route in READING and key not in route.reads]
        if key in known and not deaf:
            continue
        name = key.replace("_", "-")
        readers = ", ".join(dict.fromkeys(route.what for route in ROUTES if key in route.reads))
        what = "a measure without a unit" if key in WITH_UNIT.reads else (deaf or routes)[0].what
        raise UsageError(f"--{name} says nothing to {what}", hint=f"it is for {readers}")
