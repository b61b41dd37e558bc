"""Pure sequential equilibria: known games, trembles as a second opinion, and what cannot be decided."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import chain, combinations, product

import pytest

from gametheory.errors import SolverError
from gametheory.testing import admissible_points, random_perfect_information_game, random_signalling_game
from gametheory.verify import (
    Assessment,
    NumericGame,
    check,
    check_consistency,
    numeric,
    path_of,
    pure_sequential,
    pure_subgame_perfect,
)
from gametheory.verify.consistency import labels_for
from tests.verify.sequential_games import HORSE, beer_quiche, linked_beliefs, pairs_of_types, siblings, two_informed
from tests.verify.trees import F, chance, decide, pay, tree

GRID = list(product((F(1, 4), F(1, 2), F(2, 3), F(9, 10)), (1, 2, 3), (1, 2), (1, 2), (1,)))


@pytest.mark.parametrize(("p", "g", "d", "v", "l"), GRID)
def test_beer_quiche(p: Fraction, g: int, d: int, v: int, l: int) -> None:
    """Cho and Kreps 1987, QJE 102(2): pooling iff g <= d and p >= v/(v + l), separating iff g >= d; ties included."""
    pooling = g <= d and p >= F(v, v + l)
    expected = {
        (("meal|T", "B"), ("reply|B", "N"), ("meal|W", "B")): pooling,
        (("meal|T", "Q"), ("reply|Q", "N"), ("meal|W", "Q")): pooling,
        (("meal|T", "B"), ("reply|B", "N"), ("meal|W", "Q"), ("reply|Q", "F")): g >= d,
    }
    found = pure_sequential(beer_quiche(p, g, d, v, l))
    assert {play.path for play in found} == {path for path, exists in expected.items() if exists}


def test_beer_quiche_payoffs_and_beliefs_on_beer() -> None:
    game = beer_quiche(F(9, 10), 1, 2, 1, 1)
    (beer,) = (play for play in pure_sequential(game) if ("meal|W", "B") in play.path)
    assert beer.payoffs == (F(9, 10) * 3 + F(1, 10) * 2, F(9, 10))
    assert beer.assessment is not None
    belief = beer.assessment.beliefs["reply|Q"]
    assert belief[min(belief)] <= F(1, 2)  # that the sender is tough


def test_beliefs_of_an_informed_sender_who_moves_twice_are_linked() -> None:
    (only,) = pure_sequential(linked_beliefs(F(1, 3)))
    assert dict(only.choices) == {
        "first|R": "out", "first|U": "m", "R1": "y", "again|R": "a", "again|U": "b", "R2": "r",
    }
    assert only.path == (("first|R", "out"), ("first|U", "m"), ("R1", "y"), ("again|U", "b"), ("R2", "r"))
    assert only.payoffs == (F(10, 3), F(2, 3), F(2, 3))


def test_a_weak_perfect_bayesian_equilibrium_that_is_not_sequential() -> None:
    game = linked_beliefs(F(1, 3))
    nodes = {label: game.information_set(label).nodes for label in ("R1", "R2")}
    both_out = Assessment.pure(
        {"first|R": "out", "first|U": "out", "R1": "y", "again|R": "a", "again|U": "b", "R2": "L"},
        {label: {index: F(1, 2) for index in pair} for label, pair in nodes.items()},
    )
    assert check(game, both_out, "weak perfect bayesian").ok
    report = check(game, both_out, "sequential")
    assert report.faults == (
        "no orders of magnitude of the trembles, shared by the whole game, make exactly those nodes possible "
        "that the stated beliefs hold possible",
    )
    assert report.regret == 0


def test_siblings_share_odds() -> None:
    """R2 and R3 both play L only if the odds of types 2 and 3 can be at least and at most what they ask for."""

    def both(after_x: int, after_y: int) -> bool:
        return any(
            dict(play.choices)["R2"] == dict(play.choices)["R3"] == "L" and
            all(dict(play.choices)[f"{m}|{k}"] == ("b" if k == 1 else "a") for m in "xy" for k in (1, 2, 3))
            for play in pure_sequential(siblings(after_x, after_y))
        )

    assert both(1, 1)
    assert not both(2, 1)
    assert not both(1, 2)


def test_patterns_of_siblings() -> None:
    """Types 1, 2, 3 deviate together; then type 1 deviates once more in each of two branches: 25 of 49 patterns."""
    names = (("m", "1"), ("m", "2"), ("m", "3"), ("x", "1"), ("y", "1"))
    first = [frozenset({name}) for name in names[:3]]
    deviations = (first[0] | {names[3]}, first[1], first[2], first[0] | {names[4]}, first[1], first[2])
    subsets = list(chain.from_iterable(combinations(range(3), k) for k in (1, 2, 3)))
    possible = sum(
        labels_for({"x": ((0, 1, 2), a), "y": ((3, 4, 5), tuple(3 + k for k in b))}, deviations, names) is not None
        for a in subsets
        for b in subsets
    )
    assert possible == 25


def test_seltens_horse() -> None:
    assert {play.path for play in pure_sequential(HORSE)} == {(("A", "A"), ("B", "a"))}
    assert check(HORSE, Assessment.pure({"A": "D", "B": "a", "C": "L"}), "subgame perfect").ok
    report = check(HORSE, Assessment.pure({"A": "D", "B": "a", "C": "L"}), "sequential")
    assert report.faults == ("at 'B' B plays 'a', worth 1, but 'd' is worth 4: a gain of 3",)


def test_with_perfect_information_it_is_subgame_perfection() -> None:
    rng = random.Random(4)
    for _ in range(60):
        game = numeric(random_perfect_information_game(rng, 3, 2, nature=0.2, spread=1))
        assert {(p.path, p.payoffs) for p in pure_sequential(game)} == {
            (p.path, p.payoffs) for p in pure_subgame_perfect(game)
        }


def signalling_games(count: int) -> list[NumericGame]:
    """Random signalling games, among them those in which the sender moves again before a second receiver."""
    rng = random.Random(11)
    games = []
    for k in range(count):
        game = random_signalling_game(
            rng, types=2 if k % 4 else 3, receivers=1 + (k % 4 > 1), again=k % 4 == 3, outside=k % 4 > 1,
            symbolic=k % 2 == 0, spread=2,
        )
        games += [numeric(game, point) for point in admissible_points(game, 1, rng, denominators=(1, 2, 3))]
    return games


def test_every_equilibrium_found_is_shown_by_its_trembles() -> None:
    shown = linked = 0
    for game in signalling_games(48):
        for play in pure_sequential(game):
            if play.assessment is None:
                continue
            assert check(game, play.assessment, "sequential").faults == ()
            # the same beliefs without the trembles: existence is decided instead
            bare = Assessment(play.assessment.strategy, play.assessment.beliefs)
            assert check_consistency(game, bare).faults == ()
            assert path_of(game, dict(play.choices)) == play.path
            shown += 1
            linked += any(len(s.nodes) > 1 and s.label not in dict(play.path) for s in game.information_sets)
    assert shown > 40 and linked > 20


def test_no_equilibrium_is_missed_that_random_trembles_show() -> None:
    """Profiles that are not listed must fail under all trembles; many are drawn for each."""
    rng = random.Random(3)
    accepted = 0
    for game in signalling_games(16):
        listed = {play.choices for play in pure_sequential(game)}
        labels = [s.label for s in game.information_sets]
        profiles = list(product(*(s.actions for s in game.information_sets)))
        for choice in rng.sample(profiles, min(len(profiles), 40)):
            choices = dict(zip(labels, choice, strict=True))
            for _ in range(4):
                trembles = {
                    s.label: {
                        a: (rng.randint(1, 3), F(rng.randint(1, 6), rng.randint(1, 6)))
                        for a in s.actions
                        if a != choices[s.label]
                    }
                    for s in game.information_sets
                }
                if check(game, Assessment.pure(choices, trembles=trembles), "sequential").ok:
                    assert tuple(choices.items()) in listed
                    accepted += 1
    assert accepted > 10


def test_order_of_the_answer_is_that_of_the_actions() -> None:
    game = tree("A", decide("a", "A", x=pay(0), y=pay(0)))
    assert [play.path for play in pure_sequential(game)] == [(("a", "x"),), (("a", "y"),)]


@pytest.mark.parametrize(
    ("first", "second", "possible"), [(2, 2, True), (2, 3, True), (3, 2, False)], ids=["tie", "inside", "outside"]
)
def test_two_informed_players_have_one_odds_each(first: int, second: int, possible: bool) -> None:
    """After A's type 1, L needs B's types at odds of at least `first`; after A's type 2, r needs at most `second`."""
    wanted = {"R|1": "L", "R|2": "r"}
    assert possible is any(
        wanted.items() <= dict(p.choices).items() for p in pure_sequential(two_informed({"1": first, "2": second}))
    )


PAIRS = [
    (2, 3, 6, True), (2, 3, 7, True), (2, 3, 5, False), (F(1, 2), F(2, 3), F(1, 3), True), (F(1, 2), 1, F(1, 3), False),
]


@pytest.mark.parametrize(("c12", "c23", "c13", "possible"), PAIRS)
def test_odds_that_depend_on_each_other(c12: Fraction, c23: Fraction, c13: Fraction, possible: bool) -> None:
    """The receiver learns a pair that has the type: odds 1:2 and 2:3 bound the odds 1:3 by their product."""
    wanted = {"R|12": "L", "R|23": "L", "R|13": "r"} | {f"S|{k}": "out" for k in (1, 2, 3)}
    assert possible is any(
        wanted.items() <= dict(p.choices).items() for p in pure_sequential(pairs_of_types(c12, c23, c13))
    )


def watched_pairs(rows: list[tuple[Fraction, ...]]) -> NumericGame:
    """Senders A and B of two types each play out or m; R sees two m and no type, and compares L with other replies."""

    def at(place: int, a: str, b: str) -> tuple[object, ...]:
        others = {f"r{k}": pay(0, 0, -row[place]) for k, row in enumerate(rows)}
        second = decide(f"B|{b}", "B", out=pay(0, 1, 0), m=decide("R", "R", L=pay(0, 0, 0), **others))
        return decide(f"A|{a}", "A", out=pay(1, 1, 0), m=second)

    types = list(enumerate(product("12", "12")))
    return tree("A B R", chance(**{f"t{a}{b}": (F(1, 4), at(place, a, b)) for place, (a, b) in types}))


def test_two_informed_players_watched_by_a_third() -> None:
    most = [tuple(F(3, 10) - (i == k) for k in range(4)) for i in range(4)]  # no pair of types above 3/10
    found = [play for play in pure_sequential(watched_pairs(most)) if ("R", "L") in play.choices]
    assert len(found) == 1 and found[0].assessment is not None
    assert set(found[0].assessment.beliefs["R"].values()) == {F(1, 4)}


def test_beliefs_that_are_not_decided_are_reported() -> None:
    least = [tuple((i == k) - F(4, 10) for k in range(4)) for i in (0, 3)]  # two opposite pairs at least 4/10 each
    with pytest.raises(SolverError) as error:
        pure_sequential(watched_pairs(least))
    assert str(error.value) == (
        "whether consistent beliefs support the profile A|1: out, B|1: out, R: L, B|2: out, A|2: out is not decided: "
        "the odds at 'R' depend on each other\n"
        "  state the assessment with its trembles and check that instead"
    )


def test_beliefs_whose_odds_contradict_each_other() -> None:
    game = two_informed({"1": 1, "2": 1})
    choices = {"A|1": "out", "A|2": "out", "B|1": "out", "B|2": "out", "R|1": "L", "R|2": "L"}
    half = {index: F(1, 2) for label in ("B|1", "B|2") for index in game.information_set(label).nodes}
    beliefs = {label: {index: half[index] for index in game.information_set(label).nodes} for label in ("B|1", "B|2")}
    first, second = (game.information_set(f"R|{a}").nodes for a in "12")
    beliefs["R|1"] = {first[0]: F(1, 2), first[1]: F(1, 2)}
    beliefs["R|2"] = {second[0]: F(1, 2), second[1]: F(1, 2)}
    assert check_consistency(game, Assessment.pure(choices, beliefs)).ok
    beliefs["R|2"] = {second[0]: F(1, 3), second[1]: F(2, 3)}
    assert check_consistency(game, Assessment.pure(choices, beliefs)).faults == (
        "the odds of the stated beliefs contradict each other: no trembles of the game induce all of them",
    )


def test_a_search_that_is_too_long_is_refused() -> None:
    with pytest.raises(SolverError) as error:
        pure_sequential(HORSE, limit=5)
    assert str(error.value) == (
        "the search for pure sequential equilibria takes more than 5 steps\n"
        "  it is meant for small games; a larger limit may help"
    )
