"""What a formula of vectors and matrices means once the kinds of its names are given.

`Elaboration` walks the formula once: every operation gets a shape, `*` becomes the product it is, bars the
norm they are, `eye` its size.
"""

from __future__ import annotations

from collections.abc import Callable

from infocalc.functions import calls as F
from infocalc.matrices.fit import ShapeError, Typed, ticked
from infocalc.matrices.operations import Operations, sized
from infocalc.matrices.sizes import ONE, SCALAR, Shape, Size, Sizes
from infocalc.notation.formula import Formula, call_of, number, symbol


class Elaboration(Operations):
    """The meaning of every part, and its shape."""

    # ── the walk ────────────────────────────────────────────────────────────────────────────────

    def elaborated(self, node: Formula) -> Typed:
        """The meaning of a formula; bars and products as `kinds` makes them."""
        rule = _RULES.get(node.head)
        if rule is None:
            raise self.error(node, f"{self.source(node)} is not read in a formula of vectors and matrices")
        found = rule(self, node)
        return found._replace(formula=found.formula.at(node.span))

    def number(self, node: Formula) -> Typed:
        return Typed(node, SCALAR)

    def symbol(self, node: Formula) -> Typed:
        return Typed(node, self.kinds.get(node.value, SCALAR))

    def neg(self, node: Formula) -> Typed:
        inner = self.elaborated(node.args[0])
        return Typed(Formula("neg", (inner.formula,)), inner.shape)

    def sum(self, node: Formula) -> Typed:
        parts = self.with_rows([self.elaborated(part) for part in node.args])
        shape: Shape = SCALAR
        first: Formula | None = None
        for part, typed in zip(node.args, parts, strict=True):
            if self.is_scalar(typed):
                continue
            if first is None:
                shape, first = typed.shape, part
            elif not self.fits(shape, typed.shape):
                left = f"{self.source(first)} is {self.said(shape)}"
                right = self.described(_unsigned(part), typed)
                hint = self.sum_hint(shape, typed.shape)
                raise self.error(node, f"{left}, {right}: a sum needs one shape", hint)
        if first is not None:
            self.broadcast(node, parts, shape)
        return Typed(Formula("sum", tuple(t.formula for t in parts)), shape)

    def with_rows(self, parts: list[Typed]) -> list[Typed]:
        """In NumPy a vector beside a matrix is added to each of its rows: ones*b'."""
        matrix = next((t for t in parts if self.is_matrix(t)), None)
        if not self.by_entry or matrix is None:
            return parts
        return [self.spread(t, matrix.shape) if self.is_column(t) else t for t in parts]

    def spread(self, vector: Typed, shape: Shape) -> Typed:
        if not self.sizes.same(vector.shape[0], shape[1]):
            return vector
        ones = Formula("call", (sized(shape[0]), sized(ONE)), "ones")
        row = Formula("transpose", (vector.formula,))
        return Typed(Formula("product", (ones, row)), shape)

    def broadcast(self, node: Formula, parts: list[Typed], shape: Shape) -> None:
        """A number added to a matrix is added to every entry; where eye may be meant, say so."""
        for part, typed in zip(node.args, parts, strict=True):
            if not self.is_scalar(typed):
                continue
            plain = _unsigned(part)
            if plain.head not in ("number", "constant", "quotient") and self.strict:
                raise self.error(node, f"{self.source(plain)} is a scalar beside {self.said(shape)}")
            rows, columns = self.sizes.shape(shape)
            if rows == columns:
                x = self.source(plain)
                self.warnings.append(f"{x} is added to every entry; write {x}*eye for the diagonal")

    def product(self, node: Formula) -> Typed:
        if self.by_entry:
            return self.chain(node, self.entries)
        try:
            return self.chain(node, self.times)
        except ShapeError:
            found = self.from_the_right(node)
            if found is None:
                raise
            return found

    def chain(self, node: Formula, join: Callable[[Formula, Typed, Formula, Typed], Typed]) -> Typed:
        left, found = node.args[0], self.elaborated(node.args[0])
        for part in node.args[1:]:
            found = join(left, found, part, self.elaborated(part))
            left = Formula("product", (), None, (left.span[0], part.span[1]))
        return found

    def from_the_right(self, node: Formula) -> Typed | None:
        """A*x'*y is A*(x'*y), where only that fits."""
        right, found = node.args[-1], self.elaborated(node.args[-1])
        try:
            for part in reversed(node.args[:-1]):
                found = self.times(part, self.elaborated(part), right, found)
                right = Formula("product", (), None, (part.span[0], right.span[1]))
        except ShapeError:
            return None
        return found

    def quotient(self, node: Formula) -> Typed:
        above, below = (self.elaborated(part) for part in node.args)
        if self.is_scalar(below):
            return Typed(Formula("quotient", (above.formula, below.formula)), above.shape)
        if self.by_entry:
            return self.entries(node.args[0], above, node.args[1], below, "/")
        x, y = (self.source(part) for part in node.args)
        kind = "a vector" if self.is_vector(below) else "a matrix"
        repair = f"write {x}./{y} for entry by entry"
        repair += "" if self.is_vector(below) else f", {x}*inv({y}) for the inverse"
        raise self.error(node, f"{y} is {self.said(below.shape)}: one does not divide by {kind}", repair)

    def power(self, node: Formula) -> Typed:
        below, above = node.args
        if below.head == "constant" and below.value == "e":
            inner = self.elaborated(above)
            return self.applied_function(node, F.exp.name, [above], [inner])
        base, exponent = self.elaborated(below), self.elaborated(above)
        if self.is_scalar(base) and self.is_scalar(exponent):
            return Typed(Formula("power", (base.formula, exponent.formula)), SCALAR)
        if self.by_entry or not self.is_scalar(exponent):
            return self.entries(below, base, above, exponent, "^")
        x = self.source(below)
        if self.is_vector(base):
            hint = (
                f"write {ticked(x)}*{x} for the squared length, {x}.^{self.source(above)} for entry by entry"
            )
            raise self.error(node, f"{x} is a vector ({self.said(base.shape)}): it has no power", hint)
        self.square(node, below, base)
        if exponent.formula.head == "neg" and exponent.formula.args[0].head == "number":
            inverse = call_of("inv", base.formula)
            k = exponent.formula.args[0]
            return Typed(inverse if k.value == (1, 1) else Formula("power", (inverse, k)), base.shape)
        if exponent.formula.head == "number" and exponent.formula.value[1] != 1:
            raise self.error(
                node, f"{x} is a matrix: only whole powers are read", f"write {x}.^… entry by entry"
            )
        return Typed(Formula("power", (base.formula, exponent.formula)), base.shape)

    def transpose(self, node: Formula) -> Typed:
        inner = self.elaborated(node.args[0])
        if self.is_scalar(inner) or (self.by_entry and self.is_vector(inner)):
            return inner
        return Typed(Formula("transpose", (inner.formula,)), (inner.shape[1], inner.shape[0]))

    def entrywise(self, node: Formula) -> Typed:
        left, right = node.args
        return self.entries(left, self.elaborated(left), right, self.elaborated(right), node.value)

    def call(self, node: Formula) -> Typed:
        rule = _CALLS.get(node.value)
        if rule is not None:
            return rule(self, node)
        parts = [self.elaborated(part) for part in node.args]
        return self.applied_function(node, node.value, list(node.args), parts)

    def matrix_power(self, node: Formula) -> Typed:
        """matrix_power(A, k), which is no power entry by entry in NumPy either."""
        return Elaboration(self.text, self.kinds, self.sizes).power(node)


def _unsigned(node: Formula) -> Formula:
    return node.args[0] if node.head == "neg" else node


def settled(formula: Formula, sizes: Sizes) -> Formula:
    """The formula with every size written as the number or the name that it is."""
    from infocalc.notation.formula import fold

    def visit(node: Formula, parts: tuple[Formula, ...]) -> Formula:
        if node.head == "size":
            return size_formula(sizes.known((node.value, ONE))[0])
        return Formula(node.head, parts, node.value, node.span) if parts else node

    return fold(formula, visit)


def size_formula(size: Size) -> Formula:
    names = [symbol(name) for name in size.names]
    factors = [number(size.number), *names] if size.number != 1 or not names else names
    return factors[0] if len(factors) == 1 else Formula("product", tuple(factors))


_RULES: dict[str, Callable[[Elaboration, Formula], Typed]] = {
    "number": Elaboration.number,
    "constant": Elaboration.number,
    "symbol": Elaboration.symbol,
    "neg": Elaboration.neg,
    "sum": Elaboration.sum,
    "product": Elaboration.product,
    "quotient": Elaboration.quotient,
    "power": Elaboration.power,
    "transpose": Elaboration.transpose,
    "entrywise": Elaboration.entrywise,
    "call": Elaboration.call,
}
_CALLS: dict[str, Callable[[Elaboration, Formula], Typed]] = {
    **dict.fromkeys(("tr", "det", "inv", "logdet", "expm"), Elaboration.of_square),
    **dict.fromkeys(("norm", "norm2", "norm_2", "norm_bars"), Elaboration.norm),
    **dict.fromkeys(("softmax", "logsumexp"), Elaboration.of_vector),
    "bars": Elaboration.bars,
    "norm1": Elaboration.norm1,
    "sum": Elaboration.total,
    "diag": Elaboration.diag,
    "solve": Elaboration.solve,
    "kron": Elaboration.kron,
    "vec": Elaboration.vec,
    "dot": Elaboration.inner,
    "matmul": Elaboration.matmul,
    "outer": Elaboration.outer,
    "logaddexp": Elaboration.logaddexp,
    "hadamard": Elaboration.hadamard,
    "transpose": Elaboration.transpose,
    "matrix_power": Elaboration.matrix_power,
    **dict.fromkeys(("entropy", "xent", "kl"), Elaboration.measure),
    "dim": Elaboration.dim,
    "eye": Elaboration.eye,
    "ones": Elaboration.ones,
    "vector": Elaboration.vector,
    "comm": Elaboration.comm,
}
