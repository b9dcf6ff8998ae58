"""The scripts in completions/ are those of the program; real shells complete with them, without Python."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from infocalc.cli.completions import FILES, completions_text

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


@pytest.mark.parametrize("shell", sorted(FILES))
def test_the_files_are_what_the_program_prints(shell: str) -> None:
    """After a change: infocalc completions SHELL > completions/FILE."""
    assert (HERE / FILES[shell]).read_text(encoding="utf-8") == completions_text([shell])


#: words typed, and completions that must be among those offered
CASES = [
    (["ent"], {"entropy"}),
    (["entropy", "--un"], {"--unit"}),
    (["entropy", "--unit", "b"], {"bits", "bans"}),
    (["diff", "--format", "j"], {"json", "jsonl", "jax", "julia"}),
    (["entropy", "--estimator", "mi"], {"miller-madow", "minimax"}),
    (["help", "exi"], {"exit-codes"}),
    (["completions", "f"], {"fish"}),
    (["kl", "Norm"], {"Normal("}),
    (["grad", "softp"], {"softplus("}),
]


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize(("words", "wanted"), CASES)
def test_bash(words: list[str], wanted: set[str], bare: dict[str, str]) -> None:
    script = (
        f'source {HERE / "infocalc.bash"}; COMP_WORDS=(infocalc "$@"); COMP_CWORD=$#; _infocalc; '
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    assert wanted <= set(_lines([shutil.which("bash") or "", "-c", script, "bash", *words], bare))


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_bash_completes_files_and_open_quotes(bare: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("x\n1\n")
    script = (
        f'source {HERE / "infocalc.bash"}; cd {tmp_path}; COMP_CWORD=2; COMP_WORDS=(infocalc entropy "$1"); '
        '_infocalc; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    bash = [shutil.which("bash") or "", "-c", script, "bash"]
    assert "@points.csv" in _lines([*bash, "@poi"], bare)
    assert "Poisson(" in _lines([*bash, "'Poi"], bare)


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish")
@pytest.mark.parametrize(("words", "wanted"), CASES)
def test_fish(words: list[str], wanted: set[str], bare: dict[str, str]) -> None:
    line = " ".join(["infocalc", *words])
    script = f"source {HERE / 'infocalc.fish'}; complete -C '{line}'"
    offered = _lines([shutil.which("fish") or "", "--no-config", "-c", script], bare)
    assert wanted <= {word.partition("\t")[0].replace("\\", "") for word in offered}


@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh")
@pytest.mark.parametrize(("words", "wanted"), CASES)
def test_zsh(words: list[str], wanted: set[str], bare: dict[str, str]) -> None:
    shown = _zsh(" ".join(["infocalc", *words]), bare)
    assert all(word in shown for word in wanted), shown


def _lines(command: list[str], environment: dict[str, str]) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "python" not in done.stderr.lower()
    return done.stdout.splitlines()


def _zsh(line: str, environment: dict[str, str]) -> str:
    """What an interactive zsh shows after the line and a TAB."""
    pty = pytest.importorskip("pty")
    child, terminal = pty.fork()
    if child == 0:
        os.execve(shutil.which("zsh") or "", ["zsh", "-f", "-i"], environment)
    setup = (
        f"PROMPT='> '; fpath=({HERE} $fpath); autoload -Uz compinit; compinit -u -D; "
        "zstyle ':completion:*' list-max 0; LISTMAX=500; echo re''ady\n"
    )
    os.write(terminal, setup.encode())
    assert _shown(terminal, "ready")
    os.write(terminal, line.encode() + b"\t\t")
    shown = _shown(terminal, None)
    os.close(terminal)
    os.waitpid(child, 0)
    return shown.replace("\\", "")


def _shown(terminal: int, until: str | None) -> str:
    """The screen until a text appears, or until it is quiet."""
    found, end = "", time.monotonic() + 20
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 1.0)
        if not ready:
            if until is None:
                return found
            continue
        found += os.read(terminal, 65536).decode(errors="replace")
        if until is not None and until in found:
            return found
    return found
