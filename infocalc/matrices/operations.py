"""What the words of matrices mean, each with the shapes that it takes: det, tr, norm, diag, kron, eye …"""

from __future__ import annotations

from functools import reduce

from infocalc.functions import TABLE
from infocalc.functions import calls as F
from infocalc.matrices.fit import Fit, Typed, joined
from infocalc.matrices.gaussian import MEASURES, Normal
from infocalc.matrices.sizes import ONE, SCALAR, AnySize, Shape, Size, Unknown, named, times
from infocalc.notation.formula import Formula, call_of, constant, number


class Operations(Fit):
    """One method a word; `read` is that of the whole formula."""

    def elaborated(self, node: Formula) -> Typed:
        raise NotImplementedError

    def applied_function(self, node: Formula, name: str, nodes: list[Formula], parts: list[Typed]) -> Typed:
        """A function of numbers, entry by entry where it is given more."""
        if name != F.exp.name and name not in TABLE:
            raise self.error(node, f"{name} of vectors and matrices is not known")
        shape: Shape = SCALAR
        for part, typed in zip(nodes, parts, strict=True):
            if self.is_scalar(typed):
                continue
            if shape != SCALAR and not self.fits(shape, typed.shape):
                raise self.error(node, f"{self.described(part, typed)}, the other is {self.said(shape)}")
            shape = typed.shape
        rows, columns = self.sizes.shape(shape)
        if name == F.exp.name and rows == columns and rows != ONE:
            self.warnings.append("exp is taken entry by entry; the matrix exponential is expm")
        formulas = tuple(t.formula for t in parts)
        if name == F.exp.name and shape == SCALAR:
            return Typed(Formula("power", (constant("e"), *formulas)), SCALAR)
        return Typed(Formula("call", formulas, name), shape)

    def of_square(self, node: Formula) -> Typed:
        """tr, det, inv, logdet, expm."""
        inner = self.elaborated(node.args[0])
        words = {"tr": "a trace", "det": "a determinant", "logdet": "a determinant", "inv": "an inverse"}
        self.square(node, node.args[0], inner, words.get(node.value, "a matrix exponential"))
        if node.value == "logdet":
            return Typed(call_of(F.log.name, call_of("det", inner.formula)), SCALAR)
        shape = inner.shape if node.value in ("inv", "expm") else SCALAR
        if self.is_scalar(inner) and node.value == "inv":
            return Typed(Formula("quotient", (number(1), inner.formula)), SCALAR)
        return Typed(call_of(node.value, inner.formula), shape)

    def solve(self, node: Formula) -> Typed:
        a, b = node.args
        inverse = Formula("call", (a,), "inv", a.span)
        return self.times(a, self.of_square(inverse), b, self.elaborated(b))

    def bars(self, node: Formula) -> Typed:
        """|x|: the absolute value of a number, the length of a vector."""
        inner = self.elaborated(node.args[0])
        if self.is_scalar(inner):
            return Typed(call_of(F.abs.name, inner.formula), SCALAR)
        return self.norm(node, inner)

    def norm(self, node: Formula, inner: Typed | None = None) -> Typed:
        inner = self.elaborated(node.args[0]) if inner is None else inner
        if len(node.args) == 2:
            return self.norm_of_order(node, inner)
        x = self.source(node.args[0])
        if self.is_matrix(inner) and node.value in ("bars", "norm", "norm_2") and not self.by_entry:
            readings = f"write det({x}), norm2({x}) for the Frobenius norm, or abs({x}) for entry by entry"
            raise self.error(
                node, f"{self.source(node)} of the matrix {x} has several readings: det, norm", readings
            )
        if self.is_matrix(inner):
            self.warnings.append(f"{self.source(node)} is the Frobenius norm of the matrix {x}")
        return Typed(call_of("norm2", inner.formula), SCALAR)

    def norm_of_order(self, node: Formula, inner: Typed) -> Typed:
        order = node.args[1]
        if order.head == "number" and order.value == (1, 1):
            return Typed(call_of("sum", Formula("call", (inner.formula,), F.abs.name)), SCALAR)
        frobenius = order.head == "symbol" and order.value in ("fro", "F")
        if not frobenius and not (order.head == "number" and order.value == (2, 1)):
            raise self.error(order, "norms of order 1, 2 and F are read")
        return self.norm(
            Formula("call", node.args[:1], "norm_bars" if frobenius else "norm", node.span), inner
        )

    def norm1(self, node: Formula) -> Typed:
        inner = self.elaborated(node.args[0])
        if self.is_scalar(inner):
            return Typed(call_of(F.abs.name, inner.formula), SCALAR)
        return Typed(call_of("sum", Formula("call", (inner.formula,), F.abs.name)), SCALAR)

    def total(self, node: Formula) -> Typed:
        """sum, which goes over all entries."""
        inner = self.elaborated(node.args[0])
        return inner if self.is_scalar(inner) else Typed(call_of("sum", inner.formula), SCALAR)

    def of_vector(self, node: Formula) -> Typed:
        """softmax, logsumexp."""
        inner = self.elaborated(node.args[0])
        if not self.is_vector(inner):
            raise self.error(node, f"{self.described(node.args[0], inner)}: {node.value} wants a vector")
        shape = inner.shape if node.value == "softmax" else SCALAR
        return Typed(call_of(node.value, inner.formula), shape)

    def diag(self, node: Formula) -> Typed:
        inner = self.elaborated(node.args[0])
        if self.is_scalar(inner):
            raise self.error(node, f"{self.described(node.args[0], inner)}: diag wants a vector or a matrix")
        if self.is_vector(inner):
            rows, columns = inner.shape
            size = columns if self.sizes.found(rows) == ONE else rows
            column = inner.formula if size is rows else Formula("transpose", (inner.formula,))
            return Typed(call_of("diag", column), (size, size))
        self.square(node, node.args[0], inner, "a diagonal here")
        return Typed(call_of("diag", inner.formula), (inner.shape[0], ONE))

    def kron(self, node: Formula) -> Typed:
        a, b = (self.elaborated(part) for part in node.args)
        self.sizes.named((a.shape, b.shape), self.kinds)
        (m, n), (p, q) = (self.sizes.known(t.shape) for t in (a, b))
        return Typed(call_of("kron", a.formula, b.formula), (times(m, p), times(n, q)))

    def vec(self, node: Formula) -> Typed:
        inner = self.elaborated(node.args[0])
        self.sizes.named((inner.shape,), self.kinds)
        return Typed(call_of("vec", inner.formula), (times(*self.sizes.known(inner.shape)), ONE))

    def inner(self, node: Formula) -> Typed:
        """dot(x, y) = x'*y; of matrices in NumPy, their product."""
        if self.by_entry:
            return self.matmul(node)
        (x, y), (a, b) = node.args, [self.elaborated(part) for part in node.args]
        if not self.is_vector(a) or not self.is_vector(b):
            return self.times(x, a, y, b)
        a = a if not self.is_column(a) else Typed(Formula("transpose", (a.formula,)), (ONE, a.shape[0]))
        b = b if self.is_column(b) else Typed(Formula("transpose", (b.formula,)), (b.shape[1], ONE))
        return self.times(x, a, y, b)

    def matmul(self, node: Formula) -> Typed:
        """A @ B with vectors of one dimension: x @ y is the inner product, x @ A is A'*x."""
        (x, y), (a, b) = node.args, [self.elaborated(part) for part in node.args]
        if not self.is_column(a):
            return self.times(x, a, y, b)
        row = Typed(Formula("transpose", (a.formula,)), (ONE, a.shape[0]))
        found = self.times(x, row, y, b)
        if self.is_scalar(found):
            return found
        return Typed(Formula("transpose", (found.formula,)), (found.shape[1], ONE))

    def outer(self, node: Formula) -> Typed:
        (x, y), (a, b) = node.args, [self.elaborated(part) for part in node.args]
        row = Typed(Formula("transpose", (b.formula,)), (b.shape[1], b.shape[0]))
        return self.times(x, a, y, row)

    def hadamard(self, node: Formula) -> Typed:
        x, y = node.args
        return self.entries(x, self.elaborated(x), y, self.elaborated(y))

    def measure(self, node: Formula) -> Typed:
        """entropy, xent and kl of normal laws, or of vectors of probabilities."""
        if any(part.head == "call" and part.value == "MultivariateNormal" for part in node.args):
            return self.elaborated(_located(MEASURES[node.value](*map(self.law, node.args)), node))
        parts = [self.elaborated(part) for part in node.args]
        if not all(map(self.is_vector, parts)):
            raise self.error(
                node, f"{node.value} wants vectors of probabilities", "or MultivariateNormal(m, S)"
            )
        p = parts[0]
        logs = [Typed(call_of(F.log.name, q.formula), q.shape) for q in parts]
        if node.value == "kl":
            terms = self.entries(node.args[0], p, node.args[1], parts[1], "/")
            found = self.entries(
                node.args[0], p, node.args[1], Typed(call_of(F.log.name, terms.formula), terms.shape)
            )
            return Typed(call_of("sum", found.formula), SCALAR)
        found = self.entries(node.args[0], p, node.args[-1], logs[-1])
        return Typed(Formula("neg", (call_of("sum", found.formula),)), SCALAR)

    def law(self, node: Formula) -> Normal:
        """MultivariateNormal(mean, covariance), also by keywords; a covariance that is a name is spd."""
        if node.head != "call" or node.value != "MultivariateNormal":
            raise self.error(node, f"{self.source(node)} is no multivariate normal law")
        mean, covariance = (_unnamed(part) for part in node.args)
        if _name(node.args[0]) in _COVARIANCES or _name(node.args[1]) in _MEANS:
            mean, covariance = covariance, mean
        if covariance.head == "symbol":
            self.facts[covariance.value] = frozenset(("spd",))
        typed = self.elaborated(covariance)
        self.square(node, covariance, typed, "such a law")
        centre = self.elaborated(mean)
        if not self.is_column(centre) or not self.sizes.same(centre.shape[0], typed.shape[0]):
            said = f"{self.described(mean, centre)}, {self.described(covariance, typed)}"
            raise self.error(node, f"{said}: a mean is a vector of the size of the covariance")
        return Normal(mean, covariance)

    def dim(self, node: Formula) -> Typed:
        """The length of a vector, as a number."""
        return Typed(sized(self.elaborated(node.args[0]).shape[0]), SCALAR)

    def logaddexp(self, node: Formula) -> Typed:
        """log(e^a + e^b)."""
        parts = [self.elaborated(part) for part in node.args]
        zeros = [t.formula.head == "number" and t.formula.value == (0, 1) for t in parts]
        if not any(zeros):
            raise self.error(
                node, "logaddexp is read with 0 for one of its arguments", "write log(exp(a) + exp(b))"
            )
        inner = parts[zeros.index(True) - 1]
        return Typed(call_of(F.softplus.name, inner.formula), inner.shape)

    # ── constants ───────────────────────────────────────────────────────────────────────────────

    def size(self, node: Formula) -> AnySize:
        if node.head == "number" and node.value[1] == 1 and node.value[0] > 0:
            return Size(node.value[0])
        if node.head == "symbol":
            return self.sizes.found(named(node.value))
        if node.head == "product":
            sizes = [self.size(part) for part in node.args]
            known = [size for size in sizes if isinstance(size, Size)]
            if len(known) == len(sizes):
                return reduce(times, known)
        raise self.error(node, f"{self.source(node)} is no size", "sizes are whole numbers and names: eye(n)")

    def eye(self, node: Formula) -> Typed:
        size = self.size(node.args[0]) if node.args else Unknown()
        return Typed(Formula("call", (sized(size),), "eye"), (size, size))

    def ones(self, node: Formula) -> Typed:
        given: list[AnySize] = [self.size(part) for part in node.args]
        unknown: list[AnySize] = [Unknown(), ONE]
        rows, columns = given + unknown[len(given) :]
        return Typed(Formula("call", (sized(rows), sized(columns)), "ones"), (rows, columns))

    def vector(self, node: Formula) -> Typed:
        """vector(c): every entry is c."""
        inner, size = self.elaborated(node.args[0]), Unknown()
        ones = Formula("call", (sized(size), sized(ONE)), "ones")
        one = node.args[0].head == "number" and node.args[0].value == (1, 1)
        return Typed(ones if one else joined(inner.formula, ones), (size, ONE))

    def comm(self, node: Formula) -> Typed:

        m, n = (self.size(part) for part in (node.args * 2)[:2])
        if isinstance(m, Unknown) or isinstance(n, Unknown):
            raise self.error(node, "comm wants two sizes")
        size = times(m, n)
        return Typed(Formula("call", (sized(m), sized(n)), "comm"), (size, size))


#: what the parameters of the law are called
_MEANS = frozenset(("mu", "mean", "loc", "m"))
_COVARIANCES = frozenset(("cov", "Sigma", "covariance", "S", "covariance_matrix"))


def _name(node: Formula) -> str:
    """mu of mu=m."""
    named = node.head == "relation" and node.value == "=" and node.args[0].head == "symbol"
    return str(node.args[0].value) if named else ""


def _unnamed(node: Formula) -> Formula:
    """m of mu=m."""
    return node.args[1] if node.head == "relation" and node.value == "=" else node


def _located(formula: Formula, node: Formula) -> Formula:
    """The formula at the place of the call that it stands for, where its parts have none of their own."""
    span = formula.span if formula.span != (0, 0) else node.span
    parts = tuple(_located(part, node) for part in formula.args)
    return Formula(formula.head, parts, formula.value, span)


def sized(size: AnySize) -> Formula:
    """A size within a formula, until it has a name."""
    return Formula("size", (), size)
