"""Three players with two actions each who move at once: games, and all equilibria by supports where nothing ties."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import gametheory as gt
from gametheory.expr import as_expr, evaluate
from tests.solvers import many_players
from tests.solvers.many_players import Table, Tie

PLAYERS, MOVES = ("One", "Two", "Three"), ("x", "y", "z")
CELLS = tuple(product((1, 0), repeat=3))  # 1: the first action

Profile = tuple[float, float, float]
"""The probabilities of the first actions."""


CLOSE = 1e-7  # the enumeration computes in floating point


@dataclass(frozen=True)
class Cube(Table):
    """Payoffs of the three players by cell."""

    players = PLAYERS
    moves = MOVES

    def at(self, values: Mapping[str, Fraction]) -> Cube:
        """With numbers."""
        numbers = {cell: [evaluate(as_expr(e), values) for e in own] for cell, own in self.payoffs.items()}
        return Cube(numbers)

    def equilibria(self) -> list[Profile]:
        """All equilibria, in floating point, sorted.

        Raises
        ------
        Tie
            If a comparison is too close to be decided so.
        """
        found: list[Profile] = []
        for kinds in product((1, 0, None), repeat=3):
            mixing = [i for i, kind in enumerate(kinds) if kind is None]
            for values in self._candidates(kinds, mixing):
                profile = [float(values.get(i, kind or 0)) for i, kind in enumerate(kinds)]
                if all(_sign(p) > 0 and _sign(1 - p) > 0 for p in values.values()) and all(
                    _sign(self._gain(i, profile)) == (1 if kinds[i] else -1) for i in range(3) if i not in mixing
                ):
                    found.append((profile[0], profile[1], profile[2]))
        return sorted(found)

    def _gain(self, player: int, profile: Sequence[float]) -> float:
        """What the first action is worth more than the second."""
        total = 0.0
        for cell in CELLS:
            weight = 1.0 if cell[player] else -1.0
            for i, p in enumerate(profile):
                if i != player:
                    weight *= p if cell[i] else 1 - p
            total += weight * float(self.payoffs[cell][player])
        return total

    def _bilinear(self, player: int) -> tuple[float, float, float, float]:
        """(k, a, b, c) such that a player's gain is ``k + a*u + b*v + c*u*v`` in the others' probabilities."""
        others = [i for i in range(3) if i != player]

        def at(u: int, v: int) -> float:
            profile = [0.0, 0.0, 0.0]
            profile[others[0]], profile[others[1]] = u, v
            return self._gain(player, profile)

        k = at(0, 0)
        a, b = at(1, 0) - k, at(0, 1) - k
        return k, a, b, at(1, 1) - k - a - b

    def _candidates(self, kinds: Sequence[int | None], mixing: Sequence[int]) -> Iterator[dict[int, float]]:
        """Probabilities at which those who mix are indifferent."""
        if len(mixing) == 1:
            profile = [float(kind or 0) for kind in kinds]
            _sign(self._gain(mixing[0], profile))
            return
        if len(mixing) == 2:
            values = {}
            for own, other in (mixing, mixing[::-1]):
                ends = []
                for p in (0.0, 1.0):
                    profile = [float(kind or 0) for kind in kinds]
                    profile[other] = p
                    ends.append(self._gain(own, profile))
                _sign(ends[0] - ends[1])
                values[other] = ends[0] / (ends[0] - ends[1])
            yield values
            return
        if not mixing:
            yield {}
            return
        # y and x in terms of z, as (A + B*z)/(C + D*z), put into the third player's equation
        k, a, b, c = self._bilinear(0)
        y = (-k, -b, a, c)
        k, a, b, c = self._bilinear(1)
        x = (-k, -b, a, c)
        k, a, b, c = self._bilinear(2)
        square = [0.0, 0.0, 0.0]
        for factor, left, right in (
            (k, x[2:], y[2:]), (a, x[:2], y[2:]), (b, x[2:], y[:2]), (c, x[:2], y[:2]),
        ):  # fmt: skip
            square[0] += factor * left[0] * right[0]
            square[1] += factor * (left[0] * right[1] + left[1] * right[0])
            square[2] += factor * left[1] * right[1]
        _sign(square[2])
        inside = square[1] ** 2 - 4 * square[2] * square[0]
        if _sign(inside) < 0:
            return
        for sign in (1, -1):
            z = (-square[1] + sign * inside**0.5) / (2 * square[2])
            below = (x[2] + x[3] * z, y[2] + y[3] * z)
            for value in below:
                _sign(value)
            yield {0: (x[0] + x[1] * z) / below[0], 1: (y[0] + y[1] * z) / below[1], 2: z}


def _sign(value: float) -> int:
    if abs(value) < CLOSE:
        raise Tie
    return 1 if value > 0 else -1


def drawn(rng: random.Random, spread: int) -> Cube:
    """Random integers."""
    return Cube(many_players.drawn(rng, 3, spread).payoffs)


def volunteers(costs: Sequence[Any]) -> Cube:
    """Everyone gets 1 if somebody volunteers, who pays his cost."""
    return Cube(many_players.volunteers(costs).payoffs)


def profiles(solution: gt.Solution, **at: Fraction) -> list[Profile]:
    """The equilibria of a solution at a point, in floating point, sorted."""
    return [(x, y, z) for x, y, z in many_players.profiles(solution, MOVES, **at)]
