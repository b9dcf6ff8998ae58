"""What help says of the domain of a function: where it is every real x, every point has a value."""

from __future__ import annotations

from itertools import islice, product

import pytest

from infocalc.calculus.evaluated import evaluated
from infocalc.calculus.options import CalculusOptions
from infocalc.cli.entries_of_functions import as_called
from infocalc.functions import TABLE

#: whole numbers below, at and above 0, and between them
POINTS = ("-5/2", "-2", "1", "0", "-1/3", "7/3", "-1", "2", "1/3")
EVERYWHERE = [name for name, row in TABLE.items() if row.domain == "all real x"]


@pytest.mark.parametrize("name", EVERYWHERE)
def test_all_real_x(name: str) -> None:
    function, letters = as_called(TABLE[name])
    for point in islice(product(POINTS, repeat=len(letters)), 0, 40, 3 if len(letters) > 1 else 1):
        typed = function.replace(f"({', '.join(letters)})", "(" + ", ".join(f"({x})" for x in point) + ")")
        assert evaluated(typed, CalculusOptions()).rows, typed
