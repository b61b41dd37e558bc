"""Regions: the admissible points at which a condition holds, with set operations and exact answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from gametheory.algebra.formulas import Formula, evaluate
from gametheory.algebra.implicants import Cover, cover
from gametheory.algebra.space import ParameterSpace
from gametheory.errors import NotFoundError, SolverError
from gametheory.expr import Condition

FEW = 6  # implicants up to which an exact form as short as the generic one is looked for

UpTo = Literal["knife-edges", "exact"]


@dataclass(frozen=True, eq=False)
class Region:
    """The set of admissible points of `space` where `formula` holds.

    Regions of one space combine with ``&``, ``|`` and ``~``. Questions return True or False when proved and raise
    :class:`SolverError` when the budget did not suffice: *undecided* is never passed off as *no*.
    """

    space: ParameterSpace
    formula: Formula

    def _with(self, formula: Formula) -> Region:
        return Region(self.space, formula)

    def _same_space(self, other: Region) -> Formula:
        if other.space is self.space:
            return other.formula
        if other.space.names == self.space.names and other.space.where == self.space.where:
            return self.space.transfer(other.formula, self.space.table)
        raise SolverError(
            "the two regions have different parameters or standing assumptions"
            f"\n  {', '.join(self.space.names)} where {self.space.where}"
            f"\n  {', '.join(other.space.names)} where {other.space.where}"
        )

    def __and__(self, other: Region) -> Region:
        return self._with(self.space.table.all_of([self.formula, self._same_space(other)]))

    def __or__(self, other: Region) -> Region:
        return self._with(self.space.table.any_of([self.formula, self._same_space(other)]))

    def __invert__(self) -> Region:
        return self._with(self.space.table.negate(self.formula))

    def contains(self, point: Mapping[str, object] | None = None, /, **values: object) -> bool:
        """Whether an exact point lies in the region (the standing assumptions are not part of the test)."""
        return evaluate(self.formula, self.space.point({**(point or {}), **values}))

    def __contains__(self, point: Mapping[str, object]) -> bool:
        return self.contains(point)

    def _decide(self, f: Formula, question: str) -> bool:
        possible = self.space.oracle.possible(f)
        if possible is None:
            raise SolverError(f"undecided within the budget: {question}\n  test it at points, or add assumptions.")
        return possible

    def is_empty(self, *, up_to: UpTo = "exact") -> bool:
        """Whether no admissible point lies in the region; up to knife-edges: whether no open set does.

        Raises
        ------
        SolverError
            If it was not decided within the budget.
        """
        f = self.formula if up_to == "exact" else self.space.oracle.open(self.formula)
        return not self._decide(f, "is the region empty?")

    def implies(self, other: Region, *, up_to: UpTo = "exact") -> bool:
        """Whether every point of this region lies in `other` (raises like :meth:`is_empty`)."""
        return (self & ~other).is_empty(up_to=up_to)

    def equivalent(self, other: Region, *, up_to: UpTo = "knife-edges") -> bool:
        """Whether both regions have the same admissible points; see :meth:`difference` for a witness."""
        return self.implies(other, up_to=up_to) and other.implies(self, up_to=up_to)

    def difference(self, other: Region, *, up_to: UpTo = "exact") -> dict[str, Fraction] | None:
        """An exact point in one of the two regions and not in the other, or ``None`` if there is none (proved)."""
        for region in (self & ~other, other & ~self):
            if not region.is_empty(up_to=up_to):
                return region.witness(up_to=up_to)
        return None

    def witness(self, *, up_to: UpTo = "exact") -> dict[str, Fraction] | None:
        """An exact admissible point of the region, or ``None`` if it is empty.

        Raises
        ------
        SolverError
            If none was found although the region was not shown to be empty.
        """
        inside = self.space.oracle.open(self.formula)
        for f in (inside,) if up_to == "knife-edges" else (inside, self.formula):
            answer = self.space.oracle.ask(f)
            if answer.point is not None:
                return dict(zip(self.space.names, answer.point, strict=True))
            if answer.possible is False and f is self.formula:
                return None
            if answer.possible is False and up_to == "knife-edges":
                return None
        raise SolverError(
            "no exact point of the region was found within the budget\n  it may have irrational points only."
        )

    def sample(self, n: int) -> tuple[dict[str, Fraction], ...]:
        """Up to `n` exact points, in the interior of the region if it has one; the same every time.

        Fewer only if no others were found within the budget (for a region of fewer points: if there are no others).
        """
        from gametheory.algebra.sampling import sample

        found = sample(self.space, self.formula, n)
        return tuple(dict(zip(self.space.names, p, strict=True)) for p in found)

    def borders(self, name: str, *, at: Mapping[str, object]) -> tuple[Fraction, ...]:
        """The values of `name` at which membership changes, in order, all other symbols fixed at `at`.

        Raises
        ------
        NotFoundError
            If `name` is not a symbol here, or membership changes at an irrational value.
        """
        from gametheory.algebra.thresholds import borders

        return borders(self, name, at)

    def threshold(self, name: str, *, at: Mapping[str, object]) -> Fraction:
        """The one value of `name` at which membership changes, all other symbols fixed at `at`.

        Raises
        ------
        NotFoundError
            If there is no such value, or more than one, or it is irrational.
        """
        found = self.borders(name, at=at)
        if len(found) != 1:
            raise NotFoundError(
                f"membership changes at {len(found)} values of {name!r} here: {', '.join(map(str, found)) or 'none'}"
            )
        return found[0]

    @cached_property
    def cover(self) -> Cover:
        """Irredundant implicants; exact ones where they are not longer than those up to null sets."""
        generic = cover(self.space, self.formula, exact=False)
        if generic.exact or not generic.closed or len(generic.implicants) > FEW:
            return generic
        exact = cover(self.space, self.formula, exact=True)
        is_edge = not generic.implicants  # nothing to say for generic parameters
        return exact if exact.exact and (is_edge or _atoms(exact) <= _atoms(generic)) else generic

    @cached_property
    def condition(self) -> Condition:
        """The condition as a paper would print it, read under the standing assumptions."""
        from gametheory.algebra.printed import condition

        return condition(self.space, self.cover)

    def about(self, name: str) -> Condition:
        """The same condition arranged for one symbol: alone on the left wherever that is possible.

        Raises
        ------
        NotFoundError
            If `name` is not a symbol here.
        """
        from gametheory.algebra.printed import condition

        if name not in self.space.names:
            raise NotFoundError(f"unknown parameter {name!r}; there are: {', '.join(self.space.names)}")
        return condition(self.space, self.cover, name)

    @property
    def closed(self) -> bool:
        """Whether :attr:`condition` was proved to leave nothing out but a null set; else it is sufficient only."""
        return self.cover.closed

    @property
    def exact(self) -> bool:
        """Whether :attr:`condition` was proved equal to the region everywhere; else it is for generic parameters."""
        return self.cover.exact

    def text(self) -> str:
        """The condition in plain text."""
        return str(self.condition)

    def latex(self, names: Mapping[str, str] | None = None) -> str:
        """The condition in LaTeX; `names` maps symbols to their LaTeX."""
        return self.condition.latex(names)

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Region in {len(self.space.names)} parameters, formula {self.formula.number}>"


def _atoms(cover: Cover) -> int:
    return sum(len(i) for i in cover.implicants)
