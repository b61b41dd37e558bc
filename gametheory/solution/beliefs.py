"""What is believed: on the path by Bayes' rule in closed form, off the path as the condition that supports the path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from gametheory.algebra import Formula, ParameterSpace, Poly, RatFun, Region, postorder
from gametheory.errors import AssumptionError, ExpressionError
from gametheory.expr import TRUE, Condition, Expr, Symbol, all_of
from gametheory.game import Game
from gametheory.game.nouns import NATURE
from gametheory.solvers import Alternative, Continuation, Found

BELIEF = "belief"
"""The symbol of a belief off the path; with an underscore more for each parameter of that name."""

Belief = tuple[str, tuple[tuple[str, Expr], ...]]
"""(information set, ((history, probability), ...)); of a history only what tells it from the others of the set."""


@dataclass(frozen=True)
class Requirement:
    """The beliefs off the path that support a row, where two histories are possible.

    Attributes
    ----------
    label : str
        The information set at which the belief is first held; it is inherited by those that follow.
    history : str
        What tells the first of the two histories from the other, for example ``type=R``.
    region : Region
        Of the parameters and the probability of `history`, :attr:`symbol`; under the row's own condition.
    """

    label: str
    history: str
    symbol: str
    region: Region

    @cached_property
    def condition(self) -> Condition:
        """The condition on the belief, arranged for it."""
        return self.region.about(self.symbol)

    def __str__(self) -> str:
        if self.condition == TRUE:
            return f"at {self.label}: any {self.symbol}"
        return f"at {self.label}: {self.condition} for the {self.symbol} in {self.history}"


@dataclass(frozen=True)
class Beliefs:
    """The beliefs of a row.

    Attributes
    ----------
    on_path : tuple of (information set, ((history, probability), ...))
        By Bayes' rule, at the sets with several histories that the path reaches.
    off_path : tuple of Requirement
        What must be believed after deviations.
    """

    on_path: tuple[Belief, ...]
    off_path: tuple[Requirement, ...]

    def __str__(self) -> str:
        lines = [f"at {label}: " + ", ".join(f"{h} {p}" for h, p in belief) for label, belief in self.on_path]
        return "\n".join([*lines, *(f"off the path {r}" for r in self.off_path)])


def on_path(game: Game, space: ParameterSpace, path: Iterable[tuple[str, str]]) -> tuple[Belief, ...]:
    """Beliefs by Bayes' rule at the information sets with several histories that a pure path reaches."""
    ring, tree = space.ring, game.tree
    chosen = dict(path)
    one = RatFun(ring.one, ring.one)
    weights: dict[int, RatFun] = {0: one}
    for node in tree.nodes:
        if node.index not in weights or node.is_terminal:
            continue
        for i, (action, child) in enumerate(zip(node.actions, node.children, strict=True)):
            if node.player == NATURE:
                weights[child] = ring.times(weights[node.index], space.ratfun(node.probabilities[i]))
            elif chosen.get(tree.information_sets[node.information_set or 0].label) == action:
                weights[child] = weights[node.index]
    found = []
    for s in tree.information_sets:
        here = [n for n in s.nodes if n in weights]
        if len(s.nodes) > 1 and here:
            total = RatFun(ring.zero, ring.one)
            for n in here:
                total = ring.plus(total, weights[n])
            inverse = ring.ratfun(total.den, total.num)
            shares = [(n, space.expr(space.positive(ring.times(weights[n], inverse)))) for n in here]
            found.append((s.label, tuple((telling(game, s.nodes, n), p) for n, p in shares)))
    return tuple(found)


def telling(game: Game, nodes: tuple[int, ...], node: int) -> str:
    """Of the history of `node` what the other nodes of its set do not share."""
    shared = set.intersection(*(set(game.tree.history(n)) for n in nodes))
    return ", ".join(f"{m}={a}" for m, a in game.tree.history(node) if (m, a) not in shared)


def off_path(game: Game, found: Found, play: int, row: Region) -> tuple[Requirement, ...]:
    """Conditions on the beliefs after deviations, one per public history after which two histories are possible.

    Histories with more than two possibilities, and beliefs that depend on further odds, are left out.
    """
    wanted: dict[tuple[tuple[int, str], ...], list[tuple[Formula, Alternative]]] = {}
    for condition, opening in _openings(found, found.classes[play]):
        if len(opening.born) == 2:
            wanted.setdefault(tuple(choice for _, choice in opening.born), []).append((condition, opening))
    result = []
    for choices, ways in wanted.items():
        stated = _requirement(game, found, choices, ways, row)
        if stated is not None:
            result.append(stated)
    return tuple(result)


def _openings(found: Found, root: Continuation) -> Iterator[tuple[Formula, Alternative]]:
    """Places off the path where odds are chosen, each with the condition under which its way is open."""
    table = found.space.table
    stack: list[tuple[Formula, Continuation]] = [(table.true, root)]
    while stack:
        condition, current = stack.pop()
        for way in current.alternatives:
            here = table.all_of([condition, way.condition])
            stack.extend((here, c) for c in way.active)
            for group in way.deterred:
                for guard in group:
                    for below in guard.below:
                        for opening in below.alternatives:
                            if opening.born and not opening.choices:
                                yield table.all_of([here, guard.condition]), opening


def _children(game: Game, choice: tuple[int, str]) -> tuple[int, ...]:
    """The histories after a choice at an information set."""
    nodes = [game.tree.nodes[n] for n in game.tree.information_sets[choice[0]].nodes]
    return tuple(node.children[node.actions.index(choice[1])] for node in nodes)


def _requirement(
    game: Game,
    found: Found,
    choices: tuple[tuple[int, str], ...],
    ways: list[tuple[Formula, Alternative]],
    row: Region,
) -> Requirement | None:
    first, second = (_children(game, choice) for choice in choices)
    label = _first_set(game, first, second)
    if label is None:
        return None
    symbol = BELIEF
    while symbol in row.space.names:
        symbol += "_"
    names = (*row.space.names, symbol)
    belief = Symbol(symbol)
    try:
        space = ParameterSpace(names, all_of(row.space.where, row.condition, belief >= 0, belief <= 1))
    except AssumptionError:
        return None
    slots = tuple(slot for slot, _ in ways[0][1].born)
    swap = _Swap(space, symbol, slots, _weight(game, space, first), _weight(game, space, second))
    parts = []
    for condition, opening in ways:
        if tuple(slot for slot, _ in opening.born) != swap.slots or opening.bound is None:
            return None
        try:
            supports = found.space.table.all_of([condition, opening.bound])
            parts.append(space.table.all_of([swap.pattern(opening), swap.formula(supports)]))
        except ExpressionError:
            return None
    return Requirement(label, _telling_both(game, first, second), symbol, space.region(space.table.any_of(parts)))


def _telling_both(game: Game, first: tuple[int, ...], second: tuple[int, ...]) -> str:
    """What all of the first histories share and not all of the second do."""
    here, there = (set.intersection(*(set(game.tree.history(n)) for n in nodes)) for nodes in (first, second))
    return ", ".join(f"{m}={a}" for m, a in game.tree.history(first[0]) if (m, a) in here - there)


def _first_set(game: Game, first: tuple[int, ...], second: tuple[int, ...]) -> str | None:
    """The first information set that holds histories at or below both groups."""
    for s in game.tree.information_sets:
        above = [_ancestors(game, n) for n in s.nodes]
        if all(any(a & set(group) for a in above) for group in (first, second)):
            return s.label
    return None


def _ancestors(game: Game, node: int) -> set[int]:
    found = {node}
    parent = game.tree.nodes[node].parent
    while parent is not None:
        found.add(parent)
        parent = game.tree.nodes[parent].parent
    return found


def _weight(game: Game, space: ParameterSpace, nodes: tuple[int, ...]) -> RatFun:
    """Nature's probability of getting to one of some nodes."""
    total = RatFun(space.ring.zero, space.ring.one)
    for node in nodes:
        weight = RatFun(space.ring.one, space.ring.one)
        current = game.tree.nodes[node]
        while current.parent is not None:
            parent = game.tree.nodes[current.parent]
            if parent.player == NATURE:
                chance = space.ratfun(parent.probabilities[parent.children.index(current.index)])
                weight = space.ring.times(weight, chance)
            current = parent
        total = space.ring.plus(total, weight)
    return total


class _Swap:
    """Formulas in two odds as formulas in one belief: ``odds = belief / weight`` up to a common factor."""

    def __init__(
        self, space: ParameterSpace, symbol: str, slots: tuple[int, ...], first: RatFun, second: RatFun
    ) -> None:
        ring = space.ring
        self.space, self.slots = space, slots
        self.parameters = len(space.names) - 1
        self.belief = ring.symbol(symbol)
        self.rest = ring.sub(ring.one, self.belief)
        self.odds = {
            self.parameters + slots[0]: ring.mul(self.belief, ring.mul(second.num, first.den)),
            self.parameters + slots[1]: ring.mul(self.rest, ring.mul(first.num, second.den)),
        }

    def pattern(self, opening: Alternative) -> Formula:
        """Which of the two histories are believed possible, by the orders of the two deviations."""
        table, (first, second) = self.space.table, self.slots
        for kind, row in opening.order:
            coefficients = dict(row)
            if set(coefficients) == {first, second}:
                if kind == "=":
                    break
                lower = first if coefficients[first] < 0 else second
                return table.atom(self.rest if lower == first else self.belief, "=")
        return table.all_of([table.atom(self.belief, ">"), table.atom(self.rest, ">")])

    def formula(self, f: Formula) -> Formula:
        """The same condition in the belief."""
        table = self.space.table
        done: dict[int, Formula] = {}
        for node in postorder(f):
            if node.poly is not None:
                done[node.number] = table.atom(self.polynomial(node.poly), node.rel)
            elif node.kind in ("and", "or"):
                join = table.all_of if node.kind == "and" else table.any_of
                done[node.number] = join([done[p.number] for p in node.parts])
            else:
                done[node.number] = table.truth(node.is_true)
        return done[f.number]

    def polynomial(self, p: Poly) -> Poly:
        """The same polynomial in the belief, up to a positive factor."""
        ring, total = self.space.ring, self.space.ring.zero
        for exponents, coefficient in p.terms:
            term = Poly((((*exponents[: self.parameters], 0), coefficient),))
            for i in range(self.parameters, len(exponents)):
                if exponents[i] and i not in self.odds:
                    raise ExpressionError("the condition depends on further odds")
                for _ in range(exponents[i]):
                    term = ring.mul(term, self.odds[i])
            total = ring.add(total, term)
        return total
