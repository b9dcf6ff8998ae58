"""Regular expressions that are compiled when they are first used: plain answers use none, nor load `re`.

Flags stand in the pattern: (?x), (?i), (?s).
"""

from __future__ import annotations

TYPE_CHECKING = False  # spelled so that the typing module need not be imported
if TYPE_CHECKING:
    import re
    from typing import Any

    pattern = re.compile
else:

    def pattern(source: str | bytes) -> _Pattern:
        """What `re.compile` gives, as far as its methods go."""
        return _Pattern(source)


class _Pattern:
    """A method that was asked for stays as an attribute: the second call costs no more than usual."""

    def __init__(self, source: str | bytes) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        import re

        found = getattr(re.compile(self._source), name)
        setattr(self, name, found)
        return found
