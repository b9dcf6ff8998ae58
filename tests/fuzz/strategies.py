"""Hypothesis strategies for formulas, pmfs, tables and command lines: generators with choices that shrink."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from tests.fuzz import distributions, expressions, hostile

T = TypeVar("T")


def drawn(make: Callable[[Random], T]) -> st.SearchStrategy[T]:
    return st.randoms(use_true_random=False).map(make)


#: (tree, text is expressions.text of it)
trees: st.SearchStrategy[expressions.Tree] = drawn(lambda rng: expressions.tree(rng, rng.randint(1, 4)))
pmfs: st.SearchStrategy[list[Fraction]] = drawn(lambda rng: distributions.weights(rng, rng.randint(1, 8)))
formulas: st.SearchStrategy[str] = st.one_of(drawn(hostile.formula), st.text(max_size=30))
tables: st.SearchStrategy[bytes] = st.one_of(drawn(hostile.table), st.binary(max_size=40))
command_lines: st.SearchStrategy[tuple[list[str], bytes]] = drawn(hostile.command_line)
misprints: st.SearchStrategy[hostile.Misprint] = drawn(hostile.misprint)
