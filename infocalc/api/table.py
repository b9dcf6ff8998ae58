"""The commands as functions: which options are keywords, of which type, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from infocalc.api.values import Reading, choices_of, entries_of, is_number, point_of
from infocalc.cli import options as O
from infocalc.cli.commands import COMMANDS
from infocalc.cli.option import Option
from infocalc.errors import InfocalcError
from infocalc.records import NamedTuple

#: every command is a function
NAMES = tuple(COMMANDS)

#: options of a process, of a terminal and of streams of lines: a function returns one value, and says so
ELSEWHERE = frozenset(o.name for o in (*O.OUTPUT, *O.LIMITS, *O.JOBS, *O.LINES)) | {"print-sql"}


Problem = TypeVar("Problem", bound=InfocalcError)
_OPTION = re.compile(r"--([a-z][a-z-]*)(?: ([A-Z0-9][\w.=]*|'[^']*'|[a-z]\w*=[^\s;)]+))?")


class Kind(NamedTuple):
    """The values that a keyword takes: as written in a signature, in words, and as the text of the option."""

    annotation: str
    wanted: str
    read: Callable[[Reading, Any], Any]


def _switch(_: Reading, value: Any) -> Any:
    if not isinstance(value, bool):
        raise TypeError
    return value or None


def _whole(_: Reading, value: Any) -> str:
    if isinstance(value, bool):
        raise TypeError
    return str(value.__index__()) if hasattr(value, "__index__") else _refused()


def _refused() -> str:
    raise TypeError


def _word(_: Reading, value: Any) -> str:
    return value if isinstance(value, str) else _refused()


def _column(reading: Reading, value: Any) -> str:
    return value if isinstance(value, str) else _whole(reading, value)


def _quantity(reading: Reading, value: Any) -> str:
    return value if isinstance(value, str) else reading.number(value)


def _picture(_: Reading, value: Any) -> Any:
    """plot=True asks for the picture that `Report.plot` draws."""
    return O.TERMINAL if _switch(_, value) else None


def _interval(reading: Reading, value: Any) -> str:
    if isinstance(value, str):
        return value
    low, high = value
    return f"{_quantity(reading, low)},{_quantity(reading, high)}"


def _bounds(reading: Reading, value: Any) -> list[str]:
    """0.1, "NAME=0.1", {"NAME": 0.1}, or several of them."""
    if isinstance(value, Mapping):
        return [f"{name}={_quantity(reading, bound)}" for name, bound in value.items()]
    if isinstance(value, str) or is_number(value):
        return [_quantity(reading, value)]
    return [_quantity(reading, bound) for bound in value]


#: what an option's value is called -> its kind
_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "POINT": Kind("PointLike", "a mapping of names to numbers", point_of),
        "NAMES": Kind("Names", "a name or several", choices_of),
        "COLUMN": Kind("str | int", "the name or the number of a column", _column),
        "EXPECTED": Kind("Expected", "an expression, a number or a list of them", entries_of),
        "[NAME=]X": Kind("Bounds", "a number, or a mapping of names of rows to numbers", _bounds),
        "LOW,HIGH": Kind("str | tuple[Quantity, Quantity]", "two numbers", _interval),
        "FILE": Kind("bool", "True or False", _picture),
        "WHERE": Kind("Expected", "a direction or a curve", entries_of),
    }
)
_SWITCH = Kind("bool", "True or False", _switch)
_WHOLE = Kind("int", "a whole number", _whole)
_TEXTS = Kind("Texts", "a text or several", choices_of)
_TEXT = Kind("str", "a text", _word)
_QUANTITY = Kind("Quantity", "a number", _quantity)
#: values that are numbers as well as texts
_NUMBERS = frozenset("T B ALPHA Q N HOW X P".split())


def kind_of(option: Option) -> Kind:
    """The kind of the keyword that an option is."""
    if option.value is None:
        return _SWITCH
    if option.choices:
        words = ", ".join(f'"{word}"' for word in option.choices)
        return Kind(f"Literal[{words}]", "one of " + ", ".join(option.choices), _word)
    if option.least is not None:
        return _WHOLE
    if option.value in _KINDS:
        return _KINDS[option.value]
    if option.many:
        return _TEXTS
    return _QUANTITY if option.value in _NUMBERS else _TEXT


def keywords(command: str) -> dict[str, Option]:
    """The options of a command that its function has, by keyword."""
    options = COMMANDS[command].options
    return {option.key: option for option in options if option.name not in ELSEWHERE}


def in_python(problem: Problem, command: str) -> Problem:
    """The same error, with keywords where it speaks of options."""
    problem.message = with_keywords(problem.message, command)
    problem.hint = None if problem.hint is None else with_keywords(problem.hint, command)
    problem.args = (problem.message,)
    return problem


def with_keywords(text: str, command: str) -> str:
    """The text with keywords in place of options: --normalize is normalize=True."""
    known = keywords(command)

    def keyword(match: re.Match[str]) -> str:
        option = known.get(match[1].replace("-", "_"))
        if option is None:
            return match[0]
        if option.value is None:
            return f"{option.key}=True" + (f" {match[2]}" if match[2] else "")
        value = match[2] or "..."
        return f"{option.key}={value}" if "=" not in value else f'{option.key}="{value}"'

    return _OPTION.sub(keyword, text)
