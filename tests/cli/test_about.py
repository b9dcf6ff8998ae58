"""The commit of `--version` is that of Git, however Git keeps it; reports go to the address that is set."""

from __future__ import annotations

import shutil
import subprocess
from email.message import Message
from pathlib import Path

import pytest

from infocalc import __version__
from infocalc.cli import about

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git")


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=n", "-c", "user.email=e", "-c", "init.defaultBranch=main"]
    return subprocess.check_output(["git", "-C", folder, *who, *words], text=True, stderr=subprocess.PIPE)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "main")
    git(tmp_path / "main", "commit", "-q", "--allow-empty", "-m", "first")
    return tmp_path / "main"


def told(folder: Path) -> str:
    found = about._commit(f"{folder}/.git")
    assert found is not None
    return found


def test_a_branch(repository):
    assert told(repository) == git(repository, "rev-parse", "HEAD").strip()


def test_packed_branches(repository):
    git(repository, "branch", "another/main")
    git(repository, "pack-refs", "--all")
    assert told(repository) == git(repository, "rev-parse", "HEAD").strip()


def test_no_branch(repository):
    git(repository, "checkout", "-q", "--detach")
    assert told(repository) == git(repository, "rev-parse", "HEAD").strip()


def test_another_working_tree(repository):
    git(repository, "worktree", "add", "-q", "-b", "side", "../side")
    git(repository.parent / "side", "commit", "-q", "--allow-empty", "-m", "second")
    assert (
        told(repository.parent / "side") == git(repository, "rev-parse", "side").strip() != told(repository)
    )


def test_before_the_first_commit_and_without_git(tmp_path, monkeypatch):
    git(tmp_path, "init", "-q", ".")
    assert about._commit(f"{tmp_path}/.git") is None
    monkeypatch.setattr(about, "_commit", lambda folder: None)
    assert about.version() == __version__


def test_the_address(monkeypatch):
    installed = Message()
    installed["Project-URL"] = "Documentation, https://docs.example"
    installed["Project-URL"] = "Issues, https://issues.example"
    monkeypatch.setattr("importlib.metadata.metadata", lambda name: installed)
    monkeypatch.delenv("INFOCALC_ISSUES", raising=False)
    assert about.address() == "https://issues.example"
    monkeypatch.setenv("INFOCALC_ISSUES", "help@example")
    assert about.address() == "help@example"


def test_a_bug_names_it(run, monkeypatch):
    monkeypatch.setenv("INFOCALC_ISSUES", "help@example")
    result = run("diff", "bug")
    assert result.code == 70
    assert "please report it at help@example with the command line" in result.err.splitlines()[-1]
