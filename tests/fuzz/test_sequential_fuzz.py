"""Long random comparisons of all pure sequential equilibrium paths with an independent enumeration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import pytest

from gametheory.game import Game
from tests.solvers.agreement import LARGE, NUMERIC, SYMBOLIC, Tally, drawn, with_points

UNDECIDED = 0.02  # share of games in which odds depend on each other nonlinearly
CHUNKS = 37  # of 500 usual and 51 large numeric games each, or of 30 games with parameters

pytestmark = pytest.mark.fuzz


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_numeric_games(chunk: int) -> None:
    compared((game, ({},)) for game in drawn([*NUMERIC, *LARGE], seed=100 + chunk))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_symbolic_games_at_points(chunk: int) -> None:
    compared(with_points(drawn(SYMBOLIC, seed=300 + chunk), 10, seed=500 + chunk))


def test_the_numeric_games_are_20_000() -> None:
    assert CHUNKS * sum(count for _, _, count in (*NUMERIC, *LARGE)) > 20_000


def compared(games: Iterator[tuple[Game, tuple[Mapping[str, Fraction], ...]]]) -> None:
    """Nothing is missing, nothing wrong, and little undecided."""
    tally = Tally()
    for game, points in games:
        tally.compare(game, points)
    assert tally.missing == [] and tally.wrong == []
    assert tally.undecided <= UNDECIDED * tally.points
