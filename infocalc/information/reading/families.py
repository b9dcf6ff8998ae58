"""A family as it was typed: names in any case, positional and named parameters, other parameterisations."""

from __future__ import annotations

from infocalc.algebra.engine import lower
from infocalc.annotations import TYPE_CHECKING
from infocalc.errors import InfocalcError, NotationError, ParameterError
from infocalc.expr.expr import Expr
from infocalc.information.closed.matrices import Matrix
from infocalc.information.closed.matrix_laws import MatrixLaw, matrix_normal, multivariate_t, wishart
from infocalc.information.closed.mixture import Mixture, mixture
from infocalc.information.closed.multinomial import Multinomial, multinomial
from infocalc.information.closed.points import numbered
from infocalc.information.closed.product import Product
from infocalc.information.closed.symbolic_pmf import symbolic
from infocalc.information.closed.vectors import Dirichlet, MultivariateNormal, dirichlet, multivariate_normal
from infocalc.information.condition import plain
from infocalc.information.families import TABLE
from infocalc.information.families.distribution import Distribution
from infocalc.information.families.member import member, open_conditions
from infocalc.information.families.row import Family, Keyword, Parameter
from infocalc.information.reading.derived import DERIVED, derived
from infocalc.information.reading.family_names import (
    STRUCTURED,
    family_words,
    key,
    spellings,
    suggestion,
    with_parentheses,
)
from infocalc.notation.formula import Formula
from infocalc.notation.patterns import pattern

if TYPE_CHECKING:
    from re import Match

Named = Distribution | Mixture | MultivariateNormal | Dirichlet | Multinomial | MatrixLaw | Product

_SAME_PARAMETER = {
    "means": "mean",
    "mu": "mean",
    "covariance": "cov",
    "sigma": "cov",
    "concentration": "alpha",
    "probs": "p",
    "trials": "n",
    "size": "n",
    "df": "dof",
    "nu": "dof",
    "degrees_of_freedom": "dof",
    "location": "loc",
    "shape": "scale",
    "psi": "scale",
    "rowcov": "rows",
    "colcov": "columns",
}

_ROWS = pattern(r"\[([^\[\]]*;[^\[\]]*)\]")


def read(text: str) -> Named:
    """The distribution of an operand such as `Normal(0, sigma=2)`."""

    from infocalc.functions import VOCABULARY
    from infocalc.notation.parser import parse

    text = _ROWS.sub(_nested, with_parentheses(text))
    vocabulary = VOCABULARY._replace(families=family_words(text))
    formula = parse(text, vocabulary).formula
    if formula.head != "family":
        raise NotationError("one family is wanted, such as Normal(0, 1)", span=formula.span, text=text)
    return distribution(formula, text)


def _nested(match: Match[str]) -> str:
    """[a, b; c, d] as [[a, b], [c, d]]."""
    rows = [row.strip().strip(",").strip() for row in match.group(1).split(";")]
    split = [row if "," in row else ", ".join(row.split()) for row in rows if row]
    return "[" + ", ".join(f"[{row}]" for row in split) + "]"


def distribution(formula: Formula, text: str | None = None) -> Named:
    """The distribution of a parsed family node; a bad parameter is a ParameterError at its place."""
    name = spellings().get(key(str(formula.value)))
    if name is None:
        raise ParameterError(
            f"there is no family {formula.value}", suggestion(str(formula.value)), formula.span, text
        )
    try:
        if name in STRUCTURED:
            return _structured(name, formula, text)
        if name in DERIVED:
            return _derived(name, formula, text)
        return _member(TABLE[name], formula, text)
    except InfocalcError as problem:
        raise problem.located(formula.span, text) from None


# ── parameters ───────────────────────────────────────────────────────────────────────────────────


def _member(row: Family, formula: Formula, text: str | None) -> Distribution:
    system = _by_system(row, formula, text)
    if system is not None:
        return system
    given: dict[str, Expr] = {}
    converted: list[tuple[Keyword, Expr]] = []
    renamed = str(formula.value) != row.name
    if len(formula.args) > len(row.parameters):
        extra = formula.args[len(row.parameters)]
        raise ParameterError(f"{row.name} takes {_count(row)}", _usage(row), extra.span, text)
    for place, argument in enumerate(formula.args):
        if argument.head != "keyword":
            given[row.parameters[place].name] = _value(argument, text)
            continue
        value = _value(argument.args[0], text)
        target, keyword = _parameter(row, str(argument.value))
        if target is None:
            raise ParameterError(
                f"{row.name} has no parameter {argument.value}", _usage(row), argument.span, text
            )
        if target in given or any(k.parameter == target for k, _ in converted):
            raise ParameterError(f"{row.name}: {target} is given twice", _usage(row), argument.span, text)
        if keyword is not None:
            converted.append((keyword, value))
        else:
            renamed = renamed or argument.value != target
            given[target] = value
    for keyword, value in converted:
        _check_converted(row, keyword, value)
        given[keyword.parameter] = keyword.convert(value, given)
    values = tuple(_given_or_default(row, p, given) for p in row.parameters)
    found = member(row, values)
    note = (f"read as {found}",) if converted or renamed or found.family is not row else ()
    return found._replace(notes=(*note, *row.readings))


def _by_system(row: Family, formula: Formula, text: str | None) -> Distribution | None:
    """The member by another parameterisation as a whole; None where the names given are those of none."""
    if any(a.head != "keyword" for a in formula.args):
        return None
    named = {str(a.value): a for a in formula.args}
    for system in row.systems:
        if set(system.names) != named.keys() or len(formula.args) != len(named):
            continue
        values = [_value(named[p.name].args[0], text) for p in system.numbers]
        known = [c for p, v in zip(system.numbers, values, strict=True) for c in open_conditions(row, p, v)]
        found = member(row, system.convert(*values))
        conditions = tuple(dict.fromkeys((*found.conditions, *known)))
        notes = (f"read as {found}", *row.readings)
        return found._replace(conditions=conditions, facts=found.facts.given(known), notes=notes)
    return None


def _value(formula: Formula, text: str | None) -> Expr:
    if formula.head in ("list", "family", "keyword", "relation"):
        raise ParameterError("a number or a symbol is wanted here", span=formula.span, text=text)
    return lower(formula, text)


def _parameter(row: Family, name: str) -> tuple[str | None, Keyword | None]:
    """The parameter that a keyword means, and the conversion where it is another parameterisation."""
    exact = {p.name: p.name for p in row.parameters}
    if name in exact:
        return name, None
    for word in row.keywords:
        if name in (word.name, *word.spellings):
            return word.parameter, word
    for p in row.parameters:
        if name in p.spellings:
            return p.name, None
    return None, None


def _check_converted(row: Family, keyword: Keyword, value: Expr) -> None:
    open_conditions(row, Parameter(keyword.name, keyword.domain), value)


def _given_or_default(row: Family, p: Parameter, given: dict[str, Expr]) -> Expr:
    found = given.get(p.name, p.default)
    if found is None:
        raise ParameterError(f"{row.name}: {p.name} is missing", _usage(row))
    return found


def _count(row: Family) -> str:
    n = len(row.parameters)
    return f"{n} parameter{'s' if n != 1 else ''}"


def _usage(row: Family) -> str:
    """Gamma(shape, scale=1)"""
    words = [p.name if p.default is None else f"{p.name}={plain(p.default)}" for p in row.parameters]
    others = [k.name for k in row.keywords] + ["=…, ".join(system.names) for system in row.systems]
    more = f"; also {', '.join(f'{name}=…' for name in others)}" if others else ""
    return f"{row.name}({', '.join(words)}){more}"


# ── lists ────────────────────────────────────────────────────────────────────────────────────────


def _structured(name: str, formula: Formula, text: str | None) -> Named:
    words = STRUCTURED[name]
    parts: dict[str, Formula] = {}
    for place, argument in enumerate(formula.args):
        word = words[place] if argument.head != "keyword" and place < len(words) else str(argument.value)
        word = word if word in words else _SAME_PARAMETER.get(word, word)
        if word not in words:
            raise ParameterError(f"{name} has the parameters {', '.join(words)}", None, argument.span, text)
        parts[word] = argument.args[0] if argument.head == "keyword" else argument
    for word in words:
        if word not in parts:
            raise ParameterError(
                f"{name}: {word} is missing", f"{name}({', '.join(f'{w}=[…]' for w in words)})"
            )
    if name == "Mixture":
        weights = _row(parts["weights"], text)
        return mixture(weights, tuple(_component(c, text) for c in _list(parts["components"], text)))
    if name == "Categorical":
        return numbered(symbolic(_row(parts["p"], text), None))
    if name == "Multinomial":
        return multinomial(_value(parts["n"], text), _row(parts["p"], text))
    if name in ("Wishart", "InverseWishart"):
        scale = _matrix(parts["scale"], text)
        return wishart(_value(parts["dof"], text), scale, inverted=name == "InverseWishart")
    if name == "MatrixNormal":
        return matrix_normal(*[_matrix(parts[word], text) for word in words])
    if name == "MultivariateT":
        loc = _row(parts["loc"], text)
        return multivariate_t(_value(parts["dof"], text), loc, _matrix(parts["scale"], text))
    if name == "Dirichlet":
        return dirichlet(_row(parts["alpha"], text))
    return multivariate_normal(_row(parts["mean"], text), _matrix(parts["cov"], text))


def _matrix(formula: Formula, text: str | None) -> Matrix:
    return tuple(_row(row, text) for row in _list(formula, text))


def _list(formula: Formula, text: str | None) -> tuple[Formula, ...]:
    if formula.head != "list":
        raise ParameterError("a list [a, b, …] is wanted here", span=formula.span, text=text)
    return formula.args


def _row(formula: Formula, text: str | None) -> tuple[Expr, ...]:
    return tuple(_value(a, text) for a in _list(formula, text))


def _derived(name: str, formula: Formula, text: str | None) -> Distribution:
    """Truncated(P, low, high) and the other laws made of one."""
    words = ("P", *DERIVED[name])
    if len(formula.args) != len(words) or any(a.head == "keyword" for a in formula.args):
        raise ParameterError(f"{name} is {name}({', '.join(words)})", span=formula.span, text=text)
    law, *others = formula.args
    found = derived(name, _component(law, text), tuple(_value(a, text) for a in others))
    said = (f"read as {found}",) if found.family.name in TABLE else ()
    return found._replace(notes=(*found.notes, *said))


def _component(formula: Formula, text: str | None) -> Distribution:
    found = distribution(formula, text) if formula.head == "family" else None
    if not isinstance(found, Distribution):
        said = "a component is a family such as Normal(0, 1)"
        hint = None if found is None else "a mixture of laws of vectors has no entropy in closed form"
        raise ParameterError(said, hint, formula.span, text)
    return found
