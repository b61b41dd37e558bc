"""Solutions against the independent enumeration: which paths of play are missing, which are wrong."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

import gametheory as gt
from gametheory.errors import SolverError
from gametheory.game import Game
from gametheory.solution import PointEquilibrium, Solution
from gametheory.testing import admissible_points, random_hidden_information_game, random_signalling_game
from gametheory.verify import Assessment, check, numeric, path_of, pure_sequential
from tests.solvers.linked_games import stay_out, two_informed

Family = tuple[str, Callable[[random.Random], Game], int]

hidden = partial(partial, random_hidden_information_game)
signals = partial(partial, random_signalling_game)

NUMERIC: tuple[Family, ...] = (
    ("hidden moves, two players", hidden(moves=4, spread=1), 120),
    ("hidden moves, three players", hidden(moves=4, players=3, spread=1), 110),
    ("five moves, three players", hidden(moves=5, players=3, spread=1), 40),
    ("three types", hidden(moves=3, types=3, players=3), 60),
    ("two receivers in turn", signals(receivers=2, spread=1), 20),
    ("two receivers in turn, the sender in between", signals(receivers=2, again=True, outside=True, spread=1), 20),
    ("three types, a sender and a receiver", signals(types=3, outside=True, spread=1), 30),
    ("entry deterred in two branches", partial(stay_out, types=2), 42),
    ("entry deterred in two stages", partial(stay_out, types=2, stages=2), 10),
    ("entry of three types deterred", partial(stay_out, types=3), 3),
    ("two informed players and a third", two_informed, 45),
)
"""Families of numeric games, and how many of each make 500."""

LARGE: tuple[Family, ...] = (
    ("six moves", hidden(moves=6, players=3, types=3, spread=1, sets=12, terminals=32), 10),
    ("three types, the sender moves twice", signals(types=3, receivers=2, again=True, outside=True, spread=1), 1),
    ("three types, three messages", signals(types=3, messages=3, spread=1), 5),
    ("entry of three types deterred", partial(stay_out, types=3), 15),
    ("entry deterred in two stages", partial(stay_out, types=2, stages=2), 20),
)
"""Families for long comparisons only, with their shares relative to the others."""

SYMBOLIC: tuple[Family, ...] = (
    ("hidden moves, two players", hidden(moves=3, symbolic=True, spread=1, sets=6, terminals=12), 12),
    ("hidden moves, three players", hidden(moves=4, players=3, symbolic=True, spread=1, sets=7, terminals=12), 8),
    ("three types", hidden(moves=2, types=3, players=3, symbolic=True, spread=1, sets=7, terminals=12), 4),
    ("signals", signals(symbolic=True, outside=True, spread=1), 6),
)
"""Families of games with parameters."""


@dataclass
class Tally:
    """What a comparison found; a report is the game's file with the place of the difference above it."""

    games: int = 0
    points: int = 0
    equilibria: int = 0
    ties: int = 0
    undecided: int = 0
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def compare(self, game: Game, points: Iterable[Mapping[str, Fraction]] = ({},)) -> None:
        """Solve the game once and compare what exists at each point with the enumeration there."""
        self.games += 1
        solution = gt.solve(game, supports="pure")
        for point in points:
            self.points += 1
            self._compare(game, solution, point)

    def _compare(self, game: Game, solution: Solution, point: Mapping[str, Fraction]) -> None:
        here = solution.at(point)
        for row in here:
            self._accepted(game, point, row)
        paths = [frozenset(row.path) for row in here]
        assert len(paths) == len(set(paths)), _report(game, point, "a path twice")
        if not game.symbols:
            assert len(here) == len(solution.equilibria) + len(solution.knife_edges)
        self.equilibria += len(here)
        try:
            plays = pure_sequential(numeric(game, point))
        except SolverError:
            self.undecided += 1
            return
        expected = {frozenset(play.path): play.payoffs for play in plays}
        self.ties += len(plays) > 1
        for row in here:
            found = expected.pop(frozenset(row.path), None)
            if found is None:
                self.wrong.append(_report(game, point, row.path))
            else:
                assert found == tuple(payoff for _, payoff in row.payoffs), _report(game, point, row.path)
        if expected and not solution.complete:
            self.undecided += 1
        else:
            self.missing += [_report(game, point, sorted(path)) for path in expected]

    @staticmethod
    def _accepted(game: Game, point: Mapping[str, Fraction], row: PointEquilibrium) -> None:
        """The full assessment follows the row's path and passes the check with the trembles that it states."""
        there = numeric(game, point)
        report = check(there, Assessment.pure(row.strategy, trembles=row.trembles), "sequential")
        assert report.ok and report.regret == 0, _report(game, point, report)
        assert frozenset(path_of(there, row.strategy)) == frozenset(row.path), _report(game, point, row)


def drawn(families: Iterable[Family], seed: int, factor: int = 1) -> Iterator[Game]:
    """The games of several families, the same for the same seed."""
    for number, (_, draw, count) in enumerate(families):
        rng = random.Random(1000 * seed + number)
        for _ in range(count * factor):
            yield draw(rng)


def with_points(games: Iterable[Game], count: int, seed: int) -> Iterator[tuple[Game, tuple[dict[str, Fraction], ...]]]:
    """Each game with exact points of small denominators, at which ties are common."""
    rng = random.Random(seed)
    for game in games:
        yield game, admissible_points(game, count, rng, denominators=(1, 2, 3))


def _report(game: Game, point: Mapping[str, Fraction], what: object) -> str:
    at = ", ".join(f"{name} = {value}" for name, value in point.items())
    return f"{what} at {at or 'the numbers given'} in\n{gt.dump(game)}"
