"""The pages of help of families of distributions and of measures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise, product

from infocalc.cli.page import Page, Section
from infocalc.errors import InfocalcError
from infocalc.expr import expr as X
from infocalc.expr.expr import Expr
from infocalc.information.closed.closed_form import ClosedForm
from infocalc.information.closed.divergence import closed_entropy
from infocalc.information.closed.standard_form import standard_form
from infocalc.information.condition import plain, texts
from infocalc.information.families.member import member
from infocalc.information.families.row import Family
from infocalc.information.measure import Measure
from infocalc.information.reading.family_names import key

#: numbers to try as parameters, by domain, until the conditions of the family hold
_TRIED = {
    "real": (X.ZERO, X.ONE, X.num(2), X.HALF),
    "integer": (X.ZERO, X.num(6), X.num(3)),
    "natural": (X.num(3), X.num(10), X.num(2)),
    "count": (X.num(3), X.num(10)),
    "unit": (X.num(1, 3), X.num(1, 4)),
    "probability": (X.num(1, 3), X.num(1, 4)),
}
_USUAL = (X.num(2), X.ONE, X.num(3), X.num(1, 4))


def signature(row: Family) -> str:
    """Normal(mu=0, sigma=1): the parameters with their defaults."""
    shown = [p.name if p.default is None else f"{p.name}={plain(p.default)}" for p in row.parameters]
    return f"{row.name}({', '.join(shown)})"


def facts_of(row: Family) -> dict[str, str]:
    """Conditions, other parameters, the support, the entropy in nats."""
    law = member(row, tuple(X.sym(p.name) for p in row.parameters))
    found = closed_entropy(law)
    return {
        "conditions": ", ".join(texts(law.conditions)),
        "also by": ", ".join(f"{k.name}=" for k in row.keywords),
        "support": str(law.support or ""),
        "H" if law.discrete else "h": plain(standard_form(found.expr, law.facts))
        if isinstance(found, ClosedForm)
        else "a number, for numbers as parameters",
    }


def family_page(row: Family) -> Page:
    """Parameters, support, density, entropy, what others mean by the name, examples."""
    said = {
        **facts_of(row),
        **_density(row),
        "read as": "; ".join((*row.readings, *row.order)),
        "other names": ", ".join(row.spellings),
        "elsewhere": ", ".join(_calls(row)),
    }
    rows = tuple((left, right) for left, right in said.items() if right)
    parameters = tuple((p.name, ", ".join((p.domain, *p.spellings))) for p in row.parameters)
    sections = (
        Section("Parameters", parameters),
        Section("Law", rows),
        Section("Examples", lines=_examples(row)),
    )
    return Page(f"{signature(row)}  (family)", row.meaning, sections)


def _calls(row: Family) -> list[str]:
    """How other programs call it: SciPy's lognorm(s, loc, scale)."""
    from infocalc.information.families.index import ELSEWHERE
    from infocalc.information.reading.calls import ROWS

    calls = [call for call in ROWS if ELSEWHERE[call.program].get(key(call.name)) == row.name]
    return [f"{call.program}'s {call.name}({', '.join(call.names)})" for call in calls]


def _density(row: Family) -> dict[str, str]:
    symbols = [X.sym(p.name) for p in row.parameters]
    if row.mass is not None:
        return {"P(X = k)": plain(row.mass(X.sym("k"), *symbols))}
    if row.log_density is not None:
        return {"log density": plain(row.log_density(X.sym("x"), *symbols))}
    return {}


def _examples(row: Family) -> tuple[str, ...]:
    """Its entropy, and a divergence of two members."""
    members = [f"{row.name}({', '.join(map(plain, values))})" for values in islice(_members(row), 2)]
    return (
        *(f"infocalc entropy '{one}'" for one in members[:1]),
        *(f"infocalc kl '{one}' '{other}'" for one, other in pairwise(members)),
    )


def _members(row: Family) -> Iterator[tuple[Expr, ...]]:
    for values in product(*(_TRIED.get(p.domain, _USUAL) for p in row.parameters)):
        try:
            member(row, values)
        except InfocalcError:
            continue
        yield values


def composed_page(called: str) -> Page:
    """The page of a law that is made of others or of several numbers."""
    lines = ("infocalc help distributions",)
    return Page(
        f"{called}  (family)",
        "A law that is made of others, or of lists of numbers.",
        (Section("More", lines=lines),),
    )


def measure_page(row: Measure) -> Page:
    """The symbol, what is summed, where it is infinite, the unit, examples."""
    infinite = [
        where
        for where, finite in (("p > 0 = q", row.finite_without_q), ("p = 0 < q", row.finite_without_p))
        if not finite
    ]
    unit = "nats, bits, bans (--unit, --base)" if row.has_unit else "none, it is a number"
    said = {
        "summed": row.what.format(x="x"),
        "unit": unit,
        "infinite": f"where {' or '.join(infinite)} for some x" if infinite else "at no single outcome",
        "of a density": row.of_density or "",
        "other direction": row.turned if row.turned != row.symbol and row.operands == 2 else "",
        "square root": row.root or "",
        "other names": ", ".join(row.also),
    }
    rows = tuple((left, right) for left, right in said.items() if right)
    return Page(
        f"{row.symbol}  (measure)",
        row.about,
        (Section("Measure", rows), Section("Examples", lines=row.examples)),
    )
