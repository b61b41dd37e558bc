"""All pure sequential equilibria by recursion over public components, conditions and consistency exact.

After a public history only the beliefs about what is hidden matter. A *part* is a set of histories closed under the
information sets below it; at its front every information set that lies wholly among its histories chooses. The
histories that follow fall into parts again. Parts that are played are combined; parts that only a deviation leads to
enter as alternatives, one of which has to deter it (an *or*), so that their numbers add instead of multiply.

Beliefs. On the way to a history the deviations are remembered, less what all histories of a part have in common. Each
remembered deviation is a slot: its odds are one more positive unknown in the conditions, its order of magnitude one
unknown in a system of linear constraints. An information set believes in its histories of lowest order, with weights
chance times odds. A slot is eliminated, exactly, where the part that remembers it begins. With perfect information no
slots arise and this is symbolic backward induction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from gametheory.algebra import Formula, ParameterSpace, RatFun
from gametheory.algebra.elimination import exists_positive
from gametheory.errors import CrossingSetsError, NotLinearError, SolverError
from gametheory.game import Game
from gametheory.solvers.arena import Arena, arena
from gametheory.solvers.classes import Alternative, Birth, Choice, Continuation, Found, Guarded, Step
from gametheory.solvers.orders import Labels, Order, joined, patterns, projected
from gametheory.solvers.parts import Entry, Mark, Piece, State, partition

LIMIT = 20_000  # classes of one part: beyond it the answer would be unreadable and the run unbounded


def search(game: Game, space: ParameterSpace, slots: Sequence[int]) -> Found:
    """All paths of play of pure sequential equilibria with their exact conditions.

    Parameters
    ----------
    game : Game
        Perfect recall; any number of players, types and moves of Nature.
    space : ParameterSpace
        Of the game's parameters, followed by one positive symbol per slot.
    slots : sequence of int
        Positions of the slots among the space's symbols.

    Raises
    ------
    SlotsExhaustedError
        If more deviations are linked at once than there are slots.
    SolverError
        If information sets cross, or more than 20,000 classes arise in one part.
    """
    return _Search(arena(game, space), slots).run()


@dataclass(frozen=True, eq=False)
class _Part:
    """A part that follows a front, with its classes."""

    piece: Piece
    classes: list[Continuation]


class _Search:
    def __init__(self, table: Arena, slots: Sequence[int]) -> None:
        self.arena = table
        self.space = table.space
        self.table = table.space.table
        self.slots = tuple(slots)
        self.sets = table.game.tree.information_sets
        self.nodes = table.game.tree.nodes
        self.memo: dict[State, list[Continuation]] = {}
        self.opened: dict[tuple[State, tuple[Birth, ...]], list[Continuation]] = {}
        self.kids: dict[State, dict[State, None]] = {}
        self.undecided: dict[str, None] = {}

    def run(self) -> Found:
        leaves = [leaf for leaf, _ in self.arena.spread[0]]
        parts = self.parts([Entry(leaf, (), True, True) for leaf in leaves], {}, ())
        classes = [
            Continuation((), _path(chosen), condition, (Alternative(condition, (), chosen, ()),))
            for chosen, condition in self.together(parts)
        ]
        roots = [p.piece.state for p in parts]
        return Found(tuple(self.merged(classes)), tuple(self.undecided), self.space, self.steps(roots))

    def steps(self, roots: Sequence[State]) -> tuple[Step, ...]:
        """In each part some class exists, given that one does in each part that follows (where no odds are open)."""
        if self.slots:
            return ()
        found: list[Step] = []
        number: dict[State, int] = {}
        for state, classes in self.memo.items():
            claim = self.table.any_of([c.condition for c in classes])
            if not claim.is_true:
                premises = tuple(sorted({number[k] for k in self.kids.get(state, ()) if k in number}))
                number[state] = len(found)
                found.append(Step(claim, premises))
        every = [self.table.any_of([c.condition for c in self.memo[r]]) for r in roots]
        return (*found, Step(self.table.all_of(every), tuple(number[r] for r in roots if r in number)))

    def solve(self, state: State) -> list[Continuation]:
        """The classes of a part, in terms of the slots that are open where it begins."""
        if state not in self.memo:
            found = self.merged(self.fronts(state))
            if len(found) > LIMIT:
                raise SolverError(
                    f"more than {LIMIT} classes of continuations after {self.arena.history(state.nodes[0])}"
                    "\n  split the model, or fix parameters with game.at(...)."
                )
            self.memo[state] = found
        return self.memo[state]

    def fronts(self, state: State) -> Iterator[Continuation]:
        """Every choice at the front of a part that is rational under some pattern of beliefs and some continuation."""
        inside = set(state.nodes)
        here = sorted({s for n in state.nodes if (s := self.nodes[n].information_set) is not None})
        front = [s for s in here if inside.issuperset(self.sets[s].nodes)]
        if not front:
            raise CrossingSetsError(
                f"information sets cross after {self.arena.history(state.nodes[0])}"
                "\n  such an order of play is not supported."
            )
        labels = dict(zip(state.nodes, state.labels, strict=True))
        for actions in product(*(self.sets[s].actions for s in front)):
            for believed, order in self.beliefs(front, labels, state.order):
                yield from _Front(
                    self, state, labels, dict(zip(front, actions, strict=True)), believed, order
                ).classes()

    def beliefs(
        self, front: Sequence[int], labels: dict[int, Labels], order: Order
    ) -> Iterator[tuple[dict[int, tuple[int, ...]], Order]]:
        """The histories that each set at the front may believe possible, with what that says of the order."""
        ways: list[tuple[dict[int, tuple[int, ...]], Order]] = [({}, order)]
        for s in front:
            nodes = self.sets[s].nodes
            ways = [
                ({**chosen, s: tuple(nodes[i] for i in lowest)}, more)
                for chosen, known in ways
                for lowest, more in patterns(tuple(labels[n] for n in nodes), known)
            ]
        yield from ways

    def parts(self, entries: Sequence[Entry], wanted: dict[int, set[int]], order: Order) -> list[_Part]:
        """The parts that histories fall into, solved; stops at the first that has no class at all."""
        found = []
        for piece in partition(self.arena, entries, wanted, order, len(self.slots)):
            found.append(_Part(piece, self.open(piece)))
            if not found[-1].classes:
                break
        return found

    def open(self, piece: Piece) -> list[Continuation]:
        """The classes of a part after the slots that only it remembers were eliminated."""
        if not piece.private:
            return self.solve(piece.state)
        key = (piece.state, piece.private)
        if key not in self.opened:
            keep = tuple(s for s in piece.state.slots if s not in {slot for slot, _ in piece.private})
            found = []
            for c in self.solve(piece.state):
                condition = self.without(c.condition, piece.private, piece.state)
                if condition is not None and self.possible(condition, piece.state):
                    order = projected(joined(c.order) or (), keep)
                    way = Alternative(condition, (), (c,), (), piece.private, c.condition, c.order)
                    found.append(Continuation(c.values, c.path, condition, (way,), order))
            self.opened[key] = self.merged(found)
        return self.opened[key]

    def without(self, f: Formula, born: Iterable[Birth], state: State) -> Formula | None:
        """`f` for some positive odds of the slots; ``None`` (reported) if they could not be eliminated."""
        left = [slot for slot, _ in born]
        while left:
            for slot in left:
                try:
                    f = exists_positive(self.table, f, self.slots[slot])
                except NotLinearError:
                    continue
                left.remove(slot)
                break
            else:
                where = self.arena.history(state.nodes[0])
                self.undecided[
                    f"beliefs after {where}: they enter a condition nonlinearly and were not eliminated"
                ] = None
                return None
        return f

    def possible(self, condition: Formula, state: State) -> bool:
        answer = self.space.oracle.possible(condition)
        if answer is None:
            where = self.arena.history(state.nodes[0])
            self.undecided[f"whether a continuation after {where} is possible"] = None
        return answer is not False

    def together(self, parts: Sequence[_Part]) -> list[tuple[tuple[Continuation, ...], Formula]]:
        """Every choice of one class per part that is possible, with the joint condition."""
        ways: list[tuple[tuple[Continuation, ...], Formula]] = [((), self.table.true)]
        for part in parts:
            grown = []
            for (chosen, condition), c in product(ways, part.classes):
                both = self.table.all_of([condition, c.condition])
                if self.possible(both, part.piece.state):
                    grown.append(((*chosen, c), both))
            ways = grown
        return ways

    def merged(self, found: Iterable[Continuation]) -> list[Continuation]:
        """Classes with the same values, path and order become one; its condition is the *or* of theirs."""
        groups: dict[tuple[object, ...], list[Continuation]] = {}
        for c in found:
            groups.setdefault((c.values, c.path, c.order), []).append(c)
        return [
            same[0]
            if len(same) == 1
            else Continuation(
                same[0].values,
                same[0].path,
                self.table.any_of([c.condition for c in same]),
                tuple(a for c in same for a in c.alternatives),
                same[0].order,
            )
            for same in groups.values()
        ]


class _Front:
    """One choice at the front of a part, under one pattern of beliefs there."""

    def __init__(
        self,
        search: _Search,
        state: State,
        labels: dict[int, Labels],
        choice: dict[int, str],
        believed: dict[int, tuple[int, ...]],
        order: Order,
    ) -> None:
        self.search, self.state, self.labels = search, state, labels
        self.choice, self.believed, self.order = choice, believed, order
        self.arena, self.space, self.table = search.arena, search.space, search.table
        self.chosen = {n: self.arena.child(n, choice[s]) for s in choice for n in search.sets[s].nodes}
        self.parts = search.parts(self.entries(), self.wanted(), order)
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
                    child = self.arena.child(n, action)
                    found.extend(
                        Entry(leaf, marks, played, played and self.reached(n)) for leaf, _ in self.arena.spread[child]
                    )
        return found

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
                settled = self.search.without(full, shared, self.state) if shared else full
                if settled is None or not self.search.possible(settled, self.state):
                    continue
                choices = tuple(sorted(self.choice.items()))
                way = Alternative(settled, choices, chosen, guards, shared, full if shared else None, together)
                values = tuple(((n, p), self.value(play, self.chosen.get(n, n), p)) for n, p in self.state.needs)
                path = self.path(chosen) if self.state.on else ()
                yield Continuation(values, path, settled, (way,), projected(together, self.state.slots))

    def path(self, chosen: Sequence[Continuation]) -> tuple[Choice, ...]:
        """Choices on the path: at the sets reached here, then below."""
        sets = self.search.sets
        here = [(s, a) for s, a in self.choice.items() if any(self.reached(n) for n in sets[s].nodes)]
        return tuple(sorted([*here, *_path(chosen)]))

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
            weight = self.arena.weights[n]
            for slot in self.labels[n]:
                odds = ring.symbol(ring.names[self.search.slots[slot]])
                weight = ring.times(weight, RatFun(odds, ring.one))
            total = ring.plus(total, ring.times(weight, gain))
        return self.space.compare(self.space.positive(total), ">=", RatFun(ring.zero, ring.one))

    def value(self, play: dict[int, Continuation], node: int, player: int) -> RatFun:
        """Expected payoff of a player from a node on."""
        ring = self.space.ring
        total = RatFun(ring.zero, ring.one)
        for leaf, weight in self.arena.spread[node]:
            there = self.home.get(leaf)
            value = self.arena.payoffs[leaf][player] if there is None else play[there].value(leaf, player)
            total = ring.plus(total, ring.times(weight, value)) if len(self.arena.spread[node]) > 1 else value
        return total


def _path(chosen: Iterable[Continuation]) -> tuple[Choice, ...]:
    return tuple(sorted(step for c in chosen for step in c.path))
