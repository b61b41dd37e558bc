"""Second opinion: every profile returned at sampled points, in Gambit, through the exported file."""

from __future__ import annotations

import io
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

import gametheory as gt
from gametheory.game import Game
from gametheory.notation import export
from gametheory.solution import PointEquilibrium, Solution
from gametheory.testing import admissible_points

MODELS = [
    ("benchmarks/commitment_signal", 10, 39),
    ("benchmarks/assurance_signal", 16, 47),
    ("classics/beer_quiche", 4, 15),
    ("asia_pacific/two_audiences", 12, 63),
    ("benchmarks/linked_beliefs", 6, 19),
]
"""Model, information sets and nodes, counted by hand."""

MIXED = "classics/beer_quiche"
"""The model whose mixed equilibria are compared too."""

TOLERANCE = 1e-9
SMALL = Fraction(1, 10**9)  # probability of a tremble of order 1
LINEAR = 10**5 * SMALL  # trembles move a payoff by their probability times payoffs and ratios of trembles


@cache
def solved(model: str) -> Solution:
    """A model's solution, in pure strategies but for one."""
    return gt.solve(gt.load(model), supports=None if model == MIXED else "pure")


@pytest.mark.parametrize(("model", "sets", "nodes"), MODELS)
def test_no_profile_has_regret_in_gambit(model: str, sets: int, nodes: int) -> None:
    solution = solved(model)
    game = solution.game
    checked = 0
    for point in admissible_points(game, 6, 5, denominators=(1, 2, 3, 4)):
        theirs = twin(game.at(**point))
        infosets = {i.label: i for player in theirs.players for i in player.infosets}
        assert len(infosets) == len(game.tree.information_sets) == sets
        assert sum(1 for _ in theirs.nodes) == len(game.tree.nodes) == nodes
        for row in solution.at(point):
            profile = limit(theirs, infosets, row.strategy)
            assert profile.agent_max_regret() <= TOLERANCE
            payoffs = [Fraction(str(profile.payoff(player))) for player in theirs.players]
            assert payoffs == [payoff for _, payoff in row.payoffs]
            checked += 1
    assert checked >= 6


@pytest.mark.fuzz
@pytest.mark.parametrize("model", [entry.key for entry in gt.catalog()])
def test_no_model_has_regret_in_gambit(model: str) -> None:
    """Every profile at a few points of every model, mixed ones included; Gambit takes floats where roots arise."""
    solution = gt.solve(gt.load(model))
    game = solution.game
    checked = 0
    for point in admissible_points(game, 5, 7, denominators=(1, 2, 3, 4)):
        theirs = twin(game.at(**point))
        infosets = {i.label: i for player in theirs.players for i in player.infosets}
        assert len(infosets) == len(game.tree.information_sets)
        assert sum(1 for _ in theirs.nodes) == len(game.tree.nodes)
        for row in solution.at(point):
            profile = limit(theirs, infosets, row.strategy)
            assert profile.agent_max_regret() <= TOLERANCE, (point, row.label)
            for player in theirs.players:
                assert abs(float(profile.payoff(player)) - float(dict(row.payoffs)[player.label])) <= TOLERANCE
            checked += 1
    assert checked


@pytest.mark.parametrize(("model", "sets", "nodes"), MODELS)
def test_trembles_make_the_regret_vanish_off_the_path_too(model: str, sets: int, nodes: int) -> None:
    """Under the stated trembles everything is reached: Gambit's beliefs are by Bayes' rule, and no set regrets."""
    solution = solved(model)
    game = solution.game
    for point in admissible_points(game, 4, 6, denominators=(1, 2, 3)):
        theirs = twin(game.at(**point))
        infosets = {i.label: i for player in theirs.players for i in player.infosets}
        for row in solution.at(point):
            profile = trembling(theirs, infosets, game, row)
            for label, infoset in infosets.items():
                for action in infoset.actions:
                    if shares(row.strategy[label]).get(action.label):
                        regret = Fraction(str(profile.action_regret(action)))
                        assert 0 <= regret <= LINEAR, (label, point)


def test_mixed_profiles_are_among_them() -> None:
    """The weak type imitates with probability (1/4 * 1) / (1 * 3/4) = 1/3, and the receiver fights with 1 - g/d."""
    solution = solved(MIXED)
    point = {"p": "1/4", "v": 1, "l": 1, "g": 1, "d": 2}
    (row,) = (row for row in solution.at(point) if isinstance(row.strategy["breakfast|weak"], Mapping))
    assert row.strategy["breakfast|weak"] == {"beer": Fraction(1, 3), "quiche": Fraction(2, 3)}
    theirs = twin(solution.game.at(**point))
    infosets = {i.label: i for player in theirs.players for i in player.infosets}
    profile = limit(theirs, infosets, row.strategy)
    assert profile.agent_max_regret() <= TOLERANCE
    assert [Fraction(str(profile.payoff(p))) for p in theirs.players] == [value for _, value in row.payoffs]


def twin(game: Game) -> Any:
    """The exported game as Gambit reads it."""
    pygambit = pytest.importorskip("pygambit")
    return pygambit.read_efg(io.StringIO(export(game)))


def shares(choice: str | Mapping[str, Fraction]) -> Mapping[str, Fraction]:
    """The probabilities of the actions that are played."""
    return {choice: Fraction(1)} if isinstance(choice, str) else choice


def limit(theirs: Any, infosets: Mapping[str, Any], strategy: Mapping[str, str | Mapping[str, Fraction]]) -> Any:
    """The profile of a row's strategies."""
    every = [p for choice in strategy.values() for p in shares(choice).values()]
    exact = all(isinstance(p, Fraction) for p in every)
    profile = theirs.mixed_behavior_profile(rational=exact)
    for label, infoset in infosets.items():
        for action in infoset.actions:
            share = shares(strategy[label]).get(action.label, Fraction(0))
            profile[action] = share if exact else float(share)
    return profile


def trembling(theirs: Any, infosets: Mapping[str, Any], game: Game, row: PointEquilibrium) -> Any:
    """The completely mixed profile of the row's trembles."""
    profile = theirs.mixed_behavior_profile(rational=True)
    for label, infoset in infosets.items():
        played, others = shares(row.strategy[label]), {}
        for action in infoset.actions:
            if not played.get(action.label):
                order, coefficient = row.trembles.get(label, {}).get(action.label, (1, Fraction(1)))
                others[action.label] = coefficient * SMALL**order
        left = 1 - sum(others.values(), Fraction(0))
        for action in infoset.actions:
            profile[action] = others[action.label] if action.label in others else left * played[action.label]
    return profile
