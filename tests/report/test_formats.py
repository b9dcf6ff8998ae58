"""Every format on every kind of report: exact text where it is short, laws where it is not."""

from __future__ import annotations

import csv as stdlib_csv
import io
import itertools
import json
import re

import pytest

from infocalc.errors import InfocalcError, NotationError, UsageError
from infocalc.report.document import schema
from infocalc.report.languages import LANGUAGES
from infocalc.report.remarks import remarks
from infocalc.report.render import (
    FORMATS,
    RenderOptions,
    batch_heading,
    render,
    render_line,
    render_problem,
)
from infocalc.report.report import Number, Report, Row
from tests.report import samples
from tests.report.samples import SAMPLES
from tests.report.schema_check import problems

SCHEMA = json.loads(schema())

GOLDEN = [
    ("plain", samples.SLOPE, "df/dx\t2*x*sin(x) + x^2*cos(x)\t\n"),
    ("plain", samples.SIGMOID, "df/dx\te^(-x)/(1 + e^(-x))^2\t0.250000000000000\n"),
    ("plain", samples.NUMERIC, "1.03972077083992\n"),
    ("plain", samples.WHOLE, "1.50000000000000\n"),
    (
        "plain",
        samples.INFINITE,
        "D(P||Q)\too\tinf\tnats\nH(P)\tlog(2)\t0.693147180559945\tnats\nH(P,Q)\too\tinf\tnats\n",
    ),
    (
        "plain",
        samples.STEPS,
        (
            "df/dx\t2*x*cos(x^2)\t\n"
            "step 1\tx^2\t2*x\tpower\t(x^n)' = n*x^(n - 1)\n"
            "step 2\tsin(x^2)\t2*x*cos(x^2)\tchain\tsin(u)' = cos(u)*u'\n"
        ),
    ),
    ("value", samples.INFINITE, "inf\n"),
    ("value", samples.HESSIAN, "-16.0000000000000\t24.00\n24.00\t-12.0000000000000\n"),
    (
        "csv",
        samples.ENTROPY,
        "name,symbolic,value,unit\nH(P),2*log(2)/3 + log(3)/2,1.01140426470735,nats\n",
    ),
    (
        "csv",
        samples.GRADIENT,
        "row,col,name,symbolic,value,unit\n1,1,df/dx,e^x*e^(-y)*cos(e^x),,\n2,1,df/dy,(-e^(-y)*sin(e^x)),,\n",
    ),
    (
        "tsv",
        samples.GRADIENT,
        (
            "row\tcol\tname\tsymbolic\tvalue\tunit\n"
            "1\t1\tdf/dx\te^x*e^(-y)*cos(e^x)\t\t\n2\t1\tdf/dy\t-e^(-y)*sin(e^x)\t\t\n"
        ),
    ),
    (
        "latex",
        samples.SIGMOID,
        (
            "\\left. \\frac{e^{-x}}{\\left(1 + e^{-x}\\right)^{2}} \\right|_{x = 0} = \\frac{1}{4}"
            " \\approx 0.250000000000000\n"
        ),
    ),
    (
        "typst",
        samples.SIGMOID,
        "lr(frac(e^(-x), (1 + e^(-x))^(2)) |)_(x = 0) = frac(1, 4) approx 0.250000000000000\n",
    ),
    (
        "latex",
        samples.HESSIAN,
        (
            "\\left. \\begin{bmatrix}\n2 y^{3} & 6 x y^{2} \\\\\n6 x y^{2} & 6 x^{2} y\n\\end{bmatrix}"
            " \\right|_{x = 1, y = -2} \\approx \\begin{bmatrix}\n-16.0000000000000 & 24.00 \\\\\n"
            "24.00 & -12.0000000000000\n\\end{bmatrix}\n"
        ),
    ),
    (
        "latex",
        samples.INFINITE,
        (
            "\\begin{aligned}\n\\text{D(P||Q)} &= \\infty \\,\\text{nats} \\\\\n"
            "\\text{H(P)} &= \\log\\left(2\\right) \\approx 0.693147180559945 \\,\\text{nats} \\\\\n"
            "\\text{H(P,Q)} &= \\infty \\,\\text{nats}\n\\end{aligned}\n"
        ),
    ),
    (
        "markdown",
        samples.INFINITE,
        (
            "| name | symbolic | value (nats) |\n| --- | --- | ---: |\n"
            "| D(P\\|\\|Q) | $\\infty$ | inf |\n"
            "| H(P) | $\\log\\left(2\\right)$ | 0.693147180559945 |\n| H(P,Q) | $\\infty$ | inf |\n\n"
            "- **when** b \\> a\n- **check** false\\: differs from 3\\*x^2 at x = 1/2 (a factor is missing)\n"
            "- **gate** --max 0.1 does not hold\n- **warning** 100% ambiguous\n"
            "- **note** infinite\\: outcome 2 has p \\> 0 and q = 0\n"
        ),
    ),
    (
        "github",
        samples.INFINITE,
        (
            "::error title=infocalc kl::D(P||Q) = inf nats; false: differs from 3*x^2 at x = 1/2 (a factor"
            " is missing); --max 0.1 does not hold\n"
            "::notice title=infocalc kl::when: b > a\n"
            "::warning title=infocalc kl::warning: 100%25 ambiguous\n"
            "::notice title=infocalc kl::note: infinite: outcome 2 has p > 0 and q = 0\n"
        ),
    ),
    ("github", samples.WHOLE, "::notice title=infocalc entropy::H(P) = 1.50000000000000 bits\n"),
]

every_sample = pytest.mark.parametrize("report", SAMPLES.values(), ids=SAMPLES.keys())


@pytest.mark.parametrize(("name", "report", "text"), GOLDEN)
def test_golden(name: str, report: Report, text: str) -> None:
    assert render(report, name) == text


@every_sample
@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_keeps_to_the_schema(name: str, report: Report) -> None:
    text = render(report, name)
    data = json.loads(text, parse_constant=pytest.fail)
    assert problems(data, SCHEMA) == []
    assert text.isascii()
    assert name == "json" or text.count("\n") == 1
    numbered = json.loads(render_line(report, "jsonl", 17))
    assert numbered.pop("line") == 17
    assert numbered == data
    assert problems(numbered | {"line": 17}, SCHEMA) == []


def test_schema_refuses() -> None:
    good = json.loads(render(samples.INFINITE, "json"))
    for key in ("schema", "results", "unit", "conditions"):
        assert problems({k: v for k, v in good.items() if k != key}, SCHEMA)
    assert problems(good | {"ok": False}, SCHEMA)
    assert problems(good | {"results": []}, SCHEMA)
    assert problems(good | {"route": "guessed"}, SCHEMA)
    assert problems(good | {"results": [good["results"][0] | {"value": "inf"}]}, SCHEMA)


def test_json_of_the_interface() -> None:
    data = json.loads(render(samples.SIGMOID, "json"))
    assert list(data)[:11] == SCHEMA["$defs"]["answer"]["required"]
    assert data["results"] == [
        {
            "name": "df/dx",
            "row": None,
            "col": None,
            "symbolic": "e^(-x)/(1 + e^(-x))^2",
            "latex": r"\frac{e^{-x}}{\left(1 + e^{-x}\right)^{2}}",
            "value": 0.25,
            "decimal": "0.250000000000000",
            "exact": "1/4",
            "certified": True,
        }
    ]
    assert data["verified"] == "2 points, 1e-70"
    assert "check" not in data


def test_json_doubles() -> None:
    decimals = ["inf", "-inf", "1e999", "-0.0", "1 + 2*i", "0.1", "0.693147180559945"]
    rows = [Row(f"r{k}", None, Number(text, True)) for k, text in enumerate(decimals)]
    rows.append(Row("double", None, Number("0.333", True, double=1 / 3)))
    values = [row["value"] for row in json.loads(render(Report("kl", {}, tuple(rows)), "json"))["results"]]
    assert values == [None, None, None, 0.0, None, 0.1, 0.693147180559945, 1 / 3]
    assert str(values[3]) == "0.0"


def test_extra_keys_never_replace_those_of_the_schema() -> None:
    report = Report("diff", {}, samples.SLOPE.rows, extra={"ok": False, "roots": [1, 2]})
    data = json.loads(render(report, "json"))
    assert data["ok"] is True
    assert data["roots"] == [1, 2]


def test_errors_keep_to_the_schema() -> None:
    located = NotationError("unknown function 'cosec'", "did you mean csc?", (2, 7), "3*cosec(x)")
    for text in (
        render_problem(located, "json"),
        render_problem(UsageError("no \ud800"), "jsonl"),
        render_problem(located, "json", line=4),
    ):
        assert problems(json.loads(text), SCHEMA) == []
        assert text.count("\n") == 1
    assert json.loads(render_problem(located, "json")) == {
        "schema": "infocalc/1",
        "ok": False,
        "error": {
            "code": "syntax",
            "message": "unknown function 'cosec'",
            "hint": "did you mean csc?",
            "start": 2,
            "end": 7,
        },
    }


@every_sample
@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"json", "jsonl", "github"}))
@pytest.mark.parametrize("only_ascii", [False, True])
def test_nothing_unseen_leaves(name: str, report: Report, only_ascii: bool) -> None:
    """No control character, no line that a CI runner obeys, UTF-8 throughout, ASCII when asked for."""
    try:
        text = render(report, name, RenderOptions(60, ascii=only_ascii))
    except UsageError:
        assert name == "value" or name in LANGUAGES, "an answer without a number, or without a formula"
        return
    assert text.endswith("\n")
    text.encode("ascii" if only_ascii else "utf-8")
    for line in text.split("\n"):
        assert line.replace("\t", "").isprintable()
        assert not line.lstrip().startswith("::")
        assert "##vso[" not in line


def test_github_lines_are_commands_of_ours_only() -> None:
    for line in render(samples.HOSTILE, "github").splitlines():
        assert line.startswith("::notice title=infocalc entropy::")


def test_spreadsheets_compute_nothing() -> None:
    for report, name in itertools.product(SAMPLES.values(), ("csv", "tsv")):
        lines = list(
            stdlib_csv.reader(io.StringIO(render(report, name)), delimiter="," if name == "csv" else "\t")
        )
        assert len({len(line) for line in lines}) == 1
        cells = [cell for line in lines for cell in line] if name == "csv" else [line[0] for line in lines]
        for cell in cells:
            assert not re.match(r"[=+@\t\r]|-(?![0-9]|inf)", cell)


def test_a_value_must_be_there() -> None:
    with pytest.raises(UsageError, match="df/dx has no numeric value"):
        render(samples.SLOPE, "value")


def test_unknown_format() -> None:
    with pytest.raises(InfocalcError) as caught:
        render(samples.SLOPE, "yaml")
    assert caught.value.exit_code == 2
    assert "jsonl" in (caught.value.hint or "")


def test_batches() -> None:
    assert batch_heading("tsv") == "line\tname\tsymbolic\tvalue\tunit\n"
    assert batch_heading("csv", matrix=True) == "line,row,col,name,symbolic,value,unit\n"
    assert batch_heading("jsonl") == batch_heading("plain") == ""
    assert render_line(samples.SLOPE, "tsv", 3) == "3\tdf/dx\t2*x*sin(x) + x^2*cos(x)\t\t\n"
    assert render_line(samples.WHOLE, "csv", 4) == "4,H(P),3/2,1.50000000000000,bits\n"
    assert render_line(samples.WHOLE, "plain", 4) == "1.50000000000000\n"


def test_two_answers() -> None:
    both = Report("kl", {}, samples.INFINITE.rows, answers=2)
    assert render(both, "value") == "inf\n0.693147180559945\n"
    assert render(both, "latex").startswith("\\begin{aligned}\n\\text{D(P||Q)} &= \\infty \\\\\n")


def test_remarks() -> None:
    assert [str(remark) for remark in remarks(samples.INFINITE)] == [
        "when: b > a",
        "check: false: differs from 3*x^2 at x = 1/2 (a factor is missing)",
        "gate: --max 0.1 does not hold",
        "warning: 100% ambiguous",
        "note: infinite: outcome 2 has p > 0 and q = 0",
    ]
    assert [str(remark) for remark in remarks(samples.NUMERIC)] == [
        "note: computed numerically, digits not proved: H(P)"
    ]
    assert [str(remark) for remark in remarks(samples.HESSIAN)] == [
        "note: kind: saddle point",
        "note: eigenvalues: -1, 2",
    ]
