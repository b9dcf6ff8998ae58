"""The one parser with the signs of vectors and matrices: transposes, entry-by-entry signs, norms."""

from __future__ import annotations

from infocalc.errors import NotationError, Span
from infocalc.functions.vocabulary import Vocabulary, Word
from infocalc.notation import bars, build, names, opening
from infocalc.notation.formula import Formula, number
from infocalc.notation.lexer import Token
from infocalc.notation.matrix_tokens import MATRIX_WORDS, scanned, with_matrix_words
from infocalc.notation.operator_stack import INFIX, NEGATIVE, Op
from infocalc.notation.parser import Parser
from infocalc.notation.remarks import Remarks
from infocalc.notation.runs import Manner
from infocalc.records import NamedTuple

_INFIX = {".*": 30, "./": 30, ".^": 50, "@": 30, "⊗": 30, "\\": 30}
_NAMES = frozenset(word.name for word in MATRIX_WORDS.values())


class MatrixReading(NamedTuple):
    """What was read: `entrywise` says that * and / go entry by entry, as in NumPy."""

    formula: Formula
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    entrywise: bool


def parse_matrices(text: str, vocabulary: Vocabulary, variables: frozenset[str]) -> MatrixReading:
    """The formula of a text of vectors and matrices; |x| and ‖x‖ are calls `bars` and `norm`.

    Raises NotationError with the place of what cannot be read.
    """
    remarks = Remarks()
    found = scanned(text, vocabulary, variables, remarks)
    if found.letter_t:
        remarks.warnings.append("read ^T as the transpose; for a power of T declare it: --shapes 'T: scalar'")
    before = opening.opened(found.tokens, vocabulary, text)
    manner = Manner(variables | before.declared, latex="\\" in text)
    resolved = names.resolve(before.rest, text, with_matrix_words(vocabulary), manner, remarks)
    formula = _MatrixParser(bars.matched(resolved, text), text, variables, remarks).run()
    warnings, notes = tuple(dict.fromkeys(remarks.warnings)), tuple(dict.fromkeys(remarks.notes))
    return MatrixReading(formula, warnings, notes, found.entrywise)


class _MatrixParser(Parser):
    """What differs: a tick is a transpose, bars may be norms, and there are six signs more."""

    def _operand(self, token: Token) -> None:
        if token.kind == "unit":
            self._push(Formula("call", (), token.value, token.span))
        elif token.kind == "sign" and token.value == "normopen":
            self._open("normopen", token)
        else:
            super()._operand(token)

    def _symbol(self, token: Token) -> None:
        self._push(Formula("symbol", (), str(token.value), token.span))

    def _operator(self, token: Token) -> None:
        sign = token.value if token.kind == "sign" else ""
        if sign in _INFIX:
            self._reduce(_INFIX[sign] + (sign == ".^"))
            self.ops.append(Op("infix", sign, _INFIX[sign], token.span))
            self.due = True
        elif sign == "normopen":
            self._implicit(token)
        elif sign in ("normclose", "absclose"):
            self._close(sign, token)
            self._subscript()
        elif sign == "inverse":
            node = self.operands.pop()
            span = build.joined(node.span, token.span)
            self._push(Formula("power", (node, number(-1)), None, span))
        else:
            super()._operator(token)

    def _subscript(self) -> None:
        """‖x‖_2, |x|_1, ‖X‖_F: which norm it is."""
        if not self._next_is("_"):
            return
        mark, node = self.tokens[self.i + 1] if self.i + 1 < len(self.tokens) else None, self.operands.pop()
        kind = None if mark is None else {(1, 1): "norm1", (2, 1): "norm_2", "F": "norm2"}.get(mark.value)
        if mark is None or kind is None:
            raise self._error("this norm is not read", node.span, "norms are |x|_1, |x|_2 and |X|_F")
        self.i += 2
        self._push(Formula("call", node.args, kind, build.joined(node.span, mark.span)))

    def _postfix(self, sign: str, token: Token) -> None:
        """x' binds as a power does, from left to right: X^2' is (X^2)', and X^-1' is (X^-1)'."""
        if sign != "'":
            super()._postfix(sign, token)
            return
        above = [op.sign for op in self._open_ops()[:2]]
        self._reduce(NEGATIVE if above[:1] == ["-"] and above[1:] in (["^"], [".^"]) else INFIX["^"])
        node = self.operands.pop()
        self._push(Formula("transpose", (node,), None, build.joined(node.span, token.span)))

    def _joined(self, sign: str, a: Formula, b: Formula) -> Formula:
        span = build.joined(a.span, b.span)
        match sign:
            case ".*" | "./" | ".^":
                return Formula("entrywise", (a, b), sign[1], span)
            case "@":
                return Formula("call", (a, b), "matmul", span)
            case "⊗":
                return Formula("call", (a, b), "kron", span)
            case "\\":
                return Formula("call", (a, b), "solve", span)
        return super()._joined(sign, a, b)

    def _applied(self, op: Op, args: tuple[Formula, ...], span: Span) -> Formula:
        if op.data is None and op.sign in ("absopen", "normopen"):
            if len(args) != 1:
                raise NotationError("one formula stands between bars", None, span, self.text)
            return Formula("call", args, "bars" if op.sign == "absopen" else "norm_bars", span)
        return super()._applied(op, args, span)

    def _called(self, word: Word, base: str | None, args: tuple[Formula, ...], span: Span) -> Formula:
        if word.name not in _NAMES:
            return super()._called(word, base, args, span)
        if not word.least <= len(args) <= (word.most or 0):
            wanted = f"{word.least}" if word.least == word.most else f"{word.least} to {word.most}"
            raise self._error(f"{word.name} of matrices takes {wanted} arguments, got {len(args)}", span)
        return Formula("call", args, word.name, span)
