"""How far a sweep is, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic

Report = Callable[[int, int], None]
"""Called with the number of points done and the number of all."""

_PAUSE = 0.1


def reporter(progress: bool | Report | None) -> Report | None:
    """The given function; a bar on standard error for ``True``; for ``None`` only if that is a terminal."""
    if callable(progress):
        return progress
    if progress or (progress is None and sys.stderr is not None and sys.stderr.isatty()):
        return Bar()
    return None


class Bar:
    """A line on standard error that is written over as the sweep goes on."""

    def __init__(self) -> None:
        self._start = monotonic()
        self._last = self._start

    def __call__(self, done: int, total: int) -> None:
        """Show how many of the points are done."""
        now = monotonic()
        if done < total and now - self._last < _PAUSE:
            return
        self._last = now
        rate = done / max(now - self._start, 1e-9) / 1e6
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r{done:>15,} of {total:,} points, {100 * done // total:3d} %, {rate:,.0f} M/s{end}")
        sys.stderr.flush()
