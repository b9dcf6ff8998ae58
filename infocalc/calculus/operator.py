"""The table of operators: which derivatives an answer is made of, how they are laid out and called.

Every entry of an answer is Σ c·∂f_i over some terms; everything else (the derivatives themselves, the jets
that they are compared with, steps, values at kinks) follows from the terms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from infocalc.annotations import Any
from infocalc.records import NamedTuple

Names = Sequence[str]
Order = tuple[str, int | str]


class Term(NamedTuple):
    """factor · ∂f_component along the variables, one after the other."""

    factor: int
    component: int
    along: tuple[str, ...]


#: a name and the terms of an entry
Entry = tuple[str, tuple[Term, ...]]


class Operator(NamedTuple):
    """One operator.

    name: the command
    about: one sentence for help
    entries: (number of components, variables) -> entries, row-major; None where orders are typed, as for diff
    shape: (components, variables) -> the shape of the answer
    of_list: does it take components instead of one function?
    jet: the order of the one directional jet that proves all entries of a component together; 0: one by one
    fits: does it exist for so many components and variables? `wants` says which in words
    analysed: what is said of the matrix at a point: 'curvature', 'determinant' or nothing
    options: options that only some operators have
    also: what others call it
    """

    name: str
    about: str
    examples: tuple[str, ...]
    entries: Callable[[int, Names], list[Entry]] | None = None
    shape: Callable[[int, int], tuple[int, ...]] = lambda m, n: ()
    of_list: bool = False
    jet: int = 0
    fits: Callable[[int, int], bool] = lambda m, n: True
    wants: str = ""
    analysed: str = ""
    options: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def label(orders: Sequence[Order], f: str = "f") -> str:
    """'df/dx', 'd^2f/dx^2', 'd^3f/dx^2dy', 'd^nf/dx^n'."""
    merged: dict[str, Any] = {}
    for x, n in orders:
        merged[x] = merged[x] + n if x in merged and not isinstance(n, str) else n
    below = "".join(f"d{x}" if n == 1 else f"d{x}^{n}" for x, n in merged.items())
    total: Any = (
        sum(merged.values()) if not any(isinstance(n, str) for n in merged.values()) else merged[orders[0][0]]
    )
    return f"d{f}/{below}" if total == 1 else f"d^{total}{f}/{below}"


def partial(along: Sequence[str], component: int = 0, f: str = "f") -> Entry:
    """One derivative by itself."""
    return label([(x, 1) for x in along], f), (Term(1, component, tuple(along)),)


def _curl(m: int, names: Names) -> list[Entry]:
    """∂f_k/∂x_j − ∂f_j/∂x_k for (j, k) = (2, 3), (3, 1), (1, 2); the last one alone in the plane."""
    pairs = ((1, 2), (2, 0), (0, 1)) if m == 3 else ((0, 1),)
    names_of = [f"(curl F)_{x}" for x in names] if m == 3 else ["curl F"]
    entries = [(Term(1, k, (names[j],)), Term(-1, j, (names[k],))) for j, k in pairs]
    return list(zip(names_of, entries, strict=True))


_ROWS = (
    Operator(
        "diff",
        "Derivative of EXPR; a number after a variable is its order, several variables give a mixed partial.",
        ("infocalc diff 'x^2 sin x'", "infocalc diff 'sin(x*y)' x 2 y --at x=1,y=pi/2"),
        options=("implicit", "plot", "range"),
        also=("derivative", "differentiate", "derive", "d", "deriv", "d/dx", "derivate"),
    ),
    Operator(
        "grad",
        "Gradient of EXPR as a column, in all its variables or in those named.",
        ("infocalc grad 'x^2 y + z' --wrt x,y",),
        lambda m, names: [partial((x,)) for x in names],
        lambda m, n: (n, 1),
        jet=1,
        options=("along", "plot", "range"),
        also=("gradient", "nabla", "del"),
    ),
    Operator(
        "jacobian",
        "Jacobian matrix: row i is component i, column j is variable j.",
        ("infocalc jacobian 'r cos t' 'r sin t' --wrt r,t",),
        lambda m, names: [partial((x,), i, f"f{i + 1}") for i in range(m) for x in names],
        lambda m, n: (m, n),
        of_list=True,
        jet=1,
        analysed="determinant",
        also=("jac", "jacobi", "jacobian-matrix"),
    ),
    Operator(
        "hessian",
        "Hessian matrix of EXPR, in all its variables or in those named.",
        ("infocalc hessian 'x^2 y^3' --at x=1,y=2",),
        lambda m, names: [partial((x, y)) for x in names for y in names],
        lambda m, n: (n, n),
        jet=2,
        options=("plot",),
        analysed="curvature",
        also=("hess", "hesse"),
    ),
    Operator(
        "laplacian",
        "Laplacian of EXPR, the sum of its second derivatives, in all its variables or in those named.",
        ("infocalc laplacian 'x^2 y + z^3'",),
        lambda m, names: [("laplacian f", tuple(Term(1, 0, (x, x)) for x in names))],
        also=("laplace", "lap"),
    ),
    Operator(
        "divergence",
        "Divergence of the components, the sum of df_i/dx_i, as many components as variables.",
        ("infocalc divergence '[x^2 y, y z, z x]'",),
        lambda m, names: [("div F", tuple(Term(1, i, (x,)) for i, x in enumerate(names)))],
        of_list=True,
        fits=lambda m, n: m == n,
        wants="as many components as variables are wanted",
        also=("div",),
    ),
    Operator(
        "curl",
        "Curl of three components in three variables as a column, or of two in two as one number.",
        ("infocalc curl '[y z, x^2, x y z]'",),
        _curl,
        lambda m, n: (3, 1) if n == 3 else (),
        of_list=True,
        fits=lambda m, n: m == n and n in (2, 3),
        wants="three components in three variables are wanted, or two in two",
        also=("rot", "rotor"),
    ),
)

#: name -> row
OPERATORS: Mapping[str, Operator] = MappingProxyType({row.name: row for row in _ROWS})
