"""One option and one operand: how their texts become values, and what a mistyped one means."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence

from infocalc.annotations import Any
from infocalc.errors import UsageError
from infocalc.records import NamedTuple

#: the headings that options stand under, in this order
GROUPS = ("Question", "Point and variables", "Check and gate", "Input tables", "Answer", "Limits")
QUESTION, POINT, CHECK, INPUT, ANSWER, WORK = GROUPS


class Option(NamedTuple):
    """A row: the name without dashes, what it does, what its value is called; no `value` makes a switch.

    `group` is the heading of help that it stands under, `example` a command line that runs.

    `choices` are the words allowed, `called` words of others with the one that each means; `least` makes the
    value a whole number that is at least this; `many` lets it be repeated; `default` is what the command uses
    when it is absent. It says nothing without one of the options it `needs` and contradicts those it is
    `against`. `variable` is the variable of the environment that gives the default, but not beside one that
    it is against, nor beside its `twin`; `alias` is a second name that is read, `also` are words by which
    others call it, which are not.
    """

    name: str
    help: str
    value: str | None = None
    choices: tuple[str, ...] = ()
    called: tuple[tuple[str, str], ...] = ()
    least: int | None = None
    many: bool = False
    default: Any = None
    needs: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    variable: str | None = None
    twin: str | None = None
    also: tuple[str, ...] = ()
    alias: str | None = None
    group: str = QUESTION
    example: str = ""

    @property
    def key(self) -> str:
        return self.name.replace("-", "_")

    @property
    def spellings(self) -> tuple[str, ...]:
        """The names with their dashes, as they are typed."""
        return (f"--{self.name}",) if self.alias is None else (f"--{self.name}", f"--{self.alias}")

    def read(self, typed: Any) -> Any:
        """The value of what was typed, None when nothing was."""
        if self.value is None:
            return bool(typed)
        if typed is None:
            return () if self.many else self.default
        if self.many:
            return tuple(typed)
        if self.choices:  # in any case, with - or _
            typed = next((c for c in self.choices if c == typed.lower().replace("_", "-")), typed)
        choice(self.name, typed, self.choices or (typed,), dict(self.called))
        return typed if self.least is None else self._whole(typed)

    def _whole(self, typed: str) -> int:
        if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
            raise UsageError(f"--{self.name}: a whole number is wanted, not '{typed}'")
        if int(typed) < (self.least or 0):
            raise UsageError(f"--{self.name}: at least {self.least} is wanted, not {typed}")
        return int(typed)


class Operand(NamedTuple):
    """A positional argument; absent it is None, or () where there may be `many`.

    `is_formula` says that a formula stands there, so that -h is minus h, not a wish for help.
    """

    key: str
    metavar: str
    help: str
    many: bool = False
    is_formula: bool = False

    def read(self, typed: Any) -> Any:
        """What was typed as what the commands get."""
        return tuple(typed or ()) if self.many else typed


def read_options(options: Sequence[Option], typed: Mapping[str, Any]) -> dict[str, Any]:
    """The values of all options by key; under 'defaults' the notes on those that the environment gave.

    Raises UsageError for an option that says nothing where it stands, or contradicts another.
    """
    given = {option.name for option in options if typed[option.key] not in (None, False, [], ())}
    for option in options:
        if option.name in given:
            _check_company(option, given)
    found: dict[str, Any] = {}
    notes: list[str] = []
    for option in options:
        text = typed[option.key]
        default = _from_environment(option, given)
        if default is not None:
            notes.append(f"{option.variable}={default} is the default of --{option.name}")
        found[option.key] = option.read(text if default is None else default)
    return found | {"defaults": tuple(notes)}


def _check_company(option: Option, given: set[str]) -> None:
    """Refuse an option without the one that it adds to, and two that contradict each other."""
    if option.needs and given.isdisjoint(option.needs):
        needed = " or ".join(f"--{name}" for name in option.needs)
        raise UsageError(f"--{option.name} says nothing without {needed}", hint=f"give {needed} too")
    for other in option.against:
        if other in given:
            raise UsageError(
                f"--{option.name} and --{other} contradict each other", hint="choose one of them"
            )


def _from_environment(option: Option, given: set[str]) -> str | None:
    """The default that the environment gives, unless the option or one that contradicts it was typed."""
    if option.variable is None or not given.isdisjoint({option.name, option.twin, *option.against}):
        return None
    text = os.environ.get(option.variable) or None
    if text is not None:
        try:
            option.read(text)
        except UsageError as problem:
            raise UsageError(f"{option.variable}={text}: {problem.message}", hint=problem.hint) from None
    return text


def choice(option: str, word: str, allowed: Iterable[str], also: Mapping[str, str] | None = None) -> None:
    """Refuse a word that is not among those allowed, naming the one that is meant or the nearest."""
    allowed = tuple(allowed)
    if word in allowed:
        return
    near = meant(word, allowed, also or {})
    known = ", ".join(allowed)
    hint = f"did you mean {' or '.join(near)}? there are {known}" if near else f"there are {known}"
    raise UsageError(f"--{option}: there is no '{word}'", hint=hint)


def meant(word: str, names: Iterable[str], also: Mapping[str, str]) -> list[str]:
    """The names that a word means: the one that is called so by others, else those spelled like it."""
    plain = word.lower().replace("_", "-")
    if plain in also:
        return [also[plain]]
    from difflib import get_close_matches

    names = tuple(names)
    if plain in names:
        return [plain]
    return list(dict.fromkeys(also.get(x, x) for x in get_close_matches(plain, (*names, *also), 2)))


def option_meant(name: str, options: Sequence[Option], formats: Mapping[str, str]) -> list[str]:
    """What to type in the place of an option that there is not: another one, or one with this value.

    `formats` are the words for formats, with the format that each names.
    """
    if name in formats:
        return [f"--format {formats[name]}"]
    valued = [f"--{option.name} {name}" for option in options if name in option.choices]
    called = {word: option.name for option in options for word in option.also}
    found = meant(name, [option.name for option in options], called)
    return valued or [f"--{near}" for near in found]
