r"""`latex`: the bare body of a formula, to stand inside $…$ or an equation; matrices as bmatrix."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from infocalc.notation.writer import write
from infocalc.report.hygiene import printable
from infocalc.report.render import RenderOptions, renders
from infocalc.report.report import Report
from infocalc.report.typeset import POWER_OF_TEN, Cells, Typesetting, typeset

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
} | {sign: "\\" + sign for sign in "{}_$&#%"}


@renders("latex")
def latex(report: Report, _: RenderOptions) -> str:
    """The answer; several answers are aligned under each other, steps and terms follow."""
    return typeset(report, _SIGNS)


def text(words: str) -> str:
    """Words of unknown origin inside mathematics."""
    return r"\text{" + "".join([_SPECIAL.get(c, c) for c in printable(words)]) + "}"


def _number(decimal: str) -> str:
    return POWER_OF_TEN.sub(r" \\cdot 10^{\1\2}", decimal.replace("inf", r"\infty").replace("*i", " i"))


def _environment(name: str) -> Callable[[Cells], str]:
    def lines(cells: Cells) -> str:
        body = " \\\\\n".join(" & ".join(line) for line in cells)
        return f"\\begin{{{name}}}\n{body}\n\\end{{{name}}}"

    return lines


def _aligned(cells: Cells) -> str:
    body = " \\\\\n".join(f"{first} &{' && '.join(rest)}" for first, *rest in cells)
    return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"


_SIGNS = Typesetting(
    write=partial(write, style="latex"),
    number=_number,
    text=text,
    matrix=_environment("bmatrix"),
    aligned=_aligned,
    table=_environment("matrix"),
    at=r"\left. {} \right|_{{{}}}".format,
    equals="=",
    approximately=r"\approx",
    becomes=r"\mapsto",
    comma=", ",
    apart=r"\,",
    blocks="\n".join,
)
