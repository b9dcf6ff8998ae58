"""Table of options: the same name, meaning and default on every command that has it."""

from __future__ import annotations

from infocalc.cli.option import ANSWER, CHECK, INPUT, POINT, WORK, Option
from infocalc.information.estimation.table import CALLED, ESTIMATORS

#: what a file of a picture ends with, and the word for the terminal in the place of one
PICTURES, TERMINAL = (".svg", ".png", ".pdf"), "-"

UNITS = ("nats", "bits", "bans")
#: what others call them, and one of them
UNITS_CALLED = {
    "nats": ("nat", "nit", "nits", "nepers", "e"),
    "bits": ("bit", "shannon", "shannons", "sh", "2"),
    "bans": ("ban", "hartley", "hartleys", "hart", "dit", "dits", "10"),
}
NUMBERS = (
    Option(
        "digits",
        "Significant digits of every number (15).",
        "N",
        least=1,
        variable="INFOCALC_DIGITS",
        also=("precision", "prec", "decimals"),
        group=ANSWER,
        example="infocalc eval 'exp(1)' --digits 50",
    ),
    Option(
        "at",
        "Evaluate there too: x=1,y=pi/2, exact, repeatable; @points.csv for a table of points.",
        "POINT",
        many=True,
        also=("point", "points", "subs", "where", "eval"),
        group=POINT,
        example="infocalc diff 'x^2 sin x' --at x=pi/2",
    ),
    Option(
        "steps",
        "Show how the answer comes about.",
        also=("explain", "verbose", "show-work", "terms"),
        group=ANSWER,
        example="infocalc diff 'x^2 sin x' --steps",
    ),
    Option(
        "check",
        "Compare with this answer: exit 1 when it is wrong.",
        "EXPECTED",
        also=("expected", "expect", "compare", "assert"),
        group=CHECK,
        example="infocalc diff 'x^3' --check '3x^2'",
    ),
    Option(
        "tol",
        "Tolerance that makes --check numerical.",
        "T",
        needs=("check",),
        also=("atol", "rtol", "epsilon", "eps"),
        group=CHECK,
        example="infocalc entropy 1/2,1/2 --check 0.693 --tol 0.001",
    ),
    Option(
        "max",
        "Exit 1 when the first number, or row NAME, is larger; repeatable.",
        "[NAME=]X",
        many=True,
        also=("threshold", "limit", "fail-above", "upper"),
        group=CHECK,
        example="infocalc kl 1/2,1/2 1/3,2/3 --max 0.1",
    ),
    Option(
        "min",
        "Exit 1 when the first number, or row NAME, is smaller; repeatable.",
        "[NAME=]X",
        many=True,
        also=("fail-below", "lower"),
        group=CHECK,
        example="infocalc entropy 1/2,1/3,1/6 --min 'H(P)=1'",
    ),
    Option(
        "assume",
        "What is known of a symbol: 'x>0', repeatable.",
        "FACT",
        many=True,
        also=("assuming", "domain"),
        group=POINT,
        example="infocalc diff 'sqrt(x^2)' --assume 'x>0'",
    ),
    Option(
        "strict",
        "Make a warning about an ambiguous reading an error.",
        example="infocalc diff '1/(2x)' --strict",
    ),
)

UNIT = (
    Option(
        "unit",
        "Unit of information (nats).",
        "UNIT",
        choices=UNITS,
        called=tuple((word, unit) for unit, words in UNITS_CALLED.items() for word in words),
        default="nats",
        against=("base", "perplexity", "share", "tsallis"),
        variable="INFOCALC_UNIT",
        also=("units",),
        group=ANSWER,
        example="infocalc entropy 1/2,1/4,1/4 --unit bits",
    ),
    Option(
        "base",
        "Base of the logarithm instead of a unit.",
        "B",
        against=("perplexity", "share", "tsallis"),
        also=("log-base", "logbase"),
        group=ANSWER,
        example="infocalc entropy 1/3,1/3,1/3 --base 3",
    ),
)

CALCULUS = (
    Option(
        "wrt",
        "The variables, in this order: x,y.",
        "NAMES",
        many=True,
        also=("var", "vars", "variable", "variables", "respect-to"),
        group=POINT,
        example="infocalc grad 'x^2*y' --wrt y,x",
    ),
    Option(
        "names",
        "Names of several letters that are one variable: rate,tax.",
        "NAMES",
        many=True,
        group=POINT,
        example="infocalc diff 'rate*t' --names rate --wrt t",
    ),
    Option(
        "complex",
        "Read i as the imaginary unit.",
        example="infocalc diff 'e^(i x)' --complex",
    ),
    Option(
        "simplify",
        "How far to simplify (fast).",
        "HOW",
        choices=("none", "fast", "full"),
        default="fast",
        group=ANSWER,
        example="infocalc diff '(x^2-1)/(x-1)' --simplify full",
    ),
    Option(
        "in-terms-of",
        "Write the answer with an abbreviation: 's = sigmoid(x)'.",
        "NAMING",
        many=True,
        group=ANSWER,
        example="infocalc diff '1/(1+e^-x)' --in-terms-of 's = sigmoid(x)'",
    ),
    Option(
        "no-verify",
        "Skip the comparison of every derivative with a rigorous series of the input.",
        group=CHECK,
        example="infocalc diff 'x^2 sin x' --no-verify",
    ),
)

MATRICES = (
    Option(
        "shapes",
        "Vectors and matrices: 'A: m x n, S: spd, x: n, c: scalar', repeatable.",
        "SHAPES",
        many=True,
        also=("shape", "sizes", "declare", "dims"),
        group=POINT,
        example="infocalc grad \"x'*A*x\" x --shapes 'A: n x n, x: n'",
    ),
    Option(
        "layout",
        "Rows of a Jacobian are outputs (numerator) or inputs (denominator).",
        "LAYOUT",
        choices=("numerator", "denominator"),
        default="numerator",
        example="infocalc jacobian 'A*x' x --shapes 'A: m x n, x: n' --layout denominator",
    ),
    Option(
        "symmetric",
        "Gradient in a symmetric matrix: its symmetric part (projection) or by independent entries.",
        "HOW",
        choices=("projection", "entries"),
        default="projection",
        example="infocalc grad 'logdet(S)' S --shapes 'S: n x n spd' --symmetric entries",
    ),
)

IMPLICIT = (
    Option(
        "implicit",
        "The dependent variable of an equation.",
        "NAME",
        many=True,
        also=("dependent",),
        example="infocalc diff 'x^2 + y^2 = 25' x --implicit y",
    ),
)
ALONG = (
    Option(
        "along",
        "Derivative in a direction '[1, 2]' or along a curve 'x=t^2, y=t'.",
        "WHERE",
        also=("direction", "directional"),
        example="infocalc grad 'x^2*y' --along '[1, 2]'",
    ),
)

TABLES = (
    Option(
        "column",
        "Column of the probabilities: name or number.",
        "COLUMN",
        also=("col", "field", "p-column"),
        group=INPUT,
        example="infocalc entropy @table.csv --column p",
    ),
    Option(
        "label-column",
        "Column of the labels: name or number.",
        "COLUMN",
        also=("label", "labels", "key"),
        group=INPUT,
        example="infocalc entropy @table.csv --column p --label-column label",
    ),
    Option(
        "delimiter",
        "What separates columns: a character, or blanks (found out otherwise).",
        "CHARACTER",
        also=("sep", "separator", "delim"),
        group=INPUT,
        example="infocalc entropy @table.csv --column p --delimiter ,",
    ),
    Option(
        "decimal",
        "Decimal mark in a table.",
        "MARK",
        choices=("comma", ",", ".", "point"),
        group=INPUT,
        example="infocalc entropy @table.csv --column p --decimal point",
    ),
    Option(
        "header",
        "The first row of a table names its columns.",
        also=("names", "has-header"),
        group=INPUT,
        example="infocalc entropy @table.csv --column p --header",
    ),
    Option(
        "no-header",
        "The first row of a table is data.",
        against=("header",),
        also=("noheader", "skip-header"),
        group=INPUT,
        example="infocalc entropy @bare.csv --no-header",
    ),
    Option(
        "comment",
        "What begins a comment in a table: a mark, or none (#).",
        "MARK",
        also=("comments",),
        group=INPUT,
        example="infocalc entropy @bare.csv --comment none",
    ),
)
AXES = (
    Option(
        "x",
        "Column of X in a table of rows x, y, n.",
        "COLUMN",
        needs=("y",),
        also=("x-column",),
        group=INPUT,
        example="infocalc mi @rows.csv --samples --x a --y b",
    ),
    Option(
        "y",
        "Column of Y in a table of rows x, y, n.",
        "COLUMN",
        needs=("x",),
        also=("y-column",),
        group=INPUT,
        example="infocalc mi @rows.csv --samples --x a --y b",
    ),
    Option(
        "given",
        "Columns of Z in I(X;Y|Z), beside --x and --y.",
        "NAMES",
        many=True,
        needs=("x",),
        also=("z", "condition", "conditional"),
        group=INPUT,
        example="infocalc mi @rows.csv --samples --x a --y b --given c",
    ),
)
COLUMNS = Option(
    "columns",
    "Columns of raw rows: x,y or more of mi, those that drift compares.",
    "NAMES",
    many=True,
    also=("cols", "fields"),
    group=INPUT,
    example="infocalc mi @rows.csv --samples --columns a,b,c",
)
NULLS = Option(
    "nulls",
    "Rows without a value: refuse, count as a label, drop.",
    "HOW",
    choices=("refuse", "label", "drop"),
    also=("missing", "na"),
    group=INPUT,
    example="infocalc entropy @rows.csv --samples --column a --nulls drop",
)
ENGINES = (
    Option(
        "engine",
        "What counts raw rows (auto): our own counter for plain text, DuckDB for other files.",
        "NAME",
        choices=("auto", "own", "duckdb", "spark"),
        also=("backend",),
        group=INPUT,
        example="infocalc entropy @rows.csv --samples --column a --engine own",
    ),
    Option(
        "table",
        "The table of a DuckDB or SQLite file.",
        "NAME",
        group=INPUT,
        example="infocalc entropy @shop.duckdb --samples --table sales --column country",
    ),
)
DRIFT = (
    COLUMNS,
    Option(
        "numeric",
        "Columns of numbers, compared in bins.",
        "NAMES",
        many=True,
        also=("numbers",),
        group=INPUT,
        example="infocalc drift @today.csv @baseline.csv --numeric amount",
    ),
    Option(
        "bins",
        "Bins of a numeric column, of as many rows of the baseline each (10).",
        "N",
        least=2,
        group=INPUT,
        example="infocalc drift @today.csv @baseline.csv --numeric amount --bins 4",
    ),
    Option(
        "edges",
        "The edges of the bins instead: 0,10,100, or NAME=0,10,100; repeatable.",
        "[NAME=]X,Y,...",
        many=True,
        against=("bins",),
        also=("breaks", "breakpoints"),
        group=INPUT,
        example="infocalc drift @today.csv @baseline.csv --numeric amount --edges 0,10,100",
    ),
    NULLS,
    *ENGINES,
    Option(
        "max-jsd",
        "Exit 1 when JSD of a column is larger; NAME=X,Y is one column and the rest.",
        "[NAME=]X",
        many=True,
        group=CHECK,
        example="infocalc drift @today.csv @baseline.csv --columns country --max-jsd 0.02",
    ),
    Option(
        "max-psi",
        "The same of PSI, which a new label makes infinite.",
        "[NAME=]X",
        many=True,
        group=CHECK,
        example="infocalc drift @today.csv @baseline.csv --columns country --max-psi 0.2",
    ),
    Option(
        "max-kl",
        "The same of D(today||baseline).",
        "[NAME=]X",
        many=True,
        group=CHECK,
        example="infocalc drift @today.csv @baseline.csv --columns country --max-kl 0.1",
    ),
    Option(
        "min-p",
        "Exit 1 when the p-value of a column (G test) is smaller.",
        "[NAME=]X",
        many=True,
        group=CHECK,
        example="infocalc drift @today.csv @baseline.csv --columns country --min-p 1e-6",
    ),
    Option(
        "profile",
        "The operand holds what --print-sql counted: column,a,b,labels.",
        group=INPUT,
        example="infocalc drift @profile.csv --profile",
    ),
    Option(
        "print-sql",
        "Print the statement that counts: duckdb, postgres, spark, trino, snowflake, bigquery, clickhouse.",
        "DIALECT",
        also=("sql",),
        group=INPUT,
        example="infocalc drift today baseline --columns country --print-sql duckdb",
    ),
)
ROWS = (
    COLUMNS,
    Option(
        "by",
        "One answer for each value of this column, in one pass.",
        "COLUMN",
        needs=("samples",),
        also=("group-by", "groupby", "group"),
        group=INPUT,
        example="infocalc entropy @rows.csv --samples --column a --by c",
    ),
    NULLS,
    *ENGINES,
)
MERGING = (
    Option(
        "merge-duplicates",
        "Add up rows with the same label.",
        also=("merge", "aggregate"),
        group=INPUT,
        example="infocalc entropy a:1/2,b:1/4,a:1/4 --merge-duplicates",
    ),
)
Q_COLUMN = (
    Option(
        "q-column",
        "Column of the second distribution: name or number.",
        "COLUMN",
        also=("q", "reference-column"),
        group=INPUT,
        example="infocalc kl @both.csv --column p --q-column q",
    ),
)

CLEANING = (
    Option(
        "normalize",
        "Rescale to a sum of 1.",
        against=("counts", "samples"),
        also=("normalise", "rescale", "norm"),
        group=INPUT,
        example="infocalc entropy 1,2,1 --normalize",
    ),
    Option(
        "counts",
        "The numbers are counts, not probabilities.",
        against=("samples",),
        also=("count", "frequencies"),
        group=INPUT,
        example="infocalc entropy 3,4,5 --counts",
    ),
    Option(
        "weights",
        "The numbers are weights: counts that need not be whole.",
        against=("counts", "samples", "normalize"),
        also=("weight",),
        group=INPUT,
        example="infocalc entropy 0.5,1.5 --weights",
    ),
    Option(
        "samples",
        "The entries are single observations, to be counted.",
        also=("sample", "observations", "raw"),
        group=INPUT,
        example="infocalc entropy a,b,a,c --samples",
    ),
    Option(
        "smooth",
        "Add to every count: laplace (1), jeffreys (1/2) or a number.",
        "HOW",
        also=("smoothing", "pseudocount", "laplace"),
        group=INPUT,
        example="infocalc kl 3,1,0 2,1,1 --counts --smooth laplace",
    ),
    Option(
        "smooth-total",
        "Smooth probabilities as those of N observations.",
        "N",
        needs=("smooth",),
        against=("counts", "samples", "weights"),
        also=("total", "observations-total"),
        group=INPUT,
        example="infocalc kl 1/2,1/2,0 1/3,1/3,1/3 --smooth laplace --smooth-total 100",
    ),
    Option(
        "sum-tolerance",
        "Accept a sum within this of 1.",
        "T",
        against=("normalize", "counts", "weights", "samples"),
        also=("tolerance",),
        group=INPUT,
        example="infocalc entropy 0.333,0.333,0.333 --sum-tolerance 0.01",
    ),
)

#: what an operand is that is no list of probabilities, counts or observations
ENCODED = (
    Option(
        "characters",
        "The operand is a text, its characters are counted.",
        against=("bytes", "logits", "logprobs", "samples", "counts", "weights", "normalize"),
        also=("chars", "letters"),
        group=INPUT,
        example="infocalc entropy 'to be or not to be' --characters --unit bits",
    ),
    Option(
        "bytes",
        "The operand is a text, its bytes are counted.",
        against=("logits", "logprobs", "samples", "counts", "weights", "normalize"),
        also=("octets",),
        group=INPUT,
        example="infocalc entropy 'to be or not to be' --bytes --unit bits",
    ),
    Option(
        "logits",
        "The numbers are logits: p = softmax of them.",
        against=("logprobs", "samples", "counts", "weights"),
        also=("logit",),
        group=INPUT,
        example="infocalc entropy 1,2,3 --logits",
    ),
    Option(
        "logprobs",
        "The numbers are natural logarithms of probabilities.",
        against=("samples", "counts", "weights"),
        also=("logprob", "log-probs", "log-probabilities"),
        group=INPUT,
        example="infocalc entropy -1,-2,-3 --logprobs --normalize",
    ),
    Option(
        "tokens",
        "The numbers are the log-probabilities of a sequence: log loss, perplexity (entropy).",
        against=(
            *("characters", "bytes", "logits", "logprobs", "samples", "counts", "weights", "normalize"),
            *("perplexity", "share", "tsallis", "renyi"),
        ),
        also=("sequence", "log-loss", "logloss"),
        group=INPUT,
        example="infocalc entropy -0.1,-2.3,-0.7 --tokens --unit bits",
    ),
)

ESTIMATION = (
    Option(
        "estimator",
        "Estimate from counts (plugin).",
        "NAME",
        choices=tuple(ESTIMATORS),
        called=tuple(CALLED.items()),
        example="infocalc entropy 3,4,5 --counts --estimator miller-madow",
    ),
    Option(
        "window",
        "Order statistics to each side for a spacing (sqrt n).",
        "W",
        least=1,
        needs=("samples",),
        also=("window-length", "spacing"),
        example="infocalc entropy 1,2,4,8,9,11 --samples --estimator vasicek --window 2",
    ),
    Option(
        "neighbours",
        "The k-th neighbour gives the distance (4).",
        "K",
        least=1,
        needs=("estimator",),
        also=("neighbors", "k", "knn"),
        example="infocalc entropy 1,2,4,8,9,11 --samples --estimator kozachenko-leonenko --neighbours 2",
    ),
    Option(
        "test",
        "G and chi-squared tests of counts, with p-values.",
        also=("g-test", "chi2-test", "significance"),
        example="infocalc mi '20,30; 30,20' --counts --test",
    ),
    Option(
        "bootstrap",
        "Interval from N resamples.",
        "N",
        least=1,
        also=("ci", "interval", "resamples"),
        example="infocalc entropy 30,40,50 --counts --bootstrap 200 --seed 1",
    ),
    Option(
        "seed",
        "Seed of the draws.",
        "N",
        least=0,
        needs=("bootstrap", "bayes"),
        example="infocalc entropy 30,40,50 --counts --bootstrap 200 --seed 1",
    ),
    Option(
        "bayes",
        "Posterior mean and interval, from N draws.",
        "N",
        least=1,
        needs=("estimator",),
        against=("bootstrap",),
        also=("posterior", "dirichlet", "credible", "bayesian"),
        example="infocalc entropy 30,40,50 --counts --estimator jeffreys --bayes 500",
    ),
    Option(
        "confidence",
        "Probability of the interval (0.95).",
        "P",
        needs=("bootstrap", "bayes"),
        also=("level", "confidence-level", "alpha-level"),
        example="infocalc entropy 30,40,50 --counts --bootstrap 200 --confidence 0.9",
    ),
    Option(
        "max-upper",
        "Exit 1 when the upper end of the interval is larger.",
        "X",
        needs=("bootstrap", "bayes"),
        group=CHECK,
        example="infocalc kl 30,40,50 33,41,46 --counts --bootstrap 200 --max-upper 0.1",
    ),
    Option(
        "min-lower",
        "Exit 1 when the lower end of the interval is smaller.",
        "X",
        needs=("bootstrap", "bayes"),
        group=CHECK,
        example="infocalc entropy 30,40,50 --counts --bootstrap 200 --min-lower 0.9",
    ),
)

RENYI = (
    Option(
        "renyi",
        "Rényi entropy or divergence of this order.",
        "ALPHA",
        example="infocalc entropy 1/2,1/3,1/6 --renyi 2",
    ),
)
ALPHA = (
    Option(
        "alpha",
        "Power divergence (sum of p^a*q^(1-a) - 1)/(a*(a - 1)) of this order.",
        "ALPHA",
        against=("renyi", "unit", "base"),
        also=("cressie-read", "power"),
        example="infocalc kl 1/2,1/2 1/3,2/3 --alpha 2",
    ),
)
BY_FORMULA = (
    Option(
        "f",
        "f-divergence, the sum of q*f(p/q), of this convex f with f(1) = 0.",
        "FORMULA",
        against=("renyi", "alpha", "unit", "base"),
        also=("f-divergence", "csiszar", "generator"),
        example="infocalc kl 1/2,1/2 1/3,2/3 --f '(sqrt(t) - 1)^2'",
    ),
)
ENTROPIES = (
    *RENYI,
    Option(
        "tsallis",
        "Tsallis entropy of this order.",
        "Q",
        example="infocalc entropy 1/2,1/3,1/6 --tsallis 2",
    ),
    Option(
        "perplexity",
        "e^H, the effective number of outcomes.",
        also=("ppl", "exp"),
        example="infocalc entropy 1/2,1/3,1/6 --perplexity",
    ),
    Option(
        "share",
        "H / log n, the share of the largest entropy; also --normalized.",
        also=("normalised", "efficiency", "evenness"),
        alias="normalized",
        example="infocalc entropy 1/2,1/3,1/6 --share",
    ),
)
LINES = (
    Option(
        "lines",
        "One question a line on standard input or in the file.",
        also=("batch", "rows", "per-line"),
        group=INPUT,
        example="infocalc entropy - --lines",
    ),
)
PLOT = (
    Option(
        "plot",
        "Draw it in the terminal, or to a file: picture.svg, .png, .pdf.",
        "FILE",
        also=("draw", "graph", "chart"),
        group=ANSWER,
        example="infocalc diff 'sin x' --plot",
    ),
    Option(
        "range",
        "Where to draw: LOW,HIGH.",
        "LOW,HIGH",
        needs=("plot",),
        group=ANSWER,
        example="infocalc diff 'sin x' --range=-3,3 --plot",
    ),
)
BOTH = (
    Option(
        "both",
        "The other direction too; a bound is then for each, and for their sum.",
        also=("symmetric", "jeffreys", "reverse"),
        example="infocalc kl 1/2,1/2 1/3,2/3 --both",
    ),
)
DISTANCE = (
    Option(
        "distance",
        "The square root, which is a metric.",
        also=("sqrt", "metric", "root"),
        example="infocalc jsd 1/2,1/2 1/3,2/3 --distance",
    ),
)

MIXTURE = (
    Option(
        "mixture-weights",
        "The weight of each law in the mixture (equal ones).",
        "W,W,...",
        against=("estimator", "test"),
        also=("pi", "priors", "jsd-weights"),
        example="infocalc jsd 1/2,1/2 1/3,2/3 --mixture-weights 1/4,3/4",
    ),
)
RELATIVE = (
    Option(
        "relative-to",
        "Divide I(X;Y) by an entropy or a mean of two: min, max, arithmetic, geometric, joint, x, y.",
        "WHAT",
        choices=("min", "max", "arithmetic", "geometric", "joint", "x", "y"),
        also=("nmi", "normalizer", "gain-ratio"),
        example="infocalc mi '1/2 0; 1/4 1/4' --relative-to min",
    ),
)

COLORS = ("auto", "always", "never")
OUTPUT = (
    Option(
        "format",
        "How to write the answer: table, plain, json, csv, latex, numpy, ... (infocalc help formats).",
        "FORMAT",
        variable="INFOCALC_FORMAT",
        twin="json",
        also=("fmt", "output-format", "to"),
        group=ANSWER,
        example="infocalc diff 'x^2 sin x' --format latex",
    ),
    Option(
        "json",
        "The same as --format json.",
        group=ANSWER,
        example="infocalc diff 'x^2 sin x' --json",
    ),
    Option(
        "output",
        "Write to a file, whole or not at all.",
        "FILE",
        also=("out", "file", "save"),
        group=ANSWER,
        example="infocalc diff 'x^2 sin x' --output answer.txt",
    ),
    Option(
        "quiet",
        "No notes on standard error.",
        also=("silent", "no-notes"),
        group=ANSWER,
        example="infocalc entropy 3,4,5 --counts --quiet",
    ),
    Option(
        "color",
        "Colour (auto).",
        "WHEN",
        choices=COLORS,
        default="auto",
        variable="INFOCALC_COLOR",
        also=("colour",),
        group=ANSWER,
        example="infocalc diff 'x^2 sin x' --color always",
    ),
    Option(
        "ascii",
        "ASCII characters only.",
        group=ANSWER,
        example="infocalc hessian 'x^2*y' --format table --ascii",
    ),
)
LIMITS = (
    Option(
        "timeout",
        "Give up after so many seconds (a line, in a batch).",
        "SECONDS",
        also=("time-limit", "max-time"),
        group=WORK,
        example="infocalc diff 'x^2 sin x' --timeout 5",
    ),
    Option(
        "max-memory",
        "Give up beyond this much memory, such as 500M or 2G.",
        "SIZE",
        group=WORK,
        example="infocalc diff 'x^2 sin x' --max-memory 1G",
    ),
)
JOBS = (
    Option(
        "jobs",
        "Answer the lines of a batch in N processes; without it a long batch takes all processors.",
        "N",
        least=1,
        also=("threads", "workers", "processes", "parallel"),
        group=WORK,
        example="infocalc diff - --jobs 2",
    ),
)
