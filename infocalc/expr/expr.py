"""Engine expressions: immutable, shared, in a light canonical form.

Equal expressions are one object (hash-consing), so equality is `is`, a derivative visits each shared
part once, and 1,000-deep nests need no recursion. The canonical form is the cheap one: sums collect
like terms, products collect powers of one base, rational numbers are computed. Everything deeper
(one fraction, factoring, sin² + cos² = 1) is the business of `normal.py`.

Terms and factors keep the order in which they were first put together, because a reader recognises
f'·g + f·g' and not its sorted twin; identity does not depend on that order.

Nodes and their table are in `node`, Σ in `sums`, Π and powers in `powers`; walks in `walk`.

Why nodes of our own: SymPy takes 0.34 s to import and 10 ms for a derivative, prints n*x^n/x and is wrong on
kinks without a word; SymEngine is fast and knows neither our functions nor where they have kinks.
"""

from __future__ import annotations

from infocalc.expr.node import (
    ADD as ADD,
    AND as AND,
    BALL as BALL,
    CALL as CALL,
    CONST as CONST,
    EULER_GAMMA as EULER_GAMMA,
    FALSE as FALSE,
    FAMILY as FAMILY,
    HALF as HALF,
    INTEGRAL as INTEGRAL,
    LIST as LIST,
    MINUS_ONE as MINUS_ONE,
    MUL as MUL,
    NUM as NUM,
    ONE as ONE,
    OO as OO,
    OR as OR,
    PI as PI,
    PIECEWISE as PIECEWISE,
    POW as POW,
    RELATION as RELATION,
    ROOT as ROOT,
    SERIES as SERIES,
    SYM as SYM,
    TRUE as TRUE,
    TWO as TWO,
    UNDEF as UNDEF,
    ZERO as ZERO,
    E as E,
    Expr as Expr,
    I as I,
    Rational as Rational,
    applied as applied,
    apply as apply,
    as_expr as as_expr,
    ball as ball,
    compound as compound,
    const as const,
    normal as normal,
    num as num,
    product as product,
    rational as rational,
    split_power as split_power,
    sym as sym,
    undefined as undefined,
)
from infocalc.expr.powers import (
    mul as mul,
    power as power,
)
from infocalc.expr.radicals import outgrows as outgrows
from infocalc.expr.sums import (
    add as add,
    combination as combination,
    linear as linear,
    scale as scale,
    scale_terms as scale_terms,
    split_coefficient as split_coefficient,
    terms as terms,
)
from infocalc.expr.walk import SHALLOW as SHALLOW, fold as fold, inner as inner, nodes as nodes
