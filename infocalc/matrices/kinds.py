"""Which names are scalars, vectors and matrices, where nobody said so: by use.

Capitals are matrices. A lower-case name is a vector or a scalar, whatever fits: transposed, in a norm, in a
softmax or a sum, or the partner of `.*` it is a vector; of the readings that are left the one with the fewest
scalars is taken. Every reading is echoed, so that nothing is read in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from infocalc.errors import NotationError
from infocalc.limits import check
from infocalc.matrices.declared import Declared
from infocalc.matrices.fit import ShapeError, Typed
from infocalc.matrices.shapes import Elaboration, settled
from infocalc.matrices.sizes import ONE, SCALAR, KnownShape, Shape, Size, Sizes, Unknown, named, shape_text
from infocalc.notation.formula import Formula, walk
from infocalc.records import NamedTuple

_CAPITAL_GREEK = frozenset(("Sigma", "Lambda", "Omega", "Phi", "Psi", "Theta", "Gamma", "Delta"))
_OF_VECTORS = frozenset(
    ("norm", "norm2", "norm1", "norm_2", "norm_bars", "softmax", "logsumexp", "sum", "diag")
)
#: lower-case names beyond this number are not tried out
_MOST_NAMES, _MOST_TRIALS = 14, 3000


class Elaborated(NamedTuple):
    """A formula with every operation said, its shape, and the shapes of all names in order."""

    formula: Formula
    shape: KnownShape
    names: dict[str, KnownShape]
    warnings: tuple[str, ...]
    facts: dict[str, frozenset[str]]


class Sought(NamedTuple):
    """What is asked: the variable, whether the value must be a scalar, whether the variable must be."""

    variable: str | None
    wants_scalar: bool
    by_scalar: bool = False


def inferred(
    formula: Formula,
    text: str,
    declared: Mapping[str, Declared],
    values: Mapping[str, tuple[int, int]],
    sizes: Mapping[str, int],
    question: Sought,
    entrywise: bool = False,
) -> Elaborated:
    """The reading with the fewest scalars that fits; ShapeError of the first reading where none does."""
    keywords = {id(node.args[0]) for node in walk(formula) if node.head == "relation"}
    symbols = (node for node in walk(formula) if node.head == "symbol" and id(node) not in keywords)
    names = list(dict.fromkeys(node.value for node in symbols))
    fixed = _fixed(names, declared, values, {*sizes, *sizes_in(formula)})
    open_names = [name for name in names if name not in fixed]
    check("variables", len(names))
    problem: ShapeError | None = None
    for strict in (True, False):
        for scalars in _trials(formula, open_names, question):
            kinds = fixed | {name: _guess(name, scalars) for name in open_names}
            trial = Elaboration(text, kinds, Sizes(sizes), entrywise, strict and bool(open_names))
            try:
                typed = trial.elaborated(formula)
                if strict and question.wants_scalar and open_names and not trial.is_scalar(typed):
                    raise ShapeError(f"the value is {trial.said(typed.shape)}, not a scalar")
            except ShapeError as wrong:
                problem = problem or wrong
                continue
            return _settled(trial, typed, names, kinds)
        if not open_names:
            break
    assert problem is not None
    raise problem


def _fixed(
    names: list[str],
    declared: Mapping[str, Declared],
    values: Mapping[str, tuple[int, int]],
    sizes: Collection[str],
) -> dict[str, Shape]:
    """The shapes that are said: by a value, by a declaration, or as a size that is used as a number."""
    said = {
        s for one in declared.values() for size in one.shape if isinstance(size, Size) for s in size.names
    }
    found: dict[str, Shape] = {}
    for name in names:
        if name in declared:
            found[name] = declared[name].shape
        elif name in values:
            rows, columns = values[name]
            found[name] = (ONE if rows == 1 else Unknown(), ONE if columns == 1 else Unknown())
        elif name in said or name in sizes:
            found[name] = SCALAR
    return found


def sizes_in(formula: Formula) -> set[str]:
    """The names that stand where a size does: n of eye(n)."""
    found: set[str] = set()
    for node in walk(formula):
        if node.head == "call" and node.value in ("eye", "ones", "comm"):
            found.update(part.value for size in node.args for part in walk(size) if part.head == "symbol")
    return found


def _guess(name: str, scalars: frozenset[str]) -> Shape:
    if name in scalars:
        return SCALAR
    capital = name[0].isupper() if name not in _CAPITAL_GREEK else True
    return (Unknown(), Unknown()) if capital else (Unknown(), ONE)


def _trials(formula: Formula, names: list[str], question: Sought) -> Iterator[frozenset[str]]:
    """Sets of names to be scalars: smaller sets first, and first those that spare the names with evidence."""
    small = [name for name in names if not name[0].isupper()]
    if question.by_scalar and question.variable in names and question.variable not in small:
        small.append(str(question.variable))
    if len(small) > _MOST_NAMES:
        raise NotationError(
            f"{len(small)} names of unknown kind", hint="declare them: --shapes 'x: n, c: scalar'"
        )
    evident = _evident(formula)
    first = [name for name in small if name == question.variable] if question.by_scalar else []
    last = [name for name in small if name == question.variable] if not question.by_scalar else []
    plain = [name for name in small if name not in first and name not in last]
    ranked = [*first, *plain, *last]
    count = 0
    for allowed in (
        [name for name in ranked if name not in evident],
        ranked,
    ):
        for k in range(len(allowed) + 1):
            for chosen in combinations(allowed, k):
                if question.by_scalar and question.variable in names and question.variable not in chosen:
                    continue
                count += 1
                if count > _MOST_TRIALS:
                    return
                yield frozenset(chosen)


def _evident(formula: Formula) -> frozenset[str]:
    """Names that stand where a vector does."""
    found: set[str] = set()
    for node in walk(formula):
        vector = node.head in ("transpose", "entrywise") or (
            node.head == "call" and node.value in _OF_VECTORS
        )
        if vector and not (node.head == "entrywise" and node.value == "^"):
            found.update(part.value for part in node.args if part.head == "symbol")
        elif vector and node.args[0].head == "symbol":
            found.add(node.args[0].value)
    return frozenset(found)


def _settled(trial: Elaboration, typed: Typed, names: list[str], kinds: Mapping[str, Shape]) -> Elaborated:
    shapes = [kinds[name] for name in names]
    taken = {*names, *(s for shape in shapes for size in shape if isinstance(size, Size) for s in size.names)}
    trial.sizes.named([*shapes, typed.shape], taken)
    known = {name: trial.sizes.known(kinds[name]) for name in names}
    formula = settled(typed.formula, trial.sizes)
    return Elaborated(
        formula, trial.sizes.known(typed.shape), known, tuple(dict.fromkeys(trial.warnings)), trial.facts
    )


def echo(read: Elaborated, declared: Mapping[str, Declared]) -> str:
    """'A m×n, x n, b m, c scalar'."""
    said = []
    numbers = sizes_in(read.formula)
    for name, shape in read.names.items():
        if name in numbers and shape == SCALAR:
            said.append(f"{name} size")
            continue
        facts = declared[name].facts if name in declared else read.facts.get(name, frozenset())
        said.append(" ".join([name, shape_text(shape, "×"), *sorted(facts)]))
    return ", ".join(said)


__all__ = ["Elaborated", "Sought", "echo", "inferred", "named"]
