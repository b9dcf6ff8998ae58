"""Table of options: the same name, meaning and default on every command that has it."""

from __future__ import annotations

from typing import Any, NamedTuple

from infocalc.errors import UsageError


class Option(NamedTuple):
    """A row: the name without dashes, what it does, what its value is called; no `value` makes a switch.

    `choices` are the words allowed; `least` makes the value a whole number that is at least this; `many`
    lets it be repeated; `default` is what the command uses when it is absent.
    """

    name: str
    help: str
    value: str | None = None
    choices: tuple[str, ...] = ()
    least: int | None = None
    many: bool = False
    default: Any = None

    @property
    def key(self) -> str:
        return self.name.replace("-", "_")

    def read(self, typed: Any) -> Any:
        """The value of what was typed, None when nothing was."""
        if self.value is None:
            return bool(typed)
        if typed is None:
            return () if self.many else self.default
        if self.many:
            return tuple(typed)
        choice(self.name, typed, self.choices or (typed,))
        return typed if self.least is None else self._whole(typed)

    def _whole(self, typed: str) -> int:
        if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
            raise UsageError(f"--{self.name}: a whole number is wanted, not '{typed}'")
        if int(typed) < (self.least or 0):
            raise UsageError(f"--{self.name}: at least {self.least} is wanted, not {typed}")
        return int(typed)


class Operand(NamedTuple):
    """A positional argument; absent it is None, or () where there may be `many`."""

    key: str
    metavar: str
    help: str
    many: bool = False

    def read(self, typed: Any) -> Any:
        """What was typed as what the commands get."""
        return tuple(typed or ()) if self.many else typed


def choice(option: str, word: str, allowed: tuple[str, ...]) -> None:
    """Refuse a word that is not among those allowed, naming the nearest."""
    if word in allowed:
        return
    from difflib import get_close_matches

    near = get_close_matches(word, allowed, 2)
    known = ", ".join(allowed)
    hint = f"did you mean {' or '.join(near)}? there are {known}" if near else f"there are {known}"
    raise UsageError(f"--{option}: there is no '{word}'", hint=hint)


#: what a file of a picture ends with, and the word for the terminal in the place of one
PICTURES, TERMINAL = (".svg", ".png", ".pdf"), "-"

UNITS = ("nats", "bits", "bans")
ESTIMATORS = (
    "plugin",
    "miller-madow",
    "chao-shen",
    "jeffreys",
    "laplace",
    "schurmann-grassberger",
    "minimax",
)

NUMBERS = (
    Option("digits", "Significant digits of every number (15).", "N", least=1),
    Option(
        "at",
        "Evaluate there too: x=1,y=pi/2, exact, repeatable; @points.csv for a table of points.",
        "POINT",
        many=True,
    ),
    Option("steps", "Show how the answer comes about."),
    Option("check", "Compare with this answer: exit 1 when it is wrong.", "EXPECTED"),
    Option("tol", "Tolerance that makes --check numerical.", "T"),
    Option("max", "Exit 1 when the first number, or row NAME, is larger; repeatable.", "[NAME=]X", many=True),
    Option(
        "min", "Exit 1 when the first number, or row NAME, is smaller; repeatable.", "[NAME=]X", many=True
    ),
    Option("assume", "What is known of a symbol: 'x>0', repeatable.", "FACT", many=True),
    Option("strict", "Make a warning about an ambiguous reading an error."),
)

UNIT = (
    Option("unit", "Unit of information (nats).", "UNIT", choices=UNITS, default="nats"),
    Option("base", "Base of the logarithm instead of a unit.", "B"),
)

CALCULUS = (
    Option("wrt", "The variables, in this order: x,y.", "NAMES", many=True),
    Option("complex", "Read i as the imaginary unit."),
    Option(
        "simplify",
        "How far to simplify (fast).",
        "HOW",
        choices=("none", "fast", "full"),
        default="fast",
    ),
    Option(
        "in-terms-of",
        "Write the answer with an abbreviation: 's = sigmoid(x)'.",
        "NAMING",
        many=True,
    ),
    Option("no-verify", "Skip the comparison of every derivative with a rigorous series of the input."),
)

IMPLICIT = (Option("implicit", "The dependent variable of an equation.", "NAME", many=True),)
ALONG = (Option("along", "Derivative in a direction '[1, 2]' or along a curve 'x=t^2, y=t'.", "WHERE"),)

TABLES = (
    Option("column", "Column of the probabilities: name or number.", "COLUMN"),
    Option("label-column", "Column of the labels: name or number.", "COLUMN"),
    Option("delimiter", "What separates columns (found out otherwise).", "CHARACTER"),
    Option("decimal", "Decimal mark in a table: point or comma.", "CHARACTER"),
    Option("no-header", "The first row of a table is data."),
)
MERGING = (Option("merge-duplicates", "Add up rows with the same label."),)
Q_COLUMN = (Option("q-column", "Column of the second distribution: name or number.", "COLUMN"),)

CLEANING = (
    Option("normalize", "Rescale to a sum of 1."),
    Option("counts", "The numbers are counts, not probabilities."),
    Option("samples", "The entries are single observations, to be counted."),
    Option("smooth", "Add to every count: laplace (1), jeffreys (1/2) or a number.", "HOW"),
    Option("tolerance", "Accept a sum within this of 1.", "T"),
)

ESTIMATION = (
    Option("estimator", "Estimate from counts (plugin).", "NAME", choices=ESTIMATORS),
    Option("bootstrap", "Interval from N resamples.", "N", least=1),
    Option("seed", "Seed of the resampling.", "N", least=0),
)

RENYI = (Option("renyi", "Rényi entropy or divergence of this order.", "ALPHA"),)
ENTROPIES = (
    *RENYI,
    Option("tsallis", "Tsallis entropy of this order.", "Q"),
    Option("perplexity", "e^H, the effective number of outcomes."),
    Option("normalized", "H / log n."),
    Option("lines", "One distribution a line on standard input or in the file."),
)
PLOT = (
    Option(
        "plot",
        "Draw it in the terminal, or to a file: picture.svg, .png, .pdf.",
        "FILE",
    ),
    Option("range", "Where to draw: LOW,HIGH.", "LOW,HIGH"),
)
BOTH = (Option("both", "The other direction too."),)
DISTANCE = (Option("distance", "The square root, which is a metric."),)

COLORS = ("auto", "always", "never")
OUTPUT = (
    Option(
        "format",
        "How to write the answer: table, plain, json, csv, latex, numpy, ... (infocalc help formats).",
        "FORMAT",
    ),
    Option("json", "The same as --format json."),
    Option("output", "Write to a file, whole or not at all.", "FILE"),
    Option("quiet", "No notes on standard error."),
    Option("color", "Colour (auto).", "WHEN", choices=COLORS, default="auto"),
    Option("ascii", "ASCII characters only."),
)
LIMITS = (
    Option("timeout", "Give up after so many seconds (a line, in a batch).", "SECONDS"),
    Option("max-memory", "Give up beyond this much memory, such as 500M or 2G.", "SIZE"),
)
JOBS = (
    Option(
        "jobs",
        "Answer the lines of a batch in N processes; without it a long batch takes all processors.",
        "N",
        least=1,
    ),
)
