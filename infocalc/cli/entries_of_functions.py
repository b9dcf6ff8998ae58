"""The pages of help of functions, and of the words of formulas of vectors and matrices."""

from __future__ import annotations

import re

from infocalc.calculus.commands import diff
from infocalc.calculus.options import CalculusOptions
from infocalc.cli.page import Page, Section
from infocalc.errors import NoAnswer, Undefined
from infocalc.expr import expr as X
from infocalc.functions import VOCABULARY, Function
from infocalc.functions.vocabulary import Word
from infocalc.information.condition import plain
from infocalc.notation.parser import parse
from infocalc.notation.writer import write
from infocalc.report.cells import symbolic
from infocalc.report.languages import LANGUAGES

#: arguments where the meaning of the row names none
_LETTERS = ("x", "y", "z", "w")
_NONE = "none in closed form"


def function_page(row: Function) -> Page:
    """Meaning, domain, derivative, LaTeX, names in languages and in SymPy, an example."""
    called, arguments = as_called(row)
    slopes = {x: _derivative(called, x) for x in arguments}
    said = {
        "domain": row.domain,
        **(
            {"derivative": slopes[arguments[0]]}
            if len(slopes) == 1
            else {f"d/d{x}": slopes[x] for x in slopes}
        ),
        "defined as": _definition(row, arguments),
        "LaTeX": write(parse(called, VOCABULARY).formula, "latex"),
        "read as": row.reading,
        "inverse": row.inverse or "",
        "other names": ", ".join(row.spellings),
    }
    sections = [Section("Mathematics", tuple((left, right) for left, right in said.items() if right))]
    if code := _code(row, arguments):
        sections.append(Section("In code", code))
    sections.append(Section("Examples", lines=_examples(called, slopes)))
    return Page(f"{called}  (function)", row.meaning, tuple(sections))


def as_called(row: Function) -> tuple[str, tuple[str, ...]]:
    """The call as typed and its arguments: as the meaning of the row has it, else name(x, y)."""
    found = re.search(rf"\b{row.name}\(([a-z, ]+)\)(?:_1)?", row.meaning)
    least, most = row.arity
    if found and (found[0].endswith("_1") or found[1].count(",") == least - 1):
        return found[0], tuple(part.strip() for part in found[1].split(","))
    count = 2 if least == 1 and (most is None or most > len(_LETTERS)) else least
    return f"{row.name}({', '.join(_LETTERS[:count])})", _LETTERS[:count]


def _derivative(called: str, x: str) -> str:
    """A row of the table, which tests compare: it is not verified each time it is read."""
    try:
        return symbolic(diff(called, [x], CalculusOptions(names=(x,), verify=False)).rows[0])
    except NoAnswer:
        return _NONE


def _examples(called: str, slopes: dict[str, str]) -> tuple[str, ...]:
    point = ",".join(f"{x}=1/{k}" for k, x in enumerate(slopes, 2))
    found = (f"infocalc eval '{called}' --at {point}",)
    known = [x for x, slope in slopes.items() if slope != _NONE]
    return (f"infocalc diff '{called}' {known[-1]}", *found) if known else found


def _definition(row: Function, arguments: tuple[str, ...]) -> str:
    """By other functions; not where the first argument is the number of a component."""
    if row.definition is None or len(arguments) < row.arity[0]:
        return ""
    try:
        return plain(row.definition(*map(X.sym, arguments)))
    except Undefined:
        return ""


def _code(row: Function, arguments: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """How the languages write it, and SymPy's name."""
    everything = ", ".join(arguments)
    found = [
        (name, language.functions[row.name].replace("{all}", everything).format(*arguments))
        for name, language in LANGUAGES.items()
        if row.name in language.functions
    ]
    return (*found, *((("sympy", row.sympy),) if row.sympy else ()))


def matrix_word_page(word: Word, spellings: tuple[str, ...]) -> Page:
    """How many arguments it takes, its other names, where more is said."""
    most = "any number of" if word.most is None else str(word.most)
    count = most if word.least == word.most else f"{word.least} to {most}"
    arguments = "argument" if count == "1" else "arguments"
    said = [("arguments", f"{count} {arguments}")]
    said += [("other names", ", ".join(spellings))] if spellings else []
    lines = ("infocalc help matrices",)
    about = "A word in formulas of vectors and matrices."
    sections = (Section("Word", tuple(said)), Section("More", lines=lines))
    return Page(f"{word.name}  (word of matrices)", about, sections)
