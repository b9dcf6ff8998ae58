"""TABLE of the languages an answer is printed in as code: words, operators, functions. Data only.

A function is a template of its arguments; what a language lacks is not in its row. Templates of one argument
that need it twice take it as a name: `code.py` gives every argument one that is not a name or a number.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Language(NamedTuple):
    """How one language writes formulas and functions of them.

    power: template of base and exponent, `power_binds` says whether it is an operator
    scalar, matrix: templates of a whole function: {name}, {arguments}, {lines}, {result}, {rows}, {columns}
    rows: a list of rows and the separator in it, a row and the separator in it
    choice: template of value, condition, otherwise
    alone: functions of numbers alone, where others need an array or a tensor
    """

    header: str
    power: str
    power_binds: bool
    assignment: str
    scalar: str
    matrix: str
    rows: tuple[str, str, str, str]
    choice: str
    functions: Mapping[str, str]
    constants: Mapping[str, str]
    operators: Mapping[str, str]
    argument: str = "{name}"
    whole: str = "{0}"
    reserved: frozenset[str] = frozenset()
    alone: Mapping[str, str] = MappingProxyType({})


def _prefixed(prefix: str, words: str, **others: str) -> dict[str, str]:
    """Functions that are called by their own name behind a prefix, and others by template."""
    return {name: f"{prefix}{name}({{0}})" for name in words.split()} | others


#: reciprocals and relatives, in terms of functions that every language has
_DERIVED = {
    "sec": "(1/{cos})", "csc": "(1/{sin})", "cot": "(1/{tan})",
    "sech": "(1/{cosh})", "csch": "(1/{sinh})", "coth": "(1/{tanh})",
    "sigmoid": "(1/(1 + {expm}))", "softplus": "{log1pexp}",
}  # fmt: skip


def _with_derived(functions: dict[str, str]) -> dict[str, str]:
    """The functions together with those that are written with them."""
    parts = {name: template for name, template in functions.items() if template.count("{0}") == 1}
    known = {
        **parts,
        "expm": functions["exp"].replace("{0}", "-({0})"),
        "log1pexp": functions["log1p"].replace("{0}", functions["exp"]),
    }
    found = {}
    for name, derived in _DERIVED.items():
        word = derived.partition("{")[2].partition("}")[0]
        found[name] = derived.replace("{" + word + "}", known[word])
    return found | functions


_PLAIN = "sin cos tan sinh cosh tanh asinh acosh atanh exp log sqrt log1p erf erfc"

_MATH = _with_derived(
    _prefixed(
        "math.",
        _PLAIN + " asin acos atan gamma cbrt",
        atan2="math.atan2({0}, {1})",
        loggamma="math.lgamma({0})",
        factorial="math.gamma(1 + {0})",
        abs="abs({0})",
        sign="math.copysign(bool({0}), {0})",
        floor="math.floor({0})",
        ceil="math.ceil({0})",
        max="max({all})",
        min="min({all})",
        heaviside="(0.5 if {0} == 0 else float({0} > 0))",
    )
)
_NUMPY = _with_derived(
    _prefixed(
        "np.",
        "sin cos tan sinh cosh tanh exp log sqrt log1p cbrt abs sign floor ceil",
        asin="np.arcsin({0})",
        acos="np.arccos({0})",
        atan="np.arctan({0})",
        asinh="np.arcsinh({0})",
        acosh="np.arccosh({0})",
        atanh="np.arctanh({0})",
        atan2="np.arctan2({0}, {1})",
        max="np.maximum.reduce(np.broadcast_arrays({all}))",
        min="np.minimum.reduce(np.broadcast_arrays({all}))",
        heaviside="np.heaviside({0}, 0.5)",
        erf="special.erf({0})",
        erfc="special.erfc({0})",
        erfi="special.erfi({0})",
        erfinv="special.erfinv({0})",
        gamma="special.gamma({0})",
        loggamma="special.gammaln({0})",
        digamma="special.digamma({0})",
        polygamma="special.polygamma({0}, {1})",
        factorial="special.gamma(1 + {0})",
        beta="special.beta({0}, {1})",
        binomial="special.binom({0}, {1})",
        zeta="special.zeta({0})",
        sigmoid="special.expit({0})",
        softplus="np.logaddexp(0, {0})",
        logit="special.logit({0})",
        logsumexp="np.logaddexp.reduce(np.broadcast_arrays({all}))",
        besselj="special.jv({0}, {1})",
        bessely="special.yv({0}, {1})",
        besseli="special.iv({0}, {1})",
        besselk="special.kv({0}, {1})",
        airyai="special.airy({0})[0]",
        airyaiprime="special.airy({0})[1]",
        airybi="special.airy({0})[2]",
        airybiprime="special.airy({0})[3]",
        Ei="special.expi({0})",
        Si="special.sici({0})[0]",
        Ci="special.sici({0})[1]",
        lambertw="special.lambertw({0}).real",
    )
)
_JAX = _with_derived(
    {
        name: template.replace("np.", "jnp.")
        for name, template in _NUMPY.items()
        if name in _PLAIN.split() or name in "asin acos atan atan2 cbrt abs sign floor ceil heaviside".split()
    }
    | {
        "max": "functools.reduce(jnp.maximum, [{all}])",
        "min": "functools.reduce(jnp.minimum, [{all}])",
        "erf": "jax.scipy.special.erf({0})",
        "erfc": "jax.scipy.special.erfc({0})",
        "gamma": "jax.scipy.special.gamma({0})",
        "loggamma": "jax.scipy.special.gammaln({0})",
        "digamma": "jax.scipy.special.digamma({0})",
        "sigmoid": "jax.nn.sigmoid({0})",
        "softplus": "jax.nn.softplus({0})",
    }
)
_TORCH = _with_derived(
    _prefixed(
        "torch.",
        _PLAIN + " abs sign floor ceil asin acos atan",
        atan2="torch.atan2({0}, {1})",
        max="functools.reduce(torch.maximum, map(torch.as_tensor, [{all}]))",
        min="functools.reduce(torch.minimum, map(torch.as_tensor, [{all}]))",
        heaviside="torch.heaviside({0}, torch.tensor(0.5, dtype={0}.dtype))",
        cbrt="(torch.sign({0})*torch.abs({0})**(1/3))",
        loggamma="torch.lgamma({0})",
        digamma="torch.digamma({0})",
        sigmoid="torch.sigmoid({0})",
        softplus="torch.nn.functional.softplus({0})",
    )
)
_C = _with_derived(
    _prefixed(
        "",
        _PLAIN + " asin acos atan cbrt floor ceil",
        atan2="atan2({0}, {1})",
        abs="fabs({0})",
        gamma="tgamma({0})",
        loggamma="lgamma({0})",
        factorial="tgamma(1.0 + {0})",
        sign="(({0} > 0) - ({0} < 0))",
        max="fmax({0}, {1})",
        min="fmin({0}, {1})",
        heaviside="(({0} > 0) + 0.5*({0} == 0))",
    )
)
_JULIA = _with_derived(
    _prefixed(
        "",
        "sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh exp log sqrt log1p cbrt abs sign floor "
        "ceil",
        atan2="atan({0}, {1})",
        max="max({all})",
        min="min({all})",
        heaviside="(({0} > 0) + ({0} == 0)/2)",
    )
)

_PYTHON_OPERATORS = {"and": " and ", "or": " or ", "=": "==", "!=": "!="}
_ARRAY_OPERATORS = {"and": " & ", "or": " | ", "=": "==", "!=": "!="}
_C_OPERATORS = {"and": " && ", "or": " || ", "=": "==", "!=": "!="}
_KEYWORDS = frozenset(
    (
        "and as assert async await break class continue def del elif else except finally for from global "
        "if import in is lambda nonlocal not or pass raise return try while with yield np jnp jax torch "
        "math special "
    ).split()
)
_C_KEYWORDS = frozenset(
    (
        "auto break case char const continue default do double else enum extern float for goto if inline "
        "int long register restrict return short signed sizeof static struct switch typedef union "
        "unsigned void volatile while out gamma j0 j1 jn y0 y1 yn "
    ).split()
)
_JULIA_KEYWORDS = frozenset(
    (
        "baremodule begin break catch const continue do else elseif end export finally for function "
        "global if import let local macro module quote return struct try using while pi im "
    ).split()
)
_DEF = "def {name}({arguments}):\n{lines}    return {result}\n"
_OO = "float('inf')"
_GAMMA = "0.5772156649015329"

LANGUAGES: dict[str, Language] = {
    "python": Language(
        header="import math\n\n\n",
        power="{0}**{1}",
        power_binds=True,
        assignment="    {name} = {value}\n",
        scalar=_DEF,
        matrix=_DEF,
        rows=("[{0}]", ", ", "[{0}]", ", "),
        choice="({0} if {1} else {2})",
        functions=_MATH,
        constants={
            "pi": "math.pi", "e": "math.e", "oo": _OO,
            "EulerGamma": _GAMMA, "nan": "math.nan",
        },
        operators=_PYTHON_OPERATORS,
        reserved=_KEYWORDS,
    ),
    "numpy": Language(
        header="import numpy as np\nfrom scipy import special\n\n\n",
        power="{0}**{1}",
        power_binds=True,
        assignment="    {name} = {value}\n",
        scalar=_DEF,
        matrix=_DEF,
        rows=("np.array([{0}])", ", ", "[{0}]", ", "),
        choice="np.where({1}, {0}, {2})",
        functions=_NUMPY,
        constants={
            "pi": "np.pi", "e": "np.e", "oo": "np.inf",
            "EulerGamma": "np.euler_gamma", "nan": "np.nan",
        },
        operators=_ARRAY_OPERATORS,
        reserved=_KEYWORDS,
    ),
    "jax": Language(
        header="import functools\n\nimport jax\nimport jax.numpy as jnp\n\n\n",
        power="{0}**{1}",
        power_binds=True,
        assignment="    {name} = {value}\n",
        scalar=_DEF,
        matrix=_DEF,
        rows=("jnp.array([{0}])", ", ", "[{0}]", ", "),
        choice="jnp.where({1}, {0}, {2})",
        functions=_JAX,
        constants={
            "pi": "jnp.pi", "e": "jnp.e", "oo": "jnp.inf",
            "EulerGamma": "jnp.euler_gamma", "nan": "jnp.nan",
        },
        operators=_ARRAY_OPERATORS,
        reserved=_KEYWORDS,
    ),
    "torch": Language(
        header="import functools\nimport math\n\nimport torch\n\n\n",
        power="{0}**{1}",
        power_binds=True,
        assignment="    {name} = {value}\n",
        scalar=_DEF,
        matrix=_DEF,
        rows=("torch.stack([{0}])", ", ", "torch.stack([torch.as_tensor(t) for t in ({0},)])", ", "),
        choice="torch.where({1}, {0}, {2})",
        functions=_TORCH,
        constants={
            "pi": "math.pi", "e": "math.e", "oo": "math.inf",
            "EulerGamma": _GAMMA, "nan": "math.nan",
        },
        operators=_ARRAY_OPERATORS,
        reserved=_KEYWORDS,
        alone=_MATH,
    ),
    "c": Language(
        header="#include <math.h>\n\n",
        power="pow({0}, {1})",
        power_binds=False,
        assignment="    const double {name} = {value};\n",
        scalar="double {name}({arguments})\n{{\n{lines}    return {result};\n}}\n",
        matrix="void {name}({arguments}, double out[{rows}][{columns}])\n{{\n{lines}{result}}}\n",
        rows=("{0}", "", "{0}", ""),
        choice="({1} ? {0} : {2})",
        functions=_C,
        constants={
            "pi": "3.141592653589793", "e": "2.718281828459045", "oo": "INFINITY",
            "EulerGamma": _GAMMA, "nan": "NAN",
        },
        operators=_C_OPERATORS,
        argument="double {name}",
        whole="{0}.0",
        reserved=_C_KEYWORDS,
    ),
    "julia": Language(
        header="",
        power="{0}^{1}",
        power_binds=True,
        assignment="    {name} = {value}\n",
        scalar="function {name}({arguments})\n{lines}    return {result}\nend\n",
        matrix="function {name}({arguments})\n{lines}    return {result}\nend\n",
        rows=("[{0}]", "; ", "{0}", " "),
        choice="({1} ? {0} : {2})",
        functions=_JULIA,
        constants={
            "pi": "pi", "e": "exp(1)", "oo": "Inf",
            "EulerGamma": _GAMMA, "nan": "NaN",
        },
        operators=_C_OPERATORS,
        reserved=_JULIA_KEYWORDS,
    ),
}  # fmt: skip
