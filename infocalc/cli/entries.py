"""Everything that help knows by name, made of the tables: commands, functions, families, options, errors …"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from infocalc.cli.command_page import command_page, typed
from infocalc.cli.commands import COMMANDS
from infocalc.cli.documents import document, documents
from infocalc.cli.option import Option
from infocalc.cli.outcome import EXIT_CODES
from infocalc.cli.page import Page, Section, shown
from infocalc.cli.topics import TOPICS
from infocalc.errors import InfocalcError
from infocalc.records import NamedTuple


class Entry(NamedTuple):
    """What one name means: its kind, the name, a line about it, the text, and what others call it."""

    kind: str
    name: str
    about: str
    text: Callable[[], str]
    also: tuple[str, ...] = ()


@cache
def entries() -> tuple[Entry, ...]:
    """All of them, in the order in which two of one name are shown."""
    return tuple(entry for kind in KINDS for entry in kind())


def _documents() -> Iterator[Entry]:
    for name, title in documents().items():
        yield Entry("document", name, title, partial(document, name))


def _topics() -> Iterator[Entry]:
    for name, topic in TOPICS.items():
        yield Entry("topic", name, topic.about, topic.text)


def _commands() -> Iterator[Entry]:
    for name, row in COMMANDS.items():
        yield Entry("command", name, row.about, _paged(partial(command_page, name)), row.also)
    for name, own in _OWN_WORDS.items():
        page = Page(f"Usage: {own.usage}", own.about, (Section("Examples", lines=own.examples),))
        yield Entry("command", name, own.about, partial(shown, page))


def _paged(page: Callable[[], Page]) -> Callable[[], str]:
    return lambda: shown(page())


class _Own(NamedTuple):
    """A command that answers no question: its usage, what it does, an example."""

    usage: str
    about: str
    examples: tuple[str, ...]


_OWN_WORDS = {
    "help": _Own(
        "infocalc help [NAME | --search WORD]",
        "Explains a command, an option, a function, a family, a measure, a format, an error, a topic.",
        ("infocalc help sigmoid", "infocalc help --unit", "infocalc help --search divergence"),
    ),
    "completions": _Own(
        "infocalc completions SHELL",
        "Prints the completions of a shell: bash, zsh, fish, powershell.",
        ("infocalc completions bash",),
    ),
}


# ── of the tables of mathematics ─────────────────────────────────────────────────────────────────


def _measures() -> Iterator[Entry]:
    from infocalc.cli.entries_of_laws import measure_page
    from infocalc.information.measure import MEASURES

    for name, row in MEASURES.items():
        yield Entry("measure", name, row.about, _paged(partial(measure_page, row)), row.also)


def _functions() -> Iterator[Entry]:
    from infocalc.cli.entries_of_functions import function_page
    from infocalc.functions import TABLE

    for name, row in TABLE.items():
        yield Entry("function", name, row.meaning, _paged(partial(function_page, row)), row.spellings)


def _words_of_matrices() -> Iterator[Entry]:
    from infocalc.cli.entries_of_functions import matrix_word_page
    from infocalc.notation.matrix_tokens import MATRIX_WORDS

    spellings: dict[str, list[str]] = {}
    for spelling, word in MATRIX_WORDS.items():
        spellings.setdefault(word.name, []).append(spelling)
    for name, (_, *others) in spellings.items():
        page = partial(matrix_word_page, MATRIX_WORDS[name], tuple(others))
        about = "a word in formulas of vectors and matrices"
        yield Entry("word of matrices", name, about, _paged(page), tuple(others))


def _families() -> Iterator[Entry]:
    from infocalc.cli.entries_of_laws import composed_page, family_page
    from infocalc.information.families import TABLE
    from infocalc.information.reading.derived import DERIVED
    from infocalc.information.reading.family_names import STRUCTURED

    for name, row in TABLE.items():
        yield Entry("family", name, row.meaning, _paged(partial(family_page, row)), row.spellings)
    for name, words in STRUCTURED.items():
        called = f"{name}({', '.join(f'{word}=[...]' for word in words)})"
        yield Entry(
            "family", name, f"a law of several components: {called}", _paged(partial(composed_page, called))
        )
    for name, words in DERIVED.items():
        called = f"{name}({', '.join(('P', *words))})"
        yield Entry(
            "family", name, f"a law made of another: {called}", _paged(partial(composed_page, called))
        )


def _rules() -> Iterator[Entry]:
    from infocalc.calculus.rules import RULES

    for rule in RULES:
        page = Page(f"{rule.id}: a rule of --steps", rule.statement, (_see("steps"),))
        yield Entry("rule", rule.id, rule.statement, partial(shown, page))


def _see(option: str) -> Section:
    return Section("Shown by", lines=(f"infocalc diff 'x^2 sin x' --{option}",))


# ── of the command line ──────────────────────────────────────────────────────────────────────────


def _options() -> Iterator[Entry]:
    rows: dict[str, Option] = {}
    for command in COMMANDS.values():
        rows |= {option.name: option for option in command.options}
    for name, option in rows.items():
        called = (*option.also, *option.choices, *((option.variable.lower(),) if option.variable else ()))
        yield Entry("option", name, option.help, _paged(partial(_option_page, option)), called)


def _option_page(option: Option) -> Page:
    having = [name for name, row in COMMANDS.items() if option in row.options]
    said = {
        "value": " | ".join(option.choices),
        "default": str(option.default or ""),
        "with": ", ".join(f"--{name}" for name in option.needs),
        "not with": ", ".join(f"--{name}" for name in option.against),
        "variable": f"{option.variable} gives the default" if option.variable else "",
        "repeatable": "yes" if option.many else "",
        "also called": ", ".join(option.also),
        "commands": "all" if len(having) == len(COMMANDS) else ", ".join(having),
    }
    rows = tuple((left, right) for left, right in said.items() if right)
    examples = Section("Examples", lines=(option.example,))
    title = f"{typed(option)}  (option, {option.group})"
    return Page(title, option.help, (Section("Option", rows), examples))


def _formats() -> Iterator[Entry]:
    from infocalc.report.render import FORMATS

    for name, row in FORMATS.items():
        yield Entry("format", name, row.meaning, _paged(partial(_format_page, name)), row.also)


def _format_page(name: str) -> Page:
    from infocalc.calculus.commands import operated
    from infocalc.calculus.operator import OPERATORS
    from infocalc.calculus.options import CalculusOptions
    from infocalc.report.render import FORMATS, render

    report = operated(OPERATORS["grad"], ["x^2*y"], (), CalculusOptions(at={"x": "1", "y": "2"}))
    command = f"infocalc grad 'x^2*y' --at x=1,y=2 --format {name}"
    sample = render(report, name).rstrip("\n")
    also = (Section("Also called", lines=(", ".join(FORMATS[name].also),)),) if FORMATS[name].also else ()
    return Page(
        f"--format {name}",
        FORMATS[name].meaning,
        (Section("Example", lines=(command, "", *sample.splitlines())), *also),
    )


def _errors() -> Iterator[Entry]:
    for kind in _kinds():
        about = (kind.__doc__ or "").splitlines()[0]
        code = ("exit code", f"{kind.exit_code}: {EXIT_CODES[kind.exit_code]}")
        said = Section("Error", (code, ("in JSON", f'"code": "{kind.code}"'), ("in Python", kind.__name__)))
        page = Page(f"{kind.code}  (error)", about, (said,))
        yield Entry("error", kind.code, about, partial(shown, page), (kind.__name__,))


@cache
def _kinds() -> tuple[type[InfocalcError], ...]:
    """The errors that have a code of their own, and bugs; whatever else is loaded."""
    from infocalc import errors
    from infocalc.cli.answering import Bug

    found = [kind for kind in vars(errors).values() if isinstance(kind, type) and "code" in vars(kind)]
    return (*found, Bug)


def _exit_codes() -> Iterator[Entry]:
    for code, meaning in EXIT_CODES.items():
        errors = tuple((e.code, (e.__doc__ or "").splitlines()[0]) for e in _kinds() if e.exit_code == code)
        page = Page(f"exit code {code}", f"{meaning}.", (Section("Errors", errors),) if errors else ())
        yield Entry("exit code", str(code), meaning, partial(shown, page))


def _limits() -> Iterator[Entry]:
    from infocalc.limits import LIMITS

    for name, limit in LIMITS.items():
        page = Page(
            f"{name}  (limit)", f"At most {limit.most:,} {limit.what}; beyond it the exit code is 3.", ()
        )
        yield Entry("limit", name.replace(" ", "-"), limit.what, partial(shown, page))


KINDS = (
    _documents,
    _topics,
    _commands,
    _measures,
    _functions,
    _families,
    _options,
    _formats,
    _words_of_matrices,
    _errors,
    _exit_codes,
    _rules,
    _limits,
)
