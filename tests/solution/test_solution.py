"""The solution object: coverage, regions, assumptions, storage, kernels."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

import gametheory as gt
from gametheory.algebra import Evaluator
from gametheory.errors import AssumptionError, ExpressionError, NotFoundError, StoreError
from tests.solution.solved import SAMPLE, solved, solved_pure

KEYS = (*SAMPLE, "alliance/morrow", "classics/matching_pennies", "deterrence/attribution", "signalling/tying_hands")
"""Models that are looked at in every run; `make proofs` solves all of them, mixed equilibria included."""
MIXED = ("asia_pacific/costly_signals", "classics/beer_quiche", "deterrence/unilateral")
"""Models with mixed rows that are solved for those too; the others in pure strategies, which is quicker."""


@pytest.fixture(scope="module")
def umbrella() -> gt.Solution:
    return gt.solve(gt.load("asia_pacific/umbrella").after(tie="1"))


@pytest.mark.parametrize("key", KEYS)
def test_models_are_solved_completely_confirmed_and_covered(key: str) -> None:
    solution = solved_pure(key)
    assert solution.complete and solution.undecided == ()
    assert all(row.confirmed >= 16 for row in solution.equilibria)
    assert bool(solution.equilibria) is (key != "classics/matching_pennies")
    assert len(set(solution.labels)) == len(solution.labels)
    if solution.method == "backward induction":
        assert solution.coverage().proved is True
        without = solution.replace(equilibria=solution.equilibria[1:])
        gap, first = without.coverage(), solution.equilibria[0]
        if gap.proved:
            assert all(len(solution.at(point)) > 1 for point in first.region.sample(20))
        else:
            assert gap.proved is False and gap.witness is not None
            assert [e.label for e in solution.at(gap.witness)] == [first.label]


@pytest.mark.parametrize("key", [pytest.param(MIXED[0], marks=pytest.mark.fuzz), *MIXED[1:]])
def test_mixed_rows_are_confirmed_and_add_to_the_pure_ones(key: str) -> None:
    pure, both = solved_pure(key), solved(key)
    assert (pure.scope.supports, both.scope.supports) == ("pure", "all")
    assert both.complete and min(row.confirmed for row in both.equilibria) >= 16
    regions = {row.path: row.region for row in both.equilibria if not row.mixing}
    assert len(regions) < len(both.equilibria)
    for row in pure.equilibria:
        assert row.region.implies(regions[row.path])


@pytest.mark.parametrize("key", KEYS)
def test_kernel_agrees_with_exact_arithmetic(key: str) -> None:
    solution = solved(key) if key in MIXED else solved_pure(key)
    rng = np.random.default_rng(3)
    bank = solution.space.bank.columns
    columns = bank[:, rng.choice(bank.shape[1], 1000, replace=False)]
    masks = solution.compile()(dict(zip(solution.space.names, columns, strict=True)))
    near = 0
    for i, mask in enumerate(masks):
        here = Evaluator(tuple(Fraction(float(x)) for x in columns[:, i]))
        exact = sum(1 << n for n, row in enumerate(solution.equilibria) if here.truth(row.region.formula))
        if int(mask) & ((1 << len(solution.equilibria)) - 1) != exact:
            near += 1
    assert near == 0


def test_region_of_an_outcome(umbrella: gt.Solution) -> None:
    region = umbrella.region("non-nuclear deterrence")
    at = umbrella.game.baseline
    assert region.borders("h", at=at) == (1, 2)
    assert region.contains(at) and not region.contains({**at, "h": 3})
    stated = "h >= f - l and w >= 0 and (b <= 0 or e >= Y or (e >= y and lam*h <= f - l))"
    assert region.equivalent(umbrella.space.region(stated), up_to="exact")
    other = umbrella.space.region(stated.replace("e >= Y", "e > Y"))
    point = region.difference(other)
    assert point is not None and point["e"] == point["Y"]
    assert str(region.about("h")) == (
        "w >= 0 and h >= f - l and (b <= 0 or e >= Y or (e >= y and h*lam <= f - l))"
    )


def test_a_tie_has_both_equilibria(umbrella: gt.Solution) -> None:
    found = umbrella.at({**umbrella.game.baseline, "h": 2})
    assert {e.label for e in found} == {"non-nuclear deterrence", "peaceful proliferation"}


def test_assumptions_drop_rows(umbrella: gt.Solution) -> None:
    narrowed = umbrella.assume("w > 0, b < 0, h > f - l")
    assert narrowed.labels == ("non-nuclear deterrence", "peaceful proliferation")[: len(narrowed.labels)]
    assert "war for the ally" not in narrowed.labels
    with pytest.raises(AssumptionError, match="contradict each other"):
        umbrella.assume("h < 0")


def test_stored_and_read_back(umbrella: gt.Solution) -> None:
    for solution in (umbrella, umbrella.assume("b > 0")):
        text = solution.to_json()
        again = gt.Solution.from_json(text)
        assert again.to_json() == text
        assert again.at(umbrella.game.baseline) == solution.at(umbrella.game.baseline)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not a stored solution: the text is not JSON"),
        ('{"schema": "other/1"}', "its schema is 'other/1'"),
        ('{"schema": "gametheory-solution/1"}', "the stored solution has no 'game'"),
    ],
)
def test_a_damaged_file_is_refused(text: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        gt.Solution.from_json(text)


def test_questions_about_what_is_not_there(umbrella: gt.Solution) -> None:
    with pytest.raises(NotFoundError, match="Did you mean 'ally taken'"):
        umbrella.region("aly taken")
    with pytest.raises(NotFoundError, match="unknown equilibrium 'war'"):
        umbrella.one("war")
    with pytest.raises(ExpressionError, match="no value for"):
        umbrella.at(h=1)
    with pytest.raises(AssumptionError, match="violates the standing assumptions"):
        umbrella.at({**umbrella.game.baseline, "h": -1})
