"""From a Report to text: the table of formats, and the one way through it.

A renderer is a function (Report, RenderOptions) -> str with `@renders("name")` on it; its row in FORMATS
says in which module it lives, so that only the format asked for is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from infocalc.errors import InfocalcError, UsageError
from infocalc.records import NamedTuple
from infocalc.report.hygiene import in_ascii, quiet_lines
from infocalc.report.report import Report

NARROWEST, WIDEST = 40, 500


class RenderOptions(NamedTuple):
    """How to draw, never what: `width` in columns for tables, colour, and ASCII characters only."""

    width: int = 80
    color: bool = False
    ascii: bool = False

    @property
    def columns(self) -> int:
        """The width within sensible bounds: COLUMNS may say 0 or a billion."""
        return max(NARROWEST, min(self.width, WIDEST))


DEFAULTS = RenderOptions()

Renderer = Callable[[Report, RenderOptions], str]
LineRenderer = Callable[[Report, int, RenderOptions], str]


class Format(NamedTuple):
    """A row of the table: what the format is and in which module its renderer lives.

    `carries_remarks`: notes, warnings and conditions are part of it (they go to standard error otherwise).
    `guarded`: no line of it may be one that a CI runner obeys. `problems`: an error is written in it too.
    `whole`: an answer is a document, of which a batch would make several. `also` are words by which others
    call it.
    """

    meaning: str
    home: str
    carries_remarks: bool = False
    guarded: bool = True
    problems: bool = False
    whole: bool = False
    also: tuple[str, ...] = ()


_HERE = "infocalc.report."

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "table": Format(
            "a table for a terminal, symbolic and numeric columns",
            _HERE + "table",
            True,
            also=("rich", "pretty"),
        ),
        "plain": Format(
            "one record a line: name, symbolic, numeric, separated by tabs",
            _HERE + "plain",
            also=("text", "txt"),
        ),
        "json": Format("the schema infocalc/1", _HERE + "json", True, False, True),
        "jsonl": Format(
            "the same on one line", _HERE + "json", True, False, True, also=("ndjson", "json-lines")
        ),
        "csv": Format("name,symbolic,value,unit; matrices have row,col first", _HERE + "separated"),
        "tsv": Format("the same separated by tabs", _HERE + "separated"),
        "latex": Format("the bare formula, matrices as bmatrix", _HERE + "latex", also=("tex",)),
        "typst": Format("the bare formula for Typst, matrices as mat", _HERE + "typst", also=("typ",)),
        "markdown": Format(
            "a table in GitHub-flavoured Markdown", _HERE + "markdown", True, also=("md", "gfm")
        ),
        "value": Format(
            "the numbers only", _HERE + "plain", also=("number", "numbers", "raw", "values", "numeric")
        ),
        "python": Format("the answer as a Python function", _HERE + "code", also=("py",)),
        "numpy": Format("the same for NumPy arrays", _HERE + "code", also=("np",)),
        "torch": Format("the same for PyTorch tensors", _HERE + "code", also=("pytorch",)),
        "jax": Format("the same for JAX", _HERE + "code"),
        "c": Format("the same in C", _HERE + "code"),
        "julia": Format("the same in Julia", _HERE + "code", also=("jl",)),
        "mathml": Format("the formula in presentation MathML", _HERE + "mathml", also=("mml",)),
        "github": Format(
            "::error and ::notice lines for GitHub Actions",
            _HERE + "github",
            True,
            False,
            True,
            also=("gha", "actions"),
        ),
        "junit": Format(
            "XML of test results: a case a gate, or a column of drift",
            _HERE + "junit",
            True,
            False,
            True,
            True,
            also=("xml", "junit-xml", "xunit"),
        ),
        "sarif": Format(
            "SARIF 2.1.0, as code scanning reads it: a result a gate or column that does not hold",
            _HERE + "sarif",
            True,
            False,
            True,
            True,
        ),
    }
)

#: words by which others call a format
CALLED: Mapping[str, str] = MappingProxyType(
    {word: name for name, row in FORMATS.items() for word in row.also}
)

#: the line above the first answer of a batch; the flag says whether that answer is a matrix
Heading = Callable[[bool], str]

#: an error in a format, with the file that it is about and the line, where they are known
ProblemRenderer = Callable[[InfocalcError, str | None, int | None], str]

#: filled by @renders, @renders_line and @renders_problem when a format's module is imported
RENDERERS: dict[str, Renderer] = {}
PROBLEM_RENDERERS: dict[str, ProblemRenderer] = {}
LINE_RENDERERS: dict[str, LineRenderer] = {}
HEADINGS: dict[str, Heading] = {}


def renders(name: str) -> Callable[[Renderer], Renderer]:
    """Make the function the renderer of the format `name`."""

    def enter(renderer: Renderer) -> Renderer:
        RENDERERS[name] = renderer
        return renderer

    return enter


def renders_line(name: str, heading: Heading | None = None) -> Callable[[LineRenderer], LineRenderer]:
    """Make the function the renderer of one answer of a batch in the format `name`, under its heading."""

    def enter(renderer: LineRenderer) -> LineRenderer:
        LINE_RENDERERS[name] = renderer
        if heading is not None:
            HEADINGS[name] = heading
        return renderer

    return enter


def renders_problem(name: str) -> Callable[[ProblemRenderer], ProblemRenderer]:
    """Make the function the renderer of errors in the format `name`."""

    def enter(renderer: ProblemRenderer) -> ProblemRenderer:
        PROBLEM_RENDERERS[name] = renderer
        return renderer

    return enter


def render_problem(error: InfocalcError, name: str, place: str | None = None, line: int | None = None) -> str:
    """The error in the format `name`, '' where errors are no part of it; `place` is the file it is about."""
    if name not in FORMATS or not FORMATS[name].problems:
        return ""
    _row(name)
    return PROBLEM_RENDERERS[name](error, place, line)


def render(report: Report, name: str = "plain", options: RenderOptions = DEFAULTS) -> str:
    """The report in the format `name`, ending in a line feed."""
    row = _row(name)
    text = _safe(RENDERERS[name](report, options), row, options)
    return text if text.endswith("\n") else text + "\n"


def render_line(report: Report, name: str, line: int, options: RenderOptions = DEFAULTS) -> str:
    """The answer to line `line` of a batch; tsv, csv and jsonl carry the number of the line."""
    row = _row(name)
    if name not in LINE_RENDERERS:
        return render(report, name, options)
    return _safe(LINE_RENDERERS[name](report, line, options), row, options)


def batch_heading(name: str, matrix: bool = False) -> str:
    """The line before the first answer of a batch: the header of csv and tsv, '' where there is none."""
    _row(name)
    return HEADINGS[name](matrix) if name in HEADINGS else ""


def _safe(text: str, row: Format, options: RenderOptions) -> str:
    text = in_ascii(text) if options.ascii else text
    return quiet_lines(text) if row.guarded else text


def _row(name: str) -> Format:
    row = FORMATS.get(name)
    if row is None:
        raise UsageError(f"unknown format '{name}'", hint="one of " + ", ".join(FORMATS))
    __import__(row.home)  # importlib itself costs as much as three modules
    return row
