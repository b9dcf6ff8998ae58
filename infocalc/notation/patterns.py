"""Regular expressions that are compiled when they are first used: most answers use few of them."""

from __future__ import annotations

import re

TYPE_CHECKING = False  # spelled so that the typing module need not be imported
if TYPE_CHECKING:
    from typing import Any

    pattern = re.compile
else:

    def pattern(source: str | bytes, flags: int = 0) -> _Pattern:
        """What `re.compile` gives, as far as its methods go."""
        return _Pattern(source, flags)


class _Pattern:
    """A method that was asked for stays as an attribute: the second call costs no more than usual."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found
