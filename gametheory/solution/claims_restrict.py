"""Classes of play restricted to part of the strategies: when does an equilibrium with *these* choices exist?

A class remembers every way to fill in play off the path. Leaving out the ways that choose otherwise, from the bottom
up, gives the exact condition of what is left: of every constraint of a way only values enter, and these are the same
for all ways of a class. Odds of deviations are eliminated again where the class eliminated them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gametheory.algebra import Formula, FormulaTable
from gametheory.algebra.elimination import exists_positive
from gametheory.errors import NotLinearError, UndecidedError
from gametheory.solvers import Alternative, Continuation, Guarded

Allowed = Mapping[int, frozenset[str]]
"""What may be chosen, by information set; sets left out are free."""


class Restriction:
    """Continuations less the ways that choose what is not allowed.

    Parameters
    ----------
    table : FormulaTable
        Of the conditions.
    slots : sequence of int
        Positions of the slots among the table's symbols.
    allowed : mapping of information set to actions
    """

    def __init__(self, table: FormulaTable, slots: Sequence[int], allowed: Allowed) -> None:
        self.table, self.slots, self.allowed = table, slots, allowed
        self._done: dict[int, Continuation] = {}
        self._touched: dict[int, bool] = {}

    def of(self, c: Continuation) -> Continuation:
        """The class with the ways that are left and the condition under which there is one.

        Raises
        ------
        UndecidedError
            If beliefs cannot be eliminated from a condition.
        """
        if id(c) not in self._done:
            self._done[id(c)] = self._restricted(c) if self.touches(c) else c
        return self._done[id(c)]

    def touches(self, c: Continuation) -> bool:
        """Whether a restricted information set is played somewhere below."""
        if id(c) not in self._touched:
            self._touched[id(c)] = any(
                any(s in self.allowed for s, _ in a.choices)
                or any(self.touches(b) for b in a.active)
                or any(self.touches(b) for group in a.deterred for g in group for b in g.below)
                for a in c.alternatives
            )
        return self._touched[id(c)]

    def _restricted(self, c: Continuation) -> Continuation:
        ways = []
        for a in c.alternatives:
            if all(action in self.allowed.get(s, (action,)) for s, action in a.choices):
                way = self._way(a)
                if not way.condition.is_false:
                    ways.append(way)
        return Continuation(c.values, c.path, self.table.any_of([w.condition for w in ways]), tuple(ways), c.order)

    def _way(self, a: Alternative) -> Alternative:
        below = [*a.active, *(b for group in a.deterred for g in group for b in g.below)]
        if not any(self.touches(b) for b in below):
            return a
        active = tuple(self.of(b) for b in a.active)
        deterred = tuple(tuple(self._guarded(g) for g in group) for group in a.deterred)
        full = self.table.all_of([
            a.condition if a.bound is None else a.bound,
            *(b.condition for b in active),
            *(self.table.any_of([g.condition for g in group]) for group in deterred),
        ])
        if a.bound is None:
            return replace(a, condition=full, active=active, deterred=deterred)
        settled = self.table.all_of([a.condition, self._without(full, a.chosen_here)])
        return replace(a, condition=settled, active=active, deterred=deterred, bound=full)

    def _guarded(self, g: Guarded) -> Guarded:
        below = tuple(self.of(b) for b in g.below)
        return Guarded(self.table.all_of([g.condition, *(b.condition for b in below)]), below, g.order)

    def _without(self, f: Formula, born: Iterable[int]) -> Formula:
        left = list(born)
        while left:
            for slot in left:
                try:
                    f = exists_positive(self.table, f, self.slots[slot])
                except NotLinearError:
                    continue
                left.remove(slot)
                break
            else:
                raise UndecidedError("beliefs off the path enter a condition nonlinearly and were not eliminated")
        return f
