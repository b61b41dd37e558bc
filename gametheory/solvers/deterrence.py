"""What deters deviations: for each group of parts that only deviations lead to, the continuations that do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, product
from typing import TYPE_CHECKING

from gametheory.solvers.classes import Choice, Continuation, Guarded
from gametheory.solvers.orders import Order, joined

if TYPE_CHECKING:
    from gametheory.solvers.fronts import Front

Play = Mapping[int, Continuation]
"""A continuation for each part that follows a front, by position."""

Guards = tuple[tuple[Guarded, ...], ...]
"""For each group of deviations, what deters it; any of them will do."""


class Deterrence:
    """The deviations from one choice at a front.

    Parameters
    ----------
    front : Front
    rows : sequence of (information set, action)
        The deviations.

    Attributes
    ----------
    own : list of (information set, action)
        Deviations that lead to no part but those that are played: their constraints involve nothing else.
    groups : list of (parts, deviations)
        Parts that only deviations lead to, those in one constraint together.
    """

    def __init__(self, front: Front, rows: Sequence[Choice]) -> None:
        self.front = front
        active = set(front.active)
        touched = {}
        for s, other in rows:
            ends = front.leaves(s, front.supports[s][0], other)
            touched[s, other] = {front.home[leaf] for leaf in ends if leaf in front.home}
        self.own = [row for row in rows if touched[row] <= active]
        self.groups = _groups([i for i in range(len(front.parts)) if i not in active], touched)

    def ways(self, play: Play, order: Order) -> Iterator[tuple[Guards, Order]]:
        """Ways to fill in the groups: the alternatives of each, kept apart only where they need different orders."""
        ways: list[tuple[Guards, Order]] = [((), order)]
        for members, rows in self.groups:
            by_order: dict[Order, list[Guarded]] = {}
            for chosen in product(*(self.front.parts[i].classes for i in members)):
                needs = joined(*(c.order for c in chosen))
                if needs is not None:
                    both = {**play, **dict(zip(members, chosen, strict=True))}
                    by_order.setdefault(needs, []).extend(self._guards(both, chosen, rows))
            ways = [
                ((*guards, tuple(alternatives)), together)
                for guards, known in ways
                for needs, alternatives in by_order.items()
                if alternatives and (together := joined(known, needs)) is not None
            ]
        yield from ways

    def _guards(self, play: Play, chosen: tuple[Continuation, ...], rows: Sequence[Choice]) -> Iterator[Guarded]:
        """How continuations after a deviation deter it, what is mixed there eliminated."""
        front = self.front
        search, table = front.search, front.table
        condition = table.all_of([*(c.condition for c in chosen), *(front.gain(play, *row) for row in rows)])
        if condition.is_false:
            return
        equations = [e for c in chosen for e in c.equations]
        local = sorted({i for c in chosen for i in c.open})
        rests = list(dict.fromkeys(chain.from_iterable(c.rests for c in chosen)))
        for case in search.settle(equations, condition, local, rests, last=True):
            known = dict(case.solved)
            loose = tuple(i for i in local if i not in known)
            left, bound = search.eliminated(case.whole(table), loose, case.domain, front.state)
            if left is not None and not left.is_false:
                yield Guarded(left, chosen, (), case.solved, loose, bound if loose else None)


def _groups(idle: Sequence[int], touched: Mapping[Choice, set[int]]) -> list[tuple[tuple[int, ...], list[Choice]]]:
    leader = {i: i for i in idle}

    def find(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    for parts in touched.values():
        joint = sorted(parts & set(idle))
        for i in joint[1:]:
            leader[find(i)] = find(joint[0])
    found: dict[int, list[int]] = {}
    for i in idle:
        found.setdefault(find(i), []).append(i)
    return [
        (tuple(members), [row for row, parts in touched.items() if parts & set(members)]) for members in found.values()
    ]
