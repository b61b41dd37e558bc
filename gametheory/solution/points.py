"""A solution at one exact point."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from gametheory.algebra import Evaluator, evaluate
from gametheory.errors import AssumptionError
from gametheory.expr import ExactNumber
from gametheory.game import Game
from gametheory.solution.confirm import assessment_of, exhibit_at
from gametheory.solution.model import Solution
from gametheory.solution.nouns import Equilibrium, PointEquilibrium, numbers
from gametheory.verify.assessment import Assessment
from gametheory.verify.consistency import full_beliefs
from gametheory.verify.numeric import numeric


def equilibria_at(solution: Solution, values: Mapping[str, Any]) -> tuple[PointEquilibrium, ...]:
    """See :meth:`Solution.at`."""
    game = solution.game
    point = admissible(solution, values)
    if point and solution.found.undecided:
        from gametheory.solution.solve import solve

        there = solve(game.at(**point), concept=solution.scope.concept, supports=solution.scope.supports)
        if there.complete:
            return equilibria_at(there, {})
    exact = tuple(point.values())
    here = Evaluator(exact)
    found = []
    for row in (*solution.equilibria, *solution.knife_edges):
        if here.truth(row.region.formula):
            exhibit = exhibit_at(game, solution.found, row.play, exact)
            assessment = assessment_of(game, exhibit)
            here_too = {**point, **{name: exhibit.values[slot] for name, slot in row.free}}
            found.append(
                PointEquilibrium(
                    label=row.label,
                    path=row.path,
                    outcomes=tuple((name, p) for name, p in numbers(row.outcomes, here_too) if p),
                    payoffs=numbers(row.payoffs, here_too),
                    strategy={
                        label: played if len(played) > 1 else next(iter(played))
                        for label, played in assessment.strategy.items()
                    },
                    beliefs={label: b for label, b in _beliefs(game, point, assessment).items() if _says(label, row)},
                    trembles=assessment.trembles,
                )
            )
    return tuple(found)


def _says(label: str, row: Equilibrium) -> bool:
    """Whether an equilibrium says something about beliefs at an information set; some concepts only on the path."""
    return row.concept not in ("nash", "subgame perfect") or label in dict(row.path)


def admissible(solution: Solution, values: Mapping[str, Any]) -> dict[str, Fraction]:
    """The exact point with these values.

    Raises
    ------
    AssumptionError
        If it violates the standing assumptions.
    """
    space = solution.space
    exact = space.point(values)
    point = dict(zip(space.names, exact, strict=True))
    if not evaluate(space.assumptions, exact):
        shown = ", ".join(f"{k} = {v}" for k, v in point.items())
        raise AssumptionError(
            f"the point {shown} violates the standing assumptions {space.where}"
            "\n  choose an admissible point, or solve game.at(...) for a border of the assumptions."
        )
    return point


def _beliefs(
    game: Game, point: Mapping[str, Fraction], assessment: Assessment
) -> dict[str, tuple[tuple[str, ExactNumber], ...]]:
    wide = {s.label for s in game.tree.information_sets if len(s.nodes) > 1}
    if not wide:
        return {}
    return {
        label: tuple((", ".join(f"{m}={a}" for m, a in game.tree.history(node)), p) for node, p in belief.items())
        for label, belief in full_beliefs(numeric(game, point), assessment).items()
        if label in wide
    }
