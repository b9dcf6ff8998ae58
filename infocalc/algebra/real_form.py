"""Real functions that are written with i, in a real form: (e^(ix) + e^(−ix))/2 as cos x.

e^(p + iq) = e^p·(cos q + i·sin q) and its kin take an expression apart into its real and its imaginary part;
where the latter is identically 0, the former is the expression.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import gcd

from flint import fmpq

from infocalc.algebra.alignment import algebraic, aligned, in_lowest_terms, is_whole
from infocalc.algebra.ball import complex_enclosure
from infocalc.algebra.basis import multiplied_out
from infocalc.algebra.cost import cost
from infocalc.algebra.exact_value import vanishes
from infocalc.algebra.normal import tidy
from infocalc.algebra.one_fraction import product_form
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import column, rebuild

#: real and imaginary part; the rules below are identities for complex parts as well
Parts = tuple[Expr, Expr]

_MOST_POWER, _MOST_SIZE = 8, 3_000

#: where a rewritten form is compared with what it came from
_MOST_POINTS, _BITS = 3, 160


def other_form(form: Expr, e: Expr) -> Expr:
    """Of the tidy form of e what that becomes once parts have cancelled or i is gone; else the form."""
    for candidate in _candidates(form):
        most = cost(e) if is_complex(form) and not is_complex(candidate) else cost(form)
        if cost(candidate) <= most and _agree(candidate, form):
            return candidate
    return form


def _candidates(form: Expr) -> Iterator[Expr]:
    """Other forms of `form`, the one to be preferred first."""
    found, e = [], form
    for rewritten in (aligned, algebraic):
        other = rewritten(e)
        if other is not e:
            e = in_lowest_terms(tidy(other))
            found.append(e)
    if is_complex(e):
        yield from _without_i(e)
    yield from reversed(found)


def _without_i(e: Expr) -> Iterator[Expr]:
    """The real form of e, or else of the fraction in which its parts have cancelled."""
    real = real_form(e)
    if real is None:
        fraction = product_form(e)
        real = None if fraction is None else real_form(aligned(fraction))
    if real is not None:
        yield tidy(real)


def _agree(a: Expr, b: Expr) -> bool:
    """Whether a and b have the same values at the points at which both have one, and there is one."""
    found = 0
    for k in range(_MOST_POINTS):
        point = {x: X.num(7 + (k * 31 + i * 17) % 89, 97) for i, x in enumerate(sorted(a.free | b.free))}
        x, y = (complex_enclosure(e, point, _BITS) for e in (a, b))
        if x is None or y is None:
            continue
        if not (x - y).contains(0):
            return False
        found += 1
    return found > 0


def is_imaginary_power(e: Expr) -> bool:
    """Whether e is (−1)^(2/5), √(−3) …, a principal value that is not real."""
    if e.head != X.POW or e.args[0].head != X.NUM or e.args[1].head != X.NUM:
        return False
    return bool(e.args[0].data < 0 and e.args[1].data.denominator != 1)


def real_form(e: Expr) -> Expr | None:
    """The real part of e where the imaginary part is shown to be identically 0; None elsewhere."""
    if e.size > _MOST_SIZE:
        return None
    real, imaginary = X.fold(e, _parts)
    return real if not is_complex(real) and vanishes(imaginary) else None


def vanishes_by_parts(e: Expr) -> bool:
    """Proved e = 0, of an e written with i: a = b = 0 where e = a + ib, whether these are real or not."""
    if not is_complex(e) or e.size > _MOST_SIZE:
        return False
    real, imaginary = X.fold(e, _parts)
    return vanishes(real) and vanishes(imaginary)


def is_complex(e: Expr) -> bool:
    """Whether e is written with parts that are not real."""
    return "i" in e.words or (X.ROOT in e.words and any(map(is_imaginary_power, X.inner(e))))


def _parts(node: Expr, parts: tuple[Parts, ...]) -> Parts:
    """The parts of a node from those of its args; a node that cannot be taken apart stands for itself."""
    if node is X.I:
        return X.ZERO, X.ONE
    if is_imaginary_power(node):
        turn = X.PI * node.args[1]
        size = X.power(X.rational(-node.args[0].data), node.args[1])
        return size * F.cos(turn), size * F.sin(turn)
    if all(im is X.ZERO for _, im in parts):
        return (rebuild(node, tuple([re for re, _ in parts])) if parts else node), X.ZERO
    match node.head:
        case X.ADD:
            c, coefficients = node.data
            real = X.combination(
                [(1, X.rational(c)), *zip(coefficients, [re for re, _ in parts], strict=True)]
            )
            return real, X.combination(zip(coefficients, [im for _, im in parts], strict=True))
        case X.MUL:
            found: Parts = (X.rational(node.data), X.ZERO)
            for part in parts:
                found = _times(found, part)
            return found
        case X.POW:
            return _power(node, *parts)
        case X.CALL if node.data in _SPLIT:
            return _SPLIT[node.data](*parts[0])
    return node, X.ZERO


def _times(a: Parts, b: Parts) -> Parts:
    if b[1] is X.ZERO:
        return a[0] * b[0], a[1] * b[0]
    return a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]


def _power(node: Expr, base: Parts, exponent: Parts) -> Parts:
    if node.args[0] is X.E:
        return _exponential(*exponent)
    n = node.args[1].data
    if not is_whole(node.args[1]) or abs(n) > _MOST_POWER:
        return node, X.ZERO
    re, im = _raised(base, abs(n))
    if n > 0:
        return re, im
    size = re**2 + im**2
    return re / size, -im / size


def _exponential(p: Expr, q: Expr) -> Parts:
    """e^(p + iq) = e^p·(cos q + i·sin q), and for q = k·asin u as (√(1 − u²) + iu)^k."""
    terms = X.terms(multiplied_out(q))
    inverse = [t for t in terms if X.split_coefficient(t)[1].data in _ANGLES]
    found = _turn(X.add(*[t for t in terms if t not in inverse]))
    for t in inverse:
        found = _times(found, _turn(t))
    return _times((X.power(X.E, multiplied_out(p)), X.ZERO), found)


def _turn(q: Expr) -> Parts:
    """cos q + i·sin q = (cos t + i·sin t)^c for q = c·t."""
    c, t = _multiple(q)
    if t.head == X.CALL and t.data in _ANGLES:
        cos, sin = _ANGLES[t.data](t.args[0])
    else:
        cos, sin = F.cos(t), F.sin(t)
    return _raised((cos, sin if c > 0 else -sin), abs(c))


def _multiple(q: Expr) -> tuple[int, Expr]:
    """q = c·t with c an integer, as large as it can be, that is worth multiplying out."""
    numbers = [q.data[0], *q.data[1]] if q.head == X.ADD else [X.split_coefficient(q)[0]]
    if q.head == X.NUM or any(type(k) is not int for k in numbers):
        return 1, q
    c = gcd(*[int(k) for k in numbers])
    if (q.head != X.ADD and numbers[0] < 0) or (q.head == X.ADD and q.data[1][0] < 0):
        c = -c
    if abs(c) > _MOST_POWER:
        return 1, q
    return c, X.scale_terms(fmpq(1, c), q)


def _raised(base: Parts, n: int) -> Parts:
    found: Parts = (X.ONE, X.ZERO)
    for _ in range(n):
        found = _times(found, base)
    return found


#: cos and sin of inverse functions
_ANGLES = column("angle")
#: functions of p + iq
_SPLIT: dict[str, Callable[[Expr, Expr], Parts]] = {
    name: wave.split for name, wave in column("wave").items() if wave.split is not None
}
