"""KernelForm forms of entropies by SymPy, in a process of its own that ends with its steps.

What it proposes is checked by the caller: a closed form is accepted only where certified quadrature agrees.
"""

from __future__ import annotations

from typing import Any

from infocalc.algebra.sympy_bridge import Proposal, proposed, to_sympy
from infocalc.expr import expr as X
from infocalc.information.densities.density import Density
from infocalc.integration.ranges import MINUS_OO

#: calls of Python functions that SymPy may take
_STEPS = 1_500_000


def entropy_integral(density: Density) -> Proposal:
    """A closed form of −∫ f·log f (a sum for a pmf) proposed by SymPy, or None. Not yet checked."""
    return proposed(lambda sympy: _integrated(density, sympy), _STEPS)


def _integrated(density: Density, sympy: Any) -> Any:
    symbols = {name: sympy.Symbol(name, positive=True) for name in density.parameters}
    x = symbols[density.variable] = _variable(density, symbols, sympy)
    f, low, high = (to_sympy(e, symbols, sympy) for e in (density.f, density.low, density.high))
    term = sympy.expand(-f * sympy.expand_log(sympy.log(f), force=True))
    whole = sympy.summation if density.discrete else sympy.integrate
    return sympy.simplify(whole(term, (x, low, high)))


def _variable(density: Density, symbols: dict[str, Any], sympy: Any) -> Any:
    """The variable, known to be positive where the range is."""
    known = density.low is not MINUS_OO and density.low is not X.OO and not density.low.free
    if known and to_sympy(density.low, symbols, sympy) >= 0:
        return sympy.Symbol(density.variable, positive=True, integer=density.discrete or None)
    if density.discrete:
        return sympy.Symbol(density.variable, integer=True)
    return sympy.Symbol(density.variable, real=True)
