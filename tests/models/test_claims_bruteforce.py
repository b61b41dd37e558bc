"""Every claim of the catalogue against brute force at random exact points, without the solver and the algebra.

Claims about strategies are compared on the path of play, which is where the models of the catalogue make them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import Any

import pytest

from gametheory.expr import TRUE, evaluate, holds
from gametheory.game import Claim, Game
from gametheory.game.labels import information_sets_of
from gametheory.verify import Assessment, check, numeric, outcomes_of, pure_subgame_perfect
from tests.cases import FACTS
from tests.models.reference import DENOMINATORS, Point, admissible_points, is_tied, model, variant

POINTS = 15
FEWEST = 5
"""Points at which the premise must have held, for the comparison to mean something."""
TRIALS = 20_000

CLAIMS = [(facts.model, claim) for facts in FACTS for claim in model(facts.model).claims]


def chosen(kind: str) -> list[Any]:
    """The claims of one kind, with readable names."""
    picked = [(key, claim) for key, claim in CLAIMS if kind_of(claim) == kind]
    return [pytest.param(key, claim, id=f"{key}: {claim.id}") for key, claim in picked]


def kind_of(claim: Claim) -> str:
    """Which test a claim goes to."""
    return next((kind for kind in ("change", "monotone", "sign") if claim.option(kind) is not None), "condition")


def has(game: Game, path: tuple[tuple[str, str], ...], outcomes: set[str], property_: Any) -> bool:
    """Whether a path of play has a property of a claim."""
    ((key, value),) = property_
    if key == "outcome":
        return outcomes <= set(value)
    assert key == "strategy", key
    return {(information_sets_of(game.tree, label)[0].label, action) for label, action in value} <= set(path)


def fulfilled(game: Game, point: Point, quantifier: str | None, property_: Any) -> bool:
    """Whether some, every or no equilibrium at a point has a property."""
    there = numeric(game, point)
    if property_[0][0] == "profile":
        assert quantifier == "some"
        profiles = (dict(profile.strategy) for profile in game.profiles if profile.name in property_[0][1])
        return any(check(there, Assessment.pure(choices), "subgame perfect").ok for choices in profiles)
    found = [
        has(game, play.path, {name for name, _ in outcomes_of(there, play.path)}, property_)
        for play in pure_subgame_perfect(there)
    ]
    return {"some": any(found), "every": all(found), "no": not any(found)}[str(quantifier)]


def where_given(claim: Claim, points: Iterator[Point]) -> Iterator[Point]:
    """Points at which a claim says something: its premise holds and, unless it is exact, nothing is a tie."""
    given = claim.option("given", TRUE)
    condition = TRUE if claim.condition is None else claim.condition
    for point in islice(points, TRIALS):
        exact = claim.option("up_to") == "exact"
        if holds(given, point) and (exact or not (is_tied(given, point) or is_tied(condition, point))):
            yield point


def with_new_values(game: Game, names: dict[str, str], rng: random.Random) -> Iterator[Point]:
    """Admissible points with a second admissible value, under its own name, for some parameters."""
    for point in admissible_points(game, rng):
        new = {}
        for name, other in names.items():
            low, high = game.parameter(name).range or (Fraction(0), Fraction(1))
            part = rng.choice(DENOMINATORS)
            new[other] = low + Fraction(rng.randint(0, int((high - low) * part)), part)
        if holds(game.where, {**point, **{name: new[other] for name, other in names.items()}}):
            yield {**point, **new}


@pytest.mark.parametrize(("key", "claim"), chosen("condition"))
def test_condition(key: str, claim: Claim) -> None:
    game = variant(key, claim.option("after", ()))
    assert claim.condition is not None
    compared = 0
    for point in where_given(claim, admissible_points(game, random.Random(claim.id))):
        expected = holds(claim.condition, point)
        if claim.relation == "if" and not expected:
            continue
        assert fulfilled(game, point, claim.quantifier, claim.property) == expected, point
        compared += 1
        if compared == POINTS:
            break
    assert compared >= FEWEST


@pytest.mark.parametrize(("key", "claim"), chosen("change"))
def test_change(key: str, claim: Claim) -> None:
    game = variant(key, claim.option("after", ()))
    names = {name: str(value) for name, value in claim.option("change")}
    assert claim.condition is not None
    compared = 0
    for drawn in where_given(claim, with_new_values(game, names, random.Random(claim.id))):
        point = {name: drawn[name] for name in game.symbols}
        if fulfilled(game, point, *claim.option("before")):
            changed = point | {name: drawn[other] for name, other in names.items()}
            assert fulfilled(game, changed, *claim.option("then")) == holds(claim.condition, drawn), drawn
            compared += 1
        if compared == POINTS:
            break
    assert compared >= FEWEST


@pytest.mark.parametrize(("key", "claim"), chosen("monotone"))
def test_monotone(key: str, claim: Claim) -> None:
    game = variant(key, claim.option("after", ()))
    told = dict(claim.option("monotone"))
    name = told["in"]
    compared = 0
    for drawn in where_given(claim, with_new_values(game, {name: "other"}, random.Random(claim.id))):
        point = {symbol: drawn[symbol] for symbol in game.symbols}
        low, high = sorted((drawn[name], drawn["other"]))
        smaller, larger = (low, high) if told["is"] == "growing" else (high, low)
        if low < high and fulfilled(game, point | {name: smaller}, claim.quantifier, claim.property):
            assert fulfilled(game, point | {name: larger}, claim.quantifier, claim.property), drawn
            compared += 1
        if compared == POINTS:
            break
    assert compared >= FEWEST


@pytest.mark.parametrize(("key", "claim"), chosen("sign"))
def test_sign(key: str, claim: Claim) -> None:
    game = model(key)
    told = dict(claim.option("sign"))
    name, given = told["in"], claim.option("given", TRUE)
    compared = 0
    for drawn in where_given(claim, with_new_values(game, {name: "other"}, random.Random(claim.id))):
        point = {symbol: drawn[symbol] for symbol in game.symbols}
        there = point | {name: drawn["other"]}
        if point[name] < there[name] and holds(given, there):
            step = evaluate(told["of"], there) - evaluate(told["of"], point)
            assert step > 0 if told["is"] == "+" else step < 0, drawn
            compared += 1
        if compared == POINTS:
            break
    assert compared >= FEWEST
