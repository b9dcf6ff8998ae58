"""Which infocalc this is, and where its faults are reported."""

from __future__ import annotations

import os

from infocalc import __version__

#: the labels of [project.urls] that lead to reports
_LABELS = ("issues", "issue tracker", "bug tracker")


def version() -> str:
    """The version, and in a checkout of Git its commit too."""
    house = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    commit = _commit(f"{house}/.git")
    return f"{__version__} ({commit[:12]})" if commit else __version__


def _commit(folder: str) -> str | None:
    """The commit that is checked out, read from Git's own files: its program would take ten times as long."""
    try:
        if os.path.isfile(folder):  # one of several working trees: `gitdir: FOLDER`
            folder = os.path.join(os.path.dirname(folder), _line(folder).removeprefix("gitdir: "))
        head = _line(f"{folder}/HEAD")
        if not head.startswith("ref: "):
            return head
        common = f"{folder}/commondir"
        if os.path.exists(common):
            folder = os.path.join(folder, _line(common))
        return _branch(folder, head.removeprefix("ref: "))
    except OSError:
        return None


def _branch(folder: str, name: str) -> str | None:
    """The commit of a branch, in a file of its own or among the packed ones (`COMMIT NAME` a line)."""
    if os.path.exists(f"{folder}/{name}"):
        return _line(f"{folder}/{name}")
    with open(f"{folder}/packed-refs", encoding="utf-8") as file:
        return next((line.split()[0] for line in file if line.endswith(f" {name}\n")), None)


def _line(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.readline().strip()


def address() -> str | None:
    """Where reports are welcome: INFOCALC_ISSUES, or the project's own address."""
    from importlib.metadata import PackageNotFoundError, metadata

    if typed := os.environ.get("INFOCALC_ISSUES"):
        return typed
    try:
        urls = [url.partition(", ") for url in metadata("infocalc").get_all("Project-URL") or []]
    except PackageNotFoundError:
        return None
    return next((where for label, _, where in urls if label.lower() in _LABELS), None)
