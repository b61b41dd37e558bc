"""Reading the numbers of a design: exact values out, and all faults together with where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from operator import index
from typing import Any, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from gametheory.errors import ExpressionError, ModelError, NotFoundError
from gametheory.expr import as_number
from gametheory.game import Game
from gametheory.game.names import unknown
from gametheory.kernels.sources import Axis

P = ParamSpec("P")
T = TypeVar("T")

LARGEST = 10**300
"""Numbers beyond this have no float near them, or their products have none."""

LONGEST_AXIS = 10**8
"""The values along one axis are stored."""

MOST_POINTS = 10**15
"""More would take years."""


class Faults:
    """Collects what is wrong, so that it is reported at once."""

    def __init__(self) -> None:
        self._found: list[str] = []

    def add(self, fault: str) -> None:
        """Note a fault."""
        self._found.append(fault)

    def read(self, reader: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What a reader gives, or ``None`` and its faults noted."""
        try:
            return reader(*args, **kwargs)
        except ModelError as error:
            self._found.extend(error.faults)
            return None

    def numbers(self, values: Mapping[str, Any]) -> dict[str, Fraction]:
        """The numbers of a mapping of fixed parameters."""
        found = {name: self.read(number, value, f"at[{name!r}]") for name, value in values.items()}
        return {name: value for name, value in found.items() if value is not None}

    def report(self) -> None:
        """Raise a ModelError if anything was noted."""
        if self._found:
            raise ModelError(*self._found)


def known(game: Game, names: Iterable[str]) -> None:
    """Refuse names that are not parameters of the game (NotFoundError)."""
    for name in names:
        if name not in game.symbols:
            raise NotFoundError(unknown("parameter", str(name), game.symbols))


def number(value: Any, place: str) -> Fraction:
    """An exact number that a float can come near to."""
    try:
        found = as_number(value.item() if isinstance(value, np.generic) else value)
    except ExpressionError as error:
        raise ModelError(f"{place}: {error}") from None
    if abs(found) > LARGEST:
        raise ModelError(f"{place}: the number is larger than 1e300\n  choose other units of measurement.")
    return found


def count(value: Any, place: str, most: int) -> int:
    """A number of points."""
    try:
        found = index(value)
    except TypeError:
        found = 0
    if found < 1 or isinstance(value, bool):
        raise ModelError(f"{place} has {value!r} points\n  give a whole number, at least 1.")
    if found > most:
        raise ModelError(f"{place} has more than {most:,} points\n  give fewer.")
    return found


def seed(value: Any) -> int:
    """A seed."""
    try:
        found = index(value)
    except TypeError:
        found = -1
    if found < 0 or isinstance(value, bool):
        raise ModelError(f"rng={value!r} is not a seed\n  give a whole number, at least 0, or a numpy Generator.")
    return found


def interval(name: str, value: Any) -> tuple[Fraction, Fraction]:
    """A range from a lower to a higher number."""
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise ModelError(f"the range of {name!r} is {value!r}\n  write {name}=(low, high).")
    low, high = (number(v, f"the range of {name!r}") for v in value)
    return _rising(low, high, f"the range of {name!r}", f"{name}=({high}, {low})")


def axis(name: str, value: Any) -> tuple[Axis, Any]:
    """An axis of a grid, and how it is written in a record."""
    place = f"the axis {name!r}"
    if isinstance(value, tuple):
        if len(value) != 3:
            raise ModelError(f"{place} is {value!r}\n  write {name}=(low, high, points), or a list of values.")
        low, high = (number(v, place) for v in value[:2])
        points = count(value[2], place, LONGEST_AXIS)
        _rising(low, high, place, f"{name}=({high}, {low}, {points})")
        if points == 1:
            raise ModelError(
                f"{place} has 1 point for the range from {low} to {high}\n"
                f"  give at least 2 points, or fix the parameter with at={{{name!r}: ...}}."
            )
        return _spaced(low, high, points), [str(low), str(high), points]
    if isinstance(value, str | bytes) or np.ndim(value) == 0:
        raise ModelError(
            f"{place} is {value!r}\n  write {name}=(low, high, points) or a list of values, "
            f"or fix the parameter with at={{{name!r}: {value!r}}}."
        )
    if np.ndim(value) != 1 or len(value) == 0:
        raise ModelError(f"{place} has values of shape {np.shape(value)}\n  give a list of at least one number.")
    exact = [number(v, place) for v in value]
    return Axis(np.array([float(v) for v in exact]), exact.__getitem__), [str(v) for v in exact]


def column(name: str, value: Any) -> NDArray[np.float64]:
    """One parameter's values at given points."""
    try:
        values = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise ModelError(
            f"the values of {name!r} are not all numbers\n  give numbers, and NaN where one is missing."
        ) from None
    if values.ndim > 1:
        raise ModelError(f"the values of {name!r} have shape {values.shape}\n  give a one-dimensional array.")
    return values


def _rising(low: Fraction, high: Fraction, place: str, turned: str) -> tuple[Fraction, Fraction]:
    if low > high:
        raise ModelError(f"{place} runs from {low} down to {high}\n  write the lower number first: {turned}.")
    if low == high:
        raise ModelError(f"{place} runs from {low} to {high}\n  give two different numbers, or fix it with at=.")
    return low, high


def _spaced(low: Fraction, high: Fraction, points: int) -> Axis:
    """Evenly spaced values, each the float nearest to the exact one."""
    step = (high - low) / (points - 1)
    below = low.denominator * step.denominator
    start, rise = low.numerator * step.denominator, step.numerator * low.denominator
    values = np.fromiter(((start + rise * k) / below for k in range(points)), np.float64, points)
    return Axis(values, lambda k: low + step * int(k))
