"""A process that has only what Python has on Windows; its arguments are then a command line of infocalc.

As a script: `python tests/cli/windows.py diff 'x^2'`; with no arguments every module is imported.
"""

from __future__ import annotations

import os
import pkgutil
import select
import signal
import subprocess
import sys
from importlib import import_module
from types import SimpleNamespace

#: modules, and names of signal and os, that Python documents as Unix only
MODULES = "fcntl grp pty pwd resource syslog termios tty".split()
SIGNALS = (
    "SIGALRM SIGCHLD SIGCONT SIGHUP SIGIO SIGKILL SIGPIPE SIGPROF SIGQUIT SIGSTOP SIGTSTP SIGTTIN SIGTTOU "
    "SIGUSR1 SIGUSR2 SIGVTALRM SIGWINCH SIGXCPU SIG_BLOCK ITIMER_REAL ITIMER_VIRTUAL ITIMER_PROF alarm "
    "getitimer setitimer pause pthread_kill pthread_sigmask siginterrupt sigwait sigpending"
).split()
SYSTEM = (
    "fork forkpty killpg getpgid getpgrp getsid setsid getuid geteuid getgid getegid wait wait3 wait4 waitid "
    "WIFSIGNALED WIFEXITED WTERMSIG WNOHANG O_CLOEXEC O_NONBLOCK sched_getaffinity sched_yield nice mkfifo "
    "environb sysconf getloadavg posix_spawn pipe2 chown register_at_fork memfd_create"
).split()


def become_windows() -> None:
    """Take away what Windows has not."""
    for module in (signal, os):  # the way in which this Python ends a process stays its own
        vars(subprocess)[module.__name__] = SimpleNamespace(**vars(module))
    for name in MODULES:
        sys.modules[name] = None  # type: ignore[assignment]  # an import of it fails
    for name in SIGNALS:
        vars(signal).pop(name, None)
    for name in SYSTEM:
        vars(os).pop(name, None)
    select.select = _of_sockets_alone


def _of_sockets_alone(*_: object) -> None:
    raise OSError(10038, "an operation was attempted on something that is not a socket")


def import_everything() -> None:
    """Every module of the package."""
    import infocalc

    for module in pkgutil.walk_packages(infocalc.__path__, "infocalc."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


if __name__ == "__main__":
    become_windows()
    if len(sys.argv) == 1:
        import_everything()
        sys.exit(0)
    from infocalc.__main__ import main

    sys.exit(main(sys.argv[1:]))
