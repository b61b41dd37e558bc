"""Undefeated equilibria: known answers, and the definition applied to numbers at random points, ties included."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import islice

import pytest

import gametheory as gt
from gametheory.errors import SolverError
from gametheory.expr import evaluate
from gametheory.game import Game
from gametheory.verify import numeric, pure_sequential
from tests.models.reference import Point, admissible_points
from tests.solution.solved import model, solved, solved_pure

BEER, JOBS, TALK = "classics/beer_quiche", "classics/job_market_signalling", "classics/cheap_talk"
POINTS = 12
Play = Mapping[str, str]


@cache
def refined(key: str) -> gt.Solution:
    return solved_pure(key).refine("undefeated")


def kept(key: str, label: str) -> gt.Region:
    return refined(key).one(label).region


def same(region: gt.Region, text: str) -> bool:
    return region.equivalent(region.space.region(text), up_to="exact")


class TestKnownAnswers:
    def test_pooling_on_quiche_is_undefeated(self) -> None:
        """Not both types prefer pooling on beer (derived), so what the intuitive criterion removes stays."""
        assert same(kept(BEER, "pooling on quiche"), "d > g and p >= v/(v + l)")
        assert same(kept(BEER, "pooling on beer"), "d >= g and p >= v/(v + l)")

    def test_useless_degrees_are_defeated_by_the_better_pooling(self) -> None:
        """Where able workers are likely, both types prefer that nobody studies: a degree less says nothing."""
        assert same(kept(JOBS, "pooling on degree: skilled job"), "w >= c_L and p = l/(g + l)")
        assert same(kept(JOBS, "pooling on none: skilled job"), "p >= l/(g + l)")

    def test_nobody_studies_unless_a_degree_would_sort(self) -> None:
        assert same(kept(JOBS, "pooling on none: unskilled job"), "p <= l/(g + l) and (w > c_L or w <= c_H)")
        assert same(kept(JOBS, "separating"), "c_H <= w <= c_L")

    def test_babbling_is_defeated_by_talk_that_somebody_gains_from(self) -> None:
        assert same(kept(TALK, "pooling on 1: soft"), "p >= l/(g + l) and (y >= 0 or x < 0)")
        assert same(kept(TALK, "pooling on 2: hard"), "p <= l/(g + l) and (y > 0 or x <= 0)")

    def test_it_is_said_in_the_scope(self) -> None:
        assert refined(BEER).scope.refinement == "undefeated"


# -- the definition at numbers, for two types and one receiver ---------------------------------------------------------


@dataclass(frozen=True)
class Signalling:
    """A numeric game of two types, two messages and a receiver who sees the message."""

    game: Game
    point: Point

    @property
    def types(self) -> tuple[str, ...]:
        return self.game.tree.nodes[0].actions

    @property
    def prior(self) -> Fraction:
        return evaluate(self.game.tree.nodes[0].probabilities[0], self.point)

    def pays(self, player: int, kind: str, message: str, reply: str) -> Fraction:
        nodes = self.game.tree.nodes
        node = nodes[0]
        for action in (kind, message, reply):
            node = nodes[node.children[node.actions.index(action)]]
        return evaluate(node.payoffs[player], self.point)

    def replies(self, message: str, belief: Fraction) -> list[str]:
        """Best replies to a message, `belief` that of the first type."""
        first, second = self.types
        worth = {
            a: belief * self.pays(1, first, message, a) + (1 - belief) * self.pays(1, second, message, a)
            for a in self.answers
        }
        return [a for a in worth if worth[a] == max(worth.values())]

    @property
    def answers(self) -> tuple[str, ...]:
        return next(s.actions for s in self.game.tree.information_sets if s.player == self.game.players[1])

    @property
    def messages(self) -> tuple[str, ...]:
        return next(s.actions for s in self.game.tree.information_sets if s.player == self.game.players[0])

    def sent(self, play: Play, kind: str) -> str:
        return next(action for label, action in play.items() if label.endswith(f"|{kind}"))

    def worth(self, play: Play, kind: str) -> Fraction:
        message = self.sent(play, kind)
        label = next(s for s in play if s.endswith(f"|{message}"))
        return self.pays(0, kind, message, play[label])

    def beliefs(self, message: str) -> Iterator[Fraction]:
        """Beliefs at which something may change, and one between each two of them."""
        first, second = self.types
        marks = {Fraction(0), self.prior, Fraction(1)}
        for a in self.answers:
            for b in self.answers:
                x, y = (self.pays(1, t, message, a) - self.pays(1, t, message, b) for t in (first, second))
                if x != y and 0 <= y / (y - x) <= 1:
                    marks.add(y / (y - x))
        ordered = sorted(marks)
        yield from ordered
        yield from ((low + high) / 2 for low, high in zip(ordered, ordered[1:], strict=False))

    def heeds(self, belief: Fraction, play: Play, other: Play, message: str) -> bool:
        """Whether another equilibrium does not tempt, or the belief is what it says about the sender."""
        gains = {t: self.worth(other, t) - self.worth(play, t) for t in self.types if self.sent(other, t) == message}
        if not gains or min(gains.values()) < 0 or max(gains.values()) == 0:
            return True
        low, high = ((Fraction(gains.get(t, -1) > 0), Fraction(gains.get(t, -1) >= 0)) for t in self.types)
        odds = [  # probabilities with which the types send the message, at their bounds
            self.prior * one / (self.prior * one + (1 - self.prior) * two)
            for one in (low[0], low[1])
            for two in (high[0], high[1])
            if one or two
        ]
        return min(odds) <= belief <= max(odds)

    def undefeated(self, play: Play, plays: list[Play]) -> bool:
        for message in self.messages:
            if all(self.sent(play, t) != message for t in self.types) and not any(
                all(self.heeds(belief, play, other, message) for other in plays)
                and any(
                    all(self.pays(0, t, message, a) <= self.worth(play, t) for t in self.types)
                    for a in self.replies(message, belief)
                )
                for belief in self.beliefs(message)
            ):
                return False
        return True


@pytest.mark.parametrize(("key", "fewest"), [(BEER, 0), (JOBS, 1), (TALK, 1)])
def test_against_the_definition_at_points(key: str, fewest: int) -> None:
    game, removed = model(key), 0
    for point in islice(admissible_points(game, random.Random(key)), POINTS):
        there = Signalling(game, point)
        plays = [dict(path) for path in {play.path for play in pure_sequential(numeric(game, point))}]
        expected = {frozenset(play.items()) for play in plays if there.undefeated(play, plays)}
        assert {frozenset(row.path) for row in refined(key).at(point)} == expected, point
        removed += len(plays) - len(expected)
    assert removed >= fewest


@pytest.mark.parametrize(
    ("solution", "message"),
    [
        (
            lambda: solved(BEER),
            "'undefeated' is defined for equilibria in pure strategies\n"
            '  refine solve(game, supports="pure"); in a claim, write pure = true.',
        ),
        (
            lambda: solved_pure("alliance/morrow"),
            "'undefeated' is defined for two stages: one sender moves once, all others after it\n"
            "  here a sender moves more than once, or there are several senders.",
        ),
        (
            lambda: solved_pure(BEER).replace(complete=False, undecided=("something",)),
            "'undefeated' compares a row with all others, and some may be missing: something\n"
            "  refine a solution that is complete.",
        ),
    ],
)
def test_where_it_is_not_defined(solution: object, message: str) -> None:
    assert callable(solution)
    with pytest.raises(SolverError, match=f"^{re.escape(message)}$"):
        solution().refine("undefeated")
