"""--steps: the derivative rule by rule on the formula as it was typed, ending in exactly the printed answer.

A rule turns d/dx(u) into a formula that holds smaller derivatives; each of these is worked out in turn,
one level deeper, and put back. What comes out is compared with the engine's answer whenever it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from infocalc.algebra.derivative import derivative
from infocalc.algebra.engine import lift, lower
from infocalc.algebra.normal import is_zero, tidy
from infocalc.calculus.rules import Context, Move, applied
from infocalc.calculus.rules.forms import replaced
from infocalc.errors import LimitExceeded
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import with_parts
from infocalc.notation.formula import Formula, same
from infocalc.report.report import Report, Step

if TYPE_CHECKING:
    from infocalc.calculus.differentiated import Differentiated
    from infocalc.calculus.operator import Term

#: steps shown at most; an order of 100 of a product would have more than anybody reads
MOST_STEPS = 20_000


class StepsDisagree(AssertionError):
    """The steps lead to something else than the engine: a bug, never an answer."""


def steps(formula: Formula, orders: Sequence[tuple[str, int]], final: Formula) -> tuple[Step, ...]:
    """The steps from ∂^n formula/∂x^n… to `final`, the answer that is printed."""
    found: list[Step] = []
    variables = [x for x, n in orders for _ in range(n)]
    for k, x in enumerate(variables):
        start = len(found)
        result = derived(formula, Context(x), found)
        answer = final if k == len(variables) - 1 else lift(tidy(lower(result)))
        _agree(result, answer)
        if len(found) > start + 1 or not same(result, answer):
            how = "the parts put together" if same(result, answer) else "the same value in its shortest form"
            found.append(Step("simplify", how, result, answer))
        if answer is not final:
            found.append(_again(formula, answer, x, variables[k + 1]))
        formula = answer
    return tuple(found)


def derived(formula: Formula, context: Context, found: list[Step]) -> Formula:
    """d/dx(formula) worked out; the steps are appended to `found`."""
    stack = [_Work(formula, context, 0, found)]
    while True:
        work = stack[-1]
        if work.pending:
            stack.append(work.next(found))
            continue
        stack.pop()
        if not stack:
            return work.result()
        stack[-1].results[work.slope] = work.result()


class _Work:
    """One d/dx(u) with the rule applied to it and the derivatives that the rule has left open."""

    def __init__(self, formula: Formula, context: Context, depth: int, found: list[Step]) -> None:
        if len(found) >= MOST_STEPS:
            raise LimitExceeded(f"more than {MOST_STEPS:,} steps", hint="leave out --steps")
        self.context, self.depth = context, depth
        self.slope = context.slope(formula)
        row, self.move = applied(formula, context)
        found.append(Step(row.id, self.move.statement or row.statement, self.slope, self.move.after, depth))
        self.pending = _open(self.move)
        self.results: dict[Formula, Formula] = {}

    def next(self, found: list[Step]) -> _Work:
        slope = self.pending.pop()
        inner = self.context if slope.value == self.context.x else Context(slope.value)
        work = _Work(slope.args[0], inner, self.depth + 1, found)
        work.slope = slope
        return work

    def result(self) -> Formula:
        """`after` with every derivative in it worked out, inner functions back in place of their names."""
        if self.move.let:
            self.results = {s: replaced(r, {}, self.move.let) for s, r in self.results.items()}
        return replaced(self.move.after, self.results, {})


def _open(move: Move) -> list[Formula]:
    """The derivatives in `after`, the last one first."""
    found, todo = [], [move.after]
    while todo:
        node = todo.pop()
        if node.head == "derivative":
            found.append(node)
        else:
            todo.extend(reversed(node.args))
    return found[::-1]


def _again(formula: Formula, slope: Formula, x: str, then: str) -> Step:
    """The next derivative is that of the one just found."""
    before = Formula("derivative", (Formula("derivative", (formula,), x),), then)
    return Step("repeated", "f'' = (f')'", before, Formula("derivative", (slope,), then))


def _agree(result: Formula, final: Formula) -> None:
    """The steps and the engine must give the same function; a proved difference is a bug."""
    ours, theirs = lower(result), lower(final)
    if ours is theirs or is_zero(ours - theirs):
        return
    from infocalc.algebra.equality import equal

    if equal(_with_kinks(ours), _with_kinks(theirs)).verdict == "false":
        raise StepsDisagree("the steps and the engine give different derivatives")


def _with_kinks(e: Expr) -> Expr:
    """sign u as |u|/u, which has no value at a kink, where there is no slope either."""

    def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
        is_sign = F.sign.heads(node)
        return F.abs(*parts) / parts[0] if is_sign else with_parts(node, parts)

    return e if F.sign.name not in e.words else X.fold(e, visit)


def report_steps(draft: Differentiated, report: Report) -> tuple[Step, ...]:
    """The steps to every entry of the answer, one entry after the other."""
    found: list[Step] = []
    for row, terms in zip(report.rows, draft.terms, strict=False):
        if row.formula is not None:
            found += _to_entry(draft, terms, row.formula)
    return tuple(found)


def _to_entry(draft: Differentiated, terms: Sequence[Term], final: Formula) -> list[Step]:
    """The steps to one entry; to each derivative in it first where it is a sum of them."""
    if len(terms) == 1 and terms[0].factor == 1:
        return list(steps(draft.subjects[terms[0].component].formula, _orders(draft, terms[0]), final))
    found: list[Step] = []
    parts: list[Formula] = []
    for term in terms:
        subject = draft.subjects[term.component]
        slope = subject.expr
        for x in term.along:
            slope = derivative(slope, x)
        answer = lift(tidy(slope))
        found += steps(subject.formula, _orders(draft, term), answer)
        parts.append(answer if term.factor == 1 else Formula("neg", (answer,)))
    return [*found, Step("sum", "the derivatives added", Formula("sum", tuple(parts)), final)]


def _orders(draft: Differentiated, term: Term) -> list[tuple[str, int]]:
    if draft.orders:
        return [(x, n) for x, n in draft.orders if isinstance(n, int)]
    return [(x, 1) for x in term.along]
