"""The map of the code: every room and file that it names exists, and every room is on it."""

from __future__ import annotations

import re
from pathlib import Path

HOUSE = Path(__file__).parents[2] / "infocalc"
MAP = HOUSE / "README.md"


def test_what_the_map_names_exists() -> None:
    text = MAP.read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+(?:/[a-z_]+)*(?:/|\.py))`", text))
    tests = HOUSE.parent / "tests"
    missing = [n for n in named if not (HOUSE / n).exists() and not (tests.parent / n).exists()]
    assert not missing


def test_every_room_is_on_the_map() -> None:
    text = MAP.read_text(encoding="utf-8")
    rooms = [p.name for p in HOUSE.iterdir() if p.is_dir() and (p / "__init__.py").exists()]
    rooms += [p.name for p in (HOUSE / "information").iterdir() if (p / "__init__.py").exists()]
    assert [room for room in rooms if not re.search(rf"\b{room}\b", text)] == []


def test_no_docstring_names_a_file_that_is_gone() -> None:
    names = {p.name for p in HOUSE.rglob("*.py")}
    gone = [
        (str(path.relative_to(HOUSE)), name)
        for path in HOUSE.rglob("*.py")
        for name in re.findall(r"`(?:[a-z_]+/)*([a-z_]+\.py)`", path.read_text(encoding="utf-8"))
        if name not in names
    ]
    assert gone == []
