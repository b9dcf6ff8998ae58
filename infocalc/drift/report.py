"""Verdicts on columns as a Report: a line a column, what explains it as notes, everything for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from infocalc.drift.column import NAMED, OF_CHANCE, Column
from infocalc.drift.options import DriftOptions
from infocalc.drift.value import interval
from infocalc.information import profile as profiles
from infocalc.information.answers.units import rational_number
from infocalc.information.pmf.rationals import written
from infocalc.report.picture import Picture
from infocalc.report.report import Gate, Grid, Report, Row
from infocalc.tables.counts import Label, named, shown

#: digits of a number in the line of a column
_SHOWN = 4
_TITLES = ("column", "kind", "labels", "missing", "JSD", "by chance", "PSI", "KL", "p", "gate")
_NUMBERS = frozenset((2, 4, 5, 6, 7, 8))
#: rows of the report for each column, JSD of all columns first
_ROWS = ("JSD", "PSI", "D(today||baseline)", "D(baseline||today)", "p")
#: terms that are named where a gate is broken
_TERMS = 3


def report_of(
    columns: Sequence[Column], tables: tuple[str, str], options: DriftOptions, notes: Sequence[str]
) -> Report:
    """The report on columns, those furthest apart first."""
    ordered = sorted(columns, key=lambda column: column.order)
    rows = tuple(
        Row(f"{name}({c.name})", None, c.number(name, options.digits)) for name in _ROWS for c in ordered
    )
    failed = [c.name for c in ordered if not c.holds]
    grid = Grid(
        _TITLES,
        tuple(_line(c) for c in ordered),
        _NUMBERS,
        frozenset(i for i, c in enumerate(ordered) if not c.holds),
    )
    return Report(
        "drift",
        {"today": tables[0], "baseline": tables[1]},
        rows,
        unit="nats",
        route="exact",
        notes=(*notes, *(said for c in ordered for said in _explained(c))),
        warnings=tuple(_below_chance(c) for c in ordered if c.below_chance),
        gates=tuple(
            _gate(c, verdict.bound.measure, i) for c in ordered for i, verdict in enumerate(c.verdicts)
        ),
        answers=len(ordered),
        details={
            "order": [c.name for c in ordered],
            "failed": failed,
            "columns": {c.name: _document(c, options.digits) for c in ordered},
        },
        grid=grid,
        picture=_picture(ordered) if options.plot else None,
    )


def _picture(columns: Sequence[Column]) -> Picture:
    from infocalc.drift.plot import picture

    return picture(columns, _SHOWN)


def _line(c: Column) -> tuple[str, ...]:
    values = (c.number(name, _SHOWN).decimal for name in ("PSI", "D(today||baseline)", "p"))
    before, after = _share(c.counts.missing[1], c.joint.rows[1]), _share(c.counts.missing[0], c.joint.rows[0])
    gate = "" if not c.verdicts else "kept" if c.holds else "broken"
    return (
        c.name,
        c.kind,
        str(c.joint.labels),
        f"{before} -> {after}",
        c.number("JSD", _SHOWN).decimal,
        rational_number(c.chance * OF_CHANCE["JSD"], 2).decimal,
        *values,
        gate
        if gate != "broken"
        else "broken: " + "; ".join(str(v.bound.measure) for v in c.verdicts if not v.holds),
    )


def _share(part: int, whole: int) -> str:
    """A share in percent; none and all are exact."""
    if part in (0, whole):
        return "0%" if part == 0 else "100%"
    return f"{100 * part / whole:.3g}%"


def _gate(c: Column, measure: str, i: int) -> Gate:
    verdict = c.verdicts[i]
    bound = (
        verdict.bound.typed
        if verdict.bound.column is None
        else f"{verdict.bound.column}={verdict.bound.typed}"
    )
    return Gate(
        f"--{verdict.bound.option}",
        bound,
        verdict.holds,
        c.number(measure, _SHOWN).decimal,
        (),
        f"{measure}({c.name})",
    )


# ── why ───────────────────────────────────────────────────────────────────────────────────────────


def _explained(c: Column) -> list[str]:
    """What explains the numbers of a column."""
    n, m = c.joint.rows
    found = []
    if c.counts.edges is not None:
        found.append(
            f"{c.name}: {len(c.counts.edges) + 1} bins, edges {', '.join(map(shown, c.counts.edges))}"
        )
    if c.unseen:
        infinite = "D(today||baseline) and PSI are infinite"
        found.append(f"{c.name}: in today and not in the baseline: {_named(c, 0, n)}: {infinite}")
    if c.gone:
        infinite = "D(baseline||today) and PSI are infinite"
        found.append(f"{c.name}: in the baseline and not in today: {_named(c, 1, m)}: {infinite}")
    for i, (table, rows) in enumerate((("today", n), ("the baseline", m))):
        if c.counts.missing[i]:
            found.append(f"{c.name}: {c.counts.missing[i]} of {rows} rows of {table} are missing values")
    if not c.holds:
        said = ", ".join(f"{t.label.text} {t.share:.3g} ({_change(t.label, n, m)})" for t in c.terms[:_TERMS])
        found.append(f"{c.name}: largest terms of JSD: {said}")
    return found


def _named(c: Column, side: int, rows: int) -> str:
    labels = c.unseen if side == 0 else c.gone
    several = sum(k for a, b, k in c.joint.groups if (a, b)[1 - side] == 0)
    more = f" and {several - NAMED} more" if several > NAMED else ""
    return ", ".join(f"{x.text} ({(x.a, x.b)[side]} of {rows} rows)" for x in labels) + more


def _change(label: Label, n: int, m: int) -> str:
    return f"{_share(label.b, m)} -> {_share(label.a, n)}"


def _below_chance(c: Column) -> str:
    """A gate that is broken without any change."""
    said = "; ".join(
        f"--{b.option} {b.typed} is below what chance alone gives {b.measure}, "
        f"{rational_number(c.chance * OF_CHANCE[b.measure], 2).decimal}"
        for b in c.below_chance
    )
    return f"{c.name}: {said}"


# ── for programs ──────────────────────────────────────────────────────────────────────────────────


def _document(c: Column, digits: int) -> dict[str, Any]:
    n, m = c.joint.rows
    low, high = interval(c.values["JSD"], profiles.jensen_shannon_error(c.joint) * profiles.SPREAD, 6)
    data: dict[str, Any] = {
        "kind": c.kind,
        "labels": c.joint.labels,
        "rows": [n, m],
        "missing": list(c.counts.missing),
        "unseen": [x.text for x in c.unseen],
        "unseen rows": sum(a * k for a, b, k in c.joint.groups if b == 0),
        "gone": [x.text for x in c.gone],
        "gone rows": sum(b * k for a, b, k in c.joint.groups if a == 0),
    }
    data |= {name: c.number(name, digits).decimal for name in c.values}
    data |= {
        "df": c.degrees,
        "JSD interval": [low, high],
        "PSI expected by chance": rational_number(c.chance, digits).decimal,
        "JSD expected by chance": rational_number(c.chance * OF_CHANCE["JSD"], digits).decimal,
        "terms": [
            {"label": t.label.text, "today": t.label.a, "baseline": t.label.b, "JSD": f"{t.share:.6g}"}
            for t in c.terms
        ],
        "gates": [
            {"option": f"--{v.bound.option}", "bound": written(v.bound.value), "holds": v.holds}
            for v in c.verdicts
        ],
    }
    if c.counts.edges is not None:
        data["edges"] = [shown(edge) for edge in c.counts.edges]
    if c.joint.labels <= _MOST_COUNTED:
        labels = c.counts.find([(a, b) for a, b, _ in c.joint.groups], _MOST_COUNTED)
        data["counts"] = {name: [x.a, x.b] for name, x in zip(named(labels), labels, strict=True)}
    return data


#: labels whose counts are part of the document
_MOST_COUNTED = 50
