"""All pure sequential equilibria by plain enumeration of profiles: slow, for any order of play.

Every profile of the whole game is looked at, information sets below before those above, and given up as soon as what
is chosen so far is impossible. A set with one node has to choose best, which is exact once everything below it is
chosen; a set with several nodes has to choose best under *some* belief. Where a profile is complete all beliefs are
settled at once: one positive odds and one order of magnitude per deviation, shared by the whole game, with which
every information set judges its nodes (D. Kreps and R. Wilson 1982, Sequential equilibria, Econometrica 50(4):863-894,
Lemmas A1 and A2). The odds are then eliminated exactly.

Nothing is assumed about how information sets lie to each other, so this also solves games in which they cross.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, permutations

from gametheory.algebra import Formula, ParameterSpace, RatFun
from gametheory.algebra.elimination import exists_positive, mentions
from gametheory.errors import NotLinearError, SolverError
from gametheory.expr import Symbol, all_of
from gametheory.game import Game
from gametheory.solvers.arena import Arena, arena
from gametheory.solvers.classes import Alternative, Birth, Choice, Continuation, Found
from gametheory.solvers.orders import Labels, Order, patterns

STEPS = 1_000_000  # choices looked at: beyond it the game is too large for plain enumeration
FEW = 3  # nodes of a set up to which "some belief supports the action" is decided exactly while profiles are built
TRIES = 24  # orders in which odds are eliminated before that is given up

Deviations = tuple[Choice, ...]
"""The deviations on the way to a node, in the order of the tree."""


def solve(game: Game) -> Found:
    """All paths of play of pure sequential equilibria with their exact conditions.

    Parameters
    ----------
    game : Game
        Perfect recall; any order of play, crossing information sets included.

    Returns
    -------
    Found
        One class per path. Each of its alternatives is a full profile with its odds and orders.

    Raises
    ------
    SolverError
        If more than 1,000,000 choices have to be looked at.
    AssumptionError
        If the standing assumptions contradict each other.

    Notes
    -----
    Time grows with the number of profiles that no single comparison excludes. A profile whose odds enter its condition
    in a way that cannot be eliminated is reported as undecided, never dropped silently.
    """
    return _Search(game).run()


class _Search:
    def __init__(self, game: Game) -> None:
        slots = _slots(game)
        odds = tuple(f"_odds{i}" for i in range(slots))
        self.width = len(game.symbols)
        self.space = ParameterSpace((*game.symbols, *odds), all_of(game.where, *(Symbol(name) > 0 for name in odds)))
        self.slots = tuple(range(self.width, self.width + slots))
        self.game, self.table, self.ring = game, self.space.table, self.space.ring
        self.arena: Arena = arena(game, self.space)
        self.sets = game.tree.information_sets
        self.choices: dict[int, str] = {}
        self.left = STEPS
        self.undecided: dict[str, None] = {}
        self.found: dict[tuple[Choice, ...], list[Alternative]] = {}
        self.values: dict[tuple[int, int, tuple[Choice, ...]], RatFun] = {}
        self.supports: dict[tuple[int, tuple[tuple[RatFun, ...], ...]], Formula] = {}
        self.judged: dict[object, Formula] = {}
        self.settled: dict[tuple[int, tuple[int, ...]], Formula | None] = {}

    def run(self) -> Found:
        self.go(0, self.table.true)
        classes = []
        for path, ways in sorted(self.found.items()):
            condition = self.table.any_of([w.condition for w in ways])
            classes.append(Continuation((), path, condition, tuple(ways)))
        return Found(tuple(classes), tuple(self.undecided), self.space)

    @cached_property
    def schedule(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """Information sets, those below first, each with the sets below which (and at which) all is chosen then."""
        below = [set[int]().union(*(self.arena.below[n] for n in s.nodes)) for s in self.sets]
        order: list[int] = []
        while len(order) < len(self.sets):
            missing = {s: len(below[s] - {s, *order}) for s in range(len(self.sets)) if s not in order}
            order.append(min(missing, key=lambda s: (missing[s], -s)))
        place = {s: i for i, s in enumerate(order)}
        ready = [max(place[other] for other in reach) for reach in below]
        return tuple((s, tuple(t for t in range(len(self.sets)) if ready[t] == i)) for i, s in enumerate(order))

    def go(self, position: int, condition: Formula) -> None:
        """Choose at the information set in this position and after it; note what survives."""
        if position == len(self.schedule):
            self.profile(condition)
            return
        chosen, ready = self.schedule[position]
        for action in self.sets[chosen].actions:
            self.left -= 1
            if self.left < 0:
                raise SolverError(
                    f"plain enumeration looks at more than {STEPS} choices here\n"
                    "  leave the method out, or fix parameters with game.at(...)."
                )
            self.choices[chosen] = action
            narrower = self.table.all_of([condition, *(self.supported(s) for s in ready)])
            if self.space.oracle.possible(narrower) is not False:
                self.go(position + 1, narrower)
            del self.choices[chosen]

    # payoffs ----------------------------------------------------------------------------------------------------------

    def value(self, node: int, player: int) -> RatFun:
        """Expected payoff of a player from a node on, under the choices so far."""
        key = (node, player, tuple((s, self.choices[s]) for s in sorted(self.arena.below[node])))
        if key not in self.values:
            here = self.game.tree.nodes[node]
            if here.is_terminal:
                self.values[key] = self.arena.payoffs[node][player]
            elif here.information_set is not None:
                self.values[key] = self.value(self.arena.child(node, self.choices[here.information_set]), player)
            else:
                ways = zip(here.probabilities, here.children, strict=True)
                self.values[key] = self.ring.inner(*((self.space.ratfun(p), self.value(c, player)) for p, c in ways))
        return self.values[key]

    def gains(self, s: int) -> tuple[tuple[RatFun, ...], ...]:
        """What the chosen action is worth more than each other one (rows) at each node (columns)."""
        player, nodes = self.arena.movers[s], self.sets[s].nodes
        chosen = [self.value(self.arena.child(n, self.choices[s]), player) for n in nodes]
        return tuple(
            tuple(
                self.ring.minus(own, self.value(self.arena.child(n, other), player))
                for n, own in zip(nodes, chosen, strict=True)
            )
            for other in self.sets[s].actions
            if other != self.choices[s]
        )

    def row(self, gains: Sequence[RatFun], weights: Sequence[RatFun]) -> Formula:
        """The weighted sum of gains is at least zero."""
        total = self.ring.inner(*zip(weights, gains, strict=True))
        return self.space.compare(self.space.positive(total), ">=", RatFun(self.ring.zero, self.ring.one))

    def odds(self, labels: Labels) -> RatFun:
        """The product of the odds of some slots."""
        product = RatFun(self.ring.one, self.ring.one)
        for slot in labels:
            symbol = self.ring.symbol(self.ring.names[self.slots[slot]])
            product = self.ring.times(product, RatFun(symbol, self.ring.one))
        return product

    # beliefs ----------------------------------------------------------------------------------------------------------

    def supported(self, s: int) -> Formula:
        """A necessary condition, exact at sets with one node: some belief on the nodes supports the action."""
        gains = self.gains(s)
        key = (s, gains)
        if key not in self.supports:
            self.supports[key] = self.some_belief(gains, len(self.sets[s].nodes))
        return self.supports[key]

    def some_belief(self, gains: Sequence[Sequence[RatFun]], nodes: int) -> Formula:
        one = RatFun(self.ring.one, self.ring.one)
        if nodes == 1:
            return self.table.all_of([self.row(gain, [one]) for gain in gains])
        if nodes > FEW or nodes - 1 > len(self.slots):
            return self.table.all_of([self.table.any_of([self.row([g], [one]) for g in gain]) for gain in gains])
        ways = []
        for size in range(1, nodes + 1):
            for believed in combinations(range(nodes), size):
                weights = [one, *(self.odds((slot,)) for slot in range(size - 1))]
                rows = [self.row([gain[i] for i in believed], weights) for gain in gains]
                way = self.without(self.table.all_of(rows), range(size - 1))
                if way is None:
                    return self.table.true
                ways.append(way)
        return self.table.any_of(ways)

    def without(self, f: Formula, slots: Sequence[int]) -> Formula | None:
        """`f` for some positive odds of the slots; ``None`` if no order of elimination was found to work."""
        key = (f.number, tuple(slots))
        if key not in self.settled:
            self.settled[key] = None
            for _, order in zip(range(TRIES), permutations(slots), strict=False):
                try:
                    self.settled[key] = self.eliminated(f, order)
                    break
                except NotLinearError:
                    continue
        return self.settled[key]

    def eliminated(self, f: Formula, slots: Sequence[int]) -> Formula:
        for slot in slots:
            f = exists_positive(self.table, f, self.slots[slot])
        return f

    def profile(self, condition: Formula) -> None:
        """Settle the beliefs of a complete profile, and note it where it is an equilibrium."""
        marks = self.deviations()
        judged = []
        for s in self.sets:
            gains = self.gains(s.index)
            one = RatFun(self.ring.one, self.ring.one)
            if all(self.row([g], [one]).is_true for gain in gains for g in gain):
                continue  # best at every node: any belief will do
            judged.append((s.index, gains))
        judged.sort(key=lambda pair: all(marks[n] for n in self.sets[pair[0]].nodes))  # those reached first
        names = self.names([s for s, _ in judged], marks)
        path = tuple(s.index for s in self.sets if any(not marks[n] for n in s.nodes))
        noted: list[Formula] = []
        for rows, order in self.judgements(judged, marks, names, condition, self.table.true, ()):
            used = tuple(slot for slot in names.values() if mentions(rows, self.slots[slot]))
            settled = self.without(rows, used)
            if settled is None:
                what = f"the profile {self.shown()}: beliefs enter its condition nonlinearly and were not eliminated"
                self.undecided[what] = None
                continue
            whole = self.table.all_of([condition, settled])
            answer = self.space.oracle.possible(whole)
            if answer is None:
                self.undecided[f"whether the profile {self.shown()} is possible"] = None
            if answer is not False and whole not in noted:
                noted.append(whole)
                born: tuple[Birth, ...] = tuple((slot, choice) for choice, slot in names.items())
                way = Alternative(whole, tuple(sorted(self.choices.items())), (), (), born, rows, order)
                self.found.setdefault(tuple((s, self.choices[s]) for s in path), []).append(way)
            if whole is condition:
                break  # these beliefs support the profile wherever any can

    def deviations(self) -> list[Deviations]:
        """By node: the deviations from the profile on the way to it."""
        found: list[Deviations] = [()] * len(self.game.tree.nodes)
        for node in self.game.tree.nodes:
            for action, child in zip(node.actions, node.children, strict=True):
                s = node.information_set
                deviates = s is not None and action != self.choices[s]
                found[child] = (*found[node.index], (s, action)) if s is not None and deviates else found[node.index]
        return found

    def names(self, judged: Sequence[int], marks: Sequence[Deviations]) -> dict[Choice, int]:
        """A slot for each deviation that tells nodes of some information set apart."""
        matter: set[Choice] = set()
        for s in judged:
            counts = [Counter(marks[n]) for n in self.sets[s].nodes]
            matter.update(d for count in counts for d in count if any(other[d] != count[d] for other in counts))
        return {d: slot for slot, d in enumerate(sorted(matter))}

    def judgements(
        self,
        judged: Sequence[tuple[int, tuple[tuple[RatFun, ...], ...]]],
        marks: Sequence[Deviations],
        names: Mapping[Choice, int],
        condition: Formula,
        before: Formula,
        order: Order,
    ) -> Iterator[tuple[Formula, Order]]:
        """For each choice of the nodes that every set believes possible: all rows together, and the joint order."""
        if not judged:
            yield before, order
            return
        (s, gains), rest = judged[0], judged[1:]
        nodes = self.sets[s].nodes
        labels = tuple(tuple(sorted(names[d] for d in marks[n] if d in names)) for n in nodes)
        common = Counter(labels[0])
        for label in labels[1:]:
            common &= Counter(label)
        labels = tuple(tuple(sorted((Counter(label) - common).elements())) for label in labels)
        for lowest, more in patterns(labels, order):
            rows = self.table.all_of([before, self.judgement(s, gains, labels, lowest)])
            if self.space.oracle.possible(self.table.all_of([condition, rows])) is not False:
                yield from self.judgements(rest, marks, names, condition, rows, more)

    def judgement(
        self, s: int, gains: tuple[tuple[RatFun, ...], ...], labels: tuple[Labels, ...], lowest: tuple[int, ...]
    ) -> Formula:
        """The chosen action is best at a set that believes in some of its nodes, weighed by chance and odds."""
        key = (s, gains, labels, lowest)
        if key not in self.judged:
            nodes = self.sets[s].nodes
            weights = [self.ring.times(self.arena.weights[nodes[i]], self.odds(labels[i])) for i in lowest]
            self.judged[key] = self.table.all_of([self.row([gain[i] for i in lowest], weights) for gain in gains])
        return self.judged[key]

    def shown(self) -> str:
        return ", ".join(f"{self.sets[s].label}: {action}" for s, action in sorted(self.choices.items()))


def _slots(game: Game) -> int:
    """How many deviations at most tell nodes of information sets apart in one profile."""
    nodes = game.tree.nodes
    steps: list[Deviations] = [()] * len(nodes)
    for node in nodes:
        for action, child in zip(node.actions, node.children, strict=True):
            s = node.information_set
            steps[child] = steps[node.index] if s is None else (*steps[node.index], (s, action))
    telling: dict[int, set[str]] = {}
    for t in game.tree.information_sets:
        counts = [Counter(steps[n]) for n in t.nodes]
        for count in counts:
            for step in count:
                if any(other[step] != count[step] for other in counts):
                    telling.setdefault(step[0], set()).add(step[1])
    own = max((min(len(t.nodes), FEW) - 1 for t in game.tree.information_sets), default=0)
    return max(own, sum(min(len(a), len(game.tree.information_sets[s].actions) - 1) for s, a in telling.items()))
