"""What may stand behind an operand: factorials, degrees, primes, .methods(), an index of a vector."""

from __future__ import annotations

from infocalc.notation import build
from infocalc.notation.formula import Formula, number
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
