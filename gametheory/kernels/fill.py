"""Filling blocks of answers, by machine code or by numpy: the same numbers either way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from gametheory.errors import ModelError
from gametheory.kernels.program import Program
from gametheory.kernels.sources import Source

_BLOCK = 1 << 14
_LEAST = 1 << 16

T = TypeVar("T")


class Filler:
    """Fills a block of answers by machine code or by numpy."""

    def __init__(self, source: Source, program: Program, function: Any, *, compiled: bool) -> None:
        self.source = source
        self.program = program
        self.function = function
        self.compiled = compiled

    def __call__(self, start: int, stop: int, mask: NDArray[Any], flag: NDArray[Any], res: NDArray[Any]) -> None:
        if self.compiled:
            self.function(*self.source.arguments(self.program.used, start, stop), mask, flag, res)
            return
        for a in range(start, stop, _BLOCK):
            b = min(a + _BLOCK, stop)
            part = slice(a - start, b - start)
            self._numpy(a, b, mask[part], flag[part] if len(flag) else flag, res[part])

    def _numpy(self, start: int, stop: int, mask: NDArray[Any], flag: NDArray[Any], res: NDArray[Any]) -> None:
        n, size = stop - start, len(self.program.conditions)
        block = self.source.block(self.program.used, start, stop)
        with np.errstate(all="ignore"):
            admissible, truths, border, outputs = self.function(*(block[i] for i in self.program.used))
            off = np.zeros(n) if self.source.finite else sum((x - x for x in block.values()), np.zeros(n))
            finite = np.isfinite(off)
        table = mask.reshape(n, -1)
        table[...] = 0
        inside = finite & admissible
        kind = table.dtype.type
        for i, truth in enumerate(truths):
            table[:, i // 64] |= (inside & truth).astype(kind) << kind(i % 64)
        for bit, where in ((size, finite & ~inside), (size + 1, ~finite)):
            table[where, bit // 64] = kind(1 << bit % 64)
        if len(flag):
            flag[...] = finite & border
        for j in range(res.shape[1]):
            res[:, j] = np.where(inside, outputs[j], np.nan)


def spread(task: Callable[[tuple[int, int]], T], n: int, size: int, threads: int | None) -> Iterator[T]:
    """Results of a task over consecutive spans of `n` points, at most `size` each, in order, computed by threads.

    Raises
    ------
    ModelError
        If `threads` is less than 1.
    """
    workers = processors() if threads is None else threads
    if workers < 1:
        raise ModelError(f"threads={threads!r} is not a number of threads; give at least 1, or leave it out.")
    step = min(size, max(_LEAST, -(-n // workers)))
    spans = [(a, min(a + step, n)) for a in range(0, n, step)]
    if workers == 1 or len(spans) == 1:
        yield from map(task, spans)
        return
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(task, spans)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
