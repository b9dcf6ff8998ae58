"""Arrays and mappings as programs print them: JSON, Python, NumPy, torch and R, every number as its text.

`[0.5  0.25 0.25]`, `array([1, 2])`, `tensor([0.5000, 0.5000])`, `Counter({'a': 3})`, `c(0.5, 0.5)`,
`{"a": 0.5}`, `[1] 0.50 0.25`, `p = [0.5; 0.5]`; an array that was cut when it was printed (…) is refused.
"""

from __future__ import annotations

import re
from collections import Counter

from infocalc.annotations import Any
from infocalc.errors import TableError
from infocalc.limits import check
from infocalc.notation.patterns import pattern

_TOKEN = pattern(
    r"\s*(?:(?P<number>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?:\s*/\s*[0-9]+)?%?(?![A-Za-z_0-9.]))"
    r"|(?P<string>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_.]*)"
    r"|(?P<mark>\.\.\.|…|[\[\](){},:;=]))"
)
_LIST_NAMES = frozenset(
    "array np.array numpy.array jnp.array asarray np.asarray tensor torch.tensor tf.constant tf.Tensor "
    "c list tuple rbind np.vstack matrix np.matrix Array DeviceArray dict_values pd.Series Series List "
    "Vector Seq".split()
)
_MAP_NAMES = frozenset(
    ("Counter", "collections.Counter", "dict", "OrderedDict", "mappingproxy", "defaultdict")
)
_NUMBER_NAMES = pattern(r"(?:np\.|numpy\.)?(?:float|int|uint)(?:8|16|32|64)?_?|(?:decimal\.)?Decimal")
_FRACTIONS = frozenset(("Fraction", "fractions.Fraction", "mpq"))
#: what is said of an array beside its numbers
_SAID = frozenset(("dtype", "device", "requires_grad", "shape", "weak_type"))
_PRINTED_BY_R = pattern(r"\s*\[1\]\s+[^\s,\]]")
_R_INDEX = pattern(r"(?m)^\s*\[[0-9]+\]\s+")
#: what stands before an array (what Polars says, a name), around it (TensorFlow) and in it (PyTorch, Python)
_BEFORE = pattern(
    r"\s*(?:shape: \(\d+,\)\s*)?(?:Series: .*\n)?(?:[A-Za-z_]\w*\s*(?:=|<-|:=)(?=\s*[A-Za-z\[({]))?"
)
_OF_TENSORFLOW = pattern(r"\s*<tf\.Tensor:[^<>]*numpy=(.*)>\s*")
_WITHIN = pattern(r",\s*grad_fn=<[^<>]*>|<class '\w+'>,")
_MATRIX_OF_R = pattern(r"\s*(?:\[,[0-9]+\]\s*)+\n")
_ROW_OF_R = pattern(r"(?m)^\s*\[[0-9]+,\]([^\[\]\n]*)$")
_OPEN, _CLOSED = "[({", {"[": "]", "(": ")", "{": "}"}
#: brackets within brackets
_DEEPEST = 4


#: what stands behind a backslash in a text
_ESCAPED = pattern(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r"}


def _unescaped(found: re.Match[str]) -> str:
    code = found[1]
    return chr(int(code[1:], 16)) if len(code) > 1 else _CONTROLS.get(code, code)


class _NoLiteral(Exception):
    """The text is something else."""


def literal(text: str) -> Any | None:
    """Lists and dictionaries of texts; None where the text is no printed array or mapping."""
    try:
        reader = _Reader(_bare(text))
        found = reader.value(0)
        reader.end()
    except _NoLiteral:
        return None
    return found if isinstance(found, list | dict) else None


def _bare(text: str) -> str:
    """The array as its brackets say it, without what programs write around it."""
    if _PRINTED_BY_R.match(text):
        return f"[{_R_INDEX.sub(' ', text)}]"
    headed = _MATRIX_OF_R.match(text)
    if headed:
        rows = _ROW_OF_R.sub(r"[\1]", text[headed.end() :])
        return f"[{rows}]"
    tensor = _OF_TENSORFLOW.fullmatch(text)
    if tensor:
        text = tensor[1]
    before = _BEFORE.match(text)
    return _WITHIN.sub("", text[before.end() :] if before else text)


class _Reader:
    """The tokens of a text and the place of the next one."""

    def __init__(self, text: str) -> None:
        check("table bytes", len(text))
        self._tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(text.rstrip()):
            match = _TOKEN.match(text, place)
            if match is None or match.lastgroup is None:
                raise _NoLiteral
            self._tokens.append((match.lastgroup, match[match.lastgroup]))
            place = match.end()
        self._next = 0

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._next] if self._next < len(self._tokens) else ("end", "")

    def _take(self) -> tuple[str, str]:
        token = self._peek()
        self._next += 1
        return token

    def end(self) -> None:
        if self._next < len(self._tokens):
            raise _NoLiteral

    def value(self, depth: int) -> Any:
        """One number, text, list, mapping or call."""
        kind, text = self._take()
        if kind == "number":
            return "".join(text.split())
        if kind == "string":
            return _ESCAPED.sub(_unescaped, text[1:-1])
        if kind == "name":
            return self._call(text, depth)
        if text in _OPEN and text and depth < _DEEPEST:
            return self._items(_CLOSED[text], depth + 1)
        raise _NoLiteral

    def _items(self, closed: str, depth: int) -> Any:
        """What stands between brackets: values, or keys with values."""
        values: list[Any] = []
        keys: list[str] = []
        rows: list[list[Any]] = []
        while self._peek()[1] != closed:
            if self._peek()[1] in ("...", "…"):
                raise TableError("the array was cut when it was printed (...)", hint="write all of it")
            if self._said():
                continue
            first = self._key() if self._followed_by("=") or self._followed_by(":") else self.value(depth)
            if self._peek()[1] in (":", "=") and isinstance(first, str):
                self._take()
                keys.append(first)
                first = self.value(depth)
            values.append(first)
            if self._peek()[1] == ",":
                self._take()
            elif self._peek()[1] == ";" and closed == "]" and not keys:
                self._take()
                rows.append(values)
                values = []
        self._take()
        if rows:
            return [*rows, *([values] if values else [])]
        if not keys:
            return values
        if len(keys) != len(values):
            raise _NoLiteral
        if len(set(keys)) < len(keys):
            raise TableError(f"label {Counter(keys).most_common(1)[0][0]} appears twice")
        return dict(zip(keys, values, strict=True))

    def _followed_by(self, mark: str) -> bool:
        place = self._next + 1
        return self._peek()[0] == "name" and self._tokens[place : place + 1] == [("mark", mark)]

    def _key(self) -> str:
        return self._take()[1]

    def _said(self) -> bool:
        """Whether a remark such as dtype=float32 was passed over."""
        if self._peek()[1] not in _SAID or not self._followed_by("="):
            return False
        self._next += 2
        kind, mark = self._take()
        if kind == "name" and self._peek()[1] == "(":
            _, mark = self._take()
        if mark in _OPEN:
            self._items(_CLOSED[mark], _DEEPEST)
        if self._peek()[1] == ",":
            self._take()
        return True

    def _call(self, name: str, depth: int) -> Any:
        if self._peek()[1] != "(" or depth >= _DEEPEST:
            raise _NoLiteral
        self._take()
        found = self._items(")", depth + 1)
        if name in _LIST_NAMES or name in _MAP_NAMES:
            single = isinstance(found, list) and len(found) == 1 and isinstance(found[0], list | dict)
            return found[0] if single else found
        if isinstance(found, list) and all(isinstance(x, str) for x in found):
            if _NUMBER_NAMES.fullmatch(name) and len(found) == 1:
                return found[0]
            if name in _FRACTIONS and 1 <= len(found) <= 2:
                return "/".join(found)
        raise _NoLiteral
