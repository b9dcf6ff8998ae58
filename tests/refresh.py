"""Writes what is made: completions, manual page, help, types, indexes, screens, answers in documents.

    python -m tests.refresh

Look at the difference before it is committed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

from infocalc.api.signature import stub
from infocalc.cli.app import read
from infocalc.cli.completions import FILES, completions_text
from infocalc.cli.first_help import COLUMNS, PAGE
from infocalc.cli.manual import manual
from tests.indexes import indexes

ROOT = Path(__file__).parents[1]
#: the tests that write what they would compare
SHOWN = (
    "tests/docs/test_screens.py::test_screen",
    "tests/docs/test_examples.py::test_what_is_printed",
    "tests/docs/test_examples.py::test_the_picture",
)


def main() -> int:
    for shell, name in FILES.items():
        (ROOT / "completions" / name).write_text(completions_text([shell]), encoding="utf-8")
    (ROOT / "completions" / "infocalc.1").write_text(manual(), encoding="utf-8")
    with patch.dict(os.environ, {"COLUMNS": str(COLUMNS)}):
        Path(PAGE).write_text(str(read(["--help"])), encoding="utf-8")
    for path, text in indexes().items():
        path.write_text(text, encoding="utf-8")
    (ROOT / "infocalc" / "__init__.pyi").write_text(stub(), encoding="utf-8")
    shown = [sys.executable, "-m", "pytest", "-q", *SHOWN]
    return subprocess.run(
        shown, cwd=ROOT, env=os.environ | {"INFOCALC_SCREENS": "write"}, check=False
    ).returncode


if __name__ == "__main__":
    raise SystemExit(main())
