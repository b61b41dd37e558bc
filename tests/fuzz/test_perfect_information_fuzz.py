"""Long random comparisons of symbolic backward induction with brute force."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

import gametheory as gt
from gametheory.testing import admissible_points, random_perfect_information_game
from tests.solution.solved import PERFECT, solved
from tests.solution.test_kernel_points import columns, masks
from tests.solution.test_rows import near_misses, paths
from tests.solvers.test_perfect_information import assert_agrees, binary_tree, brute_force, plays, random_tree

pytestmark = pytest.mark.fuzz

POINTS = 1000


@pytest.mark.parametrize("key", PERFECT)
def test_just_outside_its_region_a_row_is_no_equilibrium(key: str) -> None:
    solution, rng = solved(key), random.Random(key)
    for row in solution.equilibria:
        for start in row.region.sample(60):
            for point in near_misses(row.region, start, rng, 20):
                assert row.path not in paths(solution, point), (row.label, point)


@pytest.mark.parametrize("key", PERFECT)
def test_kernels_at_many_points(key: str) -> None:
    solution = solved(key)
    points = list(admissible_points(solution.game, 10 * POINTS, 9, denominators=(1, 2, 4, 8, 16)))
    found = solution.compile().evaluate(columns(points), borders="exact")
    assert np.array_equal(found.mask, masks(solution, points))


@pytest.mark.parametrize("chunk", range(20))
def test_random_symbolic_trees(chunk: int) -> None:
    for seed in range(1000 + 30 * chunk, 1030 + 30 * chunk):
        there = random_tree(seed)
        solution = gt.solve(there)
        assert solution.complete, seed
        if not any(m.probabilities for m in there.moves):  # with moves of Nature the question may be beyond the budget
            assert solution.coverage().proved, seed
        points = admissible_points(there, 25, seed)
        assert_agrees(solution, points)
        for point in points[:3]:
            assert plays(gt.solve(there.at(**point)).at()) == brute_force(there, point)


@pytest.mark.parametrize("seed", range(100, 130))
def test_deep_random_trees(seed: int) -> None:
    there = random_perfect_information_game(seed, 5, 3, nature=0.15, symbolic=True)
    solution = gt.solve(there)
    assert solution.complete
    assert_agrees(solution, admissible_points(there, 20, seed))


@pytest.mark.parametrize("seed", range(100, 120))
def test_trees_of_fifteen_decisions(seed: int) -> None:
    there = binary_tree(4, seed, 5)
    solution = gt.solve(there)
    assert solution.complete and solution.coverage().proved
    rng = random.Random(seed)
    points = [
        {p.name: Fraction(rng.randint(1, 3 * d - 1), d) for p in there.parameters} for d in (2, 2, 3, 4, 5) * 40
    ]
    assert_agrees(solution, points)
