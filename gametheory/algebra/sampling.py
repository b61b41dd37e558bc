"""Exact points of a region: from the bank, along the equations of a thin region, and from the solver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.algebra.formulas import Evaluator, Formula, evaluate, sufficient_atoms
from gametheory.algebra.polynomials import Poly

if TYPE_CHECKING:
    from gametheory.algebra.space import ParameterSpace

ROUNDS = 8  # of widening the sample around the points known so far
STEPS = 128  # along the equations of a thin region

Point = tuple[Fraction, ...]


def sample(space: ParameterSpace, f: Formula, n: int) -> tuple[Point, ...]:
    """Up to `n` exact admissible points of `f`, in its interior if it has one; the same every time."""
    oracle, bank = space.oracle, space.bank
    inside = oracle.open(f)
    answer = oracle.ask(inside)
    if answer.possible is False:
        inside = f
        answer = oracle.ask(inside)
    if answer.point is None:
        return ()
    points: dict[Point, None] = {answer.point: None}
    if inside is f:
        for point in along(space, f, answer.point):
            if len(points) >= n:
                break
            points[point] = None
    for _ in range(ROUNDS if len(bank) and inside is not f else 0):
        found = bank.masks(inside)[0].nonzero()[0]
        for index in found[:: max(1, len(found) // n)]:
            points[bank.exact(int(index))] = None
        points = {p: None for p in points if evaluate(inside, p) and evaluate(space.assumptions, p)}
        if len(points) >= n:
            break
        bank.extend(next(iter(points)), inside)
    while len(points) < n:
        answer = oracle.ask(space.table.all_of([inside, *(_apart(space, p) for p in points)]), quick=True)
        if answer.point is None:
            break
        points[answer.point] = None
    return tuple(points)[:n]


def _apart(space: ParameterSpace, point: Point) -> Formula:
    """Everything but one point."""
    ring, table = space.ring, space.table
    differences = [
        ring.sub(ring.scale(ring.symbol(name), value.denominator), ring.constant(value.numerator))
        for name, value in zip(space.names, point, strict=True)
    ]
    return table.any_of([table.raw_atom(d, "!=") for d in differences])


def along(space: ParameterSpace, f: Formula, start: Point) -> Iterator[Point]:
    """Points near `start` that satisfy the equations which hold there, each solved for one symbol of its own.

    Nothing is yielded where the equations cannot be solved one after the other.
    """
    import numpy as np

    here = Evaluator(start)
    held = sufficient_atoms(space.table.all_of([f, *space.oracle.conjuncts]), here)
    tight = list(dict.fromkeys(_oriented(a.poly) for a in held if a.poly is not None and here.value(a.poly) == 0))
    solved = _pivots(space, tight, start)
    free = [i for i in range(len(start)) if solved is not None and i not in dict(solved)]
    if not free or solved is None:
        return
    rng = np.random.Generator(np.random.PCG64(len(start)))
    for step in range(STEPS):
        values = list(start)
        for i in free:
            change = Fraction(int(rng.integers(-64, 65)), 64 << (step * 10 // STEPS))
            values[i] += change * (abs(values[i]) or 1)
        for i, poly in solved:
            parts = space.ring.collect(poly, space.names[i])
            slope = parts[1].at(values)
            if not slope:
                break
            values[i] = -(parts[0].at(values) if 0 in parts else Fraction(0)) / slope
        else:
            point = tuple(values)
            if evaluate(f, point) and evaluate(space.assumptions, point):
                yield point


def _oriented(poly: Poly) -> Poly:
    return poly if poly.terms[0][1] > 0 else -poly


def _pivots(space: ParameterSpace, tight: Sequence[Poly], start: Point) -> list[tuple[int, Poly]] | None:
    """A symbol for each equation, such that no equation contains the symbol of a later one; ``None``: none found."""
    uses = {i: sum(i in p.variables for p in tight) for i in range(len(start))}
    left, chosen = list(tight), []
    while left:
        for poly in sorted(left, key=lambda p: len(p.variables)):
            # solved last among those left: its symbol occurs in none of the others
            others = {i for p in left if p is not poly for i in p.variables}
            found = [i for i in poly.variables if i not in others and _slope(space, poly, i, start)]
            if found:
                chosen.append((min(found, key=lambda i: (uses[i], i)), poly))
                left.remove(poly)
                break
        else:
            return None
    return chosen[::-1]


def _slope(space: ParameterSpace, poly: Poly, i: int, start: Point) -> bool:
    """Whether the polynomial is linear in a symbol, with a coefficient that does not vanish at the point."""
    parts = space.ring.collect(poly, space.names[i])
    return max(parts) == 1 and parts[1].at(start) != 0
