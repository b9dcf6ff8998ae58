"""What the table of functions says of one function, and the call that knows the table."""

from __future__ import annotations

from collections.abc import Callable

from infocalc.annotations import Any, Protocol
from infocalc.expr import expr as X
from infocalc.expr.expr import UNDEF, Expr, apply, nodes
from infocalc.functions import index
from infocalc.limits import check
from infocalc.on_demand import Column, OnDemand
from infocalc.records import NamedTuple

#: an expression made of the arguments of a function
OfArguments = Callable[..., Expr]


class Side(Protocol):
    """One side of a point, as close to it as one likes."""

    def sign(self, e: Expr) -> int:
        """The sign that e has there: 1, 0 (e is 0 throughout) or −1."""

    def limit(self, e: Expr) -> Expr:
        """What e tends to at the point."""

    def floor(self, e: Expr) -> Expr:
        """The whole number ⌊e⌋ of what something tends to."""


class Code(NamedTuple):
    """A function in programming languages: its name there, or a template with {0}, {1}, {all}; None without.

    A template of one argument may have {0} twice: it stands for a name or a number then.
    """

    python: str | None = None
    numpy: str | None = None
    torch: str | None = None
    jax: str | None = None
    c: str | None = None
    julia: str | None = None


def everywhere(name: str, numpy: str | None = None, torch: str | None = None) -> Code:
    """The code of a function that every language has, by one name but for NumPy's and PyTorch's."""
    array = numpy or name
    return Code(f"math.{name}", f"np.{array}", f"torch.{torch or name}", f"jnp.{array}", name, name)


def reciprocal(name: str) -> Code:
    """The code of 1/f for an f that every language has."""
    return Code(*[f"(1/{called}({{0}}))" for called in everywhere(name)])


class Wave(NamedTuple):
    """How f, one of sin, cos, tan … or of their hyperbolic kin, is written by the others.

    exponentials: c, and f(u) in terms of a = e^(cu) and b = e^(−cu)
    over: (g, h) with f/g = h: sin/cos is tan
    product: (g, h) with 2·f(u)·g(u) = h(2u), of sec and csc f(u)·g(u) = 2·h(2u)
    doubled: (g, r, s) with 1 + r·f(u)² = s·g(2u)
    squared: (g, c, s) with f² = c + s·g²
    split: the real and the imaginary part of f(p + iq)
    inverted: the function that f is 1 over, where f is not the plainer one of the two
    """

    exponentials: tuple[Expr, OfArguments]
    over: tuple[str, str] | None = None
    product: tuple[str, str] | None = None
    doubled: tuple[str, int, int] | None = None
    squared: tuple[str, int, int] | None = None
    split: Callable[[Expr, Expr], tuple[Expr, Expr]] | None = None
    inverted: str | None = None


#: a value from the values of the arguments on complex boxes and the flag `analytic`
OnBoxes = Callable[[list[Any], bool], Any]


class Far(NamedTuple):
    """A function of an argument that grows: main + θ, low ≤ θ ≤ high, once it is beyond `start`."""

    main: Expr
    low: Expr = X.ZERO
    high: Expr = X.ZERO
    start: int = 0


class Function(NamedTuple):
    """One row. Callables take the arguments of the function, in order.

    derivative: ∂/∂(argument i) as expressions; None where no closed form exists
    simplify: the value at special arguments (sin(0) = 0, sin(−x) = −sin(x)); None leaves the call as it is
    definition: the function in terms of others (sigmoid, softplus, log2 …)
    ball: real ball arithmetic, arb → arb; not finite where the argument may leave the domain
    complex_ball: acb → acb, on the principal branch
    whole: whether it is entire or meromorphic (at a pole complex_ball is not finite)
    line: the interval of the real axis outside of which all its cuts lie, and they on the axis
    analytic: of other functions with cuts, kinks or jumps, the value on complex boxes (acb): not finite where
        the flag is set and a box meets one of them
    log_analytic: the same of its logarithm, of a function that grows or falls like an exponential: on a wide
        box its own value is no help
    taylor: arb_series → arb_series (one argument), for jets
    maclaurin: k ↦ the coefficient of uᵏ in its last argument u at 0, behind the others; None without a series
    slope: f' on a ball (arb), of an f with f(0) = 0; limit: what an odd f that rises tends to
    far: (i, sign, arguments…) -> how it grows where argument i goes to ±∞ and the others stay; None unknown
    log_far: the same of its logarithm
    real_slope: the slope along the real line, of a part of a complex number
    bound: what |f| does not exceed for any real argument, of an f without a limit
    taylor_on_boxes: acb_series → acb_series on a box: not finite where the box meets a cut
    kink: expressions of the arguments at whose zeros the function is not differentiable
    domain: where it is real, in words; inside: arb → True (proved inside), False (proved outside), None
    at_rational: its value at a rational (fmpq) by constants and logarithms of primes; None without one
    positive: expressions of the arguments; where all of them are > 0, so is the function (none: everywhere)
    nonnegative: whether it is ≥ 0 wherever it is real
    step: whether it jumps from 0 to 1 where its argument is 0, with no value there
    beside: of a function with kinks, the smooth one that it is on a side of the point: |u| is ±u
    latex: how books write it, for LaTeX and MathML: what stands before the arguments, or the whole with #1,
        #2 for them and #> for all behind the first; several where the number of arguments tells
    code: the function in programming languages; a language without it gets the definition
    rule: the rule of --steps that its derivative is an instance of
    inverse: the name of f^-1 where f^-1(x) may be read as it
    sympy: its name in SymPy, where the arguments are the same
    reading: what the name means here and what it means elsewhere, where two meanings are in use
    sides: of a function of the sign of its argument u, m and n of m·u + n for u < 0 and for u > 0
    extreme: 1 for the largest of its arguments, −1 for the smallest
    rounds: −1 where it rounds down to a whole number, 1 where it rounds up
    requires: expressions of the (first) argument that are not negative wherever it is real
    unfolded: whether proofs by the signs of parts see its definition
    angle: of an inverse function, cos and sin of it
    exponential: of an inverse function, e to the power of it
    wave: how it hangs together with sin, cos, sinh, cosh
    basic: whether it stands for itself in proofs of identities, although it has a definition
    logarithm: of a function of densities, where it is positive: its logarithm
    integers: the places (from 0) of arguments that are whole numbers, in which there is no derivative
    raised: f at u + 1, in terms of f(u) and f(u − 1); u is the argument number `stepped` (from 0)
    """

    name: str
    meaning: str
    spellings: tuple[str, ...] = ()
    arity: tuple[int, int | None] = (1, 1)
    derivative: tuple[OfArguments | None, ...] = ()
    simplify: Callable[..., Expr | None] | None = None
    definition: OfArguments | None = None
    ball: Callable[..., Any] | None = None
    complex_ball: Callable[..., Any] | None = None
    whole: bool = False
    line: tuple[float, float] | None = None
    analytic: OnBoxes | None = None
    log_analytic: OnBoxes | None = None
    taylor: Callable[..., Any] | None = None
    maclaurin: Callable[..., Expr | None] | None = None
    slope: Callable[[Any], Any] | None = None
    limit: Expr | None = None
    far: Callable[..., Far | None] | None = None
    log_far: Callable[..., Far | None] | None = None
    bound: int | None = None
    real_slope: int | None = None
    taylor_on_boxes: Callable[[Any], Any] | None = None
    kink: Callable[..., tuple[Expr, ...]] | None = None
    domain: str = "all real x"
    inside: Callable[..., bool | None] | None = None
    latex: str | tuple[str, ...] | None = None
    callable_only: bool = False
    positive: Callable[..., tuple[Expr, ...]] | None = None
    nonnegative: bool = False
    at_rational: Callable[[Any], Expr | None] | None = None
    beside: Callable[..., Expr] | None = None
    step: bool = False
    integers: tuple[int, ...] = ()
    code: Code = Code()
    rule: str = "special-function"
    inverse: str | None = None
    sympy: str | None = None
    reading: str = ""
    sides: tuple[tuple[int, int], tuple[int, int]] | None = None
    extreme: int = 0
    rounds: int = 0
    requires: Callable[[Expr], tuple[Expr, ...]] | None = None
    unfolded: bool = False
    angle: Callable[[Expr], tuple[Expr, Expr]] | None = None
    exponential: OfArguments | None = None
    wave: Wave | None = None
    basic: bool = False
    logarithm: OfArguments | None = None
    raised: OfArguments | None = None
    stepped: int = 0

    @property
    def flat(self) -> bool:
        """Whether it is constant on each side of the zero of its argument."""
        return self.sides is not None and all(slope == 0 for slope, _ in self.sides)


#: canonical name -> row
TABLE: OnDemand[Function] = OnDemand("infocalc.functions", index.HOMES)


def column(field: str) -> Column:
    """Name -> row.field, of the functions that have it."""
    return Column(TABLE, field, index.COLUMNS[field])


def define(*rows: Function) -> None:
    """Enter rows into the table."""
    TABLE.update((row.name, row) for row in rows)


def call(name: str, *args: Expr) -> Expr:
    """name(args) with the values and symmetries that the table knows applied."""
    simplify = TABLE[name].simplify
    found = simplify(*args) if simplify is not None else None
    return apply(name, *args) if found is None else found


def is_parametric(e: Expr) -> bool:
    """Whether e is a derivative of a function of the table, as besselj^(1,0)(nu, x)."""
    row = TABLE.get(e.data[0]) if e.head == UNDEF else None
    if row is None:
        return False
    least, most = row.arity
    return max(1, least) <= len(e.args) and (most is None or len(e.args) <= most)


def has_unknown_function(e: Expr) -> bool:
    """Whether a function occurs in e that is known by name only."""
    return UNDEF in e.words and any(n.head == UNDEF and not is_parametric(n) for n in nodes(e))


def log(x: Expr) -> Expr:
    """The natural logarithm of x, with the values that the table knows."""
    return call("log", x)


def latex_template(name: str, count: int) -> str:
    """The LaTeX of a function of `count` arguments: its head, or the whole with #1, #2 for the arguments."""
    found = TABLE[name].latex if name in TABLE else None
    if isinstance(found, tuple):
        found = found[min(count - TABLE[name].arity[0], len(found) - 1)]
    return found or r"\operatorname{" + name.replace("_", r"\_") + "}"


def check_order(limit: str, order: Any) -> None:
    """Refuse an order (a ball) at which FLINT may compute for minutes, and could not be told to stop."""
    size = abs(order).upper() if order.is_finite() else None
    if size is not None and size > 1:
        check(limit, int(float(size)) if size < 1e300 else 10**300)
