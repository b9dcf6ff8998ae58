"""The table of rules of differentiation for --steps, complete once this package is imported."""

from __future__ import annotations

# the order of import is the order in which the rules are tried
from infocalc.calculus.rules import algebra, powers, functions  # isort: skip
from infocalc.calculus.rules.row import RULES, Context, Move, Rule, applied

#: the modules that fill the table
MODULES = (algebra, powers, functions)

__all__ = ["MODULES", "RULES", "Context", "Move", "Rule", "applied"]
