"""An expression in random variables as Σ coefficient·statistic.

Products are multiplied out, powers and logarithms of single terms are opened (what stands under a
logarithm or a real power is positive on the support), e^(sum) becomes a product. A statistic is an
expression in the random variables alone, such as y^(3/2)·log(y) or |z − 2|; coefficients hold parameters.
"""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.functions import calls as F
from infocalc.functions import rebuild
from infocalc.information.facts import Facts
from infocalc.records import NamedTuple

Sum = dict[Expr, Expr]

#: more terms than this are not multiplied out
MOST_TERMS = 300


class TooWide(Exception):
    """Multiplying out makes more terms than are worth a closed form."""


class Expansion(NamedTuple):
    """`variables` are random; those in `positive` are > 0; `complement` is a pair (u, v) with u + v = 1."""

    variables: frozenset[str]
    positive: frozenset[Expr]
    facts: Facts
    complement: tuple[Expr, Expr] | None = None

    def expand(self, e: Expr) -> Sum:
        """e as {statistic: coefficient}, zero coefficients left out."""
        return X.fold(e, self._visit)

    def _visit(self, node: Expr, parts: tuple[Sum, ...]) -> Sum:
        if node.head == X.SYM and node.data in self.variables:
            return {node: X.ONE}
        if all(set(p) <= {X.ONE} for p in parts):
            return _constant(self._known(node, parts))
        match node.head:
            case X.ADD:
                constant, coefficients = node.data
                scaled = [_scaled(p, X.rational(c)) for c, p in zip(coefficients, parts, strict=True)]
                return self._sum([_constant(X.rational(constant)), *scaled])
            case X.MUL:
                product = _constant(X.rational(node.data))
                for p in parts:
                    product = self._product(product, p)
                return product
            case X.POW:
                return self._power(node, *parts)
            case X.CALL if node.data == F.log.name and len(parts) == 1:
                return self._log(parts[0])
            case X.CALL if node.data == F.abs.name:
                return self._abs(parts[0])
        return {rebuild(node, tuple([expression(p) for p in parts])): X.ONE}

    def _known(self, node: Expr, parts: tuple[Sum, ...]) -> Expr:
        """A node without random variables, its logarithms opened."""
        args = tuple([p.get(X.ONE, X.ZERO) for p in parts])
        if F.log.heads(node) and len(args) == 1:
            return self.facts.ln(args[0])
        return rebuild(node, args) if args else node

    def combined(self, weighted: list[tuple[Expr, Sum]]) -> Sum:
        """Σ weight·sum."""
        return self._sum([_scaled(s, w) for w, s in weighted])

    # ── arithmetic ───────────────────────────────────────────────────────────────────────────────

    def _sum(self, sums: list[Sum]) -> Sum:
        total: dict[Expr, list[Expr]] = {}
        for s in sums:
            for statistic, c in s.items():
                total.setdefault(statistic, []).append(c)
        added = {statistic: X.add(*cs) for statistic, cs in total.items()}
        return {statistic: c for statistic, c in added.items() if c is not X.ZERO}

    def _product(self, a: Sum, b: Sum) -> Sum:
        if len(a) * len(b) > MOST_TERMS:
            raise TooWide
        return self._sum([{X.mul(s, t): X.mul(c, d)} for s, c in a.items() for t, d in b.items()])

    def _power(self, node: Expr, base: Sum, exponent: Sum) -> Sum:
        if not set(exponent) <= {X.ONE}:
            return self._exponential(node, base, exponent)
        e = exponent.get(X.ONE, X.ZERO)
        if e.head == X.NUM and type(e.data) is int and 0 <= e.data <= 12:
            result = _constant(X.ONE)
            for _ in range(e.data):
                result = self._product(result, base)
            return result
        base = self.collapsed(base)
        if len(base) == 1:
            [(statistic, c)] = base.items()
            powered = self._power_of_statistic(statistic, e)
            if powered is not None:
                return {powered: self.facts.raised(c, e)}
        lead = _lead(base)
        if lead is not None and self.facts.sign(lead) == 1:
            whole = expression(_scaled(base, X.power(lead, X.MINUS_ONE)))
            return {X.power(whole, e): self.facts.raised(lead, e)}
        return {X.power(expression(base), e): X.ONE}

    def _power_of_statistic(self, statistic: Expr, e: Expr) -> Expr | None:
        """statistic^e taken into its factors, which is right for positive ones and for integers e."""
        factors = []
        for factor in _factors(statistic):
            base, exponent = X.split_power(factor)
            whole = e.head == X.NUM and type(e.data) is int
            if not whole and not self._is_positive_base(base):
                return None
            factors.append(X.power(base, exponent * e))
        return X.mul(*factors)

    def _exponential(self, node: Expr, base: Sum, exponent: Sum) -> Sum:
        """b^Σ c·t = Π b^(c·t), where b^(c·log y) is y^(c·log b)."""
        if not set(base) <= {X.ONE}:
            return {rebuild(node, (expression(base), expression(exponent))): X.ONE}
        b = base[X.ONE]
        log = X.ONE if b is X.E else self.facts.ln(b)
        coefficient, statistic = X.ONE, X.ONE
        for t, c in exponent.items():
            if t is X.ONE:
                coefficient = X.mul(coefficient, X.power(b, c))
            elif _is_log(t) and t.args[0] in self.positive:
                statistic = X.mul(statistic, X.power(t.args[0], c * log))
            else:
                statistic = X.mul(statistic, X.power(X.E, X.mul(c, log, t)))
        return {statistic: coefficient}

    def _log(self, argument: Sum) -> Sum:
        argument = self.collapsed(argument)
        if len(argument) == 1:
            [(statistic, c)] = argument.items()
            parts = [self._log_of_factor(f) for f in _factors(statistic)]
            # the argument is positive: where a sign is hidden in the coefficient, both signs are dropped
            c = -c if self.facts.sign(c) == -1 else c
            return self._sum([_constant(self.facts.ln(c)), *parts])
        lead = _lead(argument)
        if lead is None or self.facts.sign(lead) != 1:
            return {F.log(expression(argument)): X.ONE}
        inside = expression(_scaled(argument, X.power(lead, X.MINUS_ONE)))
        return self._sum([_constant(self.facts.ln(lead)), {F.log(inside): X.ONE}])

    def _log_of_factor(self, factor: Expr) -> Sum:
        """log|base^exponent|."""
        base, exponent = X.split_power(factor)
        if base is X.E:
            return self._split(exponent)
        inside = base if self._is_positive_base(base) or base.head == X.ADD else F.abs(base)
        return {F.log(inside): exponent}

    def _split(self, e: Expr) -> Sum:
        """A product as coefficient and statistic."""
        factors = _factors(e) if e.head == X.MUL else [e]
        known = [f for f in factors if self.variables.isdisjoint(f.free)]
        random = [f for f in factors if not self.variables.isdisjoint(f.free)]
        return {X.mul(*random): X.mul(X.rational(e.data if e.head == X.MUL else 1), *known)}

    def _abs(self, argument: Sum) -> Sum:
        """|Σ|: of one sign throughout, or |statistic + …| with a coefficient of 1 on a random term."""
        if not argument:
            return {}
        signs = {self.facts.sign(c) if self._is_positive(s) else None for s, c in argument.items()}
        if signs == {1}:
            return argument
        if signs == {-1}:
            return _scaled(argument, X.MINUS_ONE)
        statistic, c = next((s, c) for s, c in argument.items() if s is not X.ONE)
        sign = self.facts.sign(c)
        size = c if sign == 1 else -c if sign == -1 else F.abs(c)
        inside = _scaled(argument, X.power(c, X.MINUS_ONE))
        if inside.keys() == {statistic}:
            known = self._is_positive(statistic)
            return {statistic if known else F.abs(statistic): size}
        return {F.abs(expression(inside)): size}

    def _is_positive(self, statistic: Expr) -> bool:
        if statistic is X.ONE:
            return True
        return all(self._is_positive_base(X.split_power(f)[0]) for f in _factors(statistic))

    def _is_positive_base(self, base: Expr) -> bool:
        return base is X.E or base in self.positive or (F.abs.heads(base))

    def collapsed(self, s: Sum) -> Sum:
        """The sum with u + v = 1 used: c·m·u + c·m·v = c·m and c·m − c·m·u = c·m·v."""
        if self.complement is None or len(s) > 6:
            return s
        changed = True
        while changed and len(s) > 1:
            changed = False
            for first, c in s.items():
                found = self._partner(s, first, c)
                if found is not None:
                    second, replacement = found
                    rest = {t: d for t, d in s.items() if t not in (first, second)}
                    s, changed = self._sum([rest, {replacement: c}]), True
                    break
        return s

    def _partner(self, s: Sum, first: Expr, c: Expr) -> tuple[Expr, Expr] | None:
        """A second term that joins c·first into c·replacement."""
        assert self.complement is not None
        for u, v in (self.complement, self.complement[::-1]):
            second = first * v / u
            if s.get(second) is c and second is not first:
                return second, first / u
            second = first * u
            if second in s and X.add(*open_terms(s[second]), *open_terms(c)) is X.ZERO:
                return second, first * v
        return None


def _factors(e: Expr) -> list[Expr]:
    return list(e.args) if e.head == X.MUL else [] if e is X.ONE else [e]


def open_terms(e: Expr) -> list[Expr]:
    """The terms of e, numbers in front of sums taken into them."""
    found, todo = [], [e]
    while todo:
        t = todo.pop()
        if t.head == X.ADD:
            todo.extend(reversed(X.terms(t)))
        elif t.head == X.MUL and len(t.args) == 1 and t.args[0].head == X.ADD:
            todo.extend(X.scale(t.data, part) for part in reversed(X.terms(t.args[0])))
        else:
            found.append(t)
    return found


def _is_log(e: Expr) -> bool:
    return F.log.heads(e) and len(e.args) == 1


def _constant(c: Expr) -> Sum:
    return {} if c is X.ZERO else {X.ONE: c}


def _scaled(s: Sum, c: Expr) -> Sum:
    return {} if c is X.ZERO else {t: X.mul(c, d) for t, d in s.items()}


def _lead(s: Sum) -> Expr | None:
    """The coefficient to divide a sum by: of 1 where there is one, else the first."""
    return s[X.ONE] if X.ONE in s else next(iter(s.values()), None)


def expression(s: Sum) -> Expr:
    """Σ coefficient·statistic."""
    return X.add(*[X.mul(c, t) for t, c in s.items()])
