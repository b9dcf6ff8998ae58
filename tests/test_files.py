"""The size of files and functions: what is longer than a few screens is split along its mathematics."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import infocalc

ROOT = Path(infocalc.__file__).parent
MOST = 300
#: the tables that are longer, each with what its rows are
TABLES = {
    "cli/options.py": "a row an option, with its help and an example",
    "functions/written_out.py": "a row a function that is written by others",
    "functions/index.py": "made: where the rows of functions are, and what is asked of all",
}
#: statements of a table that are no rows: how a row is read
MOST_BESIDE = 40


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def beside(path: Path) -> int:
    """The statements within functions."""
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef)]
    return sum(isinstance(node, ast.stmt) for f in functions for part in f.body for node in ast.walk(part))


def test_no_file_but_a_table_of_data_is_long():
    found = {path.relative_to(ROOT).as_posix(): length(path) for path in ROOT.rglob("*.py")}
    assert {name: lines for name, lines in found.items() if lines > MOST}.keys() <= TABLES.keys()


@pytest.mark.parametrize("name", TABLES)
def test_a_long_file_is_a_table(name):
    path = ROOT / name
    assert length(path) > MOST, "it is short by now: no exception is needed"
    assert beside(path) <= MOST_BESIDE


#: lines of a function, with its heading and its docstring
MOST_OF_A_FUNCTION = 40


def functions() -> Iterator[tuple[str, int]]:
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                yield f"{path.relative_to(ROOT).as_posix()}: {node.name}", node.end_lineno - node.lineno + 1


def test_functions_are_short():
    """A function is cut where its mathematics has a joint; there is no exception."""
    found = list(functions())
    assert len(found) > 2000
    assert [function for function in found if function[1] > MOST_OF_A_FUNCTION] == []


#: functions that say the same in rooms that do not know each other, each with the reason
TWINS = {
    ("tables/counts.py: rows", "information/profile.py: rows"): "the tables know nothing of mathematics",
    ("tables/counts.py: labels", "information/profile.py: labels"): "the tables know nothing of mathematics",
    (
        "functions/row.py: define",
        "information/families/row.py: define",
    ): "rows enter the table beside it",
}
#: nodes of a body beyond which it is no matter of course
MOST_OF_A_TWIN = 14


def bodies() -> Iterator[tuple[str, list[str]]]:
    """What functions do, without their docstrings, and which do it."""
    found: dict[str, list[str]] = {}
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef):
                body = ast.Module(node.body[ast.get_docstring(node) is not None :], [])
                if sum(1 for _ in ast.walk(body)) > MOST_OF_A_TWIN:
                    name = f"{path.relative_to(ROOT).as_posix()}: {node.name}"
                    found.setdefault(ast.dump(body), []).append(name)
    return iter(found.items())


def test_no_function_is_written_twice():
    found = dict(bodies())
    assert len(found) > 1500
    twins = {tuple(sorted(names)) for names in found.values() if len(names) > 1}
    assert twins == {tuple(sorted(names)) for names in TWINS}


def test_nothing_else_lies_at_the_top_of_the_project() -> None:
    clone = Path(__file__).parents[1]
    if not (clone / ".git").exists() or shutil.which("git") is None:
        pytest.skip("no clone")
    listed = subprocess.run(["git", "ls-files"], cwd=clone, capture_output=True, text=True, check=True)
    tops = {line.partition("/")[0] for line in listed.stdout.splitlines()}
    known = {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "infocalc", "tests", "completions"}
    assert {name for name in tops if not name.startswith(".")} == known
