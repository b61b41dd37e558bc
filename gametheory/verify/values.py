"""What a behaviour strategy profile is worth: reach probabilities, continuation payoffs, best replies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from gametheory.expr import ExactNumber
from gametheory.verify.numeric import NumericGame

Strategy = Mapping[str, Mapping[str, ExactNumber]]
"""Per information set label, the probability of each action (an action left out has probability 0)."""

ZERO = Fraction(0)


def reach(game: NumericGame, strategy: Strategy) -> tuple[ExactNumber, ...]:
    """The probability of every history, root first, by products from the top down."""
    found: list[ExactNumber] = [ZERO] * len(game.nodes)
    found[0] = Fraction(1)
    for node in game.nodes:
        for step, child in enumerate(node.children):
            found[child] = found[node.index] * _probability(game, strategy, node.index, step)
    return tuple(found)


def continuation(game: NumericGame, strategy: Strategy) -> tuple[tuple[ExactNumber, ...], ...]:
    """Every player's expected payoff from every history on, from the bottom up."""
    found: list[tuple[ExactNumber, ...]] = [()] * len(game.nodes)
    for node in reversed(game.nodes):
        if node.is_terminal:
            found[node.index] = node.payoffs
            continue
        total: list[ExactNumber] = [ZERO] * len(game.players)
        for step, child in enumerate(node.children):
            weight = _probability(game, strategy, node.index, step)
            if weight:
                for player, payoff in enumerate(found[child]):
                    total[player] += weight * payoff
        found[node.index] = tuple(total)
    return tuple(found)


def best_reply_value(
    game: NumericGame, strategy: Strategy, mover: int, weights: Mapping[int, ExactNumber]
) -> ExactNumber:
    """The most that player `mover` can get, all others playing `strategy`, from histories with the given weights.

    Any strategy of the player from there on is a possible reply, not only a change of one action. The player's next
    information sets are filled with the weights that reach them; under perfect recall they can be treated one by one.
    """
    value: ExactNumber = ZERO
    waiting: dict[str, dict[int, ExactNumber]] = {}
    todo = [(index, weight) for index, weight in weights.items() if weight]
    while todo:
        index, weight = todo.pop()
        node = game.nodes[index]
        if node.is_terminal:
            value += weight * node.payoffs[mover]
        elif node.mover == mover:
            assert node.label is not None
            waiting.setdefault(node.label, {})[index] = weight
        else:
            for step, child in enumerate(node.children):
                probability = _probability(game, strategy, index, step)
                if probability:
                    todo.append((child, weight * probability))
    for filled in waiting.values():
        some = game.nodes[next(iter(filled))]
        value += max(
            best_reply_value(game, strategy, mover, {game.nodes[i].child(a): w for i, w in filled.items()})
            for a in some.actions
        )
    return value


def subgame_roots(game: NumericGame) -> tuple[int, ...]:
    """The histories at which a subgame starts: no information set has nodes both below and not below them."""
    below: list[frozenset[int]] = [frozenset()] * len(game.nodes)
    for node in reversed(game.nodes):
        below[node.index] = frozenset((node.index,)).union(*(below[child] for child in node.children))
    return tuple(
        node.index
        for node in game.nodes
        if not node.is_terminal and all(_inside(s.nodes, below[node.index]) for s in game.information_sets)
    )


def _inside(nodes: Iterable[int], below: frozenset[int]) -> bool:
    return len({index in below for index in nodes}) == 1


def _probability(game: NumericGame, strategy: Strategy, index: int, step: int) -> ExactNumber:
    node = game.nodes[index]
    if node.is_chance:
        return node.probabilities[step]
    assert node.label is not None
    return strategy[node.label].get(node.actions[step], ZERO)
