"""Whether a text may be one of vectors and matrices: a look for their signs, before any pattern is made.

A plain formula of scalars has none of them, and pays nothing; `matrix_patterns.py` decides the others.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from infocalc.annotations import Any

_NORMAL = ("MultivariateNormal", "MvNormal", "MVN")
#: what no formula of matrices is without, beside bars around a capital
_SIGNS = (
    *(
        "'",
        ".*",
        "./",
        ".^",
        "@",
        ".T",
        ".mT",
        ".dot",
        ".sum",
        "ᵀ",
        "⊙",
        "∘",
        "⊗",
        "‖",
        "⊤",
        "^T",
        "^{T",
        "^ T",
    ),
    *("\\top", "\\intercal", "\\odot", "\\otimes", "\\mathsf", "Vert", "linalg"),
    *("tr", "Tr", "det", "inv", "diag", "norm", "kron", "vec", "outer", "dot", "transpose", "expm", "solve"),
    *("matmul", "eye", "ones", "sum", "softmax", "logsumexp", "lse", "LSE", *_NORMAL),
)


def is_matrix_text(
    command: str,
    texts: Sequence[str],
    variables: Collection[str],
    values: Collection[Any] = (),
    shapes: Collection[str] = (),
) -> bool:
    """Whether the question is one of vectors and matrices; `values` are the texts of --at."""
    if shapes or any(map(_is_table, values)):
        return True
    if not any(map(_is_suspect, texts)) and not (command == "jacobian" and any(map(_has_capital, texts))):
        return False
    from infocalc.notation.matrix_patterns import is_of_matrices

    return any(is_of_matrices(command, text, variables) for text in texts)


def _is_table(value: Any) -> bool:
    """Whether a value of --at is a vector or a matrix: '[1, 2]', '@file', an array from Python."""
    return value.lstrip().startswith(("[", "@")) if isinstance(value, str) else hasattr(value, "__len__")


def is_symbolic_normal(texts: Sequence[str | None]) -> bool:
    """Whether distributions are multivariate normal laws with names for their parameters."""
    laws = [text.strip() for text in texts if text is not None and any(map(text.__contains__, _NORMAL))]
    if not laws:
        return False
    from infocalc.notation.matrix_patterns import NORMAL

    return any(NORMAL.match(text) is not None for text in laws)


def _is_suspect(text: str) -> bool:
    if any(map(text.__contains__, _SIGNS)):
        return True
    bars = "|" in text and (_has_capital(text) or "|_" in text)
    return bars or ("\\" in text and _has_solution(text))


def _has_solution(text: str) -> bool:
    r"""A\b: a backslash between an operand and one letter, which is no command of LaTeX."""
    padded = f"{text}  "
    return any(
        sign == "\\" and i > 0 and (text[i - 1].isalnum() or text[i - 1] in ")]'")
        and padded[i + 1].isalpha() and not padded[i + 2].isalpha()
        for i, sign in enumerate(text)
    )  # fmt: skip


def _has_capital(text: str) -> bool:
    return text != text.lower()
