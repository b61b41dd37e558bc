"""Long random comparisons of mixed equilibria with exact enumerations of supports."""

from __future__ import annotations

import random

import pytest

import gametheory as gt
from tests.solvers import simultaneous
from tests.solvers.mixed_agreement import LARGE, SMALL, Tally, drawn, generic_point, tied_point
from tests.solvers.test_mixed_simultaneous import SHAPES, compare

SIZES = (*SMALL, *SMALL, *SMALL, *LARGE)
CHUNKS, NUMERIC, SYMBOLIC, POINTS = 25, 40, 200, 50

pytestmark = pytest.mark.fuzz


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_numeric_games(chunk: int) -> None:
    """1,000 games with ties: every component is found, and every sampled member of it."""
    tally, rng = Tally(), random.Random(chunk)
    for played in drawn(100 + chunk, NUMERIC, sizes=SIZES):
        tally.numeric(played, rng, samples=3)
    assert tally.missing == [] and tally.wrong == [] and tally.undecided == 0


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_games_with_parameters(chunk: int) -> None:
    """200 games at 50 generic points each."""
    tally, rng = Tally(), random.Random(chunk)
    for number, played in enumerate(drawn(2001, SYMBOLIC, sizes=SMALL, symbolic=True)):
        if number % CHUNKS == chunk:
            tally.symbolic(played, [generic_point(played, rng) for _ in range(POINTS)], rng)
    assert tally.missing == [] and tally.wrong == [] and tally.undecided == 0


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_games_with_parameters_on_knife_edges(chunk: int) -> None:
    """100 games at 50 points with small numbers, where ties are common."""
    tally, rng = Tally(), random.Random(chunk)
    for played in drawn(3000 + chunk, 4, sizes=SMALL, symbolic=True):
        tally.symbolic(played, [tied_point(played, rng) for _ in range(POINTS)], rng, ties=True)
    assert tally.missing == [] and tally.wrong == [] and tally.undecided == 0


@pytest.mark.parametrize("chunk", range(10))
def test_two_players_at_once(chunk: int) -> None:
    """600 games, half of them with many ties."""
    rng = random.Random(500 + chunk)
    for spread in (1, 9):
        for shape in SHAPES:
            for _ in range(10):
                compare(simultaneous.drawn(rng, *shape, spread), rng)


def test_no_weak_tie_reassures_even_in_mixed_strategies() -> None:
    """A tie that neither converts nor screens the unresolved never keeps a doubting ally from arming."""
    solution = gt.solve(gt.load("asia_pacific/costly_signals"), supports="all")
    assert solution.complete and solution.coverage().proved
    weak = solution.space.region("mu < (pi*L - kap)/(pi*(L - d)) and h < fU - lU and h < gU/pi - lU")
    assert not weak.is_empty() and any(row.free for row in solution.equilibria)
    reassuring = [row for row in solution.equilibria if "N" in dict(row.path).get("arms|T", "")]
    assert reassuring and all((row.region & weak).is_empty() for row in reassuring)
