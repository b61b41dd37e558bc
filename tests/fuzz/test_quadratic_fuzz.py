"""Many games of three players who move at once, numeric and with one parameter, against the enumeration of supports."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

import gametheory as gt
from gametheory.expr import Symbol
from gametheory.expr.parse import parse_condition
from tests.solvers.many_players import Tie, agree
from tests.solvers.three_players import CELLS, PLAYERS, Cube, drawn, profiles

pytestmark = pytest.mark.fuzz


@pytest.mark.parametrize("seed", range(200))
def test_numbers(seed: int) -> None:
    rng = random.Random(seed)
    while True:
        cube = drawn(rng, rng.choice((5, 9, 20)))
        try:
            expected = cube.equilibria()
        except Tie:
            continue
        solution = gt.solve(cube.game())
        assert solution.complete and agree(profiles(solution), expected), cube
        return


@pytest.mark.parametrize("seed", range(60))
def test_one_parameter(seed: int) -> None:
    rng, t = random.Random(seed), Symbol("t")
    cube = Cube(
        {
            cell: [rng.randint(-9, 9) + rng.choice((-4, 4, 8)) * (rng.random() < 0.25) * t for _ in PLAYERS]
            for cell in CELLS
        }
    )
    solution = gt.solve(cube.game("t", parse_condition("0 < t < 1")))
    for _ in range(40):
        at = Fraction(rng.randint(1, 999), 1000)
        try:
            expected = cube.at({"t": at}).equilibria()
        except Tie:
            continue
        found = profiles(solution, t=at)
        assert agree(found, expected) or not solution.complete, (cube, at)
