"""Brute force with perfect information: known games, and full enumeration of profiles as a second opinion."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import pytest

from gametheory.errors import SolverError
from gametheory.testing import admissible_points, random_perfect_information_game
from gametheory.verify import (
    Assessment,
    NumericGame,
    check,
    numeric,
    outcomes_of,
    path_of,
    pure_subgame_perfect,
)
from gametheory.verify.values import continuation
from tests.verify.trees import F, chance, decide, pay, tree


@dataclass(frozen=True)
class Case:
    """A game and the paths, with payoffs, that its pure subgame-perfect equilibria follow."""

    name: str
    game: NumericGame
    plays: dict[tuple[tuple[str, str], ...], tuple[int | Fraction, ...]]
    source: str


ENTRY = decide("entry", "E", out=pay(0, 2), enter=decide("reply", "I", share=pay(1, 1), fight=pay(-1, -1)))
# the second mover is indifferent after every first action
SPLIT = decide(
    "first", "A",
    l=decide("second|l", "B", l=pay(3, 0), r=pay(0, 0)),
    r=decide("second|r", "B", l=pay(2, 1), r=pay(1, 1)),
)
CENTIPEDE = decide(
    "c1", "A", stop=pay(1, 0), go=decide("c2", "B", stop=pay(0, 2), go=decide("c3", "A", stop=pay(3, 1), go=pay(2, 4)))
)
LOTTERY = decide(
    "bet", "A",
    safe=pay(1, 0),
    risk=chance(
        good=(F(1, 3), decide("after good", "B", x=pay(3, 1), y=pay(3, 0))),
        bad=(F(2, 3), decide("after bad", "B", x=pay(0, 1), y=pay(-3, 1))),
    ),
)

CASES = (
    Case(
        "entry deterrence", tree("E I", ENTRY), {(("entry", "enter"), ("reply", "share")): (1, 1)},
        "Selten 1978, one market",
    ),
    Case(
        "three-legged centipede", tree("A B", CENTIPEDE), {(("c1", "stop"),): (1, 0)},
        "Rosenthal 1981, backward induction stops at once",
    ),
    Case(
        "a second mover who does not care", tree("A B", SPLIT),
        {
            (("first", "l"), ("second|l", "l")): (3, 0),
            (("first", "r"), ("second|r", "l")): (2, 1),
            (("first", "r"), ("second|r", "r")): (1, 1),
        },
        "by hand: l then r pays 0, less than r gives in any case; r pays 1 or 2 and is best if l would be met by r",
    ),
    Case(
        "Nature after a decision, on a tie", tree("A B", LOTTERY),
        {
            (("bet", "safe"),): (1, 0),
            (("bet", "risk"), ("after good", "x"), ("after bad", "x")): (1, 1),
        },
        "by hand: risk pays 1 if B plays x after the bad draw (a tie with safe) and -1 if y",
    ),
    Case(
        "no decision at all", tree("A", chance(h=(F(1, 4), pay(4)), t=(F(3, 4), pay(0)))), {(): (1,)}, "expected value"
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_known_games(case: Case) -> None:
    found = pure_subgame_perfect(case.game)
    assert {play.path: play.payoffs for play in found} == case.plays, case.source
    assert len(found) == len(case.plays)


def test_outcomes_follow_every_branch_of_nature() -> None:
    game = tree("A B", LOTTERY)
    path = (("bet", "risk"), ("after good", "x"), ("after bad", "y"))
    assert outcomes_of(game, path) == (
        ("bet=risk, nature=good, after good=x", F(1, 3)),
        ("bet=risk, nature=bad, after bad=y", F(2, 3)),
    )


def pure_profiles_subgame_perfect(game: NumericGame) -> list[dict[str, str]]:
    """Every pure profile in which no player gains by any other pure strategy in any subgame."""

    def value(index: int, profile: dict[str, str]) -> tuple[Fraction, ...]:
        node = game.nodes[index]
        if node.is_terminal:
            return node.payoffs
        if node.is_chance:
            parts = [value(child, profile) for child in node.children]
            return tuple(
                sum(p * u[k] for p, u in zip(node.probabilities, parts, strict=True)) for k in range(len(game.players))
            )
        return value(node.child(profile[node.label]), profile)

    sets = game.information_sets
    labels = [s.label for s in sets]
    profiles = [dict(zip(labels, choice, strict=True)) for choice in product(*(s.actions for s in sets))]
    roots = [node.index for node in game.nodes if not node.is_terminal]
    found = []
    for profile in profiles:
        here = {root: value(root, profile) for root in roots}
        stable = True
        for mover in range(len(game.players)):
            own = [s for s in sets if s.mover == mover]
            for choice in product(*(s.actions for s in own)):
                other = {**profile, **dict(zip([s.label for s in own], choice, strict=True))}
                stable = stable and all(value(root, other)[mover] <= here[root][mover] for root in roots)
                if not stable:
                    break
        if stable:
            found.append(profile)
    return found


def small_games(count: int) -> list[NumericGame]:
    """Random games with at most seven decisions, half of them with symbols at points where ties are common."""
    rng = random.Random(20)
    games: list[NumericGame] = []
    while len(games) < count:
        symbolic = len(games) % 2 == 1
        game = random_perfect_information_game(
            rng, depth=rng.randint(2, 4), players=rng.randint(1, 3), nature=0.2, symbolic=symbolic, spread=1
        )
        profiles = 1
        for s in game.tree.information_sets:
            profiles *= len(s.actions)
        if 1 < profiles <= 128:
            games += [numeric(game, point) for point in admissible_points(game, 1, rng, denominators=(1, 2, 3))]
    return games


GAMES = small_games(300)


def test_brute_force_agrees_with_full_enumeration() -> None:
    several = 0
    for game in GAMES:
        profiles = pure_profiles_subgame_perfect(game)
        slow = {
            (path_of(game, p), continuation(game, Assessment.pure(p).strategy)[0]) for p in profiles
        }
        fast = pure_subgame_perfect(game)
        assert {(play.path, play.payoffs) for play in fast} == slow
        assert len(fast) == len(slow)
        several += len(slow) > 1
    assert several > 60  # ties are not rare in this sample


def test_the_check_accepts_exactly_the_equilibria() -> None:
    for game in GAMES[:50]:
        sets = game.information_sets
        equilibria = pure_profiles_subgame_perfect(game)
        for choice in product(*(s.actions for s in sets)):
            profile = dict(zip([s.label for s in sets], choice, strict=True))
            for concept in ("subgame perfect", "sequential"):
                report = check(game, Assessment.pure(profile), concept)
                assert report.ok is (profile in equilibria)
                assert report.ok is (report.regret == 0)


def test_one_worse_action_on_or_off_the_path_is_rejected() -> None:
    changed = {True: 0, False: 0}
    for game in GAMES[:120]:
        for profile in pure_profiles_subgame_perfect(game)[:2]:
            on_path = dict(path_of(game, profile))
            worth = continuation(game, Assessment.pure(profile).strategy)
            for s in game.information_sets:
                node = game.nodes[s.nodes[0]]
                value = {a: worth[node.child(a)][s.mover] for a in s.actions}
                for action in s.actions:
                    if value[action] < value[profile[s.label]]:
                        report = check(game, Assessment.pure({**profile, s.label: action}), "subgame perfect")
                        assert not report.ok and report.regret >= value[profile[s.label]] - value[action]
                        assert any(repr(s.label) in fault for fault in report.faults)
                        changed[s.label in on_path] += 1
    assert min(changed.values()) > 60


def test_mixtures_are_accepted_on_ties_only() -> None:
    game = tree("A B", SPLIT)
    half = {"l": F(1, 2), "r": F(1, 2)}
    even = Assessment({"first": {"l": F(1)}, "second|l": half, "second|r": half})
    assert check(game, even, "subgame perfect").ok  # 3/2 against 3/2
    less = Assessment({**even.strategy, "second|l": {"l": F(1, 3), "r": F(2, 3)}})
    report = check(game, less, "subgame perfect")
    assert report.faults == ("at 'first' A plays 'l', worth 1, but 'r' is worth 3/2: a gain of 1/2",)
    assert report.regret == F(1, 2)


def test_the_nash_threat_that_is_not_credible() -> None:
    game = tree("E I", ENTRY)
    threat = Assessment.pure({"entry": "out", "reply": "fight"})
    assert check(game, threat, "nash").ok
    assert check(game, threat, "subgame perfect").faults == (
        "at 'reply' I plays 'fight', worth -1, but 'share' is worth 1: a gain of 2",
    )


def test_imperfect_information_is_refused() -> None:
    unseen = decide("b", "B", x=pay(0, 0), y=pay(0, 0))
    game = tree("A B", decide("a", "A", l=unseen, r=unseen))
    with pytest.raises(SolverError) as error:
        pure_subgame_perfect(game)
    assert str(error.value) == (
        "the information set 'b' has 2 nodes: this game has imperfect information\n"
        "  use pure_sequential, which handles beliefs"
    )


def test_too_many_plays_are_refused() -> None:
    tied = {f"d{k}": (F(1, 4), decide(f"s{k}", "A", x=pay(0), y=pay(0))) for k in range(4)}
    with pytest.raises(SolverError) as error:
        pure_subgame_perfect(tree("A", chance(**tied)), limit=15)
    assert str(error.value) == (
        "more than 15 combinations of plays after a move of Nature at node 0\n"
        "  choose a point with fewer ties, or a larger limit"
    )
    assert len(pure_subgame_perfect(tree("A", chance(**tied)), limit=16)) == 16
