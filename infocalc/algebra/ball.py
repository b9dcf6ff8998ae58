"""Certified numbers: interval arithmetic over the shared expression at rising precision (arb, acb).

Every node is enclosed once for each precision. A node that cannot be enclosed yields a `Problem` in
place of a ball, so that the case of a piecewise function that does not apply does no harm. A problem is
`proved` when no precision can mend it (log of a negative number, division by an exact zero).

Why not mpmath's intervals: a sine takes them 28 µs where FLINT takes 0.5.
"""

from __future__ import annotations

from collections.abc import Mapping

from flint import acb, arb, ctx, fmpq

from infocalc.algebra.decimal import FIRST_BITS, ball_decimal, ladder, rational_decimal
from infocalc.algebra.exact_value import exact_values, is_short, vanishes
from infocalc.annotations import Any
from infocalc.errors import NoAnswer, Undecided, Undefined
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, expanded
from infocalc.functions import calls as F
from infocalc.functions.exact import turns
from infocalc.records import NamedTuple

Ball = Any  # an arb, an acb, or the bool of a condition


class Problem(NamedTuple):
    """Why a node has no value: the part at fault, the reason, and whether that is proved.

    `final`: no precision can mend it, although that is not proved.
    """

    node: Expr
    reason: str
    proved: bool
    hint: str | None = None
    final: bool = False


class Value(NamedTuple):
    """A number: its decimals, whether they are proved, and its exact form when that is short."""

    decimal: str
    certified: bool
    exact: Expr | None = None


def value(
    e: Expr, point: Mapping[str, Expr] | None = None, digits: int = 15, *, complex_: bool = False
) -> Value:
    """The value of e at an exact point to `digits` significant digits, each of them right.

    Raises Undefined where e has no (real) value, Undecided where that, or a sign, could not be proved.
    """
    where = dict(point or {})
    missing = sorted(e.free - where.keys())
    if missing:
        raise NoAnswer(f"no value without a number for {', '.join(missing)}")
    return Evaluation(e, where, complex_).value(digits)


def is_plainly_defined(e: Expr, point: Mapping[str, Expr], complex_: bool = False) -> bool:
    """Whether balls of few bits prove that e has a value at the point; where not, `value` may know."""
    found = Evaluation(e, point, complex_, by_balls=True).run(FIRST_BITS)
    return not isinstance(found, (Problem, bool)) and bool(found.is_finite())


def enclosure(e: Expr, point: Mapping[str, Expr] | None = None, bits: int = 128) -> arb | None:
    """A real ball around the value of e at one precision; None where that precision proves none."""
    where = dict(point or {})
    found = Evaluation(e, where, False).run(bits)
    return None if isinstance(found, (Problem, bool)) or not found.is_finite() else found


def complex_enclosure(e: Expr, point: Mapping[str, Expr], bits: int) -> acb | None:
    """A complex ball around the principal value of e at one precision; None where there is none."""
    found = Evaluation(e, dict(point), True).run(bits)
    return None if isinstance(found, (Problem, bool)) or not found.is_finite() else found


class Evaluation:
    """One expression at one point: exact values known once, balls anew for each precision."""

    def __init__(self, e: Expr, point: Mapping[str, Expr], complex_: bool, by_balls: bool = False) -> None:
        self.point = point
        self.complex = complex_
        self.root = expanded(e, complex_)
        self.exact = {} if by_balls else exact_values(self.root, point)
        self.certified = True
        self._zero: dict[Expr, bool] = {}

    # ── the ladder ──────────────────────────────────────────────────────────────────────────────

    def value(self, digits: int) -> Value:
        last: Ball = None
        for i, bits in enumerate(ladder(digits)):
            self.certified = True
            last = self.run(bits)
            if isinstance(last, Problem):
                if last.proved or last.final:
                    break
                continue
            found = self._decided(last, digits, bits, settle=i >= 1)
            if found is not None:
                return found
            if not self.certified:
                return self._estimate(last, digits)
        raise self._failure(last)

    def run(self, bits: int) -> Ball | Problem:
        """The ball of the whole expression at a precision."""
        memo: dict[Expr, Ball | Problem] = {}
        with ctx.workprec(bits):
            return X.fold(self.root, self._visit, memo)

    def _decided(self, x: Ball, digits: int, bits: int, settle: bool) -> Value | None:
        exact = self.exact.get(self.root)
        if isinstance(x, bool):
            raise NoAnswer("a condition is not a number", hint="it is true" if x else "it is false")
        if exact is not None and exact.head == X.NUM and not self.complex:
            return Value(rational_decimal(exact.data, digits), self.certified, exact)
        shown = exact if exact is not None and is_short(exact) else None
        if self.complex:
            text = _complex_decimal(x, digits, bits)
        else:
            text = ball_decimal(x, digits)
        if text is None and settle and x.contains(0) and self.vanishing(self.root):
            return Value("0", True, X.ZERO)
        return None if text is None else Value(text, self.certified, shown)

    def _estimate(self, x: Ball, digits: int) -> Value:
        """The digits that an unproved ball still has."""
        for fewer in range(digits - 1, 1, -1):
            text = ball_decimal(x, fewer)
            if text is not None:
                return Value(text, False)
        raise NoAnswer("no convergence")

    def _failure(self, last: Ball | Problem) -> NoAnswer:
        if isinstance(last, Problem):
            kind = Undefined if last.proved else Undecided
            return kind(f"{self._place(last.node)}: {last.reason}", hint=last.hint)
        if not self.complex and last.is_finite() and last.contains(0):
            below = ball_decimal(arb(last.upper() if last.upper() > -last.lower() else -last.lower()), 1)
            bound = below or "any bound"
            return Undecided(f"{self._place(self.root)} cannot be told from 0: it is below {bound}")
        return Undecided(f"{self._place(self.root)} was not pinned down within the precision allowed")

    def _place(self, node: Expr) -> str:
        from infocalc.algebra.engine import lift
        from infocalc.notation.writer import write

        names = sorted(node.free & self.point.keys())
        text = write(lift(node))
        if len(text) > 60:
            text = text[:57] + "..."
        if not names:
            return text
        return f"{text} at " + ", ".join(f"{n} = {write(lift(self.point[n]))}" for n in names)

    # ── exact knowledge ─────────────────────────────────────────────────────────────────────────

    def vanishing(self, node: Expr, shift: int = 0) -> bool:
        """Proved that the exact value of node is the integer `shift`."""
        exact = self.exact.get(node)
        if exact is None:
            return False
        difference = exact - shift
        if difference not in self._zero:
            self._zero[difference] = vanishes(difference)
        return self._zero[difference]

    # ── balls ───────────────────────────────────────────────────────────────────────────────────

    def _visit(self, node: Expr, parts: tuple[Ball | Problem, ...]) -> Ball | Problem:
        head = node.head
        if head == X.PIECEWISE:
            return self._piecewise(node, parts)
        if head in (X.INTEGRAL, X.SERIES):
            return self._summed(node)
        for part in parts:
            if isinstance(part, Problem):
                return part
        known = self.exact.get(node)
        if known is not None and known.head == X.NUM:
            return self._number(known.data)
        if head == X.SYM:
            return self._symbol(node)
        found = self.operation(node, parts)
        if isinstance(found, (bool, Problem)) or found.is_finite():
            return found
        return Problem(node, "its value is beyond all bounds of the precision", False)

    def _number(self, q: X.Rational) -> Ball:
        real = arb(q) if type(q) is int else arb(fmpq(q))
        return acb(real) if self.complex else real

    def _symbol(self, node: Expr) -> Ball | Problem:
        at = self.point.get(node.data)
        if at is None:
            return Problem(node, "no number was given for it", True)
        return X.fold(at, self._visit)

    def operation(self, node: Expr, parts: tuple[Ball, ...]) -> Ball | Problem:
        match node.head:
            case X.NUM:
                return self._number(node.data)
            case X.CONST:
                return self._constant(node)
            case X.ADD:
                constant, coefficients = node.data
                total = self._number(constant)
                for c, part in zip(coefficients, parts, strict=True):
                    total += part if c == 1 else part * (c if type(c) is int else fmpq(c))
                return total
            case X.MUL:
                product = self._number(node.data)
                for part in parts:
                    product *= part
                return product
            case X.POW:
                return self._power(node, *parts)
            case X.CALL:
                return self._call(node, parts)
            case X.RELATION:
                return self._relation(node, *parts)
            case X.AND:
                return all(parts)
            case X.OR:
                return any(parts)
            case _:
                return Problem(node, "it has no numerical value", True)

    def _constant(self, node: Expr) -> Ball | Problem:
        kind = acb if self.complex else arb
        match node.data:
            case "pi":
                return kind(arb.pi())
            case "e":
                return kind(arb.const_e())
            case "EulerGamma":
                return kind(arb.const_euler())
            case "Catalan":
                return kind(arb.const_catalan())
            case "true" | "false":
                return bool(node.data == "true")
            case "i" if self.complex:
                return acb(0, 1)
            case "i":
                return Problem(node, "the imaginary unit is not real", True, "pass --complex")
            case _:
                return Problem(node, "infinity is not a number", True)

    # ── powers ──────────────────────────────────────────────────────────────────────────────────

    def _power(self, node: Expr, base: Ball, exponent: Ball) -> Ball | Problem:
        if node.args[0] is X.E:
            return exponent.exp()
        q = self.exact.get(node.args[1]) or node.args[1]
        if q.head == X.NUM and q.data.denominator == 1:
            return self._integer_power(node, base, int(q.data))
        if self.complex:
            return base.pow(exponent) if base != 0 else self._zero_power(node, exponent.real)
        if base > 0:
            return base.sqrt() if q is X.HALF else (base.log() * exponent).exp()
        if base == 0 or (base.contains(0) and self.vanishing(node.args[0])):
            return self._zero_power(node, exponent)
        if base < 0:
            odd = q.head == X.NUM and q.data.denominator % 2 == 1
            hint = ("cbrt(x) and root(x, n) are the real roots; " if odd else "") + "pass --complex"
            return Problem(node, f"a negative number to the power {_shown(q)} is not real", True, hint)
        return Problem(node, "the sign of its base is not known", False)

    def _integer_power(self, node: Expr, base: Ball, n: int) -> Ball | Problem:
        if n >= 0:
            return base**n
        if base.contains(0):
            proved = base == 0 or self.vanishing(node.args[0])
            reason = "division by zero" if proved else "its base cannot be told from 0"
            return Problem(node, reason, bool(proved))
        return 1 / base**-n

    def _zero_power(self, node: Expr, exponent: Ball) -> Ball | Problem:
        if exponent > 0:
            return exponent * 0
        return Problem(node, "division by zero" if exponent < 0 else "0^0 is not defined", True)

    # ── functions ───────────────────────────────────────────────────────────────────────────────

    def _call(self, node: Expr, parts: tuple[Ball, ...]) -> Ball | Problem:
        row = TABLE.get(node.data)
        apply = None if row is None else row.complex_ball if self.complex else row.ball
        if apply is None:
            if self.complex and row is not None and row.ball is not None:
                return self._on_the_real_line(node, parts)
            return Problem(node, "there is no way to compute it as a number", True)
        if not self.complex and _is_step(node.data):
            return self._step(node, apply, parts)
        found = apply(*parts)
        if found.is_finite():
            return found
        exact = self.exact.get(node)
        if exact is not None and not (exact.head == X.CALL and exact.data == node.data):
            # at the end of a domain the exact value is known where the ball is not: Li₂(1) = π²/6
            found = Evaluation(exact, {}, self.complex).run(ctx.prec)
            if not isinstance(found, (bool, Problem)):
                return found
        return self._outside(node, apply, parts)

    def _on_the_real_line(self, node: Expr, parts: tuple[acb, ...]) -> Ball | Problem:
        """A function that is known for real arguments only, among complex numbers."""
        if any(part.imag != 0 for part in parts):
            return Problem(node, "it is known for real arguments only", True)
        found = TABLE[node.data].ball(*[part.real for part in parts])  # type: ignore[misc]
        return acb(found) if found.is_finite() else Problem(node, "it is not real there", False)

    def _step(self, node: Expr, apply: Any, parts: tuple[arb, ...]) -> Ball | Problem:
        """A function with jumps at integers, or at 0: at a jump the exact value of the argument decides."""
        (x,) = parts
        found = apply(x)
        if found.is_finite() and found.is_exact():
            return found
        nearest = (x + arb(1) / 2).floor().unique_fmpz() if TABLE[node.data].rounds else 0
        if nearest is None:
            nearest = (x.mid() + arb(1) / 2).floor().unique_fmpz()
        if nearest is not None and (x == int(nearest) or self.vanishing(node.args[0], int(nearest))):
            found = apply(arb(int(nearest)))
            return found if found.is_finite() else Problem(node, "it is not defined at its jump", True)
        return Problem(node, "it cannot be told on which side of a jump its argument lies", False)

    def _outside(self, node: Expr, apply: Any, parts: tuple[Ball, ...]) -> Problem:
        """No finite value: proved when the argument is exact, or is nowhere near the domain."""
        periodic = TABLE[node.data].rule == "trigonometric"
        exact = self.exact.get(node.args[0]) if periodic else None
        turned = turns(exact) if exact is not None else None
        if turned is not None and turned != 0 and fmpq(2 * turned).q == 1:
            return Problem(node, "it has a pole there", True)
        proved = all(part.is_exact() for part in parts) or not any(
            apply(*ends).is_finite() for ends in _corners(parts, self.complex)
        )
        row = TABLE[node.data]
        hint = None
        reason = "it has a pole there" if proved else "its argument cannot be told from the end of its domain"
        if proved and not self.complex:
            shown = ", ".join(self._argument(a, part) for a, part in zip(node.args, parts, strict=True))
            complex_ball = row.complex_ball
            unreal = complex_ball is not None and complex_ball(*[acb(p.mid()) for p in parts]).is_finite()
            reason = f"{node.data}({shown}) is not {'real' if unreal else 'defined'}"
            hint = f"{node.data} is real for {row.domain}" + ("; pass --complex" if unreal else "")
        return Problem(node, reason, proved, hint)

    def _argument(self, a: Expr, part: arb) -> str:
        exact = self.exact.get(a)
        if exact is not None and is_short(exact):
            return _shown(exact)
        return ball_decimal(part.mid(), 6) or "..."

    # ── conditions ──────────────────────────────────────────────────────────────────────────────

    def _relation(self, node: Expr, a: Ball, b: Ball) -> Ball | Problem:
        """a < b and its like, decided by balls that are apart or by exact equality."""
        if self.complex:
            if a.imag != 0 or b.imag != 0:
                return Problem(node, "complex numbers have no order", True)
            a, b = a.real, b.real
        if a < b:
            return node.data in ("<", "<=", "!=")
        if a > b:
            return node.data in (">", ">=", "!=")
        left, right = (self.exact.get(part) for part in node.args)
        if left is not None and right is not None and vanishes(left - right):
            return node.data in ("<=", ">=", "=")
        return Problem(node, "the two sides cannot be told apart", False)

    def _piecewise(self, node: Expr, parts: tuple[Ball | Problem, ...]) -> Ball | Problem:
        for found, condition in zip(parts[::2], parts[1::2], strict=True):
            if isinstance(condition, Problem) or condition:
                return condition if isinstance(condition, Problem) else found
        return Problem(node, "no case applies", True)

    # ── integrals and sums ──────────────────────────────────────────────────────────────────────

    def _summed(self, node: Expr) -> Ball | Problem:
        from infocalc.integration.goal import Divergent
        from infocalc.integration.value import total_at

        what = "integral" if node.head == X.INTEGRAL else "sum"
        try:
            found, certified = total_at(node, self.point)
        except Divergent as problem:
            end = f"diverges at {problem.reason}" if problem.sign else f"diverges: {problem.reason}"
            return Problem(node, f"the {what} {end}", True)
        except NoAnswer as problem:
            return Problem(node, problem.message, False, problem.hint, final=True)
        self.certified = self.certified and certified
        return acb(found) if self.complex else found


def _is_step(name: str) -> bool:
    """Whether the function is constant between jumps."""
    row = TABLE.get(name)
    return row is not None and (row.rounds != 0 or row.flat or name == F.diracdelta.name)


def _corners(parts: tuple[Ball, ...], complex_: bool) -> list[tuple[Ball, ...]]:
    """Exact points of the box: its middle, its lower and its upper corner."""
    if complex_:
        return [tuple(part.mid() for part in parts)]
    return [tuple(getattr(part, end)() for part in parts) for end in ("mid", "lower", "upper")]


def _shown(e: Expr) -> str:
    from infocalc.algebra.engine import lift
    from infocalc.notation.writer import write

    return write(lift(e))


def _complex_decimal(z: acb, digits: int, bits: int) -> str | None:
    """'a', 'b*i' or 'a + b*i'; a part that is 0 to twice the digits asked for is taken to be 0."""
    if not z.is_finite():
        return None
    parts = [_part(x, z, digits, bits) for x in (z.real, z.imag)]
    if None in parts:
        return None
    real, imag = parts
    if imag == "0":
        return real
    size = imag.removeprefix("-")  # type: ignore[union-attr]
    if real == "0":
        return f"{imag}*i"
    return f"{real} {'-' if imag != size else '+'} {size}*i"


def _part(x: arb, z: acb, digits: int, bits: int) -> str | None:
    found = ball_decimal(x, digits)
    if found is None and x.contains(0):
        negligible = abs(x).upper() < abs(z).upper() * arb(10) ** (-2 * digits - 20)
        return "0" if negligible and bits >= 7 * digits + 100 else None
    return found
