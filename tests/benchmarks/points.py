"""One gradient at a million points: `infocalc grad --at @points.csv` beside hand-written NumPy, in one run.

python tests/benchmarks/points.py [--rows 1000000]
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

INFOCALC = shutil.which("infocalc") or "infocalc"
#: reading, computing and writing as a user of NumPy would
NUMPY = """
import sys
import numpy as np
x, y = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1, unpack=True)
np.savetxt(sys.stdout, np.column_stack([2*x*y, x**2]), fmt="%.17g", delimiter="\\t")
"""


def timed(command: list[str], out: Path) -> float:
    began = time.perf_counter()
    with out.open("w") as file:
        subprocess.run(command, check=True, stdout=file, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    draw = random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        points = Path(folder) / "points.csv"
        with points.open("w") as file:
            file.write("x,y\n")
            file.writelines(f"{draw.random():.6f},{draw.random():.6f}\n" for _ in range(rows))
        ours, theirs = Path(folder) / "ours", Path(folder) / "theirs"
        first = timed([INFOCALC, "grad", "x^2 y", "--at", f"@{points}", "--format", "tsv"], ours)
        second = timed([sys.executable, "-c", NUMPY, str(points)], theirs)
        lines = ours.read_text().splitlines()[1:]
        same = all(
            [float(a) for a in line.split("\t")[1:]] == [float(b) for b in other.split("\t")]
            for line, other in zip(lines, theirs.read_text().splitlines(), strict=True)
        )
    print(
        f"{rows:,} points: infocalc {first:.2f} s, NumPy {second:.2f} s: {first / second:.2f} of NumPy's time"
    )
    print("the same doubles" if same else "the doubles differ")


if __name__ == "__main__":
    main()
