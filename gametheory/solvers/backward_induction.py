"""Symbolic backward induction: all pure subgame-perfect equilibria of a game with perfect information.

The recursion over public components in the case where every component is one history. Ties are explicit: a chosen
action has to be *weakly* best, so that at a border both continuations are found. Off the path continuations enter
as alternatives of which one has to deter the deviation (an *or*), so their numbers add instead of multiply.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from gametheory.algebra import Formula, ParameterSpace, RatFun
from gametheory.errors import SolverError
from gametheory.game import NATURE, Game, Node
from gametheory.solvers.classes import Alternative, Choice, Continuation, Found, Guarded, Step

LIMIT = 20_000     # classes at one history: beyond it the answer would be unreadable and the run unbounded


def solve(game: Game, space: ParameterSpace) -> Found:
    """All paths of play of pure subgame-perfect equilibria with their exact conditions.

    Parameters
    ----------
    game : Game
        Perfect information: every information set is one history. Moves of Nature may stand anywhere.
    space : ParameterSpace
        Of the game's parameters and assumptions.

    Raises
    ------
    SolverError
        If the game has imperfect information, or more than 20,000 classes arise at one history.

    Notes
    -----
    Selten (1965); the one-shot deviation principle (Osborne and Rubinstein 1994, Lemma 98.2). A class is dropped only
    if its condition was refuted; a class that could not be decided is kept and reported.
    """
    wide = next((s for s in game.tree.information_sets if len(s.nodes) > 1), None)
    if wide is not None:
        raise SolverError(
            f"backward induction needs perfect information, but at {wide.label!r} {wide.player} cannot tell "
            f"{len(wide.nodes)} histories apart\n  use concept=\"sequential\"."
        )
    return _Induction(game, space).run()


class _Induction:
    def __init__(self, game: Game, space: ParameterSpace) -> None:
        self.tree = game.tree
        self.space = space
        self.player = {name: i for i, name in enumerate(game.players)}
        self.memo: dict[tuple[int, tuple[int, ...], bool], list[Continuation]] = {}
        self.payoffs: dict[int, tuple[RatFun, ...]] = {}
        self.undecided: dict[str, None] = {}

    def run(self) -> Found:
        classes = self.below(0, (), True)
        return Found(tuple(classes), tuple(self.undecided), self.steps())

    def steps(self) -> tuple[Step, ...]:
        """At each history some class exists, given that one exists at each of its children."""
        found: list[Step] = []
        at: dict[int, list[int]] = {}
        for key in sorted(self.memo, key=lambda key: (-key[0], key[2], key[1])):
            claim = self.space.table.any_of([c.condition for c in self.memo[key]])
            if not claim.is_true or key[0] == 0:
                premises = [i for child in self.tree.nodes[key[0]].children for i in at.get(child, [])]
                at.setdefault(key[0], []).append(len(found))
                found.append(Step(claim, tuple(premises)))
        return tuple(found)

    def below(self, index: int, keep: tuple[int, ...], on: bool) -> list[Continuation]:
        """Classes of the play below a history; `keep` are the players whose payoffs matter, `on` keeps paths apart."""
        key = (index, keep, on)
        if key not in self.memo:
            node = self.tree.nodes[index]
            if node.is_terminal:
                found = [Continuation(tuple((p, self.payoff(node)[p]) for p in keep), (), self.space.table.true, ())]
            elif node.player == NATURE:
                found = self.merge(self.chance(node, keep, on))
            else:
                found = self.merge(self.decision(node, keep, on))
            if len(found) > LIMIT:
                raise SolverError(f"more than {LIMIT} classes of continuations at the move {node.move!r}\n  split the model, or fix parameters with game.at(...).")
            self.memo[key] = found
        return self.memo[key]

    def payoff(self, node: Node) -> tuple[RatFun, ...]:
        if node.index not in self.payoffs:
            self.payoffs[node.index] = tuple(self.space.ratfun(e) for e in node.payoffs)
        return self.payoffs[node.index]

    def possible(self, condition: Formula, node: Node) -> bool:
        answer = self.space.oracle.possible(condition)
        if answer is None:
            history = ", ".join(f"{m}={a}" for m, a in self.tree.history(node.index)) or "the start"
            self.undecided[f"whether a continuation after {history} is possible"] = None
        return answer is not False

    def chance(self, node: Node, keep: tuple[int, ...], on: bool) -> Iterable[Continuation]:
        ring, table = self.space.ring, self.space.table
        weights = [self.space.ratfun(e) for e in node.probabilities]
        totals: list[tuple[Formula, tuple[RatFun, ...], tuple[Continuation, ...]]] = [
            (table.true, tuple(RatFun(ring.zero, ring.one) for _ in keep), ())
        ]
        for weight, child in zip(weights, node.children, strict=True):
            grown = []
            for (condition, sums, chosen), c in product(totals, self.below(child, keep, on)):
                both = table.all_of([condition, c.condition])
                if self.possible(both, node):
                    more = tuple(ring.plus(s, ring.times(weight, v)) for s, (_, v) in zip(sums, c.values, strict=True))
                    grown.append((both, more, (*chosen, c)))
            totals = grown
        for condition, sums, chosen in totals:
            path = tuple(step for c in chosen for step in c.path)
            values = tuple(zip(keep, (self.space.positive(s) for s in sums), strict=True))
            yield Continuation(values, path, condition, (Alternative(condition, (), chosen, ()),))

    def decision(self, node: Node, keep: tuple[int, ...], on: bool) -> Iterable[Continuation]:
        table, mover = self.space.table, self.player[str(node.player)]
        wanted = tuple(sorted({*keep, mover}))
        assert node.information_set is not None
        for action, child in zip(node.actions, node.children, strict=True):
            choice: Choice = (node.information_set, action)
            for c in self.below(child, wanted, on):
                groups = []
                condition = c.condition
                for other in node.children:
                    if other != child:
                        group = self.deterring(c.value(mover), other, mover)
                        groups.append(group)
                        condition = table.all_of([condition, table.any_of([g.condition for g in group])])
                if self.possible(condition, node):
                    values = tuple((p, v) for p, v in c.values if p in keep)
                    way = Alternative(condition, (choice,), (c,), tuple(groups))
                    yield Continuation(values, (choice, *c.path) if on else (), condition, (way,))

    def deterring(self, value: RatFun, child: int, mover: int) -> tuple[Guarded, ...]:
        """Continuations after a deviation that give the mover no more than `value`."""
        table = self.space.table
        found = []
        for d in self.below(child, (mover,), False):
            condition = table.all_of([d.condition, self.space.compare(value, ">=", d.value(mover))])
            if not condition.is_false:
                found.append(Guarded(condition, d))
        return tuple(found)

    def merge(self, found: Iterable[Continuation]) -> list[Continuation]:
        """Classes with the same values and path become one; its condition is the *or* of theirs."""
        groups: dict[tuple[object, object], list[Continuation]] = {}
        for c in found:
            groups.setdefault((c.values, c.path), []).append(c)
        return [
            same[0]
            if len(same) == 1
            else Continuation(
                same[0].values,
                same[0].path,
                self.space.table.any_of([c.condition for c in same]),
                tuple(a for c in same for a in c.alternatives),
            )
            for same in groups.values()
        ]
