"""From the values of the options, as Typer delivers them, to what the commands work with."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from infocalc.annotations import TYPE_CHECKING, Any
from infocalc.errors import UsageError
from infocalc.limits import check
from infocalc.records import NamedTuple

if TYPE_CHECKING:
    from infocalc.calculus.options import CalculusOptions
    from infocalc.information.options import InformationOptions

Values = Mapping[str, Any]

#: decimal marks by their names
_MARKS = {"comma": ",", "point": "."}


class Output(NamedTuple):
    """Where the answer goes and how it is drawn; everything is decided before any work is done.

    `defaults` are notes on what the environment has decided; `place` is the file that is asked about. A
    session has the answer `remembered`.
    """

    format: str = "plain"
    width: int = 80
    color: bool = False
    ascii: bool = False
    quiet: bool = False
    path: str | None = None
    max: tuple[str, ...] = ()
    min: tuple[str, ...] = ()
    max_upper: str | None = None
    min_lower: str | None = None
    check: bool = False
    steps: bool = False
    plot: str | None = None
    defaults: tuple[str, ...] = ()
    place: str | None = None
    remembered: bool = False

    @property
    def gated(self) -> bool:
        """Whether the exit code is to be a verdict, which nothing can have but an answer."""
        return bool(self.max or self.min or self.max_upper or self.min_lower or self.check)


class Limits(NamedTuple):
    """Bounds on one answer: seconds of wall clock and bytes of memory; processes for a batch.

    `reserved` bytes of addresses are no memory: an engine asks for them and does not use them.
    Without a number of jobs a batch is answered in this process, and by more once it turns out long.
    What a session asks for is made `apart` where it may be long, in a process that Ctrl-C ends.
    """

    timeout: float | None = None
    memory: int | None = None
    jobs: int | None = None
    reserved: int = 0
    apart: bool = False

    @property
    def bounded(self) -> bool:
        """Whether the answer is made in a process that can be ended."""
        return self.timeout is not None or self.memory is not None or self.apart


def calculus_options(values: Values) -> CalculusOptions:
    from infocalc.calculus.options import CalculusOptions

    chosen = _chosen(CalculusOptions, values)
    chosen["wrt"] = tuple(name for part in values["wrt"] for name in entries(part))
    chosen["names"] = tuple(name for part in values.get("names", ()) for name in entries(part))
    chosen["implicit"] = tuple(name for part in values.get("implicit", ()) for name in entries(part))
    chosen["complex_unit"] = values["complex"]
    chosen["verify"] = not values["no_verify"]
    chosen["plot"] = values.get("plot") is not None
    return CalculusOptions(**chosen, at=point(values["at"]))


def information_options(values: Values) -> InformationOptions:
    from infocalc.information.options import InformationOptions

    chosen = _chosen(InformationOptions, values) | {"plot": values.get("plot") is not None}
    chosen["decimal"] = _MARKS.get(chosen["decimal"], chosen["decimal"])
    for key in ("columns", "given"):
        chosen[key] = tuple(name for part in values.get(key, ()) for name in entries(part))
    return InformationOptions(**chosen, at=point(values["at"]))


def _chosen(kind: Any, values: Values) -> dict[str, Any]:
    """The fields of `kind` among the values."""
    found = {key: value for key, value in values.items() if key in kind._fields and key != "at"}
    if found.get("digits") is None:
        found.pop("digits", None)
    check("decimals", found.get("digits", 0))
    return found


def point(texts: Sequence[str]) -> dict[str, str]:
    """--at x=1,y=pi/2 --at z=0: the exact values by name, as typed; a table of points is not among them."""
    found: dict[str, str] = {}
    for text in texts:
        if text.startswith("@"):
            continue
        for part in entries(text):
            name, equals, value = (piece.strip() for piece in part.partition("="))
            if not equals or not name or not value:
                hint = "for example --at x=1,y=pi/2"
                raise UsageError(f"--at {part}: a point is written name=value", hint=hint)
            if name in found:
                raise UsageError(f"--at gives {name} twice")
            found[name] = value
    return found


def entries(text: str) -> list[str]:
    """What stands between the commas of an option's value, outside of brackets."""
    from infocalc.notation.brackets import split

    return [part.strip() for part in split(text) if part.strip()]


def output(values: Values) -> Output:
    """The format asked for, or a table on a terminal and plain text elsewhere."""
    from infocalc.cli.option import choice
    from infocalc.cli.terminal import colored, is_terminal, unicode_stream, width
    from infocalc.report.render import CALLED, FORMATS

    wanted = values["format"]
    if values["json"]:
        if wanted not in (None, "json", "jsonl"):
            raise UsageError(f"--json and --format {wanted} contradict each other")
        wanted = wanted or "json"
    to_terminal = values["output"] is None and is_terminal(sys.stdout)
    chosen = wanted or ("table" if to_terminal else "plain")
    try:
        choice("format", chosen, FORMATS, CALLED)
    except UsageError as problem:
        raise UsageError(problem.message, "\n".join((problem.hint or "", *values["defaults"]))) from None
    return Output(
        format=chosen,
        width=width() if chosen == "table" else 80,
        color=colored(values["color"], to_terminal),
        ascii=values["ascii"] or not (values["output"] or unicode_stream(sys.stdout)),
        quiet=values["quiet"],
        path=values["output"],
        max=values["max"],
        min=values["min"],
        max_upper=values.get("max_upper"),
        min_lower=values.get("min_lower"),
        check=values["check"] is not None,
        steps=values["steps"],
        plot=_picture_file(values.get("plot")),
        defaults=values["defaults"],
    )


def _picture_file(plot: str | None) -> str | None:
    """The file of --plot, `-` for the terminal; a file of another kind is refused before any work."""
    from infocalc.cli.options import PICTURES, TERMINAL

    if plot is not None and plot != TERMINAL and not plot.endswith(PICTURES):
        raise UsageError(
            f"--plot={plot}: a picture is {', '.join(PICTURES)}", hint="for example --plot f.svg"
        )
    return plot


def limits(values: Values) -> Limits:
    return Limits(_seconds(values["timeout"]), _bytes(values["max_memory"]), values.get("jobs"))


def _seconds(text: str | None) -> float | None:
    if text is None:
        return None
    factor, number = (0.001, text[:-2]) if text.endswith("ms") else (1.0, text.removesuffix("s"))
    seconds = factor * _positive(number, f"--timeout {text}: seconds are wanted, such as 10 or 0.5")
    if seconds > 1e9:
        raise UsageError(f"--timeout {text}: that is longer than a lifetime")
    return seconds


def _bytes(text: str | None) -> int | None:
    if text is None:
        return None
    short = text.upper().removesuffix("B").removesuffix("I")
    power = "KMGT".find(short[-1:]) + 1 if short else 0
    wrong = f"--max-memory {text}: a size is wanted, such as 500M or 2G"
    size = _positive(short[:-1] if power else short, wrong) * 1024**power
    if not 1 <= size < 2**62:
        raise UsageError(wrong)
    return int(size)


def _positive(text: str, wrong: str) -> float:
    if not text.isascii() or not text.replace(".", "", 1).isdigit() or len(text) > 20 or float(text) <= 0:
        raise UsageError(wrong)
    return float(text)
