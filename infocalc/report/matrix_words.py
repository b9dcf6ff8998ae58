"""TABLE of the words of linear algebra in the languages that an answer of matrices is printed in as code."""

from __future__ import annotations

from infocalc.records import NamedTuple


class Words(NamedTuple):
    """How one language writes the operations of matrices; templates of their operands.

    `rows`: a transposed vector is a row of its own; elsewhere vectors have one dimension and no direction.
    `plus`, `minus`, `times`, `over`, `power` go entry by entry; `applied` applies a function entry by entry.
    `sized` is a size by an axis of an argument. `comm` takes m, n: comm·vec(X) = vec(X') for X of m×n.
    """

    header: str
    product: str
    outer: str
    transpose: str
    inv: str
    solve: str
    right_solve: str
    det: str
    logdet: str
    tr: str
    diag: str
    diagonal: str
    eye: str
    ones: str
    table_of_ones: str
    kron: str
    norm2: str
    sum: str
    softmax: str
    logsumexp: str
    expm: str
    matrix_power: str
    vec: str
    comm: str
    sized: str
    logaddexp: str
    rows: bool = False
    plus: str = " + "
    minus: str = " - "
    times: str = "*"
    over: str = "/"
    power: str = "**"
    applied: str = "{0}"


def _array(np: str, **words: str) -> Words:
    """The words of NumPy under another module's name."""
    found = Words(
        header="",
        product="{0} @ {1}",
        outer=f"{np}.outer({{0}}, {{1}})",
        transpose="{0}.T",
        inv=f"{np}.linalg.inv({{0}})",
        solve=f"{np}.linalg.solve({{0}}, {{1}})",
        right_solve=f"{np}.linalg.solve({{1}}.T, {{0}})",
        det=f"{np}.linalg.det({{0}})",
        logdet=f"{np}.linalg.slogdet({{0}})[1]",
        tr=f"{np}.trace({{0}})",
        diag=f"{np}.diag({{0}})",
        diagonal=f"{np}.diag({{0}})",
        eye=f"{np}.eye({{0}})",
        ones=f"{np}.ones({{0}})",
        table_of_ones=f"{np}.ones(({{0}}, {{1}}))",
        kron=f"{np}.kron({{0}}, {{1}})",
        norm2=f"{np}.linalg.norm({{0}})",
        sum=f"{np}.sum({{0}})",
        softmax="special.softmax({0})",
        logsumexp="special.logsumexp({0})",
        expm="linalg.expm({0})",
        matrix_power=f"{np}.linalg.matrix_power({{0}}, {{1}})",
        vec="{0}.T.reshape(-1)",
        comm=f"{np}.eye({{0}}*{{1}}).reshape({{1}}, {{0}}, -1).swapaxes(0, 1).reshape({{0}}*{{1}}, -1)",
        sized="{0}.shape[{1}]",
        logaddexp=f"{np}.logaddexp(0, {{0}})",
    )
    return found._replace(**words)  # type: ignore[arg-type]


WORDS: dict[str, Words] = {
    "numpy": _array("np", header="import numpy as np\nfrom scipy import linalg, special\n\n\n"),
    "jax": _array(
        "jnp",
        header="import functools\n\nimport jax\nimport jax.numpy as jnp\n\n\n",
        softmax="jax.nn.softmax({0})",
        logsumexp="jax.nn.logsumexp({0})",
        expm="jax.scipy.linalg.expm({0})",
    ),
    "torch": _array(
        "torch",
        header="import functools\n\nimport torch\n\n\n",
        softmax="torch.softmax({0}, 0)",
        logsumexp="torch.logsumexp({0}, 0)",
        expm="torch.linalg.matrix_exp({0})",
        comm="torch.eye({0}*{1}).reshape({1}, {0}, -1).swapaxes(0, 1).reshape({0}*{1}, -1)",
        logaddexp="torch.nn.functional.softplus({0})",
        table_of_ones="torch.ones({0}, {1})",
    ),
    "julia": Words(
        header="using LinearAlgebra\n\n",
        product="{0}*{1}",
        outer="{0}*{1}",
        transpose="{0}'",
        inv="inv({0})",
        solve="({0} \\ {1})",
        right_solve="({0} / {1})",
        det="det({0})",
        logdet="logdet({0})",
        tr="tr({0})",
        diag="Diagonal({0})",
        diagonal="diag({0})",
        eye="I({0})",
        ones="ones({0})",
        table_of_ones="ones({0}, {1})",
        kron="kron({0}, {1})",
        norm2="norm({0})",
        sum="sum({0})",
        softmax="(exp.({0}) ./ sum(exp.({0})))",
        logsumexp="log(sum(exp.({0})))",
        expm="exp({0})",
        matrix_power="{0}^{1}",
        vec="vec({0})",
        comm="reshape(permutedims(reshape(Matrix(I, {0}*{1}, {0}*{1}), {0}, {1}, :), (2, 1, 3)), {0}*{1}, :)",
        sized="size({0}, {1})",
        logaddexp="log1p.(exp.({0}))",
        rows=True,
        plus=" .+ ",
        minus=" .- ",
        times=".*",
        over="./",
        power=".^",
        applied="(u -> {0}).({1})",
    ),
}
