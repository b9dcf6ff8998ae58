"""A member of a family by its parameters as typed: in order, by name, by another parameterisation."""

from __future__ import annotations

from infocalc.algebra.engine import lower
from infocalc.errors import ParameterError
from infocalc.expr.expr import Expr
from infocalc.information.condition import plain
from infocalc.information.families.distribution import Distribution
from infocalc.information.families.member import member, open_conditions
from infocalc.information.families.row import Family, Keyword, Parameter
from infocalc.notation.formula import Formula


def fits(row: Family, formula: Formula) -> bool:
    """Whether the arguments are parameters of the row, by their number and their names."""
    words = [str(a.value) for a in formula.args if a.head == "keyword"]
    places = row.parameters[: len(formula.args) - len(words)]
    if not places and any(set(words) == set(system.names) for system in row.systems):
        return True
    given = [*(p.name for p in places), *(_parameter(row, word)[0] for word in words)]
    needed = {p.name for p in row.parameters if p.default is None}
    known = None not in given and len(set(given)) == len(given) == len(formula.args)
    return known and needed <= set(given)


def read_member(row: Family, formula: Formula, text: str | None) -> Distribution:
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
            given[row.parameters[place].name] = read_value(argument, text)
            continue
        value = read_value(argument.args[0], text)
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
    by_place = any(a.head != "keyword" for a in formula.args)
    return found._replace(notes=(*note, *row.readings, *(row.order if by_place and not note else ())))


def _by_system(row: Family, formula: Formula, text: str | None) -> Distribution | None:
    """The member by another parameterisation as a whole; None where the names given are those of none."""
    if any(a.head != "keyword" for a in formula.args):
        return None
    named = {str(a.value): a for a in formula.args}
    for system in row.systems:
        if set(system.names) != named.keys() or len(formula.args) != len(named):
            continue
        values = [read_value(named[p.name].args[0], text) for p in system.numbers]
        known = [c for p, v in zip(system.numbers, values, strict=True) for c in open_conditions(row, p, v)]
        found = member(row, system.convert(*values))
        conditions = tuple(dict.fromkeys((*found.conditions, *known)))
        notes = (f"read as {found}", *row.readings)
        return found._replace(conditions=conditions, facts=found.facts.given(known), notes=notes)
    return None


def read_value(formula: Formula, text: str | None) -> Expr:
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
    others = [k.name for k in row.keywords] + ["=… with ".join(system.names) for system in row.systems]
    more = f"; also {', '.join(f'{name}=…' for name in others)}" if others else ""
    return f"{row.name}({', '.join(words)}){more}"
