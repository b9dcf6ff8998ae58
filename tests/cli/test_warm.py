"""The warm path: answers of the resident process are those of a fresh one, and any doubt is the usual way."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import pytest

import infocalc
from infocalc.warm import socket_path
from tests.whole import whole

pty = pytest.importorskip("pty")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="peer credentials are asked of Linux")

INFOCALC = [sys.executable, "-m", "infocalc"]
#: commands, errors, exit codes, standard input, files, formats; {folder} is where the files are
LINES = [
    (["diff", "x^2 sin x"], ""),
    (["diff", "x^2 sin x", "--at", "x=1", "--digits", "30"], ""),
    (["diff", "sinn(x)"], ""),
    (["diff", "x", "--digits", "0"], ""),
    (["diff"], "x^2\n"),
    (["diff", "-"], "x^2\nsin(\n# a comment\nlog x\n"),
    (["diff", "-", "--json", "--jobs", "2"], "x^2\nsin x\n" * 5),
    (["diff", "@{folder}/lines", "--format", "latex"], ""),
    (["diff", "@{folder}/missing"], ""),
    (["diff", "max(x, y)^2", "x", "--steps"], ""),
    (["diff", "x", "--expect", "2"], ""),
    (["grad", "a*b + sin(a)", "--format", "table", "--color", "always"], ""),
    (["hessian", "x^2 y^3", "--at", "x=1,y=2", "--json"], ""),
    (["entropy", "1/2,1/3,1/6"], ""),
    (["entropy", "0.5,0.6"], ""),
    (["entropy", "@{folder}/pmf.csv", "--unit", "bits"], ""),
    (["entropy"], "1\n2\n3\n"),
    (["entropy", "1/2,1/2", "--max", "0.1"], ""),
    (["kl", "Normal(0,1)", "Normal(1,2)", "--both"], ""),
    (["kl", "1/2,1/2", "1,0"], ""),
    (["jsd", "é:1/2, ü:1/2", "é:1/3, ü:2/3", "--steps"], ""),
    (["mi", "1/2 0; 1/4 1/4"], ""),
    (["eval", "sin(pi/3)^2"], ""),
    (["equal", "sin(2x)", "2 sin x cos x"], ""),
    (["nothing"], ""),
    (["--nothing"], ""),
    (["diff", "gamma(x)^20", "x", "9", "--timeout", "0.001"], ""),
]
#: those of every run: all exit codes are among them
SOME = [*LINES[::3], *LINES[-1:], *(line for line in LINES if "--max" in line[0])]


class Result(NamedTuple):
    code: int
    out: bytes
    err: bytes


class Warm:
    """A private folder for the socket, and the processes that use it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "PYTHONPATH": str(Path(infocalc.__file__).parents[1]),
            "XDG_RUNTIME_DIR": str(folder),
            "INFOCALC_WARM": "1",
        }
        self.workers: list[subprocess.Popen[bytes]] = []

    def run(self, *argv: str, warm: bool = True, **settings: Any) -> Result:
        environment = self.environment | ({} if warm else {"INFOCALC_WARM": "0"}) | settings.pop("env", {})
        given = {"capture_output": True, "timeout": 60, "env": environment, "cwd": self.folder} | settings
        done = subprocess.run([*INFOCALC, *argv], **given)
        return Result(done.returncode, done.stdout or b"", done.stderr or b"")

    @property
    def path(self) -> str:
        """Where the worker of this interpreter, package and user listens."""
        with mock.patch.dict(os.environ, self.environment):
            return socket_path() or ""

    def start(self, change: str = "pass") -> subprocess.Popen[bytes]:
        """A worker of ours, with a statement before it serves."""
        code = f"import sys, time, os; from infocalc import resident\n{change}\nresident.serve(sys.argv[1])"
        worker = subprocess.Popen([sys.executable, "-c", code, self.path], env=self.environment)
        self.workers.append(worker)
        wait_until(lambda: os.path.exists(self.path) or worker.poll() is not None)
        return worker

    def end(self) -> None:
        for lock in self.folder.glob("*.lock"):
            for pid in holders(lock):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGTERM)
        for worker in self.workers:
            worker.terminate()
            worker.wait()


def holders(path: Path) -> list[int]:
    """Processes that have the file open."""
    found = []
    for ends in Path("/proc").glob("[0-9]*/fd"):
        with contextlib.suppress(OSError):
            if any(os.readlink(end) == str(path) for end in ends.iterdir()):
                found.append(int(ends.parent.name))
    return found


def wait_until(holds: Callable[[], Any], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.02)


@pytest.fixture
def warm(monkeypatch: pytest.MonkeyPatch) -> Iterator[Warm]:
    folder = Path(tempfile.mkdtemp(prefix="warm", dir="/tmp"))  # 0700, and short: paths of sockets are
    monkeypatch.chdir(folder)  # in a checkout its package would stand before the one that is installed
    (folder / "lines").write_text("x^2\ny x\n")
    (folder / "pmf.csv").write_text("label,p\na,0.5\nb,0.5\n")
    found = Warm(folder)
    yield found
    found.end()
    shutil.rmtree(folder, ignore_errors=True)


ANSWER = b"df/dx\t2*x\t\n"
ANSWERS = "resident.main = lambda words: 42"


# ── the same bytes ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("asked", [SOME, whole(LINES)], ids=len)
def test_answers_are_those_of_a_fresh_process(warm, asked):
    """The lines by one worker, twice, in two orders; it counts what it was asked."""
    log = warm.folder / "log"
    warm.start(
        "real = resident.main\ndef counting(words):\n"
        f"    with open({str(log)!r}, 'a') as log: log.write('.')\n"
        "    return real(words)\nresident.main = counting"
    )
    lines = [([word.format(folder=warm.folder) for word in argv], given) for argv, given in asked]
    cold = [warm.run(*argv, warm=False, input=given.encode()) for argv, given in lines]
    assert {result.code for result in cold} >= {0, 1, 2, 3}
    for order in (1, -1):
        for (argv, given), expected in list(zip(lines, cold, strict=True))[::order]:
            assert warm.run(*argv, input=given.encode()) == expected, argv
    assert len(lines) < log.stat().st_size <= 2 * len(lines)  # a machine that is busy greets some too late


def test_files_folders_and_masks_are_those_of_the_caller(warm, tmp_path):
    warm.start()
    there = {"cwd": tmp_path, "preexec_fn": lambda: os.umask(0o027)}
    assert warm.run("diff", "x^2", "--output", "answer", **there) == (0, b"", b"")
    assert (tmp_path / "answer").read_bytes() == ANSWER
    assert stat.S_IMODE((tmp_path / "answer").stat().st_mode) == 0o640


@pytest.mark.parametrize("warmly", [False, True])
def test_output_that_cannot_be_written(warm, warmly):
    warm.start()
    with open("/dev/full", "w") as full:
        result = warm.run("diff", "x", warm=warmly, stdout=full, stderr=subprocess.PIPE, capture_output=False)
    assert (result.code, result.err) == (74, b"error: cannot write output: No space left on device\n")


def on_a_terminal(warm: Warm, argv: list[str], warmly: bool) -> bytes:
    """What a terminal of 60 columns shows."""
    ours, theirs = pty.openpty()
    environment = warm.environment | {"INFOCALC_WARM": "01"[warmly], "TERM": "xterm", "COLUMNS": "60"}
    subprocess.run(
        [*INFOCALC, *argv], stdin=theirs, stdout=theirs, stderr=theirs, env=environment, timeout=60
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # the other end is closed
        while data := os.read(ours, 1 << 16):
            shown += data
    os.close(ours)
    return shown


@pytest.mark.parametrize("argv", [["diff", "x^2 sin x"], ["diff", "sinn(x)"], ["kl", "1/2,1/2", "1/3,2/3"]])
def test_a_terminal_shows_the_same_colours(warm, argv):
    warm.start()
    cold = on_a_terminal(warm, argv, False)
    assert b"\x1b[" in cold
    assert on_a_terminal(warm, argv, True) == cold


def test_a_reader_that_goes_away(warm):
    warm.start()
    command = 'infocalc() { "$@"; }; ' + " ".join(INFOCALC) + " diff - | head -1; echo ${PIPESTATUS[0]}"
    done = subprocess.run(
        ["bash", "-c", command], input=b"x\n" * 20_000, capture_output=True, env=warm.environment, timeout=60
    )
    assert done.stdout.split() == [b"1", b"141"]
    assert done.stderr == b""


# ── who answers ───────────────────────────────────────────────────────────────────────────────────


def test_the_first_call_starts_a_worker_and_the_next_asks_it(warm):
    assert warm.run("diff", "x^2").out == ANSWER
    wait_until(lambda: os.path.exists(warm.path))
    assert stat.S_IMODE(os.stat(warm.path).st_mode) == 0o600
    (pid,) = holders(Path(f"{warm.path}.lock"))
    assert warm.run("diff", "x^2") == (0, ANSWER, b"")
    assert holders(Path(f"{warm.path}.lock")) == [pid]


def test_the_worker_answers(warm):
    warm.start(ANSWERS)
    assert warm.run("diff", "x") == (42, b"", b"")


@pytest.mark.parametrize("argv", [[], ["--version"], ["help"], ["diff", "--help"], ["diff", "x", "-h"]])
def test_pages_are_left_to_the_caller(warm, argv):
    warm.start(ANSWERS)
    assert warm.run(*argv, stdin=subprocess.DEVNULL).code != 42


@pytest.mark.parametrize("setting", [{"INFOCALC_WARM": "0"}, {"PYTHONUTF8": "0"}, {"LC_ALL": "POSIX"}])
def test_other_settings_are_left_to_the_caller(warm, setting):
    warm.start(ANSWERS)
    assert warm.run("diff", "x", env=setting).code == 0


@pytest.mark.parametrize("kind", ["CPU", "FSIZE", "DATA", "AS"])
def test_limits_of_the_shell_are_left_to_the_caller(warm, kind):
    import resource

    warm.start(ANSWERS)

    def limited() -> None:
        resource.setrlimit(getattr(resource, f"RLIMIT_{kind}"), (1 << 40, resource.RLIM_INFINITY))

    assert warm.run("diff", "x", preexec_fn=limited).code == 0


def test_closed_streams_are_left_to_the_caller(warm):
    warm.start(ANSWERS)
    result = warm.run("diff", "x", stdout=None, capture_output=False, preexec_fn=lambda: os.close(1))
    assert result.code == 74


def test_a_worker_that_is_busy_is_not_waited_for(warm):
    warm.start("resident.main = lambda words: time.sleep(30) or 42")
    busy = subprocess.Popen([*INFOCALC, "diff", "x"], env=warm.environment)
    time.sleep(0.7)
    assert [warm.run("diff", "x^2").out for _ in range(3)] == [ANSWER] * 3
    busy.kill()
    busy.wait()


# ── others, and what they leave behind ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("mode", [0o755, 0o750, 0o701])
def test_a_folder_that_is_open_to_others_is_not_used(warm, mode):
    warm.start(ANSWERS)
    warm.folder.chmod(mode)
    assert warm.run("diff", "x").code == 0
    warm.folder.chmod(0o700)
    assert warm.run("diff", "x").code == 42


@pytest.mark.parametrize("folder", ["", "relative", "/nowhere/at/all"])
def test_without_a_private_folder_all_is_as_usual(warm, folder):
    assert warm.run("diff", "x^2", env={"XDG_RUNTIME_DIR": folder}) == (0, ANSWER, b"")


def test_a_socket_that_is_open_to_others_is_not_used(warm):
    warm.start(ANSWERS)
    os.chmod(warm.path, 0o666)
    assert warm.run("diff", "x").code == 0


@pytest.mark.skipif(os.getuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("given_away", ["folder", "socket"])
def test_what_belongs_to_another_is_not_used(warm, given_away):
    warm.start(ANSWERS)
    os.chown(warm.folder if given_away == "folder" else warm.path, 12345, -1)
    assert warm.run("diff", "x").code == 0


@pytest.mark.skipif(os.getuid() != 0, reason="only root is somebody else")
def test_a_peer_that_is_another_is_not_asked(warm):
    """Our own socket, but who listens is not us: the kernel says so."""
    path = warm.path
    code = (
        "import os, socket, sys; s = socket.socket(socket.AF_UNIX)\n"
        "s.bind(sys.argv[1]); os.chmod(sys.argv[1], 0o600); os.setuid(12345); s.listen(); c, _ = s.accept()\n"
        "try: c.send(b'+'); sys.exit(len(c.recv(9)))\n"
        "except OSError: pass"
    )
    other = subprocess.Popen([sys.executable, "-c", code, path])
    wait_until(lambda: os.path.exists(path))
    time.sleep(0.3)
    assert warm.run("diff", "x^2") == (0, ANSWER, b"")
    assert other.wait(20) == 0  # nothing was sent to it


@pytest.mark.parametrize("left", ["socket", "file", "link"])
def test_what_stands_in_its_place_is_not_asked(warm, left):
    if left == "socket":
        stale = socket.socket(socket.AF_UNIX)
        stale.bind(warm.path)
        os.chmod(warm.path, 0o600)
        stale.close()
    elif left == "file":
        Path(warm.path).write_text("")
        os.chmod(warm.path, 0o600)
    else:
        os.symlink("/dev/null", warm.path)
    assert warm.run("diff", "x^2") == (0, ANSWER, b"")
    if left == "socket":  # a worker has taken its place
        wait_until(lambda: holders(Path(f"{warm.path}.lock")))
        wait_until(lambda: warm.run("diff", "x^2") == (0, ANSWER, b""))


@pytest.mark.parametrize("says", [b"", b"-"])
def test_a_listener_that_does_not_greet_is_not_waited_for(warm, says):
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(warm.path)
        os.chmod(warm.path, 0o600)
        listening.listen()
        waiting = subprocess.Popen([*INFOCALC, "diff", "x^2"], env=warm.environment, stdout=subprocess.PIPE)
        client, _ = listening.accept()
        if says:
            client.send(says)
        assert waiting.communicate(timeout=20)[0] == ANSWER
        client.close()


# ── a worker that dies, a caller that goes ────────────────────────────────────────────────────────


def test_a_worker_that_was_killed_is_replaced(warm):
    worker = warm.start(ANSWERS)
    worker.kill()
    worker.wait()
    assert warm.run("diff", "x^2").out == ANSWER
    wait_until(lambda: holders(Path(f"{warm.path}.lock")))


def test_a_worker_that_dies_before_it_touched_anything_leaves_the_answer_to_the_caller(warm):
    warm.start("resident.main = lambda words: os.kill(os.getpid(), 9)")
    assert warm.run("diff", "x^2") == (0, ANSWER, b"")


def test_a_worker_that_dies_behind_some_output_is_an_error(warm):
    warm.start("resident.main = lambda words: (print('half', flush=True), os.kill(os.getpid(), 9))")
    result = warm.run("diff", "x^2")
    assert result == (70, b"half\n", b"error: the warm worker was killed while it answered\n")


@pytest.mark.parametrize("code", [70, 130])
def test_a_worker_ends_behind_a_bug_and_an_interrupt(warm, code):
    worker = warm.start(f"resident.main = lambda words: {code}")
    warm.run("diff", "x")
    assert worker.wait(20) == 0
    assert not os.path.exists(warm.path)


def test_a_worker_with_much_in_memory_ends(warm):
    worker = warm.start("resident._MOST_MEMORY = 1")
    assert warm.run("diff", "x^2").out == ANSWER
    assert worker.wait(20) == 0


def test_an_idle_worker_ends(warm):
    worker = warm.start("resident._IDLE = 0.1")
    assert worker.wait(20) == 0
    assert not os.path.exists(warm.path)


def test_two_workers_are_one(warm):
    first, second = warm.start(ANSWERS), warm.start(ANSWERS)
    assert second.wait(20) == 0
    assert first.poll() is None
    assert warm.run("diff", "x").code == 42


def _interruptible() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_reaches_the_answer(warm):
    """The worker cleans up behind itself, and the shell sees that the caller died of the signal."""
    note = warm.folder / "cleaned"
    sleeping = f"try:\n        time.sleep(30)\n    finally:\n        open({str(note)!r}, 'w').close()"
    worker = warm.start(f"def slow(words):\n    {sleeping}\nresident.main = slow")
    given = {"env": warm.environment, "stderr": subprocess.PIPE, "preexec_fn": _interruptible}
    with subprocess.Popen([*INFOCALC, "diff", "x"], **given) as caller:
        time.sleep(0.7)
        caller.send_signal(signal.SIGINT)
        assert caller.wait(20) == -signal.SIGINT
        assert caller.stderr.read() == b""
    assert note.exists()
    assert worker.wait(20) == 0


def test_an_answer_whose_caller_is_gone_ends(warm):
    worker = warm.start("resident.main = lambda words: time.sleep(30)")
    caller = subprocess.Popen([*INFOCALC, "diff", "x"], env=warm.environment)
    time.sleep(0.7)
    caller.kill()
    caller.wait()
    assert worker.wait(20) == 0
