"""What may stand where an operand is due: numbers, symbols, functions with their powers, groups, signs."""

from __future__ import annotations

from functools import cached_property

from infocalc.functions.vocabulary import Word
from infocalc.limits import check
from infocalc.notation import build
from infocalc.notation.formula import Formula, number
from infocalc.notation.lexer import Token
from infocalc.notation.operator_stack import BARE, BARE_NEGATIVE, CLOSERS, NEGATIVE, ROOT, Op, Stacks

FUNCTION_LETTERS = frozenset("f g h u v w y F G H phi psi".split())
#: those of them that are variables as often
_EITHER = frozenset("h u v w y".split())


_CLOSING = frozenset(CLOSERS.values())
#: signs that no operand begins with
_NO_OPERAND = frozenset((")", "]", "}", "shut", ",", "absclose", "=", "*", "/", "^"))


_NO_CALL = (
    "functions of your own are f, g, h of numbers, or any name of variables; "
    "a distribution is asked for by entropy, kl, xent: infocalc entropy 'Normal(0, 1)'"
)


class Operands(Stacks):
    """Reads one operand."""

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
                self._open(self.tokens[self.i].value, token, data=(token.kind, token.value))
                self.i += 1
            case "sign":
                self._operand_sign(token)
            case "raised" if self._next_is("√"):
                self._indexed_root(token)
            case _:
                raise self._error(f"unexpected '{self._shown(token)}'", token.span)

    def _operand_sign(self, token: Token) -> None:
        sign = token.value
        if sign in ("-", "+"):
            bare = bool(self.ops) and self.ops[-1].kind == "bare"
            self.ops.append(Op("prefix", sign, BARE_NEGATIVE if bare else NEGATIVE, token.span))
        elif sign in CLOSERS:
            self._open(sign, token)
        elif sign in ("√", "∛", "∜"):
            self.ops.append(Op("prefix", sign, ROOT, token.span))
        elif sign in (")", "]", "}", "shut") and self.ops and self.ops[-1].kind == "group":
            self._empty_group(token)
        elif self.i >= 2:
            before = self.tokens[self.i - 2]
            if before.kind == "function":
                self._missing(before)
            shown = f"unexpected '{self._shown(token)}' after '{self._shown(before)}'"
            hint = (
                "a//b is floor(a/b) in Python and a/b in Julia: write one of these" if sign == "/" else None
            )
            raise self._error(shown, token.span, hint if before.value == "/" else None)
        else:
            hint = "a name may not start with an underscore" if sign == "_" else None
            raise self._error(f"unexpected '{self._shown(token)}'", token.span, hint)

    # ── names ───────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def plain_symbols(self) -> set[str]:
        """Symbols that stand somewhere without a parenthesis behind them, so are variables."""
        found = set(self.variables)
        for token, after in zip(self.tokens, [*self.tokens[1:], Token("end", "", (0, 0))], strict=False):
            opens = after.kind == "sign" and after.value in ("(", "[", "'")
            opens = opens or (after.value == "^" and token.value in FUNCTION_LETTERS)
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
        elif self._next_is("^") and name in FUNCTION_LETTERS:
            self._power_of_function(token, name)
        else:
            self._push(Formula("symbol", (), name, token.span))

    def _is_call(self, name: str, after: Token | None) -> bool:
        """Whether `name(…)` is a function of the user: f(x + 1), and any name before plain variables, k(x).

        A name that stands bare elsewhere is a variable, and k(x - a) is a product.
        """
        if after is None or after.kind != "sign" or after.value not in ("(", "["):
            return False
        if name in self.variables:
            return False
        letter = name in FUNCTION_LETTERS
        if name in self.plain_symbols:
            if letter and after.value == "(":
                self._warn(f"read '{name}(…)' as the product {name}*(…), for {name} is also a variable")
            return False
        plain = self._argument_is_plain()
        bracket = after.value == "[" and "\\" in self.text  # V_{\max}[S], a concentration
        if (after.spaced or bracket) and not letter:
            return False
        if letter:
            if name in _EITHER and not plain and self._argument_is_sum():
                self._warn(f"read '{name}(…)' as a function of your own; write {name}*(…) for a product")
            return after.value == "(" or plain
        if plain:
            self._warn(f"read '{name}(…)' as a function of your own; write {name}*(…) for a product")
        else:
            self._refuse_several(name)
        if not plain and after.value == "(":
            self._warn(f"read '{name}(…)' as the product {name}*(…); a function of your own is f(…) or g(…)")
        return plain

    def _refuse_several(self, name: str) -> None:
        """N(0, 1) is no product: a parenthesis with commas is none."""
        depth = 0
        for token in self.tokens[self.i :]:
            sign = token.value if token.kind == "sign" else ""
            depth += (sign in CLOSERS) - (sign in _CLOSING)
            if depth == 0:
                return
            if depth == 1 and sign == ",":
                raise self._error(f"unknown function '{name}'", self.tokens[self.i - 1].span, _NO_CALL)

    def _warn(self, remark: str) -> None:
        self.remarks.warnings.append(remark)

    def _argument_is_plain(self) -> bool:
        """Whether the parenthesis that comes next holds variables and commas only: (x) or (x, t)."""
        place = self.i + 1
        while place < len(self.tokens) and (
            self.tokens[place].kind == "symbol" or self.tokens[place].value in (",", ";")
        ):
            place += 1
        return self.i + 1 < place < len(self.tokens) and self.tokens[place].value in (")", "]")

    def _argument_is_sum(self) -> bool:
        """Whether a + or - stands in the parenthesis that comes next, in no group of its own."""
        depth = 0
        for token in self.tokens[self.i :]:
            if token.kind != "sign":
                continue
            depth += (token.value in CLOSERS) - (token.value in _CLOSING)
            if depth == 0:
                return False
            if depth == 1 and token.value in ("+", "-"):
                return True
        return False

    def _indexed_root(self, token: Token) -> None:
        """³√x"""
        degree = int(token.value)
        if degree < 2:
            raise self._error("a root has a whole number from 2 on", token.span, "write root(x, n)")
        check("digits", len(str(token.value)), token.span)
        self.i += 1
        self.ops.append(Op("prefix", "√", ROOT, token.span, degree))

    def _undefined(self, token: Token, name: str, ticks: int) -> None:
        if self._next_is("(", "["):
            opening = self.tokens[self.i]
            self.i += 1
            span = (token.span[0], opening.span[1])
            self._open(opening.value, Token("sign", opening.value, span), ("undefined", (name, ticks)))
        else:
            end = self.tokens[self.i - 1].span
            self._push(Formula("undefined", (), (name, (ticks,)), build.joined(token.span, end)))

    def _power_of_function(self, token: Token, name: str) -> None:
        """f^(1,0)(x, y) is a derivative; f^2(x) has two readings and is refused."""
        orders = self._orders(1)
        k = self.i + 1
        if orders is not None:
            self._undefined_orders(token, name, orders)
            return
        bare = k + 1 < len(self.tokens) and self.tokens[k].value != "("
        if bare and name not in self.plain_symbols:
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

    def _orders(self, least: int) -> tuple[int | str, ...] | None:
        """(1, 0) of ^(1,0)(…) behind a function, of `least` orders; nothing else is read."""
        if not (
            self._next_is("^") and self.i + 1 < len(self.tokens) and self.tokens[self.i + 1].value == "("
        ):
            return None
        k, inside = self.i + 2, []
        while k < len(self.tokens) and (
            self.tokens[k].kind in ("number", "symbol") or self.tokens[k].value == ","
        ):
            inside.append(self.tokens[k])
            k += 1
        closed = k + 1 < len(self.tokens) and self.tokens[k].value == ")" and self.tokens[k + 1].value == "("
        orders = tuple(t.value if t.kind == "symbol" else t.value[0] for t in inside if t.value != ",")
        plain = len(inside) == 1 or all(t.kind != "symbol" for t in inside)
        if not closed or not plain or len(orders) < least:
            return None
        self.i = k + 1
        return orders

    def _undefined_orders(self, token: Token, name: str, orders: tuple[int | str, ...]) -> None:
        opening = self.tokens[self.i]
        self.i += 1
        self._open("(", Token("sign", "(", (token.span[0], opening.span[1])), ("undefined", (name, orders)))

    # ── functions ───────────────────────────────────────────────────────────────────────────────

    def _function(self, token: Token) -> None:
        """sin(x), sin x, sin^2 x, sin^-1 x, |-argument: ln|x|."""
        word, base = token.value
        orders = self._orders(2)
        if orders is not None:
            self._undefined_orders(token, word.name, orders)
            return
        exponent = self._function_power(token, word)
        if exponent is not None and exponent.head == "neg" and exponent.args[0].value == (1, 1):
            word, exponent = self._inverse(token, word), None
        after = self._next()
        if after is not None and after.kind == "sign" and after.value in ("(", "[", "{", "open"):
            self.i += 1
            self._open(after.value, token, ("function", (word, base, exponent)))
        elif after is None or (after.kind == "sign" and after.value in _NO_OPERAND):
            self._missing(token)
        else:
            self.ops.append(Op("bare", word.name, BARE, token.span, (word, base, exponent), self.i))
            self.due = True

    def _function_power(self, token: Token, word: Word) -> Formula | None:
        """The exponent between a function and its argument, as in sin² x; None when there is none."""
        following = self._next()
        if following is not None and following.kind == "raised":
            self.i += 1
            return raised(following)
        if not self._next_is("^"):
            return None
        k = self.i + 1
        wrapped = k < len(self.tokens) and self.tokens[k].value in ("{", "(", "open")
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
        inverse = word.inverse
        if inverse is None:
            raise self._error(f"'{word.name}^-1' has two readings", token.span, f"write 1/{word.name}(x)")
        self.remarks.warnings.append(
            f"read '{word.name}^-1' as {inverse}; "
            f"write 1/{word.name}(x) or {word.name}(x)^(-1) for the reciprocal"
        )
        return Word(inverse, 1, 1)


def raised(token: Token) -> Formula:
    """A superscript whole number such as ² or ⁻¹."""
    value = int(token.value)
    node = number(abs(value)).at(token.span)
    return Formula("neg", (node,), None, token.span) if token.value[0] == "-" else node
