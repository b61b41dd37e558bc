"""Refinements: known answers with their sources, and where they are not defined."""

from __future__ import annotations

import re

import pytest

import gametheory as gt
from gametheory.errors import SolverError
from gametheory.solution.messages import TESTS, messages
from tests.solution.solved import solved

QUIET = "pooling on C: status quo"
BEER, UNILATERAL, JOBS = "classics/beer_quiche", "deterrence/unilateral", "classics/job_market_signalling"
T_HARD, T_SOFT = "(c_DC - c_SQ)/(c_DC - c_DH)", "(c_DC - c_SQ)/(c_DC - c_CD)"


def same(solution: gt.Solution, label: str, text: str) -> bool:
    return solution.one(label).region.equivalent(solution.space.region(text), up_to="exact")


class TestBeerAndQuiche:
    """Cho and Kreps 1987, section II: a weak sender cannot gain from beer, so beer shows a tough one."""

    @pytest.mark.parametrize("name", TESTS)
    def test_pooling_on_quiche_fails(self, name: str) -> None:
        solution = solved(BEER)
        refined = solution.refine(name)
        assert set(solution.labels) - set(refined.labels) == {"pooling on quiche"}
        assert refined.scope.refinement == name
        assert refined.knife_edges == ()  # a weak sender that has quiche in peace has all it could get: ties included

    @pytest.mark.parametrize("name", TESTS)
    def test_the_others_keep_their_regions(self, name: str) -> None:
        refined = solved(BEER).refine(name)
        for row in refined.equilibria:
            assert row.region.equivalent(solved(BEER).one(row.label).region, up_to="exact"), row.label
        assert refined.coverage().proved

    def test_one_kind_is_left_at_generic_points(self) -> None:
        found = solved(BEER).refine("intuitive criterion").partition()
        assert found.complete and [len(p.kinds) for p in found.pieces] == [1, 1, 1]


class TestUnilateralDeterrence:
    """A surprise challenge: a hard challenger gains whenever a soft one does (conditions derived)."""

    def test_d1_leaves_one_outcome_at_generic_points(self) -> None:
        refined = solved(UNILATERAL).refine("D1")
        found = refined.partition()
        assert found.complete and len(found.pieces) == 4
        assert all(len(p.kinds) == 1 for p in found.pieces)
        assert refined.overlaps() == ()
        assert same(refined, QUIET, f"p_Def >= {T_HARD}")

    def test_d1_against_the_verifier_of_each_row_at_points(self) -> None:
        """Below the threshold steadfast deterrence is an equilibrium still, and only the refinement removes it."""
        solution, refined = solved(UNILATERAL), solved(UNILATERAL).refine("D1")
        below = refined.space.region(f"p_Def < {T_HARD}")
        for point in below.sample(6):
            assert QUIET in {e.label for e in solution.at(point)}
            here = [e.label for e in refined.at(point)]
            assert QUIET not in here and len(here) == 1

    def test_the_intuitive_criterion_removes_less(self) -> None:
        """Between the thresholds a soft challenger cannot gain, whatever is believed; below both types might."""
        assert same(
            solved(UNILATERAL).refine("intuitive criterion"), QUIET, f"p_Def <= {T_SOFT} or p_Def >= {T_HARD}"
        )
        assert same(solved(UNILATERAL).refine("strict gain"), QUIET, f"p_Def < {T_SOFT} or p_Def >= {T_HARD}")


def test_schooling_that_only_the_able_can_gain_from() -> None:
    """Nobody takes a degree: fails where it would pay the able (c_H < w), not the less able (w < c_L) (derived)."""
    refined = solved(JOBS).refine("intuitive criterion")
    assert same(refined, "pooling on none: unskilled job", "p <= l/(g + l) and (w >= c_L or w <= c_H)")
    assert same(solved(JOBS).refine("D1"), "pooling on none: unskilled job", "p <= l/(g + l) and w <= c_H")


@pytest.mark.parametrize("key", [BEER, UNILATERAL, JOBS])
def test_each_is_at_least_as_strict_as_the_one_before(key: str) -> None:
    """D1 strikes out what could at best be indifferent and more; so it removes wherever the others do, but for ties."""
    solution = solved(key)
    weak, strict, d1 = (solution.refine(name) for name in ("intuitive criterion", "strict gain", "D1"))
    for row in solution.equilibria:
        kept = [dict((r.label, r.region) for r in (*s.equilibria, *s.knife_edges)) for s in (weak, strict, d1)]
        for stricter, laxer in ((1, 0), (2, 1)):
            if row.label in kept[stricter]:
                assert kept[stricter][row.label].implies(kept[laxer][row.label], up_to="knife-edges"), row.label
        assert all(own[row.label].implies(row.region) for own in kept if row.label in own)


def test_cheap_talk_is_not_refined() -> None:
    """Messages that cost nothing can be answered as if nothing had been said: the criterion removes nothing."""
    refined = solved("classics/cheap_talk").refine("intuitive criterion")
    assert refined.labels == solved("classics/cheap_talk").labels
    for row in refined.equilibria:
        assert row.region.equivalent(solved("classics/cheap_talk").one(row.label).region, up_to="exact")


def test_a_row_whose_unused_message_ends_the_game() -> None:
    """A sender that stays out for sure ends the game; the other message is tested all the same (derived).

    The strong gain 1 if let in and lose 1 if fought, the weak gain 1/2 and lose 2; fighting the weak pays. Nobody
    enters because entrants are believed weak; both types would gain if let in, so the criterion keeps it.
    """
    draft = gt.GameBuilder("Entry by two types", players=["Entrant", "Incumbent"])
    p = draft.parameter("p", "prior that the entrant is strong", at="1/2", range=(0, 1))
    draft.where("0 < p < 1")
    draft.move("Nature", "type", {"strong": p, "weak": 1 - p}, seen_by=["Entrant"])
    draft.move("Entrant", "entry", ["in", "out"])
    draft.move("Incumbent", "reply", ["fight", "yield"], when={"entry": "in"})
    draft.outcome("none", when={"entry": "out"}, pays={"Entrant": 0, "Incumbent": 2})
    for kind, (won, lost, spoils) in {"strong": (1, -1, -1), "weak": ("1/2", -2, 1)}.items():
        draft.outcome(f"yield to {kind}", when={"type": kind, "reply": "yield"}, pays={"Entrant": won, "Incumbent": 0})
        draft.outcome(
            f"fight {kind}", when={"type": kind, "reply": "fight"}, pays={"Entrant": lost, "Incumbent": spoils}
        )
    solution = gt.solve(draft.build())
    assert "pooling on out: none" in solution.labels
    refined = solution.refine("intuitive criterion")
    assert same(refined, "pooling on out: none", "true")
    # a reply that makes the weak willing (yield with probability 4/5) makes the strong eager (from 1/2 on): believed
    # strong, an entrant is let in
    assert "pooling on out: none" not in solution.refine("D1").labels


def test_the_messages_of_a_game() -> None:
    found = messages(solved(UNILATERAL).game)
    assert [(m.action, [s.label for s in m.senders]) for m in found] == [
        ("C", ["demand|hard", "demand|soft"]),
        ("D", ["demand|hard", "demand|soft"]),
    ]


def test_a_refined_solution_is_written_and_read_back() -> None:
    refined = solved(BEER).refine("D1")
    again = gt.Solution.from_json(refined.to_json())
    assert again.scope == refined.scope and again.labels == refined.labels
    assert again.to_json() == refined.to_json()


@pytest.mark.parametrize(
    ("key", "name", "message"),
    [
        (
            BEER, "D2",
            "unknown refinement 'D2'; there are: intuitive criterion, strict gain, D1, undefeated, payoff dominance, "
            "risk dominance.",
        ),
        (
            BEER, "intuitive",
            "unknown refinement 'intuitive'; there are: intuitive criterion, strict gain, D1, undefeated, "
            "payoff dominance, risk dominance. Did you mean 'intuitive criterion'?",
        ),
        *(
            (
                key, "D1",
                "the refinement is defined for signalling: a sender who knows its type moves first\n"
                "  this game has no such move.",
            )
            for key in ("deterrence/rudimentary", "classics/chicken")
        ),
    ],
)  # fmt: skip
def test_where_it_is_not_defined(key: str, name: str, message: str) -> None:
    with pytest.raises(SolverError, match=f"^{re.escape(message)}$"):
        solved(key).refine(name)
