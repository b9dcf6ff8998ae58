"""Where Typer's parser is departed from, and only here.

What begins with one minus is an operand, never an option: `infocalc diff -x^2` means what it says. Options
are long (`--steps`), so nothing is lost. And the words of the user stay words: Typer would load pydantic for
their conversion, which takes longer than most answers; the table of options converts them instead.

Typer carries its own copy of Click, whose parser has no switch for this; hence the pin in pyproject.toml.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand

from infocalc.cli.options import PICTURES, TERMINAL
from infocalc.errors import UsageError


class ExpressionCommand(TyperCommand):
    """A command whose operands may begin with a minus: -x^2, -2, -e^x; its values are texts."""

    _made: Any = None

    def make_parser(self, ctx: Any) -> Any:
        """The parser of the command, made once a process."""
        if self._made is None:
            self._made = _long_options_only(super().make_parser(ctx))
        self._made.ctx = ctx
        return self._made

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        found, rest, _ = self.make_parser(ctx).parse_args(args=list(args))
        if rest:
            hint = "an operand that contains spaces is put in quotes"
            raise UsageError(f"one operand too many: '{rest[0]}'", hint=hint)
        ctx.params.update({param.name: found.get(param.name) for param in self.params})
        return []


def _long_options_only(parser: Any) -> Any:
    """The parser, with every word that begins with a single minus among the operands."""
    option = parser._process_opts  # noqa: SLF001  (the override this module is about)

    def process(word: str, state: Any) -> None:
        if word == "--plot" and not (state.rargs and state.rargs[0].endswith(PICTURES)):
            state.rargs.insert(0, TERMINAL)  # without a file name the picture is for the terminal
        if word.startswith("--"):
            option(word, state)
        else:
            state.largs.append(word)

    parser._process_opts = process  # noqa: SLF001
    return parser
