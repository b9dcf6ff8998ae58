"""Mutual information and the entropies of a joint distribution with symbols, in closed form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from infocalc.algebra.normal import tidy
from infocalc.algebra.point import refuse_unknown
from infocalc.errors import TableError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.answers.answer import closed
from infocalc.information.answers.units import unit_of
from infocalc.information.closed import symbolic_pmf
from infocalc.information.closed.symbolic_pmf import Logarithms, Symbolic
from infocalc.information.measure import MEASURES
from infocalc.information.measures.of_others import report_of
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Pmf
from infocalc.information.point import read_point
from infocalc.information.reading.joint_rows import Cells
from infocalc.information.source import Source
from infocalc.report.report import Report


def mi(cells: Cells, source: Source, options: InformationOptions) -> Report:
    """I(X; Y), then H(X), H(Y), H(X, Y), H(X|Y) and H(Y|X); row i of the cells is x, column j is y."""
    width = len(cells.y)
    for line, row in zip(cells.lines, cells.texts, strict=True):
        if len(row) != width:
            raise TableError(f"row {line} has {len(row)} entries, the first has {width}", line=line)
    found = symbolic_pmf.read(", ".join(text for row in cells.texts for text in row), options)
    joint = symbolic_pmf.of_pmf(found) if isinstance(found, Pmf) else found
    refuse_unknown(options.at, joint.free or frozenset(options.at))
    point = read_point(options.at, joint.free)
    if point:
        there = symbolic_pmf.at(joint, point)
        joint = symbolic_pmf.of_pmf(there) if isinstance(there, Pmf) else there
    rows = [list(joint.p[k : k + width]) for k in range(0, len(joint.p), width)]
    unit = unit_of(options)
    answers = [
        (name, closed(symbolic_pmf.total(value), options.digits, unit=unit, conditions=joint.conditions))
        for name, value in _values(rows, joint)
    ]
    notes = (*joint.notes, f"X has {len(cells.x)} values (rows), Y has {width} (columns)")
    return report_of(MEASURES["kl"]._replace(name="mi"), answers, options, [source], notes)


def _values(rows: Sequence[Sequence[Expr]], joint: Symbolic) -> Iterator[tuple[str, Logarithms]]:
    x = [tidy(X.add(*row)) for row in rows]
    y = [tidy(X.add(*column)) for column in zip(*rows, strict=True)]
    apart = tuple(tidy(a * b) for a in x for b in y)
    of_x, of_y, of_both = (
        symbolic_pmf.opened(MEASURES["entropy"], Symbolic(tuple(p)), given=joint.conditions)
        for p in (x, y, joint.p)
    )
    apart_from = symbolic_pmf.opened(MEASURES["kl"], joint, Symbolic(apart), given=joint.conditions)
    yield from (("I(X;Y)", apart_from), ("H(X)", of_x), ("H(Y)", of_y), ("H(X,Y)", of_both))
    yield "H(X|Y)", symbolic_pmf.combined((X.ONE, of_both), (X.MINUS_ONE, of_y))
    yield "H(Y|X)", symbolic_pmf.combined((X.ONE, of_both), (X.MINUS_ONE, of_x))
