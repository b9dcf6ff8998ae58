"""Running the command line, in this process or in one of its own, with stand-ins for the commands."""

from __future__ import annotations

import importlib.util
import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

import infocalc
from infocalc.__main__ import main

HERE = Path(__file__).parent
ENVIRONMENT = os.environ | {
    "PYTHONPATH": str(Path(infocalc.__file__).parents[1]),
    "PYTHONDONTWRITEBYTECODE": "1",
}


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """The environment of a process that finds this infocalc."""
    return ENVIRONMENT


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """main(argv) with stand-ins; `stdin` as text or bytes, None for a terminal."""
    for name, module in _load("fakes").modules().items():
        package, _, own = name.rpartition(".")
        parent = importlib.import_module(package)
        monkeypatch.setitem(sys.modules, name, module)
        monkeypatch.setattr(parent, own, module, raising=False)

    def once(*argv: str, stdin: str | bytes | None = None) -> Result:
        monkeypatch.setattr(sys, "stdin", Terminal() if stdin is None else Pipe(stdin))
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(argv)
        return Result(code, out.getvalue(), err.getvalue())

    return once


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Pipe(io.TextIOWrapper):
    def __init__(self, content: str | bytes) -> None:
        super().__init__(io.BytesIO(content.encode() if isinstance(content, str) else content), "utf-8")


@pytest.fixture
def fake() -> Run:
    """The console script with stand-ins, in a process of its own."""
    return _in_process([sys.executable, str(HERE / "fakes.py")])


@pytest.fixture
def real() -> Run:
    """python -m infocalc, in a process of its own."""
    return _in_process([sys.executable, "-m", "infocalc"])


def _in_process(command: list[str]) -> Run:
    def once(*argv: str, **settings: Any) -> Result:
        environment = ENVIRONMENT | settings.pop("env", {})
        given = {"capture_output": True, "text": True, "timeout": 120, "env": environment} | settings
        done = subprocess.run([*command, *argv], **given)
        return Result(done.returncode, done.stdout or "", done.stderr or "")

    return once


def _interruptible() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def start() -> Callable[..., subprocess.Popen[str]]:
    """The console script with stand-ins, left running."""

    def begin(*argv: str, **settings: Any) -> subprocess.Popen[str]:
        given: dict[str, Any] = {"text": True, "env": ENVIRONMENT, "bufsize": 1}
        given |= {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        command = [sys.executable, str(HERE / "fakes.py"), *argv]
        # tests that run in the background of a shell ignore interrupts, and so would their children
        given["preexec_fn"] = _interruptible
        return subprocess.Popen(command, **given | settings)

    return begin
