"""Jets: Taylor coefficients along a line, by power series over balls.

f(p + t·u), the *input*, is expanded in t with `arb_series`, which shares no rule with the derivative: the
coefficient of tⁿ is (u·∇)ⁿ f/n! at p. Undefined functions are replaced by trial functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from flint import arb, arb_series, ctx, fmpq

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE

Series = Any  # arb_series, or the bool of a condition
#: an exact coordinate, or a ball that holds it
Numbers = Mapping[str, fmpq | arb]
ZERO = arb(0)


class NoJet(Exception):
    """The expression has no power series by this route: a function without one, a point at a kink."""


def jet(f: Expr, point: Numbers, along: Mapping[str, fmpq], order: int, bits: int) -> list[arb]:
    """Coefficients of t⁰ … t^order of f(point + t·along), f `expanded`; raises NoJet where there are none."""
    return Jets(point, along, order, bits).of(f)


def composed(f: Expr, values: Mapping[str, Series]) -> Series:
    """The series of f, `expanded`, whose symbols have the series `values`; NoJet where it has none."""

    def visit(node: Expr, parts: tuple[Series, ...]) -> Series:
        if node.head == X.SYM:
            return values[node.data]
        rule = _RULES.get(node.head)
        if rule is None:
            raise NoJet
        return rule(node, parts)

    try:
        return X.fold(f, visit)
    except (ValueError, ZeroDivisionError):
        raise NoJet from None


class Jets:
    """Taylor coefficients along one line; parts that occur in several expressions are expanded once."""

    def __init__(self, point: Numbers, along: Mapping[str, fmpq], order: int, bits: int) -> None:
        self.point, self.along, self.order, self.bits = point, along, order, bits
        self._known: dict[Expr, Series] = {}
        self._symbols: dict[str, Series] = {}

    def of(self, f: Expr) -> list[arb]:
        """The coefficients of t⁰ … t^order; NoJet where there are none."""
        return self.coefficients(lambda: self.taylor(f))

    def know(self, known: Mapping[Expr, Series]) -> None:
        """Take the series of some expressions as given."""
        self._known.update(known)

    def taylor(self, f: Expr) -> Series:
        """The whole series, to the order and precision in force."""
        self._known |= _totals(f, self.point, self.along, self._known)
        return X.fold(f, self._visit, self._known)

    def coefficients(self, expand: Callable[[], Series]) -> list[arb]:
        """The coefficients of the series that `expand` makes to the order and precision of these jets."""
        before = ctx.cap, ctx.prec
        ctx.cap, ctx.prec = self.order + 1, self.bits
        try:
            series = expand()
            found = [series[k] for k in range(self.order + 1)]
        except (ValueError, ZeroDivisionError):  # FLINT's word for a series that would begin with a pole
            raise NoJet from None
        finally:
            ctx.cap, ctx.prec = before
        if not all(map(arb.is_finite, found)):
            raise NoJet
        return found

    def values(self) -> Jets:
        """Jets of order 0 at the same point, which know what is known here."""
        found = Jets(self.point, {}, 0, self.bits)
        found.know({f: s if isinstance(s, bool) else arb_series([s[0]]) for f, s in self._known.items()})
        return found

    def _visit(self, node: Expr, parts: tuple[Series, ...]) -> Series:
        if node.head == X.SYM:
            return self.symbol(node.data)
        rule = _RULES.get(node.head)
        if rule is None:
            raise NoJet
        return rule(node, parts)

    def symbol(self, name: str) -> Series:
        found = self._symbols.get(name)
        if found is None:
            if name not in self.point:
                raise NoJet
            found = arb_series([_ball(self.point[name]), _ball(self.along.get(name, 0))])
            self._symbols[name] = found
        return found


def _sum(node: Expr, parts: tuple[Series, ...]) -> Series:
    constant, coefficients = node.data
    total = None if constant == 0 else number(constant)
    for c, part in zip(coefficients, parts, strict=True):
        term = part if c == 1 else part * number(c)
        total = term if total is None else total + term
    return total


def _product(node: Expr, parts: tuple[Series, ...]) -> Series:
    product = None if node.data == 1 else number(node.data)
    for part in parts:
        product = part if product is None else times(product, part)
    return product


def number(q: X.Rational) -> Series:
    """q as a series; FLINT takes longer to make one of a number than to multiply two."""
    return _whole(q, ctx.cap) if type(q) is int else arb_series([arb(q)])


@lru_cache(maxsize=256)
def _whole(n: int, cap: int) -> Series:
    """n to the order in force, which a series keeps."""
    return arb_series([arb(n)], cap)


def times(a: Series, b: Series) -> Series:
    """a·b; FLINT's product of 0 and what has no value is 0."""
    product = a * b
    return product if (product if product.length() else a + b)[0].is_finite() else arb_series([arb.nan()])


def _ball(q: X.Rational | arb) -> arb:
    return arb(q) if type(q) is int or isinstance(q, arb) else arb(fmpq(q))


_CONSTANTS = {
    "pi": arb.pi,
    "e": arb.const_e,
    "EulerGamma": arb.const_euler,
    "Catalan": arb.const_catalan,
}


def constant(name: str) -> Series:
    if name in ("true", "false"):
        return name == "true"
    if name not in _CONSTANTS:
        raise NoJet
    return arb_series([_CONSTANTS[name]()])


def _power(node: Expr, parts: tuple[Series, ...]) -> Series:
    (base, exponent), e = parts, node.args[1]
    if node.args[0] is X.E:
        return exponent.exp()
    if e.head == X.NUM and e.data.denominator == 1:
        return whole_power(base, int(e.data))
    if not base[0] > 0:
        raise NoJet
    return base.sqrt() if e is X.HALF else (base.log() * exponent).exp()


def whole_power(base: Series, n: int) -> Series:
    if n < 0 and base[0].contains(ZERO):
        raise NoJet
    if n == 0:
        return arb_series([base[0] * 0 + 1])  # not 1 where the base has no value
    if n > 0:
        return base ** number(n)
    inverse = number(1) / base
    return inverse if n == -1 else inverse ** number(-n)


def applied(name: str, parts: tuple[Series, ...]) -> Series:
    """A function of the table that has a series or a ball of its own."""
    row = TABLE.get(name)
    if row is None:
        raise NoJet
    for part in parts:
        if not all(map(arb.is_finite, part.coeffs())):
            return arb_series([arb.nan()])  # FLINT ends the process in some of its functions of that
    if row.taylor is not None:
        return row.taylor(*parts)
    if row.ball is None:
        raise NoJet
    return _by_values(row.ball, parts)


def _by_values(ball: Callable[..., arb], parts: tuple[Series, ...]) -> Series:
    """A function of which balls are known."""
    if all(part.length() <= 1 for part in parts):
        return arb_series([ball(*[part[0] for part in parts])])
    from infocalc.algebra.interpolated import MOST_SLOPE

    if any(not abs(part[1]) < MOST_SLOPE for part in parts):
        raise NoJet  # over the points sampled the argument must hardly move
    return _sampled(lambda t: ball(*[_at(part, t) for part in parts]))


def _sampled(f: Callable[[fmpq], arb | None]) -> Series:
    from infocalc.algebra.interpolated import coefficients

    found = coefficients(f, ctx.cap - 1)
    if found is None:
        raise NoJet
    return arb_series(found)


def _at(s: Series, t: fmpq) -> arb:
    """The value of the polynomial s at t."""
    total = arb(0)
    for c in reversed(s.coeffs()):
        total = total * t + c
    return total


def _totals(
    f: Expr, point: Numbers, along: Mapping[str, fmpq], known: Mapping[Expr, Series]
) -> dict[Expr, Series]:
    """The jets of integrals and sums, by their values at neighbouring points."""
    if f.words.isdisjoint((X.INTEGRAL, X.SERIES)):
        return {}
    exact = {x: fmpq(value) for x, value in point.items() if not isinstance(value, arb)}
    if len(exact) < len(point):
        raise NoJet
    from infocalc.algebra.values_beside import values_beside

    found: dict[Expr, Series] = {}
    for node in X.nodes(f):
        if node.head in (X.INTEGRAL, X.SERIES) and node.free <= point.keys() and node not in known:
            moving = any(along.get(x, 0) != 0 for x in node.free)
            beside = values_beside(node, exact, along, ctx.cap - 1 if moving else 0)
            if beside is None:
                raise NoJet
            found[node] = arb_series(beside)
    return found


def relation(sign: str, a: arb, b: arb) -> bool:
    if a < b:
        return sign in ("<", "<=", "!=")
    if a > b:
        return sign in (">", ">=", "!=")
    raise NoJet


def piecewise(parts: tuple[Series, ...]) -> Series:
    for value, condition in zip(parts[::2], parts[1::2], strict=True):
        if condition:
            return value
    raise NoJet


def test_function(named: tuple[str, tuple[int | str, ...]], parts: tuple[Series, ...]) -> Series:
    """The derivative of the given orders of the trial function."""
    from infocalc.algebra.trial import trial

    if not parts:
        raise NoJet
    if named[0] in TABLE:
        return _of_parameters(named, parts)
    places = tuple(X.sym(f"place {i}") for i in range(len(parts)))
    inner = Jets({}, {}, 0, 0)
    inner.know(dict(zip(places, parts, strict=True)))
    return inner.taylor(trial(*named, places))


def _of_parameters(named: tuple[str, tuple[int | str, ...]], parts: tuple[Series, ...]) -> Series:
    """A derivative of a function of the table, by its values close to the point."""
    from infocalc.algebra.parametric import real_parametric_ball

    return _by_values(lambda *at: real_parametric_ball(*named, at), parts)


#: head -> the series of a node from those of its parts
_RULES: dict[str, Callable[[Expr, tuple[Series, ...]], Series]] = {
    X.NUM: lambda node, _: number(node.data),
    X.CONST: lambda node, _: constant(node.data),
    X.ADD: _sum,
    X.MUL: _product,
    X.POW: _power,
    X.CALL: lambda node, parts: applied(node.data, parts),
    X.UNDEF: lambda node, parts: test_function(node.data, parts),
    X.PIECEWISE: lambda _, parts: piecewise(parts),
    X.RELATION: lambda node, parts: relation(node.data, parts[0][0], parts[1][0]),
    X.AND: lambda _, parts: all(parts),
    X.OR: lambda _, parts: any(parts),
}
