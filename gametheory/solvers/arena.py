"""What the component recursion looks up in a tree: information sets below, chance weights, who moved above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gametheory.algebra import ParameterSpace, RatFun
from gametheory.game import NATURE, Game

Spread = tuple[tuple[int, RatFun], ...]
"""Decision nodes and terminal histories that Nature leads to, with the probabilities of getting there."""


@dataclass(frozen=True)
class Arena:
    """Tables of one game over a parameter space; made by :func:`arena`.

    Attributes
    ----------
    game, space
        What the tables are of.
    below : tuple of frozenset of int
        By node: information sets at or below it.
    weights : tuple of RatFun
        By node: product of Nature's probabilities on the way to it.
    payoffs : mapping of node to tuple of RatFun
        At terminal histories, one per player.
    movers : tuple of int
        By information set: its player.
    spread : tuple of Spread
        By node: where Nature leads from there before anybody moves.
    """

    game: Game
    space: ParameterSpace
    below: tuple[frozenset[int], ...]
    weights: tuple[RatFun, ...]
    payoffs: dict[int, tuple[RatFun, ...]]
    movers: tuple[int, ...]
    spread: tuple[Spread, ...]

    def parts(self, nodes: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        """The nodes grouped so that no information set lies below two groups, in order of first node."""
        groups: list[tuple[list[int], set[int]]] = []
        for node in nodes:
            own, sets = [node], set(self.below[node])
            rest = []
            for members, reach in groups:
                if reach & sets:
                    own = members + own
                    sets |= reach
                else:
                    rest.append((members, reach))
            groups = [*rest, (own, sets)]
        return tuple(sorted(tuple(sorted(members)) for members, _ in groups))

    def child(self, node: int, action: str) -> int:
        """Where an action leads."""
        here = self.game.tree.nodes[node]
        return here.children[here.actions.index(action)]

    def history(self, node: int) -> str:
        """The history of a node in words."""
        return ", ".join(f"{m}={a}" for m, a in self.game.tree.history(node)) or "the start"


def arena(game: Game, space: ParameterSpace) -> Arena:
    """The tables of a game."""
    tree, ring = game.tree, space.ring
    one = RatFun(ring.one, ring.one)
    player = {name: i for i, name in enumerate(game.players)}
    weights: list[RatFun] = [one] * len(tree.nodes)
    chances: dict[int, RatFun] = {}
    for node in tree.nodes:
        for i, child in enumerate(node.children):
            weights[child] = weights[node.index]
            if node.player == NATURE:
                chances[child] = space.ratfun(node.probabilities[i])
                weights[child] = ring.times(weights[node.index], chances[child])
    below: list[frozenset[int]] = [frozenset()] * len(tree.nodes)
    spread: list[Spread] = [()] * len(tree.nodes)
    payoffs: dict[int, tuple[RatFun, ...]] = {}
    for node in reversed(tree.nodes):
        own = frozenset() if node.information_set is None else frozenset((node.information_set,))
        below[node.index] = own.union(*(below[c] for c in node.children))
        if node.player == NATURE:
            spread[node.index] = tuple(
                (leaf, ring.times(chances[c], p)) for c in node.children for leaf, p in spread[c]
            )
        else:
            spread[node.index] = ((node.index, one),)
        if node.is_terminal:
            payoffs[node.index] = tuple(space.ratfun(e) for e in node.payoffs)
    return Arena(
        game,
        space,
        tuple(below),
        tuple(weights),
        payoffs,
        tuple(player[s.player] for s in tree.information_sets),
        tuple(spread),
    )


def spread_over(table: Arena, nodes: Iterable[int]) -> tuple[int, ...]:
    """The decision nodes and terminal histories that Nature leads to from several nodes."""
    return tuple(leaf for node in nodes for leaf, _ in table.spread[node])
