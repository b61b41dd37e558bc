"""Answers by brute force at exact points, and random points with small denominators, where ties are common."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

import gametheory as gt
from gametheory.expr import And, Comparison, Condition, Expr, children, evaluate, holds, symbols
from gametheory.game import NATURE, Game, Node, Parameter
from gametheory.game.labels import information_sets_of
from gametheory.solution.claims_variants import varied
from gametheory.verify import numeric, outcomes_of, pure_sequential, pure_subgame_perfect
from tests.cases import ConditionCase, Play

Point = Mapping[str, Fraction]
Steps = tuple[tuple[str, str], ...]
Strategy = Mapping[str, Mapping[str, Fraction]]

KEYS = tuple(entry.key for entry in gt.catalog())
DENOMINATORS = (1, 2, 3, 4)
DRAWS = 24
"""Values tried for a parameter before a random point is given up."""


@dataclass(frozen=True, slots=True)
class Found:
    """An equilibrium found by brute force.

    `choices` is the whole strategy profile; with perfect information only the choices on the path are compared, and
    `choices` is the path.
    """

    path: Steps
    choices: Steps
    payoffs: tuple[Fraction, ...]
    outcomes: frozenset[str]


@cache
def model(key: str) -> Game:
    """A model of the catalogue, read once."""
    return gt.load(key)


@cache
def variant(key: str, after: Steps = (), fixed: Steps = (), within: str | None = None) -> Game:
    """A model or a declared variant of it, after a public history and with some parameters fixed; made once."""
    game = model(key) if within is None else varied(model(key), within)
    game = game.after(**dict(after)) if after else game
    return game.at(**dict(fixed)) if fixed else game


def is_perfect(game: Game) -> bool:
    """Whether the game has perfect information."""
    return game.tree.has_perfect_information


def by_move(path: Steps) -> Steps:
    """A path with moves in place of information sets: which information set was meant is clear from the path."""
    return tuple((label.partition("|")[0], action) for label, action in path)


def resolved(game: Game, choices: Steps) -> Steps:
    """Stated choices with the game's own labels of information sets, one for each set that a label names."""
    return tuple((s.label, action) for label, action in choices for s in information_sets_of(game.tree, label))


def follows(game: Game, choices: Steps, path: Steps) -> bool:
    """Whether a path makes the stated choices."""
    if is_perfect(game):
        return set(choices) <= set(by_move(path))
    return set(resolved(game, choices)) <= set(path)


def fits(game: Game, play: Play, path: Steps, payoffs: tuple[Fraction, ...]) -> bool:
    """Whether a path and its payoffs are the stated ones."""
    if is_perfect(game) and by_move(path) != play.path:
        return False
    stated = [None if value is None else Fraction(value) for value in play.payoffs]
    return follows(game, play.path, path) and all(
        value is None or value == found for value, found in zip(stated, payoffs, strict=True)
    )


def same_plays(game: Game, plays: tuple[Play, ...], found: set[tuple[Steps, tuple[Fraction, ...]]]) -> bool:
    """Whether stated and found paths are the same: each found one fits one stated one, and the other way round."""
    table = [[fits(game, play, path, payoffs) for path, payoffs in sorted(found)] for play in plays]
    return len(plays) == len(found) and all(sum(row) == 1 for row in [*table, *zip(*table, strict=True)])


def ends(game: Game, point: Point, path: Steps) -> tuple[tuple[Node, Fraction], ...]:
    """Terminal histories on a path of play with their probabilities."""
    return reached(game, point, {label: {action: Fraction(1)} for label, action in path})


def reached(game: Game, point: Point, strategy: Strategy) -> tuple[tuple[Node, Fraction], ...]:
    """Terminal histories that behaviour strategies reach, with their probabilities."""
    sets = game.tree.information_sets
    found, stack = [], [(game.tree.root, Fraction(1))]
    while stack:
        node, weight = stack.pop()
        if node.is_terminal:
            found.append((node, weight))
            continue
        if node.player == NATURE:
            chances = {a: evaluate(p, point) for a, p in zip(node.actions, node.probabilities, strict=True)}
        else:
            chances = dict(strategy[sets[node.information_set or 0].label])
        for action, child in zip(node.actions, node.children, strict=True):
            if chances.get(action):
                stack.append((game.tree.nodes[child], weight * chances[action]))
    return tuple(found)


def equilibria(game: Game, point: Point) -> tuple[Found, ...]:
    """Every equilibrium in pure strategies at a point; with perfect information, every equilibrium path."""
    return _equilibria(game, tuple(point.items()))


@lru_cache(maxsize=300)
def _equilibria(game: Game, point: tuple[tuple[str, Fraction], ...]) -> tuple[Found, ...]:
    there = numeric(game, dict(point))
    found: list[tuple[Steps, Steps, tuple[Fraction, ...]]]
    if is_perfect(game):
        found = [(play.path, play.path, play.payoffs) for play in pure_subgame_perfect(there)]
    else:
        found = [(play.path, play.choices, play.payoffs) for play in pure_sequential(there)]
    return tuple(
        Found(path, choices, payoffs, frozenset(name for name, weight in outcomes_of(there, path) if weight))
        for path, choices, payoffs in found
    )


def shows(game: Game, case: ConditionCase, found: Found) -> bool:
    """Whether an equilibrium has the property that a case speaks of."""
    return found.outcomes == {case.outcome} if case.outcome is not None else follows(game, case.choices, found.path)


def seed(game: Game, name: str) -> str:
    """Of the points for one statement; the same for all statements about a game that brute force is slow on."""
    return name if is_perfect(game) else game.title


def admissible_points(game: Game, rng: random.Random, held: Mapping[str, str] | None = None) -> Iterator[Point]:
    """Random admissible points: fractions with small denominators from the parameters' ranges, some values held.

    Parameters are drawn one after the other, each anew until it fits those before it, or the point is given up.
    """
    given = {name: Fraction(value) for name, value in (held or {}).items()}
    drawn = [parameter for parameter in game.parameters if parameter.name not in given]
    tests: dict[str, list[Condition]] = {parameter.name: [] for parameter in drawn}
    for part in game.where.parts if isinstance(game.where, And) else (game.where,):
        late = [parameter.name for parameter in drawn if parameter.name in symbols(part)]
        if late:
            tests[late[-1]].append(part)
    while True:
        point = dict(given)
        for parameter in drawn:
            value = _fitting(parameter, rng, tests[parameter.name], point)
            if value is None:
                break
            point[parameter.name] = value
        else:
            yield point


def _fitting(parameter: Parameter, rng: random.Random, tests: list[Condition], point: Point) -> Fraction | None:
    """A random value of a parameter that passes the tests beside the values before it, if one is found soon."""
    for _ in range(DRAWS):
        value = drawn_value(parameter, rng)
        if all(holds(test, {**point, parameter.name: value}) for test in tests):
            return value
    return None


def drawn_value(parameter: Parameter, rng: random.Random) -> Fraction:
    """A random fraction from a parameter's range; its denominator is small, in units of the range if this is narrow."""
    assert parameter.range is not None
    low, high = parameter.range
    unit = min(Fraction(1), high - low)
    part = rng.choice(DENOMINATORS)
    return low + unit * Fraction(rng.randint(0, int((high - low) / unit * part)), part)


def is_tied(node: Condition | Expr, point: Point) -> bool:
    """Whether the two sides of some comparison in a condition are equal at a point."""
    if isinstance(node, Comparison):
        return evaluate(node.left, point) == evaluate(node.right, point)
    return any(is_tied(part, point) for part in children(node))
