"""Plain enumeration as the slow reference: the component recursion has the same regions, proved path by path."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product

import pytest

from gametheory.algebra import Formula, ParameterSpace, evaluate
from gametheory.errors import CrossingSetsError, SolverError
from gametheory.expr import Expr, Symbol, as_expr
from gametheory.game import Game
from gametheory.solution import solve
from gametheory.solvers import Found, plain, recursion
from gametheory.solvers.classes import Choice
from gametheory.solvers.components import search
from gametheory.testing import admissible_points, random_perfect_information_game, random_signalling_game
from gametheory.verify import numeric, pure_sequential
from tests.cases.chains import chain, siblings
from tests.solvers.plain_games import (
    assurance,
    beer_quiche,
    commitment,
    crossing,
    deterrence,
    hidden_moves,
    linked_beliefs,
    moves_twice,
    random_crossing,
    two_sided_deterrence,
)

Path = tuple[Choice, ...]


def regions(found: Found, space: ParameterSpace) -> dict[Path, Formula]:
    """The condition of every path, in one space."""
    assert found.undecided == ()
    return {c.path: found.space.transfer(c.condition, space.table) for c in found.classes}


def disagreements(one: Game, paths: int | None = None) -> list[tuple[str, Path, object]]:
    """Paths whose regions are not proved to be the same, with what is known: none, if all is well."""
    space = ParameterSpace(one.symbols, one.where)
    fast, slow = regions(recursion.solve(one), space), regions(plain.solve(one), space)
    assert paths in (None, len(slow))
    found: list[tuple[str, Path, object]] = []
    for path in sorted({*fast, *slow}):
        a, b = fast.get(path, space.table.false), slow.get(path, space.table.false)
        for what, only in (("recursion only", (a, b)), ("plain only", (b, a))):
            answer = space.oracle.ask(space.table.all_of([only[0], space.table.negate(only[1])]))
            if answer.possible is not False:
                found.append((what, path, answer))
    return found


def paths_at(one: Game, found: Found, point: dict[str, Fraction]) -> set[tuple[tuple[str, str], ...]]:
    """Labels of the paths whose conditions hold at a point."""
    values = tuple(point[name] for name in one.symbols) + (Fraction(1),) * (len(found.space.names) - len(one.symbols))
    sets = one.tree.information_sets
    return {
        tuple(sorted((sets[s].label, action) for s, action in c.path))
        for c in found.classes
        if evaluate(c.condition, values)
    }


def expected_at(one: Game, point: dict[str, Fraction]) -> set[tuple[tuple[str, str], ...]]:
    return {tuple(sorted(play.path)) for play in pure_sequential(numeric(one, point))}


# tests --------------------------------------------------------------------------------------------------------------

KNOWN: list[tuple[Callable[[], Game], int]] = [
    (commitment, 16), (assurance, 6), (beer_quiche, 3), (deterrence, 2), (two_sided_deterrence, 3), (linked_beliefs, 2),
    (siblings, 2),
]
"""Game and number of paths that are equilibria somewhere."""


@pytest.mark.parametrize(("make", "count"), KNOWN, ids=[make.__name__ for make, _ in KNOWN])
def test_recursion_and_plain_enumeration_agree(make: Callable[[], Game], count: int) -> None:
    assert disagreements(make(), count) == []


@pytest.mark.parametrize("seed", range(40))
def test_they_agree_where_a_sender_of_two_types_moves_twice(seed: int) -> None:
    assert disagreements(moves_twice(seed, 2, 0.15)) == []


@pytest.mark.parametrize("seed", range(10))
def test_they_agree_where_a_sender_of_three_types_moves_twice(seed: int) -> None:
    assert disagreements(moves_twice(seed, 3, 0.1)) == []


@pytest.mark.parametrize("seed", range(12))
def test_they_agree_where_moves_are_hidden(seed: int) -> None:
    assert disagreements(hidden_moves(seed)) == []


@pytest.mark.parametrize("seed", range(6))
def test_plain_enumeration_at_points_against_brute_force(seed: int) -> None:
    one = moves_twice(seed, 2 + seed % 2, 0.25)
    found = plain.solve(one)
    for point in admissible_points(one, 4, seed, denominators=(1, 2, 3, 4)):
        assert paths_at(one, found, point) == expected_at(one, point)


@pytest.mark.parametrize("seed", range(24))
def test_sets_that_cross(seed: int) -> None:
    one = random_crossing(seed)
    with pytest.raises(CrossingSetsError, match=r"^information sets cross after "):
        search(one, 4)
    found = recursion.solve(one)
    assert found.undecided == ()
    for x in (Fraction(1, 2), Fraction(1), Fraction(3, 2), Fraction(2), Fraction(5)):
        assert paths_at(one, found, {"x": x}) == expected_at(one, {"x": x})


def test_crossing_sets_share_their_odds() -> None:
    """A and B each go in only if the other was there first: no order of the two makes both sets believe that."""
    zero = as_expr(0)
    stakes: dict[str, tuple[Expr, Expr, Expr]] = {
        "out": (zero, zero, zero), "Aoff": (as_expr(1), zero, zero), "Boff": (as_expr(1), zero, zero),
        "ABin": (as_expr(-1), zero, Symbol("x")), "ABoff": (as_expr(-1), zero, zero),
        "BAin": (as_expr(-1), Symbol("x"), zero), "BAoff": (as_expr(-1), zero, zero),
    }
    # going in first costs 1 against a follower who goes in, and nothing against one who stays off
    stakes["ABin"] = (as_expr(-1), as_expr(-1), Symbol("x"))
    stakes["BAin"] = (as_expr(-1), Symbol("x"), as_expr(-1))
    solution = solve(crossing(stakes))
    (out,) = (e for e in solution.equilibria if dict(e.path)["s"] == "out")
    assert out.region.text() == "x >= 1"  # odds r of A first: -r + x >= 0 and -1 + r*x >= 0 for some r
    assert out.confirmed == 16


@pytest.mark.parametrize("make", [beer_quiche, linked_beliefs, siblings, deterrence], ids=lambda make: make.__name__)
def test_assessments_of_plain_enumeration_are_confirmed(make: Callable[[], Game]) -> None:
    """Solving by name runs the independent checker on full assessments at exact points of each row."""
    solution = solve(make(), method="plain enumeration")
    assert (solution.method, solution.complete) == ("plain enumeration", True)
    assert [e.confirmed for e in solution.equilibria] == [16] * len(solution.equilibria)
    assert {e.path for e in solution.equilibria} == {e.path for e in solve(make(), supports="pure").equilibria}


@pytest.mark.parametrize("seed", range(4))
def test_perfect_information_needs_no_odds(seed: int) -> None:
    one = random_perfect_information_game(seed, 3, 2, nature=0.2, symbolic=True, spread=1)
    assert plain.solve(one).space.names == one.symbols
    assert disagreements(one) == []


def test_a_game_too_large_for_enumeration_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "STEPS", 20)
    with pytest.raises(SolverError) as caught:
        plain.solve(commitment())
    assert str(caught.value) == (
        "plain enumeration looks at more than 20 choices here\n"
        "  leave the method out, or fix parameters with game.at(...)."
    )


# long comparisons ---------------------------------------------------------------------------------------------------


@pytest.mark.fuzz
def test_they_agree_on_a_chain_of_receivers() -> None:
    assert disagreements(chain(2, 2, 2)) == []


@pytest.mark.fuzz
@pytest.mark.parametrize(("seed", "types"), [*product(range(100, 400), (2,)), *product(range(100, 150), (3,))])
def test_they_agree_on_many_games_in_which_a_sender_moves_twice(seed: int, types: int) -> None:
    assert disagreements(moves_twice(seed, types, 0.2 if types == 2 else 0.12)) == []


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(100, 400))
def test_they_agree_on_many_games_with_hidden_moves(seed: int) -> None:
    assert disagreements(hidden_moves(seed)) == []


def numeric_games() -> Iterator[tuple[Game, dict[str, Fraction]]]:
    """Games with many symbols, fixed at points with small denominators."""
    rng = random.Random(5)
    for k in range(100):
        one = random_signalling_game(rng, types=2 + k % 2, receivers=2, again=True, outside=True, symbolic=True)
        for point in admissible_points(one, 1, rng, denominators=(1, 2, 3)):
            yield one.at(**point), point


@pytest.mark.fuzz
def test_both_at_points_against_brute_force() -> None:
    for one, _ in numeric_games():
        expected = expected_at(one, {})
        assert paths_at(one, plain.solve(one), {}) == expected
        assert paths_at(one, recursion.solve(one), {}) == expected
