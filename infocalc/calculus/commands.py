"""diff, grad, jacobian and hessian: from the texts of the command line to a Report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from infocalc.algebra.engine import lift
from infocalc.calculus.answer import finished
from infocalc.calculus.derivative import derivative
from infocalc.calculus.differentiated import Draft
from infocalc.calculus.higher import nth_derivative
from infocalc.calculus.options import CalculusOptions
from infocalc.calculus.reading import (
    Subject,
    free_symbols,
    natural_order,
    read_components,
    read_formula,
    read_function,
    variable_name,
)
from infocalc.calculus.vector import gradient
from infocalc.calculus.vector import hessian as hessian_of
from infocalc.calculus.vector import jacobian as jacobian_of
from infocalc.errors import NoAnswer, UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import with_parts
from infocalc.limits import check as check_limit
from infocalc.limits import typed_size
from infocalc.report.report import Report

Order = tuple[str, int | str]


def diff(text: str, words: Sequence[str], options: CalculusOptions) -> Report:
    """∂^n f/∂x^n…: `words` are variables, each with an optional order: x 2 y."""
    orders = _orders(words, options)
    if options.implicit:
        return _implicit(text, orders, options)
    names = _names(options, [x for x, _ in orders])
    subject = read_function(text, names, options.complex_unit)
    if _is_unit_meant(subject.expr, names, options):
        options = options._replace(complex_unit=True)
        subject = read_function(text, names, True)
        subject = subject._replace(
            warnings=(
                *subject.warnings,
                "read I as the imaginary unit; name it in --at or --wrt for a symbol",
            ),
        )
    functions = _bare_functions(subject.expr)
    orders = orders or [(_only_symbol(subject.expr.free - functions), 1)]
    if functions:
        subject = _applied(subject, functions, [x for x, _ in orders])
    notes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    result = subject.expr
    for x, n in orders:
        if isinstance(n, str):
            result, conditions = _symbolic_order(result, x, n)
        else:
            result = _differentiated(result, x, n, options)
    draft = Draft(
        command="diff",
        subjects=(subject,),
        variables=tuple(x for x, _ in orders),
        orders=tuple(orders),
        entries=((label(orders), result),),
        notes=notes,
        conditions=conditions,
    )
    return finished(draft, options)


def grad(text: str, words: Sequence[str], options: CalculusOptions) -> Report:
    """∇f as a column, n×1; all free symbols in natural order when none are named."""
    variables = _variable_words(words, options)
    subject = read_function(text, _names(options, variables), options.complex_unit)
    variables, notes = _all_symbols(variables, [subject.expr])
    if options.along is not None:
        from infocalc.calculus.implicit import along

        return along(subject, variables, options)
    entries = [(f"df/d{x}", d) for x, d in zip(variables, gradient(subject.expr, variables), strict=True)]
    draft = Draft("grad", (subject,), tuple(variables), tuple(entries), (len(entries), 1), notes=notes)
    return finished(draft, options)


def jacobian(texts: Sequence[str], words: Sequence[str], options: CalculusOptions) -> Report:
    """J, m×n: row i is component i, column j is variable j."""
    variables = _variable_words(words, options)
    subjects = read_components(texts, _names(options, variables), options.complex_unit)
    variables, notes = _all_symbols(variables, [s.expr for s in subjects])
    m, n = len(subjects), len(variables)
    check_limit("matrix", m * n)
    rows = jacobian_of([s.expr for s in subjects], variables)
    entries = [
        (f"df{i}/d{x}", e) for i, row in enumerate(rows, 1) for x, e in zip(variables, row, strict=True)
    ]
    return finished(
        Draft("jacobian", tuple(subjects), tuple(variables), tuple(entries), (m, n), notes=notes), options
    )


def hessian(text: str, words: Sequence[str], options: CalculusOptions) -> Report:
    """H, n×n and symmetric: row i, column j is ∂²f/∂x_i∂x_j."""
    variables = _variable_words(words, options)
    subject = read_function(text, _names(options, variables), options.complex_unit)
    variables, notes = _all_symbols(variables, [subject.expr])
    n = len(variables)
    check_limit("matrix", n * n)
    rows = hessian_of(subject.expr, variables)
    entries = [
        (label([(x, 1), (y, 1)]), e)
        for x, row in zip(variables, rows, strict=True)
        for y, e in zip(variables, row, strict=True)
    ]
    return finished(
        Draft("hessian", (subject,), tuple(variables), tuple(entries), (n, n), notes=notes), options
    )


def check_words(command: str, words: Sequence[str], options: CalculusOptions) -> None:
    """Refuse variables and orders that no expression could have, before the first line of a batch is read."""
    (_orders if command == "diff" else _variable_words)(words, options)


def label(orders: Sequence[Order]) -> str:
    """'df/dx', 'd^2f/dx^2', 'd^3f/dx^2dy', 'd^nf/dx^n'."""
    merged: dict[str, Any] = {}
    for x, n in orders:
        merged[x] = merged[x] + n if x in merged and not isinstance(n, str) else n
    below = "".join(f"d{x}" if n == 1 else f"d{x}^{n}" for x, n in merged.items())
    total: Any = (
        sum(merged.values()) if not any(isinstance(n, str) for n in merged.values()) else merged[orders[0][0]]
    )
    return f"df/{below}" if total == 1 else f"d^{total}f/{below}"


def _is_unit_meant(f: Expr, names: frozenset[str], options: CalculusOptions) -> bool:
    """A point that gives every symbol a value except I, asked for a number: I is the imaginary unit."""
    return bool(options.at) and f.free - names == {"I"}


# ── variables and orders ─────────────────────────────────────────────────────────────────────────


def _orders(words: Sequence[str], options: CalculusOptions) -> list[Order]:
    """`x 2 y` as [(x, 2), (y, 1)]; a letter after a variable that is no variable is a symbolic order."""
    if words and options.wrt:
        raise UsageError(
            "variables are named twice", hint="give them either after the expression or with --wrt"
        )
    found: list[Order] = []
    names = list(words) or list(options.wrt)
    for i, word in enumerate(names):
        if word.isascii() and word.isdigit():
            if not found or found[-1][1] != 1 or (i > 0 and names[i - 1].isdigit()):
                raise UsageError(
                    f"the order {word} stands after no variable", hint="write the variable first: x 2"
                )
            check_limit("order", typed_size(word))
            found[-1] = (found[-1][0], int(word))
        elif word in ("n", "m", "k") and found and len(names) == 2:
            found[-1] = (found[-1][0], word)
        else:
            found.append((variable_name(word), 1))
    for _, n in found:
        if n == 0:
            raise UsageError("the order of a derivative is 1 or more")
    return found


def _variable_words(words: Sequence[str], options: CalculusOptions) -> list[str]:
    if words and options.wrt:
        raise UsageError(
            "variables are named twice", hint="give them either after the expression or with --wrt"
        )
    found = [variable_name(word) for word in (words or options.wrt)]
    for x in found:
        if found.count(x) > 1:
            raise UsageError(f"the variable {x} is named twice")
    return found


def _names(options: CalculusOptions, variables: Sequence[str]) -> frozenset[str]:
    return frozenset(variables) | frozenset(variable_name(x) for x in options.at)


def _bare_functions(f: Expr) -> frozenset[str]:
    """Names with primes and without arguments, as in y'' + y."""
    if X.UNDEF not in f.words:
        return frozenset()
    return frozenset(node.data[0] for node in X.nodes(f) if node.head == X.UNDEF and not node.args)


def _applied(subject: Subject, functions: frozenset[str], variables: list[str]) -> Subject:
    """y'' + y as y''(x) + y(x)."""
    if len(set(variables)) > 1 or functions & set(variables):
        raise UsageError(
            f"{min(functions)}' is a derivative in one variable", hint=f"write {min(functions)}(x, y)"
        )
    x = X.sym(variables[0])

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        if node.head == X.SYM and node.data in functions:
            return X.undefined(node.data, (0,), (x,))
        if node.head == X.UNDEF and not parts:
            name, primes = node.data
            return X.undefined(name, primes, (x,))
        return with_parts(node, parts)

    expr = X.fold(subject.expr, visit)
    said = f"read {', '.join(sorted(functions))} as a function of {x.data}"
    return subject._replace(expr=expr, formula=lift(expr), notes=(*subject.notes, said))


def _only_symbol(free: frozenset[str]) -> str:
    """The variable of a function of one symbol; x for a constant."""
    symbols = natural_order(free)
    if len(symbols) > 1:
        raise UsageError(
            f"which variable? the expression has {', '.join(symbols)}",
            hint=f"name it after the expression: … {symbols[0]}, or use grad for all of them",
        )
    return symbols[0] if symbols else "x"


def _all_symbols(variables: list[str], functions: Sequence[Expr]) -> tuple[list[str], tuple[str, ...]]:
    """The variables named, or all free symbols in natural order with a note that says so."""
    for f in functions:
        for name in sorted(_bare_functions(f)):
            raise UsageError(f"{name}' is a derivative in one variable", hint=f"name it: {name}'(x)")
    if variables:
        return variables, ()
    found = free_symbols(functions)
    if not found:
        raise UsageError("the expression has no variables", hint="name them: --wrt x,y")
    note = f"variables in the order {', '.join(found)}" if len(found) > 1 else ""
    return found, (note,) if note else ()


# ── ways to differentiate ────────────────────────────────────────────────────────────────────────


def _differentiated(f: Expr, x: str, n: int, options: CalculusOptions) -> Expr:
    if options.simplify != "none":
        return nth_derivative(f, x, n)
    check_limit("order", n)
    for _ in range(n):
        f = derivative(f, x)
    return f


def _symbolic_order(f: Expr, x: str, n: str) -> tuple[Expr, tuple[str, ...]]:
    from infocalc.calculus.nth import symbolic_nth

    found = symbolic_nth(f, x, n)
    if found is None:
        raise NoAnswer(
            f"no closed form for the derivative of order {n} is known for this function",
            hint="known: powers, exp, sin, cos, sinh, cosh, log, 1/(a*x + b), x^k times these; or a number",
        )
    return found


def _implicit(text: str, orders: list[Order], options: CalculusOptions) -> Report:
    from infocalc.calculus.implicit import implicit_report

    y = variable_name(options.implicit[0])
    formula, subject = read_formula(text, _names(options, [x for x, _ in orders] + [y]), options.complex_unit)
    return implicit_report(formula, subject, y, orders, options)
