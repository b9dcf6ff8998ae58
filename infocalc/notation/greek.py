"""Letters with a name: alpha ↔ α, hbar ↔ ℏ. Symbols are stored under the ASCII name."""

from __future__ import annotations

from types import MappingProxyType

#: name -> letter; π is listed last because it is the constant, not a symbol
LETTERS = MappingProxyType(
    {
        "alpha": "α",
        "beta": "β",
        "gamma": "γ",
        "delta": "δ",
        "epsilon": "ε",
        "zeta": "ζ",
        "eta": "η",
        "theta": "θ",
        "iota": "ι",
        "kappa": "κ",
        "lambda": "λ",
        "mu": "μ",
        "nu": "ν",
        "xi": "ξ",
        "omicron": "ο",
        "rho": "ρ",
        "sigma": "σ",
        "tau": "τ",
        "upsilon": "υ",
        "phi": "φ",
        "chi": "χ",
        "psi": "ψ",
        "omega": "ω",
        "Gamma": "Γ",
        "Delta": "Δ",
        "Theta": "Θ",
        "Lambda": "Λ",
        "Xi": "Ξ",
        "Pi": "Π",
        "Sigma": "Σ",
        "Upsilon": "Υ",
        "Phi": "Φ",
        "Psi": "Ψ",
        "Omega": "Ω",
        "ell": "ℓ",
        "hbar": "ℏ",
        "pi": "π",
    }
)

NAMES = MappingProxyType({letter: name for name, letter in LETTERS.items()})
