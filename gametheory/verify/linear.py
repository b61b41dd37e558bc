"""Exact linear feasibility over the rationals: the simplex method with Bland's rule, on fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Row = tuple[Sequence[Fraction | int], str, Fraction | int]
"""(coefficients, ``">="`` or ``"="``, right-hand side)."""


def feasible_point(rows: Sequence[Row], size: int) -> tuple[Fraction, ...] | None:
    """A point ``x >= 0`` that satisfies every row, or ``None`` if there is none.

    Minimises the sum of artificial variables (phase one of the simplex method). Bland's rule (1977, New finite
    pivoting rules for the simplex method, Mathematics of Operations Research 2(2):103-107) rules out cycling.

    Parameters
    ----------
    rows : sequence of (coefficients, relation, right-hand side)
        Relations are ``">="`` and ``"="``.
    size : int
        Number of unknowns.

    Examples
    --------
    >>> feasible_point([((1, 1), "=", 1), ((3, -1), ">=", 0)], 2)
    (Fraction(1, 4), Fraction(3, 4))
    >>> feasible_point([((1, 1), "=", 1), ((-1, -1), ">=", 0)], 2) is None
    True
    """
    surplus = [number for number, (_, relation, _) in enumerate(rows) if relation == ">="]
    width = size + len(surplus)
    table: list[list[Fraction]] = []
    for number, (coefficients, _, right) in enumerate(rows):
        line = [Fraction(c) for c in coefficients] + [Fraction(-(number == k)) for k in surplus] + [Fraction(right)]
        table.append([-c for c in line] if right < 0 else line)
    # artificial variables start as the basis and never come back: their columns need not be kept
    basis: list[int | None] = [None] * len(table)
    while True:
        unmet = [line for line, variable in zip(table, basis, strict=True) if variable is None]
        cost = [sum((line[column] for line in unmet), Fraction(0)) for column in range(width + 1)]
        if cost[width] == 0:
            break
        entering = next((column for column in range(width) if cost[column] > 0), None)
        if entering is None:
            return None
        candidates = [
            (table[r][width] / table[r][entering], -1 if (variable := basis[r]) is None else variable, r)
            for r in range(len(table))
            if table[r][entering] > 0
        ]
        _, _, leaving = min(candidates)
        _pivot(table, leaving, entering)
        basis[leaving] = entering
    point = [Fraction(0)] * width
    for line, variable in zip(table, basis, strict=True):
        if variable is not None:
            point[variable] = line[width]
    return tuple(point[:size])


def positive_weights(rows: Sequence[Sequence[Fraction]], size: int) -> tuple[Fraction, ...] | None:
    """Weights, all positive, under which every row sums to at least 0; ``None`` if there are none.

    Weights may be scaled, so that each can be taken to be at least 1.
    """
    point = feasible_point([(row, ">=", -sum(row, Fraction(0))) for row in rows], size)
    return None if point is None else tuple(1 + value for value in point)


def _pivot(table: list[list[Fraction]], row: int, column: int) -> None:
    pivot = table[row][column]
    table[row] = [value / pivot for value in table[row]]
    for other in range(len(table)):
        factor = table[other][column]
        if other != row and factor:
            table[other] = [value - factor * base for value, base in zip(table[other], table[row], strict=True)]


def linked(vectors: Sequence[Sequence[Fraction | int]]) -> tuple[tuple[int, ...], ...]:
    """The finest partition of positions such that the vectors of different parts are independent of each other.

    These are the connected components of the linear matroid: write every vector in a basis chosen among them and
    link it with the basis vectors that occur (J. Oxley, Matroid Theory, 2nd ed. 2011, section 4.1).

    Examples
    --------
    >>> linked([(1, 0, 0), (0, 1, 0), (1, 1, 0), (0, 0, 1)])
    ((0, 1, 2), (3,))
    """
    dimension = len(vectors[0]) if vectors else 0
    columns = [[vector[d] for vector in vectors] for d in range(dimension)]
    reduced, pivots = _echelon(columns)
    parent = list(range(len(vectors)))

    def find(item: int) -> int:
        while parent[item] != item:
            item = parent[item]
        return item

    for line, pivot in zip(reduced, pivots, strict=True):
        for position, value in enumerate(line):
            if value:
                a, b = sorted((find(pivot), find(position)))
                parent[b] = a
    parts: dict[int, list[int]] = {}
    for item in range(len(vectors)):
        parts.setdefault(find(item), []).append(item)
    return tuple(tuple(part) for part in parts.values())


def _echelon(rows: Sequence[Sequence[Fraction | int]]) -> tuple[list[list[Fraction]], list[int]]:
    """Reduced row echelon form without zero rows, and the pivot columns."""
    table = [[Fraction(value) for value in row] for row in rows]
    pivots: list[int] = []
    for column in range(len(table[0]) if table else 0):
        found = next((r for r in range(len(pivots), len(table)) if table[r][column]), None)
        if found is None:
            continue
        table[len(pivots)], table[found] = table[found], table[len(pivots)]
        _pivot(table, len(pivots), column)
        pivots.append(column)
    return table[: len(pivots)], pivots
