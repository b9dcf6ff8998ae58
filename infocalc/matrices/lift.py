"""From nodes to the formula that a book prints: scalars in front, one fraction, entry-by-entry signs."""

from __future__ import annotations

from infocalc.algebra.engine import lift as scalar_lift
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions.rebuild import with_parts
from infocalc.matrices.algebra import transposed
from infocalc.matrices.node import EYE, MAP, PRODUCT, TRANSPOSE, Node, opened
from infocalc.matrices.shapes import size_formula
from infocalc.matrices.sizes import ONE
from infocalc.notation.formula import Formula, call_of, number, symbol


def lifted(node: Node) -> Formula:
    """The formula of a node."""
    return _Lifting().formula(node)


class _Lifting:
    """Formulas by node; a part that occurs often is lifted once."""

    def __init__(self) -> None:
        self.known: dict[Node, Formula] = {}

    def formula(self, node: Node) -> Formula:
        if node not in self.known:
            self.known[node] = self._lifted(node)
        return self.known[node]

    def _lifted(self, node: Node) -> Formula:
        match node.head:
            case "symbol":
                return symbol(node.data[0])
            case "eye":
                return call_of(EYE, size_formula(node.shape[0]))
            case "transpose":
                return Formula(TRANSPOSE, (self.formula(node.args[0]),))
            case "product":
                return self._product(node)
            case "map":
                return self._map(node)
            case "diagonal":
                return call_of("diag", self.formula(node.args[0]))
            case "comm":
                return call_of("comm", *map(size_formula, node.data))
            case "power":
                return Formula("power", tuple(map(self.formula, node.args)))
            case _:
                return call_of(node.head, *map(self.formula, node.args))

    def _product(self, node: Node) -> Formula:
        """The chain, equal neighbours as a power."""
        factors: list[Formula] = []
        count = 1
        for i, part in enumerate(node.args):
            if i + 1 < len(node.args) and node.args[i + 1] is part:
                count += 1
                continue
            formula = self.formula(part)
            factors.append(formula if count == 1 else Formula("power", (formula, number(count))))
            count = 1
        return factors[0] if len(factors) == 1 else Formula("product", tuple(factors))

    # ── entry by entry ──────────────────────────────────────────────────────────────────────────

    def _map(self, node: Node) -> Formula:
        e, atoms = opened(node)
        if node.is_scalar:
            return self._filled(self._typed(e, atoms, set(atoms)), atoms)
        if all(part.is_scalar for part in atoms.values()):
            return self._multiple(self._filled(scalar_lift(e), atoms), _ones(node))
        if _is_turned(node):
            return Formula(TRANSPOSE, (self.formula(transposed(node)),))
        moving = {name for name, part in atoms.items() if not part.is_scalar}
        lifted = self._typed(e, atoms, moving)
        square = node.shape[0] == node.shape[1]
        if lifted.head == "sum" and square:
            terms = tuple(self._with_ones(t, atoms, moving, node) for t in lifted.args)
            return Formula("sum", terms)
        return self._entries(lifted, atoms, moving)

    def _typed(self, e: Expr, atoms: dict[str, Node], moving: set[str]) -> Formula:
        """The formula of an expression, sums of monomials in the order in which they were put together."""
        sums: dict[str, Formula] = {}

        def visit(node: Expr, parts: tuple[Expr, ...]) -> Expr:
            node = with_parts(node, parts)
            if (
                node.head != X.ADD
                or node.free.isdisjoint(moving)
                or not all(map(_is_monomial, X.terms(node)))
            ):
                return node
            name = f"~~{len(sums)}"
            sums[name] = _in_order([scalar_lift(t) for t in _twins_behind(X.terms(node), atoms)])
            return X.sym(name)

        return _replaced(scalar_lift(X.fold(e, visit)), sums)

    def _with_ones(self, term: Formula, atoms: dict[str, Node], moving: set[str], node: Node) -> Formula:
        """In a sum of square matrices a number that is added to every entry is written with ones."""
        if _names(term) & moving:
            return self._entries(term, atoms, moving)
        if term.head == "neg":
            return Formula("neg", (self._with_ones(term.args[0], atoms, moving, node),))
        return self._multiple(self._filled(term, atoms), _ones(node))

    def _multiple(self, c: Formula, body: Formula) -> Formula:
        """c·body as one fraction: 2·x/3."""
        if c.head == "neg":
            return Formula("neg", (self._multiple(c.args[0], body),))
        if c.head == "number" and c.value == (1, 1):
            return body
        if c.head == "quotient":
            return Formula("quotient", (self._multiple(c.args[0], body), c.args[1]))
        return Formula("product", (*(c.args if c.head == "product" else (c,)), body))

    def _filled(self, f: Formula, atoms: dict[str, Node]) -> Formula:
        """Scalars: the formula with nodes in the place of symbols."""
        if f.head == "symbol":
            return self.formula(atoms[f.value])
        if not f.args:
            return f
        return Formula(f.head, tuple(self._filled(part, atoms) for part in f.args), f.value)

    def _entries(self, f: Formula, atoms: dict[str, Node], moving: set[str]) -> Formula:
        """The same where symbols of `moving` are vectors or matrices."""
        if not _names(f) & moving:
            return self._filled(f, atoms)
        if f.head == "symbol":
            return self.formula(atoms[f.value])
        if f.head == "power" and f.args[0].head == "constant":
            return call_of(F.exp.name, self._entries(f.args[1], atoms, moving))
        scalars = [part for part in f.args if not _names(part) & moving]
        parts = tuple(self._entries(part, atoms, moving) for part in f.args)
        if f.head == "product":
            return self._times(f, scalars, atoms, moving)
        if f.head == "quotient":
            return self._over(f, parts, atoms, moving)
        if f.head == "power":
            return Formula("entrywise", parts, "^")
        if f.head == "call" and f.value == F.abs.name:
            return Formula("entrywise", parts, F.abs.name)
        return Formula(f.head, parts, f.value)

    def _times(self, f: Formula, scalars: list[Formula], atoms: dict[str, Node], moving: set[str]) -> Formula:
        fronts = [self._filled(part, atoms) for part in scalars]
        rest = [self._entries(part, atoms, moving) for part in f.args if _names(part) & moving]
        body = rest[0]
        for part in rest[1:]:
            body = Formula("entrywise", (body, part), "*")
        return Formula("product", (*fronts, body)) if fronts else body

    def _over(
        self, f: Formula, parts: tuple[Formula, ...], atoms: dict[str, Node], moving: set[str]
    ) -> Formula:
        below = f.args[1]
        if not _names(below) & moving:
            return Formula("quotient", parts)
        fronts = [p for p in below.args if not _names(p) & moving] if below.head == "product" else []
        if not fronts:
            return Formula("entrywise", parts, "/")
        rest = tuple(p for p in below.args if _names(p) & moving)
        inner = rest[0] if len(rest) == 1 else Formula("product", rest)
        outer = fronts[0] if len(fronts) == 1 else Formula("product", tuple(fronts))
        body = Formula("entrywise", (parts[0], self._entries(inner, atoms, moving)), "/")
        return Formula("quotient", (body, self._filled(outer, atoms)))


def _ones(node: Node) -> Formula:
    if node.is_row:
        return Formula(TRANSPOSE, (call_of("ones", size_formula(node.shape[1])),))
    sizes = node.shape[:1] if node.shape[1] == ONE else node.shape
    return call_of("ones", *map(size_formula, sizes))


def _names(f: Formula) -> set[str]:
    found: set[str] = set()
    todo = [f]
    while todo:
        part = todo.pop()
        if part.head == "symbol":
            found.add(part.value)
        todo.extend(part.args)
    return found


def _is_monomial(e: Expr) -> bool:
    factors = e.args if e.head == X.MUL else (e,)
    bases = [X.split_power(f)[0] for f in factors]
    return all(base.head in (X.SYM, X.NUM, X.CONST) and base is not X.E for base in bases)


def _twins_behind(terms: list[Expr], atoms: dict[str, Node]) -> list[Expr]:
    """A before A'."""
    names = {t.data for t in terms if t.head == X.SYM}

    def is_twin(t: Expr) -> bool:
        node = atoms.get(t.data) if t.head == X.SYM else None
        return node is not None and node.head == TRANSPOSE and node.args[0].place.data in names

    return sorted(terms, key=is_twin)


def _in_order(terms: list[Formula]) -> Formula:
    """The sum of the terms, one with a plus first."""
    first = next((t for t in terms if t.head != "neg"), terms[0])
    return Formula("sum", (first, *[t for t in terms if t is not first]))


def _replaced(f: Formula, sums: dict[str, Formula]) -> Formula:
    """The formula with sums in the place of their symbols; a sum may hold others."""
    if f.head == "symbol":
        return _replaced(sums[f.value], sums) if f.value in sums else f
    return Formula(f.head, tuple(_replaced(part, sums) for part in f.args), f.value) if f.args else f


def _is_turned(node: Node) -> bool:
    """Whether the transpose of the node has fewer transposes."""
    turned = transposed(node) if node.data.head == X.ADD else node
    return turned.head == MAP and _ticks(node) > 1 and _ticks(node) > _ticks(turned)


def _ticks(node: Node) -> int:
    """The transposes that are printed in the terms of a sum."""
    factors = [factor for part in node.args for factor in (part.args if part.head == PRODUCT else (part,))]
    return sum(factor.head == TRANSPOSE or _is_row_of_ones(factor) for factor in factors)


def _is_row_of_ones(node: Node) -> bool:
    return node.head == MAP and node.is_row and not node.args
