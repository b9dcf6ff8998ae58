r"""Functions that LaTeX writes in a shape of their own: \int, \sum, J_{n}(x), \psi^{(1)}(x), f^{(4)}(x)."""

from __future__ import annotations

from types import MappingProxyType

from infocalc.errors import NotationError
from infocalc.notation.latex_stream import Stream, made, made_all
from infocalc.notation.latex_words import NAMES
from infocalc.notation.lexer import Token
from infocalc.notation.patterns import pattern

#: letters that are functions of their index and an argument
INDEXED = MappingProxyType({"J": "besselj", "Y": "bessely", "I": "besseli", "K": "besselk"})
#: upright letters that are functions of all their arguments
LETTERED = MappingProxyType({"B": "beta", "Ai'": "airyaiprime", "Bi'": "airybiprime"})
UPRIGHT = MappingProxyType({**INDEXED, "Li": "polylog", "E": "expint", "P": "legendre", "H": "hermite"})
#: letters that are functions of the order in their exponent: \psi^{(1)}(x)
ORDERED = MappingProxyType({"psi": "polygamma", "zeta": "zetaprime"})
_DIFFERENTIAL = pattern(r"(.*)d([A-Za-z][0-9]*(?:_.*)?)\Z")


def indexed_call(stream: Stream, token: Token, name: str) -> bool:
    """J_{n}(x) as besselj(n, x); False where there is no index or no argument, and nothing is taken."""
    if not stream.next_is("_"):
        return False
    kept = list(stream.todo)
    sign = stream.todo.pop()
    index = stream.argument(sign)
    if not _opens(stream):
        stream.todo = kept
        return False
    call = [Token("name", name, token.span, token.spaced), made("(", token), *index, made(",", token)]
    stream.push(call)
    return True


def index_tokens(index: str, of: Token) -> list[Token]:
    """The index that was read as part of a name: the 1 of J_1."""
    kind, value = ("number", (int(index), 1)) if index.isdigit() else ("name", index)
    return [Token(kind, value, of.span)]


def ordered_call(stream: Stream, token: Token) -> bool:
    r"""\psi^{(1)}(x) as polygamma(1, x)."""
    if not stream.next_is("^", "{", "("):
        return False
    kept = list(stream.todo)
    sign = stream.todo.pop()
    order = stream.argument(sign)
    if len(order) < 3 or order[-1].value != ")" or not _opens(stream):
        stream.todo = kept
        return False
    name = Token("name", ORDERED[token.value], token.span, token.spaced)
    stream.push([name, made("(", token), *order[1:-1], made(",", token)])
    return True


def _opens(stream: Stream) -> bool:
    """Take the parenthesis that comes next."""
    if stream.next_is("left", "("):
        stream.todo.pop()
    if not stream.next_is("("):
        return False
    stream.todo.pop()
    return True


def raised_mark(stream: Stream) -> str:
    r"""The mark of ^{\prime}, ^\prime\prime, ^{\circ}, taken from the stream; "" for an exponent."""
    kept = list(stream.todo)
    braced = stream.next_is("{")
    if braced:
        stream.todo.pop()
    marks = []
    while stream.todo and stream.todo[-1].kind == "command" and stream.todo[-1].value in ("prime", "circ"):
        marks.append("'" if stream.todo.pop().value == "prime" else "°")
    if marks and (not braced or stream.next_is("}")):
        if braced:
            stream.todo.pop()
        return " ".join(marks)
    stream.todo = kept
    return ""


def raised_order(stream: Stream, token: Token) -> bool:
    """f^{(4)} and f^{(1,0)} without the braces."""
    if not (stream.next_is("{", "(") or stream.next_is("{", "left", "(")):
        return False
    kept = list(stream.todo)
    order = [t for t in stream.argument(token) if t.value not in ("left", "right")]
    plain = all(t.kind in ("number", "name") or t.value == "," for t in order[1:-1])
    if len(order) > 2 and order[-1].value == ")" and parametric_call(stream, token, order):
        return True
    if len(order) < 3 or order[-1].value != ")" or not plain:
        stream.todo = kept
        return False
    if not (stream.next_is("(") or stream.next_is("left", "(")) and order[1].kind == "name":
        inner = stream.text[order[0].span[0] : order[-1].span[1]].replace("\\right", "")
        stream.remarks.warnings.append(f"read ^{{{inner}}} as an exponent; an index is written below: x_i")
    stream.out.append(token)
    stream.push(order)
    return True


def integral(stream: Stream, token: Token) -> None:
    r"""\int_a^b f \, dx as integrate(f, x, a, b)."""
    low, high = _limits(stream, token)
    body: list[Token] = []
    inner = 0
    while stream.todo:
        stream.skip_blanks()
        found = _differential(stream) if stream.todo else None
        if found is not None and inner == 0:
            body.extend(found[0])
            name = found[1]
            break
        if found is not None:
            inner -= 1
            body.extend(found[2])
            continue
        if not stream.todo:
            continue
        part = stream.todo.pop()
        inner += part.kind == "command" and part.value == "int"
        body.append(part)
        if part.value == "{" and part.kind == "sign":
            stream.todo.append(part)
            body.pop()
            body.extend([part, *stream.argument(token), made("}", part)])
    else:
        raise NotationError("this integral has no dx", "write integrate(f, x, a, b)", token.span, stream.text)
    comma = made(",", token)
    call = [Token("name", "integrate", token.span, token.spaced), made("(", token)]
    stream.push([*call, *body, comma, name, comma, *low, comma, *high, made(")", token)])


def series(stream: Stream, token: Token) -> None:
    r"""\sum_{k=1}^{n} f as sum(f, k, 1, n); it reaches to the next + or -."""
    low, high = _limits(stream, token)
    if len(low) < 3 or low[1].value != "=":
        raise NotationError("this sum has no k = 1", "write sum(f, k, 1, n)", token.span, stream.text)
    body = stream.until({"+", "-", "=", "<", ">", "<=", ">=", ",", "&", "\\", "right", "end", "rvert"})
    if stream.todo and stream.todo[-1].value in ("+", "-"):
        stream.remarks.warnings.append(
            f"the sum ends at the {stream.todo[-1].value} behind it; put what belongs to it in parentheses"
        )
    comma = made(",", token)
    call = [Token("name", "sum", token.span, token.spaced), made("(", token), made("open", token)]
    tail = [*made_all("shut ,", token), low[0], comma, *low[2:], comma, *high, made(")", token)]
    stream.push([*call, *body, *tail])


def product(stream: Stream, token: Token) -> None:
    r"""\prod_{k=1}^{3} f written out as f(1)*f(2)*f(3); it reaches to the next + or -."""
    low, high = _limits(stream, token)
    ends = [part[0].value for part in (low[2:], high) if len(part) == 1 and part[0].kind == "number"]
    whole = len(low) > 2 and low[1].value == "=" and len(ends) == 2 and all(q == 1 for _, q in ends)
    if not whole or not 0 <= ends[1][0] - ends[0][0] < _MOST_FACTORS:
        hint = f"at most {_MOST_FACTORS} factors are written out; or write e^(sum(log(f), k, a, b))"
        raise NotationError("this product is not read", hint, token.span, stream.text)
    body = stream.until({"+", "-", "=", "<", ">", "<=", ">=", ",", "&", "\\", "right", "end", "rvert"})
    made_of: list[Token] = []
    for k in range(ends[0][0], ends[1][0] + 1):
        factor = [Token("number", (k, 1), t.span, t.spaced) if t.value == low[0].value else t for t in body]
        made_of += [*([made("*", token)] if made_of else []), made("(", token), *factor, made(")", token)]
    stream.push([made("(", token), *made_of, made(")", token)])


#: the longest product that is written out
_MOST_FACTORS = 50
BIG = MappingProxyType({"int": integral, "sum": series, "prod": product})
#: letters with an index below and parameters above: L_n^{(α)}(x), P_n^{(α,β)}(x), as in the DLMF
ABOVE = MappingProxyType({("L", 1): "laguerre", ("C", 1): "gegenbauer", ("P", 2): "jacobi"})


def parametric_call(stream: Stream, token: Token, order: list[Token]) -> bool:
    r"""L_n^{(\alpha)}(x) as laguerre(n, alpha, x); another letter with both and an argument is refused."""
    named = bool(stream.out) and stream.out[-1].kind in ("name", "upright")
    letter, _, index = str(stream.out[-1].value).partition("_") if named else ("", "", "")
    if not index or not (stream.next_is("(") or stream.next_is("left", "(")):
        return False
    name = ABOVE.get((letter, 1 + sum(t.value == "," for t in order)))
    if name is None:
        shown = stream.text[stream.out[-1].span[0] : order[-1].span[1]]
        raise NotationError(
            f"'{shown}…(…)' is not read", "write the function by its name", token.span, stream.text
        )
    _opens(stream)
    stem = stream.out.pop()
    call = [Token("name", name, stem.span, stem.spaced), made("(", token), *index_tokens(index, stem)]
    stream.push([*call, made(",", token), *order[1:-1], made(",", token)])
    return True


def _limits(stream: Stream, token: Token) -> tuple[list[Token], list[Token]]:
    found: dict[str, list[Token]] = {}
    stream.skip_blanks()
    while stream.todo and stream.todo[-1].kind == "sign" and stream.todo[-1].value in ("_", "^"):
        sign = stream.todo.pop()
        found[sign.value] = stream.argument(sign)
        stream.skip_blanks()
    if "_" not in found or "^" not in found:
        what = {"int": "integral", "prod": "product"}.get(token.value, "sum")
        hint = "write integrate(f, x, a, b)" if what == "integral" else "write sum(f, k, 1, n)"
        raise NotationError(f"this {what} has no bounds", hint, token.span, stream.text)
    return found["_"], found["^"]


def _differential(stream: Stream) -> tuple[list[Token], Token, list[Token]] | None:
    r"""(what stands before it, x, all its tokens) of dx, d\theta, \mathrm{d}x, xdx that comes next."""
    token = stream.todo[-1]
    if token.kind == "name" and token.value != "d":
        match = _DIFFERENTIAL.match(token.value)
        if match is None:
            return None
        stream.todo.pop()
        before = [token._replace(value=match[1])] if match[1] else []
        return before, token._replace(value=match[2]), [token]
    taken: list[Token] = []
    if token.kind == "name":
        taken = [token]
    elif stream.next_is("mathrm", "{", "d", "}"):
        taken = list(reversed(stream.todo[-4:]))
    elif stream.next_is("mathrm", "d"):
        taken = list(reversed(stream.todo[-2:]))
    after = stream.todo[-len(taken) - 1] if taken and len(stream.todo) > len(taken) else None
    if after is None or after.kind not in ("name", "command"):
        return None
    del stream.todo[-len(taken) - 1 :]
    name = Token("name", NAMES.get(after.value, after.value), after.span)
    return [], name, [*taken, after]
