"""Payoff dominance and risk dominance in games of two players who move once each, with two actions.

J. Harsanyi and R. Selten (1988), A General Theory of Equilibrium Selection in Games, MIT Press, chapter 3.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gametheory.algebra import Formula, RatFun
from gametheory.errors import SolverError, UndecidedError
from gametheory.solution.model import Solution
from gametheory.solution.nouns import Equilibrium
from gametheory.solution.rows import outcomes_and_payoffs
from gametheory.solvers.stages import one_shot

Cell = tuple[str, str]
"""The actions of both players."""


def payoff_dominated(solution: Solution) -> Callable[[Equilibrium], Formula]:
    """Where another row gives both players more, in the solution's space.

    Raises
    ------
    SolverError
        If the game is not one of two players with two actions each.
    """
    _demand_two_by_two(solution)
    space, table = solution.space, solution.space.table
    rows = (*solution.equilibria, *solution.knife_edges)

    def fails(row: Equilibrium) -> Formula:
        own = _paid(solution, row)
        found = []
        for other in rows:
            if other is not row:
                gains = [space.ring.minus(new, old) for new, old in zip(_paid(solution, other), own, strict=True)]
                better = (table.ratio(gain, ">") for gain in gains)
                found.append(table.all_of([other.region.formula, *better]))
        return table.any_of(found)

    return fails


def risk_dominated(solution: Solution) -> Callable[[Equilibrium], Formula]:
    """Where another strict equilibrium risk-dominates a row, in the solution's space.

    Of two strict equilibria that differ in both actions, one risk-dominates the other if the product of what the
    players would lose by deviating alone from it is larger. A mixed equilibrium beside them fails where one of them
    risk-dominates the other. Of equilibria that are not strict nothing is said.

    Raises
    ------
    SolverError
        If the game is not one of two players with two actions each.
    """
    _demand_two_by_two(solution)
    space, table = solution.space, solution.space.table
    first, second = solution.game.tree.information_sets
    cells = [(a, b) for a in first.actions for b in second.actions]
    pays = {cell: _payoffs(solution, cell) for cell in cells}
    across = {(a, b): next(c for c in cells if c[0] != a and c[1] != b) for a, b in cells}
    losses = {cell: _losses(solution, cell, across[cell], pays) for cell in cells}

    def strict(cell: Cell) -> Formula:
        return table.all_of([table.ratio(x, ">") for x in losses[cell]])

    def dominates(cell: Cell) -> Formula:
        ring, other = space.ring, across[cell]
        excess = ring.minus(ring.times(*losses[cell]), ring.times(*losses[other]))
        return table.all_of([strict(cell), strict(other), table.ratio(excess, ">")])

    def fails(row: Equilibrium) -> Formula:
        if row.mixing:
            return table.any_of([dominates(cell) for cell in cells])
        chosen = dict(row.path)
        return dominates(across[chosen[first.label], chosen[second.label]])

    return fails


def _demand_two_by_two(solution: Solution) -> None:
    sets = solution.game.tree.information_sets
    if not one_shot(solution.game) or any(len(s.actions) != 2 for s in sets):
        raise SolverError(
            "payoff and risk dominance are defined for two players who move once each, unaware of each other's move, "
            "with two actions\n  this game is not of that form."
        )


def _paid(solution: Solution, row: Equilibrium) -> tuple[RatFun, ...]:
    """What the players get in a row."""
    if row.free:
        raise UndecidedError(
            f"payoff dominance is not defined for {row.label!r}: what the players get depends on "
            f"{', '.join(name for name, _ in row.free)}, which no equation determines"
            "\n  fix parameters so that the row does not exist, or assume() it away."
        )
    return tuple(solution.space.ring.read(value) for _, value in row.payoffs)


def _payoffs(solution: Solution, cell: Cell) -> tuple[RatFun, ...]:
    """What the players get if they play these actions, the mover at the first information set first."""
    game = solution.game
    sets = game.tree.information_sets
    path = tuple((s.label, action) for s, action in zip(sets, cell, strict=True))
    _, payoffs = outcomes_and_payoffs(game, solution.space, path, {})
    return tuple(payoffs[s.player] for s in sets)


def _losses(
    solution: Solution, cell: Cell, other: Cell, pays: Mapping[Cell, tuple[RatFun, ...]]
) -> tuple[RatFun, RatFun]:
    """What each player loses by deviating alone."""
    ring = solution.space.ring
    first, second = (other[0], cell[1]), (cell[0], other[1])
    return ring.minus(pays[cell][0], pays[first][0]), ring.minus(pays[cell][1], pays[second][1])
