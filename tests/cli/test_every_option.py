"""Every option on every command that lists it changes what is said, or is refused by its name."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from typing import NamedTuple

import pytest

from infocalc.__main__ import main
from infocalc.calculus.operator import OPERATORS
from infocalc.cli.commands import COMMANDS
from infocalc.cli.option import Option
from infocalc.information.measure import MEASURES
from infocalc.information.options import InformationOptions
from infocalc.information.routes import EVERY, ROUTES
from tests.whole import whole

#: a value for every option that takes one
VALUES = {
    "digits": "4",
    "at": "x=1/3",
    "check": "7",
    "tol": "100",
    "max": "1/1000",
    "min": "1000",
    "assume": "x>0",
    "unit": "bits",
    "base": "3",
    "wrt": "y",
    "simplify": "none",
    "in-terms-of": "s=x^3",
    "implicit": "x",
    "along": "[1, 2]",
    "column": "3",
    "label-column": "3",
    "delimiter": ";",
    "decimal": "comma",
    "q-column": "9",
    "smooth": "1",
    "smooth-total": "3",
    "sum-tolerance": "1/2",
    "estimator": "jeffreys",
    "window": "1",
    "neighbours": "1",
    "bootstrap": "20",
    "seed": "3",
    "bayes": "20",
    "confidence": "0.5",
    "max-upper": "0.0001",
    "min-lower": "1000",
    "renyi": "2",
    "alpha": "2",
    "f": "(t - 1)^4",
    "mixture-weights": "1/4,3/4",
    "tsallis": "2",
    "plot": "-",
    "range": "0,2",
    "format": "csv",
    "output": "out.txt",
    "color": "always",
    "timeout": "1e-9",
    "max-memory": "1",
    "jobs": "1",
    "comment": "none",
    "x": "a",
    "y": "b",
}
#: what has to stand beside an option for it to say something
COMPANY = {
    "tol": ("--check", "7"),
    "range": ("--plot",),
    **dict.fromkeys(
        ("seed", "confidence", "max-upper", "min-lower"),
        ("--bayes", "20", "--estimator", "jeffreys", "--counts"),
    ),
    "bayes": ("--counts", "--estimator", "jeffreys"),
    "test": ("--counts",),
    "window": ("--samples", "--estimator", "vasicek"),
    "mi neighbours": ("--samples", "--estimator", "ksg"),
    "neighbours": ("--samples", "--estimator", "kozachenko-leonenko"),
    "bootstrap": ("--counts",),
    "estimator": ("--counts",),
    "smooth": ("--counts",),
    "smooth-total": ("--smooth", "1", "--counts"),
}
#: what --check compares with, where that is no number
EXPECTED = {"jacobian": "[[7, 7, 7], [7, 7, 7], [7, 7, 7]]", "curl": "[7, 7, 7]"}
#: options that bound or guard an answer or its look: they need not change every one
GUARDS = frozenset(
    "strict quiet color ascii output json digits timeout max-memory no-verify normalize sum-tolerance "
    "merge-duplicates comment header no-header decimal delimiter simplify assume in-terms-of complex".split()
)
CALCULUS = (("x^2*y",), ("sin(x)*abs(x)",), ("f(x)",), ("x^3",))
COMPONENTS = (("[x*y, y*abs(z), x]",), ("[x^2, y, x*z]",))
ONE = (
    ("-1,-2",),
    ("1/2,1/4,1/4",),
    ("a:3/4,b:1/4",),
    ("a:3,b:1",),
    ("p,1-p",),
    ("Normal(0,s)",),
    ("e^-x on [0,oo)",),
    ("@u.csv",),
)
TWO = (
    *(("-1,-2", "-2,-1"), ("3,1,2", "2,5,1")),
    *(("1/2,1/2", "1/3,2/3"), ("a:1/2,b:1/2", "b:1/4,a:3/4"), ("a:3,b:1", "a:2,b:5"), ("p,1-p", "1/2,1/2")),
    *(
        ("Normal(0,s)", "Normal(0,1)"),
        ("1,2,4,8,9,3", "Normal(0,1)"),
        ("e^-x on [0,oo)", "Exponential(3/4)"),
        ("@u.csv", "@w.csv"),
        ("@t.csv",),
    ),
)
DRIFT = (("@d.csv", "@e.csv"), ("@c.csv",))
JOINT = (("1/2 0; 1/4 1/4",), ("3 0; 1 4",), ("1 2; 3 5; 4 4; 7 1",), ("@j.csv",))
LAWS = (("0.9 0.1; 0.5 0.5",), ("1 2; 3 5",), ("1-x,x;x,1-x",), ("@chain.csv",))
TABLES = {
    "t.csv": "name,p,q\na,1/2,1/4\nb,1/2,3/4\n",
    "c.csv": "label,today,baseline\na,3,4\nb,5,1\n",
    "d.csv": "country,amount\nde,1\nfr,2\nde,7\n",
    "e.csv": "country,amount\nde,3\nit,2\nfr,5\n",
    "u.csv": "name,p\na,1/3\nb,2/3\n",
    "w.csv": "name,p\na,1/4\nb,3/4\n",
    "chain.csv": "state,a,b\na,1/4,3/4\nb,1/2,1/2\n",
    "j.csv": "x,u,v\na,1/4,1/4\nb,0,1/2\n",
}


class Result(NamedTuple):
    code: int
    out: str
    err: str


def run(*words: str) -> Result:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words)
    return Result(code, out.getvalue(), err.getvalue())


#: a line without the option in question, which is the same for most options
plain = cache(run)


def operands(command: str) -> tuple[tuple[str, ...], ...]:
    if command == "mi":
        return JOINT
    if command == "drift":
        return DRIFT
    if command in ("capacity", "rate"):
        return LAWS
    if command in ("eval", "equal"):
        return (("x^2 + 1/7",), ("log(x)",), ("1/7",)) if command == "eval" else (("x^2", "2x"),)
    if command in OPERATORS and OPERATORS[command].of_list:
        return COMPONENTS
    if command in MEASURES:
        return ONE if MEASURES[command].operands == 1 else TWO
    return CALCULUS


def outcome(command: str, operand: tuple[str, ...], option: Option) -> str:
    """'changed', 'refused', 'silent', or 'no question' where there is no answer without it either."""
    drawn = (command, option.name) == ("grad", "range")
    names = "x,y,z" if operand in COMPONENTS else "x,y" if drawn else "x"
    wrt = () if option.name == "wrt" or command not in OPERATORS else ("--wrt", names)
    company = tuple(
        EXPECTED.get(command, word) if word == "7" else word
        for word in COMPANY.get(f"{command} {option.name}", COMPANY.get(option.name, ()))
    )
    words = (command, *operand, *wrt, *company)
    value = () if option.value is None else (VALUES.get(option.name, "1"),)
    without = plain(*words)
    asked = run(*words, f"--{option.name}={value[0]}" if value else f"--{option.name}")
    if asked.code == 2 and f"--{option.name}" in asked.err:
        return "refused"
    if asked != without:
        return "changed"
    return "silent" if without.code in (0, 1) else "no question"


@pytest.fixture(autouse=True, scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("tables")
    for name, text in TABLES.items():
        (folder / name).write_text(text)
    with chdir(folder):
        yield


LISTING = {
    option: [name for name, its in COMMANDS.items() if option in its.options]
    for row in COMMANDS.values()
    for option in row.options
}
#: every run has each option on an eighth of the commands that list it, on others for the next option
PAIRS = [
    (name, option) if i % 8 == k % min(8, len(names)) else whole(name, option)
    for k, (option, names) in enumerate(LISTING.items())
    for i, name in enumerate(names)
]


@pytest.mark.parametrize(("command", "option"), PAIRS, ids=lambda part: getattr(part, "name", part))
def test_no_option_is_passed_over_in_silence(command: str, option: Option) -> None:
    found = {operand: outcome(command, operand, option) for operand in operands(command)}
    assert {"changed", "refused"} & set(found.values()) or option.name in GUARDS
    assert option.name in GUARDS or [operand for operand, how in found.items() if how == "silent"] == []


def test_every_field_is_of_a_route() -> None:
    known = EVERY.union(*(route.reads for route in ROUTES))
    assert known == set(InformationOptions._fields)
