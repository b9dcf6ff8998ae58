"""`infocalc` alone on a terminal: a line is read, edited and completed, answered, and the next one read.

Answers are made in a process beside this one (`apart.py`), forked from it when the modules of answers are
there, which are loaded while the first line is typed: Ctrl-C and limits end the answer, never the session.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from infocalc import __version__
from infocalc.cli.answering import bug, failed
from infocalc.cli.option_values import Output
from infocalc.cli.outcome import Outcome
from infocalc.cli.process import run, tell
from infocalc.cli.prompt.apart import Apart
from infocalc.cli.prompt.completer import SessionCompleter
from infocalc.cli.prompt.session import Session
from infocalc.errors import InfocalcError

_MARK = "infocalc> "
_GREETING = (
    f"infocalc {__version__}: a formula, a command, a definition such as f(x) = x^2 or p = 1/2,1/2; "
    "?prompt explains, Ctrl-D ends.\n"
)
#: questions that load what most answers need
_USUAL = (
    ("diff", "x^2 sin x", "--at", "x=1"),
    ("grad", "x^2*y"),
    ("eval", "sin(pi/3)"),
    ("entropy", "1/2,1/2"),
    ("kl", "Normal(0, 1)", "Normal(1, 2)"),
)


def prompt() -> int:
    """Lines until Ctrl-D; the exit code."""
    session = Session()
    reader: PromptSession[str] = PromptSession(
        history=_history(),
        completer=SessionCompleter(session),
        complete_while_typing=False,
        auto_suggest=AutoSuggestFromHistory(),
        enable_history_search=True,
    )
    tell(Outcome(_GREETING))
    loading = Thread(target=load, daemon=True)
    loading.start()
    apart = Apart(session)
    try:
        while True:
            with suppress(KeyboardInterrupt):
                line = reader.prompt(_MARK)
                loading.join()  # a process is not forked while another thread imports
                if not answer(session, apart, line):
                    return 0
    except EOFError:
        return 0
    finally:
        apart.close()


def answer(session: Session, apart: Apart, line: str) -> bool:
    """Answer one line; False where it ends the session."""
    try:
        asked = session.understood(line)
    except InfocalcError as problem:
        tell(failed(problem, Output()))
        return True
    except Exception as problem:  # a bug of ours ends no session
        tell(bug(problem, Output()))
        return True
    tell(Outcome(asked.told, notes=tuple(f"{note}\n" for note in asked.notes)))
    for place, words in enumerate(asked.lines):
        apart.is_first = place == 0
        if run(words, monotonic(), apart) not in (0, 1):
            break
    return not asked.ends


def load() -> None:
    """Answer usual questions unseen, so that the modules are there for the processes of answers."""
    from infocalc.cli.answering import answered
    from infocalc.cli.flint_types import load_one_by_one
    from infocalc.cli.line import read_command
    from infocalc.cli.question import Wanted

    load_one_by_one()
    for words in _USUAL:
        work = read_command(words)
        assert isinstance(work, Wanted)
        answered(work._replace(output=work.output._replace(remembered=True)))


def _history() -> History:
    """The lines of former sessions, for their owner alone; where they cannot be kept, those of this one."""
    path = state_folder() / "history"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))


def state_folder() -> Path:
    """Where the system has a program keep its state: XDG_STATE_HOME, on Windows LOCALAPPDATA."""
    usual = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_STATE_HOME")
    base = Path(usual) if usual and os.path.isabs(usual) else Path.home() / ".local" / "state"
    return base / "infocalc"
