"""Texts of one column counted line by line, without NumPy: what the reader of columns says of them."""

from __future__ import annotations

import random

import pytest

from infocalc.information.counting import lines
from infocalc.information.reading import beginning

PLAIN = ["a", "b", "B", "é", "007", "7", "x y", "q" * 200]
#: what lines have that are more than labels
ODD = [" a", "a ", "a\tb", "\xa0a", '"a"', '"a,b"', "a,b", "", "  ", "#a", "a\r", "\x1fa", "a;b", "=x"]


def texts():
    """Texts of plain labels alone, and with a few lines of each odd kind among them; with both line ends."""
    for seed, odd in enumerate([None, *ODD]):
        draw = random.Random(seed)
        rows = [draw.choice(PLAIN) for _ in range(300)]
        if odd is not None:
            for at in (7, 100, 299):
                rows[at] = odd
        body = "\n".join(rows)
        yield pytest.param(body + "\n" * (seed % 2), id=repr(odd))


@pytest.mark.parametrize("text", list(texts()))
@pytest.mark.parametrize("options", [("--no-header",), ("--header",), ("--nulls", "label"), ()])
def test_the_answer_is_that_of_the_reader_of_columns(text, options, ask, tmp_path, monkeypatch):
    (tmp_path / "x.txt").write_bytes(text.encode())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(beginning, "SHORT", 0)
    argv = ("entropy", "@x.txt", "--samples", *options, "--json")
    found = ask(*argv)
    monkeypatch.setattr(lines, "counts_of_lines", lambda texts, _question: (list(texts), None))
    monkeypatch.setattr("infocalc.information.counting.own.counts_of_lines", lines.counts_of_lines)
    expected = ask(*argv)
    assert (found.code, found.document) == (expected.code, expected.document)


@pytest.mark.parametrize("most", [0, 100, 1 << 23])
def test_a_pipe_that_is_too_long_for_it_loses_nothing(most, ask, tmp_path, monkeypatch):
    """What was read ahead is read again, from a stream that has no beginning to go back to."""
    monkeypatch.setattr(lines, "_MOST", most)
    monkeypatch.setattr(beginning, "SHORT", 0)
    text = "".join(f"{k % 7}x\n" for k in range(70_000))
    found = ask("entropy", "-", "--samples", "--no-header", "--json", stdin=text.encode())
    assert found.document["results"][0]["symbolic"] == "log(7)"
    assert found.document["rows"] == 70_000


def test_two_texts_are_joined(ask, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(beginning, "SHORT", 0)
    (tmp_path / "p.txt").write_text("a\nb\nb\nc\n")
    (tmp_path / "q.txt").write_text("a\na\nb\nc\n")
    found = ask("kl", "@p.txt", "@q.txt", "--samples", "--no-header", "--json")
    assert found.document["results"][0]["symbolic"] == "log(2)/4"
