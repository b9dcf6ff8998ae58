"""Which variables a command differentiates in, and how often: from its words, its options and the formula."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from infocalc.algebra.point import variable_name
from infocalc.calculus.operator import Order
from infocalc.calculus.options import CalculusOptions
from infocalc.calculus.reading import Subject, free_symbols, natural_order
from infocalc.errors import UsageError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import VOCABULARY
from infocalc.limits import check as check_limit
from infocalc.limits import typed_size
from infocalc.notation.differential import asks_in_words, operator_in
from infocalc.notation.formula import walk
from infocalc.notation.greek import LETTERS
from infocalc.notation.patterns import pattern
from infocalc.records import NamedTuple

_WORD = pattern(r"[A-Za-z_][A-Za-z0-9_]*")
#: words of a statement about symbols that are no names
_NO_NAMES = frozenset(("and", "or", "not", "if", "pi", "e", "oo", "inf", "true", "false", "in"))


def orders_of(words: Sequence[str], options: CalculusOptions) -> list[Order]:
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


def variable_words(words: Sequence[str], options: CalculusOptions) -> list[str]:
    if words and options.wrt:
        raise UsageError(
            "variables are named twice", hint="give them either after the expression or with --wrt"
        )
    found = [variable_name(word) for word in (words or options.wrt)]
    for x in found:
        if found.count(x) > 1:
            raise UsageError(f"the variable {x} is named twice")
    return found


def names_of(options: CalculusOptions, variables: Sequence[str]) -> frozenset[str]:
    """The names that are variables wherever they stand."""
    return frozenset(variables) | declared_names(options)


def orders_asked(asked: list[Order], in_front: Sequence[tuple[str, int]]) -> list[Order]:
    """The orders of the command, or those of d/dx in front of the formula; they may not differ."""
    if not in_front or asked == list(in_front):
        return asked or list(in_front)
    if not asked:
        return list(in_front)
    typed = " ".join(x if n == 1 else f"{x} {n}" for x, n in in_front)
    raise UsageError(
        "the formula asks for one derivative, the command for another",
        hint=f"leave out the operator in front of the formula, or ask for {typed}",
    )


def declared_names(options: CalculusOptions) -> frozenset[str]:
    """The names that --at, --names and --assume give: each is one variable wherever it stands."""
    facts = [word for fact in options.assume for word in _WORD.findall(fact)]
    known = (word for word in facts if word not in VOCABULARY.functions and word not in _NO_NAMES)
    return frozenset(variable_name(x) for x in (*options.at, *options.names, *known))


def check_present(
    variables: Sequence[str], subjects: Sequence[Subject], declared: AbstractSet[str]
) -> tuple[str, ...]:
    """Notes on variables that do not occur; one that stands inside a longer name is refused."""
    free = frozenset().union(*(subject.expr.free for subject in subjects))
    absent = [x for x in variables if x not in free]
    if not absent:
        return ()
    typed = {str(node.value) for s in subjects for node in walk(s.formula) if node.head == "symbol"}
    typed |= {str(node.value[0]) for s in subjects for node in walk(s.formula) if node.head == "undefined"}
    found = []
    for x in (x for x in absent if x not in typed):
        other = next((name for name in typed - declared if _plain(name) == _plain(x)), None)
        if other is not None:
            raise UsageError(f"{x} does not occur in the formula, {other} does", hint=f"ask for {other}")
        longer = natural_order(name for name in typed - declared if _stands_in(x, name))
        if longer:
            raise UsageError(
                f"{x} does not occur in the formula; it stands inside the name {longer[0]}",
                hint=f"write * between the letters of a product, or keep the name with --names {longer[0]}",
            )
        found.append(f"{x} does not occur in the formula, so the derivative in it is 0")
    return tuple(found)


def _plain(name: str) -> str:
    """x_1 and x1 without what tells them apart."""
    return name.replace("_", "")


def _stands_in(x: str, name: str) -> bool:
    """x in x1, tax and theta_x, T in k_BT, but not a in alpha."""
    stem, _, index = name.partition("_")
    letters = stem.rstrip("0123456789")
    in_index = index == x or (index.isupper() and x in index)
    return name != x and (in_index or (letters not in LETTERS and x in stem))


class Front(NamedTuple):
    """A formula without the derivative in front of it, the orders that this one names, what to tell."""

    text: str
    orders: tuple[tuple[str, int], ...] = ()
    note: str = ""
    warning: str = ""
    order: int = 1

    def told(self, text: str, subject: Subject) -> Subject:
        """The subject as typed, with what was read in front of it."""
        if not self.note:
            return subject
        warnings = (self.warning, *subject.warnings) if self.warning else subject.warnings
        return subject._replace(text=text, notes=(self.note, *subject.notes), warnings=warnings)


def in_front(text: str) -> Front:
    """d/dx in front of the formula, and the formula without it."""
    if operator_in(text) is None and not asks_in_words(text):
        return Front(text)
    from infocalc.notation.leading import leading

    return Front(*leading(text))


def only_variable(subject: Subject, functions: AbstractSet[str]) -> str:
    """The variable of a function of one symbol, or that of f(x) = …; x for a constant."""
    if len(subject.variables) == 1:
        return subject.variables[0]
    symbols = list(subject.variables) or natural_order(subject.expr.free - functions)
    if len(symbols) > 1:
        raise UsageError(
            f"which variable? the expression has {', '.join(symbols)}",
            hint=f"name it after the expression: … {symbols[0]}, or use grad for all of them",
        )
    return symbols[0] if symbols else "x"


def all_symbols(
    variables: list[str], subjects: Sequence[Subject], declared: AbstractSet[str]
) -> tuple[list[str], tuple[str, ...]]:
    """The variables named, else those that the text names itself, else all free symbols in natural order."""
    for subject in subjects:
        for name in sorted(bare_functions(subject.expr)):
            raise UsageError(f"{name}' is a derivative in one variable", hint=f"name it: {name}'(x)")
    if variables:
        return variables, check_present(variables, subjects, declared - set(variables))
    typed = list(dict.fromkeys(x for subject in subjects for x in subject.variables))
    typed = _with_coordinates(typed, free_symbols([subject.expr for subject in subjects]))
    found = typed or free_symbols([subject.expr for subject in subjects])
    if not found:
        raise UsageError("the expression has no variables", hint="name them: --wrt x,y")
    note = f"variables in the order {', '.join(found)}" if len(found) > 1 else ""
    return found, (note,) if note else ()


def _with_coordinates(names: list[str], free: list[str]) -> list[str]:
    """x_1 and x_2 for the x of f(x) = x_1^2 + x_2^2, which does not occur itself."""
    found: list[str] = []
    for name in names:
        coordinates = [x for x in free if _plain(x).removeprefix(name).isdigit()]
        found += coordinates if coordinates and name not in free else [name]
    return list(dict.fromkeys(found))


def bare_functions(f: Expr) -> frozenset[str]:
    """Names with primes and without arguments, as in y'' + y."""
    if X.UNDEF not in f.words:
        return frozenset()
    return frozenset(node.data[0] for node in X.nodes(f) if node.head == X.UNDEF and not node.args)
