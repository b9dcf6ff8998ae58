"""Walks over shared nodes, once for each, whatever their depth."""

from __future__ import annotations

from collections.abc import Callable

from infocalc.annotations import Any, Protocol, TypeVar


class Node(Protocol):
    """What has parts of its own kind; leaves have height 0."""

    args: Any
    height: int


T = TypeVar("T")
N = TypeVar("N", bound=Node)
#: trees up to this height are walked by recursion, which is twice as fast
SHALLOW = 60


def fold(root: N, visit: Callable[[N, tuple[T, ...]], T], memo: dict[N, T] | None = None) -> T:
    """visit(node, results of its args), bottom up, once for each shared node; nests may be of any depth."""
    done: dict[N, T] = {} if memo is None else memo
    if root not in done:
        walk = _walk if root.height <= SHALLOW else _deep_walk
        walk(root, visit, done)
    return done[root]


def _walk(node: N, visit: Callable[[N, tuple[T, ...]], T], done: dict[N, T]) -> None:
    args = node.args
    for part in args:
        if part not in done:
            if part.args:
                _walk(part, visit, done)
            else:
                done[part] = visit(part, ())
    done[node] = visit(node, tuple(map(done.__getitem__, args)) if args else ())


def _deep_walk(root: N, visit: Callable[[N, tuple[T, ...]], T], done: dict[N, T]) -> None:
    """The same without recursion."""
    todo = [root]
    while todo:
        node = todo[-1]
        if node in done:
            todo.pop()
            continue
        args = node.args
        waiting = len(todo)
        todo += [part for part in args if part not in done]
        if len(todo) == waiting:
            todo.pop()
            done[node] = visit(node, tuple(map(done.__getitem__, args)) if args else ())
        elif len(todo) - waiting > 1:
            todo[waiting:] = todo[: waiting - 1 : -1]


def inner(root: N) -> list[N]:
    """Every distinct node below and including root that has parts, root first."""
    if not root.args:
        return []
    seen = {root}
    todo, found = [root], []
    while todo:
        node = todo.pop()
        found.append(node)
        for part in node.args:
            if part.args and part not in seen:
                seen.add(part)
                todo.append(part)
    return found


def nodes(root: N) -> list[N]:
    """Every distinct node below and including root, which is the first."""
    seen = {root}
    todo, found = [root], []
    while todo:
        node = todo.pop()
        found.append(node)
        for part in node.args:
            if part not in seen:
                seen.add(part)
                todo.append(part)
    return found
