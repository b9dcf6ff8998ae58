"""The same lines give the same bytes, whatever the hash seed, locale, time zone and number of jobs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.whole import whole

LINES = [
    ["diff", "x^2*sin(x)/(1 + e^(-x)) + log(x*y)", "x"],
    ["diff", "f(g(x))*h(x, y)", "x", "2", "--json"],
    ["diff", "max(x, y, z)^2*abs(sin(x*y))", "x", "--steps"],
    ["diff", "x*b*a*c*z*y + sin(b)*cos(a)*tan(c)", "x", "--format", "latex"],
    ["diff", "x^2+y^2=25", "x", "--implicit", "y", "--at", "x=3,y=4"],
    ["diff", "sinn(x)"],
    ["grad", "a*b*c + sin(a*b)/(1 + c^2)", "--json"],
    ["hessian", "x*y^2*z^3 + e^(x*y)", "--format", "csv"],
    ["jacobian", "[x*y*z, x/y, erf(z)]"],
    ["entropy", "a:1/2, b:1/3, c:1/6", "--json"],
    ["entropy", "Normal(mu, sigma)"],
    ["kl", "c:1/2, a:1/4, b:1/4", "a:1/3, b:1/3, c:1/3", "--steps", "--both"],
    ["kl", "Gamma(2, 3)", "Gamma(3, 2)", "--json"],
    ["jsd", "1/2, 1/3, 1/6", "1/6, 1/3, 1/2", "--unit", "bits"],
    ["entropy", "0.5, 0.6"],
    ["entropy", "3, 5, 9, 1", "--counts", "--bootstrap", "200", "--seed", "1"],
]
BATCH = "".join(f"x^{k}*sin({k}*x)*y/(x + {k})\n" if k % 7 else "sin(\n" for k in range(1, 60))

#: runs all lines in one process; what is asked of it is told in the first argument
DRIVER = """
import json, sys
from infocalc.__main__ import main
for line in json.loads(sys.argv[1]):
    print(line, main(line), flush=True)
"""
SETTINGS = [
    {"PYTHONHASHSEED": "1"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "random", "LC_ALL": "de_DE.UTF-8", "TZ": "America/St_Johns"},
]


def transcript(environment: dict[str, str], setting: dict[str, str]) -> bytes:
    bare = {key: value for key, value in environment.items() if key not in ("LC_ALL", "LANG", "TZ")}
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, json.dumps(LINES)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        env=bare | {"PYTHONUTF8": "1"} | setting,
        timeout=60,
        check=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def first(environment) -> bytes:
    return transcript(environment, {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"})


def test_the_lines_are_answered(first):
    codes = [int(line.rsplit("] ", 1)[1]) for line in first.decode().splitlines() if line.startswith("['")]
    assert len(codes) == len(LINES)
    assert set(codes) == {0, 2}
    assert codes.count(2) == 2


@pytest.mark.parametrize(
    "setting", SETTINGS, ids=lambda setting: "-".join(setting.values()).replace("/", ".")
)
def test_settings_do_not_change_a_byte(environment, first, setting):
    assert transcript(environment, setting) == first


@pytest.mark.parametrize("jobs", ["3", whole("2"), whole("8")])
@pytest.mark.parametrize("more", [(), ("--json",)], ids=["plain", "json"])
def test_jobs_do_not_change_a_byte(real, jobs, more):
    line = ("diff", "-", "--wrt", "x", *more)
    alone = real(*line, input=BATCH, env={"PYTHONHASHSEED": "1"})
    assert alone.code == 2
    assert alone.out.count("\n") >= 50
    assert real(*line, "--jobs", jobs, input=BATCH, env={"PYTHONHASHSEED": "2"}) == alone
