"""What a person sees: screens of a real terminal (tmux) at 80 columns, and that nothing is cut at 60 and 120.

To take them anew after a change: INFOCALC_SCREENS=write pytest tests/docs/test_screens.py, and look at them.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

SCREENS = Path(__file__).parent / "screens"
COMMANDS = {
    "diff": ["diff", "x^2 sin x", "--at", "x=pi/2"],
    "diff-steps": ["diff", "x^2 sin x", "--steps"],
    "grad": ["grad", "e^-y sin e^x"],
    "jacobian": ["jacobian", "r cos t", "r sin t", "--wrt", "r,t", "--at", "r=2,t=pi/3"],
    "hessian": ["hessian", "log(e^x + e^y + e^z)"],
    "entropy": ["entropy", "1/2,1/3,1/6"],
    "xent": ["xent", "a:1/2,b:1/2", "b:1/3,a:2/3", "--unit", "bits"],
    "kl": ["kl", "1/3,1/3,1/3", "1/2,1/3,1/6", "--both"],
    "kl-infinite": ["kl", "a:1/2,b:1/2", "a:1"],
    "kl-families": ["kl", "Normal(mu1, s1)", "Normal(mu2, s2)"],
    "jsd": ["jsd", "1/2,1/2", "1/3,2/3"],
    "mi": ["mi", "1/2 0; 1/4 1/4"],
    "error": ["diff", "3*cosek(x) + 1"],
}

#: what must be on the screen however it is broken into lines, without spaces
PARTS = {
    "hessian": ["e^(x+y)", "e^(y+z)", "verified:2points"],
    "kl-families": ["D(P||Q)", "H(P,Q)", "log(s₂/s₁)"],
    "diff-steps": ["(u*v)'=u'*v+u*v'", "2·x·sin(x)+x²·cos(x)"],
}

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux")


def screen(words: list[str], width: int) -> str:
    """The screen of a terminal so wide after the command has ended."""
    with TemporaryDirectory(prefix="infocalc-") as folder:  # tmux leaves its socket behind
        return _screen(words, width, ["tmux", "-S", f"{folder}/socket", "-f", "/dev/null"])


def _screen(words: list[str], width: int, tmux: list[str]) -> str:
    command = (
        f"{shlex.quote(sys.executable)} -P -m infocalc {shlex.join(words)}; printf '[%s]\\n' done; sleep 60"
    )
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "FORCE_COLOR", "TMUX")}
    environment |= {"NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    start = [*tmux, "new-session", "-d", "-x", str(width), "-y", "60", f"sh -c {shlex.quote(command)}"]
    subprocess.run(start, check=True, env=environment)
    try:
        for _ in range(200):
            shown = subprocess.run(
                [*tmux, "capture-pane", "-p", "-J"],
                capture_output=True,
                text=True,
                check=True,
                env=environment,
            ).stdout
            if "[done]" in shown:
                return shown.partition("[done]")[0]
            time.sleep(0.1)
        raise AssertionError(f"the command did not end: {shown}")
    finally:
        subprocess.run([*tmux, "kill-server"], check=False, env=environment)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_screen(name: str) -> None:
    shown = screen(COMMANDS[name], 80)
    path = SCREENS / f"{name}.txt"
    if os.environ.get("INFOCALC_SCREENS") == "write":
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 120])
@pytest.mark.parametrize("name", ["hessian", "kl-families", "diff-steps"])
def test_nothing_is_cut_at_other_widths(name: str, width: int) -> None:
    shown = screen(COMMANDS[name], width)
    assert "…" not in shown
    assert "Traceback" not in shown
    assert max(len(line) for line in shown.splitlines()) <= width
    for part in PARTS[name]:
        assert part in "".join(shown.split()), part
