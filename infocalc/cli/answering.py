"""From work to its outcome: compute, judge, render; the one place that turns errors into exit codes."""

from __future__ import annotations

from collections.abc import Callable

from infocalc.cli.gates import judged
from infocalc.cli.option_values import Output
from infocalc.cli.outcome import Outcome
from infocalc.cli.question import Wanted
from infocalc.cli.terminal import width
from infocalc.errors import InfocalcError, LimitExceeded, UsageError
from infocalc.report.problem import draw
from infocalc.report.remarks import remarks
from infocalc.report.render import FORMATS, RenderOptions, batch_heading, render, render_line, render_problem
from infocalc.report.report import Report, Row

_NO_MEMORY = "the answer needs more memory than there is"


def answered(work: Wanted, text: str | None = None, line: int | None = None) -> Outcome:
    """The outcome of one answer; `text` and `line` belong to a line of a batch."""
    return caught(lambda: _outcome(work, text, line), work.output, line)


def caught(ask: Callable[[], Outcome], output: Output, line: int | None = None) -> Outcome:
    """The outcome, or what the error that came instead says."""
    try:
        return ask()
    except InfocalcError as problem:
        return failed(problem, output, line)
    except MemoryError:
        return failed(LimitExceeded(_NO_MEMORY), output, line)
    except ImportError as problem:
        if _is_bounded():  # what is left does not hold a library
            return failed(LimitExceeded(_NO_MEMORY), output, line)
        return bug(problem, output, line)
    except TimeoutError:  # an alarm that the caller of main() has set
        raise
    except OSError as problem:
        return failed(_unreadable(problem), output, line)
    except Exception as problem:  # anything else is a bug of ours, reported as one
        return bug(problem, output, line)


def _is_bounded() -> bool:
    """Whether this process may have only so many bytes of addresses, by --max-memory or by the shell."""
    try:
        import resource
    except ImportError:
        return False
    return resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY


def failed(problem: InfocalcError, output: Output, line: int | None = None) -> Outcome:
    """The error on standard error; where the format is for programs, it is on standard output too."""
    out = render_problem(problem, output.format, output.place, line)
    return Outcome(out, draw(problem, line), problem.exit_code)


def bug(problem: Exception, output: Output, line: int | None = None) -> Outcome:
    """Exit 70: the traceback and what to do with it."""
    from traceback import format_exception

    from infocalc.cli.about import address, version

    where = address()
    trace = "".join(format_exception(problem))
    error = Bug(
        f"internal error in infocalc {version()}: {type(problem).__name__}: {problem}",
        hint=f"this is a bug in infocalc: please report it{f' at {where}' if where else ''} "
        "with the command line and the lines above",
    )
    outcome = failed(error, output, line)
    return outcome._replace(err=trace + outcome.err)


class Bug(InfocalcError):
    """Not an expected situation: infocalc itself is wrong."""

    exit_code = 70
    code = "bug"


def _unreadable(problem: OSError) -> InfocalcError:
    from infocalc.errors import FileProblem

    return FileProblem(f"cannot read the input: {problem.strerror or problem}")


def _outcome(work: Wanted, text: str | None, line: int | None) -> Outcome:
    output = work.output
    report, code = judged(work, text)
    report = report if output.place is None else report._replace(place=output.place)
    drawn = RenderOptions(output.width, output.color, output.ascii)
    loud, notes = _remarks(report, output, line)
    if line is None:
        shown, picture = _picture(report, output, drawn)
        answer = remembered(report) if output.remembered else ""
        out = render(report, output.format, drawn) + shown
        return Outcome(out, loud, code, notes, picture=picture, answer=answer)
    if output.plot is not None:
        raise UsageError("--plot draws one answer", hint="give one expression or distribution as text")
    form = "jsonl" if output.format == "json" else output.format  # in a batch a document is a line
    heading = batch_heading(form, bool(report.shape))
    return Outcome(render_line(report, form, line, drawn), loud, code, notes, heading)


def remembered(report: Report) -> str:
    """The answer as a text that reads back to it: a formula, else a number; a column as a list."""
    from infocalc.report.cells import answer_rows

    rows = answer_rows(report)
    if report.grid is not None or report.kinds or not rows or (report.shape and report.shape[-1] != 1):
        return ""
    texts = [_read_back(row) for row in (rows if report.shape else rows[:1])]
    if not all(texts):
        return ""
    return f"[{', '.join(texts)}]" if report.shape else texts[0]


def _read_back(row: Row) -> str:
    """The formula of a row, else its exact value, else its digits; '' of a complex number."""
    from infocalc.notation.formula import walk
    from infocalc.report.cells import symbolic

    if row.formula is not None:
        is_complex = any(node.head == "constant" and node.value == "i" for node in walk(row.formula))
        return "" if is_complex else symbolic(row)
    if row.number is None or "i" in row.number.decimal.removeprefix("-").removeprefix("inf"):
        return ""
    return row.number.exact or row.number.decimal


def _picture(report: Report, output: Output, drawn: RenderOptions) -> tuple[str, str]:
    """The picture as text below the answer, or as the bytes of a file."""
    if report.picture is None or output.plot is None:
        return "", ""
    if output.plot == "-":
        from infocalc.report.canvas import draw as drawing

        columns = drawn._replace(width=width() if output.format == "plain" else drawn.width).columns
        return "\n" + drawing(report.picture, columns, output.ascii), ""
    from base64 import b64encode

    from infocalc.report.figure import figure

    return "", b64encode(figure(report.picture, output.plot[-4:])).decode("ascii")


def _remarks(report: Report, output: Output, line: int | None) -> tuple[str, tuple[str, ...]]:
    """What a format does not carry goes to standard error: what must be said, and the notes."""
    if FORMATS[output.format].carries_remarks:
        return "", ()
    found = remarks(report, output.ascii)
    where = "" if line is None else f"line {line}: "
    loud = "".join(f"{r.kind}: {where}{r.text}\n" for r in found if r.kind != "note")
    notes = () if output.quiet else tuple(f"{r}\n" for r in found if r.kind == "note")
    return loud, notes
