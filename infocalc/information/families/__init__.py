"""The table of families, complete once this package is imported."""

from __future__ import annotations

from infocalc.information.families import bounded, circle, discrete, odds, positive, real_line
from infocalc.information.families.row import TABLE, Family, Keyword, Parameter

#: the modules that fill the table
MODULES = (real_line, positive, odds, bounded, circle, discrete)

__all__ = ["MODULES", "TABLE", "Family", "Keyword", "Parameter"]
