"""diff, grad, jacobian and hessian of formulas of vectors and matrices: from texts to a Report."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from infocalc.algebra.point import variable_name
from infocalc.calculus.options import CalculusOptions
from infocalc.errors import AmbiguousError, UsageError
from infocalc.matrices import algebra as A
from infocalc.matrices.declared import declarations
from infocalc.matrices.derive import differential, gradient
from infocalc.matrices.derived import Derived
from infocalc.matrices.finished import finished
from infocalc.matrices.fit import ShapeError
from infocalc.matrices.form import signed, textbook
from infocalc.matrices.lift import lifted
from infocalc.matrices.linear import matrix_of
from infocalc.matrices.node import Node, add, eye, hadamard, leaf, negative, nodes, number
from infocalc.matrices.reading import Subject, read_subject
from infocalc.matrices.sizes import ONE, SCALAR, KnownShape, Sizes, shape_text
from infocalc.notation.writer import write
from infocalc.report.report import Report

#: options that only scalar formulas have
_SCALAR_ONLY = ("implicit", "along", "complex_unit", "plot")


def answered(command: str, texts: Sequence[str], words: Sequence[str], options: CalculusOptions) -> Report:
    """The Report of a command on a formula of vectors and matrices."""
    _refuse_options(options)
    if command not in _RULES:
        known = ", ".join(_RULES)
        raise UsageError(f"{command} of vectors and matrices is not read", f"{known} are")
    if len(texts) != 1:
        raise UsageError(
            "several components of vectors and matrices are not read", "one formula: jacobian 'A*x + b' x"
        )
    variables = _variables(command, words, options)
    subject = read_subject(texts[0], command, variables, options)
    if options.strict and subject.warnings:
        raise AmbiguousError(subject.warnings[0], hint="--strict refuses what has two readings")
    _refuse_prime_of_numbers(command, subject)
    chosen = variables or _only_variable(subject)
    derived = [_derived(command, subject, x, options) for x in chosen]
    return finished(command, subject, derived, options)


def _refuse_options(options: CalculusOptions) -> None:
    for name in _SCALAR_ONLY:
        if getattr(options, name):
            shown = {"complex_unit": "complex"}.get(name, name)
            raise UsageError(f"--{shown} is not read for vectors and matrices")
    if options.assume:
        hint = "facts of names are declared: --shapes 'c: scalar positive'"
        raise UsageError("--assume is not read for vectors and matrices", hint)
    if options.simplify == "full":
        raise UsageError("--simplify full is not read for vectors and matrices")


def _refuse_prime_of_numbers(command: str, subject: Subject) -> None:
    """(x^2 + 1)' x: where nothing has entries a prime was meant as a derivative, not as a transpose."""
    if command == "diff" and "'" in subject.text and all(x.shape == SCALAR for x in subject.leaves.values()):
        hint = "leave the prime out: the command differentiates; of a function of your own write f'(x)"
        raise UsageError("a prime behind a parenthesis is a transpose, and all names here are numbers", hint)


def _variables(command: str, words: Sequence[str], options: CalculusOptions) -> tuple[str, ...]:
    if words and options.wrt:
        raise UsageError(
            "variables are named twice", hint="give them either after the expression or with --wrt"
        )
    names = list(words) or list(options.wrt)
    if any(name.isdigit() for name in names):
        raise UsageError(
            "higher orders in a vector or a matrix are not read", "hessian is the second derivative"
        )
    found = tuple(variable_name(name) for name in names)
    if len(set(found)) < len(found) or (command == "diff" and len(found) > 1):
        raise UsageError(f"{command} of vectors and matrices takes each variable once, diff one of them")
    return found


def _only_variable(subject: Subject) -> tuple[str, ...]:
    free = [name for name in subject.read.names if "size" not in subject.facts.get(name, ())]
    if len(free) == 1:
        return (free[0],)
    hint = f"name it: --wrt {free[0] if free else 'x'}"
    primed = re.search(r"([a-z])'", subject.text)
    if primed is not None:
        y = primed[1]
        hint += f"; {y}' is a transpose here, the derivative of a function of your own is {y}'(x)"
    raise UsageError(f"which variable? the expression has {', '.join(free) or 'none'}", hint=hint)


def _derived(command: str, subject: Subject, variable: str, options: CalculusOptions) -> Derived:
    x = subject.leaves.get(variable)
    if x is None:
        longer = [name for name in subject.leaves if variable in name]
        if longer:
            hint = f"{longer[0]} is one name; declare the parts: --shapes '{variable}: …'"
            raise UsageError(f"{variable} is no variable of the formula by itself", hint)
        x = leaf(variable, _declared_shape(variable, options))
        note = f"{variable} does not occur: the derivative is 0"
        found = _RULES[command](subject, variable, x, options)
        return found._replace(notes=(*found.notes, note))
    return _RULES[command](subject, variable, x, options)


def _declared_shape(variable: str, options: CalculusOptions) -> KnownShape:
    """The shape that --shapes gives a variable that does not occur; a scalar without one."""
    declared = declarations(options.shapes).get(variable)
    if declared is None:
        return SCALAR
    sizes = Sizes({})
    sizes.named([declared.shape], ())
    return sizes.known(declared.shape)


# ── the four commands ────────────────────────────────────────────────────────────────────────────


def _grad(subject: Subject, variable: str, x: Node, options: CalculusOptions) -> Derived:
    _wants_scalar(subject, "grad")
    found = gradient(subject.node, x)
    layout, claim = "gradient: shape of the variable", "gradient"
    notes: tuple[str, ...] = ()
    if x.facts & {"symmetric", "spd"}:
        found, layout, notes = _symmetric(found, variable, options)
        claim = "entries" if options.symmetric == "entries" else claim
    found = signed(textbook(found), set(nodes(subject.node)))
    return Derived(f"df/d{variable}", variable, found, layout, claim, notes)


def _symmetric(g: Node, variable: str, options: CalculusOptions) -> tuple[Node, str, tuple[str, ...]]:
    """The symmetric part, or the derivative by the independent entries: 2S − eye.*S for S = (G + G')/2·…"""
    part = textbook(hadamard(number(1, 2), add(g, A.transposed(g)))) if not A.is_symmetric(g) else g
    if options.symmetric == "entries":
        twice = add(hadamard(number(2), part), negative(hadamard(eye(g.shape[0]), part)))
        note = f"{variable} is symmetric: derivatives by its independent entries, as in the Matrix Cookbook"
        return twice, "gradient: shape of the variable, independent entries", (note,)
    note = f"{variable} is symmetric: the symmetric part of the gradient (or --symmetric entries)"
    return part, "gradient: shape of the variable, symmetric part (projection)", (note,)


def _hessian(subject: Subject, variable: str, x: Node, _: CalculusOptions) -> Derived:
    _wants_scalar(subject, "hessian")
    g = textbook(gradient(subject.node, x))
    dx = leaf(f"d{variable}", x.shape, x.facts)
    change = textbook(differential(g, x, dx))
    found = matrix_of(change, dx)
    vector = x.shape[1] == ONE
    layout = "n x n, symmetric" if vector else "vec layout: columns stacked; rows = outputs, columns = inputs"
    node = None if found is None else textbook(found)
    return Derived(f"d^2f/d{variable}^2", variable, node, layout, "hessian", change=change)


def _jacobian(subject: Subject, variable: str, x: Node, options: CalculusOptions) -> Derived:
    if subject.node.shape[0] == ONE and subject.node.shape[1] != ONE:
        raise ShapeError(
            f"{subject.text.strip()} is a row: rows of a Jacobian are outputs, so the transpose is left out",
            hint=f"ask for the Jacobian of the column {write(lifted(A.transposed(subject.node)))}",
            span=subject.read.formula.span, text=subject.text,
        )  # fmt: skip
    dx = leaf(f"d{variable}", x.shape, x.facts)
    change = textbook(differential(subject.node, x, dx))
    found = matrix_of(change, dx)
    vectors = x.shape[1] == ONE and subject.node.shape[1] == ONE
    layout = "rows = outputs, columns = inputs"
    layout = layout if vectors else f"vec layout: columns stacked; {layout}"
    node = None if found is None else textbook(found)
    return _laid_out(Derived(f"df/d{variable}", variable, node, layout, "jacobian", change=change), options)


def _diff(subject: Subject, variable: str, x: Node, _: CalculusOptions) -> Derived:
    if not x.is_scalar:
        raise ShapeError(
            f"{variable} is {shape_text(x.shape)}: diff wants a scalar variable",
            hint="ask for grad, jacobian or hessian", text=subject.text,
        )  # fmt: skip
    found = textbook(differential(subject.node, x, number(1)))
    return Derived(f"df/d{variable}", variable, found, "shape of the expression", "differential")


def _wants_scalar(subject: Subject, command: str) -> None:
    shape = subject.node.shape
    if subject.node.is_scalar:
        return
    text = subject.text.strip()
    said = f"{text} is {shape_text(shape)} (a {'vector' if ONE in shape else 'matrix'}), not a scalar"
    hint = f"{command} wants a scalar; infocalc jacobian is the derivative of vectors and matrices"
    culprit = _culprit(subject)
    raise ShapeError(said + culprit, hint, subject.read.formula.span, subject.text)


def _culprit(subject: Subject) -> str:
    """Of a sum of scalars and others, the term that is no scalar."""
    formula = subject.read.formula
    if formula.head != "sum":
        return ""
    for part in formula.args:
        inner = part.args[0] if part.head == "neg" else part
        source = subject.text[slice(*inner.span)].strip()
        if inner.head == "symbol" and not subject.leaves[inner.value].is_scalar:
            return f": {source} is {shape_text(subject.leaves[inner.value].shape)}"
    return ""


def _laid_out(derived: Derived, options: CalculusOptions) -> Derived:
    """--layout denominator transposes a Jacobian, --layout numerator says how it stands."""
    if options.layout != "denominator" or derived.claim != "jacobian" or derived.node is None:
        return derived
    turned = textbook(A.transposed(derived.node))
    return derived._replace(
        node=turned,
        layout="columns = outputs, rows = inputs (denominator layout)",
        claim="transposed jacobian",
    )


_RULES: dict[str, Callable[[Subject, str, Node, CalculusOptions], Derived]] = {
    "diff": _diff,
    "grad": _grad,
    "jacobian": _jacobian,
    "hessian": _hessian,
}
