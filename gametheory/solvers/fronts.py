"""One choice of supports at the front of a part: what follows, what it is worth, what keeps its players to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from gametheory.algebra import Formula, Poly, RatFun
from gametheory.errors import SlotsExhaustedError
from gametheory.solvers.classes import Alternative, Birth, Choice, Continuation, Mixture, path_of
from gametheory.solvers.deterrence import Deterrence, Play
from gametheory.solvers.orders import Labels, Order, joined, projected
from gametheory.solvers.parts import Entry, Mark, State
from gametheory.solvers.settling import Settled
from gametheory.solvers.supports import Support

if TYPE_CHECKING:
    from gametheory.solvers.components import Search

DEVIATED: tuple[Mark, ...] = (0,)
"""The label of every history off the path where beliefs are free: that there was a deviation, not which."""


class Front:
    """One support for each information set at the front of a part, under one pattern of beliefs there."""

    def __init__(
        self,
        search: Search,
        state: State,
        labels: dict[int, Labels],
        supports: dict[int, Support],
        believed: dict[int, tuple[int, ...]],
        order: Order,
    ) -> None:
        self.search, self.state, self.labels = search, state, labels
        self.supports, self.believed, self.order = supports, believed, order
        self.mixes = dict(zip(state.nodes, state.mixes or ((),) * len(state.nodes), strict=True))
        self.free = self.free_beliefs() if search.free else {}
        self.arena, self.space, self.table = search.arena, search.space, search.table
        self.mixing = [s for s, support in supports.items() if len(support) > 1]
        self.here = {n: s for s in supports for n in search.sets[s].nodes}
        self.parts = search.parts(self.entries(), self.wanted(), order)
        search.kids.setdefault(state, {}).update(dict.fromkeys(p.piece.state for p in self.parts))
        self.home = {leaf: i for i, p in enumerate(self.parts) for leaf in p.piece.state.nodes}
        self.active = [i for i, p in enumerate(self.parts) if p.piece.active]

    def entries(self) -> list[Entry]:
        """The histories that follow, with their deviations and mixed choices."""
        found = [
            Entry(n, self.labels[n], True, self.reached(n), self.mixes[n])
            for n in self.state.nodes
            if n not in self.here
        ]
        for n, s in self.here.items():
            support = self.supports[s]
            for action in self.search.sets[s].actions:
                played = action in support
                marks: tuple[Mark, ...] = self.labels[n] if played else (*self.labels[n], (s, action))
                if marks and self.search.free:
                    marks = DEVIATED
                mixed = played and len(support) > 1
                mixes = (*self.mixes[n], (s, action, support)) if mixed else self.mixes[n]
                for leaf, _ in self.arena.spread[self.arena.child(n, action)]:
                    found.append(Entry(leaf, marks, played, played and self.reached(n), mixes))
        return found

    def free_beliefs(self) -> dict[int, int]:
        """A slot for the belief in each history that a set off the path holds possible, where beliefs are free."""
        sets = [s for s in self.supports if not any(self.reached(n) for n in self.search.sets[s].nodes)]
        nodes = [n for s in sets if len(self.believed[s]) > 1 for n in self.believed[s]]
        taken = len(DEVIATED)
        if taken + len(nodes) > self.search.odds:
            raise SlotsExhaustedError
        return {n: taken + i for i, n in enumerate(nodes)}

    def reached(self, node: int) -> bool:
        """Whether play gets to a history."""
        return self.state.on and not self.labels[node]

    def wanted(self) -> dict[int, set[int]]:
        """Whose values are needed at which of the histories that follow."""
        found: dict[int, set[int]] = {}
        asked: list[tuple[int, int]] = []
        for n, player in self.state.needs:
            if n in self.here:
                asked.extend((self.arena.child(n, a), player) for a in self.supports[self.here[n]])
            else:
                asked.append((n, player))
        for s, nodes in self.believed.items():
            actions, mover = self.search.sets[s].actions, self.arena.movers[s]
            asked.extend((self.arena.child(n, a), mover) for n in nodes for a in actions)
        for node, player in asked:
            for leaf, _ in self.arena.spread[node]:
                found.setdefault(leaf, set()).add(player)
        return found

    def classes(self) -> Iterator[Continuation]:
        """The classes of this choice."""
        if any(not p.classes for p in self.parts):
            return
        search, sets = self.search, self.search.sets
        rows = [(s, a) for s, support in self.supports.items() for a in sets[s].actions if a not in support]
        equal = [(s, a) for s, support in self.supports.items() for a in support[1:]]
        deterrence = Deterrence(self, rows)
        shared = tuple(sorted({b for p in self.parts for b in p.piece.shared}))
        born = [slot for s in self.mixing for slot in search.supports.slots(s, self.supports[s])]
        for chosen, condition in search.together([self.parts[i] for i in self.active]):
            order = joined(self.order, *(c.order for c in chosen))
            play = dict(zip(self.active, chosen, strict=True))
            condition = self.table.all_of([condition, *(self.gain(play, *row) for row in deterrence.own)])
            if condition.is_false or order is None:
                continue
            equations = [*(e for c in chosen for e in c.equations), *(self.surplus(play, *row).num for row in equal)]
            open_slots = sorted({*born, *(i for c in chosen for i in c.open)})
            local = [*(slot for slot, _ in shared), *open_slots]
            for case in search.settle(equations, condition, local, self.rests(chosen)):
                yield from self.filled(case, chosen, deterrence, order, shared, open_slots)

    def filled(
        self,
        case: Settled,
        chosen: Sequence[Continuation],
        deterrence: Deterrence,
        order: Order,
        shared: tuple[Birth, ...],
        open_slots: Sequence[int],
    ) -> Iterator[Continuation]:
        """The classes of one case of the equations, with what deters the deviations."""
        search, space, table = self.search, self.space, self.table
        known = dict(case.solved)
        if any(search.slots[slot] in e.variables for slot, _ in shared for e in case.equations):
            where = self.arena.history(self.state.nodes[0])
            search.undecided[f"beliefs after {where}: equations for them were not solved"] = None
            return
        play = {i: self.settled(case, c) for i, c in zip(self.active, chosen, strict=True)}
        values = tuple((need, case.into(space, self.at(play, *need))) for need in self.state.needs)
        remaining = [i for i in open_slots if i not in known]
        still = self.still_open(case, remaining, [value for _, value in values])
        loose = [i for i in remaining if i not in still]
        free = tuple((slot, n) for n, slot in self.free.items())
        here = [*(slot for slot, _ in (*shared, *free) if slot not in known), *loose]
        for guards, together in deterrence.ways(play, order):
            full = table.all_of(
                [case.condition, *(table.any_of([case.within(space, g.condition) for g in gs]) for gs in guards)]
            )
            condition, bound = search.eliminated(full, here, case.domain, self.state)
            if condition is None:
                continue
            whole = table.all_of([condition, *(table.atom(e, "=") for e in case.equations)])
            if not search.possible(whole, quick=bool(case.equations)):
                continue
            way = Alternative(
                condition=condition,
                choices=tuple(sorted((s, support[0]) for s, support in self.supports.items() if len(support) == 1)),
                active=tuple(chosen),
                deterred=guards,
                born=shared,
                bound=bound if here else None,
                order=together,
                free=free,
                believed=self.stated(),
                mixed=tuple((s, self.shares(s)) for s in self.mixing),
                solved=case.solved,
                loose=tuple(loose),
            )
            yield Continuation(
                values=values,
                path=self.path(chosen) if self.state.on else (),
                condition=condition,
                alternatives=(way,),
                order=projected(together, self.state.slots),
                mixtures=self.mixtures(case, chosen) if self.state.on else (),
                equations=tuple(sorted(case.equations, key=lambda e: e.terms)),
                open=still,
                rests=tuple(d for d in case.domain if {search.slots[i] for i in still}.intersection(d.variables)),
            )

    def still_open(self, case: Settled, remaining: Sequence[int], values: Sequence[RatFun]) -> tuple[int, ...]:
        """Of the slots that no equation determined those that matter upstream, in values or equations."""
        slots = self.search.slots
        stay: set[int] = set()
        for value in values:
            stay.update(value.num.variables, value.den.variables)
        for equation in case.equations:
            stay.update(equation.variables)
        bounded = [{slots[i] for i in remaining}.intersection(d.variables) for d in case.domain]
        while more := [b for b in bounded if b & stay and not b <= stay]:  # bounded together: eliminated together
            stay.update(*more)
        return tuple(i for i in remaining if slots[i] in stay)

    # ---- what is played

    def shares(self, s: int) -> tuple[tuple[str, RatFun], ...]:
        """The probabilities of the actions of a support."""
        support = self.supports[s]
        return tuple((a, RatFun(self.search.supports.probability(s, a, support), self.space.ring.one)) for a in support)

    def played(self, s: int) -> bool:
        """Whether play gets to an information set at the front."""
        return any(self.reached(n) for n in self.search.sets[s].nodes)

    def path(self, chosen: Sequence[Continuation]) -> tuple[Choice, ...]:
        """Pure choices on the path: at the sets reached here, then below."""
        here = [(s, support[0]) for s, support in self.supports.items() if len(support) == 1 and self.played(s)]
        return tuple(sorted([*here, *path_of(chosen)]))

    def mixtures(self, case: Settled, chosen: Sequence[Continuation]) -> tuple[Mixture, ...]:
        """What is mixed on the path, with the solutions put in."""
        here = [(s, self.shares(s)) for s in self.mixing if self.played(s)]
        every = sorted([*here, *(m for c in chosen for m in c.mixtures)], key=lambda m: m[0])
        return tuple((s, tuple((a, case.into(self.space, p)) for a, p in shares)) for s, shares in every)

    def rests(self, chosen: Sequence[Continuation]) -> list[Poly]:
        """What the supports with open probabilities leave to their last actions."""
        supports = self.search.supports
        here = (supports.probability(s, self.supports[s][-1], self.supports[s]) for s in self.mixing)
        return list(dict.fromkeys(chain(here, *(c.rests for c in chosen))))

    def settled(self, case: Settled, c: Continuation) -> Continuation:
        """A continuation with the solutions put into its values."""
        if not case.solved:
            return c
        values = tuple((need, case.into(self.space, value)) for need, value in c.values)
        return Continuation(values, c.path, c.condition, c.alternatives, c.order)

    def stated(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """The histories believed possible at each set off the path, where beliefs are free."""
        if not self.search.free:
            return ()
        return tuple((s, nodes) for s, nodes in self.believed.items() if not self.played(s))

    # ---- what it is worth

    def gain(self, play: Play, s: int, other: str) -> Formula:
        """What is played is worth at least as much as another action, under the beliefs of a set."""
        total = self.surplus(play, s, other)
        sign = self.space.sign(total.den)
        if sign in ("+", "-"):
            return self.table.atom(total.num if sign == "+" else -total.num, ">=")
        return self.table.ratio(total, ">=")

    def surplus(self, play: Play, s: int, other: str) -> RatFun:
        """What the first action of a support is worth more than another, in weights instead of probabilities."""
        ring, player, first = self.space.ring, self.arena.movers[s], self.supports[s][0]
        pairs = []
        for n in self.believed[s]:
            gain = ring.minus(
                self.value(play, self.arena.child(n, first), player),
                self.value(play, self.arena.child(n, other), player),
            )
            pairs.append((self.weight(n), gain))
        return ring.inner(*pairs)

    def weight(self, node: int) -> RatFun:
        """The weight of a history in the belief at its set: chance times mixed choices times odds of deviations."""
        ring, search = self.space.ring, self.search
        if node in self.free:
            return RatFun(search.supports.symbol(self.free[node]), ring.one)
        weight = self.arena.weights[node]
        for s, action, support in self.mixes[node]:
            weight = ring.times(weight, RatFun(search.supports.probability(s, action, support), ring.one))
        for slot in () if search.free else self.labels[node]:
            weight = ring.times(weight, RatFun(search.supports.symbol(slot), ring.one))
        return weight

    def at(self, play: Play, node: int, player: int) -> RatFun:
        """Expected payoff of a player from a history of the part on, what is chosen there included."""
        if node not in self.here:
            return self.value(play, node, player)
        s = self.here[node]
        support = self.supports[s]
        if len(support) == 1 or (
            self.believed[s] == (node,) and self.arena.movers[s] == player
        ):  # all are worth the same
            return self.value(play, self.arena.child(node, support[0]), player)
        worth = ((p, self.value(play, self.arena.child(node, a), player)) for a, p in self.shares(s))
        return self.space.ring.inner(*worth)

    def value(self, play: Play, node: int, player: int) -> RatFun:
        """Expected payoff of a player from a node on."""
        pairs = []
        for leaf, weight in self.arena.spread[node]:
            there = self.home.get(leaf)
            value = self.arena.payoffs[leaf][player] if there is None else play[there].value(leaf, player)
            pairs.append((weight, value))
        return value if len(pairs) == 1 else self.space.ring.inner(*pairs)

    def leaves(self, s: int, *actions: str) -> Iterator[int]:
        """The histories from which the values in an incentive constraint come."""
        for n in self.believed[s]:
            for action in actions:
                yield from (leaf for leaf, _ in self.arena.spread[self.arena.child(n, action)])
