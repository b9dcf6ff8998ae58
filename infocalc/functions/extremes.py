"""The largest and the smallest of several arguments."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, reduce

from infocalc.annotations import Any
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, apply
from infocalc.functions.piecewise import nowhere
from infocalc.functions.row import Code, Function, OfArguments, Side, call, define

#: how many arguments max, min, softmax and logsumexp take
MOST = 200


def _extreme(name: str, better: Callable[[X.Rational, X.Rational], X.Rational]) -> Callable[..., Expr | None]:
    """max and min: nested calls opened, duplicates dropped, numbers compared."""

    def simplify(*args: Expr) -> Expr | None:
        flat: list[Expr] = []
        for a in args:
            flat.extend(a.args if a.head == X.CALL and a.data == name else (a,))
        numbers = [a.data for a in flat if a.head == X.NUM]
        best = None
        for q in numbers:
            best = q if best is None else better(best, q)
        kept = tuple(dict.fromkeys(a for a in flat if a.head != X.NUM or a.data == best))
        if len(kept) == 1:
            return kept[0]
        return None if kept == args else apply(name, *kept)

    return simplify


def _lead(name: str, i: int, args: tuple[Expr, ...]) -> Expr:
    """How far argument i is ahead of the best of the others."""
    return args[i] - call(name, *args[:i], *args[i + 1 :])


def _largest_slope(i: int, *args: Expr) -> Expr:
    """∂max/∂uᵢ = [uᵢ > all others], undefined where it ties with the best of them."""
    return call("heaviside", _lead("max", i, args)) if len(args) > 1 else X.ONE


def _smallest_slope(i: int, *args: Expr) -> Expr:
    if len(args) == 1:
        return X.ONE
    return call("heaviside", call("min", *args[:i], *args[i + 1 :]) - args[i])


def each(rule: Callable[..., Expr]) -> tuple[OfArguments, ...]:
    """The derivative column of a function of any number of arguments: rule(i, *args)."""
    return tuple([partial(rule, i) for i in range(MOST)])


def _ties(name: str) -> Callable[..., tuple[Expr, ...]]:
    return lambda *args: tuple(_lead(name, i, args) for i in range(len(args)))


def _largest_beside(side: Side, *args: Expr) -> Expr:
    best = args[0]
    for x in args[1:]:
        best = x if side.sign(x - best) > 0 else best
    return best


def _smallest_beside(side: Side, *args: Expr) -> Expr:
    return -_largest_beside(side, *[-x for x in args])


def _extreme_ball(name: str) -> Callable[..., object]:
    def ball(first: object, *rest: object) -> object:
        for x in rest:
            first = getattr(first, name)(x)
        return first

    return ball


def _extreme_series(better: Callable[[Any, Any], bool]) -> Callable[..., Any]:
    def series(best: Any, *rest: Any) -> Any:
        for s in rest:
            if better(s[0], best[0]):
                best = s
            elif not better(best[0], s[0]):
                return nowhere(s)
        return best

    return series


define(
    Function(
        "max",
        "the largest of the arguments",
        ("Max", "maximum", "fmax"),
        (1, MOST),
        derivative=each(_largest_slope),
        simplify=_extreme("max", max),
        ball=_extreme_ball("max"),
        analytic=lambda z, flag: reduce(lambda a, b: a.real_max(b, analytic=flag), z),
        kink=_ties("max"),
        beside=_largest_beside,
        latex=r"\max",
        taylor=_extreme_series(lambda a, b: a > b),
        code=Code(
            python="max({all})",
            numpy="np.maximum.reduce(np.broadcast_arrays({all}))",
            torch="functools.reduce(torch.maximum, map(torch.as_tensor, [{all}]))",
            jax="functools.reduce(jnp.maximum, [{all}])",
            c="fmax({0}, {1})",
            julia="max({all})",
        ),
        rule="largest",
        extreme=1,
    ),
    Function(
        "min",
        "the smallest of the arguments",
        ("Min", "minimum", "fmin"),
        (1, MOST),
        derivative=each(_smallest_slope),
        simplify=_extreme("min", min),
        ball=_extreme_ball("min"),
        analytic=lambda z, flag: reduce(lambda a, b: a.real_min(b, analytic=flag), z),
        kink=_ties("min"),
        beside=_smallest_beside,
        latex=r"\min",
        taylor=_extreme_series(lambda a, b: a < b),
        code=Code(
            python="min({all})",
            numpy="np.minimum.reduce(np.broadcast_arrays({all}))",
            torch="functools.reduce(torch.minimum, map(torch.as_tensor, [{all}]))",
            jax="functools.reduce(jnp.minimum, [{all}])",
            c="fmin({0}, {1})",
            julia="min({all})",
        ),
        rule="largest",
        extreme=-1,
    ),
)
