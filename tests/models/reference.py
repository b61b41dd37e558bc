"""Answers by brute force at exact points, and random points with small denominators, where ties are common."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache

import gametheory as gt
from gametheory.expr import And, Comparison, Condition, Expr, children, evaluate, holds, symbols
from gametheory.game import Game
from gametheory.verify import numeric, outcomes_of, pure_subgame_perfect
from tests.cases import ConditionCase

Point = Mapping[str, Fraction]
Steps = tuple[tuple[str, str], ...]

DENOMINATORS = (1, 2, 3, 4)


@cache
def model(key: str) -> Game:
    """A model of the catalogue, read once."""
    return gt.load(key)


@cache
def variant(key: str, after: Steps = (), fixed: Steps = ()) -> Game:
    """A model after a public history and with some parameters fixed, made once."""
    game = model(key).after(**dict(after)) if after else model(key)
    return game.at(**dict(fixed)) if fixed else game


def by_move(path: Steps) -> Steps:
    """A path with moves in place of information sets: which information set was meant is clear from the path."""
    return tuple((label.partition("|")[0], action) for label, action in path)


def plays(game: Game, point: Point) -> tuple[tuple[Steps, tuple[Fraction, ...], frozenset[str]], ...]:
    """(path by move, payoffs, outcomes reached) of every equilibrium path of play at a point, found by brute force."""
    there = numeric(game, point)
    return tuple(
        (by_move(play.path), play.payoffs, frozenset(name for name, weight in outcomes_of(there, play.path) if weight))
        for play in pure_subgame_perfect(there)
    )


def shows(case: ConditionCase, path: Steps, outcomes: frozenset[str]) -> bool:
    """Whether an equilibrium has the property that a case speaks of."""
    return outcomes == {case.outcome} if case.outcome is not None else set(case.choices) <= set(path)


def admissible_points(game: Game, rng: random.Random, held: Mapping[str, str] | None = None) -> Iterator[Point]:
    """Random admissible points: fractions with small denominators from the parameters' ranges, some values held."""
    parts = game.where.parts if isinstance(game.where, And) else (game.where,)
    own = {name: [part for part in parts if symbols(part) == {name}] for name in game.symbols}
    joint = [part for part in parts if len(symbols(part)) > 1]
    while True:
        point = {name: Fraction(value) for name, value in (held or {}).items()}
        for parameter in game.parameters:
            if parameter.name in point:
                continue
            assert parameter.range is not None
            low, high = parameter.range
            while True:
                part = rng.choice(DENOMINATORS)
                value = low + Fraction(rng.randint(0, int((high - low) * part)), part)
                if all(holds(condition, {parameter.name: value}) for condition in own[parameter.name]):
                    break
            point[parameter.name] = value
        if all(holds(condition, point) for condition in joint):
            yield point


def is_tied(node: Condition | Expr, point: Point) -> bool:
    """Whether the two sides of some comparison in a condition are equal at a point."""
    if isinstance(node, Comparison):
        return evaluate(node.left, point) == evaluate(node.right, point)
    return any(is_tied(part, point) for part in children(node))
