r"""Whether a text is one of vectors and matrices: by what stands in it that has no scalar meaning.

`.*`, `@`, `.T`, ᵀ, ⊙, \top, words such as det and tr before an operand, softmax or sum of one argument, a
norm with a subscript, a prime in grad, jacobian and hessian. Where a text has both readings (x^T A x,
|A x - b|^2) it is read as matrices when a capital stands beside a lower-case letter that is transposed,
within bars, or the variable asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from infocalc.notation.brackets import partner, split

_WORDS = (
    "tr|trace|Tr|det|logdet|slogdet|inv|diag|norm|norm1|norm2|kron|vec|outer|dot|transpose|expm|solve|matmul"
)
NORMAL = re.compile(
    r"(?<![A-Za-z0-9_])(?:MultivariateNormal|MvNormal|MVN)\s*\(\s*(?:[A-Za-z]\w*\s*=\s*)?(?![A-Za-z]\w*\s*=)[A-Za-z\\(-]"
)
#: what has no scalar meaning
_SIGNS = re.compile(
    r"(?:^|[^0-9.\s]|[A-Za-z_]\w*)\s*\.(?:\*|/|\^)|[0-9]\.\^"
    r"|@|(?<=[A-Za-z0-9)'\]])\\(?:[a-z](?![A-Za-z])|\((?!\)))|\.m?T\b|ᵀ|⊙|⊗|⊤|\\top\b|\\intercal\b|\\odot\b|\\otimes\b|\\mathsf\s*\{?\s*T\b"
    r"|\\det\b|\\(?:operatorname|mathrm)\*?\s*\{\s*(?:tr|Tr|diag|vec|det)\s*\}|\\tr\b"
    r"|\bnp\.linalg\b|\blinalg\."
    r"|(?:\||‖|\\rVert|\\Vert|\\rvert)\s*_\s*\{?[12F]"
)
#: which diff reads as the signs of scalars: x.^2.*exp.(-x)
#: f = @(x, y) x.*y of MATLAB, where numbers are multiplied so too
_HANDLE = re.compile(r"\s*(?:[A-Za-z]\w*\s*=\s*)?@\s*\(")
_ELEMENTWISE = re.compile(r"\.(?=[*/^])|@(?=\()")
_WORD = re.compile(
    rf"(?<![A-Za-z0-9_\\])(?:{_WORDS})(?![A-Za-z0-9_])(?=\s*(?:\(|\|)|\s+(?:[A-Za-z0-9\\]))"
    r"|(?<![A-Za-z0-9_\\])(?:eye|ones)(?![A-Za-z0-9_])"
)
#: sum, softmax and logsumexp of one argument
_ONE = re.compile(r"(?<![A-Za-z0-9_\\])(?:sum|Sum|softmax|logsumexp|lse|LSE)\s*(?:\(|\s(?=[A-Za-z]))")
_PRIME = re.compile(r"(?<=[A-Za-z0-9_)\]])\s*'")
_FUNCTION_PRIME = re.compile(r"\b(?:[fghuvFGH]|phi|psi)'+\s*\(\s*[a-z](?:_?[0-9]+)?\s*\)")
#: (x^n)' = n x^(n-1): a group of numbers is differentiated, one with a capital may be transposed
_DERIVED = re.compile(r"\s*(?:\\left\s*)?[(\[][^'\]]*[)\]]\s*'+\s*(?:=|\Z)")
_PRIME_IN_DIFF = re.compile(r"\)\s*'|[A-Z][A-Za-z0-9_]*\s*'(?!\s*\()")
_T = r"\^\s*(?:T(?![A-Za-z0-9])|\{\s*T\s*\})"
_TRANSPOSED = re.compile(rf"[a-z]\s*{_T}\s*\*?\s*\(?\s*[A-Z]|\)\s*{_T}|[A-Z]\s*{_T}\s*\*?\s*[A-Z(a-z]")
_BARS = re.compile(r"\\[lr]?[vV]ert\b|\|\||\\?\||‖")
_BESIDE = re.compile(
    r"(?<![A-Za-z])[A-Z]\s*\*?\s*\(?\s*[a-z](?![A-Za-z0-9_(])|(?<![A-Za-z])[A-Z][a-z](?![A-Za-z])"
)


def is_of_matrices(command: str, text: str, variables: Collection[str]) -> bool:
    elementwise = command == "diff" or _HANDLE.match(text) is not None
    plain = _ELEMENTWISE.sub("  ", text) if elementwise else text
    if _SIGNS.search(plain) is not None or NORMAL.search(text) is not None:
        return True
    for match in _WORD.finditer(text):
        if match.group() not in variables:
            return True
    return (
        _has_one_argument(text, variables)
        or _has_prime(command, text, variables)
        or has_both_readings(command, text, variables)
    )


def other_reading(text: str, variables: Collection[str]) -> str | None:
    """The scalar reading of a text that was read as matrices without a sign that has none, to be told."""
    if _SIGNS.search(text) is not None or "'" in text:
        return None
    word = re.search(rf"(?<![A-Za-z0-9_\\])({_WORDS}|sum)\s+([A-Za-z])", text)
    if word is not None and word[1] not in variables:
        name, of = word[1], word[2]
        return f"read '{name} {of}' as {name}({of}); for a product of symbols write {name}*{of}"
    if _TRANSPOSED.search(text) is not None:
        return None  # said where ^T is read
    if len(_BARS.findall(text)) >= 2 and any(
        _BESIDE.search(part) for part in _BARS.split(text)[1::2] if part
    ):
        return "read the bars as the length of a vector; write abs(...) for the absolute value of a number"
    beside = re.search(r"(?<![A-Za-z])([A-Z])\s?([a-z])(?![A-Za-z0-9_^])", text)
    if beside is None or re.search(r"[\[(|]", text):
        return None
    return f"read {beside[0]} as a matrix times a vector; for scalars write {beside[1]}*{beside[2]}"


def _has_one_argument(text: str, variables: Collection[str]) -> bool:
    for match in _ONE.finditer(text):
        word = re.match(r"[A-Za-z]+", match.group())
        if word is not None and word.group() in variables:
            continue
        if not match.group().endswith("("):
            return True
        end = partner(text, match.end())
        inner = text[match.end() : end]
        if end is not None and len(split(inner)) == 1 and re.search(r"[A-Za-z]", inner):
            return True
    return False


def _has_prime(command: str, text: str, variables: Collection[str]) -> bool:
    if "'" not in text:
        return False
    if command == "diff" and _DERIVED.match(text) is not None and text == text.lower():
        return False
    rest = _FUNCTION_PRIME.sub("", text)
    if command != "diff":
        return _PRIME.search(rest) is not None
    own = [rf"(?<![A-Za-z0-9_]){re.escape(v)}'(?!\s*\()" for v in variables]
    return _PRIME_IN_DIFF.search(rest) is not None or any(re.search(pattern, rest) for pattern in own)


def has_both_readings(command: str, text: str, variables: Collection[str]) -> bool:
    """x^T A x, |A x - b|^2, jacobian 'A x + b' x: scalars would fit too, but nobody means them."""
    if "T" not in variables and _TRANSPOSED.search(text) is not None and re.search(r"[a-z]", text):
        return True
    if len(_BARS.findall(text)) >= 2 and any(
        _BESIDE.search(part) for part in _BARS.split(text)[1::2] if part
    ):
        return True
    if command not in ("jacobian",):
        return False
    names = [re.escape(v) for v in variables if len(v) == 1 and v.islower()]
    return any(re.search(rf"(?<![A-Za-z])[A-Z]\s?{name}(?![A-Za-z0-9_^])", text) for name in names)
