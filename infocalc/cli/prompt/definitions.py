"""What a session has defined, and how it is put into formulas and distributions: as values, never as text.

A formula is parsed, the values take the places of their names in its tree, and the tree is written; so
2*p with p = a + b is 2*(a + b).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from infocalc.cli.commands import abouts
from infocalc.errors import InfocalcError, NotationError, UsageError
from infocalc.functions import VOCABULARY
from infocalc.functions.vocabulary import Vocabulary, Word
from infocalc.information.measure import WORDS
from infocalc.information.measures.in_formulas import vocabulary
from infocalc.information.reading.family_names import is_named, spellings
from infocalc.limits import check
from infocalc.notation.brackets import parts
from infocalc.notation.formula import Formula, fold, walk
from infocalc.notation.parser import Reading, parse
from infocalc.notation.writer import write
from infocalc.records import NamedTuple

_MEASURE = re.compile(rf"\b(?:{'|'.join(sorted(WORDS))})\s*\(")
_FAMILY = re.compile(r"\s*([A-Za-z_]\w*)\s*\((.*)\)\s*", re.DOTALL)
#: words of the prompt itself
OWN = ("ans", "quit", "exit", "help", "completions")


class Defined(NamedTuple):
    """A function of its parameters, a number (no parameters), the text of a distribution, or nothing."""

    name: str
    parameters: tuple[str, ...] | None = None
    formula: Formula | None = None
    text: str = ""

    def __str__(self) -> str:
        called = self.name if self.parameters is None else f"{self.name}({', '.join(self.parameters)})"
        return f"{called} = {self.text if self.formula is None else write(self.formula)}"


class Filled(NamedTuple):
    """A text without names that are defined, those that stood in it, warnings of how it was read."""

    text: str
    used: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Definitions:
    """The definitions of a session by name."""

    def __init__(self) -> None:
        self.known: dict[str, Defined] = {}

    def define(
        self, name: str, parameters: tuple[str, ...] | None, text: str
    ) -> tuple[Defined, tuple[str, ...]]:
        """Keep a definition; what it is, and warnings of how it was read."""
        _check_name(name, parameters)
        text = text.strip()
        try:
            reading = self.read(text, frozenset(parameters or ()))
        except NotationError:
            if parameters is not None or not is_law(text):
                raise
            found, said = Defined(name, text=self.law(text).text.strip()), tuple[str, ...]()
        else:
            formula, _ = self._filled(reading.formula, frozenset(parameters or ()))
            found, said = Defined(name, parameters, formula), reading.warnings
        self.known[name] = found
        return found, said

    def formula(self, text: str) -> Filled:
        """A formula with the values in the places of their names; without any of them, as it is."""
        try:
            reading = self.read(text)
        except NotationError:
            self._refuse_names_in(text)
            return Filled(text)
        formula, used = self._filled(reading.formula, frozenset())
        return Filled(write(formula), used, reading.warnings) if used else Filled(text)

    def law(self, text: str) -> Filled:
        """The same for a distribution: a list, perhaps with labels, a matrix, a family, a density."""
        kept = self.known.get(text.strip())
        if kept is not None and kept.text:
            return Filled(kept.text, (kept.name,))
        by_blanks = "," not in text and " on " not in text and not _FAMILY.fullmatch(text)
        made = [(self._part_of_law(part), mark) for part, mark in parts(text, " ;" if by_blanks else ",;")]
        words = [f"({f.text})" if by_blanks and f.used else f.text for f, _ in made]
        used = dict.fromkeys(name for f, _ in made for name in f.used)
        warnings = dict.fromkeys(w for f, _ in made for w in f.warnings)
        return Filled(
            "".join(w + mark for w, (_, mark) in zip(words, made, strict=True)), tuple(used), tuple(warnings)
        )

    def _part_of_law(self, part: str) -> Filled:
        """One probability, `label: p` or `name=p`; a family with its parameters; f(x) on [a, b]."""
        label = re.match(r"\s*[^\s:=,()]+\s*[:=]\s*", part)
        head = label[0] if label else ""
        family = _FAMILY.fullmatch(part, len(head))
        if family and family[1].replace("_", "").lower() in spellings() and family[1] not in self.known:
            inside = self.law(family[2])
            return inside._replace(text=f"{head}{family[1]}({inside.text})")
        density, on, where = part[len(head) :].partition(" on ")
        filled = self.formula(density) if density.strip() else Filled(density)
        if on:
            self._refuse_names_in(where)
        return filled._replace(text=head + filled.text + on + where)

    # ── the values in the places of their names ─────────────────────────────────────────────────

    def _vocabulary(self, text: str) -> Vocabulary:
        base = vocabulary(text) if _MEASURE.search(text) else VOCABULARY
        own = {
            d.name: Word(d.name, len(d.parameters), len(d.parameters))
            for d in self._functions()
            if d.parameters
        }
        return base._replace(functions={**base.functions, **own}) if own else base

    def _functions(self) -> Iterable[Defined]:
        """Those whose names the parser takes for no function by itself, as it does f and g."""
        return [d for d in self.known.values() if d.parameters is not None and not _is_undefined(d.name)]

    def read(self, text: str, parameters: frozenset[str] = frozenset()) -> Reading:
        """The formula as typed, its names those that are defined and those of the parameters."""
        names = {d.name for d in self.known.values() if d.parameters is None}
        return parse(text, self._vocabulary(text), variables=frozenset(names) | parameters)

    def _filled(self, formula: Formula, but: frozenset[str]) -> tuple[Formula, tuple[str, ...]]:
        """The formula with values for all names `but` these, and the names that there were."""
        used: dict[str, None] = {}
        sizes: dict[int, int] = {}

        def visit(node: Formula, inside: tuple[Formula, ...]) -> Formula:
            made = self._value(node, inside, but, used)
            sizes[id(made)] = sizes.get(id(made)) or sum(1 for _ in walk(made))
            check("tokens", sizes[id(made)])
            return made

        found = fold(formula, visit)
        if used:
            _refuse_captured(formula, frozenset(used).union(*(free_names(self.known[name]) for name in used)))
        return found, tuple(used)

    def _value(
        self, node: Formula, inside: tuple[Formula, ...], but: frozenset[str], used: dict[str, None]
    ) -> Formula:
        is_call = node.head in ("call", "undefined")
        name = node.value[0] if node.head == "undefined" else node.value
        kept = self.known.get(name) if is_call or (node.head == "symbol" and name not in but) else None
        if kept is None:
            return Formula(node.head, inside, node.value, node.span)
        if (kept.parameters is not None) != is_call:
            raise UsageError(f"{kept.name} stands here for something else than its definition", str(kept))
        if kept.formula is None and not kept.text:
            raise UsageError("ans has no value", "the last answer is none that can be gone on with")
        if kept.formula is None:
            raise UsageError(
                f"{kept.name} is a distribution, which stands here for a number", f"it is {kept.text}"
            )
        used[kept.name] = None
        if kept.parameters is None:
            return kept.formula
        orders = node.value[1] if node.head == "undefined" else ()
        return _applied(kept, inside, orders)

    def _refuse_names_in(self, text: str) -> None:
        """A text that is no formula keeps its names: refuse it where one of them is defined."""
        for name in self.known:
            if re.search(rf"(?<![A-Za-z_]){re.escape(name)}(?!\w)", text):
                hint = f"write it out; '{name} =' forgets the definition"
                raise UsageError(f"'{text.strip()}': the value of {name} cannot be put in here", hint)


def _applied(function: Defined, arguments: tuple[Formula, ...], orders: tuple[int | str, ...]) -> Formula:
    """The body with arguments for its parameters, or a derivative of it."""
    assert function.formula is not None
    parameters = function.parameters or ()
    if len(arguments) != len(parameters):
        raise UsageError(
            f"{function.name} takes {len(parameters)} arguments, got {len(arguments)}", str(function)
        )
    body = function.formula
    for parameter, order in zip(parameters, orders, strict=False):
        body = _differentiated(body, parameter, order) if order else body
    values = dict(zip(parameters, arguments, strict=True))
    bound = {node.args[1].value for node in walk(body) if node.head in ("integral", "series")}
    if clash := bound & {n.value for a in arguments for n in walk(a) if n.head == "symbol"}:
        raise _captured(min(clash))

    def visit(node: Formula, inside: tuple[Formula, ...]) -> Formula:
        return (
            values.get(node.value, node) if node.head == "symbol" else Formula(node.head, inside, node.value)
        )

    return fold(body, visit)


def _differentiated(body: Formula, parameter: str, order: int | str) -> Formula:
    from infocalc.calculus.commands import diff
    from infocalc.calculus.options import CalculusOptions

    found = diff(write(body), [parameter, str(order)], CalculusOptions(names=(parameter,))).rows[0].formula
    assert found is not None
    return found


def _refuse_captured(formula: Formula, names: frozenset[str]) -> None:
    """The variable of an integral or a sum has no value and stands for no other."""
    for node in walk(formula):
        if node.head in ("integral", "series") and node.args[1].value in names:
            raise _captured(node.args[1].value)


def _captured(name: str) -> UsageError:
    return UsageError(
        f"{name} is the variable of an integral or a sum here", "give that variable another name"
    )


def free_names(defined: Defined) -> frozenset[str]:
    """The symbols in what a name stands for."""
    if defined.formula is None:
        return frozenset()
    return free_symbols(defined.formula) - frozenset(defined.parameters or ())


def free_symbols(formula: Formula) -> frozenset[str]:
    """The names of the free symbols of a formula."""
    from infocalc.calculus.rules.row import Context

    return Context("").free(formula)


def is_law(text: str) -> bool:
    """Whether a text that is no formula has the looks of a distribution."""
    if len(list(parts(text, ",;"))) > 1 or " on " in text or text.startswith("@"):
        return True
    try:
        return is_named(text)
    except InfocalcError:
        return False


def _is_undefined(name: str) -> bool:
    """Whether the parser reads name(x) as a function known by its name only."""
    try:
        return parse(f"{name}(3)", VOCABULARY).formula.head == "undefined"
    except InfocalcError:
        return False


def _check_name(name: str, parameters: tuple[str, ...] | None) -> None:
    """Refuse a name that means something already, and parameters that are no names."""
    taken = _taken(name, parameters is not None)
    if taken:
        raise UsageError(f"{name} cannot be defined: it is {taken}", "choose another name")
    for parameter in parameters or ():
        if not parameter.isidentifier() or _taken(parameter, False):
            raise UsageError(f"'{parameter}' cannot be a parameter", "for example f(x, y) = x*y")
    if len(set(parameters or ())) < len(parameters or ()):
        raise UsageError(f"{name} has a parameter twice")


def _taken(name: str, is_function: bool) -> str:
    if name in OWN or name in abouts():
        return "a word of the prompt"
    if name in VOCABULARY.functions and (is_function or name not in VOCABULARY.callable_only):
        return f"the function {VOCABULARY.functions[name].name}"
    if is_function and name in spellings().values():
        return f"the family {name}"
    check("name", len(name))
    read = parse(name, VOCABULARY, variables=frozenset((name,))).formula
    return (
        "" if read.head == "symbol" and parse(name, VOCABULARY).formula.head != "constant" else "a constant"
    )
