"""entropy, xent, kl, jsd, mi: what each operand is, and who answers for it."""

from __future__ import annotations

from infocalc.errors import NoAnswer
from infocalc.information import finite, tables
from infocalc.information.options import InformationOptions, Source
from infocalc.information.pmf import Pmf, of_text
from infocalc.report.report import Report


def entropy(p: Source, options: InformationOptions) -> Report:
    """H(P)."""
    return finite.entropy(_pmf(p, options), options, (p,))


def xent(p: Source, q: Source | None, options: InformationOptions) -> Report:
    """H(P, Q), then H(P)."""
    return finite.xent(*_pair(p, q, options), options, (p, q))


def kl(p: Source, q: Source | None, options: InformationOptions) -> Report:
    """D(P‖Q), then H(P) and H(P, Q); with --both the other direction too."""
    return finite.kl(*_pair(p, q, options), options, (p, q))


def jsd(p: Source, q: Source | None, options: InformationOptions) -> Report:
    """The Jensen–Shannon divergence."""
    return finite.jsd(*_pair(p, q, options), options, (p, q))


def mi(p: Source, options: InformationOptions) -> Report:
    """Mutual information."""
    return finite.mi(p, options)


def _pmf(source: Source, options: InformationOptions) -> Pmf:
    if source.stream is not None:
        return tables.read_pmf(source, options)
    found = of_text(source.text or "", options)
    if found is None:
        raise NoAnswer("only numeric distributions are read yet")
    return found


def _pair(p: Source, q: Source | None, options: InformationOptions) -> tuple[Pmf, Pmf]:
    return tables.read_pair(p, options) if q is None else (_pmf(p, options), _pmf(q, options))
