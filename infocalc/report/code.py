"""python, numpy, torch, jax, c, julia: the answer as a function in code, shared parts computed once.

Why not SymPy's printers: they print the form that SymPy makes of an answer, and take 0.34 s to import.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from infocalc.errors import NoAnswer, UsageError
from infocalc.notation.formula import Formula, fold
from infocalc.records import NamedTuple
from infocalc.report.cells import answer_rows
from infocalc.report.definitions import written_out
from infocalc.report.languages import LANGUAGES, Language
from infocalc.report.render import Renderer, RenderOptions, renders
from infocalc.report.report import Report

#: how strongly a printed form binds
_CHOICE, _OR, _AND, _RELATION, _SUM, _PRODUCT, _SIGN, _POWER, _ATOM = range(9)
#: functions that are written by rules of their own in every language
_SHAPED = ("root", "softmax")
_INFIX = {"and": _AND, "or": _OR, "relation": _RELATION}


class Shared(NamedTuple):
    """A formula of which equal parts are one: head, value, places of the parts in the table."""

    head: str
    value: Any
    args: tuple[int, ...]


class Printed(NamedTuple):
    """A text and how strongly it binds."""

    text: str
    binds: int


def _renderer(name: str) -> Renderer:
    def render(report: Report, _: RenderOptions) -> str:
        return _code(report, name, LANGUAGES[name])

    return render


for _name in LANGUAGES:
    renders(_name)(_renderer(_name))


def _code(report: Report, language_name: str, language: Language) -> str:
    """The whole function: its head, the shared parts, the result."""
    if report.kinds:
        from infocalc.report.matrix_code import matrix_code

        return matrix_code(report, language_name)
    rows = answer_rows(report)
    formulas = [row.formula for row in rows if row.formula is not None]
    if len(formulas) != len(rows):
        raise UsageError("the answer has no formula to print as code", "leave --format out for the number")
    known = {*language.functions, *_SHAPED}
    table, roots = _interned([written_out(formula, known) for formula in formulas])
    names = _arguments(report, table, language)
    writer = _Writer(language_name, language, table, names)
    results = writer.results(roots)
    template = language.matrix if report.shape else language.scalar
    name = _word(report.command if report.shape else rows[0].name)
    arguments = ", ".join(language.argument.format(name=names[n]) for n in names)
    size = {"rows": report.shape[0], "columns": report.shape[-1]} if report.shape else {}
    result = _matrix(results, report.shape, language) if report.shape else results[0]
    body = template.format(name=name, arguments=arguments, lines=writer.lines, result=result, **size)
    return language.header + body


def _word(label: str) -> str:
    """df/dx as df_dx."""
    return re.sub(r"\W+", "_", label).strip("_")


def _matrix(results: Sequence[str], shape: tuple[int, ...], language: Language) -> str:
    columns = shape[-1]
    lines = [results[k : k + columns] for k in range(0, len(results), columns)]
    if language.rows[1] == "":  # C fills the array it is given
        places = ((i, j, e) for i, line in enumerate(lines) for j, e in enumerate(line))
        return "".join(f"    out[{i}][{j}] = {e};\n" for i, j, e in places)
    whole, between, row, within = language.rows
    return whole.format(between.join(row.format(within.join(line)) for line in lines))


# ── equal parts once ─────────────────────────────────────────────────────────────────────────────


def _interned(formulas: Sequence[Formula]) -> tuple[list[Shared], list[int]]:
    """The distinct parts, each after its own parts, and the places of the formulas."""
    table: list[Shared] = []
    places: dict[Shared, int] = {}

    def visit(node: Formula, parts: tuple[int, ...]) -> int:
        key = Shared(node.head, node.value, parts)
        if key not in places:
            places[key] = len(table)
            table.append(key)
        return places[key]

    return table, [fold(formula, visit) for formula in formulas]


def _arguments(report: Report, table: Sequence[Shared], language: Language) -> dict[str, str]:
    """The variables and then the other symbols, under names that the language allows."""
    free = sorted(str(node.value) for node in table if node.head == "symbol")
    order = dict.fromkeys([*(report.input.get("wrt") or ()), *free])
    return {name: name + "_" if name in language.reserved else name for name in order}


class _Writer:
    """Prints the nodes of a table; parts that are used twice become lines of their own."""

    def __init__(self, name: str, language: Language, table: Sequence[Shared], names: dict[str, str]) -> None:
        self.name, self.language, self.table, self.names = name, language, table, names
        self.lines = ""
        self.printed: dict[int, Printed] = {}
        self.moving = self._moving()

    def _moving(self) -> set[int]:
        """The nodes with symbols in them."""
        found: set[int] = set()
        for i, node in enumerate(self.table):
            if node.head == "symbol" or any(part in found for part in node.args):
                found.add(i)
        return found

    def results(self, roots: Sequence[int]) -> list[str]:
        uses = Counter(part for node in self.table for part in node.args) + Counter(roots)
        if any(node.head == "piecewise" for node in self.table):
            uses.clear()  # a part may have a value only where its condition holds
        taken = set(self.names.values())
        for i, node in enumerate(self.table):
            self.printed[i] = self._node(i, node)
            if uses[i] > 1 and node.args and node.head not in ("neg", "relation", "and", "or"):
                name = self._fresh(taken)
                self.lines += self.language.assignment.format(name=name, value=self.printed[i].text)
                self.printed[i] = Printed(name, _ATOM)
        return [self.printed[root].text for root in roots]

    def _fresh(self, taken: set[str]) -> str:
        k = 1
        while f"t{k}" in taken:
            k += 1
        taken.add(f"t{k}")
        return f"t{k}"

    def _part(self, i: int, least: int) -> str:
        """A part, in parentheses where it binds less than what stands around it."""
        found = self.printed[i]
        return found.text if found.binds >= least else f"({found.text})"

    def _node(self, i: int, node: Shared) -> Printed:
        writers: dict[str, Callable[[int, Shared], Printed]] = {
            "number": self._number,
            "symbol": lambda _, n: Printed(self.names[str(n.value)], _ATOM),
            "constant": self._constant,
            "sum": self._sum,
            "neg": lambda _, n: Printed("-" + self._part(n.args[0], _PRODUCT), _SIGN),
            "product": lambda _, n: Printed("*".join(self._part(a, _PRODUCT) for a in n.args), _PRODUCT),
            "quotient": self._quotient,
            "power": self._power,
            "call": self._call,
            "piecewise": self._piecewise,
            "relation": self._infix,
            "and": self._infix,
            "or": self._infix,
        }
        if node.head not in writers:
            what = f"{node.value[0]}(…)" if isinstance(node.value, tuple) else node.head
            raise NoAnswer(f"{what} cannot be written as {self.name} code")
        return writers[node.head](i, node)

    def _number(self, _: int, node: Shared) -> Printed:
        p, q = node.value
        whole = self.language.whole
        return Printed(whole.format(p), _ATOM) if q == 1 else Printed(f"{whole.format(p)}/{q}", _PRODUCT)

    def _constant(self, _: int, node: Shared) -> Printed:
        if node.value == "true":  # the condition of what is left, which is not printed
            return Printed("", _ATOM)
        if node.value not in self.language.constants:
            raise NoAnswer(f"the constant {node.value} cannot be written as {self.name} code")
        return Printed(self.language.constants[str(node.value)], _ATOM)

    def _sum(self, _: int, node: Shared) -> Printed:
        text = ""
        for k, part in enumerate(node.args):
            inner = self.table[part]
            if k and inner.head == "neg" and self.printed[part].binds == _SIGN:
                text += " - " + self._part(inner.args[0], _PRODUCT)
            else:
                text += (" + " if k else "") + self._part(part, _PRODUCT if k else _SUM)
        return Printed(text, _SUM)

    def _quotient(self, _: int, node: Shared) -> Printed:
        above, below = node.args
        return Printed(f"{self._part(above, _PRODUCT)}/{self._part(below, _SIGN)}", _PRODUCT)

    def _power(self, i: int, node: Shared) -> Printed:
        base, exponent = node.args
        if self.table[base] == Shared("constant", "e", ()):
            return self._applied("exp", (exponent,), i)
        if not self.language.power_binds:
            parts = (self.printed[base].text, self.printed[exponent].text)
            return Printed(self.language.power.format(*parts), _ATOM)
        parts = (self._part(base, _ATOM), self._part(exponent, _ATOM))
        return Printed(self.language.power.format(*parts), _POWER)

    def _call(self, i: int, node: Shared) -> Printed:
        if node.value == "root":
            return Printed(self._root(node), _ATOM)
        if node.value == "softmax":
            return self._softmax(node)
        return self._applied(str(node.value), node.args, i)

    def _applied(self, name: str, args: tuple[int, ...], i: int) -> Printed:
        """A function of the language; of numbers alone where those are written otherwise."""
        language = self.language
        functions = language.alone if language.alone and i not in self.moving else language.functions
        template = functions.get(name)
        if template is None:
            raise NoAnswer(f"{name} cannot be written as {self.name} code", self._elsewhere(name))
        texts = [self.printed[a].text for a in args]
        if template.count("{0}") > 1 or "-{0}" in template:
            texts = [self._part(a, _ATOM) for a in args]
        if "{1}" in template and "{2}" not in template:  # max and min of two are those of more
            while len(texts) > 2:
                texts = [template.format(*texts[:2]), *texts[2:]]
        everything = ", ".join(texts)
        return Printed(template.replace("{all}", "{all_}").format(*texts, all_=everything), _ATOM)

    def _elsewhere(self, name: str) -> str | None:
        others = [other for other, row in LANGUAGES.items() if name in row.functions]
        return f"--format {others[0]} has it" if others else None

    def _root(self, node: Shared) -> str:
        """The real n-th root for odd n: sign(x)·|x|^(1/n)."""
        x, n = (self.printed[a].text for a in node.args)
        size = self.language.functions["abs"].format(x)
        sign = self.language.functions["sign"].format(f"({x})")
        return f"({sign}*" + self.language.power.format(size, f"(1.0/{n})") + ")"

    def _softmax(self, node: Shared) -> Printed:
        """softmax(x₁, …, xₙ)_i = e^(xᵢ)/Σ e^(xⱼ)."""
        index, *args = node.args
        p, _ = self.table[index].value
        exp = self.language.functions["exp"]
        parts = [exp.format(self.printed[a].text) for a in args]
        return Printed(f"{parts[p - 1]}/({' + '.join(parts)})", _PRODUCT)

    def _infix(self, _: int, node: Shared) -> Printed:
        sign = str(node.value) if node.head == "relation" else node.head
        operator = self.language.operators.get(sign, sign)
        spaced = operator if operator.startswith(" ") else f" {operator} "
        return Printed("(" + spaced.join(self._part(a, _SUM) for a in node.args) + ")", _ATOM)

    def _piecewise(self, _: int, node: Shared) -> Printed:
        """Nested choices; where no condition holds the value is not a number."""
        *pairs, value, condition = node.args
        last = self.table[condition] == Shared("constant", "true", ())
        text = self.printed[value].text if last else self.language.constants["nan"]
        if not last:
            pairs = [*pairs, value, condition]
        for k in range(len(pairs) - 2, -1, -2):
            inside = (self.printed[pairs[k]].text, self.printed[pairs[k + 1]].text, text)
            text = self.language.choice.format(*inside)
        return Printed(text, _ATOM)
