"""Operator-precedence parsing with explicit stacks: text to Formula, as a person reads it.

Two stacks, operands and operators, in place of recursion, so 1,000 nested parentheses are as easy as
one. Implicit products, functions without parentheses (`sin 2x`), |bars|, superscripts and LaTeX are
read by fixed rules; a reading with a second honest one is reported in `Reading.warnings`.

Why not SymPy's parser: it evaluates what it reads, knows no place for a caret, and takes 0.5 ms for a formula
that is read here in 0.13.
"""

from __future__ import annotations

from infocalc.errors import NotationError
from infocalc.functions.vocabulary import Vocabulary
from infocalc.limits import check
from infocalc.notation import bars, build, names, opening
from infocalc.notation.differential import refuse_operator
from infocalc.notation.formula import Formula
from infocalc.notation.lexer import Token, decimal, is_latex, tokens
from infocalc.notation.operands import raised
from infocalc.notation.operator_stack import BARE_PRODUCT, INFIX, RIGHT, Op, closing
from infocalc.notation.pasted import anonymous, fortran
from infocalc.notation.patterns import pattern
from infocalc.notation.postfix import POSTFIX, Products
from infocalc.notation.remarks import Remarks
from infocalc.notation.runs import Manner
from infocalc.records import NamedTuple

_NUMBER = pattern(r"\s*([+-]?)((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(?:/([0-9]+))?\s*")

#: signs that begin an operand: behind another one they make a product
_OPENING = frozenset(("(", "[", "{", "open", "absopen", "flooropen", "ceilopen", "√", "∛", "∜"))


class Reading(NamedTuple):
    """What was read, and what the reader should be told: warnings name the other reading.

    `variables` are those that the text itself names, in its order: L(w, b) = …, lambda w, b: …
    """

    formula: Formula
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()


def parse(
    text: str,
    vocabulary: Vocabulary,
    *,
    variables: frozenset[str] = frozenset(),
    complex_unit: bool = False,
    equation: bool = False,
) -> Reading:
    """The formula that `text` writes.

    `variables` are names declared elsewhere (--wrt, --at): they are symbols whatever else they might be.
    With `complex_unit` i, I and j are the imaginary unit; where an `equation` is wanted, f(x) = … is one
    and no definition. Raises NotationError with the place of the first thing that cannot be read,
    LimitExceeded for size.
    """
    remarks = Remarks()
    text = anonymous(text)
    refuse_operator(text, variables)
    found = tokens(text)
    if is_latex(text):
        from infocalc.notation import latex

        found = latex.expanded(found, text, vocabulary, remarks)
    before = opening.opened(found, vocabulary, text, equation)
    variables |= before.declared
    manner = Manner(variables, complex_unit, "\\" in text, "^{" in text, before.sheet)
    remarks.warnings += fortran(text)
    rest = before.rest
    if "?" in text or "then" in text:
        from infocalc.notation import conditionals

        rest = conditionals.rewritten(rest, text)
    found = names.resolve(rest, text, vocabulary, manner, remarks)
    formula = Parser(bars.matched(found, text), text, variables, remarks).run()
    if "T" in text and "^" in text:
        from infocalc.notation import transposed

        remarks.warnings.extend(transposed.remarks(formula, variables))
    warnings, notes = (tuple(dict.fromkeys(said)) for said in (remarks.warnings, remarks.notes))
    return Reading(formula, warnings, notes, before.variables)


def right_hand_side(formula: Formula, variables: frozenset[str] = frozenset()) -> Formula:
    """x^2 of a definition `f(x) = x^2` or `y = x^2`; any other formula as it is.

    x = t^2 defines x where another of the `variables` is asked for.
    """
    if formula.head != "relation" or formula.value != "=":
        return formula
    left, right = formula.args
    names_right = {f.value for f in _nodes(right) if f.head == "symbol"}
    if left.head == "undefined" and all(a.head == "symbol" for a in left.args) and not any(left.value[1]):
        return right
    if left.head == "symbol" and left.value not in names_right and names_right:
        return right if left.value != "x" or (variables and "x" not in variables) else formula
    if _is_name(left) and names_right and not names_right & {f.value for f in left.args}:
        return right
    return formula


def _is_name(left: Formula) -> bool:
    """KE and MSE of LaTeX, where letters side by side are factors."""
    return left.head == "product" and all(f.head == "symbol" and len(f.value) == 1 for f in left.args)


def parse_number(text: str) -> tuple[int, int]:
    """An exact number: 0.25, 1e-3, 1/3, -2. No underscores, no hex, no inf, no digits but 0-9."""
    match = _NUMBER.fullmatch(text)
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


class Parser(Products):
    """The loop, and what may stand behind an operand."""

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
                f"'{sign}' is never closed", (op.span[1] - 1, op.span[1]), f"add a '{closing(op.sign)}'"
            )
        formula = self.operands[0]
        if formula.head == "if":
            raise self._error("'if' without 'else'", formula.span, "write u if x > 0 else v")
        return formula

    # ── an operator is due ──────────────────────────────────────────────────────────────────────

    def _operator(self, token: Token) -> None:
        if token.kind == "raised":
            if self._next_is("√"):
                power = str(token.value)
                self._warn(f"read {power} before √ as an exponent; write *root(…, {power}) for the root")
            self._reduce(INFIX["^"] + 1)
            base = self.operands.pop()
            self._push(Formula("power", (base, raised(token)), None, build.joined(base.span, token.span)))
            return
        if token.kind == "word" and token.value in INFIX:
            self._infix(str(token.value), token)
        elif token.kind == "word" and token.value == "mod":
            hint = "write mod(a, b); floor(a/b) is the quotient"
            raise self._error("'mod' between operands is not read", token.span, hint)
        elif token.kind == "method":
            self._method(token)
        else:
            self._operator_sign(token)

    def _operator_sign(self, token: Token) -> None:
        sign = token.value if token.kind == "sign" else ""
        if sign in POSTFIX:
            self._postfix(sign, token)
        elif sign in ("close", "absclose", ")", "]", "}", "shut"):
            self._close(sign, token)
        elif sign in (",", ";"):
            self._comma(token)
        elif sign == "&&":
            self._infix("and", token)
        elif sign == ":" and not (self._group() is not None and self._group().sign == "{"):  # type: ignore[union-attr]
            raise self._error("unexpected ':'", token.span)
        elif sign == ".." and not self._is_bound():
            raise self._error("unexpected '..'", token.span)
        elif sign in INFIX:
            self._infix(sign, token)
        elif token.kind != "sign" or sign in _OPENING:
            self._implicit(token)
        elif sign == "_" and self._is_vector(self.operands[-1]):
            self._index(token)
        else:
            raise self._error(f"unexpected '{self._shown(token)}'", token.span)

    def _is_bound(self) -> bool:
        """Whether we stand in an integral or a sum: int(f, t = a..b)."""
        group = self._group()
        return group is not None and group.data in (("structure", "integral"), ("structure", "series"))

    def _infix(self, sign: str, token: Token) -> None:
        power = INFIX[sign]
        bare = sign == "/" and any(op.kind == "bare" for op in self._open_ops())
        root = sign == "/" and self._may_go_on()
        self._reduce(power if sign not in RIGHT else power + 1)
        if bare or root:
            other = "the argument" if bare else "the exponent"
            self.remarks.warnings.append(
                f"read '{self._source()}/…' as ({self._source()})/…; "
                f"put {other} in parentheses for the other reading"
            )
        self.ops.append(Op("infix", sign, power, token.span))
        self.due = True

    def _implicit(self, token: Token) -> None:
        """A product without a sign; inside the bare argument of a function it binds to that argument."""
        before = self.tokens[self.i - 2]
        if before.kind == token.kind == "number":
            span = build.joined(before.span, token.span)
            raise self._error("two numbers side by side", span, "write * between them, or remove the space")
        bare = any(op.kind == "bare" for op in self._open_ops())
        binds = bare and token.kind != "function"
        self._ambiguities(before, token, binds)
        self._reduce(BARE_PRODUCT if binds else INFIX[" "])
        self.ops.append(Op("infix", " ", BARE_PRODUCT if binds else INFIX[" "], token.span))
        self.due = True
        self._operand(token)

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
