"""The packages: built from a clean copy, installed in clean environments, on every interpreter at hand.

Slow, for everything is installed anew: `pytest -m packaging`, which is what .ci/run does.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.packaging

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
#: the tests that are run against an installed package
SMOKE = ("tests/test_hostile.py", "tests/test_size_limits.py", "tests/calculus/test_verify.py")


def call(*command: str | Path) -> str:
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="session")
def packages(tmp_path_factory) -> dict[str, Path]:
    """The sdist, and the wheel built from it."""
    folder = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "build", "--outdir", folder, ROOT)
    return {path.suffix: path for path in folder.iterdir()}


def environment(python: str | Path, folder: Path, *what: str | Path) -> Path:
    """The bin folder of a new environment in which that is installed."""
    call(python, "-m", "venv", folder)
    call(folder / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", *what)
    return folder / "bin"


def interpreters() -> dict[str, Path]:
    """The interpreters at hand beside this one, by version."""
    names = [c.rpartition(" ")[2] for c in ("Python :: 3.11", "Python :: 3.12", "Python :: 3.13")]
    found = {}
    for name in names:
        places = [
            *sorted(Path.home().glob(f".pyenv/versions/{name}.*/bin/python")),
            shutil.which(f"python{name}"),
        ]
        for place in filter(None, places):
            shown = subprocess.run([str(place), "--version"], capture_output=True, text=True, check=False)
            if f" {name}." in shown.stdout:
                found[name] = Path(place)
                break
    return found


def lowest(requirement: str) -> str:
    """typer>=0.29.2,<0.30 as typer==0.29.2: the oldest version that is allowed."""
    match = re.fullmatch(r"([A-Za-z-]+)>=([0-9.]+)(?:,.*)?", requirement)
    assert match is not None, requirement
    name, version = match.groups()
    return f"{name}=={version}" if version.count(".") > 1 else f"{name}=={version}.*"


def answers(programs: Path) -> None:
    """The commands answer from the installed package, and the environment is consistent."""
    assert call(programs / "infocalc", "--version").strip() == f"infocalc {version()}"
    assert "2*x" in call(programs / "infocalc", "diff", "x^2")
    assert "0.693147180559945" in call(programs / "infocalc", "entropy", "1/2,1/2")
    assert "site-packages" in call(programs / "python", "-Pc", "import infocalc; print(infocalc.__file__)")
    call(programs / "python", "-m", "pip", "check")


def version() -> str:
    found = re.search(
        r'__version__ = "(.*)"', (ROOT / "infocalc" / "__init__.py").read_text(encoding="utf-8")
    )
    assert found is not None
    return found[1]


def test_what_the_packages_hold(packages):
    with tarfile.open(packages[".gz"]) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {
        "LICENSE",
        "README.md",
        "CHANGELOG.md",
        "pyproject.toml",
        ".ci/run",
        ".github/workflows/release.yml",
        "tests/test_packaging.py",
    } <= names
    with zipfile.ZipFile(packages[".whl"]) as wheel:
        names = set(wheel.namelist())
    modules = {
        str(path.relative_to(ROOT)) for kind in ("*.py", "*.md") for path in (ROOT / "infocalc").rglob(kind)
    }
    assert modules <= names
    assert not [name for name in names if name.startswith(("tests/", ".ci/"))]
    assert [name for name in names if name.endswith("licenses/LICENSE")]


def typed(block: str, home: Path, programs: Path, checkout: Path) -> tuple[str, str]:
    """The lines of a shell in a home of its own: where `infocalc` is then found, and the version it tells."""
    home.mkdir()
    path = f"{home}/.local/bin:{home}/.infocalc/bin:{programs}:{os.environ['PATH']}"
    cache = os.environ.get("PIP_CACHE_DIR", str(Path.home() / ".cache" / "pip"))
    surroundings = os.environ | {"HOME": str(home), "PATH": path, "PIP_CACHE_DIR": cache}
    surroundings.pop("PYTHONPATH", None)
    lines = f"{block}\ncommand -v infocalc; infocalc --version"
    done = subprocess.run(
        ["bash", "-e", "-c", lines], capture_output=True, text=True, cwd=checkout, env=surroundings
    )
    assert done.returncode == 0, f"{block}{done.stdout[-2000:]}{done.stderr[-2000:]}"
    where, told = done.stdout.splitlines()[-2:]
    return where, told


def test_installing_as_the_document_says(tmp_path):
    """Every block of shell in it, one after the other; the first three bring a program of their own."""
    text = (ROOT / "infocalc" / "documents" / "installing.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)
    checkout = shutil.copytree(ROOT, tmp_path / "infocalc", ignore=shutil.ignore_patterns(".git", ".*_cache"))
    programs = environment(sys.executable, tmp_path / "env", "uv", "pipx")
    found = [typed(block, tmp_path / f"home{n}", programs, checkout) for n, block in enumerate(blocks)]
    assert len(found) == 7
    assert {told for _, told in found} == {f"infocalc {version()}"}
    assert all(where.startswith(f"{tmp_path}/home{n}/") for n, (where, _) in enumerate(found[:3]))
    assert [path.suffix for path in (checkout / "dist").iterdir()] == [".whl"]


def test_the_wheel_in_a_clean_environment(packages, tmp_path):
    answers(environment(sys.executable, tmp_path / "env", packages[".whl"]))


def test_the_oldest_dependencies(packages, tmp_path):
    """The lower bounds of pyproject.toml, on the oldest Python."""
    python = interpreters().get("3.11")
    if python is None:
        pytest.skip("no Python 3.11")
    bounds = [lowest(requirement) for requirement in PROJECT["dependencies"]]
    programs = environment(python, tmp_path / "env", packages[".whl"], "pytest", *bounds)
    answers(programs)
    call(programs / "python", "-P", "-m", "pytest", "-q", "-p", "no:cacheprovider", *SMOKE)


@pytest.mark.parametrize("name", ["3.12", "3.13"])
def test_other_interpreters(packages, tmp_path, name):
    python = interpreters().get(name)
    if python is None:
        pytest.skip(f"no Python {name}")
    programs = environment(python, tmp_path / "env", packages[".gz"], "pytest")
    answers(programs)
    call(programs / "python", "-P", "-m", "pytest", "-q", "-p", "no:cacheprovider", *SMOKE)
