"""The types of FLINT, loaded one by one: a one-liner uses a third of the extension modules of the package.

Until its own `__init__` is needed, the package `flint` answers `from flint import arb` with the type of
`flint.types.arb`; asked for a name that is not listed here it runs that `__init__` in itself and is the plain
package from then on. The types are the same objects either way. Shape: importlib's LazyLoader, name by name.
"""

from __future__ import annotations

import sys
from types import ModuleType

TYPE_CHECKING = False  # spelled so that the typing module need not be imported
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from typing import Any

HOMES = {
    "ctx": "flint.pyflint",
    "Ordering": "flint.flint_base.flint_base",
    "fmpz": "flint.types.fmpz",
    "fmpz_mpoly": "flint.types.fmpz_mpoly",
    "fmpz_mpoly_ctx": "flint.types.fmpz_mpoly",
    "fmpz_poly": "flint.types.fmpz_poly",
    "fmpq": "flint.types.fmpq",
    "fmpq_mat": "flint.types.fmpq_mat",
    "fmpq_poly": "flint.types.fmpq_poly",
    "arb": "flint.types.arb",
    "arb_mat": "flint.types.arb_mat",
    "arb_series": "flint.types.arb_series",
    "acb": "flint.types.acb",
    "acb_mat": "flint.types.acb_mat",
    "acb_series": "flint.types.acb_series",
}
FLAGS = {  # what the extension modules read of `inspect`, which would load the tables of the compiler
    "CO_OPTIMIZED": 1,
    "CO_NEWLOCALS": 2,
    "CO_VARARGS": 4,
    "CO_VARKEYWORDS": 8,
    "CO_GENERATOR": 32,
    "CO_COROUTINE": 128,
    "CO_ASYNC_GENERATOR": 512,
}


def load_one_by_one() -> None:
    """Have the next `import flint` of this process load its types as they are asked for."""
    if "flint" not in sys.modules and not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder:
    """Finds the package where it is and has it loaded by `_Loader`; steps aside after that."""

    def find_spec(self, name: str, path: Sequence[str] | None, _target: object = None) -> ModuleSpec | None:
        if name != "flint":
            return None
        sys.meta_path.remove(self)
        found = next((spec for each in sys.meta_path if (spec := each.find_spec(name, path, None))), None)
        if found is not None and found.loader is not None:
            found.loader = _Loader(found.loader)  # type: ignore[assignment]  # duck-typed: the abc is not loaded
        return found


class _Loader:
    """The loader of the package, which does not run its `__init__` yet."""

    def __init__(self, package: Any) -> None:
        self.package = package

    def create_module(self, spec: ModuleSpec) -> None:
        """The usual module."""

    def exec_module(self, module: ModuleType) -> None:
        module.__class__ = _Flint


class _Flint(ModuleType):
    """The package whose `__init__` has not run."""

    def __getattr__(self, name: str) -> Any:
        home = HOMES.get(name)
        if home is None:
            return self._whole(name)
        found = getattr(_loaded(home), name)
        setattr(self, name, found)
        return found

    def _whole(self, name: str) -> Any:
        """The name in the package itself; raises AttributeError where it has none."""
        spec: Any = self.__spec__
        self.__loader__ = spec.loader = spec.loader.package
        self.__class__ = ModuleType  # type: ignore[assignment]
        spec.loader.exec_module(self)
        return getattr(self, name)


class _Flags(ModuleType):
    """`inspect` while extension modules are loaded: its flags, and the module itself for all else."""

    def __getattr__(self, name: str) -> Any:
        if name in FLAGS:
            return FLAGS[name]
        sys.modules.pop("inspect", None)
        import inspect

        return getattr(inspect, name)


def _loaded(home: str) -> ModuleType:
    """The extension module, after the one that the package loads first: others begin a circle."""
    flags = _Flags("inspect")
    sys.modules.setdefault("inspect", flags)
    try:
        for module in ("flint.pyflint", home):
            __import__(module)
    finally:
        if sys.modules.get("inspect") is flags:
            del sys.modules["inspect"]
    return sys.modules[home]
