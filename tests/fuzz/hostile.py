"""Random input that is mostly wrong: soups of tokens and characters, mutated formulas, tables, commands."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from infocalc.functions import VOCABULARY
from infocalc.information.families import TABLE
from tests.fuzz import distributions, expressions

NAMES = ("x", "y", "x1", "x_1", "theta", "e", "pi", "oo", "i", "foo", "xy", "sinx", "f", "phi", "α", "π", "∞")
SIGNS = tuple(
    "+ - * / ^ ( ) [ ] { } | , ; : < > <= >= = != ! ' ** .. ° √ ∛ _ & ~ @ # % $ \" ? \\ ` .".split()
)
WORDS = (
    "if",
    "else",
    "and",
    "or",
    "not",
    "mod",
    "on",
    "in",
    "piecewise",
    "integrate",
    "sum",
    "True",
    "Normal",
    "entropy",
)
COMMANDS = (
    "\\frac",
    "\\sqrt",
    "\\left(",
    "\\right)",
    "\\sin",
    "\\cdot",
    "\\begin{cases}",
    "\\end{cases}",
    "\\input",
    "^{",
    "_{",
)
NUMERALS = (
    "0",
    "1",
    "2",
    "1/2",
    "0.1",
    ".5",
    "1e3",
    "1e-999",
    "1.2.3",
    "0x1",
    "1_0",
    "²",
    "½",
    "9" * 30,
    "1e99999",
)
STRANGE = (
    "\0\x07\x1b\n\r\t\u00a0\u200b\u202e\ufeff\u0445\uff58\u00d7\u2212\u00bd\u00b2\u2081\ud800\U0001f600é一"
)
FUNCTIONS = tuple(VOCABULARY.functions)
CELLS = (
    *(
        "0.5",
        "1/3",
        "1",
        "0",
        "-1",
        "1e-400",
        "1e999999",
        "nan",
        "inf",
        "",
        " ",
        "a",
        "=1+1",
        "@SUM(1)",
        "0x1",
        "1_0",
    ),
    *(
        "TRUE",
        "0,5",
        "1.000,5",
        "０.５",
        "[red]",
        "::error::",
        '"',
        '""',
        "a b",
        "é",
        "\ufeff",
        "p",
        "label",
        "null",
    ),
)
FAMILIES = tuple(TABLE)
PARAMETERS = tuple("0 1 2 1/2 0.3 10 -1 mu s1 n sigma=2 1e-9 1e30 oo x [1,2]".split())
COMMAND_NAMES = (
    "diff",
    "grad",
    "jacobian",
    "hessian",
    "entropy",
    "xent",
    "kl",
    "jsd",
    "mi",
    "help",
    "dif",
    "",
)
SWITCHES = (
    "--json",
    "--normalize",
    "--counts",
    "--samples",
    "--strict",
    "--steps",
    "--quiet",
    "--ascii",
    "--no-verify",
    "--both",
    "--perplexity",
    "--no-header",
    "--complex",
    "--help",
    "--nonsense",
    "-x",
    "--",
)
VALUED = (
    "--format",
    "--digits",
    "--unit",
    "--base",
    "--at",
    "--wrt",
    "--max",
    "--min",
    "--check",
    "--tol",
    "--smooth",
    "--delimiter",
    "--decimal",
    "--column",
    "--simplify",
    "--assume",
    "--implicit",
    "--renyi",
    "--color",
    "--estimator",
)
VALUES = (
    "json",
    "plain",
    "csv",
    "latex",
    "bits",
    "nats",
    "3",
    "2",
    "x=1",
    "x,y",
    "0",
    "-1",
    "e",
    "1e-9",
    "none",
    "full",
    "x>0",
    "y",
    "auto",
    ",",
    ";",
    "tab",
    "laplace",
    "x^2",
    "nan",
    "999999",
    "=",
    "",
)


def soup(rng: Random) -> str:
    """Tokens at random."""
    kinds = (NAMES, SIGNS, SIGNS, FUNCTIONS, NUMERALS, WORDS, COMMANDS)
    parts = [rng.choice(rng.choice(kinds)) for _ in range(rng.randint(0, 14))]
    return rng.choice(("", " ")).join(parts)


def characters(rng: Random) -> str:
    """Characters at random, a third of them beyond what a keyboard types."""

    def one() -> str:
        kind = rng.random()
        if kind < 0.66:
            return chr(rng.randint(32, 126))
        return rng.choice(STRANGE) if kind < 0.9 else chr(rng.randint(0, 0xFFFF))

    return "".join(one() for _ in range(rng.randint(0, 20)))


def valid(rng: Random) -> str:
    return expressions.text(expressions.tree(rng, rng.randint(1, 4)))


def called(rng: Random, depth: int = 3) -> str:
    """Any function of the table, with as many arguments as it takes, of each other."""
    if depth == 0 or rng.random() < 0.25:
        return rng.choice(("x", "x", "y", "-x", "2", "1/2", "-3", "x^2", "1e-9", "pi", "1e6", "x - 1", "n"))
    if rng.random() < 0.25:
        return f"({called(rng, depth - 1)}){rng.choice('+-*/^')}({called(rng, depth - 1)})"
    word = VOCABULARY.functions[name := rng.choice(FUNCTIONS)]
    count = rng.randint(word.least, max(word.least, min(word.most or 3, 4)))
    return f"{name}({', '.join(called(rng, depth - 1) for _ in range(count))})"


def mutated(rng: Random) -> str:
    """A valid formula with a few characters deleted, doubled, exchanged or put in."""
    text = list(valid(rng))
    for _ in range(rng.randint(1, 3)):
        place = rng.randrange(len(text) + 1)
        kind = rng.randrange(4)
        if kind == 0:
            del text[place : place + 1]
        elif kind == 1:
            text[place:place] = text[place : place + 3]
        elif kind == 2:
            text.insert(place, rng.choice(STRANGE))
        else:
            text.insert(place, rng.choice(rng.choice((SIGNS, NUMERALS, FUNCTIONS))))
    return "".join(text)


def formula(rng: Random) -> str:
    return rng.choice((soup, characters, mutated, mutated, called, valid))(rng)


def table(rng: Random) -> bytes:
    """A CSV, a JSON or something else, more or less well formed."""
    if rng.random() < 0.15:
        return rng.randbytes(rng.randint(0, 60))
    if rng.random() < 0.15:
        text = "".join(
            rng.choice(("[", "]", "{", "}", ",", ":", '"a"', "0.5", "1e5", "null", "NaN")) for _ in range(9)
        )
        return text.encode()
    comma, end = rng.choice((",", ",", ";", "\t", "|")), rng.choice(("\n", "\n", "\r\n", "\r"))
    width = rng.randint(1, 3)
    cells = CELLS if rng.random() < 0.6 else ("0.5", "0.25", "1/4", "a", "b")
    rows = [
        comma.join(rng.choice(cells) for _ in range(width + (rng.random() < 0.05)))
        for _ in range(rng.randint(0, 5))
    ]
    head = [comma.join(("label", "p", "q")[-width:])] if rng.random() < 0.5 else []
    raw = end.join([*head, *rows, ""]).encode("utf-8", "surrogatepass")
    return rng.choice((b"", b"", b"", b"\xef\xbb\xbf", b"\x1f\x8b", b"\xff\xfe")) + raw


def named(rng: Random) -> str:
    """A distribution by name, its parameters more or less right."""
    count = rng.choice((0, 1, 2, 2, 3))
    return f"{rng.choice(FAMILIES)}({', '.join(rng.choice(PARAMETERS) for _ in range(count))})"


def operand(rng: Random) -> str:
    kind = rng.random()
    if kind < 0.4:
        return formula(rng)
    if kind < 0.6:
        return distributions.written(rng, distributions.weights(rng, rng.randint(1, 5)))
    if kind < 0.75:
        return named(rng)
    if kind < 0.8:
        density = f"{valid(rng)} on [0, 1]"
        return rng.choice(("exp(-x) on [0, oo)", "p, 1-p", "a:1/2, b:1/2", "x^2", "[x, y]", density))
    return rng.choice(("-", "x", "y", "2", "", "@", "@nowhere", "0.5,0.5", "1"))


def command_line(rng: Random) -> tuple[list[str], bytes]:
    """The words after `infocalc`, and standard input."""
    words = [rng.choice(COMMAND_NAMES)]
    words += [operand(rng) for _ in range(rng.choice((0, 1, 1, 1, 2, 3)))]
    for _ in range(rng.choice((0, 0, 1, 2))):
        more = [rng.choice(SWITCHES)] if rng.random() < 0.5 else [rng.choice(VALUED), rng.choice(VALUES)]
        place = rng.randint(0, len(words))
        words[place:place] = more
    return words, table(rng)


class Misprint(NamedTuple):
    """A formula with one token spoilt, and where that token is."""

    text: str
    start: int
    end: int


def misprint(rng: Random) -> Misprint:
    """A valid formula in which one token became what cannot be read, whatever stands round it."""
    while True:
        text = valid(rng)
        places = _tokens(text)
        start, end = rng.choice(places)
        token = text[start:end]
        kind = rng.randrange(4)
        if kind == 0:
            spoilt = rng.choice(("@", "#", "$", "%", "~", "?", '"', "х", "&", "\u200b"))
        elif kind == 1 and token.isalpha() and len(token) > 2:
            spoilt = token[:-1] + "q" + token[-1:]
        elif kind == 2 and token[0].isdigit():
            spoilt = rng.choice((f"{token}.1.1", "0x1", "1_0", "1e99999", f"{token} 7"))
        elif kind == 3 and token in "+*/^":
            spoilt = rng.choice(("*/", "/*", "+*", "^*", "*)", "=="))
        else:
            continue
        return Misprint(text[:start] + spoilt + text[end:], start, start + len(spoilt))


def _tokens(text: str) -> list[tuple[int, int]]:
    import re

    return [m.span() for m in re.finditer(r"[A-Za-z]+|[0-9.]+(?:e-?[0-9]+)?|[-+*/^]", text)]
