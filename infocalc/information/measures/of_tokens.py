"""A sequence of tokens by the logarithms of the probabilities that a model gave them, one after the other.

The mean log loss is −Σ log pᵢ/n, the cross-entropy of the sequence under the model; e^ of it the perplexity.
"""

from __future__ import annotations

from flint import fmpq

from infocalc.expr import expr as X
from infocalc.information.answers.answer import closed
from infocalc.information.answers.units import unit_of
from infocalc.information.measure import Measure
from infocalc.information.measures.of_others import report_of
from infocalc.information.options import InformationOptions
from infocalc.information.reading.log_weights import read_logarithms, refuse_positive
from infocalc.information.source import Source
from infocalc.report.report import Report


def measured(measure: Measure, source: Source, options: InformationOptions) -> Report:
    """The mean log loss and the perplexity."""
    _, logarithms = read_logarithms(source, "tokens")
    refuse_positive(logarithms)
    mean = X.rational(-sum(logarithms, fmpq(0)) / len(logarithms))
    rows = [
        ("log loss", closed(mean, options.digits, unit=unit_of(options))),
        ("perplexity", closed(X.power(X.E, mean), options.digits)),
    ]
    said = f"{len(logarithms)} tokens with natural logarithms of their probabilities"
    return report_of(measure, rows, options, [source], (said,))
