"""The claims of the catalogue against brute force at random exact points, without the solver and the algebra.

With perfect information claims about strategies are compared on the path of play, which is where the models of the
catalogue make them, and brute force finds all equilibria. With imperfect information it finds those in pure
strategies: claims about mixed ones and about refinements are left to other tests.
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
from gametheory.verify import Assessment, check, numeric
from tests.cases import FACTS
from tests.models.reference import (
    DENOMINATORS,
    Found,
    Point,
    admissible_points,
    equilibria,
    is_perfect,
    is_tied,
    model,
    resolved,
    seed,
    variant,
)

POINTS = 15
FEWEST = 5
"""Points at which the premise must have held, for the comparison to mean something."""
TRIALS = 20_000
LARGE = 20
"""Information sets from which on brute force takes seconds a point."""

CLAIMS = [(facts.model, claim) for facts in FACTS for claim in model(facts.model).claims]


def speaks_of_pure_equilibria(key: str, claim: Claim) -> bool:
    """Whether brute force finds all the equilibria that a claim speaks of."""
    if claim.option("sign") is not None or is_perfect(model(key)):
        return True
    return bool(claim.option("pure")) and claim.option("refinement", "none") == "none"


def chosen(kind: str) -> list[Any]:
    """The claims of one kind, with readable names."""
    picked = [(k, claim) for k, claim in CLAIMS if kind_of(claim) == kind and speaks_of_pure_equilibria(k, claim)]
    return [pytest.param(key, claim, id=f"{key}: {claim.id}") for key, claim in picked]


def kind_of(claim: Claim) -> str:
    """Which test a claim goes to."""
    return next((kind for kind in ("change", "monotone", "sign") if claim.option(kind) is not None), "condition")


def has(game: Game, point: Point, found: Found, property_: Any) -> bool:
    """Whether an equilibrium has a property of a claim."""
    told = dict(property_)
    if "if" in told:
        assert set(told) == {"if", "then"}
        return not has(game, point, found, told["if"]) or has(game, point, found, told["then"])
    return all(_has(game, point, found, key, value) for key, value in property_)


def _has(game: Game, point: Point, found: Found, key: str, value: Any) -> bool:
    if key == "outcome":
        return found.outcomes <= set(value)
    if key == "strategy":
        return set(resolved(game, value)) <= set(found.choices)
    if key == "profile":
        return any(set(resolved(game, p.strategy)) <= set(found.choices) for p in game.profiles if p.name in value)
    assert key == "payoff", key
    assert all(operator == "=" for _, (operator, _) in value)
    return all(
        found.payoffs[game.players.index(player)] == evaluate(expression, point) for player, (_, expression) in value
    )


def fulfilled(game: Game, claim: Claim, point: Point, quantifier: str | None, property_: Any) -> bool:
    """Whether some, every or no equilibrium at a point has a property."""
    concept = claim.option("concept", "subgame perfect" if is_perfect(game) else "sequential")
    if property_[0][0] == "profile" and concept == "subgame perfect":
        assert quantifier == "some"
        there = numeric(game, point)
        profiles = (dict(resolved(game, p.strategy)) for p in game.profiles if p.name in property_[0][1])
        return any(check(there, Assessment.pure(choices), concept).ok for choices in profiles)
    found = [has(game, point, equilibrium, property_) for equilibrium in equilibria(game, point)]
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
    for point in where_given(claim, admissible_points(game, random.Random(seed(game, claim.id)))):
        expected = holds(claim.condition, point)
        if claim.relation == ("if" if not expected else "only_if"):
            continue
        assert fulfilled(game, claim, point, claim.quantifier, claim.property) == expected, point
        compared += 1
        if compared == (POINTS if len(game.tree.information_sets) < LARGE else FEWEST):
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
        if fulfilled(game, claim, point, *claim.option("before")):
            changed = point | {name: drawn[other] for name, other in names.items()}
            assert fulfilled(game, claim, changed, *claim.option("then")) == holds(claim.condition, drawn), drawn
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
        if low < high and fulfilled(game, claim, point | {name: smaller}, claim.quantifier, claim.property):
            assert fulfilled(game, claim, point | {name: larger}, claim.quantifier, claim.property), drawn
            compared += 1
        if compared == (POINTS if is_perfect(game) else FEWEST):
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
