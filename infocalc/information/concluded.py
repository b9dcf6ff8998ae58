"""What every report goes through: the sign of a divergence, warnings of its operands, the picture."""

from __future__ import annotations

from infocalc.annotations import TYPE_CHECKING
from infocalc.errors import DistributionError
from infocalc.information.estimation.table import PMF, gives
from infocalc.information.measure import Measure
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pairs import label_warnings
from infocalc.information.pmf.pmf import Pmf
from infocalc.report.report import Report

if TYPE_CHECKING:
    from infocalc.information.measures.of_others import Operand


def guarded(measure: Measure, report: Report, options: InformationOptions) -> Report:
    """The report, checked where the value is that of pmfs: a sum of estimated entropies may be negative."""
    return not_negative(report) if measure.nonnegative and gives(options.estimator) == PMF else report


class NegativeDivergence(Exception):
    """A divergence that is proved to be negative: a bug in infocalc (Gibbs' inequality)."""


def not_negative(report: Report) -> Report:
    """The report of a divergence or of a mutual information, none of which is negative."""
    for row in report.rows[: report.answers]:
        if row.number is not None and row.number.certified and row.number.decimal.startswith("-"):
            raise NegativeDivergence(f"{row.name} = {row.number.decimal}")
    return report


def _readings(operand: Operand) -> tuple[str, ...]:
    """What may be meant otherwise by an operand: its labels, its formulas."""
    if isinstance(operand, Pmf):
        return operand.warnings
    from infocalc.information.closed.symbolic_pmf import Symbolic
    from infocalc.information.densities.checked import Normalised

    if isinstance(operand, Normalised):
        return operand.density.warnings
    return operand.warnings if isinstance(operand, Symbolic) else ()


def warned(report: Report, operands: tuple[Operand, ...], options: InformationOptions) -> Report:
    """The report with what is said of outcomes that may be meant otherwise; an error under --strict."""
    pmfs = [operand for operand in operands if isinstance(operand, Pmf)]
    warnings = [warning for operand in operands for warning in _readings(operand)]
    if len(pmfs) == 2:
        warnings += label_warnings(*pmfs)
    if warnings and options.strict:
        raise DistributionError(warnings[0], hint="without --strict this is a warning")
    return report._replace(warnings=(*report.warnings, *dict.fromkeys(warnings)))


def drawn(report: Report, operands: tuple[Operand, ...], options: InformationOptions) -> Report:
    """The report with the warnings about its operands, and the picture that --plot asks for."""
    report = warned(report, operands, options)
    if not options.plot:
        return report
    from infocalc.information.plot import picture

    return report._replace(picture=picture(operands, options, report))
