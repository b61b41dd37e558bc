"""Exact elimination of one positive real from a condition: virtual substitution of test points.

A condition that is a monotone combination of weak atoms linear in ``x`` holds for some ``x`` in (0, oo) exactly if it
holds just above 0 or at the positive root of one of its atoms that increases there, because the set of solutions is
closed relative to (0, oo) and its lower end is one of these (R. Loos and V. Weispfenning 1993, Applying linear
quantifier elimination, The Computer Journal 36(5):450-462). Where atoms are strict the end may be open, and the points
just above the roots are looked at too. *And* and *or* are kept as they are: no normal form is needed.

An atom of degree 2 increases at ``(-b + sqrt(b**2 - 4*a*c))/(2*c)``, whatever the sign of ``c``; the square root that
comes into other atoms with it is squared away (V. Weispfenning 1997, Quantifier elimination for real algebra: the
quadratic case and beyond, Applicable Algebra in Engineering, Communication and Computing 8(2):85-101).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from gametheory.algebra.formulas import Formula, FormulaTable, postorder
from gametheory.algebra.polynomials import Poly
from gametheory.errors import NotLinearError

Quadratic = tuple[Poly, Poly, Poly]
"""``(a, b, c)`` of ``a + b*x + c*x**2``."""

Rewrite = Callable[[Quadratic, str], Formula]


def mentions(f: Formula, variable: int) -> bool:
    """Whether the variable (a position in the ring) occurs in `f`."""
    return any(node.poly is not None and any(e[variable] for e, _ in node.poly.terms) for node in postorder(f))


def exists_positive(table: FormulaTable, f: Formula, variable: int, *, degree: int = 1) -> Formula:
    """The condition that `f` holds for some positive value of a variable; exact, ties included.

    Parameters
    ----------
    f : Formula
        Atoms of at most this degree in the variable; those with the variable may be weak or strict, or equations.
    variable : int
        Position in the ring.
    degree : {1, 2}

    Raises
    ------
    NotLinearError
        If an atom is of a higher degree in the variable.

    Notes
    -----
    With `n` linear atoms that contain the variable the result has at most `2n + 1` copies of `f`, shared where equal.
    An atom of degree 2 gives two more, in each of which it makes three atoms of one.
    """
    if f.kind == "or":
        return table.any_of([exists_positive(table, part, variable, degree=degree) for part in f.parts])
    if not mentions(f, variable):
        return f
    if f.kind == "and":
        free = [p for p in f.parts if not mentions(p, variable)]
        if free:
            bound = table.all_of([p for p in f.parts if mentions(p, variable)])
            return table.all_of([*free, exists_positive(table, bound, variable, degree=degree)])
    split = _Split(table, f, variable, degree)
    equation = next((p for p in f.parts if p.rel == "="), None) if f.kind == "and" else None
    if equation is not None:
        rest = table.all_of([p for p in f.parts if p is not equation])
        return _on_equation(table, dict(split.atoms)[equation], rest, variable, degree)
    starts: dict[Quadratic, set[str]] = {}  # where the atom may become true as x grows, at a root or just above it
    for node, (a, b, c) in split.atoms:
        relation = ">" if node.rel == "!=" else node.rel
        starts.setdefault((a, b, c), set()).add(relation)
        if node.rel in ("=", "!="):
            starts.setdefault((-a, -b, -c), set()).add(relation)
    found = [split.rewritten(_just_above_zero(table))]
    for quadratic, relations in starts.items():
        for positive, at_root, above_root in _roots(table, quadratic):
            if positive.is_false:
                continue
            if relations != {">"}:
                found.append(table.all_of([positive, split.rewritten(at_root)]))
            if ">" in relations:
                found.append(table.all_of([positive, split.rewritten(above_root)]))
    return table.any_of(found)


def _on_equation(table: FormulaTable, equation: Quadratic, rest: Formula, variable: int, degree: int) -> Formula:
    """That `rest` holds for some positive value of the variable with ``a + b*x + c*x**2 = 0``."""
    a, b, c = equation
    split = _Split(table, rest, variable, degree)
    found = []
    for quadratic in (equation, (-a, -b, -c)):
        for positive, at_root, _ in _roots(table, quadratic):
            if not positive.is_false:
                found.append(table.all_of([positive, split.rewritten(at_root)]))
    everywhere = table.all_of([table.atom(p, "=") for p in equation])
    if not everywhere.is_false:
        found.append(table.all_of([everywhere, exists_positive(table, rest, variable, degree=degree)]))
    return table.any_of(found)


def _split(table: FormulaTable, poly: Poly, name: str, degree: int) -> Quadratic:
    parts = table.ring.collect(poly, name)
    if max(parts) > degree:
        raise NotLinearError(f"degree {max(parts)} in {name}")
    a, b, c = (parts.get(k, table.ring.zero) for k in range(3))
    return a, b, c


class _Split:
    """A condition with its atoms split by powers of the variable, to be rewritten atom by atom many times."""

    def __init__(self, table: FormulaTable, f: Formula, variable: int, degree: int) -> None:
        self._table, self._top = table, f
        self.atoms: list[tuple[Formula, Quadratic]] = []
        self._joins: list[Formula] = []  # those with an atom to rewrite below, parts first
        touched: set[int] = set()
        for node in postorder(f):
            if node.poly is not None and any(e[variable] for e, _ in node.poly.terms):
                self.atoms.append((node, _split(table, node.poly, table.ring.names[variable], degree)))
                touched.add(node.number)
            elif any(p.number in touched for p in node.parts):
                self._joins.append(node)
                touched.add(node.number)

    def rewritten(self, rewrite: Rewrite) -> Formula:
        """The condition with each atom replaced."""
        done = {node.number: rewrite(parts, node.rel) for node, parts in self.atoms}
        for node in self._joins:
            join = self._table.all_of if node.kind == "and" else self._table.any_of
            done[node.number] = join([done.get(p.number, p) for p in node.parts])
        return done.get(self._top.number, self._top)


Sign = Callable[[str], Formula]
"""The condition that a number stands in a relation to 0."""


def _just_above(table: FormulaTable, value: Sign, slope: Sign, curvature: Sign | None, rel: str) -> Formula:
    """``value + slope*t + curvature*t**2 rel 0`` for all small ``t > 0``."""
    signs = [value, slope] if curvature is None else [value, slope, curvature]
    if rel == "=":
        return table.all_of([sign("=") for sign in signs])
    if rel == "!=":
        return table.any_of([sign("!=") for sign in signs])
    result = signs[-1](rel)
    for sign in reversed(signs[:-1]):
        result = table.any_of([sign(">"), table.all_of([sign("="), result])])
    return result


def _just_above_zero(table: FormulaTable) -> Rewrite:
    def rewrite(parts: Quadratic, rel: str) -> Formula:
        a, b, c = (partial(table.atom, p) for p in parts)
        return _just_above(table, a, b, None if parts[2].is_zero else c, rel)

    return rewrite


def _roots(table: FormulaTable, quadratic: Quadratic) -> Iterator[tuple[Formula, Rewrite, Rewrite]]:
    """The roots where ``a + b*x + c*x**2`` increases: that there is a positive one, and atoms there and just above."""
    a, b, c = quadratic
    linear = table.all_of([table.atom(c, "="), table.atom(b, ">"), table.atom(a, "<")])
    yield linear, *_at_fraction(table, a, b)
    if not c.is_zero:
        ring = table.ring
        inside = ring.dot((b, b), (ring.scale(a, -4), c))
        positive = table.signed(ring.scale(ring.mul(b, c), -1), c, inside, ">")
        exists = table.all_of([table.atom(c, "!="), table.atom(inside, ">="), positive])
        yield exists, *_at_square_root(table, b, c, inside)


def _at_fraction(table: FormulaTable, a: Poly, b: Poly) -> tuple[Rewrite, Rewrite]:
    """Atoms at ``x = -a/b`` and just above, where `b` is positive: times a power of it."""
    ring = table.ring

    def value(p: Poly, q: Poly, r: Poly) -> Sign:
        total = ring.dot((p, b), (-q, a))
        return partial(table.atom, total if r.is_zero else ring.dot((total, b), (ring.mul(r, a), a)))

    return _rewrites(table, value)


def _at_square_root(table: FormulaTable, b: Poly, c: Poly, inside: Poly) -> tuple[Rewrite, Rewrite]:
    """Atoms at ``x = (-b + sqrt(inside))/(2*c)`` and just above, where `inside` is not negative: times ``4*c**2``."""
    ring = table.ring

    def value(p: Poly, q: Poly, r: Poly) -> Sign:
        square = ring.add(ring.mul(b, b), inside)
        plain = ring.dot((ring.mul(ring.scale(p, 4), c), c), (ring.scale(ring.mul(q, b), -2), c), (r, square))
        return partial(table.signed, plain, ring.dot((ring.scale(q, 2), c), (ring.scale(r, -2), b)), inside)

    return _rewrites(table, value)


def _rewrites(table: FormulaTable, value: Callable[[Poly, Poly, Poly], Sign]) -> tuple[Rewrite, Rewrite]:
    """Atoms at a point and just above it, given the sign of a quadratic there."""
    ring = table.ring

    def above(parts: Quadratic, rel: str) -> Formula:
        p, q, r = parts
        slope = value(q, ring.scale(r, 2), ring.zero) if not r.is_zero else partial(table.atom, q)
        return _just_above(table, value(p, q, r), slope, None if r.is_zero else partial(table.atom, r), rel)

    return lambda parts, rel: value(*parts)(rel), above
