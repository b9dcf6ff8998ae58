r"""The commands of LaTeX by what they do: which are blanks, which are signs, which are fonts or accents."""

from __future__ import annotations

from types import MappingProxyType

#: spacing and size: nothing is read
BLANKS = frozenset(
    ", ; : ! > quad qquad space enspace thinspace displaystyle textstyle scriptstyle limits nolimits big Big "
    "bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr middle nonumber notag strut mathstrut left. "
    "right. ( ) [ ] allowbreak noindent".split()
) | {" "}
#: the same, with an argument in braces that is no mathematics
BLANKS_WITH_ARGUMENT = frozenset(("label", "tag", "hspace", "vspace", "phantom", "color", "textcolor"))
#: environments of which the single formula is read
ENVIRONMENTS = frozenset(
    "align align* aligned alignat equation equation* gather gather* gathered split multline multline* math "
    "displaymath eqnarray eqnarray* flalign".split()
)
CASES = frozenset(("cases", "dcases", "rcases", "cases*", "array"))
MATRICES = frozenset(
    ("matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix", "bsmallmatrix", "psmallmatrix")
)
FRACTIONS = frozenset(("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac", "flatfrac"))
BINOMIALS = frozenset(("binom", "dbinom", "tbinom"))
SIGNS = MappingProxyType(
    {
        "cdot": "*", "times": "*", "ast": "*", "cdotp": "*", "bullet": "*", "div": "/", "slash": "/",
        "le": "<=", "leq": "<=", "leqslant": "<=", "ge": ">=", "geq": ">=", "geqslant": ">=",
        "ne": "!=", "neq": "!=", "lt": "<", "gt": ">", "coloneqq": "=", "equiv": "=",
        "{": "(", "}": ")", "lbrace": "(", "rbrace": ")", "lparen": "(", "rparen": ")", "lbrack": "[",
        "rbrack": "]", "lvert": "absopen", "rvert": "absclose", "lVert": "absopen", "rVert": "absclose",
        "vert": "|", "mid": "|", "Vert": "|", "|": "|", "lfloor": "flooropen", "rfloor": "close",
        "lceil": "ceilopen", "rceil": "close", "prime": "'", "degree": "°", "land": "&&", "wedge": "&&",
        "mapsto": "↦", "to": "↦", "colon": ":",
    }
)  # fmt: skip
#: upright words are one name: \operatorname{sech}, \text{rate}
WORDS = frozenset(("operatorname", "operatorname*", "mathrm", "text", "textrm", "textnormal", "rm", "mathit",
                   "textit", "mathsf", "textsf", "mathtt", "texttt", "mbox", "textbf", "mathop"))  # fmt: skip
#: fonts of letters: the letter is what is read
FONTS = frozenset(
    ("mathbf", "boldsymbol", "bm", "bf", "mathcal", "mathscr", "mathfrak", "pmb", "vec", "symbf")
)
#: marks that make another letter of one: \hat y is y_hat
ACCENTS = MappingProxyType(
    {
        "hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar", "tilde": "tilde",
        "widetilde": "tilde", "dot": "dot", "ddot": "ddot", "check": "check", "breve": "breve",
        "underline": "under",
    }
)  # fmt: skip
#: words of \text{…} that only lead to a condition
LEADS = frozenset(("if", "for", "when", "where", "with", "provided", "sonst", "falls"))
NAMES = MappingProxyType(
    {
        "infty": "oo", "varphi": "phi", "varepsilon": "epsilon", "vartheta": "theta", "varrho": "rho",
        "varsigma": "sigma", "varpi": "pi", "varkappa": "kappa", "hslash": "hbar", "imath": "i",
        "jmath": "j", "log": "log", "abs": "abs", "norm": "abs", "arcctg": "arcctg", "euler": "e",
    }
)  # fmt: skip
#: what is not read, and what to write instead
HINTS = MappingProxyType(
    {
        "pm": "write two formulas, one with + and one with -",
        "mp": "write two formulas, one with + and one with -",
        "lim": "a limit is not read; --at gives the value at a point",
        "nabla": "grad gives the gradient",
        "partial": "leave it out and name the variable: infocalc diff EXPR x",
        "cdots": "write sum(f, k, a, b)", "ldots": "write sum(f, k, a, b)", "dots": "write sum(f, k, a, b)",
        "mathbb": "an expectation is not read; write what is inside it",
        "bmod": "write mod(a, b)", "pmod": "write mod(a, b)", "mod": "write mod(a, b)",
        "iint": "write integrate(f, t, a, b)", "oint": "write integrate(f, t, a, b)",
    }
)  # fmt: skip
