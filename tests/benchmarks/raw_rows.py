"""Raw rows, two files, drift: infocalc beside the engines' own GROUP BY, in processor time of one run.

    python tests/benchmarks/raw_rows.py [--rows 10000000] [--only kl]

Printed are seconds of processor time and peak memory of each program; start-up is in all of them. The last
line certifies a profile of N = 10^12 rows, which no table of that size is needed for.
"""

from __future__ import annotations

import argparse
import importlib.util
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

INFOCALC = [sys.executable, "-m", "infocalc"]
GROUP_BY = "import duckdb; duckdb.sql(\"select country, count(*) from '{}' group by 1\").fetchall()"
JOIN = """
import duckdb
duckdb.sql("select sum(p.p * ln(p.p / q.p)) / sum(p.p) + ln(sum(q.p) / sum(p.p)) "
           "from 'p.csv' p full join 'q.csv' q using (label)").fetchall()
"""
#: the same with what infocalc looks at: cells that are no numbers, labels twice, sums without rounding
CHECKED = """
import duckdb
n = []
for t in "pq":
    duckdb.sql(f"create temp table {t} as select label, try_cast(p as HUGEINT) as p from read_csv('{t}.csv', "
               "header=true, auto_detect=false, columns={'label': 'VARCHAR', 'p': 'VARCHAR'})")
    ((rows, numbers, labels, total),) = duckdb.sql(
        f"select count(*), count(p), count(distinct label), sum(p) from {t}").fetchall()
    assert rows == numbers == labels
    n.append(total)
duckdb.sql(f"select sum(p.p * ln(p.p / q.p)) / {n[0]} + ln({n[1]} / {n[0]}) "
           "from p full join q using (label)").fetchall()
"""
POLARS = (
    "import polars as pl; j = pl.read_csv('p.csv').join(pl.read_csv('q.csv'), on='label', how='full'); "
    "p, q = j['p'], j['p_right']; (p * (p / q).log()).sum() / p.sum()"
)
AWK = (
    "FNR==1{next} NR==FNR{p[$1]=$2;n+=$2;next} {q[$1]=$2;m+=$2} "
    "END{for(k in p)d+=p[k]*log(p[k]/q[k]);print d/n+log(m/n)}"
)
#: I(X;Y) of a table of counts
NUMPY_MI = """
import numpy as np
n = np.loadtxt("joint.csv", delimiter=",")
p = n / n.sum()
x, y = p.sum(axis=1, keepdims=True), p.sum(axis=0, keepdims=True)
print((p[p > 0] * np.log((p / (x * y))[p > 0])).sum())
"""
#: what infocalc drift tells of four columns, without its proofs
EVIDENTLY = """
import pandas as pd
from evidently import Report
from evidently.presets import DataDriftPreset
t = pd.read_{0}("t.{0}")[["country", "device", "flag", "amount"]]
Report([DataDriftPreset()]).run(t, t).dict()
"""
COUNT = "{c[$0]++;n++} END{for(k in c)h-=c[k]/n*log(c[k]/n);print h}"

#: job -> program -> command line
JOBS: dict[str, dict[str, list[str]]] = {
    "raw column, CSV": {
        "infocalc": [*INFOCALC, "entropy", "@t.csv", "--samples", "--column", "country"],
        "duckdb": [sys.executable, "-c", GROUP_BY.format("t.csv")],
    },
    "raw column, Parquet": {
        "infocalc": [*INFOCALC, "entropy", "@t.parquet", "--samples", "--column", "country"],
        "duckdb": [sys.executable, "-c", GROUP_BY.format("t.parquet")],
    },
    "all labels different, --max-memory 2G": {
        "infocalc": [*INFOCALC, "entropy", "@t.csv", "--samples", "--column", "id", "--max-memory", "2G"],
    },
    "texts, a tenth of the rows": {
        "infocalc": [*INFOCALC, "entropy", "@texts.txt", "--samples", "--no-header"],
        "awk": ["awk", COUNT, "texts.txt"],
    },
    "kl of two files label,p, 3/10 of the rows each": {
        "infocalc": [*INFOCALC, "kl", "@p.csv", "@q.csv", "--counts"],
        "duckdb": [sys.executable, "-c", JOIN],
        "duckdb, same checks": [sys.executable, "-c", CHECKED],
        "polars": [sys.executable, "-c", POLARS],
        "awk": ["awk", "-F,", AWK, "p.csv", "q.csv"],
    },
    "kl of two files label,p, 3/100 of the rows each": {
        "infocalc": [*INFOCALC, "kl", "@p3.csv", "@q3.csv", "--counts"],
        "polars": [sys.executable, "-c", POLARS.replace("p.csv", "p3.csv").replace("q.csv", "q3.csv")],
        "awk": ["awk", "-F,", AWK, "p3.csv", "q3.csv"],
    },
    "mi of a table of 1000 x 1000 counts": {
        "infocalc": [*INFOCALC, "mi", "@joint.csv", "--counts"],
        "numpy": [sys.executable, "-c", NUMPY_MI],
    },
    "drift of 100 columns, a tenth of the rows, Parquet": {
        "infocalc": [*INFOCALC, "drift", "@wide.parquet", "@wide2.parquet"],
    },
    "drift of 4 columns, CSV": {
        "infocalc": [
            *INFOCALC,
            "drift",
            "@t.csv",
            "@t.csv",
            "--columns",
            "country,device,flag",
            "--numeric",
            "amount",
        ]
    },
    "drift of 4 columns, Parquet": {
        "infocalc": [
            *INFOCALC,
            "drift",
            "@t.parquet",
            "@t.parquet",
            "--columns",
            "country,device,flag",
            "--numeric",
            "amount",
        ],
        "evidently": [sys.executable, "-c", EVIDENTLY.format("parquet")],
    },
}
#: a program that is run where its module is installed
OPTIONAL = {"polars": "polars", "evidently": "evidently"}


class Run(NamedTuple):
    seconds: float
    megabytes: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=10_000_000)
    options.add_argument("--only", default="", help="the jobs with this in their name")
    asked = options.parse_args()
    rows = asked.rows
    with tempfile.TemporaryDirectory() as folder:
        # by a process of its own: the peak memory of a child is at least what its parent had
        writer = multiprocessing.Process(target=write_tables, args=(Path(folder), rows))
        writer.start()
        writer.join()
        print(f"{rows:,} rows")
        for job, programs in JOBS.items():
            if asked.only not in job:
                continue
            print(job)
            for name, argv in programs.items():
                if not installed(name):
                    continue
                run = measured(argv, folder)
                print(f"  {name:20} {run.seconds:7.2f} s  {run.megabytes:7,.0f} MB")
    if not asked.only:
        profile()


def installed(name: str) -> bool:
    if name == "awk":
        return shutil.which("awk") is not None
    return name not in OPTIONAL or importlib.util.find_spec(OPTIONAL[name]) is not None


def write_tables(folder: Path, rows: int) -> None:
    import duckdb

    con = duckdb.connect()
    con.execute("SELECT setseed(0.5)")
    con.execute(
        "CREATE TABLE t AS SELECT i AS id, 'L' || CAST(200 * random() ** 2 AS INT) AS country, "
        "['phone', 'desktop', 'tablet', 'tv'][1 + i % 4] AS device, "
        "round(100 * random() * random(), 2) AS amount, "
        f"i % 2 AS flag FROM range({rows}) r(i)"
    )
    con.execute(f"COPY t TO '{folder}/t.csv'")
    con.execute(f"COPY t TO '{folder}/t.parquet'")
    con.execute(f"COPY (SELECT country FROM t LIMIT {rows // 10}) TO '{folder}/texts.txt' (HEADER false)")
    counts = "SELECT 'item' || i AS label, CAST(1 + 999 * random() AS INT) AS p FROM range({}) r(i)"
    for name in "pq":
        for part, size in (("", 3 * rows // 10), ("3", 3 * rows // 100)):
            shuffled = f"SELECT * FROM ({counts.format(size)}) u ORDER BY random()"
            con.execute(f"COPY ({shuffled}) TO '{folder}/{name}{part}.csv'")
    cells = ", ".join(f"CAST(1000 * random() AS INT) AS c{k}" for k in range(1000))
    con.execute(f"COPY (SELECT {cells} FROM range(1000)) TO '{folder}/joint.csv' (HEADER false)")
    wide = ", ".join(f"'L' || CAST({k + 2} * random() ** 2 AS INT) AS c{k}" for k in range(100))
    for name in ("wide", "wide2"):
        con.execute(f"COPY (SELECT {wide} FROM range({rows // 10})) TO '{folder}/{name}.parquet'")


def measured(argv: list[str], folder: str) -> Run:
    program = subprocess.Popen(argv, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(program.pid, 0)
    if status:
        raise SystemExit(f"{argv} failed")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def profile() -> None:
    """Counts 1, 2, …, √(2N), each of one label: the longest profile that N = 10^12 rows can have."""
    from infocalc.information import profile as profiles
    from infocalc.information.answers.units import certified_number

    began = time.process_time()
    groups = tuple((c, 1) for c in range(1, int((2 * 10**12) ** 0.5)))
    p = profiles.Profile(groups)
    found = certified_number(profiles.entropy(p).ball, 30)
    seconds = time.process_time() - began
    print(f"profile of {p.rows:,} rows in {p.labels:,} groups: {found.decimal}, {seconds:.1f} s")


if __name__ == "__main__":
    main()
