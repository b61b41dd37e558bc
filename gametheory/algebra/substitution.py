"""A symbol replaced by a rational function, in polynomials, rational functions and conditions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm, prod

from gametheory.algebra.formulas import Formula, FormulaTable, postorder
from gametheory.algebra.polynomials import Poly, RatFun, Ring


def substituted(ring: Ring, p: Poly, variable: int, num: Poly, den: Poly) -> tuple[Poly, int]:
    """``p(num/den) * den**k`` as a polynomial, `k` the degree of `p` in the variable (a position in the ring)."""
    parts = ring.collect(p, ring.names[variable])
    top = max(parts, default=0)
    if top == 0:
        return p, 0
    if top == 1:
        return ring.dot((parts.get(0, ring.zero), den), (parts[1], num)), 1
    total = ring.zero
    for k in range(top, -1, -1):  # Horner's rule; each step brings one power of the denominator
        total = ring.mul(total, num)
        if k in parts:
            total = ring.add(total, ring.mul(parts[k], ring.power(den, top - k)))
    return total, top


def composed(ring: Ring, f: RatFun, variable: int, num: Poly, den: Poly) -> RatFun:
    """A rational function with ``num/den`` for the variable."""
    above, k = substituted(ring, f.num, variable, num, den)
    below, m = substituted(ring, f.den, variable, num, den)
    if k == m == 0:
        return f
    return ring.ratfun(ring.mul(above, ring.power(den, max(m - k, 0))), ring.mul(below, ring.power(den, max(k - m, 0))))


def replaced(table: FormulaTable, f: Formula, variable: int, num: Poly, den: Poly) -> Formula:
    """The condition with ``num/den`` for the variable, where `den` is positive."""
    done: dict[int, Formula] = {}
    for node in postorder(f):
        if node.poly is not None:
            touched = any(e[variable] for e, _ in node.poly.terms)
            done[node.number] = (
                table.atom(substituted(table.ring, node.poly, variable, num, den)[0], node.rel) if touched else node
            )
        elif node.kind in ("and", "or"):
            join = table.all_of if node.kind == "and" else table.any_of
            done[node.number] = join([done[p.number] for p in node.parts])
        else:
            done[node.number] = node
    return done[f.number]


def specialised(ring: Ring, p: Poly, values: Mapping[str, Fraction]) -> Poly:
    """`p` with some symbols fixed, times a positive integer that clears denominators."""
    fixed = {ring.position(name): value for name, value in values.items()}
    total: dict[tuple[int, ...], Fraction] = {}
    for exponents, c in p.terms:
        term = prod((value ** exponents[i] for i, value in fixed.items()), start=Fraction(c))
        rest = tuple(0 if i in fixed else e for i, e in enumerate(exponents))
        total[rest] = total.get(rest, Fraction(0)) + term
    common = lcm(*(v.denominator for v in total.values())) if total else 1
    return ring.poly({e: int(v * common) for e, v in total.items()})
