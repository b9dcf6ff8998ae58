"""From a line of the prompt to command lines: what `infocalc` would have been told, with values for names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from infocalc.calculus.variables import in_front
from infocalc.cli.commands import COMMANDS
from infocalc.cli.operators import Command
from infocalc.cli.option import meant
from infocalc.cli.prompt.definitions import OWN, Defined, Definitions, Filled, free_symbols, is_law
from infocalc.cli.prompt.words import words
from infocalc.errors import InfocalcError, NotationError, UsageError
from infocalc.functions import VOCABULARY
from infocalc.notation.brackets import parts
from infocalc.notation.parser import parse
from infocalc.records import NamedTuple

_DEFINITION = re.compile(r"\s*([^\W\d]\w*)\s*(?:\(([^()]*)\))?\s*=(?!=)(.*)", re.DOTALL)
#: operands that are formulas, that are distributions, and options whose values are formulas
_FORMULAS, _LAWS, _VALUED = ("expr", "exprs", "a", "b"), ("p", "q", "joint", "matrix"), ("--check", "--at")
#: what makes the operand of a measure a text or observations, in which nothing is a name
_UNREAD = ("--samples", "--characters", "--bytes")


class Entered(NamedTuple):
    """The command lines that a line asks for, and what is said beside them; or that the session ends.

    The answer of the first command line is `ans` from then on.
    """

    lines: tuple[tuple[str, ...], ...] = ()
    told: str = ""
    notes: tuple[str, ...] = ()
    ends: bool = False


class Session:
    """What the lines so far have defined."""

    def __init__(self) -> None:
        self.definitions = Definitions()
        self.remember("")

    def remember(self, answer: str) -> None:
        """Make the answer, a text that reads back to it, the value of `ans`; '' or one too long is none."""
        formula = None
        with suppress(InfocalcError):
            formula = parse(answer, VOCABULARY).formula
        self.definitions.known["ans"] = Defined("ans", formula=formula)

    def understood(self, line: str) -> Entered:
        """What a line asks for; InfocalcError for one that cannot be read."""
        line = line.strip()
        if not line or line.startswith("#"):
            return Entered()
        if line in ("quit", "exit"):
            return Entered(ends=True)
        if line in ("--help", "-h", "?"):
            return Entered((("help",),))
        if line.startswith("?"):
            return Entered((("help", *words(line[1:])),))
        first = line.split(None, 1)[0]
        if first == "infocalc":
            return self.understood(line.removeprefix(first) or "help")
        found = _DEFINITION.fullmatch(line)
        if found:
            return self._defined(found[1], found[2], found[3])
        if first in COMMANDS or first in ("help", "completions"):
            return self._command(words(line))
        if _is_misspelled(line, self.definitions):
            return Entered((tuple(words(line)),))
        return self._formula(line)

    # ── definitions ─────────────────────────────────────────────────────────────────────────────

    def _defined(self, name: str, listed: str | None, text: str) -> Entered:
        """`f(x) = x^2` and `p = 1/2,1/3,1/6`; `p =` forgets it."""
        if not text.strip():
            gone = self.definitions.known.pop(name, None)
            return Entered(told=f"{name} is not defined\n" if gone is None else f"{name} is forgotten\n")
        parameters = None if listed is None else tuple(part.strip() for part in listed.split(","))
        found, warnings = self.definitions.define(name, parameters, text)
        return Entered(told=f"{found}\n", notes=tuple(f"warning: {w}" for w in warnings))

    # ── commands ────────────────────────────────────────────────────────────────────────────────

    def _command(self, typed: Sequence[str]) -> Entered:
        """The command line with values in its operands and options."""
        row = COMMANDS.get(typed[0])
        if row is None or "--help" in typed:
            return Entered((tuple(typed),))
        made = list(self._filled(row, typed[1:]))
        return Entered(((typed[0], *(f.text for f in made)),), notes=self._notes(made))

    def _filled(self, row: Command, typed: Sequence[str]) -> Iterator[Filled]:
        """Every word behind the name of the command, in its place."""
        options = {f"--{option.name}": option for option in row.options}
        kinds = self._kinds(row, typed)
        rest = iter(typed)
        for word in rest:
            name, equals, value = word.partition("=")
            if not word.startswith("--"):
                yield next(kinds)(word)
            elif name in _VALUED and equals:
                made = self._option(name, value)
                yield made._replace(text=f"{name}={made.text}")
            else:
                yield Filled(word)
                if name in options and options[name].value is not None and not equals and name != "--plot":
                    value = next(rest, "")
                    yield self._option(name, value) if name in _VALUED else Filled(value)

    def _kinds(self, row: Command, typed: Sequence[str]) -> Iterator[Callable[[str], Filled]]:
        """How the operands are read, one after the other."""
        unread = any(word in _UNREAD for word in typed)
        for operand in row.operands:
            read: Callable[[str], Filled] = Filled
            if operand.key in _FORMULAS:
                read = self._text(self.definitions.formula)
            elif operand.key in _LAWS and not unread:
                read = self._text(self.definitions.law)
            elif operand.key == "words":
                read = self._variable
            yield read
            while operand.many:
                yield read
        while True:
            yield Filled

    def _text(self, fill: Callable[[str], Filled]) -> Callable[[str], Filled]:
        """The reading of an operand; a stream stays one."""
        return lambda text: Filled(text) if text.startswith("@") or text == "-" else fill(text)

    def _variable(self, word: str) -> Filled:
        kept = self.definitions.known.get(word)
        if kept is not None:
            raise UsageError(f"{word} is no variable here: {kept}", f"'{word} =' forgets the definition")
        return Filled(word)

    def _option(self, name: str, value: str) -> Filled:
        """--check EXPECTED, and --at x=EXPR,y=EXPR."""
        if name == "--check":
            return self.definitions.formula(value)
        if value.startswith("@"):
            return Filled(value)
        found, used = "", list[str]()
        for part, mark in parts(value, ","):
            at, equals, number = part.partition("=")
            made = self.definitions.formula(number) if number.strip() else Filled(number)
            found += at + equals + made.text + mark
            used += made.used
        return Filled(found, tuple(used))

    def _notes(self, made: Sequence[Filled]) -> tuple[str, ...]:
        """What names stood for, and warnings of how the texts with them were read."""
        used = dict.fromkeys(name for f in made for name in f.used)
        said = [f"note: with {self.definitions.known[name]}" for name in used]
        return tuple(dict.fromkeys((*said, *(f"warning: {w}" for f in made for w in f.warnings))))

    # ── a formula alone ─────────────────────────────────────────────────────────────────────────

    def _formula(self, line: str) -> Entered:
        """A formula is evaluated and differentiated, of a distribution the entropy is taken."""
        text, options = _without_options(line)
        if in_front(text).orders:
            return self._command(("diff", text, *options))
        try:
            made = self.definitions.formula(text)
            formula = self.definitions.read(made.text).formula
        except (NotationError, UsageError) as problem:
            return self._law(text, options, problem)
        notes = self._notes([made])
        if formula.head == "list":
            return Entered((("jacobian", made.text, *options),), notes=notes)
        if formula.head == "relation":
            return Entered((("diff", made.text, *options),), notes=notes)
        names = free_symbols(formula)
        if not names:
            return Entered((("eval", made.text, *options),), notes=notes)
        derivative = "diff" if len(names) == 1 else "grad"
        evaluated = ("eval", made.text, *_of(COMMANDS["eval"], options))
        quiet = () if "--at" in " ".join(options) else ("--quiet",)
        return Entered(((*evaluated, *quiet), (derivative, made.text, *options)), notes=notes)

    def _law(self, text: str, options: Sequence[str], problem: InfocalcError) -> Entered:
        """The entropy of a distribution alone; where it is none, the problem with the formula."""
        kept = self.definitions.known.get(text)
        looks = kept is not None and kept.text != ""
        if not looks and not any(sign in text for sign in (",", "(", " on ")):
            raise problem
        try:
            made = self.definitions.law(text)
        except InfocalcError:
            raise problem from None
        if not looks and not is_law(made.text):
            raise problem
        return Entered((("entropy", made.text, *options),), notes=self._notes([made]))


def _without_options(line: str) -> tuple[str, list[str]]:
    """The formula, and the options behind it."""
    text, mark, rest = line.partition(" --")
    bare = text.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        bare = bare[1:-1]
    return bare, words(f"--{rest}") if mark else []


def _of(row: Command, typed: Sequence[str]) -> Iterator[str]:
    """The options that a command has, with their values."""
    options = {f"--{option.name}": option for option in row.options}
    rest = iter(typed)
    for word in rest:
        option = options.get(word.partition("=")[0])
        if option is not None:
            yield word
            if option.value is not None and "=" not in word:
                yield next(rest, "")


def _is_misspelled(line: str, definitions: Definitions) -> bool:
    """Whether the first word is meant for a command: it is like one, is no function, and more follows."""
    first, _, rest = line.partition(" ")
    known = first in VOCABULARY.functions or first in definitions.known or first in OWN
    if known or not rest.strip() or len(first) < 3 or not first.isalpha():
        return False
    called = {word: name for name, row in COMMANDS.items() for word in row.also}
    return first in called or (len(first) > 3 and bool(meant(first, COMMANDS, called)))
