"""`junit`: XML as CI servers read test results: a case a gate, or a line of a table that is the answer."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from infocalc.errors import InfocalcError
from infocalc.report.cells import number_text
from infocalc.report.hygiene import printable
from infocalc.report.remarks import remarks
from infocalc.report.render import RenderOptions, renders, renders_problem
from infocalc.report.report import Report

#: a case: its name, what it measured, why it failed (None: it did not)
Case = tuple[str, str, str | None]


@renders("junit")
def junit(report: Report, _: RenderOptions) -> str:
    """One suite; notes and warnings are its output."""
    cases = list(_cases(report))
    failures = sum(why is not None for *_, why in cases)
    said = "\n".join(str(remark) for remark in remarks(report))
    body = "".join(_case(report.command, report.place, case) for case in cases)
    output = f"  <system-out>{escape(said)}</system-out>\n" if said else ""
    return _suite(f"infocalc {report.command}", len(cases), failures, 0, body + output)


@renders_problem("junit")
def problem(error: InfocalcError, place: str | None, line: int | None) -> str:
    """A suite of one case that could not be judged."""
    where = "" if place is None else f" file={quoteattr(printable(place))}"
    where += "" if line is None else f' line="{line}"'
    what = f"message={quoteattr(printable(error.message))} type={quoteattr(error.code)}"
    hint = escape("\n".join(map(printable, (error.hint or "").splitlines())))
    case = (
        f'  <testcase classname="infocalc" name="answered"{where}><error {what}>{hint}</error></testcase>\n'
    )
    return _suite("infocalc", 1, 0, 1, case)


def _suite(name: str, tests: int, failures: int, errors: int, body: str) -> str:
    counts = f'tests="{tests}" failures="{failures}" errors="{errors}"'
    head = f"<testsuite name={quoteattr(name)} {counts}>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{body}</testsuite>\n'


def _cases(report: Report) -> list[Case]:
    if report.grid is not None:
        titles = report.grid.titles[1:]
        found: list[Case] = []
        for i, (name, *cells) in enumerate(report.grid.lines):
            measured = ", ".join(f"{t} {c}" for t, c in zip(titles, cells, strict=True) if c)
            found.append((name, measured, measured if i in report.grid.failed else None))
        return found
    numbers = "; ".join(f"{row.name} = {number_text(row)}" for row in report.rows if number_text(row))
    gates: list[Case] = [
        (f"{gate.option} {gate.bound}", numbers, None if gate.holds else f"{gate.row} = {gate.value}")
        for gate in report.gates
    ]
    if report.check is not None:
        why = None if report.check.verdict == "true" else report.check.verdict
        gates.append((f"--check {report.check.expected}", numbers, why))
    return gates or [("answered", numbers, None)]


def _case(command: str, place: str | None, case: Case) -> str:
    where = "" if place is None else f" file={quoteattr(printable(place))}"
    name, measured, why = (printable(text) if text is not None else None for text in case)
    head = f"  <testcase classname={quoteattr('infocalc.' + command)} name={quoteattr(name or '')}{where}>"
    failure = f"<failure message={quoteattr(why)}/>" if why is not None else ""
    return f"{head}{failure}<system-out>{escape(measured or '')}</system-out></testcase>\n"
