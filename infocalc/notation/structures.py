"""Formulas of what is no function of numbers: integrals, sums, cases, signs of arithmetic as calls."""

from __future__ import annotations

from infocalc.errors import NotationError, Span
from infocalc.notation.build import OPERATIONS, infix
from infocalc.notation.formula import Formula, number


def structure(head: str, args: tuple[Formula, ...], span: Span, text: str) -> Formula:
    """integrate(f, t, a, b), sum(f, k, a, b), piecewise((u, c), …)."""
    if head == "piecewise":
        return piecewise(args, span, text)
    if head in OPERATIONS:
        return operation(head, args, span, text)
    if head == "where":
        return where(args, span, text)
    if head == "select":
        return selected(args, span, text)
    if head == "hyper":
        return hypergeometric(args, span, text)
    if head in ("and", "or") and len(args) > 1:
        return Formula(head, args, None, span)
    if len(args) == 2 and args[1].value == ".." and args[1].args[0].value == "=":  # int(f, t = a..b)
        args = (args[0], *args[1].args[0].args, args[1].args[1])
    if len(args) == 2 and args[1].head == "list" and len(args[1].args) == 3:  # integrate(f, (t, a, b))
        args = (args[0], *args[1].args)
    if len(args) != 4 or args[1].head != "symbol":
        word = "integrate" if head == "integral" else "sum"
        raise NotationError(
            f"{word} wants a function, a variable and two bounds", f"{word}(f, t, a, b)", span, text
        )
    return Formula(head, args, None, span)


def indicator(condition: Formula) -> Formula:
    """1 where a condition holds, else 0."""
    one, zero = (number(n).at(condition.span) for n in (1, 0))
    return Formula("piecewise", (one, condition, zero, Formula("constant", (), "true", condition.span)), None,
                   condition.span)  # fmt: skip


def _pieces(args: tuple[Formula, ...], span: Span) -> tuple[Formula, ...]:
    """The pieces of Maple (c, u, …), Mathematica ({{u, c}, …}, v) and NumPy (x, [c, …], [u, …])."""
    zero = number(0).at(span)
    if args and args[0].head == "list" and args[0].args[0].head == "list":
        return (*args[0].args, args[1] if len(args) == 2 else zero)
    lists = args[1:3] if len(args) == 3 else ()
    if len(lists) == 2 and all(a.head == "list" for a in lists) and args[0].head != "list":
        conditions, values = lists[0].args, lists[1].args
        rest = values[len(conditions) :] or (zero,)
        whole = list(zip(values, conditions, strict=False))[::-1]  # the last condition that holds counts
        return (*(part for pair in whole for part in pair), rest[0])
    if args and args[0].head in ("relation", "and", "or"):
        odd = args if len(args) % 2 else (*args, zero)
        pairs = [part for k in range(0, len(odd) - 1, 2) for part in (odd[k + 1], odd[k])]
        return (*pairs, odd[-1])
    return args


def operation(name: str, args: tuple[Formula, ...], span: Span, text: str) -> Formula:
    """np.add(x, y) is x + y, x.neg() is -x."""
    sign = OPERATIONS[name]
    wanted = 1 if sign in ("neg", "1/", "") else 2
    if len(args) != wanted:
        raise NotationError(f"{name} takes {wanted} arguments, got {len(args)}", span=span, text=text)
    if sign == "":  # np.float64(x), torch.tensor(0.)
        return args[0].at(span)
    if sign == "neg":
        return Formula("neg", args, None, span)
    if sign == "1/":
        return Formula("quotient", (number(1).at(span), args[0]), None, span)
    return (
        Formula("call", args, sign, span)
        if sign == "logsumexp"
        else infix(sign, args[0], args[1], text).at(span)
    )


def selected(args: tuple[Formula, ...], span: Span, text: str) -> Formula:
    """np.select([c, …], [u, …], default): the first condition that holds counts."""
    named = args[-1].head == "relation" and args[-1].args[0].value == "default"
    default = args[2:3] if not named else (args[2].args[1],)
    lists = [a.args for a in args[:2] if a.head == "list"]
    if len(lists) != 2 or len(lists[0]) != len(lists[1]) or len(args) > 3:
        hint = "write select([x < 0, x >= 0], [-x, x], 0)"
        raise NotationError("as many values as conditions are wanted", hint, span, text)
    pairs = [part for pair in zip(lists[1], lists[0], strict=True) for part in pair]
    known = [d for d in default if d.value != "nan"]
    return piecewise((*pairs, *(known or ([] if default else [number(0).at(span)]))), span, text)


def hypergeometric(args: tuple[Formula, ...], span: Span, text: str) -> Formula:
    """hyper((a, b), (c,), x) of SymPy, HypergeometricPFQ[{a, b}, {c}, x]."""
    lists = [a.args if a.head == "list" else (a,) for a in args[:2]]
    if len(args) == 3:
        name = {(0, 1): "hyp0f1", (1, 1): "hyp1f1", (2, 1): "hyp2f1"}.get((len(lists[0]), len(lists[1])))
        if name is not None:
            return Formula("call", (*lists[0], *lists[1], args[2]), name, span)
    hint = "known are hyp0f1(b, x), hyp1f1(a, b, x) and hyp2f1(a, b, c, x)"
    raise NotationError("this hypergeometric function is not read", hint, span, text)


def where(args: tuple[Formula, ...], span: Span, text: str) -> Formula:
    """where(c, u, v) and IF(c; u; v): u where c holds, else v; more conditions in v."""
    if len(args) < 3 or len(args) % 2 == 0:
        hint = "write where(x > 0, u, v)"
        raise NotationError("a condition and two values are wanted", hint, span, text)
    conditions, values = args[:-1:2], (*args[1:-1:2], args[-1])
    flat = [part for pair in zip(values[:-1], conditions, strict=True) for part in pair]
    return piecewise((*flat, values[-1]), span, text)


def piecewise(args: tuple[Formula, ...], span: Span, text: str) -> Formula:
    """piecewise((u, c), …, (v, true)), or flat: piecewise(u, c, …, v); those of other programs."""
    args = _pieces(args, span)
    flat: list[Formula] = []
    for a in args:
        flat.extend(a.args if a.head == "list" else (a,))
    if len(flat) % 2:
        flat.append(Formula("constant", (), "true", span))
    for condition in flat[1::2]:
        true = condition.head == "constant" and condition.value in ("true", "false")
        if not true and condition.head not in ("relation", "and", "or"):
            raise NotationError("a condition is wanted here", "such as x > 0", condition.span, text)
    if not flat:
        raise NotationError("piecewise wants pieces", "piecewise((x, x > 0), (0, true))", span, text)
    return Formula("piecewise", tuple(flat), None, span)
