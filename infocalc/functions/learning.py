"""The functions of machine learning: activations, softmax, logsumexp."""

from __future__ import annotations

from infocalc.expr import expr as X
from infocalc.expr.expr import Expr, mul, num
from infocalc.functions.exact import at_zero, exp, half, integer, nonnegative, odd, over, sqrt
from infocalc.functions.extremes import MOST, each
from infocalc.functions.row import Code, Function, call, define

_LEAK = (1, 100)
# Klambauer et al. 2017, equation 2, the constants as printed in every library
_SELU_ALPHA = (16732632423543772848170429916717, 10**31)
_SELU_SCALE = (10507009873554804934193349852946, 10**31)


def _sigmoid(x: Expr) -> Expr:
    return call("sigmoid", x)


def _normal_cdf(x: Expr) -> Expr:
    return half(1 + call("erf", x / sqrt(2)))


def _normal_density(x: Expr) -> Expr:
    return exp(half(-(x**2))) / sqrt(2 * X.PI)


def _mish_slope(x: Expr) -> Expr:
    t = call("tanh", call("softplus", x))
    return t + x * _sigmoid(x) * (1 - t**2)


def _leaky(x: Expr, slope: Expr | None = None) -> Expr:
    return _cases(x, x, (num(*_LEAK) if slope is None else slope) * x)


def _elu(x: Expr, alpha: Expr | None = None) -> Expr:
    return _cases(x, x, (X.ONE if alpha is None else alpha) * (exp(x) - 1))


def _selu(x: Expr) -> Expr:
    return num(*_SELU_SCALE) * _cases(x, x, num(*_SELU_ALPHA) * (exp(x) - 1))


def _cases(x: Expr, above: Expr, below: Expr) -> Expr:
    """above for x > 0, below otherwise."""
    if x.head == X.NUM:
        return above if x.data > 0 else below
    return X.compound(X.PIECEWISE, (above, X.compound(X.RELATION, (x, X.ZERO), ">"), below, X.TRUE))


def _relu(x: Expr) -> Expr | None:
    if nonnegative(x):
        return x
    return X.ZERO if x.head == X.NUM else None


def _softmax(k: Expr, *args: Expr) -> Expr:
    """softmax(u)_k = e^(u_k)/Σ e^(u_j)."""
    return over(exp(args[_index(k, args)]), X.add(*[exp(a) for a in args]))


def _index(k: Expr, args: tuple[Expr, ...]) -> int:
    from infocalc.errors import Undefined

    found = integer(k)
    if found is None or not 1 <= found <= len(args):
        raise Undefined(f"softmax of {len(args)} arguments has no such component")
    return found - 1


def _softmax_slope(i: int, k: Expr, *args: Expr) -> Expr:
    """∂s_k/∂u_j = s_k·(δ_kj − s_j); argument 0 is the index."""
    j = i - 1
    own, other = call("softmax", k, *args), call("softmax", num(j + 1), *args)
    return mul(own, 1 - own) if j == _index(k, args) else -mul(own, other)


def _softmax_value(k: Expr, *args: Expr) -> Expr | None:
    _index(k, args)
    if len(args) == 1:
        return X.ONE
    return over(1, num(len(args))) if len(set(args)) == 1 else None


define(
    Function(
        "sigmoid",
        "logistic function 1/(1 + e^(-x))",
        ("σ", "expit", "logistic"),
        derivative=(lambda x: _sigmoid(x) * (1 - _sigmoid(x)),),
        simplify=at_zero(X.HALF),
        definition=lambda x: over(1, 1 + exp(-x)),
        latex=r"\sigma",
        positive=lambda _: (),
        code=Code(
            python="(1/(1 + math.exp(-({0}))))",
            numpy="special.expit",
            torch="torch.sigmoid",
            jax="jax.nn.sigmoid",
            c="(1/(1 + exp(-({0}))))",
            julia="(1/(1 + exp(-({0}))))",
        ),
    ),
    Function(
        "softplus",
        "log(1 + e^x)",
        derivative=(_sigmoid,),
        definition=lambda x: call("log", 1 + exp(x)),
        simplify=at_zero(X.apply("log", X.TWO)),
        positive=lambda _: (),
        code=Code(
            python="math.log1p(math.exp({0}))",
            numpy="np.logaddexp(0, {0})",
            torch="torch.nn.functional.softplus",
            jax="jax.nn.softplus",
            c="log1p(exp({0}))",
            julia="log1p(exp({0}))",
        ),
    ),
    Function(
        "relu",
        "max(0, x)",
        ("ReLU", "Relu"),
        derivative=(lambda x: call("heaviside", x),),
        simplify=_relu,
        definition=lambda x: call("max", X.ZERO, x),
        kink=lambda x: (x,),
        nonnegative=True,
        sides=((0, 0), (1, 0)),
    ),
    Function(
        "leakyrelu",
        "x for x > 0, x/100 otherwise; leakyrelu(x, a): a*x otherwise",
        ("leaky_relu", "LeakyReLU", "prelu"),
        (1, 2),
        derivative=(
            lambda x, a=None: _cases(x, X.ONE, num(*_LEAK) if a is None else a),
            lambda x, _a: _cases(x, X.ZERO, x),
        ),
        simplify=lambda x, a=None: _leaky(x, a) if x.head == X.NUM else None,
        definition=_leaky,
        kink=lambda x, _a=None: (x,),
    ),
    Function(
        "elu",
        "x for x > 0, e^x - 1 otherwise; elu(x, a): a*(e^x - 1)",
        ("ELU",),
        (1, 2),
        derivative=(
            lambda x, a=None: _cases(x, X.ONE, (X.ONE if a is None else a) * exp(x)),
            lambda x, _a: _cases(x, X.ZERO, exp(x) - 1),
        ),
        simplify=lambda x, a=None: _elu(x, a) if x.head == X.NUM else None,
        definition=_elu,
        kink=lambda x, *_: (x,),
    ),
    Function(
        "selu",
        "scaled elu with the constants 1.0507 and 1.6733 of self-normalising networks",
        ("SELU",),
        derivative=(lambda x: num(*_SELU_SCALE) * _cases(x, X.ONE, num(*_SELU_ALPHA) * exp(x)),),
        definition=_selu,
        kink=lambda x: (x,),
    ),
    Function(
        "silu",
        "x*sigmoid(x)",
        ("swish", "SiLU"),
        derivative=(lambda x: _sigmoid(x) + x * _sigmoid(x) * (1 - _sigmoid(x)),),
        simplify=at_zero(X.ZERO),
        definition=lambda x: over(x, 1 + exp(-x)),
    ),
    Function(
        "gelu",
        "x*Phi(x) with the normal distribution function Phi",
        ("GELU",),
        derivative=(lambda x: _normal_cdf(x) + x * _normal_density(x),),
        simplify=at_zero(X.ZERO),
        definition=lambda x: x * _normal_cdf(x),
    ),
    Function(
        "mish",
        "x*tanh(softplus(x))",
        ("Mish",),
        derivative=(_mish_slope,),
        simplify=at_zero(X.ZERO),
        definition=lambda x: x * call("tanh", call("softplus", x)),
    ),
    Function(
        "logit",
        "log(x/(1 - x))",
        derivative=(lambda x: over(1, x * (1 - x)),),
        simplify=lambda x: X.ZERO if x is X.HALF else None,
        definition=lambda x: call("log", over(x, 1 - x)),
        domain="0 < x < 1",
        code=Code(numpy="special.logit"),
    ),
    Function(
        "softsign",
        "x/(1 + |x|)",
        derivative=(lambda x: over(1, (1 + call("abs", x)) ** 2),),
        simplify=odd("softsign", at_zero(X.ZERO)),
        definition=lambda x: over(x, 1 + call("abs", x)),
        kink=lambda x: (x,),
    ),
    Function(
        "softmax",
        "component of e^(u_k)/(sum of e^(u_j)): softmax(a, b, c)_1",
        (),
        (2, MOST),
        derivative=(None, *each(_softmax_slope)[1:]),
        integers=(0,),
        simplify=_softmax_value,
        definition=_softmax,
        positive=lambda *_: (),
        latex=r"\operatorname{softmax}\left(#>\right)_{#1}",
    ),
    Function(
        "logsumexp",
        "log(e^a + e^b + ...)",
        ("lse", "LSE"),
        (1, MOST),
        derivative=each(lambda i, *args: call("softmax", num(i + 1), *args)),
        simplify=lambda *args: args[0] if len(args) == 1 else None,
        definition=lambda *args: call("log", X.add(*[exp(a) for a in args])),
        code=Code(numpy="np.logaddexp.reduce(np.broadcast_arrays({all}))"),
    ),
)
