"""Mixing probabilities with square roots: three players who move at once."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from functools import cache
from itertools import product

import numpy as np
import pytest

import gametheory as gt
from gametheory.expr import Surd, square_root
from gametheory.expr.parse import parse_condition, parse_expression
from gametheory.solution.confirm import assessment_at
from gametheory.solution.constraints import Profile, _obstacles
from gametheory.verify import Assessment, check, numeric, pure_sequential
from tests.game.declare import game, move, payment
from tests.solvers.many_players import Tie, agree, challenged
from tests.solvers.three_players import CELLS, Cube, drawn, profiles, volunteers

A, B, C = (parse_expression(name) for name in "abc")


CLAIM = """
[[claim]]
id = "{id}"
says = "some equilibrium has all three volunteer more often than not"
source = "ours"
iff = "c < {bound}"
[claim.some.strategy]
x = {{ a = "> 1/2", b = "> 0" }}
y = {{ a = "> 1/2", b = "> 0" }}
z = {{ a = "> 1/2", b = "> 0" }}
"""


MIXED = """
[[claim]]
id = "mixed"
says = "never do all three mix"
source = "ours"
no = { strategy = { x = { a = "> 0", b = "> 0" }, y = { a = "> 0", b = "> 0" }, z = { a = "> 0", b = "> 0" } } }
if = "c > 0"
"""


@cache
def dilemma() -> gt.Solution:
    """The volunteer's dilemma (A. Diekmann 1985, Journal of Conflict Resolution 29(4):605-610) with one cost."""
    return gt.solve(volunteers([C, C, C]).game("c", parse_condition("0 < c < 1")))


@cache
def unequal() -> gt.Solution:
    return gt.solve(volunteers([A, B, C]).game("a b c", parse_condition("0 < a < 1, 0 < b < 1, 0 < c < 1")))


def all_mix(solution: gt.Solution) -> gt.Equilibrium:
    return next(row for row in solution.equilibria if len(row.mixing) == 3)


class TestVolunteers:
    def test_each_stays_out_with_the_square_root_of_the_cost(self) -> None:
        """With n players the probability to stay out is the (n - 1)-th root of the cost."""
        row = all_mix(dilemma())
        assert dilemma().complete and dilemma().coverage().proved
        assert row.region.text() == "true" and row.confirmed == 16
        for _, shares in row.mixing:
            assert [(action, str(p)) for action, p in shares] == [("a", "1 - sqrt(c)"), ("b", "sqrt(c)")]
        assert {str(p) for _, p in row.payoffs} == {"1 - c"}
        assert str(dict(row.outcomes)["x=b, y=b, z=b"]) == "c*sqrt(c)"
        assert r"1 - \sqrt{c}" in dilemma().propositions()

    def test_with_unequal_costs(self) -> None:
        """(1 - y)*(1 - z) = a and so on: all mix where no cost is below the product of the other two."""
        solution, row = unequal(), all_mix(unequal())
        assert row.region.equivalent(solution.space.region("a > b*c, b > a*c, c > a*b"))
        shares = {label: dict(own)["b"] for label, own in row.mixing}
        assert {m: str(p) for m, p in shares.items()} == {
            "x": "sqrt(a*b*c)/a", "y": "sqrt(a*b*c)/b", "z": "sqrt(a*b*c)/c",
        }  # fmt: skip

    def test_exact_at_a_point(self) -> None:
        *_, found = dilemma().at(c="1/3")
        out = found.strategy["x"]["b"]
        assert isinstance(out, Surd) and out == 1 / square_root(Fraction(3)) and str(out) == "sqrt(3)/3"
        assert dict(found.payoffs)["One"] == Fraction(2, 3)
        assert sum(p for _, p in found.outcomes) == 1
        assert dilemma().at(c="1/4")[-1].strategy["x"] == {"a": Fraction(1, 2), "b": Fraction(1, 2)}

    def test_the_checker_decides_exactly(self) -> None:
        """It accepts the irrational assessment, and rejects one that is off by 1e-12."""
        solution, row, point = dilemma(), all_mix(dilemma()), (Fraction(1, 3),)
        there = numeric(solution.game, {"c": point[0]})
        right = assessment_at(solution.game, solution.found, row.play, point)
        assert check(there, right).ok
        shift = Fraction(1, 10**12)
        x = {"a": right.strategy["x"]["a"] + shift, "b": right.strategy["x"]["b"] - shift}
        report = check(there, Assessment({**right.strategy, "x": x}))
        assert not report.ok and report.regret is not None and 0 < report.regret < Fraction(1, 10**11)
        too_much = Assessment({**right.strategy, "x": {"a": right.strategy["x"]["a"]}})
        assert check(there, too_much).faults == ("the strategy at 'x' sums to (3 - sqrt(3))/3, not 1",)

    @pytest.mark.parametrize("backend", ["numpy", "numba"])
    def test_kernels(self, backend: str) -> None:
        row, costs = all_mix(dilemma()), np.array([0.0, 0.25, 0.3, 1.0])
        found = dilemma().evaluate(row.label, {"c": costs}, backend=backend)
        assert found.exists.tolist() == [False, True, True, False]
        out = found.strategy["x", "b"]
        assert np.isnan(out[[0, 3]]).all() and np.allclose(out[1:3], np.sqrt(costs[1:3]), rtol=1e-15)
        assert np.allclose(found.beliefs["z", "x=b, y=b"][1:3], costs[1:3])
        assert set(dilemma().compile()({"c": costs[1:3]})) == {2 ** len(dilemma().equilibria) - 1}

    def test_what_fails_elsewhere(self) -> None:
        """Where a cost is below the product of the others its owner would have to stay out more than always."""
        row, solution = all_mix(unequal()), unequal()
        (inside,) = row.region.sample(1)
        profile = Profile(solution, row, inside)
        point = {"a": Fraction(1, 10), "b": Fraction(1, 2), "c": Fraction(1, 2)}
        assert [str(o).removeprefix(f"{row.label}: ") for o in _obstacles(profile, point)] == [
            "at x a would be played with probability (2 - sqrt(10))/2",
            "at x b would be played with probability sqrt(10)/2",
        ]

    def test_statics_and_constraints(self) -> None:
        row = all_mix(dilemma())
        signs = {s.quantity: s.sign for s in dilemma().statics(row.label).entries}
        assert (signs["a at x"], signs["b at x"], signs["payoff of One"]) == ("-", "+", "-")
        assert signs["probability of x=a, y=b, z=b"] == "?", "c - c*sqrt(c) is largest at c = 4/9"
        assert [str(c) for c in dilemma().constraints(row.label)] == [
            f"at {m} {who} is indifferent between a and b" for m, who in (("x", "One"), ("y", "Two"), ("z", "Three"))
        ]

    @pytest.mark.parametrize("solution", [dilemma, unequal])
    def test_stored_and_read_back(self, solution) -> None:
        text = solution().to_json()
        again = gt.Solution.from_json(text)
        point = dict.fromkeys(again.space.names, "1/3")
        assert again.to_json() == text
        assert again.at(point) == solution().at(point)
        assert again.equilibria[-1].payoffs == solution().equilibria[-1].payoffs

    def test_claims(self) -> None:
        """All three volunteer with a chance above one half exactly where the cost is below 1/4."""
        text = gt.dump(volunteers([C, C, C]).game("c", parse_condition("0 < c < 1")))
        claims = CLAIM.format(id="right", bound="1/4") + CLAIM.format(id="wrong", bound="1/3")
        report = gt.check(gt.loads(text + claims + MIXED))
        assert [(v.claim, v.status) for v in report.verdicts] == [
            ("right", "proved"), ("wrong", "refuted"), ("mixed", "refuted"),
        ]  # fmt: skip
        shown = json.loads(report.to_json())["verdicts"][2]["equilibrium"]
        assert shown["strategy"]["x"] == {"a": "(2 - sqrt(2))/2", "b": "sqrt(2)/2"}

    def test_a_stored_root_of_something_else_is_refused(self) -> None:
        text = dilemma().to_json()
        compact = text.replace(" ", "").replace("\n", "")
        assert '"roots":{"places":4,"of":[[[[[0,1]],"1"]]]}' in compact
        for old, new in (('"of":[[[[[0,1]],"1"]]]', '"of":[[[[[0,1]],"4"]]]'), ('"places":4', '"places":1000')):
            with pytest.raises(gt.errors.StoreError, match="roots"):
                gt.Solution.from_json(compact.replace(old, new))

    def test_a_threat_that_rests_on_them(self) -> None:
        """The challenge pays where c*sqrt(c)*(v + 1) exceeds 1."""
        where = parse_condition("0 < c < 1, v > 0")
        solution = gt.solve(challenged(volunteers([C, C, C]), parse_expression("v"), "c v", where))
        entered = next(row for row in solution.equilibria if len(row.mixing) == 3)
        assert entered.region.equivalent(solution.space.region("c^3*(v + 1)^2 >= 1"), up_to="exact")
        assert str(dict(entered.payoffs)["Challenger"]) == "c*(v + 1)*sqrt(c) - 1"
        assert solution.complete and solution.coverage().proved


@pytest.mark.parametrize("seed", range(6))
def test_numeric_games_against_the_enumeration(seed: int) -> None:
    """Games in which all three mix in some equilibrium, with a square root as a rule."""
    rng = random.Random(seed)
    while True:
        cube = drawn(rng, 9)
        try:
            expected = cube.equilibria()
        except Tie:
            continue
        if any(all(0 < p < 1 for p in profile) for profile in expected):
            break
    solution = gt.solve(cube.game())
    assert solution.complete and agree(profiles(solution), expected), cube


def test_a_symbolic_game_against_the_enumeration_at_points() -> None:
    """Three equilibria, one of them with a square root on a part of the parameters that a quintic bounds."""
    rows = (
        ("-4*t - 4", "6", "6"), ("4*t + 2", "0", "4"), ("5 - 4*t", "4*t - 4", "4*t + 6"), ("-6", "-4", "-4*t - 2"),
        ("2", "2", "-8"), ("5", "8*t - 5", "1"), ("-2", "8*t - 4", "-9"), ("-7", "2", "-4"),
    )  # fmt: skip
    cube = Cube({cell: [parse_expression(e) for e in own] for cell, own in zip(CELLS, rows, strict=True)})
    solution = gt.solve(cube.game("t", parse_condition("0 < t < 1")))
    assert solution.complete and len(solution.equilibria) == 3
    bound = "12*t < 7, 10240*t^4 + 7334*t < 2048*t^5 + 10144*t^3 + 3368*t^2 + 2021"
    assert all_mix(solution).region.equivalent(solution.space.region(bound))
    for k in range(1, 20):
        t = Fraction(k, 20) + Fraction(1, 1000)  # away from ties
        assert agree(profiles(solution, t=t), cube.at({"t": t}).equilibria()), t


def two_receivers(rng: random.Random) -> gt.Game:
    """A sender of two types, and two receivers who move at once; they know the message."""
    players = ("Sender", "A", "B")
    moves = [
        move("Nature", "type", {"s": "1/2", "w": "1/2"}, seen_by=["Sender"]),
        move("Sender", "m", "lr"), move("A", "x", "ab"), move("B", "y", "ab", simultaneous="x"),
    ]  # fmt: skip
    payments = [
        payment({"type": t, "m": m, "x": x, "y": y}, {player: rng.randint(-4, 4) for player in players})
        for t, m, x, y in product("sw", "lr", "ab", "ab")
    ]
    return game(players, moves, payments=payments)


def test_beliefs_that_enter_in_squares() -> None:
    """Each receiver's mixture depends on the odds of the types, their product in what the sender gets is quadratic."""
    rng = random.Random(1)
    for _ in range(3):
        signalling = two_receivers(rng)
        solution = gt.solve(signalling)
        assert solution.complete and all(row.confirmed == 1 for row in solution.equilibria)
        pure = {frozenset(play.path) for play in pure_sequential(numeric(signalling))}
        assert pure <= {frozenset(row.path) for row in solution.equilibria}
        again = gt.Solution.from_json(solution.to_json())
        assert again.at() == solution.at() and again.to_json() == solution.to_json()
