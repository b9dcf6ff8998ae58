"""One way in: text, standard input, files; what cannot be read is said with what to do."""

from __future__ import annotations

import io
import json
import os
import sys
import threading

import pytest

from infocalc.cli import operands
from infocalc.cli.operands import lines, open_file
from infocalc.errors import FileProblem, LimitExceeded, TableError, UsageError
from infocalc.limits import LIMITS


def read(tmp_path, data):
    (tmp_path / "in").write_bytes(data)
    return list(lines(f"@{tmp_path / 'in'}"))


def test_text_is_never_a_file_name(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").write_text("y")
    assert json.loads(run("diff", "x", "--json").out)["input"]["expr"] == "x"


@pytest.mark.parametrize("operand", ["-", "@-"])
def test_standard_input(run, operand):
    assert run("diff", operand, stdin="x^2\n").out == "df/dx\tx^2\t\n"


def test_a_missing_operand_reads_standard_input(run):
    assert run("diff", stdin="x^2").out == "df/dx\tx^2\t\n"
    sources = json.loads(run("kl", "1/2,1/2", "--json", stdin="p\n1\n").out)["input"]["sources"]
    assert [source["name"] for source in sources] == ["P", "standard input"]
    sources = json.loads(run("kl", "--json", stdin="a,1,1\n").out)["input"]["sources"]
    assert sources[0]["data"] == "a,1,1\n"
    assert sources[1] is None


def test_files_are_streams_of_bytes(run, tmp_path):
    path = tmp_path / "p.csv"
    path.write_bytes(b"p\n1\n")
    source = json.loads(run("entropy", f"@{path}", "--json").out)["input"]["sources"][0]
    assert source == {"text": None, "name": str(path), "data": "p\n1\n"}


def test_several_components_and_lists(run):
    asked = json.loads(run("jacobian", "x", "y", "--json").out)["input"]
    assert asked == {"exprs": ["x", "y"], "words": []}
    asked = json.loads(run("jacobian", "[x, y]", "x", "y", "--json").out)["input"]
    assert asked == {"exprs": ["[x, y]"], "words": ["x", "y"]}
    asked = json.loads(run("jacobian", "--json", stdin="[x, y]").out)["input"]
    assert asked["exprs"] == ["[x, y]"]


def test_comments_blank_lines_and_line_ends(tmp_path):
    found = read(tmp_path, b"\xef\xbb\xbfx\r\n\n# no\n  y  \n\t\nz")
    assert [(line.number, line.text) for line in found] == [(1, "x"), (4, "y"), (6, "z")]


def test_bytes_that_are_not_utf8_are_named_by_offset(tmp_path):
    found = read(tmp_path, b"x\nab\xffc\ny\n")
    assert [line.text for line in found] == ["x", "", "y"]
    assert isinstance(found[1].problem, TableError)
    assert found[1].problem.message == "not UTF-8: byte 0xFF at offset 4"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"PK\x03\x04", "zip"),
        ("x".encode("utf-16"), "UTF-16"),
        ("x^2".encode("utf-16-le"), "UTF-16"),
        ("x^2".encode("utf-16-be"), "UTF-16"),
    ],
)
def test_packed_input_is_refused_with_what_to_do(tmp_path, data, what):
    with pytest.raises(FileProblem, match=what) as caught:
        read(tmp_path, data)
    assert caught.value.hint


def test_a_long_line_is_skipped_and_the_next_answered(tmp_path):
    longest = LIMITS["characters"][0]
    found = read(tmp_path, b"x" * (5 * longest) + b"\ny\n")
    assert isinstance(found[0].problem, LimitExceeded)
    assert found[1].text == "y"


def test_a_line_without_end_ends_the_batch(monkeypatch):
    class Endless(io.RawIOBase):
        taken = 0

        def readable(self):
            return True

        def readinto(self, buffer):
            buffer[:] = b"x" * len(buffer)
            self.taken += len(buffer)
            return len(buffer)

    endless = Endless()
    monkeypatch.setattr(operands, "standard_input", lambda: io.BufferedReader(endless))
    found = list(lines("-"))
    assert [type(line.problem) for line in found] == [LimitExceeded]
    assert endless.taken < 12_000_000


def test_what_is_not_a_file_is_refused(tmp_path):
    for path in (str(tmp_path), "/dev/zero", "/dev/null"):
        with pytest.raises(FileProblem, match="not a file"):
            open_file(path)
    with pytest.raises(FileProblem, match="no such file") as caught:
        open_file(str(tmp_path / "absent"))
    assert "without @" in (caught.value.hint or "")
    with pytest.raises(FileProblem, match="null"):
        open_file("a\0b")
    with pytest.raises(UsageError):
        open_file("")


def test_a_pipe_with_a_name_is_read(tmp_path):
    path = tmp_path / "fifo"
    os.mkfifo(path)
    threading.Thread(target=lambda: path.write_bytes(b"x\n")).start()
    assert [line.text for line in lines(f"@{path}")] == ["x"]


def test_closed_standard_input(run, monkeypatch):
    monkeypatch.setattr(operands, "sys", type("S", (), {"stdin": None}))
    result = run("diff", "-")
    assert result.code == 2
    assert result.err == "error: standard input is closed\n"


def test_text_in_the_place_of_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("x\ny"))
    assert [line.text for line in lines("-")] == ["x", "y"]


def test_points_from_a_table(run, tmp_path):
    path = tmp_path / "points.csv"
    path.write_text("v, b\n1,pi/2\n# no\n\n2,3\n4\n5,\n")
    result = run("diff", "x", "--at", f"@{path}", "--format", "tsv")
    assert result.out == "line\tdf/dx\n2\t1\n5\t2\n"
    assert result.err.splitlines() == [
        "note: float64, not proved: --digits N proves every value, point by point",
        "note: header: v, b",
        "error: line 6: 1 cells under 2 names",
        "  = the header is v,b",
        "error: line 7: no value in column b",
    ]
    assert result.code == 2


@pytest.mark.parametrize(
    ("text", "what"), [("1,2\n3,4\n", "must name the variables"), ("x,x\n1,2\n", "named twice")]
)
def test_points_need_a_header(run, tmp_path, text, what):
    path = tmp_path / "points.csv"
    path.write_text(text)
    result = run("diff", "x", "--at", f"@{path}")
    assert result.code == 2
    assert what in result.err
