"""What stands around a formula where it was copied from: dollar signs, absolute cells, punctuation.

Every replacement is by blanks, so places in the text stay true.
"""

from __future__ import annotations

from infocalc.annotations import TYPE_CHECKING
from infocalc.errors import NotationError
from infocalc.notation.patterns import pattern

if TYPE_CHECKING:
    from re import Match

_DOLLARS = pattern(r"(\s*\$\$?)([^$]*?)(\$\$?\s*[.,;]?\s*)\Z")
_CELL = pattern(r"\$?([A-Z]{1,3})\$?([0-9]+)(?![A-Za-z0-9(])")
_SHEET = pattern(r"(?:'[^']+'|[A-Za-z]\w*)!(?=\$?[A-Z]{1,3}\$?[0-9])")
#: {\displaystyle …} around a whole formula, as Wikipedia writes it
_STYLED = pattern(r"(\s*\{\s*\\(?:display|text|script)style\b)(.*)(\}\s*)\Z")
#: what ends a row of cases, and the invisible delimiter of \left. and \right.
_ROW_ENDS = pattern(r"[.,;](?=\s*(?:\\\\|\\end\b))|(?<=\\left)\s*\.|(?<=\\right)\s*\.")
#: a word within the cases, in braces of its own: {\\text{if }}
_BRACED = pattern(
    r"\{(\s*\\(?:text|textrm|mathrm|mbox|rm)\s*\{\s*(?:if|for|when|where|otherwise|else|and|or)\s*\}\s*)\}"
)
#: the layer of a network, called at once: nn.ReLU()(x)
_AT_ONCE = pattern(r"(?<=[A-Za-z])\(\)(?=\()")
#: numbers and functions of single precision in C: 3.0f, expf(x)
_SINGLE = pattern(
    r"\b(sin|cos|tan|asin|acos|atan|sinh|cosh|tanh|exp|exp2|log|log2|log10|sqrt|cbrt|pow|fabs|fmax|fmin|erf|expm1|log1p|hypot|atan2|floor|ceil)f(?=\s*\()"
)
_SINGLE_NUMBER = pattern(r"(?<=[0-9.])f(?![A-Za-z0-9_(])")
#: constants of C and JavaScript, each in as many characters as its name has; M_E is the mass of the Earth
_NAMED = pattern(
    r"\b(?:M_(?!E\b)|Math\.)(?:PI_2|PI_4|PI|E|LN2|LN10|SQRT2|SQRT1_2|1_PI|2_PI|LOG2E|LOG10E|2_SQRTPI)\b"
)
_NUMBERS = {
    "PI_2": "(pi/2)", "PI_4": "(pi/4)", "PI": "pi", "E": "e", "LN2": "ln(2)", "LN10": "ln(10)",
    "SQRT2": "sqrt(2)", "SQRT1_2": "sqrt(1/2)", "1_PI": "(1/pi)", "2_PI": "(2/pi)", "LOG2E": "(1/ln2)",
    "LOG10E": "(1/ln10)", "2_SQRTPI": "(2/√pi)",
}  # fmt: skip
#: the type behind a number of Rust: 1_f64
_TYPED = pattern(r"(?<=[0-9])_?(?:f64|f32|i32|i64|u32|u64)\b")
_FORTRAN = pattern(r"(?<![\w.])(?:[0-9]+\.[0-9]*|\.[0-9]+|[01](?=[dD]0))[dD][+-]?[0-9]+")
#: read as products: 2d-3 is 2*d - 3, 2d0 is 2*d0
_WHOLE_FORTRAN = pattern(r"(?<![\w.])([0-9]+)([dD])([+-]?)([0-9]+)(?![\w.])")
#: a closure of Rust
_CLOSURE = pattern(
    r"\s*\|\s*([A-Za-z]\w*)\s*(:\s*&?f(?:32|64)\s*)?\|(?=.*\.(?:pow[if]|sin|cos|exp|ln|sqrt)\()"
)
_TIES = pattern(r"~([-+*/=])~")
#: an anonymous function of R; \\(x\\) of LaTeX is closed again
_OF_R = pattern(r"\\(?=\(\s*[A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*\s*\))")


def fortran(text: str) -> tuple[str, ...]:
    """What to tell of a number of Fortran in a text, 1.5d-3, or of what looks like one, 2d-3."""
    if ("d" not in text and "D" not in text) or "\\" in text:
        return ()
    found = _FORTRAN.search(text)
    if found is not None:
        number, _, power = found[0].lower().partition("d")
        return (f"read {found[0]} as {number}e{power}; write {number}*d{power} for the product",)
    found = _WHOLE_FORTRAN.search(text)
    if found is None:
        return ()
    number, d, sign, power = found.groups()
    product = f"{number}*{d} {sign} {power}" if sign else f"{number}*{d}{power}"
    return (f"read {found[0]} as {product}; write {number}.{d}{sign}{power} for the number of Fortran",)


def anonymous(text: str) -> str:
    r"""\(x) x^2 of R and |x| x.powi(2) of Rust as @(x) x^2 of MATLAB; any other text as it is."""
    if text.lstrip().startswith("|"):
        return _CLOSURE.sub(lambda names: f"@({names[1]})".ljust(len(names[0])), text, 1)
    return _OF_R.sub("@", text, 1) if "\\(" in text and "\\)" not in text else text


def undressed(plain: str) -> str:
    """The formula within $…$, without what ends a sentence or a statement; ~ of LaTeX is a blank."""
    last = plain[-1:]
    if last and last in ".,;$}":
        plain = _without_style(_without_end(plain) if last in ".,;" else plain)
    if "\\" in plain:
        plain = _BRACED.sub(r" \1 ", _ROW_ENDS.sub(_blank, plain))
    elif "f" in plain and "(" in plain and _SINGLE.search(plain):
        plain = _SINGLE_NUMBER.sub(" ", _SINGLE.sub(r"\1 ", plain))
    if "M_" in plain or "Math." in plain:
        plain = _NAMED.sub(_number, plain)
    if "64" in plain or "32" in plain:
        plain = _TYPED.sub(_blank, plain)
    if "()(" in plain:
        plain = _AT_ONCE.sub(_blank, plain)
    if "!" in plain and plain.lstrip().startswith("="):
        plain = _without_sheet(plain)
    if plain.endswith("$") and plain.count("$") == 1:  # the end of a statement of Maxima
        plain = plain[:-1] + " "
    if "$" in plain:
        plain = _without_dollars(plain)
    if "~" in plain:  # x~+~1 of LaTeX; anywhere else it may be a negation
        plain = plain.replace("~", " ") if "\\" in plain else _TIES.sub(r" \1 ", plain)
    return plain


def _without_end(plain: str) -> str:
    """`;` ends a statement; a full stop or comma ends a sentence of LaTeX."""
    ends = plain.endswith(";") or ("\\" in plain and not plain[-2:-1].isdigit())
    return plain[:-1] + " " if ends and plain[:-1].strip() else plain


def _blank(found: Match[str]) -> str:
    return " " * len(found[0])


def _number(found: Match[str]) -> str:
    name = found[0].removeprefix("Math.").removeprefix("M_")
    return _NUMBERS[name].ljust(len(found[0]))


def _without_style(plain: str) -> str:
    r"""The formula of {\displaystyle f(x) = …,}; a full stop or comma before the brace ends a sentence."""
    found = _STYLED.match(plain)
    if found is None or not is_closed(found[2]):
        return plain
    inner = found[2].rstrip()
    inner = inner[:-1] if inner[-1:] in (",", ".") and inner[-2:-1] != "\\" else inner
    return (" " * len(found[1]) + inner).ljust(len(plain))


def _without_sheet(plain: str) -> str:
    """=Sheet1!A1^2 as =A1^2; cells of several sheets would have one name."""
    if len({*_SHEET.findall(plain)}) > 1:
        raise NotationError("cells of several sheets", "write them as variables: A1, B1", text=plain)
    return _SHEET.sub(_blank, plain)


def is_closed(text: str) -> bool:
    """Whether every brace of a text is closed within it."""
    depth = 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            return False
    return depth == 0


def _without_dollars(plain: str) -> str:
    if plain.lstrip().startswith("="):  # $A$1 of a spreadsheet
        return _CELL.sub(lambda cell: (cell[1] + cell[2]).rjust(len(cell[0])), plain)
    around = _DOLLARS.match(plain)
    if around is None:
        return plain
    return " " * len(around[1]) + around[2] + " " * len(around[3])
