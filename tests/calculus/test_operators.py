"""The table of operators, row by row: values against differences, and what follows from a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import mpmath
import pytest
from mpmath import mp, mpf

from infocalc.algebra.engine import lower
from infocalc.calculus import commands
from infocalc.calculus.operator import OPERATORS, Operator
from infocalc.calculus.options import CalculusOptions
from infocalc.calculus.verify import Disagreement
from infocalc.errors import UsageError
from infocalc.expr.expr import num
from tests.calculus.asked import asked

ROWS = list(OPERATORS.values())
NAMES = ("x", "y", "z")
AT = {"x": "1/3", "y": "2", "z": "-1/2"}
COMPONENTS = ("x^2*y + sin(z)*y^3", "x*exp(z) - y^2*z", "x*y*z + cos(x*y)")
FUNCTIONS: tuple[Callable[..., mpf], ...] = (
    lambda x, y, z: x**2 * y + mp.sin(z) * y**3,
    lambda x, y, z: x * mp.exp(z) - y**2 * z,
    lambda x, y, z: x * y * z + mp.cos(x * y),
)


def slope(i: int, *along: str) -> mpf:
    """∂f_i along the variables at the point, by mpmath's differences."""
    orders = tuple(along.count(name) for name in NAMES)
    point = tuple(mpf(1) / 3 if name == "x" else mpf(AT[name] if name == "y" else "-0.5") for name in NAMES)
    return mp.diff(FUNCTIONS[i], point, orders)


#: the values of the entries, written out from the definitions
EXPECTED: dict[str, Callable[[], Sequence[mpf]]] = {
    "diff": lambda: [slope(0, "x")],
    "grad": lambda: [slope(0, x) for x in NAMES],
    "jacobian": lambda: [slope(i, x) for i in range(3) for x in NAMES],
    "hessian": lambda: [slope(0, x, y) for x in NAMES for y in NAMES],
    "divergence": lambda: [mp.fsum(slope(i, x) for i, x in enumerate(NAMES))],
    "curl": lambda: [
        slope(2, "y") - slope(1, "z"),
        slope(0, "z") - slope(2, "x"),
        slope(1, "x") - slope(0, "y"),
    ],
    "laplacian": lambda: [mp.fsum(slope(0, x, x) for x in NAMES)],
}


def answer(row: Operator, **options):
    texts = COMPONENTS if row.of_list else COMPONENTS[:1]
    words = ("x",) if row.entries is None else NAMES
    return asked(row.name, texts, CalculusOptions(at=AT, **options), words)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_values(row: Operator):
    report = answer(row, digits=20)
    with mpmath.workdps(40):
        expected = EXPECTED[row.name]()
    assert len(report.rows) == len(expected)
    for found, value in zip(report.rows, expected, strict=True):
        assert found.number is not None
        assert found.number.certified
        assert abs(mpf(found.number.decimal) - value) < 1e-14
    assert report.shape == row.shape(3 if row.of_list else 1, 3)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_entry_is_compared_with_jets(row: Operator, monkeypatch):
    """One entry that is off by 1e-12 is a bug that is caught, whichever it is."""
    count = len(answer(row).rows)
    assert answer(row).verified
    for place in range(count):
        finished = commands.finished

        def broken(found, options, known, *, place=place, finished=finished):
            entries = [(n, e + num(1, 10**12) if i == place else e) for i, (n, e) in enumerate(found.entries)]
            return finished(found._replace(entries=tuple(entries)), options, known)

        with monkeypatch.context() as patched:
            patched.setattr(commands, "finished", broken)
            with pytest.raises(Disagreement):
                answer(row)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_steps_end_in_the_answer(row: Operator):
    report = answer(row, steps=True)
    lasts = {lower(step.after) for step in report.steps}
    assert all(lower(r.formula) in lasts for r in report.rows)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_python(row: Operator):
    import infocalc

    function = getattr(infocalc, row.name)
    assert (function.__doc__ or "").startswith(row.about)
    if row.of_list:
        found = function(*COMPONENTS, wrt=NAMES)
    else:
        found = function(COMPONENTS[0], *(("x",) if row.entries is None else NAMES))
    assert [lower(r.formula) for r in found.rows] == [lower(r.formula) for r in answer(row).rows]


def test_the_plane_and_what_does_not_fit():
    assert asked("curl", "[-y, x]", CalculusOptions()).rows[0].formula.value == (2, 1)
    for name, texts in (("curl", "[x, y, z*w]"), ("curl", "[x*y]"), ("divergence", "[x*y, z]")):
        with pytest.raises(UsageError, match="components"):
            asked(name, texts, CalculusOptions())


@pytest.mark.parametrize("row", [row for row in ROWS if row.of_list], ids=lambda row: row.name)
@pytest.mark.parametrize("unit", [r"\hat {}", r"\hat{{{}}}", r"\mathbf{{\hat {}}}", r"\hat{{\{}math}}"])
def test_components_before_unit_vectors(row: Operator, unit: str):
    n = 2 if row.name == "curl" else 3
    axes = "ijk" if "math" not in unit else "ij"
    n = min(n, len(axes))
    components = ("x^2*y", "x*y^2", "x*y*z")[:n]
    text = " + ".join(f"({c})*{unit.format(axis)}" for c, axis in zip(components, axes, strict=False))
    if row.fits(n, n):
        found, want = (asked(row.name, t, CalculusOptions()) for t in (text, f"[{', '.join(components)}]"))
        assert [(r.name, lower(r.formula)) for r in found.rows] == [
            (r.name, lower(r.formula)) for r in want.rows
        ]
        assert any("unit vectors" in note for note in found.notes)


@pytest.mark.parametrize(
    "row", [r for r in ROWS if not r.of_list and r.entries is not None], ids=lambda r: r.name
)
def test_a_vector_is_no_function(row: Operator):
    with pytest.raises(UsageError, match="not of a vector"):
        asked(row.name, r"x*\hat i + y*\hat j", CalculusOptions())


@pytest.mark.parametrize("text", [r"x*\hat y", r"\hat i^2", r"\hat{x}*\hat{y}"])
def test_what_is_no_sum_along_unit_vectors_has_one_component(text: str):
    assert all(r.name.startswith("df1/") for r in asked("jacobian", text, CalculusOptions()).rows)
