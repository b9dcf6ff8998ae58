"""What is known of a function stands in its row: how many other files name it, counted over strings."""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import infocalc
from infocalc.calculus import rules as rules_of_steps
from infocalc.functions import TABLE, calls, index
from infocalc.information.families import index as families
from infocalc.report.render import FORMATS
from tests.indexes import indexes

PACKAGE = Path(infocalc.__file__).parent
#: it was 6.8 files a function and 50 for log before the columns
MOST_FILES, MOST_FOR_LOG = 1.4, 12
#: with those that ask by `F.name` whether a node is the function, which for log is what mathematics asks most
MOST_ASKING = 1.3
#: two functions or more beside each other outside of the table, and why that is no fact about them (a
#: notation knows the words of its language, and a plain answer is written without loading the table)
LISTS = {
    "algebra/naming.py": "the method for the three forms of ∫ 1/(a + bx²)",
    "algebra/turning.py": "what the cells of signs open by methods of their own",
    "calculus/mistakes.py": "rows of the table of mistakes",
    "calculus/nth.py": "the methods for the n-th derivative of waves",
    "calculus/nth_families.py": "the methods for the n-th derivative of waves",
    "cli/options.py": "words of an option",
    "information/measures/powers.py": "the method for sums of logarithms as powers",
    "information/moments/linear.py": "the statistics that moments are of",
    "matrices/expansion.py": "operations on vectors",
    "matrices/shapes.py": "operations on vectors",
    "report/code.py": "functions that every language writes by a rule of its own",
}


@cache
def trees() -> dict[Path, ast.AST]:
    """The modules outside of the table's folder."""
    files = [file for file in PACKAGE.rglob("*.py") if PACKAGE / "functions" not in file.parents]
    return {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}


def named_in() -> Counter[str]:
    """Name -> files outside of the table's folder in which it is a string."""
    found: Counter[str] = Counter()
    for tree in trees().values():
        texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
        found.update(texts & TABLE.keys())
    return found


def outside() -> Iterator[tuple[str, ast.AST]]:
    """The modules that are not of the table."""
    for file, tree in trees().items():
        if file.name != "index.py":
            yield file.relative_to(PACKAGE).as_posix(), tree


def named(node: ast.AST) -> str | None:
    """log of "log" and of F.log.name."""
    match node:
        case ast.Constant(value=str(name)):
            return name if name in TABLE else None
        case ast.Attribute(ast.Attribute(ast.Name("F"), name), "name" | "heads"):
            return name
    return None


def test_functions_are_named_in_few_files() -> None:
    found = named_in()
    mean = sum(found.values()) / len(TABLE)
    asking = {(name, file) for file, tree in outside() for node in ast.walk(tree) if (name := named(node))}
    print(f"{mean:.2f} files a function, {found['log']} for log;", *found.most_common(12))
    print(f"{len(asking) / len(TABLE):.2f} with those that ask by F.name")
    assert mean <= MOST_FILES
    assert found["log"] <= MOST_FOR_LOG
    assert mean < len(asking) / len(TABLE) <= MOST_ASKING


def beside_each_other(node: ast.AST) -> list[ast.expr]:
    """The members of a list, the keys of a table, the cases of a match."""
    match node:
        case ast.Tuple() | ast.List() | ast.Set():
            return node.elts
        case ast.Dict():
            return [key for key in node.keys if key is not None]
        case ast.Match():
            return [case.pattern.value for case in node.cases if isinstance(case.pattern, ast.MatchValue)]
    return []


def test_no_list_of_functions_stands_outside_of_the_table() -> None:
    """A fact that is keyed by names in another file escapes the loops over the columns."""
    found = set()
    for file, tree in outside():
        for node in ast.walk(tree):
            members = beside_each_other(node)
            functions = [name for member in members if (name := named(member))]
            if len(functions) > 1 and 2 * len(functions) > len(members) and not file.startswith("notation/"):
                found.add(file)
    assert found == LISTS.keys()


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


def test_the_doors_are_those_of_every_module_of_rows() -> None:
    """The import linter holds what is listed in pyproject.toml: all modules of rows, and no other."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = [c for c in project["tool"]["importlinter"]["contracts"] if c["type"] == "protected"]
    doors = {contract["name"].partition(":")[0]: contract["protected_modules"] for contract in contracts}
    functions = sorted(f"infocalc.functions.{home}" for home in index.HOMES)
    members = sorted(f"infocalc.information.families.{home}" for home in families.HOMES)
    rules = sorted(module.__name__ for module in rules_of_steps.MODULES)
    assert doors["Doors of the tables"] == [*functions, *members, *rules]
    assert doors["One place prints"] == sorted({row.home for row in FORMATS.values()})
