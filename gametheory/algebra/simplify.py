"""Points in small numbers: what a person would write, in place of what a search came upon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from gametheory.algebra.formulas import Evaluator, Formula
from gametheory.algebra.space import ParameterSpace

DENOMINATORS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 50, 64, 100, 128, 200, 256, 500, 1000)
"""Tried in this order; more factors of 2 than of others, as search halves intervals."""


def simplified(space: ParameterSpace, f: Formula, point: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """A point of `f`, in its interior if `point` is, with coordinates of small denominators.

    One coordinate after the other is moved to the nearest numbers with small denominators, the smallest first, as long
    as the point stays where it is wanted; twice, since the first coordinates may have more room in the end. A point on
    the border of `f`, or of the admissible points, stays admissible and in `f`; one outside stays as it is.
    """
    found = list(point)
    places = (space.oracle.open(f), space.table.all_of([f, space.assumptions]))
    inside = next((place for place in places if Evaluator(found).truth(place)), None)
    if inside is None:
        return tuple(found)
    for number in (*range(len(found)), *range(len(found))):
        for value in _near(found[number]):
            if Evaluator([*found[:number], value, *found[number + 1 :]]).truth(inside):
                found[number] = value
                break
    return tuple(found)


def _near(value: Fraction) -> Iterator[Fraction]:
    """Numbers near `value` on both sides, in order of their denominators."""
    for d in DENOMINATORS:
        if d >= value.denominator:
            return
        below = Fraction(value.numerator * d // value.denominator, d)
        nearest = (below, below + Fraction(1, d))
        yield from sorted(nearest, key=lambda n: abs(n - value))
