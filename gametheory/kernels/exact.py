"""Masks in exact arithmetic: one point at a time, by the formulas themselves."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isfinite
from typing import Any

from gametheory.algebra.formulas import Evaluator, Formula


class Decider:
    """The mask of conditions under assumptions at an exact point; ``None`` stands for a point that is not finite."""

    def __init__(self, assumptions: Formula, conditions: Sequence[Formula]) -> None:
        self._assumptions = assumptions
        self._conditions = tuple(conditions)

    def __call__(self, values: Sequence[Fraction] | None) -> int:
        """Bit `i` for condition `i`, then the bits *inadmissible* and *undefined*."""
        size = len(self._conditions)
        if values is None:
            return 2 << size
        here = Evaluator(values)
        if not here.truth(self._assumptions):
            return 1 << size
        return sum(1 << i for i, f in enumerate(self._conditions) if here.truth(f))


def as_fractions(values: Sequence[Any]) -> tuple[Fraction, ...] | None:
    """Numbers as fractions, floats as the dyadic rationals that they are; ``None`` if one is not finite."""
    if any(isinstance(v, float) and not isfinite(v) for v in values):
        return None
    return tuple(Fraction(v) for v in values)
