"""The characters or the bytes of a text as observations: each counts once, blanks and line ends too."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator

from infocalc.errors import DistributionError, UsageError
from infocalc.information.options import InformationOptions
from infocalc.information.pmf.pmf import Pmf, counted
from infocalc.information.source import Source

_BLOCK = 1 << 20


def pmf_of_signs(source: Source, options: InformationOptions) -> Pmf:
    """The distribution of the characters (--characters), or of the bytes (--bytes, of UTF-8 where typed)."""
    tally: Counter[str] = Counter()
    for block in _bytes(source) if options.bytes else _characters(source):
        tally.update(block)
    if not tally:
        raise DistributionError("an empty text", hint="--characters and --bytes want one or more of them")
    found = counted(tally, options)
    what = "bytes" if options.bytes else "characters"
    return found._replace(notes=(f"{what}: {tally.total()} of {len(tally)} kinds, line ends among them",))


def _blocks(source: Source) -> Iterator[bytes]:
    """The text as it stands in a file, or as it was typed."""
    if source.stream is not None:
        while block := source.stream.read(_BLOCK):
            yield block
    elif source.text is not None:
        yield source.text.encode("utf-8", "surrogateescape")
    else:
        raise UsageError("--characters and --bytes read a text", hint="typed, @FILE or standard input")


def _bytes(source: Source) -> Iterator[list[str]]:
    """Each byte as two hexadecimal digits."""
    names = [f"{byte:02x}" for byte in range(256)]
    for block in _blocks(source):
        yield [names[byte] for byte in block]


def _characters(source: Source) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in _blocks(source):
            yield decoder.decode(block)
        yield decoder.decode(b"", True)
    except UnicodeDecodeError as problem:
        hint = "--bytes counts the bytes of any file"
        raise DistributionError(f"the text is no UTF-8: {problem.reason}", hint) from None
