"""Bounds on a column: --max-jsd 0.02, --max-psi country=0.1,0.2 (one column and the rest), --min-p 1e-6.

A bound is compared with the value itself, in balls of rising precision, not with what is printed of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from flint import arb, ctx, fmpq

from infocalc.drift.value import rational_of
from infocalc.errors import Undecided, UsageError
from infocalc.information.answers.values import Value
from infocalc.information.pmf.rationals import OutOfRange, rational
from infocalc.records import NamedTuple

#: option -> the value that it bounds, and whether from above
GATES: Mapping[str, tuple[str, bool]] = MappingProxyType(
    {
        "max-jsd": ("JSD", True),
        "max-psi": ("PSI", True),
        "max-kl": ("D(today||baseline)", True),
        "min-p": ("p", False),
    }
)
#: working precisions, in bits, until a comparison is decided
_BITS = (128, 512, 2048, 8192)


class Bound(NamedTuple):
    """One bound as typed: for one column, or (`column` None) for those that have none of their own."""

    option: str
    column: str | None
    typed: str
    value: fmpq

    @property
    def measure(self) -> str:
        """The name of the value that it bounds."""
        return GATES[self.option][0]

    @property
    def from_above(self) -> bool:
        return GATES[self.option][1]


class Verdict(NamedTuple):
    """Whether a column keeps a bound."""

    bound: Bound
    holds: bool

    def __str__(self) -> str:
        sign = "<=" if self.bound.from_above else ">="
        said = f"{self.bound.measure} {sign} {self.bound.typed}"
        return said if self.holds else f"not {said}"


def read_bounds(typed: Sequence[tuple[str, str]]) -> list[Bound]:
    """The bounds of pairs (option, text)."""
    found: list[Bound] = []
    for option, text in typed:
        for part in text.split(","):
            column, equals, number = (piece.strip() for piece in part.rpartition("="))
            value = _number(number)
            if value is None or (equals and not column):
                raise UsageError(
                    f"--{option} {text}: a number is wanted, not '{part.strip()}'",
                    hint=f"for example --{option} 0.1, or country=0.1,0.2: one column and the rest",
                )
            bound = Bound(option, column or None, number, value)
            if any(b.option == option and b.column == bound.column for b in found):
                raise UsageError(f"--{option} bounds {bound.column or 'the rest'} twice")
            found.append(bound)
    return found


def _number(text: str) -> fmpq | None:
    try:
        value = rational(text)
    except OutOfRange:
        return None
    return value if value is not None and value >= 0 else None


def check_columns(bounds: Sequence[Bound], columns: Sequence[str]) -> None:
    """Refuse a bound on a column that is not compared."""
    for bound in bounds:
        if bound.column is not None and bound.column not in columns:
            raise UsageError(
                f"--{bound.option} {bound.column}={bound.typed}: the column {bound.column} is not compared",
                hint=f"columns: {', '.join(columns[:30])}",
            )


def verdicts(bounds: Sequence[Bound], column: str, values: Mapping[str, Value]) -> list[Verdict]:
    """The verdicts on a column: of each option the bound of its own, else the one for the rest."""
    found = []
    for option in GATES:
        mine = [b for b in bounds if b.option == option and b.column == column]
        rest = [b for b in bounds if b.option == option and b.column is None]
        found += [Verdict(b, _holds(b, values[b.measure])) for b in (mine or rest)]
    return found


def _holds(bound: Bound, value: Value) -> bool:
    if isinstance(value, int):
        return not bound.from_above
    exact = rational_of(value)
    if exact is not None:
        return bool(exact <= bound.value if bound.from_above else exact >= bound.value)
    for bits in _BITS:
        with ctx.workprec(bits):
            distance = value.ball() - arb(bound.value)
        if distance < 0 or distance > 0:
            return bool(distance < 0) is bound.from_above
    raise Undecided(f"--{bound.option}: the value of {bound.measure} cannot be told from {bound.typed}")
