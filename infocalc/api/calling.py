"""The printed code of an answer as a callable: its syntax tree is walked, nothing is compiled or executed.

One form of the answer serves both, so that what is called is what is printed.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any

from infocalc.errors import LimitExceeded
from infocalc.records import NamedTuple

#: what printed code imports, and the functions of Python that it calls
_MODULES = frozenset(
    "math numpy scipy scipy.special torch torch.special jax jax.numpy jax.scipy.special functools".split()
)
_BUILTINS: Mapping[str, Any] = MappingProxyType(
    {"abs": abs, "max": max, "min": min, "bool": bool, "float": float, "round": round, "int": int,
     "len": len, "range": range, "sum": sum}
)  # fmt: skip
_BINARY: Mapping[type[ast.AST], Callable[[Any, Any], Any]] = MappingProxyType(
    {
        ast.Add: operator.add,
        ast.Sub: operator.sub,
        ast.Mult: operator.mul,
        ast.Div: operator.truediv,
        ast.FloorDiv: operator.floordiv,
        ast.Mod: operator.mod,
        ast.Pow: operator.pow,
        ast.MatMult: operator.matmul,
        ast.BitAnd: operator.and_,
        ast.BitOr: operator.or_,
        ast.Lt: operator.lt,
        ast.LtE: operator.le,
        ast.Gt: operator.gt,
        ast.GtE: operator.ge,
        ast.Eq: operator.eq,
        ast.NotEq: operator.ne,
    }
)
_UNARY: Mapping[type[ast.AST], Callable[[Any], Any]] = MappingProxyType(
    {ast.USub: operator.neg, ast.UAdd: operator.pos, ast.Not: operator.not_, ast.Invert: operator.invert}
)

Names = dict[str, Any]


class Function(NamedTuple):
    """A function of numbers and arrays; `code` is its source, `parameters` are its variables in order."""

    code: str

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(argument.arg for argument in _defined(self.code)[0].args.args)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The value; TypeError for a variable that is missing, or one too many."""
        definition, names = _defined(self.code)
        return _run(definition, {**names, **_bound(definition, args, kwargs)})


@cache
def _defined(code: str) -> tuple[ast.FunctionDef, Names]:
    """The definition in the code, and what it imports."""
    try:
        statements = ast.parse(code).body
    except (SyntaxError, RecursionError, MemoryError):
        raise LimitExceeded("the code is nested too deeply to be called") from None
    names: Names = dict(_BUILTINS)
    for statement in statements:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            names |= _imported(statement)
    definition = next(s for s in reversed(statements) if isinstance(s, ast.FunctionDef))
    return definition, names


def _imported(statement: ast.Import | ast.ImportFrom) -> Names:
    found: Names = {}
    for alias in statement.names:
        module = statement.module if isinstance(statement, ast.ImportFrom) else alias.name
        if module not in _MODULES:
            raise LookupError(f"printed code imports {module}")
        if isinstance(statement, ast.ImportFrom):
            import_module(f"{module}.{alias.name}") if f"{module}.{alias.name}" in _MODULES else None
            found[alias.asname or alias.name] = getattr(import_module(str(module)), alias.name)
        else:
            whole = import_module(alias.name)
            top = import_module(alias.name.partition(".")[0])
            found[alias.asname or top.__name__] = whole if alias.asname else top
    return found


def _bound(definition: ast.FunctionDef, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Names:
    names = [argument.arg for argument in definition.args.args]
    found = dict(zip(names, args, strict=False))
    wrong = next((name for name in kwargs if name not in names or name in found), None)
    found |= kwargs
    if len(args) > len(names) or wrong is not None or len(found) < len(names):
        raise TypeError(f"the function has the parameters {', '.join(names) or '(none)'}")
    return found


def _run(definition: ast.FunctionDef, names: Names) -> Any:
    for statement in definition.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                names[name] = _value(value, names)
            case ast.Return(value=ast.AST() as value):
                return _value(value, names)
            case ast.Expr(value=ast.Constant()):
                continue
            case _:
                raise LookupError(f"printed code has a statement {type(statement).__name__}")
    raise LookupError("printed code has no return")


def _value(node: ast.AST, names: Names) -> Any:
    """The value of one expression of the forms that printed code has."""
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return names[name]
        case ast.Attribute(value=inner, attr=attr):
            return getattr(_value(inner, names), attr)
        case ast.BinOp(left=a, op=op, right=b):
            return _BINARY[type(op)](_value(a, names), _value(b, names))
        case ast.UnaryOp(op=op, operand=a):
            return _UNARY[type(op)](_value(a, names))
        case ast.Call(func=func, args=args, keywords=keywords):
            given = {str(k.arg): _value(k.value, names) for k in keywords}
            return _value(func, names)(*(_value(a, names) for a in args), **given)
        case ast.Compare(left=a, ops=[op], comparators=[b]):
            return _BINARY[type(op)](_value(a, names), _value(b, names))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _value(body if _value(test, names) else orelse, names)
        case ast.BoolOp(op=op, values=values):
            return _joined(isinstance(op, ast.And), values, names)
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            found = [_value(part, names) for part in parts]
            return found if isinstance(node, ast.List) else tuple(found)
        case ast.Subscript(value=inner, slice=index):
            return _value(inner, names)[_value(index, names)]
        case ast.Slice(lower=low, upper=high, step=step):
            return slice(*(None if part is None else _value(part, names) for part in (low, high, step)))
    raise LookupError(f"printed code has an expression {type(node).__name__}")


def _joined(all_of: bool, values: list[ast.expr], names: Names) -> Any:
    found: Any = all_of
    for value in values:
        found = _value(value, names)
        if bool(found) != all_of:
            return found
    return found
