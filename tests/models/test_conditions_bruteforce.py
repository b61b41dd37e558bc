"""Every closed form against brute force at random exact points, without the solver and the algebra."""

from __future__ import annotations

import random
from itertools import islice

import pytest

from gametheory.expr import holds
from gametheory.expr.parse import parse_condition
from tests.cases import CONDITIONS, ConditionCase
from tests.models.reference import admissible_points, equilibria, is_tied, seed, shows, variant

POINTS = 8
FEWEST = 5
"""Points at which the premise must have held, for the comparison to mean something."""
TRIALS = 20_000


@pytest.mark.parametrize("case", CONDITIONS, ids=lambda c: f"{c.model}: {c.name}")
def test_brute_force_agrees_with_the_condition(case: ConditionCase) -> None:
    game = variant(case.model, tuple(case.after.items()), tuple(case.fixed.items()))
    premise = parse_condition(case.premise, known=game.symbols)
    condition = parse_condition(case.condition, known=game.symbols)
    compared = 0
    for point in islice(admissible_points(game, random.Random(seed(game, case.name)), case.draws), TRIALS):
        if not holds(premise, point):
            continue
        if case.up_to == "knife-edges" and (is_tied(premise, point) or is_tied(condition, point)):
            continue
        expected = holds(condition, point)
        found = equilibria(game, point)
        assert any(shows(game, case, equilibrium) for equilibrium in found) == expected, (case.source, point)
        compared += 1
        if compared == POINTS:
            break
    assert compared >= FEWEST
