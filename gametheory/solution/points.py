"""A solution at one exact point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gametheory.algebra import Evaluator
from gametheory.errors import AssumptionError
from gametheory.solution.model import PointEquilibrium, Solution, numbers
from gametheory.solvers import strategy_at


def equilibria_at(solution: Solution, values: Mapping[str, Any]) -> tuple[PointEquilibrium, ...]:
    """See :meth:`Solution.at`."""
    space, game = solution.space, solution.game
    exact = space.point(values)
    point = dict(zip(space.names, exact, strict=True))
    here = Evaluator(exact)
    if not here.truth(space.assumptions):
        shown = ", ".join(f"{k} = {v}" for k, v in point.items())
        raise AssumptionError(f"the point {shown} violates the standing assumptions {space.where}\n  choose an admissible point, or solve game.at(...) for a border of the assumptions.")
    sets = game.tree.information_sets
    return tuple(
        PointEquilibrium(
            row.label,
            row.path,
            tuple((name, p) for name, p in numbers(row.outcomes, point) if p),
            numbers(row.payoffs, point),
            {sets[i].label: action for i, action in sorted(strategy_at(row.below, here).items())},
        )
        for row in (*solution.equilibria, *solution.knife_edges)
        if here.truth(row.region.formula)
    )
