"""Powers, exponentials, roots, and the chain rule that leads to them."""

from __future__ import annotations

from itertools import islice

from infocalc.calculus.rules.forms import ONE, TWO, E, lessened, over, plus, raised, times
from infocalc.calculus.rules.row import Applied, Context, Move, rule
from infocalc.functions import calls as F
from infocalc.notation.formula import Formula, call_of, number, same, symbol, walk
from infocalc.notation.writer import write

#: nodes of an inner function that is still spelled out in the statement of the chain rule
_LONGEST = 25


@rule("logarithmic", "power", statement="(u^v)' = u^v*(v*log(u))'")
def logarithmic(node: Formula, c: Context) -> Applied:
    u, v = node.args
    if not (c.varies(u) and c.varies(v)):
        return None
    return times(node, c.slope(times(v, call_of(F.log.name, u))))


@rule("chain", "power", "call", "undefined", statement="f(u)' = f'(u)*u'")
def chain(node: Formula, c: Context) -> Applied:
    """d/dx f(u) = d/du f(u)·u' for the one part u that depends on x and is not x itself."""
    places = [i for i, part in enumerate(node.args) if c.varies(part)]
    if not places or any(not same(node.args[i], node.args[places[0]]) for i in places):
        return None
    inner = node.args[places[0]]
    if c.is_variable(inner):
        return None
    if inner.head == "symbol":
        after = times(Formula("derivative", (node,), inner.value), c.slope(inner))
        return Move(after, statement=f"f({inner.value})' = f'({inner.value})*{inner.value}'")
    name = c.fresh(node)
    outer = _with(node, dict.fromkeys(places, symbol(name)))
    after = times(Formula("derivative", (outer,), name), c.slope(inner))
    return Move(after, {name: inner}, _chain_statement(name, inner))


def _chain_statement(name: str, inner: Formula) -> str:
    """The chain rule with the inner function named, while that is short enough to read."""
    rule_itself = f"f({name})' = f'({name})*{name}'"
    if len(list(islice(walk(inner), _LONGEST))) == _LONGEST:
        return rule_itself
    return f"{rule_itself} with {name} = {write(inner)}"


@rule("chain-several", "call", "undefined", statement="f(u, v)' = df/du*u' + df/dv*v'")
def chain_several(node: Formula, c: Context) -> Applied:
    """Several parts depend on x: a term for each."""
    places = [i for i, part in enumerate(node.args) if c.varies(part)]
    if len(places) < 2:
        return None
    let: dict[str, Formula] = {}
    for i in places:
        let[c.fresh(node, frozenset(let))] = node.args[i]
    names = dict(zip(places, let, strict=True))
    outer = _with(node, {i: symbol(name) for i, name in names.items()})
    terms = [times(Formula("derivative", (outer,), names[i]), c.slope(node.args[i])) for i in places]
    return Move(plus(*terms), let)


def _with(node: Formula, parts: dict[int, Formula]) -> Formula:
    args = tuple([parts.get(i, part) for i, part in enumerate(node.args)])
    return Formula(node.head, args, node.value)


@rule("power", "power", statement="(x^n)' = n*x^(n - 1)")
def power(node: Formula, c: Context) -> Applied:
    base, exponent = node.args
    return times(exponent, raised(base, lessened(exponent))) if c.is_variable(base) else None


@rule("exponential", "power", statement="(a^x)' = a^x*log(a), in particular (e^x)' = e^x")
def exponential(node: Formula, _: Context) -> Applied:
    return node if same(node.args[0], E) else times(node, call_of(F.log.name, node.args[0]))


@rule("root", "call", statement="sqrt(x)' = 1/(2*sqrt(x)), cbrt(x)' = 1/(3*cbrt(x)^2)")
def root(node: Formula, _: Context) -> Applied:
    if node.value == F.sqrt.name:
        return over(ONE, times(TWO, node))
    return over(ONE, times(number(3), raised(node, TWO))) if node.value == F.cbrt.name else None
