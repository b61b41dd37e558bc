"""Coverage: a proof that an equilibrium exists at every admissible point, or a point without one."""

from __future__ import annotations

from gametheory.solution.model import Solution
from gametheory.solution.nouns import Coverage


def coverage(solution: Solution) -> Coverage:
    """See :meth:`Solution.coverage`.

    Each step of the solver's ladder is proved on its own and then helps to prove the next; a step that is not proved
    helps nobody. What is proved in the end is the whole: at every admissible point some row exists.
    """
    space, steps = solution.space, solution.found.steps if solution.found.space is solution.space else ()
    oracle, table = space.oracle, space.table
    proved: set[int] = set()
    for i, step in enumerate(steps[:-1]):
        premises = [steps[p].claim for p in step.premises if p in proved]
        if oracle.possible(table.all_of([table.negate(step.claim), *premises])) is False:
            proved.add(i)
    union = table.any_of([e.region.formula for e in (*solution.equilibria, *solution.knife_edges)])
    if any(steps[i].claim is union for i in proved):
        return Coverage(True)
    known = [steps[p].claim for p in steps[-1].premises if p in proved] if steps else []
    gap = table.all_of([table.negate(union), *known])
    answer = oracle.ask(gap)
    point = dict(zip(space.names, answer.point, strict=True)) if answer.point is not None else None
    if answer.possible is False:
        return Coverage(True)
    if solution.scope.ties == "exact" or oracle.possible(oracle.open(gap)) is not False:
        return Coverage(None if answer.possible is None else False, point)
    return Coverage(True, point, "knife-edges")
