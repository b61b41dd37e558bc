"""Where a kernel's points come from: columns, a Cartesian grid, or random draws; each point has a number.

A source tells how many points it has, gives any block of them as arrays, as arguments for a native loop, and any single
point exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import prod
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from gametheory.kernels.codegen import Loop
from gametheory.kernels.draws import keys, uniform
from gametheory.kernels.exact import as_fractions

Floats = NDArray[np.float64]
Block = dict[int, Any]
"""Position of a parameter -> a number or an array of numbers."""


class Source(Protocol):
    """Numbered points of a kernel's parameters."""

    @property
    def size(self) -> int:
        """How many points there are."""
        ...

    @property
    def loop(self) -> Loop:
        """The native loop that runs over them."""
        ...

    @property
    def finite(self) -> bool:
        """Whether every parameter is known to be a finite number."""
        ...

    def moving(self, used: Sequence[int]) -> tuple[int, ...]:
        """Parameters that change in the inner loop, given those that matter."""
        ...

    def block(self, used: Sequence[int], start: int, stop: int) -> Block:
        """The used parameters at the points `start` to `stop`."""
        ...

    def arguments(self, used: Sequence[int], start: int, stop: int) -> tuple[Any, ...]:
        """The same for the native loop."""
        ...

    def exact(self, number: int) -> tuple[Fraction, ...] | None:
        """All parameters at one point, or ``None`` if one is not a finite number."""
        ...


@dataclass(frozen=True, eq=False)
class Columns:
    """Points given as one array a parameter (or one number for all points)."""

    columns: Mapping[int, Any]
    width: int
    size: int
    finite: bool = False

    @property
    def loop(self) -> Loop:
        """One column a parameter."""
        return "points"

    def moving(self, used: Sequence[int]) -> tuple[int, ...]:
        """Everything."""
        return tuple(used)

    def block(self, used: Sequence[int], start: int, stop: int) -> Block:
        """Slices of the columns."""
        return {i: c if np.ndim(c := self.columns[i]) == 0 else np.asarray(c[start:stop], np.float64) for i in used}

    def arguments(self, used: Sequence[int], start: int, stop: int) -> tuple[Any, ...]:
        """Contiguous slices of the columns."""
        out = []
        for i in used:
            column = self.columns[i]
            part = np.full(stop - start, column) if np.ndim(column) == 0 else column[start:stop]
            out.append(np.ascontiguousarray(part, dtype=np.float64))
        return tuple(out)

    def exact(self, number: int) -> tuple[Fraction, ...] | None:
        """The floats as the dyadic rationals that they are; parameters without a column are 0."""
        columns = [self.columns.get(i, 0.0) for i in range(self.width)]
        return as_fractions([float(c if np.ndim(c) == 0 else c[number]) for c in columns])


@dataclass(frozen=True, eq=False)
class Axis:
    """Values along one axis of a grid, and the exact value of each if it is not the float itself."""

    values: Floats
    exact: Callable[[int], Fraction] | None = None

    def at(self, k: int) -> Fraction | None:
        """Exact value of the `k`-th point."""
        if self.exact is not None:
            return self.exact(k)
        value = float(self.values[k])
        return Fraction(value) if np.isfinite(value) else None


@dataclass(frozen=True, eq=False)
class Lattice:
    """A Cartesian grid: never stored, numbered with the last axis of `order` running fastest.

    `axes` has one axis for each parameter (of one value where it is fixed); `order` lists the positions of those with a
    dimension of their own.
    """

    axes: tuple[Axis, ...]
    order: tuple[int, ...]
    finite: bool = True

    @property
    def loop(self) -> Loop:
        """Row by row."""
        return "rows"

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of values along each axis of `order`."""
        return tuple(len(self.axes[i].values) for i in self.order)

    @property
    def size(self) -> int:
        """Number of points."""
        return prod(self.shape)

    def moving(self, used: Sequence[int]) -> tuple[int, ...]:
        """The innermost axis."""
        return (self.order[-1] if self.order else used[0],)

    @cached_property
    def _divisors(self) -> dict[int, int]:
        out, step = {}, 1
        for i in reversed(self.order):
            out[i] = step
            step *= len(self.axes[i].values)
        return out

    def block(self, used: Sequence[int], start: int, stop: int) -> Block:
        """Values looked up by mixed-radix digits of the point's number."""
        number = np.arange(start, stop)
        out: Block = {}
        for i in used:
            values = self.axes[i].values
            out[i] = values[number // self._divisors[i] % len(values)] if len(values) > 1 else values[0]
        return out

    @cached_property
    def _tables(self) -> tuple[Any, ...]:
        lengths = [len(axis.values) for axis in self.axes]
        inner = len(self.axes[self.order[-1]].values) if self.order else 1
        divisors = [self._divisors.get(i, 1) // inner or 1 for i in range(len(self.axes))]
        offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        values = np.concatenate([axis.values for axis in self.axes])
        return (values, *(np.array(a, dtype=np.int64) for a in (offsets, divisors, lengths)))

    def arguments(self, used: Sequence[int], start: int, stop: int) -> tuple[Any, ...]:
        """The inner axis and the tables from which the values of a row are looked up."""
        return (start, stop, np.ascontiguousarray(self.axes[self.moving(used)[0]].values), *self._tables)

    def exact(self, number: int) -> tuple[Fraction, ...] | None:
        """The exact values that were asked for, where the floats are roundings of them."""
        out = []
        for i, axis in enumerate(self.axes):
            value = axis.at(number // self._divisors.get(i, 1) % len(axis.values))
            if value is None:
                return None
            out.append(value)
        return tuple(out)


@dataclass(frozen=True, eq=False)
class Draws:
    """Random points: parameter `i` is ``low[i] + span[i] * u`` with `u` uniform in [0, 1); `span` 0 fixes it."""

    low: Floats
    span: Floats
    seed: int
    size: int
    finite: bool = True

    @property
    def loop(self) -> Loop:
        """Drawn in the loop."""
        return "draws"

    def moving(self, used: Sequence[int]) -> tuple[int, ...]:
        """The parameters that are drawn."""
        return tuple(i for i in used if self.span[i] != 0)

    def column(self, i: int, start: int, stop: int) -> Floats:
        """One parameter at the points `start` to `stop`."""
        if self.span[i] == 0:
            return np.full(stop - start, self.low[i])
        return np.asarray(self.low[i] + self.span[i] * uniform(self.seed, len(self.low), i, start, stop))

    def block(self, used: Sequence[int], start: int, stop: int) -> Block:
        """Drawn parameters as arrays, fixed ones as numbers."""
        return {i: self.column(i, start, stop) if self.span[i] != 0 else self.low[i] for i in used}

    def arguments(self, used: Sequence[int], start: int, stop: int) -> tuple[Any, ...]:
        """Bounds and the state of the generator."""
        starts, step = keys(self.seed, len(self.low))
        return (np.uint64(start), np.uint64(step), self.low, self.span, starts)

    def exact(self, number: int) -> tuple[Fraction, ...] | None:
        """The drawn floats."""
        return as_fractions([float(self.column(i, number, number + 1)[0]) for i in range(len(self.low))])


def native_types(loop: Loop, used: int, dtype: str, words: int) -> tuple[Any, ...]:
    """Numba types of the arguments of a native loop."""
    from numba import types

    def array(of: Any, ndim: int = 1, readonly: bool = True) -> Any:
        return types.Array(of, ndim, "C", readonly=readonly)

    floats, integers = array(types.float64), array(types.int64)
    answers = (
        array(getattr(types, dtype), 1 if words == 1 else 2, readonly=False),
        array(types.boolean, readonly=False),
        array(types.float64, 2, readonly=False),
    )
    arguments: dict[str, tuple[Any, ...]] = {
        "points": (floats,) * used,
        "rows": (types.int64, types.int64, floats, floats, integers, integers, integers),
        "draws": (types.uint64, types.uint64, floats, floats, array(types.uint64)),
    }
    return (*arguments[loop], *answers)
