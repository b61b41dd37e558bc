"""Many parameter points: grids, samples, and which equilibria exist there. The module is also the function `sweep`.

>>> import gametheory as gt
>>> game = gt.load("asia_pacific/umbrella").after(tie="1")
>>> gt.sweep(gt.solve(game), gt.Sample(game, 1000, rng=7), reduce="share").attrs["points"]
1000
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any, Literal

from gametheory.kernels.compile import Backend, Borders
from gametheory.sweep.designs import Design, Grid, Points, Sample
from gametheory.sweep.progress import Report
from gametheory.sweep.run import Compilable, summary, sweep

__all__ = ["Design", "Grid", "Points", "Sample", "summary", "sweep"]


class _Callable(ModuleType):
    """Lets ``gametheory.sweep`` be the function whether or not the subpackage of that name was imported."""

    def __call__(
        self,
        solution: Compilable,
        design: Design,
        *,
        reduce: Literal["share"] | None = None,
        borders: Borders = "float",
        progress: bool | Report | None = None,
        threads: int | None = None,
        backend: Backend = "auto",
    ) -> Any:
        """See :func:`gametheory.sweep.run.sweep`."""
        return sweep(
            solution, design, reduce=reduce, borders=borders, progress=progress, threads=threads, backend=backend
        )


sys.modules[__name__].__class__ = _Callable
