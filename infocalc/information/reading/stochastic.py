"""Matrices whose rows are distributions, as of a channel or of a Markov chain; with numbers or symbols."""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.errors import DistributionError, TableError
from infocalc.information.closed import symbolic_pmf
from infocalc.information.closed.symbolic_pmf import Symbolic
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Labels, Pmf, checked
from infocalc.information.reading.cells import is_number, is_value, number
from infocalc.information.reading.joint import cells_of
from infocalc.information.source import Source
from infocalc.records import NamedTuple


class Stochastic(NamedTuple):
    """p(y|x): row x is a law over the columns y."""

    rows: tuple[Pmf, ...] | tuple[Symbolic, ...]
    x: Labels
    y: Labels
    notes: tuple[str, ...] = ()

    def of_states(self) -> Stochastic:
        """The columns in the order of the rows, where both have names."""
        if self.x == self.y or _are_numbers(self.x) or _are_numbers(self.y):
            return self
        if set(self.x) != set(self.y):
            strange = sorted(set(self.x) ^ set(self.y))
            raise DistributionError(
                f"state {strange[0]} has a {'row' if strange[0] in self.x else 'column'} only",
                hint="a chain has a row and a column for each state",
            )
        places = [self.y.index(name) for name in self.x]
        return of_rows(self._replace(y=self.x), [_turned(row, places) for row in self.rows])


def _turned(row: Pmf | Symbolic, places: Sequence[int]) -> Pmf | Symbolic:
    if isinstance(row, Pmf):
        return row._replace(p=tuple(row.p[j] for j in places))
    return row._replace(p=tuple(row.p[j] for j in places))


def _are_numbers(names: Labels) -> bool:
    """Whether these are the places, as of rows without names."""
    return names == tuple(str(i) for i in range(1, len(names) + 1))


def read_stochastic(source: Source, options: InformationOptions) -> Stochastic:
    """The matrix of an operand, each row checked like every distribution: non-negative, of sum 1."""
    found = cells_of(source, options)
    if options.samples:
        options = options._replace(counts=True)
    width = len(found.y)
    rows: list[Pmf | Symbolic] = []
    for name, line, texts in zip(found.x, found.lines, found.texts, strict=True):
        if len(texts) != width:
            entries = "entry" if len(texts) == 1 else "entries"
            raise TableError(f"row {line} has {len(texts)} {entries}, the first has {width}", line=line)
        try:
            rows.append(_row(texts, line, found.y, options))
        except DistributionError as problem:
            raise type(problem)(f"row {name}: {problem.message}", hint=problem.hint, line=line) from None
    notes = (*found.notes, *(note for row in rows for note in row.notes))
    return of_rows(Stochastic((), found.x, found.y, notes), rows)


def of_rows(matrix: Stochastic, rows: Sequence[Pmf | Symbolic]) -> Stochastic:
    """The matrix with these rows, all of one kind."""
    pmfs = tuple(row for row in rows if isinstance(row, Pmf))
    if len(pmfs) == len(rows):
        return matrix._replace(rows=pmfs)
    symbolic = tuple(symbolic_pmf.of_pmf(row) if isinstance(row, Pmf) else row for row in rows)
    return matrix._replace(rows=symbolic)


def _row(texts: list[str], line: int, names: Labels, options: InformationOptions) -> Pmf | Symbolic:
    if has_symbols(texts, options):
        return symbolic_pmf.read(", ".join(texts), options)
    values = [number(text, line, y, options) for y, text in zip(names, texts, strict=True)]
    return checked(values, None, options, texts)


def has_symbols(texts: list[str], options: InformationOptions) -> bool:
    """Whether entries are formulas: neither numbers nor what stands for none."""
    if options.tallied or options.normalize or options.samples:
        return False
    strange = [text for text in texts if not is_number(text, options)]
    return any(letter.isalpha() for text in strange for letter in text) and not any(map(is_value, strange))
