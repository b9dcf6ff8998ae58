"""github, junit, sarif: each says every outcome of a command, with the file and the line it is about."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from infocalc.__main__ import main
from infocalc.report.render import FORMATS

OUTCOMES = {
    0: ["entropy", "@good.csv", "--max", "0.7"],
    1: ["entropy", "@good.csv", "--max", "0.5"],
    2: ["entropy", "@bad.csv", "--max", "0.5"],
    3: ["eval", "1/0"],
}


@pytest.fixture
def answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[list[str]], tuple[int, str]]:
    (tmp_path / "good.csv").write_text("label,p\na,0.5\nb,0.5\n")
    (tmp_path / "bad.csv").write_text("label,p\na,0.5\nb,0.x\n")
    (tmp_path / "lines.txt").write_text("# two\nx^2\nsin(\n")
    (tmp_path / "a,b%.csv").write_text("a,1\n")
    monkeypatch.chdir(tmp_path)

    def asked(words: list[str]) -> tuple[int, str]:
        code = main(words)
        return code, capsys.readouterr().out

    return asked


Asked = Callable[[list[str]], tuple[int, str]]


@pytest.mark.parametrize("code", OUTCOMES)
def test_github(code: int, answer: Asked) -> None:
    found, text = answer([*OUTCOMES[code], "--format", "github"])
    assert found == code
    first = text.splitlines()[0]
    assert first.startswith("::notice " if code == 0 else "::error ")
    file = {0: "good.csv", 1: "good.csv", 2: "bad.csv,line=3"}.get(code)
    assert ("file=" in first) == (file is not None)
    assert file is None or f" file={file},title=" in first


def test_github_of_lines(answer: Asked) -> None:
    _, text = answer(["diff", "@lines.txt", "--format", "github"])
    assert [line.split("::")[1] for line in text.splitlines()] == [
        "notice file=lines.txt,line=2,title=infocalc diff",
        "error file=lines.txt,line=3,title=infocalc",
    ]


#: a table that is wrong, and the row that is told: None where it is the table as a whole
WRONG = {
    "a,0.5\nb,x5\n": 2,
    "a,0.5\nb,-0.5\n": 2,
    "a,0.5\nb,0.5,3\n": 2,
    'a,0.5\n"b,0.5\n': 2,
    "a,0.5\na,0.5\n": 2,
    "city,color,size\nbern,red,small\nrome,blue,large\n": 2,
    "a,0.5\nb,0.6\n": None,
    "": None,
}


@pytest.mark.parametrize("text", WRONG)
@pytest.mark.parametrize("second", [False, True])
def test_errors_name_the_table_and_its_row(
    text: str, second: bool, answer: Asked, tmp_path: Path, capsys
) -> None:
    """Of two tables the one that is wrong is told, to programs and to people; of its rows the first."""
    (tmp_path / "wrong.csv").write_text(text)
    operands = ["@good.csv", "@wrong.csv"] if second else ["@wrong.csv", "@good.csv"]
    code, told = answer(["kl", *operands, "--format", "github"])
    assert code == 2
    line = WRONG[text]
    assert told.startswith(
        f"::error file=wrong.csv,{f'line={line},' if line else ''}title=infocalc::wrong.csv"
    )
    _, log = answer(["kl", *operands, "--format", "sarif"])
    (result,) = sarif(log)["results"]
    (place,) = (found["physicalLocation"] for found in result["locations"])
    assert place == {"artifactLocation": {"uri": "wrong.csv"}, "region": {"startLine": line or 1}}
    assert main(["kl", *operands]) == 2
    assert capsys.readouterr().err.startswith("error: wrong.csv")
    assert main(["entropy", "@wrong.csv"]) == 2
    assert not capsys.readouterr().err.startswith("error: wrong.csv")


def test_a_file_that_is_not_there_is_the_one_told(answer: Asked) -> None:
    _, told = answer(["kl", "@good.csv", "@none.csv", "--format", "github"])
    assert told.startswith("::error file=none.csv,title=")


def test_github_of_odd_names(answer: Asked) -> None:
    _, text = answer(["entropy", "@a,b%.csv", "--format", "github"])
    assert text.startswith("::notice file=a%2Cb%25.csv,title=infocalc entropy::H(P) = 0")


@pytest.mark.parametrize("code", OUTCOMES)
def test_junit(code: int, answer: Asked) -> None:
    found, text = answer([*OUTCOMES[code], "--format=junit"])
    suite = ElementTree.fromstring(text)
    assert found == code
    assert suite.attrib["tests"] == "1"
    assert suite.attrib["failures"] == str(int(code == 1))
    assert suite.attrib["errors"] == str(int(code > 1))
    assert len(suite.findall("testcase/error")) == int(code > 1)
    assert suite.find("testcase").attrib.get("file") == {0: "good.csv", 1: "good.csv", 2: "bad.csv"}.get(code)  # type: ignore[union-attr]


def sarif(text: str) -> dict[str, Any]:
    """The only run of a log, with what the standard and code scanning require."""
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "infocalc"
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        for place in result.get("locations", ()):
            assert set(place["physicalLocation"]) == {"artifactLocation", "region"}
    return run  # type: ignore[no-any-return]


@pytest.mark.parametrize("code", OUTCOMES)
def test_sarif(code: int, answer: Asked) -> None:
    found, text = answer([*OUTCOMES[code], "--format", "sarif"])
    run = sarif(text)
    assert found == code
    assert run["invocations"][0]["executionSuccessful"] is (code < 2)
    assert len(run["results"]) == int(code > 0)
    places = [place["physicalLocation"] for result in run["results"] for place in result.get("locations", ())]
    expected = {1: [("good.csv", 1)], 2: [("bad.csv", 3)]}
    assert [(p["artifactLocation"]["uri"], p["region"]["startLine"]) for p in places] == expected.get(
        code, []
    )


def test_sarif_of_a_check(answer: Asked) -> None:
    _, text = answer(["diff", "x^2", "--check", "3*x", "--format", "sarif"])
    (result,) = sarif(text)["results"]
    assert (result["ruleId"], result["level"]) == ("check", "error")


def test_sarif_of_drift(answer: Asked) -> None:
    Path("today.csv").write_text("c\n" + "a\n" * 9 + "b\n")
    Path("baseline.csv").write_text("c\n" + "a\n" + "b\n" * 9)
    words = ["drift", "@today.csv", "@baseline.csv", "--max-jsd", "0.01", "--format", "sarif"]
    code, text = answer(words)
    (result,) = sarif(text)["results"]
    assert code == 1
    assert result["message"]["text"].startswith("c: kind labels, labels 2")
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "today.csv"


@pytest.mark.parametrize("name", [name for name, row in FORMATS.items() if row.whole])
def test_a_document_is_no_batch(name: str, answer: Asked) -> None:
    code, text = answer(["diff", "@lines.txt", "--format", name])
    assert code == 2
    assert "is one document" in text


@pytest.mark.parametrize("name", [name for name, row in FORMATS.items() if row.problems])
def test_a_wrong_command_line_is_said_too(name: str, answer: Asked) -> None:
    code, text = answer(["diff", "x^2", "--nonsense", "--format", name])
    assert code == 2
    assert "no such option" in text
