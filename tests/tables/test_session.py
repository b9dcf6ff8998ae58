"""What the session of DuckDB refuses; nothing is left behind by a kill, a full disk or a limit."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pytest

from infocalc.tables.duck import Duck
from infocalc.tables.relation import Room, relation
from tests.tables.forms import parquet

ROWS = [["c"], *([f"label {i % 50}"] for i in range(500))]


@pytest.fixture
def session(tmp_path):
    parquet(tmp_path, "t", ROWS)
    (tmp_path / "other.csv").write_text("a\n1\n")
    with Duck([relation(str(tmp_path / "t.parquet"))], Room(None, str(tmp_path / "spill"))) as found:
        yield found, tmp_path


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('{0}/other.csv')",
        "SELECT * FROM read_text('{0}/other.csv')",
        "SELECT * FROM glob('{0}/*')",
        "SELECT * FROM read_csv('http://127.0.0.1:1/a.csv')",
        "SELECT * FROM 's3://bucket/a.parquet'",
        "COPY (SELECT 1) TO '{0}/out.csv'",
        "EXPORT DATABASE '{0}/out'",
        "ATTACH '{0}/out.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET allowed_paths = ['{0}/other.csv']",
        "SET temp_directory = '{0}/elsewhere'",
        "SET lock_configuration = false",
        "RESET enable_external_access",
    ],
)
def test_the_session_is_locked(statement, session):
    found, folder = session
    before = sorted(os.listdir(folder))
    with pytest.raises(duckdb.Error):
        found._con.execute(statement.format(folder))
    assert sorted(os.listdir(folder)) == before


def test_a_view_of_a_database_reads_no_other_file(tmp_path, ask):
    (tmp_path / "secret.csv").write_text("c\nsecret\n")
    con = duckdb.connect(str(tmp_path / "t.duckdb"))
    con.execute(f"CREATE VIEW v AS SELECT * FROM read_csv('{tmp_path}/secret.csv')")
    con.close()
    found = ask("entropy", "@t.duckdb", "--table", "v", "--samples", "--column", "c")
    assert found.code == 2
    assert "secret\n" not in found.out


# ── nothing is left behind ────────────────────────────────────────────────────────────────────────


def big(folder: Path) -> None:
    """Two million different labels, which no 60 MB hold."""
    query = "SELECT 'label number ' || i AS c FROM range(2000000) t(i)"
    duckdb.sql(query).write_parquet(str(folder / "big.parquet"))


def run(folder: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "infocalc", *argv],
        cwd=folder,
        env=os.environ | {"TMPDIR": str(folder / "tmp")},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tmp").mkdir()
    return tmp_path


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are those of Linux")
def test_a_limit_of_memory_spills_into_a_folder_that_is_removed(folder):
    big(folder)
    found = run(folder, "entropy", "@big.parquet", "--samples", "--column", "c", "--max-memory", "300M")
    assert found.returncode == 0, found.stderr
    assert found.stdout.startswith("H(P)\t7*log(2) + 6*log(5)")
    assert os.listdir(folder / "tmp") == []
    too_little = run(folder, "entropy", "@big.parquet", "--samples", "--column", "c", "--max-memory", "20M")
    assert too_little.returncode == 3
    assert len(too_little.stderr.splitlines()) <= 2
    assert os.listdir(folder / "tmp") == []


def test_a_timeout_leaves_nothing(folder):
    big(folder)
    argv = ("entropy", "@big.parquet", "--samples", "--column", "c", "--output", "answer.txt")
    found = run(folder, *argv, "--timeout", "0.2")
    assert (found.returncode, found.stdout) == (3, "")
    assert "--timeout" in found.stderr
    assert os.listdir(folder / "tmp") == []
    assert not (folder / "answer.txt").exists()


def test_a_worker_that_is_killed_leaves_nothing(folder, monkeypatch):
    """The parent removes what the worker was filling, whenever it dies."""
    from infocalc.cli import process
    from infocalc.cli.line import read_command

    parquet(folder, "t", ROWS)
    monkeypatch.chdir(folder)
    work = read_command(["entropy", "@t.parquet", "--samples", "--column", "c", "--timeout", "30"])
    assert work.spill is not None
    assert work.spill.startswith(tempfile.gettempdir())

    def dying(*_):
        os.makedirs(work.spill)
        Path(work.spill, "block").write_text("half")
        os.kill(os.getpid(), 9)

    monkeypatch.setattr(process, "read_command", lambda argv: work, raising=False)
    monkeypatch.setattr("infocalc.cli.line.read_command", lambda argv: work._replace(answer=dying))
    code = process.run(["entropy"], 0.0)
    assert code == 3
    assert not os.path.exists(work.spill)


def test_a_full_disk_is_said_in_a_line(folder, monkeypatch, ask):
    from infocalc.tables import duck

    parquet(folder, "t", ROWS)

    def full(*_):
        raise duckdb.IOException("IO Error: Could not write file: No space left on device")

    monkeypatch.setattr(duck.Duck, "counted", full)
    found = ask("entropy", "@t.parquet", "--samples", "--column", "c")
    assert (found.code, found.out) == (3, "")
    assert "No space left on device" in found.err
