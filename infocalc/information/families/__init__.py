"""The table of families, complete once this package is imported."""

from __future__ import annotations

from infocalc.information.families import (
    bounded,
    circle,
    compact,
    discrete,
    inflated,
    lengths,
    odds,
    positive,
    real_line,
    skewed,
)
from infocalc.information.families.row import TABLE, Family, Keyword, Parameter

#: the modules that fill the table
MODULES = (real_line, skewed, positive, lengths, odds, bounded, compact, circle, discrete, inflated)

__all__ = ["MODULES", "TABLE", "Family", "Keyword", "Parameter"]
