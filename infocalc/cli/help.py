"""`infocalc help`: what is meant by a word, among the names, then what others call things, then what is said.

Two things of one name are both shown: `entropy` is a command and a measure, `beta` a function and a family.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap

from infocalc.cli.entries import Entry, entries
from infocalc.cli.page import columns
from infocalc.cli.topics import TOPICS
from infocalc.errors import UsageError

#: things of the same meaning that are named below a text, and in a hint
_RELATED, _HINTED = 8, 4
#: kinds of what is read from its beginning to its end
_READ = ("document", "topic")


def help_text(words: Sequence[str]) -> str:
    """The text of what is named, the list of what a search found, or the list of topics."""
    if not words or words[0] in ("-h", "--help"):
        return _contents()
    if words[0] == "--search" or words[0].startswith("--search="):
        return _searched([words[0].partition("=")[2], *words[1:]])
    named = _named(words)
    if not named:
        raise _unknown(" ".join(words))
    related = _related(words, named)
    return "\n".join([*(entry.text() for entry in named), *related])


def _contents() -> str:
    rows = [(e.name, e.about) for e in entries() if e.kind in _READ]
    more = (
        "infocalc help NAME explains a command, an option, a function, a family, a measure, a format,",
        "an error, a limit: whatever has a name here.",
        "infocalc help --search WORD finds what is said about a word.",
    )
    return "\n".join(["infocalc help TOPIC explains one of", "", *columns(rows), "", *more, ""])


def _plain(word: str) -> str:
    """A word as names are compared: no dashes in front, no case, - for _ and blanks."""
    return word.lstrip("-").lower().replace("_", "-").replace(" ", "-")


def _named(words: Sequence[str]) -> list[Entry]:
    """What has this name, exactly or but for its case; else what others call so."""
    wanted = " ".join(words)
    options = [e for e in entries() if e.kind == "option" and wanted.startswith("--")]
    among = options or entries()
    by_name = [e for e in among if _plain(e.name) == _plain(wanted)]
    return by_name or [e for e in among if _plain(wanted) in map(_plain, e.also)]


def _related(words: Sequence[str], shown: Sequence[Entry]) -> list[str]:
    """What else is called so, or has the word in what is said of it; a document ends where it ends."""
    if any(entry.kind in _READ for entry in shown):
        return []
    wanted = _plain(" ".join(words))
    others = [e for e in entries() if e not in shown]
    found = [e for e in others if wanted in map(_plain, e.also)]
    found += [e for e in others if len(wanted) > 3 and e not in found and _says(e, wanted)]
    names = [f"{name} ({', '.join(kinds)})" for name, (kinds, _) in _grouped(found).items()]
    return [*wrap(f"See also: {', '.join(names[:_RELATED])}", 79), ""] if names else []


def _grouped(found: Iterable[Entry]) -> dict[str, tuple[list[str], str]]:
    """The kinds of what has one name, and what is said of the first."""
    groups: dict[str, tuple[list[str], str]] = {}
    for entry in found:
        groups.setdefault(entry.name, ([], entry.about))[0].append(entry.kind)
    return groups


def _says(entry: Entry, word: str) -> bool:
    return word in _plain(" ".join((entry.about, entry.name, *entry.also)))


def _searched(words: Sequence[str]) -> str:
    """Everything that has all of the words in its names or in what is said of it; topics in their texts."""
    wanted = [_plain(word) for phrase in words for word in phrase.split()]
    if not wanted:
        raise UsageError("--search wants a word", hint="for example: infocalc help --search divergence")
    found = [e for e in entries() if all(_says(e, word) for word in wanted)]
    found += [e for e in entries() if e not in found and all(_tells(e, word) for word in wanted)]
    if not found:
        raise _unknown(" ".join(words).strip())
    rows = [(f"{name} ({', '.join(kinds)})", about) for name, (kinds, about) in _grouped(found).items()]
    return "\n".join([*columns(rows), "", "infocalc help NAME shows one of them.", ""])


def _tells(entry: Entry, word: str) -> bool:
    """Whether a topic or a document has the word in its text."""
    return entry.kind in _READ and word in _plain(entry.text())


def _unknown(words: str) -> UsageError:
    near = _meant(words)
    hint = f"did you mean {' or '.join(near)}?" if near else "topics are " + ", ".join(TOPICS)
    return UsageError(f"there is no help on '{words}'", hint=f"{hint}\ninfocalc help --search WORD searches")


def _meant(words: str) -> list[str]:
    """Names whose meaning has the word, else those that are spelled like it."""
    from difflib import get_close_matches

    wanted = _plain(words)
    about = [e.name for e in entries() if len(wanted) > 3 and _says(e, wanted)]
    spelled = {_plain(word): e.name for e in entries() for word in (*e.also, e.name)}
    near = [spelled[word] for word in get_close_matches(wanted, spelled, _HINTED, 0.7)]
    return _first(about or near)


def _first(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))[:_HINTED]
