"""The commands entropy, xent, kl, jsd and mi: which operands, which options, which function answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from infocalc.cli.operands import (
    is_ready,
    is_stream,
    lines,
    open_operand,
    reopening,
    stream_name,
    waiting_input,
)
from infocalc.cli.option_values import Values, information_options, limits, output
from infocalc.cli.progress import Progress, progress_line
from infocalc.cli.question import Work
from infocalc.errors import UsageError
from infocalc.information.source import Source
from infocalc.report.report import Report

Opening = Callable[[], BinaryIO]


def entropy(values: Values) -> Work:
    """Entropy H(P), or h(P) of a density."""
    return _work("entropy", values, [_or_standard_input("entropy", values["p"])])


def xent(values: Values) -> Work:
    """Cross-entropy H(P, Q) = E_P[-log Q]."""
    return _work("xent", values, _pair("xent", values))


def kl(values: Values) -> Work:
    """Kullback-Leibler divergence D(P || Q)."""
    return _work("kl", values, _pair("kl", values))


def jsd(values: Values) -> Work:
    """Jensen-Shannon divergence of P and Q."""
    return _work("jsd", values, _pair("jsd", values))


def mi(values: Values) -> Work:
    """Mutual information and the entropies of a joint distribution."""
    return _work("mi", values, [_or_standard_input("mi", values["joint"])])


def _work(command: str, values: Values, operands: list[str | None]) -> Work:
    options = information_options(values)
    shared: dict[str, Any] = {"output": output(values), "limits": limits(values), "digits": options.digits}
    gated = bool(values["max"] or values["min"])
    if gated:
        options = options._replace(steps=True)  # a gate that does not hold names the terms that matter
    if values.get("lines"):
        stream = operands[0] or "-"
        if not is_stream(stream):
            raise UsageError("--lines reads a stream", hint="give - or @FILE as the operand")
        return Work(
            lambda line, digits: _ask(command, [Source(line, name="P")], options._replace(digits=digits)),
            lines=lambda: lines(stream),
            ready=lambda: is_ready(stream),
            **shared,
        )
    opens = reopening if gated else _opening
    streams = {text: opens(text) for text in operands if text is not None and is_stream(text)}
    return Work(
        lambda _, digits: _ask(command, _sources(operands, streams), options._replace(digits=digits)),
        repeatable=gated or not streams,
        **shared,
    )


def _ask(command: str, sources: list[Source | None], options: Any) -> Report:
    from infocalc.information import commands

    try:
        answer: Report = getattr(commands, command)(*sources, options)
    finally:
        for source in sources:
            _release(source)
    return answer


def _release(source: Source | None) -> None:
    if source is not None and isinstance(source.progress, Progress):
        source.progress.clear()
    if source is not None and source.stream is not None and source.name != "standard input":
        source.stream.close()


def _opening(operand: str) -> Opening:
    return lambda: open_operand(operand)


def _sources(operands: list[str | None], streams: Mapping[str, Opening]) -> list[Source | None]:
    return [
        _source(text, name, streams) if text is not None else None
        for text, name in zip(operands, ("P", "Q"), strict=False)
    ]


def _source(text: str, name: str, streams: Mapping[str, Opening]) -> Source:
    """Text stays text; a stream is opened, and worth a progress line when a person looks on."""
    if text not in streams:
        return Source(text, name=name)
    return Source(stream=streams[text](), name=stream_name(text), progress=progress_line())


def _pair(command: str, values: Values) -> list[str | None]:
    """P and Q. Q may be missing when P is a table, which then has a column for it."""
    p, q = values["p"], values["q"]
    if p in ("-", "@-") and q in ("-", "@-"):
        raise UsageError("both operands are standard input", hint="one table may hold both: label,p,q")
    if q is None and p is not None and not is_stream(p):
        q = _or_standard_input(command, None, "the second distribution")
    return [_or_standard_input(command, p, "the two distributions"), q]


_EXAMPLES = {
    "entropy": "1/2,1/3,1/6",
    "xent": "1/2,1/2 1/3,2/3",
    "kl": "1/2,1/2 1/3,2/3",
    "jsd": "1/2,1/2 1/3,2/3",
    "mi": "'1/2 0; 1/4 1/4'",
}


def _or_standard_input(command: str, operand: str | None, what: str = "the distribution") -> str:
    if operand is not None:
        return operand
    if waiting_input():
        return "-"
    hint = f"for example: infocalc {command} {_EXAMPLES[command]}   (more: infocalc {command} --help)"
    raise UsageError(f"{what} is missing" if what.endswith("n") else f"{what} are missing", hint=hint)
