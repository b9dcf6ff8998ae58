"""FLINT's types loaded one by one are those of the package, which is whole when asked for more."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import flint
import pytest

import infocalc
from infocalc.cli.flint_types import FLAGS, HOMES

BEGIN = "import sys; from infocalc.cli.flint_types import load_one_by_one; load_one_by_one()\n"


def run(code: str, environment) -> str:
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + code], capture_output=True, text=True, env=environment, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def imported() -> set[str]:
    """The names that the code takes from flint."""
    texts = [file.read_text(encoding="utf-8") for file in Path(infocalc.__file__).parent.rglob("*.py")]
    nodes = [node for text in texts if "flint" in text for node in ast.walk(ast.parse(text))]
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "flint"]
    return {alias.name for node in froms for alias in node.names}


def test_every_type_in_use_has_its_home():
    assert imported() <= HOMES.keys() <= set(flint.__all__)


@pytest.mark.parametrize("name", sorted(HOMES))
def test_each_type_can_come_first_and_is_that_of_the_package(name, environment):
    run(
        f"""
from flint import {name} as early
import flint
flint.__version__
from flint import *
assert flint.{name} is early and type(flint) is type(sys)
assert {{*flint.__all__}} <= {{*vars(flint)}}
""",
        environment,
    )


def test_an_unknown_name_is_the_error_of_the_package(environment):
    run(
        """
try:
    from flint import no_such_type
except ImportError as problem:
    assert "no_such_type" in str(problem)
else:
    raise AssertionError
from flint import nmod
assert nmod(3, 7) == 3
""",
        environment,
    )


def test_the_types_in_use_are_few_and_need_no_inspect(environment):
    """Fails when python-flint asks for more at import: its flags and homes are to be looked at again."""
    loaded = run(f"from flint import {', '.join(sorted(HOMES))}\nprint(*sys.modules)", environment).split()
    assert not {"inspect", "ast", "dis"} & set(loaded)
    assert sum(name.startswith("flint.types.") for name in loaded) <= 26


def test_the_flags_are_those_of_inspect():
    assert {name: getattr(inspect, name) for name in FLAGS} == FLAGS


def test_inspect_itself_is_loaded_when_more_than_its_flags_is_asked_for(environment):
    run(
        """
from infocalc.cli.flint_types import _Flags
sys.modules["inspect"] = flags = _Flags("inspect")
assert flags.CO_VARARGS == 4 and flags.isfunction(len) is False
import inspect
assert inspect is not flags
""",
        environment,
    )


def test_a_package_that_is_there_already_stays(environment):
    run(
        "import flint; load_one_by_one(); before = len(sys.meta_path); load_one_by_one()\n"
        "assert len(sys.meta_path) == before and type(flint).__name__ == '_Flint'",
        environment,
    )
