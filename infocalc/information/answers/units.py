"""Units of information: nats inside, log base b of the same thing outside."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, fmpq

from infocalc.algebra.decimal import ball_decimal, ladder, rational_decimal
from infocalc.annotations import TYPE_CHECKING
from infocalc.errors import Undecided, UsageError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.logarithm_sums import log_ball
from infocalc.information.pmf.rationals import rational
from infocalc.notation.formula import Formula, call_of, constant, number
from infocalc.records import NamedTuple
from infocalc.report.report import DOUBLE_DIGITS, Number

if TYPE_CHECKING:
    from infocalc.expr.expr import Expr


class Unit(NamedTuple):
    """The unit of log base `base`; base None is e."""

    name: str
    base: fmpq | None = None

    def converted(self, nats: arb) -> arb:
        """The value in this unit, as a ball at the current precision."""
        return nats if self.base is None else nats / log_ball(self.base)

    def factor(self) -> Expr:
        """What a value in nats is multiplied by: 1/log b."""
        from infocalc.expr import expr as X
        from infocalc.functions import calls as F

        return X.ONE if self.base is None else X.power(F.log(X.rational(self.base)), X.MINUS_ONE)

    def formula(self, nats: Expr) -> Formula:
        """A value in nats as it is written in this unit: log(u) as log2(u), other terms over log(b)."""
        from infocalc.algebra.engine import lift
        from infocalc.expr import expr as X

        if self.base is None:
            return lift(nats)
        return lift(X.add(*[self._term(term) for term in X.terms(nats)]))

    def _term(self, term: Expr) -> Expr:
        """c·log u as c·log_b u; any other term divided by log b."""
        from infocalc.expr import expr as X
        from infocalc.functions import calls as F

        factors = term.args if term.head == X.MUL else (term,)
        logs = [f for f in factors if F.log.heads(f) and len(f.args) == 1]
        if len(logs) != 1:
            return X.mul(term, self.factor())
        (u,), base = logs[0].args, X.rational(self.base or fmpq(0))
        named = {2: "log2", 10: "log10"}.get(base.data)
        inside = (u,) if named else (u, base)
        log = X.ONE if u is base else X.compound(X.CALL, inside, named or F.log.name)
        return X.mul(
            X.rational(term.data) if term.head == X.MUL else X.ONE,
            *(f for f in factors if f is not logs[0]),
            log,
        )

    def log_formula(self, n: Formula) -> Formula:
        """log_b n as it is typed: log(n), log2(n), log10(n), log(n, b)."""
        named = {None: "log", 2: "log2", 10: "log10"}
        if self.base is None or self.base in (2, 10):
            key = None if self.base is None else int(self.base.p)
            return call_of(named[key], n)
        return call_of(named[None], n, self.base_formula())

    def base_formula(self) -> Formula:
        """The base as a number."""
        if self.base is None:
            return Formula("constant", (), "e")
        p, q = number(int(self.base.p)), int(self.base.q)
        return p if q == 1 else Formula("quotient", (p, number(q)))


NATS = Unit("nats")
_UNITS = {"nats": NATS, "bits": Unit("bits", fmpq(2)), "bans": Unit("bans", fmpq(10))}


def unit_of(options: InformationOptions) -> Unit:
    """The unit asked for by --unit or --base."""
    if options.base is None:
        return _UNITS[options.unit]
    text = options.base.strip()
    if text == "e":
        return NATS
    base = rational(text)
    if base is None:
        raise UsageError(
            f"--base {text}: a number is wanted", hint="for example --base 2, --base 10 or --base e"
        )
    if base <= 1:
        raise UsageError(f"--base {text}: the base of a logarithm must be larger than 1")
    return {fmpq(2): _UNITS["bits"], fmpq(10): _UNITS["bans"]}.get(base) or Unit(f"base {text}", base)


def certified_number(evaluate: Callable[[], arb], digits: int, exact: str | None = None) -> Number:
    """The value of evaluate(), a ball at the current precision, with every digit proved."""
    from flint import ctx

    for bits in ladder(max(digits, DOUBLE_DIGITS)):
        with ctx.workprec(bits):
            ball = evaluate()
            decimal = ball_decimal(ball, digits)
            near = ball_decimal(ball, DOUBLE_DIGITS) if digits < DOUBLE_DIGITS else decimal
        if decimal is not None:
            return Number(decimal, True, exact, _double(near or decimal))
    raise Undecided(f"the value was not pinned down to {digits} digits with {bits:,} bits")


def rational_number(x: fmpq, digits: int) -> Number:
    """An exact rational as a Number."""
    exact = str(int(x.p)) if x.q == 1 else f"{int(x.p)}/{int(x.q)}"
    near = rational_decimal(x, DOUBLE_DIGITS)
    return Number(rational_decimal(x, digits), True, exact if len(exact) <= 40 else None, _double(near))


def infinity(sign: int = 1) -> Formula:
    """±∞ as it is typed."""
    oo = constant("oo")
    return oo if sign > 0 else Formula("neg", (oo,))


def infinite_number(sign: int = 1) -> Number:
    """±∞."""
    return Number("inf" if sign > 0 else "-inf", True)


def _double(decimal: str) -> float | None:
    x = float(decimal)
    return None if x in (float("inf"), float("-inf")) else x
