"""Errors as drawn: the first line can be grepped, the caret stands under the offending character."""

from __future__ import annotations

import pytest

from infocalc.errors import DistributionError, NotationError
from infocalc.report.problem import draw

LONG = "x+" * 250 + "cosecx" + "+y" * 300

CASES = [
    (
        NotationError("unknown function 'cosec'", "did you mean csc, sec, cos?", (2, 7), "3*cosec(x) + 1"),
        """\
error: unknown function 'cosec'
  | 3*cosec(x) + 1
  |   ^^^^^
  = did you mean csc, sec, cos?
""",
    ),
    (
        DistributionError(
            "probabilities sum to 11/10 (1.1), not 1", "pass --normalize to rescale\nor --counts"
        ),
        """\
error: probabilities sum to 11/10 (1.1), not 1
  = pass --normalize to rescale
  = or --counts
""",
    ),
    (NotationError("no place"), "error: no place\n"),
    (NotationError("at the end", span=(3, 3), text="(x+"), "error: at the end\n  | (x+\n  |    ^\n"),
    (NotationError("empty", span=(0, 0), text=""), "error: empty\n  |\n  | ^\n"),
    (NotationError("beyond", span=(9, 12), text="x"), "error: beyond\n  | x\n  |  ^\n"),
    (NotationError("wide", span=(3, 4), text="数学+&y"), "error: wide\n  | 数学+&y\n  |      ^\n"),
    (NotationError("wide", span=(0, 2), text="数学+&y"), "error: wide\n  | 数学+&y\n  | ^^^^\n"),
    (
        NotationError("after a mark", span=(4, 5), text="x\u0302+1&"),
        "error: after a mark\n  | x\u0302+1&\n  |    ^\n",
    ),
    (NotationError("a mark", span=(2, 3), text="1x\u0302+y"), "error: a mark\n  | 1x\u0302+y\n  |  ^\n"),
    (
        NotationError("unseen", span=(1, 2), text="a\u202eb\tc"),
        "error: unseen\n  | a<U+202E>b c\n  |  ^^^^^^^^\n",
    ),
    (NotationError("second", span=(6, 7), text="a+b\nc+?d\nz"), "error: second\n  | c+?d\n  |   ^\n"),
    (NotationError("over lines", span=(2, 7), text="a+b\nc+?d"), "error: over lines\n  | a+b\n  |   ^\n"),
    (
        NotationError("long", span=(500, 506), text=LONG),
        "error: long\n  | ..." + "x+" * 15 + "cosecx" + "+y" * 17 + "...\n  | " + " " * 33 + "^^^^^^\n",
    ),
    (NotationError("start", span=(0, 1), text=LONG), "error: start\n  | " + "x+" * 20 + "...\n  | ^\n"),
    (
        NotationError("end", span=(1105, 1106), text=LONG),
        "error: end\n  | ..." + "y+" * 15 + "y\n  | " + " " * 33 + "^\n",
    ),
    (NotationError("\x1b[31m\n::error::x"), "error: <U+001B>[31m<U+000A>::error::x\n"),
]


@pytest.mark.parametrize(("error", "text"), CASES)
def test_drawn(error: NotationError, text: str) -> None:
    assert draw(error) == text


def test_in_a_batch() -> None:
    assert draw(NotationError("odd", span=(0, 1), text="&"), line=12) == "error: line 12: odd\n  | &\n  | ^\n"
