"""What a message that nobody sends says about its sender: refinements of signalling equilibria, on exact conditions.

A message that nobody sends is a test of what its receivers believe. All that can follow it, under any belief, is known
class by class: a condition on belief and parameters, and what each type of the sender gets. The tests are statements
about these classes in which beliefs are eliminated exactly. Several receivers respond by a continuation equilibrium
under a common belief.

``"intuitive criterion"``: types that would lose by the message under every response are believed not to send it; a
row fails if then some type gains under every response. ``"strict gain"``: the same, and types that could at best be
indifferent are believed not to send it either. ``"D1"``: a type is struck out if another gains strictly under every
response that makes the first willing; a row fails if no belief in the types that are left supports it.

I.-K. Cho and D. Kreps (1987), Signaling games and stable equilibria, Quarterly Journal of Economics 102(2):179-221,
section IV (equilibrium dominance and the intuitive criterion, D1).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from gametheory.algebra import Formula, RatFun
from gametheory.errors import SolverError, UndecidedError
from gametheory.expr import Symbol, substitute
from gametheory.game import Game, InformationSet
from gametheory.solution.kinds import first_moves
from gametheory.solution.model import Solution
from gametheory.solution.nouns import Equilibrium
from gametheory.solvers.arena import arena
from gametheory.solvers.classes import Continuation
from gametheory.solvers.components import Search
from gametheory.solvers.parts import Entry, State, partition
from gametheory.solvers.workspace import ROOTS, workspace

FURTHER = 8
"""Slots for what deviates after the message."""

TESTS = ("intuitive criterion", "strict gain", "D1")


@dataclass(frozen=True)
class Message:
    """A message that each type of one sender can send."""

    senders: tuple[InformationSet, ...]
    action: str


def messages(game: Game) -> tuple[Message, ...]:
    """The messages of senders with several types.

    Raises
    ------
    SolverError
        If no player moves first with private information about Nature's moves.
    """
    found = tuple(Message(sets, action) for sets in first_moves(game) for action in sets[0].actions)
    if not found:
        raise SolverError(
            "the refinement is defined for signalling: a sender who knows its type moves first\n"
            "  this game has no such move."
        )
    return found


class MessageTest:
    """What may follow one message, and the refinements' tests of it.

    Parameters
    ----------
    solution : Solution
    message : Message
    mixed : bool
        Whether receivers may mix.
    """

    def __init__(self, solution: Solution, message: Message, *, mixed: bool = True) -> None:
        self.solution, self.message = solution, message
        game = solution.game
        self.types = message.senders
        self.player = game.players.index(message.senders[0].player)
        odds = len(self.types) + FURTHER
        roots = len(solution.found.space.ring.roots.places) or ROOTS[1]
        self.space = workspace(game, odds, mixed=mixed, roots=roots)
        self.arena = arena(game, self.space)
        self.search = Search(self.arena, odds, mixed=mixed)

    def sent(self, row: Equilibrium) -> bool:
        """Whether some type sends the message with positive probability in a row."""
        mixing = dict(row.mixing)
        return any(
            self.message.action in (a for a, _ in mixing[where]) if where in mixing else action == self.message.action
            for where, action in row.path
            if where in {s.label for s in self.types}
        )

    @property
    def responses(self) -> tuple[tuple[Continuation, frozenset[int]], ...]:
        """What may follow, with the types that the beliefs behind it hold possible."""
        return self._followed[0]

    @property
    def slots(self) -> Mapping[int, int]:
        """The slots of the types' odds, each with the number of its type; none if the message ends the game."""
        return self._followed[1]

    @cached_property
    def _followed(self) -> tuple[tuple[tuple[Continuation, frozenset[int]], ...], Mapping[int, int], State]:
        entries: list[Entry] = []
        wanted: dict[int, set[int]] = {}
        for s in self.types:
            for n in s.nodes:
                for leaf, _ in self.arena.spread[self.arena.child(n, self.message.action)]:
                    entries.append(Entry(leaf, ((s.index, self.message.action),), True, False))
                    wanted[leaf] = {self.player}
        pieces = list(partition(self.arena, entries, wanted, (), self.search.odds))
        everyone = range(len(self.types))
        if not pieces:  # the message ends the game
            state = State((), (), (), (), False)
            only = Continuation((), (), self.space.table.true, ())
            return tuple((only, possible) for possible in subsets(frozenset(everyone))), {}, state
        if len(pieces) > 1:
            raise UndecidedError(
                f"what follows {self.message.action!r} falls into {len(pieces)} parts; refinements need one"
            )
        state = pieces[0].state
        number = {s.index: t for t, s in enumerate(self.types)}
        type_of = {slot: number[where] for slot, (where, _) in pieces[0].private}
        found = []
        for c in self.search.solve(state):
            for possible in subsets(frozenset(everyone)):
                labels = {slot: 1 if t in possible else 2 for slot, t in type_of.items()}
                if _fits(c, labels):
                    found.append((c, possible))
        return tuple(found), type_of, state

    def worth(self, c: Continuation, t: int) -> RatFun:
        """What a type gets from the message if it is answered so."""
        ring = self.space.ring
        total = weights = RatFun(ring.zero, ring.one)
        for n in self.types[t].nodes:
            w = self.arena.weights[n]
            weights = ring.plus(weights, w)
            for leaf, p in self.arena.spread[self.arena.child(n, self.message.action)]:
                terminal = self.search.nodes[leaf].is_terminal
                value = self.arena.payoffs[leaf][self.player] if terminal else c.value(leaf, self.player)
                total = ring.plus(total, ring.times(w, ring.times(p, value)))
        return ring.times(total, ring.ratfun(weights.den, weights.num))

    def paid(self, row: Equilibrium, t: int) -> RatFun:
        """What a type gets in a row."""
        ring, game = self.space.ring, self.solution.game
        names, width = self.solution.found.space.names, len(game.symbols)
        free = {name: Symbol(names[width + slot]) for name, slot in row.free}
        mixing = {s: {a: ring.read(substitute(p, free)) for a, p in own} for s, own in row.mixing}
        chosen = dict(row.path)

        def value(index: int) -> RatFun:
            node = game.tree.nodes[index]
            if node.is_terminal:
                return self.arena.payoffs[index][self.player]
            if node.information_set is None:
                steps = [(ring.read(p), c) for p, c in zip(node.probabilities, node.children, strict=True)]
            else:
                label = game.tree.information_sets[node.information_set].label
                shares = mixing.get(label, {chosen.get(label, ""): ring.unit})
                steps = [(p, node.children[node.actions.index(a)]) for a, p in shares.items()]
            return ring.inner(*((p, value(child)) for p, child in steps))

        total = weights = RatFun(ring.zero, ring.one)
        for n in self.types[t].nodes:
            w = self.arena.weights[n]
            weights, total = ring.plus(weights, w), ring.plus(total, ring.times(w, value(n)))
        result = ring.times(total, ring.ratfun(weights.den, weights.num))
        known = (*range(width), *ring.roots.places)
        if any(v not in known for v in (*result.num.variables, *result.den.variables)):
            raise UndecidedError(
                f"refinements are not defined for {row.label!r}: what its sender gets depends on "
                f"{', '.join(name for name, _ in row.free)}, which no equation determines"
                "\n  fix parameters so that the row does not exist, or assume() it away."
            )
        return result

    # ---- statements about the responses, beliefs eliminated

    def some(self, allowed: frozenset[int], *tests: Callable[[Continuation], Formula]) -> Formula:
        """Where some response to some belief in the allowed types passes the tests."""
        table = self.space.table
        found = []
        for c, possible in self.responses:
            if possible <= allowed:
                found.append(self.exists(c, table.all_of([c.condition, *(test(c) for test in tests)])))
        return table.any_of(found)

    def exists(self, c: Continuation, f: Formula) -> Formula:
        """Where a condition on a response holds for some beliefs behind it."""
        search, table = self.search, self.space.table
        local = (*self.slots, *c.open)
        found = []
        for case in search.settle(c.equations, f, local, c.rests):
            known = dict(case.solved)
            full = table.all_of([case.condition, *(table.atom(e, "=") for e in case.equations)])
            left, _ = search.eliminated(full, [i for i in local if i not in known], case.domain, self._followed[2])
            if left is None:
                raise UndecidedError("beliefs could not be eliminated from a refinement's test")
            found.append(left)
        return table.any_of(found)

    def gets(self, t: int, rel: str, paid: RatFun) -> Callable[[Continuation], Formula]:
        """The test that a response gives a type at least, at most or more than it is paid in the row."""
        ring = self.space.ring

        def test(c: Continuation) -> Formula:
            return self.space.table.ratio(ring.minus(self.worth(c, t), paid), rel)

        return test

    def fails(self, row: Equilibrium, name: str) -> Formula:
        """Where a row that does not use the message fails the refinement because of it, in the solution's space."""
        paid = {t: self.paid(row, t) for t in range(len(self.types))}
        tempting = {"intuitive criterion": ">=", "strict gain": ">"}
        found = self._intuitive(paid, tempting[name]) if name in tempting else self._d1(paid)
        return self.space.transfer(found, self.solution.space.table)

    def _intuitive(self, paid: Mapping[int, RatFun], tempting: str) -> Formula:
        """Some type gains whatever is believed of the types that the message may tempt."""
        table, everyone = self.space.table, frozenset(paid)
        tempted = {t: self.some(everyone, self.gets(t, tempting, paid[t])) for t in paid}
        found = []
        for left in subsets(everyone):
            pattern = [tempted[t] if t in left else table.negate(tempted[t]) for t in paid]
            for t in left:
                content = self.some(left, self.gets(t, "<=", paid[t]))
                found.append(table.all_of([*pattern, table.negate(content)]))
        return table.any_of(found)

    def _d1(self, paid: Mapping[int, RatFun]) -> Formula:
        """No belief in the types that are not struck out supports the row."""
        table, everyone = self.space.table, frozenset(paid)

        def keener(t: int, other: int) -> Formula:
            """Whatever makes `t` willing to send the message makes the other type eager, and something does."""
            willing = self.some(everyone, self.gets(t, ">=", paid[t]), self.gets(other, "<=", paid[other]))
            eager = self.some(everyone, self.gets(other, ">", paid[other]))
            return table.all_of([table.negate(willing), eager])

        struck = {t: table.any_of([keener(t, other) for other in paid if other != t]) for t in paid}
        found = []
        for left in subsets(everyone):
            pattern = [table.negate(struck[t]) if t in left else struck[t] for t in paid]
            supported = self.some(left, *(self.gets(t, "<=", paid[t]) for t in paid))
            found.append(table.all_of([*pattern, table.negate(supported)]))
        return table.any_of(found)


def subsets(types: frozenset[int]) -> list[frozenset[int]]:
    """The nonempty subsets, small ones first."""
    return [frozenset(c) for k in range(1, len(types) + 1) for c in combinations(sorted(types), k)]


def _fits(c: Continuation, labels: Mapping[int, int]) -> bool:
    """Whether a class goes with these orders of magnitude."""
    for kind, row in c.order:
        total = sum(n * labels[slot] for slot, n in row)
        if (total <= 0) if kind == ">" else total != 0:
            return False
    return True
