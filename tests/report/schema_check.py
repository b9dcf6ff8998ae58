"""A validator for the part of JSON Schema 2020-12 that schema.json uses; any other keyword is an error."""

from __future__ import annotations

import re
from typing import Any

_TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}
_SILENT = {"$schema", "$id", "$defs", "title", "description"}


def problems(
    data: Any, schema: dict[str, Any], root: dict[str, Any] | None = None, where: str = "$"
) -> list[str]:
    """Where `data` breaks `schema`."""
    root = schema if root is None else root
    found: list[str] = []
    for keyword, wanted in schema.items():
        if keyword not in _SILENT:
            found += _RULES[keyword](data, wanted, schema, root, where)
    return found


def _type(data: Any, wanted: Any, *rest: Any) -> list[str]:
    names = wanted if isinstance(wanted, list) else [wanted]
    fits = any(isinstance(data, _TYPES[n]) and (n == "boolean" or not isinstance(data, bool)) for n in names)
    return [] if fits else [f"{rest[-1]}: {data!r} is not {wanted}"]


def _ref(data: Any, wanted: str, schema: Any, root: Any, where: str) -> list[str]:
    return problems(data, root["$defs"][wanted.removeprefix("#/$defs/")], root, where)


def _one_of(data: Any, wanted: Any, schema: Any, root: Any, where: str) -> list[str]:
    results = [problems(data, option, root, where) for option in wanted]
    if sum(not result for result in results) == 1:
        return []
    return [f"{where}: not exactly one of {len(wanted)}", *min(results, key=len)]


def _properties(data: Any, wanted: Any, schema: Any, root: Any, where: str) -> list[str]:
    keys = [key for key in wanted if isinstance(data, dict) and key in data]
    return [problem for key in keys for problem in problems(data[key], wanted[key], root, f"{where}.{key}")]


def _additional(data: Any, wanted: Any, schema: Any, root: Any, where: str) -> list[str]:
    others = [key for key in data or () if key not in schema.get("properties", ())]
    if wanted is False:
        return [f"{where}: {key} is not allowed" for key in others]
    return [problem for key in others for problem in problems(data[key], wanted, root, f"{where}.{key}")]


def _items(data: Any, wanted: Any, schema: Any, root: Any, where: str) -> list[str]:
    parts = enumerate(data if isinstance(data, list) else ())
    return [problem for k, part in parts for problem in problems(part, wanted, root, f"{where}[{k}]")]


def _holds(test: Any) -> Any:
    def rule(data: Any, wanted: Any, schema: Any, root: Any, where: str) -> list[str]:
        return [] if test(data, wanted) else [f"{where}: {data!r} against {wanted!r}"]

    return rule


_RULES: dict[str, Any] = {
    "type": _type,
    "$ref": _ref,
    "oneOf": _one_of,
    "properties": _properties,
    "additionalProperties": _additional,
    "items": _items,
    "const": _holds(lambda data, wanted: data == wanted and type(data) is type(wanted)),
    "enum": _holds(lambda data, wanted: data in wanted),
    "required": _holds(lambda data, wanted: not isinstance(data, dict) or all(key in data for key in wanted)),
    "pattern": _holds(lambda data, wanted: not isinstance(data, str) or re.search(wanted, data) is not None),
    "minLength": _holds(lambda data, wanted: not isinstance(data, str) or len(data) >= wanted),
    "minItems": _holds(lambda data, wanted: not isinstance(data, list) or len(data) >= wanted),
    "maxItems": _holds(lambda data, wanted: not isinstance(data, list) or len(data) <= wanted),
    "minimum": _holds(lambda data, wanted: not isinstance(data, int | float) or data >= wanted),
}
