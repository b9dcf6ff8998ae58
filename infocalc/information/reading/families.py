"""A family as it was typed: names in any case, positional and named parameters, other parameterisations."""

from __future__ import annotations

from collections.abc import Sequence

from infocalc.algebra.normal import tidy
from infocalc.annotations import TYPE_CHECKING
from infocalc.errors import InfocalcError, NotationError, ParameterError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.closed.matrices import Matrix
from infocalc.information.closed.matrix_laws import MatrixLaw, matrix_normal, multivariate_t, wishart
from infocalc.information.closed.mixture import Mixture, mixture
from infocalc.information.closed.multinomial import Multinomial, multinomial
from infocalc.information.closed.normal_mixture import NormalMixture, normal_mixture
from infocalc.information.closed.points import numbered
from infocalc.information.closed.product import Product
from infocalc.information.closed.symbolic_pmf import symbolic
from infocalc.information.closed.vectors import Dirichlet, MultivariateNormal, dirichlet, multivariate_normal
from infocalc.information.families import TABLE
from infocalc.information.families.distribution import Distribution
from infocalc.information.reading.derived import DERIVED, derived
from infocalc.information.reading.family_names import (
    NORMAL,
    STRUCTURED,
    family_words,
    in_one_word,
    is_another_programs,
    is_called_elsewhere,
    key,
    spellings,
    suggestion,
    with_parentheses,
)
from infocalc.information.reading.parameters import fits, read_member, read_value
from infocalc.notation.formula import Formula
from infocalc.notation.patterns import pattern

if TYPE_CHECKING:
    from re import Match

NamedLaw = (
    Distribution
    | Mixture
    | MultivariateNormal
    | NormalMixture
    | Dirichlet
    | Multinomial
    | MatrixLaw
    | Product
)

#: what others call a parameter of a law of several numbers -> what it may be here
_SAME_PARAMETER = {
    "means": ("mean",),
    "mu": ("mean", "loc"),
    "loc": ("mean",),
    "location": ("loc", "mean"),
    "covariance": ("cov",),
    "covariance_matrix": ("cov", "scale"),
    "sigma": ("cov",),
    "concentration": ("alpha",),
    "prob": ("p",),
    "probs": ("p",),
    "trials": ("n",),
    "size": ("n",),
    "total_count": ("n",),
    "df": ("dof",),
    "nu": ("dof",),
    "degrees_of_freedom": ("dof",),
    "shape": ("scale",),
    "psi": ("scale",),
    "rowcov": ("rows",),
    "colcov": ("columns",),
}

_ROWS = pattern(r"\[([^\[\]]*;[^\[\]]*)\]")


def read(text: str) -> NamedLaw:
    """The distribution of an operand such as `Normal(0, sigma=2)`."""

    from infocalc.functions import VOCABULARY
    from infocalc.notation.parser import parse

    text = _ROWS.sub(_nested, with_parentheses(text))
    one_word = in_one_word(text)
    vocabulary = VOCABULARY._replace(families=family_words(one_word))
    formula = parse(one_word, vocabulary).formula
    if formula.head != "family":
        raise NotationError("one family is wanted, such as Normal(0, 1)", span=formula.span, text=text)
    return distribution(formula, text)


def _nested(match: Match[str]) -> str:
    """[a, b; c, d] as [[a, b], [c, d]]."""
    rows = [row.strip().strip(",").strip() for row in match.group(1).split(";")]
    split = [row if "," in row else ", ".join(row.split()) for row in rows if row]
    return "[" + ", ".join(f"[{row}]" for row in split) + "]"


def distribution(formula: Formula, text: str | None = None) -> NamedLaw:
    """The distribution of a parsed family node; a bad parameter is a ParameterError at its place."""
    if formula.value == NORMAL:
        return _normal(formula, text)
    name = spellings().get(key(str(formula.value)))
    if name is None:
        raise ParameterError(
            f"there is no family {formula.value}", suggestion(str(formula.value)), formula.span, text
        )
    try:
        if name in STRUCTURED:
            return _structured(name, formula, text)
        if name == "Normal" and formula.args and formula.args[0].head == "list":
            return _structured("MultivariateNormal", formula, text)
        if name in DERIVED:
            return _derived(name, formula, text)
        return _as_elsewhere(name, formula, text) or read_member(TABLE[name], formula, text)
    except InfocalcError as problem:
        raise problem.located(formula.span, text) from None


def _normal(formula: Formula, text: str | None) -> NamedLaw:
    """N(m, v) as the law that it can only be: v is 1, has a name, or is a square or a matrix."""
    args = formula.args
    if args and args[0].head == "list":
        return distribution(Formula("family", args, "MultivariateNormal", formula.span), text)
    if len(args) == 2 and args[1].head == "power" and args[1].args[1].value == (2, 1):
        args = (args[0], args[1].args[0])
    elif len(args) != 2 or (args[1].head != "keyword" and args[1].value != (1, 1)):
        span = (formula.span[0], formula.span[0] + len(NORMAL))
        problem = "N(mu, v) is written with a standard deviation and with a variance"
        raise NotationError(problem, "write Normal(mu, sigma) or Normal(mu, variance=v)", span, text)
    p = distribution(Formula("family", args, "Normal", formula.span), text)
    return p._replace(notes=p.notes or (f"read as {p}",))


def _as_elsewhere(name: str, formula: Formula, text: str | None) -> NamedLaw | None:
    """The law by the signature of another program; None where it is none, or the family's own fits."""
    word = str(formula.value)
    own = key(word) == key(name) and not is_another_programs(word)
    if not is_called_elsewhere(word) or (own and fits(TABLE[name], formula)):
        return None
    from infocalc.information.reading.calls import as_here

    found = as_here(formula)
    if found is None:
        return None
    law, whose = found
    p = distribution(law, text)
    if not is_another_programs(word) and not whose.endswith(f" {word}") and fits(TABLE[name], formula):
        here = read_member(TABLE[name], formula, text)
        if str(here) != str(p):
            spelled = whose.rpartition(" ")[2]
            raise ParameterError(
                f"{word} may be {here} or, as {whose}, {p}",
                f"write {name}(…) for the first, {spelled}(…) for the second",
            )
    return p._replace(notes=(f"read as {p}, {whose}",))


# ── lists ────────────────────────────────────────────────────────────────────────────────────────


def _structured(name: str, formula: Formula, text: str | None) -> NamedLaw:
    if name == "Categorical" and [a.value for a in formula.args if a.head == "keyword"] == ["logits"]:
        return numbered(symbolic(_softmax(_row(formula.args[0].args[0], text)), None))
    words = STRUCTURED[name]
    parts: dict[str, Formula] = {}
    arguments = formula.args
    if len(words) == 1 and len(arguments) > 1 and not any(a.head in ("keyword", "list") for a in arguments):
        arguments = (Formula("list", arguments, span=formula.span),)  # Dirichlet(1, 1, 1)
    for place, argument in enumerate(arguments):
        word = words[place] if argument.head != "keyword" and place < len(words) else str(argument.value)
        word = next((same for same in (word, *_SAME_PARAMETER.get(word, ())) if same in words), word)
        if word not in words:
            raise ParameterError(f"{name} has the parameters {', '.join(words)}", None, argument.span, text)
        parts[word] = argument.args[0] if argument.head == "keyword" else argument
    for word in words:
        if word not in parts:
            raise ParameterError(
                f"{name}: {word} is missing", f"{name}({', '.join(f'{w}=[…]' for w in words)})"
            )
    if name == "Mixture":
        weights = _row(parts["weights"], text)
        laws = [(_law(c, text), c) for c in _list(parts["components"], text)]
        return mixture_of(weights, laws, text)
    if name == "Categorical":
        return numbered(symbolic(_row(parts["p"], text), None))
    if name == "Multinomial":
        return multinomial(read_value(parts["n"], text), _row(parts["p"], text))
    if name in ("Wishart", "InverseWishart"):
        scale = _matrix(parts["scale"], text)
        return wishart(read_value(parts["dof"], text), scale, inverted=name == "InverseWishart")
    if name == "MatrixNormal":
        return matrix_normal(*[_matrix(parts[word], text) for word in words])
    if name == "MultivariateT":
        loc = _row(parts["loc"], text)
        return multivariate_t(read_value(parts["dof"], text), loc, _matrix(parts["scale"], text))
    if name == "Dirichlet":
        return dirichlet(_row(parts["alpha"], text))
    return multivariate_normal(_row(parts["mean"], text), _matrix(parts["cov"], text))


def _matrix(formula: Formula, text: str | None) -> Matrix:
    return tuple(_row(row, text) for row in _list(formula, text))


def _list(formula: Formula, text: str | None) -> tuple[Formula, ...]:
    if formula.head != "list":
        raise ParameterError("a list [a, b, …] is wanted here", span=formula.span, text=text)
    return formula.args


def _row(formula: Formula, text: str | None) -> tuple[Expr, ...]:
    return tuple(read_value(a, text) for a in _list(formula, text))


def _softmax(logits: tuple[Expr, ...]) -> tuple[Expr, ...]:
    """e^zᵢ/Σ e^zⱼ."""
    powers = [tidy(X.power(X.E, z)) for z in logits]
    return tuple(w / X.add(*powers) for w in powers)


def _derived(name: str, formula: Formula, text: str | None) -> Distribution:
    """Truncated(P, low, high) and the other laws made of one."""
    words = ("P", *DERIVED[name])
    if len(formula.args) != len(words) or any(a.head == "keyword" for a in formula.args):
        raise ParameterError(f"{name} is {name}({', '.join(words)})", span=formula.span, text=text)
    law, *others = formula.args
    found = derived(name, _component(law, text), tuple(read_value(a, text) for a in others))
    said = (f"read as {found}",) if found.family.name in TABLE else ()
    return found._replace(notes=(*found.notes, *said))


def _law(formula: Formula, text: str | None) -> NamedLaw | None:
    return distribution(formula, text) if formula.head == "family" else None


def _component(formula: Formula, text: str | None) -> Distribution:
    found = _law(formula, text)
    if not isinstance(found, Distribution):
        raise _no_component(found is not None, formula, text)
    return found


def _no_component(is_law: bool, formula: Formula, text: str | None) -> ParameterError:
    bounds = "of laws of vectors h is from sum w*h to that + H(w); drawn points: --samples --columns"
    more = bounds if is_law else None
    return ParameterError("a component is a family such as Normal(0, 1)", more, formula.span, text)


def mixture_of(
    weights: tuple[Expr, ...], laws: Sequence[tuple[NamedLaw | None, Formula]], text: str | None
) -> Mixture | NormalMixture:
    """The mixture of laws on the line, or of multivariate normal laws; each law beside its text."""
    vectors = [law for law, _ in laws if isinstance(law, MultivariateNormal)]
    if vectors and len(vectors) == len(laws):
        return normal_mixture(weights, vectors)
    for law, formula in laws:
        if not isinstance(law, Distribution):
            raise _no_component(law is not None, formula, text)
    return mixture(weights, tuple(law for law, _ in laws if isinstance(law, Distribution)))
