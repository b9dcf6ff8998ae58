"""From derivatives to the Report: tidied, verified, evaluated at a point, explained and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from infocalc.algebra.engine import lift
from infocalc.algebra.normal import tidy
from infocalc.algebra.point import read_point, unused
from infocalc.algebra.tidied import with_short_roots
from infocalc.annotations import TYPE_CHECKING, Any
from infocalc.calculus.differentiated import Differentiated, Known, Prepared, differentiations, names_of
from infocalc.calculus.options import CalculusOptions
from infocalc.errors import AmbiguousError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.limits import check as check_limit
from infocalc.notation.writer import write
from infocalc.report.report import Number, Report, Row, Step, unique

if TYPE_CHECKING:
    from infocalc.algebra.assumptions import Assumption

NOT_COMPARED = (
    "the derivative was not compared with a series of the input: it is too large, or there are no two points "
    "at which both are known"
)


def finished(draft: Differentiated, options: CalculusOptions, known: Known | None = None) -> Report:
    """The Report of a draft: what every calculus command does after differentiating."""
    check_limit("operations", sum(e.size for _, e in draft.entries))
    warnings = unique(w for s in draft.subjects for w in s.warnings)
    if options.strict and warnings:
        raise AmbiguousError(warnings[0], hint="--strict refuses what has two readings")
    point = read_point(options.at)
    assumed = _assumed(draft, point, options)
    idle = () if options.several else tuple(unused(options.at, names_of(draft)))
    names = tuple(options.at)
    found = None if known is None else known.prepared.get(names)
    if found is None:
        found = _prepared(draft, assumed, options)
        if known is not None:
            known.prepared[names] = found
    draft, short = found.draft, found.short
    rows, evaluated, value_notes = _rows(found, point, options)
    report = Report(
        command=draft.operator.name,
        input=_echo(draft, options),
        rows=rows,
        shape=draft.shape,
        route="exact" if all(r.number is None or r.number.certified for r in rows) else "numeric",
        conditions=unique(
            (*map(str, assumed), *short.conditions, *(c for s in draft.subjects for c in s.conditions))
        ),
        notes=unique(
            (
                *(f"--at: {name} does not occur in the formula" for name in idle),
                *(*draft.notes, *found.notes, *value_notes),
                *(n for s in draft.subjects for n in s.notes),
            )
        ),
        warnings=warnings,
        verified=found.verified,
        extra=_analysed(draft, rows, evaluated, point, options),
    )
    return _explained(report, draft, (short, found.written), (point, evaluated), options)


def _prepared(draft: Differentiated, assumed: tuple[Assumption, ...], options: CalculusOptions) -> Prepared:
    draft, notes = _simplified(_without_gaps(draft), options)
    short = _with_short_roots(draft, options)
    verified = None
    if options.verify and not options.complex_unit:
        verified = _verified(short, read_point(options.at))
        notes = notes if verified else (*notes, NOT_COMPARED)
    written = _abbreviated(_under(short, assumed), options)
    notes = (*notes, *_idle(written, options))
    return Prepared(draft, short, written, tuple([lift(e) for _, e in written.entries]), verified, notes)


def _assumed(
    draft: Differentiated, point: Mapping[str, Expr], options: CalculusOptions
) -> tuple[Assumption, ...]:
    """--assume; it speaks of symbols of the question only."""
    if not options.assume:
        return ()
    from infocalc.algebra.assumptions import read_assumptions, refuse_contradiction

    found = read_assumptions(options.assume, names_of(draft))
    refuse_contradiction(found, point)
    return found


def _under(draft: Differentiated, assumed: tuple[Assumption, ...]) -> Differentiated:
    """The draft with bars, signs and cases decided as far as the assumptions go."""
    if not assumed:
        return draft
    from infocalc.algebra.by_signs import decided

    positive = [one.positive for one in assumed]
    return draft._replace(entries=tuple([(name, tidy(decided(e, positive))) for name, e in draft.entries]))


def _analysed(
    draft: Differentiated,
    rows: tuple[Row, ...],
    evaluated: list[Expr],
    point: Mapping[str, Expr],
    options: CalculusOptions,
) -> dict[str, Any]:
    """What is known of the matrix at a point where all of it has values."""
    if not options.at or options.complex_unit or any(row.number is None for row in rows):
        return {}
    from infocalc.calculus.critical import analysed

    return analysed(draft, evaluated, point, options.digits)


def _echo(draft: Differentiated, options: CalculusOptions) -> dict[str, Any]:
    texts = [s.text for s in draft.subjects]
    found: dict[str, Any] = {"expr": texts[0] if len(texts) == 1 else texts, "wrt": list(draft.variables)}
    if any(n != 1 for _, n in draft.orders):
        found["order"] = [n for _, n in draft.orders]
    if options.at:
        found["at"] = dict(options.at)
    return found


def _simplified(draft: Differentiated, options: CalculusOptions) -> tuple[Differentiated, tuple[str, ...]]:
    """--simplify full, entry by entry."""
    if options.simplify != "full":
        return draft, ()
    from infocalc.algebra.sympy_bridge import simplified

    found = [(name, simplified(e)) for name, e in draft.entries]
    entries = tuple((name, e) for name, (e, _) in found)
    return draft._replace(entries=entries), unique(note for _, (_, note) in found if note)


def _without_gaps(draft: Differentiated) -> Differentiated:
    """Cases that leave single points out opened; what they leave out becomes a condition."""
    if not any(X.PIECEWISE in e.words for _, e in draft.entries):
        return draft
    from infocalc.algebra.apart import apart_from_0
    from infocalc.calculus.gaps import without_gaps

    found = [
        (e, ()) if orders is None else without_gaps(e, f, orders)
        for (_, e), (f, orders) in zip(draft.entries, differentiations(draft), strict=True)
    ]
    entries = tuple([(name, e) for (name, _), (e, _) in zip(draft.entries, found, strict=True)])
    conditions = [write(lift(apart_from_0(c.args[0] - c.args[1]))) for _, left_out in found for c in left_out]
    return draft._replace(entries=entries, conditions=unique((*draft.conditions, *conditions)))


def _with_short_roots(draft: Differentiated, options: CalculusOptions) -> Differentiated:
    """Squares out of square roots, with the conditions under which that is the same.

    The values of the answer are those of the form before: at 0, |x|/x has none where sign x has one.
    """
    if options.simplify == "none" or options.complex_unit:
        return draft
    entries = tuple([(name, with_short_roots(e)) for name, e in draft.entries])
    if entries == draft.entries:
        return draft
    from infocalc.algebra.apart import apart_from_0
    from infocalc.algebra.roots import kept_apart

    apart = [kept_apart(e, short) for (_, e), (_, short) in zip(draft.entries, entries, strict=True)]
    conditions = [write(lift(apart_from_0(u))) for found in apart for u in found]
    return draft._replace(entries=entries, conditions=unique((*draft.conditions, *conditions)))


def _abbreviated(draft: Differentiated, options: CalculusOptions) -> Differentiated:
    """--in-terms-of, entry by entry: how the answer is written, after its values are known."""
    if not options.in_terms_of:
        return draft
    from infocalc.calculus.terms import in_terms_of

    return draft._replace(entries=tuple(in_terms_of(draft.entries, options.in_terms_of)))


def _idle(written: Differentiated, options: CalculusOptions) -> tuple[str, ...]:
    """--in-terms-of: what is said of names that stand for nothing in the answer."""
    if not options.in_terms_of:
        return ()
    from infocalc.calculus.terms import NOT_USED, idle_names

    return tuple([NOT_USED.format(name) for name in idle_names(written.entries, options.in_terms_of)])


def _verified(draft: Differentiated, point: Mapping[str, Expr]) -> str | None:
    """The jets of the input against the answer; a proved difference raises (a bug, exit 70).

    Where no jets were compared the input may be defined nowhere, which is refused.
    """
    from infocalc.calculus.verify import CONSTANT, verified

    found = verified(draft)
    if found is None or found is CONSTANT:
        from infocalc.calculus.nowhere import refuse_nowhere

        for subject in draft.subjects:
            refuse_nowhere(subject.formula, subject.text, point)
    return found


def _rows(
    found: Prepared, point: Mapping[str, Expr], options: CalculusOptions
) -> tuple[tuple[Row, ...], list[Expr], tuple[str, ...]]:
    """The entries as they are written, with the values of the draft, what has these values, and notes."""
    numbers, evaluated, notes = _values(found.draft, point, options)
    columns = found.draft.shape[1] if len(found.draft.shape) == 2 else 0
    rows = []
    names = [name for name, _ in found.written.entries]
    for i, (name, formula, number) in enumerate(zip(names, found.formulas, numbers, strict=True)):
        place = (i // columns + 1, i % columns + 1) if columns else (None, None)
        rows.append(Row(name, formula, number, *place))
    return tuple(rows), evaluated, notes


def _values(
    draft: Differentiated, point: Mapping[str, Expr], options: CalculusOptions
) -> tuple[Sequence[Number | None], list[Expr], tuple[str, ...]]:
    """The numbers of the entries, what has these values, and notes; without a point symbols have none."""
    entries = [e for _, e in draft.entries]
    if not point and all(e.free for e in entries):
        return [None] * len(entries), entries, ()
    from infocalc.calculus.point import values

    return values(draft, point, options)


def _explained(
    report: Report,
    draft: Differentiated,
    forms: tuple[Differentiated, Differentiated],
    values: tuple[Mapping[str, Expr], list[Expr]],
    options: CalculusOptions,
) -> Report:
    """Steps, picture and check, each when asked for; `values` are the point and what has values there."""
    if options.steps:
        report = report._replace(steps=_steps(report, draft, forms, options))
    if options.plot:
        from infocalc.calculus.plot import picture

        report = report._replace(picture=picture(draft, dict(options.at), options.range, report.rows))
    if options.check is not None:
        from infocalc.calculus.check import checked

        verdict, said = checked(forms[-1], options, *values)
        if options.strict and said:
            raise AmbiguousError(said[0], hint="--strict refuses what has two readings")
        report = report._replace(check=verdict, warnings=(*report.warnings, *said))
    return report


def _steps(
    report: Report,
    draft: Differentiated,
    forms: tuple[Differentiated, Differentiated],
    options: CalculusOptions,
) -> tuple[Step, ...]:
    """The rules up to the answer of the draft, then what `forms` make of it: short roots, abbreviations."""
    from infocalc.calculus.steps import report_steps

    rows = [row._replace(formula=lift(e)) for row, (_, e) in zip(report.rows, draft.entries, strict=True)]
    found = list(report_steps(draft, report._replace(rows=tuple(rows))))
    reasons = (
        ("simplify", "squares taken out of the roots"),
        ("abbreviate", "with " + ", ".join((*options.assume, *options.in_terms_of))),
    )
    for (rule, reason), form in zip(reasons, forms, strict=True):
        pairs = zip(draft.entries, form.entries, strict=True)
        found += [Step(rule, reason, lift(a), lift(b)) for (_, a), (_, b) in pairs if a is not b]
        draft = form
    return tuple(found)
