"""How operands of matrix operations fit: their shapes, the joins that every operation uses, and what is said
where they do not: both operands, their sizes, and the repair.
"""

from __future__ import annotations

from collections.abc import Mapping

from infocalc.errors import NotationError
from infocalc.matrices.sizes import ONE, SCALAR, AnySize, Shape, Sizes, Unknown
from infocalc.notation.formula import Formula
from infocalc.records import NamedTuple


class ShapeError(NotationError):
    """Sizes that do not fit, or an operation that vectors and matrices do not have."""

    code = "shape"


class Typed(NamedTuple):
    """A formula of which every operation is said, and its shape."""

    formula: Formula
    shape: Shape


class Fit:
    """One reading of a formula: the kinds of the names, and what is known of the sizes."""

    def __init__(
        self,
        text: str,
        kinds: Mapping[str, Shape],
        sizes: Sizes,
        by_entry: bool = False,
        strict: bool = False,
    ) -> None:
        self.text, self.kinds, self.sizes = text, kinds, sizes
        self.by_entry, self.strict = by_entry, strict
        self.warnings: list[str] = []
        self.facts: dict[str, frozenset[str]] = {}

    # ── shapes ──────────────────────────────────────────────────────────────────────────────────

    def is_scalar(self, typed: Typed) -> bool:
        return self.sizes.shape(typed.shape) == SCALAR

    def is_column(self, typed: Typed) -> bool:
        rows, columns = self.sizes.shape(typed.shape)
        return columns == ONE and rows != ONE

    def is_vector(self, typed: Typed) -> bool:
        rows, columns = self.sizes.shape(typed.shape)
        return (columns == ONE) != (rows == ONE)

    def is_matrix(self, typed: Typed) -> bool:
        return ONE not in self.sizes.shape(typed.shape)

    def said(self, shape: Shape) -> str:
        rows, columns = (self.letter(size) for size in self.sizes.shape(shape))
        return "scalar" if rows == columns == "1" else rows if columns == "1" else f"{rows} x {columns}"

    def letter(self, size: AnySize) -> str:
        return "?" if isinstance(size, Unknown) else str(size)

    def source(self, formula: Formula) -> str:
        return self.text[slice(*formula.span)].strip() or formula.head

    def described(self, node: Formula, typed: Typed) -> str:
        return f"{self.source(node)} is {self.said(typed.shape)}"

    def error(self, node: Formula, message: str, hint: str | None = None) -> ShapeError:
        return ShapeError(message, hint, node.span, self.text)

    def fits(self, a: Shape, b: Shape) -> bool:
        return self.sizes.same(a[0], b[0]) and self.sizes.same(a[1], b[1])

    def sum_hint(self, a: Shape, b: Shape) -> str | None:
        if self.sizes.same(a[0], b[1]) and self.sizes.same(a[1], b[0]):
            return "transpose one of them with '"
        return None

    def times(self, left: Formula, a: Typed, right: Formula, b: Typed) -> Typed:
        """The matrix product, or a multiple where one side is a scalar."""
        if self.is_scalar(a) or self.is_scalar(b):
            # not flattened: x'*A*x*B is (x'*A*x)*B, whose factors are no chain
            multiple = Formula("product", (a.formula, b.formula))
            return Typed(multiple, b.shape if self.is_scalar(a) else a.shape)
        if not self.sizes.same(a.shape[1], b.shape[0]):
            inner = f"the inner sizes {self.letter(self.sizes.found(a.shape[1]))} and "
            inner += f"{self.letter(self.sizes.found(b.shape[0]))} differ"
            said = f"{self.described(left, a)}, {self.described(right, b)}: {inner}"
            raise self.error(
                Formula("product", (), None, (left.span[0], right.span[1])),
                f"{said} ({self.repair(left, a, right, b)})",
            )
        return Typed(joined(a.formula, b.formula), (a.shape[0], b.shape[1]))

    def repair(self, left: Formula, a: Typed, right: Formula, b: Typed) -> str:
        x, y = self.source(left), self.source(right)
        (_, _), (p, q) = self.sizes.shape(a.shape), self.sizes.shape(b.shape)
        if self.is_column(a) and self.is_column(b):
            return f"did you mean {x}'*{y}, {x}.*{y} or {x}*{y}'?"
        rows = self.sizes.found(a.shape[0])
        if rows == p:
            return f"did you mean {ticked(x)}*{y}?"
        if self.sizes.found(a.shape[1]) == q:
            return f"did you mean {x}*{ticked(y)}?"
        return "no transpose makes them fit"

    def square(self, node: Formula, part: Formula, typed: Typed, what: str = "a power") -> None:
        if not self.sizes.same(*typed.shape):
            raise self.error(
                node, f"{self.described(part, typed)}: only a square matrix has {what}",
                f"{self.source(part)}'*{self.source(part)} is square" if part.head == "symbol" else None,
            )  # fmt: skip

    def entries(self, left: Formula, a: Typed, right: Formula, b: Typed, sign: str = "*") -> Typed:
        """a.*b, a./b, a.^b: scalars meet every entry."""
        x, y = self.is_scalar(a), self.is_scalar(b)
        if not x and not y and not self.fits(a.shape, b.shape):
            span = (left.span[0], right.span[1])
            raise self.error(
                Formula("entrywise", (), None, span),
                f"{self.described(left, a)}, {self.described(right, b)}: entry by entry needs one shape",
                self.sum_hint(a.shape, b.shape),
            )
        shape = b.shape if x else a.shape
        if x and y:
            head = {"*": "product", "/": "quotient", "^": "power"}[sign]
            return Typed(Formula(head, (a.formula, b.formula)), SCALAR)
        if sign == "*" and (x or y):
            return Typed(Formula("product", (a.formula, b.formula)), shape)
        if sign == "/" and y:
            return Typed(Formula("quotient", (a.formula, b.formula)), shape)
        return Typed(Formula("entrywise", (a.formula, b.formula), sign), shape)


def ticked(source: str) -> str:
    return source[:-1] if source.endswith("'") else f"{source}'" if source.isalnum() else f"({source})'"


def joined(a: Formula, b: Formula) -> Formula:
    return Formula("product", (*(a.args if a.head == "product" else (a,)), b))
