"""A condition on beliefs in print: implicants that need be right only where the row exists."""

from __future__ import annotations

from collections.abc import Sequence

from gametheory.algebra import Evaluator, Formula, ParameterSpace, postorder
from gametheory.algebra.formulas import sufficient_atoms
from gametheory.algebra.implicants import LARGE, LIMIT, Cover, weight
from gametheory.algebra.oracle import Refuter

Implicant = tuple[Formula, ...]


def cover_where(space: ParameterSpace, f: Formula, care: Formula, *, most: int = LIMIT) -> Cover | None:
    """Implicants whose disjunction equals `f` wherever `care` holds; what it says elsewhere is left open.

    Up to null sets if there is anything to say then, else exact. ``None`` if more than `most` would be needed.
    """
    found = _Search(space, f, care, exact=False).run(most)
    if found is not None and not found.implicants:
        return _Search(space, f, care, exact=True).run(most)
    return found


class _Search:
    def __init__(self, space: ParameterSpace, f: Formula, care: Formula, *, exact: bool) -> None:
        table = space.table
        self.space, self.exact, self.f, self.care = space, exact, f, care
        self.wanted = f if exact else table.interior(f)
        outside, within = table.negate(f), care
        if not exact:
            outside, within = table.interior(outside), table.interior(care)
        self.within = within
        self.outside = table.all_of([outside, within])
        self.refuter: Refuter = space.oracle.refuter(self.outside)

    def run(self, most: int) -> Cover | None:
        table, oracle = self.space.table, self.space.oracle
        if oracle.possible(self.outside, quick=True) is False:
            return Cover(((),), True, self.exact)
        found: list[Implicant] = []
        missed, closed = table.all_of([self.wanted, self.within]), False
        while True:
            question = missed if self.exact else oracle.open(missed)
            answer = oracle.ask(question, quick=len(postorder(question)) > LARGE)
            closed = answer.possible is False
            if answer.point is None:
                break
            if len(found) == most:
                return None
            found.append(self.minimal(sufficient_atoms(self.wanted, Evaluator(answer.point))))
            beyond = table.negate(table.all_of(found[-1]))
            missed = table.all_of([missed, beyond if self.exact else table.interior(beyond)])
        kept = self.irredundant(found)
        ordered = sorted((tuple(sorted(i, key=weight)) for i in kept), key=lambda i: [weight(a) for a in i])
        return Cover(tuple(ordered), closed, closed and self.exact)

    def minimal(self, literals: list[Formula]) -> Implicant:
        """The literals less those that are not needed; the longest are tried first."""
        kept = sorted(literals, key=weight)
        core = self.refuter.excluded(kept)
        kept = kept if core is None else core
        for literal in reversed(kept):
            rest = [a for a in kept if a is not literal]
            if len(rest) < len(kept) and (core := self.refuter.excluded(rest)) is not None:
                kept = core
        return tuple(kept if self.exact else dict.fromkeys(map(self.weak, kept)))

    def weak(self, literal: Formula) -> Formula:
        assert literal.poly is not None
        return self.space.table.raw_atom(literal.poly, ">=") if literal.rel == ">" else literal

    def irredundant(self, found: Sequence[Implicant]) -> list[Implicant]:
        table, kept = self.space.table, list(found)
        for implicant in sorted(found, key=lambda i: (-len(i), [weight(a) for a in sorted(i, key=weight)])):
            others = table.any_of([table.all_of(i) for i in kept if i is not implicant])
            alone = table.all_of([*implicant, table.negate(others), self.within])
            if len(kept) > 1 and self.space.oracle.possible(
                alone if self.exact else table.interior(alone), quick=True
            ) is False:
                kept = [i for i in kept if i is not implicant]
        return kept
