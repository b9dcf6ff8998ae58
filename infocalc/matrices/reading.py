"""From the texts of a command to nodes: the formula, the kinds and sizes of its names, the values of --at."""

from __future__ import annotations

from collections.abc import Mapping

from infocalc.calculus.options import CalculusOptions
from infocalc.errors import UsageError
from infocalc.functions import VOCABULARY
from infocalc.matrices.build import built, leaves
from infocalc.matrices.declared import Declared, declarations
from infocalc.matrices.fit import ShapeError
from infocalc.matrices.kinds import Elaborated, Sought, echo, inferred, sizes_in
from infocalc.matrices.node import Node
from infocalc.matrices.sizes import ONE, KnownShape
from infocalc.matrices.values import Values, read_values
from infocalc.notation.formula import Formula, walk
from infocalc.notation.matrix_parser import parse_matrices
from infocalc.notation.matrix_patterns import other_reading
from infocalc.notation.parser import right_hand_side
from infocalc.records import NamedTuple


class Subject(NamedTuple):
    """A function of vectors and matrices as typed and as computed with.

    `sizes` are the numbers of the sizes that values gave; `read_as` is the echo of the reading.
    """

    text: str
    read: Elaborated
    node: Node
    leaves: Mapping[str, Node]
    facts: Mapping[str, frozenset[str]]
    values: Values
    sizes: Mapping[str, int]
    read_as: str
    warnings: tuple[str, ...]
    notes: tuple[str, ...]


def read_subject(text: str, command: str, variables: tuple[str, ...], options: CalculusOptions) -> Subject:
    """The function; NotationError and ShapeError for what cannot be read or does not fit."""
    declared = declarations(options.shapes)
    values = read_values(options.at)
    names = frozenset((*declared, *values, *variables, *options.names))
    reading = parse_matrices(text, VOCABULARY, names)
    formula = right_hand_side(reading.formula)
    sizes, values = _sizes(formula, declared, values)
    question = Sought(
        variables[0] if variables else None, command in ("grad", "hessian"), by_scalar=command == "diff"
    )
    shapes = {name: (len(rows), len(rows[0])) for name, rows in values.items()}
    read = inferred(formula, text, declared, shapes, sizes, question, reading.entrywise)
    sizes = _matched(read, shapes, sizes, text)
    facts = _facts(read, declared)
    nodes = leaves(read.names, facts)
    other = None if options.shapes or options.at else other_reading(text, variables)
    said = (*reading.warnings, *read.warnings, *((other,) if other else ()))
    warnings = tuple(dict.fromkeys(said))
    node = built(read.formula, nodes)
    return Subject(
        text, read, node, nodes, facts, values, sizes, echo(read, declared), warnings, reading.notes
    )


def _sizes(
    formula: Formula, declared: Mapping[str, Declared], values: Values
) -> tuple[dict[str, int], Values]:
    """Values that are numbers of sizes, and the others: n=3 where n is a size of --shapes."""
    sizes_said = {s for one in declared.values() for size in one.shape for s in getattr(size, "names", ())}
    used = {node.value for node in walk(formula) if node.head == "symbol"}
    sizes: dict[str, int] = {}
    rest: Values = {}
    for name, rows in values.items():
        if name in declared or (name in used and name not in sizes_said):
            rest[name] = rows
            continue
        number = rows[0][0].data if len(rows) == len(rows[0]) == 1 else None
        if type(number) is not int or number < 1:
            hint = "values are of its names, --at 'x=[1, 2]', or whole numbers for sizes, --at n=3"
            raise UsageError(f"--at {name}: the formula has no {name}", hint)
        sizes[name] = number
    return sizes, rest


def _matched(
    read: Elaborated, shapes: Mapping[str, tuple[int, int]], sizes: Mapping[str, int], text: str
) -> dict[str, int]:
    """The numbers of the sizes, from the values; ShapeError where two values contradict each other."""
    found = dict(sizes)
    owner: dict[str, str] = {}
    for name, (m, n) in shapes.items():
        if name not in read.names:
            continue
        for size, number in zip(read.names[name], (m, n), strict=True):
            label = size.names[0] if len(size.names) == 1 and size.number == 1 else None
            known = found.get(label) if label else size.number
            if label and known is None:
                found[label], owner[label] = number, name
            elif known is not None and known != number:
                other = f"{owner[label]} says {label} = {known}" if label in owner else f"it is {known}"
                raise ShapeError(f"the value of {name} is {m} x {n}, but {other}", text=text)
    return found


def _facts(read: Elaborated, declared: Mapping[str, Declared]) -> dict[str, frozenset[str]]:
    """The facts of the names; a size that is used as a number is one."""
    said = {s for shape in read.names.values() for size in shape for s in size.names}
    said |= sizes_in(read.formula)
    facts = {**read.facts, **{name: one.facts for name, one in declared.items()}}
    for name, shape in read.names.items():
        if name in said and shape == (ONE, ONE):
            facts[name] = frozenset(("size",))
    return facts


def substituted(shape: KnownShape, sizes: Mapping[str, int]) -> list[str | int]:
    """The shape as JSON has it: [] of a scalar, ['n'], ['m', 'n'], numbers where they are known."""
    if shape == (ONE, ONE):
        return []
    proper = shape[:1] if shape[1] == ONE else shape
    found: list[str | int] = []
    for size in proper:
        number = size.number
        names = [name for name in size.names if name not in sizes]
        for name in size.names:
            number *= sizes.get(name, 1)
        found.append("*".join([str(number)] * (number != 1) + names) if names else number)
    return found
