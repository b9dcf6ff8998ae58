"""The answer as a Python value: numbers, exact values, formulas, code, arrays, notebooks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from infocalc.api.calling import Function
from infocalc.errors import NoAnswer, Undecided, UsageError
from infocalc.report import report as found
from infocalc.report.cells import answer_rows
from infocalc.report.document import as_double, document
from infocalc.report.render import render
from infocalc.report.report import Number, Row

if TYPE_CHECKING:
    import numpy as np

    from infocalc.report.picture import Picture

_INFINITE = {"inf": float("inf"), "-inf": float("-inf")}
_RATIONAL = re.compile(r"-?[0-9]+(?:/[0-9]+)?")
#: a + b*i
_REAL = r"[0-9.]+(?:e[-+]?[0-9]+)?"
_COMPLEX = re.compile(rf"(?:(?P<re>-?{_REAL})(?=\s*[-+]))?\s*(?P<sign>[-+]?)\s*(?P<im>{_REAL})\*i")

#: asks the same question for its picture
Drawing = Callable[[], "Picture | None"]


class Report(found.Report):
    """What a function of infocalc answers: `rows`, of which the first is the answer asked for.

    `float(r)`, `r.value` and `r.decimal` are its number, `r.exact` is it as a Fraction, `r.symbolic`,
    `r.latex` and `r.sympy()` are its formula. `bool(r)` is the verdict of what compares: `equal`, `check=`,
    `max=` and `min=`. Reports are equal when everything they say is.

    >>> import infocalc as ic
    >>> r = ic.diff("x^2 sin x", at={"x": 0})
    >>> r.symbolic, r.value, r.certified
    ('2*x*sin(x) + x^2*cos(x)', 0.0, True)
    """

    _drawing: Drawing | None = None

    @classmethod
    def of(cls, answer: found.Report, drawing: Drawing | None = None) -> Report:
        """The same answer, which knows how to ask for its picture."""
        made = cls(*answer)
        made._drawing = drawing
        return made

    # ── the first row ──

    @property
    def value(self) -> float | None:
        """The number as a float; None where there is none, or it is complex."""
        return _value(self.rows[0]) if self.rows else None

    @property
    def decimal(self) -> str | None:
        """The number with the digits asked for, as text."""
        number = self._number
        return None if number is None else number.decimal

    @property
    def exact(self) -> Fraction | None:
        """The number as a Fraction; None where it is not rational, or not known to be."""
        text = None if self._number is None else self._number.exact
        text = text or (self.symbolic if self._number is not None else None)
        return Fraction(text) if text is not None and _RATIONAL.fullmatch(text) else None

    @property
    def symbolic(self) -> str | None:
        """The formula in the notation that infocalc reads; None where there is none."""
        return _symbolic(self.rows[0]) if self.rows else None

    @property
    def latex(self) -> str:
        """The formula of the answer in LaTeX, a matrix as bmatrix; no values."""
        return render(self._bare(), "latex").rstrip("\n")

    @property
    def certified(self) -> bool:
        """Whether every digit of every number is proved."""
        return all(row.number.certified for row in self.rows if row.number is not None)

    @property
    def ok(self) -> bool:
        """Whether every check and every gate holds; Undecided where one is neither proved nor refuted."""
        if self.check is not None and self.check.verdict == "undecided":
            raise Undecided("neither proved nor refuted")
        return all(g.holds for g in self.gates) and (self.check is None or self.check.verdict == "true")

    def __float__(self) -> float:
        value = self.value
        if value is None:
            raise NoAnswer("the answer is no real number", hint="at={...} gives the symbols values")
        return value

    def __complex__(self) -> complex:
        match = _COMPLEX.fullmatch(self.decimal or "")
        if match is None:
            return complex(float(self))
        imaginary = float(match["im"]) * (-1 if match["sign"] == "-" else 1)
        return complex(float(match["re"] or 0), imaginary)

    def __bool__(self) -> bool:
        return self.ok

    # ── all of it ──

    @property
    def matrix(self) -> list[list[float | str]]:
        """The entries row by row: numbers, or formulas as texts where they have no number."""
        return [[_entry(row) for row in line] for line in self._lines()]

    def to_numpy(self) -> np.ndarray[Any, Any]:
        """The numbers as an array of the answer's shape; NoAnswer where an entry is none."""
        import numpy as np

        if not self._lines():
            return np.array(float(self))
        values = [[_value(row) for row in line] for line in self._lines()]
        if any(value is None for line in values for value in line):
            raise NoAnswer("an entry is no real number", hint="at={...} gives the symbols values")
        return np.array(values, dtype=float)

    def to_dict(self) -> dict[str, Any]:
        """The JSON schema infocalc/1 as plain data."""
        found: dict[str, Any] = json.loads(json.dumps(document(self), default=_plain))
        return found

    def sympy(self) -> Any:
        """The formula as a SymPy expression, a matrix of them as Matrix; NoAnswer without a counterpart."""
        from infocalc.api.expressions import sympy_of

        lines = self._lines() or [[self.rows[0]]]
        return sympy_of([[row.formula for row in line] for line in lines], bool(self._lines()))

    def code(self, language: str = "numpy") -> str:
        """The answer as a function in python, numpy, torch, jax, c or julia."""
        from infocalc.cli.option import choice
        from infocalc.report.languages import LANGUAGES

        choice("code", language, LANGUAGES)
        return render(self, language)

    def function(self, language: str = "numpy") -> Function:
        """The function that `code` prints, to be called with the variables in its order or by name."""
        if language not in ("python", "numpy", "torch", "jax"):
            raise UsageError(f"{language} is not called from Python", hint="python, numpy, torch and jax are")
        return Function(self.code(language))

    def plot(self) -> Any:
        """The picture as a figure of Matplotlib: f and f', or the probabilities."""
        from infocalc.report.figure import drawn

        picture = self.picture
        if picture is None and self._drawing is not None:
            picture = self._drawing()
        if picture is None:
            raise NoAnswer("there is no picture of this answer", hint="ask with plot=True")
        return drawn(picture)

    # ── as others show, compare and store it ──

    def __str__(self) -> str:
        return render(self, "plain").rstrip("\n")

    def __repr__(self) -> str:
        return f"<infocalc {self.command}: {str(self).expandtabs(2)}>"

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex}$"

    def _repr_markdown_(self) -> str:
        return render(self, "markdown")

    def _repr_html_(self) -> str:
        """The formula as MathML, the numbers and what is said below it."""
        from html import escape

        said = (*self.conditions, *self.warnings, *self.notes)
        numbers = [f"{row.name} = {row.number.decimal}" for row in self.rows if row.number is not None]
        lines = [*(f"{text} {self.unit or ''}".strip() for text in numbers), *said]
        return render(self._bare(), "mathml") + "".join(f"<div>{escape(line)}</div>" for line in lines)

    def __eq__(self, other: object) -> bool:
        return self._told() == other._told() if isinstance(other, Report) else NotImplemented

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._told())

    def __reduce__(self) -> tuple[Callable[..., Report], tuple[Any, ...]]:
        fields = (dict(field) if isinstance(field, Mapping) else field for field in self)
        return type(self), tuple(fields)

    def _told(self) -> str:
        return json.dumps(document(self), default=_plain, sort_keys=True)

    def _bare(self) -> Report:
        """The answers alone, without a number where there is a formula."""
        rows = tuple(r if r.formula is None else r._replace(number=None) for r in answer_rows(self))
        return self._replace(rows=rows, unit=None, steps=(), terms=(), grid=None)

    @property
    def _number(self) -> Number | None:
        return self.rows[0].number if self.rows else None

    def _lines(self) -> list[list[Row]]:
        """The entries of a matrix row by row; none where the answer is no matrix."""
        entries = answer_rows(self) if self.shape else [row for row in self.rows if row.row is not None]
        lines: dict[int | None, list[Row]] = {}
        for row in entries:
            lines.setdefault(row.row, []).append(row)
        return list(lines.values())


def _value(row: Row) -> float | None:
    if row.number is not None and row.number.decimal in _INFINITE:
        return _INFINITE[row.number.decimal]
    if row.number is None and row.formula is not None:
        text = _symbolic(row) or ""
        return float(Fraction(text)) if _RATIONAL.fullmatch(text) else None
    return as_double(row.number)


def _symbolic(row: Row) -> str | None:
    from infocalc.notation.writer import write

    return None if row.formula is None else write(row.formula)


def _entry(row: Row) -> float | str:
    value = _value(row)
    return value if value is not None else _symbolic(row) or (row.number.decimal if row.number else "")


def _plain(data: Any) -> Any:
    return dict(data) if isinstance(data, Mapping) else str(data)
