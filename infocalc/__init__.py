"""Derivatives and information measures, exact and certified.

`diff`, `grad`, `jacobian`, `hessian`, `entropy`, `xent`, `kl`, `jsd` and `mi` return a `Report`. Nothing
heavy is imported before one of them is used.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # spelled so that the typing module need not be imported
if TYPE_CHECKING:
    from infocalc.api import diff, entropy, grad, hessian, jacobian, jsd, kl, mi, xent

__all__ = ["diff", "entropy", "grad", "hessian", "jacobian", "jsd", "kl", "mi", "xent"]


def __getattr__(name: str) -> object:
    """The functions of the Python interface, imported when first asked for (PEP 562)."""
    if name in __all__:
        from infocalc import api

        return getattr(api, name)
    raise AttributeError(f"module 'infocalc' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
