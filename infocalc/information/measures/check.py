"""--check EXPECTED: is the answer to an information measure the one expected? With --tol, within T of it?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from flint import arb, fmpq

from infocalc.algebra.ball import enclosure
from infocalc.algebra.engine import lift, lower
from infocalc.algebra.equality import equal
from infocalc.algebra.point import meant
from infocalc.errors import InfocalcError, UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import subs
from infocalc.information.closed.expansion import Expansion, TooWide
from infocalc.information.condition import Condition
from infocalc.information.facts import Facts
from infocalc.information.options import InformationOptions
from infocalc.notation.sides import sides
from infocalc.notation.writer import write
from infocalc.report.report import Check, Report, Row

#: working precisions, in bits, until a comparison is decided
_BITS = (128, 512, 2048)
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?")


def with_check(
    report: Report, conditions: Iterable[Condition], text: str, options: InformationOptions
) -> Report:
    """The report with the verdict on the expected value, compared with its first row in its unit."""
    known = tuple(c.upward() for c in conditions)
    undecided = False
    for side in _claims(text, report.rows[0].name):
        expected = _expected(side, report, options)
        verdict, point = _verdict(report.rows[0], expected, options, known)
        if verdict == "false":
            diagnosis = _diagnosis(report, side, expected)
            return report._replace(check=Check(verdict, text, point or None, diagnosis))
        undecided = undecided or verdict == "undecided"
    return report._replace(check=Check("undecided" if undecided else "true", text))


_LABEL = re.compile(r"([A-Za-z])(?:_\{?\w+\}?)?\s*(?:\(([^()]*)\))?")


def _claims(text: str, name: str) -> list[str]:
    """The sides of A = B, each of them claimed; but for a name of the answer at the left, H or H(X).

    D(Q||P) is no name of D(P||Q): what speaks of P and Q says which of the two.
    """
    first, *rest = sides(text)
    label = _LABEL.fullmatch(first.strip())
    if not rest or label is None or label[1].lower() != name[0].lower():
        return [first, *rest]
    of_others = not {"P", "Q"} & set(re.findall(r"\w+", label[2] or ""))
    return rest if of_others or "".join(first.split()).endswith(name[1:]) else [first, *rest]


_WITH_UNIT = re.compile(r"(.*[^A-Za-z\s])\s*(nat|bit|ban)s?\s*")


def _expected(text: str, report: Report, options: InformationOptions) -> Expr | str:
    """EXPECTED with rows by their names, H(P,Q) - H(P), and a unit, 1 bit; other names are refused."""
    from infocalc.functions import VOCABULARY
    from infocalc.notation.parser import parse

    body, unit = without_unit(text)
    rows: dict[str, Expr] = {}
    for i, row in enumerate(sorted(report.rows, key=lambda row: -len(row.name))):
        if row.formula is not None and row.name in body:
            rows[f"row_{i}"] = lower(row.formula)
            body = body.replace(row.name, f"(row_{i})")
    if not rows and unit is None:
        found = _read(text)
    else:
        found = subs(lower(parse(body, VOCABULARY, variables=frozenset(rows)).formula, body), rows)
    if isinstance(found, Expr) and unit is not None:
        found = found * in_unit("--check", unit, report.unit)
    known = frozenset(options.at).union(*(lower(row.formula).free for row in report.rows if row.formula))
    strangers = sorted(found.free - known) if isinstance(found, Expr) else []
    if strangers:
        raise UsageError(
            f"--check: there is no {strangers[0]} in the question", hint=meant(strangers[0], known)
        )
    return found


def without_unit(text: str) -> tuple[str, str | None]:
    """'1 bit' as its number and its unit."""
    match = _WITH_UNIT.fullmatch(text)
    return (text, None) if match is None else (match[1], f"{match[2]}s")


def in_unit(option: str, unit: str, wanted: str | None) -> Expr:
    """How many of the unit of the answer, `wanted`, one unit is."""
    bases = {"nats": X.E, "bits": X.TWO, "bans": X.num(10)}
    if wanted not in bases:
        raise UsageError(f"{option}: the answer is not in {unit}", hint="leave the unit out")
    return F.log(bases[unit]) / F.log(bases[wanted])


def _read(text: str) -> Expr | str:
    """EXPECTED as an expression, or 'inf' and '-inf'."""
    from infocalc.functions import VOCABULARY
    from infocalc.notation.parser import parse

    plain = text.strip().lstrip("+")
    if plain.lstrip("-") in ("oo", "inf"):
        return "-inf" if plain.startswith("-") else "inf"
    return lower(parse(plain, VOCABULARY).formula, plain)


def _verdict(
    row: Row, expected: Expr | str, options: InformationOptions, conditions: tuple[Condition, ...]
) -> tuple[str, dict[str, str] | None]:
    infinite = row.number is not None and row.number.decimal in ("inf", "-inf")
    if infinite or isinstance(expected, str):
        same = infinite and row.number is not None and row.number.decimal == expected
        return ("true" if same else "false"), None
    if options.tol is not None:
        return _within(row, expected, _tolerance(options.tol)), None
    if row.formula is None:
        return _digits_agree(row, expected), None
    facts = Facts().given(conditions)
    ours, theirs = (_opened(e, facts) for e in (lower(row.formula), expected))
    found = equal(ours, theirs, lambda point: all(_holds(c, point) for c in conditions))
    where = {name: write(lift(value)) for name, value in (found.point or {}).items()}
    return found.verdict, where or None


def _opened(e: Expr, facts: Facts) -> Expr:
    """e with the logarithms opened that the facts allow: log(1/p) as −log p for p > 0."""
    try:
        return Expansion(frozenset(), frozenset(), facts).expand(e).get(X.ONE, X.ZERO)
    except (InfocalcError, TooWide):
        return e


def _holds(c: Condition, point: dict[str, Expr]) -> bool:
    left, right = subs(c.left, point), subs(c.right, point)
    return Facts().holds(Condition(left, c.relation, right)) is not False


def _tolerance(text: str) -> arb:
    value = _read(text)
    ball = None if isinstance(value, str) or value.free else enclosure(value)
    if ball is None or not ball >= 0:
        raise UsageError(f"the tolerance must be a number >= 0, not '{text}'", hint="write --tol 1e-6")
    return ball


def _within(row: Row, expected: Expr, tolerance: arb) -> str:
    """Whether |answer − expected| ≤ tolerance, with balls at rising precision."""
    for bits in _BITS:
        value, other = _ball(row, bits), enclosure(expected, None, bits) if not expected.free else None
        if value is None or other is None:
            raise UsageError("--tol compares numbers", hint="give symbols their values: --at p=1/2")
        gap = abs(value - other)
        if gap <= tolerance:
            return "true"
        if gap > tolerance:
            return "false"
    return "undecided"


def _ball(row: Row, bits: int) -> arb | None:
    """The value of a row: from its formula, else from its decimal with half a unit of the last digit."""
    if row.formula is not None:
        formula = lower(row.formula)
        if not formula.free:
            return enclosure(formula, None, bits)
    return None if row.number is None else _printed(row.number.decimal)


def _printed(decimal: str) -> arb:
    digits, _, exponent = decimal.lower().partition("e")
    places = len(digits.partition(".")[2]) - int(exponent or 0)
    whole = fmpq(int(digits.replace(".", "")))
    unit = fmpq(10) ** -places
    return arb(whole * unit, unit / 2)


def _digits_agree(row: Row, expected: Expr) -> str:
    """A value without a formula: false when the digits differ, else undecided."""
    value = _ball(row, _BITS[0])
    other = enclosure(expected) if not expected.free else None
    if value is None or other is None:
        return "undecided"
    return "undecided" if value.overlaps(other) else "false"


def _diagnosis(report: Report, text: str, expected: Expr | str) -> str | None:
    """What the expected value is instead: the answer rounded, another row, the same in another unit."""
    if isinstance(expected, str) or expected.free:
        return None
    other, first = enclosure(expected), _ball(report.rows[0], _BITS[0])
    if other is None:
        return None
    near = _half_unit(text, other)
    if first is not None and abs(first - other) <= near:
        return f"it agrees to the digits given: --tol {float(near.mid()):.1g} allows for rounding"
    for row in report.rows[1:]:
        value = None if row.number is None or "inf" in row.number.decimal else _ball(row, _BITS[0])
        if value is not None and abs(value - other) <= near:
            return f"that is {row.name}"
    return None if first is None else _other_unit(report.unit, first, other, near)


def _half_unit(text: str, value: arb) -> arb:
    """Half a unit of the last digit of a decimal as typed; of other expressions a millionth of the value."""
    if _DECIMAL.fullmatch(text.strip()):
        return _printed(text.strip()).rad()
    return abs(value) / 10**6


def _other_unit(unit: str | None, first: arb, other: arb, near: arb) -> str | None:
    for name, base in _BASES:
        if name != unit and abs(first * _nats(unit) / _log(base) - other) <= near:
            return f"that is the value in {name}, not {unit}"
    return None


_BASES = (("nats", None), ("bits", 2), ("bans", 10))


def _nats(unit: str | None) -> arb:
    """How many nats the unit is."""
    return next((_log(base) for name, base in _BASES if name == unit), arb(0))


def _log(base: int | None) -> arb:
    return arb(1) if base is None else arb(base).log()
