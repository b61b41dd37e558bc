"""A declared game at a point: exact numbers, and what is said about a point that does not fit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.errors import AssumptionError, NotFoundError
from gametheory.expr import Symbol, all_of
from gametheory.game import NATURE, Game, Move, Outcome, Parameter
from gametheory.game.tree import make_game
from gametheory.verify import numeric, outcomes_of, pure_subgame_perfect
from gametheory.verify.numeric import failing_parts

p, y, Y = Symbol("p"), Symbol("y"), Symbol("Y")
WHERE = all_of(p > 0, p < 1, y >= 0, y < Y)


def lottery(where: object = WHERE, second: object = 1 - p) -> Game:
    """A chooses between y and a draw that pays Y with probability p."""
    return make_game(
        title="Lottery", players=("A", "B"), where=where,
        parameters=[Parameter(name, name) for name in ("p", "y", "Y")],
        moves=[
            Move("A", "choice", ("safe", "draw")),
            Move(NATURE, "luck", ("good", "bad"), (p, second), ((("choice", ("draw",)),),)),
        ],
        outcomes=[
            Outcome("kept", ((("choice", ("safe",)),),), (("A", y), ("B", -y))),
            Outcome("won", ((("luck", ("good",)),),), (("A", Y / (1 - y * 0)), ("B", -Y))),
            Outcome("lost", ((("luck", ("bad",)),),), (("A", 0 * y), ("B", 0 * y))),
        ],
    )


def test_payoffs_and_probabilities_are_exact() -> None:
    there = numeric(lottery(), {"p": "1/3", "y": 0.1, "Y": Fraction(3, 10)})
    assert there.players == ("A", "B")
    assert [node.payoffs for node in there.nodes if node.is_terminal] == [
        (Fraction(1, 10), Fraction(-1, 10)), (Fraction(3, 10), Fraction(-3, 10)), (0, 0),
    ]
    assert [node.probabilities for node in there.nodes if node.is_chance] == [(Fraction(1, 3), Fraction(2, 3))]
    assert [(s.label, s.mover, s.nodes, s.actions) for s in there.information_sets] == [
        ("choice", 0, (0,), ("safe", "draw"))
    ]
    assert there.has_perfect_information
    # p*Y = y is a tie
    plays = pure_subgame_perfect(there)
    assert [play.path for play in plays] == [(("choice", "safe"),), (("choice", "draw"),)]
    assert outcomes_of(there, plays[1].path) == (("won", Fraction(1, 3)), ("lost", Fraction(2, 3)))


def test_the_failing_parts_of_the_assumptions_are_named() -> None:
    with pytest.raises(AssumptionError) as error:
        numeric(lottery(), {"p": 1, "y": 1, "Y": 1})
    assert str(error.value) == (
        "the point p = 1, y = 1, Y = 1 violates the standing assumptions: p < 1; y < Y\n"
        "  choose a point of 'Lottery' that satisfies: 0 < p < 1 and 0 <= y < Y"
    )


def test_failing_parts_keep_the_order_of_the_condition() -> None:
    values = {"p": Fraction(2), "y": Fraction(-1), "Y": Fraction(-1)}
    assert failing_parts(WHERE, values) == (p < 1, y >= 0, y < Y)


def test_probabilities_that_are_none_are_refused() -> None:
    with pytest.raises(AssumptionError) as error:
        numeric(lottery(second=y), {"p": "1/2", "y": 0, "Y": 1})
    assert str(error.value) == (
        "Nature's move 'luck' has the probabilities good 1/2, bad 0 at p = 1/2, y = 0, Y = 1: "
        "not all positive with sum 1\n"
        "  tighten the standing assumptions, "
        "or fix the parameters with game.at(...), which prunes branches of probability 0"
    )


def test_a_parameter_that_does_not_exist() -> None:
    with pytest.raises(NotFoundError) as error:
        numeric(lottery(), {"p": 1, "yy": 1, "Y": 1})
    assert str(error.value) == "unknown parameter 'yy'; there are: p, y, Y. Did you mean 'y'?"


def test_a_parameter_that_is_missing() -> None:
    with pytest.raises(NotFoundError) as error:
        numeric(lottery(), {"p": "1/2"})
    assert str(error.value) == "no value for y, Y of the game 'Lottery'; give one for each of: p, y, Y"


def test_an_information_set_that_does_not_exist() -> None:
    with pytest.raises(NotFoundError) as error:
        numeric(lottery(), {"p": "1/2", "y": 1, "Y": 2}).information_set("chioce")
    assert str(error.value) == "unknown information set 'chioce'; there is: choice. Did you mean 'choice'?"
