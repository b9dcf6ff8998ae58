"""Five people go the whole way: a student, a shell, a build, a notebook, a teacher.

The build's lines are those of the documents (`test_ci.py`); here is what comes before and after them.
"""

from __future__ import annotations

import doctest
import os
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

import infocalc
from tests.docs.console import DOCUMENTS, Here, Shell, blocks

SHEET = tomllib.loads(Path(__file__).with_name("sheet.toml").read_text(encoding="utf-8"))
CLAIMS = [
    (line.split(" = ")[0], claim, row.get("drawn", False))
    for row in SHEET["rule"]
    for line in [row["line"]]
    for claim in line.split(" = ")[1:]
]

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Here(tmp_path)


# the student


@needs_bash
@pytest.mark.parametrize(("asked", "claim", "drawn"), CLAIMS)
def test_a_rule_of_the_sheet_is_pasted_checked_and_drawn(asked, claim, drawn, shell):
    done = shell.run(
        shlex.join(["infocalc", "diff", asked, "--check", claim, *(["--plot"] if drawn else [])])
    )
    assert done.returncode == 0, done.stdout
    assert f"check: true: equal to {claim}\n" in done.stdout
    assert drawn == ("⡰" in done.stdout or "⠁" in done.stdout or "⠤" in done.stdout)


@needs_bash
@pytest.mark.parametrize("row", SHEET["exercise"], ids=lambda row: row["right"])
def test_an_exercise_is_answered_and_the_students_answer_judged(row, shell):
    for claim, code, verdict in ((row["right"], 0, "true"), (row["wrong"], 1, "false")):
        done = shell.run(shlex.join(["infocalc", *row["asked"], "--check", claim]))
        assert done.returncode == code, done.stdout
        assert f"check: {verdict}: " in done.stdout


@needs_bash
def test_the_student_draws_the_distributions(shell):
    pytest.importorskip("matplotlib")
    done = shell.run(
        "infocalc kl 1/3,1/3,1/3 1/2,1/3,1/6 --plot; infocalc diff '1/(1+e^-x)' --plot sigmoid.svg"
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("█") > 20
    assert (shell.folder / "sigmoid.svg").read_text(encoding="utf-8").rstrip().endswith("</svg>")


# the shell

SCRIPT = r"""
set -euo pipefail
printf 'red\nblue\nred\ngreen\n' > words.txt
sort words.txt | uniq -c | infocalc entropy - --counts --format value --quiet > now
infocalc entropy 1/2,1/4,1/4 --format value > then
cmp now then
if infocalc kl 1/2,1/2 9/10,1/10 --max 0.1 --quiet > log 2>&1; then echo kept; else echo "code $?"; fi
infocalc grad 'x^2 y' --format csv --output slopes.csv --quiet
cut -d, -f4 slopes.csv | tail -n +2
infocalc diff "$(tail -n 1 slopes.csv | cut -d, -f4)" --quiet | cut -f2
seq 5 | sed 's/^/x^/' | infocalc diff - --format tsv --quiet | sed -n 3p | cut -f3
infocalc diff 'x^2 y' || echo "code $?"
"""
SAID = """code 1
2*x*y
x^2
2*x
2*x
error: which variable? the expression has x, y
code 2
"""


@needs_bash
def test_a_script(shell):
    done = shell.run(SCRIPT)
    said = "".join(line for line in done.stdout.splitlines(True) if not line.startswith("  "))
    assert said == SAID
    assert sorted(path.name for path in shell.folder.iterdir() if not path.name.startswith(".")) == [
        "log", "now", "slopes.csv", "then", "words.txt",
    ]  # fmt: skip


# the build


@needs_bash
@pytest.mark.parametrize(
    ("today", "code"), [("DE\nFR", 0), ("US\nUS", 1), ("", 2), ("DE,FR\nFR", 2), ("DE\nFR\nDE\nFR", 0)]
)
def test_a_build_is_red_for_one_reason(today, code, shell):
    """Drift is 1; a table that is empty or broken is 2, never a green build and never drift."""
    (shell.folder / "baseline.csv").write_text("country\nDE\nDE\nFR\nFR\n")
    (shell.folder / "today.csv").write_text(f"country\n{today}\n")
    done = shell.run("infocalc drift @today.csv @baseline.csv --columns country --max-jsd 0.2")
    assert done.returncode == code, done.stdout


# the notebook


@pytest.mark.whole  # every run has another kernel (tests/api), and this page as a session of Python
def test_the_page_about_python_is_a_notebook(tmp_path):
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    text = "\n".join(blocks(DOCUMENTS["from-python"].read_text(encoding="utf-8"), "pycon"))
    examples = doctest.DocTestParser().get_examples(text)
    cells = [nbformat.v4.new_code_cell(example.source) for example in examples]
    notebook = nbformat.v4.new_notebook(cells=cells)
    environment = os.environ | {"PYTHONPATH": str(Path(infocalc.__file__).parents[1])}
    client = nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3")
    client.execute(env=environment | {"IPYTHONDIR": str(tmp_path)})
    for cell, example in zip(notebook.cells, examples, strict=True):
        shown = "".join(
            output["text"] if output["output_type"] == "stream" else output["data"]["text/plain"]
            for output in cell["outputs"]
        )
        assert shown.split() == example.want.split()


# the teacher

QUESTIONS = [
    ["diff", "x^2 sin x"],
    ["diff", "f(g(x))"],
    ["diff", "1/(1+e^-x)", "--at", "x=0"],
    ["grad", "e^-y sin e^x"],
    ["jacobian", "r cos t", "r sin t", "--wrt", "r,t"],
    ["hessian", "log(e^x + e^y + e^z)"],
    ["grad", "|A x - b|^2", "x"],
    ["entropy", "1/2,1/3,1/6"],
    ["entropy", "Uniform(a, b)"],
    ["kl", "Normal(mu1, s1)", "Normal(mu2, s2)"],
    ["kl", "1/2,1/2", "1,0"],
    ["mi", "1/2 0; 1/4 1/4"],
]


def _answers(shell: Shell, style: str) -> list[str]:
    """What a teacher pastes: the answers, without what is said beside them."""
    found = []
    for question in QUESTIONS:
        done = shell.run(shlex.join(["infocalc", *question, "--format", style, "--output", "answer"]))
        assert done.returncode == 0, done.stdout
        found.append((shell.folder / "answer").read_text(encoding="utf-8"))
    return found


@needs_bash
@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no pdflatex")
def test_a_latex_document_is_compiled(shell):
    body = "\n".join(f"\\[\n{answer.strip()}\n\\]" for answer in _answers(shell, "latex"))
    head = "\\documentclass{article}\\usepackage{amsmath,amssymb}\\begin{document}\n"
    text = f"{head}{body}\n\\end{{document}}\n"
    (shell.folder / "sheet.tex").write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "sheet.tex"],
        cwd=shell.folder, capture_output=True, text=True, errors="replace", timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]
    assert (shell.folder / "sheet.pdf").stat().st_size > 10_000


@needs_bash
def test_a_typst_document_is_compiled(shell):
    typst = pytest.importorskip("typst")
    body = "\n\n".join(f"$ {answer.strip().strip('$')} $" for answer in _answers(shell, "typst"))
    assert typst.compile(body.encode(), format="pdf").startswith(b"%PDF")
