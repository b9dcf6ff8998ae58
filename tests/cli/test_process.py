"""Signals, streams and exit codes of the whole process; main() as a function."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
import time

import pytest

from infocalc.__main__ import main
from infocalc.cli.about import version


@pytest.mark.parametrize("word", ["--version", "-V"])
def test_version(run, word):
    assert run(word) == (0, f"infocalc {version()}\n", "")


@pytest.mark.parametrize("argv", [["--version"], ["--help"], ["diff", "--help"], ["diff", "x"]])
def test_output_that_cannot_be_written(fake, argv):
    with open("/dev/full", "w") as full:
        result = fake(*argv, stdout=full, stderr=subprocess.PIPE, capture_output=False)
    assert result.code == 74
    assert result.err == "error: cannot write output: No space left on device\n"


@pytest.mark.parametrize("argv", [["--version"], ["diff", "x"], ["diff", "-"]])
def test_closed_standard_output(start, argv):
    process = start(*argv, stdout=None, preexec_fn=lambda: os.close(1))
    _, err = process.communicate("x\n", timeout=120)
    assert process.returncode == 74
    assert err == "error: cannot write output: standard output is closed\n"


def test_closed_standard_input(start):
    process = start("diff", "-", stdin=None, preexec_fn=lambda: os.close(0))
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (2, "", "error: standard input is closed\n")


def test_closed_standard_error_and_a_file_that_takes_no_place(start, tmp_path):
    (tmp_path / "p").write_text("p\n1\n")
    process = start("entropy", f"@{tmp_path / 'p'}", stdin=None, preexec_fn=lambda: os.closerange(0, 3))
    process.communicate(timeout=120)
    assert process.returncode == 74


@pytest.mark.parametrize("more", [[], ["--timeout", "9"], ["--jobs", "2"]])
def test_a_reader_that_goes_away(start, more):
    with start("diff", "-", *more, stdin=subprocess.PIPE) as process:
        process.stdin.write("x\n" * 2000)
        process.stdin.flush()
        assert process.stdout.readline()
        process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write("x\n" * 50_000)
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        assert process.wait(120) == -signal.SIGPIPE
        assert process.stderr.read() == ""
        process.stderr.close()


@pytest.mark.parametrize("argv", [["sleep"], ["sleep", "--timeout", "30"], ["-"]])
def test_an_interrupt_is_quiet_and_seen_by_the_shell(start, argv):
    with start("diff", *argv) as process:
        time.sleep(0.7)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
        assert process.returncode == -signal.SIGINT
        assert (out, err) == ("", "")


def test_a_bug_says_so(run):
    result = run("diff", "bug")
    assert result.code == 70
    assert result.err.startswith("Traceback")
    message, hint = result.err.splitlines()[-2:]
    assert message == f"error: internal error in infocalc {version()}: ValueError: something impossible"
    assert "please report it" in hint


def test_an_ascii_terminal_gets_ascii(fake):
    result = fake("entropy", "é,1", "--json", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert result.code == 0
    result.out.encode("ascii")
    wrong = fake("diff", "x", "--unknown-é", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert wrong.code == 2


def test_main_is_a_function(run):
    """Called thousands of times, redirected, it leaves streams, signals and descriptors alone."""
    handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGPIPE, signal.SIGTERM)]
    streams = sys.stdout, sys.stderr, sys.stdin
    for _ in range(200):
        assert run("diff", "x", "--at", "x=1", "--json").code == 0
    assert [
        signal.getsignal(number) for number in (signal.SIGINT, signal.SIGPIPE, signal.SIGTERM)
    ] == handlers
    assert (sys.stdout, sys.stderr) == streams[:2]


def test_main_reads_the_words_of_the_process(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["infocalc", "--version"])
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert main() == 0
    assert out.getvalue() == f"infocalc {version()}\n"


def test_an_answer_costs_little_beside_the_mathematics(run):
    run("diff", "x", "--json")
    started = time.process_time()
    for _ in range(200):
        run("diff", "x", "--at", "x=1", "--digits", "25", "--json")
    assert (time.process_time() - started) / 200 < 0.01
