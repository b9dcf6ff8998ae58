"""The process: `infocalc …` and `python -m infocalc …`.

Nothing that is not built in is imported at the top: `--version` and `--help` by themselves are answered
before anything is loaded.
"""

from __future__ import annotations

import sys
import time

TYPE_CHECKING = False  # spelled so that the typing module need not be imported
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line in the calling process, on sys.stdout and sys.stderr; return the exit code."""
    began = time.monotonic()
    words = sys.argv[1:] if argv is None else argv
    try:
        if words and words[0] in ("--version", "-V"):
            from infocalc.cli.about import version

            return _say(f"infocalc {version()}\n")
        if not words and _is_at_terminal():
            from infocalc.cli.prompt.prompt import prompt

            return prompt()
        if not words or (len(words) == 1 and words[0] in ("--help", "-h")):
            words = ["--help"]
            from infocalc.cli.first_help import first_help

            if (page := first_help()) is not None:
                return _say(page)
        return _answered(words, began)
    except BrokenPipeError:
        return 141
    except KeyboardInterrupt:
        from infocalc.cli.ending import code

        return code()


def _is_at_terminal() -> bool:
    """Whether a person types and reads."""
    streams = (sys.stdin, sys.stdout)
    return all(stream is not None and not stream.closed and stream.isatty() for stream in streams)


def _answered(words: Sequence[str], began: float) -> int:
    """The exit code of a command line that is to be read; modules are loaded under the same threshold."""
    import gc

    usual = gc.get_threshold()
    gc.set_threshold(200_000, 10, 10)  # expressions form no cycles: looking costs 8 % of a batch for nothing
    try:
        from infocalc.cli.process import run

        return run(words, began)
    finally:
        gc.set_threshold(*usual)


def _say(text: str) -> int:
    """Write a text that needs no answering; the exit code."""
    try:
        if sys.stdout is None:
            raise OSError("standard output is closed")
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        if sys.stderr is not None:
            sys.stderr.write(f"error: cannot write output: {problem.strerror or problem}\n")
        return 74
    return 0


def entry() -> None:
    """The console script: `main`, and then the end of the process as the shell expects it."""
    _open_standard_streams()
    _spare_threads()
    code = _warm()
    code = main() if code is None else code
    if code > 128:
        _die_by_signal(code - 128)
    _silence_exit()
    _end(code)


def _spare_threads() -> None:
    """NumPy's linear algebra has nothing to do here: its threads, which wait by counting, are not started."""
    import os

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _warm() -> int | None:
    """The exit code of the resident process, where one is wanted and there; else None."""
    import os

    if os.environ.get("INFOCALC_WARM") != "1":
        return None
    from infocalc.warm import answered

    try:
        return answered(sys.argv[1:])
    except KeyboardInterrupt:
        return 130


def _end(code: int) -> NoReturn:
    """End without taking the interpreter apart, which would be a tenth of the time of an answer."""
    import os

    if sys.stderr is not None:
        sys.stderr.flush()
    os._exit(code)


def _open_standard_streams() -> None:
    """Occupy descriptors 0 to 2 that were closed, so that no file opened later takes their place."""
    import os

    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _die_by_signal(number: int) -> None:
    """End by the signal itself, so that a loop in the shell ends too; elsewhere by the exit code."""
    import os
    import signal

    _silence_exit()
    if os.name == "posix":
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    os._exit(128 + number)


def _silence_exit() -> None:
    """Give up what could not be written, so that the interpreter does not complain at its end."""
    import os

    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)


def _leave_the_folder() -> None:
    """`python -m` looks for modules in the working folder first: not in one that is not ours."""
    import os

    here = os.getcwd()
    if (
        sys.path
        and sys.path[0] in ("", here)
        and not os.path.samefile(here, f"{os.path.dirname(__file__)}/..")
    ):
        del sys.path[0]


if __name__ == "__main__":
    _leave_the_folder()
    entry()
