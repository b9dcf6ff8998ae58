"""The operators of calculus: from the texts of the command line to a Report."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from infocalc.algebra.derivative import derivative
from infocalc.algebra.engine import lift
from infocalc.algebra.point import variable_name
from infocalc.calculus.differentiated import Differentiated, Known
from infocalc.calculus.finished import finished
from infocalc.calculus.higher import nth_derivative
from infocalc.calculus.operator import OPERATORS, Operator, Order, Term, label
from infocalc.calculus.options import CalculusOptions
from infocalc.calculus.reading import (
    Subject,
    read_components,
    read_formula,
    read_function,
    refuse_vector,
)
from infocalc.calculus.variables import (
    all_symbols,
    bare_functions,
    check_present,
    in_front,
    names_of,
    only_variable,
    orders_asked,
    orders_of,
    variable_words,
)
from infocalc.calculus.vector import entries
from infocalc.errors import NoAnswer, UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import with_parts
from infocalc.limits import check as check_limit
from infocalc.report.report import Report


def diff(text: str, words: Sequence[str], options: CalculusOptions) -> Report:
    """∂^n f/∂x^n…: `words` are variables, each with an optional order: x 2 y."""
    return operated(OPERATORS["diff"], [text], words, options)


def operated(
    operator: Operator,
    texts: Sequence[str],
    words: Sequence[str],
    options: CalculusOptions,
    known: Known | None = None,
) -> Report:
    """The operator applied to one function or to components; all free symbols where none are named.

    Of a question at many points `known` keeps what no point changes: it is differentiated once.
    """
    if operator.entries is None and not options.implicit and "=" in texts[0]:
        texts, options = _asked(texts[0], options)
    names = tuple(options.at)
    kept = None if known is None else known.drafts.get(names)
    if kept is None:
        found = _drafted(operator, texts, words, options)
        if isinstance(found, Report):
            return found
        kept = found
        if known is not None:
            known.drafts[names] = kept
    draft, complex_unit = kept
    return finished(draft, options._replace(complex_unit=complex_unit), known)


def _asked(text: str, options: CalculusOptions) -> tuple[list[str], CalculusOptions]:
    """The question alone, with the point behind it (x^2 at x = 3) and the answer claimed (d/dx x^2 = 2x)."""
    from infocalc.calculus.claims import question_and_claim
    from infocalc.notation.asked import place_of

    text, at = place_of(text)
    twice = next((x for x in at if x in options.at), None)
    if twice is not None:
        raise UsageError(f"the value of {twice} is given twice", "give it in --at or behind the formula")
    options = options._replace(at={**options.at, **at}) if at else options
    if options.check is None:
        text, claim = question_and_claim(text)
        options = options._replace(check=claim)
    return [text], options


def _drafted(
    operator: Operator, texts: Sequence[str], words: Sequence[str], options: CalculusOptions
) -> tuple[Differentiated, bool] | Report:
    """What is differentiated, and whether i is the imaginary unit; the Report of a curve or an equation."""
    if operator.entries is None:
        orders = orders_of(words, options)
        return _implicit(texts[0], orders, options) if options.implicit else _diff(texts[0], orders, options)
    variables = variable_words(words, options)
    names = names_of(options, variables)
    if operator.of_list:
        subjects = read_components(texts, names, options.complex_unit)
    else:
        subjects = [read_function(texts[0], names, options.complex_unit)]
        refuse_vector(subjects[0], names, operator.name)
    variables, notes = all_symbols(variables, subjects, names)
    if options.along is not None:
        from infocalc.calculus.implicit import along

        return along(subjects[0], variables, options)
    m, n = len(subjects), len(variables)
    if not operator.fits(m, n):
        raise UsageError(f"{operator.name}: {operator.wants}, not {m} components in {n} variables")
    shape = operator.shape(m, n)
    check_limit("matrix", prod(shape))
    layout = operator.entries(m, variables)
    terms = tuple(parts for _, parts in layout)
    found = entries([s.expr for s in subjects], terms)
    named = tuple((name, e) for (name, _), e in zip(layout, found, strict=True))
    draft = Differentiated(operator, tuple(subjects), tuple(variables), named, terms, shape, notes=notes)
    return draft, options.complex_unit


def _diff(text: str, orders: list[Order], options: CalculusOptions) -> tuple[Differentiated, bool]:
    """∂^n f/∂x^n…."""
    front = in_front(text)
    orders = orders_asked(orders, front.orders)
    names = names_of(options, [x for x, _ in orders])
    subject, complex_unit = _subject(front.text, names, options)
    subject = front.told(text, subject)
    functions = bare_functions(subject.expr)
    orders = orders or [(only_variable(subject, functions), front.order)]
    notes = check_present([x for x, _ in orders], [subject], names - frozenset(x for x, _ in orders))
    if functions:
        subject = _applied(subject, functions, [x for x, _ in orders])
    conditions: tuple[str, ...] = ()
    result = subject.expr
    for x, n in orders:
        if isinstance(n, str):
            result, conditions = _symbolic_order(result, x, n)
        else:
            result = _differentiated(result, x, n, options)
    numeric = all(isinstance(n, int) for _, n in orders)
    along = tuple(x for x, n in orders for _ in range(int(n))) if numeric else ()
    draft = Differentiated(
        operator=OPERATORS["diff"],
        subjects=(subject,),
        variables=tuple(x for x, _ in orders),
        orders=tuple(orders),
        entries=((label(orders), result),),
        terms=((Term(1, 0, along),),) if numeric else (),
        notes=notes,
        conditions=conditions,
    )
    return draft, complex_unit


def _subject(text: str, names: frozenset[str], options: CalculusOptions) -> tuple[Subject, bool]:
    """The function that a text writes, and whether i is the imaginary unit in it.

    So it is at a point that gives every symbol a value except I, where a number is asked for.
    """
    subject = read_function(text, names, options.complex_unit)
    if not options.at or subject.expr.free - names != {"I"}:
        return subject, options.complex_unit
    subject = read_function(text, names, True)
    said = "read I as the imaginary unit; name it in --at or --wrt for a symbol"
    return subject._replace(warnings=(*subject.warnings, said)), True


def check_words(operator: Operator, words: Sequence[str], options: CalculusOptions) -> None:
    """Refuse variables and orders that no expression could have, before the first line of a batch is read."""
    (orders_of if operator.entries is None else variable_words)(words, options)


# ── functions without an argument ───────────────────────────────────────────────────────────────


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
    names = names_of(options, [x for x, _ in orders] + [y])
    formula, subject = read_formula(text, names, options.complex_unit, equation=True)
    return implicit_report(formula, subject, y, orders, options)
