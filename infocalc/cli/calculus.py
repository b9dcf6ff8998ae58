"""The operators as commands: which operands, which options, which function answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial

from infocalc.annotations import TYPE_CHECKING
from infocalc.calculus.operator import Operator
from infocalc.cli.operands import Line, is_ready, is_stream, lines, waiting_input
from infocalc.cli.option_values import Values, calculus_options, limits, output
from infocalc.cli.outcome import Outcome
from infocalc.cli.points import points_of
from infocalc.cli.question import Wanted, remembering
from infocalc.errors import UsageError
from infocalc.notation.matrix_signs import is_matrix_text
from infocalc.report.report import Report

if TYPE_CHECKING:
    from infocalc.calculus.differentiated import Known
    from infocalc.calculus.options import CalculusOptions


def operated(operator: Operator, values: Values) -> Wanted:
    """An operator of the table, applied to one function or to components."""
    if not operator.of_list:
        return _work(operator, values, values["expr"], values["words"])
    exprs = values["exprs"]
    if exprs and (_is_list(exprs[0]) or is_stream(exprs[0]) or _is_of_matrices(operator, values, exprs)):
        return _work(operator, values, exprs[0], exprs[1:])
    return _work(operator, values, exprs or None, ())


def _work(
    operator: Operator, values: Values, operand: str | Sequence[str] | None, words: Sequence[str]
) -> Wanted:
    """The work of a calculus command whose operand is a text, several texts, or a stream of lines."""
    options = calculus_options(values)
    table = points_of(values["at"])
    operand = _from_standard_input(operator) if operand is None else operand
    streamed = isinstance(operand, str) and is_stream(operand)
    if table is not None and streamed:
        raise UsageError("expressions and points cannot both come from a stream", hint="give one as text")

    if table is not None or streamed:
        options = options._replace(several=True)

    @cache
    def known() -> Known:
        from infocalc.calculus.differentiated import Known

        return Known()

    def answer(line: str | None, digits: int) -> Report:
        asked = options._replace(digits=digits)
        if table is not None:
            asked = asked._replace(at={**asked.at, **table.at(line)})
        text = (line or "") if streamed else operand
        if table is None:
            return _ask(operator, text, words, asked)
        return table.told(_ask(operator, text, words, asked, known))

    def batch() -> Iterable[Line]:
        for i, line in enumerate(lines(str(operand)) if table is None else table.lines()):
            if i == 0:  # variables that no expression can have are refused once, not line by line
                from infocalc.calculus.commands import check_words

                check_words(operator, words, options)
            yield line

    several = batch if streamed or table is not None else None
    answers = answer if several is None else remembering(answer)
    ready = partial(is_ready, str(operand) if table is None else table.operand)
    found = Wanted(answers, output(values), limits(values), options.digits, several, ready=ready)
    claimed = isinstance(operand, str) and not streamed and _has_claim(operand)
    in_doubles = not (found.output.gated or claimed or values["digits"] is not None or values["steps"])
    if table is None or not in_doubles:
        return found
    from infocalc.cli.sweep import SWEPT, swept_outcomes

    if found.output.format not in SWEPT:
        return found

    def sweep() -> Iterable[Outcome]:
        return swept_outcomes(found, table, lambda: _ask(operator, operand or "", words, options))

    return found._replace(sweep=sweep)


def _has_claim(operand: str) -> bool:
    """Whether a text is a question with its answer: d/dx x^2 = 2x."""
    from infocalc.calculus.claims import question_and_claim

    return "=" in operand and question_and_claim(operand)[1] is not None


def _ask(
    operator: Operator,
    operand: str | Sequence[str],
    words: Sequence[str],
    options: CalculusOptions,
    known: Callable[[], Known] | None = None,
) -> Report:
    texts = [operand] if isinstance(operand, str) else list(operand)
    if is_matrix_text(operator.name, texts, words or options.wrt, tuple(options.at.values()), options.shapes):
        from infocalc.matrices.commands import answered

        return answered(operator.name, texts, words, options)
    _refuse_options_of_matrices(options)
    from infocalc.calculus import commands

    return commands.operated(operator, texts, words, options, None if known is None else known())


def _refuse_options_of_matrices(options: CalculusOptions) -> None:
    """Options that a formula of scalars does not read."""
    for name, usual in (("layout", "numerator"), ("symmetric", "projection")):
        if getattr(options, name) != usual:
            hint = "--shapes 'A: m x n' declares them"
            raise UsageError(f"--{name} is read for formulas of vectors and matrices", hint)


def _is_of_matrices(operator: Operator, values: Values, exprs: Sequence[str]) -> bool:
    """Whether the first text is a formula of vectors and matrices, the others its variables."""
    words = [*values["wrt"], *exprs[1:]]
    named = all(word.isidentifier() for word in exprs[1:])
    return named and is_matrix_text(operator.name, exprs[:1], words, (), values["shapes"])


def _is_list(text: str) -> bool:
    return text.lstrip().removeprefix("\\left").startswith("[")


def _from_standard_input(operator: Operator) -> str:
    """`-` when something waits on standard input; otherwise the user is told what is missing, at once."""
    if waiting_input():
        return "-"
    hint = f"for example: infocalc {operator.name} 'x^2 sin x'   (more: infocalc {operator.name} --help)"
    raise UsageError("the expression is missing", hint=hint)
