"""Solutions at exact points against brute force, which shares no code with the solvers."""

from __future__ import annotations

from fractions import Fraction

import pytest

import gametheory as gt
from gametheory.game import Game
from gametheory.solution import Solution
from gametheory.testing import admissible_points, random_perfect_information_game, random_signalling_game
from gametheory.verify.assessment import Assessment
from gametheory.verify.brute_force import pure_subgame_perfect
from gametheory.verify.checking import check
from gametheory.verify.numeric import NumericGame, numeric
from gametheory.verify.sequential import pure_sequential

Rows = set[tuple[object, tuple[Fraction, ...]]]


def rows(equilibria) -> Rows:  # type: ignore[no-untyped-def]
    return {(frozenset(e.path), tuple(v for _, v in e.payoffs)) for e in equilibria}


def brute_force(there: NumericGame) -> Rows:
    plays = pure_subgame_perfect(there) if there.has_perfect_information else pure_sequential(there)
    return {(frozenset(p.path), tuple(p.payoffs)) for p in plays}


def differences(game: Game, solution: Solution, points) -> list[object]:  # type: ignore[no-untyped-def]
    """Points at which solution and brute force differ, or at which the checker rejects a stated assessment."""
    found: list[object] = []
    for point in points:
        there = numeric(game, point)
        equilibria = solution.at(point)
        if rows(equilibria) != brute_force(there):
            found.append((point, "paths"))
        for e in equilibria:
            assessment = Assessment.pure(dict(e.strategy), trembles=e.trembles)
            report = check(there, assessment, solution.scope.concept)
            if not report.ok:
                found.append((point, e.label, report.faults))
    return found


@pytest.mark.parametrize("seed", range(8))
def test_random_symbolic_trees(seed: int) -> None:
    nature = 0.3 if seed % 3 == 0 else 0.0
    game = random_perfect_information_game(seed, 3 + seed % 2, 2 + seed % 2, nature=nature, symbolic=True)
    solution = gt.solve(game)
    assert solution.complete
    points = admissible_points(game, 4, seed)
    assert differences(game, solution, points) == []
    for point in points[:2]:
        fixed = gt.solve(game.at(**point))
        assert rows(fixed.at()) == brute_force(numeric(game, point))


@pytest.mark.parametrize("seed", range(20))
def test_random_numeric_trees(seed: int) -> None:
    game = random_perfect_information_game(seed, 4, 3, nature=0.2)
    assert rows(gt.solve(game).at()) == brute_force(numeric(game, {}))


SIGNALLING = [
    {"types": 2, "messages": 2},
    {"types": 2, "messages": 2, "receivers": 2},
    {"types": 2, "messages": 2, "receivers": 2, "again": True},
    {"types": 3, "messages": 2},
    {"types": 2, "messages": 2, "outside": True, "receivers": 2, "again": True},
]


def sequential_differences(seed: int, shape: dict[str, object]) -> list[object]:
    game = random_signalling_game(seed, **shape)  # type: ignore[arg-type]
    solution = gt.solve(game, supports="pure")
    assert solution.complete, solution.undecided
    return differences(game, solution, [{}])


@pytest.mark.parametrize("shape", SIGNALLING, ids=str)
def test_random_numeric_signalling_games(shape: dict[str, object]) -> None:
    for seed in range(6):
        assert sequential_differences(seed, shape) == [], seed


@pytest.mark.fuzz
@pytest.mark.parametrize("shape", SIGNALLING, ids=str)
def test_many_random_numeric_signalling_games(shape: dict[str, object]) -> None:
    for seed in range(1000, 1500):
        assert sequential_differences(seed, shape) == [], seed


@pytest.mark.parametrize("seed", [0, 2, 3])
def test_random_symbolic_signalling_games(seed: int) -> None:
    game = random_signalling_game(seed, 2, 2, receivers=1 + seed % 2, symbolic=True)
    solution = gt.solve(game, supports="pure")
    assert solution.complete, solution.undecided
    assert differences(game, solution, admissible_points(game, 3, seed)) == []
