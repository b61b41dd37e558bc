"""All pure sequential equilibrium paths, ties included: random games against an independent enumeration.

And two games in which beliefs that each are possible are impossible together.
"""

from __future__ import annotations

import pytest

import gametheory as gt
from gametheory.expr import Symbol
from gametheory.game import Game
from tests.solvers.agreement import NUMERIC, SYMBOLIC, Family, Tally, drawn, with_points

UNDECIDED = {"two informed players and a third": 1}
"""Numeric games of a family in which odds depend on each other nonlinearly, so that the enumeration gives up."""


@pytest.mark.parametrize("family", NUMERIC, ids=[name for name, _, _ in NUMERIC])
def test_numeric_games(family: Family) -> None:
    tally = Tally()
    for game in drawn([family], seed=1):
        tally.compare(game)
    assert tally.missing == [] and tally.wrong == []
    assert tally.undecided == UNDECIDED.get(family[0], 0)
    assert tally.ties > tally.games // 10 and tally.equilibria > tally.games


def test_the_numeric_games_are_500() -> None:
    assert sum(count for _, _, count in NUMERIC) == 500


@pytest.mark.parametrize("family", SYMBOLIC, ids=[name for name, _, _ in SYMBOLIC])
def test_symbolic_games_at_points(family: Family) -> None:
    tally = Tally()
    for game, points in with_points(drawn([family], seed=2), 5, seed=3):
        tally.compare(game, points)
    assert tally.missing == [] and tally.wrong == []
    assert tally.undecided == 0
    assert tally.points == 5 * tally.games and tally.equilibria > tally.points // 2


def test_beliefs_of_an_informed_sender_who_moves_twice() -> None:
    """Both types out needs the second receiver to believe what the first belief rules out."""
    solution = gt.solve(gt.load("benchmarks/linked_beliefs"), supports="pure")
    (only,) = solution.at(p="1/3")
    assert only.strategy == {
        "entry|R": "out", "entry|U": "m", "first": "y", "again|R": "a", "again|U": "b", "second": "r",
    }
    assert solution.complete
    assert not any({("entry|R", "out"), ("entry|U", "out")} <= set(row.path) for row in solution.equilibria)


def siblings(x: tuple[object, ...], y: tuple[object, ...], where: str = "") -> Game:
    """Types 2 and 3 stay out only if both receivers are hard; `x` and `y` are what that is worth to them by type."""
    draft = gt.GameBuilder("Siblings", players=["Sender", "Second", "Third"])
    if where:
        draft.parameter("s", "how much more likely the second receiver needs type 2 to be")
        draft.parameter("t", "how much more likely the third receiver needs type 3 to be")
        draft.where(where)
    draft.nature("type", {"1": "1/3", "2": "1/3", "3": "1/3"}, seen_by=["Sender"])
    draft.move("Sender", "entry", ["out", "in"])
    draft.nature("branch", {"x": "1/2", "y": "1/2"}, when={"entry": "in"}, seen_by=["Sender", "Second", "Third"])
    for branch, receiver, worth in (("x", "Second", x), ("y", "Third", y)):
        draft.move("Sender", f"on_{branch}", ["a", "b"], when={"branch": branch})
        draft.move(receiver, f"reply_{branch}", ["hard", "soft"], when={f"on_{branch}": "a"})
        other = "Third" if receiver == "Second" else "Second"
        draft.pays(when={f"on_{branch}": "b"}, pays={"Sender": -1, receiver: 0, other: 0})
        for kind, value in zip("123", worth, strict=True):
            hard, soft = {"type": kind, f"reply_{branch}": "hard"}, {"type": kind, f"reply_{branch}": "soft"}
            draft.pays(when=hard, pays={"Sender": -2 if kind == "1" else 0, receiver: value, other: 0})
            draft.pays(when=soft, pays={"Sender": -2 if kind == "1" else 3, receiver: 0, other: 0})
    draft.pays(when={"entry": "out"}, pays={"Sender": 0, "Second": 0, "Third": 0})
    draft.pays(when={"entry": "in"}, pays={"Sender": "-1/4"})
    return draft.build()


OUT = {("entry|1", "out"), ("entry|2", "out"), ("entry|3", "out")}


@pytest.mark.parametrize(
    ("x", "y", "possible"),
    [
        ((-1, 0, -1), (-1, -1, 0), False),  # one must believe in type 2 alone, the other in type 3 alone
        ((-1, 0, -1), (-1, 0, -1), True),
        ((-1, 1, -1), (-1, -1, 1), True),
        ((-1, 1, -2), (-1, -1, 1), False),
        ((-1, 1, -1), (-1, -2, 1), False),
        ((-1, 2, -1), (-1, -2, 1), True),
    ],
)
def test_siblings_share_odds(x: tuple[int, ...], y: tuple[int, ...], possible: bool) -> None:
    game = siblings(x, y)
    found = [row for row in gt.solve(game, supports="pure").at() if set(row.path) == OUT]
    assert bool(found) is possible
    tally = Tally()
    tally.compare(game)
    assert (tally.missing, tally.wrong, tally.undecided) == ([], [], 0)


def test_siblings_share_odds_in_symbols() -> None:
    """Hard replies in both branches need the odds of type 2 to type 3 to be at least s and at most 1/t."""
    s, t = (Symbol(name) for name in "st")
    solution = gt.solve(siblings((-1, 1, -s), (-1, -t, 1), "s > 0, t > 0"), supports="pure")
    (out,) = (row for row in (*solution.equilibria, *solution.knife_edges) if set(row.path) == OUT)
    assert out.region.equivalent(solution.space.region("s*t <= 1"), up_to="exact")
