"""Values of Python as the exact texts that the commands read; what a value is, is seen by what it has.

A float is the shortest decimal that is read as it (0.1 is 1/10). pandas, Polars, SciPy and SymPy are never
imported to look.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol, SupportsFloat, TypeAlias

from infocalc.errors import DistributionError, LimitExceeded, NotationError

#: bits of a whole number that is written out
_MOST_BITS = 10_000
#: lists within lists, of which a matrix is one
_DEEPEST = 3


class SymPyExpression(Protocol):
    """An expression of SymPy."""

    @property
    def free_symbols(self) -> Any: ...


class Array(Protocol):
    """What NumPy can look at: its arrays, Series and tables of pandas and Polars, tensors."""

    def __array__(self) -> Any: ...


class FrozenLaw(Protocol):
    """A distribution of scipy.stats with its parameters."""

    @property
    def dist(self) -> Any: ...

    @property
    def kwds(self) -> Any: ...


Number: TypeAlias = SupportsFloat
Expression: TypeAlias = str | SymPyExpression
Quantity: TypeAlias = str | Number | SymPyExpression
Name: TypeAlias = str | SymPyExpression
Names: TypeAlias = Name | Sequence[Name]
Texts: TypeAlias = str | Sequence[str]
Distribution: TypeAlias = (
    str | Sequence[Any] | Mapping[Any, Quantity] | Mapping[Any, Sequence[Quantity]] | Array | FrozenLaw
)
Joint: TypeAlias = str | Sequence[Sequence[Any]] | Mapping[Any, Mapping[Any, Number]] | Array
Expected: TypeAlias = Quantity | Sequence[Any] | Array
PointLike: TypeAlias = str | Mapping[str, Expected] | Mapping[Any, Expected]
Bounds: TypeAlias = Quantity | Mapping[str, Quantity] | Sequence[Quantity]


class Reading:
    """What was met while the values of one call were read: the first float."""

    def __init__(self) -> None:
        self.decimal: str | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        if self.decimal is None:
            return ()
        return (f"floats are read as their shortest decimals: {self.decimal} is {Fraction(self.decimal)}",)

    def number(self, value: Any) -> str:
        """The number exactly; TypeError for what is none, DistributionError for one that is missing."""
        if is_symbolic(value):
            return self.expression(value)
        value = value.item() if _is_tensor(value) else value
        if not is_number(value):
            raise TypeError(f"{type(value).__name__} {str(value)[:40]!r} is no number")
        if hasattr(value, "numerator") and hasattr(value, "denominator"):
            return _ratio(value)
        if not math.isfinite(value):
            raise DistributionError(f"{value} is no number", hint="a missing value has to be left out or 0")
        text = str(value)
        if not hasattr(value, "as_tuple"):  # of a Decimal every digit was typed
            self.decimal = self.decimal or text
        return text

    def expression(self, value: Any) -> str:
        """A text as it is; an expression of SymPy as the text that is read back to it."""
        if isinstance(value, str):
            return value
        if not is_symbolic(value):
            raise TypeError(f"a text or an expression of SymPy is wanted, not {type(value).__name__}")
        from infocalc.api.expressions import text_of

        return text_of(value)


def is_symbolic(value: Any) -> bool:
    """Whether a value is an expression of SymPy (an array is not)."""
    return hasattr(value, "free_symbols") and hasattr(value, "args")


def is_number(value: Any) -> bool:
    """Whether a value is a real number: of Python, of NumPy, a Fraction, a Decimal."""
    if isinstance(value, int | float | Fraction):
        return not isinstance(value, bool)
    kind = getattr(getattr(value, "dtype", None), "kind", None)
    if kind is not None:
        return kind in "iuf" and getattr(value, "shape", None) == ()
    return type(value).__name__ in ("Decimal", "fmpq", "fmpz", "mpq", "mpz")


def is_array(value: Any) -> bool:
    """Whether a value is a list or an array of numbers, not one number."""
    return not isinstance(value, str) and hasattr(value, "__len__") and getattr(value, "shape", None) != ()


def _is_tensor(value: Any) -> bool:
    """Whether a value is an array of one number without a shape."""
    return not is_number(value) and getattr(value, "shape", None) == () and hasattr(value, "item")


def _ratio(value: Any) -> str:
    p, q = int(value.numerator), int(value.denominator)
    if max(p.bit_length(), q.bit_length()) > _MOST_BITS:
        raise LimitExceeded(f"a number of more than {_MOST_BITS:,} bits")
    return str(p) if q == 1 else f"{p}/{q}"


def cells(value: Any) -> list[Any]:
    """The entries of a list, an array or a column, in order."""
    if isinstance(value, str | bytes | set | frozenset | Mapping):
        raise TypeError(f"a list or an array is wanted, not {type(value).__name__}")
    if hasattr(value, "to_list"):  # a Series
        value = value.to_list() if not hasattr(value, "to_numpy") else value.to_numpy()
    elif hasattr(value, "__array__") and not isinstance(value, Sequence):
        import numpy as np

        value = np.asarray(value)
    if not isinstance(value, Iterable):
        raise TypeError(f"a list or an array is wanted, not {type(value).__name__}")
    return list(value)


def numbers_of(value: Any, reading: Reading) -> list[str] | None:
    """The texts of an array of finite numbers, all at once; None for what has to be looked at one by one."""
    array = value.to_numpy() if hasattr(value, "to_numpy") else value
    kind = getattr(getattr(array, "dtype", None), "kind", "")
    if kind not in ("i", "u", "f") or getattr(array, "ndim", 0) != 1 or not array.size:
        return None
    if kind != "f":
        return list(map(str, array.tolist()))
    if not all(map(math.isfinite, array.tolist())):
        return None
    texts = list(map(str, array.tolist() if array.dtype.itemsize == 8 else array))
    reading.decimal = reading.decimal or texts[0]
    return texts


def entries_of(reading: Reading, value: Any, depth: int = 0) -> str:
    """A text, a number, or a list of lists of them: [[1, 2], [3, 4]]."""
    if isinstance(value, str):
        return value
    if is_symbolic(value) and not hasattr(value, "tolist"):
        return reading.expression(value)
    if is_number(value) or _is_tensor(value):
        return reading.number(value)
    if depth == _DEEPEST:
        raise TypeError(f"lists within lists, at most {_DEEPEST}")
    if hasattr(value, "tolist") and is_symbolic(value):  # a matrix of SymPy
        value = value.tolist()
    return "[" + ", ".join(entries_of(reading, entry, depth + 1) for entry in cells(value)) + "]"


def choices_of(_: Reading, value: Any) -> list[str]:
    """One name or several; the symbols of SymPy are names."""
    if isinstance(value, str) or is_symbolic(value):
        return [name_of(value)]
    return [name_of(name) for name in cells(value)]


def name_of(value: Any) -> str:
    if isinstance(value, str):
        return value
    if getattr(value, "is_Symbol", False):
        return str(value.name)
    raise TypeError(f"a name is wanted, not {type(value).__name__}")


def point_of(reading: Reading, value: Any) -> list[str]:
    """{"x": 3, "y": "pi/2"} as x=3 and y=pi/2, or the text itself."""
    if isinstance(value, str):
        return [value]
    if not isinstance(value, Mapping):
        raise TypeError
    found = []
    for name, number in value.items():
        text = entries_of(reading, number)
        if not text.strip() or "=" in name_of(name):
            raise NotationError(f"{name_of(name)} = {text!r} is no value of a variable")
        found.append(f"{name_of(name)}={text}")
    return found
