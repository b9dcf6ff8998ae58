"""What is known of a function stands in its row: how many other files name it, counted over strings."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import infocalc
from infocalc.functions import TABLE, calls
from tests.indexes import indexes

PACKAGE = Path(infocalc.__file__).parent
#: it was 6.8 files a function and 50 for log before the columns
MOST_FILES, MOST_FOR_LOG = 1.4, 12


def named_in() -> Counter[str]:
    """Name -> files outside of the table's folder in which it is a string."""
    found: Counter[str] = Counter()
    for file in PACKAGE.rglob("*.py"):
        if PACKAGE / "functions" not in file.parents:
            nodes = ast.walk(ast.parse(file.read_text()))
            found.update(
                {
                    n.value
                    for n in nodes
                    if isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value in TABLE
                }
            )
    return found


def test_functions_are_named_in_few_files() -> None:
    found = named_in()
    mean = sum(found.values()) / len(TABLE)
    print(f"{mean:.2f} files a function, {found['log']} for log;", *found.most_common(12))
    assert mean <= MOST_FILES
    assert found["log"] <= MOST_FOR_LOG


def test_the_indexes_are_those_of_the_rows() -> None:
    """Every module of rows is found by its place; who adds a row runs `python -m tests.refresh`."""
    made = indexes()
    assert len(made) == 2
    for path, text in made.items():
        assert path.read_text(encoding="utf-8") == text


def test_every_function_is_called_by_its_name() -> None:
    """`F.name` stands for a row wherever it is written, also where no test enters."""
    written = [
        n.attr
        for file in PACKAGE.rglob("*.py")
        if "import calls as F" in (text := file.read_text())
        for n in ast.walk(ast.parse(text))
        if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == "F"
    ]
    assert "log" in written
    assert set(written) <= set(TABLE)
    assert all(getattr(calls, name).name == name for name in TABLE)
