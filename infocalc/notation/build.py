"""Formula nodes from their parts: spans joined, sums and products flattened, calls checked."""

from __future__ import annotations

from infocalc.errors import NotationError, Span
from infocalc.functions.vocabulary import Word
from infocalc.notation.formula import Formula, number


def joined(first: Span, last: Span) -> Span:
    return (first[0], last[1])


def infix(sign: str, a: Formula, b: Formula, text: str) -> Formula:
    """a sign b, with chains of sums and products in one node."""
    span = joined(a.span, b.span)
    match sign:
        case "+" | "-":
            b = b if sign == "+" else Formula("neg", (b,), None, b.span)
            return Formula("sum", (*(a.args if a.head == "sum" else (a,)), b), None, span)
        case "*" | " ":
            return Formula("product", (*(a.args if a.head == "product" else (a,)), b), None, span)
        case "/":
            return Formula("quotient", (a, b), None, span)
        case "^":
            return Formula("power", (a, b), None, span)
        case "and" | "or":
            return Formula(sign, (*(a.args if a.head == sign else (a,)), b), None, span)
        case "if":
            return Formula("if", (a, b), None, span)
        case "else":
            return conditional(a, b, span, text)
        case _:
            return relation(sign, a, b, span)


def relation(sign: str, a: Formula, b: Formula, span: Span) -> Formula:
    """a < b; a < b < c is both of them."""
    if a.head == "relation" and a.value != "=":
        return Formula("and", (a, Formula("relation", (a.args[1], b), sign, span)), None, span)
    return Formula("relation", (a, b), sign, span)


def conditional(a: Formula, b: Formula, span: Span, text: str) -> Formula:
    """`u if c else v`, further pieces in v."""
    if a.head != "if":
        raise NotationError("'else' without 'if'", "write u if x > 0 else v", a.span, text)
    rest = b.args if b.head == "piecewise" else (b, Formula("constant", (), "true", b.span))
    return Formula("piecewise", (*a.args, *rest), None, span)


def grouped(node: Formula, span: Span) -> Formula:
    """A parenthesised part: what follows is not flattened into it, its place takes in the parentheses."""
    return node.at(span)


def called(word: Word, base: str | None, args: tuple[Formula, ...], span: Span, text: str) -> Formula:
    """A function of the table applied; the number of arguments is checked."""
    name = word.name
    typed = text[span[0] : span[1]].partition("(")[0]
    more = name in _OF_MORE and len(args) > 1 and (not name.startswith("norm") or "norm" in typed.lower())
    if more and not any(map(_is_named, args)):
        return _of_more(name, args, span, text)
    if any(map(_is_named, args)):
        name, args = named_arguments(name, args, text)
        word = word if name == word.name else Word(name, 2, None)
    given = len(args)
    if given < word.least or (word.most is not None and given > word.most):
        raise NotationError(f"{name} takes {_wanted(word)}, got {given}", span=span, text=text)
    if base is not None:
        kind = "constant" if base in ("e", "pi") else "symbol"
        p = number(int(base)) if base.isdigit() else Formula(kind, (), base)
        args = (*args, p.at(span))
    if name == "exp":
        return Formula("power", (Formula("constant", (), "e", span), args[0]), None, span)
    if name == "gamma" and given == 2:
        name = "uppergamma"
    if name == "softmax":
        return Formula("list", tuple([component(i, args, span) for i in range(1, given + 1)]), None, span)
    return Formula("call", args, name, span)


#: functions of one argument to which other programs give more, and how many at most
_OF_MORE = {"atan": 2, "heaviside": 2, "normcdf": 3, "normpdf": 3}


def _of_more(name: str, args: tuple[Formula, ...], span: Span, text: str) -> Formula:
    """arctan(y, x) of Maple, np.heaviside(x, h), norm.cdf(x, loc, scale) and norm.pdf of SciPy."""
    if len(args) > _OF_MORE[name]:
        raise NotationError(
            f"{name} takes 1 to {_OF_MORE[name]} arguments, got {len(args)}", None, span, text
        )
    if name == "atan":
        return Formula("call", args, "atan2", span)
    if name == "heaviside":  # h is the value at 0
        zero, true = number(0).at(span), Formula("constant", (), "true", span)
        below, at = (Formula("relation", (args[0], zero), sign, span) for sign in ("<", "="))
        return Formula("piecewise", (zero, below, args[1], at, number(1).at(span), true), None, span)
    scale = args[2] if len(args) == 3 else number(1).at(span)
    shifted = Formula("sum", (args[0], Formula("neg", (args[1],), None, span)), None, span)
    value = Formula("call", (Formula("quotient", (shifted, scale), None, span),), name, span)
    return value if name == "normcdf" else Formula("quotient", (value, scale), None, span)


#: arguments that are given by name, after the function's canonical name: what the call becomes
_BOUNDS = {"min": "max", "a_min": "max", "low": "max", "lower": "max",
           "max": "min", "a_max": "min", "high": "min", "upper": "min"}  # fmt: skip
_PLACES = {"negative_slope": 1, "alpha": 1, "base": 1, "other": 1, "exponent": 1}


def named_arguments(name: str, args: tuple[Formula, ...], text: str) -> tuple[str, tuple[Formula, ...]]:
    """The call without names: clamp(x, min=0) is max(x, 0), elu(x, alpha=2) is elu(x, 2)."""
    found: tuple[Formula, ...] = ()
    for a in args:
        key = str(a.args[0].value) if _is_named(a) else ""
        if not key:
            found = (*found, a)
        elif len(found) == 1 and key in _BOUNDS and name not in _BOUNDS:
            name, found = _BOUNDS[key], (*found, a.args[1])
        elif len(found) == 2 and key in _BOUNDS and name in _BOUNDS:
            found = (Formula("call", found, name, a.span), a.args[1])
            name = _BOUNDS[key]
        elif _PLACES.get(key) == len(found):
            found = (*found, a.args[1])
        else:
            hint = "leave it out, or give it by its place"
            raise NotationError(f"the argument {key}= of {name} is not read", hint, a.span, text)
    return name, found


def _is_named(a: Formula) -> bool:
    return a.head == "relation" and a.value == "=" and a.args[0].head == "symbol"


def component(i: int, args: tuple[Formula, ...], span: Span) -> Formula:
    """softmax(args)_i; without an index softmax is the list of its components."""
    return Formula("call", (number(i).at(span), *args), "softmax", span)


def double_factorial(n: int, span: Span) -> Formula:
    """n!! = 2^k·k! for n = 2k, n!/(2^k·k!) for n = 2k + 1."""

    def factorial(m: int) -> Formula:
        return Formula("call", (number(m).at(span),), "factorial", span)

    power = Formula("power", (number(2).at(span), number(n // 2).at(span)), None, span)
    even = Formula("product", (power, factorial(n // 2)), None, span)
    return even if n % 2 == 0 else Formula("quotient", (factorial(n), even), None, span)


def _wanted(word: Word) -> str:
    if word.most is None:
        return f"{word.least} or more arguments"
    if word.least == word.most:
        return f"{word.least} argument{'s' if word.least != 1 else ''}"
    return f"{word.least} to {word.most} arguments"


def family(name: str, args: tuple[Formula, ...], span: Span, text: str) -> Formula:
    """Normal(0, sigma=1): `name = value` arguments become keywords."""
    found: list[Formula] = []
    for a in args:
        if a.head == "relation" and a.value == "=" and a.args[0].head in ("symbol", "constant"):
            found.append(Formula("keyword", (a.args[1],), a.args[0].value, a.span))
        elif found and found[-1].head == "keyword":
            raise NotationError("a positional parameter after a named one", span=a.span, text=text)
        else:
            found.append(a)
    return Formula("family", tuple(found), name, span)


#: functions of array libraries that are signs of arithmetic
OPERATIONS = {
    "add": "+", "subtract": "-", "sub": "-", "multiply": "*", "mul": "*", "divide": "/", "true_divide": "/",
    "div": "/", "negative": "neg", "neg": "neg", "reciprocal": "1/", "recip": "1/", "logaddexp": "logsumexp",
    "greater": ">", "gt": ">", "less": "<", "lt": "<", "greater_equal": ">=", "ge": ">=", "less_equal": "<=",
    "le": "<=", "equal": "=", "eq": "=", "not_equal": "!=", "ne": "!=", "Rational": "/", "Integer": "",
    "Eq": "=", "Ne": "!=", "Gt": ">", "Ge": ">=", "Lt": "<", "Le": "<=", "Float": "", "mpf": "",
    "float64": "", "float32": "", "tensor": "", "array": "", "asarray": "",
    "constant": "",
}  # fmt: skip
