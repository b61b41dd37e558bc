"""Where two solutions differ: an instrument on and off, a parameter moved, a refinement applied."""

from __future__ import annotations

from dataclasses import dataclass

from gametheory.algebra import Formula, ParameterSpace, Region
from gametheory.algebra.shift import Shift
from gametheory.errors import SolverError
from gametheory.expr import Symbol, all_of
from gametheory.solution.model import Solution
from gametheory.solution.partition import Ends, by_outcomes, shown


@dataclass(frozen=True)
class Difference:
    """One kind of equilibrium, by the outcomes it may end in, and where only one of the solutions has it.

    Attributes
    ----------
    kind : tuple of str
    gained, lost : Region or None
        Where the second solution has it and the first has not, and the reverse; ``None``: on no open set.
    """

    kind: Ends
    gained: Region | None
    lost: Region | None

    def __str__(self) -> str:
        parts = []
        if self.gained is not None:
            parts.append(f"appears if {self.gained}")
        if self.lost is not None:
            parts.append(f"disappears if {self.lost}")
        return f"{shown(self.kind)}: {'; '.join(parts)}"


@dataclass(frozen=True)
class Comparison:
    """The differences between two solutions; empty if the same kinds exist everywhere, but for knife-edges."""

    differences: tuple[Difference, ...]

    def __bool__(self) -> bool:
        return bool(self.differences)

    def __str__(self) -> str:
        return "\n".join(map(str, self.differences)) or "no difference"


def compare(first: Solution, second: Solution) -> Comparison:
    """Which kinds of equilibria appear and disappear from one solution to another, and where.

    Parameters
    ----------
    first, second : Solution
        Of the same game, or of games whose parameters may differ: the regions are then in all parameters together,
        under both games' standing assumptions.

    Returns
    -------
    Comparison
        In the order of the first solution's outcomes.

    Raises
    ------
    SolverError
        If it was not decided whether a kind is gained or lost somewhere.
    AssumptionError
        If the two games' assumptions contradict each other.
    """
    names = dict.fromkeys((*first.space.names, *second.space.names))
    space = ParameterSpace(tuple(names), all_of(first.space.where, second.space.where))
    before, after = (_kinds(s, space) for s in (first, second))
    found = []
    for kind in dict.fromkeys((*before, *after)):
        old, new = before.get(kind, space.table.false), after.get(kind, space.table.false)
        gained, lost = _only(space, new, old, kind), _only(space, old, new, kind)
        if gained is not None or lost is not None:
            found.append(Difference(kind, gained, lost))
    return Comparison(tuple(found))


def _kinds(solution: Solution, space: ParameterSpace) -> dict[Ends, Formula]:
    shift = Shift(solution.space, space, {name: Symbol(name) for name in solution.space.names})
    groups = by_outcomes(solution.equilibria)
    return {kind: shift(solution.space.table.any_of([r.region.formula for r in rows])) for kind, rows in groups.items()}


def _only(space: ParameterSpace, there: Formula, not_there: Formula, kind: Ends) -> Region | None:
    f = space.table.all_of([there, space.table.negate(not_there)])
    possible = space.oracle.possible(space.oracle.open(f))
    if possible is None:
        raise SolverError(f"where {shown(kind)} differs was not decided within the budget")
    return Region(space, f) if possible else None
