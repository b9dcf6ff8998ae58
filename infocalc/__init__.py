"""Derivatives and information measures, exact and certified.

The operators (`diff`, `grad` …), the measures (`entropy`, `kl` …) and `mi` return a `Report`. Nothing
heavy is imported before one of them is used.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # spelled so that the typing module need not be imported
if TYPE_CHECKING:
    from typing import Any


def __getattr__(name: str) -> Any:
    """The functions of the Python interface, imported when first asked for (PEP 562)."""
    if name == "__all__":
        return _functions()
    if name in _functions():
        from infocalc import api

        return getattr(api, name)
    raise AttributeError(f"module 'infocalc' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), "__all__", *_functions()])


def _functions() -> list[str]:
    from infocalc.calculus.operator import OPERATORS
    from infocalc.information.measure import MEASURES

    return sorted((*OPERATORS, "mi", *MEASURES))
