r"""Texts of vectors and matrices to the tokens of the one parser.

What only such texts have (x', x.T, x^\top, A @ B, x.*y, ‖x‖, ⊙, np.linalg.norm) is found first and becomes
tokens of its own; blanks stand in its place for the lexer, so that every place in the text stays true. Words
such as det, tr and norm become functions, runs of letters such as AXB products.
"""

from __future__ import annotations

import re

from infocalc.functions.vocabulary import Vocabulary, Word
from infocalc.notation.greek import LETTERS
from infocalc.notation.lexer import Token, is_latex, tokens
from infocalc.notation.remarks import Remarks
from infocalc.records import NamedTuple

#: spelling -> (name, least, most arguments)
MATRIX_WORDS: dict[str, Word] = {
    spelling: Word(name, least, most)
    for name, least, most, spellings in (
        ("tr", 1, 1, "tr trace Tr Trace"),
        ("det", 1, 1, "det Det"),
        ("logdet", 1, 1, "logdet slogdet"),
        ("inv", 1, 1, "inv inverse"),
        ("solve", 2, 2, "solve"),
        ("diag", 1, 1, "diag Diag diagm"),
        ("norm", 1, 2, "norm"),
        ("norm2", 1, 1, "norm2 normF"),
        ("norm1", 1, 1, "norm1"),
        ("kron", 2, 2, "kron"),
        ("vec", 1, 1, "vec"),
        ("eye", 0, 1, "eye identity"),
        ("ones", 0, 2, "ones"),
        ("vector", 1, 1, "vector"),
        ("comm", 1, 2, "comm"),
        ("outer", 2, 2, "outer"),
        ("dot", 2, 2, "dot inner vdot matmul"),
        ("hadamard", 2, 2, "multiply hadamard"),
        ("transpose", 1, 1, "transpose"),
        ("logaddexp", 2, 2, "logaddexp"),
        ("expm", 1, 1, "expm matrix_exp"),
        ("matrix_power", 2, 2, "matrix_power mpower"),
        ("softmax", 1, 1, "softmax"),
        ("logsumexp", 1, 1, "logsumexp lse LSE"),
        ("sum", 1, 1, "sum Sum"),
        ("xent", 2, 2, "xent cross_entropy"),
        ("kl", 2, 2, "kl kl_divergence"),
        ("entropy", 1, 1, "entropy"),
        ("MultivariateNormal", 2, 2, "MultivariateNormal MvNormal MVN"),
    )
    for spelling in spellings.split()
}
_T = r"(?:\\top\b|\\intercal\b|⊤|\\math(?:sf|rm|bf)\s*\{?\s*T\s*\}?|\\text\s*\{\s*T\s*\}|\\rm\s*T)"
_PREFIX = r"(?:np|numpy|jnp|jax|torch|tf|scipy|sp|special|linalg|F|LinearAlgebra|math)\."
_SPECIAL = re.compile(
    rf"""
    (?P<inverse_transpose>\^\s*\{{\s*-\s*(?:{_T}|T)\s*\}})
  | (?P<transpose>\^\s*\{{?\s*{_T}\s*\}}?|ᵀ|\^\s*⊤|\.'|\.m?T\b|\.(?:transpose|t)\(\s*\))
  | (?P<letter_t>\^\s*(?:T(?![A-Za-z0-9_({{])|\{{\s*T\s*\}}|\(\s*T\s*\)))
  | (?P<power>\.\^|\.\*\*|\^\s*\{{\s*\\(?:circ|odot)\b)
  | (?P<times>\.\*|⊙|∘|\\odot\b|\\circ\b)
  | (?P<over>\./|⊘|\\oslash\b)
  | (?P<matmul>@)
  | (?P<kron>⊗|\\otimes\b)
  | (?P<norm>\\(?:left|right|[bB]ig[lr]?)?\s*\\\||\\\||\|\||‖|\\(?:left|right)?\s*\\?[lr]?Vert(?![A-Za-z]))
  | (?P<angle>\\langle\b|⟨)
  | (?P<angle_close>\\rangle\b|⟩)
  | (?P<prefix>{_PREFIX}(?:linalg\.|special\.|nn\.functional\.|nn\.|numpy\.)*(?=[A-Za-z]))
  | (?P<word>\\(?:det|tr|Tr|diag)\b)
  | (?P<one>(?:\\(?:mathbf|mathbb|boldsymbol|bm)\s*(?:\{{\s*1\s*\}}|1)|𝟏)(?:_\{{?[A-Za-z0-9]\}}?)?)
  | (?P<skipped>(?<=\))\[1\])
  | (?P<solve>(?<=[A-Za-z0-9)'\]])\\(?=[A-Za-z](?![A-Za-z])|\())
    """,
    re.VERBOSE,
)
_SIGNS = {"times": ".*", "over": "./", "power": ".^", "matmul": "@", "kron": "⊗", "solve": "\\"}
#: signs behind which an operand is due
_DUE = frozenset("+ - * / ^ ( [ { , ; = < > .* ./ .^ @ ⊗ \\ normopen absopen".split())


class Scanned(NamedTuple):
    """The tokens, whether `*` is entry by entry (as in NumPy), and whether T was read as the transpose."""

    tokens: list[Token]
    entrywise: bool
    letter_t: bool


def scanned(text: str, vocabulary: Vocabulary, variables: frozenset[str], remarks: Remarks) -> Scanned:
    """All tokens of a text of matrices but its plain names, which `names.resolve` reads."""
    special: list[Token] = []
    plain = list(text)
    numpy = letter_t = False
    for match in _SPECIAL.finditer(text):
        kind, span = str(match.lastgroup), match.span()
        if (kind == "letter_t" and "T" in variables) or (kind == "skipped" and "slogdet" not in text):
            continue
        letter_t = letter_t or kind == "letter_t"
        numpy = numpy or kind in ("matmul", "prefix") or match.group() in (".T", ".mT")
        plain[slice(*span)] = " " * (span[1] - span[0])
        special += _made(kind, match.group(), span)
        if kind == "power" and match.group().startswith("^"):  # ^{\circ 2}: the brace is kept
            plain[span[0] + match.group().index("{")] = "{"
    found = sorted([*tokens("".join(plain)), *special], key=lambda t: t.span[0])
    if is_latex(text):
        from infocalc.notation.latex import expanded

        found = expanded(found, text, vocabulary, remarks)
    return Scanned(_with_words(_with_bars(found), text, vocabulary, variables, remarks), numpy, letter_t)


def _made(kind: str, word: str, span: tuple[int, int]) -> list[Token]:
    """The tokens of one special sign."""
    if kind in _SIGNS:
        return [Token("sign", _SIGNS[kind], span)]
    match kind:
        case "transpose" | "letter_t":
            return [Token("sign", "'", span)]
        case "inverse_transpose":
            return [Token("sign", "'", span), Token("sign", "inverse", span)]
        case "norm":
            side = "normclose" if "rVert" in word or "right" in word else "norm"
            return [Token("sign", "normopen" if "lVert" in word or "left" in word else side, span)]
        case "angle":
            return [Token("name", "dot", span), Token("sign", "(", span)]
        case "angle_close":
            return [Token("sign", ")", span)]
        case "one":
            return _ones(word.partition("_")[2].strip("{}"), span)
        case "word":
            return [Token("name", word[1:], span)]
    return []


def _ones(size: str, span: tuple[int, int]) -> list[Token]:
    r"""\mathbf{1} as vector(1), \mathbf{1}_n as ones(n)."""
    if not size:
        inner = Token("number", (1, 1), span)
    else:
        inner = Token("number", (int(size), 1), span) if size.isdigit() else Token("symbol", size, span)
    word = Token("name", "ones" if size else "vector", span)
    return [word, Token("sign", "(", span), inner, Token("sign", ")", span)]


def _with_bars(found: list[Token]) -> list[Token]:
    """Double bars open where an operand is due, or where none is open."""
    result: list[Token] = []
    open_bars = 0
    for token in found:
        if token.kind == "sign" and token.value == "norm":
            before = result[-1] if result else None
            due = before is None or before.kind == "function" or (
                before.kind == "sign" and before.value in _DUE
            )  # fmt: skip
            opens = due or open_bars == 0
            token = token._replace(value="normopen" if opens else "normclose")  # noqa: PLW2901
        if token.kind == "sign":
            open_bars += (token.value == "normopen") - (token.value == "normclose")
        result.append(token)
    return result


def _with_words(
    found: list[Token], text: str, vocabulary: Vocabulary, variables: frozenset[str], remarks: Remarks
) -> list[Token]:
    singles = {str(t.value) for t in found if t.kind == "name" and len(str(t.value)) == 1} | {
        v for v in variables if len(v) == 1
    }
    result: list[Token] = []
    for i, token in enumerate(found):
        if token.kind not in ("name", "upright") or token.value in variables:
            result.append(token._replace(kind="symbol") if token.kind in ("name", "upright") else token)
            continue
        after = found[i + 1] if i + 1 < len(found) else None
        result += _word(token, after, text, vocabulary, variables, singles, remarks)
    return result


def _word(
    token: Token,
    after: Token | None,
    text: str,
    vocabulary: Vocabulary,
    variables: frozenset[str],
    singles: set[str],
    remarks: Remarks,
) -> list[Token]:
    """A name that is no declared variable: a word, a run of letters, or a name for `names.resolve`."""
    name = str(token.value)
    if name.startswith("I_") and len(name) > 2:  # I_n
        eye = Token("function", (MATRIX_WORDS["eye"], None), token.span)
        return [eye, Token("sign", "(", token.span), *_size(name[2:], token)]
    word = MATRIX_WORDS.get(name)
    opens = after is not None and after.kind == "sign" and after.value == "("
    if (name == "I" or (word is not None and word.least == 0)) and not opens:
        return [token._replace(kind="unit", value="eye" if name == "I" else word.name)]  # type: ignore[union-attr]
    if word is not None and after is not None and (opens or _begins(after)):
        return [token._replace(kind="function", value=(word, None))]
    unknown = opens and len(name) > 1 and name not in vocabulary.functions and name not in LETTERS
    if unknown and not all(letter in singles for letter in name):
        return [token]  # an unknown function: `names.resolve` says so
    known = name in vocabulary.functions or name in LETTERS or name.partition("_")[0] in LETTERS
    if known or len(name) == 1 or not name.isalpha() or name in _CONSTANTS:
        single = len(name.partition("_")[0].rstrip("0123456789")) == 1 and name != "e"
        return [token._replace(kind="symbol")] if single else [token]
    capital_and_vector = len(name) == 2 and name[0].isupper() and name[1].islower() and name not in _GREEK
    used = any(letter in variables for letter in name) or all(letter in singles for letter in name)
    if used or capital_and_vector or "\\" in text:
        remarks.warnings.append(
            f"read '{name}' as {'*'.join(name)}; for one variable of that name declare it: "
            f"--shapes '{name}: matrix'"
        )
        place = token.span[0]
        return [
            Token("symbol", letter, (place + k, place + k + 1), token.spaced and k == 0)
            for k, letter in enumerate(name)
        ]
    return [token._replace(kind="symbol")]


def _size(name: str, token: Token) -> list[Token]:
    number = Token("number", (int(name), 1), token.span) if name.isdigit() else None
    return [number or Token("symbol", name, token.span), Token("sign", ")", token.span)]


def with_matrix_words(vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary of texts of matrices, for x.dot(y) and A.trace()."""
    return vocabulary._replace(functions={**vocabulary.functions, **MATRIX_WORDS})


_GREEK = frozenset(("Mu", "Nu", "Xi", "Pi"))
_CONSTANTS = frozenset(("pi", "oo", "inf", "EulerGamma", "Catalan"))


def _begins(token: Token) -> bool:
    """Whether an operand begins with the token."""
    if token.kind == "sign":
        return token.value in ("(", "[", "normopen", "|", "{")
    return token.kind in ("name", "number", "function", "symbol", "unit")
