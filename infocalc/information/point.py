"""--at for the symbols of distributions."""

from __future__ import annotations

from collections.abc import Mapping

from infocalc.algebra.point import read_point as exact_point
from infocalc.expr.expr import Expr


def read_point(given: Mapping[str, str], free: frozenset[str]) -> dict[str, Expr]:
    """The exact values of --at for the symbols in use."""
    return {name: value for name, value in exact_point(given).items() if name in free}
