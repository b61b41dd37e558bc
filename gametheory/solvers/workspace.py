"""The parameter space that a solver works in: parameters, then odds of deviations, probabilities and square roots."""

from __future__ import annotations

from gametheory.algebra import ParameterSpace
from gametheory.expr import Symbol, add, all_of
from gametheory.game import Game

ODDS = "_odds"
"""How the names of odds begin."""

MIX = "_mix"
"""How the names of mixing probabilities begin."""

SLOTS = (4, 8, 16)
"""Numbers of odds that are tried, one after the other."""

ROOTS = (0, 4, 16, 64)
"""Numbers of different square roots, likewise."""


def probabilities(game: Game, odds: int) -> dict[tuple[int, str], int]:
    """By (information set, action) the slot of a mixing probability; the last action of a set has none."""
    sets = enumerate(game.tree.information_sets)
    return {choice: odds + k for k, choice in enumerate((i, a) for i, s in sets for a in s.actions[:-1])}


def workspace(game: Game, odds: int, *, mixed: bool = False, roots: int = 0) -> ParameterSpace:
    """Parameters and assumptions of a game with `odds` positive symbols, and if `mixed` with mixing probabilities.

    The last symbols are kept for `roots` square roots.
    """
    names = [f"{ODDS}{i}" for i in range(odds)]
    below_one = []
    if mixed:
        slots = probabilities(game, odds)
        names.extend(f"{MIX}{slot - odds}" for slot in slots.values())
        for i, s in enumerate(game.tree.information_sets):
            if len(s.actions) > 1:
                below_one.append(add(*(Symbol(f"{MIX}{slots[i, a] - odds}") for a in s.actions[:-1])) < 1)
    positive = [Symbol(name) > 0 for name in names]
    kept = [f"_root{i}" for i in range(roots)]
    return ParameterSpace((*game.symbols, *names, *kept), all_of(game.where, *positive, *below_one), roots)
