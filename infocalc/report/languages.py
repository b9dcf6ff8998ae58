"""TABLE of the languages an answer is printed in as code: words and operators; functions have their own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from infocalc.functions import TABLE
from infocalc.records import NamedTuple


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


def _functions(language: str) -> Mapping[str, str]:
    """The templates of a language, from the table of functions; a name alone is called."""
    found = {}
    for row in TABLE.values():
        template = getattr(row.code, language)
        if template is not None:
            places = ", ".join(f"{{{k}}}" for k in range(row.arity[0]))
            found[row.name] = template if "{" in template else f"{template}({places})"
    return MappingProxyType(found)


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
        functions=_functions("python"),
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
        functions=_functions("numpy"),
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
        functions=_functions("jax"),
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
        functions=_functions("torch"),
        constants={
            "pi": "math.pi", "e": "math.e", "oo": "math.inf",
            "EulerGamma": _GAMMA, "nan": "math.nan",
        },
        operators=_ARRAY_OPERATORS,
        reserved=_KEYWORDS,
        alone=_functions("python"),
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
        functions=_functions("c"),
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
        functions=_functions("julia"),
        constants={
            "pi": "pi", "e": "exp(1)", "oo": "Inf",
            "EulerGamma": _GAMMA, "nan": "NaN",
        },
        operators=_C_OPERATORS,
        reserved=_JULIA_KEYWORDS,
    ),
}  # fmt: skip
