"""Our named tuples are those of typing in all that a program can see, and are made without a compiler."""

from __future__ import annotations

import copy
import pickle
import typing

import pytest

from infocalc.records import NamedTuple

LONG = [f"field_{i}" for i in range(20)]


class Point(NamedTuple):
    """A point."""

    x: int
    y: int | str = 7

    @property
    def both(self) -> tuple[object, object]:
        return self.x, self.y

    def moved(self, by: int) -> Point:
        return self._replace(x=self.x + by)


def of(base, fields, defaults):
    """A class of these fields, as `class Made(base)` makes it."""
    body = {"__module__": __name__, "__qualname__": "Made", "__annotations__": dict.fromkeys(fields, "int")}
    body |= zip(fields[len(fields) - len(defaults) :], defaults, strict=True)
    resolved = base.__mro_entries__((base,)) if hasattr(base, "__mro_entries__") else (base,)
    return type(resolved[0])("Made", resolved, body)


@pytest.mark.parametrize("number", range(len(LONG) + 1))
@pytest.mark.parametrize("with_default", [0, 1])
def test_it_is_what_typing_makes(number, with_default):
    fields, values = LONG[:number], list(range(number))
    defaults = [9] * min(number, with_default)
    ours, theirs = of(NamedTuple, fields, defaults), of(typing.NamedTuple, fields, defaults)
    a, b = ours(*values), theirs(*values)
    assert a == b == tuple(values) == ours(**dict(zip(fields, values, strict=True)))
    assert repr(a) == repr(b)
    assert hash(a) == hash(b)
    assert a._asdict() == b._asdict()
    assert [getattr(a, field) for field in fields] == values
    for name in ("_fields", "_field_defaults", "__match_args__", "__slots__", "__name__", "__module__"):
        assert getattr(ours, name) == getattr(theirs, name)
    if defaults:
        assert ours(*values[:-1]) == theirs(*values[:-1])
    for wrong in ([*values, 0], values[:-1] if number and not defaults else [*values, 1]):
        with pytest.raises(TypeError):
            ours(*wrong)
        with pytest.raises(TypeError):
            ours._make([*wrong, 1, 2])
    if fields:
        with pytest.raises(TypeError):  # a value twice
            ours(*values, **{fields[0]: 0})
        with pytest.raises(TypeError):
            ours(*values[:-1], nobody=1)
        half = number // 2
        assert ours(*values[:half], **dict(zip(fields[half:], values[half:], strict=True))) == a
    with pytest.raises(ValueError, match="nobody"):
        a._replace(nobody=1)
    assert not hasattr(a, "__dict__")


def test_methods_properties_defaults_and_patterns():
    assert Point(1).both == (1, 7)
    assert Point(1).moved(2) == Point(x=3)
    assert Point.__doc__ == "A point."
    match Point(4, 5):
        case Point(x, y=5):
            assert x == 4
        case _:
            raise AssertionError
    with pytest.raises(TypeError, match=r"Point.__new__\(\) missing 1 required positional argument: 'x'"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Point(1).x = 2  # type: ignore[misc]


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda p: pickle.loads(pickle.dumps(p))])
def test_copies_are_equal_and_of_the_class(copied):
    assert copied(Point(1, "a")) == Point(1, "a")
    assert type(copied(Point(1))) is Point


def test_a_field_without_a_default_may_not_follow_one_with():
    with pytest.raises(TypeError, match="follows"):

        class Wrong(NamedTuple):
            x: int = 1
            y: int
