"""Mixed equilibria on the paths that are played at points, against the search of all supports."""

from __future__ import annotations

from fractions import Fraction

import pytest

import gametheory as gt
from gametheory.errors import SolverError

METHOD = "paths played at points"


@pytest.mark.parametrize("key", ["classics/beer_quiche", "deterrence/unilateral", "classics/chicken"])
def test_rows_are_those_of_the_whole_search(key: str) -> None:
    game = gt.load(key)
    found, whole = gt.solve(game, method=METHOD), gt.solve(game)
    (undecided,) = found.undecided
    assert undecided.startswith("whether other paths are played than in pure strategies") and not found.complete
    assert set(found.labels) == set(whole.labels) and found.coverage()
    for row in found.equilibria:
        other = whole.one(row.label)
        assert (row.path, row.confirmed) == (other.path, other.confirmed)
        assert str(row.region.condition) == str(other.region.condition)


def test_it_is_for_games_with_parameters() -> None:
    game = gt.load("classics/beer_quiche")
    with pytest.raises(SolverError, match="paths played at points"):
        gt.solve(game.at(**game.baseline), method=METHOD)


def test_points_of_long_numbers() -> None:
    """Coefficients of more than 31 bits at a point are factored, too."""
    game = gt.load("classics/beer_quiche")
    point = {name: value + Fraction(12345677, 2**40) for name, value in game.baseline.items()}
    whole = gt.solve(game)
    assert {row.path for row in gt.solve(game.at(**point)).equilibria} == {row.path for row in whole.at(**point)}
