"""What a function is called with: its signature, its documentation, and the stub that type checkers read.

All of it is made from the tables of commands and options; `infocalc/__init__.pyi` is `stub()`.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from typing import TYPE_CHECKING

from infocalc.api.table import NAMES, keywords, kind_of, with_keywords
from infocalc.calculus.operator import OPERATORS
from infocalc.cli.commands import COMMANDS
from infocalc.cli.option import Option
from infocalc.information.measure import MEASURES, OF_MATRICES

if TYPE_CHECKING:
    from infocalc.api.report import Report

#: the operands of a command that is in no table of its own, as they are written in a signature
_OPERANDS = {
    "mi": ("joint: Joint",),
    "capacity": ("matrix: Joint",),
    "rate": ("matrix: Joint",),
    "eval": ("expr: Expression",),
    "equal": ("a: Expression", "b: Expression"),
    "drift": ("today: str", "baseline: str"),
}
_RAISES = {
    "calculus": (
        "NotationError: a text is no formula, or UsageError: options that do not fit",
        "Undefined: there is no value or no derivative at the point; NoAnswer: none was found",
    ),
    "information": (
        "DistributionError: it is none, such as probabilities that do not sum to 1",
        "ParameterError: a parameter outside its range; NoAnswer: no closed form and no convergence",
    ),
}
_WIDTH = 110


def parameters(command: str) -> tuple[str, ...]:
    """The operands of the function as written in its signature."""
    if command in _OPERANDS:
        return _OPERANDS[command]
    if command in MEASURES:
        second = ("q: Distribution | None = None",) if MEASURES[command].operands == 2 else ()
        return ("p: Distribution", *second)
    if OPERATORS[command].of_list:
        return ("expr: Expression | Sequence[Expression]", "*more: Expression")
    words = "*words: Name | int" if OPERATORS[command].entries is None else "*variables: Name"
    return ("expr: Expression", words)


def documented(function: Callable[..., Report], command: str) -> Callable[..., Report]:
    """The function with its name, its documentation and its signature."""
    from inspect import Parameter, Signature

    function.__name__ = function.__qualname__ = command
    function.__module__ = "infocalc"
    function.__doc__ = documentation(command)
    shown = []
    for text in parameters(command):
        name, _, annotation = text.partition(": ")
        kind = Parameter.VAR_POSITIONAL if name.startswith("*") else Parameter.POSITIONAL_OR_KEYWORD
        annotation, _, default = annotation.partition(" = ")
        empty = None if default else Parameter.empty
        shown.append(Parameter(name.lstrip("*"), kind, annotation=annotation, default=empty))
    shown += [
        Parameter(key, Parameter.KEYWORD_ONLY, annotation=kind_of(option).annotation, default=None)
        for key, option in keywords(command).items()
    ]
    vars(function)["__signature__"] = Signature(shown, return_annotation="Report")
    return function


def documentation(command: str) -> str:
    """What it is; operands, shape and unit; errors; every keyword; an example that runs."""
    row = COMMANDS[command]
    operands = [f"    {operand.key}: {operand.help}" for operand in row.operands]
    options = [
        f"    {key}: {_help(option, command)} ({kind_of(option).annotation})"
        for key, option in keywords(command).items()
    ]
    raises = _RAISES["information" if command in OF_MATRICES or command in MEASURES else "calculus"]
    parts = [
        row.about,
        "\n".join(["Operands (a value of Python or a text):", *operands]),
        f"Returns a Report: {_returned(command)}",
        "\n".join(["Raises InfocalcError:", *(f"    {line}" for line in raises)]),
        "\n".join(["Keywords:", *options]),
        "\n".join(["Example:", *(f"    {line}" for line in example(command))]),
    ]
    return "\n\n".join(parts) + "\n"


def _help(option: Option, command: str) -> str:
    """What an option does, said of a function: there is no exit code but the truth of the answer."""
    said = with_keywords(option.help, command)
    return said.replace("Exit 1 when", "Not ok when").replace("exit 1 when", "not ok when")


def _returned(command: str) -> str:
    """The shape and the unit of the answer."""
    if command in OPERATORS:
        letters = {5: "m", 7: "n"}
        shape = OPERATORS[command].shape(5, 7)
        text = " x ".join(letters.get(k, str(k)) for k in shape)
        if not shape and OPERATORS[command].shape(3, 3):
            return "a 3 x 1 column for three functions, one formula for two."
        return f"a matrix, {text} (m functions, n variables)." if shape else "one formula, and its value."
    if command in OF_MATRICES or (command in MEASURES and MEASURES[command].has_unit):
        return "one number, in nats unless unit= or base= says otherwise; rows that add to it."
    return {
        "equal": "the verdict, which is its truth value.",
        "drift": "a verdict for each column, all of which is its truth value.",
    }.get(command, "one number, without a unit.")


def example(command: str) -> list[str]:
    """The first example of the command line that reads no file, as a call."""
    shown = next((text for text in COMMANDS[command].examples if "@" not in text), None)
    if shown is None:
        return [f'>>> ic.{command}("@today.csv", "@baseline.csv")  # doctest: +SKIP']
    return [
        ">>> import infocalc as ic",
        f">>> ic.{command}({', '.join(_arguments(command, shown))}).ok",
        "True",
    ]


def _arguments(command: str, line: str) -> list[str]:
    """The words of a command line as arguments: --unit bits is unit='bits', 2 is 2."""
    words = shlex.split(line)[2:]
    found: list[str] = []
    named: list[str] = []
    while words:
        word = words.pop(0)
        if not word.startswith("--"):
            found.append(word if found and word.isdigit() else _quoted(word))
            continue
        name, equals, value = word[2:].partition("=")
        key = name.replace("-", "_")
        option = keywords(command)[key]
        if kind_of(option).annotation == "bool":
            named.append(f"{key}=True")
            continue
        value = value if equals else words.pop(0)
        named.append(f"{key}={value if option.least is not None else _quoted(value)}")
    return [*found, *named]


def _quoted(text: str) -> str:
    return repr(text) if '"' in text or "\\" in text else f'"{text}"'


# ── the stub ─────────────────────────────────────────────────────────────────────────────────────

_HEAD = """# The types of the Python interface, made from the tables of commands and options by
# python -m tests.refresh; not to be edited.

from collections.abc import Sequence
from typing import Literal, TypedDict, Unpack

from infocalc.api.report import Report as Report
from infocalc.api.values import (
    Bounds,
    Distribution,
    Expected,
    Expression,
    Joint,
    Name,
    Names,
    PointLike,
    Quantity,
    Texts,
)
from infocalc.errors import InfocalcError as InfocalcError
from infocalc.errors import NoAnswer as NoAnswer
from infocalc.errors import Undefined as Undefined

__version__: str
"""


def stub() -> str:
    """The text of `infocalc/__init__.pyi`: a class of keywords for every set of them, a line a function."""
    classes: dict[tuple[str, ...], str] = {}
    bodies: list[str] = []
    functions: list[str] = []
    for command in NAMES:
        fields = tuple(f"{key}: {kind_of(o).annotation}" for key, o in keywords(command).items())
        if fields not in classes:
            classes[fields] = f"_{command.capitalize()}Options"
            body = "\n".join(_field(field) for field in fields) or "    pass"
            bodies.append(f"\nclass {classes[fields]}(TypedDict, total=False):\n{body}\n")
        functions.append(_definition(command, classes[fields]))
    return _HEAD + "".join(bodies) + "\n" + "".join(functions)


def _field(field: str) -> str:
    """A key and its type, the words of a long choice below each other."""
    line = f"    {field}"
    if len(line) <= _WIDTH:
        return line
    key, _, choices = line.partition("Literal[")
    words = choices.rstrip("]").split(", ")
    return f"{key}Literal[\n" + "".join(f"        {word},\n" for word in words) + "    ]"


def _definition(command: str, options: str) -> str:
    given = (*parameters(command), f"**options: Unpack[{options}]")
    line = f"def {command}({', '.join(given)}) -> Report: ...\n"
    if len(line) <= _WIDTH:
        return line
    inner = f"    {', '.join(given)}\n"
    if len(inner) <= _WIDTH:
        return f"def {command}(\n{inner}) -> Report: ...\n"
    return f"def {command}(\n" + "".join(f"    {part},\n" for part in given) + ") -> Report: ...\n"
