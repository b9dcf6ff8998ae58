"""Sums of ψ at whole numbers: ψ(n) = 1 + 1/2 + … + 1/(n − 1) − γ, whose γ drops out."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq


def digammas(terms: Sequence[tuple[fmpq, int]]) -> fmpq:
    """Σ c·ψ(n) over (c, n) with Σ c = 0."""
    return sum((c * harmonic(n - 1) for c, n in terms), fmpq(0))


def harmonic(n: int) -> fmpq:
    """1 + 1/2 + … + 1/n."""
    return fmpq.harmonic(n) if n else fmpq(0)
