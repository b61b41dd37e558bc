"""Counting how often each mask occurs, in bounded memory."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.kernels.codegen import machine

DENSE_BITS = 16
"""Masks of up to this many bits are counted in an array with one place for each value."""

_RUN = 32
_SLOTS = 1 << 12


def count_dense(mask: Any, counts: Any) -> None:
    """Add the masks to ``counts[:, value]``; runs of equal masks, usual along the axis of a grid, are counted at once.

    Four rows take turns, because adding twice to one place in a row waits for the first sum to be written.
    """
    full = mask.shape[0] // _RUN
    for r in range(full):
        part = mask[r * _RUN : (r + 1) * _RUN]
        first = part[0]
        same = 0
        for k in range(_RUN):
            same += part[k] == first
        if same == _RUN:
            counts[0, first] += _RUN
        else:
            for k in range(0, _RUN, 4):
                counts[0, part[k]] += 1
                counts[1, part[k + 1]] += 1
                counts[2, part[k + 2]] += 1
                counts[3, part[k + 3]] += 1
    for k in range(full * _RUN, mask.shape[0]):
        counts[0, mask[k]] += 1


def count_sparse(mask: Any, first: int, keys: Any, counts: Any) -> int:
    """Add masks from position `first` on to a hash table with linear probing; the position at which it was too full."""
    slots = keys.shape[0]
    filled = 0
    for s in range(slots):
        filled += counts[s] != 0
    for k in range(first, mask.shape[0]):
        value = np.uint64(mask[k])
        slot = np.int64((value * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)) & (slots - 1)
        while counts[slot] != 0 and keys[slot] != value:
            slot = (slot + 1) & (slots - 1)
        if counts[slot] == 0:
            if 2 * filled >= slots:
                return k
            keys[slot] = value
            filled += 1
        counts[slot] += 1
    return int(mask.shape[0])


@cache
def _compiled(kind: str, dtype: str) -> Any:
    from numba import types

    masks = types.Array(getattr(types, dtype), 1, "C", readonly=True)
    counts = types.Array(types.int64, 1, "C")
    if kind == "dense":
        return machine(count_dense, (masks, types.Array(types.int64, 2, "C")))
    return machine(count_sparse, (masks, types.int64, types.Array(types.uint64, 1, "C"), counts))


class Tally:
    """Counts of masks; adding never needs more memory than there are distinct masks.

    Parameters
    ----------
    dtype : str
        Type of a word of a mask.
    bits : int
        Bits of a mask, status bits included.
    compiled : bool
        Count in machine code rather than with numpy.
    """

    def __init__(self, dtype: str, bits: int, *, compiled: bool) -> None:
        self.dtype = dtype
        self._compiled = compiled and bits <= 64
        self._dense = np.zeros((4, 1 << bits), np.int64) if bits <= DENSE_BITS and compiled else None
        self._sparse: dict[int, int] = {}

    def add(self, mask: NDArray[Any]) -> None:
        """Count a block of masks (of shape (n,), or (n, words))."""
        if self._dense is not None:
            _compiled("dense", self.dtype)(mask, self._dense)
        elif self._compiled:
            self._add_sparse(mask)
        else:
            values, counts = np.unique(mask, axis=0, return_counts=True)
            for value, count in zip(values, counts, strict=True):
                self._put(as_integer(value), int(count))

    def _add_sparse(self, mask: NDArray[Any]) -> None:
        done = 0
        while done < len(mask):
            keys, counts = np.zeros(_SLOTS, np.uint64), np.zeros(_SLOTS, np.int64)
            done = _compiled("sparse", self.dtype)(mask, done, keys, counts)
            for slot in np.flatnonzero(counts):
                self._put(int(keys[slot]), int(counts[slot]))

    def _put(self, mask: int, count: int) -> None:
        self._sparse[mask] = self._sparse.get(mask, 0) + count

    def items(self) -> dict[int, int]:
        """Counts by mask, masks rising."""
        found = dict(self._sparse)
        if self._dense is not None:
            total = self._dense.sum(axis=0)
            found = {int(m): int(total[m]) for m in np.flatnonzero(total)}
        return dict(sorted(found.items()))


def as_integer(value: Any) -> int:
    """A mask of one word or of several (the first has the lowest bits) as one integer."""
    if np.ndim(value) == 0:
        return int(value)
    return sum(int(word) << 64 * w for w, word in enumerate(value))
