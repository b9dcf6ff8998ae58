"""A command as a function: its values are read, its keywords are checked, its Wanted is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from infocalc.api.distributions import is_table, joint_of, source_of, tallied
from infocalc.api.table import ELSEWHERE, in_python, keywords, kind_of
from infocalc.api.values import Reading, cells, choices_of, is_array, is_symbolic
from infocalc.calculus.operator import OPERATORS
from infocalc.cli.commands import COMMANDS
from infocalc.cli.gates import judged
from infocalc.cli.option import meant, read_options
from infocalc.cli.option_values import entries, information_options, limits, output
from infocalc.cli.question import Wanted
from infocalc.errors import InfocalcError, UsageError
from infocalc.information.measure import MEASURES, OF_MATRICES
from infocalc.information.source import Source, names_of
from infocalc.report.document import as_double
from infocalc.report.report import DOUBLE_DIGITS, Row
from infocalc.report.report import Report as Found

if TYPE_CHECKING:
    from infocalc.api.report import Report
    from infocalc.information.options import InformationOptions

#: what the hint of a keyword that a function cannot have says
_INSTEAD = {
    "format": "str(report), report.latex, report.code(...) and report.to_dict() are the formats",
    "json": "report.to_dict() is the schema",
}


@cache
def function(name: str) -> Callable[..., Report]:
    """The function of a command."""

    keys = [operand.key for operand in COMMANDS[name].operands if not operand.many]

    def asked(*operands: Any, **options: Any) -> Report:
        named = [options.pop(key) for key in keys[len(operands) :] if key in options]
        return answer(name, (*operands, *named), options)

    from infocalc.api.signature import documented

    return documented(asked, name)


def answer(name: str, operands: tuple[Any, ...], options: Mapping[str, Any]) -> Report:
    """The answer of a command; TypeError for operands or options that it does not have."""
    from infocalc.api.report import Report

    reading = Reading()
    try:
        typed = _typed(name, options, reading)
        work = _wanted(name, operands, options, typed, reading)
        if work.lines is not None:
            raise UsageError("several questions in a file are a batch", hint=f"infocalc {name} @FILE")
        found = _answered(work)
    except InfocalcError as problem:
        raise _pointed(in_python(problem, name), options) from None
    said = found._replace(notes=(*found.notes, *reading.notes))
    return Report.of(said, lambda: answer(name, operands, {**options, "plot": True}).picture)


def _pointed(problem: InfocalcError, options: Mapping[str, Any]) -> InfocalcError:
    """The same error; where numbers came in arrays, which are vectors, many points may have been meant."""
    at = options.get("at")
    if isinstance(at, Mapping) and any(is_array(value) for value in at.values()):
        many = "an array is a vector; many points are for report.function()(array)"
        problem.hint = many if problem.hint is None else f"{problem.hint}; {many}"
    return problem


def _answered(work: Wanted) -> Found:
    """The answer with its verdicts; numbers of few digits get the double that is nearest."""
    try:
        found, _ = judged(work, None)
    finally:
        if work.spill is not None:
            from shutil import rmtree

            rmtree(work.spill, ignore_errors=True)
    numbers = [row.number for row in found.rows if row.number is not None]
    known = all(number.double is not None or not number.certified for number in numbers)
    if known or not work.repeatable or work.digits >= DOUBLE_DIGITS:
        return found
    try:
        exact = work.answer(None, DOUBLE_DIGITS)
    except InfocalcError:  # what was pinned down to the digits asked for need not be to more
        return found
    return found._replace(rows=tuple(map(_with_double, found.rows, exact.rows)))


def _with_double(row: Row, exact: Row) -> Row:
    value = as_double(exact.number)
    if row.number is None or value is None or row.number.double is not None:
        return row
    return row._replace(number=row.number._replace(double=value))


def _wanted(
    name: str, operands: tuple[Any, ...], options: Mapping[str, Any], typed: dict[str, Any], reading: Reading
) -> Wanted:
    if name in OPERATORS:
        given = _expressions(name, operands, reading)
    elif name in OF_MATRICES or name in MEASURES:
        return _of_distributions(name, operands, options, typed, reading)
    else:
        given = _texts(name, operands, reading)
    return _run(name, given | _read(name, typed))


def _run(name: str, values: dict[str, Any]) -> Wanted:
    found = COMMANDS[name].run(values)
    if isinstance(found, str):
        raise UsageError("a text is asked for, not an answer", hint=f"infocalc {name} prints it")
    return found


# ── keywords ─────────────────────────────────────────────────────────────────────────────────────


def _typed(name: str, options: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    """The keywords as the texts that the options of the command line read."""
    known = keywords(name)
    found: dict[str, Any] = {}
    for key, value in options.items():
        if key not in known:
            raise TypeError(_unknown(name, key))
        kind = kind_of(known[key])
        try:
            found[key] = None if value is None else kind.read(reading, value)
        except (TypeError, ValueError) as problem:
            if isinstance(problem, InfocalcError):
                raise
            told = f": {problem}" if str(problem) else ""
            raise TypeError(f"{name}(): {key} wants {kind.wanted}, not {value!r:.60}{told}") from None
    return {key: found.get(key) for key in known}


def _unknown(name: str, key: str) -> str:
    """What is said of a keyword that the function lacks, with the one that is meant."""
    plain = key.replace("_", "-")
    if plain in ELSEWHERE:
        return f"{name}() has no {key}, which is for the command line; " + _INSTEAD.get(
            plain, "a function returns one Report"
        )
    known = keywords(name)
    called = {word: option.name for option in known.values() for word in option.also}
    near = meant(key, [option.name for option in known.values()], called)
    hint = " or ".join(word.replace("-", "_") for word in near)
    return f"{name}() has no option {key!r}" + (f"; did you mean {hint}?" if hint else "")


def _read(name: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The values of all options of the command; those of a terminal have their defaults."""
    options = COMMANDS[name].options
    ours = [option for option in options if option.name not in ELSEWHERE]
    others = [option for option in options if option.name in ELSEWHERE]
    return {option.key: option.read(None) for option in others} | read_options(ours, typed)


# ── operands ─────────────────────────────────────────────────────────────────────────────────────


def _expressions(name: str, operands: tuple[Any, ...], reading: Reading) -> dict[str, Any]:
    """An expression and variables with orders; or components, or one list of them and variables."""
    if not operands:
        raise TypeError(f"{name}() wants an expression")
    first, *rest = operands
    if OPERATORS[name].of_list:
        if isinstance(first, str) or (is_symbolic(first) and not hasattr(first, "tolist")):
            return {"exprs": tuple(_expression(name, e, reading) for e in operands)}
        parts = tuple(_expression(name, e, reading) for e in cells(first))
        return {"exprs": ("[" + ", ".join(parts) + "]", *map(_word, rest)) if rest else parts}
    return {"expr": _expression(name, first, reading), "words": tuple(map(_word, rest))}


def _expression(name: str, value: Any, reading: Reading) -> str:
    try:
        return reading.expression(value)
    except TypeError as problem:
        raise TypeError(f"{name}(): {problem}") from None


def _word(value: Any) -> str:
    """A variable, or the order of a derivative."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return choices_of(Reading(), value)[0]


def _texts(name: str, operands: tuple[Any, ...], reading: Reading) -> dict[str, Any]:
    """The operands of eval, equal and drift: as many texts as the command has."""
    keys = [operand.key for operand in COMMANDS[name].operands]
    if len(operands) != len(keys):
        raise TypeError(f"{name}() wants {', '.join(keys)}: {len(keys)} operands, not {len(operands)}")
    return {key: _expression(name, value, reading) for key, value in zip(keys, operands, strict=True)}


def _of_distributions(
    name: str, operands: tuple[Any, ...], options: Mapping[str, Any], typed: dict[str, Any], reading: Reading
) -> Wanted:
    """The work of a measure: that of the command line for texts, else with values for operands."""
    keys = [operand.key for operand in COMMANDS[name].operands if not operand.many]
    many = [operand.key for operand in COMMANDS[name].operands if operand.many]
    given = [value for value in operands if value is not None]
    both = len(given) >= len(keys) or (len(given) == 1 and _may_hold_two(given[0]))
    if not both or (len(operands) > len(keys) and not many):
        raise TypeError(f"{name}() wants {', '.join(keys)}, not {len(operands)} operands")
    values = _read(name, typed)
    if all(isinstance(value, str) for value in given):
        texts = dict(zip(keys, given, strict=False))
        further = dict.fromkeys(many, tuple(given[len(keys) :]))
        return _run(name, {key: texts.get(key) for key in keys} | further | values)
    try:
        if name in OF_MATRICES:
            sources = [joint_of(given[0], reading, options)]
            if values["samples"] and (values.get("columns") or values.get("given")):
                names = columns_of(values)
                sources = [tallied(sources[0], names)]
                named = names if len(names) > 2 and values["x"] is None else ()
                values |= {"samples": False, "counts": True, "columns": named}
        else:
            samples = bool(options.get("samples"))
            sources = [
                source_of(v, n, reading, samples) for v, n in zip(given, names_of(len(given)), strict=True)
            ]
    except TypeError as problem:
        raise TypeError(f"{name}(): {problem}") from None
    return _measured(name, sources, values)


def columns_of(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The columns that mi is asked about: X, Y and what is given, or all that are named."""
    pair = [values[key] for key in ("x", "y") if values[key] is not None]
    chosen = [*pair, *values["given"]] if pair else values["columns"]
    return tuple(name for part in chosen for name in entries(part))


def _may_hold_two(value: Any) -> bool:
    """Whether one operand may have both distributions: a table, or a text that is one."""
    if isinstance(value, str):
        return value.startswith("@") or value.lstrip().startswith("{") or value == "-"
    return is_table(value)


def _measured(name: str, sources: Sequence[Source], values: dict[str, Any]) -> Wanted:
    """The measure of operands of which one is a value."""
    asked = information_options(values)
    if values["max"] or values["min"]:
        asked = asked._replace(gated=True)
    streamed = next((s.text for s in sources if s.text is not None and s.text.startswith("@")), None)
    if streamed is not None:
        raise UsageError(f"{streamed} beside a value", hint="read the file, or write both as files")

    def answered(_: str | None, digits: int) -> Any:
        return _found(name, sources, asked._replace(digits=digits))

    return Wanted(answered, output(values), limits(values), asked.digits)


def _found(name: str, sources: Sequence[Source], options: InformationOptions) -> Any:
    texts = [source.text for source in sources]
    from infocalc.notation.matrix_signs import is_symbolic_normal

    if is_symbolic_normal(texts):
        from infocalc.matrices.measures import measured as of_normals

        return of_normals(name, [str(text) for text in texts], options)
    from infocalc.information import commands

    if name in OF_MATRICES:
        return commands.of_matrix(name, sources[0], options)
    return commands.measured(MEASURES[name], sources, options)
