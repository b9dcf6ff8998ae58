"""`typst`: the bare body of a formula, to stand inside $ … $ of a Typst document; matrices as mat."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from infocalc.notation.typst_style import quoted
from infocalc.notation.writer import write
from infocalc.report.hygiene import printable
from infocalc.report.render import RenderOptions, renders
from infocalc.report.report import Report
from infocalc.report.typeset import POWER_OF_TEN, Cells, Typesetting, typeset


@renders("typst")
def typst(report: Report, _: RenderOptions) -> str:
    """The answer; several answers are aligned under each other, steps and terms follow."""
    return typeset(report, _SIGNS)


def _number(decimal: str) -> str:
    return POWER_OF_TEN.sub(r" dot 10^(\1\2)", decimal.replace("inf", "oo").replace("*i", " i"))


def _matrix(delimiter: str) -> Callable[[Cells], str]:
    def lines(cells: Cells) -> str:
        return f"mat(delim: {delimiter}, {'; '.join(', '.join(line) for line in cells)})"

    return lines


def _aligned(cells: Cells) -> str:
    return " \\\n".join(f"{first} &{' && '.join(rest)}" for first, *rest in cells)


_SIGNS = Typesetting(
    write=partial(write, style="typst"),
    number=_number,
    text=lambda words: quoted(printable(words)),
    matrix=_matrix('"["'),
    aligned=_aligned,
    table=_matrix("#none"),
    at="lr({} |)_({})".format,
    equals="=",
    approximately="approx",
    becomes="mapsto",
    comma=", ",
    apart="",
    blocks=" \\\n".join,
)
