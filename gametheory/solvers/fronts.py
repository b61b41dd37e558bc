"""One choice at the front of a part: what follows it, what it is worth, and what keeps its player to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING

from gametheory.algebra import Formula, RatFun
from gametheory.errors import SlotsExhaustedError
from gametheory.solvers.classes import Alternative, Choice, Continuation, Guarded, path_of
from gametheory.solvers.orders import Labels, Order, joined, projected
from gametheory.solvers.parts import Entry, Mark, State

if TYPE_CHECKING:
    from gametheory.solvers.components import Search

DEVIATED: tuple[Mark, ...] = (0,)
"""The label of every history off the path where beliefs are free: that there was a deviation, not which."""


class Front:
    """One choice at the front of a part, under one pattern of beliefs there."""

    def __init__(
        self,
        search: Search,
        state: State,
        labels: dict[int, Labels],
        choice: dict[int, str],
        believed: dict[int, tuple[int, ...]],
        order: Order,
    ) -> None:
        self.search, self.state, self.labels = search, state, labels
        self.choice, self.believed, self.order = choice, believed, order
        self.free = self.free_beliefs() if search.free else {}
        self.arena, self.space, self.table = search.arena, search.space, search.table
        self.chosen = {n: self.arena.child(n, choice[s]) for s in choice for n in search.sets[s].nodes}
        self.parts = search.parts(self.entries(), self.wanted(), order)
        search.kids.setdefault(state, {}).update(dict.fromkeys(p.piece.state for p in self.parts))
        self.home = {leaf: i for i, p in enumerate(self.parts) for leaf in p.piece.state.nodes}
        self.active = [i for i, p in enumerate(self.parts) if p.piece.active]

    def entries(self) -> list[Entry]:
        """The histories that follow, with their deviations."""
        sets = self.search.sets
        found = [Entry(n, self.labels[n], True, self.reached(n)) for n in self.state.nodes if n not in self.chosen]
        for s, picked in self.choice.items():
            for n in sets[s].nodes:
                for action in sets[s].actions:
                    played = action == picked
                    marks: tuple[Mark, ...] = self.labels[n] if played else (*self.labels[n], (s, action))
                    if marks and self.search.free:
                        marks = DEVIATED
                    child = self.arena.child(n, action)
                    found.extend(
                        Entry(leaf, marks, played, played and self.reached(n)) for leaf, _ in self.arena.spread[child]
                    )
        return found

    def free_beliefs(self) -> dict[int, int]:
        """A slot for the belief in each history that a set off the path holds possible, where beliefs are free."""
        open_sets = [s for s in self.choice if not any(self.reached(n) for n in self.search.sets[s].nodes)]
        nodes = [n for s in open_sets if len(self.believed[s]) > 1 for n in self.believed[s]]
        taken = len(DEVIATED)
        if taken + len(nodes) > len(self.search.slots):
            raise SlotsExhaustedError
        return {n: taken + i for i, n in enumerate(nodes)}

    def reached(self, node: int) -> bool:
        return self.state.on and not self.labels[node]

    def wanted(self) -> dict[int, set[int]]:
        """Whose values are needed at which of the histories that follow."""
        found: dict[int, set[int]] = {}
        asked = [(self.chosen.get(n, n), p) for n, p in self.state.needs]
        for s in self.choice:
            for n in self.believed[s]:
                asked.extend((self.arena.child(n, a), self.arena.movers[s]) for a in self.search.sets[s].actions)
        for node, player in asked:
            for leaf, _ in self.arena.spread[node]:
                found.setdefault(leaf, set()).add(player)
        return found

    def classes(self) -> Iterator[Continuation]:
        """The classes of this choice."""
        if any(not p.classes for p in self.parts):
            return
        rows = [(s, a) for s in self.choice for a in self.search.sets[s].actions if a != self.choice[s]]
        touched = {row: self.touched(*row) for row in rows}
        groups = self.groups(touched)
        own = [row for row in rows if touched[row] <= set(self.active)]
        shared = tuple(sorted({b for p in self.parts for b in p.piece.shared}))
        free = tuple((slot, n) for n, slot in self.free.items())
        here = [slot for slot, _ in (*shared, *free)]
        for chosen, condition in self.search.together([self.parts[i] for i in self.active]):
            play = dict(zip(self.active, chosen, strict=True))
            condition = self.table.all_of([condition, *(self.gain(play, *row) for row in own)])
            order = joined(self.order, *(c.order for c in chosen))
            if condition.is_false or order is None:
                continue
            for guards, together in self.deterrence(play, groups, order):
                full = self.table.all_of(
                    [condition, *(self.table.any_of([g.condition for g in gs]) for gs in guards)]
                )
                settled = self.search.without(full, here, self.state) if here else full
                if settled is None or not self.search.possible(settled, self.state):
                    continue
                choices = tuple(sorted(self.choice.items()))
                way = Alternative(
                    settled, choices, chosen, guards, shared, full if here else None, together, free, self.stated()
                )
                values = tuple(((n, p), self.value(play, self.chosen.get(n, n), p)) for n, p in self.state.needs)
                path = self.path(chosen) if self.state.on else ()
                yield Continuation(values, path, settled, (way,), projected(together, self.state.slots))

    def path(self, chosen: Sequence[Continuation]) -> tuple[Choice, ...]:
        """Choices on the path: at the sets reached here, then below."""
        sets = self.search.sets
        here = [(s, a) for s, a in self.choice.items() if any(self.reached(n) for n in sets[s].nodes)]
        return tuple(sorted([*here, *path_of(chosen)]))

    def touched(self, s: int, other: str) -> set[int]:
        """The parts whose values enter one incentive constraint."""
        ends = [c for n in self.believed[s] for c in (self.chosen[n], self.arena.child(n, other))]
        return {self.home[leaf] for end in ends for leaf, _ in self.arena.spread[end] if leaf in self.home}

    def groups(self, touched: dict[tuple[int, str], set[int]]) -> list[tuple[tuple[int, ...], list[tuple[int, str]]]]:
        """Parts that only deviations lead to, those in one constraint together, each group with its constraints."""
        idle = [i for i in range(len(self.parts)) if i not in self.active]
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
            (tuple(members), [row for row, parts in touched.items() if parts & set(members)])
            for members in found.values()
        ]

    def deterrence(
        self,
        play: dict[int, Continuation],
        groups: Sequence[tuple[tuple[int, ...], list[tuple[int, str]]]],
        order: Order,
    ) -> Iterator[tuple[tuple[tuple[Guarded, ...], ...], Order]]:
        """Ways to fill in the groups: the alternatives of each, kept apart only where they need different orders."""
        ways: list[tuple[tuple[tuple[Guarded, ...], ...], Order]] = [((), order)]
        for members, rows in groups:
            by_order: dict[Order, list[Guarded]] = {}
            for chosen in product(*(self.parts[i].classes for i in members)):
                both = {**play, **dict(zip(members, chosen, strict=True))}
                condition = self.table.all_of(
                    [*(c.condition for c in chosen), *(self.gain(both, *row) for row in rows)]
                )
                needs = joined(*(c.order for c in chosen))
                if not condition.is_false and needs is not None:
                    by_order.setdefault(needs, []).append(Guarded(condition, chosen))
            ways = [
                ((*guards, tuple(alternatives)), together)
                for guards, known in ways
                for needs, alternatives in by_order.items()
                if (together := joined(known, needs)) is not None
            ]
        yield from ways

    def gain(self, play: dict[int, Continuation], s: int, other: str) -> Formula:
        """The chosen action is worth at least as much as another, under the beliefs of a set."""
        ring = self.space.ring
        total = RatFun(ring.zero, ring.one)
        player = self.arena.movers[s]
        for n in self.believed[s]:
            gain = ring.minus(
                self.value(play, self.chosen[n], player), self.value(play, self.arena.child(n, other), player)
            )
            weight = self.weight(n)
            for slot in (self.free[n],) if n in self.free else () if self.search.free else self.labels[n]:
                odds = ring.symbol(ring.names[self.search.slots[slot]])
                weight = ring.times(weight, RatFun(odds, ring.one))
            total = ring.plus(total, ring.times(weight, gain))
        return self.space.compare(self.space.positive(total), ">=", RatFun(ring.zero, ring.one))

    def weight(self, node: int) -> RatFun:
        """Nature's part of the weight of a history in a belief; free beliefs have none."""
        one = self.space.ring.one
        return RatFun(one, one) if node in self.free else self.arena.weights[node]

    def stated(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """The histories believed possible at each set off the path, where beliefs are free."""
        if not self.search.free:
            return ()
        return tuple(
            (s, nodes)
            for s, nodes in self.believed.items()
            if not any(self.reached(n) for n in self.search.sets[s].nodes)
        )

    def value(self, play: dict[int, Continuation], node: int, player: int) -> RatFun:
        """Expected payoff of a player from a node on."""
        ring = self.space.ring
        total = RatFun(ring.zero, ring.one)
        for leaf, weight in self.arena.spread[node]:
            there = self.home.get(leaf)
            value = self.arena.payoffs[leaf][player] if there is None else play[there].value(leaf, player)
            total = ring.plus(total, ring.times(weight, value)) if len(self.arena.spread[node]) > 1 else value
        return total
