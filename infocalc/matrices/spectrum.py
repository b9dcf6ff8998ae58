"""What a Hessian says at a point: eigenvalues and definiteness, exactly for rationals, else by balls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flint import acb_mat, arb, arb_mat, ctx, fmpq, fmpq_mat

from infocalc.algebra.decimal import ball_decimal, bits_for
from infocalc.calculus.critical import definiteness
from infocalc.matrices.point import table_at
from infocalc.matrices.rings import Table
from infocalc.matrices.values import Values
from infocalc.notation.formula import Formula

#: larger matrices are not analysed; working precisions beyond the digits asked for
MOST, _MORE_BITS = 40, (64, 512, 4096)


def curvature(formula: Formula, values: Values, sizes: Mapping[str, int], digits: int) -> dict[str, Any]:
    """Eigenvalues, rising, and definiteness; 'undecided' where a sign is not proved."""
    for more in _MORE_BITS:
        bits = bits_for(digits) + more
        table = table_at(formula, values, sizes, bits)
        if table is None or len(table) > MOST:
            return {}
        with ctx.workprec(bits):
            found = _eigenvalues(table)
            texts = None if found is None else [ball_decimal(x, digits) for x in found]
            if found is not None and texts is not None and None not in texts:
                kind = definiteness([0 if x.is_zero() else 1 if x > 0 else -1 for x in found])
                return {"eigenvalues": texts, "definiteness": kind}
    return {"definiteness": "undecided: an eigenvalue cannot be told from 0"}


def _eigenvalues(table: Table) -> list[arb] | None:
    """With multiplicity; real, for the matrix is symmetric."""
    n = len(table)
    flat = [entry for row in table for entry in row]
    if all(isinstance(entry, fmpq) for entry in flat):
        roots: Any = fmpq_mat(n, n, flat).charpoly().numer().complex_roots()
        found = [root.real for root, k in roots for _ in range(k)]
    else:
        try:
            matrix = acb_mat(arb_mat(n, n, [arb(1) * entry for entry in flat]))
            found = [root.real for root in matrix.eig(multiple=True)]
        except (ValueError, ZeroDivisionError):
            return None
    return sorted(found, key=lambda x: float(x.mid()))
