"""Pure and mixed sequential equilibria by the component recursion.

At the front of a part every information set chooses a support. The probability of a mixed action is one more positive
unknown, like the odds of a deviation but of order zero: it enters beliefs downstream and values upstream. Actions in a
support are worth the same, which gives the equations that determine the probabilities, in closed form where they are
linear (see :mod:`gametheory.solvers.settling`). Off the path the unknowns are eliminated like beliefs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations, product

from gametheory.algebra import Formula, Poly, RatFun, atoms
from gametheory.game import Game
from gametheory.solvers.arena import Arena, arena
from gametheory.solvers.classes import Alternative, Continuation, Found, Guarded, Mixture, path_of
from gametheory.solvers.components import Search
from gametheory.solvers.fronts import Front
from gametheory.solvers.orders import Labels, Order, joined, projected
from gametheory.solvers.parts import Entry, Mark, Mix, Piece, State
from gametheory.solvers.settling import Settled, Settler
from gametheory.solvers.workspace import probabilities, workspace

Support = tuple[str, ...]


class MixedSearch(Search):
    """The search with supports of several actions.

    Parameters
    ----------
    table : Arena
    slots : sequence of int
        Positions of the odds of deviations, then those of the mixing probabilities.
    probabilities : mapping of (information set, action) to slot
        The mixing probabilities; the last action of a support has the rest.
    generic : bool
        Whether mixtures that exist on knife-edges only are left out.
    """

    def __init__(
        self, table: Arena, slots: Sequence[int], probabilities: dict[tuple[int, str], int], generic: bool
    ) -> None:
        super().__init__(table, slots, False)
        self.probabilities = probabilities
        self.odds = len(slots) - len(probabilities)
        self.siblings: dict[int, list[int]] = {}
        for (s, _), slot in probabilities.items():
            self.siblings.setdefault(s, []).append(slot)
        positions = [slots[i] for i in range(self.odds)]
        self.parameters = min(slots, default=len(self.space.names))
        self.settler = Settler(self.space, self.parameters, frozenset(positions), generic)
        self.domains: dict[int, list[Poly]] = {}  # by slot: what is positive for each support that it occurs in

    def run(self) -> Found:
        leaves = [leaf for leaf, _ in self.arena.spread[0]]
        parts = self.parts([Entry(leaf, (), True, True) for leaf in leaves], {}, ())
        classes = []
        for chosen, condition in self.together(parts):
            if any(c.equations for c in chosen):
                what = ", ".join(self.sets[s].label for c in chosen for s, _ in c.mixtures)
                self.undecided[f"equilibria that mix at {what}: no closed form was found"] = None
                continue
            mixtures = tuple(sorted((m for c in chosen for m in c.mixtures), key=lambda m: m[0]))
            way = Alternative(condition, (), chosen, ())
            classes.append(Continuation((), path_of(chosen), condition, (way,), mixtures=mixtures))
        return Found(tuple(self.merged(classes)), tuple(self.undecided), self.space, generic=self.settler.dropped)

    def symbol(self, slot: int) -> Poly:
        return self.space.ring.symbol(self.space.ring.names[self.slots[slot]])

    def probability(self, s: int, action: str, support: Support) -> Poly:
        """Of an action of a support."""
        if action != support[-1]:
            return self.symbol(self.probabilities[s, action])
        ring = self.space.ring
        rest = ring.one
        for other in support[:-1]:
            rest = ring.sub(rest, self.symbol(self.probabilities[s, other]))
        return rest

    def supports(self, s: int) -> tuple[Support, ...]:
        actions = self.sets[s].actions
        return tuple(chain.from_iterable(combinations(actions, k) for k in range(1, len(actions) + 1)))

    def fronts(self, state: State) -> Iterator[Continuation]:
        front = self.front(state)
        labels = dict(zip(state.nodes, state.labels, strict=True))
        for supports in product(*(self.supports(s) for s in front)):
            for believed, order in self.beliefs(front, labels, state.order, state.on):
                yield from MixedFront(
                    self, state, labels, dict(zip(front, supports, strict=True)), believed, order
                ).classes()

    def settle(
        self, equations: Iterable[Poly], condition: Formula, local: Sequence[int], rest: Sequence[Poly]
    ) -> Iterator[Settled]:
        """Cases of a system in some slots."""
        return self.settler.settle(list(equations), condition, [self.slots[i] for i in local], list(rest))

    def slot_of(self, position: int) -> int:
        return position - self.parameters

    def eliminated(
        self, f: Formula, loose: Sequence[int], rest: Sequence[Poly], state: State
    ) -> tuple[Formula | None, Formula]:
        """`f` for some values of the slots, and what these values have to satisfy."""
        if not loose:
            return f, f
        positions = {self.slots[i] for i in loose}
        mentioned = [p for p in rest if positions.intersection(p.variables)]
        bounds = [self.table.raw_atom(p, ">") for p in (*mentioned, *self.partial_sums(loose))]
        bound = self.table.all_of([f, *bounds])
        every = atoms(bound)
        easiest = sorted(loose, key=lambda i: sum(self.slots[i] in a.poly.variables for a in every if a.poly))
        return self.without(bound, easiest, state), bound

    def partial_sums(self, loose: Sequence[int]) -> list[Poly]:
        """What probabilities of one information set leave to others: positive, also after some were eliminated.

        The space knows that they sum to less than 1 and would not repeat what it can conclude for one of them, which
        no longer follows when the others are gone.
        """
        ring, found = self.space.ring, []
        for s in range(len(self.sets)):
            own = [i for i in loose if i in self.siblings.get(s, ())]
            for chosen in chain.from_iterable(combinations(own, k) for k in range(1, len(own) + 1)):
                rest = ring.one
                for slot in chosen:
                    rest = ring.sub(rest, self.symbol(slot))
                found.append(rest)
        return found

    def open(self, piece: Piece) -> list[Continuation]:
        if not piece.private:
            return self.solve(piece.state)
        key = (piece.state, piece.private)
        if key not in self.opened:
            private = [slot for slot, _ in piece.private]
            keep = tuple(s for s in piece.state.slots if s not in private)
            found = []
            for c in self.solve(piece.state):
                touched = [e for e in c.equations if {self.slots[i] for i in private}.intersection(e.variables)]
                others = tuple(e for e in c.equations if e not in touched)
                for case in self.settle(touched, c.condition, private, ()):
                    atoms = [self.table.atom(e, "=") for e in case.equations]
                    solved = tuple((self.slot_of(v), f) for v, f in case.solved)
                    left = [i for i in private if i not in dict(solved)]
                    bound = self.table.all_of([case.condition, *atoms])
                    condition = self.without(bound, left, piece.state)
                    if condition is None or not self.possible(condition, piece.state):
                        continue
                    order = projected(joined(c.order) or (), keep)
                    way = Alternative(condition, (), (c,), (), piece.private, bound, c.order, solved=solved)
                    found.append(replace(c, condition=condition, alternatives=(way,), order=order, equations=others))
            self.opened[key] = self.merged(found)
        return self.opened[key]


class MixedFront(Front):
    """One choice of supports at the front of a part, under one pattern of beliefs there."""

    search: MixedSearch

    def __init__(
        self,
        search: MixedSearch,
        state: State,
        labels: dict[int, Labels],
        supports: dict[int, Support],
        believed: dict[int, tuple[int, ...]],
        order: Order,
    ) -> None:
        self.supports = supports
        self.mixes = dict(zip(state.nodes, state.mixes or ((),) * len(state.nodes), strict=True))
        super().__init__(search, state, labels, {s: support[0] for s, support in supports.items()}, believed, order)
        self.mixing = [s for s, support in supports.items() if len(support) > 1]
        self.born = [search.probabilities[s, a] for s in self.mixing for a in supports[s][:-1]]

    def entries(self) -> list[Entry]:
        sets = self.search.sets
        found = [
            Entry(n, self.labels[n], True, self.reached(n), self.mixes[n])
            for n in self.state.nodes
            if n not in self.chosen
        ]
        for s, support in self.supports.items():
            for n in sets[s].nodes:
                for action in sets[s].actions:
                    played = action in support
                    marks: tuple[Mark, ...] = self.labels[n] if played else (*self.labels[n], (s, action))
                    mixes: tuple[Mix, ...] = self.mixes[n]
                    if played and len(support) > 1:
                        mixes = (*mixes, (s, action, support))
                    child = self.arena.child(n, action)
                    found.extend(
                        Entry(leaf, marks, played, played and self.reached(n), mixes)
                        for leaf, _ in self.arena.spread[child]
                    )
        return found

    def wanted(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        asked: list[tuple[int, int]] = []
        for n, p in self.state.needs:
            s = self.search.nodes[n].information_set
            support = self.supports.get(s, ()) if n in self.chosen and s is not None else ()
            asked.extend((self.arena.child(n, a), p) for a in support)
            if not support:
                asked.append((n, p))
        for s in self.choice:
            for n in self.believed[s]:
                asked.extend((self.arena.child(n, a), self.arena.movers[s]) for a in self.search.sets[s].actions)
        for node, player in asked:
            for leaf, _ in self.arena.spread[node]:
                found.setdefault(leaf, set()).add(player)
        return found

    def classes(self) -> Iterator[Continuation]:
        if any(not p.classes for p in self.parts):
            return
        sets, table = self.search.sets, self.table
        rows = [(s, a) for s in self.choice for a in sets[s].actions if a not in self.supports[s]]
        equal = [(s, a) for s in self.choice for a in self.supports[s][1:]]
        touched = {row: self.touched(*row) for row in rows}
        groups = self.groups(touched)
        own = [row for row in rows if touched[row] <= set(self.active)]
        shared = tuple(sorted({b for p in self.parts for b in p.piece.shared}))
        for chosen, condition in self.search.together([self.parts[i] for i in self.active]):
            order = joined(self.order, *(c.order for c in chosen))
            if order is None:
                continue
            play = dict(zip(self.active, chosen, strict=True))
            equations = [*chain.from_iterable(c.equations for c in chosen), *(self.difference(play, *r) for r in equal)]
            condition = table.all_of([condition, *(self.gain(play, *row) for row in own)])
            open_slots = sorted({*self.born, *(i for c in chosen for i in c.open)})
            local = [*(slot for slot, _ in shared), *open_slots]
            for case in self.search.settle(equations, condition, local, self.rests(chosen)):
                yield from self.filled(case, play, chosen, groups, order, shared, open_slots)

    def filled(
        self,
        case: Settled,
        play: dict[int, Continuation],
        chosen: Sequence[Continuation],
        groups: Sequence[tuple[tuple[int, ...], list[tuple[int, str]]]],
        order: Order,
        shared: tuple[tuple[int, tuple[int, str]], ...],
        open_slots: Sequence[int],
    ) -> Iterator[Continuation]:
        """The classes of one case of the equations, with what deters the deviations."""
        search, space, table = self.search, self.space, self.table
        solved = tuple((search.slot_of(v), f) for v, f in case.solved)
        known = dict(solved)
        if known:
            play = {i: self.settled(case, c) for i, c in play.items()}
        values = tuple((need, case.into(space, self.at(play, *need))) for need in self.state.needs)
        mixtures = self.mixtures(case, chosen)
        stay: set[int] = set()
        for _, value in values:
            stay.update(value.num.variables, value.den.variables)
        for equation in case.equations:
            stay.update(equation.variables)
        remaining = [i for i in open_slots if i not in known]
        bounded = [{search.slots[i] for i in remaining}.intersection(d.variables) for d in case.domain]
        while more := [b for b in bounded if b & stay and not b <= stay]:  # bounded together: eliminated together
            stay.update(*more)
        still = tuple(i for i in remaining if search.slots[i] in stay)
        loose = [i for i in remaining if i not in still]
        here = [*(slot for slot, _ in shared if slot not in known), *loose]
        if any(search.slots[slot] in e.variables for slot, _ in shared for e in case.equations):
            search.undecided[f"beliefs after {self.where}: equations for them were not solved"] = None
            return
        for guards, together in self.deterrence(play, groups, order):
            full = table.all_of(
                [case.condition, *(table.any_of([case.within(space, g.condition) for g in gs]) for gs in guards)]
            )
            condition, bound = search.eliminated(full, here, case.domain, self.state)
            if condition is None:
                continue
            atoms = [table.atom(e, "=") for e in case.equations]
            if not search.possible(table.all_of([condition, *atoms]), self.state):
                continue
            pure = tuple(sorted((s, a) for s, a in self.choice.items() if s not in self.mixing))
            way = Alternative(
                condition,
                pure,
                tuple(chosen),
                guards,
                shared,
                bound if here else None,
                together,
                mixed=tuple((s, self.shares(s)) for s in self.mixing),
                solved=solved,
                loose=tuple(loose),
            )
            path = self.path(chosen) if self.state.on else ()
            yield Continuation(
                values,
                path,
                condition,
                (way,),
                projected(together, self.state.slots),
                mixtures if self.state.on else (),
                tuple(sorted(case.equations, key=lambda e: e.terms)),
                still,
                tuple(d for d in case.domain if {search.slots[i] for i in still}.intersection(d.variables)),
            )

    def deterrence(
        self,
        play: dict[int, Continuation],
        groups: Sequence[tuple[tuple[int, ...], list[tuple[int, str]]]],
        order: Order,
    ) -> Iterator[tuple[tuple[tuple[Guarded, ...], ...], Order]]:
        ways: list[tuple[tuple[tuple[Guarded, ...], ...], Order]] = [((), order)]
        for members, rows in groups:
            by_order: dict[Order, list[Guarded]] = {}
            for chosen in product(*(self.parts[i].classes for i in members)):
                needs = joined(*(c.order for c in chosen))
                if needs is not None:
                    both = {**play, **dict(zip(members, chosen, strict=True))}
                    by_order.setdefault(needs, []).extend(self.guards(both, chosen, rows))
            ways = [
                ((*guards, tuple(alternatives)), together)
                for guards, known in ways
                for needs, alternatives in by_order.items()
                if alternatives and (together := joined(known, needs)) is not None
            ]
        yield from ways

    def guards(
        self, play: dict[int, Continuation], chosen: tuple[Continuation, ...], rows: Sequence[tuple[int, str]]
    ) -> Iterator[Guarded]:
        """How continuations after a deviation deter it, what is mixed there eliminated."""
        condition = self.table.all_of([*(c.condition for c in chosen), *(self.gain(play, *row) for row in rows)])
        if condition.is_false:
            return
        equations = list(chain.from_iterable(c.equations for c in chosen))
        local = sorted({i for c in chosen for i in c.open})
        rests = list(dict.fromkeys(chain.from_iterable(c.rests for c in chosen)))
        for case in self.search.settle(equations, condition, local, rests):
            solved = tuple((self.search.slot_of(v), f) for v, f in case.solved)
            loose = tuple(i for i in local if i not in dict(solved))
            full = self.table.all_of([case.condition, *(self.table.atom(e, "=") for e in case.equations)])
            left, bound = self.search.eliminated(full, loose, case.domain, self.state)
            if left is not None and not left.is_false:
                yield Guarded(left, chosen, (), solved, loose, bound if loose else None)

    @property
    def where(self) -> str:
        return self.arena.history(self.state.nodes[0])

    def shares(self, s: int) -> tuple[tuple[str, RatFun], ...]:
        one, support = self.space.ring.one, self.supports[s]
        return tuple((a, RatFun(self.search.probability(s, a, support), one)) for a in support)

    def mixtures(self, case: Settled, chosen: Sequence[Continuation]) -> tuple[Mixture, ...]:
        """What is mixed on the path, with the solutions put in."""
        here = [(s, self.shares(s)) for s in self.mixing if any(self.reached(n) for n in self.search.sets[s].nodes)]
        every = [*here, *(m for c in chosen for m in c.mixtures)]
        return tuple(
            (s, tuple((a, case.into(self.space, p)) for a, p in shares))
            for s, shares in sorted(every, key=lambda m: m[0])
        )

    def path(self, chosen: Sequence[Continuation]) -> tuple[tuple[int, str], ...]:
        here = [
            (s, a)
            for s, a in self.choice.items()
            if s not in self.mixing and any(self.reached(n) for n in self.search.sets[s].nodes)
        ]
        return tuple(sorted([*here, *path_of(chosen)]))

    def settled(self, case: Settled, c: Continuation) -> Continuation:
        """A continuation with the solutions put into its values."""
        values = tuple((need, case.into(self.space, value)) for need, value in c.values)
        return Continuation(values, c.path, c.condition, c.alternatives, c.order, c.mixtures, c.equations, c.open)

    def rests(self, chosen: Sequence[Continuation]) -> list[Poly]:
        """What the supports with open probabilities leave to their last actions."""
        here = (self.search.probability(s, self.supports[s][-1], self.supports[s]) for s in self.mixing)
        return list(dict.fromkeys([*here, *chain.from_iterable(c.rests for c in chosen)]))

    def at(self, play: dict[int, Continuation], node: int, player: int) -> RatFun:
        """Expected payoff from a node of the part on, its own set's choice included."""
        s = self.search.nodes[node].information_set
        if s is None or s not in self.supports:
            return self.value(play, node, player)
        support = self.supports[s]
        if len(support) == 1 or (self.believed[s] == (node,) and self.arena.movers[s] == player):
            return self.value(play, self.arena.child(node, support[0]), player)
        ring = self.space.ring
        total = RatFun(ring.zero, ring.one)
        for action, share in self.shares(s):
            total = ring.plus(total, ring.times(share, self.value(play, self.arena.child(node, action), player)))
        return total

    def weight(self, node: int) -> RatFun:
        ring, weight = self.space.ring, self.arena.weights[node]
        for s, action, support in self.mixes[node]:
            weight = ring.times(weight, RatFun(self.search.probability(s, action, support), ring.one))
        return weight

    def surplus(self, play: dict[int, Continuation], s: int, other: str) -> RatFun:
        """What the first action of a support is worth more than another, in weights instead of probabilities."""
        ring = self.space.ring
        total = RatFun(ring.zero, ring.one)
        player = self.arena.movers[s]
        for n in self.believed[s]:
            gain = ring.minus(
                self.value(play, self.chosen[n], player), self.value(play, self.arena.child(n, other), player)
            )
            weight = self.weight(n)
            for slot in self.labels[n]:
                weight = ring.times(weight, RatFun(self.search.symbol(slot), ring.one))
            total = ring.plus(total, ring.times(weight, gain))
        return total

    def difference(self, play: dict[int, Continuation], s: int, other: str) -> Poly:
        return self.surplus(play, s, other).num

    def gain(self, play: dict[int, Continuation], s: int, other: str) -> Formula:
        total = self.surplus(play, s, other)
        sign = self.space.sign(total.den)
        if sign in ("+", "-"):
            return self.table.atom(total.num if sign == "+" else -total.num, ">=")
        return self.table.atom(self.space.ring.mul(total.num, total.den), ">=")


def solve(game: Game, odds: int, *, generic: bool) -> Found:
    """All paths of play of sequential equilibria, mixed ones included, with `odds` slots for linked deviations."""
    space = workspace(game, odds, mixed=True)
    slots = range(len(game.symbols), len(space.names))
    return MixedSearch(arena(game, space), slots, probabilities(game, odds), generic).run()
