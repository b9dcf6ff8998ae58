"""The prompt: what lines ask for, values of names, the session with keys, and on a real terminal."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

import infocalc
from infocalc.__main__ import main
from infocalc.cli.prompt.completer import SessionCompleter
from infocalc.cli.prompt.prompt import prompt
from infocalc.cli.prompt.session import Entered, Session
from infocalc.cli.prompt.words import words
from infocalc.cli.topics import PROMPT
from infocalc.errors import InfocalcError, UsageError

#: a question that FLINT is busy with for minutes
LONG = "diff x*zeta(x) x --at x=1/3 --digits 10000"
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="answers are made in the session itself")


def asked(*lines: str) -> Entered:
    """What the last of the lines asks for."""
    session = Session()
    return [session.understood(line) for line in lines][-1]


# ── lines ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("diff x^2 x", ["diff", "x^2", "x"]),
        ("diff 'x^2 sin x' --at 'x = 1'", ["diff", "x^2 sin x", "--at", "x = 1"]),
        ("kl Normal(0, 1) Normal(1, 2)", ["kl", "Normal(0, 1)", "Normal(1, 2)"]),
        ("grad x'*A*x x", ["grad", "x'*A*x", "x"]),
        ('eval "f\'(x)"', ["eval", "f'(x)"]),
        (r"diff \frac{1}{x}", ["diff", r"\frac{1}{x}"]),
        ("entropy '' ", ["entropy", ""]),
        ("a)b c", ["a)b", "c"]),
    ],
)
def test_words(line: str, found: list[str]) -> None:
    assert words(line) == found


def test_an_open_quote_is_refused() -> None:
    with pytest.raises(UsageError, match="not closed"):
        words("diff 'x^2")


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("", ()),
        ("# a comment", ()),
        ("2 + 3", (("eval", "2 + 3"),)),
        ("x^2", (("eval", "x^2", "--quiet"), ("diff", "x^2"))),
        (
            "kl(Normal(0, 1), Normal(m, 1))",
            (
                ("eval", "kl(Normal(0, 1), Normal(m, 1))", "--quiet"),
                ("diff", "kl(Normal(0, 1), Normal(m, 1))"),
            ),
        ),
        ("d/dx x^3", (("diff", "d/dx x^3"),)),
        ("d/dx x^2 = 3x --json", (("diff", "d/dx x^2 = 3x", "--json"),)),
        (r"\frac{d^2}{dx^2} sin(x)", (("diff", r"\frac{d^2}{dx^2} sin(x)"),)),
        ("x*y", (("eval", "x*y", "--quiet"), ("grad", "x*y"))),
        ("'x^2'", (("eval", "x^2", "--quiet"), ("diff", "x^2"))),
        ("[x, x^2]", (("jacobian", "[x, x^2]"),)),
        ("1/2,1/2", (("entropy", "1/2,1/2"),)),
        ("Normal(0, 1)", (("entropy", "Normal(0, 1)"),)),
        ("1/2,1/2 --unit bits", (("entropy", "1/2,1/2", "--unit", "bits"),)),
        ("x^2 --at x=1 --steps", (("eval", "x^2", "--at", "x=1"), ("diff", "x^2", "--at", "x=1", "--steps"))),
        ("infocalc diff x", (("diff", "x"),)),
        ("?sin", (("help", "sin"),)),
        ("?", (("help",),)),
        ("--help", (("help",),)),
        ("difff x^2", (("difff", "x^2"),)),
        ("kld 1/2,1/2 1/3,2/3", (("kld", "1/2,1/2", "1/3,2/3"),)),
    ],
)
def test_what_a_line_asks_for(line: str, lines: tuple[tuple[str, ...], ...]) -> None:
    assert asked(line).lines == lines


@pytest.mark.parametrize("line", [typed for typed, _ in PROMPT])
def test_every_line_of_the_help_of_the_prompt_is_answered(line: str, capsys) -> None:
    session = Session()
    session.remember("2")
    found = session.understood(line)
    assert all(main(argv) == 0 for argv in found.lines)
    assert found.lines or found.told or found.ends


# ── values of names ──────────────────────────────────────────────────────────────────────────────

VALUES = ["b + 1", "-2", "1/3", "2^3", "sin b", "-b^2", "b/(b + 1)", "e^-b"]
TEMPLATES = ["2a", "a^2", "2^a", "-a^2", "x/a", "x - a", "a b", "sin a", "1/a/x", "x^a^2", "|a|"]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_value_is_put_in_as_a_value(template: str, value: str) -> None:
    """As if it stood in parentheses, whatever binds around it."""
    (text,) = {argv[1] for argv in asked(f"a = {value}", template).lines}
    assert "a" not in re.findall(r"\b[a-z]\b", text)
    expected = template.replace("a", f"({value})").replace("|(", "|((").replace(")|", "))|")
    assert main(["equal", text, expected, "--quiet"]) == 0


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("f(x) = x^2 + 1", "eval f(3)"), "eval 3^2 + 1"),
        (("f(x) = x^2", "g(x) = f(x + 1)", "eval g(y)"), "eval (y + 1)^2"),
        (("f(x) = x^3", "eval f'(2)"), "eval 3*2^2"),
        (("f(x) = x^3", "eval f''(y)"), "eval 6*y"),
        (("area(r) = pi r^2", "eval area(3)"), "eval pi*3^2"),
        (("a = 2", "f(x) = a x", "a = 3", "eval f(1)"), "eval 2*1"),
        (("x = 3", "f(x) = x^2", "eval f(y)"), "eval y^2"),
        (("p = 1/2,1/3,1/6", "entropy p"), "entropy 1/2,1/3,1/6"),
        (("p = 1/3", "entropy p,1-p"), "entropy 1/3,1 - 1/3"),
        (("p = 1/3", "entropy a:p,b:1-p"), "entropy a:1/3,b:1 - 1/3"),
        (("s = a + 1", "entropy 'Normal(0, s)'"), "entropy Normal(0,a + 1)"),
        (("s = 2", "entropy Normal(mu=0, sigma=s)"), "entropy Normal(mu=0, sigma=2)"),
        (("N = Normal(0, 1)", "kl N Normal(1, 2)"), "kl Normal(0, 1) Normal(1, 2)"),
        (("s = 1/2 - t", "mi 's 1/4; 1/4 t'"), "mi (1/2 - t) 1/4; 1/4 t"),
        (("a = 2", "entropy a,b,a --samples"), "entropy a,b,a --samples"),
        (("a = 2", "entropy @a"), "entropy @a"),
        (("x = 3", "eval y --at y=x^2"), "eval y --at y=3^2"),
        (("c = 3", "diff x^2 x --check c*x"), "diff x^2 x --check 3*x"),
        (("c = 3", "diff x^2 --at=x=c"), "diff x^2 --at=x=3"),
        (("I(y) = integrate(t y, t, 0, 1)", "eval I(3)"), "eval integrate(t*3, t, 0, 1)"),
    ],
)
def test_values_in_command_lines(lines: tuple[str, ...], told: str) -> None:
    (argv,) = asked(*lines).lines
    assert " ".join(argv).replace(" - ", "-").replace(" ", "") == told.replace(" - ", "-").replace(" ", "")


def test_what_a_name_stood_for_is_told() -> None:
    assert asked("a = 2", "eval a x").notes == ("note: with a = 2",)
    assert any("read 'ax' as a*x" in note for note in asked("a = 2", "eval ax").notes)


@pytest.mark.parametrize(
    "lines",
    [
        ("e = 3",),
        ("pi = 3",),
        ("oo = 3",),
        ("sin = 3",),
        ("sin(x) = x",),
        ("gamma(x) = x",),
        ("Normal(x) = x",),
        ("entropy = 3",),
        ("help = 3",),
        ("ans = 3", "ans(x) = 2"),
        ("f(x, x) = x",),
        ("f(2) = x",),
        ("f(pi) = 1",),
        ("f(x) = 1/2,1/2",),
        ("a = x +",),
        ("f(x) = x^2", "eval f(1, 2)"),
        ("p = 1/2,1/2", "eval p + 1"),
        ("p = 1/2,1/2", "entropy p,1/2"),
        ("x = 3", "diff x^2 x"),
        ("x = 3", 'grad "x\'*A*x" x'),
        ("t = 3", "eval integrate(t, t, 0, 1)"),
        ("a = t", "eval integrate(a t, t, 0, 1)"),
        ("I(y) = integrate(t y, t, 0, 1)", "eval I(t)"),
        ("a = 3", "entropy 'exp(-x) on [a, oo)'"),
        ("f(x) = x^2", "eval 'x + f'"),
        ("x^2 +",),
        ("cosecx(t)",),
        ("ans",),
        ("eval ans^2",),
        ("entropy ans",),
        ("kl ans,1-ans 1/2,1/2",),
        ("diff x^2 --check ans",),
    ],
)
def test_what_cannot_be_is_refused(lines: tuple[str, ...]) -> None:
    """Never an answer in which a name stands for something else than its value."""
    with pytest.raises(InfocalcError):
        asked(*lines)


def test_a_name_is_forgotten() -> None:
    assert asked("x = 3", "x =").told == "x is forgotten\n"
    assert asked("x = 3", "x =", "eval x").lines == (("eval", "x"),)
    assert asked("y =").told == "y is not defined\n"


@pytest.mark.parametrize("answer", ["", "9" * 2000, "(" * 3000])
def test_an_answer_that_cannot_be_read_back_is_no_ans(answer: str) -> None:
    session = Session()
    session.remember("2")
    session.remember(answer)
    with pytest.raises(UsageError, match="ans has no value"):
        session.understood("eval ans^2")


def test_growth_is_bounded() -> None:
    with pytest.raises(InfocalcError, match="tokens"):
        asked("f(x) = x + x + x + x", *("f(x) = f(f(f(x)))",) * 9)


# ── completion ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("hess", "hessian"),
        ("diff x^2 --st", "--steps"),
        ("entropy 1/2,1/2 --unit b", "bits"),
        ("diff x --format la", "latex"),
        ("diff sigm", "sigmoid("),
        ("2 + sigm", "sigmoid("),
        ("entropy Norm", "Normal("),
        ("rat", "rate"),
        ("2*rati", "ratio"),
        ("?sigmo", "?sigmoid"),
        ("help exit", "exit-codes"),
        ("entropy @tab", "le.csv"),
    ],
)
def test_completion(text: str, offered: str, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "table.csv").touch()
    monkeypatch.chdir(tmp_path)
    session = Session()
    session.understood("ratio = 2")
    found = SessionCompleter(session).get_completions(Document(text), CompleteEvent())
    assert offered in [completion.text for completion in found]


def test_no_command_has_the_options_of_another() -> None:
    found = SessionCompleter(Session()).get_completions(Document("entropy 1/2,1/2 --imp"), CompleteEvent())
    assert list(found) == []


# ── the session, with keys ───────────────────────────────────────────────────────────────────────


@pytest.fixture
def typed(tmp_path: Path, monkeypatch, capfd) -> Callable[[str], str]:
    """What a session prints for these keys."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def session(keys: str) -> str:
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
            pipe.send_text(keys)
            assert prompt() == 0
        shown = capfd.readouterr()
        return shown.out + shown.err

    return session


def test_a_session(typed: Callable[[str], str], tmp_path: Path) -> None:
    shown = typed("2 + 3\rans^2\rf(x) = x^2\rf'(5)\rx^2 +\rdiff x^3\rans\r\x04")
    lines = shown.splitlines()
    assert lines[1] == "5"
    assert "25" in lines
    assert "f(x) = x^2" in lines
    assert "10" in lines
    assert "df/dx\t3*x^2\t" in lines
    assert "df/dx\t6*x\t" in lines
    assert "error: something is missing after '+'" in lines
    assert "note: with ans = 3*x^2" in lines
    history = tmp_path / "state" / "infocalc" / "history"
    assert "f'(5)" in history.read_text()
    if os.name == "posix":
        assert stat.S_IMODE(history.stat().st_mode) == 0o600
        assert stat.S_IMODE(history.parent.stat().st_mode) == 0o700


def test_former_lines_come_back_and_words_are_completed(typed: Callable[[str], str]) -> None:
    typed("40 + 2\r\x04")
    assert "42" in typed("\x1b[A\r\x04").splitlines()
    assert "df/dx\t2*x\t" in typed("lapl\x15dif\tx^2\r\x04".replace("dif\t", "diff ")).splitlines()


def test_quit_ends_and_ctrl_c_at_the_prompt_does_not(typed: Callable[[str], str]) -> None:
    assert "3" in typed("garbage(\x031 + 2\rquit\rnever").splitlines()


def test_without_a_folder_for_its_history_there_is_a_session(typed, monkeypatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null/nowhere")
    assert "3" in typed("1 + 2\r\x04").splitlines()


@needs_fork
def test_limits_end_an_answer_and_not_the_session(typed: Callable[[str], str]) -> None:
    shown = typed(f"{LONG} --timeout 0.2\rdiff x^2 --max-memory 1M\r1 + 1\r\x04")
    assert "error: no answer within 0.2 s (--timeout)" in shown
    assert "2" in shown.splitlines()


@needs_fork
def test_a_process_that_dies_is_replaced(typed: Callable[[str], str], monkeypatch) -> None:
    from infocalc.cli.prompt import apart

    answered = apart._answered

    def dies(request):
        if "7*7" in (request.text or ""):
            os._exit(9)
        return answered(request)

    monkeypatch.setattr(apart, "_answered", dies)
    shown = typed("7*7\r1 + 1\r\x04")
    assert "the calculation died" in shown
    assert "2" in shown.splitlines()


# ── where it opens ───────────────────────────────────────────────────────────────────────────────


def test_without_a_terminal_the_help_is_printed(real) -> None:
    assert real(stdin=subprocess.DEVNULL) == real("--help")
    assert real(stdin=subprocess.DEVNULL).code == 0


@needs_fork
@pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux")
def test_on_a_terminal_with_keys(tmp_path: Path) -> None:
    """A long answer is ended by Ctrl-C, the session goes on, Ctrl-D ends it; the screen is a person's."""
    environment = os.environ | {
        "PYTHONPATH": str(Path(infocalc.__file__).parents[1]),
        "XDG_STATE_HOME": str(tmp_path),
        "NO_COLOR": "1",
    }
    tmux = ["tmux", "-L", f"infocalc-{os.getpid()}", "-f", os.devnull]
    command = f"{sys.executable} -m infocalc; echo ended $?; sleep 60"

    def keys(*pressed: str) -> None:
        subprocess.run([*tmux, "send-keys", *pressed], check=True)

    def screen_with(part: str) -> str:
        for _ in range(300):
            shown = subprocess.run([*tmux, "capture-pane", "-p"], capture_output=True, text=True).stdout
            if part in shown:
                return shown
            time.sleep(0.1)
        raise AssertionError(f"no {part!r} on the screen:\n{shown}")

    subprocess.run(
        [*tmux, "new-session", "-d", "-x", "100", "-y", "50", command], check=True, env=environment
    )
    try:
        screen_with("infocalc>")
        keys("-l", "hessi")
        keys("Tab")
        screen_with("infocalc> hessian")
        keys("-l", " x^2*y")
        keys("Enter")
        assert "⎡ 2·y  2·x ⎤" in screen_with("⎡")
        keys("-l", LONG)
        keys("Enter")
        time.sleep(1)
        keys("C-c")
        keys("-l", "20 + 22")
        keys("Enter")
        assert "42" in screen_with("42.0")
        keys("C-d")
        screen_with("ended 0")
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)
