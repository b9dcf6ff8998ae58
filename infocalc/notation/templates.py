"""Functions by the template in their row of the table, with places for arguments: #1, #2, #> for all else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from infocalc.functions import TABLE, latex_template
from infocalc.notation.style import ATOM, POSTFIX, Piece, Shape, Style, application, full, listed, within

_PLACE = re.compile(r"#([1-9>])")


class Calls(dict[str, Shape]):
    """The shapes of functions, made of their LaTeX templates when they are asked for.

    `own` are shapes beside the table; `spelled` turns a template of LaTeX into one of the notation.
    """

    def __init__(self, own: Mapping[str, Shape], spelled: Callable[[str], str] = str) -> None:
        super().__init__(own)
        self.spelled = spelled

    def get(self, name: str, default: Any = None) -> Any:
        if name in TABLE and TABLE[name].latex is not None:
            return self.setdefault("#" + name, _shape(name, super().get(name), self.spelled))
        return super().get(name, default)


def _shape(name: str, of_vectors: Shape | None, spelled: Callable[[str], str]) -> Shape:
    """The shape of a function of so many numbers; with fewer arguments it is of vectors."""

    def shape(style: Style, parts: tuple[Piece, ...]) -> Piece:
        if of_vectors is not None and len(parts) < TABLE[name].arity[0]:
            return of_vectors(style, parts)
        latex = latex_template(name, len(parts))
        template = spelled(latex)
        if "#" not in template:
            return application(template, style, parts)
        postfix = latex.startswith("#1") or latex.endswith("_{#1}")
        found = _PLACE.sub(lambda place: _filled(place, style, parts), template)
        return Piece(found, POSTFIX if postfix else ATOM)

    return shape


def _filled(place: re.Match[str], style: Style, parts: tuple[Piece, ...]) -> str:
    """The argument at a place of a template; in front of all else it may be loose."""
    if place[1] == ">":
        return listed(parts[1:], style)
    part = parts[int(place[1]) - 1]
    return within(part, ATOM, style) if place.start() == 0 else full(part, style)
