"""`infocalc help NAME` reaches everything that has a name, and finds what is meant."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import infocalc.errors
from infocalc.__main__ import main
from infocalc.calculus.rules import RULES
from infocalc.cli.commands import COMMANDS
from infocalc.cli.entries import Entry, entries
from infocalc.cli.help import help_text
from infocalc.cli.option import GROUPS
from infocalc.cli.outcome import EXIT_CODES
from infocalc.cli.topics import TOPICS
from infocalc.errors import InfocalcError, UsageError
from infocalc.functions import TABLE as FUNCTIONS
from infocalc.information.families import TABLE as FAMILIES
from infocalc.information.measure import MEASURES
from infocalc.information.reading.derived import DERIVED
from infocalc.information.reading.families import STRUCTURED
from infocalc.limits import LIMITS
from infocalc.notation.matrix_tokens import MATRIX_WORDS
from infocalc.report.render import FORMATS
from tests.whole import part_of, whole

OPTIONS = {option.name: option for row in COMMANDS.values() for option in row.options}
ERRORS = [v for v in vars(infocalc.errors).values() if isinstance(v, type) and issubclass(v, InfocalcError)]
#: every name of every table, with the kind under which help has it
NAMES = (
    *((name, "command") for name in (*COMMANDS, "help", "completions")),
    *((name, "topic") for name in TOPICS),
    *((name, "function") for name in FUNCTIONS),
    *((name, "family") for name in (*FAMILIES, *STRUCTURED, *DERIVED)),
    *((name, "measure") for name in MEASURES),
    *((f"--{name}", "option") for name in OPTIONS),
    *((name, "format") for name in FORMATS),
    *((kind.code, "error") for kind in ERRORS),
    *((str(code), "exit code") for code in EXIT_CODES),
    *((rule.id, "rule") for rule in RULES),
    *((name.replace(" ", "-"), "limit") for name in LIMITS),
    *((word.name, "word of matrices") for word in MATRIX_WORDS.values()),
)


def test_every_name_of_every_table_has_help() -> None:
    known = {(entry.name, entry.kind) for entry in entries()}
    assert [(n, k) for n, k in NAMES if (n.removeprefix("--"), k) not in known] == []


@pytest.mark.parametrize("kind", sorted({entry.kind for entry in entries()}))
def test_the_help_of_every_name_of_a_kind_says_something(kind: str) -> None:
    for name, its in NAMES:
        if its == kind:
            shown = help_text([name])
            wanted = name.removeprefix("--").replace("-", " ").lower()
            assert kind == "topic" or wanted in shown.replace("-", " ").lower()
            assert len(shown) > len(wanted) + 20


OTHER_NAMES = [word for e in entries() if e.kind in ("function", "family") for word in e.also]


@pytest.mark.parametrize("word", part_of(OTHER_NAMES, 6))
def test_every_other_name_finds_its_row(word: str) -> None:
    row = next(e for e in entries() if word in e.also and e.kind in ("function", "family"))
    shown = help_text([word])
    assert row.name in shown


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("entry", part_of(entries(), 6), ids=lambda e: f"{e.kind}-{e.name}".replace(" ", "-"))
def test_on_a_terminal_it_is_drawn_with_the_same_words(entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    if entry.kind == "document":
        pytest.skip("Markdown, which tests/docs/test_documents.py reads")
    plain = entry.text()
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(sys, "stdout", Screen())
    drawn = entry.text()
    assert "\x1b" not in drawn

    def words(text: str) -> list[str]:
        return sorted(re.sub(r"[\s:╭─╮│╰╯]", "", text))

    assert words(drawn) == words(plain)


def test_two_things_of_one_name_are_both_shown() -> None:
    assert "Usage: infocalc entropy" in (shown := help_text(["entropy"]))
    assert "(measure)" in shown
    assert "beta(x, y)  (function)" in (shown := help_text(["beta"]))
    assert "Beta(alpha, beta)  (family)" in shown


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("mutual information", "Usage: infocalc mi"),
        ("kullback-leibler", "Usage: infocalc kl"),
        ("divergence", "kl (command, measure"),
        ("ln", "(function)"),
        ("exp", "See also: Exponential (family)"),
        ("bits", "--unit nats|bits|bans"),
        ("INFOCALC_DIGITS", "--digits N"),
        ("NoAnswer", '"code": "no-answer"'),
        ("gaussian", "Normal(mu=0, sigma=1)"),
        ("precision", "--digits N"),
        ("--precision", "--digits N"),
    ],
)
def test_what_is_called_otherwise_is_found(words: str, part: str) -> None:
    assert part in help_text(words.split())


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("sigmoids", "sigmoid"),
        ("bessel", "besselj"),
        ("covariant", "infocalc help --search"),
        ("asymmetric", "Asymm"),
    ],
)
def test_a_word_without_help_names_what_may_be_meant(word: str, meant: str) -> None:
    with pytest.raises(UsageError) as caught:
        help_text([word])
    assert meant in str(caught.value.hint)


def test_a_search_finds_names_and_what_is_said() -> None:
    found = help_text(["--search", "divergence"])
    assert "\n  kl (command, measure" in found
    assert "\n  Poisson" not in found
    assert "beta function" in help_text(["--search=beta"])
    assert "tables (topic)" in help_text(["--search", "parquet"])
    assert "logistic function" in help_text(["--search", "function", "logistic"])
    for words in (["--search"], ["--search", "zzz"]):
        with pytest.raises(UsageError):
            help_text(words)


@pytest.mark.parametrize("name", COMMANDS)
def test_options_stand_in_groups(name: str) -> None:
    shown = help_text([name])
    headings = [group for group in GROUPS if f"\n{group}:\n" in shown]
    assert headings == [g for g in GROUPS if any(o.group == g for o in COMMANDS[name].options)]


@pytest.mark.parametrize(
    "argv",
    [
        ["-h"],
        ["help", "-h"],
        ["completions", "-h"],
        ["diff", "x^2", "-h"],
        ["diff", "x^2", "x", "2", "-h"],
        ["entropy", "1/2,1/2", "-h"],
        ["kl", "1/2,1/2", "1/3,2/3", "--steps", "-h"],
        ["kl", "1/2,1/2", "--help"],
        *([name, "-h"] for name, row in COMMANDS.items() if not row.operands[0].is_formula),
    ],
    ids=" ".join,
)
def test_h_is_help_where_no_formula_can_stand(argv: list[str], capsys) -> None:
    assert main(argv) == 0
    told = capsys.readouterr()
    assert "infocalc" in told.out
    assert not told.err


@pytest.mark.parametrize("name", [name for name, row in COMMANDS.items() if row.operands[0].is_formula])
def test_h_as_a_formula_is_minus_h_and_says_so(name: str, capsys) -> None:
    more = {"equal": ["-h"], "eval": ["--at", "h=2"]}.get(name, [])
    assert main([name, "-h", *more]) in (0, 2)  # of one variable there is no curl
    assert main([name, "-h", *more, "--quiet"]) in (0, 2)
    told = capsys.readouterr()
    assert "Usage" not in told.out
    assert f"-h was read as minus h; the help is: infocalc {name} --help" in told.err


# ── every example runs ───────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the files that the examples of options name."""
    duckdb = pytest.importorskip("duckdb")
    folder = tmp_path_factory.mktemp("examples")
    texts = {
        "table.csv": "label,p\na,0.5\nb,0.5\n",
        "bare.csv": "a,0.5\nb,0.5\n",
        "both.csv": "label,p,q\na,0.5,0.4\nb,0.5,0.6\n",
        "rows.csv": "a,b,c\nu,v,w\nu,w,w\nx,v,v\nx,w,v\n",
        "today.csv": "country,device,amount\nde,pc,3\nfr,pc,40\nde,tv,20\nfr,tv,7\n",
        "baseline.csv": "country,device,amount\nde,tv,5\nfr,pc,30\nde,pc,90\nfr,tv,8\n",
        "profile.csv": "column,a,b,labels\ncountry,3,4,1\ncountry,5,4,1\n",
        "chain.csv": "0.9,0.1\n0.5,0.5\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    with duckdb.connect(str(folder / "shop.duckdb")) as shop:
        shop.execute("create table sales as select * from (values ('de'), ('de'), ('fr')) as t(country)")
    with contextlib.chdir(folder):
        yield folder


def run(line: str, capsys, monkeypatch) -> tuple[int, str]:
    words = shlex.split(line)
    typed = "1/2,1/2\n1/3,2/3\n" if words[1] == "entropy" else "x^2\nsin x\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
    code = main(words[1:])
    return code, capsys.readouterr().err


@pytest.mark.parametrize("name", OPTIONS)
def test_the_example_of_every_option_runs_and_has_it(name: str, files: Path, capsys, monkeypatch) -> None:
    line = OPTIONS[name].example
    assert f"--{name}" in re.split(r"[ =]", line)
    code, said = run(line, capsys, monkeypatch)
    assert code in (0, 1), said


def examples(kind: str) -> list[str]:
    texts = [entry.text() for entry in entries() if entry.kind == kind]
    return [line.strip() for text in texts for line in text.splitlines() if line.startswith("  infocalc ")]


EXAMPLES = [*examples("function"), *examples("family"), *examples("format")]
#: functions and families whose examples take a second
SLOW = ("appellf1(", "SkewNormal(")


@pytest.mark.parametrize(
    "line",
    part_of([line for line in EXAMPLES if not any(name in line for name in SLOW)], 4)
    + [whole(line) for line in EXAMPLES if any(name in line for name in SLOW)],
)
def test_the_examples_of_functions_families_and_formats_run(line: str, capsys, monkeypatch) -> None:
    if "help" in line.split():
        assert main(shlex.split(line)[1:]) == 0
        return
    code, said = run(line, capsys, monkeypatch)
    assert code in (0, 3), said
    assert code == 0 or "eval" in line, said
