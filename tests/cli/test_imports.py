"""What each path loads, seen in a fresh process: start-up time is a feature."""

from __future__ import annotations

import subprocess
import sys

import pytest

from infocalc import __version__
from infocalc.functions.index import HOMES as FUNCTIONS
from infocalc.information.families.index import HOMES as FAMILIES

HEAVY = {"sympy", "scipy", "numpy", "symengine", "mpmath", "matplotlib", "pydantic", "rich", "pandas"}
HEAVY |= {"prompt_toolkit"}
#: vectors in closed form, which are no formulas of matrices
CLOSED = {f"infocalc.information.closed.{name}" for name in ("matrices", "matrix_laws")}
SHOW = "import sys; print(*sorted(sys.modules), file=sys.stderr)"


def modules_after(statement: str, environment) -> set[str]:
    code = f"import sys\ntry:\n    {statement}\nexcept SystemExit:\n    pass\n{SHOW}"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


@pytest.fixture(scope="module")
def bare(environment) -> set[str]:
    return modules_after("pass", environment)


def top(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("argv", [["--version"], ["-V"]])
def test_the_version_loads_next_to_nothing(argv, bare, environment):
    loaded = modules_after(f"from infocalc.__main__ import main; main({argv})", environment) - bare
    assert loaded <= {
        "infocalc",
        "infocalc.__main__",
        "infocalc.cli",
        "infocalc.cli.about",
        "__future__",
        "time",
    }


def test_the_first_page_of_help_loads_next_to_nothing(bare, environment):
    loaded = modules_after("from infocalc.__main__ import main; main(['--help'])", environment) - bare
    assert loaded <= {
        "infocalc",
        "infocalc.__main__",
        "infocalc.cli",
        "infocalc.cli.first_help",
        "__future__",
        "time",
    }


def test_importing_the_package_loads_nothing(bare, environment):
    assert modules_after("import infocalc", environment) - bare <= {"infocalc", "__future__"}


@pytest.mark.parametrize(
    "argv", [["--help"], ["diff", "--help"], ["diff"], ["nothing"], ["diff", "x", "--digits", "0"]]
)
def test_help_and_usage_load_nothing_heavy(argv, environment):
    loaded = modules_after(f"from infocalc.__main__ import main; main({argv})", environment)
    assert not top(loaded) & (HEAVY | {"flint"})


def test_differentiation_loads_nothing_heavy(environment):
    loaded = modules_after("from infocalc.__main__ import main; main(['diff', 'x^2 sin x'])", environment)
    assert not top(loaded) & HEAVY


@pytest.mark.parametrize(
    "argv",
    [["diff", "x^2 sin x"], ["grad", "0.5x^2 y + z"], ["jacobian", "x*y", "x+y"], ["hessian", "x^2 y^3"],
     ["entropy", "1/2,1/3,1/6"], ["kl", "Normal(0,1)", "Normal(1,2)"]],
)  # fmt: skip
def test_scalars_load_nothing_of_matrices(argv, environment):
    loaded = modules_after(f"from infocalc.__main__ import main; main({argv})", environment)
    wanted = {"infocalc.notation.matrix_signs", "infocalc.notation.matrix_style"}
    assert {name for name in loaded if "matri" in name and name.startswith("infocalc")} <= wanted | CLOSED


def test_a_numeric_pmf_loads_nothing_heavy(environment):
    loaded = modules_after(
        "from infocalc.__main__ import main; main(['entropy', '1/2,1/3,1/6'])", environment
    )
    assert not top(loaded) & HEAVY


@pytest.mark.parametrize(
    "argv",
    [
        ["entropy", "1/2,1/3,1/6"],
        ["entropy", "1/2,1/3,1/6", "--steps", "--unit", "bits"],
        ["kl", "1/2,1/2", "1/3,2/3"],
        ["jsd", "1/2,1/2", "1/3,2/3"],
    ],
)
def test_a_pmf_of_numbers_loads_no_algebra(argv, environment):
    loaded = modules_after(f"from infocalc.__main__ import main; main({argv})", environment)
    rooms = ("algebra", "expr", "functions", "integration", "information.families", "information.closed")
    found = {name for name in loaded if name.startswith(tuple(f"infocalc.{room}" for room in rooms))}
    assert found <= {"infocalc.algebra", "infocalc.algebra.decimal", "infocalc.algebra.digits"}


ONE_LINERS = [["diff", "x^2 sin x"], ["entropy", "1/2,1/3,1/6"], ["kl", "Normal(0,1)", "Normal(1,2)"]]


@pytest.mark.parametrize("argv", ONE_LINERS)
def test_a_one_liner_loads_no_compiler_tables(argv, environment):
    """`dataclasses` and `inspect` (which FLINT asks for its flags) cost a tenth of an answer."""
    loaded = modules_after(f"from infocalc.__main__ import main; main({argv})", environment)
    assert not loaded & {"inspect", "ast", "dis", "dataclasses", "typer", "difflib", "infocalc.cli.app"}


@pytest.mark.parametrize(("argv", "most"), list(zip(ONE_LINERS, (150, 77, 236), strict=True)))
def test_a_one_liner_loads_few_modules(argv, most, bare, environment):
    """Each costs 0.1 to 0.3 ms. `typing` and `contextlib` are a tenth of the start of an entropy."""
    loaded = modules_after(f"from infocalc.__main__ import main; main({argv})", environment) - bare
    assert not loaded & {"typing", "contextlib", "csv", "json", "select", "shutil", "importlib", "warnings"}
    assert len(loaded) <= most


@pytest.mark.parametrize("argv", ONE_LINERS[:2])
def test_plain_texts_are_read_without_regular_expressions(argv, environment):
    """`re` and the compiling of its patterns are a tenth of the start of a derivative."""
    assert "re" not in modules_after(f"from infocalc.__main__ import main; main({argv})", environment)


@pytest.mark.parametrize("argv", [ONE_LINERS[1], *[[m, "1/2,1/2", "1/3,2/3"] for m in ("kl", "xent", "jsd")]])
def test_a_measure_of_a_few_rational_numbers_loads_no_flint(argv, environment):
    loaded = modules_after(f"from infocalc.__main__ import main; main({argv})", environment)
    assert "flint" not in top(loaded)


def test_rows_are_loaded_when_they_are_asked_for(environment):
    """Of the functions those that a sine is simplified with; of the families one module."""
    functions = modules_after(f"from infocalc.__main__ import main; main({ONE_LINERS[0]})", environment)
    families = modules_after(f"from infocalc.__main__ import main; main({ONE_LINERS[2]})", environment)
    rows = {f"infocalc.functions.{home}" for home in ("trigonometric", "hyperbolic", "elementary")}
    assert {name for name in functions if name.removeprefix("infocalc.functions.") in FUNCTIONS} <= rows
    homes = {name for name in families if name.removeprefix("infocalc.information.families.") in FAMILIES}
    assert homes == {"infocalc.information.families.real_line"}


def test_a_closed_form_of_two_families_loads_no_quadrature_and_no_reader_of_tables(environment):
    loaded = modules_after(f"from infocalc.__main__ import main; main({ONE_LINERS[2]})", environment)
    unused = {
        "json",
        "infocalc.integration.quadrature",
        "infocalc.information.densities.kernels",
        "infocalc.information.densities.numeric",
        "infocalc.information.measures.of_densities",
        "infocalc.information.reading.tables",
        "infocalc.information.reading.structured",
    }
    assert not loaded & unused


def test_modules_of_the_working_directory_are_not_ours(tmp_path, environment):
    """The console script takes no module from the folder it is started in."""
    for name in ("typer", "flint", "json", "re"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken')")
    code = "import sys; sys.path[0:1] = []; from infocalc.__main__ import main; sys.exit(main(['--help']))"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
    )
    assert "taken" not in done.stderr


def test_the_version_is_in_one_place():
    assert __version__.count(".") == 2


@pytest.mark.parametrize(("labels", "loaded"), [(40, False), (40_000, True)])
def test_lines_of_few_labels_are_counted_without_numpy(labels, loaded, tmp_path, environment):
    """The start of NumPy takes longer than to count a million of them; of many labels it is faster."""
    table = tmp_path / "labels"
    table.write_text("".join(f"label {k % labels}\n" for k in range(80_000)))
    argv = ["entropy", f"@{table}", "--samples", "--no-header"]
    found = modules_after(f"from infocalc.__main__ import main; main({argv})", environment)
    assert ("numpy" in top(found)) == loaded
