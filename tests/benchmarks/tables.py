"""The entropy of a long table of labels and probabilities through a pipe: infocalc beside other tools.

    python tests/benchmarks/tables.py [--rows 10000000] [--repeat 1]

Each program reads the same CSV from standard input and prints H in nats. Printed are the time (the least of
the repeats) as a ratio to infocalc's, the peak memory and the answer; and whether infocalc's answer agrees
with math.fsum of the exact numbers within the bound it states. What is not installed is left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DIGITS = 16
SCIPY = (
    "import sys, numpy, scipy.stats; "
    "print(scipy.stats.entropy(numpy.loadtxt(sys.stdin, delimiter=',', skiprows=1, usecols=1)))"
)
PANDAS = "import sys, pandas, scipy.stats; print(scipy.stats.entropy(pandas.read_csv(sys.stdin)['p']))"
POLARS = "import sys, polars as pl; p = pl.read_csv(sys.stdin.buffer)['p']; print(p.entropy(normalize=False))"
#: the same with what infocalc looks at: cells that are no numbers, labels twice, the sum without rounding
POLARS_CHECKED = """
import sys, polars as pl
t = pl.read_csv(sys.stdin.buffer, schema_overrides={"p": pl.String})
p = t["p"].cast(pl.Decimal(38, 20))
assert t["label"].n_unique() == t.height and p.min() >= 0 and p.sum() == 1
print(p.cast(pl.Float64).entropy(normalize=False))
"""
DUCKDB_CHECKED = """
import duckdb
duckdb.sql("create temp table t as select label, cast(p as DECIMAL(38, 20)) as p from read_csv('/dev/stdin', "
           "header=true, auto_detect=false, columns={'label': 'VARCHAR', 'p': 'VARCHAR'})")
((rows, labels, least, total),) = duckdb.sql(
    "select count(*), count(distinct label), min(p), sum(p) from t").fetchall()
assert rows == labels and least >= 0 and total == 1
x = "(select cast(p as DOUBLE) as x from t) u"
((h,),) = duckdb.sql(f"select -sum(x * ln(x)) from {x} where x > 0").fetchall()
print(h)
"""
PEERS: dict[str, list[str]] = {
    "infocalc": [sys.executable, "-m", "infocalc", "entropy", "-", "--json"],
    "awk": ["awk", "-F,", 'NR > 1 && $2 > 0 {h -= $2 * log($2)} END {printf "%.17g\\n", h}'],
    "mlr": ["mlr", "--icsv", "--onidx", "put", "-q", "begin {@h = 0} @h -= $p * log($p); end {emit @h}"],
    "polars": [sys.executable, "-c", POLARS],
    "polars, same checks": [sys.executable, "-c", POLARS_CHECKED],
    "duckdb, same checks": [sys.executable, "-c", DUCKDB_CHECKED],
    "pandas + scipy": [sys.executable, "-c", PANDAS],
    "numpy + scipy": [sys.executable, "-c", SCIPY],
}
NEEDED = {
    "polars": "polars",
    "polars, same checks": "polars",
    "duckdb, same checks": "duckdb",
    "pandas + scipy": "pandas",
}


class Run(NamedTuple):
    """The time on the clock, that of the processors, the peak memory, what was printed."""

    seconds: float
    processor: float
    megabytes: float
    out: str


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=10_000_000)
    options.add_argument("--repeat", type=int, default=1)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "p.csv")
        truth = write_table(table, asked.rows)
        print(f"{asked.rows:,} rows, {table.stat().st_size / 1e6:,.0f} MB")
        runs = {
            name: best(argv, table, asked.repeat) for name, argv in PEERS.items() if installed(name, argv)
        }
    unit = runs["infocalc"].seconds
    for name, run in sorted(runs.items(), key=lambda item: item[1].seconds):
        answer = run.out if name != "infocalc" else json.loads(run.out)["results"][0]["decimal"]
        print(
            f"{name:20} {run.seconds / unit:6.2f}  {run.seconds:7.2f} s  "
            f"{run.processor:7.2f} s of processors  {run.megabytes:7,.0f} MB  {answer}"
        )
    return verdict(runs["infocalc"].out, truth)


def write_table(path: Path, rows: int) -> float:
    """A CSV label,p whose p sum to 1 exactly; and its entropy by math.fsum of the terms in doubles."""
    scale = 10**DIGITS / math.fsum(weights(rows))
    first = 10**DIGITS - sum(int(w * scale) for w in weights(rows))
    with path.open("w") as table:
        table.write("label,p\n")
        table.writelines(f"item{i:08d},0.{n:0{DIGITS}d}\n" for i, n in enumerate(counts(rows, scale, first)))
    ten = 10.0**DIGITS
    return -math.fsum(n / ten * math.log(n / ten) for n in counts(rows, scale, first) if n)


def weights(rows: int) -> Iterator[float]:
    draw = random.Random(2024)
    return (draw.expovariate(1.0) for _ in range(rows))


def counts(rows: int, scale: float, more: int) -> Iterator[int]:
    """The weights as whole numbers, the first of them larger by what the rounding lost."""
    for i, w in enumerate(weights(rows)):
        yield int(w * scale) + (more if i == 0 else 0)


def installed(name: str, argv: list[str]) -> bool:
    module = NEEDED.get(name)
    return shutil.which(argv[0]) is not None and (
        module is None or importlib.util.find_spec(module) is not None
    )


def best(argv: list[str], table: Path, repeat: int) -> Run:
    return min((measured(argv, table) for _ in range(repeat)), key=lambda run: run.seconds)


def measured(argv: list[str], table: Path) -> Run:
    """One run behind a pipe; its peak memory is that of the process itself."""
    began = time.perf_counter()
    with subprocess.Popen(["cat", str(table)], stdout=subprocess.PIPE) as source:
        program = subprocess.Popen(
            argv, stdin=source.stdout, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert source.stdout is not None
        assert program.stdout is not None
        source.stdout.close()
        out = program.stdout.read().strip()
        _, status, usage = os.wait4(program.pid, 0)
    if status:
        raise SystemExit(f"{argv[0]} failed")
    processor = usage.ru_utime + usage.ru_stime
    return Run(time.perf_counter() - began, processor, usage.ru_maxrss / 1024, out)


def verdict(document: str, truth: float) -> int:
    """Compare with math.fsum, whose terms carry 2 units in the last place; the stated bound comes on top."""
    report = json.loads(document)
    found = report["results"][0]["value"]
    stated = next(float(note.split()[-2]) for note in report["notes"] if "off by at most" in note)
    allowed = stated + 2 * truth * 2**-52
    good = abs(found - truth) <= allowed
    print(f"math.fsum {truth!r}, off by {abs(found - truth):.1e}; allowed {allowed:.1e} (bound {stated:.1e})")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
