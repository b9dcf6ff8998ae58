"""A notebook that is executed: answers are shown in LaTeX, HTML, Markdown and plain text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import infocalc

CELLS = (
    'import infocalc as ic\nic.diff("x^2 sin x")',
    'ic.hessian("x^2 y^3", at={"x": 1, "y": 2})',
    'ic.kl({"a": 0.5, "b": 0.5}, {"a": 0.25, "b": 0.75}, unit="bits")',
    "ic.mi([[0.25, 0.25], [0, 0.5]])",
    'ic.grad("x\'*A*x", "x")',
    'ic.diff("x^2").function()(3)',
)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    environment = os.environ | {"PYTHONPATH": str(Path(infocalc.__file__).parents[1])}
    environment |= {"IPYTHONDIR": str(tmp_path_factory.mktemp("ipython"))}
    client = nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3")
    client.execute(env=environment)
    return [cell["outputs"][-1]["data"] for cell in notebook.cells]


def test_answers_are_shown_in_every_form(outputs):
    for data in outputs[:-1]:
        assert {"text/plain", "text/latex", "text/html", "text/markdown"} <= set(data)
        assert data["text/latex"].startswith("$\\displaystyle ")


def test_the_forms_say_the_answer(outputs):
    assert "\\cos" in outputs[0]["text/latex"]
    assert "bmatrix" in outputs[1]["text/latex"]
    assert "= 16.0000000000000" in outputs[1]["text/html"]
    assert "bits" in outputs[2]["text/html"]
    assert "| I(X;Y) |" in outputs[3]["text/markdown"]
    assert outputs[5]["text/plain"] == "6"
