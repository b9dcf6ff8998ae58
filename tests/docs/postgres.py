"""A PostgreSQL server of a test's own: in a temporary folder, on a socket there, gone with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_USER = "postgres"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl: on the search path, or where Debian has it."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


def missing() -> str | None:
    """What a server cannot be started without, None where it can."""
    if programs() is None or shutil.which("psql") is None:
        return "no PostgreSQL"
    if os.geteuid() != 0:  # it refuses to run as root
        return None
    if shutil.which("setpriv") is None:
        return "no setpriv"
    import pwd  # of POSIX alone

    return None if any(user.pw_name == _USER for user in pwd.getpwall()) else f"no user {_USER}"


@contextmanager
def server(database: str) -> Iterator[dict[str, str]]:
    """The variables by which psql finds a server with this empty database."""
    folder = Path(tempfile.mkdtemp(prefix="infocalc-pg-", dir="/tmp"))  # a socket has a short path
    become: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, _USER, _USER)
        become = ["setpriv", f"--reuid={_USER}", f"--regid={_USER}", "--clear-groups"]
    where, data = programs(), folder / "data"

    def run(program: str, *arguments: str) -> None:
        command = [*become, f"{where}/{program}", "-D", str(data), *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=60)

    known = {"PGHOST": str(folder), "PGUSER": database, "PGDATABASE": database}
    try:
        run("initdb", "--no-sync", "--auth=trust", "--locale=C", "--encoding=UTF8", f"--username={database}")
        options = f"-k {folder} -h '' -c fsync=off -c shared_buffers=1MB"
        run("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", options)
        try:
            create = ["psql", "-q", "-d", "template1", "-c", f"create database {database}"]
            subprocess.run(create, check=True, env=os.environ | known, timeout=60)
            yield known
        finally:
            run("pg_ctl", "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
