"""Where a label stands in a piece: as far as possible from every border."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_KEPT = 1500  # candidates looked at in one round
_CENTRED = 1e-3  # of two points with equal room, the one nearer to the middle


def pole(lines: Sequence[Array], inside: Array) -> Array:
    """The point of a piece farthest from its border (pole of inaccessibility, to about a thousandth of the frame).

    Parameters
    ----------
    lines : sequence of arrays of shape (n, 2)
        The closed borders.
    inside : array of shape (m, 2)
        Some points inside; one of them is the answer if nothing better is found.
    """
    border, centre = np.concatenate(lines), centroid(lines)
    points = np.concatenate([_thin(inside), _grid(border.min(axis=0), border.max(axis=0))])
    best, room = _best(points, centre, lines, None, lines)
    step = (border.max(axis=0) - border.min(axis=0)) / 30
    for _ in range(8):
        better, more = _best(_grid(best - step, best + step, 9), centre, lines, None, lines)
        if more >= room:
            best, room = better, more
        step = step / 3
    return best


def box_pole(lines: Sequence[Array], inside: Array, half: Array) -> tuple[Array, float]:
    """Where a box with the half sides `half` fits best, and by how much: it lies inside if the number exceeds 1.

    The number is the factor by which the box could grow about its centre before it touches a border.
    """
    extent = np.ptp(np.concatenate(lines), axis=0)
    if np.any(extent < 2 * half):
        return inside[0], 0.0
    fine = [_dense(line, half.min() / 2) for line in lines]
    border, centre = np.concatenate(lines), centroid(lines)
    points = np.concatenate([_thin(inside), _grid(border.min(axis=0), border.max(axis=0))])
    best, room = _best(points, centre, fine, half, lines)
    step = (border.max(axis=0) - border.min(axis=0)) / 30
    for _ in range(3):
        better, more = _best(_grid(best - step, best + step, 7), centre, fine, half, lines)
        if more >= room:
            best, room = better, more
        step = step / 3
    return best, room


def box_room(lines: Sequence[Array], at: Array, half: Array) -> float:
    """By which factor a box centred at the one point `at` could grow before it touches a border; -1 outside."""
    return _best(at, at[0], [_dense(line, half.min() / 2) for line in lines], half, lines)[1]


def centroid(lines: Sequence[Array]) -> Array:
    """The centre of gravity of a piece (it may lie in a hole or outside)."""
    total, moment = 0.0, np.zeros(2)
    for line in lines:
        following = np.roll(line, -1, axis=0)
        cross = line[:, 0] * following[:, 1] - following[:, 0] * line[:, 1]
        total += float(cross.sum()) / 2
        moment += ((line + following) * cross[:, None]).sum(axis=0) / 6
    return moment / total if total else np.asarray(np.concatenate(lines).mean(axis=0))


def contains(lines: Sequence[Array], points: Array) -> NDArray[np.bool_]:
    """Whether points lie inside closed lines, by the even-odd rule."""
    odd = np.zeros(len(points), dtype=bool)
    px, py = points[:, 0], points[:, 1]
    for line in lines:
        for (ax, ay), (bx, by) in zip(line, np.roll(line, -1, axis=0), strict=True):
            if ay != by:
                crosses = (ay > py) != (by > py)
                odd ^= crosses & (px < (bx - ax) * (py - ay) / (by - ay) + ax)
    return odd


def distance(points: Array, line: Array) -> Array:
    """Distance of points to a closed line."""
    nearest = np.full(len(points), np.inf)
    for a, b in zip(line, np.roll(line, -1, axis=0), strict=True):
        along = b - a
        length = float(along @ along)
        share = np.clip((points - a) @ along / length, 0.0, 1.0) if length else np.zeros(len(points))
        gap = points - a - share[:, None] * along
        nearest = np.minimum(nearest, np.hypot(gap[:, 0], gap[:, 1]))
    return nearest


def _best(
    points: Array, centre: Array, lines: Sequence[Array], half: Array | None, exact: Sequence[Array]
) -> tuple[Array, float]:
    within = contains(exact, points)
    if not within.any():
        return points[0], -1.0
    points = points[within]
    if half is None:
        room = np.min([distance(points, line) for line in lines], axis=0)
    else:
        room = np.full(len(points), np.inf)
        for x, y in np.concatenate(lines):
            room = np.minimum(room, np.maximum(np.abs(points[:, 0] - x) / half[0], np.abs(points[:, 1] - y) / half[1]))
    off = points - centre
    best = int(np.argmax(room - _CENTRED * np.hypot(off[:, 0], off[:, 1])))
    return points[best], float(room[best])


def _grid(low: Array, high: Array, number: int = 31) -> Array:
    x, y = np.meshgrid(np.linspace(low[0], high[0], number), np.linspace(low[1], high[1], number))
    return np.column_stack([x.ravel(), y.ravel()])


def _thin(points: Array) -> Array:
    return points[:: max(1, -(-len(points) // _KEPT))]


def _dense(line: Array, step: float) -> Array:
    """The closed line with vertices no farther apart than `step`."""
    parts = []
    for a, b in zip(line, np.roll(line, -1, axis=0), strict=True):
        number = min(400, max(1, int(np.ceil(np.hypot(*(b - a)) / step))))
        parts.append(a + np.linspace(0.0, 1.0, number, endpoint=False)[:, None] * (b - a))
    return np.concatenate(parts)
