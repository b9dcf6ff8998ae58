"""A thousand answers of the resident process, one behind the other, are those of a fresh process each."""

from __future__ import annotations

import json
import shlex
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_warm import Warm, pytestmark, warm
from tests.test_cases import cases
from tests.whole import whole

__all__ = ["pytestmark", "warm"]

PEERS = json.loads((Path(__file__).parents[1] / "data" / "peers.json").read_text(encoding="utf-8"))
FORMATS = ("plain", "json", "tsv", "latex", "unicode", "markdown")
#: a worker that counts what it was asked
COUNTING = """
real = resident.main
def counting(words):
    with open({log!r}, 'a') as log: log.write('.')
    return real(words)
resident.main = counting"""


def lines() -> list[dict[str, Any]]:
    """The command lines of the golden cases, and the slopes that peers have, in every format in turn."""
    slopes = [
        {"run": shlex.join(["diff", peer["expr"], *peer["words"], "--format", name])}
        for peer, name in zip(PEERS, cycle(FORMATS), strict=False)
    ]
    rows = [case.values[0] for case in cases()]
    return sorted([*rows, *slopes], key=may_end_it)


def may_end_it(line: dict[str, Any]) -> bool:
    """Whether the worker may end behind a line: libraries that count tables and raw rows have threads."""
    return "files" in line or any(word in line["run"] for word in ("--samples", "--nulls", "drift"))


@pytest.mark.parametrize("count", [20, whole(1_000)])
def test_answers_one_behind_the_other_are_those_of_fresh_processes(warm: Warm, count: int) -> None:
    log = warm.folder / "log"
    asked = lines()[:: len(lines()) // count]
    assert len(asked) >= count
    warm.start(COUNTING.format(log=str(log)))
    for i, line in enumerate(asked):
        folder = warm.folder / f"line {i}"
        folder.mkdir()
        for name, text in line.get("files", {}).items():
            (folder / name).write_text(text, encoding="utf-8")
        argv, given = shlex.split(line["run"]), line.get("stdin", "").encode()
        cold = warm.run(*argv, warm=False, input=given, cwd=folder)
        assert warm.run(*argv, input=given, cwd=folder) == cold, line["run"]
    assert log.stat().st_size > 0.9 * sum(not may_end_it(line) for line in asked)
