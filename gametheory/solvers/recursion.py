"""The component recursion with as many slots for linked deviations as the game turns out to need."""

from __future__ import annotations

from collections.abc import Callable

from gametheory.errors import CrossingSetsError, RootsExhaustedError, SearchLimitError, SlotsExhaustedError, SolverError
from gametheory.game import Game
from gametheory.solvers import plain
from gametheory.solvers.classes import Found
from gametheory.solvers.components import search
from gametheory.solvers.workspace import ROOTS, SLOTS

TOO_MANY = f"more than {SLOTS[-1]} deviations have to be told apart at one point of the game\n  split the model."


def solve(game: Game) -> Found:
    """All paths of play of pure sequential equilibria; see :func:`gametheory.solvers.components.search`.

    Raises
    ------
    SolverError
        If more than 16 deviations have to be told apart at once.
    AssumptionError
        If the standing assumptions contradict each other.
    """
    try:
        return with_room(game, lambda odds, roots: search(game, odds))
    except CrossingSetsError:
        return plain.solve(game)


def solve_mixed(game: Game, ties: bool = False, patience: int = 1) -> Found:
    """All paths of play of sequential equilibria, mixed ones included; see :mod:`gametheory.solvers.components`.

    With `ties` also those that mix on knife-edges only; `patience` is how many times the usual work it may take.

    Raises
    ------
    SolverError
        If more than 16 deviations have to be told apart at once, or information sets cross.
    SearchLimitError
        If the search passes its limit, or more than 64 different square roots arise.
    AssumptionError
        If the standing assumptions contradict each other.
    """
    return with_room(
        game, lambda odds, roots: search(game, odds, mixed=True, ties=ties, roots=roots, patience=patience)
    )


def with_room(game: Game, run: Callable[[int, int], Found]) -> Found:
    """What `run` finds with as many slots for deviations and as many roots as it turns out to need.

    Raises
    ------
    SolverError, SearchLimitError
        As :func:`solve_mixed`.
    """
    slots, roots = [0] if game.tree.has_perfect_information else list(SLOTS), list(ROOTS)
    while slots and roots:
        try:
            return run(slots[0], roots[0])
        except SlotsExhaustedError:
            slots.pop(0)
        except RootsExhaustedError:
            roots.pop(0)
    if not roots:
        raise SearchLimitError(
            f"the mixing probabilities have more than {ROOTS[-1]} different square roots"
            '\n  use supports="pure", or fix parameters with game.at(...).'
        )
    raise SolverError(TOO_MANY)


def solve_with_free_beliefs(game: Game) -> Found:
    """All paths of play of pure weak perfect Bayesian equilibria: Bayes' rule on the path, any belief off it.

    Single changes of action are compared, which is enough where a player who moves again knows where it is; other
    games are refused.

    Raises
    ------
    SolverError
        If a player may have to form a belief after a move of its own, or information sets cross, or more than 16
        beliefs are open at once.
    AssumptionError
        If the standing assumptions contradict each other.
    """
    for s in game.tree.information_sets:
        if len(s.nodes) > 1 and any(before.player == s.player for n in s.nodes for before in game.tree.above(n)):
            raise SolverError(
                f"at {s.label!r} {s.player} forms a belief after a move of its own\n  weak perfect Bayesian equilibria "
                'of such games are not computed; use concept="sequential".'
            )
    return with_room(game, lambda odds, roots: search(game, odds, free=True))
