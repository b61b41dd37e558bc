"""What coexists where: overlaps of rows, and the admissible set cut up by the outcomes that equilibria have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from gametheory.algebra import Evaluator, Formula, Region
from gametheory.errors import SolverError

if TYPE_CHECKING:
    from gametheory.solution.model import Solution
    from gametheory.solution.nouns import Equilibrium

MOST = 500
"""Pieces of a partition: beyond it nobody reads the answer."""

Ends = tuple[str, ...]
"""The outcomes that an equilibrium may end in."""


@dataclass(frozen=True)
class Overlap:
    """Two kinds of equilibria that coexist on an open set of parameters."""

    kinds: tuple[Ends, Ends]
    region: Region

    def __str__(self) -> str:
        return f"{shown(self.kinds[0])} and {shown(self.kinds[1])} if {self.region}"


@dataclass(frozen=True)
class Piece:
    """Where equilibria of these kinds exist and no others.

    Attributes
    ----------
    kinds : tuple of tuples of str
        The outcomes that each kind of equilibrium may end in.
    region : Region
        An open set, its border left out.
    """

    kinds: tuple[Ends, ...]
    region: Region

    def __str__(self) -> str:
        return f"{'; '.join(shown(k) for k in self.kinds) or 'no equilibrium of this solution'} if {self.region}"


@dataclass(frozen=True)
class Partition:
    """The admissible set, borders left out, cut into pieces.

    Attributes
    ----------
    pieces : tuple of Piece
        Disjoint; the largest, by the share of sampled points, first.
    complete : bool
        Whether it was proved that the pieces leave out no open set.
    """

    pieces: tuple[Piece, ...]
    complete: bool

    def __str__(self) -> str:
        lines = [str(p) for p in self.pieces]
        if not self.complete:
            lines.append("(whether there are further pieces was not decided)")
        return "\n".join(lines)


def shown(ends: Ends) -> str:
    """A kind of equilibrium in words."""
    return " / ".join(ends)


def by_outcomes(rows: Sequence[Equilibrium]) -> dict[Ends, list[Equilibrium]]:
    """Rows that end in the same outcomes, whatever their probabilities."""
    groups: dict[Ends, list[Equilibrium]] = {}
    for row in rows:
        groups.setdefault(tuple(sorted(name for name, _ in row.outcomes)), []).append(row)
    return groups


def overlaps(solution: Solution) -> tuple[Overlap, ...]:
    """See :meth:`Solution.overlaps`.

    Raises
    ------
    SolverError
        If it was not decided whether two kinds coexist.
    """
    table, oracle = solution.space.table, solution.space.oracle
    kinds = _kinds(solution)
    found = []
    for (a, f), (b, g) in combinations(kinds.items(), 2):
        both = table.all_of([f, g])
        possible = oracle.possible(oracle.open(both))
        if possible is None:
            raise SolverError(f"whether {shown(a)} and {shown(b)} coexist was not decided within the budget")
        if possible:
            found.append(Overlap((a, b), Region(solution.space, both)))
    return tuple(found)


def partition(solution: Solution) -> Partition:
    """See :meth:`Solution.partition`.

    The sets of kinds that occur at the sampled points come first; a solver then looks for points with another set
    until there are none.

    Raises
    ------
    SolverError
        If there are more than 500 pieces.
    """
    space = solution.space
    table, oracle = space.table, space.oracle
    inside = {ends: table.interior(f) for ends, f in _kinds(solution).items()}
    outside = {ends: table.interior(table.negate(f)) for ends, f in _kinds(solution).items()}
    counts: dict[tuple[Ends, ...], int] = {}
    known: dict[tuple[Ends, ...], Formula] = {}
    for i in range(len(space.bank)):
        here = Evaluator(space.bank.exact(i))
        own = tuple(ends for ends, f in inside.items() if here.truth(f))
        if all(here.truth(outside[ends]) for ends in outside if ends not in own):
            counts[own] = counts.get(own, 0) + 1
    for own in sorted(counts, key=lambda k: (-counts[k], k)):
        known[own] = _signature(table, inside, outside, own)
    while True:
        if len(known) > MOST:
            raise SolverError(f"there are more than {MOST} pieces\n  assume more, or ask for overlaps().")
        rest = table.all_of([table.negate(f) for f in known.values()])
        answer = oracle.ask(oracle.open(rest))
        if answer.possible is not True or answer.point is None:
            pieces = tuple(Piece(own, Region(space, f)) for own, f in known.items())
            return Partition(pieces, answer.possible is False)
        here = Evaluator(answer.point)
        own = tuple(ends for ends, f in inside.items() if here.truth(f))
        f = _signature(table, inside, outside, own)
        if own in known:
            return Partition(tuple(Piece(k, Region(space, g)) for k, g in known.items()), False)
        known[own] = f


def _signature(table: Any, inside: dict[Ends, Formula], outside: dict[Ends, Formula], own: tuple[Ends, ...]) -> Formula:
    result: Formula = table.all_of([inside[ends] if ends in own else outside[ends] for ends in inside])
    return result


def _kinds(solution: Solution) -> dict[Ends, Formula]:
    table = solution.space.table
    groups = by_outcomes(solution.equilibria)
    return {ends: table.any_of([row.region.formula for row in rows]) for ends, rows in groups.items()}
