"""The measures and mi as commands: which operands, which options, which function answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from infocalc.annotations import TYPE_CHECKING, Any, BinaryIO
from infocalc.cli.operands import (
    RESERVED,
    is_ready,
    is_stream,
    is_table,
    lines,
    open_operand,
    reopening,
    spill_folder,
    stream_name,
    waiting_input,
)
from infocalc.cli.option_values import Values, information_options, limits, output
from infocalc.cli.progress import Progress, progress_line, progress_of
from infocalc.cli.question import Wanted
from infocalc.errors import InfocalcError, UsageError
from infocalc.information.measure import Measure
from infocalc.information.source import Source, names_of
from infocalc.notation.matrix_signs import is_symbolic_normal
from infocalc.notation.patterns import pattern
from infocalc.report.report import Report

if TYPE_CHECKING:
    from infocalc.information.options import InformationOptions

Opening = Callable[[], BinaryIO]

Sources = Sequence[Source | None]
Answer = Callable[[Sources, "InformationOptions"], Report]


def measured(measure: Measure, values: Values) -> Wanted:
    """A measure of the table of measures."""
    if measure.operands == 2:
        return _want(_of(measure), values, [*_pair(measure, values), *values.get("more", ())])
    return _want(_of(measure), values, [_or_standard_input(measure.examples, values["p"])])


def mi(values: Values) -> Wanted:
    """Mutual information and the entropies of a joint distribution."""

    def answer(sources: Sources, options: InformationOptions) -> Report:
        from infocalc.information import commands

        (joint,) = sources
        assert joint is not None
        return commands.mi(joint, options)

    return _want(answer, values, [_or_standard_input(MI_EXAMPLES, values["joint"])])


def of_laws(name: str, values: Values) -> Wanted:
    """Capacity or entropy rate of a matrix whose rows are distributions."""

    def answer(sources: Sources, options: InformationOptions) -> Report:
        from infocalc.information import commands

        (matrix,) = sources
        assert matrix is not None
        return commands.of_matrix(name, matrix, options)

    return _want(answer, values, [_or_standard_input(EXAMPLES_OF_LAWS[name], values["matrix"], "the matrix")])


def _of(measure: Measure) -> Answer:
    def answer(sources: Sources, options: InformationOptions) -> Report:
        texts = [source.text for source in sources if source is not None]
        if is_symbolic_normal(texts):
            from infocalc.matrices.measures import measured as of_normals

            return of_normals(measure.name, [str(text) for text in texts], options)
        from infocalc.information.plain import measured as plainly

        if (report := plainly(measure, texts, options)) is not None:
            return report
        from infocalc.information import commands

        return commands.measured(measure, sources, options)

    return answer


def _want(answer: Answer, values: Values, operands: list[str | None]) -> Wanted:
    options = information_options(values)
    shared: dict[str, Any] = {"output": output(values), "limits": limits(values), "digits": options.digits}
    gated = bool(values["max"] or values["min"])
    if gated:
        options = options._replace(gated=True)  # a gate that does not hold names the terms that matter
    if values.get("lines"):
        stream = next((text for text in operands if text is not None and is_stream(text)), None)
        if stream is None:
            raise UsageError("--lines reads a stream", hint="give - or @FILE as the operand")
        return Wanted(
            lambda line, digits: _ask(
                answer, _line_sources(operands, stream, line or ""), options._replace(digits=digits)
            ),
            lines=lambda: lines(stream),
            ready=lambda: is_ready(stream),
            **shared,
        )
    opens = reopening if gated else _opening
    given = [text for text in operands if text is not None]
    tables = {text for text in given if is_table(text)}
    streams = {text: opens(text) for text in given if is_stream(text) and text not in tables}
    room = None
    if tables or options.engine is not None:
        from infocalc.tables.relation import Room

        room = Room(shared["limits"].memory, spill_folder())
        shared["spill"] = room.spill
        shared["limits"] = shared["limits"]._replace(reserved=RESERVED)

    def sources() -> list[Source | None]:
        return [s if s is None else s._replace(room=room) for s in _sources(operands, streams)]

    return Wanted(
        lambda _, digits: _ask(answer, sources(), options._replace(digits=digits)),
        repeatable=gated or not streams,
        **shared,
    )


def _ask(answer: Answer, sources: list[Source | None], options: InformationOptions) -> Report:
    draws = options.bootstrap or options.bayes
    drawing = None if draws is None else progress_of("draws", draws)
    try:
        return answer(sources, options._replace(progress=drawing))
    except InfocalcError as problem:
        files = {source.path for source in sources if source is not None and source.path is not None}
        if problem.file in files and len(files) > 1:
            problem.naming(problem.file)
        raise
    finally:
        if drawing is not None:
            drawing.clear()
        for source in sources:
            released(source)


def released(source: Source | None) -> None:
    """Take the progress line of an operand away and close its file."""
    if source is not None and isinstance(source.progress, Progress):
        source.progress.clear()
    if source is not None and source.stream is not None and source.name != "standard input":
        source.stream.close()


def _opening(operand: str) -> Opening:
    return lambda: open_operand(operand)


def _sources(operands: list[str | None], streams: Mapping[str, Opening]) -> list[Source | None]:
    return [
        _source(text, name, streams) if text is not None else None
        for text, name in zip(operands, names_of(len(operands)), strict=True)
    ]


def _line_sources(operands: list[str | None], stream: str, line: str) -> list[Source | None]:
    """The operands with a line in the place of the stream; where Q is missing, the line holds P; Q."""
    if operands[1:] == [None]:
        p, mark, q = line.partition("\t" if "\t" in line else ";")
        if not mark and not line.lstrip().startswith("{"):
            hint = 'for example 1/2,1/2; 1/3,2/3 or {"p": [0.5, 0.5], "q": [0.4, 0.6]}'
            raise UsageError("a line holds two distributions: P; Q", hint=hint)
        return [Source(p, name="P"), Source(q, name="Q") if mark else None]
    place = operands.index(stream)
    others = {text: _opening(text) for text in operands if text is not None and is_stream(text)}
    found = _sources([None if i == place else text for i, text in enumerate(operands)], others)
    found[place] = Source(line, name="PQ"[place])
    return found


def _source(text: str, name: str, streams: Mapping[str, Opening]) -> Source:
    """Text stays text; a stream is opened, and worth a progress line when a person looks on."""
    path = text[1:] if text[:1] == "@" and text != "@-" else None
    if text in streams:
        return Source(stream=streams[text](), name=stream_name(text), progress=progress_line(path), path=path)
    if path is not None:
        return Source(name=path, progress=progress_line(path), path=path)
    return Source(text, name=name)


def _pair(measure: Measure, values: Values) -> list[str | None]:
    """P and Q. Q may be missing when P is a table, which then has a column for it."""
    p, q = values["p"], values["q"]
    if p in ("-", "@-") and q in ("-", "@-"):
        raise UsageError("both operands are standard input", hint="one table may hold both: label,p,q")
    if q is None and p is not None and not is_stream(p) and not _TWO_COLUMNS.match(p):
        q = _or_standard_input(measure.examples, None, "the second distribution")
    return [_or_standard_input(measure.examples, p, "the two distributions"), q]


#: {"p": […], "q": […]}: both distributions in one operand
_TWO_COLUMNS = pattern(r"\s*\{[^\[{]*:\s*[\[{]")

MI_EXAMPLES = (
    "infocalc mi '1/2 0; 1/4 1/4'",
    "infocalc mi 'p/2, (1-p)/2; (1-p)/2, p/2'",
    "infocalc mi @rows.csv --samples --x a --y b --given c",
)
EXAMPLES_OF_LAWS = {
    "capacity": (
        "infocalc capacity '0.9 0.1; 0.1 0.9' --unit bits",
        "infocalc capacity '1-p, p, 0; 0, p, 1-p'",
    ),
    "rate": ("infocalc rate '0.9 0.1; 0.5 0.5' --unit bits", "infocalc rate '1-a, a; b, 1-b'"),
}


def _or_standard_input(examples: tuple[str, ...], operand: str | None, what: str = "the distribution") -> str:
    if operand is not None:
        return operand
    if waiting_input():
        return "-"
    command = " ".join(examples[0].split()[:2])
    hint = f"for example: {examples[0]}   (more: {command} --help)"
    raise UsageError(f"{what} is missing" if what.endswith("n") else f"{what} are missing", hint=hint)
