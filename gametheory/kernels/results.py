"""What a kernel gives back besides plain masks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.kernels.codegen import WORD


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """Masks at points, in the shape of the points (with a last axis of words if a mask needs more than 64 bits).

    Attributes
    ----------
    mask : array of unsigned integers
        Bit `i` for condition `i`, then one bit for *inadmissible* and one for *undefined*.
    border : array of bool, or None
        Points at which rounding may have changed the mask, where that was asked for.
    outputs : array of float64, or None
        Values of the rational functions along the last axis; ``nan`` at inadmissible points.
    redecided : int
        How many points were decided again in exact arithmetic.
    """

    mask: NDArray[Any]
    border: NDArray[np.bool_] | None = None
    outputs: NDArray[np.float64] | None = None
    redecided: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of `total` points have which set of conditions true.

    Attributes
    ----------
    masks : tuple of int
        The masks that occur among admissible points, rising.
    counts : tuple of int
        How many points have each.
    inadmissible, undefined : int
        Points outside the standing assumptions, and points with a parameter that is not a finite number.
    border : int or None
        Points at which rounding may have changed the mask, where that was asked for.
    redecided : int
        How many of these were decided again in exact arithmetic.
    """

    masks: tuple[int, ...]
    counts: tuple[int, ...]
    inadmissible: int
    undefined: int
    border: int | None = None
    redecided: int = 0

    @property
    def admissible(self) -> int:
        """Number of admissible points."""
        return sum(self.counts)

    @property
    def total(self) -> int:
        """Number of points."""
        return self.admissible + self.inadmissible + self.undefined

    def share(self, mask: int) -> float:
        """Share of the admissible points with exactly these conditions true (``nan`` if none is admissible)."""
        return self._of(sum(c for m, c in zip(self.masks, self.counts, strict=True) if m == mask))

    def share_with(self, condition: int) -> float:
        """Share of the admissible points at which the condition with this index is true."""
        return self._of(sum(c for m, c in zip(self.masks, self.counts, strict=True) if m >> condition & 1))

    def _of(self, count: int) -> float:
        return count / self.admissible if self.admissible else float("nan")


def to_words(masks: Sequence[int], dtype: str, words: int) -> NDArray[Any]:
    """Integers as masks of one word, or of several along a last axis."""
    low = (1 << WORD) - 1
    rows = [[m >> WORD * w & low for w in range(words)] for m in masks]
    table = np.array(rows, dtype=dtype).reshape(len(masks), words)
    return table[:, 0].copy() if words == 1 else table
