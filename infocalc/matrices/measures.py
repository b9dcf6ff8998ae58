"""entropy, xent and kl of MultivariateNormal(m, S) with symbols: the formula, and its value at a point."""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.calculus.options import CalculusOptions
from infocalc.errors import UsageError
from infocalc.functions import calls as F
from infocalc.information.options import InformationOptions
from infocalc.matrices.lift import lifted
from infocalc.matrices.point import entries_at
from infocalc.matrices.reading import read_subject
from infocalc.notation.formula import Formula, call_of, number
from infocalc.report.report import Number, Report, Row

_LABELS = {"entropy": "h(P)", "xent": "H(P,Q)", "kl": "D(P||Q)"}
_READ = frozenset(("digits", "unit", "at", "strict"))
_DIVISORS = {"bits": 2, "bans": 10}


def measured(measure: str, texts: Sequence[str], options: InformationOptions) -> Report:
    """The Report of a measure of one law or two; UsageError for options that formulas do not read."""
    if measure not in _LABELS:
        hint = f"{', '.join(_LABELS)} are known; other measures want numbers"
        raise UsageError(f"{measure} of MultivariateNormal with symbols is not known", hint)
    _refuse_options(options)
    text = f"{measure}({', '.join(texts)})"
    subject = read_subject(text, "grad", (), CalculusOptions(at=options.at))
    formula = _in_unit(lifted(subject.node), options.unit)
    sizes = {name for shape in subject.read.names.values() for size in shape for name in size.names}
    missing = [name for name in subject.read.names if name not in subject.values]
    notes: tuple[str, ...] = ()
    value: Number | None = None
    if options.at and missing:
        notes = (f"no number without a value for {', '.join(missing)}",)
    elif options.at and sizes <= set(subject.sizes):
        value = entries_at(formula, subject.values, subject.sizes, options.digits)[0][0]
    return Report(
        command=measure,
        input={"p": texts[0], **({"q": texts[1]} if len(texts) > 1 else {})},
        rows=(Row(_LABELS[measure], formula, value),),
        unit=options.unit,
        route="closed form",
        conditions=tuple(
            f"{name} is positive definite" for name, facts in subject.facts.items() if "spd" in facts
        ),
        notes=notes,
        warnings=subject.warnings,
        extra={"read_as": subject.read_as},
    )


def _refuse_options(options: InformationOptions) -> None:
    given = {
        name for name, value in options._asdict().items() if value != InformationOptions._field_defaults[name]
    }
    unread = sorted(given - _READ)
    if unread:
        shown = unread[0].replace("_", "-")
        raise UsageError(f"--{shown} is not read for MultivariateNormal with symbols", "give numbers for it")


def _in_unit(formula: Formula, unit: str) -> Formula:
    base = _DIVISORS.get(unit)
    return formula if base is None else Formula("quotient", (formula, call_of(F.log.name, number(base))))
