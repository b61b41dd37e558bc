"""Solutions of the models against brute force at random points, where ties are common."""

from __future__ import annotations

import random
from functools import cache
from itertools import islice

import pytest

import gametheory as gt
from gametheory.solution import Solution
from gametheory.verify import Assessment, check, numeric
from tests.cases.selten_horse import MODEL as HORSE
from tests.models.reference import KEYS, Found, admissible_points, equilibria, is_perfect, model
from tests.solution.solved import SAMPLE

LARGE = 20
"""Information sets from which on brute force takes seconds a point."""


def few(key: str) -> int:
    """Points in every run."""
    if is_perfect(model(key)):
        return 50 if key in SAMPLE else 20
    return 12 if len(model(key).tree.information_sets) < LARGE else 3


def many(key: str) -> int:
    """Points in the long tests."""
    if is_perfect(model(key)):
        return 1000
    return 500 if len(model(key).tree.information_sets) < LARGE else 30


@cache
def solved(key: str) -> Solution:
    """The solution of a model, found once."""
    return gt.solve(model(key), supports="pure")


def compare(key: str, points: int, seed: str) -> None:
    """Same paths and payoffs as by brute force, and every assessment stated there is accepted by the checker."""
    solution = solved(key)
    assert solution.complete
    for point in islice(admissible_points(solution.game, random.Random(seed)), points):
        found = solution.at(point)
        expected = {(frozenset(e.path), e.payoffs) for e in equilibria(solution.game, point)}
        assert {(frozenset(row.path), tuple(v for _, v in row.payoffs)) for row in found} == expected, point
        there = numeric(solution.game, point)
        for row in found:
            stated = Assessment.pure(dict(row.strategy), trembles=row.trembles)
            assert check(there, stated, "sequential").ok, (point, row.label)


@pytest.mark.parametrize("key", KEYS)
def test_at_points(key: str) -> None:
    compare(key, few(key), "few")


@pytest.mark.fuzz
@pytest.mark.parametrize("key", KEYS)
def test_at_many_points(key: str) -> None:
    compare(key, many(key), "many")


def profiles_of(found: tuple[Found, ...]) -> set[tuple[tuple[str, str], ...]]:
    """Strategy profiles with their information sets in alphabetical order."""
    return {tuple(sorted(e.choices)) for e in found}


def test_all_profiles_of_the_horse() -> None:
    """The four named profiles, each exactly where its claim says, are all equilibria in pure strategies."""
    game = model(HORSE)
    conditions = {
        "(C, c, R)": lambda x, y: True,
        "(C, c, L)": lambda x, y: x <= 1 and y <= 1,
        "(D, c, L)": lambda x, y: x >= 1 and y <= 1,
        "(D, d, L)": lambda x, y: x >= y >= 1,
    }
    named = {profile.name: tuple(sorted(dict(profile.strategy).items())) for profile in game.profiles}
    for point in islice(admissible_points(game, random.Random("profiles")), 200):
        expected = {named[name] for name, holds in conditions.items() if holds(point["x"], point["y"])}
        assert profiles_of(equilibria(game, point)) == expected, point
