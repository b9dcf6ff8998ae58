"""A density or pmf by formula must be one: f ≥ 0 on its range, and ∫ f = 1 or Σ f = 1."""

from __future__ import annotations

from flint import acb, arb, ctx

from infocalc.errors import DistributionError, InfocalcError, NoAnswer
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.condition import Condition
from infocalc.information.densities.checked import KernelForm, Normalised
from infocalc.information.densities.density import Density
from infocalc.information.densities.kernels import closed
from infocalc.information.densities.numeric import Found, mass_task, number
from infocalc.information.densities.requirement import conditions as required
from infocalc.information.facts import is_identically_zero
from infocalc.integration.analytic import Analytic, Unsupported, compile_analytic
from infocalc.integration.ranges import infinite
from infocalc.integration.value import constant, resolved
from infocalc.report.report import Number

#: digits to which a mass that has no closed form must be 1
MASS_DIGITS = 30
SAMPLES = 257


def checked(density: Density, normalize: bool = False) -> Normalised:
    """The density shown to be a distribution, rescaled first where `normalize` asks for it.

    Raises DistributionError with a point where it is negative, or with its integral.
    """
    if not density.parameters:
        _refuse_negative(density)
    try:
        form = closed(density)
    except Unsupported:
        form = None
    conditions = required(form.positive) if form else ()
    if form is not None and is_identically_zero(form.log_mass):
        return Normalised(density, form, conditions)
    if form is not None and form.log_mass.free:
        return _parametric(density, form, conditions, normalize)
    if density.parameters:
        raise NoAnswer(
            f"whether this {_kind(density)} has total 1 could not be shown for symbolic parameters",
            hint=f"give values with --at {','.join(f'{name}=…' for name in sorted(density.parameters))}",
        )
    return _numeric(density, form, normalize)


def _parametric(
    density: Density, form: KernelForm, conditions: tuple[Condition, ...], normalize: bool
) -> Normalised:
    mass = form.mass
    if not normalize:
        raise _wrong_total(density, _written(mass))
    scaled = density.scaled(X.power(mass, X.MINUS_ONE))
    again = closed(scaled)
    return Normalised(scaled, again, conditions, (f"divided by its total {_written(mass)}",))


def _numeric(density: Density, form: KernelForm | None, normalize: bool) -> Normalised:
    """Parameters are numbers: the total by its closed form, else by certified integration."""
    mass = form.mass if form is not None else total_node(density)
    found = _known_total(mass) if form is not None else _total(density)
    if found.ball.overlaps(arb(1)):
        note = () if found.number.certified else ("that the total is 1 was found numerically, not proved",)
        return Normalised(density, form, (), note)
    text = _written(mass) if form is not None else found.number.decimal
    if not normalize or not found.ball > 0:
        raise _wrong_total(density, text)
    scaled = density.scaled(X.power(mass, X.MINUS_ONE))
    return Normalised(
        scaled, closed(scaled) if form is not None else None, (), (f"divided by its total {text}",)
    )


def _known_total(mass: Expr) -> Found:
    with ctx.workprec(4 * MASS_DIGITS):
        return Found(Number("", True), constant(mass))


def _total(density: Density) -> Found:
    try:
        found = number(mass_task(density.law()), MASS_DIGITS)
    except NoAnswer as problem:
        raise NoAnswer(f"the total of this {_kind(density)} could not be computed", problem.message) from None
    if found.reason is not None:
        what = "its sum diverges" if density.discrete else "its integral diverges"
        raise DistributionError(f"not a distribution: {what}", text=density.text)
    if not found.number.certified:
        # as good as the agreement of two rules
        return Found(found.number, found.ball + arb(0, arb(10) ** (2 - MASS_DIGITS)))
    return found


def total_node(density: Density) -> Expr:
    """∫ f as an expression, for totals without closed form."""
    head = X.SERIES if density.discrete else X.INTEGRAL
    return X.compound(head, (density.f, X.sym(density.variable), density.low, density.high))


def _kind(density: Density) -> str:
    return "pmf" if density.discrete else "density"


def _written(e: Expr) -> str:
    from infocalc.algebra.engine import lift
    from infocalc.algebra.normal import tidy
    from infocalc.notation.writer import write

    return write(lift(tidy(e)))


def _wrong_total(density: Density, total: str) -> InfocalcError:
    verb = "sums" if density.discrete else "integrates"
    return DistributionError(
        f"the {_kind(density)} {verb} to {total}, not 1",
        hint="pass --normalize to rescale",
        text=density.text,
    )


# ── sign ─────────────────────────────────────────────────────────────────────────────────────────


def _refuse_negative(density: Density) -> None:
    """A point of the range where f < 0, or where it is not a real number, is an error."""
    try:
        f = compile_analytic((resolved(density.f),), X.sym(density.variable))
        points = _points(density)
    except Unsupported:
        return
    for x in points:
        value = f(acb(x))[0]
        if value.real < 0 or (value.is_finite() and not value.imag.contains(0)):
            raise _negative(density, f, x)


def _negative(density: Density, f: Analytic, x: arb) -> InfocalcError:
    value = f(acb(x))[0]
    place = f"{density.variable} = {x.str(6, radius=False)}"
    if not value.imag.contains(0):
        return DistributionError(f"the {_kind(density)} is not real at {place}", text=density.text)
    return DistributionError(
        f"the {_kind(density)} is negative at {place}: {value.real.str(6, radius=False)}",
        hint="a density is nowhere negative",
        text=density.text,
    )


def _points(density: Density) -> list[arb]:
    """Points spread over the range, dense at its ends; the first integers of a discrete one."""
    low, high = density.low, density.high
    if density.discrete:
        start = constant(low) if not infinite(low) else arb(-SAMPLES // 2)
        most = SAMPLES if infinite(high) else min(SAMPLES, int(float((constant(high) - start).mid())) + 1)
        return [start + k for k in range(most)]
    if infinite(low) and infinite(high):
        return [arb(t) * arb(2) ** k for k in range(-8, 12) for t in (-1, -0.7, 0.7, 1)]
    if infinite(low) or infinite(high):
        end, side = (constant(high), -1) if infinite(low) else (constant(low), 1)
        return [end + side * arb(t) * arb(2) ** k for k in range(-20, 12) for t in (0.6, 0.8, 1)]
    a, b = constant(low), constant(high)
    inner = [a + (b - a) * arb(i) / SAMPLES for i in range(1, SAMPLES)]
    return [x.mid() for x in inner]
