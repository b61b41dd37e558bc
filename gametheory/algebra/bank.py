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
        self._polys: dict[Poly, Any] = {}
        self._masks: dict[int, tuple[Any, Any]] = {}
        self.columns: Any = np.zeros((width, 0))
        if start is not None and width:
            self.columns = self._walk(np.array([float(x) for x in start]))

    def __len__(self) -> int:
        return int(self.columns.shape[1])

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

    def extend(self, point: Sequence[Fraction], f: Formula, n: int = 24) -> None:
        """Add an admissible point of `f`, and what a short walk inside `f` from there reaches, to the bank."""
        import numpy as np

        if not len(self.columns) or not all(np.isfinite(float(x)) for x in point):
            return
        rng = np.random.Generator(np.random.PCG64(len(self)))
        width = len(point)
        points = _short(np.repeat(np.array([float(x) for x in point])[:, None], n, axis=1))
        if not self._strictly(f, points[:, :1]).all():
            return
        chain = np.arange(n)
        for _ in range(4 * width):
            which = rng.integers(0, width, n)
            scale = np.exp2(rng.integers(-16, 1, n).astype(float))
            here = points[which, chain]
            proposal = points.copy()
            proposal[which, chain] = _short(
                here + np.where(here == 0, 1, np.abs(here)) * (rng.random(n) * 2 - 1) * scale
            )
            accept = self._strictly(f, proposal)
            points[:, accept] = proposal[:, accept]
        fresh = np.unique(points, axis=1)
        for poly, (value, scale) in list(self._polys.items()):
            more = poly.on(fresh)
            self._polys[poly] = (np.concatenate([value, more[0]]), np.concatenate([scale, more[1]]))
        self.columns = np.concatenate([self.columns, fresh], axis=1)
        self._masks.clear()

    def _strictly(self, f: Formula, columns: Any) -> Any:
        values: dict[Poly, Any] = {}
        masks: dict[int, tuple[Any, Any]] = {}
        inside = self._evaluate(self._assumptions, columns, values, masks)[0]
        return inside & self._evaluate(f, columns, values, masks)[0]

    def masks(self, f: Formula) -> tuple[Any, Any]:
        """Two boolean arrays: points where `f` surely holds (all atoms strictly), and where it surely fails."""
        return self._evaluate(f, self.columns, self._polys, self._masks)

    def _evaluate(
        self, f: Formula, columns: Any, polys: dict[Poly, Any], masks: dict[int, tuple[Any, Any]]
    ) -> tuple[Any, Any]:
        import numpy as np

        if f.number in masks:
            return masks[f.number]
        n = columns.shape[1]
        for node in postorder(f):
            if node.number in masks:
                continue
            if node.kind == "atom":
                masks[node.number] = self._atom(node, columns, polys)
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

    def _atom(self, node: Formula, columns: Any, polys: dict[Poly, Any]) -> tuple[Any, Any]:
        import numpy as np

        assert node.poly is not None
        key, flip = (node.poly, False) if node.poly.terms[0][1] > 0 else (-node.poly, True)
        if key not in polys:
            polys[key] = key.on(columns)
        value, scale = polys[key]
        above, below = value > MARGIN * scale, value < -MARGIN * scale
        if flip:
            above, below = below, above
        if node.rel in (">", ">="):
            return above, below
        apart = above | below
        never = np.zeros(len(value), dtype=bool)
        return (never, apart) if node.rel == "=" else (apart, never)

    def signs(self, poly: Poly) -> tuple[bool, bool]:
        """Whether some point has `poly` surely positive, and whether some point has it surely negative."""
        if poly not in self._polys:
            self._polys[poly] = poly.on(self.columns)
        value, scale = self._polys[poly]
        return bool((value > MARGIN * scale).any()), bool((value < -MARGIN * scale).any())

    def exact(self, index: int) -> tuple[Fraction, ...]:
        """One point as exact rationals (floats are dyadic rationals)."""
        return tuple(Fraction(float(x)) for x in self.columns[:, index])


def _short(x: Any) -> Any:
    """Floats rounded to 30 bits, so that exact arithmetic with them stays cheap."""
    import numpy as np

    mantissa, exponent = np.frexp(x)
    return np.ldexp(np.round(mantissa * 2.0**30) / 2.0**30, exponent)
