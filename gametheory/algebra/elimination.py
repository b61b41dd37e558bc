"""Exact elimination of one positive real from a condition: virtual substitution of test points.

A condition that is a monotone combination of weak atoms linear in ``x`` holds for some ``x`` in (0, oo) exactly if it
holds just above 0 or at the positive root of one of its atoms that increases there, because the set of solutions is
closed relative to (0, oo) and its lower end is one of these (R. Loos and V. Weispfenning 1993, Applying linear
quantifier elimination, The Computer Journal 36(5):450-462). *And* and *or* are kept as they are: no normal form is
needed.
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
    equation = next((p for p in f.parts if p.rel == "="), None) if f.kind == "and" else None
    if equation is not None and equation.poly is not None:
        rest = table.all_of([p for p in f.parts if p is not equation])
        return _on_equation(table, *_split(table, equation.poly, name), rest, variable)
    split = _Split(table, f, variable)
    starts: dict[tuple[Poly, Poly], set[str]] = {}  # (a, b): at -a/b with b > 0 the atom a + b*x may become true
    for node, (a, b) in split.atoms:
        if node.rel != "!=":
            starts.setdefault((a, b), set()).add(node.rel)
            if node.rel == "=":
                starts.setdefault((-a, -b), set()).add(node.rel)
    found = [split.rewritten(_just_above_zero(table))]
    for (a, b), relations in starts.items():
        positive = table.all_of([table.atom(b, ">"), table.atom(a, "<")])
        if positive.is_false:
            continue
        if relations != {">"}:
            found.append(table.all_of([positive, split.rewritten(_at_root(table, a, b))]))
        if ">" in relations:
            found.append(table.all_of([positive, split.rewritten(_just_above_root(table, a, b))]))
    return table.any_of(found)


def _on_equation(table: FormulaTable, a: Poly, b: Poly, rest: Formula, variable: int) -> Formula:
    """That `rest` holds for some positive value of the variable with ``a + b*x = 0``."""
    split = _Split(table, rest, variable)
    found = []
    for value, slope in ((a, b), (-a, -b)):
        positive = table.all_of([table.atom(slope, ">"), table.atom(value, "<")])
        if not positive.is_false:
            found.append(table.all_of([positive, split.rewritten(_at_root(table, value, slope))]))
    everywhere = table.all_of([table.atom(a, "="), table.atom(b, "=")])
    if not everywhere.is_false:
        found.append(table.all_of([everywhere, exists_positive(table, rest, variable)]))
    return table.any_of(found)


def _split(table: FormulaTable, poly: Poly, name: str) -> tuple[Poly, Poly]:
    parts = table.ring.collect(poly, name)
    if max(parts) > 1:
        raise NotLinearError(f"degree {max(parts)} in {name}")
    return parts.get(0, table.ring.zero), parts.get(1, table.ring.zero)


class _Split:
    """A condition with its atoms split as ``a + b*x``, to be rewritten atom by atom many times."""

    def __init__(self, table: FormulaTable, f: Formula, variable: int) -> None:
        self._table, self._top = table, f
        self.atoms: list[tuple[Formula, tuple[Poly, Poly]]] = []
        self._joins: list[Formula] = []  # those with an atom to rewrite below, parts first
        touched: set[int] = set()
        for node in postorder(f):
            if node.poly is not None and any(e[variable] for e, _ in node.poly.terms):
                self.atoms.append((node, _split(table, node.poly, table.ring.names[variable])))
                touched.add(node.number)
            elif any(p.number in touched for p in node.parts):
                self._joins.append(node)
                touched.add(node.number)

    def rewritten(self, rewrite: Rewrite) -> Formula:
        """The condition with each atom replaced."""
        done = {node.number: rewrite(a, b, node.rel) for node, (a, b) in self.atoms}
        for node in self._joins:
            join = self._table.all_of if node.kind == "and" else self._table.any_of
            done[node.number] = join([done.get(p.number, p) for p in node.parts])
        return done.get(self._top.number, self._top)


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


def _value_at_root(table: FormulaTable, a: Poly, b: Poly, c: Poly, d: Poly) -> Poly:
    """Sign of ``c + d*x`` at ``x = -a/b`` where `b` is positive: that of ``c*b - d*a``."""
    return table.ring.dot((c, b), (-d, a))


def _at_root(table: FormulaTable, a: Poly, b: Poly) -> Rewrite:
    return lambda c, d, rel: table.atom(_value_at_root(table, a, b, c, d), rel)


def _just_above_root(table: FormulaTable, a: Poly, b: Poly) -> Rewrite:
    return lambda c, d, rel: _just_above(table, _value_at_root(table, a, b, c, d), d, rel)
