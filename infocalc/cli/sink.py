"""Where text goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys

from infocalc.annotations import TextIO
from infocalc.errors import OutputError
from infocalc.report.hygiene import well_formed


class Sink:
    """Standard output. A failed write is an OutputError, a reader gone away a BrokenPipeError."""

    def write(self, text: str) -> None:
        if not text:
            return
        if sys.stdout is None or sys.stdout.closed:
            raise OutputError("cannot write output: standard output is closed")
        _written(sys.stdout, text)

    def close(self) -> None:
        """Nothing is left to be done: every text has been flushed."""

    def discard(self) -> None:
        """Nothing was kept back."""


class FileSink(Sink):
    """A file beside its destination, which it replaces at the end; a pipe or device is written directly."""

    def __init__(self, path: str) -> None:
        self.path = os.path.realpath(path)
        self.temporary: str | None = None
        self.file: TextIO | None = None
        try:
            self._open(path)
        except OSError as problem:
            raise _refused(path, problem) from None

    def _open(self, path: str) -> None:
        existing = os.stat(self.path) if os.path.exists(self.path) else None
        if existing is not None and stat.S_ISDIR(existing.st_mode):
            raise OutputError(f"cannot write '{path}': it is a directory")
        if existing is not None and not stat.S_ISREG(existing.st_mode):
            self.file = open(self.path, "w", encoding="utf-8", newline="")  # noqa: SIM115  (closed in close)
            return
        from tempfile import mkstemp

        folder, name = os.path.split(self.path)
        descriptor, self.temporary = mkstemp(prefix=f".{name}.", dir=folder)
        os.chmod(self.temporary, existing.st_mode & 0o777 if existing else 0o666 & ~_umask())
        self.file = open(descriptor, "w", encoding="utf-8", newline="")  # noqa: SIM115

    def write(self, text: str) -> None:
        try:
            _file(self).write(well_formed(text))
        except OSError as problem:
            raise _refused(self.path, problem) from None

    def close(self) -> None:
        try:
            file = _file(self)
            file.flush()
            if self.temporary is not None:
                os.fsync(file.fileno())
            file.close()
            if self.temporary is not None:
                os.replace(self.temporary, self.path)
        except OSError as problem:
            self.discard()
            raise _refused(self.path, problem) from None

    def discard(self) -> None:
        from contextlib import suppress

        with suppress(OSError):
            _file(self).close()
        if self.temporary is not None:
            with suppress(OSError):
                os.unlink(self.temporary)


def sink(path: str | None) -> Sink:
    return Sink() if path is None else FileSink(path)


def write_bytes(path: str, data: bytes) -> None:
    """A file of bytes, whole or not at all."""
    to = FileSink(path)
    try:
        _file(to).buffer.write(data)
    except OSError as problem:
        to.discard()
        raise _refused(path, problem) from None
    to.close()


def say(text: str, when: str = "auto") -> None:
    """Write to standard error, in colour `when` that is wanted; there is nobody to tell when that fails."""
    if text and sys.stderr is not None and not sys.stderr.closed:
        from contextlib import suppress

        with suppress(OSError, OutputError):
            _written(sys.stderr, _colored(text, when))


def _colored(text: str, when: str) -> str:
    from infocalc.cli.terminal import colored, is_terminal

    if not colored(when, is_terminal(sys.stderr)):
        return text
    from infocalc.report.tone import painted

    return painted(text)


def _written(stream: TextIO, text: str) -> None:
    """Write and flush; a character that the encoding lacks is shown by its code point."""
    try:
        try:
            stream.write(text)
        except UnicodeEncodeError:
            encoding = stream.encoding or "ascii"
            stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise OutputError(f"cannot write output: {problem.strerror or problem}") from None


def _file(self: FileSink) -> TextIO:
    assert self.file is not None
    return self.file


def _refused(path: str, problem: OSError) -> OutputError:
    return OutputError(f"cannot write '{path}': {problem.strerror or problem}")


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
