"""Operator-precedence parsing with explicit stacks: text to Formula, as a person reads it.

Two stacks, operands and operators, in place of recursion, so 1,000 nested parentheses are as easy as
one. Implicit products, functions without parentheses (`sin 2x`), |bars|, superscripts and LaTeX are
read by fixed rules; a reading with a second honest one is reported in `Reading.warnings`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from infocalc.errors import NotationError, Span
from infocalc.limits import check
from infocalc.notation import bars, build, latex, names
from infocalc.notation.formula import Formula, number
from infocalc.notation.lexer import Token, decimal, tokens
from infocalc.notation.vocabulary import Vocabulary, Word

#: binding powers; the argument of a function without parentheses takes in implicit products (and no more)
_INFIX = {
    "else": 2, "if": 3, "or": 4, "and": 5, "=": 10, "!=": 10, "<": 10, "<=": 10, ">": 10, ">=": 10, ":": 1,
    "+": 20, "-": 20, "*": 30, "/": 30, " ": 30, "^": 50,
}  # fmt: skip
_RIGHT = frozenset(("^", "else", "if"))
_NEGATIVE, _BARE, _BARE_PRODUCT, _BARE_NEGATIVE, _ROOT = 35, 40, 41, 45, 46
_CLOSERS = {"(": ")", "[": "]", "{": "}", "absopen": "absclose", "flooropen": "close", "ceilopen": "close"}
_OPERATOR = re.compile(
    r"(?<![A-Za-z\\])d\s*(?:\^\s*\d+\s*)?(?:\([^()]{0,99}\)\s*)?/\s*d([A-Za-z])(?![A-Za-z])"
    r"|\\frac\s*\{\s*(?:d|\\partial)\b[^{}]*\}\s*\{[^{}]*\}|∂|\\partial"
)
_FUNCTION_LETTERS = frozenset("f g h u v w F G H U V phi psi Phi Psi".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and what the reader should be told: warnings name the other reading."""

    formula: Formula
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Op:
    """An operator or an open group on the stack. `base` is the number of operands below a group."""

    kind: str  # infix, prefix, bare, group
    sign: str
    power: int
    span: Span
    data: Any = None
    base: int = 0


def parse(
    text: str, vocabulary: Vocabulary, *, variables: frozenset[str] = frozenset(), complex_unit: bool = False
) -> Reading:
    """The formula that `text` writes.

    `variables` are names declared elsewhere (--wrt, --at): they are symbols whatever else they might be.
    With `complex_unit` i, I and j are the imaginary unit. Raises NotationError with the place of the
    first thing that cannot be read, LimitExceeded for size.
    """
    remarks = names.Remarks()
    _refuse_operator(text, variables)
    found = latex.expanded(tokens(text), text)
    found = names.resolve(found, text, vocabulary, variables, complex_unit, remarks)
    formula = _Parser(bars.matched(found, text), text, variables, remarks).run()
    return Reading(formula, tuple(dict.fromkeys(remarks.warnings)), tuple(dict.fromkeys(remarks.notes)))


def _refuse_operator(text: str, variables: frozenset[str]) -> None:
    """d/dx, ∂/∂x and \\frac{d}{dx} in front of a formula are what the command does already."""
    place = _OPERATOR.search(text)
    if place is not None and "d" not in variables:
        name = place[1] or "x"
        hint = f"leave it out and name the variable: infocalc diff EXPR {name}"
        raise NotationError(f"'{place[0].strip()}' is not read inside a formula", hint, place.span(), text)


def right_hand_side(formula: Formula) -> Formula:
    """x^2 of a definition `f(x) = x^2` or `y = x^2`; any other formula as it is."""
    if formula.head != "relation" or formula.value != "=":
        return formula
    left, right = formula.args
    names_right = {f.value for f in _nodes(right) if f.head == "symbol"}
    if left.head == "undefined" and all(a.head == "symbol" for a in left.args) and not any(left.value[1]):
        return right
    if left.head == "symbol" and left.value not in names_right and names_right and left.value != "x":
        return right
    return formula


def parse_number(text: str) -> tuple[int, int]:
    """An exact number: 0.25, 1e-3, 1/3, -2. No underscores, no hex, no inf, no digits but 0-9."""
    match = re.fullmatch(
        r"\s*([+-]?)((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(?:/([0-9]+))?\s*", text
    )
    if match is None:
        raise NotationError(f"not a number: '{text}'", span=(0, len(text)), text=text)
    p, q = decimal(match[2], match.span(2), text)
    if match[3] is not None:
        check("digits", len(match[3]), match.span(3), text)
        if int(match[3]) == 0:
            raise NotationError("division by zero", span=match.span(3), text=text)
        q *= int(match[3])
    return (-p if match[1] == "-" else p), q


def _nodes(formula: Formula) -> list[Formula]:
    from infocalc.notation.formula import walk

    return list(walk(formula))


class _Parser:
    def __init__(
        self, found: list[Token], text: str, variables: frozenset[str], remarks: names.Remarks
    ) -> None:
        self.tokens, self.text, self.variables, self.remarks = found, text, variables, remarks
        self.i = 0
        self.operands: list[Formula] = []
        self.ops: list[_Op] = []
        self.due = True  # an operand is due
        self.plain_symbols = self._symbols_without_call()

    # ── the loop ────────────────────────────────────────────────────────────────────────────────

    def run(self) -> Formula:
        if not self.tokens:
            raise NotationError(
                "empty expression", "type a formula such as x^2*sin(x)", (0, len(self.text)), self.text
            )
        while self.i < len(self.tokens):
            token = self.tokens[self.i]
            self.i += 1
            (self._operand if self.due else self._operator)(token)
            if len(self.ops) > 100:
                check(
                    "depth", len(self.ops), token.span, self.text[:60] if len(self.text) > 2000 else self.text
                )
        if self.due:
            self._missing(self.tokens[-1])
        self._reduce(-1)
        if self.ops:
            op = self.ops[-1]
            sign = {"absopen": "|"}.get(op.sign, op.sign)
            raise self._error(
                f"'{sign}' is never closed", (op.span[1] - 1, op.span[1]), f"add a '{_closing(op.sign)}'"
            )
        formula = self.operands[0]
        if formula.head == "if":
            raise self._error("'if' without 'else'", formula.span, "write u if x > 0 else v")
        return formula

    def _error(self, message: str, span: Span, hint: str | None = None) -> NotationError:
        return NotationError(message, hint, span, self.text)

    def _missing(self, before: Token) -> None:
        if before.kind == "function":
            word = before.value[0]
            raise self._error(f"{word.name} has no argument", before.span, f"write {word.name}(x)")
        raise self._error(f"something is missing after '{self._shown(before)}'", before.span)

    def _shown(self, token: Token) -> str:
        if token.kind == "function":
            return str(token.value[0].name)
        if token.kind == "number":
            return self.text[slice(*token.span)].strip()
        return {"absopen": "|", "absclose": "|"}.get(str(token.value), str(token.value))

    def _next(self) -> Token | None:
        return self.tokens[self.i] if self.i < len(self.tokens) else None

    def _next_is(self, *signs: str) -> bool:
        token = self._next()
        return token is not None and token.kind == "sign" and token.value in signs

    # ── an operand is due ───────────────────────────────────────────────────────────────────────

    def _operand(self, token: Token) -> None:
        match token.kind:
            case "number":
                self._push(number(*token.value).at(token.span))
            case "symbol":
                self._symbol(token)
            case "constant":
                self._push(Formula("constant", (), token.value, token.span))
            case "function":
                self._function(token)
            case "family" | "measure" | "structure":
                self._open("(", token, data=(token.kind, token.value))
                self.i += 1
            case "sign":
                self._operand_sign(token)
            case _:
                raise self._error(f"unexpected '{self._shown(token)}'", token.span)

    def _push(self, node: Formula) -> None:
        self.operands.append(node)
        self.due = False

    def _operand_sign(self, token: Token) -> None:
        sign = token.value
        if sign in ("-", "+"):
            bare = bool(self.ops) and self.ops[-1].kind == "bare"
            self.ops.append(_Op("prefix", sign, _BARE_NEGATIVE if bare else _NEGATIVE, token.span))
        elif sign in _CLOSERS:
            self._open(sign, token)
        elif sign in ("√", "∛", "∜"):
            self.ops.append(_Op("prefix", sign, _ROOT, token.span))
        elif sign in (")", "]", "}") and self.ops and self.ops[-1].kind == "group":
            self._empty_group(token)
        elif self.i >= 2:
            before = self.tokens[self.i - 2]
            if before.kind == "function":
                self._missing(before)
            raise self._error(f"unexpected '{sign}' after '{self._shown(before)}'", token.span)
        else:
            hint = "a name may not start with an underscore" if sign == "_" else None
            raise self._error(f"unexpected '{sign}'", token.span, hint)

    def _open(self, sign: str, token: Token, data: Any = None) -> None:
        self.ops.append(_Op("group", sign, -1, token.span, data, len(self.operands)))
        self.due = True

    def _empty_group(self, token: Token) -> None:
        op = self.ops[-1]
        if len(self.operands) > op.base or op.data is None or _CLOSERS[op.sign] != token.value:
            raise self._error(f"unexpected '{token.value}'", token.span)
        self.ops.pop()
        self._push(self._applied(op, (), build.joined(op.span, token.span)))

    # ── names ───────────────────────────────────────────────────────────────────────────────────

    def _symbols_without_call(self) -> set[str]:
        """Symbols that stand somewhere without a parenthesis behind them, so are variables."""
        found = set(self.variables)
        for token, after in zip(self.tokens, [*self.tokens[1:], Token("end", "", (0, 0))], strict=False):
            opens = after.kind == "sign" and after.value in ("(", "'")
            opens = opens or (after.value == "^" and token.value in _FUNCTION_LETTERS)
            if token.kind == "symbol" and not opens:
                found.add(token.value)
        return found

    def _symbol(self, token: Token) -> None:
        name, after = str(token.value), self._next()
        ticks = 0
        while self._next_is("'"):
            ticks += 1
            self.i += 1
        if ticks and name == "zeta" and self._next_is("("):
            self.i += 1
            self._open("(", token, ("primed", ticks))
        elif ticks or self._is_call(name, after):
            self._undefined(token, name, ticks)
        elif self._next_is("^") and name in _FUNCTION_LETTERS:
            self._power_of_function(token, name)
        else:
            self._push(Formula("symbol", (), name, token.span))

    def _is_call(self, name: str, after: Token | None) -> bool:
        if after is None or after.kind != "sign" or after.value != "(" or name in self.variables:
            return False
        if name not in self.plain_symbols:
            if name not in _FUNCTION_LETTERS and len(name.partition("_")[0]) == 1 and not after.spaced:
                self.remarks.warnings.append(
                    f"read '{name}(…)' as a function of your own; write {name}*(…) for a product"
                )
            return not after.spaced or name in _FUNCTION_LETTERS
        if name in _FUNCTION_LETTERS:
            self.remarks.warnings.append(
                f"read '{name}(…)' as the product {name}*(…), for {name} is also a variable"
            )
        return False

    def _undefined(self, token: Token, name: str, ticks: int) -> None:
        if self._next_is("("):
            opening = self.tokens[self.i]
            self.i += 1
            self._open(
                "(", Token("sign", "(", (token.span[0], opening.span[1])), ("undefined", (name, ticks))
            )
        else:
            end = self.tokens[self.i - 1].span
            self._push(Formula("undefined", (), (name, (ticks,)), build.joined(token.span, end)))

    def _power_of_function(self, token: Token, name: str) -> None:
        """f^(1,0)(x, y) is a derivative; f^2(x) has two readings and is refused."""
        k, inside = self.i + 1, []
        if k < len(self.tokens) and self.tokens[k].value == "(":
            k += 1
            while k < len(self.tokens) and (self.tokens[k].kind == "number" or self.tokens[k].value == ","):
                inside.append(self.tokens[k])
                k += 1
            closed = (
                k + 1 < len(self.tokens) and self.tokens[k].value == ")" and self.tokens[k + 1].value == "("
            )
            orders = tuple(t.value[0] for t in inside if t.kind == "number")
            if closed and orders:
                self.i = k + 1
                self._undefined_orders(token, name, orders)
                return
        elif k + 1 < len(self.tokens) and name not in self.plain_symbols:
            minus = self.tokens[k].value == "-"
            after = self.tokens[k + 1 + minus] if k + 1 + minus < len(self.tokens) else None
            if self.tokens[k + minus].kind == "number" and after is not None and after.value == "(":
                power = ("-" if minus else "") + str(self.tokens[k + minus].value[0])
                other = ", or name the inverse function" if minus else f", {name}({name}(x)) for the iterate"
                raise self._error(
                    f"'{name}^{power}(…)' has two readings", build.joined(token.span, after.span),
                    f"write {name}(x)^{power} for the power{other}",
                )  # fmt: skip
        self._push(Formula("symbol", (), name, token.span))

    def _undefined_orders(self, token: Token, name: str, orders: tuple[int, ...]) -> None:
        opening = self.tokens[self.i]
        self.i += 1
        self._open("(", Token("sign", "(", (token.span[0], opening.span[1])), ("undefined", (name, orders)))

    # ── functions ───────────────────────────────────────────────────────────────────────────────

    def _function(self, token: Token) -> None:
        """sin(x), sin x, sin^2 x, sin^-1 x, |-argument: ln|x|."""
        word, base = token.value
        exponent = self._function_power(token, word)
        if exponent is not None and exponent.head == "neg" and exponent.args[0].value == (1, 1):
            word, exponent = self._inverse(token, word), None
        after = self._next()
        if after is not None and after.value == "(" and after.kind == "sign":
            self.i += 1
            self._open("(", token, ("function", (word, base, exponent)))
        elif after is None or (
            after.kind == "sign" and after.value in (")", "]", "}", ",", "absclose", "=", "*", "/", "^")
        ):
            self._missing(token)
        else:
            self.ops.append(_Op("bare", word.name, _BARE, token.span, (word, base, exponent)))
            self.due = True

    def _function_power(self, token: Token, word: Word) -> Formula | None:
        """The exponent between a function and its argument, as in sin² x; None when there is none."""
        following = self._next()
        if following is not None and following.kind == "raised":
            self.i += 1
            return _raised(following)
        if not self._next_is("^"):
            return None
        k = self.i + 1
        wrapped = k < len(self.tokens) and self.tokens[k].value in ("{", "(")
        k += wrapped
        minus = k < len(self.tokens) and self.tokens[k].value == "-"
        k += minus
        if k >= len(self.tokens) or self.tokens[k].kind not in ("number", "symbol"):
            raise self._error(
                f"the exponent of {word.name} is not read", token.span, f"write {word.name}(x)^2"
            )
        part = self.tokens[k]
        node = number(*part.value) if part.kind == "number" else Formula("symbol", (), part.value)
        self.i = k + 1 + wrapped
        return Formula("neg", (node.at(part.span),), None, part.span) if minus else node.at(part.span)

    def _inverse(self, token: Token, word: Word) -> Word:
        inverse = f"a{word.name}"
        known = {"sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch"}
        if word.name not in known:
            raise self._error(f"'{word.name}^-1' has two readings", token.span, f"write 1/{word.name}(x)")
        self.remarks.warnings.append(
            f"read '{word.name}^-1' as {inverse}; "
            f"write 1/{word.name}(x) or {word.name}(x)^(-1) for the reciprocal"
        )
        return Word(inverse, 1, 1)

    # ── an operator is due ──────────────────────────────────────────────────────────────────────

    def _operator(self, token: Token) -> None:
        if token.kind == "raised":
            self._reduce(_INFIX["^"] + 1)
            base = self.operands.pop()
            self._push(Formula("power", (base, _raised(token)), None, build.joined(base.span, token.span)))
            return
        if token.kind == "word" and token.value in _INFIX:
            self._infix(str(token.value), token)
            return
        if token.kind == "word" and token.value == "mod":
            raise self._error(
                "'mod' is not read", token.span, "there is no remainder here; floor(a/b) is the quotient"
            )
        sign = token.value if token.kind == "sign" else ""
        if sign in ("!", "°", "'"):
            self._postfix(sign, token)
        elif sign in ("close", "absclose", ")", "]", "}"):
            self._close(sign, token)
        elif sign in (",", ";"):
            self._comma(token)
        elif sign == "&&":
            self._infix("and", token)
        elif sign == ":" and not (self._group() is not None and self._group().sign == "{"):  # type: ignore[union-attr]
            raise self._error("unexpected ':'", token.span)
        elif sign in _INFIX:
            self._infix(sign, token)
        elif token.kind != "sign" or sign in (
            "(",
            "[",
            "absopen",
            "√",
            "∛",
            "∜",
            "flooropen",
            "ceilopen",
            "{",
        ):
            self._implicit(token)
        elif sign == "_" and self._is_vector(self.operands[-1]):
            self._index(token)
        elif sign == "..":
            raise self._error("unexpected '..'", token.span)
        else:
            raise self._error(f"unexpected '{sign}'", token.span)

    def _infix(self, sign: str, token: Token) -> None:
        power = _INFIX[sign]
        bare = sign == "/" and any(op.kind == "bare" for op in self._open_ops())
        root = sign == "/" and self._is_numeric_power()
        self._reduce(power if sign not in _RIGHT else power + 1)
        if bare or root:
            other = "the argument" if bare else "the exponent"
            self.remarks.warnings.append(
                f"read '{self._source()}/…' as ({self._source()})/…; "
                f"put {other} in parentheses for the other reading"
            )
        self.ops.append(_Op("infix", sign, power, token.span))
        self.due = True

    def _is_numeric_power(self) -> bool:
        """x^1/2 and x^-1/2: a reader may have meant the root."""
        after, node = self._next(), self.operands[-1]
        above = [op.sign for op in self._open_ops()[:2]]
        raised = above[:1] == ["^"] or above == ["-", "^"]
        one = node.head == "number" and node.value == (1, 1)
        return raised and one and after is not None and after.kind == "number" and not after.spaced

    def _open_ops(self) -> list[_Op]:
        """The operators since the innermost open group."""
        found = []
        for op in reversed(self.ops):
            if op.kind == "group":
                break
            found.append(op)
        return found

    def _group(self) -> _Op | None:
        return next((op for op in reversed(self.ops) if op.kind == "group"), None)

    def _implicit(self, token: Token) -> None:
        """A product without a sign; inside the bare argument of a function it binds to that argument."""
        before = self.tokens[self.i - 2]
        if before.kind == token.kind == "number":
            span = build.joined(before.span, token.span)
            raise self._error("two numbers side by side", span, "write * between them, or remove the space")
        if token.kind == "sign" and token.value == "{":
            raise self._error("unexpected '{'", token.span)
        bare = any(op.kind == "bare" for op in self._open_ops())
        binds = bare and token.kind != "function"
        self._ambiguities(before, token, binds)
        self._reduce(_BARE_PRODUCT if binds else _INFIX[" "])
        self.ops.append(_Op("infix", " ", _BARE_PRODUCT if binds else _INFIX[" "], token.span))
        self.due = True
        self._operand(token)

    def _ambiguities(self, before: Token, token: Token, binds: bool) -> None:
        """Remarks on products without a sign that a reader could take differently."""
        top = self.ops[-1] if self.ops else None
        if binds:
            say = self.remarks.warnings if token.spaced and before.kind == "number" else self.remarks.notes
            name = next(op.sign for op in self._open_ops() if op.kind == "bare")
            say.append(
                f"the argument of {name} is the whole product after it: {name}({self._product_text()})"
            )
            return
        if top is None or top.sign not in ("^", "/"):
            return
        source = self._source(2)
        shown = "(…)" if token.kind == "sign" else self._shown(token)
        if top.sign == "/":
            self.remarks.warnings.append(
                f"read '{source}{shown}' from left to right, as ({source})*{shown}; "
                "put the denominator in parentheses for the other reading"
            )
        elif self._looks_like_exponent(token):
            self.remarks.warnings.append(
                f"read '{source}{shown}' as ({source})*{shown}; "
                "put the exponent in parentheses for the other reading"
            )

    def _looks_like_exponent(self, token: Token) -> bool:
        """e^2x and 2^3x, but not x^2y: a product of powers is what x^2y is to everyone."""
        base, exponent = self.operands[-2:]
        written_as_one = (
            exponent.head == "number" and token.kind in ("symbol", "constant") and not token.spaced
        )
        return written_as_one and base.head != "symbol"

    def _source(self, back: int = 1) -> str:
        """The text of the last operands."""
        return self.text[self.operands[-back].span[0] : self.operands[-1].span[1]].strip()

    def _product_text(self) -> str:
        start = self.operands[-1].span[0]
        for op in self._open_ops():
            if op.kind == "bare":
                start = op.span[1]
                break
        end = self.i
        while end < len(self.tokens) and self.tokens[end].kind in ("number", "symbol", "constant"):
            end += 1
        return self.text[start : self.tokens[end - 1].span[1]].strip()

    def _postfix(self, sign: str, token: Token) -> None:
        self._reduce(_INFIX["^"] + 1)
        node = self.operands.pop()
        span = build.joined(node.span, token.span)
        if sign == "!":
            if self._next_is("!"):
                self._double_factorial(node, token)
                return
            self._push(Formula("call", (node,), "factorial", span))
        elif sign == "°":
            degree = Formula(
                "quotient", (Formula("constant", (), "pi", token.span), number(180)), None, token.span
            )
            self._push(Formula("product", (node, degree), None, span))
        else:
            raise self._error("a prime stands behind a function's name", token.span, "write f'(x) or y'")

    def _double_factorial(self, node: Formula, token: Token) -> None:
        """7!! = 7·5·3·1 of a number as typed; (x!)! is another thing, so anything else is refused."""
        self.i += 1
        span = (token.span[0], token.span[1] + 1)
        if node.head != "number" or node.value[1] != 1:
            raise self._error("'!!' is read after a whole number only", span, "write (x!)! for the iterate")
        source = self.text[slice(*node.span)]
        self.remarks.warnings.append(
            f"read '{source}!!' as the double factorial; write ({source}!)! for the iterate"
        )
        self._push(build.double_factorial(node.value[0], build.joined(node.span, span)))

    def _is_vector(self, node: Formula) -> bool:
        return node.head == "list" and len(node.args) > 0 and node.args[0].value == "softmax"

    def _index(self, token: Token) -> None:
        """softmax(a, b, c)_1: one of its components."""
        index, node = self._next(), self.operands.pop()
        number = index.value[0] if index is not None and index.kind == "number" else 0
        if index is None or not 1 <= number <= len(node.args) or index.value[1] != 1:
            wrong = f"the components of this softmax are numbered from 1 to {len(node.args)}"
            raise self._error(wrong, token.span if index is None else index.span, "softmax(a, b, c)_1")
        self.i += 1
        _, *args = node.args[0].args
        self._push(build.component(number, tuple(args), build.joined(node.span, index.span)))

    def _comma(self, token: Token) -> None:
        self._reduce(0)
        op = self.ops[-1] if self.ops else None
        if op is None:
            hint = "the decimal point is '.'" if self._decimal_comma(token) else "several functions: [f, g]"
            raise self._error("unexpected ','" if token.value == "," else "unexpected ';'", token.span, hint)
        if op.sign in ("absopen", "flooropen", "ceilopen"):
            raise self._error("unexpected ','", token.span)
        self.due = True
        op.power = -2  # a group with several parts

    def _decimal_comma(self, token: Token) -> bool:
        before, after = self.text[: token.span[0]], self.text[token.span[1] :]
        return before[-1:].isdigit() and after[:1].isdigit()

    # ── closing and reducing ────────────────────────────────────────────────────────────────────

    def _close(self, sign: str, token: Token) -> None:
        self._reduce(0)
        op = self.ops[-1] if self.ops else None
        if op is None or _CLOSERS[op.sign] != sign:
            shown = {"absclose": "|", "close": "\\right"}.get(sign, sign)
            opened = f"; '{op.sign}' opened at column {op.span[1]} is still open" if op is not None else ""
            raise self._error(f"unexpected '{shown}'{opened}", token.span)
        self.ops.pop()
        args = tuple(self.operands[op.base :])
        del self.operands[op.base :]
        self._push(self._applied(op, args, build.joined(op.span, token.span)))

    def _applied(self, op: _Op, args: tuple[Formula, ...], span: Span) -> Formula:
        if op.data is not None:
            return self._applied_name(op, args, span)
        if op.sign == "absopen":
            return Formula("call", args, "abs", span)
        if op.sign == "flooropen":
            return Formula("call", args, "floor", span)
        if op.sign == "ceilopen":
            return Formula("call", args, "ceil", span)
        if op.sign == "[" or (op.sign == "(" and op.power == -2):
            return Formula("list", args, None, span)
        if op.sign == "{" and (op.power == -2 or args[0].head == "if"):
            return build.piecewise(self._braced_pieces(args), span, self.text)
        return build.grouped(args[0], span)

    def _applied_name(self, op: _Op, args: tuple[Formula, ...], span: Span) -> Formula:
        kind, value = op.data
        if kind == "function":
            word, base, exponent = value
            node = self._called(word, base, args, span)
            return node if exponent is None else Formula("power", (node, exponent), None, span)
        if kind == "primed":
            return Formula("call", (number(value), *args), "zetaprime", span)
        if kind == "undefined":
            name, orders = value
            if isinstance(orders, int):
                if orders and len(args) > 1:
                    raise self._error(
                        "a prime needs a function of one argument", span, f"write {name}^(1,0)(x, y)"
                    )
                orders = (orders,) + (0,) * (len(args) - 1)
            if len(orders) != len(args):
                raise self._error(f"{name} has {len(args)} arguments but {len(orders)} orders", span)
            return Formula("undefined", args, (name, orders), span)
        if kind == "family":
            return build.family(value, args, span, self.text)
        if kind == "measure":
            return Formula("call", args, value, span)
        return build.structure(value, args, span, self.text)

    def _called(self, word: Word, base: str | None, args: tuple[Formula, ...], span: Span) -> Formula:
        typed = self.text[span[0] :].lstrip("\\ ")
        if word.name == "log" and base is None and len(args) == 1 and typed.startswith("log"):
            self.remarks.notes.append("log is the natural logarithm")
        return build.called(word, base, args, span, self.text)

    def _braced_pieces(self, args: tuple[Formula, ...]) -> tuple[Formula, ...]:
        """{x: x > 0, -x}: `value: condition` pairs, the last one without a condition."""
        flat: list[Formula] = []
        for a in args:
            flat.extend(a.args if a.head == ":" else (a,))
        return tuple(flat)

    def _reduce(self, power: int) -> None:
        """Apply the operators on top of the stack that bind at least as strongly as `power`."""
        while self.ops and self.ops[-1].kind != "group" and self.ops[-1].power >= power:
            op = self.ops.pop()
            if op.kind == "infix":
                b, a = self.operands.pop(), self.operands.pop()
                node = (
                    Formula(":", (a, b), None, build.joined(a.span, b.span))
                    if op.sign == ":"
                    else build.infix(op.sign, a, b, self.text)
                )
            else:
                node = self._prefixed(op, self.operands.pop())
            self.operands.append(node)

    def _prefixed(self, op: _Op, node: Formula) -> Formula:
        span = build.joined(op.span, node.span)
        if op.kind == "bare":
            word, base, exponent = op.data
            call = self._called(word, base, (node,), span)
            return call if exponent is None else Formula("power", (call, exponent), None, span)
        if op.sign == "+":
            return build.grouped(node, span)
        if op.sign == "-":
            return Formula("neg", (node,), None, span)
        if op.sign == "√":
            return Formula("call", (node,), "sqrt", span)
        if op.sign == "∛":
            return Formula("call", (node,), "cbrt", span)
        return Formula("call", (node, number(4)), "root", span)


def _closing(sign: str) -> str:
    return {"absclose": "|", "close": "\\rfloor"}.get(_CLOSERS[sign], _CLOSERS[sign])


def _raised(token: Token) -> Formula:
    """A superscript run such as ², ⁻¹ or ⁿ."""
    body = str(token.value).strip("()")
    minus, digits = body.startswith("-"), body.lstrip("+-")
    check("digits", len(digits), token.span)
    node = number(int(digits)) if digits.isdigit() else Formula("symbol", (), digits or "n")
    return Formula("neg", (node.at(token.span),), None, token.span) if minus else node.at(token.span)
