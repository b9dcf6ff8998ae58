"""`infocalc help TOPIC`: what the tables say, as text. Every list is made of its table."""

from __future__ import annotations

from collections.abc import Callable

from infocalc.annotations import TYPE_CHECKING
from infocalc.cli.commands import COMMANDS
from infocalc.cli.outcome import EXIT_CODES
from infocalc.cli.page import columns
from infocalc.records import NamedTuple

if TYPE_CHECKING:
    from infocalc.information.families import Family


class Topic(NamedTuple):
    """A row: what it is about, and the function that makes the text."""

    about: str
    text: Callable[[], str]


#: what is typed and what is read, row by row; the tests read every row
NOTATION = (
    ("2x  3x^2+2x+1  (x+1)(x-1)  2 pi x", "products need no sign"),
    (
        "sin x  ln x  sin 2x  sin x cos x",
        "functions need no parentheses; the argument is the product after them",
    ),
    ("sin^2 x  sin(x)^2  sin x^2", "(sin x)^2, (sin x)^2, sin(x^2)"),
    ("sin^-1 x  arctan x  tg x  sh x", "inverse functions, and the names used in other countries"),
    ("e^-x  e^{2x}  exp(x)  2^-x", "powers; e^2x is (e^2)*x, with a warning"),
    ("1/2x  a/bc", "from left to right, (1/2)*x, with a warning"),
    ("|x|  ln|x|  ||x|-1|", "absolute values"),
    ("x²  √x  ½x  π  θ  x₁  −x  x·y", "what is printed in books"),
    ("f(x)  f'(x)  f(g(x))  u(x)", "functions known by name only"),
    ("log x  log2 x  lg x  log_2(x)  log(x, 2)", "natural logarithm, and other bases"),
    ("0.1  1e-3  1/3", "exact rationals"),
    ("x!  max(x,0)  floor x  relu(x)  softmax(a,b,c)_1", "see: infocalc help functions"),
    ("x if x>0 else 0  {x: x>0, -x}", "piecewise"),
    ("f(x) = x^2  y = x^2", "the right-hand side"),
    ("x^2+y^2=25", "an equation, with --implicit y"),
    ("integrate(t*x, t, 0, 1)  sum(x^k, k, 0, n)", "bound variables"),
    (r"\frac{1}{1+e^{-x}}  \sqrt[3]{x}  \sin x", "LaTeX"),
    ("np.exp(x)  math.sin(x)  x**2", "pasted code"),
)


def _notation() -> str:
    lines = [
        "Formulas are read the way a person reads them. What has two honest readings is read by one fixed",
        "rule, and a warning names the other one; --strict makes that an error.",
        "",
    ]
    for typed, meaning in NOTATION:
        lines += [f"  {typed}", f"      {meaning}"]
    return "\n".join([*lines, ""])


#: formulas of vectors and matrices, and how they are read; the tests read every row
MATRICES = (
    (
        "x'*A*x  x.T @ A @ x  x^\\top A x  xᵀAx",
        "products and transposes as in MATLAB, NumPy, LaTeX and print",
    ),
    ("|A x - b|^2  ‖A*x - b‖^2  norm(A*x - b)^2", "lengths of vectors; ‖X‖ and norm2(X) are Frobenius"),
    ("x.*y  x./y  x.^2  x⊙y", "entry by entry; exp(x), log(x), relu(x) are so too"),
    ("inv(X)  X^-1  X⁻¹  det(X)  tr(X)  logdet(X)", "of square matrices"),
    ("sum(x)  softmax(x)  logsumexp(x)  diag(x)", "of vectors; diag both ways"),
    ("eye  eye(n)  ones(n)  vector(1)", "constants; a number beside a matrix is added to every entry"),
    ("kron(A, B)  vec(X)  outer(x, y)  dot(x, y)", "Kronecker and other products"),
    ("kl(MultivariateNormal(m1, S1), MultivariateNormal(m2, S2))", "entropy, xent and kl of normal laws"),
)


#: staples of deep learning: (what, command, formula, variable, answer); the tests run every row
STAPLES = (
    ("least squares", "grad", "|A x - b|^2", "x", "2*A'*(A*x - b)"),
    (
        *("logistic loss, labels -1 and 1", "grad", "sum(log1p(exp(-y.*(X*w))))", "w"),
        "-X'*(y./(1 + exp(y.*(X*w))))",
    ),
    ("a layer of a batch of rows", "grad", "norm2(X*W + ones*b' - Y)^2/2", "W", "X'*(X*W + ones(m)*b' - Y)"),
    ("and its bias", "grad", "norm2(X*W + ones*b' - Y)^2/2", "b", "(X*W + ones(m)*b' - Y)'*ones(m)"),
    ("softmax", "jacobian", "softmax(z)", "z", "diag(softmax(z)) - softmax(z)*softmax(z)'"),
    (
        *("softmax cross-entropy of a layer", "grad", "xent(y, softmax(W*x + b))", "W"),
        "(sum(y)*softmax(W*x + b) - y)*x'",
    ),
    (
        *("two layers, backwards: the outer one", "grad", "xent(y, softmax(V*relu(W*x + b) + c))", "V"),
        "(sum(y)*softmax(V*relu(W*x + b) + c) - y)*relu(x'*W' + b')",
    ),
    (
        *("and the inner one, the error through V' and the switch of relu", "grad"),
        *("xent(y, softmax(V*relu(W*x + b) + c))", "W"),
        "((V'*(sum(y)*softmax(V*relu(W*x + b) + c) - y)).*Heaviside(W*x + b))*x'",
    ),
)


def _matrices() -> str:
    lines = [
        "grad, jacobian, hessian and diff take formulas of vectors and matrices.",
        "",
    ]
    for typed, meaning in MATRICES:
        lines += [f"  {typed}", f"      {meaning}"]
    lines += [
        "",
        "Capitals are matrices; a lower-case name is a vector or a scalar, whatever fits; sizes follow.",
        "The reading is always told. --shapes says otherwise: 'A: m x n, S: n x n spd, x: n, c: scalar'.",
        "--at 'A=[1 2; 3 4]' --at 'x=[1, -2]' --at B=@b.csv gives the entries, every digit proved.",
        "grad has the shape of the variable; rows of a Jacobian are outputs (--layout denominator turns it);",
        "derivatives of matrices by matrices are differentials, and matrices of stacked columns where short.",
        "Every answer is proved at two sets of different sizes against power series of what was typed.",
        "Code: --format numpy, jax, torch, julia.",
        "",
        "Worked:",
    ]
    for what, command, formula, variable, answer in STAPLES:
        lines += [f"  {what}", f'    infocalc {command} "{formula}" {variable}', f"      {answer}"]
    return "\n".join([*lines, ""])


#: what is typed at the prompt; the tests read every row
PROMPT = (
    ("x^2 sin x", "a formula is evaluated and differentiated"),
    ("x^2 sin x --at x=pi/2", "with any options of eval, diff and grad"),
    ("1/2,1/3,1/6", "of a distribution the entropy is taken"),
    ("kl Normal(0, 1) Normal(1, 2)", "a command without the program's name; quotes only around blanks"),
    ("ans^2", "the last answer: of a formula alone its value"),
    ("a = 3/4", "a number or a formula with a name"),
    ("f(x) = x^2 + 1", "a function: f(3), f(x + 1), f'(x)"),
    ("p = 1/2,1/3,1/6", "a distribution: entropy p, kl p 1/3,1/3,1/3"),
    ("a =", "forgets the name"),
    ("?sigmoid", "the help of a name, as infocalc help sigmoid"),
    ("quit", "ends, as Ctrl-D does; Ctrl-C ends an answer and leaves the session"),
)


def _prompt() -> str:
    lines = [
        "infocalc alone on a terminal opens a prompt: lines are edited, completed with TAB, found again with",
        "the arrow keys and Ctrl-R, also those of former sessions.",
        "",
        *columns(PROMPT),
        "",
        "A definition is a value, put in as one: with p = a + b, 2p is 2*(a + b). What a name stood for is",
        "told beside the answer. Names of functions, constants and commands cannot be defined; nor does a",
        "value take the place of the variable of an integral or a sum.",
        "Former lines are in $XDG_STATE_HOME/infocalc/history (~/.local/state), for their owner alone.",
    ]
    return "\n".join([*lines, ""])


#: what a table looks like and how it is read; the tests read every row
READ_AS = (
    ("label,p  p  label,p,q  p,label", "columns of labels and of numbers, by their cells"),
    ("  3 red", "what sort | uniq -c writes: a count, then a label (--counts)"),
    ("a 0.5  a|0.5  a;0.5", "cells between blanks, bars, tabs, semicolons (--delimiter names another)"),
    ("red: 5  red = 5  red => 5", "a label and a number a line"),
    (
        "psql  mysql  sqlite3 -box  Markdown",
        "drawn tables, of DuckDB, Polars and ClickHouse too; records by psql -x",
    ),
    ("value_counts()  table(x)", "what pandas and R print of series, frames and tables"),
    ("50%  1/3  1 234  1,234", "one half, a third, 1234; 1,234 only where it cannot be 1.234"),
    ("# a comment", "left out; #word that may be a row is refused (--comment)"),
    ('{"a": 0.5}  [0.5, 0.5]  [{"k": "a", "n": 3}]', "JSON, one document or one a line"),
    ("array([1, 2])  tensor([1., 2.])  c(1, 2)", "printed arrays"),
    (".gz .bz2 .xz", "unpacked"),
)


def _tables() -> str:
    from pathlib import Path

    from infocalc.information.reading.header import COUNT_NAMES

    lines = [
        "Tables on standard input (-) or in a file (@FILE), as people and programs write them.",
        "",
        *(line for shown, meaning in READ_AS for line in (f"  {shown}", f"      {meaning}")),
        "",
        "The first row names the columns when it has text over numbers, when a column that an option",
        "names stands in it, or when only its first cell is empty over labels. It is data when its cells",
        "are of the kinds of their columns. Years, 0, 1, ... and consecutive numbers over numbers, and",
        "columns of text only, may be either: --header or --no-header tells. A note says what was decided.",
        "Columns named p and q are taken by these names, one named count is the count. A column that only",
        "numbers the rows, and beside a column of numbers those of text behind the labels, are left out.",
        "",
        "mi reads a table with a column for each y, or rows x, y, n: named by --x, --y and --column, or",
        "told by x and y as the names of the first two columns, by texts in the second, by labels that",
        "stand again in the first, or by the name of the third:",
        "  " + ", ".join(sorted(COUNT_NAMES)),
        "",
    ]
    return "\n".join(lines) + "\n" + Path(__file__).with_name("tables.txt").read_text(encoding="utf-8")


def _functions() -> str:
    from infocalc.functions import TABLE

    lines = ["Functions, their other spellings, and where they are real.", ""]
    for name, row in sorted(TABLE.items(), key=lambda item: item[0].lower()):
        others = f"  ({', '.join(row.spellings)})" if row.spellings else ""
        lines += [f"  {name}{others}", f"      {row.meaning}; {row.domain}"]
    return "\n".join([*lines, ""])


def _distributions() -> str:
    from infocalc.information.families import TABLE
    from infocalc.information.reading.derived import DERIVED
    from infocalc.information.reading.family_names import STRUCTURED

    lines = ["Distributions with their parameters and defaults, the support, and the entropy in nats.", ""]
    for name in sorted(TABLE):
        lines += _distribution(TABLE[name])
    for name, parameters in STRUCTURED.items():
        lines.append(f"  {name}({', '.join(f'{p}=[...]' for p in parameters)})")
    for name, words in DERIVED.items():
        lines.append(f"  {name}({', '.join(('P', *words))})")
    more = "A density is f(x) on [a, b] or f(x) on (0, oo); a pmf is p(k) on k in 1..oo."
    return "\n".join([*lines, "", more, ""])


def _distribution(row: Family) -> list[str]:
    from infocalc.cli.entries_of_laws import facts_of, signature

    facts = facts_of(row)
    said = [facts["conditions"]]
    said += [f"also {facts['also by']}"] if facts["also by"] else []
    said += [f"on {facts['support']}"] if facts["support"] else []
    measure, value = facts.popitem()
    is_number = value.startswith("a number")
    lines = [row.meaning, "; ".join(filter(None, said)), f"{measure}{': ' if is_number else ' = '}{value}"]
    return [f"  {signature(row)}", *(f"      {line}" for line in lines)]


def _formats() -> str:
    from infocalc.report.render import FORMATS

    lines = ["--format NAME: how an answer is written. Without it: table on a terminal, plain elsewhere.", ""]
    return "\n".join([*lines, *columns((name, row.meaning) for name, row in FORMATS.items()), ""])


def _exit_codes() -> str:
    lines = ["Exit codes.", "", *columns((str(code), meaning) for code, meaning in EXIT_CODES.items())]
    more = "A batch goes on after a bad line and exits with the worst code."
    return "\n".join([*lines, "", more, ""])


def _examples() -> str:
    lines = ["Examples, command by command.", ""]
    return "\n".join([*lines, *(f"  {example}" for row in COMMANDS.values() for example in row.examples), ""])


def _schema() -> str:
    from infocalc.report.document import schema

    return schema()


def _limits() -> str:
    from infocalc.limits import LIMITS

    lines = ["Bounds that are checked before any work; beyond one of them the answer is exit 3.", ""]
    rows = [(f"{limit.most:,}", limit.what) for limit in LIMITS.values()]
    more = "--timeout SECONDS and --max-memory SIZE bound the work itself, in a process that can be killed."
    return "\n".join([*lines, *columns(rows), "", more, ""])


def _manual() -> str:
    from infocalc.cli.manual import manual

    return manual()


TOPICS = {
    "notation": Topic("what may be typed, and how it is read", _notation),
    "matrices": Topic("vectors and matrices: how they are read, what is answered", _matrices),
    "functions": Topic("the functions, their spellings and domains", _functions),
    "distributions": Topic("the families: parameters, supports, entropies", _distributions),
    "prompt": Topic("infocalc alone on a terminal: a session with definitions and ans", _prompt),
    "tables": Topic("files of rows, databases, what other programs print, drift", _tables),
    "formats": Topic("how an answer is written", _formats),
    "exit-codes": Topic("what the exit code says", _exit_codes),
    "examples": Topic("command lines to start from", _examples),
    "schema": Topic("the JSON Schema of --format json", _schema),
    "limits": Topic("the bounds on size and time", _limits),
    "manual": Topic("all of it as a page for man(1)", _manual),
}
