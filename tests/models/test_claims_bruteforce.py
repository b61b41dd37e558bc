"""The claims of the catalogue against brute force at random exact points, without the solver and the algebra.

With perfect information claims about strategies are compared on the path of play, which is where the models of the
catalogue make them, and brute force finds all equilibria. With imperfect information it finds those in pure
strategies: claims about mixed ones and about refinements are left to other tests.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, product
from typing import Any

import pytest

from gametheory.expr import COMPARE, TRUE, Expr, Symbol, evaluate, holds, symbols
from gametheory.game import Claim, Game, Node
from gametheory.game.labels import information_sets_of
from gametheory.game.sight import holds as meets
from gametheory.verify import Assessment, check, numeric
from tests.models.reference import (
    KEYS,
    Found,
    Point,
    admissible_points,
    drawn_value,
    ends,
    equilibria,
    is_perfect,
    is_tied,
    model,
    resolved,
    seed,
    variant,
)

POINTS = 5
FEWEST = 3
"""Points at which the premise must have held, for the comparison to mean something."""
TRIALS = 6_000
LARGE = 20
"""Information sets from which on brute force takes seconds a point."""

CLAIMS = [
    (key, claim)
    for key in KEYS
    for claim in model(key).claims
    if claim.option("expect") != "refuted"
]


def speaks_of_pure_equilibria(key: str, claim: Claim) -> bool:
    """Whether brute force finds all the equilibria that a claim speaks of."""
    if claim.option("sign") is not None or is_perfect(model(key)):
        return True
    return bool(claim.option("pure")) and claim.option("refinement", "none") == "none"


def chosen(kind: str) -> list[Any]:
    """The claims of one kind, with readable names."""
    picked = [(k, claim) for k, claim in CLAIMS if kind_of(claim) == kind and speaks_of_pure_equilibria(k, claim)]
    if kind == "monotone":  # pairs of points with the property are rare
        picked = [(key, claim) for key, claim in picked if len(model(key).tree.information_sets) < LARGE]
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
    if key == "when":
        return all(_meets(game, node, key, value) for node, weight in ends(game, point, found.path) if weight)
    if key == "strategy":
        return set(resolved(game, value)) <= set(found.choices)
    if key == "profile":
        return any(set(resolved(game, p.strategy)) <= set(found.choices) for p in game.profiles if p.name in value)
    if key == "probability":
        told = dict(value)
        ((kind, wanted),) = told["of"]
        chances = (weight for node, weight in ends(game, point, found.path) if _meets(game, node, kind, wanted))
        return _bounded(sum(chances, Fraction(0)), told["equals"], point)
    if key == "kind":
        told = dict(value)
        own = {s.label for s in information_sets_of(game.tree, f"{told['of']}|*")}
        chosen = [action for label, action in found.choices if label in own]
        return len(set(chosen)) == {"pooling": 1, "separating": len(own)}[told["is"]]
    assert key == "payoff", key
    return all(_bounded(_payoff(game, point, found, name), bound, point) for name, bound in value)


def _meets(game: Game, node: Node, kind: str, value: Any) -> bool:
    if kind == "outcome":
        return node.outcome in value
    return meets(value, dict((*game.start, *game.tree.history(node.index))))


def _bounded(value: Fraction, bound: Any, point: Point) -> bool:
    return COMPARE[bound[0]](value, evaluate(bound[1], point))


def _payoff(game: Game, point: Point, found: Found, name: str) -> Fraction:
    if name in game.players:
        return found.payoffs[game.players.index(name)]
    place = game.measures.index(name)
    values = (weight * evaluate(node.measures[place], point) for node, weight in ends(game, point, found.path))
    return sum(values, Fraction(0))


def fulfilled(game: Game, claim: Claim, point: Point, quantifier: str | None, property_: Any) -> bool:
    """Whether some, every or no equilibrium at a point has a property."""
    concept = claim.option("concept", "subgame perfect" if is_perfect(game) else "sequential")
    if property_[0][0] == "profile" and concept in ("subgame perfect", "nash"):
        there = numeric(game, point)
        profiles = [dict(resolved(game, p.strategy)) for p in game.profiles if p.name in property_[0][1]]
        if quantifier == "every":
            sets = game.tree.information_sets
            everything = (
                {s.label: a for s, a in zip(sets, actions, strict=True)}
                for actions in product(*(s.actions for s in sets))
            )
            others = (choices for choices in everything if choices not in profiles)
            return not any(check(there, Assessment.pure(choices), concept).ok for choices in others)
        assert quantifier == "some"
        return any(check(there, Assessment.pure(choices), concept).ok for choices in profiles)
    if concept == "weak perfect bayesian":
        assert quantifier == "some" and property_[0][0] == "profile"
        there = numeric(game, point)
        profiles = (dict(resolved(game, p.strategy)) for p in game.profiles if p.name in property_[0][1])
        return any(check(there, a, concept).ok for choices in profiles for a in with_sure_beliefs(game, choices))
    here = equilibria(game, point)
    found = [has(game, point, equilibrium, property_) for equilibrium in here]
    one = len({equilibrium.outcomes for equilibrium in here}) == 1
    answers = {"some": any(found), "every": all(found), "no": not any(found), "unique": one and all(found)}
    return answers[str(quantifier)]


def with_sure_beliefs(game: Game, choices: dict[str, str]) -> Iterator[Assessment]:
    """A profile with a belief that is certain, or none stated, at each information set with several histories."""
    wide = [s for s in game.tree.information_sets if len(s.nodes) > 1]
    for nodes in product(*((None, *s.nodes) for s in wide)):
        stated = {s.label: {n: Fraction(1)} for s, n in zip(wide, nodes, strict=True) if n is not None}
        yield Assessment.pure(choices, stated)


def where_given(claim: Claim, points: Iterator[Point]) -> Iterator[Point]:
    """Points at which a claim says something: its premise holds and, unless it is exact, nothing is a tie."""
    given = claim.option("given", TRUE)
    condition = TRUE if claim.condition is None else claim.condition
    for point in islice(points, TRIALS):
        exact = claim.option("up_to") == "exact"
        if holds(given, point) and (exact or not (is_tied(given, point) or is_tied(condition, point))):
            yield point


def with_new_values(game: Game, values: Mapping[str, Expr], rng: random.Random) -> Iterator[Point]:
    """Admissible points with a second admissible value for some parameters, drawn under its own name if it has one."""
    for point in islice(admissible_points(game, rng), TRIALS):
        new = {}
        for name, value in values.items():
            for other in symbols(value) - point.keys():
                new[other] = drawn_value(game.parameter(name), rng)
        if holds(game.where, changed(values, {**point, **new}, point)):
            yield {**point, **new}


def changed(values: Mapping[str, Expr], drawn: Point, point: Point) -> Point:
    """The point that a change leads to."""
    return {**point, **{name: evaluate(value, drawn) for name, value in values.items()}}


@pytest.mark.parametrize(("key", "claim"), chosen("condition"))
def test_condition(key: str, claim: Claim) -> None:
    game = variant(key, claim.option("after", ()), within=claim.option("in"))
    condition = TRUE if claim.condition is None else claim.condition
    compared = 0
    for point in where_given(claim, admissible_points(game, random.Random(seed(game, claim.id)))):
        expected = holds(condition, point)
        if claim.relation == ("if" if not expected else "only_if"):
            continue
        assert fulfilled(game, claim, point, claim.quantifier, claim.property) == expected, point
        compared += 1
        if compared == (POINTS if len(game.tree.information_sets) < LARGE else FEWEST):
            break
    assert compared >= FEWEST


@pytest.mark.parametrize(("key", "claim"), chosen("change"))
def test_change(key: str, claim: Claim) -> None:
    game = variant(key, claim.option("after", ()), within=claim.option("in"))
    values = dict(claim.option("change"))
    assert claim.condition is not None
    compared = 0
    for drawn in where_given(claim, with_new_values(game, values, random.Random(claim.id))):
        point = {name: drawn[name] for name in game.symbols}
        if fulfilled(game, claim, point, *claim.option("before")):
            there = changed(values, drawn, point)
            assert fulfilled(game, claim, there, *claim.option("then")) == holds(claim.condition, drawn), drawn
            compared += 1
        if compared == POINTS:
            break
    assert compared >= FEWEST


@pytest.mark.parametrize(("key", "claim"), chosen("monotone"))
def test_monotone(key: str, claim: Claim) -> None:
    game = variant(key, claim.option("after", ()), within=claim.option("in"))
    told = dict(claim.option("monotone"))
    name = told["in"]
    compared = 0
    for drawn in where_given(claim, with_new_values(game, {name: Symbol("other")}, random.Random(claim.id))):
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
    """Of an expression itself, or of its change with a parameter."""
    game = model(key)
    told = dict(claim.option("sign"))
    name, given = told.get("in"), claim.option("given", TRUE)
    compared = 0
    new = {name: Symbol("other")} if name else {}
    for drawn in where_given(claim, with_new_values(game, new, random.Random(claim.id))):
        point = {symbol: drawn[symbol] for symbol in game.symbols}
        step = evaluate(told["of"], point)
        if name:
            there = point | {name: drawn["other"]}
            if point[name] >= there[name] or not holds(given, there):
                continue
            step = evaluate(told["of"], there) - step
        assert step > 0 if told["is"] == "+" else step < 0, drawn
        compared += 1
        if compared == POINTS:
            break
    assert compared >= FEWEST
