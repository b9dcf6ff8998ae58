"""Questions that are ended from without while they spill: the exit code, one line, nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from infocalc.tables.duck import Duck
from infocalc.tables.relation import Room, relation
from tests.whole import part_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are those of Linux")

#: two million different labels in each table do not fit into the third of this that DuckDB may use
MEMORY = ("--max-memory", "300M")
QUESTIONS = {
    "entropy": ("entropy", "@t.parquet", "--samples", "--column", "c"),
    "mi": ("mi", "@t.parquet", "--samples", "--columns", "c,g"),
    "kl": ("kl", "@t.parquet", "@b.parquet", "--samples", "--column", "c"),
    "drift": ("drift", "@t.parquet", "@b.parquet", "--columns", "c,g"),
}
SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP")


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    for name, step in (("t", 7919), ("b", 104729)):
        rows = f"SELECT 'label number ' || (i * {step} % 2000000) AS c, i % 7 AS g FROM range(2000000) r(i)"
        duckdb.sql(rows).write_parquet(str(folder / f"{name}.parquet"))
    (folder / "few.csv").write_text("c,g\n" + "".join(f"{i % 9},{i % 2}\n" for i in range(100_000)))
    return folder


@contextmanager
def asking(tables, spill, *argv, **more):
    """The process of a question, which spills into a folder."""
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "infocalc", *argv, "--output", str(spill / "answer.txt")],
        cwd=tables,
        env=os.environ | {"TMPDIR": str(spill)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    ) as process:
        yield process


def wait_until_it_spills(process: subprocess.Popen[str], spill: Path) -> None:
    while not any(spill.glob("infocalc-*/*")):
        assert process.poll() is None, process.communicate()
        time.sleep(0.005)


@pytest.mark.parametrize(
    ("question", "name"), part_of([(q, n) for n in SIGNALS for q in ("drift", "entropy", "kl", "mi")], 5)
)
def test_a_signal_ends_it_and_leaves_nothing(question, name, tables, tmp_path):
    number = getattr(signal, name)
    with asking(tables, tmp_path, *QUESTIONS[question], *MEMORY) as process:
        wait_until_it_spills(process, tmp_path)
        process.send_signal(number)
        assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == -number
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("question", part_of(["mi", "kl", "entropy", "drift"], 4))
def test_a_worker_that_is_killed_while_it_spills_leaves_nothing(question, tables, tmp_path):
    with asking(tables, tmp_path, *QUESTIONS[question], *MEMORY) as process:
        wait_until_it_spills(process, tmp_path)
        workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        for worker in workers:
            os.kill(int(worker), signal.SIGKILL)
        out, err = process.communicate(timeout=60)
    assert len(workers) == 1
    assert (process.returncode, out) == (3, "")
    assert err == "error: the answer needs more than 300M (--max-memory)\n"
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("question", part_of(["kl", "drift", "mi", "entropy"], 4))
def test_a_disk_that_takes_no_more_is_said(question, tables, tmp_path):
    import resource

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))

    with asking(tables, tmp_path, *QUESTIONS[question], *MEMORY, preexec_fn=small) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (3, "")
    assert err.startswith("error: there is no room to spill: ")
    assert len(err.splitlines()) == 1
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("file", "memory"),
    part_of([(file, f"{m}M") for file in ("few.csv", "t.parquet") for m in (30, 45, 60, 75, 90)], 3),
)
def test_a_library_that_does_not_fit_is_a_limit(file, memory, tables, tmp_path):
    """The memory may be too small for NumPy, DuckDB, a count, or the labels that are named at last."""
    question = ("mi", f"@{file}", "--samples", "--columns", "c,g", "--max-memory", memory)
    with asking(tables, tmp_path, *question) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) in ((3, ""), (0, ""))
    assert process.returncode == 0 or err.startswith(
        ("error: the answer needs more", "error: counting needs")
    )
    assert process.returncode == 0 or len(err.splitlines()) <= 2


@pytest.mark.parametrize("ask", ["found", "made_of"])
def test_an_interrupt_ends_a_statement(ask, tables):
    """DuckDB reports it as an error of its own kind."""
    endless = "SELECT count(*) FROM range(10000000) a(i), range(10000000) b(j) WHERE hash(i) = j"
    with Duck([relation(str(tables / "t.parquet"))], Room()) as session:
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            getattr(session, ask)(endless)
