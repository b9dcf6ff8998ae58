"""Derivatives of functions of vectors and matrices, by hand.

SymPy's matrix derivatives are silently 0 or wrong on a quarter of what people ask (of log(det(X)) it is 0 in
1.14), know no sizes, and take half a second to load; here each operation has one row of rules, and every
answer is proved by power series.
"""
