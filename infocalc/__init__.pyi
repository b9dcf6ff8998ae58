# The types of the Python interface, made from the tables of commands and options by
# python -m tests.refresh; not to be edited.

from collections.abc import Sequence
from typing import Literal, TypedDict, Unpack

from infocalc.api.report import Report as Report
from infocalc.api.values import (
    Bounds,
    Distribution,
    Expected,
    Expression,
    Joint,
    Name,
    Names,
    PointLike,
    Quantity,
    Texts,
)
from infocalc.errors import InfocalcError as InfocalcError
from infocalc.errors import NoAnswer as NoAnswer
from infocalc.errors import Undefined as Undefined

__version__: str

class _DiffOptions(TypedDict, total=False):
    implicit: Texts
    plot: bool
    range: str | tuple[Quantity, Quantity]
    wrt: Names
    names: Names
    complex: bool
    simplify: Literal["none", "fast", "full"]
    in_terms_of: Texts
    no_verify: bool
    shapes: Texts
    layout: Literal["numerator", "denominator"]
    symmetric: Literal["projection", "entries"]
    digits: int
    at: PointLike
    steps: bool
    check: Expected
    tol: Quantity
    max: Bounds
    min: Bounds
    assume: Texts
    strict: bool

class _GradOptions(TypedDict, total=False):
    along: Expected
    plot: bool
    range: str | tuple[Quantity, Quantity]
    wrt: Names
    names: Names
    complex: bool
    simplify: Literal["none", "fast", "full"]
    in_terms_of: Texts
    no_verify: bool
    shapes: Texts
    layout: Literal["numerator", "denominator"]
    symmetric: Literal["projection", "entries"]
    digits: int
    at: PointLike
    steps: bool
    check: Expected
    tol: Quantity
    max: Bounds
    min: Bounds
    assume: Texts
    strict: bool

class _JacobianOptions(TypedDict, total=False):
    wrt: Names
    names: Names
    complex: bool
    simplify: Literal["none", "fast", "full"]
    in_terms_of: Texts
    no_verify: bool
    shapes: Texts
    layout: Literal["numerator", "denominator"]
    symmetric: Literal["projection", "entries"]
    digits: int
    at: PointLike
    steps: bool
    check: Expected
    tol: Quantity
    max: Bounds
    min: Bounds
    assume: Texts
    strict: bool

class _HessianOptions(TypedDict, total=False):
    plot: bool
    wrt: Names
    names: Names
    complex: bool
    simplify: Literal["none", "fast", "full"]
    in_terms_of: Texts
    no_verify: bool
    shapes: Texts
    layout: Literal["numerator", "denominator"]
    symmetric: Literal["projection", "entries"]
    digits: int
    at: PointLike
    steps: bool
    check: Expected
    tol: Quantity
    max: Bounds
    min: Bounds
    assume: Texts
    strict: bool

class _EntropyOptions(TypedDict, total=False):
    renyi: Quantity
    tsallis: Quantity
    perplexity: bool
    share: bool
    window: int
    neighbours: int
    estimator: Literal[
        "plugin",
        "jeffreys",
        "laplace",
        "schurmann-grassberger",
        "minimax",
        "shrink",
        "miller-madow",
        "jackknife",
        "chao-shen",
        "chao-wang-jost",
        "grassberger",
        "grassberger-2003",
        "zhang",
        "bonachela",
        "nsb",
        "ansb",
        "vasicek",
        "van-es",
        "ebrahimi",
        "correa",
        "kozachenko-leonenko",
        "ksg",
        "ksg-2",
        "wang-kulkarni-verdu",
    ]
    bootstrap: int
    bayes: int
    seed: int
    confidence: Quantity
    max_upper: Quantity
    min_lower: Quantity
    plot: bool
    range: str | tuple[Quantity, Quantity]
    unit: Literal["nats", "bits", "bans"]
    base: Quantity
    digits: int
    at: PointLike
    steps: bool
    check: Expected
    tol: Quantity
    max: Bounds
    min: Bounds
    assume: Texts
    strict: bool
    normalize: bool
    counts: bool
    weights: bool
    samples: bool
    smooth: Quantity
    smooth_total: Quantity
    sum_tolerance: Quantity
    column: str | int
    label_column: str | int
    delimiter: str
    decimal: Literal["comma", ",", ".", "point"]
    header: bool
    no_header: bool
    comment: str
    columns: Names
    by: str | int
    nulls: Literal["refuse", "label", "drop"]
    engine: Literal["auto", "own", "duckdb", "spark"]
    table: str
    merge_duplicates: bool
    characters: bool
    bytes: bool
    logits: bool
    logprobs: bool
    tokens: bool

class _XentOptions(TypedDict, total=False):
    both: bool
    perplexity: bool
    estimator: Literal[
        "plugin",
        "jeffreys",
        "laplace",
        "schurmann-grassberger",
        "minimax",
        "shrink",
        "miller-madow",
        "jackknife",
        "chao-shen",
        "chao-wang-jost",
        "grassberger",
        "grassberger-2003",
        "zhang",
        "bonachela",
        "nsb",
        "ansb",
        "vasicek",
        "van-es",
        "ebrahimi",
        "correa",
        "kozachenko-leonenko",
        "ksg",
        "ksg-2",
        "wang-kulkarni-verdu",
    ]
    bootstrap: int
    bayes: int
    seed: int
    confidence: Quantity
    max_upper: Quantity
    min_lower: Quantity
    unit: Literal["nats", "bits", "bans"]
    base: Quantity
    digits: int
    at: PointLike
    steps: bool
    check: Expected
    tol: Quantity
    max: Bounds
    min: Bounds
    assume: Texts
    strict: bool
    normalize: bool
    counts: bool
    weights: bool
    samples: bool
    smooth: Quantity
    smooth_total: Quantity
    sum_tolerance: Quantity
    column: str | int
    label_column: str | int
    delimiter: str
    decimal: Literal["comma", ",", ".", "point"]
    header: bool
    no_header: bool
    comment: str
    columns: Names
    by: str | int
    nulls: Literal["refuse", "label", "drop"]
    engine: Literal["auto", "own", "duckdb", "spark"]
    table: str
    merge_duplicates: bool
    plot: bool
    range: str | tuple[Quantity, Quantity]
    q_column: str | int
    characters: bool
    bytes: bool
    logits: bool
    logprobs: bool
    tokens: bool

class _KlOptions(TypedDict, total=False):
    window: int
    neighbours: int
    test: bool
    renyi: Quantity
    alpha: Quantity
    f: str
    both: bool
    estimator: Literal[
        "plugin",
        "jeffreys",
        "laplace",
        "schurmann-grassberger",
        "minimax",
        "shrink",
        "miller-madow",
        "jackknife",
        "chao-shen",
        "chao-wang-jost",
        "grassberger",
        "grassberger-2003",
        "zhang",
        "bonachela",
        "nsb",
        "ansb",
        "vasicek",
        "van-es",
        "ebrahimi",
        "correa",
        "kozachenko-leonenko",
        "ksg",
        "ksg-2",
        "wang-kulkarni-verdu",
    ]
    bootstrap: int
    bayes: int
    seed: int
    confidence: Quantity
    max_upper: Quantity
    min_lower: Quantity
    unit: Literal["nats", "bits", "bans"]
    base: Quantity
    digits: int
    at: PointLike
    steps: bool
    check: Expected
    tol: Quantity
    max: Bounds
    min: Bounds
    assume: Texts
    strict: bool
    normalize: bool
    counts: bool
    weights: bool
    samples: bool
    smooth: Quantity
    smooth_total: Quantity
    sum_tolerance: Quantity
    column: str | int
    label_column: str | int
    delimiter: str
    decimal: Literal["comma", ",", ".", "point"]
    header: bool
    no_header: bool
    comment: str
    columns: Names
    by: str | int
    nulls: Literal["refuse", "label", "drop"]
    engine: Literal["auto", "own", "duckdb", "spark"]
    table: str
    merge_duplicates: bool
    plot: bool
    range: str | tuple[Quantity, Quantity]
    q_column: str | int
    characters: bool
    bytes: bool
    logits: bool
    logprobs: bool
    tokens: bool

class _JsdOptions(TypedDict, total=False):
    test: bool
    mixture_weights: str
    distance: bool
    estimator: Literal[
        "plugin",
        "jeffreys",
        "laplace",
        "schurmann-grassberger",
        "minimax",
        "shrink",
        "miller-madow",
        "jackknife",
        "chao-shen",
        "chao-wang-jost",
        "grassberger",
        "grassberger-2003",
        "zhang",
        "bonachela",
        "nsb",
        "ansb",
        "vasicek",
        "van-es",
        "ebrahimi",
        "correa",
        "kozachenko-leonenko",
        "ksg",
        "ksg-2",
        "wang-kulkarni-verdu",
    ]
    bootstrap: int
    bayes: int
    seed: int
    confidence: Quantity
    max_upper: Quantity
    min_lower: Quantity
    unit: Literal["nats", "bits", "bans"]
    base: Quantity
    digits: int
    at: PointLike
    steps: bool
    check: Expected
    tol: Quantity
    max: Bounds
    min: Bounds
    assume: Texts
    strict: bool
    normalize: bool
    counts: bool
    weights: bool
    samples: bool
    smooth: Quantity
    smooth_total: Quantity
    sum_tolerance: Quantity
    column: str | int
    label_column: str | int
    delimiter: str
    decimal: Literal["comma", ",", ".", "point"]
    header: bool
    no_header: bool
    comment: str
    columns: Names
    by: str | int
    nulls: Literal["refuse", "label", "drop"]
    engine: Literal["auto", "own", "duckdb", "spark"]
    table: str
    merge_duplicates: bool
    plot: bool
    range: str | tuple[Quantity, Quantity]
    q_column: str | int
    characters: bool
    bytes: bool
    logits: bool
    logprobs: bool
    tokens: bool

class _JeffreysOptions(TypedDict, total=False):
    estimator: Literal[
        "plugin",
        "jeffreys",
        "laplace",
        "schurmann-grassberger",
        "minimax",
        "shrink",
        "miller-madow",
        "jackknife",
        "chao-shen",
        "chao-wang-jost",
        "grassberger",
        "grassberger-2003",
        "zhang",
        "bonachela",
        "nsb",
        "ansb",
        "vasicek",
        "van-es",
        "ebrahimi",
        "correa",
        "kozachenko-leonenko",
        "ksg",
        "ksg-2",
        "wang-kulkarni-verdu",
    ]
    bootstrap: int
    bayes: int
    seed: int
    confidence: Quantity
    max_upper: Quantity
    min_lower: Quantity
    unit: Literal["nats", "bits", "bans"]
    base: Quantity
    digits: int
    at: PointLike
    steps: bool
    check: Expected
    tol: Quantity
    max: Bounds
    min: Bounds
    assume: Texts
    strict: bool
    normalize: bool
    counts: bool
    weights: bool
    samples: bool
    smooth: Quantity
    smooth_total: Quantity
    sum_tolerance: Quantity
    column: str | int
    label_column: str | int
    delimiter: str
    decimal: Literal["comma", ",", ".", "point"]
    header: bool
    no_header: bool
    comment: str
    columns: Names
    by: str | int
    nulls: Literal["refuse", "label", "drop"]
    engine: Literal["auto", "own", "duckdb", "spark"]
    table: str
    merge_duplicates: bool
    plot: bool
    range: str | tuple[Quantity, Quantity]
    q_column: str | int
    characters: bool
    bytes: bool
    logits: bool
    logprobs: bool
    tokens: bool

class _HellingerOptions(TypedDict, total=False):
    estimator: Literal[
        "plugin",
        "jeffreys",
        "laplace",
        "schurmann-grassberger",
        "minimax",
        "shrink",
        "miller-madow",
        "jackknife",
        "chao-shen",
        "chao-wang-jost",
        "grassberger",
        "grassberger-2003",
        "zhang",
        "bonachela",
        "nsb",
        "ansb",
        "vasicek",
        "van-es",
        "ebrahimi",
        "correa",
        "kozachenko-leonenko",
        "ksg",
        "ksg-2",
        "wang-kulkarni-verdu",
    ]
    bootstrap: int
    bayes: int
    seed: int
    confidence: Quantity
    max_upper: Quantity
    min_lower: Quantity
    digits: int
    at: PointLike
    steps: bool
    check: Expected
    tol: Quantity
    max: Bounds
    min: Bounds
    assume: Texts
    strict: bool
    normalize: bool
    counts: bool
    weights: bool
    samples: bool
    smooth: Quantity
    smooth_total: Quantity
    sum_tolerance: Quantity
    column: str | int
    label_column: str | int
    delimiter: str
    decimal: Literal["comma", ",", ".", "point"]
    header: bool
    no_header: bool
    comment: str
    columns: Names
    by: str | int
    nulls: Literal["refuse", "label", "drop"]
    engine: Literal["auto", "own", "duckdb", "spark"]
    table: str
    merge_duplicates: bool
    plot: bool
    range: str | tuple[Quantity, Quantity]
    q_column: str | int
    characters: bool
    bytes: bool
    logits: bool
    logprobs: bool
    tokens: bool

class _WassersteinOptions(TypedDict, total=False):
    digits: int
    at: PointLike
    steps: bool
    check: Expected
    tol: Quantity
    max: Bounds
    min: Bounds
    assume: Texts
    strict: bool
    normalize: bool
    counts: bool
    weights: bool
    samples: bool
    smooth: Quantity
    smooth_total: Quantity
    sum_tolerance: Quantity
    column: str | int
    label_column: str | int
    delimiter: str
    decimal: Literal["comma", ",", ".", "point"]
    header: bool
    no_header: bool
    comment: str
    columns: Names
    by: str | int
    nulls: Literal["refuse", "label", "drop"]
    engine: Literal["auto", "own", "duckdb", "spark"]
    table: str
    merge_duplicates: bool
    plot: bool
    range: str | tuple[Quantity, Quantity]
    q_column: str | int
    characters: bool
    bytes: bool
    logits: bool
    logprobs: bool
    tokens: bool

class _EvalOptions(TypedDict, total=False):
    digits: int
    at: PointLike
    max: Bounds
    min: Bounds
    complex: bool
    strict: bool

class _EqualOptions(TypedDict, total=False):
    complex: bool
    strict: bool

class _DriftOptions(TypedDict, total=False):
    columns: Names
    numeric: Names
    bins: int
    edges: Texts
    nulls: Literal["refuse", "label", "drop"]
    engine: Literal["auto", "own", "duckdb", "spark"]
    table: str
    max_jsd: Bounds
    max_psi: Bounds
    max_kl: Bounds
    min_p: Bounds
    profile: bool
    plot: bool
    digits: int
    counts: bool
    delimiter: str
    header: bool
    no_header: bool
    comment: str

class _CapacityOptions(TypedDict, total=False):
    unit: Literal["nats", "bits", "bans"]
    base: Quantity
    digits: int
    at: PointLike
    steps: bool
    check: Expected
    tol: Quantity
    max: Bounds
    min: Bounds
    assume: Texts
    strict: bool
    normalize: bool
    counts: bool
    weights: bool
    samples: bool
    smooth: Quantity
    smooth_total: Quantity
    sum_tolerance: Quantity
    column: str | int
    label_column: str | int
    delimiter: str
    decimal: Literal["comma", ",", ".", "point"]
    header: bool
    no_header: bool
    comment: str

class _MiOptions(TypedDict, total=False):
    unit: Literal["nats", "bits", "bans"]
    base: Quantity
    digits: int
    at: PointLike
    steps: bool
    check: Expected
    tol: Quantity
    max: Bounds
    min: Bounds
    assume: Texts
    strict: bool
    normalize: bool
    counts: bool
    weights: bool
    samples: bool
    smooth: Quantity
    smooth_total: Quantity
    sum_tolerance: Quantity
    column: str | int
    label_column: str | int
    delimiter: str
    decimal: Literal["comma", ",", ".", "point"]
    header: bool
    no_header: bool
    comment: str
    columns: Names
    by: str | int
    nulls: Literal["refuse", "label", "drop"]
    engine: Literal["auto", "own", "duckdb", "spark"]
    table: str
    x: str | int
    y: str | int
    given: Names
    relative_to: Literal["min", "max", "arithmetic", "geometric", "joint", "x", "y"]
    plot: bool
    neighbours: int
    test: bool
    estimator: Literal[
        "plugin",
        "jeffreys",
        "laplace",
        "schurmann-grassberger",
        "minimax",
        "shrink",
        "miller-madow",
        "jackknife",
        "chao-shen",
        "chao-wang-jost",
        "grassberger",
        "grassberger-2003",
        "zhang",
        "bonachela",
        "nsb",
        "ansb",
        "vasicek",
        "van-es",
        "ebrahimi",
        "correa",
        "kozachenko-leonenko",
        "ksg",
        "ksg-2",
        "wang-kulkarni-verdu",
    ]
    bootstrap: int
    bayes: int
    seed: int
    confidence: Quantity
    max_upper: Quantity
    min_lower: Quantity

def diff(expr: Expression, *words: Name | int, **options: Unpack[_DiffOptions]) -> Report: ...
def grad(expr: Expression, *variables: Name, **options: Unpack[_GradOptions]) -> Report: ...
def jacobian(
    expr: Expression | Sequence[Expression], *more: Expression, **options: Unpack[_JacobianOptions]
) -> Report: ...
def hessian(expr: Expression, *variables: Name, **options: Unpack[_HessianOptions]) -> Report: ...
def laplacian(expr: Expression, *variables: Name, **options: Unpack[_JacobianOptions]) -> Report: ...
def divergence(
    expr: Expression | Sequence[Expression], *more: Expression, **options: Unpack[_JacobianOptions]
) -> Report: ...
def curl(
    expr: Expression | Sequence[Expression], *more: Expression, **options: Unpack[_JacobianOptions]
) -> Report: ...
def entropy(p: Distribution, **options: Unpack[_EntropyOptions]) -> Report: ...
def xent(p: Distribution, q: Distribution | None = None, **options: Unpack[_XentOptions]) -> Report: ...
def kl(p: Distribution, q: Distribution | None = None, **options: Unpack[_KlOptions]) -> Report: ...
def jsd(p: Distribution, q: Distribution | None = None, **options: Unpack[_JsdOptions]) -> Report: ...
def jeffreys(
    p: Distribution, q: Distribution | None = None, **options: Unpack[_JeffreysOptions]
) -> Report: ...
def psi(p: Distribution, q: Distribution | None = None, **options: Unpack[_JeffreysOptions]) -> Report: ...
def hellinger(
    p: Distribution, q: Distribution | None = None, **options: Unpack[_HellingerOptions]
) -> Report: ...
def tv(p: Distribution, q: Distribution | None = None, **options: Unpack[_HellingerOptions]) -> Report: ...
def bhattacharyya(
    p: Distribution, q: Distribution | None = None, **options: Unpack[_JeffreysOptions]
) -> Report: ...
def pearson(
    p: Distribution, q: Distribution | None = None, **options: Unpack[_HellingerOptions]
) -> Report: ...
def neyman(
    p: Distribution, q: Distribution | None = None, **options: Unpack[_HellingerOptions]
) -> Report: ...
def wasserstein(
    p: Distribution, q: Distribution | None = None, **options: Unpack[_WassersteinOptions]
) -> Report: ...
def ks(p: Distribution, q: Distribution | None = None, **options: Unpack[_WassersteinOptions]) -> Report: ...
def eval(expr: Expression, **options: Unpack[_EvalOptions]) -> Report: ...
def equal(a: Expression, b: Expression, **options: Unpack[_EqualOptions]) -> Report: ...
def drift(today: str, baseline: str, **options: Unpack[_DriftOptions]) -> Report: ...
def capacity(matrix: Joint, **options: Unpack[_CapacityOptions]) -> Report: ...
def rate(matrix: Joint, **options: Unpack[_CapacityOptions]) -> Report: ...
def mi(joint: Joint, **options: Unpack[_MiOptions]) -> Report: ...
