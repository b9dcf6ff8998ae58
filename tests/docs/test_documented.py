"""What the program has is documented: commands, options, formats, functions, families, limits, exit codes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import infocalc.api
import infocalc.errors
from infocalc.cli.commands import COMMANDS
from infocalc.cli.help import help_text
from infocalc.cli.line import read_command
from infocalc.cli.manual import manual
from infocalc.cli.outcome import EXIT_CODES
from infocalc.cli.topics import MATRICES, NOTATION, READ_AS, STAPLES, TOPICS
from infocalc.errors import InfocalcError, UsageError
from infocalc.functions import TABLE as FUNCTIONS
from infocalc.functions import VOCABULARY
from infocalc.information.families import TABLE as FAMILIES
from infocalc.information.options import InformationOptions
from infocalc.information.reading.family_names import STRUCTURED
from infocalc.information.reading.tables import read_pmf
from infocalc.information.source import Source
from infocalc.limits import LIMITS
from infocalc.notation.matrix_parser import parse_matrices
from infocalc.notation.parser import parse
from infocalc.report.document import schema
from infocalc.report.render import FORMATS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = README + "".join(
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "infocalc" / "documents").glob("*.md"))
)
MANUAL = manual().replace("\\-", "-")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_commands(name: str) -> None:
    assert f"infocalc {name} " in DOCUMENTS
    assert f".It Cm {name} " in MANUAL
    assert COMMANDS[name].examples
    shown = help_text([name])
    assert shown.startswith(str(read_command([name, "--help"])))
    for option in COMMANDS[name].options:
        assert f"--{option.name}" in shown
        assert f".It Fl -{option.name}" in MANUAL
        assert option.help.endswith((".", ")."))


def test_formats() -> None:
    assert set(re.findall(r"^  (\w+)", help_text(["formats"]), re.M)) == set(FORMATS)
    for name in FORMATS:
        assert f"`{name}`" in README
        assert f".It Cm {name}" in MANUAL


def test_functions_and_families() -> None:
    functions, families = help_text(["functions"]), help_text(["distributions"])
    assert set(re.findall(r"^  (\w+)", functions, re.M)) == set(FUNCTIONS)
    for name in (*FAMILIES, *STRUCTURED):
        assert f"\n  {name}(" in families
    for row in FAMILIES.values():
        for parameter in row.parameters:
            assert re.search(rf"\n  {row.name}\([^\n]*\b{parameter.name}\b", families)


def test_limits() -> None:
    shown = help_text(["limits"])
    for limit in LIMITS.values():
        assert f"{limit.most:,}" in shown
        assert limit.what in shown


@pytest.mark.parametrize(
    "shown", [row[0] for row in READ_AS if row[0].startswith(("  ", "a ", "#", "{", "array"))]
)
def test_tables(shown: str) -> None:
    """Every form of a table that the help shows as typed is read."""
    assert f"\n  {shown}\n" in help_text(["tables"])
    for table in shown.split("  ") if "  3" not in shown else [shown]:
        text = {"# a comment": "# a comment\n1\n", "  3 red": "  3 red\n  1 blue\n"}.get(table, table + "\n")
        source = Source(stream=io.BytesIO(text.encode()))
        assert read_pmf(source, InformationOptions(weights=True)).p


def test_exit_codes() -> None:
    shown = help_text(["exit-codes"])
    found = {value.exit_code for value in vars(infocalc.errors).values() if _is_error(value)}
    assert found <= set(EXIT_CODES)
    for code in EXIT_CODES:
        assert re.search(rf"^  {code} ", shown, re.M)
        assert re.search(rf"\b{code}\b", README.partition("| exit code |")[2])


@pytest.mark.parametrize(
    ("word", "check"),
    [
        ("github ", test_formats),
        ("besselj ", test_functions_and_families),
        ("Weibull(", test_functions_and_families),
        ("74 ", test_exit_codes),
        ("--steps ", lambda: test_commands("diff")),
        ("--bootstrap ", lambda: test_commands("entropy")),
        ("1,000,000 ", test_limits),
    ],
)
def test_what_is_left_out_is_noticed(word: str, check: Callable[[], None], monkeypatch) -> None:
    """The checks above fail once the line of one format, function, family, code, option or limit is gone."""
    check()

    whole = help_text

    def shortened(words: list[str]) -> str:
        kept = [line for line in whole(words).splitlines() if not line.strip().startswith(word)]
        return "\n".join([*kept, ""])

    monkeypatch.setitem(globals(), "help_text", shortened)
    with pytest.raises(AssertionError):
        check()


def _is_error(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, InfocalcError)


@pytest.mark.parametrize("typed", [part for row, _ in NOTATION for part in row.split("  ")])
def test_every_notation_shown_is_read(typed: str) -> None:
    parse(typed, VOCABULARY)


@pytest.mark.parametrize("typed", [part for row, _ in MATRICES for part in row.split("  ")])
def test_every_formula_of_matrices_shown_is_read(typed: str) -> None:
    assert parse_matrices(typed, VOCABULARY, frozenset("AXBxy")).formula is not None


@pytest.mark.parametrize("row", STAPLES, ids=lambda row: row[0])
def test_every_worked_derivative_of_matrices_is_the_answer(row: tuple[str, ...]) -> None:
    what, command, formula, variable, answer = row
    report = getattr(infocalc.api, command)(formula, variable)
    assert report.symbolic == answer
    assert what in help_text(["matrices"])


def test_topics() -> None:
    contents = help_text([])
    for name, topic in TOPICS.items():
        assert f"\n  {name} " in contents
        assert topic.text().endswith("\n")
    assert TOPICS["schema"].text() == schema()
    with pytest.raises(UsageError, match="no help on 'distributons'") as caught:
        help_text(["distributons"])
    assert caught.value.hint is not None
    assert "distributions" in caught.value.hint


def test_the_page_is_what_the_program_prints() -> None:
    """After a change: infocalc help manual > completions/infocalc.1."""
    assert (ROOT / "completions" / "infocalc.1").read_text(encoding="utf-8") == manual()


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="no mandoc")
def test_the_page_is_clean() -> None:
    page = ROOT / "completions" / "infocalc.1"
    done = subprocess.run(["mandoc", "-T", "lint", page], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
