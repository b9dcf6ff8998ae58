"""What the screen can show: its width, whether colour is welcome, whether its encoding has Unicode."""

from __future__ import annotations

import os

from infocalc.annotations import Any


def is_terminal(stream: Any) -> bool:
    """Whether a person is at the other end; a stream that is closed or missing has none."""
    return stream is not None and not stream.closed and bool(stream.isatty())


def width() -> int:
    """Columns of the terminal; COLUMNS wins, nonsense in it is bounded by the renderer."""
    from shutil import get_terminal_size

    return get_terminal_size().columns


def colored(when: str, to_terminal: bool) -> bool:
    """--color always|never; auto looks at NO_COLOR, FORCE_COLOR, TERM and whether a person is looking."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return to_terminal and os.environ.get("TERM") != "dumb"


def unicode_stream(stream: Any) -> bool:
    """True when the stream takes every character (one that does not name its encoding is memory)."""
    encoding = getattr(stream, "encoding", None)
    return encoding is None or encoding.lower().replace("-", "").startswith("utf")
