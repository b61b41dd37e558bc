"""The check of an assessment: form, Bayes, best replies, consistency; Gambit as a second opinion."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import prod

import pytest

from gametheory.errors import NotFoundError, SolverError
from gametheory.testing import random_perfect_information_game, random_signalling_game
from gametheory.verify import Assessment, NumericGame, check, check_consistency, limit_beliefs, numeric
from gametheory.verify.values import best_reply_value, continuation, reach, subgame_roots
from tests.verify.sequential_games import HORSE, beer_quiche
from tests.verify.trees import F, chance, decide, pay, tree

BEER = beer_quiche(F(9, 10), 1, 2, 1, 1)
ON_BEER = {"meal|T": "B", "meal|W": "B", "reply|B": "N", "reply|Q": "F"}
T_QUICHE, W_QUICHE = BEER.information_set("reply|Q").nodes
T_BEER, W_BEER = BEER.information_set("reply|B").nodes


def quiche(tough: Fraction) -> dict[str, dict[int, Fraction]]:
    """A belief after quiche."""
    return {"reply|Q": {T_QUICHE: tough, W_QUICHE: 1 - tough}}


def test_pooling_on_beer() -> None:
    assert check(BEER, Assessment.pure(ON_BEER, quiche(F(1, 2)))).ok
    report = check(BEER, Assessment.pure(ON_BEER, quiche(F(2, 3))))
    assert report.faults == ("at 'reply|Q' R plays 'F', worth 1/3, but 'N' is worth 2/3: a gain of 1/3",)
    assert report.regret == F(1, 3)


def test_off_path_beliefs_follow_from_trembles() -> None:
    # equal trembles keep the prior, under which quiche must not be fought
    assert limit_beliefs(BEER, Assessment.pure(ON_BEER))["reply|Q"] == {T_QUICHE: F(9, 10), W_QUICHE: F(1, 10)}
    assert not check(BEER, Assessment.pure(ON_BEER)).ok
    rarer = Assessment.pure(ON_BEER, trembles={"meal|T": {"Q": (2, F(5))}})
    assert limit_beliefs(BEER, rarer)["reply|Q"] == {T_QUICHE: 0, W_QUICHE: 1}
    assert check(BEER, rarer).ok
    ninth = Assessment.pure(ON_BEER, quiche(F(1, 2)), {"meal|T": {"Q": (1, F(1, 9))}})
    assert check(BEER, ninth).ok


def test_stated_beliefs_must_be_the_limit_of_stated_trembles() -> None:
    wrong = Assessment.pure(ON_BEER, quiche(F(1, 2)), {"meal|T": {"Q": (1, F(1, 3))}})
    assert check_consistency(BEER, wrong).faults == (
        f"the belief at 'reply|Q' gives node {T_QUICHE} the probability 1/2; along the stated trembles it tends to 3/4",
        f"the belief at 'reply|Q' gives node {W_QUICHE} the probability 1/2; along the stated trembles it tends to 1/4",
    )


def test_bayes_rule_where_the_set_is_reached() -> None:
    wrong = Assessment.pure(ON_BEER, {**quiche(F(0)), "reply|B": {T_BEER: F(4, 5), W_BEER: F(1, 5)}})
    expected = (
        f"the belief at 'reply|B' gives node {T_BEER} the probability 4/5; by Bayes' rule it is 9/10",
        f"the belief at 'reply|B' gives node {W_BEER} the probability 1/5; by Bayes' rule it is 1/10",
    )
    assert check(BEER, wrong, "sequential").faults == expected
    assert check(BEER, wrong, "weak perfect bayesian").faults == expected


def test_semi_pooling_with_exact_mixtures() -> None:
    """Cho and Kreps 1987 at p = 1/4, g = 1, d = 2: the weak type drinks beer with 1/3, beer is fought with 1/2."""
    game = beer_quiche(F(1, 4), 1, 2, 1, 1)

    def assessment(weak: Fraction, fought: Fraction) -> Assessment:
        return Assessment(
            {
                "meal|T": {"B": F(1)}, "meal|W": {"B": weak, "Q": 1 - weak},
                "reply|B": {"F": fought, "N": 1 - fought}, "reply|Q": {"F": F(1)},
            }
        )

    assert check(game, assessment(F(1, 3), F(1, 2))).ok
    assert check(game, assessment(F(1, 3), F(1, 2))).regret == 0
    assert continuation(game, assessment(F(1, 3), F(1, 2)).strategy)[0] == (F(1, 4) * 2 + F(3, 4), F(3, 4))
    for weak, fought in ((F(34, 100), F(1, 2)), (F(32, 100), F(1, 2)), (F(1, 3), F(51, 100)), (F(1, 3), F(49, 100))):
        assert not check(game, assessment(weak, fought)).ok


FORM = [
    ({"meal|T": {"B": F(1)}}, "the strategy says nothing at 'reply|B'"),
    ({"meal|T": {"B": F(1, 2)}}, "the strategy at 'meal|T' sums to 1/2, not 1"),
    (
        {"meal|T": {"B": F(3, 2), "Q": F(-1, 2)}},
        "the strategy at 'meal|T' gives 'B' the probability 3/2, outside [0, 1]",
    ),
]


@pytest.mark.parametrize(("strategy", "fault"), FORM)
def test_what_is_no_strategy(strategy: Mapping[str, Mapping[str, Fraction]], fault: str) -> None:
    report = check(BEER, Assessment(strategy))
    assert fault in report.faults
    assert not report.ok and report.regret is None


def test_what_is_no_belief_and_no_tremble() -> None:
    belief = Assessment.pure(ON_BEER, {"reply|Q": {T_QUICHE: F(1, 3), W_QUICHE: F(1, 3)}})
    assert check(BEER, belief).faults == ("the belief at 'reply|Q' sums to 2/3, not 1",)
    trembles = Assessment.pure(ON_BEER, trembles={"meal|T": {"B": (1, F(1)), "Q": (0, F(-1))}})
    assert check(BEER, trembles).faults == (
        "the action 'B' at 'meal|T' is played, so it has no tremble",
        "the tremble of 'Q' at 'meal|T' has order 0 and coefficient -1; "
        "the order is an integer from 1 on, the coefficient positive",
    )


UNKNOWN = [
    (
        Assessment.pure({**ON_BEER, "meal|X": "B"}),
        "unknown information set 'meal|X'; there are: meal|T, reply|B, reply|Q, meal|W. Did you mean 'meal|W'?",
    ),
    (
        Assessment.pure({**ON_BEER, "meal|T": "b"}),
        "at 'meal|T': unknown action 'b'; there are: B, Q. Did you mean 'B'?",
    ),
    (
        Assessment.pure(ON_BEER, {"reply|Q": {0: F(1)}}),
        f"the belief at 'reply|Q' names node 0; the nodes there are: {T_QUICHE}, {W_QUICHE}",
    ),
]


@pytest.mark.parametrize(("assessment", "message"), UNKNOWN)
def test_names_that_do_not_exist(assessment: Assessment, message: str) -> None:
    with pytest.raises(NotFoundError) as error:
        check(BEER, assessment)
    assert str(error.value) == message


def test_a_concept_that_does_not_exist() -> None:
    with pytest.raises(SolverError) as error:
        check(BEER, Assessment.pure(ON_BEER), "subgame-perfect")
    assert str(error.value) == (
        "unknown solution concept 'subgame-perfect'; "
        "there are: nash, subgame perfect, weak perfect bayesian, sequential. Did you mean 'subgame perfect'?"
    )


def test_subgames_start_where_no_information_set_is_cut() -> None:
    assert subgame_roots(HORSE) == (0,)
    game = tree("A B", decide("a", "A", out=pay(1, 1), go=decide("b", "A", x=PENNIES, y=pay(0, 0))))
    assert [game.history(root) for root in subgame_roots(game)] == [(), (("a", "go"),), (("a", "go"), ("b", "x"))]


def coin(first: int, second: int) -> tuple[object, ...]:
    """One side of matching pennies."""
    return decide("reply", "B", h=pay(first, -first), t=pay(second, -second))


PENNIES = decide("coin", "A", h=coin(1, -1), t=coin(-1, 1))


def test_subgame_perfection_with_simultaneous_moves() -> None:
    game = tree("A B", decide("enter", "A", out=pay(F(-1, 2), 0), go=PENNIES))
    half = {"h": F(1, 2), "t": F(1, 2)}
    good = {"enter": {"go": F(1)}, "coin": half, "reply": half}
    assert check(game, Assessment(good), "subgame perfect").ok
    fearful = {"enter": {"out": F(1)}, "coin": {"h": F(1)}, "reply": {"t": F(1)}}
    assert check(game, Assessment(fearful), "subgame perfect").faults == (
        "from the start on A gains 3/2 by another strategy",
        "from the history enter=go on A gains 2 by another strategy",
    )
    assert check(game, Assessment(fearful), "nash").regret == F(3, 2)


def test_a_change_of_several_actions_counts_under_weak_beliefs() -> None:
    """A's two choices in a row pay only together; no single change does, because A's beliefs do not fit together."""
    def second(kind: str) -> tuple[object, ...]:
        win = 4 if kind == "l" else -4
        return decide("2", "A", stop=pay(0, 0), go=pay(win, 0))

    def first(kind: str) -> tuple[object, ...]:
        return decide("1", "A", stop=pay(1, 0), go=second(kind))

    game = tree("A B", decide("0", "B", out=pay(0, 1), l=first("l"), r=first("r")))
    one, two = game.information_set("1").nodes, game.information_set("2").nodes
    beliefs = {"1": {one[0]: F(1), one[1]: F(0)}, "2": {two[0]: F(0), two[1]: F(1)}}
    stop = Assessment.pure({"0": "out", "1": "stop", "2": "stop"}, beliefs)
    assert check(game, stop, "weak perfect bayesian").faults == ("from '1' on A gains 3 by another strategy",)
    assert not check_consistency(game, stop).ok


def mixed(game: NumericGame, rng: random.Random) -> Assessment:
    """A random completely mixed profile."""
    strategy = {}
    for s in game.information_sets:
        weights = {a: rng.randint(1, 4) for a in s.actions}
        strategy[s.label] = {a: F(w, sum(weights.values())) for a, w in weights.items()}
    return Assessment(strategy)


def random_games(count: int) -> list[NumericGame]:
    """Perfect and imperfect information in turn."""
    rng = random.Random(8)
    return [
        numeric(
            random_signalling_game(rng, receivers=1 + k % 4 // 2, again=k % 4 == 2, outside=k % 3 == 0)
            if k % 2 == 0
            else random_perfect_information_game(rng, 3, 2, nature=0.3)
        )
        for k in range(count)
    ]


def test_gambit_finds_the_same_regrets() -> None:
    pytest.importorskip("pygambit")
    from tests.verify.gambit import profile, twin

    rng = random.Random(9)
    compared = 0
    for game in random_games(40):
        small = prod(len(s.actions) for s in game.information_sets) <= 64
        other = twin(game)
        assessment = mixed(game, rng)
        theirs = profile(game, other, assessment.strategy)
        worth, reached = continuation(game, assessment.strategy), reach(game, assessment.strategy)
        beliefs = limit_beliefs(game, assessment)
        infosets = {i.label: i for player in other.players for i in player.infosets}
        for s in game.information_sets:
            assert sum(reached[n] for n in s.nodes) == as_fraction(theirs.infoset_prob(infosets[s.label]))
            value = sum(beliefs[s.label][n] * worth[n][s.mover] for n in s.nodes)
            best = max(
                sum(beliefs[s.label][n] * worth[game.nodes[n].child(a)][s.mover] for n in s.nodes) for a in s.actions
            )
            assert best - value == as_fraction(theirs.infoset_regret(infosets[s.label]))
        if small:  # Gambit goes through the strategic form
            assert check(game, assessment, "nash").regret == as_fraction(theirs.max_regret())
            pure = Assessment.pure({s.label: rng.choice(s.actions) for s in game.information_sets})
            assert check(game, pure, "nash").regret == as_fraction(profile(game, other, pure.strategy).max_regret())
            compared += 1
    assert compared > 10


def as_fraction(value: object) -> Fraction:
    """Gambit's rationals as ours."""
    return Fraction(str(value))


def test_best_reply_value_is_the_best_pure_strategy() -> None:
    rng = random.Random(10)
    for game in random_games(20):
        assessment = mixed(game, rng)
        for mover in range(len(game.players)):
            own = [s for s in game.information_sets if s.mover == mover]
            best = max(
                continuation(
                    game,
                    {**assessment.strategy, **{s.label: {a: F(1)} for s, a in zip(own, choice, strict=True)}},
                )[0][mover]
                for choice in product(*(s.actions for s in own))
            )
            assert best_reply_value(game, assessment.strategy, mover, {0: F(1)}) == best


def test_nature_alone() -> None:
    assert check(tree("A", chance(h=(F(1, 2), pay(1)), t=(F(1, 2), pay(0)))), Assessment({}), "sequential").ok
