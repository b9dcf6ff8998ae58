"""Hostile and malformed input, case by case (data/nasty.json): the exit code, and what the message says.

Each case runs in the calling process in an empty folder; nothing may be left behind there, and nothing that
controls a terminal may come out. Folders, devices, signals and full disks are the business of tests/cli.
"""

from __future__ import annotations

import base64
import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from infocalc.__main__ import main

CASES = json.loads((Path(__file__).parent / "data" / "nasty.json").read_text(encoding="utf-8"))
TABLES = {
    "q.csv": "label,p\nb,0.9\na,0.1\n",
    "same.csv": "label,p\na,0.1\nb,0.9\n",
    "q1.csv": "p\n1\n",
    "q10.csv": "label,p\na,1\nb,0\n",
}
SECONDS = 5.0


def content(case: dict[str, Any]) -> bytes:
    if "base64" in case:
        return base64.b64decode(case["base64"])
    if "repeat" in case:
        return "".join(text * n for text, n in case["repeat"]).encode()
    return case.get("stdin", "").encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(monkeypatch, tmp_path, case):
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", case.get("columns", "80"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content(case)), "utf-8"))
    out, err = io.StringIO(), io.StringIO()
    started = process_time()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(case["run"])
    assert process_time() - started < SECONDS
    assert code == case["exit"], err.getvalue()
    for text in case.get("err", ()):
        assert text in err.getvalue()
    for text in case.get("out", ()):
        assert text in out.getvalue()
    assert not {c for c in out.getvalue() + err.getvalue() if c < " " and c not in "\t\n"}
    commands = ("::", "##vso[", "##teamcity[")
    assert not [line for line in out.getvalue().splitlines() if line.startswith(commands)]
    assert {path.name for path in tmp_path.iterdir()} == TABLES.keys()
    if code:
        assert err.getvalue().startswith("error: ")
        assert not out.getvalue() or case["id"] == "exec-batch-line"


#: lines that once ran for minutes or crashed inside a library, and what they are answered with
ONCE_FATAL = {
    "x^(10^30)+x^(10^30+1)*sin(x)": 0,
    "e^(10^30*x)+e^(10^20*x)/(1+x)": 0,
    "x^(1/10^30)+x^(1/7)": 0,
    "(x^(10^9)+1)*(x^(10^8)-3)": 0,
    "(x^(10^9)+1)/(x^(10^8)-3)": 0,
    "(x^100000+1)/(x^99999-3)": 0,
    "1/(x^1000000+1)": 0,
    "exp(exp(exp(10)))*x": 0,
    "(2/3)^(x + 1/2)*y": 0,
    "10^5000*x^2": 0,
    "(3*x)^10000": 0,
    "1.5^100000*x + 1.5^100001*x^2": 0,
    "(1+1e-30)^(1e30)*x + (1+1e-30)^(1e30+1)*x^2": 0,
    "Li(airybiprime((1e-9)+(1e6)), x)": 0,
    "*".join(f"sin({k}x)" for k in range(1, 3000)): 3,
    "sin(" * 1600 + "x" + ")" * 1600: 3,
    "/".join(f"(x+{k})" for k in range(1, 1500)): 3,
}


@pytest.mark.parametrize("text", ONCE_FATAL, ids=lambda text: text[:30])
@pytest.mark.parametrize("order", ["1", "2"])
def test_once_fatal(text, order):
    started = process_time()
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as err:
        code = main(["diff", text, "x", order])
    assert code == ONCE_FATAL[text], err.getvalue()
    assert process_time() - started < SECONDS


#: forms in which a number may stand where a name is looked for
AROUND_NUMBERS = (
    "[hi({0})",
    "x[{0}]",
    "f[{0}](x)",
    "log[{0}](x)",
    "{0}[x](x)",
    r"{0}^{{(2)}}(x)",
    r"\log_{{{0}}}(x)",
    "{0}_x",
    "x_{0}",
    "d{0}/dx",
    r"\frac{{d {0}}}{{d {0}}}",
    "³√{0} x",
    "{0}!",
    "{0} {0}",
    "mod({0}, x",
    "x if {0}",
    "sum(x, {0}, 1, 2)",
)


@pytest.mark.parametrize("form", AROUND_NUMBERS)
@pytest.mark.parametrize("number", ["1e5000", "1e-9995", "9" * 4999])
def test_long_numbers_in_places_of_names(form, number):
    """Python writes no whole number of more than 4,300 digits."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as err:
        code = main(["diff", form.format(number), "x"])
    assert code in (0, 1, 2, 3), err.getvalue()
