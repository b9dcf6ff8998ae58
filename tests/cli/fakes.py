"""Stand-ins for the commands of calculus and information, whose operands say what they do.

As a script it is the console script with these commands: `python tests/cli/fakes.py diff sleep`.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from infocalc.errors import NotationError, Undefined
from infocalc.notation.formula import Formula
from infocalc.report.report import Check, Number, Report, Row


def diff(text: str, words: Sequence[str], options: Any) -> Report:
    """Does what the text says; by default an answer that echoes what was asked for."""
    act(text)
    number = Number(options.at.get("v", "6.00000000000000"), True, options.at.get("exact"))
    return Report(
        command="diff",
        input={"expr": text, "words": list(words), "options": repr(options)},
        rows=(Row("df/dx", Formula("symbol", (), text.strip("-") or "x"), number if options.at else None),),
        conditions=("x > 0",) if "when" in text else (),
        notes=("read with care",) if "note" in text else (),
        warnings=("two readings",) if "warn" in text else (),
        check=Check(options.check, "y") if options.check else None,
    )


def operated(operator: Any, texts: Sequence[str], words: Sequence[str], options: Any, _known: Any) -> Report:
    return jacobian(texts, words, options) if operator.of_list else diff(texts[0], words, options)


def jacobian(texts: Sequence[str], words: Sequence[str], options: Any) -> Report:
    row = Row("df1/dx", Formula("symbol", (), "x"), None, 1, 1)
    return Report("jacobian", {"exprs": list(texts), "words": list(words)}, (row,), (1, 1))


def check_words(operator: Any, words: Sequence[str], options: Any) -> None:
    """All words are welcome."""


def act(text: str) -> None:
    """Sleep, spin in C, eat memory, crash, fail: by name."""
    if text == "sleep":
        time.sleep(60)
    elif text == "slow":
        time.sleep(0.3)
    elif text == "spin":
        str(9**9**9)  # C code that never lets go of the interpreter
    elif text == "flint":
        from flint import arb, ctx

        ctx.prec = 300_000_000
        arb(2).exp()
    elif text == "memory":
        block = [bytearray(1 << 20) for _ in range(1 << 16)]
        del block
    elif text == "abort":
        os.abort()
    elif text == "bug":
        raise ValueError("something impossible")
    elif text == "undefined":
        raise Undefined("no value there")
    elif text == "wrong":
        raise NotationError("what is this?", "write x", (0, 2), text)


def measured(measure: Any, sources: Sequence[Any], options: Any) -> Report:
    return echoed(measure.name, sources, options)


def mi(joint: Any, options: Any) -> Report:
    return echoed("mi", (joint,), options)


def echoed(command: str, sources: Sequence[Any], options: Any) -> Report:
    """Echo the operands; a stream is read whole."""
    told = []
    for source in sources:
        if source is not None and source.text is not None:
            act(source.text)
        data = source.stream.read().decode() if source is not None and source.stream is not None else None
        told.append(None if source is None else {"text": source.text, "name": source.name, "data": data})
    row = Row(command, None, Number("inf" if "inf" in str(told) else "0.693147180559945", True))
    return Report(command, {"sources": told, "options": repr(options)}, (row,), unit=options.unit)


def modules() -> dict[str, ModuleType]:
    """The modules of commands, made of these functions; nothing is answered without them."""
    plain = ModuleType("infocalc.information.plain")
    plain.measured = lambda *_: None  # type: ignore[attr-defined]
    calculus = ModuleType("infocalc.calculus.commands")
    information = ModuleType("infocalc.information.commands")
    for function in (operated, check_words):
        setattr(calculus, function.__name__, function)
    for function in (measured, mi):
        setattr(information, function.__name__, function)
    return {module.__name__: module for module in (calculus, information, plain)}


def install() -> None:
    import infocalc.calculus
    import infocalc.information

    found = modules()
    sys.modules.update(found)
    infocalc.calculus.commands = found["infocalc.calculus.commands"]  # type: ignore[attr-defined]
    infocalc.information.commands = found["infocalc.information.commands"]  # type: ignore[attr-defined]


if __name__ == "__main__":
    install()
    from infocalc.__main__ import entry

    entry()
