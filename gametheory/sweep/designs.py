"""Which parameter points a sweep visits: a grid, a random sample, or given points. Input is checked in full here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from gametheory.game import Game
from gametheory.kernels.draws import seed_of
from gametheory.kernels.grids import lattice
from gametheory.kernels.sources import Axis, Columns, Draws, Source
from gametheory.sweep.reading import MOST_POINTS, Faults, axis, column, count, interval, known, seed


class Design(Protocol):
    """Numbered parameter points of a game."""

    @property
    def game(self) -> Game:
        """The game whose parameters these are."""
        ...

    @property
    def size(self) -> int:
        """How many points."""
        ...

    @property
    def fixed(self) -> Mapping[str, Fraction]:
        """Parameters with one value for all points."""
        ...

    def source(self, names: Sequence[str]) -> Source:
        """The points for a kernel with these parameters."""
        ...

    def arrays(self) -> dict[str, NDArray[np.float64]]:
        """Every parameter at every point, in the shape of the design."""
        ...

    def record(self) -> dict[str, Any]:
        """What it takes to make the design again."""
        ...


class Grid:
    """Every combination of the values of some parameters, the others fixed.

    Parameters
    ----------
    game : Game
    at : mapping, optional
        Exact values of parameters that are fixed; axes take precedence, so ``at=game.baseline`` will do.
    **axes
        By parameter: ``(low, high, points)``, both ends included and evenly spaced; or a list or array of values.
        Numbers are exact: ``int``, ``Fraction``, ``"1/3"``, ``"0.3"``, or a float's shortest decimal.

    Raises
    ------
    NotFoundError
        If a name is not a parameter of the game.
    ModelError
        If a parameter has no value, or an axis is not one: all faults together.

    Examples
    --------
    >>> import gametheory as gt
    >>> game = gt.load("asia_pacific/umbrella")
    >>> gt.Grid(game, lam=(0, 1, 201), h=["1/2", 1, 2], at=game.baseline)
    <Grid of 603 points: lam (201) x h (3)>
    """

    def __init__(self, game: Game, /, *, at: Mapping[str, Any] | None = None, **axes: Any) -> None:
        at = at or {}
        known(game, (*axes, *at))
        faults = Faults()
        self._game = game
        self._axes: dict[str, Axis] = {}
        self._written: dict[str, Any] = {}
        for name, value in axes.items():
            made = faults.read(axis, name, value)
            if made is not None:
                self._axes[name], self._written[name] = made
        self._fixed = faults.numbers({k: v for k, v in at.items() if k not in axes})
        missing = [p for p in game.symbols if p not in axes and p not in at]
        if missing:
            faults.add(
                f"the grid has no value for: {', '.join(missing)}\n"
                f"  add an axis such as {missing[0]}=(0, 1, 101), or fix it with at={{{missing[0]!r}: ...}}; "
                "at=game.baseline fixes all that have a baseline."
            )
        if not axes:
            faults.add("the grid has no axis\n  give at least one parameter a range, as in p=(0, 1, 101).")
        faults.report()

    def __repr__(self) -> str:
        axes = " x ".join(f"{name} ({len(a.values)})" for name, a in self._axes.items())
        return f"<Grid of {self.size:,} points: {axes}>"

    @property
    def game(self) -> Game:
        """The game whose parameters these are."""
        return self._game

    @property
    def axes(self) -> Mapping[str, NDArray[np.float64]]:
        """Values along each axis, in the order in which they were given."""
        return {name: a.values for name, a in self._axes.items()}

    @property
    def fixed(self) -> Mapping[str, Fraction]:
        """Parameters with one value for all points."""
        return self._fixed

    @property
    def size(self) -> int:
        """How many points."""
        size = 1
        for a in self._axes.values():
            size *= len(a.values)
        return size

    def values(self) -> dict[str, Any]:
        """Axes and fixed numbers, as a kernel takes them."""
        return {**self._axes, **self._fixed}

    def source(self, names: Sequence[str]) -> Source:
        """The points for a kernel with these parameters."""
        return lattice(names, names, self.values())

    def arrays(self) -> dict[str, NDArray[np.float64]]:
        """Every parameter at every point, one dimension an axis (views: nothing is stored)."""
        shape = tuple(len(a.values) for a in self._axes.values())
        out = {name: np.broadcast_to(float(value), shape) for name, value in self._fixed.items()}
        for k, (name, a) in enumerate(self._axes.items()):
            out[name] = np.broadcast_to(a.values.reshape(-1, *(1,) * (len(shape) - k - 1)), shape)
        return {name: out[name] for name in self.game.symbols}

    def record(self) -> dict[str, Any]:
        """What it takes to make the design again."""
        return {"design": "grid", "axes": self._written, "at": _texts(self._fixed)}


class Sample:
    """Independent random points: each parameter uniform in its range.

    The draw of a parameter at a point depends on the seed and the point's number alone, so that results do not
    depend on chunks, threads or machines. Points outside the standing assumptions are kept, and coded as such:
    shares are shares of the admissible points, and these are uniform on the admissible part of the ranges.

    Parameters
    ----------
    game : Game
    n : int
        Number of points.
    rng : int or numpy.random.Generator
        Seed, or a generator from which one is drawn.
    at : mapping, optional
        Exact values of parameters that are fixed.
    **ranges
        ``(low, high)`` by parameter, in place of the range that the game declares.

    Raises
    ------
    NotFoundError
        If a name is not a parameter of the game.
    ModelError
        If a parameter has neither a range nor a value, or a number is none: all faults together.

    Examples
    --------
    >>> import gametheory as gt
    >>> game = gt.load("asia_pacific/umbrella")
    >>> gt.Sample(game, 10**9, rng=7, at={"k": "1/2"}, h=(0, 4))
    <Sample of 1,000,000,000 points: 13 parameters drawn, seed 7>
    """

    def __init__(
        self,
        game: Game,
        n: int,
        /,
        *,
        rng: np.random.Generator | int = 0,
        at: Mapping[str, Any] | None = None,
        **ranges: Any,
    ) -> None:
        at = at or {}
        known(game, (*ranges, *at))
        faults = Faults()
        self._game = game
        self._size = faults.read(count, n, "the sample", MOST_POINTS) or 0
        self._rng = None if isinstance(rng, np.random.Generator) else faults.read(seed, rng)
        both = [name for name in ranges if name in at]
        if both:
            faults.add(f"{', '.join(both)}: drawn and fixed at the same time\n  give a range or a value, not both.")
        self._fixed = faults.numbers(at)
        self._ranges: dict[str, tuple[Fraction, Fraction]] = {}
        for p in game.parameters:
            given = ranges.get(p.name, None if p.name in at else p.range)
            ends = None if p.name not in ranges and given is None else faults.read(interval, p.name, given)
            if ends is not None:
                self._ranges[p.name] = ends
        missing = [p for p in game.symbols if p not in self._ranges and p not in at and p not in ranges]
        if missing:
            faults.add(
                f"the game declares no range for: {', '.join(missing)}\n"
                f"  give one, as in {missing[0]}=(0, 1), or fix it with at={{{missing[0]!r}: ...}}."
            )
        faults.report()
        self._seed = seed_of(rng)

    def __repr__(self) -> str:
        seed = self._rng if self._rng is not None else f"{self._seed:#x}"
        return f"<Sample of {self.size:,} points: {len(self._ranges)} parameters drawn, seed {seed}>"

    @property
    def game(self) -> Game:
        """The game whose parameters these are."""
        return self._game

    @property
    def size(self) -> int:
        """How many points."""
        return self._size

    @property
    def fixed(self) -> Mapping[str, Fraction]:
        """Parameters with one value for all points."""
        return self._fixed

    def source(self, names: Sequence[str]) -> Draws:
        """The points for a kernel with these parameters."""
        ends = {**{name: (value, value) for name, value in self._fixed.items()}, **self._ranges}
        low = np.array([float(ends[name][0]) for name in names])
        span = np.array([float(ends[name][1] - ends[name][0]) for name in names])
        return Draws(low, span, self._seed, self.size)

    def arrays(self) -> dict[str, NDArray[np.float64]]:
        """Every parameter at every point."""
        source = self.source(self.game.symbols)
        return {name: source.column(i, 0, self.size) for i, name in enumerate(self.game.symbols)}

    def record(self) -> dict[str, Any]:
        """What it takes to make the design again."""
        return {
            "design": "sample",
            "n": self.size,
            "rng": self._rng,
            "key": f"{self._seed:#018x}",
            "ranges": {name: [str(low), str(high)] for name, (low, high) in self._ranges.items()},
            "at": _texts(self._fixed),
        }


class Points:
    """Given points: one array a parameter, all of one length; single numbers hold for all points.

    NaN and infinite values are no error: such points get a code of their own.

    Parameters
    ----------
    game : Game
    points : mapping of names to arrays or numbers
        Every parameter of the game. A data frame will do.

    Raises
    ------
    NotFoundError
        If a name is not a parameter of the game.
    ModelError
        If a parameter is missing, or the arrays are not numbers or not of one length: all faults together.

    Examples
    --------
    >>> import gametheory as gt
    >>> game = gt.load("asia_pacific/umbrella")
    >>> gt.Points(game, game.baseline | {"h": [0.5, 1.5, 3.0]})
    <Points: 3>
    """

    def __init__(self, game: Game, points: Mapping[str, Any], /) -> None:
        given = dict(points)
        known(game, given)
        faults = Faults()
        self._game = game
        columns: dict[str, NDArray[np.float64]] = {}
        for name, value in given.items():
            values = faults.read(column, name, value)
            if values is not None:
                columns[name] = values
        missing = [name for name in game.symbols if name not in given]
        if missing:
            faults.add(f"the points have no value for: {', '.join(missing)}\n  give an array or a number for each.")
        lengths = {name: len(c) for name, c in columns.items() if c.ndim}
        if len(set(lengths.values())) > 1:
            shown = ", ".join(f"{name} {length}" for name, length in lengths.items())
            faults.add(f"the arrays of points differ in length: {shown}\n  give as many values of each parameter.")
        self._size = next(iter(lengths.values()), 1)
        if self._size == 0:
            faults.add("there are no points: the arrays are empty\n  give at least one value of each parameter.")
        faults.report()
        self._columns = {name: columns[name] for name in game.symbols}

    def __repr__(self) -> str:
        return f"<Points: {self.size:,}>"

    @property
    def game(self) -> Game:
        """The game whose parameters these are."""
        return self._game

    @property
    def size(self) -> int:
        """How many points."""
        return self._size

    @property
    def fixed(self) -> Mapping[str, Fraction]:
        """Nothing: every parameter is given point by point."""
        return {}

    def source(self, names: Sequence[str]) -> Columns:
        """The points for a kernel with these parameters."""
        return Columns({i: self._columns[name] for i, name in enumerate(names)}, len(names), self.size)

    def arrays(self) -> dict[str, NDArray[np.float64]]:
        """Every parameter at every point."""
        return {name: np.broadcast_to(values, (self.size,)) for name, values in self._columns.items()}

    def record(self) -> dict[str, Any]:
        """What it takes to check that points are the same: a digest of their values."""
        from hashlib import sha256

        digest = sha256()
        for name in self.game.symbols:
            digest.update(np.ascontiguousarray(self._columns[name]).tobytes())
        return {"design": "points", "n": self.size, "sha256": digest.hexdigest()}


def _texts(values: Mapping[str, Fraction]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}
