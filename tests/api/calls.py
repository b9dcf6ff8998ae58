"""Sixty right calls of the Python interface, and sixty wrong ones, marked so: for a type checker alone."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import numpy as np

import infocalc as ic

P = [0.5, 0.5]
Q = {"a": Fraction(1, 3), "b": Fraction(2, 3)}
A = np.array([0.25, 0.75])


def right() -> None:  # noqa: PLR0915
    ic.diff("x^2")
    ic.diff("x^5", "x", 2)
    ic.diff("sin(x*y)", "x", 2, "y")
    ic.diff("x^2", at={"x": 3})
    ic.diff("x^2", at={"x": "pi/2"}, digits=20)
    ic.diff("x^2", at="x=1")
    ic.diff("x^2", at={"x": Fraction(1, 3)}, steps=True)
    ic.diff("x^2", check="2*x", tol=0.1)
    ic.diff("x^2", max=3, min={"df/dx": 0.5})
    ic.diff("x^2", assume=["x>0"])
    ic.diff("x^2", simplify="full")
    ic.diff("x^2 + y^2 = 1", "x", implicit="y")
    ic.diff("x^2", plot=True, range=(0, 1))
    ic.diff("x^2", in_terms_of="s = sigmoid(x)", no_verify=True)
    ic.diff("i*x", complex=True, strict=True)
    ic.grad("x^2 y")
    ic.grad("x^2 y", "x", "y")
    ic.grad("x^2 y", wrt=["x", "y"])
    ic.grad("x^2 y", wrt="x,y", along=[1, 2])
    ic.grad("x'*A*x", "x", shapes="A: n x n", symmetric="entries")
    ic.jacobian("x*y", "x + y")
    ic.jacobian(["x*y", "x + y"], wrt=["x", "y"])
    ic.jacobian("A*x", layout="denominator", wrt="x")
    ic.hessian("x^2 y^3", at={"x": 1, "y": np.float64(2)})
    ic.laplacian("x^2 + y^2")
    ic.divergence("x", "y")
    ic.curl(["y", "x"])
    ic.entropy("1/2,1/2")
    ic.entropy(P)
    ic.entropy(A, unit="bits")
    ic.entropy(Counter("aab"), counts=True)
    ic.entropy(["a", "a", "b"], samples=True)
    ic.entropy((1, 2, 3), normalize=True, base=3)
    ic.entropy([Decimal("0.5"), 0.5], renyi=2)
    ic.entropy({"a": 3, "b": 1}, counts=True, estimator="chao-shen")
    ic.entropy([3, 1], counts=True, smooth="laplace", bootstrap=20, seed=1)
    ic.kl([9, 7], [8, 9], counts=True, estimator="laplace", bayes=20, confidence=0.9, max_upper=9)
    ic.entropy(["p", "1-p"], at={"p": 0.25})
    ic.entropy(p=P)
    ic.kl(P, A)
    ic.kl(Q, Q, both=True)
    ic.kl(p="1/2,1/2", q="1/3,2/3")
    ic.kl({"p": [0.5, 0.5], "q": [0.25, 0.75]})
    ic.kl("@table.csv", column="p", q_column=3)
    ic.xent(P, P, unit="bans")
    ic.jsd(P, A, max=0.1)
    ic.hellinger(P, A)
    ic.jeffreys("Normal(0, 1)", "Normal(1, 1)", digits=30)
    ic.mi([[0.25, 0.25], [0, 0.5]])
    ic.mi({"a": {"x": 1, "y": 1}, "b": {"x": 2, "y": 0}}, counts=True)
    ic.mi(np.eye(2), normalize=True)
    ic.eval("sin(pi/3)^2")
    ic.eval("x + 1", at={"x": 1}, max="log(2)")
    ic.equal("sin(2x)", "2 sin x cos x")
    ic.drift("@today.csv", "@baseline.csv", columns=["country"], max_jsd=0.02)
    x: float = float(ic.kl(P, A))
    y: float | None = ic.kl(P, A).value
    z: Fraction | None = ic.eval("1/3").exact
    s: str = ic.diff("x^2").code("numpy")
    t: bool = ic.equal("x", "x").ok
    ic.diff("x^2").function("numpy")(x, y, z, s, t)


def wrong() -> None:  # noqa: PLR0915
    ic.diff()  # wrong
    ic.diff(3)  # wrong
    ic.diff("x^2", 1.5)  # wrong
    ic.diff(["x^2"])  # wrong
    ic.diff("x^2", digit=3)  # wrong
    ic.diff("x^2", digits="3")  # wrong
    ic.diff("x^2", digits=2.5)  # wrong
    ic.diff("x^2", at=3)  # wrong
    ic.diff("x^2", at=["x=1"])  # wrong
    ic.diff("x^2", steps="yes")  # wrong
    ic.diff("x^2", simplify="very")  # wrong
    ic.diff("x^2", assume=3)  # wrong
    ic.diff("x^2", wrt=3)  # wrong
    ic.diff("x^2", plot="file.png")  # wrong
    ic.diff("x^2", range=3)  # wrong
    ic.diff("x^2", range=(1, 2, 3))  # wrong
    ic.diff("x^2", unit="bits")  # wrong
    ic.diff("x^2", format="latex")  # wrong
    ic.diff("x^2", json=True)  # wrong
    ic.diff("x^2", timeout=3)  # wrong
    ic.diff("x^2", along="[1, 2]")  # wrong
    ic.grad("x^2", implicit="y")  # wrong
    ic.grad("x^2", 2)  # wrong
    ic.grad(b"x^2")  # wrong
    ic.grad("x^2", layout="rows")  # wrong
    ic.jacobian()  # wrong
    ic.jacobian(["x"], 1)  # wrong
    ic.hessian("x^2", symmetric=True)  # wrong
    ic.hessian("x^2", variables=["x"])  # wrong
    ic.laplacian(None)  # wrong
    ic.divergence(1, 2)  # wrong
    ic.entropy()  # wrong
    ic.entropy(0.5)  # wrong
    ic.entropy({0.5, 0.25})  # wrong
    ic.entropy(P, Q)  # wrong
    ic.entropy(P, unit="bit")  # wrong
    ic.entropy(P, unit=2)  # wrong
    ic.entropy(P, counts=1)  # wrong
    ic.entropy(P, normalise=True)  # wrong
    ic.entropy(P, estimator="best")  # wrong
    ic.entropy(P, bootstrap=1.5)  # wrong
    ic.entropy(P, seed="1")  # wrong
    ic.entropy(P, both=True)  # wrong
    ic.entropy(P, column=1.5)  # wrong
    ic.entropy(q=P)  # wrong
    ic.kl()  # wrong
    ic.kl(P, 3)  # wrong
    ic.kl(P, P, P)  # wrong
    ic.kl(P, P, distance=True)  # wrong
    ic.kl(P, P, lines=True)  # wrong
    ic.hellinger(P, A, unit="bits")  # wrong
    ic.mi(3)  # wrong
    ic.mi([[1, 2]], [[1, 2]])  # wrong
    ic.eval(3)  # wrong
    ic.equal("x")  # wrong
    ic.drift("@a", 3)  # wrong
    ic.entropi(P)  # wrong
    a: int = ic.kl(P, A).value  # wrong
    b: str = ic.kl(P, A).decimal  # wrong
    print(ic.kl(P, A).vlaue, a, b)  # wrong
