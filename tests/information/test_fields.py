"""Cells in a block of bytes: the fast way takes every regular block, and finds what was written."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from infocalc.information.streams.fields import Fields, fields_of, without_quotes, without_returns

plain = st.text("ab1.", max_size=3)
cells = st.one_of(
    plain.map(lambda text: (text, text)), st.text("a,b\n", max_size=3).map(lambda t: (f'"{t}"', t))
)


def texts(fields: list[Fields], buffer: np.ndarray) -> list[tuple[str, ...]]:
    columns = [
        [bytes(buffer[a:b]).decode() for a, b in zip(one.start, one.end, strict=True)] for one in fields
    ]
    return list(zip(*columns, strict=True))


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 3).flatmap(lambda n: st.lists(st.tuples(*[cells] * n), min_size=1, max_size=5)))
def test_cells(rows):
    for end in ("\n", "\r\n"):
        written = "".join(",".join(raw for raw, _ in row) + end for row in rows)
        buffer = np.frombuffer(written.encode(), np.uint8)
        found = fields_of(buffer, len(rows[0]), ",", quoted=True)
        assert found is not None
        if end == "\r\n":
            found = without_returns(found, buffer, len(rows))
            assert found is not None
        assert texts(found, buffer) == [tuple(raw for raw, _ in row) for row in rows]
        found = without_quotes(found, buffer, written.count('"'))
        assert found is not None
        assert texts(found, buffer) == [tuple(text for _, text in row) for row in rows]


def test_irregular_blocks_are_left_alone():
    def found(text: str, width: int, quoted: bool = False) -> list[Fields] | None:
        return fields_of(np.frombuffer(text.encode(), np.uint8), width, ",", quoted=quoted)

    assert found("a,b\nc\nd,e,f\n", 2) is None
    assert found("a\nb\n", 2) is None
    assert found("a,b,c\n", 2) is None
    assert found('a,"b\n', 2, quoted=True) is None
    buffer = np.frombuffer(b'a"b,c\n', np.uint8)
    assert without_quotes(fields_of(buffer, 2, ",", quoted=False) or [], buffer, 1) is None
    buffer = np.frombuffer(b"a\rb,c\n", np.uint8)
    assert without_returns(fields_of(buffer, 2, ",", quoted=False) or [], buffer, 1) is None
