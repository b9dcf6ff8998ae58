"""The door to families: text or a parsed node in, answers in nats out.

Every answer is a closed form where the expectation engine reaches one, +∞ with its reason, or a number
from the numeric routes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from infocalc.algebra import expr as X
from infocalc.algebra.engine import lift
from infocalc.algebra.expr import Expr
from infocalc.errors import DistributionError, NoAnswer, ParameterError, Undecided
from infocalc.information.answer import Answer
from infocalc.information.assumptions import Condition, Facts, texts
from infocalc.information.distribution import Distribution
from infocalc.information.expectation import Closed, ClosedForm, Infinite
from infocalc.information.mixture import (
    Mixture,
    mixture_cross_entropy,
    mixture_divergence,
    mixture_entropy,
)
from infocalc.information.named import Named, distribution, family_words, is_named, read, substituted
from infocalc.information.neat import neat
from infocalc.information.options import InformationOptions
from infocalc.information.vectors import (
    Dirichlet,
    MultivariateNormal,
    dirichlet_cross_entropy,
    dirichlet_divergence,
    dirichlet_entropy,
    mutual_information,
    normal_cross_entropy,
    normal_divergence,
    normal_entropy,
    rebuilt,
)
from infocalc.notation.formula import Formula
from infocalc.report.report import Number

__all__ = [
    "Named",
    "closed_cross_entropy",
    "closed_divergence",
    "closed_entropy",
    "cross_entropy_of",
    "divergence_of",
    "entropy_of",
    "family_words",
    "is_named",
    "measure_expr",
    "mutual_information_of",
    "parse_distribution",
    "read",
]

#: digits beyond a double's, from which the nearest double is found
_DOUBLE_DIGITS = 25

_MEASURES = {"entropy": 1, "xent": 2, "kl": 2}


def parse_distribution(formula: Formula, text: str | None = None) -> Named:
    """The distribution of a parsed family node, such as that of `Normal(0, sigma=2)`."""
    return distribution(formula, text)


# ── closed forms ─────────────────────────────────────────────────────────────────────────────────


def closed_entropy(p: Named) -> Closed:
    """H(P), or h(P) for a density."""
    match p:
        case MultivariateNormal():
            return normal_entropy(p)
        case Dirichlet():
            return dirichlet_entropy(p)
        case Mixture():
            return mixture_entropy(p)
    from infocalc.information.expectation import closed_entropy as of_member

    return of_member(p)


def closed_cross_entropy(p: Named, q: Named) -> Closed:
    """H(P, Q) = E_p[−log q(X)]."""
    match p, q:
        case MultivariateNormal(), MultivariateNormal():
            return normal_cross_entropy(p, q)
        case Dirichlet(), Dirichlet():
            return dirichlet_cross_entropy(p, q)
        case ((Distribution() | Mixture()), (Distribution() | Mixture())):
            _check_kinds(p, q)
            return mixture_cross_entropy(p, q)
    raise _different_spaces(p, q)


def closed_divergence(p: Named, q: Named) -> Closed:
    """D(P‖Q) = E_p[log p(X) − log q(X)]."""
    match p, q:
        case MultivariateNormal(), MultivariateNormal():
            return normal_divergence(p, q)
        case Dirichlet(), Dirichlet():
            return dirichlet_divergence(p, q)
        case ((Distribution() | Mixture()), (Distribution() | Mixture())):
            _check_kinds(p, q)
            return mixture_divergence(p, q)
    raise _different_spaces(p, q)


def _check_kinds(p: Distribution | Mixture, q: Distribution | Mixture) -> None:
    if p.discrete != q.discrete:
        mass, density = (p, q) if p.discrete else (q, p)
        raise DistributionError(
            f"{_name(mass)} has a probability mass function and {_name(density)} a density: "
            "neither has a density with respect to the other",
            hint="both operands must be discrete, or both continuous",
        )


def _different_spaces(p: Named, q: Named) -> DistributionError:
    return DistributionError(f"{_name(p)} and {_name(q)} are not laws on one space")


def _name(p: Named) -> str:
    return p.family.name if isinstance(p, Distribution) else type(p).__name__


def measure_expr(name: str, args: tuple[Named, ...]) -> Expr:
    """entropy(P), xent(P, Q) or kl(P, Q) as an expression in the parameters: what `grad` and `hessian` take."""
    if _MEASURES.get(name) != len(args):
        raise ParameterError(f"{name} takes {_MEASURES.get(name, 1)} distributions, got {len(args)}")
    found = _closed(name, args)
    if isinstance(found, Infinite):
        raise NoAnswer(f"{name} is infinite: {found.reason}")
    if found is None:
        raise NoAnswer(f"no closed form of {name}({', '.join(map(str, args))})")
    facts = _facts(args).given(found.conditions)
    return neat(found.expr, facts)


def _closed(name: str, args: tuple[Named, ...]) -> Closed:
    if name == "entropy":
        return closed_entropy(args[0])
    return closed_cross_entropy(*args) if name == "xent" else closed_divergence(*args)


def _facts(args: tuple[Named, ...]) -> Facts:
    found = Facts()
    for p in args:
        found = found | p.facts
    return found


# ── answers ──────────────────────────────────────────────────────────────────────────────────────


def entropy_of(p: Named, options: InformationOptions) -> Answer:
    """H(P) in nats, or h(P) for a density."""
    return _answer("entropy", (p,), options)


def cross_entropy_of(p: Named, q: Named, options: InformationOptions) -> Answer:
    """H(P, Q) in nats."""
    return _answer("xent", (p, q), options)


def divergence_of(p: Named, q: Named, options: InformationOptions) -> Answer:
    """D(P‖Q) in nats."""
    return _answer("kl", (p, q), options)


def mutual_information_of(p: Named, options: InformationOptions) -> Answer:
    """I of the coordinates of a multivariate normal law, in nats."""
    if not isinstance(p, MultivariateNormal):
        raise ParameterError("mutual information of a family is known for MultivariateNormal only")
    point = _point(options.at, p.free)
    found = mutual_information(p)
    return _from_closed(found, (p,), point, options.digits) or Answer(None, None, "closed form")


def _answer(name: str, args: tuple[Named, ...], options: InformationOptions) -> Answer:
    free = frozenset().union(*[p.free for p in args])
    point = _point(options.at, free)
    symbolic = _closed(name, args)
    if not free:
        return _from_closed(symbolic, args, point, options.digits) or _numeric(name, args, options.digits)
    if free - point.keys():
        found = _from_closed(symbolic, args, point, options.digits)
        if found is None:
            missing = ",".join(f"{s}=…" for s in sorted(free - point.keys()))
            raise NoAnswer(
                "no closed form is known", hint=f"a number needs values for the symbols: --at {missing}"
            )
        return found
    there = tuple(_at(p, point) for p in args)
    if isinstance(symbolic, ClosedForm) and _all_hold(symbolic.conditions, point):
        found = _from_closed(symbolic, args, point, options.digits)
        if found is not None:
            return found
    return _from_closed(_closed(name, there), there, {}, options.digits) or _numeric(
        name, there, options.digits
    )


def _from_closed(
    found: Closed, args: tuple[Named, ...], point: Mapping[str, Expr], digits: int
) -> Answer | None:
    """The answer of a closed form or of +∞; None where there is none."""
    notes = tuple(dict.fromkeys(note for p in args for note in p.notes))
    if found is None:
        return None
    if isinstance(found, Infinite):
        return Answer(
            None, Number("inf", True), "exact", texts(found.conditions), (*notes, f"infinite: {found.reason}")
        )
    facts = _facts(args).given(found.conditions)
    formula = neat(found.expr, facts)
    number = None if formula.free - point.keys() else _number(formula, found.expr, point, digits)
    conditions = texts(c for c in found.conditions if not _holds(c, point))
    route = "exact" if formula.head == X.NUM else "closed form"
    return Answer(lift(formula), number, route, conditions, (*notes, *found.notes))


def _number(formula: Expr, original: Expr, point: Mapping[str, Expr], digits: int) -> Number:
    """The decimals of the neat form; of the form as it was built where that one is not pinned down."""
    from infocalc.algebra.ball import value

    try:
        found = value(formula, point, digits)
    except Undecided:
        formula = original
        found = value(formula, point, digits)
    near = value(formula, point, _DOUBLE_DIGITS) if digits < _DOUBLE_DIGITS else found
    exact = None
    if found.exact is not None:
        from infocalc.information.assumptions import plain

        exact = plain(found.exact)
    double = float(near.decimal)
    return Number(found.decimal, found.certified, exact, double if abs(double) != float("inf") else None)


def _numeric(name: str, args: tuple[Named, ...], digits: int) -> Answer:
    """The number from integration or summation."""
    from infocalc.information import numeric

    function: Callable[..., Answer] = {
        "entropy": numeric.entropy_number,
        "xent": numeric.cross_entropy_number,
        "kl": numeric.divergence_number,
    }[name]
    found = function(*[_law(p) for p in args], digits)
    notes = tuple(dict.fromkeys(note for p in args for note in p.notes))
    return Answer(found.formula, found.number, found.route, found.conditions, (*notes, *found.notes))


def _law(p: Named) -> object:
    from infocalc.information.members import law_of, mixture

    if isinstance(p, Mixture):
        return mixture([(w, law_of(c)) for w, c in zip(p.weights, p.components, strict=True)])
    return p


# ── values for symbols ───────────────────────────────────────────────────────────────────────────


def _point(at: Mapping[str, str], free: frozenset[str]) -> dict[str, Expr]:
    """The exact values of --at for the symbols in use."""
    from infocalc.algebra.engine import lower
    from infocalc.algebra.functions import VOCABULARY
    from infocalc.notation.parser import parse

    return {name: lower(parse(text, VOCABULARY).formula, text) for name, text in at.items() if name in free}


def _at(p: Named, point: Mapping[str, Expr]) -> Named:
    """p with values for its symbols, checked anew."""
    place = dict(point)
    if isinstance(p, Distribution):
        return substituted(p, place)
    if isinstance(p, Mixture):
        from infocalc.information.mixture import mixture

        weights = tuple(X.subs(w, place) for w in p.weights)
        return mixture(weights, tuple(substituted(c, place) for c in p.components))
    return rebuilt(p, place)


def _holds(c: Condition, point: Mapping[str, Expr]) -> bool:
    """Whether a condition is proved at the point."""
    place = dict(point)
    there = Condition(X.subs(c.left, place), c.relation, X.subs(c.right, place))
    return not (there.left.free | there.right.free) and Facts().holds(there) is True


def _all_hold(conditions: tuple[Condition, ...], point: Mapping[str, Expr]) -> bool:
    return all(_holds(c, point) for c in conditions)
