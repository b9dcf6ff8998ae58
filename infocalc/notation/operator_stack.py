"""The two stacks of the parser: how groups open and close, and what binds how strongly."""

from __future__ import annotations

from infocalc.annotations import Any
from infocalc.errors import NotationError, Span
from infocalc.functions.vocabulary import Word
from infocalc.notation import build
from infocalc.notation.formula import Formula, number
from infocalc.notation.lexer import Token
from infocalc.notation.remarks import Remarks

#: binding powers; the argument of a function without parentheses takes in implicit products (and no more)
INFIX = {
    "else": 2, "if": 3, "or": 4, "and": 5, "=": 10, "!=": 10, "<": 10, "<=": 10, ">": 10, ">=": 10, ":": 1,
    "..": 9, "+": 20, "-": 20, "*": 30, "/": 30, " ": 30, "^": 50,
}  # fmt: skip
RIGHT = frozenset(("^", "else", "if"))
NEGATIVE, BARE, BARE_PRODUCT, BARE_NEGATIVE, ROOT = 35, 40, 41, 45, 46
CLOSERS = {
    "(": ")", "[": "]", "{": "}", "open": "shut",
    "absopen": "absclose", "normopen": "normclose", "flooropen": "close", "ceilopen": "close",
}  # fmt: skip
#: heads of what holds or does not
CONDITIONS = frozenset(("relation", "and", "or"))
#: signs that nobody typed so, as they are shown
_SHOWN = {"absopen": "|", "absclose": "|", "close": "\\rfloor", "open": "{", "shut": "}"}
#: signs beside which a bracket with one part is a list of one component: [x^2], softmax([x]), [[x]]
_BEFORE_LIST, _BEHIND_LIST = frozenset(("(", "[", "{", ",", "=")), frozenset((")", "]", "}", ","))


class Op:
    """An operator or an open group on the stack.

    Of a group, `base` is the number of operands below it and `place` that of its token; of a function without
    parentheses, `base` is the place of its argument.
    """

    __slots__ = ("base", "data", "kind", "place", "power", "sign", "span")

    def __init__(
        self, kind: str, sign: str, power: int, span: Span, data: Any = None, base: int = 0, place: int = 0
    ) -> None:
        self.kind = kind  # infix, prefix, bare, group
        self.sign, self.power, self.span = sign, power, span
        self.data, self.base, self.place = data, base, place


class Stacks:
    """Where the parser stands in the tokens, and what it has read and not yet put together."""

    def __init__(self, found: list[Token], text: str, variables: frozenset[str], remarks: Remarks) -> None:
        self.tokens, self.text, self.variables, self.remarks = found, text, variables, remarks
        self.i = 0
        self.operands: list[Formula] = []
        self.ops: list[Op] = []
        self.due = True  # an operand is due

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
        if token.kind in ("number", "method"):
            return self.text[slice(*token.span)].strip()
        return _SHOWN.get(str(token.value), str(token.value))

    def _next(self) -> Token | None:
        return self.tokens[self.i] if self.i < len(self.tokens) else None

    def _next_is(self, *signs: str) -> bool:
        token = self._next()
        return token is not None and token.kind == "sign" and token.value in signs

    def _push(self, node: Formula) -> None:
        self.operands.append(node)
        self.due = False

    def _open(self, sign: str, token: Token, data: Any = None) -> None:
        self.ops.append(Op("group", sign, -1, token.span, data, len(self.operands), self.i - 1))
        self.due = True

    def _open_ops(self) -> list[Op]:
        """The operators since the innermost open group."""
        found = []
        for op in reversed(self.ops):
            if op.kind == "group":
                break
            found.append(op)
        return found

    def _group(self) -> Op | None:
        return next((op for op in reversed(self.ops) if op.kind == "group"), None)

    # ── closing and reducing ────────────────────────────────────────────────────────────────────

    def _empty_group(self, token: Token) -> None:
        op = self.ops[-1]
        one = op.power == -2 and len(self.operands) == op.base + 1 and op.data is None  # (a,) of Python
        if CLOSERS[op.sign] != token.value or not (one or (len(self.operands) == op.base and op.data)):
            raise self._error(f"unexpected '{self._shown(token)}'", token.span)
        self.ops.pop()
        if one:
            self._push(Formula("list", (self.operands.pop(),), None, build.joined(op.span, token.span)))
            return
        self._push(self._applied(op, (), build.joined(op.span, token.span)))

    def _close(self, sign: str, token: Token) -> None:
        self._reduce(0)
        op = self.ops[-1] if self.ops else None
        if op is None or CLOSERS[op.sign] != sign:
            shown = _SHOWN.get(sign, sign)
            opened = (
                f"; '{_SHOWN.get(op.sign, op.sign)}' opened at column {op.span[1]} is still open"
                if op is not None
                else ""
            )
            raise self._error(f"unexpected '{shown}'{opened}", token.span)
        self.ops.pop()
        args = tuple(self.operands[op.base :])
        del self.operands[op.base :]
        self._push(self._applied(op, args, build.joined(op.span, token.span)))

    def _applied(self, op: Op, args: tuple[Formula, ...], span: Span) -> Formula:
        if op.data is not None:
            return self._applied_name(op, args, span)
        if op.sign == "absopen":
            return Formula("call", args, "abs", span)
        if op.sign == "flooropen":
            return Formula("call", args, "floor", span)
        if op.sign == "ceilopen":
            return Formula("call", args, "ceil", span)
        several = op.power == -2
        if op.sign == "{" and several and not any(a.head in ("if", ":") for a in args):
            return Formula("list", args, None, span)
        if (op.sign == "[" and (several or self._stands_alone(op))) or (op.sign in ("(", "open") and several):
            return Formula("list", args, None, span)
        if op.sign == "{" and (several or args[0].head in ("if", ":")):
            from infocalc.notation import structures

            return structures.piecewise(self._braced_pieces(args), span, self.text)
        return build.grouped(args[0], span)

    def _stands_alone(self, op: Op) -> bool:
        """Whether nothing is done with a bracket just closed: [x^2] is a list, [x^2]^2 a group."""
        return self._is_sign(op.place - 1, _BEFORE_LIST) and self._is_sign(self.i, _BEHIND_LIST)

    def _is_sign(self, place: int, signs: frozenset[str]) -> bool:
        """Whether one of the signs stands at a place, or the text begins or ends there."""
        if not 0 <= place < len(self.tokens):
            return True
        return self.tokens[place].kind == "sign" and self.tokens[place].value in signs

    def _applied_name(self, op: Op, args: tuple[Formula, ...], span: Span) -> Formula:
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
        from infocalc.notation import structures

        return structures.structure(value, args, span, self.text)

    def _called(self, word: Word, base: str | None, args: tuple[Formula, ...], span: Span) -> Formula:
        if word.name[0] == "=":  # a sign of arithmetic behind its operand: x.add(1)
            from infocalc.notation import structures

            return structures.operation(word.name[1:], args, span, self.text)
        typed = self.text[span[0] :].lstrip("\\ ")
        if word.name == "log" and base is None and len(args) == 1 and typed.startswith("log"):
            self.remarks.notes.append("log is the natural logarithm")
        if word.reading:
            self.remarks.warnings.append(word.reading)
        if self.text[span[1] - 1] == "]" and len(args) == 2 and word.name in ("log", "atan"):
            args = args[::-1]  # Log[b, x] and ArcTan[x, y] of Mathematica
        return build.called(word, base, args, span, self.text)

    def _braced_pieces(self, args: tuple[Formula, ...]) -> tuple[Formula, ...]:
        """{x: x > 0, -x}: `value: condition` pairs, the last one without a condition."""
        flat: list[Formula] = []
        for a in args:
            reversed_pair = a.head == ":" and a.args[0].head in CONDITIONS  # {x > 0: x^2, -x} of Desmos
            flat.extend(a.args[::-1] if reversed_pair else a.args if a.head == ":" else (a,))
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
                    else self._joined(op.sign, a, b)
                )
            else:
                node = self._prefixed(op, self.operands.pop())
            self.operands.append(node)

    def _joined(self, sign: str, a: Formula, b: Formula) -> Formula:
        """a sign b; a condition among numbers is 1 where it holds and else 0."""
        if INFIX[sign] >= INFIX["+"] and sign != " " and "\\" not in self.text:  # x^2 (x > 0) is no product
            a, b = self._indicator(a), self._indicator(b)
        return build.infix(sign, a, b, self.text)

    def _indicator(self, node: Formula) -> Formula:
        if node.head not in CONDITIONS or node.value == "=" or self.text[node.span[0]] != "(":
            return node
        self.remarks.notes.append(f"read {self.text[slice(*node.span)]} as 1 where it holds, else 0")
        from infocalc.notation import structures

        return structures.indicator(node)

    def _prefixed(self, op: Op, node: Formula) -> Formula:
        span = build.joined(op.span, node.span)
        if op.kind == "bare":
            word, base, exponent = op.data
            call = self._called(word, base, (node,), span)
            return call if exponent is None else Formula("power", (call, exponent), None, span)
        if op.sign == "+":
            return build.grouped(node, span)
        if op.sign == "-":
            return Formula("neg", (node,), None, span)
        degree = op.data or {"√": 2, "∛": 3, "∜": 4}[op.sign]
        if degree < 4:
            return Formula("call", (node,), "sqrt" if degree == 2 else "cbrt", span)
        return Formula("call", (node, number(degree)), "root", span)


def closing(sign: str) -> str:
    return _SHOWN.get(CLOSERS[sign], CLOSERS[sign])
