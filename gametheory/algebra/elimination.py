"""Exact elimination of one positive real from a condition: virtual substitution of test points.

A condition that is a monotone combination of weak atoms linear in ``x`` holds for some ``x`` in (0, oo) exactly if it
holds just above 0 or at the positive root of one of its atoms, because the set of solutions is closed relative to
(0, oo) and its lower end is one of these (R. Loos and V. Weispfenning 1993, Applying linear quantifier elimination,
The Computer Journal 36(5):450-462). *And* and *or* are kept as they are: no normal form is needed.
"""

from __future__ import annotations

from collections.abc import Callable

from gametheory.algebra.formulas import Formula, FormulaTable, postorder
from gametheory.algebra.polynomials import Poly
from gametheory.errors import NotLinearError

Rewrite = Callable[[Poly, Poly, str], Formula]


def mentions(f: Formula, variable: int) -> bool:
    """Whether the variable (a position in the ring) occurs in `f`."""
    return any(node.poly is not None and any(e[variable] for e, _ in node.poly.terms) for node in postorder(f))


def exists_positive(table: FormulaTable, f: Formula, variable: int) -> Formula:
    """The condition that `f` holds for some positive value of a variable; exact, ties included.

    Parameters
    ----------
    f : Formula
        Atoms linear in the variable; those with the variable may be weak or strict, or equations.
    variable : int
        Position in the ring.

    Raises
    ------
    NotLinearError
        If an atom is of degree 2 or more in the variable.

    Notes
    -----
    With `n` atoms that contain the variable the result has at most `2n + 1` copies of `f`, shared where equal.
    """
    if f.kind == "or":
        return table.any_of([exists_positive(table, part, variable) for part in f.parts])
    if not mentions(f, variable):
        return f
    if f.kind == "and":
        free = [p for p in f.parts if not mentions(p, variable)]
        if free:
            bound = table.all_of([p for p in f.parts if mentions(p, variable)])
            return table.all_of([*free, exists_positive(table, bound, variable)])
    name = table.ring.names[variable]
    roots: dict[tuple[Poly, Poly], bool] = {}
    for node in postorder(f):
        if node.poly is not None and any(e[variable] for e, _ in node.poly.terms):
            a, b = _split(table, node.poly, name)
            key = (a, b) if b.terms[0][1] > 0 else (-a, -b)
            roots[key] = roots.get(key, False) or node.rel in (">", "!=")
    found = [_rewritten(table, f, variable, name, _just_above_zero(table))]
    for (a, b), strict in roots.items():
        for sign in (1, -1):
            positive = table.all_of(
                [table.atom(b, ">" if sign > 0 else "<"), table.atom(a, "<" if sign > 0 else ">")]
            )
            if positive.is_false:
                continue
            found.append(table.all_of([positive, _rewritten(table, f, variable, name, _at_root(table, a, b, sign))]))
            if strict:
                beyond = _rewritten(table, f, variable, name, _just_above_root(table, a, b, sign))
                found.append(table.all_of([positive, beyond]))
    return table.any_of(found)


def _split(table: FormulaTable, poly: Poly, name: str) -> tuple[Poly, Poly]:
    parts = table.ring.collect(poly, name)
    if max(parts) > 1:
        raise NotLinearError(f"degree {max(parts)} in {name}")
    return parts.get(0, table.ring.zero), parts.get(1, table.ring.zero)


def _rewritten(table: FormulaTable, f: Formula, variable: int, name: str, rewrite: Rewrite) -> Formula:
    done: dict[int, Formula] = {}
    for node in postorder(f):
        if node.poly is not None and any(e[variable] for e, _ in node.poly.terms):
            a, b = _split(table, node.poly, name)
            done[node.number] = rewrite(a, b, node.rel)
        elif node.kind in ("and", "or"):
            join = table.all_of if node.kind == "and" else table.any_of
            done[node.number] = join([done[p.number] for p in node.parts])
        else:
            done[node.number] = node
    return done[f.number]


def _just_above(table: FormulaTable, value: Poly, slope: Poly, rel: str) -> Formula:
    """``value + slope*t rel 0`` for all small ``t > 0``."""
    atom = table.atom
    if rel == "=":
        return table.all_of([atom(value, "="), atom(slope, "=")])
    if rel == "!=":
        return table.any_of([atom(value, "!="), atom(slope, "!=")])
    return table.any_of([atom(value, ">"), table.all_of([atom(value, "="), atom(slope, rel)])])


def _just_above_zero(table: FormulaTable) -> Rewrite:
    return lambda a, b, rel: _just_above(table, a, b, rel)


def _value_at_root(table: FormulaTable, a: Poly, b: Poly, sign: int, c: Poly, d: Poly) -> Poly:
    """Sign of ``c + d*x`` at ``x = -a/b`` where `b` has the given sign: that of ``(c*b - d*a) * sign``."""
    ring = table.ring
    value = ring.sub(ring.mul(c, b), ring.mul(d, a))
    return value if sign > 0 else -value


def _at_root(table: FormulaTable, a: Poly, b: Poly, sign: int) -> Rewrite:
    return lambda c, d, rel: table.atom(_value_at_root(table, a, b, sign, c, d), rel)


def _just_above_root(table: FormulaTable, a: Poly, b: Poly, sign: int) -> Rewrite:
    return lambda c, d, rel: _just_above(table, _value_at_root(table, a, b, sign, c, d), d, rel)
