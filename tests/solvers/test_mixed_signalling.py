"""Mixed equilibria of signalling games against an exact enumeration of supports, at numbers and at generic points."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

import gametheory as gt
from gametheory.verify import check, numeric
from tests.game.declare import game, move, payment
from tests.solvers.mixed_agreement import LARGE, SMALL, Tally, drawn, generic_point, tied_point
from tests.solvers.polytopes import Polytope, maximum
from tests.solvers.support_enumeration import signalling


@pytest.mark.parametrize("seed", range(4))
def test_numeric_games_with_ties(seed: int) -> None:
    tally, rng = Tally(), random.Random(seed)
    for played in drawn(seed, 10, sizes=(*SMALL, LARGE[0])):
        tally.numeric(played, rng)
    assert tally.missing == [] and tally.wrong == [] and tally.undecided == 0
    assert tally.games == 10 and tally.continua > 0 and tally.members > tally.equilibria


@pytest.mark.parametrize("chunk", range(5))
def test_games_with_parameters_at_generic_points(chunk: int) -> None:
    tally, rng = Tally(), random.Random(chunk)
    for number, played in enumerate(drawn(2001, 10, sizes=SMALL, symbolic=True)):
        if number % 5 == chunk:
            tally.symbolic(played, [generic_point(played, rng) for _ in range(50)], rng)
    assert tally.missing == [] and tally.wrong == [] and tally.undecided == 0
    assert tally.games == 2 and tally.points == 100


@pytest.mark.parametrize("seed", [2])
def test_games_with_parameters_on_knife_edges(seed: int) -> None:
    """Solved once with its knife-edges, a game has at every tie what it has when it is solved there."""
    tally, rng = Tally(), random.Random(seed)
    for played in drawn(seed, 2, sizes=SMALL, symbolic=True):
        tally.symbolic(played, [tied_point(played, rng) for _ in range(20)], rng, ties=True)
    assert tally.missing == [] and tally.wrong == [] and tally.undecided == 0
    assert tally.games == 2 and tally.points == 40


@pytest.mark.parametrize("gains", [(2, 0, 2), (0, 2, 2), (2, 2, 0)], ids=str)
def test_probabilities_that_matter_only_together(gains: tuple[int, ...]) -> None:
    """The receiver never cares, the sender about one reply: the others' shares are free, and bounded together."""
    payoffs = [payment({"type": t, "message": "out"}, {"Sender": 1, "Receiver": 0}) for t in "tu"]
    payoffs += [
        payment({"type": t, "message": "in", "reply": reply}, {"Sender": gain, "Receiver": 0})
        for t in "tu"
        for reply, gain in zip("abc", gains, strict=True)
    ]
    moves = [
        move("Nature", "type", {"t": "1/3", "u": "2/3"}, seen_by=["Sender"]),
        move("Sender", "message", ["out", "in"]),
        move("Receiver", "reply", ["a", "b", "c"], if_={"message": "in"}),
    ]
    tally = Tally()
    tally.numeric(game("Sender Receiver", moves, payments=payoffs), random.Random(1), samples=4)
    assert tally.missing == [] and tally.wrong == [] and tally.undecided == 0 and tally.equilibria == 28


def test_the_enumeration_finds_what_is_known_of_beer_and_quiche() -> None:
    there = numeric(gt.load("classics/beer_quiche"), {"p": "1/4", "g": 1, "d": 2, "v": 1, "l": 1})
    table = signalling(there)
    ((path, (component,)),) = table.components.items()
    assert dict(path) == {
        "breakfast|tough": "beer", "breakfast|weak": "beer or quiche", "reply|beer": "fight or leave",
        "reply|quiche": "fight",
    }
    assert component.dimension == 0
    (member,) = component.members(random.Random(1), 1)
    assert member.strategy["breakfast|weak"]["beer"] == Fraction(1, 3)
    assert member.strategy["reply|beer"]["fight"] == Fraction(1, 2)
    assert table.faults(member) == [] and check(there, table.assessment(member)).ok
    member.strategy["reply|beer"] |= {"fight": Fraction(1, 3), "leave": Fraction(2, 3)}
    assert len(table.faults(member)) == 1


def test_vertices_and_dimensions() -> None:
    one, half = Fraction(1), Fraction(1, 2)
    triangle = Polytope(3, (({0: one, 1: one, 2: one}, "=", one),), (0, 1, 2))
    assert triangle.dimension([0, 1, 2]) == 2 and triangle.dimension([0]) == 1
    assert triangle.extreme({1: one}) == (0, 1, 0)
    segment = Polytope(3, (*triangle.rows, ({0: one}, "=", half), ({1: one, 2: one}, ">=", half)), (1,))
    assert segment.inside is not None and segment.dimension([0, 1, 2]) == 1 and segment.dimension([0]) == 0
    point = Polytope(3, (*triangle.rows, ({0: one}, ">=", half), ({1: one, 2: -one}, ">=", half)), ())
    assert point.inside == (half, half, 0) and point.dimension([0, 1, 2]) == 0
    assert Polytope(3, point.rows, (2,)).inside is None
    assert maximum({}, [({0: one}, ">=", one), ({0: -one}, ">=", one)], 1) is None
