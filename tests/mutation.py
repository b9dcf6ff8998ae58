"""Do the tests notice? Operators and constants are changed one at a time; a test must fail for each.

    python -m tests.mutation --sample 60 --seed 1

The sampled sites are rewritten in a copy of the tree as `changed if _mutant_(i) else original`, so that one
copy holds every mutant and the environment chooses one. The tests of the rooms are run once to see which of
them reach which site; of a mutant these are run, the short ones first, until one fails. A run that needs
several times the processor's seconds of the unchanged program has been noticed as well. The exit code is 1
below 90 %.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
#: room of the package -> the tests that concern it
TESTS = {
    "algebra": ("tests/algebra", "tests/calculus", "tests/functions", "tests/test_cases.py"),
    "calculus": ("tests/calculus", "tests/plots", "tests/test_cases.py"),
    "information": ("tests/information", "tests/plots", "tests/tables", "tests/drift", "tests/test_cases.py"),
    "integration": ("tests/information", "tests/calculus", "tests/test_cases.py"),
}
SHARE = 0.9
#: seconds of the processor: what a run may take beyond, and in multiples of, what its tests took unchanged
_START, _TIMES = 60, 5

_SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
}

#: what the copy's package says first: whether mutant i is the one, and a line for each that is reached
_CHOICE = """
def _choose() -> None:
    import builtins, os
    chosen, log, seen = int(os.environ.get("MUTANT", -1)), os.environ.get("MUTANTS_REACHED"), set()
    def mutant(i):
        if log and i not in seen:
            seen.add(i)
            with open(log, "a") as file:
                file.write(f"{i}\\n")
        return i == chosen
    builtins._mutant_, builtins._reached_ = mutant, seen
_choose()
"""


class Site(NamedTuple):
    """A place in the source, and what stands there after the change."""

    path: Path
    line: int
    column: int
    before: str
    after: str
    changed: ast.expr


# ── the sites ────────────────────────────────────────────────────────────────────────────────────


def sites(path: Path) -> Iterator[Site]:
    """Every operator and every constant of a module that is evaluated where it stands."""
    todo: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while todo:
        node = todo.pop()
        todo += _evaluated(node)
        for changed in _changes(node):
            assert isinstance(node, ast.expr)
            yield Site(path, node.lineno, node.col_offset, ast.unparse(node), ast.unparse(changed), changed)


def _evaluated(node: ast.AST) -> Iterator[ast.AST]:
    """The children of a node but annotations, patterns and f-strings."""
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "returns", "pattern"):
            parts = value if isinstance(value, list) else [value]
            yield from (p for p in parts if isinstance(p, ast.AST) and not isinstance(p, ast.JoinedStr))


def _changes(node: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.BinOp() | ast.BoolOp() if type(node.op) in _SWAPPED:
            changed: Any = copy.copy(node)
            changed.op = _SWAPPED[type(node.op)]()
            yield changed
        case ast.Compare():
            for k, op in enumerate(node.ops):
                changed = copy.copy(node)
                changed.ops = [*node.ops[:k], _SWAPPED[type(op)](), *node.ops[k + 1 :]]
                yield changed
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand


class _Chooser(ast.NodeTransformer):
    """`changed if _mutant_(i) else original` at the sites, `_mutant_(module)` in every function."""

    def __init__(self, places: dict[int, list[tuple[int, Site]]], module: int) -> None:
        self._places, self._module, self._depth = places, module, 0
        #: sites that are evaluated when the module is imported
        self.imported: set[int] = set()

    def visit(self, node: ast.AST) -> Any:
        inside = isinstance(node, ast.FunctionDef | ast.Lambda)
        self._depth += inside
        found: Any = self.generic_visit(node)
        self._depth -= inside
        for i, site in self._places.get(id(node), ()):
            found = ast.IfExp(_reached(i), site.changed, found)
            if self._depth == 0:
                self.imported.add(i)
        if isinstance(node, ast.FunctionDef):
            found.body.insert(0, ast.Expr(_reached(self._module)))
        if isinstance(node, ast.Lambda):
            found.body = ast.IfExp(_reached(self._module), found.body, found.body)
        return found


def _reached(i: int) -> ast.Call:
    return ast.Call(ast.Name("_mutant_", ast.Load()), [ast.Constant(i)], [])


def rewritten(path: Path, chosen: dict[int, Site], module: int) -> tuple[str, set[int]]:
    """The module with its mutants, and those of them that are chosen when it is imported."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at = defaultdict(list)
    for i, site in chosen.items():
        at[site.line, site.column, site.before].append((i, site))
    expressions = [node for node in ast.walk(tree) if isinstance(node, ast.expr)]
    places = {id(e): at.get((e.lineno, e.col_offset, ast.unparse(e)), []) for e in expressions}
    chooser = _Chooser(places, module)
    return ast.unparse(ast.fix_missing_locations(chooser.visit(tree))), chooser.imported


def sampled(count: int, seed: int) -> list[Site]:
    """The sites whose hash with the seed is the smallest: a change elsewhere leaves them in the sample."""
    everything = [
        site
        for room in TESTS
        for path in sorted((ROOT / "infocalc" / room).rglob("*.py"))
        for site in sites(path)
    ]
    return sorted(everything, key=lambda site: _hash(site, seed))[:count]


def _hash(site: Site, seed: int) -> bytes:
    """Of the change and of the line that it is in, wherever in the module that stands."""
    line = site.path.read_text(encoding="utf-8").splitlines()[site.line - 1].strip()
    told = (str(seed), str(site.path.relative_to(ROOT)), line, str(site.column), site.before, site.after)
    return sha256("\n".join(told).encode()).digest()


def planted(tree: Path, chosen: dict[int, Site]) -> dict[int, int]:
    """The copy with all mutants; the mark of the module of those that are chosen when it is imported."""
    copytree(ROOT, tree, ignore=ignore_patterns(".git", "__pycache__", ".*_cache", ".hypothesis"))
    marks: dict[int, int] = {}
    for module, path in enumerate({site.path for site in chosen.values()}, len(chosen)):
        mine = {i: site for i, site in chosen.items() if site.path == path}
        text, imported = rewritten(path, mine, module)
        (tree / path.relative_to(ROOT)).write_text(text, encoding="utf-8")
        marks |= dict.fromkeys(imported, module)
    first = tree / "infocalc/__init__.py"
    first.write_text(f"{first.read_text(encoding='utf-8')}\n{_CHOICE}", encoding="utf-8")
    return marks


# ── which tests reach which site ─────────────────────────────────────────────────────────────────


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: Any) -> Iterator[None]:
    """`pytest -p tests.mutation`: beside each test the sites it reaches, and its seconds."""
    import builtins

    log = Path(os.environ["MUTANTS_REACHED"])
    seen: set[int] = builtins._reached_  # type: ignore[attr-defined]
    log.write_text("", encoding="utf-8")
    seen.clear()
    started = time.process_time()
    result = yield
    reached = sorted({int(i) for i in log.read_text(encoding="utf-8").split()})
    took = time.process_time() - started
    with Path(os.environ["MUTANTS_TESTS"]).open("a", encoding="utf-8") as file:
        file.write(f"{took}\t{','.join(map(str, reached))}\t{item.nodeid}\n")
    return result


class Reach(NamedTuple):
    """The seconds of a test, its name."""

    seconds: float
    test: str


def reaches(tree: Path) -> dict[int, list[Reach]]:
    """Of each site the tests that reach it, short ones first."""
    names = {name: str(tree / name) for name in ("MUTANTS_REACHED", "MUTANTS_TESTS")}
    wanted = sorted({test for tests in TESTS.values() for test in tests})
    _pytest(tree, ["-p", "tests.mutation", *wanted], names, None)
    found: dict[int, list[Reach]] = defaultdict(list)
    for row in Path(names["MUTANTS_TESTS"]).read_text(encoding="utf-8").splitlines():
        seconds, reached, test = row.split("\t", 2)
        for i in filter(None, reached.split(",")):
            found[int(i)].append(Reach(float(seconds), test))
    return {i: sorted(tests) for i, tests in found.items()}


def _pytest(
    tree: Path, words: list[str], more: dict[str, str], most: float | None
) -> subprocess.CompletedProcess[str]:
    """The tests within the copy; `most` seconds of the processor."""
    environment = {**os.environ, **more, "PYTHONPATH": str(tree), "PYTHONPYCACHEPREFIX": str(tree / ".pyc")}

    def bounded() -> None:
        import resource  # of Unix; the tests are collected elsewhere too

        if most is not None:
            resource.setrlimit(resource.RLIMIT_CPU, (int(most) + 1, int(most) + 1))

    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=bounded,
    )


def noticed(tree: Path, i: int, tests: list[Reach]) -> str:
    """What noticed mutant i: the name of a test, or nothing."""
    if not tests:
        return ""
    arguments = tree / f"tests-of-{i}"
    arguments.write_text("".join(f"{test}\n" for _, test in tests), encoding="utf-8")
    most = _START + _TIMES * sum(seconds for seconds, _ in tests)
    done = _pytest(tree, ["-x", f"@{arguments}"], {"MUTANT": str(i)}, most)
    if done.returncode == 0:
        return ""
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failed[0][:100] if failed else f"exit {done.returncode}"


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sample", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=1)
    asked = options.parse_args()
    chosen = dict(enumerate(sampled(asked.sample, asked.seed)))
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        marks = planted(tree, chosen)
        known = reaches(tree)

        def judged(i: int) -> str:
            tests = known.get(marks.get(i, i), [])
            found = noticed(tree, i, tests)
            site = chosen[i]
            where = f"{site.path.relative_to(ROOT)}:{site.line}: {site.before} -> {site.after}"
            print("killed  " if found else "SURVIVED", where, f"[{len(tests)} tests]", found, flush=True)
            return found

        with ThreadPoolExecutor(asked.jobs) as pool:
            killed = sum(map(bool, pool.map(judged, chosen)))
    print(f"{killed} of {len(chosen)} killed ({100 * killed / len(chosen):.0f} %), seed {asked.seed}")
    return 0 if killed >= SHARE * len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())
