r"""What A = B = C claims of an answer: each side, but for a name of the answer at the left.

`\frac{d}{dx} x^2 = 2x` is a question and the answer expected.
"""

from __future__ import annotations

from collections.abc import Container

from infocalc.calculus.variables import in_front
from infocalc.notation.differential import operator_in
from infocalc.notation.patterns import pattern
from infocalc.notation.sides import sides

_NAME = r"(?:\\?[A-Za-z]\w*(?:_\{\w+\})?)"
_NAMED = pattern(rf"(?:∇|\\nabla(?:_\w)?)?\s*({_NAME})(?:'+|\^\{{\\prime\}})?\s*(?:\([\w\s,]*\))?")
_WRAPPED = pattern(r"\s*(?:\$\$?|\\\(|\\\[)(?P<body>[^$]*?)(?:\$\$?|\\\)|\\\])\s*[.,;]?\s*")
_PRIMED = pattern(r"\s*(?:\\left\s*)?[(\[].*[)\]]\s*'+\s*")


def claims(text: str, labels: Container[str], known: Container[str]) -> list[str]:
    """The sides that are to equal the answer: all but the first where that is a name of the answer.

    `labels` are names of its rows; what is `known` to the question is no name of the answer.
    """
    first, *rest = sides(text)
    if not rest:
        return [text]
    return rest if _is_label(first.strip(), labels, known) else [first, *rest]


def _is_label(side: str, labels: Container[str], known: Container[str]) -> bool:
    if not side or side in labels or _PRIMED.fullmatch(side):
        return True
    operator = operator_in(side)
    if operator is not None and (operator.span() == (0, len(side)) or in_front(side).orders):
        return True
    named = name_of(side)
    return named is not None and named not in known


def name_of(side: str) -> str | None:
    """f of f(x), f'(x) and ∇f; None for anything else."""
    named = _NAMED.fullmatch(side.strip())
    return None if named is None else named[1]


def question_and_claim(text: str) -> tuple[str, str | None]:
    """The two parts of `d/dx x^2 = 2x`; the text alone where no derivative stands in front."""
    bare = _WRAPPED.fullmatch(text)
    first, *rest = sides(bare["body"] if bare is not None else text)
    if not rest or not (
        (operator_in(first) is not None and in_front(first).orders) or _PRIMED.fullmatch(first)
    ):
        return text, None
    return first, "=".join(rest).strip()
