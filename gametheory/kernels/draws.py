"""Counter-based random numbers: the draw of a parameter at a point depends on the seed and the point's number only.

The generator is SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"): output `n`
is a mix of ``seed + n * gamma``, so any block can be drawn anywhere, in any order, by any number of workers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

GAMMA = 0x9E3779B97F4A7C15
_A, _B = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_MASK = (1 << 64) - 1


def seed_of(rng: np.random.Generator | int) -> int:
    """A 64-bit seed, from an integer (spread by numpy's ``SeedSequence``) or drawn from a generator."""
    if isinstance(rng, np.random.Generator):
        return int(rng.integers(0, _MASK, dtype=np.uint64, endpoint=True))
    return int(np.random.SeedSequence(rng).generate_state(1, np.uint64)[0])


def keys(seed: int, width: int) -> tuple[NDArray[np.uint64], int]:
    """Start of each of `width` interleaved columns, and the step from one point to the next."""
    starts = [(seed + GAMMA * (j + 1)) & _MASK for j in range(width)]
    return np.array(starts, dtype=np.uint64), GAMMA * width & _MASK


def uniform(seed: int, width: int, column: int, start: int, stop: int) -> NDArray[np.float64]:
    """Numbers in [0, 1) of one of `width` columns at the points `start` to `stop`."""
    starts, step = keys(seed, width)
    z = np.arange(start, stop, dtype=np.uint64)
    z *= np.uint64(step)
    z += starts[column]
    z ^= z >> np.uint64(30)
    z *= _A
    z ^= z >> np.uint64(27)
    z *= _B
    z ^= z >> np.uint64(31)
    z >>= np.uint64(11)
    return np.asarray(z * 2.0**-53, dtype=np.float64)
