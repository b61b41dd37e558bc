"""Linear inequalities in fractions: feasible points, vertices, dimensions, samples."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain, combinations

Row = tuple[dict[int, Fraction], str, Fraction]
"""(coefficients by position, ``"="`` or ``">="``, right-hand side)."""
Point = tuple[Fraction, ...]

ZERO, ONE = Fraction(0), Fraction(1)


def subsets(items: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Every subset but the empty one."""
    return tuple(chain.from_iterable(combinations(items, k) for k in range(1, len(items) + 1)))


def maximum(objective: Mapping[int, Fraction], rows: Sequence[Row], size: int) -> Point | None:
    """A vertex with ``x >= 0`` that satisfies the rows and maximises the objective (bounded); ``None`` if none does.

    The simplex method on fractions, in two phases with Bland's rule.
    """
    width = size + sum(relation == ">=" for _, relation, _ in rows)
    table: list[list[Fraction]] = []
    extra = size
    for coefficients, relation, right in rows:
        line = [ZERO] * (width + 1)
        for position, value in coefficients.items():
            line[position] += value
        if relation == ">=":
            line[extra], extra = -ONE, extra + 1
        line[width] = right
        table.append([-value for value in line] if right < 0 else line)
    basis = [width + k for k in range(len(table))]  # artificial at first

    def pivot(row: int, column: int) -> None:
        scale = table[row][column]
        table[row] = [value / scale if value else value for value in table[row]]
        for other, line in enumerate(table):
            if other != row and (factor := line[column]):
                table[other] = [a - factor * b if b else a for a, b in zip(line, table[row], strict=True)]
        basis[row] = column

    def climb(gains: list[Fraction]) -> None:
        while True:
            prices = [gains[b] if b < len(gains) else -ONE for b in basis]
            column = next(
                (
                    c
                    for c in range(width)
                    if c not in basis
                    and gains[c] > sum((p * line[c] for p, line in zip(prices, table, strict=True) if line[c]), ZERO)
                ),
                None,
            )
            if column is None:
                return
            ratios = [(line[width] / line[column], basis[r], r) for r, line in enumerate(table) if line[column] > 0]
            pivot(min(ratios)[2], column)

    climb([ZERO] * width)
    if any(b >= width and line[width] for b, line in zip(basis, table, strict=True)):
        return None
    for r in reversed(range(len(table))):
        if basis[r] >= width:
            column = next((c for c in range(width) if table[r][c]), None)
            if column is None:
                del table[r], basis[r]
            else:
                pivot(r, column)
    climb([objective.get(c, ZERO) for c in range(width)])
    point = [ZERO] * (width + 1)
    for b, line in zip(basis, table, strict=True):
        point[b] = line[width]
    return tuple(point[:size])


@dataclass(frozen=True)
class Polytope:
    """Points ``x >= 0`` that satisfy rows, some positions strictly positive."""

    size: int
    rows: tuple[Row, ...]
    positive: tuple[int, ...]

    @cached_property
    def inside(self) -> Point | None:
        """A point, or ``None`` if there is none: scaled so that what has to be positive is at least 1."""
        rows: list[Row] = [({self.size: ONE}, ">=", ONE)]
        for coefficients, relation, right in self.rows:
            shift = sum((coefficients.get(i, ZERO) for i in self.positive), ZERO)
            rows.append(({**coefficients, self.size: -right}, relation, -shift))
        found = maximum({}, rows, self.size + 1)
        if found is None:
            return None
        scale = found[self.size]
        return tuple((value + (i in self.positive)) / scale for i, value in enumerate(found[: self.size]))

    def extreme(self, objective: Mapping[int, Fraction]) -> Point:
        """A vertex of the closure."""
        found = maximum(objective, self.rows, self.size)
        assert found is not None
        return found

    def dimension(self, positions: Sequence[int]) -> int:
        """Dimension of the projection to some positions."""
        assert self.inside is not None
        directions: list[list[Fraction]] = []  # what the points found differ by, in echelon form
        fixed: list[list[Fraction]] = []  # functionals that are constant
        base = [self.inside[i] for i in positions]
        while len(directions) + len(fixed) < len(positions):
            rows = [*directions, *fixed]
            kernels = (_kernel(rows, len(positions), free) for free in range(len(positions)))
            functional = next(k for k in kernels if k is not None)
            low, high = (
                self.extreme({p: sign * f for p, f in zip(positions, functional, strict=True)}) for sign in (-1, 1)
            )
            there = [sum((f * x[p] for f, p in zip(functional, positions, strict=True)), ZERO) for x in (low, high)]
            if there[0] == there[1]:
                fixed.append(functional)
                continue
            here = sum((f * b for f, b in zip(functional, base, strict=True)), ZERO)
            other = low if there[0] != here else high
            directions.append([other[p] - b for p, b in zip(positions, base, strict=True)])
        return len(directions)

    def sample(self, rng: random.Random, count: int) -> Iterator[Point]:
        """Points, random averages of one inside and of vertices."""
        assert self.inside is not None
        for _ in range(count):
            objectives = [
                {i: Fraction(rng.randint(-9, 9)) for i in range(self.size)} for _ in range(rng.randint(1, 3))
            ]
            corners = [self.extreme(objective) for objective in objectives]
            weights = [Fraction(rng.randint(1, 9)) for _ in range(len(corners) + 1)]
            points = (self.inside, *corners)
            yield tuple(
                sum((w * p[i] for w, p in zip(weights, points, strict=True)), ZERO) / sum(weights)
                for i in range(self.size)
            )


def _kernel(rows: Sequence[Sequence[Fraction]], size: int, free: int) -> list[Fraction] | None:
    """A vector orthogonal to the rows whose entry at `free` is 1, if that position is not a pivot."""
    table = [list(row) for row in rows]
    pivots: list[int] = []
    for column in (c for c in range(size) if c != free):
        r = next((r for r in range(len(pivots), len(table)) if table[r][column]), None)
        if r is None:
            continue
        top = len(pivots)
        table[top], table[r] = table[r], table[top]
        table[top] = [v / table[top][column] for v in table[top]]
        for other in range(len(table)):
            if other != top and (factor := table[other][column]):
                table[other] = [a - factor * b for a, b in zip(table[other], table[top], strict=True)]
        pivots.append(column)
    if any(line[free] for line in table[len(pivots) :]):
        return None
    vector = [ZERO] * size
    vector[free] = ONE
    for r, column in enumerate(pivots):
        vector[column] = -table[r][free]
    return vector
