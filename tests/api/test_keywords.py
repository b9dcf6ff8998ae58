"""Every option of every command is a keyword of its function, of the right type; others are refused."""

from __future__ import annotations

import doctest
import importlib
import inspect
import os
import pkgutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import infocalc
import infocalc as ic
import infocalc.api
import infocalc.api.report
from infocalc.api.signature import example
from infocalc.api.table import ELSEWHERE, kind_of
from infocalc.cli.commands import COMMANDS
from infocalc.cli.option import Option
from infocalc.errors import InfocalcError

PAIRS = [
    (name, option.key)
    for name, row in COMMANDS.items()
    for option in row.options
    if option.name not in ELSEWHERE
]


def option_of(command: str, key: str) -> Option:
    return next(option for option in COMMANDS[command].options if option.key == key)


@pytest.mark.parametrize(("command", "key"), PAIRS)
def test_every_option_is_a_keyword(command, key):
    """Each is in the signature and in the help, and a value of another type is a TypeError that names it."""
    function = getattr(ic, command)
    parameter = inspect.signature(function).parameters[key]
    assert parameter.kind is parameter.KEYWORD_ONLY
    assert parameter.annotation == kind_of(option_of(command, key)).annotation
    assert f"    {key}: " in (function.__doc__ or "")
    with pytest.raises(TypeError, match=rf"{key} wants"):
        function(*_operands(command), **{key: object()})


def _operands(command: str) -> tuple[Any, ...]:
    return ("x*y",) * len([o for o in COMMANDS[command].operands if not o.many] or [0])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_a_function(command):
    function = getattr(ic, command)
    assert function.__name__ == command
    assert command in ic.__all__
    assert function.__doc__.startswith(COMMANDS[command].about)
    assert getattr(ic, command) is function


def test_no_room_takes_the_place_of_a_function():
    """A room that is imported becomes an attribute of the package: the command of that name stays one."""
    rooms = {module.name for module in pkgutil.iter_modules(infocalc.__path__)}
    for name in rooms & set(COMMANDS):
        room = importlib.import_module(f"infocalc.{name}")
        assert inspect.ismodule(room)
        assert inspect.isfunction(getattr(ic, name))


@pytest.mark.parametrize("command", COMMANDS)
def test_options_of_a_process_are_refused_by_name(command):
    for option in COMMANDS[command].options:
        if option.name in ELSEWHERE:
            with pytest.raises(TypeError, match=option.key):
                getattr(ic, command)("1/2,1/2", **{option.key: True})


def test_an_unknown_keyword_names_the_one_that_is_meant():
    for wrong, meant in {
        "digit": "digits",
        "normalise": "normalize",
        "precision": "digits",
        "ppl": "perplexity",
    }.items():
        with pytest.raises(TypeError, match=f"did you mean {meant}"):
            ic.entropy([0.5, 0.5], **{wrong: True})


@pytest.mark.parametrize("command", COMMANDS)
def test_the_example_of_every_function_runs(command):
    found = doctest.DocTestParser().get_doctest("\n".join(example(command)), {}, command, None, 0)
    assert found.examples
    assert doctest.DocTestRunner().run(found).failed == 0


@pytest.mark.parametrize("module", [infocalc.api, infocalc.api.report])
def test_the_examples_of_the_modules_run(module):
    result = doctest.testmod(module, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    assert result.attempted
    assert not result.failed


def test_errors_are_exported_and_speak_of_keywords():
    assert issubclass(ic.InfocalcError, ValueError)
    assert issubclass(ic.Undefined, ic.NoAnswer)
    assert ic.InfocalcError is InfocalcError
    with pytest.raises(ic.InfocalcError) as found:
        ic.diff("3*cosecx(x) + 1", "x")
    problem = found.value
    assert (problem.code, problem.message, problem.start) != ("", "", None)
    assert problem.text[problem.start : problem.end].startswith("cosecx")
    with pytest.raises(ic.InfocalcError) as found:
        ic.entropy([0.5, 0.6])
    assert found.value.hint == "pass normalize=True to rescale, or counts=True if these are counts"
    with pytest.raises(ic.Undefined):
        ic.diff("abs(x)", at={"x": 0})


def test_the_environment_gives_no_format_to_a_function(monkeypatch):
    monkeypatch.setenv("INFOCALC_FORMAT", "nonsense")
    monkeypatch.setenv("INFOCALC_UNIT", "bits")
    answer = ic.entropy([0.5, 0.5])
    assert answer.unit == "bits"
    assert any("INFOCALC_UNIT" in note for note in answer.notes)


def test_arrays_of_points_are_vectors_and_the_way_out_is_named():
    for ask in (lambda at: ic.diff("x^2", at=at), lambda at: ic.eval("x^2", at=at)):
        with pytest.raises(ic.InfocalcError) as found:
            ask({"x": [1, 2]})
        assert "report.function()(array)" in str(found.value.hint)
    assert ic.diff("x^2").function()(np.array([1, 2])).tolist() == [2, 4]


HEAVY = {"pandas", "polars", "scipy", "sympy", "numpy", "matplotlib", "rich", "typer"}


@pytest.mark.parametrize(
    "call",
    [
        'ic.diff("x^2 sin x", at={"x": 0.5}).value',
        'ic.hessian("x^2 y^3", at={"x": 1, "y": 2}).matrix',
        "ic.kl([0.5, 0.5], [0.25, 0.75]).to_dict()",
        'ic.entropy({"a": 3, "b": 1}, counts=True).latex',
        "ic.mi([[0.25, 0.25], [0, 0.5]]) == ic.mi([[0.25, 0.25], [0, 0.5]])",
        "help(ic.kl)",
    ],
)
def test_lists_and_texts_load_nothing_heavy(call):
    code = f"import infocalc as ic\n{call}\nimport sys\nprint(*sys.modules, file=sys.stderr)"
    root = str(Path(infocalc.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": root}
    )
    assert done.returncode == 0, done.stderr
    assert not HEAVY & {name.partition(".")[0] for name in done.stderr.split()}
