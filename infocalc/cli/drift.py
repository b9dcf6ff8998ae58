"""The command drift: its operands and options, and the statement that a database runs instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infocalc.cli.information import released
from infocalc.cli.operands import (
    RESERVED,
    is_stream,
    is_table,
    open_operand,
    spill_folder,
    stream_name,
    waiting_input,
)
from infocalc.cli.option_values import Values, entries, limits, output
from infocalc.cli.progress import progress_line
from infocalc.cli.question import Wanted
from infocalc.errors import UsageError

if TYPE_CHECKING:
    from infocalc.drift.options import DriftOptions
    from infocalc.information.source import Source
    from infocalc.report.report import Report
    from infocalc.tables.relation import Room

_EXAMPLE = "infocalc drift @today.csv @baseline.csv --columns country,device --max-jsd 0.02"
#: how a table is read
_READING = ("delimiter", "comment", "no_header", "engine", "table")
_GATES = ("max-jsd", "max-psi", "max-kl", "min-p")


def drift(values: Values) -> Wanted | str:
    """How far the columns of TODAY are from those of BASELINE; with --print-sql the statement that counts."""
    options = _options(values)
    operands = [values["today"], values["baseline"]]
    if values["print_sql"] is not None:
        return _statement(values["print_sql"], operands, options)
    if operands[0] is None and waiting_input():
        operands[0] = "-"
    for operand in operands:
        if operand is not None and not is_stream(operand):
            raise UsageError(f"'{operand}' is no file", hint=f"@{operand} reads the file of that name")
    if operands[0] is None:
        raise UsageError("the two tables are missing", hint=f"for example: {_EXAMPLE}")
    shared = limits(values)
    if values["engine"] is not None or any(operand is not None and is_table(operand) for operand in operands):
        shared = shared._replace(reserved=RESERVED)
    return Wanted(
        lambda _, digits: _ask(operands, options._replace(digits=digits), shared.memory, spill),
        output({**values, "max": (), "min": (), "check": None, "steps": False}),
        shared,
        digits=options.digits,
        repeatable=False,
        spill=(spill := spill_folder()),
    )


def _options(values: Values) -> DriftOptions:
    from infocalc.drift.options import BINS, DriftOptions
    from infocalc.information.options import InformationOptions

    reading: dict[str, Any] = {name: values[name] for name in _READING}
    # rows have columns with names; a table of counts is told like any other
    named = values["header"] or not (values["no_header"] or values["counts"])
    return DriftOptions(
        InformationOptions(**reading, header=named, samples=not values["counts"]),
        digits=values["digits"] or 15,
        columns=_names(values["columns"]),
        numeric=_names(values["numeric"]),
        bins=values["bins"] or BINS,
        edges=values["edges"],
        nulls=values["nulls"] or "label",
        counts=values["counts"],
        profile=values["profile"],
        plot=values["plot"] is not None,
        gates=tuple((name, text) for name in _GATES for text in values[name.replace("-", "_")]),
    )


def _names(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for text in texts for name in entries(text)))


def _statement(dialect: str, operands: list[str | None], options: DriftOptions) -> str:
    from infocalc.drift.sql import statement

    today, baseline = operands
    if today is None or baseline is None or any(map(is_stream, (today, baseline))):
        raise UsageError(
            "--print-sql wants the names of two tables of the database",
            hint=f"infocalc drift --print-sql {dialect} --columns country today_table baseline_table",
        )
    return statement(dialect, today, baseline, options)


def _ask(operands: list[str | None], options: DriftOptions, memory: int | None, spill: str) -> Report:
    from infocalc.drift.drift import drift as compared
    from infocalc.tables.relation import Room

    today, baseline = (_source(text, Room(memory, spill)) for text in operands)
    assert today is not None
    try:
        return compared(today, baseline, options)
    finally:
        for source in (today, baseline):
            released(source)


def _source(operand: str | None, room: Room) -> Source | None:
    from infocalc.information.source import Source

    if operand is None:
        return None
    name = stream_name(operand)
    path = None if operand in ("-", "@-") else operand[1:]
    stream = None if is_table(operand) else open_operand(operand)
    return Source(stream=stream, name=name, progress=progress_line(path), path=path, room=room)
