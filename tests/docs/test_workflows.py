"""The workflows of the dot-folder: YAML of the shape that is meant, and lines of shell that are run."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from infocalc import __version__

ROOT = Path(__file__).parents[2]
yaml = pytest.importorskip("yaml")


def workflow(name: str) -> dict[Any, Any]:
    found = yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("name", ["tests.yml", "release.yml"])
def test_every_step_does_one_thing(name):
    for step in steps(name):
        assert ("run" in step) != ("uses" in step)
    for job in workflow(name)["jobs"].values():
        assert job["runs-on"]


def test_systems_and_pythons():
    matrix = workflow("tests.yml")["jobs"]["tests"]["strategy"]["matrix"]
    assert {system.partition("-")[0] for system in matrix["system"]} == {"ubuntu", "macos", "windows"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={matrix['python'][0]}"
    (windows,) = matrix["include"]
    assert windows["system"] in matrix["system"]
    assert all((ROOT / name).exists() for name in windows["tests"].split())


def test_one_job_has_the_whole_tables_and_what_is_entered():
    (line,) = (step["run"] for step in workflow("tests.yml")["jobs"]["everything"]["steps"] if "run" in step)
    assert line == ".ci/run"
    lines = (ROOT / line).read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("pytest -q -m whole ") for line in lines) == 2
    assert any("python -m tests.entered;" in line for line in lines if not line.startswith("#"))


def test_only_publishing_may_write():
    for name in ("tests.yml", "release.yml"):
        assert workflow(name)["permissions"] == {"contents": "read"}
    jobs = workflow("release.yml")["jobs"]
    assert jobs["publish"]["permissions"] == {"id-token": "write"}
    assert jobs["publish"]["needs"] == "build"
    assert "permissions" not in jobs["build"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize(("tag", "code"), [(f"v{__version__}", 0), ("v99.0.0", 1)])
def test_the_tag_is_compared_with_the_version(tag, code):
    line = next(step["run"] for step in steps("release.yml") if step.get("name") == "the tag is the version")
    done = subprocess.run(
        ["bash", "-e", "-c", line], cwd=ROOT, env={"GITHUB_REF_NAME": tag, "PATH": "/usr/bin:/bin"}
    )
    assert done.returncode == code


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize(
    ("heading", "code"), [("## [1.2.0] - 2027-01-31", 0), ("## [1.2.0]", 1), ("## [Unreleased]", 1)]
)
def test_a_release_has_a_dated_entry(heading, code, tmp_path):
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n{heading}\n")
    line = next(step["run"] for step in steps("release.yml") if "changelog" in step.get("name", ""))
    environment = {"GITHUB_REF_NAME": "v1.2.0", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        ["bash", "-e", "-c", line], cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL
    )
    assert done.returncode == code
