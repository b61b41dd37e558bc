"""Symbolic backward induction against brute force: random trees with moves of Nature, ties, larger trees, odd games."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from fractions import Fraction

import pytest

import gametheory as gt
from gametheory.errors import SolverError
from gametheory.expr import Number, Symbol, evaluate
from gametheory.game import Game
from gametheory.solution import PointEquilibrium, Solution
from gametheory.testing import admissible_points, random_perfect_information_game
from gametheory.verify import Assessment, check, numeric, pure_subgame_perfect
from tests.game.declare import chain, game, move, outcome, payment

Point = Mapping[str, Fraction]
Plays = set[tuple[tuple[tuple[str, str], ...], tuple[Fraction, ...]]]

TREES = 60


def brute_force(there: Game, point: Point) -> Plays:
    """(path, payoffs) of every pure subgame-perfect equilibrium, by enumeration."""
    return {(play.path, play.payoffs) for play in pure_subgame_perfect(numeric(there, point))}


def plays(found: Iterable[PointEquilibrium]) -> Plays:
    """(path, payoffs) of equilibria at a point; no play twice."""
    listed = [(e.path, tuple(value for _, value in e.payoffs)) for e in found]
    assert len(listed) == len(set(listed))
    return set(listed)


def assert_agrees(solution: Solution, points: Iterable[Point]) -> int:
    """Paths and payoffs as by brute force, stated strategies accepted by the checker; the number of ties met."""
    ties = 0
    for point in points:
        expected = brute_force(solution.game, point)
        found = solution.at(point)
        assert plays(found) == expected, point
        there = numeric(solution.game, point)
        for e in found:
            report = check(there, Assessment.pure(dict(e.strategy)), "subgame perfect")
            assert report.ok, (point, e.label, report.faults)
            assert dict(e.strategy).items() >= dict(e.path).items()
            assert set(e.strategy) == {s.label for s in solution.game.tree.information_sets}
            assert sum(p for _, p in e.outcomes) == 1
        ties += len(expected) > 1
    return ties


def random_tree(seed: int) -> Game:
    """A small symbolic game, in two of three cases with moves of Nature."""
    rng = random.Random(seed)
    depth, players = rng.choice((2, 3, 3, 4)), rng.choice((1, 2, 3))
    return random_perfect_information_game(rng, depth, players, nature=rng.choice((0, 0.2, 0.4)), symbolic=True)


@pytest.mark.parametrize("seed", range(TREES))
def test_random_symbolic_trees(seed: int) -> None:
    there = random_tree(seed)
    solution = gt.solve(there)
    points = admissible_points(there, 6, seed)
    assert solution.complete
    assert solution.coverage().proved is True
    assert_agrees(solution, points)
    for point in points[:2]:
        fixed = gt.solve(there.at(**point))
        assert fixed.complete and fixed.knife_edges == ()
        assert plays(fixed.at()) == brute_force(there, point)


def test_the_random_trees_are_varied() -> None:
    trees = [random_tree(seed) for seed in range(TREES)]
    chance = [any(m.probabilities for m in t.moves) for t in trees]
    assert TREES // 4 <= sum(chance) <= 3 * TREES // 4
    assert max(len(t.tree.information_sets) for t in trees) >= 8
    tied = 0
    for seed, t in enumerate(trees):
        tied += any(len(brute_force(t, point)) > 1 for point in admissible_points(t, 6, seed))
    assert tied >= TREES // 4


def binary_tree(depth: int, seed: int, symbols: int) -> Game:
    """A binary tree; payoffs are a small integer plus or minus two of a few shared parameters in (0, 3)."""
    rng = random.Random(seed)
    players = ("Adversary", "Patron", "Ally")
    names = [f"x{i}" for i in range(symbols)]
    moves = [move(players[k % 3], f"m{k}", ["0", "1"]) for k in range(depth)]
    outcomes = []
    for terminal in range(2**depth):
        history = {f"m{k}": str(terminal >> (depth - 1 - k) & 1) for k in range(depth)}
        pays = {}
        for player in players:
            one, two = rng.sample(names, 2)
            pays[player] = rng.randint(-2, 2) + Symbol(one) * rng.choice((1, -1)) + Symbol(two) * rng.choice((1, -1))
        outcomes.append(outcome("".join(history.values()), history, pays))
    where = chain(0, Symbol(names[0]), 3)
    for name in names[1:]:
        where = where & chain(0, Symbol(name), 3)
    return game(players, moves, parameters=" ".join(names), outcomes=outcomes, where=where)


@pytest.mark.parametrize("seed", range(3))
def test_trees_of_fifteen_decisions(seed: int) -> None:
    there = binary_tree(4, seed, 4)
    assert len(there.tree.information_sets) == 15
    solution = gt.solve(there)
    assert solution.complete
    assert solution.coverage().proved is True
    rng = random.Random(seed)
    points = [
        {p.name: Fraction(rng.randint(1, 3 * d - 1), d) for p in there.parameters}
        for d in (2, 2, 2, 2, 3, 3, 4, 5, 7) * 6
    ]
    assert assert_agrees(solution, points) >= 3
    reached = {play[0] for point in points for play in brute_force(there, point)}
    listed = {row.path for row in (*solution.equilibria, *solution.knife_edges)}
    assert reached <= listed


class TestIdentities:
    """Payoffs that are equal whatever the parameters are: both continuations stay."""

    def test_the_mover_never_cares(self) -> None:
        x = Symbol("x")
        there = game(
            "A B", [move("A", "first", ["l", "r"]), move("B", "second", ["l", "r"], if_={"first": "l"})],
            parameters="x",
            outcomes=[
                outcome("ll", {"first": "l", "second": "l"}, {"A": 2, "B": x}),
                outcome("lr", {"first": "l", "second": "r"}, {"A": 0, "B": x}),
                outcome("r", {"first": "r"}, {"A": 1, "B": 5}),
            ],
        )
        solution = gt.solve(there)
        assert solution.labels == ("ll", "r")
        assert [str(row.region) for row in solution.equilibria] == ["true", "true"]
        assert all(row.region.exact for row in solution.equilibria)
        assert {e.label for e in solution.at(x=7)} == {"ll", "r"}
        assert assert_agrees(solution, [{"x": Fraction(k, 2)} for k in range(-3, 4)]) == 7

    def test_equal_after_cancelling(self) -> None:
        a, b = Symbol("a"), Symbol("b")
        there = game(
            "A", [move("A", "choice", ["l", "r"])], parameters="a b", where=(a > 0) & (b > 0),
            outcomes=[
                outcome("l", {"choice": "l"}, {"A": (a * a - b * b) / (a + b)}),
                outcome("r", {"choice": "r"}, {"A": a - b}),
            ],
        )
        solution = gt.solve(there)
        assert [(row.label, str(row.region)) for row in solution.equilibria] == [("l", "true"), ("r", "true")]
        assert all(str(row.payoffs[0][1]) == "a - b" for row in solution.equilibria)

    def test_equal_under_the_assumptions_only(self) -> None:
        a, b = Symbol("a"), Symbol("b")
        there = game(
            "A", [move("A", "choice", ["l", "r"])], parameters="a b", where=a.equal_to(b) & (b > 0),
            outcomes=[outcome("l", {"choice": "l"}, {"A": a}), outcome("r", {"choice": "r"}, {"A": b})],
        )
        solution = gt.solve(there)
        assert [(row.label, str(row.region)) for row in solution.equilibria] == [("l", "true"), ("r", "true")]
        assert solution.coverage().proved
        assert min(row.confirmed for row in solution.equilibria) >= 16


class TestNature:
    @staticmethod
    def bet(p: object, payoff: object) -> Game:
        """A sure payoff against a lottery after which the second player chooses."""
        return game(
            "A B",
            [
                move("A", "bet", ["safe", "risk"]),
                move("Nature", "luck", {"good": p, "bad": 1 - Symbol("p")}, if_={"bet": "risk"}),
                move("B", "share", ["yes", "no"], if_={"luck": "good"}),
            ],
            parameters="p v" if isinstance(payoff, Symbol) else "p",
            where=chain(0, Symbol("p"), 1),
            outcomes=[
                outcome("safe", {"bet": "safe"}, {"A": 1, "B": 0}),
                outcome("shared", {"share": "yes"}, {"A": payoff, "B": 1}),
                outcome("kept", {"share": "no"}, {"A": 0, "B": 1}),
                outcome("bad", {"luck": "bad"}, {"A": 0, "B": 0}),
            ],
        )

    def test_after_a_decision_with_a_tie_below(self) -> None:
        solution = gt.solve(self.bet(Symbol("p"), Symbol("v")))
        assert solution.complete and solution.coverage().proved
        shown = {row.label: str(row.region) for row in solution.equilibria}
        assert shown == {"safe": "true", "shared / bad": "p*v >= 1"}
        assert [e.label for e in solution.knife_edges] == []
        assert_agrees(solution, [{"p": Fraction(1, d), "v": Fraction(n)} for d in (2, 3) for n in (1, 2, 3, 4)])
        shared = solution.one("shared / bad")
        assert [(name, str(p)) for name, p in shared.outcomes] == [("shared", "p"), ("bad", "1 - p")]
        assert [(player, str(u)) for player, u in shared.payoffs] == [("A", "p*v"), ("B", "p")]

    def test_branches_of_probability_zero_are_pruned(self) -> None:
        there = self.bet(Symbol("p"), 3).at(p=1)
        solution = gt.solve(there)
        assert solution.labels == ("safe", "shared")
        assert {name for row in solution.equilibria for name, _ in row.outcomes} == {"safe", "shared"}
        assert plays(solution.at()) == brute_force(there, {})
        never = gt.solve(self.bet(Symbol("p"), 3).at(p=0))
        assert never.labels == ("safe",)
        assert never.at()[0].strategy == {"bet": "safe"}

    def test_only_nature_moves(self) -> None:
        p = Symbol("p")
        there = game(
            "A", [move("Nature", "luck", {"good": p, "bad": 1 - p})], parameters="p", where=chain(0, p, 1),
            outcomes=[outcome("good", {"luck": "good"}, {"A": 4}), outcome("bad", {"luck": "bad"}, {"A": 0})],
        )
        solution = gt.solve(there)
        (row,) = solution.equilibria
        assert (row.label, row.path, str(row.region)) == ("good / bad", (), "true")
        assert [str(u) for _, u in row.payoffs] == ["4*p"]


class TestNumericGames:
    @pytest.mark.parametrize("seed", range(15))
    def test_random_trees(self, seed: int) -> None:
        there = random_perfect_information_game(seed, 4, 3, nature=0.2)
        solution = gt.solve(there)
        assert solution.complete and solution.knife_edges == ()
        assert solution.scope.ties == "exact"
        assert solution.coverage().proved is True
        assert plays(solution.at()) == brute_force(there, {})
        assert all(row.confirmed == 1 for row in solution.equilibria), "a numeric game has one point"

    def test_rows_carry_numbers(self) -> None:
        there = game(
            "E I", [move("E", "entry", ["in", "out"]), move("I", "reply", ["share", "fight"], if_={"entry": "in"})],
            outcomes=[
                outcome("out", {"entry": "out"}, {"E": 0, "I": 2}),
                outcome("shared", {"reply": "share"}, {"E": 1, "I": 1}),
                outcome("war", {"reply": "fight"}, {"E": -1, "I": "-1/2"}),
            ],
        )
        solution = gt.solve(there)
        (row,) = solution.equilibria
        assert (row.label, row.path) == ("shared", (("entry", "in"), ("reply", "share")))
        assert row.payoffs == (("E", Number(Fraction(1))), ("I", Number(Fraction(1))))
        assert str(row.region) == "true"
        (there_e,) = solution.at()
        assert there_e.strategy == {"entry": "in", "reply": "share"}


def test_payoffs_without_named_outcomes() -> None:
    x = Symbol("x")
    there = game(
        "A", [move("A", "choice", ["l", "r"])], parameters="x",
        payments=[payment({"choice": "l"}, {"A": x}), payment({"choice": "r"}, {"A": 1})],
    )
    solution = gt.solve(there)
    assert [(row.label, str(row.region)) for row in solution.equilibria] == [
        ("choice=l", "x >= 1"), ("choice=r", "x <= 1"),
    ]  # fmt: skip
    assert solution.region("choice=l").contains(x=1)


@pytest.mark.parametrize("seed", range(6))
def test_payoffs_and_outcomes_of_a_row_are_those_of_its_path(seed: int) -> None:
    there = random_tree(seed)
    solution = gt.solve(there)
    for point in admissible_points(there, 3, seed):
        for e in solution.at(point):
            row = next(r for r in (*solution.equilibria, *solution.knife_edges) if r.label == e.label)
            assert e.path == row.path
            assert [evaluate(u, point) for _, u in row.payoffs] == [u for _, u in e.payoffs]


class TestChoosing:
    @pytest.fixture
    def entry(self) -> Game:
        return random_tree(1)

    def test_concepts_that_are_the_same_with_perfect_information(self, entry: Game) -> None:
        solutions = [gt.solve(entry, concept=c) for c in (None, "sequential", "subgame perfect")]
        assert {str(s) for s in solutions} == {str(solutions[0])}
        assert {s.method for s in solutions} == {"backward induction"}
        assert solutions[0].scope.concept == "subgame perfect"
        assert str(solutions[0].scope) == "subgame perfect equilibria in pure strategies, for generic parameters"
        assert str(gt.solve(entry, method="backward induction")) == str(solutions[0])

    def test_a_concept_or_method_that_does_not_exist(self, entry: Game) -> None:
        with pytest.raises(SolverError, match=r"^unknown solution concept 'sequental'; .*Did you mean 'sequential'\?$"):
            gt.solve(entry, concept="sequental")
        with pytest.raises(SolverError, match=r"^unknown method 'backwards induction'; .*Did you mean 'backward"):
            gt.solve(entry, method="backwards induction")

    def test_a_method_that_does_not_fit(self) -> None:
        hidden = game("A B", [move("A", "first", ["l", "r"], seen_by=[]), move("B", "second", ["l", "r"])])
        with pytest.raises(SolverError) as error:
            gt.solve(hidden, method="backward induction")
        assert str(error.value) == (
            "the method 'backward induction' cannot be computed here: B cannot tell histories apart at 'second'\n"
            "  leave concept and method out, and the right ones are chosen."
        )
