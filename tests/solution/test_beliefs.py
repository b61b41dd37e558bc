"""The beliefs of a row: on the path by Bayes' rule as marginals, off the path as the condition that supports it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest

import gametheory as gt
from gametheory.expr import evaluate, holds, symbols
from gametheory.game import NATURE
from gametheory.present.believed import belief_texts
from gametheory.solution import Solution
from gametheory.solution.beliefs import Block
from gametheory.solution.off_path import Requirement
from gametheory.verify import Assessment, check, numeric
from tests.cases import chains
from tests.solution.solved import solved_pure
from tests.solvers import plain_games

SENDERS = {
    "asia_pacific/two_audiences": "signal",
    "asia_pacific/dialogue": "talks",
    "benchmarks/assurance_signal": "signal",
    "benchmarks/commitment_signal": "signal",
    "classics/beer_quiche": "breakfast",
}
"""Models in which one informed move has two actions, with the move."""

SHARES = tuple(Fraction(n, 8) for n in (0, 1, 4, 7, 8))

TWO_AUDIENCES = {
    "pooling on 0: proliferation": [
        "at arms|0: resolve: R mu, U 1 - mu",
        "off the path at arms|1: (Pr(resolve=R) <= vH/(vH + w) and gU <= pi*lU + k and gR <= pi*fR + k)"
        " or Pr(resolve=R) <= (pi*L - kap)/(pi*(L - d)) or (k >= gU and k >= gR)",
    ],
    "pooling on 0: non-nuclear deterrence": [
        "at arms|0, challenge|H,0 and challenge|Lo,0: resolve: R mu, U 1 - mu",
        "off the path at arms|1: any belief",
    ],
    "separating": [
        "at arms|0: resolve = U",
        "at arms|1, challenge|H,1 and challenge|Lo,1: resolve = R",
    ],
    "pooling on 1 (challenge|H,1=challenge)": [
        "at arms|1, challenge|H,1 and challenge|Lo,1: resolve: R mu, U 1 - mu",
        "at response|R,1 and response|U,1: motive = H",
        "off the path at arms|0: Pr(resolve=R) <= (pi*L - kap)/(pi*(L - d))",
    ],
}
"""Derived by hand from what each posterior brings: the ally arms below one threshold, and above another nobody acts."""


@pytest.mark.parametrize("label", TWO_AUDIENCES)
def test_beliefs_of_the_two_audiences(label: str) -> None:
    assert belief_texts(solved_pure("asia_pacific/two_audiences").beliefs(label)) == TWO_AUDIENCES[label]


def test_the_full_statement_has_every_condition() -> None:
    solution = solved_pure("benchmarks/commitment_signal")
    beliefs = solution.beliefs("pooling on silent: status quo")
    (asked,) = beliefs.off_path
    assert asked.stated(8) is None and asked.condition is not None
    assert "more than 8 cases" in str(solution) and "Pr(resolve=resolute)" in str(beliefs)
    assert solution.beliefs("pooling on silent: status quo") is beliefs


def points(solution: Solution, label: str, number: int) -> Iterator[dict[str, Fraction]]:
    """Exact points of a row's region."""
    yield from solution.one(label).region.sample(number)


@pytest.mark.parametrize("key", [*SENDERS, "asia_pacific/costly_signals", "deterrence/unilateral"])
def test_marginals_multiply_to_the_joint_belief(key: str) -> None:
    """At points, with the beliefs of the assessment that the independent checker accepted."""
    solution = solved_pure(key)
    compared = 0
    for row in solution.equilibria:
        for point in points(solution, row.label, 2):
            here = next(e for e in solution.at(point) if e.label == row.label)
            for told in solution.beliefs(row.label).marginals:
                for label in told.labels:
                    for block in told.blocks:
                        for actions, share in block.shares:
                            wanted = set(zip(block.moves, actions, strict=True))
                            total = sum(p for h, p in here.beliefs[label] if wanted <= pairs(h))
                            assert evaluate(share, point) == total
                            compared += 1
    assert compared > 4


def pairs(history: str) -> set[tuple[str, ...]]:
    """The (move, action) pairs of a printed history."""
    return {tuple(step.split("=", 1)) for step in history.split(", ")}


@pytest.mark.parametrize("key", [*SENDERS, "asia_pacific/costly_signals", "alliance/morrow", "classics/selten_horse"])
def test_exhibited_beliefs_meet_the_requirements(key: str) -> None:
    """The beliefs that `at` exhibits off the path satisfy the condition that is stated."""
    solution = solved_pure(key)
    compared = 0
    for row in solution.equilibria:
        for point in points(solution, row.label, 3):
            here = next(e for e in solution.at(point) if e.label == row.label)
            for asked in solution.beliefs(row.label).off_path:
                values = dict(point)
                for symbol, history in asked.histories:
                    first = here.beliefs[asked.labels[0]]
                    values[symbol] = Fraction(sum(p for h, p in first if pairs(history) <= pairs(h)))
                for label in asked.labels[1:]:
                    assert sum(p for h, p in here.beliefs[label] if pairs(asked.histories[0][1]) <= pairs(h)) == (
                        values[asked.histories[0][0]]
                    )
                assert asked.region.contains(values), (row.label, asked.labels)
                compared += 1
    assert compared >= 3


@pytest.mark.parametrize(
    "key", [pytest.param(k, marks=pytest.mark.fuzz) if k == "benchmarks/assurance_signal" else k for k in SENDERS]
)
def test_requirements_are_exactly_what_the_checker_accepts(key: str) -> None:
    """A belief meets the condition if and only if some play after the deviation makes an equilibrium with it.

    The belief is given to the checker as trembles of the deviating types; all pure ways to play on are tried.
    """
    solution, move = solved_pure(key), SENDERS[key]
    answers = []
    for row in solution.equilibria:
        for asked in solution.beliefs(row.label).off_path:
            for point in points(solution, row.label, 2):
                there = numeric(solution.game, point)
                strategy = next(e for e in solution.at(point) if e.label == row.label).strategy
                for share in SHARES:
                    values = {**point, asked.histories[0][0]: share}
                    wanted = any(check(there, a).ok for a in completions(solution, move, asked, strategy, point, share))
                    assert asked.region.contains(values) == wanted, (row.label, values)
                    if is_generic(asked, values):
                        stated = asked.stated()
                        assert stated is not None and holds(stated, values) == wanted, (row.label, values)
                    answers.append(wanted)
    assert True in answers and False in answers


def is_generic(asked: Requirement, values: dict[str, Fraction]) -> bool:
    """Whether a point, with its belief, is on no border of the requirement or of the row."""
    table, space = asked.region.space.table, asked.region.space
    inside = table.all_of([table.interior(asked.region.formula), table.interior(asked.care)])
    outside = table.all_of([table.interior(table.negate(asked.region.formula)), table.interior(asked.care)])
    return any(space.region(f).contains(values) for f in (inside, outside))


def completions(
    solution: Solution,
    move: str,
    asked: Requirement,
    strategy: object,
    point: dict[str, Fraction],
    share: Fraction,
) -> Iterator[Assessment]:
    """The row's play with every pure way to go on after the deviation, and trembles that give the belief."""
    game = solution.game
    where = next(s for s in game.tree.information_sets if s.label == asked.labels[0])
    action = dict(where.seen)[move]
    ((kind, this),) = (step.split("=") for step in [asked.histories[0][1]])
    trembles = {}
    for s in game.information_sets_of(f"{move}|*"):
        own = dict(s.seen)[kind]
        nature = next(n for n in game.tree.nodes if n.player == NATURE and n.move == kind)
        prior = evaluate(nature.probabilities[nature.actions.index(own)], point)
        believed = share if own == this else 1 - share
        trembles[s.label] = {action: (1, believed / prior) if believed else (2, Fraction(1))}
    after = [s for s in game.tree.information_sets if dict(s.seen).get(move) == action]
    assert len(after) <= 7
    for actions in product(*(s.actions for s in after)):
        changed = dict(zip((s.label for s in after), actions, strict=True))
        yield Assessment.pure({**dict(strategy), **changed}, None, trembles)  # type: ignore[call-overload]


def test_three_types_are_two_beliefs() -> None:
    solution = gt.solve(chains.chain(2, 1, 3), supports="pure")
    asked = solution.beliefs(solution.labels[0]).off_path[0]
    assert [history for _, history in asked.histories] == ["type=1", "type=2"]
    stated = asked.stated()
    assert stated is not None and symbols(stated) >= {symbol for symbol, _ in asked.histories}
    threshold = solution.game.parameter("x_r1").name
    assert "Pr(type=1)" in str(asked) and threshold in str(asked)


def test_sets_that_see_the_same_deviation_are_told_together() -> None:
    solution = gt.solve(plain_games.two_sided_deterrence(), supports="pure")
    asked = [r for row in solution.equilibria for r in solution.beliefs(row.label).off_path]
    assert [r.labels for r in asked] == [("answer|hard", "answer|soft")]


def test_dependent_moves_are_told_jointly() -> None:
    """Of two hidden types that choose differently, the receiver believes in pairs."""
    solution = gt.solve(plain_games.hidden_moves(2), supports="pure")
    label = next(name for name in solution.labels if "type=b, entry=m, left=d, right=u" in name)
    (told,) = solution.beliefs(label).marginals
    (block,) = told.blocks
    assert isinstance(block, Block) and block.moves == ("type", "left")
    assert [(actions, str(p)) for actions, p in block.shares] == [(("a", "u"), "1/3"), (("b", "d"), "2/3")]


class TestWeak:
    def test_free_beliefs_are_named_not_described(self) -> None:
        solution = gt.solve(gt.load("benchmarks/linked_beliefs"), concept="weak perfect bayesian")
        beliefs = solution.beliefs("pooling on out")
        assert beliefs.off_path == () and beliefs.open == ("first", "second")
        assert "off the path at first and second: beliefs not described in closed form" in str(solution)
        assert str(solution).splitlines()[2].startswith("Weak perfect Bayesian equilibria in pure strategies")


class TestKnifeEdges:
    def test_they_are_counted_or_told(self) -> None:
        game = gt.load("benchmarks/commitment_signal")
        plain, full = solved_pure("benchmarks/commitment_signal"), gt.solve(game, supports="pure", knife_edge=True)
        number = len(plain.knife_edges)
        assert number and f"{number} further paths exist only on knife-edges" in str(plain)
        assert plain.labels == full.labels and all(plain.bit(name) == full.bit(name) for name in plain.labels)
        assert full.scope.ties == "exact" and "further" not in str(full)
        for row in full.knife_edges:
            assert f"{row.label} (knife-edge)" in str(full) and row.label not in str(plain)
            assert full.one(row.label) is row
            with pytest.raises(gt.errors.NotFoundError):
                full.bit(row.label)
        again = Solution.from_json(full.to_json())
        assert again.scope == full.scope and str(again).count("(knife-edge)") == number
        assert "(knife-edge)" in full.propositions() and "further paths exist" in plain.propositions()
        assert "knife-edge</span>" in full._repr_html_() and "further paths exist" in plain._repr_html_()


class TestMixed:
    """Where the weak type imitates now and then, what is believed is what makes the receiver indifferent."""

    def test_beliefs_after_mixed_choices(self) -> None:
        solution = gt.solve(gt.load("classics/beer_quiche"), supports="all")
        label = "semi-separating (weak and Receiver mix)"
        assert belief_texts(solution.beliefs(label)) == [
            "at reply|beer: type: tough v/(v + l), weak l/(v + l)",
            "at reply|quiche: type = weak",
        ]
        assert "at breakfast|weak: beer with probability p*l/(v*(1 - p)),\n" in str(solution)

    def test_mixing_off_the_path_changes_nothing_for_generic_beliefs(self) -> None:
        pure = solved_pure("classics/beer_quiche")
        mixed = gt.solve(pure.game, supports="all")
        for label in pure.labels:
            assert belief_texts(mixed.beliefs(label)) == belief_texts(pure.beliefs(label))
