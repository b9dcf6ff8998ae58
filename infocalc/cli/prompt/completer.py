"""What TAB offers: commands, options and their words, functions, families, names, @files, ?names of help."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

from infocalc.cli.commands import COMMANDS, abouts
from infocalc.cli.entries import entries
from infocalc.cli.option import Option
from infocalc.cli.prompt.session import Session
from infocalc.functions import TABLE as FUNCTIONS
from infocalc.information.families import TABLE as FAMILIES
from infocalc.report.render import FORMATS

#: what is completed: a word of letters, one with a sign of ours in front, the rest of an option
_WORD = re.compile(r"(?:--[\w-]*|@\S*|\?[\w-]*|[^\W\d]\w*)$")


class SessionCompleter(Completer):
    """Completions of the text before the cursor."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._files = PathCompleter(expanduser=False)

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterator[Completion]:
        text = document.text_before_cursor
        found = _WORD.search(text)
        word = found[0] if found else ""
        before = text[: len(text) - len(word)].split()
        if word.startswith("@"):
            yield from self._files.get_completions(Document(word[1:]), event)
            return
        for name, about in sorted(self._offered(before, word)):
            if name.startswith(word):
                yield Completion(name, -len(word), display_meta=about)

    def _offered(self, before: list[str], word: str) -> Iterable[tuple[str, str]]:
        """Names with what they are, at this place of the line."""
        row = COMMANDS.get(before[0]) if before else None
        if word.startswith("?") or (before and before[0] == "help"):
            sign = word[:1] if word.startswith("?") else ""
            return [(f"{sign}{entry.name}", entry.about) for entry in entries()]
        if row is not None and before[-1].startswith("--"):
            option = next((o for o in row.options if f"--{o.name}" == before[-1]), None)
            if option is not None and option.value is not None:
                return [(choice, "") for choice in _words_of(option)]
        if word.startswith("--"):
            return [(f"--{option.name}", option.help) for option in (row or COMMANDS["eval"]).options]
        return [*(() if before else abouts().items()), *self._names()]

    def _names(self) -> Iterator[tuple[str, str]]:
        """What stands in formulas and distributions."""
        yield from ((name, str(defined)) for name, defined in self._session.definitions.known.items())
        yield from ((f"{name}(", row.meaning) for name, row in FUNCTIONS.items())
        yield from ((f"{name}(", row.meaning) for name, row in FAMILIES.items())


def _words_of(option: Option) -> tuple[str, ...]:
    return tuple(FORMATS) if option.name == "format" else option.choices
