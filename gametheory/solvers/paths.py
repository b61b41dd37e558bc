"""Mixed equilibria of games too large to search all supports: on the paths that are played somewhere.

With numbers in place of parameters the same game is solved in seconds, since most choices of supports are soon seen to
be impossible. So the game is solved at points, each in what the equilibria found before leave uncovered, and then, with
parameters, on each new path that is played there: supports on the path are given, off it all are searched. What is
said of a path is exact; that there is no other path is not proved, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from gametheory.algebra import Formula, ParameterSpace, Region
from gametheory.errors import SearchLimitError
from gametheory.game import Game
from gametheory.solvers import recursion
from gametheory.solvers.arena import arena
from gametheory.solvers.classes import Continuation, Found
from gametheory.solvers.components import Search
from gametheory.solvers.supports import Support
from gametheory.solvers.workspace import workspace

POINTS = 40
"""Points at which a game is solved, at most."""

IDLE = 5
"""Points in a row without a new path after which no more are tried where everything is covered."""

Path = tuple[tuple[int, Support], ...]
"""Supports by information set reached, rising."""


def solve(game: Game) -> Found:
    """Sequential equilibria on the paths that are played in pure strategies, or in mixed ones at some points.

    Raises
    ------
    SolverError
        If information sets cross, or more than 16 deviations have to be told apart at once.
    SearchLimitError
        If the game is too large even with numbers for its parameters.

    Notes
    -----
    At most 40 points, and for each path found as much work as the usual search for mixed equilibria may take.
    """
    return recursion.with_room(game, lambda odds, roots: _Paths(game, odds, roots).run())


class _Paths:
    """One run, in a workspace of one size."""

    def __init__(self, game: Game, odds: int, roots: int) -> None:
        self.game = game
        self.search = Search(arena(game, workspace(game, odds, mixed=True, roots=roots)), odds, mixed=True)
        self.space = ParameterSpace(game.symbols, game.where)
        self.numbers = {s.label: i for i, s in enumerate(game.tree.information_sets)}
        self.classes: list[Continuation] = []
        self.conditions: list[Formula] = []  # theirs, in the parameters alone
        self.seen: set[Path] = set()

    def run(self) -> Found:
        """Paths in pure strategies first, then those that are played in gaps, then those that are played elsewhere."""
        self.add(self.game, recursion.solve(self.game))
        others = iter(Region(self.space, self.space.table.true).sample(POINTS))
        tried = idle = 0
        for _ in range(POINTS):
            gap = self.gap()
            point = next(others, None) if gap is None else gap
            if point is None or (gap is None and idle == IDLE):
                break
            tried += 1
            there = self.game.at(**point)
            fresh = self.add(there, recursion.solve_mixed(there))
            if gap is not None and not fresh:
                break
            idle = 0 if fresh else idle + 1
        self.search.undecided[f"whether other paths are played than in pure strategies and at {tried} points"] = None
        return self.search.found(self.search.merged(self.classes))

    def gap(self) -> Mapping[str, Fraction] | None:
        """A point in the open set where no equilibrium was found yet; ``None`` if there is none, or none was found."""
        table, oracle = self.space.table, self.space.oracle
        answer = oracle.ask(oracle.open(table.negate(table.any_of(self.conditions))))
        return None if answer.point is None else dict(zip(self.space.names, answer.point, strict=True))

    def add(self, game: Game, found: Found) -> int:
        """The classes on the paths of a solution that are new; how many paths these are."""
        labels = [s.label for s in game.tree.information_sets]
        fresh = 0
        for c in found.classes:
            steps = [*((s, (a,)) for s, a in c.path), *((s, tuple(a for a, _ in own)) for s, own in c.mixtures)]
            path = tuple(sorted((self.numbers[labels[s]], support) for s, support in steps))
            if path in self.seen:
                continue
            self.seen.add(path)
            fresh += 1
            try:
                added = self.search.with_supports(dict(path))
                self.classes.extend(added)
                self.conditions.extend(self.search.space.transfer(c.condition, self.space.table) for c in added)
            except SearchLimitError:
                sets = self.game.tree.information_sets
                shown = ", ".join(f"{sets[s].label}: {' or '.join(support)}" for s, support in path)
                self.search.undecided[f"equilibria on the path {shown}"] = None
        return fresh
