"""Compiled kernels against `solution.at` at a thousand points per model; points on borders counted apart."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory.algebra import atoms
from gametheory.solution import Solution
from gametheory.testing import admissible_points
from tests.solution.solved import SAMPLE, solved

POINTS = 1000


def masks(solution: Solution, points: list[dict[str, Fraction]]) -> np.ndarray:
    """Masks of the rows that `solution.at` finds; knife-edge rows have no bit."""
    bits = {label: solution.bit(label) for label in solution.labels}
    return np.array([sum(bits.get(e.label, 0) for e in solution.at(point)) for point in points])


def columns(points: list[dict[str, Fraction]]) -> dict[str, np.ndarray]:
    """The points as arrays; each value must be a float exactly."""
    arrays = {name: np.array([float(p[name]) for p in points]) for name in points[0]}
    assert all(Fraction(float(arrays[name][k])) == p[name] for k, p in enumerate(points) for name in p)
    return arrays


@pytest.mark.parametrize("key", SAMPLE)
def test_points_with_many_ties(key: str) -> None:
    """Halves and quarters, so that many points lie on borders exactly."""
    solution = solved(key)
    points = list(admissible_points(solution.game, POINTS, 8, denominators=(1, 2, 4, 8)))
    expected, kernel = masks(solution, points), solution.compile()
    found = kernel.evaluate(columns(points), borders="flag")
    assert found.border is not None
    near = int(found.border.sum())
    bounded = any(atoms(row.region.formula) for row in solution.equilibria)
    assert near >= POINTS // 40 or not bounded, "points on borders are part of the test"
    assert not (found.mask != expected)[~found.border].any()
    again = kernel.evaluate(columns(points), borders="exact")
    assert np.array_equal(again.mask, expected)


@pytest.mark.parametrize("key", SAMPLE)
def test_points_off_the_borders(key: str) -> None:
    solution = solved(key)
    bank = solution.space.bank
    chosen = np.linspace(0, len(bank) - 1, POINTS).astype(int)
    points = [dict(zip(solution.space.names, bank.exact(int(i)), strict=True)) for i in chosen]
    found = solution.compile().evaluate(columns(points), borders="flag")
    assert found.border is not None
    differ = found.mask != masks(solution, points)
    assert not differ[~found.border].any()
    assert found.border.sum() <= POINTS // 10
