"""Cells of equal content joined to connected pieces, and the closed lines around each piece."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import atan2, pi

import numpy as np
from numpy.typing import NDArray

from gametheory.present.plane import Column

_SAME = 1e-11  # ordinates at one critical abscissa closer than this are one corner (exact ones agree to 1e-16)

Line = NDArray[np.float64]
"""Array of shape (n, 2)."""

Levels = Sequence[NDArray[np.float64]]
Corner = tuple[int, int]
"""Position among the critical abscissae, and among the corners there."""

Edge = tuple[Corner, Corner, Line]
Stretch = tuple[int, int, int | None, int | None]


@dataclass(frozen=True, eq=False)
class Shape:
    """A connected piece: `key` of its cells, outer line (counter-clockwise) and holes (clockwise), points inside it."""

    key: int
    lines: tuple[Line, ...]
    inside: Line
    area: float


def shapes(cells: Sequence[Column], keys: Sequence[Sequence[int]]) -> tuple[Shape, ...]:
    """The connected pieces of equal key, in order of their first cell (left to right, from below).

    Two cells touch if they share a stretch of border, not if they share a corner only.
    """
    levels = _levels(cells)
    names = [(i, k) for i, column in enumerate(keys) for k in range(len(column))]
    parent = {name: name for name in names}

    def head(name: tuple[int, int]) -> tuple[int, int]:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    def join(one: tuple[int, int], other: tuple[int, int]) -> None:
        a, b = sorted((head(one), head(other)))
        parent[b] = a

    for i, column in enumerate(keys):
        for k in range(len(column) - 1):
            if column[k] == column[k + 1]:
                join((i, k), (i, k + 1))
    walls = [_wall(cells, levels, i) for i in range(len(cells) + 1)]
    for i, wall in enumerate(walls):
        for _, _, left, right in wall:
            if left is not None and right is not None and keys[i - 1][left] == keys[i][right]:
                join((i - 1, left), (i, right))
    edges = _edges(cells, levels, walls, keys, head)
    found = []
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for name in names:
        members.setdefault(head(name), []).append(name)
    for (i, k), own in members.items():
        lines = _loops(edges[(i, k)])
        inside = np.concatenate([_middles(cells[column], cell) for column, cell in own])
        found.append(Shape(keys[i][k], lines, inside, float(sum(_area(line) for line in lines))))
    return tuple(found)


def _levels(cells: Sequence[Column]) -> list[NDArray[np.float64]]:
    """The corners' ordinates at every critical abscissa."""
    found = []
    for i in range(len(cells) + 1):
        ends = [0.0, 1.0]
        if i > 0:
            ends += cells[i - 1].y[:, -1].tolist()
        if i < len(cells):
            ends += cells[i].y[:, 0].tolist()
        kept: list[float] = []
        for end in sorted(ends):
            if not kept or end - kept[-1] > _SAME:
                kept.append(end)
        kept[-1] = 1.0 if 1.0 - kept[-1] <= _SAME else kept[-1]
        found.append(np.array(kept))
    return found


def _corner(levels: NDArray[np.float64], y: float) -> int:
    return int(np.argmin(np.abs(levels - y)))


def _wall(cells: Sequence[Column], levels: Levels, i: int) -> list[Stretch]:
    """The stretches of the i-th critical abscissa: (low corner, high corner, cell to the left, cell to the right)."""
    left = [_corner(levels[i], y) for y in cells[i - 1].y[:, -1]] if i > 0 else None
    right = [_corner(levels[i], y) for y in cells[i].y[:, 0]] if i < len(cells) else None

    def cell(ends: list[int] | None, low: int) -> int | None:
        if ends is None:
            return None
        return next(k for k in range(len(ends) - 1) if ends[k] <= low < ends[k + 1])

    return [(low, low + 1, cell(left, low), cell(right, low)) for low in range(len(levels[i]) - 1)]


def _edges(
    cells: Sequence[Column],
    levels: Levels,
    walls: Sequence[Sequence[Stretch]],
    keys: Sequence[Sequence[int]],
    head: Callable[[tuple[int, int]], tuple[int, int]],
) -> dict[tuple[int, int], list[Edge]]:
    """Directed borders of every piece, the piece on their left."""
    edges: dict[tuple[int, int], list[Edge]] = {}

    def add(name: tuple[int, int], start: Corner, end: Corner, line: Line) -> None:
        edges.setdefault(head(name), []).append((start, end, line))

    for i, column in enumerate(cells):
        number = len(keys[i])
        for row in range(number + 1):
            below = (i, row - 1) if row > 0 else None
            above = (i, row) if row < number else None
            if below and above and keys[i][row - 1] == keys[i][row]:
                continue
            a = (i, _corner(levels[i], column.y[row, 0]))
            b = (i + 1, _corner(levels[i + 1], column.y[row, -1]))
            line = np.column_stack([column.x, column.y[row]])
            line[0, 1], line[-1, 1] = levels[i][a[1]], levels[i + 1][b[1]]
            if row in (0, number):
                line = line[[0, -1]]
            if above:
                add(above, a, b, line)
            if below:
                add(below, b, a, line[::-1])
    for i, wall in enumerate(walls):
        x = cells[i].x[0] if i < len(cells) else cells[-1].x[-1]
        for low, high, k, m in wall:
            left = None if k is None else (i - 1, k)
            right = None if m is None else (i, m)
            if left and right and head(left) == head(right):
                continue
            line = np.array([[x, levels[i][low]], [x, levels[i][high]]])
            if left:
                add(left, (i, low), (i, high), line)
            if right:
                add(right, (i, high), (i, low), line[::-1])
    return edges


def _loops(edges: Sequence[Edge]) -> tuple[Line, ...]:
    """Closed lines from directed edges; where several leave a corner, the one nearest clockwise to the way back."""
    leaving: dict[Corner, list[int]] = {}
    for number, (start, _, _) in enumerate(edges):
        leaving.setdefault(start, []).append(number)
    used = [False] * len(edges)
    loops: list[Line] = []
    for first in range(len(edges)):
        if used[first]:
            continue
        parts, number = [], first
        while not used[number]:
            used[number] = True
            _, end, line = edges[number]
            parts.append(line[:-1])
            back = _angle(line[-1], line[-2])
            number = min(leaving[end], key=lambda n: _clockwise(back, _angle(edges[n][2][0], edges[n][2][1])))
        loops.append(_straight(np.concatenate(parts)))
    loops.sort(key=_area, reverse=True)
    return tuple(loops)


def _angle(a: Line, b: Line) -> float:
    return atan2(b[1] - a[1], b[0] - a[0])


def _clockwise(back: float, out: float) -> float:
    turn = (back - out) % (2 * pi)
    return turn if turn > 1e-12 else 2 * pi


def _straight(line: Line) -> Line:
    """The closed line without the vertices that lie on the segment between their neighbours."""
    kept = list(line)
    k = 0
    while k < len(kept) and len(kept) > 3:
        a, b, c = kept[k - 1], kept[k], kept[(k + 1) % len(kept)]
        (ux, uy), (vx, vy) = b - a, c - b
        if abs(ux * vy - uy * vx) <= 1e-14 and ux * vx + uy * vy >= 0:
            del kept[k]
        else:
            k += 1
    return np.array(kept)


def _area(line: Line) -> float:
    x, y = line[:, 0], line[:, 1]
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) / 2)


def _middles(column: Column, k: int) -> Line:
    x = (column.x[1:] + column.x[:-1]) / 2
    low = (column.y[k, 1:] + column.y[k, :-1]) / 2
    high = (column.y[k + 1, 1:] + column.y[k + 1, :-1]) / 2
    return np.column_stack([x, (low + high) / 2])
