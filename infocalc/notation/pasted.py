"""What stands around a formula where it was copied from: dollar signs, absolute cells, punctuation.

Every replacement is by blanks, so places in the text stay true.
"""

from __future__ import annotations

from infocalc.notation.patterns import pattern

_DOLLARS = pattern(r"(\s*\$\$?)([^$]*?)(\$\$?\s*[.,;]?\s*)\Z")
_CELL = pattern(r"\$?([A-Z]{1,3})\$?([0-9]+)(?![A-Za-z0-9(])")
_TIES = pattern(r"~([-+*/=])~")
#: an anonymous function of R; \\(x\\) of LaTeX is closed again
_OF_R = pattern(r"\\(?=\(\s*[A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*\s*\))")


def anonymous(text: str) -> str:
    r"""\(x) x^2 of R as @(x) x^2 of MATLAB; any other text as it is."""
    return _OF_R.sub("@", text, 1) if "\\(" in text and "\\)" not in text else text


def undressed(plain: str) -> str:
    """The formula within $…$, without what ends a sentence or a statement; ~ of LaTeX is a blank."""
    last = plain[-1:]
    if last in ".,;" and last:
        plain = _without_end(plain)
    if "$" in plain:
        plain = _without_dollars(plain)
    if "~" in plain:  # x~+~1 of LaTeX; anywhere else it may be a negation
        plain = plain.replace("~", " ") if "\\" in plain else _TIES.sub(r" \1 ", plain)
    return plain


def _without_end(plain: str) -> str:
    """`;` ends a statement; a full stop or comma ends a sentence of LaTeX."""
    ends = plain.endswith(";") or ("\\" in plain and not plain[-2:-1].isdigit())
    return plain[:-1] + " " if ends and plain[:-1].strip() else plain


def _without_dollars(plain: str) -> str:
    if plain.lstrip().startswith("="):  # $A$1 of a spreadsheet
        return _CELL.sub(lambda cell: (cell[1] + cell[2]).rjust(len(cell[0])), plain)
    around = _DOLLARS.match(plain)
    if around is None:
        return plain
    return " " * len(around[1]) + around[2] + " " * len(around[3])
