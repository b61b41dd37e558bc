"""Refinements as filters on a solution: which rows survive, each on an exact condition.

Those that ask what a message that nobody sends says about its sender are in :mod:`gametheory.solution.messages`, the
comparison with other signalling equilibria in :mod:`gametheory.solution.undefeated`, and those that compare the
equilibria of a game of two players with two actions in :mod:`gametheory.solution.dominance`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from gametheory.algebra import Formula, Region
from gametheory.errors import SolverError
from gametheory.game.names import unknown
from gametheory.solution.dominance import payoff_dominated, risk_dominated
from gametheory.solution.messages import TESTS, MessageTest, messages
from gametheory.solution.model import Solution
from gametheory.solution.nouns import Equilibrium
from gametheory.solution.undefeated import defeated

COMPARISONS = {
    "undefeated": defeated,
    "payoff dominance": payoff_dominated,
    "risk dominance": risk_dominated,
}
REFINEMENTS = (*TESTS, *COMPARISONS)

Fails = Callable[[Equilibrium], Formula]
"""Where a row fails, in the solution's space."""


def refine(solution: Solution, name: str) -> Solution:
    """See :meth:`Solution.refine`."""
    if name not in REFINEMENTS:
        raise SolverError(unknown("refinement", name, REFINEMENTS))
    if name in COMPARISONS and not solution.complete:
        raise SolverError(
            f"{name!r} compares a row with all others, and some may be missing: {solution.undecided[0]}"
            "\n  refine a solution that is complete."
        )
    fails = COMPARISONS[name](solution) if name in COMPARISONS else _untested(solution, name)
    generic = [_survivor(row, fails) for row in solution.equilibria]
    edges = [_survivor(row, fails) for row in solution.knife_edges]
    oracle = solution.space.oracle
    kept = [row for row in generic if oracle.possible(oracle.open(row.region.formula)) is not False]
    tied = [row for row in (*generic, *edges) if row not in kept and oracle.possible(row.region.formula) is not False]
    return solution.replace(
        equilibria=tuple(kept), knife_edges=tuple(tied), scope=replace(solution.scope, refinement=name)
    )


def _untested(solution: Solution, name: str) -> Fails:
    tests = [MessageTest(solution, message) for message in messages(solution.game)]
    table = solution.space.table
    return lambda row: table.any_of([test.fails(row, name) for test in tests if not test.sent(row)])


def _survivor(row: Equilibrium, fails: Fails) -> Equilibrium:
    space, failure = row.region.space, fails(row)
    if failure.is_false:
        return row
    region = Region(space, space.table.all_of([row.region.formula, space.table.negate(failure)]))
    return replace(row, region=region, variants=tuple(replace(v, region=region) for v in row.variants))
