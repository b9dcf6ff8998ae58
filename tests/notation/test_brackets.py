"""Brackets in any text, beside the definition: the depth is how many are open."""

from __future__ import annotations

import pytest

from infocalc.notation.brackets import closes_at_end, outside, partner, split


@pytest.mark.parametrize(
    ("text", "marks", "found"),
    [
        ("", ",", [""]),
        ("a", ",", ["a"]),
        ("a,b", ",", ["a", "b"]),
        ("a,,b,", ",", ["a", "", "b", ""]),
        ("f(a,b),[c,d],{e,f}", ",", ["f(a,b)", "[c,d]", "{e,f}"]),
        ("(a;b);c,d", ",;", ["(a;b)", "c", "d"]),
        ("[a,b),c", ",", ["[a,b)", "c"]),  # a half-open range
        ("a),b", ",", ["a),b"]),  # nothing stands outside once more are closed than opened
    ],
)
def test_split(text: str, marks: str, found: list[str]) -> None:
    assert split(text, marks) == found
    assert all(split(part.strip(marks), marks) == [part] for part in found)


@pytest.mark.parametrize(
    ("text", "end", "last"),
    [("(a)", 2, True), ("(a(b)c)", 6, True), ("(a)b", 2, False), ("(a) )", 2, True), ("(a", None, False)],
)
def test_partner(text: str, end: int | None, last: bool) -> None:
    assert partner(text, 1) == end
    assert closes_at_end(text, 1) is last


@pytest.mark.parametrize(
    ("text", "rest"), [("a(b)c", "a(c"), ("a[(b)]{c}d", "a[{d"), ("a", "a"), ("(a", "("), ("", "")]
)
def test_outside(text: str, rest: str) -> None:
    assert outside(text) == rest
