"""J_0(x), Y_n(kr), psi[1](x), li[2](x): functions of handbooks with their order as an index."""

from __future__ import annotations

from infocalc.notation.lexer import Token
from infocalc.notation.patterns import pattern
from infocalc.notation.remarks import Remarks

_NAMED = pattern(r"(J|Y|I|K|psi|li)_([0-9]+|n|m|nu)\Z")
_FUNCTIONS = {
    "J": "besselj", "Y": "bessely", "I": "besseli", "K": "besselk", "psi": "polygamma", "li": "polylog",
}  # fmt: skip


def with_orders(tokens: list[Token], variables: frozenset[str], remarks: Remarks) -> list[Token]:
    """The tokens with besselj(0, x) in place of J_0(x), each said; a name that stands bare is a symbol."""
    bare = {
        t.value for t, after in zip(tokens, [*tokens[1:], None], strict=True) if not _opens(t, after)
    } | variables
    found: list[Token] = []
    taken = False
    for token in tokens:
        if taken:  # the parenthesis was written with the order
            taken = False
            continue
        named = _NAMED.match(str(token.value)) if token.kind in ("name", "upright") else None
        taken = named is not None and token.value not in bare
        if named is None or not taken:
            found.append(token)
            continue
        letter, order = named.groups()
        said = f"{_FUNCTIONS[letter]}({order}, …)"
        remarks.warnings.append(f"read '{token.value}(…)' as {said}; a function of your own is f(…) or g(…)")
        index = ("number", (int(order), 1)) if order.isdigit() else ("name", order)
        call = (("sign", "("), index, ("sign", ","))
        found += [token._replace(kind="name", value=_FUNCTIONS[letter])]
        found += [Token(kind, value, token.span) for kind, value in call]
    return found


def _opens(token: Token, after: Token | None) -> bool:
    """Whether a parenthesis stands right behind a name."""
    return after is not None and after.value == "(" and token.span[1] == after.span[0]
