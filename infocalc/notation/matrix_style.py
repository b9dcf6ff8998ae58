r"""How transposes, inverses, norms and ⊙ look in Unicode and LaTeX: Xᵀ, X⁻¹, X^{-\top}."""

from __future__ import annotations

from infocalc.notation.style import (
    ATOM,
    POSTFIX,
    POWER,
    Piece,
    Shape,
    Style,
    application,
    full,
    listed,
    within,
)


def superscript(sign: str) -> Shape:
    """xᵀ, x^{\\top}; behind X⁻¹ as it stands."""

    def shape(style: Style, parts: tuple[Piece, ...]) -> Piece:
        return Piece(within(parts[0], POSTFIX, style) + sign, POSTFIX)

    return shape


def latex_transpose(style: Style, parts: tuple[Piece, ...]) -> Piece:
    r"""x^{\top}, X^{-\top} of an inverse."""
    inner = parts[0]
    if inner.text.endswith("^{-1}") and not inner.minus and inner.rank == POSTFIX:
        return Piece(inner.text.removesuffix("^{-1}") + r"^{-\top}", POSTFIX)
    base = within(inner, ATOM if "^" in inner.text[-8:] else POSTFIX, style)
    return Piece(base + r"^{\top}", POSTFIX)


def latex_entry_power(style: Style, parts: tuple[Piece, ...]) -> Piece:
    r"""x^{\circ 2}"""
    return Piece(f"{within(parts[0], ATOM, style)}^{{\\circ {full(parts[1], style)}}}", POWER)


def inverse(sign: str) -> Shape:
    def shape(style: Style, parts: tuple[Piece, ...]) -> Piece:
        return Piece(within(parts[0], ATOM, style) + sign, POSTFIX)

    return shape


def bars(left: str, right: str) -> Shape:
    def shape(style: Style, parts: tuple[Piece, ...]) -> Piece:
        return Piece(left + full(parts[0], style) + right)

    return shape


def operator(name: str) -> Shape:
    r"""\operatorname{tr}(X), or \log\det(X) for what has a command."""

    def shape(style: Style, parts: tuple[Piece, ...]) -> Piece:
        return application(name, style, parts)

    return shape


def unit_matrix(style: Style, parts: tuple[Piece, ...]) -> Piece:
    r"""I_{n}; \operatorname{eye}(m n) of a product of sizes, which no subscript says apart."""
    size = listed(parts, style)
    return Piece(f"I_{{{size}}}") if size.isalnum() else application(r"\operatorname{eye}", style, parts)


def joined(sign: str) -> Shape:
    """A ⊗ B, in parentheses within a product."""

    def shape(style: Style, parts: tuple[Piece, ...]) -> Piece:
        left, right = (within(part, POWER, style) for part in parts)
        return Piece(f"{style.parens[0]}{left}{sign}{right}{style.parens[1]}")

    return shape


UNICODE_CALLS: dict[str, Shape] = {
    "inv": inverse("⁻¹"),
    "norm2": bars("‖", "‖"),
    "kron": joined(" ⊗ "),
}
LATEX_CALLS: dict[str, Shape] = {
    "inv": inverse("^{-1}"),
    "norm2": bars(r"\left\|", r"\right\|"),
    "kron": joined(r" \otimes "),
    "det": operator(r"\det"),
    "eye": unit_matrix,
    **{
        name: operator(rf"\operatorname{{{name}}}")
        for name in ("tr", "diag", "sum", "vec", "expm", "softmax", "logsumexp", "comm", "ones")
    },
    "exp": operator(r"\exp"),
}
