"""EXPECTED of --check: an answer as people write it, with the names of the question and no others.

df/dx and \\frac{df}{dg}(g(x)) are derivatives of functions in the question, σ alone is its sigmoid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from infocalc.algebra.derivative import derivative
from infocalc.algebra.engine import lift, lower
from infocalc.algebra.point import meant, variable_name
from infocalc.calculus.claims import claims, name_of
from infocalc.calculus.typed_slopes import with_primes
from infocalc.errors import UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import VOCABULARY, subs, with_parts
from infocalc.functions.row import is_parametric
from infocalc.notation.brackets import split
from infocalc.notation.differential import operator_in
from infocalc.notation.formula import Formula, fold, symbol, walk
from infocalc.notation.greek import LETTERS
from infocalc.notation.parser import parse
from infocalc.notation.sides import sides
from infocalc.records import NamedTuple

if TYPE_CHECKING:
    from infocalc.calculus.differentiated import Differentiated
    from infocalc.calculus.options import CalculusOptions


class Names(NamedTuple):
    """What a question speaks of: symbols; by name functions and calls that occur once; all functions.

    `defined` is f of a question f(x) = …, with the variables that it names.
    """

    symbols: frozenset[str]
    applied: dict[str, Expr]
    called: dict[str, Expr]
    functions: frozenset[str]
    defined: dict[str, tuple[tuple[str, ...], Expr]]

    def known(self) -> frozenset[str]:
        return self.symbols | self.applied.keys() | self.defined.keys()


class Expected(NamedTuple):
    """One expression for each entry, row-major, for each side of A = B; what its reader should be told.

    `below` stands below the bars as typed: EXPECTED has no value where it is 0.
    """

    sides: list[list[Expr]]
    warnings: tuple[str, ...]
    below: tuple[Expr, ...]


def expected_answers(text: str, draft: Differentiated, options: CalculusOptions) -> Expected:
    """What EXPECTED claims of the answer."""
    names = _names(draft, options)
    written = with_primes(text, names.applied)
    labels = {name for name, _ in draft.entries}
    warnings: dict[str, None] = {}
    found: list[list[Expr]] = []
    below: list[Expr] = []
    for side in claims(written, labels, names.symbols | names.applied.keys()):
        answers, said, bars = _entries(_bracketed(side) if draft.shape else side, names, draft, options)
        found.append(answers)
        below += bars
        warnings.update(dict.fromkeys(said))
    return Expected(found, tuple(warnings), tuple(dict.fromkeys(below)))


def _bracketed(text: str) -> str:
    """a, b and <a, b> as [a, b]."""
    text = text.strip()
    if text.startswith("<") and text.endswith(">"):
        return f"[{text[1:-1]}]"
    return f"[{text}]" if len(split(text)) > 1 else text


def _entries(
    text: str, names: Names, draft: Differentiated, options: CalculusOptions
) -> tuple[list[Expr], list[str], list[Expr]]:
    variables = names.symbols
    if operator_in(text):
        variables, text = variables | _differentials(names), text.replace("∂", "d").replace("\\partial", "d")
    reading = parse(text, VOCABULARY, variables=variables, complex_unit=options.complex_unit)
    formula = _with_derivatives(_with_factors(reading.formula, names), names, text)
    parts = _flat(formula) if draft.shape else [formula]
    if len(parts) != len(draft.entries):
        raise UsageError(
            f"the answer has {len(draft.entries)} entries, the expected one {len(parts)}",
            hint="write a vector as [a, b] and a matrix as [[a, b], [c, d]]",
        )
    _refuse_strangers(formula, names, text)
    said = [f"--check: {warning}" for warning in reading.warnings if "(or --names" not in warning]
    bars = [node.args[1] for node in outside_cases(formula) if node.head == "quotient"]
    answers, below = ([_with_arguments(lower(part, text), names) for part in some] for some in (parts, bars))
    return answers, said, [e for e in below if e.words.isdisjoint((X.FAMILY, X.UNDEF))]


def outside_cases(formula: Formula) -> Iterator[Formula]:
    """The nodes of a formula that have a value wherever it has one."""
    yield formula
    if formula.head not in ("piecewise", "integral", "series", "relation"):
        for part in formula.args:
            yield from outside_cases(part)


def _flat(formula: Formula) -> list[Formula]:
    """[[a, b], [c, d]] as a, b, c, d."""
    if formula.head != "list":
        return [formula]
    return [entry for part in formula.args for entry in (part.args if part.head == "list" else (part,))]


def _names(draft: Differentiated, options: CalculusOptions) -> Names:
    abbreviations = [text.partition("=")[0].strip() for text in options.in_terms_of]
    given = [variable_name(name) for name in (*options.at, *options.implicit)]
    functions = [s.expr for s in draft.subjects] + [e for _, e in draft.entries]
    symbols = frozenset((*draft.variables, *given, *abbreviations)).union(*(e.free for e in functions))
    nodes = list(dict.fromkeys(node for e in functions for node in X.nodes(e)))
    applied = _unique(
        (n.data[0], X.undefined(n.data[0], (0,) * len(n.args), n.args))
        for n in nodes
        if n.head == X.UNDEF and not is_parametric(n)
    )
    called = _unique((node.data, node) for node in nodes if node.head == X.CALL)
    named = frozenset(n.data[0] for n in nodes if n.head == X.UNDEF)
    return Names(symbols - applied.keys(), applied, called, named, _defined(draft, symbols))


def _defined(draft: Differentiated, symbols: frozenset[str]) -> dict[str, tuple[tuple[str, ...], Expr]]:
    """f of f(x) = … and y of y = …, where the name is no symbol of the question."""
    if len(draft.subjects) != 1 or "=" not in draft.subjects[0].text:
        return {}
    subject = draft.subjects[0]
    name = name_of(sides(subject.text)[0])
    if name is None or name in symbols or name in VOCABULARY.functions:
        return {}
    return {name: (subject.variables or draft.variables, subject.expr)}


def _unique(pairs: Iterable[tuple[str, Expr]]) -> dict[str, Expr]:
    """The names that stand for one thing only."""
    found: dict[str, set[Expr]] = {}
    for name, e in pairs:
        found.setdefault(name, set()).add(e)
    return {name: next(iter(several)) for name, several in found.items() if len(several) == 1}


# ── names without their arguments ────────────────────────────────────────────────────────────────


def _with_factors(formula: Formula, names: Names) -> Formula:
    """σ(1 − σ) as a product: what also stands alone within is no function there."""

    def visit(node: Formula, parts: tuple[Formula, ...]) -> Formula:
        again = Formula(node.head, parts, node.value, node.span)
        if node.head != "call" or len(parts) != 1:
            return again
        alone = [n for n in walk(parts[0]) if n.head == "symbol" and _function(n.value, names) == node.value]
        return Formula("product", (symbol(alone[0].value), parts[0]), None, node.span) if alone else again

    return fold(formula, visit)


def _function(name: str, names: Names) -> str | None:
    """The function of the question that a name alone stands for."""
    word = VOCABULARY.functions.get(name) or VOCABULARY.functions.get(LETTERS.get(name, name))
    return word.name if word is not None and name not in names.symbols and word.name in names.called else None


def _with_arguments(e: Expr, names: Names) -> Expr:
    """f as f(x), f' as f'(x), σ as sigmoid(x): the arguments are those of the question."""

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        name = node.data if node.head == X.SYM else node.data[0] if node.head == X.UNDEF else None
        if name in names.defined:
            return _as_defined(node, parts, *names.defined[name])
        if node.head == X.SYM and node.data not in names.symbols:
            function = _function(node.data, names)
            return names.called[function] if function else names.applied.get(node.data, node)
        if node.head == X.UNDEF and not parts and node.data[0] in names.applied:
            return X.undefined(node.data[0], node.data[1], names.applied[node.data[0]].args)
        return with_parts(node, parts)

    return X.fold(e, visit)


def _as_defined(node: Expr, parts: tuple[Expr, ...], variables: tuple[str, ...], f: Expr) -> Expr:
    """f(a) or f'(a) of a question f(x) = …; f alone is f(x)."""
    orders = node.data[1] if node.head == X.UNDEF else ()
    for x, n in zip(variables, orders, strict=False):
        for _ in range(n):
            f = derivative(f, x)
    return subs(f, dict(zip(variables, parts, strict=True))) if len(parts) == len(variables) else f


def _refuse_strangers(formula: Formula, names: Names, text: str) -> None:
    """Refuse a name that is not of the question: a free symbol would make every answer false."""
    nodes = list(walk(formula))
    bound = {node.args[1].value for node in nodes if node.head in ("integral", "series")}
    known = names.known() | bound
    for node in nodes:
        name = node.value if node.head == "symbol" else node.value[0] if node.head == "undefined" else None
        if node.head == "undefined" and (
            name in VOCABULARY.functions or (node.args and name in names.functions)
        ):
            continue  # besselj^(1,0)(nu, x), f(x) beside f(t)
        if name is not None and name not in known and _function(name, names) is None:
            message = f"--check: there is no {name} in the question"
            raise UsageError(message, meant(name, names.known()), node.span, text)


# ── df/dx ────────────────────────────────────────────────────────────────────────────────────────


def _with_derivatives(formula: Formula, names: Names, text: str) -> Formula:
    """df/dx and df/dg as the derivatives of the functions of the question."""

    def visit(node: Formula, parts: tuple[Formula, ...]) -> Formula:
        if node.head == "quotient":
            found = _slope(parts[0], parts[1], names)
            if found is not None:
                return found
        if node.head == "product":
            parts = _without_places(node, parts, text)
        return Formula(node.head, parts, node.value, node.span)

    return fold(formula, visit)


def _differentials(names: Names) -> frozenset[str]:
    """d, dx, df as names, for a text in which df/dx stands."""
    return frozenset(("d", *(f"d{name}" for name in names.symbols | names.applied.keys())))


def _slope(above: Formula, below: Formula, names: Names) -> Formula | None:
    """a·df/dx, where f is a function of the question and x a symbol or another function of it."""
    rest, function = _differential(above)
    others, variable = _differential(below)
    if function not in names.applied or variable is None or others:
        return None
    f = names.applied[function]
    if variable in names.symbols:
        slope = derivative(f, variable)
    elif names.applied.get(variable) in f.args and len(f.args) == 1:
        slope = X.undefined(function, (1,), f.args)
    else:
        return None
    return Formula("product", (*rest, lift(slope)), None, above.span) if rest else lift(slope)


def _differential(formula: Formula) -> tuple[tuple[Formula, ...], str | None]:
    """a·df as (a, 'f'), written as one name or as d times f."""
    *rest, last = formula.args if formula.head == "product" else (formula,)
    if last.head != "symbol":
        return (), None
    name = str(last.value)
    if rest and rest[-1].head == "symbol" and rest[-1].value == "d":
        return tuple(rest[:-1]), name
    return (tuple(rest), name[1:]) if name.startswith("d") and len(name) > 1 else ((), None)


def _without_places(node: Formula, parts: tuple[Formula, ...], text: str) -> tuple[Formula, ...]:
    """\\frac{df}{dg}(g(x)) without the place at which the derivative stands anyway."""
    kept = [parts[0]]
    for before, slope, part, new in zip(node.args, parts, node.args[1:], parts[1:], strict=False):
        start = part.span[0] if part.span is not None else 0
        placed = before.head == "quotient" and slope.head == "undefined" and text[start] == "("
        if not (placed and len(slope.args) == 1 and lower(slope.args[0]) is lower(new)):
            kept.append(new)
    return tuple(kept)
