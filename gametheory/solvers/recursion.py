"""The component recursion with as many slots for linked deviations as the game turns out to need."""

from __future__ import annotations

from gametheory.algebra import ParameterSpace
from gametheory.errors import CrossingSetsError, SlotsExhaustedError, SolverError
from gametheory.expr import Symbol, all_of
from gametheory.game import Game
from gametheory.solvers import plain
from gametheory.solvers.classes import Found
from gametheory.solvers.components import search

SLOTS = (4, 8, 16)


def solve(game: Game) -> Found:
    """All paths of play of pure sequential equilibria; see :func:`gametheory.solvers.components.search`.

    Raises
    ------
    SolverError
        If more than 16 deviations have to be told apart at once.
    AssumptionError
        If the standing assumptions contradict each other.
    """
    perfect = all(len(s.nodes) == 1 for s in game.tree.information_sets)
    for number in (0,) if perfect else SLOTS:
        try:
            return search(game, workspace(game, number), range(len(game.symbols), len(game.symbols) + number))
        except SlotsExhaustedError:
            continue
        except CrossingSetsError:
            return plain.solve(game)
    raise SolverError(
        f"more than {SLOTS[-1]} deviations have to be told apart at one point of the game\n  split the model."
    )


def workspace(game: Game, slots: int) -> ParameterSpace:
    """The game's parameters and assumptions, with one positive symbol per slot."""
    odds = tuple(f"_odds{i}" for i in range(slots))
    return ParameterSpace((*game.symbols, *odds), all_of(game.where, *(Symbol(name) > 0 for name in odds)))
