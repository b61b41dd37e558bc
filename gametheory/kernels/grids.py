"""Cartesian grids: from named axes to a numbered lattice, and the choice of the axis that runs in the inner loop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from gametheory.errors import ModelError, NotFoundError
from gametheory.game.names import unknown
from gametheory.kernels.program import Program
from gametheory.kernels.sources import Axis, Lattice, Source

LONG = 64
"""An inner loop this long no longer feels the cost of starting it."""


def lattice(names: Sequence[str], used: Sequence[str], axes: Mapping[str, Any]) -> Lattice:
    """The grid of the given axes: one-dimensional arrays (or :class:`Axis`) have a dimension, numbers have none.

    Raises
    ------
    NotFoundError
        If a name is not a parameter.
    ModelError
        If a parameter in `used` is missing, or an axis is empty or has more than one dimension.
    """
    for name in axes:
        if name not in names:
            raise NotFoundError(unknown("parameter", name, names))
    missing = [name for name in used if name not in axes]
    if missing:
        raise ModelError(
            f"no values for: {', '.join(missing)}\n  give an axis or a number for each of these parameters."
        )
    found: list[Axis] = []
    order: dict[str, int] = {}
    for i, name in enumerate(names):
        value = axes.get(name, 0.0)
        axis = value if isinstance(value, Axis) else _axis(name, value)
        if isinstance(value, Axis) or np.ndim(value) > 0:
            order[name] = i
        found.append(axis)
    finite = all(bool(np.isfinite(axis.values).all()) for axis in found)
    return Lattice(tuple(found), tuple(order[name] for name in axes if name in order), finite)


def _axis(name: str, value: Any) -> Axis:
    given = np.asarray(value)
    if given.ndim > 1 or given.size == 0:
        raise ModelError(
            f"the axis {name!r} has shape {given.shape}\n  an axis is a one-dimensional array of at least one value."
        )
    values = np.atleast_1d(given)
    floats = np.ascontiguousarray(values, dtype=np.float64)
    if values.dtype != object:
        return Axis(floats)
    exact = [Fraction(v) for v in values]
    return Axis(floats, exact.__getitem__)


def standing(grid: Lattice) -> Lattice:
    """The same grid with a long axis innermost: the last one unless it is short and another is not."""
    if len(grid.order) < 2 or len(grid.axes[grid.order[-1]].values) >= LONG // 2:
        return grid
    longest = max(grid.order, key=lambda i: len(grid.axes[i].values))
    if len(grid.axes[longest].values) < LONG:
        return grid
    return replace(grid, order=(*(i for i in grid.order if i != longest), longest))


def counted(source: Source, program: Program) -> tuple[Source, int]:
    """A source with the same masks, in any order, and how often each occurs: for counting only.

    Axes of a grid that do not matter are dropped; the axis along which least has to be computed again is made the
    innermost among those that are long enough.
    """
    if not isinstance(source, Lattice):
        return source, 1
    kept = [i for i in source.order if i in program.used]
    times = 1
    for i in source.order:
        times *= len(source.axes[i].values) if i not in kept else 1
    if not kept:
        return replace(source, order=()), times
    lengths = {i: len(source.axes[i].values) for i in kept}
    enough = min(LONG, max(lengths.values()))
    inner = min((i for i in kept if lengths[i] >= enough), key=lambda i: (program.cost(i), -lengths[i], i))
    return replace(source, order=(*(i for i in kept if i != inner), inner)), times
