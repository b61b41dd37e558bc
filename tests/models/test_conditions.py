"""Every closed form: the solver's region is equivalent to it, proved."""

from __future__ import annotations

from functools import cache

import pytest

import gametheory as gt
from gametheory.solution import Solution
from tests.cases import CONDITIONS, ConditionCase
from tests.models.reference import follows, variant


@cache
def solved(key: str, after: tuple[tuple[str, str], ...], fixed: tuple[tuple[str, str], ...]) -> Solution:
    """The solution of a model after a history, with some parameters fixed; solved once."""
    return gt.solve(variant(key, after, fixed), supports="pure")


@pytest.mark.parametrize("case", CONDITIONS, ids=lambda c: f"{c.model}: {c.name}")
def test_equivalent_to_the_source(case: ConditionCase) -> None:
    game = variant(case.model, tuple(case.after.items()), tuple(case.fixed.items()))
    solution = solved(case.model, tuple(case.after.items()), tuple(case.fixed.items()))
    assert solution.complete
    space = solution.space
    if case.outcome is not None:
        found = solution.region(outcome=case.outcome)
    else:
        found = space.region("false")
        for row in (*solution.equilibria, *solution.knife_edges):
            if follows(game, case.choices, row.path):
                found |= row.region
    premise = space.region(case.premise)
    assert not premise.is_empty()
    stated = space.region(case.condition)
    assert (found & premise).equivalent(stated & premise, up_to=case.up_to), case.source
