"""Coverage-guided fuzzing of the formula reader, the table reader and the command line, by Atheris.

    pip install atheris
    python -m tests.fuzz.coverage_guided formula -runs=20000                   # seconds, as in CI
    python -m tests.fuzz.coverage_guided formula corpus/ -max_total_time=86400 # a day

The first word is formula, table or line; the rest goes to libFuzzer. Only an InfocalcError may escape from
the readers; a command line must end with an exit code of its contract and write no control character.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from io import BytesIO

import atheris

with atheris.instrument_imports(include=["infocalc"]):
    from infocalc.algebra.engine import lower
    from infocalc.errors import InfocalcError
    from infocalc.functions import VOCABULARY
    from infocalc.information.options import InformationOptions
    from infocalc.information.reading.tables import read_pmf
    from infocalc.information.source import Source
    from infocalc.notation.parser import parse
    from tests.fuzz.watch import run, warm_up

    warm_up()  # what is loaded at its first use is instrumented too


def formula(data: bytes) -> None:
    text = atheris.FuzzedDataProvider(data).ConsumeUnicode(200)
    with suppress(InfocalcError):
        lower(parse(text, VOCABULARY).formula, text)


def table(data: bytes) -> None:
    switches = data[:1] or b"\0"
    options = InformationOptions(counts=bool(switches[0] & 1), normalize=bool(switches[0] & 2))
    with suppress(InfocalcError):
        read_pmf(Source(stream=BytesIO(data[1:])), options)


def line(data: bytes) -> None:
    words, _, stdin = data.partition(b"\0\0")
    argv = [word.decode("utf-8", "replace") for word in words.split(b"\0")[:6]]
    if any(word.startswith(("--output", "--jobs", "@")) for word in argv):
        return  # these are asked to write files, fork and read files
    result = run(argv, stdin)
    assert result.code in (0, 1, 2, 3), result.err
    assert not {c for c in result.out + result.err if c < " " and c not in "\t\n"}


TARGETS = {"formula": formula, "table": table, "line": line}

if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()
