"""The client of the warm path: with INFOCALC_WARM=1 a resident process answers (`infocalc/resident.py`).

It hands over its descriptors, folder, environment and words, and waits for the exit code. It runs before
anything else is loaded, and loads `_socket` alone: the module `socket` takes as long as the answer.
Any doubt is None, and the answer is then found as usual: another owner, another mode, a worker that is busy,
gone, of another version, or started under other settings.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # spelled so that the typing module need not be imported
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

GREETING, TOUCHED, REFUSED = b"+", b"!", 255
#: bytes of length before a request; seconds until a worker that does not greet is taken for busy
HEAD, _PATIENCE = 8, 0.05
#: seconds that an interrupted answer has to clean up behind itself
_GRACE = 2.0
_LONGEST_PATH = 100
_PAGES = frozenset(("--help", "-h"))
#: limits of a process as Linux lists them, and the column of those in force
_LIMITS, _SOFT = (b"Max cpu time", b"Max file size", b"Max data size", b"Max address space"), 26


def answered(words: Sequence[str]) -> int | None:
    """The exit code of the resident process; None where the answer is to be found as usual."""
    path = None if _is_page(words) else socket_path()
    if path is None or None in (sys.stdin, sys.stdout, sys.stderr) or _is_limited():
        return None
    try:
        import _socket

        return _Connection(_socket, path).asked(words)
    except (FileNotFoundError, ConnectionRefusedError):
        _start(path)
    except (ImportError, OSError, ValueError, AttributeError):
        pass
    return None


def _is_page(words: Sequence[str]) -> bool:
    """Whether the words may ask for a page: a pager wants the terminal that the worker does not have."""
    return not words or words[0] in ("help", "completions", "--version", "-V") or not _PAGES.isdisjoint(words)


def socket_path() -> str | None:
    """Where the worker of this version, interpreter and user listens; None without a private folder."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    if os.name != "posix" or not os.path.isabs(folder) or os.getuid() != os.geteuid():
        return None
    try:
        is_ours(folder, 0o040000)
        places = [os.stat(place) for place in (sys.executable, os.path.dirname(__file__))]
    except OSError:
        return None
    from infocalc import __version__

    # of whole numbers, so the same in every process
    mark = hash(tuple((found.st_dev, found.st_ino, found.st_mtime_ns) for found in places)) % 2**64
    path = f"{folder}/infocalc-{__version__}-{os.getuid()}-{mark:016x}"
    return path if len(os.fsencode(path)) <= _LONGEST_PATH else None


def is_ours(path: str, kind: int) -> None:
    """Raise PermissionError unless the path itself is of this kind, owned by us and closed to others."""
    found = os.lstat(path)
    if found.st_mode & 0o170000 != kind or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise PermissionError(path)


def settings(environment: dict[bytes, bytes]) -> dict[bytes, bytes]:
    """What an interpreter reads of its environment when it starts, and cannot take in later."""
    read = (b"PYTHON", b"LC_", b"LANG", b"MALLOC_", b"LD_")
    return {key: value for key, value in environment.items() if key.startswith(read)}


def _is_limited() -> bool:
    """Whether this process has limits that the worker does not know; so it is where that is not told.

    Linux tells them in a file too, for a fifth of what it takes to load the module `resource`.
    """
    try:
        told = os.open("/proc/self/limits", os.O_RDONLY)
        lines = os.read(told, 1 << 14).splitlines()
        os.close(told)
    except OSError:
        return True
    soft = [line[_SOFT:].split()[0] for line in lines if line.startswith(_LIMITS)]
    return soft != [b"unlimited"] * len(_LIMITS)


class _Connection:
    """One request to the worker; `module` is _socket."""

    def __init__(self, module: Any, path: str) -> None:
        is_ours(path, 0o140000)
        self.module = module
        self.socket = module.socket(module.AF_UNIX, module.SOCK_STREAM)
        self.socket.settimeout(_PATIENCE)
        self.socket.connect(path)

    def asked(self, words: Sequence[str]) -> int | None:
        """The exit code; None where the worker has done nothing."""
        self.pid, uid = peer(self.module, self.socket)
        if uid != os.getuid() or self.socket.recv(1) != GREETING:
            return None
        self.socket.settimeout(None)
        self._hand_over(words)
        try:
            return self._code()
        except KeyboardInterrupt:
            return self._interrupted()

    def _hand_over(self, words: Sequence[str]) -> None:
        """Send words, environment and umask; the descriptors of the streams and the folder go with them."""
        mask = os.umask(0o077)
        os.umask(mask)
        pairs = [key + b"=" + value for key, value in os.environb.items()]
        body = b"\0".join((b"%d" % mask, b"%d" % len(words), *map(os.fsencode, words), *pairs))
        folder = os.open(".", os.O_RDONLY | os.O_DIRECTORY)
        rights = b"".join(end.to_bytes(4, sys.byteorder) for end in (0, 1, 2, folder))
        data = len(body).to_bytes(HEAD, "big") + body
        sent = self.socket.sendmsg([data], [(self.module.SOL_SOCKET, self.module.SCM_RIGHTS, rights)])
        if sent < len(data):
            self.socket.sendall(data[sent:])
        os.close(folder)

    def _code(self) -> int | None:
        """The byte behind the mark; a worker that dies before it touched anything leaves the work to us."""
        data = self.socket.recv(2, self.module.MSG_WAITALL)
        if len(data) == 2:
            return None if data[1] == REFUSED else int(data[1])
        if not data:
            return None
        os.write(2, b"error: the warm worker was killed while it answered\n")
        return 70

    def _interrupted(self) -> int:
        """Have the worker clean up, and end it when it does not."""
        try:
            self.socket.settimeout(_GRACE)
            self.socket.send(b"\x03")
            while self.socket.recv(2):  # until the worker has let go of it
                pass
        except ConnectionError:  # so it has
            pass
        except (OSError, KeyboardInterrupt):
            os.kill(self.pid, 9)
        return 130


def peer(module: Any, connected: Any) -> tuple[int, int]:
    """The process and the user at the other end, as the kernel knows them."""
    found = connected.getsockopt(module.SOL_SOCKET, module.SO_PEERCRED, 12)
    pid, uid, _ = (int.from_bytes(found[i : i + 4], sys.byteorder) for i in (0, 4, 8))
    return pid, uid


def _start(path: str) -> None:
    """Start the worker for the next calls, in a session of its own and away from our streams."""
    from contextlib import suppress

    nowhere = [(os.POSIX_SPAWN_OPEN, end, os.devnull, os.O_RDWR, 0) for end in (0, 1, 2)]
    command = [sys.executable, "-P", "-m", "infocalc.resident", path]
    with suppress(OSError, NotImplementedError):
        os.posix_spawn(sys.executable, command, os.environ, file_actions=nowhere, setsid=True)
