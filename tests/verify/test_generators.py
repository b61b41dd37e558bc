"""The generators and strategies that the package offers for property tests."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.errors import AssumptionError, ModelError
from gametheory.expr import Condition, Quotient, Symbol, add, all_of, any_of, holds
from gametheory.game import ALWAYS, NATURE, Game, Move, Outcome, Parameter
from gametheory.game.tree import make_game
from gametheory.testing import (
    admissible_points,
    games,
    random_perfect_information_game,
    random_signalling_game,
    scaled,
    signalling_games,
)
from gametheory.verify import numeric, pure_sequential, pure_subgame_perfect


@given(games(max_players=3, max_depth=3), st.integers(1, 9), st.integers(-9, 9))
def test_equilibria_survive_positive_affine_payoffs(game: Game, a: int, b: int) -> None:
    before = pure_subgame_perfect(numeric(game))
    after = pure_subgame_perfect(numeric(scaled(game, a, b)))
    assert [play.path for play in after] == [play.path for play in before]
    assert [play.payoffs for play in after] == [tuple(a * u + b for u in play.payoffs) for play in before]


@given(signalling_games(), st.fractions(Fraction(1, 9), 9))
def test_sequential_equilibria_survive_positive_factors(game: Game, a: Fraction) -> None:
    before, after = pure_sequential(numeric(game)), pure_sequential(numeric(scaled(game, a)))
    assert [play.choices for play in after] == [play.choices for play in before]


@given(games(symbolic=True, nature=0.3), st.integers(0, 9))
def test_admissible_points_are_admissible(game: Game, seed: int) -> None:
    for point in admissible_points(game, 3, seed):
        assert set(point) == set(game.symbols)
        assert holds(game.where, point)
        assert all(value.denominator <= 12 for value in point.values())


def test_generators_repeat_themselves_and_differ_by_seed() -> None:
    digests = [random_perfect_information_game(seed, 3, 2, symbolic=True).digest for seed in (1, 2, 1)]
    assert digests[0] == digests[2] != digests[1]
    digests = [random_signalling_game(seed, 3, 2, receivers=2, again=True).digest for seed in (1, 2, 1)]
    assert digests[0] == digests[2] != digests[1]
    game = random_perfect_information_game(1, 3, 2, symbolic=True)
    assert admissible_points(game, 5, 1) == admissible_points(game, 5, 1) != admissible_points(game, 5, 2)


def test_perfect_information_and_nature() -> None:
    rng = random.Random(6)
    found = [random_perfect_information_game(rng, 4, 3, nature=0.3) for _ in range(30)]
    assert all(len(s.nodes) == 1 for game in found for s in game.tree.information_sets)
    assert any(node.player == NATURE for game in found for node in game.tree.nodes)
    assert any(len(pure_subgame_perfect(numeric(game))) > 1 for game in found)


SIGNALS = [(1, False, False, 4), (2, False, False, 8), (2, True, True, 11)]


@pytest.mark.parametrize(("receivers", "again", "outside", "sets"), SIGNALS)
def test_who_moves_in_a_signalling_game(receivers: int, again: bool, outside: bool, sets: int) -> None:
    game = random_signalling_game(3, receivers=receivers, again=again, outside=outside)
    assert len(game.players) == 1 + receivers
    assert len(game.tree.information_sets) == sets
    assert all(len(s.nodes) == (1 if s.player == "Sender" else 2) for s in game.tree.information_sets)


def with_assumptions(where: Condition, *parameters: Parameter) -> Game:
    """A game that is nothing but its standing assumptions."""
    return make_game(
        title="Assumptions", players=("A",), parameters=parameters, where=where,
        moves=[Move("A", "m", ("x", "y"))],
        outcomes=[Outcome("all", ALWAYS, (("A", add(*(Symbol(p.name) for p in parameters))),))],
    )


def unit(name: str, high: int = 1, at: Fraction | None = None) -> Parameter:
    """A parameter between 0 and `high`."""
    return Parameter(name, name, at, (Fraction(0), Fraction(high)))


k, x, y, z, w = (Symbol(name) for name in "kxyzw")
HARD = [
    (all_of(k > 0, x >= 0, x < y, y < z, z < w), [unit("k"), *(unit(n, 4) for n in "xyzw")]),
    (all_of(k > 0, x > 0, y > 0, z > 0, (x + y + z).equal_to(1)), [unit("k"), *(unit(n) for n in "xyz")]),
    (all_of(k > 0, x.equal_to(2 * y + 1), y > 0), [unit("k"), unit("x", 3), unit("y")]),
    (
        any_of(all_of(k > 0, x > 3), x < -3),
        [Parameter("k", "k"), Parameter("x", "x", None, (Fraction(-4), Fraction(4)))],
    ),
    (all_of(k > 0, Quotient(x, y) > 1), [unit("k"), unit("x"), unit("y")]),
    (
        all_of(k > 0, *(a < b for a, b in zip((x, y, z), (y, z, w), strict=True)), w * w < Fraction(1, 50)),
        [unit("k", 1, Fraction(1, 2)), *(unit(n, 1, Fraction(i, 100)) for i, n in enumerate("xyzw", 1))],
    ),
]


@pytest.mark.parametrize(("where", "parameters"), HARD)
def test_points_under_hard_assumptions(where: Condition, parameters: list[Parameter]) -> None:
    game = with_assumptions(where, *parameters)
    points = admissible_points(game, 20, 1)
    assert len(points) == 20 and all(holds(where, point) for point in points)
    assert len({tuple(point.values()) for point in points}) > 3


def test_ties_are_common() -> None:
    game = with_assumptions(all_of(k > 0, x >= 0, x < y), unit("k", 3), unit("x", 3), unit("y", 3))
    points = admissible_points(game, 200, 2)
    assert sum(p["x"] == p["k"] or p["y"] == p["k"] or p["x"] + p["k"] == p["y"] for p in points) > 40


def test_assumptions_that_no_point_satisfies() -> None:
    with pytest.raises(AssumptionError) as error:
        admissible_points(with_assumptions(all_of(k > 0, k < 0), unit("k")), 1, 1)
    assert str(error.value) == (
        "random search found no admissible point of 'Assumptions'; its standing assumptions are: 0 < k < 0\n"
        "  declare a range for each parameter and a baseline that satisfies the assumptions"
    )


def test_a_factor_that_is_not_positive() -> None:
    with pytest.raises(ModelError) as error:
        scaled(random_signalling_game(1), 0)
    assert str(error.value) == "the factor 0 of the payoffs is not positive: it would turn preferences around"
