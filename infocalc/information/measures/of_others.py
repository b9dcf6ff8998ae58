"""entropy, xent, kl and jsd of what is no finite table of numbers, from operands to a Report.

Operands are families, mixtures and laws of vectors (`distributions.py`), densities and pmfs by formula
(`formulas.py`) and pmfs with symbols (`symbolic.py`). The rows beside the answer are those that have a
closed form: nobody should wait for numbers that were not asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.errors import DistributionError, InfocalcError, UsageError
from infocalc.information.answers.answer import Answer, closed, infinite
from infocalc.information.answers.units import unit_of
from infocalc.information.closed import symbolic_pmf
from infocalc.information.closed.expectation import Closed, ClosedForm, Infinite
from infocalc.information.closed.symbolic_pmf import Symbolic
from infocalc.information.densities.checked import Checked
from infocalc.information.facts import texts
from infocalc.information.measures import of_densities, of_families
from infocalc.information.measures.check import with_check
from infocalc.information.measures.of_families import read_point
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.reading.families import Named
from infocalc.information.source import Source
from infocalc.report.report import Report, Row

Operand = Pmf | Symbolic | Checked | Named

#: options that change or describe counts and finite tables, with the value that asks for nothing
_FINITE = (
    "counts", "samples", "smooth", "estimator", "bootstrap", "renyi", "tsallis", "perplexity", "share",
)  # fmt: skip


def read(text: str, options: InformationOptions) -> Operand:
    """The distribution that an operand without a table writes."""
    from infocalc.information.densities import density
    from infocalc.information.reading import families

    if density.is_density(text):
        return of_densities.read(text, options)
    if families.is_named(text):
        return families.read(text)
    return symbolic_pmf.read(text, options)


def entropy(p: Operand, options: InformationOptions, sources: Sequence[Source | None]) -> Report:
    """H(P), or h(P) of a density."""
    answer = _measured("entropy", (p,), options)
    return _report("entropy", [(_entropy_name(p), answer)], options, sources)


def xent(p: Operand, q: Operand, options: InformationOptions, sources: Sequence[Source | None]) -> Report:
    """H(P, Q), then the entropy of P."""
    p, q, notes = _comparable(p, q)
    rows = [("H(P,Q)", _measured("xent", (p, q), options))]
    rows += _beside([(_entropy_name(p), "entropy", (p,))], options)
    return _report("xent", rows, options, sources, notes)


def kl(p: Operand, q: Operand, options: InformationOptions, sources: Sequence[Source | None]) -> Report:
    """D(P‖Q), then the entropy of P and H(P, Q); with --both the other direction too."""
    p, q, notes = _comparable(p, q)
    rows = [("D(P||Q)", _measured("kl", (p, q), options))]
    if options.both:
        rows.append(("D(Q||P)", _measured("kl", (q, p), options)))
    rows += _beside([(_entropy_name(p), "entropy", (p,)), ("H(P,Q)", "xent", (p, q))], options)
    report = _report("kl", rows, options, sources, notes)
    return report._replace(answers=2) if options.both else report


def jsd(p: Operand, q: Operand, options: InformationOptions, sources: Sequence[Source | None]) -> Report:
    """The Jensen–Shannon divergence."""
    if options.distance:
        raise UsageError("--distance works on finite pmfs", hint="take the square root of jsd")
    p, q, notes = _comparable(p, q)
    return _report("jsd", [("JSD(P,Q)", _measured("jsd", (p, q), options))], options, sources, notes)


# ── one measure ──────────────────────────────────────────────────────────────────────────────────


def _measured(name: str, args: tuple[Operand, ...], options: InformationOptions) -> Answer:
    _refuse_options_of_tables(options)
    if all(isinstance(p, Symbolic) for p in args):
        return _of_symbolic(name, args, options)
    if any(isinstance(p, Checked) for p in args) or name == "jsd":
        return of_densities.measured(name, _continuous(args), options)
    return of_families.measured(name, _named(args), options)


def _closed_answer(name: str, args: tuple[Operand, ...], options: InformationOptions) -> Answer | None:
    """The answer where it has a closed form or is infinite, at once."""
    if all(isinstance(p, Symbolic) for p in args):
        return _of_symbolic(name, args, options)
    if any(isinstance(p, Checked) for p in args):
        return of_densities.closed_answer(name, _continuous(args), options)
    return of_families.closed_answer(name, _named(args), options)


def _beside(
    wanted: list[tuple[str, str, tuple[Operand, ...]]], options: InformationOptions
) -> list[tuple[str, Answer]]:
    """The further rows that have a closed form."""
    found = []
    for row, name, args in wanted:
        try:
            answer = _closed_answer(name, args, options)
        except InfocalcError:  # the answer asked for stands without it
            continue
        if answer is not None:
            found.append((row, answer))
    return found


def _of_symbolic(name: str, args: Sequence[Operand], options: InformationOptions) -> Answer:
    pmfs = [p for p in args if isinstance(p, Symbolic)]
    measure = {
        "entropy": symbolic_pmf.entropy,
        "xent": symbolic_pmf.cross_entropy,
        "kl": symbolic_pmf.divergence,
        "jsd": symbolic_pmf.jensen_shannon,
    }[name]
    found: Closed = measure(*pmfs)  # type: ignore[operator]
    free = frozenset().union(*[p.free for p in pmfs])
    point = read_point(options.at, free)
    if not free or free - point.keys():
        return _answer(found, options, ())
    there = [symbolic_pmf.at(p, point) for p in pmfs]
    exact = measure(*[symbolic_pmf.of_pmf(p) if isinstance(p, Pmf) else p for p in there])  # type: ignore[operator]
    at_point = _answer(exact, options, ())
    if not isinstance(found, ClosedForm) or isinstance(exact, Infinite):
        return at_point
    return at_point._replace(formula=unit_of(options).formula(found.expr), route="closed form")


def _answer(found: Closed, options: InformationOptions, notes: tuple[str, ...]) -> Answer:
    if found is None:
        raise AssertionError("a finite sum has a closed form")
    if isinstance(found, Infinite):
        return infinite(found.reason, texts(found.conditions), notes)
    conditions = texts(found.conditions)
    return closed(found.expr, options.digits, unit=unit_of(options), conditions=conditions, notes=notes)


# ── operands ─────────────────────────────────────────────────────────────────────────────────────


def _comparable(p: Operand, q: Operand) -> tuple[Operand, Operand, tuple[str, ...]]:
    """Both as operands of one kind, over the same outcomes where they are finite."""
    first, second = (symbolic_pmf.of_pmf(x) if isinstance(x, Pmf) else x for x in (p, q))
    if isinstance(first, Symbolic) and isinstance(second, Symbolic):
        return symbolic_pmf.joined(first, second)
    if isinstance(first, Symbolic) or isinstance(second, Symbolic):
        raise DistributionError(
            "a list of probabilities and a distribution by name or formula are not over the same outcomes",
            hint="give both as lists, both as families, or both as formulas: p(k) on k in 1..n",
        )
    return first, second, ()


def _continuous(args: Sequence[Operand]) -> list[of_densities.Continuous]:
    return [p for p in args if not isinstance(p, Symbolic | Pmf)]


def _named(args: Sequence[Operand]) -> tuple[Named, ...]:
    return tuple(p for p in args if not isinstance(p, Symbolic | Pmf | Checked))


def _entropy_name(p: Operand) -> str:
    """H of a mass function, h of a density."""
    if isinstance(p, Checked):
        return "H(P)" if p.density.discrete else "h(P)"
    return "H(P)" if isinstance(p, Symbolic | Pmf) or p.discrete else "h(P)"


# ── the report ───────────────────────────────────────────────────────────────────────────────────


def _report(
    command: str,
    rows: list[tuple[str, Answer]],
    options: InformationOptions,
    sources: Sequence[Source | None],
    notes: tuple[str, ...] = (),
) -> Report:
    given = {name: s.text or s.name for name, s in zip("pq", sources, strict=False) if s is not None}
    if options.at:
        given["at"] = dict(options.at)  # type: ignore[assignment]
    first = rows[0][1]
    report = Report(
        command,
        given,
        tuple(Row(name, answer.formula, answer.number) for name, answer in rows),
        unit=unit_of(options).name,
        route=first.route,
        conditions=tuple(dict.fromkeys(c for _, answer in rows for c in answer.conditions)),
        notes=tuple(dict.fromkeys((*notes, *(n for _, answer in rows for n in answer.notes)))),
    )
    return with_check(report, options)


def _refuse_options_of_tables(options: InformationOptions) -> None:
    for name in _FINITE:
        if getattr(options, name) not in (None, False):
            raise UsageError(f"--{name} works on finite pmfs of numbers", hint="leave it out")
