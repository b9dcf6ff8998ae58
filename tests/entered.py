"""What the tests enter: the shares of lines and branches, and the functions that no test enters.

    python -m tests.entered

runs the tests of the default selection under coverage.py, but for those of UNTRACED, and exits with 1 where
fewer than LEAST % of the lines are entered. Processes that tests start are followed, but for those that are
killed. Functions are told from four statements on.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

LEAST, STATEMENTS = 95.0, 4
#: tests that are not run here, each with the reason
UNTRACED = {
    "tests/fuzz": "loops over what others enter, three times as long where every line is traced",
    "tests/test_hostile.py": "judged by processor time, which tracing multiplies",
    "tests/test_size_limits.py": "judged by processor time, which tracing multiplies",
    "tests/calculus/test_large.py": "judged by processor time, which tracing multiplies",
    "tests/cli/test_imports.py": "processes that import what is known",
    "tests/docs/test_completions.py": "processes of other programs, the shells",
    "tests/docs/test_screens.py": "processes under a terminal, for looks",
    "tests/calculus/test_steps.py": "loops over what others enter",
    "tests/functions": "loops over what others enter",
    "tests/information/test_pairs.py": "loops over what others enter",
}


def traced(folder: Path) -> None:
    """Runs the tests, so that what they entered is in `folder`; whether they pass is judged untraced."""
    left_out = [f"--ignore={name}" for name in UNTRACED]
    command = [sys.executable, "-m", "coverage", "run", f"--data-file={folder / 'data'}"]
    subprocess.run([*command, "-m", "pytest", "-q", *left_out], check=False)


def report(folder: Path) -> dict[str, Any]:
    """The JSON report of what was entered, in all processes."""
    file = folder / "report.json"
    for verb, *words in (("combine", "-q"), ("json", "-q", "-o", str(file))):
        command = [sys.executable, "-m", "coverage", verb, f"--data-file={folder / 'data'}", *words]
        subprocess.run(command, check=True)
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def never_entered(found: dict[str, Any]) -> list[str]:
    """The functions of a report with as many statements of which none was run."""
    return [
        f"{file}: {name}"
        for file, row in found["files"].items()
        for name, function in row["functions"].items()
        if name and function["summary"]["num_statements"] >= STATEMENTS and not function["executed_lines"]
    ]


def main() -> int:
    with TemporaryDirectory() as folder:
        traced(Path(folder))
        found = report(Path(folder))
    totals = found["totals"]
    lines = 100 * totals["covered_lines"] / totals["num_statements"]
    branches = 100 * totals["covered_branches"] / totals["num_branches"]
    print(f"entered: {lines:.1f} % of the lines, {branches:.1f} % of the branches")
    for name in never_entered(found):
        print(f"never entered: {name}")
    return 0 if lines >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
