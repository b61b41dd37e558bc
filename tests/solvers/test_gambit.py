"""Second opinion: every profile returned at sampled points, in Gambit, through the exported file."""

from __future__ import annotations

import io
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

import gametheory as gt
from gametheory.game import Game
from gametheory.notation import export
from gametheory.solution import PointEquilibrium
from gametheory.testing import admissible_points

MODELS = [
    ("benchmarks/commitment_signal", 10, 39),
    ("benchmarks/assurance_signal", 16, 47),
    ("classics/beer_quiche", 4, 15),
    ("asia_pacific/two_audiences", 12, 63),
    ("benchmarks/linked_beliefs", 6, 19),
]
"""Model, information sets and nodes, counted by hand."""

TOLERANCE = 1e-9
SMALL = Fraction(1, 10**9)  # probability of a tremble of order 1
LINEAR = 10**5 * SMALL  # trembles move a payoff by their probability times payoffs and ratios of trembles


@pytest.mark.parametrize(("model", "sets", "nodes"), MODELS)
def test_no_profile_has_regret_in_gambit(model: str, sets: int, nodes: int) -> None:
    game = gt.load(model)
    solution = gt.solve(game)
    checked = 0
    for point in admissible_points(game, 6, 5, denominators=(1, 2, 3, 4)):
        theirs = twin(game.at(**point))
        infosets = {i.label: i for player in theirs.players for i in player.infosets}
        assert len(infosets) == len(game.tree.information_sets) == sets
        assert sum(1 for _ in theirs.nodes) == len(game.tree.nodes) == nodes
        for row in solution.at(point):
            profile = pure(theirs, infosets, row.strategy)
            assert profile.agent_max_regret() <= TOLERANCE
            payoffs = [Fraction(str(profile.payoff(player))) for player in theirs.players]
            assert payoffs == [payoff for _, payoff in row.payoffs]
            checked += 1
    assert checked >= 6


@pytest.mark.parametrize(("model", "sets", "nodes"), MODELS)
def test_trembles_make_the_regret_vanish_off_the_path_too(model: str, sets: int, nodes: int) -> None:
    """Under the stated trembles everything is reached: Gambit's beliefs are by Bayes' rule, and no set regrets."""
    game = gt.load(model)
    solution = gt.solve(game)
    for point in admissible_points(game, 4, 6, denominators=(1, 2, 3)):
        theirs = twin(game.at(**point))
        infosets = {i.label: i for player in theirs.players for i in player.infosets}
        for row in solution.at(point):
            profile = trembling(theirs, infosets, game, row)
            for label, infoset in infosets.items():
                (played,) = (action for action in infoset.actions if action.label == row.strategy[label])
                regret = Fraction(str(profile.action_regret(played)))
                assert 0 <= regret <= LINEAR, (label, point)


def twin(game: Game) -> Any:
    """The exported game as Gambit reads it."""
    pygambit = pytest.importorskip("pygambit")
    return pygambit.read_efg(io.StringIO(export(game)))


def pure(theirs: Any, infosets: Mapping[str, Any], strategy: Mapping[str, str]) -> Any:
    profile = theirs.mixed_behavior_profile(rational=True)
    for label, infoset in infosets.items():
        for action in infoset.actions:
            profile[action] = Fraction(action.label == strategy[label])
    return profile


def trembling(theirs: Any, infosets: Mapping[str, Any], game: Game, row: PointEquilibrium) -> Any:
    """The completely mixed profile of the row's trembles."""
    profile = theirs.mixed_behavior_profile(rational=True)
    for label, infoset in infosets.items():
        others = {}
        for action in infoset.actions:
            if action.label != row.strategy[label]:
                order, coefficient = row.trembles.get(label, {}).get(action.label, (1, Fraction(1)))
                others[action.label] = coefficient * SMALL**order
        for action in infoset.actions:
            profile[action] = others.get(action.label, 1 - sum(others.values(), Fraction(0)))
    return profile
