"""Distributions by formula: `exp(-x) on [0, oo)`, `1/(b-a) on x in [a, b]`, `(1-p)^(k-1)*p on k in 1..oo`.

Read here; that they are distributions is shown in `normalisation.py`, their measures are in `kernels.py`
(closed forms), `by_sympy.py` (SymPy) and `numeric.py` (numbers).
"""

from __future__ import annotations

from collections.abc import Mapping

from infocalc.errors import DistributionError, InfocalcError, Span
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import subs
from infocalc.information.densities.law import Component, Law, before
from infocalc.integration.analytic import Unsupported
from infocalc.integration.logarithms import log
from infocalc.integration.ranges import MINUS_OO
from infocalc.notation.brackets import split
from infocalc.notation.formula import Formula
from infocalc.notation.patterns import pattern
from infocalc.records import NamedTuple

ON = pattern(r"\s+(?:on|for)\s+")
NAMED = pattern(r"\s*([^\W\d]\w*)\s*(?:in|∈)\s*")
INTEGERS = pattern(r"(?s)\s*(.+?)\s*(?:\.\.+|…)\s*(.+?)\s*$")
CHAIN = pattern(r"(?s)\s*(.+?)\s*(<=|≤|<)\s*([^\W\d]\w*)\s*(<=|≤|<)\s*(.+?)\s*$")
_BRACKET = pattern(r"(?s)\s*([\[\(\]])(.*)([\]\)\[])\s*$")
HALF = pattern(r"(?s)\s*([^\W\d]\w*)\s*(<=|≤|<|>=|≥|>)\s*(.+?)\s*$")
TURNED = pattern(r"\s*([^<>≤≥=]+?)\s*(<=|≤|<|>=|≥|>)\s*([^\W\d]\w*)\s*$")
WHOLE = pattern(r"\s*(?:R|ℝ|reals?)\s*$")

HINT = "write it as  f(x) on [a, b]  or  f(x) on x in (0, oo);  a pmf as  p(k) on k in 1..oo"


class Density(NamedTuple):
    """f(x) on (low, high), or the pmf f(k) on low..high; `text` is the operand as typed.

    `warnings` name other readings of its formulas.
    """

    formula: Formula
    f: Expr
    variable: str
    low: Expr
    high: Expr
    discrete: bool
    text: str
    warnings: tuple[str, ...] = ()

    @property
    def parameters(self) -> frozenset[str]:
        """The free symbols apart from the variable."""
        return (self.f.free - {self.variable}) | self.low.free | self.high.free

    def at(self, values: Mapping[str, Expr]) -> Density:
        """The same with parameters replaced by values."""
        known = {name: value for name, value in values.items() if name != self.variable}
        f, low, high = (subs(e, known) for e in (self.f, self.low, self.high))
        return self._replace(f=f, low=low, high=high)

    def scaled(self, factor: Expr) -> Density:
        """factor·f."""
        f = X.mul(factor, self.f)
        return self._replace(f=f)

    def law(self, name: str = "P") -> Law:
        """The density as the numeric routes take it."""
        part = Component(self.low, self.high, log(self.f))
        return Law((part,), self.variable, self.discrete, name)


class _Range(NamedTuple):
    """Where the formula lives: texts of the ends with their places, the variable if it is named."""

    variable: str | None
    low: Span | None
    high: Span | None
    discrete: bool


def is_density(text: str) -> bool:
    """Whether an operand is a formula with a range: the word `on` outside parentheses."""
    return _split(text) is not None


def _split(text: str) -> tuple[int, int] | None:
    """The place of the last ` on `, preferably outside of brackets."""
    found = [match.span() for match in ON.finditer(text)]
    balanced = [
        span
        for span in found
        if all(text[: span[0]].count(a) == text[: span[0]].count(b) for a, b in ("()", "[]", "{}"))
    ]
    # where no parenthesis is closed before it, the parser will say so
    chosen = balanced or found
    return chosen[-1] if chosen else None


def read(text: str, values: Mapping[str, Expr] | None = None) -> Density:
    """The density that an operand states, parameters replaced by `values`."""
    place = _split(text)
    if place is None:
        raise DistributionError("a density needs a range", hint=HINT, span=(0, len(text)), text=text)
    over = _range(text, place[1])
    formula, f, warnings = _formula(text, (0, place[0]), over.variable)
    low, of_low = _end(text, over.low, MINUS_OO)
    high, of_high = _end(text, over.high, X.OO)
    warnings = (*warnings, *of_low, *of_high)
    values = values or {}
    ends = low.free | high.free
    variable = over.variable or _variable(f.free - values.keys(), ends, over.discrete, text, place[0])
    found = Density(formula, f, variable, low, high, over.discrete, text, warnings).at(values)
    _check_order(found, (place[1], len(text)))
    return found


def _check_order(density: Density, span: Span) -> None:
    try:
        wrong = not density.low.free and not density.high.free and before(density.high, density.low)
    except Unsupported:
        wrong = False
    empty = density.low is density.high and not density.discrete
    if wrong or empty:
        raise DistributionError(
            "the range is empty: its end is not after its start", span=span, text=density.text
        )


def _range(text: str, start: int) -> _Range:
    """What stands after `on`."""
    variable, rest = None, start
    named = NAMED.match(text, start)
    if named:
        variable, rest = named.group(1), named.end()
    bracket = _BRACKET.match(text[rest:])
    if bracket and ".." not in text[rest:]:
        below, *above = split(bracket.group(2), ",;")
        if above:
            first, last = rest + bracket.start(2), rest + bracket.end(2)
            end = first + len(below)
            return _Range(variable, (first, end), (end + 1, last), False)
    if WHOLE.match(text, rest):
        return _Range(variable, None, None, False)
    return _unbracketed(text, rest, variable)


def _unbracketed(text: str, rest: int, variable: str | None) -> _Range:
    integers = INTEGERS.match(text, rest)
    if integers:
        return _Range(variable, integers.span(1), integers.span(2), True)
    chain = CHAIN.match(text, rest)
    if chain and variable is None:
        return _Range(chain.group(3), chain.span(1), chain.span(5), False)
    half = HALF.match(text, rest)
    if half and variable is None:
        below = half.group(2) in ("<=", "≤", "<")
        low, high = (None, half.span(3)) if below else (half.span(3), None)
        return _Range(half.group(1), low, high, False)
    turned = TURNED.match(text, rest)
    if turned and variable is None:
        above = turned.group(2) in ("<=", "≤", "<")
        low, high = (turned.span(1), None) if above else (None, turned.span(1))
        return _Range(turned.group(3), low, high, False)
    raise DistributionError(
        "the range after 'on' is not understood", hint=HINT, span=(rest, len(text)), text=text
    )


def _formula(text: str, span: Span, variable: str | None) -> tuple[Formula, Expr, tuple[str, ...]]:
    """The formula in text[span], with places that count in the whole text, and its other readings."""
    from infocalc.algebra.engine import lower
    from infocalc.functions import VOCABULARY
    from infocalc.notation.parser import parse

    blanked = " " * span[0] + text[span[0] : span[1]]
    if not blanked.strip():
        raise DistributionError("the formula is missing", hint=HINT, span=span, text=text)
    names = frozenset((variable,)) if variable else frozenset()
    try:
        reading = parse(blanked, VOCABULARY, variables=names)
        return reading.formula, lower(reading.formula, blanked), reading.warnings
    except InfocalcError as problem:
        problem.text = text
        raise


def _end(text: str, span: Span | None, otherwise: Expr) -> tuple[Expr, tuple[str, ...]]:
    """An end of the range and the other readings of it."""
    if span is None:
        return otherwise, ()
    word = text[span[0] : span[1]].strip().lower().replace(" ", "")
    if word.lstrip("+-−") in ("oo", "inf", "infinity", "infty", "∞", "\\infty"):
        return (MINUS_OO if word[0] in "-−" else X.OO), ()
    return _formula(text, span, None)[1:]


def _variable(free: frozenset[str], ends: frozenset[str], discrete: bool, text: str, end: int) -> str:
    """The only free symbol; among several, the one that is usual and no end of the range."""
    left = free - ends
    if len(left) == 1:
        return next(iter(left))
    if not left:
        # a constant density, such as 1/2 on [0, 2]
        return "k" if discrete else "x"
    for usual in ("k", "n", "x") if discrete else ("x", "y", "t"):
        if usual in left:
            return usual
    names = ", ".join(sorted(left))
    example = "... on k in 1..oo" if discrete else "... on x in [0, 1]"
    raise DistributionError(
        f"which of {names} is the variable?", hint=f"name it: {example}", span=(0, end), text=text
    )
