"""Limits where processes cannot be forked: the same command line in a fresh interpreter, killed on time.

The time limit is then that of the whole command, batches included; there is no limit of memory.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from infocalc.cli.option_values import Limits
from infocalc.cli.outcome import Outcome
from infocalc.errors import LimitExceeded

_LIMITS = ("--timeout", "--max-memory", "--jobs")


def spawned(argv: Sequence[str], limits: Limits) -> Outcome:
    """The outcome of the command line without its limits, in a process that is killed when time is over."""
    command = [sys.executable, "-P", "-m", "infocalc", *without_limits(argv)]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PYTHONUTF8": "1",
    }
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=limits.timeout,
            env=environment,
            encoding="utf-8",
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LimitExceeded(f"no answer within {limits.timeout:g} s (--timeout)") from None
    return Outcome(done.stdout, done.stderr, done.returncode if done.returncode >= 0 else 70)


def without_limits(argv: Sequence[str]) -> list[str]:
    """The words of a command line without --timeout, --max-memory, --jobs and their values."""
    kept: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            return [*kept, word, *words]
        if word in _LIMITS:
            next(words, None)
        elif word.partition("=")[0] not in _LIMITS:
            kept.append(word)
    return kept
