"""The one override of Typer's parser: a single minus begins an operand, in every position."""

from __future__ import annotations

import json

import pytest


@pytest.mark.parametrize("text", ["-x^2", "-sin(x)", "-2", "-e^x", "-x", "-x*j", "-h", "-x=2", "-(a+b)"])
def test_an_expression_may_begin_with_a_minus(run, text):
    result = run("diff", text, "--json")
    assert result.code == 0, result.err
    assert json.loads(result.out)["input"]["expr"] == text


def test_a_minus_in_every_position(run):
    asked = json.loads(run("diff", "--json", "-x^2", "x", "--digits", "20").out)["input"]
    assert asked["expr"] == "-x^2"
    assert asked["words"] == ["x"]
    assert "digits=20" in asked["options"]


@pytest.mark.parametrize(
    "option", ["--check", "--tol", "--max", "--min", "--assume", "--in-terms-of", "--wrt"]
)
def test_a_value_may_begin_with_a_minus(run, option):
    result = run("diff", "x", "--at", "v=-5", option, "-2")
    assert "no such option" not in result.err
    assert "requires an argument" not in result.err


def test_values_with_a_minus_arrive(run):
    assert "at={'x': '-1'}" in json.loads(run("diff", "x", "--at", "x=-1", "--json").out)["input"]["options"]
    assert "base='-2'" in json.loads(run("entropy", "1", "--base", "-2", "--json").out)["input"]["options"]
    assert "base='-2'" in json.loads(run("entropy", "1", "--base=-2", "--json").out)["input"]["options"]


def test_after_two_minuses_everything_is_an_operand(run):
    asked = run("diff", "--json", "--", "--steps", "x")
    assert json.loads(asked.out)["input"]["expr"] == "--steps"


def test_both_operands_of_two(run):
    sources = json.loads(run("kl", "-1,2", "-3,4", "--json").out)["input"]["sources"]
    assert [source["text"] for source in sources] == ["-1,2", "-3,4"]


def test_a_minus_where_a_command_belongs(run):
    result = run("-x^2", "--steps")
    assert result.code == 2
    assert result.err.startswith("error: there is no command '-x^2'\n  = commands are diff,")


def test_unknown_options_are_named_with_the_nearest(run):
    assert (
        run("diff", "x", "--stpes").err
        == "error: no such option: --stpes\n  = did you mean --steps or --shapes?\n"
    )
    assert run("diff", "x", "--digits").code == 2
    assert run("diff", "x", "--steps=3").code == 2
