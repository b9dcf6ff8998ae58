"""Derivatives and information measures, exact and certified.

Every command is a function of values or of texts that returns a `Report`: `diff`, `grad`, `kl`, `mi`
…; wrong input is an `InfocalcError`, which is a ValueError. Nothing heavy is imported before one is used.
"""

from __future__ import annotations

import sys

__version__ = "0.1.0"

#: the classes that stand beside the functions
_CLASSES = ("InfocalcError", "NoAnswer", "Report", "Undefined")

TYPE_CHECKING = False  # spelled so that the typing module need not be imported
if TYPE_CHECKING:
    from typing import Any


def __getattr__(name: str) -> Any:
    """The functions of the Python interface, imported when first asked for (PEP 562)."""
    if name == "__all__":
        return _functions()
    if name in _CLASSES or (not name.startswith("_") and name in _functions()):
        from infocalc import api

        return getattr(api, name)
    raise AttributeError(f"module 'infocalc' has no attribute {name!r}")


class _Package(type(sys)):
    """The package, of which `drift` is the command also when the room of that name has been imported."""

    @property
    def drift(self) -> Any:
        return __getattr__("drift")

    @drift.setter
    def drift(self, room: Any) -> None:
        """An import puts its room here, which is found in `sys.modules`."""


sys.modules[__name__].__class__ = _Package


def __dir__() -> list[str]:
    return sorted([*globals(), "__all__", *_functions()])


def _functions() -> list[str]:
    from infocalc.api.table import NAMES

    return sorted((*NAMES, *_CLASSES))
