"""Classes of play restricted to part of the strategies: when does an equilibrium with *these* choices exist?

A class remembers every way to fill in play off the path. Leaving out the ways that choose otherwise, from the bottom
up, gives the exact condition of what is left: of every constraint of a way only values enter, and these are the same
for all ways of a class. Odds of deviations are eliminated again where the class eliminated them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gametheory.algebra import Formula, ParameterSpace, RatFun
from gametheory.algebra.elimination import exists_positive
from gametheory.algebra.substitution import replaced
from gametheory.errors import NotLinearError, UndecidedError
from gametheory.expr import ZERO, Comparison, Expr
from gametheory.solvers import Alternative, Continuation, Guarded

Allowed = Mapping[int, frozenset[str]]
"""What may be chosen, by information set; sets left out are free."""

MIXED = "(mixed)"
"""Among what may be chosen: every mixture."""


@dataclass(frozen=True, slots=True)
class Share:
    """Of a mixture at an information set: whether the probability of an action is to be within a bound, or not."""

    where: int
    action: str
    op: str
    value: Expr
    wanted: bool = True


class Restriction:
    """Continuations less the ways that choose what is not allowed.

    Parameters
    ----------
    space : ParameterSpace
        Of the conditions.
    width : int
        The number of parameters; the space's other symbols are the slots.
    allowed : mapping of information set to actions
    shares : sequence of Share
        What is asked of mixtures; each is at a set where nothing but mixtures is allowed.
    """

    def __init__(
        self, space: ParameterSpace, width: int, allowed: Allowed, shares: Sequence[Share] = ()
    ) -> None:
        self.space, self.table, self.allowed, self.shares = space, space.table, allowed, shares
        self.slots = range(width, len(space.names))
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
                any(s in self.allowed for s, _ in (*a.choices, *a.mixed))
                or any(self.touches(b) for b in a.active)
                or any(self.touches(b) for group in a.deterred for g in group for b in g.below)
                for a in c.alternatives
            )
        return self._touched[id(c)]

    def _restricted(self, c: Continuation) -> Continuation:
        ways = []
        for a in c.alternatives:
            chosen = (*a.choices, *((s, MIXED) for s, _ in a.mixed))
            if all(action in self.allowed.get(s, (action,)) for s, action in chosen):
                way = self._way(a)
                if not way.condition.is_false:
                    ways.append(way)
        return replace(c, condition=self.table.any_of([w.condition for w in ways]), alternatives=tuple(ways))

    def _way(self, a: Alternative) -> Alternative:
        below = [*a.active, *(b for group in a.deterred for g in group for b in g.below)]
        asked = [self._asked(share, dict(own)) for s, own in a.mixed for share in self.shares if share.where == s]
        if not asked and not any(self.touches(b) for b in below):
            return a
        active = tuple(self.of(b) for b in a.active)
        deterred = tuple(tuple(self._guarded(g) for g in group) for group in a.deterred)
        guards = [self.table.any_of([g.condition for g in group]) for group in deterred]
        settled, full = self._settled(a, [*(b.condition for b in active), *guards, *asked])
        return replace(a, condition=settled, active=active, deterred=deterred, bound=None if a.bound is None else full)

    def _asked(self, share: Share, own: Mapping[str, RatFun]) -> Formula:
        """What a mixture has to fulfil."""
        played = self.space.expr(own[share.action]) if share.action in own else ZERO
        f = self.space.formula(Comparison(played, share.op, share.value))
        return f if share.wanted else self.table.negate(f)

    def _guarded(self, g: Guarded) -> Guarded:
        below = tuple(self.of(b) for b in g.below)
        settled, full = self._settled(g, [b.condition for b in below])
        return replace(g, condition=settled, below=below, bound=None if g.bound is None else full)

    def _settled(self, way: Alternative | Guarded, more: Sequence[Formula]) -> tuple[Formula, Formula]:
        """The condition of a way under more conditions, and what it was before its slots were eliminated."""
        extra = self.table.all_of(more)
        for slot, solution in way.solved:
            extra = replaced(self.table, extra, self.slots[slot], solution.num, solution.den)
        full = self.table.all_of([way.condition if way.bound is None else way.bound, extra])
        if not way.chosen_here:
            return self.table.all_of([way.condition, full]), full
        return self.table.all_of([way.condition, self._without(full, way.chosen_here)]), full

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
