"""Coverage: proved, refuted with a witness, or proved but for ties."""

from __future__ import annotations

from fractions import Fraction

import pytest

import gametheory as gt
from gametheory.solution.nouns import Coverage
from gametheory.verify import Assessment, check, numeric
from tests.solution.solved import solved

BEER = "classics/beer_quiche"


@pytest.mark.parametrize(
    "key", [BEER, "deterrence/unilateral", "classics/matching_pennies", "classics/reputation_two_markets"]
)
def test_pure_and_mixed_together_leave_nothing_out(key: str) -> None:
    found = solved(key).coverage()
    assert (found.proved, found.witness, found.up_to) == (True, None, "exact")
    assert bool(found) and str(found) == "proved: an equilibrium exists at every admissible point"


def test_pure_equilibria_alone_leave_a_gap() -> None:
    """Beer and quiche has none where the prior is low and being left alone is worth more than a breakfast."""
    game = solved(BEER).game
    found = gt.solve(game, supports="pure").coverage()
    assert found.proved is False and not found and found.witness is not None
    at = found.witness
    assert at["g"] < at["d"] and at["p"] < at["v"] / (at["v"] + at["l"])
    assert str(found) == f"not covered: no equilibrium was found at {', '.join(f'{k} = {v}' for k, v in at.items())}"
    assert [row.label for row in solved(BEER).at(at)] == ["semi-separating (weak and Receiver mix)"]


@pytest.fixture(scope="module")
def touching() -> gt.Solution:
    """Beer and quiche without its pooling rows, where d > g: what is left stops short of the tie p = v/(v + l)."""
    whole = solved(BEER)
    rows = tuple(r for r in whole.equilibria if r.mixing)
    return whole.replace(equilibria=rows).assume("g < d, p <= v/(v + l)")


def test_a_gap_of_ties_only(touching: gt.Solution) -> None:
    found = touching.coverage()
    assert (found.proved, found.up_to) == (True, "knife-edges")
    assert str(found) == "proved: an equilibrium exists at every admissible point but for a null set of ties"
    at = found.witness
    assert at is not None and at["p"] == at["v"] / (at["v"] + at["l"])
    assert touching.at(at) == ()
    there = gt.solve(touching.game.at(**at))
    assert {row.label.split(" (")[0] for row in there.equilibria} >= {"pooling on beer", "pooling on quiche"}


def test_where_ties_are_in_scope_they_count(touching: gt.Solution) -> None:
    from dataclasses import replace

    exact = touching.replace(scope=replace(touching.scope, ties="exact"))
    found = exact.coverage()
    assert found.proved is False and found.witness is not None


def test_numbers_in_place_of_parameters_have_all_equilibria() -> None:
    """At the tie the receiver may answer beer in many ways: each component is there, and each shown one is accepted."""
    game = solved(BEER).game.at(p="1/2", g=1, d=2, v=1, l=1)
    solution = gt.solve(game)
    assert solution.coverage().proved
    here = solution.at({})
    assert len(here) == len(solution.equilibria) >= 3
    assert any(row.free for row in solution.equilibria)
    for row in here:
        strategy = {s: {p: Fraction(1)} if isinstance(p, str) else dict(p) for s, p in row.strategy.items()}
        assert check(numeric(game, {}), Assessment(strategy, {}, row.trembles), "sequential").ok, row.label


def test_what_was_not_decided() -> None:
    assert str(Coverage(None)) == "not decided within the budget" and not Coverage(None)
    assert str(Coverage(False)) == "not covered: no equilibrium was found at an irrational point"
