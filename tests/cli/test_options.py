"""The tables of commands and options: one name, one meaning; what is not typed changes nothing."""

from __future__ import annotations

import json
import re

import pytest

from infocalc.__main__ import main
from infocalc.calculus.options import CalculusOptions
from infocalc.cli.app import application
from infocalc.cli.commands import COMMANDS
from infocalc.cli.line import read_command
from infocalc.cli.option_values import Output, entries, point
from infocalc.errors import UsageError
from infocalc.information.measure import MEASURES
from infocalc.information.options import InformationOptions

OPTIONS = tuple(dict.fromkeys(option for row in COMMANDS.values() for option in row.options))


def asked(run, *argv):
    return json.loads(run(*argv, "--json").out)["input"]["options"]


def test_one_name_has_one_meaning():
    names = [option.name for option in OPTIONS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_has_an_option_twice(name):
    names = [option.name for option in COMMANDS[name].options]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_options_are_long_words(option):
    letter = option.name in ("x", "y", "f")  # coordinates of a table of rows x, y, n; the f of f-divergences
    assert letter or re.fullmatch("[a-z][a-z-]*[a-z]", option.name)
    assert option.help.endswith(".")


def test_defaults_are_those_of_the_mathematics(run):
    assert asked(run, "diff", "x") == repr(CalculusOptions(at={}))
    assert asked(run, "entropy", "1") == repr(InformationOptions(at={}))


def test_every_option_of_calculus_arrives(run):
    typed = (
        "--wrt x,y --wrt z --digits 20 --steps --check 2x --tol 1e-9 --implicit y --complex --simplify none"
    )
    more = "--in-terms-of s=x --names rate,tax --assume x>0 --assume y>0 --no-verify --strict"
    more += " --at x=1,y=pi/2 --at z=f(1,2)"
    expected = CalculusOptions(
        wrt=("x", "y", "z"),
        at={"x": "1", "y": "pi/2", "z": "f(1,2)"},
        digits=20,
        steps=True,
        check="2x",
        tol="1e-9",
        implicit=("y",),
        complex_unit=True,
        simplify="none",
        in_terms_of=("s=x",),
        assume=("x>0", "y>0"),
        names=("rate", "tax"),
        verify=False,
        strict=True,
    )
    assert asked(run, "diff", "x", *typed.split(), *more.split()) == repr(expected)


#: a value for every option of entropy that has no default, and what it needs beside it
OF_ENTROPY = {
    "estimator": "chao-shen",
    "window": 3,
    "neighbours": 3,
    "bootstrap": 9,
    "bayes": 9,
    "seed": 0,
    "unit": "bits",
    "digits": 20,
    "decimal": ",",
    "nulls": "label",
    "engine": "own",
}


@pytest.mark.parametrize(
    "option",
    [o for o in COMMANDS["entropy"].options if o.key in set(InformationOptions._fields) - {"plot", "range"}],
)
def test_every_option_of_information_arrives(run, option):
    if option.many:
        pytest.skip("a point and what is assumed are read, not handed on")
    value = True if option.value is None else OF_ENTROPY.get(option.key, "3")
    needed = {
        "tol": {"check": "1"},
        "seed": {"bootstrap": 9},
        "confidence": {"bootstrap": 9},
        "smooth_total": {"smooth": "3"},
    }
    needed |= {name: {"samples": True} for name in ("by", "window")}
    needed["bayes"] = {"estimator": "jeffreys"}
    needed["neighbours"] = {"estimator": "kozachenko-leonenko"}
    company = needed.get(option.key, {})
    argv = [f"--{option.name}"] if value is True else [f"--{option.name}", str(value)]
    argv += [word for key, x in company.items() for word in (f"--{key}", *([] if x is True else [str(x)]))]
    given = {option.key: value} | company
    assert asked(run, "entropy", "1", *argv) == repr(InformationOptions(at={}, **given))


def test_options_of_two_arrive(run):
    assert "both=True" in asked(run, "kl", "1", "1", "--both")
    assert "distance=True" in asked(run, "jsd", "1", "1", "--distance", "--q-column", "3")


@pytest.mark.parametrize("command", COMMANDS)
def test_an_option_that_adds_to_another_says_nothing_alone(run, command):
    for option in COMMANDS[command].options:
        value = [] if option.value is None else ["1"]
        if option.needs:
            found = run(command, "x", f"--{option.name}", *value)
            assert found.code == 2
            assert f"--{option.name} says nothing without --{option.needs[0]}" in found.err


@pytest.mark.parametrize("command", COMMANDS)
def test_options_that_contradict_each_other_are_refused(run, command):
    known = {option.name: option for option in COMMANDS[command].options}
    for option in known.values():
        for other in option.against:
            if other in known:
                given = [option, known[other], *(known[name] for name in option.needs)]
                words = [w for o in given for w in (f"--{o.name}", *(["1"] if o.value else []))]
                found = run(command, "1", *words)
                assert found.code == 2
                assert f"--{option.name} and --{other} contradict each other" in found.err


@pytest.mark.parametrize(
    ("command", "word", "meant"),
    [
        ("entropy", "--efficiency", "--share"),
        ("entropy", "--tolerance", "--sum-tolerance"),
        ("entropy", "--bits", "--unit bits"),
        ("diff", "--value", "--format value"),
        ("diff", "--md", "--format markdown"),
        ("diff", "--precision", "--digits"),
        ("diff", "--Steps", "--steps"),
        ("kl", "--reverse", "--both"),
        ("kl", "--sep", "--delimiter"),
    ],
)
def test_an_option_by_another_name_is_told(run, command, word, meant):
    found = run(command, "x", word)
    assert (found.code, found.err) == (2, f"error: no such option: {word}\n  = did you mean {meant}?\n")


def test_an_option_of_other_commands_is_theirs(run):
    assert "entropy, xent have it, diff does not" in run("diff", "x", "--perplexity").err


def test_words_that_others_use_are_of_one_option_each():
    for row in COMMANDS.values():
        words = [word for option in row.options for word in option.also]
        assert len(words) == len(set(words))
        assert not {option.name for option in row.options} & set(words)


@pytest.mark.parametrize(("word", "meant"), [("md", "markdown"), ("tex", "latex"), ("JSON", "json")])
def test_a_format_by_another_name_is_told(run, word, meant):
    assert f"did you mean {meant}?" in run("diff", "x", "--format", word).err


@pytest.mark.parametrize("option", [o for o in OPTIONS if o.called], ids=lambda option: option.name)
def test_a_choice_by_another_name_is_told(run, option):
    """Every word by which others call a choice, in any case."""
    command = next(name for name, row in COMMANDS.items() if option in row.options)
    assert not set(dict(option.called)) & set(option.choices)
    for word, meant in option.called:
        assert meant in option.choices
        assert f"did you mean {meant}?" in run(command, "1/2,1/2", f"--{option.name}", word.upper()).err


@pytest.mark.parametrize(
    ("word", "meant"), [("derivative", "diff"), ("Gradient", "grad"), ("hess", "hessian")]
)
def test_a_command_by_another_name_is_told(run, word, meant):
    assert f"did you mean {meant}?" in run(word, "x").err


@pytest.mark.parametrize("name", [*MEASURES, "mi"])
def test_a_measure_by_another_name_is_told(run, name):
    assert COMMANDS[name].also
    for word in COMMANDS[name].also:
        assert f"= did you mean {name}?" in run(word, "1/2,1/2").err


def test_words_that_others_use_are_of_one_command_each():
    words = [word for row in COMMANDS.values() for word in row.also]
    assert len(words) == len(set(words))
    assert not set(words) & set(COMMANDS)


@pytest.mark.parametrize(
    ("variable", "value", "argv", "shown"),
    [
        ("UNIT", "bits", ["entropy", "1/2,1/3,1/6"], "bits"),
        ("DIGITS", "3", ["diff", "x^2", "--at", "x=1/3"], "0.667"),
        ("FORMAT", "csv", ["diff", "x^2"], "name,symbolic"),
    ],
)
def test_the_environment_gives_defaults_and_that_is_said(variable, value, argv, shown, monkeypatch, capsys):
    monkeypatch.setenv(f"INFOCALC_{variable}", value)
    assert main(argv) == 0
    found = capsys.readouterr()
    assert shown in found.out
    said = f"INFOCALC_{variable}={value} is the default of --{variable.lower()}"
    assert said in found.err
    assert main([*argv, "--json"]) == 0
    assert (said in capsys.readouterr().out) == (variable != "FORMAT")  # --json is typed, and goes before
    monkeypatch.setenv(f"INFOCALC_{variable}", "nothing")
    assert main(argv) == 2
    assert f"INFOCALC_{variable}=nothing" in capsys.readouterr().err


def test_what_is_typed_goes_before_the_environment(monkeypatch, capsys):
    monkeypatch.setenv("INFOCALC_UNIT", "bits")
    for words in (["--unit", "nats"], ["--base", "3"], ["--perplexity"]):
        assert main(["entropy", "1/2,1/2", *words]) == 0
        assert "INFOCALC_UNIT" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["diff", "x", "--digits", "0"], "--digits: at least 1 is wanted, not 0"),
        (["diff", "x", "--digits", "1_0"], "--digits: a whole number is wanted, not '1_0'"),
        (["diff", "x", "--digits", "-3"], "--digits: a whole number is wanted, not '-3'"),
        (["diff", "x", "--jobs", "0"], "--jobs: at least 1 is wanted, not 0"),
        (["diff", "x", "--simplify", "ful"], "--simplify: there is no 'ful'"),
        (["diff", "x", "--format", "jsn"], "--format: there is no 'jsn'"),
        (["diff", "x", "--json", "--format", "csv"], "--json and --format csv contradict each other"),
        (["diff", "x", "--timeout", "soon"], "--timeout soon: seconds are wanted, such as 10 or 0.5"),
        (["diff", "x", "--timeout", "0"], "--timeout 0: seconds are wanted, such as 10 or 0.5"),
        (["diff", "x", "--timeout", "nan"], "--timeout nan: seconds are wanted, such as 10 or 0.5"),
        (["diff", "x", "--max-memory", "much"], "--max-memory much: a size is wanted, such as 500M or 2G"),
        (["diff", "x", "--at", "3"], "--at 3: a point is written name=value"),
        (["diff", "x", "--at", "x=1", "--at", "x=2"], "--at gives x twice"),
        (["entropy", "1", "--unit", "bit"], "--unit: there is no 'bit'"),
        (["entropy", "1/2", "1/2"], "one operand too many: '1/2'"),
        (["entropy", "1", "--lines"], "--lines reads a stream"),
        (["kl", "-", "-"], "both operands are standard input"),
        (["diff", "@", "--at", "@"], "expressions and points cannot both come from a stream"),
        (["diff", "x", "--at", "@a", "--at", "@b"], "--at names two tables of points"),
        (["nothing"], "there is no command 'nothing'"),
        (["diff"], "the expression is missing"),
        (["entropy"], "the distribution is missing"),
        (["kl", "1,2"], "the second distribution is missing"),
        (["kl"], "the two distributions are missing"),
    ],
)
def test_wrong_usage_is_exit_2_in_one_shape(run, argv, message):
    result = run(*argv)
    assert result.code == 2
    assert result.out == "" or "--json" in argv
    assert result.err.splitlines()[0] == f"error: {message}"
    assert len(result.err.splitlines()) <= 2


def test_limits_are_read():
    limits = read_command(["diff", "x", "--timeout", "250ms", "--max-memory", "1.5G"]).limits
    assert (limits.timeout, limits.memory, limits.jobs) == (0.25, 3 * 2**29, None)
    assert read_command(["diff", "x", "--timeout=2s", "--max-memory", "64KiB"]).limits.memory == 65536


def test_the_format_is_plain_where_nobody_looks(run):
    assert run("diff", "x").out == "df/dx\tx\t\n"
    assert run("diff", "x", "--format", "jsonl").out.count("\n") == 1


def test_parts_between_commas_outside_brackets():
    assert entries("x, f(a,b),[c,{d,e}], ") == ["x", "f(a,b)", "[c,{d,e}]"]
    assert point(("x=1,y=log(8, 2)", "z = 3")) == {"x": "1", "y": "log(8, 2)", "z": "3"}
    with pytest.raises(UsageError):
        point(("x=",))


def test_color_follows_the_usual_variables(monkeypatch):
    from infocalc.cli.terminal import colored

    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    assert colored("auto", True)
    assert not colored("auto", False)
    assert colored("always", False)
    monkeypatch.setenv("TERM", "dumb")
    assert not colored("auto", True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert colored("auto", False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colored("auto", True)
    assert not colored("never", True)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_tells_every_option_and_an_example(run, name):
    result = run(name, "--help")
    assert result.code == 0
    assert all(f"--{option.name}" in result.out for option in COMMANDS[name].options)
    assert f"infocalc {name} " in result.out.partition("Examples:")[2]


def test_help_of_the_group_names_every_command(run):
    result = run("--help")
    assert result.code == 0
    assert all(f"\n  {name} " in result.out for name in COMMANDS)
    assert set(application().commands) == set(COMMANDS)


def test_output_is_decided_before_the_work():
    work = read_command(
        ["diff", "x", "--ascii", "--max", "3", "--quiet", "--output", "f", "--color", "always"]
    )
    assert work.output == Output("plain", 80, True, True, True, "f", ("3",))
