"""--output: written whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from infocalc.cli.sink import FileSink
from infocalc.errors import OutputError


def test_a_file_is_replaced_at_the_end(run, tmp_path):
    path = tmp_path / "out"
    path.write_text("before")
    path.chmod(0o640)
    assert run("diff", "x", "--output", str(path)) == (0, "", "")
    assert path.read_text() == "df/dx\tx\t\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["out"]


def test_a_new_file_has_the_usual_permissions(run, tmp_path):
    (tmp_path / "usual").touch()
    run("diff", "x", "--output", str(tmp_path / "out"))
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("argv", [["wrong"], ["undefined"], ["bug"], ["sleep", "--timeout", "0.05"], ["-"]])
def test_without_an_answer_nothing_is_written(run, tmp_path, argv):
    path = tmp_path / "out"
    path.write_text("before")
    assert run("diff", *argv, "--output", str(path), stdin="wrong\n").code > 1
    assert path.read_text() == "before"
    assert os.listdir(tmp_path) == ["out"]


def test_a_gate_that_is_false_is_an_answer(run, tmp_path):
    path = tmp_path / "out"
    assert run("diff", "x", "--at", "v=7.000", "--max", "1", "--output", str(path)).code == 1
    assert path.exists()


def test_a_batch_goes_to_the_file(run, tmp_path):
    path = tmp_path / "out"
    assert run("diff", "-", "--output", str(path), stdin="x\nwrong\ny\n").code == 2
    assert path.read_text() == "df/dx\tx\t\ndf/dx\ty\t\n"


def test_a_link_keeps_pointing(run, tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real").touch()
    run("diff", "x", "--output", str(tmp_path / "link"))
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text()


def test_what_cannot_be_written(run, tmp_path):
    for path in (tmp_path, tmp_path / "no" / "out", "/dev/full"):
        result = run("diff", "x", "--output", str(path))
        assert result.code == 74
        assert result.err.startswith("error: cannot write '")


def test_an_unfinished_file_disappears(tmp_path):
    sink = FileSink(str(tmp_path / "out"))
    sink.write("half")
    sink.discard()
    assert os.listdir(tmp_path) == []


def test_a_full_disk_leaves_no_file(tmp_path, monkeypatch):
    sink = FileSink(str(tmp_path / "out"))
    sink.write("text")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        sink.close()
    assert os.listdir(tmp_path) == []
