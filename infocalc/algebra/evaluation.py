"""The ball of an expression at one point and one precision: interval arithmetic over shared nodes (arb, acb).

Every node is enclosed once for each precision. A node that cannot be enclosed yields a `Problem` in
place of a ball, so that the case of a piecewise function that does not apply does no harm. A problem is
`proved` when no precision can mend it (log of a negative number, division by an exact zero)."""

from __future__ import annotations

from collections.abc import Mapping

from flint import acb, arb, ctx, fmpq

from infocalc.algebra.exact_value import exact_values, vanishes
from infocalc.algebra.no_value import Ball, Problem, outside, shown
from infocalc.annotations import Any
from infocalc.errors import NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, expanded
from infocalc.functions import calls as F
from infocalc.functions.row import is_parametric


class Evaluation:
    """One expression at one point: exact values known once, balls anew for each precision."""

    def __init__(self, e: Expr, point: Mapping[str, Expr], complex_: bool, by_balls: bool = False) -> None:
        self.point = point
        self.complex = complex_
        self.root = expanded(e, complex_)
        self.exact = {} if by_balls else exact_values(self.root, point)
        self.certified = True
        self._zero: dict[Expr, bool] = {}

    def run(self, bits: int) -> Ball | Problem:
        """The ball of the whole expression at a precision."""
        memo: dict[Expr, Ball | Problem] = {}
        with ctx.workprec(bits):
            return X.fold(self.root, self._visit, memo)

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
            case X.UNDEF if is_parametric(node):
                return self._parametric(node, parts)
            case X.RELATION:
                return self._relation(node, *parts)
            case X.AND:
                return all(parts)
            case X.OR:
                return any(parts)
            case _:
                return Problem(node, "it has no numerical value", True)

    def _constant(self, node: Expr) -> Ball | Problem:
        number = _CONSTANTS.get(node.data)
        if number is not None:
            return acb(number()) if self.complex else number()
        if node.data in ("true", "false"):
            return node.data == "true"
        if node.data != "i":
            return Problem(node, "infinity is not a number", True)
        return (
            acb(0, 1)
            if self.complex
            else Problem(node, "the imaginary unit is not real", True, "pass --complex")
        )

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
            return Problem(node, f"a negative number to the power {shown(q)} is not real", True, hint)
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
        if exponent < 0:
            return Problem(node, "division by zero", True)
        if self.vanishing(node.args[1]):  # 0^0 is the empty product, as a number and as x^0
            return exponent * 0 + 1
        return Problem(node, "the sign of its exponent is not known", False)

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
        return outside(node, apply, parts, self.exact, self.complex)

    def _parametric(self, node: Expr, parts: tuple[Ball, ...]) -> Ball | Problem:
        """A derivative of a function of the table."""
        from infocalc.algebra.parametric import parametric_ball, real_parametric_ball

        name, orders = node.data
        found = (parametric_ball if self.complex else real_parametric_ball)(name, orders, parts)
        if found.is_finite():
            return found
        return Problem(node, "no disc is found on which the function is analytic", False, final=True)

    def _on_the_real_line(self, node: Expr, parts: tuple[acb, ...]) -> Ball | Problem:
        """A function that is known for real arguments only, among complex numbers."""
        if any(part.imag != 0 for part in parts):
            return Problem(node, "it is known for real arguments only", True)
        found = TABLE[node.data].ball(*[part.real for part in parts])  # type: ignore[misc]
        return acb(found) if found.is_finite() else Problem(node, "it is not real there", False)

    def _step(self, node: Expr, apply: Any, parts: tuple[arb, ...]) -> Ball | Problem:
        """A function with jumps at integers, or at 0: at a jump the exact value of the argument decides."""
        x, *others = parts
        found = apply(x, *others)
        if found.is_finite() and found.is_exact():
            return found
        nearest = (x + arb(1) / 2).floor().unique_fmpz() if TABLE[node.data].rounds else 0
        if nearest is None:
            nearest = (x.mid() + arb(1) / 2).floor().unique_fmpz()
        if nearest is not None and (x == int(nearest) or self.vanishing(node.args[0], int(nearest))):
            found = apply(arb(int(nearest)), *others)
            return found if found.is_finite() else Problem(node, "it is not defined at its jump", True)
        return Problem(node, "it cannot be told on which side of a jump its argument lies", False)

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


_CONSTANTS = {"pi": arb.pi, "e": arb.const_e, "EulerGamma": arb.const_euler, "Catalan": arb.const_catalan}


def _is_step(name: str) -> bool:
    """Whether the function is constant between jumps."""
    row = TABLE.get(name)
    return row is not None and (row.rounds != 0 or row.flat or name == F.diracdelta.name)
