"""Typed operands that are neither a list nor a formula: arrays and mappings; and what is no sample."""

from __future__ import annotations

from infocalc.errors import DistributionError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Pmf, counted
from infocalc.information.reading.literals import literal
from infocalc.information.source import Columns
from infocalc.notation.brackets import closes_at_end
from infocalc.notation.patterns import pattern

_CALL = pattern(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*\((.*)\)\s*")
_NEGATIVE = pattern(r"\s*[-−]")


def pmf_of_data(data: Columns, options: InformationOptions) -> Pmf:
    """The pmf of values that a program handed over, or of its observations."""
    from infocalc.information.reading.observations import tally_of
    from infocalc.information.reading.tables import of_columns, pmf_of

    if options.samples:
        return counted(tally_of(data, options), options)
    return pmf_of(of_columns(data, options, 1), 0, options)


def pmf_of_text(text: str, options: InformationOptions) -> Pmf | None:
    """The pmf that an array or a mapping writes; None where the text is neither."""
    data = literal(text)
    if data is not None and data:
        from infocalc.information.reading.structured import columns_of

        return pmf_of_data(columns_of(data), options)
    call = _CALL.fullmatch(text)
    call = call if call and closes_at_end(text, call.start(2)) else None
    if options.samples and (call or " on " in text):
        raise DistributionError(
            f"'{text.strip()[:40]}' is a distribution, and --samples counts observations",
            hint="samples are compared with samples: a,b,a; a family has no finite table of outcomes",
        )
    if call and call[1] == "exp" and _NEGATIVE.match(call[2]):
        raise DistributionError(
            f"{text.strip()[:40]} is a density without its range, or Exponential with a negative rate",
            hint=f"a density is {text.strip()[:40]} on [0, oo); a family is Exponential(rate)",
        )
    return None
