"""A bank of admissible points: it answers *yes, there is such a point* at once, and never answers *no*.

Points are dyadic rationals held as floats, so that a yes that is reported can be confirmed exactly. A value counts
as positive only beyond rounding (a margin of 1e-9 of the sum of the absolute terms).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from gametheory.algebra.formulas import Formula, postorder
from gametheory.algebra.polynomials import Poly

MARGIN = 1e-9  # relative to the sum of absolute terms; float64 rounding is about 1e-15 of it
CHAINS = 2048
STEPS = 160
SNAPSHOTS = 4  # of the chains, over the second half of the walk
RECENT = 512  # points added later, kept apart so that adding one does not cost a look at all of them
LADDER = 16  # lengths of a step that are tried at once, each half the one before
GRID = 2.0**20  # points are rounded to multiples of 1/GRID


class Bank:
    """Points strictly inside an assumptions formula, with cached truth masks of formulas.

    Parameters
    ----------
    assumptions : Formula
        The admissible set; points satisfy it strictly.
    start : sequence of Fraction or None
        A point strictly inside, from which a seeded random walk fills the bank; ``None`` leaves it empty.
    width : int
        Number of symbols.
    """

    def __init__(self, assumptions: Formula, start: Sequence[Fraction] | None, width: int) -> None:
        import numpy as np

        self._assumptions = assumptions
        columns: Any = np.zeros((width, 0))
        if start is not None and width:
            columns = self._walk(np.array([float(x) for x in start]))
        self._old, self._new = _Block(columns), _Block(columns[:, :0])

    @property
    def columns(self) -> Any:
        """The points, one a column."""
        import numpy as np

        return np.concatenate([self._old.columns, self._new.columns], axis=1)

    def __len__(self) -> int:
        return int(self._old.columns.shape[1] + self._new.columns.shape[1])

    def _walk(self, start: Any) -> Any:
        import numpy as np

        rng = np.random.Generator(np.random.PCG64(20))
        width = len(start)
        points = np.repeat(np.round(start * GRID)[:, None] / GRID, CHAINS, axis=1)
        inside = self._strictly(self._assumptions, points)
        if not inside.all():
            return np.zeros((width, 0))
        chain = np.arange(CHAINS)
        steps = STEPS + 4 * width
        kept = []
        for step_number in range(steps):
            which = rng.integers(0, width, CHAINS)
            scale = np.exp2(rng.integers(-6, 4, CHAINS).astype(float))
            step = (rng.random(CHAINS) * 2 - 1) * scale
            other = points[rng.integers(0, width, CHAINS), chain]
            proposal = points.copy()
            jump = rng.random(CHAINS) < 0.15  # land near another coordinate: chains such as 0 <= y < Y mix
            value = np.where(jump, other * rng.random(CHAINS) * 2, points[which, chain] + step)
            proposal[which, chain] = np.round(value * GRID) / GRID
            accept = self._strictly(self._assumptions, proposal)
            points[:, accept] = proposal[:, accept]
            if (steps - 1 - step_number) % (steps // SNAPSHOTS // 2) == 0 and step_number >= steps // 2:
                kept.append(points.copy())
        return np.concatenate(kept, axis=1)

    def extend(self, point: Sequence[Fraction], f: Formula, n: int = 24, rounds: int = 4) -> None:
        """Add an admissible point of `f`, and what `n` short walks inside `f` from there reach, to the bank.

        In each round every walk takes the longest admissible one of `LADDER` steps; one look at `f` serves them all.
        """
        import numpy as np

        if not len(self) or not all(np.isfinite(float(x)) for x in point):
            return
        rng = np.random.Generator(np.random.PCG64(len(self)))
        width = len(point)
        points = _short(np.repeat(np.array([float(x) for x in point])[:, None], n, axis=1))
        if not self._strictly(f, points[:, :1]).all():
            return
        chain = np.arange(n)
        for _ in range(rounds):
            here = points[:, None, :]
            length = np.exp2(-np.arange(LADDER) - rng.random((n, LADDER))).T  # of its own size, at most
            moves = rng.random((width, LADDER, n)) < 0.5
            step = np.where(here == 0, 1, np.abs(here)) * (rng.random((width, LADDER, n)) * 2 - 1) * length
            proposal = np.where(moves, _short(here + step), here)
            inside = self._strictly(f, proposal.reshape(width, -1)).reshape(LADDER, n)
            moved = inside.any(axis=0)
            points[:, moved] = proposal[:, inside.argmax(axis=0)[moved], chain[moved]]
        fresh = np.unique(points, axis=1)
        self._new = _Block(np.concatenate([self._new.columns, fresh], axis=1))
        if self._new.columns.shape[1] > RECENT:
            self._old, self._new = _Block(self.columns), _Block(fresh[:, :0])

    def _strictly(self, f: Formula, columns: Any) -> Any:
        block = _Block(columns)
        return block.truth(self._assumptions)[0] & block.truth(f)[0]

    def masks(self, f: Formula) -> tuple[Any, Any]:
        """Two boolean arrays: points where `f` surely holds (all atoms strictly), and where it surely fails."""
        import numpy as np

        old, new = self._old.truth(f), self._new.truth(f)
        if not len(new[0]):
            return old
        return np.concatenate([old[0], new[0]]), np.concatenate([old[1], new[1]])

    def signs(self, poly: Poly) -> tuple[bool, bool]:
        """Whether some point has `poly` surely positive, and whether some point has it surely negative."""
        (above, below), (more, less) = self._old.signs(poly), self._new.signs(poly)
        return bool(above.any() or more.any()), bool(below.any() or less.any())

    def exact(self, index: int) -> tuple[Fraction, ...]:
        """One point as exact rationals (floats are dyadic rationals)."""
        count = self._old.columns.shape[1]
        block, i = (self._old, index) if index < count else (self._new, index - count)
        return tuple(Fraction(float(x)) for x in block.columns[:, i])


class _Block:
    """Some points with the truth of the formulas asked about there."""

    def __init__(self, columns: Any) -> None:
        self.columns = columns
        self._polys: dict[Poly, tuple[Any, Any]] = {}
        self._masks: dict[int, tuple[Any, Any]] = {}

    def truth(self, f: Formula) -> tuple[Any, Any]:
        """Where `f` surely holds, and where it surely fails."""
        import numpy as np

        masks = self._masks
        if f.number in masks:
            return masks[f.number]
        n = self.columns.shape[1]
        for node in postorder(f):
            if node.number in masks:
                continue
            if node.kind == "atom":
                masks[node.number] = self._atom(node)
                continue
            if node.kind in ("true", "false"):
                masks[node.number] = (np.full(n, node.is_true), np.full(n, node.is_false))
                continue
            yes, no = masks[node.parts[0].number]
            for part in node.parts[1:]:
                y, x = masks[part.number]
                yes, no = (yes & y, no | x) if node.kind == "and" else (yes | y, no & x)
            masks[node.number] = (yes, no)
        return masks[f.number]

    def _atom(self, node: Formula) -> tuple[Any, Any]:
        import numpy as np

        assert node.poly is not None
        above, below = self.signs(node.poly)
        if node.rel in (">", ">="):
            return above, below
        apart = above | below
        never = np.zeros(len(apart), dtype=bool)
        return (never, apart) if node.rel == "=" else (apart, never)

    def signs(self, poly: Poly) -> tuple[Any, Any]:
        """Where a polynomial is surely positive, and where it is surely negative."""
        key, flip = (poly, False) if poly.is_zero or poly.terms[0][1] > 0 else (-poly, True)
        if key not in self._polys:
            value, scale = key.on(self.columns)
            self._polys[key] = (value > MARGIN * scale, value < -MARGIN * scale)
        above, below = self._polys[key]
        return (below, above) if flip else (above, below)


def _short(x: Any) -> Any:
    """Floats rounded to 30 bits, so that exact arithmetic with them stays cheap."""
    import numpy as np

    mantissa, exponent = np.frexp(x)
    return np.ldexp(np.round(mantissa * 2.0**30) / 2.0**30, exponent)
