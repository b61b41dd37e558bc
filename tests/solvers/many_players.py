"""Any number of players with two actions each who move at once: games, and equilibria by Newton's method."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

import gametheory as gt
from gametheory.expr import Condition, as_expr
from gametheory.game import Game
from tests.game.declare import game, move, payment

CLOSE = 1e-9
STARTS = 150

Cell = tuple[int, ...]
"""1 for each player who takes the first action, else 0."""


class Tie(Exception):
    """A comparison that comes out even, or a system of equations that does at a solution."""


@dataclass(frozen=True)
class Table:
    """Payoffs of the players by cell: numbers or expressions."""

    payoffs: Mapping[Cell, Sequence[Any]]

    @property
    def size(self) -> int:
        return len(next(iter(self.payoffs)))

    @property
    def players(self) -> Sequence[str]:
        return [f"P{i}" for i in range(self.size)]

    @property
    def moves(self) -> Sequence[str]:
        return [f"m{i}" for i in range(self.size)]

    def game(self, parameters: str = "", where: Condition | None = None) -> Game:
        """As an extensive game."""
        moves, names = self.moves, self.players
        order = zip(names, moves, (None, *moves), strict=False)
        declared = [move(who, m, "ab", simultaneous=other) for who, m, other in order]
        payments = [
            payment({m: "ba"[i] for m, i in zip(moves, cell, strict=True)}, dict(zip(names, own, strict=True)))
            for cell, own in self.payoffs.items()
        ]
        fields = {} if where is None else {"where": where}
        return game(names, declared, parameters=parameters, payments=payments, **fields)

    def equilibria(self, seed: int = 0) -> list[tuple[float, ...]]:
        """Those that Newton's method finds from many points, for each choice of who mixes; sorted.

        Raises
        ------
        Tie
            If one of them is too close to a border.
        """
        rng, found = np.random.default_rng(seed), list[tuple[float, ...]]()
        gains = self._gains()
        for kinds in product((1.0, 0.0, None), repeat=self.size):
            mixing = [i for i, kind in enumerate(kinds) if kind is None]
            for profile in self._candidates(gains, kinds, mixing, rng):
                if all(_sign(p) > 0 and _sign(1 - p) > 0 for p in (profile[i] for i in mixing)) and all(
                    _sign(_value(gains[i], i, profile)) == (1 if kind else -1)
                    for i, kind in enumerate(kinds)
                    if kind is not None
                ):
                    found.append(tuple(map(float, profile)))
        return sorted(found)

    def _gains(self) -> list[Any]:
        """By player what the first action is worth more than the second, at the corners of the cube of profiles."""
        n = self.size
        tables = np.zeros((n, *([2] * n)))
        for cell, own in self.payoffs.items():
            for i, value in enumerate(own):
                tables[(i, *cell)] = float(value)
        return [np.take(tables[i], 1, axis=i) - np.take(tables[i], 0, axis=i) for i in range(n)]

    def _candidates(
        self, gains: Sequence[Any], kinds: Sequence[float | None], mixing: Sequence[int], rng: Any
    ) -> Iterator[Any]:
        """Profiles at which those who mix are indifferent."""
        start = np.array([0.5 if kind is None else kind for kind in kinds])
        if not mixing:
            yield start
            return
        known: list[Any] = []
        for _ in range(STARTS if len(mixing) > 1 else 1):
            profile = start.copy()
            profile[mixing] = rng.random(len(mixing))
            for _ in range(60):
                values = np.array([_value(gains[i], i, profile) for i in mixing])
                slopes = np.array([[_slope(gains[i], i, profile, j) for j in mixing] for i in mixing])
                if abs(np.linalg.det(slopes)) < 1e-12:
                    break
                step = np.linalg.solve(slopes, values)
                profile[mixing] -= step
                if np.abs(step).max() < 1e-13:
                    if not any(np.abs(profile - other).max() < 1e-7 for other in known):
                        known.append(profile)
                    break
        yield from known


def _sign(value: float) -> int:
    if abs(value) < CLOSE:
        raise Tie
    return 1 if value > 0 else -1


def _contracted(gain: Any, player: int, vectors: Sequence[Any]) -> float:
    """A multilinear function of the other players' vectors, one axis each."""
    for i in reversed([i for i in range(len(vectors)) if i != player]):
        gain = gain @ vectors[i]
    return float(gain)


def _value(gain: Any, player: int, profile: Sequence[float]) -> float:
    return _contracted(gain, player, [np.array([1 - p, p]) for p in profile])


def _slope(gain: Any, player: int, profile: Sequence[float], other: int) -> float:
    if player == other:
        return 0.0
    vectors = [np.array([-1.0, 1.0]) if i == other else np.array([1 - p, p]) for i, p in enumerate(profile)]
    return _contracted(gain, player, vectors)


def drawn(rng: random.Random, players: int, spread: int = 9) -> Table:
    """Random integers."""
    return Table({c: [rng.randint(-spread, spread) for _ in c] for c in product((1, 0), repeat=players)})


def volunteers(costs: Sequence[Any]) -> Table:
    """Everyone gets 1 if somebody volunteers, who pays his cost."""
    cells = product((1, 0), repeat=len(costs))
    return Table({c: [int(any(c)) - own * as_expr(cost) for own, cost in zip(c, costs, strict=True)] for c in cells})


def challenged(table: Table, gain: Any, parameters: str = "", where: Condition | None = None) -> Game:
    """Before the players of a table a challenger moves: in, it gains if all take the second action, else it loses 1."""
    entered, players = {"go": "in"}, table.players
    moves = [move("Challenger", "go", ["in", "out"])]
    order = zip(players, table.moves, (None, *table.moves), strict=False)
    moves += [move(player, name, "ab", if_=entered, simultaneous=other) for player, name, other in order]
    payments = [payment({"go": "out"}, dict.fromkeys(("Challenger", *players), 0))]
    payments += [
        payment(
            entered | {m: "ba"[i] for m, i in zip(table.moves, cell, strict=True)},
            {"Challenger": -1 if any(cell) else gain} | dict(zip(players, own, strict=True)),
        )
        for cell, own in table.payoffs.items()
    ]
    fields = {} if where is None else {"where": where}
    return game(["Challenger", *players], moves, parameters=parameters, payments=payments, **fields)


def profiles(solution: gt.Solution, moves: Sequence[str], **at: Any) -> list[tuple[float, ...]]:
    """The equilibria of a solution at a point, in floating point, sorted."""
    played = [[row.strategy[m] for m in moves] for row in solution.at(at)]
    return sorted(tuple(float(p == "a") if isinstance(p, str) else float(p.get("a", 0)) for p in own) for own in played)


def agree(found: Sequence[tuple[float, ...]], expected: Sequence[tuple[float, ...]]) -> bool:
    """Whether these are the same equilibria, up to rounding."""
    return len(found) == len(expected) and all(
        abs(p - q) < 1e-7 for one, other in zip(found, expected, strict=True) for p, q in zip(one, other, strict=True)
    )
