"""Named profiles against the exact checker at random points: where a claim says so they are equilibria, else not."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import islice
from typing import Any

import pytest

from gametheory.errors import ExpressionError
from gametheory.expr import TRUE, evaluate, holds
from gametheory.game import Claim, Game, Profile
from gametheory.verify import Assessment, check, numeric
from tests.cases import PROFILES, ProfileCase
from tests.cases.selten_horse import MODEL as HORSE
from tests.cases.selten_horse import NASH
from tests.models.reference import KEYS, Point, admissible_points, is_tied, model, reached, resolved

POINTS, FEWEST, TRIALS = 12, 6, 4000
HELD = {
    "asia_pacific/two_audiences": {
        "pi": "1/2", "vL": "1/4", "vH": "3/2", "w": "1", "L": "3", "d": "1", "kap": "11/10", "e": "1",
    },
}
"""Values held where the standing assumptions exclude most draws; with these the two thresholds are 2/5 and 3/5."""


def profile_of(game: Game, claim: Claim) -> Profile | None:
    """The one profile of which a claim says when some equilibrium is it."""
    if claim.quantifier != "some" or len(claim.property) != 1 or claim.property[0][0] != "profile":
        return None
    (name,) = claim.property[0][1]
    return next(profile for profile in game.profiles if profile.name == name)


def is_mixed(profile: Profile | None) -> bool:
    return profile is not None and any(not isinstance(choice, str) for _, choice in profile.strategy)


MIXED = [
    pytest.param(key, claim, id=f"{key}: {claim.id}")
    for key in KEYS
    for claim in model(key).claims
    if is_mixed(profile_of(model(key), claim)) and claim.option("expect") != "refuted"
]


def strategy_at(game: Game, profile: Profile, point: Point) -> dict[str, dict[str, Fraction]] | None:
    """The behaviour strategies that a profile prescribes at a point; ``None`` if a formula gives no probability."""
    strategy: dict[str, dict[str, Fraction]] = {}
    for label, choice in profile.strategy:
        mixture: Any = {choice: Fraction(1)} if isinstance(choice, str) else {}
        try:
            mixture |= {} if isinstance(choice, str) else {action: evaluate(e, point) for action, e in choice}
        except ExpressionError:  # a denominator is zero
            return None
        assert sum(mixture.values()) == 1
        if any(not 0 <= weight <= 1 for weight in mixture.values()):
            return None
        strategy |= {own: mixture for own, _ in resolved(game, ((label, ""),))}
    return strategy


@pytest.mark.parametrize(("key", "claim"), MIXED)
def test_mixed_profile(key: str, claim: Claim) -> None:
    game = model(key)
    profile, given = profile_of(game, claim), claim.option("given", TRUE)
    assert profile is not None and claim.condition is not None
    compared = {True: 0, False: 0}
    for point in islice(admissible_points(game, random.Random(claim.id), HELD.get(key)), TRIALS):
        if not holds(given, point) or is_tied(given, point) or is_tied(claim.condition, point):
            continue
        expected = holds(claim.condition, point)
        if (claim.relation == "if" and not expected) or compared[expected] == POINTS:
            continue
        strategy = strategy_at(game, profile, point)
        assert (strategy is not None and check(numeric(game, point), Assessment(strategy)).ok) == expected, point
        compared[expected] += 1
        if compared[True] == POINTS:
            break
    assert compared[True] >= FEWEST


@pytest.mark.parametrize("case", PROFILES, ids=lambda c: f"{c.model}: {c.name}")
def test_profile_at_the_point(case: ProfileCase) -> None:
    game = model(case.model)
    point = game.baseline | {name: Fraction(value) for name, value in case.changes.items()}
    assert holds(game.where, point)
    (profile,) = (p for p in game.profiles if p.name == case.profile)
    strategy = strategy_at(game, profile, point)
    assert (strategy is not None and check(numeric(game, point), Assessment(strategy)).ok) == case.holds, case.source
    for label, action, value in case.chances:
        assert strategy is not None
        assert {strategy[own][action] for own, _ in resolved(game, ((label, ""),))} == {Fraction(value)}, label
    for outcome, value in case.outcomes.items():
        assert strategy is not None
        found = sum(weight for node, weight in reached(game, point, strategy) if node.outcome == outcome)
        assert found == Fraction(value), outcome


@pytest.mark.parametrize("name", NASH)
def test_nash_equilibria_of_the_horse(name: str) -> None:
    from gametheory.expr.parse import parse_condition

    game = model(HORSE)
    condition = parse_condition(NASH[name], known=game.symbols)
    (profile,) = (p for p in game.profiles if p.name == name)
    for point in islice(admissible_points(game, random.Random(name)), 100):
        strategy = strategy_at(game, profile, point)
        assert strategy is not None
        assert check(numeric(game, point), Assessment(strategy), "nash").ok == holds(condition, point), point
