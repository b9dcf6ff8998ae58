"""--timeout and --max-memory: kept inside C code too; nothing on standard output; nobody left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from infocalc.cli import pool, worker
from infocalc.cli.outcome import Outcome
from infocalc.cli.spawn import without_limits

resource = pytest.importorskip("resource")

OVERSHOOT = 0.2
#: processor time of starting a process, on a slow machine
START = 1.0


def children_time() -> float:
    """Processor time of the processes that this one has started and seen end."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("what", ["sleep", "spin", "flint"])
def test_time_runs_out(fake, what):
    """Each of these would go on for minutes; the processor time of a busy one is bounded as well."""
    before = children_time()
    result = fake("diff", what, "--timeout", "1")
    assert result == (3, "", "error: no answer within 1 s (--timeout)\n")
    assert children_time() - before < 1 + OVERSHOOT + START


def test_time_runs_out_in_the_calling_process(run):
    before = children_time()
    result = run("diff", "spin", "--timeout", "0.3", "--json")
    assert children_time() - before < 0.3 + OVERSHOOT
    assert result.code == 3
    assert json.loads(result.out)["error"]["code"] == "limit"


def test_the_time_limit_covers_opening_a_file(fake, tmp_path):
    os.mkfifo(tmp_path / "never")
    result = fake("entropy", f"@{tmp_path / 'never'}", "--timeout", "0.5")
    assert (result.code, result.out) == (3, "")


@pytest.mark.parametrize("what", ["memory", "abort"])
def test_memory_runs_out(fake, what):
    result = fake("diff", what, "--max-memory", "400M", "--timeout", "20")
    assert (result.code, result.out) == (3, "")
    assert "memory" in result.err
    assert result.err.count("\n") == 1


def test_a_worker_that_dies_without_a_reason_is_a_bug(fake):
    result = fake("diff", "abort", "--timeout", "20")
    assert (result.code, result.out) == (70, "")


def test_limits_do_not_change_the_answer(run):
    for argv in (["diff", "note when"], ["diff", "wrong"], ["diff", "bug"], ["entropy", "1", "--json"]):
        limited = run(*argv, "--timeout", "20", "--max-memory", "2G")
        free = run(*argv)
        assert (limited.code, limited.out) == (free.code, free.out)
        assert limited.err.splitlines()[-1:] == free.err.splitlines()[-1:]


def test_standard_input_is_read_by_the_worker(fake):
    result = fake("entropy", "-", "--json", "--timeout", "20", input="p\n1\n")
    assert json.loads(result.out)["input"]["sources"][0]["data"] == "p\n1\n"


def test_without_limits_there_is_no_other_process(run, monkeypatch):
    monkeypatch.delattr(os, "fork")
    assert run("diff", "x").code == 0
    assert run("diff", "-", stdin="x\ny\n").code == 0


def test_where_processes_cannot_be_forked(real, run, monkeypatch):
    monkeypatch.setattr(pool, "can_fork", lambda: False)
    asked = []

    def spawned(command, **settings):
        asked.append((command, settings["timeout"]))
        return subprocess.CompletedProcess(command, 1, "out\n", "err\n")

    monkeypatch.setattr(subprocess, "run", spawned)
    assert run("diff", "-x", "--timeout", "5", "--max-memory=1G", "--max", "3") == (1, "out\n", "err\n")
    assert asked == [([sys.executable, "-P", "-m", "infocalc", "diff", "-x", "--max", "3"], 5.0)]
    assert run("diff", "-", "--jobs", "2", stdin="x").out == "out\n"

    def late(command, **settings):
        raise subprocess.TimeoutExpired(command, settings["timeout"])

    monkeypatch.setattr(subprocess, "run", late)
    assert run("diff", "x", "--timeout", "5") == (3, "", "error: no answer within 5 s (--timeout)\n")


def test_limits_are_taken_out_of_a_command_line():
    assert without_limits(["diff", "--timeout", "3", "x", "--jobs=2", "--", "--jobs"]) == [
        "diff",
        "x",
        "--",
        "--jobs",
    ]


def children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def until(condition):
    for _ in range(6_000):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come about")


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_the_worker_dies_with_its_parent(start, number):
    with start("diff", "spin", "--timeout", "30") as process:
        until(lambda: children(process.pid))
        (worker,) = children(process.pid)
        process.send_signal(number)
        out, err = process.communicate(timeout=120)
        assert process.returncode == -number
        assert (out, err) == ("", "")
        until(lambda: not Path(f"/proc/{worker}").exists())


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_of_a_batch_end_with_it(start):
    with start("diff", "-", "--jobs", "2") as process:
        process.stdin.write("".join(f"x{i}\n" for i in range(20)) + "spin\n" * 2)
        process.stdin.close()
        until(lambda: len(children(process.pid)) == 2)
        workers = children(process.pid)
        process.send_signal(signal.SIGINT)
        assert process.wait(120) == -signal.SIGINT
        until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
        process.stdout.close()
        process.stderr.close()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_descriptor_is_left_open(run):
    run("diff", "x", "--timeout", "20")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        run("diff", "x", "--timeout", "20")
        run("diff", "-", "--jobs", "2", stdin="x\ny\n")
        run("diff", "sleep", "--timeout", "0.05")
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_worker_answers_what_is_in_its_pipe_and_ends():
    source, requests = os.pipe()
    replies, sink = os.pipe()
    asked = [worker.Request(i, "x" * i) for i in range(3)]
    os.write(requests, b"".join(map(worker._message, asked)))
    os.close(requests)
    worker._serve(lambda request: Outcome(f"{request.text}\n", "", request.line), source, sink)
    incoming = bytearray(os.read(replies, 1 << 16))
    answers = [worker._body(incoming) for _ in asked]
    assert [json.loads(answer)[:3] for answer in answers] == [["\n", "", 0], ["x\n", "", 1], ["xx\n", "", 2]]
    assert worker._body(incoming) is None
    for end in (source, replies, sink):
        os.close(end)
