"""Real shells complete with the scripts in completions/, without Python."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2] / "completions"
#: a search path on which no Python can be found
BARE = {"HOME": "/nonexistent", "TERM": "dumb", "LANG": "C.UTF-8"}


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """An environment whose PATH holds nothing but what the shells' own completion systems call."""
    for name in ("sed", "cat", "ls", "stty", "uname", "mkdir", "sort", "tr", "cut", "grep", "tput"):
        if program := shutil.which(name):
            (tmp_path / name).symlink_to(program)
    return BARE | {"PATH": str(tmp_path), "HOME": str(tmp_path)}


#: words typed, and completions that must be among those offered
CASES = [
    (["ent"], {"entropy"}),
    (["entropy", "--un"], {"--unit"}),
    (["entropy", "--unit", "b"], {"bits", "bans"}),
    (["diff", "--format", "j"], {"json", "jsonl", "jax", "julia"}),
    (["entropy", "--estimator", "mi"], {"miller-madow", "minimax"}),
    (["help", "exi"], {"exit-codes"}),
    (["help", "sigm"], {"sigmoid"}),
    (["help", "Weib"], {"Weibull"}),
    (["help", "label-c"], {"label-column"}),
    (["completions", "f"], {"fish"}),
    (["kl", "Norm"], {"Normal("}),
    (["grad", "softp"], {"softplus("}),
]


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish")
@pytest.mark.parametrize(("words", "wanted"), CASES)
def test_fish(words: list[str], wanted: set[str], bare: dict[str, str]) -> None:
    line = " ".join(["infocalc", *words])
    script = f"source {HERE / 'infocalc.fish'}; complete -C '{line}'"
    offered = _lines([shutil.which("fish") or "", "--no-config", "-c", script], bare)
    assert wanted <= {word.partition("\t")[0].replace("\\", "") for word in offered}


def _lines(command: list[str], environment: dict[str, str]) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "python" not in done.stderr.lower()
    return done.stdout.splitlines()


# ── real keys ────────────────────────────────────────────────────────────────────────────────────

#: a shell without configuration, and the line that makes it complete
SHELLS = {
    "bash": ("bash --norc --noprofile", f"source {HERE}/infocalc.bash; PS1='> '"),
    "zsh": ("zsh -f", f"PROMPT='> '; fpath=({HERE} $fpath); autoload -Uz compinit; compinit -u -D"),
    "fish": ("fish --no-config", f"source {HERE}/infocalc.fish; function fish_prompt; echo -n '> '; end"),
}

#: what is typed before the TAB, and what then stands there (in bash, zsh, fish where they differ)
KEYS = [
    ("ent", ("entropy",)),
    ("entropy 'Norm", ("entropy 'Normal(",)),
    ('entropy "Norm', ('entropy "Normal(',)),
    ("entropy Norm", ("entropy 'Normal(", "entropy Normal\\(", "entropy Normal\\(")),
    ("diff '2*sinp", ("diff '2*sinpi(",)),
    ("diff 'x^2 + sinp", ("diff 'x^2 + sinpi(",)),
    ("diff 2*sinp", ("diff '2*sinpi(", "diff 2*sinpi\\(", "diff 2*sinpi\\(")),
    ("entropy @poi", ("entropy @points.csv",)),
    ("diff x --at @poi", ("diff x --at @points.csv",)),
    ("kl @points.csv @poi", ("kl @points.csv @points.csv",)),
    ("mi @poi", ("mi @points.csv",)),
    ("drift @sub/", ("drift @sub/poisson.csv",)),
    ("entropy @two", ("entropy @two\\ words.csv",)),
    ("diff x --output po", ("diff x --output points.csv",)),
    ("diff --forma", ("diff --format",)),
    ("diff --format typ", ("diff --format typst",)),
    ("help exit", ("help exit-codes",)),
    ("help sigm", ("help sigmoid",)),
    ("help label-c", ("help label-column",)),
]
#: what nothing fits, so that nothing is put there
UNKNOWN = ["mi Norm", "entropy --label-column lab", "diff 'Norm", "entropy 'sinp"]


class Keyboard:
    """A shell in a terminal."""

    shell: str

    def __init__(self, shell: str, folder: Path, environment: dict[str, str]) -> None:
        self.tmux = [shutil.which("tmux") or "", "-S", str(folder / "tmux"), "-f", "/dev/null"]
        self.environment = environment | {"TERM": "screen", "SHELL": "/bin/sh"}
        program, setup = SHELLS[shell]
        program = program.replace(shell, shutil.which(shell) or shell, 1)
        self.run("new-session", "-d", "-x", "100", "-y", "40", "-c", str(folder), program)
        self.enter(setup)
        self.until(lambda screen: screen.rstrip().endswith("\n>"))
        self.run("send-keys", "C-l")
        self.until(lambda screen: screen.strip() == ">")

    def run(self, *words: str) -> str:
        found = subprocess.run(
            [*self.tmux, *words], capture_output=True, text=True, env=self.environment, check=True, timeout=60
        )
        return found.stdout

    def enter(self, text: str) -> None:
        self.run("send-keys", "-l", text)
        self.run("send-keys", "Enter")

    def until(self, holds: Callable[[str], bool]) -> str:
        """The screen once it is as wanted, or as it is when it has not changed for long."""
        for _ in range(100):
            screen = self.run("capture-pane", "-p")
            if holds(screen):
                return screen
            time.sleep(0.05)
        return screen

    def completed(self, text: str, tabs: int = 1, wanted: str = "", behind: str = "") -> str:
        """The screen after some letters, TAB, and letters behind it."""
        self.run("send-keys", "-l", "infocalc " + text)
        self.run("send-keys", *["Tab"] * tabs)
        if behind:
            self.run("send-keys", "-l", behind)
        screen = self.until(lambda screen: wanted in screen)
        for _ in range(20):  # a shell that is still completing may sweep the key away
            self.run("send-keys", "C-c")  # which may sweep away keys behind it
            if _is_empty(self.until(_is_empty)):
                break
        self.run("send-keys", "C-l")
        self.until(lambda screen: screen.strip() == ">")
        return screen


def _is_empty(screen: str) -> bool:
    """Whether nothing stands on the line that is typed."""
    return screen.rstrip().splitlines()[-1:] == [">"]


@pytest.fixture(params=sorted(SHELLS))
def keyboard(request: pytest.FixtureRequest, tmp_path: Path, bare: dict[str, str]) -> Iterator[Keyboard]:
    if shutil.which(request.param) is None or shutil.which("tmux") is None:
        pytest.skip(f"no {request.param}, or no tmux")
    for name in ("points.csv", "two words.csv", "sub/poisson.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x\n1\n")
    (tmp_path / "clear").symlink_to(shutil.which("clear") or "")
    found = Keyboard(request.param, tmp_path, bare)
    found.shell = request.param
    yield found
    found.run("kill-server")


def test_keys(keyboard: Keyboard) -> None:
    for typed, after in KEYS:
        wanted = after[-1] if len(after) == 1 else after[("bash", "zsh", "fish").index(keyboard.shell)]
        screen = keyboard.completed(typed, wanted=f"> infocalc {wanted}")
        assert f"> infocalc {wanted}" in [line.rstrip() for line in screen.splitlines()]


def test_nothing_is_put_where_nothing_fits(keyboard: Keyboard) -> None:
    for typed in UNKNOWN:
        screen = keyboard.completed(typed, wanted=f"{typed}Z", behind="Z")
        assert f"> infocalc {typed}Z" in [line.rstrip() for line in screen.splitlines()]


def test_no_option_stands_where_none_was_asked_for(keyboard: Keyboard) -> None:
    offered = keyboard.completed("", tabs=2, wanted="jacobian")
    assert "entropy" in offered
    assert "--help" not in offered


def test_descriptions(keyboard: Keyboard) -> None:
    if keyboard.shell == "bash":
        pytest.skip("bash has none")
    assert "logistic distribution" in keyboard.completed("entropy Log", tabs=2, wanted="LogUniform(")
    assert "Derivative of EXPR" in keyboard.completed("di", tabs=2, wanted="Derivative of EXPR")
