"""Batches: in order, as they come; a bad line does not end them; the worst exit code."""

from __future__ import annotations

import faulthandler
import itertools
import json
import os
import select
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from infocalc.cli import batch
from infocalc.cli.outcome import SEVERITY, worst

THREE = "x\nwrong\ny\n"


def test_one_answer_a_line_in_order(run):
    result = run("diff", "-", "--format", "tsv", stdin="x\n\n# no\ny\n")
    assert result.out.splitlines() == [
        "line\tname\tsymbolic\tvalue\tunit",
        "1\tdf/dx\tx\t\t",
        "4\tdf/dx\ty\t\t",
    ]
    assert result.code == 0


def test_a_bad_line_is_reported_and_the_batch_goes_on(run):
    result = run("diff", "-", stdin=THREE)
    assert result.out == "df/dx\tx\t\ndf/dx\ty\t\n"
    assert result.err == "error: line 2: what is this?\n  | wrong\n  | ^^\n  = write x\n"
    assert result.code == 2


def test_documents_are_lines_and_carry_their_number(run):
    result = run("diff", "-", "--json", stdin=THREE)
    found = [json.loads(line) for line in result.out.splitlines()]
    assert [(document["line"], document["ok"]) for document in found] == [(1, True), (2, False), (3, True)]
    assert found[1]["error"]["code"] == "syntax"
    assert result.err.startswith("error: line 2: ")


def test_a_matrix_has_its_own_header(run):
    result = run("jacobian", "-", "--format", "csv", stdin="wrong\n[x]\n")
    assert result.out.splitlines()[0] == "line,row,col,name,symbolic,value,unit"


def test_remarks_carry_the_line_and_notes_are_said_once(run):
    result = run("diff", "-", stdin="note when\nnote warn\n")
    assert result.err.splitlines() == [
        "when: line 1: x > 0",
        "note: read with care",
        "warning: line 2: two readings",
    ]
    assert "note" not in run("diff", "-", "--quiet", stdin="note\n").err


@pytest.mark.parametrize(
    ("lines", "code"),
    [("x", 0), ("undefined\nwrong", 2), ("undefined\nx", 3), ("wrong\nbug\nundefined", 70), ("", 0)],
)
def test_the_worst_exit_code(run, lines, code):
    assert run("diff", "-", stdin=lines).code == code


def test_severity_orders_codes_totally():
    for a, b in itertools.product(SEVERITY, SEVERITY):
        assert worst(a, b) == worst(b, a) in (a, b)
    assert worst(1, 3) == 3
    assert worst(3, 2) == 2


def test_distributions_one_a_line(run):
    result = run("kl", "--lines", "-", "1/2,1/2", "--format", "jsonl", stdin="1/2,1/2\n\n1\n")
    sources = [json.loads(line)["input"]["sources"][0] for line in result.out.splitlines()]
    assert [source["text"] for source in sources] == ["1/2,1/2", "1"]


def test_a_file_of_expressions(run, tmp_path):
    path = tmp_path / "many"
    path.write_text(THREE)
    assert run("diff", f"@{path}").out == run("diff", "-", stdin=THREE).out
    absent = run("diff", f"@{path}.no", "--format", "tsv")
    assert (absent.code, absent.out) == (2, "")


@pytest.mark.parametrize(
    "more", [[], ["--timeout", "20"], ["--jobs", "3"], ["--jobs", "2", "--timeout", "20"]]
)
@pytest.mark.parametrize("form", ["plain", "jsonl", "tsv"])
def test_workers_do_not_change_a_byte(run, more, form):
    text = "".join(f"x{i}\n" if i % 7 else "wrong\n" for i in range(150))
    assert run("diff", "-", "--format", form, *more, stdin=text) == run(
        "diff", "-", "--format", form, stdin=text
    )


def test_a_long_batch_takes_more_processes(run, monkeypatch):
    text = "".join(f"x{i % 40}\n" if i % 7 else "wrong\n" for i in range(600))
    alone = run("diff", "-", "--format", "tsv", "--jobs", "1", stdin=text)
    forks = []
    fork = os.fork
    monkeypatch.setattr(batch, "_LONG", 0)
    monkeypatch.setattr(batch, "_SLOW", 0)
    monkeypatch.setattr(batch, "_processors", lambda: 3)
    monkeypatch.setattr(os, "fork", lambda: forks.append(1) or fork())
    assert run("diff", "-", "--format", "tsv", stdin=text) == alone
    assert len(forks) == 3


def test_a_short_batch_stays_in_one_process(run, monkeypatch):
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked"))
    assert run("diff", "-", stdin="x\ny\n" * 50).code == 0
    assert run("diff", "-", "--jobs", "1", stdin="slow\nx\n").code == 0


def test_a_long_batch_goes_on_alone_where_there_are_no_more_processes(run, monkeypatch):
    def refused():
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(batch, "_LONG", 0)
    monkeypatch.setattr(batch, "_SLOW", 0)
    monkeypatch.setattr(batch, "_processors", lambda: 2)
    monkeypatch.setattr(os, "fork", refused)
    before = len(os.listdir("/proc/self/fd")) if sys.platform == "linux" else 0
    assert run("diff", "-", stdin="x\ny\nz\n").out.split()[1::2] == ["x", "y", "z"]
    assert before == (len(os.listdir("/proc/self/fd")) if sys.platform == "linux" else 0)


def test_large_lines_pass_through_the_pipes_of_workers(run):
    text = "".join("x" * 90_000 + f"{i}\n" for i in range(40))
    result = run("diff", "-", "--jobs", "2", stdin=text)
    assert result.out == run("diff", "-", stdin=text).out


def converse(process, *texts):
    """Each line is answered before the next is written, and then the process ends."""
    for text in texts:
        process.stdin.write(text + "\n")
        process.stdin.flush()
        assert select.select([process.stdout], [], [], 20)[0]
        assert process.stdout.readline() == f"df/dx\t{text}\t\n"
    process.stdin.close()
    assert process.wait(20) == 0
    process.stdout.close()
    process.stderr.close()


@pytest.mark.parametrize("more", [[], ["--timeout", "20"]])
def test_a_coprocess_is_answered_line_by_line(start, more):
    with start("diff", "-", *more) as process:
        converse(process, "x", "y", "z")


def test_a_coprocess_is_answered_line_by_line_after_a_long_batch(start):
    """The lines that come at once go to workers; whoever then waits for an answer gets it."""
    many = 20_000
    with start("diff", "-") as process:
        writer = threading.Thread(target=process.stdin.write, args=("slow\n" + "x\n" * many,))
        writer.start()
        assert [process.stdout.readline() for _ in range(many + 1)][1:] == ["df/dx\tx\t\n"] * many
        writer.join()
        converse(process, "y", "z")


def test_the_time_limit_is_that_of_a_line(run):
    result = run("diff", "-", "--timeout", "0.4", stdin="x\nsleep\ny\nsleep\nz\n")
    assert result.out.split() == ["df/dx", "x", "df/dx", "y", "df/dx", "z"]
    assert result.err.splitlines() == [f"error: line {n}: no answer within 0.4 s (--timeout)" for n in (2, 4)]
    assert result.code == 3


def test_what_waits_behind_a_late_line_is_answered(run):
    faulthandler.disable()  # the report of the worker that aborts belongs to nobody
    text = "x\nsleep\n" + "y\n" * 20 + "abort\nz\n"
    result = run("diff", "-", "--timeout", "0.5", "--jobs", "2", stdin=text)
    assert result.out.split()[1::2] == ["x", *["y"] * 20, "z"]
    assert "line 2: no answer within" in result.err
    assert "line 23: internal error" in result.err
    assert result.code == 70


def test_memory_stays_constant(environment):
    """Fifty thousand lines in an address space that holds little more than the interpreter."""
    script = f"{sys.executable} {Path(__file__).parent / 'fakes.py'} diff - --format tsv"
    limited = f"ulimit -v 300000; yes x | head -50000 | {script} | tail -1"
    done = subprocess.run(
        ["bash", "-c", limited], capture_output=True, text=True, env=environment, timeout=120
    )
    assert done.stdout == "50000\tdf/dx\tx\t\t\n"
