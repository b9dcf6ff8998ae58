"""The operators as commands: which operands, which options, which function answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial

from infocalc.annotations import TYPE_CHECKING
from infocalc.calculus.operator import Operator
from infocalc.cli.operands import Line, is_ready, is_stream, lines, waiting_input
from infocalc.cli.option_values import Values, calculus_options, limits, output
from infocalc.cli.points import Points, points_of
from infocalc.cli.question import Wanted, remembering
from infocalc.errors import UsageError
from infocalc.notation.matrix_signs import is_matrix_text
from infocalc.records import NamedTuple
from infocalc.report.report import Report

if TYPE_CHECKING:
    from infocalc.calculus.differentiated import Known
    from infocalc.calculus.options import CalculusOptions


def operated(operator: Operator, values: Values) -> Wanted:
    """An operator of the table, applied to one function or to components."""
    if not operator.of_list:
        return _want(operator, values, values["expr"], values["words"])
    exprs = values["exprs"]
    if exprs and (_is_list(exprs[0]) or is_stream(exprs[0]) or _is_of_matrices(operator, values, exprs)):
        return _want(operator, values, exprs[0], exprs[1:])
    return _want(operator, values, exprs or None, ())


class _Question(NamedTuple):
    """An operator, the text or texts that it is applied to, the variables behind them."""

    operator: Operator
    operand: str | Sequence[str]
    words: Sequence[str]
    options: CalculusOptions

    def answer(self, _: str | None, digits: int) -> Report:
        return self.asked(self.options._replace(digits=digits))

    def asked(self, options: CalculusOptions, known: Callable[[], Known] | None = None) -> Report:
        """The answer under other options; `known` is what they do not change."""
        return _ask(self.operator, self.operand, self.words, options, known)

    def checked(self, lines: Iterable[Line]) -> Iterable[Line]:
        """The lines; variables that no expression can have are refused once, before the first."""
        for i, line in enumerate(lines):
            if i == 0:
                from infocalc.calculus.commands import check_words

                check_words(self.operator, self.words, self.options)
            yield line


def _want(
    operator: Operator, values: Values, operand: str | Sequence[str] | None, words: Sequence[str]
) -> Wanted:
    """The work of a calculus command whose operand is a text, several texts, or a stream of lines."""
    options = calculus_options(values)
    table = points_of(values["at"])
    operand = _from_standard_input(operator) if operand is None else operand
    streamed = isinstance(operand, str) and is_stream(operand)
    if table is not None and streamed:
        raise UsageError("expressions and points cannot both come from a stream", hint="give one as text")
    several = options._replace(several=table is not None or streamed)
    question = _Question(operator, operand, words, several)
    found = Wanted(question.answer, output(values), limits(values), options.digits)
    if streamed:
        return _for_each_line(found, question)
    if table is None:
        return found
    each = _at_each_point(found, question, table)
    claimed = isinstance(operand, str) and _has_claim(operand)
    in_doubles = not (found.output.gated or claimed or values["digits"] is not None or values["steps"])
    return _in_doubles(each, question, table) if in_doubles else each


def _for_each_line(found: Wanted, question: _Question) -> Wanted:
    """One answer for each line of the stream that the operand names."""
    stream = str(question.operand)

    def answer(line: str | None, digits: int) -> Report:
        return question._replace(operand=line or "").answer(None, digits)

    return found._replace(
        answer=remembering(answer),
        lines=lambda: question.checked(lines(stream)),
        ready=partial(is_ready, stream),
    )


def _at_each_point(found: Wanted, question: _Question, table: Points) -> Wanted:
    """One answer for each row of a table of points; what is differentiated is so once."""

    @cache
    def known() -> Known:
        from infocalc.calculus.differentiated import Known

        return Known()

    def answer(line: str | None, digits: int) -> Report:
        options = question.options
        at = {**options.at, **table.at(line)}
        return table.told(question.asked(options._replace(digits=digits, at=at), known))

    return found._replace(
        answer=remembering(answer),
        lines=lambda: question.checked(table.lines()),
        ready=partial(is_ready, table.operand),
    )


def _in_doubles(found: Wanted, question: _Question, table: Points) -> Wanted:
    """The rows of the table block by block in float64, where the format is one that a sweep is written in."""
    from infocalc.cli.sweep import SWEPT, swept_outcomes

    if found.output.format not in SWEPT:
        return found
    return found._replace(
        sweep=lambda: swept_outcomes(found, table, lambda: question.asked(question.options))
    )


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
    from infocalc.calculus.commands import operated as answer

    return answer(operator, texts, words, options, None if known is None else known())


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
