"""Functions that a language lacks, written by their definitions in the table of functions."""

from __future__ import annotations

from collections.abc import Container

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import TABLE, call
from infocalc.notation.formula import Formula, constant, fold, number


def written_out(formula: Formula, known: Container[str]) -> Formula:
    """The formula with every function that is not known replaced by what it is made of."""

    def visit(node: Formula, parts: tuple[Formula, ...]) -> Formula:
        if node.head == "call" and node.value not in known:
            meaning = _meaning(node, parts)
            if meaning is not None:
                return written_out(meaning, known)
        return Formula(node.head, parts, node.value, node.span)

    return fold(formula, visit)


def _meaning(node: Formula, parts: tuple[Formula, ...]) -> Formula | None:
    row = TABLE.get(node.value)
    if row is None:
        return None
    values = {f"argument {k}": part for k, part in enumerate(parts)}
    symbols = [X.num(*part.value) if part.head == "number" else X.sym(name) for name, part in values.items()]
    meaning = call(node.value, *symbols) if row.definition is None else row.definition(*symbols)
    if meaning.head == X.CALL and meaning.data == node.value:
        return None
    return _formula(meaning, values)


def _formula(e: Expr, values: dict[str, Formula]) -> Formula:
    """An expression as a formula, with formulas for its symbols; not arranged as a book would."""

    def visit(node: Expr, parts: tuple[Formula, ...]) -> Formula:
        match node.head:
            case X.NUM:
                return _rational(node.data)
            case X.SYM:
                return values[node.data]
            case X.CONST:
                return constant(node.data)
            case X.ADD:
                terms = [_scaled(c, p) for c, p in zip(node.data[1], parts, strict=True)]
                return Formula("sum", (*terms, *([_rational(node.data[0])] if node.data[0] != 0 else [])))
            case X.MUL:
                product = parts[0] if len(parts) == 1 else Formula("product", parts)
                return _scaled(node.data, product)
            case X.POW:
                return _power(node, parts)
            case _:
                return Formula(node.head, parts, node.data)

    return X.fold(e, visit)


def _power(node: Expr, parts: tuple[Formula, ...]) -> Formula:
    if node.args[1] is X.MINUS_ONE:
        return Formula("quotient", (number(1), parts[0]))
    return Formula("call", parts[:1], "sqrt") if node.args[1] is X.HALF else Formula("power", parts)


def _rational(q: X.Rational) -> Formula:
    return number(int(q.numerator), int(q.denominator))


def _scaled(c: X.Rational, part: Formula) -> Formula:
    if c == 1:
        return part
    return Formula("neg", (part,)) if c == -1 else Formula("product", (_rational(c), part))
