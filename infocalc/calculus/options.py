"""What may be asked of a derivative, as plain values; nothing here knows the command line."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from infocalc.records import NamedTuple

#: A point as typed: name -> exact value in plain notation, such as {"x": "1", "y": "pi/2"}.
TypedPoint = Mapping[str, str]


class CalculusOptions(NamedTuple):
    """The options of diff, grad, jacobian and hessian; the defaults ask for the formula alone.

    `wrt` are the variables in the order asked for; () leaves the choice to the command.
    `at` is the point of evaluation, {} for none. `implicit` names the dependent variables of an equation,
    `along` is a direction such as '[1, 2]' or a curve 'x=t^2, y=sin(t)'. `complex_unit` reads i as the
    imaginary unit. `check` is the answer expected, `tol` the tolerance that turns the comparison into a
    numerical one. `in_terms_of` are abbreviations as typed ('s = sigmoid(x)'), `assume` statements about
    symbols ('x>0'). `names` are names of several letters that are one variable. Of vectors and matrices:
    `shapes` are declarations as typed ('A: m x n'), `layout` is numerator (rows of a Jacobian are outputs) or
    denominator, `symmetric` says whether the gradient in a symmetric matrix is its symmetric part or
    that by independent entries.
    """

    wrt: tuple[str, ...] = ()
    at: TypedPoint = MappingProxyType({})
    digits: int = 15
    steps: bool = False
    check: str | None = None
    tol: str | None = None
    implicit: tuple[str, ...] = ()
    along: str | None = None
    complex_unit: bool = False
    simplify: str = "fast"
    in_terms_of: tuple[str, ...] = ()
    assume: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    verify: bool = True
    strict: bool = False
    plot: bool = False
    range: str | None = None
    shapes: tuple[str, ...] = ()
    layout: str = "numerator"
    symmetric: str = "projection"
    several: bool = False
