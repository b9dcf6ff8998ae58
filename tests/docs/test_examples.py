"""The examples of the README and of the documents are run, and what they print is what stands there.

After a change of what is printed: python -m tests.refresh, and look at the difference.
"""

from __future__ import annotations

import doctest
import html
import os
import re
import shutil
from pathlib import Path

import pytest

import infocalc
from infocalc.cli.commands import COMMANDS
from tests.docs.console import DOCUMENTS, ROOT, Here, Shell, answered, blocks, commands
from tests.docs.picture import PICTURE, picture, screens
from tests.whole import whole

WRITE = os.environ.get("INFOCALC_SCREENS") == "write"

TEXTS = {name: path.read_text(encoding="utf-8") for name, path in DOCUMENTS.items()}
CONSOLE = [name for name, text in TEXTS.items() if commands(text)]
PYTHON = [name for name, text in TEXTS.items() if blocks(text, "pycon")]
#: the jobs that a document each is about
JOBS = (
    "tutorial homework entropy-of-a-column baseline-in-ci counts-with-zeros gradients-as-code "
    "latex-and-notebooks batches coming-from matrix-calculus from-python pipes proved decimals ambiguity "
    "units infinity cheat-sheet installing accuracy scope"
).split()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize(
    ("name", "shell"), [*((n, Here) for n in CONSOLE), *(whole(n, Shell) for n in CONSOLE)]
)
def test_what_is_printed(name: str, shell: type[Shell], tmp_path: Path) -> None:
    """What infocalc is asked alone is asked in this process, and in the whole run as a person asks it."""
    for program in ("jq", "sqlite3"):
        if _needs(name, program) and not shutil.which(program):
            pytest.skip(f"no {program}")
    shown = answered(TEXTS[name], shell(tmp_path))
    if WRITE:
        DOCUMENTS[name].write_text(shown, encoding="utf-8")
    else:
        assert shown == TEXTS[name]


def _needs(name: str, program: str) -> bool:
    return any(re.search(rf"(^|\| ){program} ", command) for command in commands(TEXTS[name]))


def test_the_picture() -> None:
    """The screens are in it, word by word, and nothing that would have to be fetched."""
    if WRITE:
        PICTURE.write_text(picture(), encoding="utf-8")
    shown = PICTURE.read_text(encoding="utf-8")
    words = re.findall(r">([^<>]+)</text>", html.unescape(shown).replace("\u00a0", " "))
    assert screens().split() == " ".join(words).removeprefix("infocalc ").split()
    assert "url(http" not in shown


@pytest.mark.parametrize("name", PYTHON)
def test_sessions_of_python(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "\n".join(blocks(TEXTS[name], "pycon"))
    for module in re.findall(r"^>>> import (\w+)", text, re.M):
        pytest.importorskip(module)
    session = doctest.DocTestParser().get_doctest(text, {}, name, str(DOCUMENTS[name]), 0)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(session, out=said.append)
    assert not said, "".join(said)


@pytest.mark.parametrize("name", JOBS)
def test_every_job_has_its_document(name: str) -> None:
    assert commands(TEXTS[name]) or blocks(TEXTS[name], "pycon")


def test_nothing_is_typed_in_a_block_that_is_not_run() -> None:
    for name, text in TEXTS.items():
        for language, block in re.findall(r"^```(\w*)\n(.*?)^```", text, re.M | re.S):
            assert language in ("console", "pycon") or "$ infocalc" not in block, name


IN_TABLES = [
    line.removeprefix("infocalc ")
    for name in ("coming-from", "cheat-sheet")
    for row in re.findall(r"^\|.*\|$", TEXTS[name], re.M)
    for line in re.findall(r"`([^`]+)`", row)
    if line.removeprefix("infocalc ").split()[0] in COMMANDS and "@" not in line and " P Q" not in line
]


@pytest.mark.parametrize("line", IN_TABLES)
def test_what_tables_show_is_answered(line: str, tmp_path: Path) -> None:
    done = Here(tmp_path).run("infocalc " + line.replace("\\|", "|"))
    assert done.returncode == 0, done.stdout


def test_the_readme_begins_with_what_continuous_integration_takes_from_it() -> None:
    """`.ci/run` installs by its first block and tests by its second."""
    first, second = re.findall(r"^```sh\n(.*?)^```", TEXTS["README"], re.M | re.S)
    assert first.startswith("pip install . && infocalc ")
    assert second == "pip install '.[dev]' && pytest\n"
    assert TEXTS["README"].index("```console") > TEXTS["README"].index(second)


def test_the_readme_is_short_and_names_every_document() -> None:
    assert TEXTS["README"].count("\n") <= 130
    for name in JOBS:
        assert f"(infocalc/documents/{name}.md)" in TEXTS["README"]


def test_links_lead_somewhere() -> None:
    for name, text in TEXTS.items():
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert target.startswith("https://") or (DOCUMENTS[name].parent / target).exists(), (name, target)


#: `pip install infocalc`, with options and extras and by other installers; not `./infocalc`
PROMISE = re.compile(r"\b(pip|pipx|uv|tool|pip3) (install|add|run)\b[^#|`&;]*(?<![./\w-])infocalc(?![\w/.-])")


def test_nothing_promises_a_package_index() -> None:
    """infocalc is not published: what is printed about installing names a checkout or a wheel."""
    printed = [
        *ROOT.glob("*.md"),
        *(ROOT / "completions").iterdir(),
        ROOT / "pyproject.toml",
        ROOT / ".ci" / "run",
    ]
    printed += [
        p for p in Path(infocalc.__file__).parent.rglob("*") if p.suffix in (".py", ".pyi", ".md", ".txt")
    ]
    found = [
        (path, line)
        for path in printed
        for line in path.read_text(encoding="utf-8").splitlines()
        if PROMISE.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "pip install infocalc",
        "pip install 'infocalc[plot]'",
        "uv tool install infocalc",
        "pipx install -q infocalc",
    ],
)
def test_a_promise_is_noticed(line: str) -> None:
    assert PROMISE.search(line)
    assert not PROMISE.search(line.replace("infocalc", "./infocalc"))
