"""Payoff and risk dominance in games of two players with two actions: known answers and their sources."""

from __future__ import annotations

import re

import pytest

import gametheory as gt
from gametheory.errors import SolverError
from tests.solution.solved import solved

HUNT, CHICKEN = "classics/stag_hunt", "classics/chicken"
MIXED = "A and B mix"


def kept(solution: gt.Solution, name: str) -> dict[str, gt.Region]:
    refined = solution.refine(name)
    assert refined.scope.refinement == name
    return {row.label: row.region for row in (*refined.equilibria, *refined.knife_edges)}


def same(region: gt.Region, text: str) -> bool:
    return region.equivalent(region.space.region(text), up_to="exact")


def coordination() -> gt.Solution:
    """Meeting at the first place is worth a to one and b to the other, at the second place c and d."""
    draft = gt.GameBuilder("Coordination", players=["Row", "Column"])
    a, b, c, d = (draft.parameter(name, "what a meeting is worth") for name in "abcd")
    draft.where("a > 0, b > 0, c > 0, d > 0")
    draft.move("Row", "row", ["first", "second"])
    draft.move("Column", "column", ["first", "second"], simultaneous="row")
    draft.outcome("first", when={"row": "first", "column": "first"}, pays={"Row": a, "Column": b})
    draft.outcome("second", when={"row": "second", "column": "second"}, pays={"Row": c, "Column": d})
    apart = [{"row": "first", "column": "second"}, {"row": "second", "column": "first"}]
    draft.outcome("apart", when=apart, pays={"Row": 0, "Column": 0})
    return gt.solve(draft.build())


class TestStagHunt:
    def test_restraint_payoff_dominates(self) -> None:
        """Both lose by arming (Jervis 1978)."""
        found = kept(solved(HUNT), "payoff dominance")
        assert set(found) == {"both unarmed"} and same(found["both unarmed"], "true")

    def test_risk_dominance_flips_where_trust_of_one_half_is_needed(self) -> None:
        """Trust (l - k)/(l - g) is needed for restraint; the race is risk-dominant where this is above 1/2."""
        found = kept(solved(HUNT), "risk dominance")
        assert same(found["both unarmed"], "g + l <= 2*k")
        assert same(found["both armed"], "g + l >= 2*k")
        assert same(found[MIXED], "g + l = 2*k")

    def test_one_outcome_is_left_at_generic_points(self) -> None:
        refined = solved(HUNT).refine("risk dominance")
        assert refined.overlaps() == () and [len(p.kinds) for p in refined.partition().pieces] == [1, 1]
        assert [row.label for row in refined.knife_edges] == [MIXED]


@pytest.mark.parametrize("name", ["payoff dominance", "risk dominance"])
def test_nothing_selects_between_the_sides_of_a_symmetric_chicken(name: str) -> None:
    found = kept(solved(CHICKEN), name)
    assert set(found) == set(solved(CHICKEN).labels)
    assert all(same(region, "true") for region in found.values())


def test_products_of_losses_decide() -> None:
    """Harsanyi and Selten 1988, chapter 3: the larger product of the losses from deviating."""
    found = kept(coordination(), "risk dominance")
    assert same(found["first"], "a*b >= c*d") and same(found["second"], "a*b <= c*d")
    found = kept(coordination(), "payoff dominance")
    assert same(found["first"], "a >= c or b >= d") and same(found["second"], "a <= c or b <= d")
    assert set(found) == {"first", "second"}  # a mixed meeting is worse for both than either of the others


def test_what_is_alone_stays() -> None:
    for key in ("classics/prisoners_dilemma", "classics/matching_pennies"):
        for name in ("payoff dominance", "risk dominance"):
            assert all(same(region, "true") for region in kept(solved(key), name).values())


def test_claims_may_name_them() -> None:
    text = gt.dump(gt.load(HUNT))
    claims = {
        "race": ("every = { profile = 'arms race' }", "iff = 'g + l > 2*k'", "risk dominance", "proved"),
        "trust": ("every = { profile = 'mutual restraint' }", "if = 'true'", "payoff dominance", "proved"),
        "false": ("some = { profile = 'arms race' }", "if = 'true'", "risk dominance", "refuted"),
    }
    for name, (claim, condition, refinement, _) in claims.items():
        text += f"\n[[claim]]\nid = '{name}'\n{condition}\n{claim}\nrefinement = '{refinement}'\n"
    report = gt.check(gt.loads(text), only=list(claims))
    assert [v.status for v in report] == [status for *_, status in claims.values()]


@pytest.mark.parametrize("name", ["payoff dominance", "risk dominance"])
@pytest.mark.parametrize("key", ["classics/battle_of_the_sexes", "classics/beer_quiche", "deterrence/rudimentary"])
def test_where_they_are_not_defined(key: str, name: str) -> None:
    message = (
        "payoff and risk dominance are defined for two players who move once each, unaware of each other's move, "
        "with two actions\n  this game is not of that form."
    )
    with pytest.raises(SolverError, match=f"^{re.escape(message)}$"):
        solved(key).refine(name)
