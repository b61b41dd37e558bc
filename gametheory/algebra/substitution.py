"""A symbol replaced by a rational function, in polynomials, rational functions and conditions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
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
    return _mapped(table, f, {variable}, lambda p: substituted(table.ring, p, variable, num, den)[0])


def fixed(table: FormulaTable, f: Formula, values: Mapping[str, Fraction]) -> Formula:
    """The condition with numbers for some symbols."""
    places = {table.ring.position(name) for name in values}
    return _mapped(table, f, places, lambda p: specialised(table.ring, p, values))


def _mapped(table: FormulaTable, f: Formula, variables: Collection[int], change: Callable[[Poly], Poly]) -> Formula:
    """The condition with the polynomials that some variables occur in changed."""
    done: dict[int, Formula] = {}
    for node in postorder(f):
        if node.poly is not None:
            touched = any(v in variables for v in node.poly.variables)
            done[node.number] = table.atom(change(node.poly), node.rel) if touched else node
        elif node.kind in ("and", "or"):
            join = table.all_of if node.kind == "and" else table.any_of
            done[node.number] = join([done[p.number] for p in node.parts])
        else:
            done[node.number] = node
    return done[f.number]


def specialised(ring: Ring, p: Poly, values: Mapping[str, Fraction]) -> Poly:
    """`p` with some symbols fixed, times a positive integer that clears denominators."""
    known = {ring.position(name): value for name, value in values.items()}
    total: dict[tuple[int, ...], Fraction] = {}
    for exponents, c in p.terms:
        term = prod((value ** exponents[i] for i, value in known.items()), start=Fraction(c))
        rest = tuple(0 if i in known else e for i, e in enumerate(exponents))
        total[rest] = total.get(rest, Fraction(0)) + term
    common = lcm(*(v.denominator for v in total.values())) if total else 1
    return Poly.of((e, int(v * common)) for e, v in total.items())
