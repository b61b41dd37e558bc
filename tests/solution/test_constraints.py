"""Incentive constraints and explanations: known ones by hand, and every gain recomputed by the independent checker."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from fractions import Fraction

import pytest

from gametheory.algebra import evaluate as holds_at
from gametheory.errors import AssumptionError, ExpressionError, NotFoundError
from gametheory.expr import evaluate, holds
from gametheory.solution import Equilibrium, Solution
from gametheory.solution.confirm import assessment_at
from gametheory.solution.constraints import TRIES, Obstacle
from gametheory.verify import Assessment, check, numeric
from gametheory.verify.consistency import full_beliefs
from gametheory.verify.values import continuation, reach
from tests.solution.solved import solved

BEER, UNILATERAL = "classics/beer_quiche", "deterrence/unilateral"
SEMI = "semi-separating (weak and Receiver mix)"
BLUFF = "semi-separating (soft and Defender mix)"

Point = Mapping[str, Fraction]

KNOWN = {
    (BEER, "pooling on beer"): (
        "at reply|beer Receiver prefers leave to fight: p >= v/(v + l)",
        "at breakfast|weak Sender prefers beer to quiche: d >= g",
    ),
    (BEER, "separating"): ("at breakfast|weak Sender prefers quiche to beer: g >= d",),
    (BEER, SEMI): (
        "at reply|beer Receiver is indifferent between fight and leave",
        "at breakfast|weak Sender is indifferent between beer and quiche",
    ),
    (UNILATERAL, "pooling on D"): (
        "at demand|hard Challenger prefers D to C: p_Def <= (c_DC - c_SQ)/(c_DC - c_DH)",
        "at answer|soft Defender prefers C to D: p_Ch >= (d_CD - d_DC)/(d_CD - d_DS)",
        "at demand|soft Challenger prefers D to C: p_Def <= (c_DC - c_SQ)/(c_DC - c_CD)",
    ),
    ("deterrence/rudimentary", "status quo"): (
        "at demand Challenger prefers C to D: c_SQ >= c_DD",
        "at answer (off the path) Defender prefers D to C: d_DD >= d_DC",
    ),
}
KEYS = (BEER, "deterrence/rudimentary", "classics/chicken", "classics/reputation_two_markets", UNILATERAL)
ROWS = [(key, row.label) for key in KEYS for row in solved(key).equilibria]


@pytest.mark.parametrize(("key", "label"), KNOWN)
def test_known_constraints(key: str, label: str) -> None:
    """Derived by hand; I.-K. Cho and D. Kreps 1987, F. C. Zagare and D. M. Kilgour 1993 have the games."""
    assert tuple(str(c) for c in solved(key).constraints(label)) == KNOWN[key, label]


def first_point(row: Equilibrium) -> dict[str, Fraction]:
    return row.region.sample(1)[0]


def played(solution: Solution, row: Equilibrium, shown: Point, point: Point) -> dict[str, dict[str, Fraction]]:
    """A row's profile at one point: as shown at another off the path, in closed form on it."""
    there = assessment_at(solution.game, solution.found, row.play, tuple(shown[n] for n in solution.space.names))
    profile = {label: dict(shares) for label, shares in there.strategy.items()}
    for label, shares in row.mixing:
        profile[label] = {action: evaluate(p, point) for action, p in shares}
    return profile


def believed(solution: Solution, row: Equilibrium, shown: Point) -> Mapping[str, Mapping[int, Fraction]]:
    """Beliefs of the assessment shown at a point."""
    there = assessment_at(solution.game, solution.found, row.play, tuple(shown[n] for n in solution.space.names))
    return full_beliefs(numeric(solution.game, shown), there)


def gain(solution: Solution, row: Equilibrium, shown: Point, point: Point, where: str, a: str, b: str) -> Fraction:
    """How much better `a` is than `b`, by the checker's own arithmetic."""
    there, profile = numeric(solution.game, point), played(solution, row, shown, point)
    probability, worth = reach(there, profile), continuation(there, profile)
    s = there.information_set(where)
    weights = {n: probability[n] for n in s.nodes}
    if not any(weights.values()):
        weights = dict(believed(solution, row, shown)[where])
    total = sum(weights.values())
    return sum(
        (
            w / total * (worth[there.nodes[n].child(a)][s.mover] - worth[there.nodes[n].child(b)][s.mover])
            for n, w in weights.items()
        ),
        Fraction(0),
    )


@pytest.mark.parametrize(("key", "label"), ROWS)
class TestRows:
    def test_gains_are_those_of_the_checker(self, key: str, label: str) -> None:
        solution = solved(key)
        row = solution.one(label)
        shown = first_point(row)
        found = solution.constraints(label)
        for point in row.region.sample(6):
            for c in found:
                assert evaluate(c.gain, point) == gain(solution, row, shown, point, c.where, c.action, c.other), c

    def test_all_hold_at_the_point_whose_play_they_describe(self, key: str, label: str) -> None:
        solution = solved(key)
        shown = first_point(solution.one(label))
        for c in solution.constraints(label):
            assert holds(c.condition, shown), c
            value = evaluate(c.gain, shown)
            assert value == 0 if c.relation == "=" else value >= 0, c

    def test_where_all_hold_the_profile_is_an_equilibrium(self, key: str, label: str) -> None:
        """And the row exists: at random admissible points, inside the region and outside."""
        solution = solved(key)
        row, bank = solution.one(label), solution.space.bank
        shown = first_point(row)
        found = solution.constraints(label)
        beliefs = believed(solution, row, shown)
        rng, inside, outside = random.Random(label), 0, 0
        for i in rng.sample(range(len(bank)), min(60, len(bank))):
            point = dict(zip(solution.space.names, bank.exact(i), strict=True))
            profile = played(solution, row, shown, point)
            proper = all(p >= 0 for shares in profile.values() for p in shares.values())
            if proper and all(holds(c.condition, point) for c in found):
                assert row.region.contains(point), (label, point)
                inside += 1
            elif inside + outside < 30:
                there = numeric(solution.game, point)
                if proper:
                    off = {s: b for s, b in beliefs.items() if not any(reach(there, profile)[n] for n in b)}
                    assert not check(there, Assessment(profile, off), "weak perfect bayesian").ok, (label, point)
                outside += 1
        assert inside + outside >= 30


@pytest.mark.parametrize("key", [BEER, "deterrence/rudimentary", "classics/reputation_two_markets", UNILATERAL])
def test_an_explanation_names_deviations_that_gain_so_much(key: str) -> None:
    solution = solved(key)
    bank, explained = solution.space.bank, 0
    for i in range(6):
        point = dict(zip(solution.space.names, bank.exact(i), strict=True))
        for outcome in solution.outcomes:
            answer = solution.why_not(outcome, at=point)
            here = {e.label for e in solution.at(point) if {name for name, _ in e.outcomes} == {outcome}}
            assert set(answer.exists) == here
            assert not (answer.exists and answer.obstacles)
            for o in answer.obstacles:
                row = solution.one(o.label)
                assert not row.region.contains(point)
                if o.kind == "mixture":
                    assert not 0 <= o.gain <= 1
                    continue
                gains = {
                    abs(gain(solution, row, shown, point, o.where, o.other, o.action))
                    for shown in row.region.sample(TRIES)
                }
                assert o.gain > 0 and o.gain in gains, o
                explained += 1
    assert explained or key == "deterrence/unilateral"


class TestWhyNot:
    AT = {"p": "1/4", "g": 1, "d": 2, "v": 1, "l": 1}

    def test_who_gains_how_much(self) -> None:
        """With p = 1/4 fighting is worth 3/4, leaving 1/4: a gain of 1/2 (derived)."""
        answer = solved(BEER).why_not("peace after beer", at=self.AT)
        assert str(answer) == (
            "peace after beer is no equilibrium outcome here:\n"
            "  pooling on beer: at reply|beer Receiver gains 1/2 by fight instead of leave"
        )
        (obstacle,) = answer.obstacles
        assert obstacle == Obstacle("pooling on beer", "Receiver", "reply|beer", "leave", "fight", Fraction(1, 2))

    def test_several_outcomes_taken_together(self) -> None:
        answer = solved(BEER).why_not(["peace after beer", "peace after quiche"], at=self.AT)
        assert [(o.label, o.gain) for o in answer.obstacles] == [
            ("pooling on beer", Fraction(1, 2)), ("pooling on quiche", Fraction(1, 2)),
        ]  # fmt: skip

    def test_probabilities_that_are_none(self) -> None:
        """The weak type would have to have beer with probability p*l/(v*(1 - p)) = 3 where p = 3/4."""
        outcomes = ["fight after beer", "peace after beer", "fight after quiche"]
        answer = solved(BEER).replace(equilibria=(solved(BEER).one(SEMI),)).why_not(outcomes, at=self.AT | {"p": "3/4"})
        assert [str(o) for o in answer.obstacles] == [
            f"{SEMI}: at breakfast|weak beer would be played with probability 3",
            f"{SEMI}: at breakfast|weak quiche would be played with probability -2",
        ]

    def test_an_outcome_that_exists_here(self) -> None:
        answer = solved(BEER).why_not("peace after beer", at=solved(BEER).game.baseline)
        assert str(answer) == "peace after beer is an equilibrium outcome here: pooling on beer"

    def test_an_outcome_that_no_equilibrium_has(self) -> None:
        assert str(solved(BEER).why_not("fight after beer", at=self.AT)) == (
            "no equilibrium of this solution ends in fight after beer with certainty, at any parameters"
        )

    @pytest.mark.parametrize(
        ("outcome", "at", "error", "message"),
        [
            (
                "peace after bear", AT, NotFoundError,
                "unknown outcome 'peace after bear'; there are: peace after beer, fight after quiche, fight after "
                "beer, peace after quiche. Did you mean 'peace after beer'?",
            ),
            (
                "peace after beer", AT | {"p": 2}, AssumptionError,
                "the point p = 2, g = 1, d = 2, v = 1, l = 1 violates the standing assumptions 0 < p < 1 and g > 0 and "
                "d > 0 and v > 0 and l > 0\n"
                "  choose an admissible point, or solve game.at(...) for a border of the assumptions.",
            ),
            ("peace after beer", {"p": "1/4"}, ExpressionError, None),
        ],
    )  # fmt: skip
    def test_bad_questions(
        self, outcome: str, at: dict[str, object], error: type[Exception], message: str | None
    ) -> None:
        with pytest.raises(error, match="no value for" if message is None else f"^{re.escape(message)}$"):
            solved(BEER).why_not(outcome, at=at)


def test_no_constraints_of_a_row_that_is_not_there() -> None:
    with pytest.raises(NotFoundError, match="^unknown equilibrium 'peace'; there are: "):
        solved(BEER).constraints("peace")


def test_assumptions_hold_at_every_sampled_point() -> None:
    for key, label in ROWS:
        space = solved(key).space
        for point in solved(key).one(label).region.sample(3):
            assert holds_at(space.assumptions, space.point(point))
