"""numpy, torch, jax, julia: an answer of vectors and matrices as a function; shared parts are computed once.

Vectors have one dimension where the language has such arrays: a transposed vector is the vector, and two of
them side by side are an inner or an outer product by their order. `solve` stands for inverses in products.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

from infocalc.errors import NoAnswer, UsageError
from infocalc.notation.formula import Formula, same, walk
from infocalc.records import NamedTuple
from infocalc.report.definitions import written_out
from infocalc.report.languages import LANGUAGES
from infocalc.report.matrix_words import WORDS, Words
from infocalc.report.report import Report

SCALAR, COLUMN, ROW, MATRIX = "scalar", "column", "row", "matrix"
_SUM, _SIGN, _PRODUCT, _POWER, _ATOM = range(5)
_OPERATIONS = frozenset("inv det tr diag eye ones kron norm2 sum softmax logsumexp expm vec comm".split())


class Printed(NamedTuple):
    """A text, its kind, and how strongly it binds."""

    text: str
    kind: str
    binds: int


def matrix_code(report: Report, name: str) -> str:
    """The function of a report whose first row is the formula of a vector or a matrix."""
    if name not in WORDS:
        hint = "--format " + ", ".join(WORDS)
        raise UsageError(f"an answer of vectors and matrices cannot be written as {name} code", hint)
    formula = report.rows[0].formula
    assert formula is not None
    free = {node.value for node in walk(formula) if node.head == "symbol"}
    kinds = {n: shape for n, shape in report.kinds.items() if n in free or _gives_size(n, report, free)}
    writer = _Writer(name, kinds, free - set(kinds))
    result = writer.result(written_out(formula, {*LANGUAGES[name].functions, *_OPERATIONS}))
    reserved = LANGUAGES[name].reserved
    arguments = ", ".join(n + "_" if n in reserved else n for n in kinds)
    label = re.sub(r"\W+", "_", report.rows[0].name).strip("_")
    template = LANGUAGES[name].scalar
    body = template.format(name=label, arguments=arguments, lines=writer.lines, result=result)
    return WORDS[name].header + body


def _gives_size(name: str, report: Report, free: set[str]) -> bool:
    """Whether an argument that is not in the formula is the only one that knows a size in it."""
    known = {size for n in free for size in report.kinds.get(n, ())}
    missing = {n for n in free if n not in report.kinds and n not in known}
    return bool(missing & set(report.kinds[name]))


class _Writer:
    """Prints a formula from the inside out."""

    def __init__(self, name: str, kinds: Mapping[str, tuple[str, ...]], sizes: set[str]) -> None:
        self.name, self.language, self.words = name, LANGUAGES[name], WORDS[name]
        self.kinds, self.sizes = kinds, sizes
        self.lines = ""
        self.shared: list[tuple[Formula, Printed]] = []

    def result(self, formula: Formula) -> str:
        parts = [n for n in walk(formula) if n.args and n.head not in ("transpose", "neg")]
        count = Counter(map(_key, parts))
        for part in sorted(parts, key=lambda n: n.height):
            if count[_key(part)] > 1 and not any(same(part, known) for known, _ in self.shared):
                printed = self.printed(part)
                label = f"t{len(self.shared) + 1}"
                self.lines += self.language.assignment.format(name=label, value=printed.text)
                self.shared.append((part, Printed(label, printed.kind, _ATOM)))
        return self.printed(formula).text

    def printed(self, node: Formula) -> Printed:
        for part, known in self.shared:
            if same(part, node):
                return known
        rule = _RULES.get(node.head)
        if rule is None:
            raise NoAnswer(f"{node.head} cannot be written as {self.name} code")
        return rule(self, node)

    def held(self, node: Formula | Printed, least: int) -> str:
        found = node if isinstance(node, Printed) else self.printed(node)
        return found.text if found.binds >= least else f"({found.text})"

    # ── leaves ──────────────────────────────────────────────────────────────────────────────────

    def number(self, node: Formula) -> Printed:
        p, q = node.value
        whole = self.language.whole
        return (
            Printed(whole.format(p), SCALAR, _ATOM)
            if q == 1
            else Printed(f"{whole.format(p)}/{q}", SCALAR, _PRODUCT)
        )

    def constant(self, node: Formula) -> Printed:
        if node.value not in self.language.constants:
            raise NoAnswer(f"the constant {node.value} cannot be written as {self.name} code")
        return Printed(self.language.constants[str(node.value)], SCALAR, _ATOM)

    def symbol(self, node: Formula) -> Printed:
        if node.value in self.sizes:
            return Printed(self.size(node), SCALAR, _ATOM)
        shape = self.kinds[node.value]
        kind = (SCALAR, COLUMN, MATRIX)[len(shape)]
        return Printed(node.value + "_" * (node.value in self.language.reserved), kind, _ATOM)

    def size(self, node: Formula) -> str:
        """A size by the axis of an argument: A.shape[0]."""
        if node.head == "number":
            return str(node.value[0])
        if node.head == "product":
            return "*".join(map(self.size, node.args))
        for name, shape in self.kinds.items():
            if node.value in shape:
                axis = shape.index(node.value) + (1 if self.words.rows else 0)
                return self.words.sized.format(name, axis)
        raise NoAnswer(f"no argument knows the size {node.value}")

    # ── operations ──────────────────────────────────────────────────────────────────────────────

    def sum(self, node: Formula) -> Printed:
        parts = [self.printed(part.args[0] if part.head == "neg" else part) for part in node.args]
        kind = next((p.kind for p in parts if p.kind != SCALAR), SCALAR)
        plain = kind == SCALAR or all(p.kind == kind for p in parts)
        plus, minus = (" + ", " - ") if plain else (self.words.plus, self.words.minus)
        text = ""
        for k, (part, printed) in enumerate(zip(node.args, parts, strict=True)):
            sign = (minus if k else "-") if part.head == "neg" else (plus if k else "")
            text += sign + self.held(printed, _PRODUCT)
        return Printed(text, kind, _SUM)

    def neg(self, node: Formula) -> Printed:
        inner = self.printed(node.args[0])
        return Printed("-" + self.held(inner, _PRODUCT), inner.kind, _SIGN)

    def transpose(self, node: Formula) -> Printed:
        inner = self.printed(node.args[0])
        kind = {COLUMN: ROW, ROW: COLUMN}.get(inner.kind, inner.kind)
        if kind != MATRIX and not self.words.rows:
            return inner._replace(kind=kind)
        return Printed(self.words.transpose.format(self.held(inner, _ATOM)), kind, _ATOM)

    def product(self, node: Formula) -> Printed:
        """Scalars in front; from the right where an inverse meets a column, from the left otherwise."""
        parts, fronts = list(node.args), []
        while len(parts) > 1 and self.printed(parts[0]).kind == SCALAR:
            fronts.append(self.held(parts.pop(0), _PRODUCT))
        found = self.printed(parts.pop())
        while parts:
            found = self._joined(parts.pop(), found)
        if not fronts:
            return found
        return Printed("*".join([*fronts, self.held(found, _POWER)]), found.kind, _PRODUCT)

    def _joined(self, left: Formula, right: Printed) -> Printed:
        inner = left.args[0] if left.head == "transpose" else left
        if inner.head == "call" and inner.value == "inv" and right.kind in (COLUMN, MATRIX):
            matrix = self.printed(inner.args[0])
            text = (
                self.held(matrix, _ATOM)
                if left is inner
                else self.words.transpose.format(self.held(matrix, _ATOM))
            )
            return Printed(self.words.solve.format(text, right.text), right.kind, _ATOM)
        a = self.printed(left)
        if SCALAR in (a.kind, right.kind):
            kind = right.kind if a.kind == SCALAR else a.kind
            return Printed(f"{self.held(a, _PRODUCT)}*{self.held(right, _POWER)}", kind, _PRODUCT)
        kind, template = _product_of(a.kind, right.kind, self.words)
        least = _PRODUCT if template == self.words.product else _SUM
        above = _POWER if template == self.words.product else _SUM
        text = template.format(self.held(a, least), self.held(right, above))
        return Printed(text, kind, _ATOM if "(" in template else _PRODUCT)

    def quotient(self, node: Formula) -> Printed:
        above, below = map(self.printed, node.args)
        return Printed(f"{self.held(above, _PRODUCT)}/{self.held(below, _POWER)}", above.kind, _PRODUCT)

    def entrywise(self, node: Formula) -> Printed:
        if len(node.args) == 1:
            return self._function(str(node.value), [self.printed(node.args[0])])
        a, b = map(self.printed, node.args)
        kind = b.kind if a.kind == SCALAR else a.kind
        sign = {"*": self.words.times, "/": self.words.over, "^": self.words.power}[node.value]
        least = _ATOM if node.value == "^" else _PRODUCT
        right = _ATOM if node.value == "^" else _POWER
        binds = _POWER if node.value == "^" else _PRODUCT
        return Printed(f"{self.held(a, least)}{sign}{self.held(b, right)}", kind, binds)

    def power(self, node: Formula) -> Printed:
        base, exponent = node.args
        if base.head == "constant" and base.value == "e":
            return self._function("exp", [self.printed(exponent)])
        a, k = self.printed(base), self.printed(exponent)
        if a.kind == MATRIX:
            return Printed(
                self.words.matrix_power.format(self.held(a, _ATOM), self.held(k, _ATOM)), MATRIX, _ATOM
            )
        text = self.language.power.format(self.held(a, _ATOM), self.held(k, _ATOM))
        return Printed(text, SCALAR, _POWER)

    # ── calls ───────────────────────────────────────────────────────────────────────────────────

    def call(self, node: Formula) -> Printed:
        name = str(node.value)
        if name in ("eye", "comm", "ones"):
            return self._of_sizes(node)
        if name == "log":
            special = self._logarithm(node.args[0])
            if special is not None:
                return special
        parts = [self.printed(part) for part in node.args]
        if name not in _OPERATIONS:
            return self._function(name, parts)
        kind = _KINDS.get(name, SCALAR)
        word = name
        if name == "diag":
            word, kind = ("diagonal", COLUMN) if parts[0].kind == MATRIX else ("diag", MATRIX)
        if name == "softmax":
            kind = parts[0].kind
        template = getattr(self.words, word)
        texts = [self.held(p, _ATOM) if "{0}." in template else p.text for p in parts]
        return Printed(template.format(*texts), kind, _ATOM)

    def _of_sizes(self, node: Formula) -> Printed:
        sizes = [self.size(part) for part in node.args]
        word = "table_of_ones" if node.value == "ones" and len(sizes) == 2 else str(node.value)
        kind = COLUMN if word == "ones" else MATRIX
        return Printed(getattr(self.words, word).format(*sizes), kind, _ATOM)

    def _logarithm(self, inner: Formula) -> Printed | None:
        """log(det(X)) by logdet, log(1 + e^u) without overflow."""
        if inner.head == "call" and inner.value == "det":
            return Printed(self.words.logdet.format(self.printed(inner.args[0]).text), SCALAR, _ATOM)
        if inner.head == "sum" and len(inner.args) == 2:
            one, power = inner.args
            exp = power.head == "call" and power.value == "exp"
            if one.head == "number" and one.value == (1, 1) and exp:
                u = self.printed(power.args[0])
                return Printed(self.words.logaddexp.format(u.text), u.kind, _ATOM)
        return None

    def _function(self, name: str, parts: list[Printed]) -> Printed:
        """A function of numbers, entry by entry where it is given more."""
        template = self.language.functions.get(name)
        if template is None:
            raise NoAnswer(f"{name} cannot be written as {self.name} code")
        kind = next((p.kind for p in parts if p.kind != SCALAR), SCALAR)
        if kind != SCALAR and "{1}" in self.words.applied:
            if len(parts) > 1:
                raise NoAnswer(f"{name} of several vectors cannot be written as {self.name} code")
            body = template.replace("{all}", "{0}").format("u")
            return Printed(self.words.applied.format(body, parts[0].text), kind, _ATOM)
        twice = template.count("{0}") > 1 or "-{0}" in template
        texts = [self.held(p, _ATOM) if twice else p.text for p in parts]
        everything = ", ".join(texts)
        return Printed(template.replace("{all}", "{all_}").format(*texts, all_=everything), kind, _ATOM)


def _key(node: Formula) -> str:
    return repr(node)


def _product_of(a: str, b: str, words: Words) -> tuple[str, str]:
    """The kind of a product of two factors, and how it is written."""
    if a == COLUMN and b == ROW:
        return MATRIX, words.outer
    kind = {(ROW, COLUMN): SCALAR, (ROW, MATRIX): ROW, (MATRIX, COLUMN): COLUMN}.get((a, b), MATRIX)
    return kind, words.product


_KINDS = dict.fromkeys(("inv", "expm", "kron"), MATRIX) | {"vec": COLUMN}
_RULES: dict[str, Callable[[_Writer, Formula], Printed]] = {
    "number": _Writer.number,
    "constant": _Writer.constant,
    "symbol": _Writer.symbol,
    "sum": _Writer.sum,
    "neg": _Writer.neg,
    "transpose": _Writer.transpose,
    "product": _Writer.product,
    "quotient": _Writer.quotient,
    "entrywise": _Writer.entrywise,
    "power": _Writer.power,
    "call": _Writer.call,
}
