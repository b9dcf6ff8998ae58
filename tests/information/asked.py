"""A measure of the table, asked as the command line asks it."""

from __future__ import annotations

from typing import Any

from infocalc.information import commands
from infocalc.information.measure import MEASURES
from infocalc.information.options import InformationOptions
from infocalc.information.source import Source
from infocalc.report.report import Report


def asked(name: str, *operands: str | Source | None, **options: Any) -> Report:
    """The answer to a measure of texts or sources, with these options."""
    sources = [Source(one) if isinstance(one, str) else one for one in operands]
    return commands.measured(MEASURES[name], sources, InformationOptions(**options))
