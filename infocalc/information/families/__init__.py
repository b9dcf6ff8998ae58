"""The table of families, whose rows are loaded when they are asked for."""

from __future__ import annotations

from infocalc.information.families.row import TABLE, Family, Keyword, Parameter

__all__ = ["TABLE", "Family", "Keyword", "Parameter"]
