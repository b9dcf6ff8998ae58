"""What may stand behind an operand: factorials, degrees, primes, .methods(), an index, a factor."""

from __future__ import annotations

from infocalc.notation import build
from infocalc.notation.formula import Formula, number
from infocalc.notation.greek import LETTERS
from infocalc.notation.lexer import Token
from infocalc.notation.operands import Operands
from infocalc.notation.operator_stack import INFIX, Op

POSTFIX = frozenset("!°'")


class Postfix(Operands):
    """Reads what follows an operand and belongs to it alone."""

    def _postfix(self, sign: str, token: Token) -> None:
        self._reduce(INFIX["^"] + 1)
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

    def _method(self, token: Token) -> None:
        """x.sin(), x.pow(2): the operand is the first argument."""
        if isinstance(token.value, str) or not self._next_is("("):
            hint = "a function may stand behind its argument: x.sin(), x.pow(2)"
            raise self._error("unexpected '.'", (token.span[0], token.span[0] + 1), hint)
        self._reduce(INFIX["^"] + 1)
        receiver = self.operands[-1]
        if receiver.head == "symbol" and len(receiver.value) > 1 and receiver.value.isalpha():
            self._refuse_module(receiver, token)
        opening = self.tokens[self.i]
        self.i += 1
        if self._next_is(")"):
            span = build.joined(receiver.span, self.tokens[self.i].span)
            self.i += 1
            self.operands[-1] = self._called(token.value, None, (receiver,), span)
            return
        span = build.joined(receiver.span, opening.span)
        data = ("function", (token.value, None, None))
        self.ops.append(Op("group", "(", -1, span, data, len(self.operands) - 1, self.i - 1))
        self.due = True

    def _refuse_module(self, receiver: Formula, token: Token) -> None:
        """sc.digamma(x): a name of several letters before a function with an argument is a module."""
        name, k = receiver.value, self.i + 1
        empty = k < len(self.tokens) and self.tokens[k].value == ")"
        if not empty and name not in self.variables and name not in LETTERS:
            shown = self._shown(token).lstrip(".")
            raise self._error(
                f"'{name}.' is not read as a module", receiver.span, f"leave it out: {shown}(…)"
            )

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


class Products(Postfix):
    """Remarks on products and quotients without parentheses that a reader could take differently."""

    def _may_go_on(self) -> bool:
        """x^1/2, x^-3/2, (x+1)^3/2 and e^-t/T: a reader may have meant the quotient as the exponent."""
        after, node = self._next(), self.operands[-1]
        above = [op.sign for op in self._open_ops()[:2]]
        negative = above == ["-", "^"]
        if not (above[:1] == ["^"] or negative) or after is None or after.spaced:
            return False
        base = self.operands[-2]
        if node.head != "number":
            return negative and base.head == "constant"
        halves = self.text[base.span[0]] == "(" and after.value == (2, 1) and node.value[0] % 2 == 1
        return after.kind == "number" and (node.value == (1, 1) or negative or halves)

    def _ambiguities(self, before: Token, token: Token, binds: bool) -> None:
        """Remarks on products without a sign that a reader could take differently."""
        top = self.ops[-1] if self.ops else None
        if binds:
            unclear = token.kind == "sign" or (token.spaced and before.kind == "number")
            say = self.remarks.warnings if unclear else self.remarks.notes
            name = next(op.sign for op in self._open_ops() if op.kind == "bare")
            say.append(
                f"the argument of {name} is the whole product after it: {name}({self._product_text()})"
            )
            return
        negative = top is not None and top.sign == "-" and [op.sign for op in self.ops[-2:]] == ["^", "-"]
        if top is None or (top.sign not in ("^", "/") and not negative):
            return
        source = self._source(2)
        shown = "(…)" if token.kind == "sign" else self._shown(token)
        if top.sign == "/":
            self.remarks.warnings.append(
                f"read '{source}{shown}' from left to right, as ({source})*{shown}; "
                "put the denominator in parentheses for the other reading"
            )
        elif self._looks_like_exponent(token, negative):
            self.remarks.warnings.append(
                f"read '{source}{shown}' as ({source})*{shown}; "
                "put the exponent in parentheses for the other reading"
            )

    def _looks_like_exponent(self, token: Token, negative: bool) -> bool:
        """e^2x, 2^-3x, e^-2(x+1) and x^2n, but not x^2y: a product of powers is what x^2y is to everyone."""
        base, exponent = self.operands[-2:]
        if token.spaced:
            return False
        if exponent.head == "number":
            counts = token.kind == "symbol" and token.value in ("n", "m", "k")
            follows = token.kind in ("symbol", "constant") or (negative and token.kind == "sign")
            return (follows and base.head != "symbol") or counts
        follows = token.kind in ("symbol", "constant")
        return follows and exponent.head == "symbol" and "\\" not in self.text

    def _source(self, back: int = 1) -> str:
        """The text of the last operands."""
        return self.text[self.operands[-back].span[0] : self.operands[-1].span[1]].strip()

    def _product_text(self) -> str:
        start = next(op.base for op in self._open_ops() if op.kind == "bare")
        end = self.i
        opens = self.tokens[end - 1].kind == "sign"
        while (
            not opens and end < len(self.tokens) and self.tokens[end].kind in ("number", "symbol", "constant")
        ):
            end += 1
        return self.text[self.tokens[start].span[0] : self.tokens[end - 1].span[1]].strip() + "…)" * opens
