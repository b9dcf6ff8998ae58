"""Table of commands."""

from __future__ import annotations

from functools import partial

from infocalc.cli import evaluated, information
from infocalc.cli.operators import CALCULUS_COMMANDS, EXPR, Command
from infocalc.cli.option import Operand
from infocalc.cli.option_values import Values
from infocalc.cli.options import (
    ALPHA,
    AXES,
    BOTH,
    BY_FORMULA,
    CALCULUS,
    CLEANING,
    DISTANCE,
    DRIFT,
    ENCODED,
    ENTROPIES,
    ESTIMATION,
    JOBS,
    LIMITS,
    LINES,
    MERGING,
    MIXTURE,
    NUMBERS,
    OUTPUT,
    PLOT,
    Q_COLUMN,
    RELATIVE,
    ROWS,
    TABLES,
    UNIT,
)
from infocalc.cli.question import Wanted
from infocalc.information.measure import ESTIMATED, MEASURES, Measure

_P = Operand("p", "P", "A distribution: 1/2,1/3,1/6, Normal(0,1), 'e^-x on [0, oo)'; - or @FILE: a table.")
_Q = Operand("q", "Q", "The second distribution; may be a third column of the table P.")
_MORE = Operand("more", "R", "Further distributions.", many=True)
_TODAY = Operand("today", "TODAY", "The table to judge: @FILE, @PATTERN of files, -; of --counts both.")
_BASELINE = Operand("baseline", "BASELINE", "The table that it is compared with.")
_CHANNEL = Operand("matrix", "CHANNEL", "Row x is p(y|x): 'a b; c d', symbols with commas; - or @FILE.")
_CHAIN = Operand("matrix", "CHAIN", "Row i is the law of the next state: 'a b; c d'; - or @FILE for a table.")
_JOINT = Operand("joint", "JOINT", "Joint probabilities 'a b; c d'; - or @FILE for a table.")

_ONE = (*LINES, *UNIT, *NUMBERS, *CLEANING, *TABLES, *ROWS, *OUTPUT, *LIMITS, *JOBS)
_OF_LAWS = (*LINES, *UNIT, *NUMBERS, *CLEANING, *TABLES, *OUTPUT, *LIMITS, *JOBS)
#: how drift reads tables, and the digits of its numbers
_READING = tuple(
    option
    for option in (*NUMBERS, *CLEANING, *TABLES)
    if option.name in ("digits", "counts", "delimiter", "header", "no-header", "comment")
)
_TWO = (*_ONE, *MERGING, *PLOT, *Q_COLUMN)

#: the options that some commands of a table have, by name
_SPECIAL = {
    option.name: option
    for option in (*PLOT, *ENTROPIES, *ALPHA, *BY_FORMULA, *ESTIMATION, *BOTH, *DISTANCE, *MIXTURE)
}


def _measure(row: Measure) -> Command:
    """The command of a row of the table of measures."""
    special = tuple(_SPECIAL[name] for name in row.options)
    operands, options = ((_P,), (*PLOT, *_ONE, *MERGING)) if row.operands == 1 else ((_P, _Q), _TWO)
    operands = (*operands, _MORE) if row.many else operands
    options = (*options, *ENCODED)
    listed = [option for option in options if row.has_unit or option not in UNIT]
    run = partial(information.measured, row)
    return Command(row.about, run, operands, (*special, *listed), row.examples, row.also)


_A = Operand("a", "A", "An expression.", is_formula=True)
_B = Operand("b", "B", "The expression that it may be equal to.", is_formula=True)
_READ = tuple(option for option in (*CALCULUS, *NUMBERS) if option.name in ("complex", "strict"))
_VALUED = tuple(option for option in NUMBERS if option.name in ("digits", "at", "max", "min"))


def _drift(values: Values) -> Wanted | str:
    from infocalc.cli.drift import drift

    return drift(values)


COMMANDS: dict[str, Command] = {
    **CALCULUS_COMMANDS,
    **{name: _measure(row) for name, row in MEASURES.items()},
    "eval": Command(
        "The value of EXPR: exact where that is short, with digits that are proved.",
        evaluated.evaluated,
        (EXPR,),
        (*_VALUED, *_READ, *OUTPUT, *LIMITS, *JOBS),
        ("infocalc eval 'sin(pi/3)^2'", "infocalc eval 'x^2 + 1' --at x=1/3"),
        also=("evaluate", "calc", "calculate", "value", "compute", "n"),
    ),
    "equal": Command(
        "Whether A and B are the same function wherever both are real; false with a point is exit 1.",
        evaluated.equal,
        (_A, _B),
        (*_READ, *OUTPUT, *LIMITS),
        ("infocalc equal 'sin(2x)' '2 sin x cos x'",),
        also=("equals", "eq", "same", "identical", "simplify"),
    ),
    "drift": Command(
        "How far the columns of TODAY are from those of BASELINE: one verdict each, and why.",
        _drift,
        (_TODAY, _BASELINE),
        (*DRIFT, PLOT[0], *_READING, *OUTPUT, *LIMITS),
        (
            "infocalc drift @today.csv @baseline.csv --columns country,device --max-jsd 0.02",
            "infocalc drift @today.parquet @baseline.parquet --numeric amount --max-psi 0.2 --min-p 1e-6",
        ),
        also=("psi-report", "compare", "monitor", "shift"),
    ),
    "capacity": Command(
        "Capacity of a channel: the most I(X;Y) of any law of the input, with a proved bound.",
        partial(information.of_laws, "capacity"),
        (_CHANNEL,),
        _OF_LAWS,
        information.EXAMPLES_OF_LAWS["capacity"],
        also=("channel-capacity", "channel", "blahut-arimoto"),
    ),
    "rate": Command(
        "Entropy rate of a Markov chain, from its stationary law.",
        partial(information.of_laws, "rate"),
        (_CHAIN,),
        _OF_LAWS,
        information.EXAMPLES_OF_LAWS["rate"],
        also=("entropy-rate", "markov", "entropyrate"),
    ),
    "mi": Command(
        "Mutual information and the entropies of a joint distribution.",
        information.mi,
        (_JOINT,),
        (*_ONE, *AXES, *RELATIVE, PLOT[0], *(_SPECIAL[name] for name in ("neighbours", "test", *ESTIMATED))),
        information.MI_EXAMPLES,
        also=("mutual-information", "mutual-info", "mutualinfo", "information-gain", "transinformation"),
    ),
}


def abouts() -> dict[str, str]:
    """What each command does, in one sentence."""
    first = {name: row.about.rstrip(".") for name, row in COMMANDS.items()}
    return first | {"help": "Explain a topic or a command", "completions": "Print the completions of a shell"}
