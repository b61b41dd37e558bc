"""A game at one exact point: the declared tree with its payoffs and probabilities as fractions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.errors import AssumptionError, NotFoundError
from gametheory.expr import And, Condition, as_number, evaluate, holds
from gametheory.game import NATURE, Game
from gametheory.game.names import unknown


@dataclass(frozen=True, slots=True)
class NumericNode:
    """A history, as in :class:`gametheory.game.Node`, with numbers.

    `label` is the label of the information set and `mover` the position of the player in
    :attr:`NumericGame.players`; both are ``None`` at terminal histories and at moves of Nature.
    """

    index: int
    parent: int | None
    action: str | None
    move: str | None
    label: str | None
    mover: int | None
    actions: tuple[str, ...]
    children: tuple[int, ...]
    probabilities: tuple[Fraction, ...]
    payoffs: tuple[Fraction, ...]
    outcome: str | None

    @property
    def is_terminal(self) -> bool:
        """Whether play ends here."""
        return not self.children

    @property
    def is_chance(self) -> bool:
        """Whether Nature moves here."""
        return bool(self.probabilities)

    def child(self, action: str) -> int:
        """Index of the history that `action` leads to."""
        return self.children[self.actions.index(action)]


@dataclass(frozen=True, slots=True)
class NumericSet:
    """An information set: its label, the position of its player, its nodes and its actions."""

    label: str
    mover: int
    nodes: tuple[int, ...]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumericGame:
    """A finite extensive game with exact numbers; `nodes` has parents before children, root first."""

    players: tuple[str, ...]
    nodes: tuple[NumericNode, ...]
    information_sets: tuple[NumericSet, ...]

    @property
    def has_perfect_information(self) -> bool:
        """Whether every information set has one node."""
        return all(len(s.nodes) == 1 for s in self.information_sets)

    def history(self, index: int) -> tuple[tuple[str, str], ...]:
        """The (move, action) pairs from the root to a node."""
        steps: list[tuple[str, str]] = []
        node = self.nodes[index]
        while node.parent is not None:
            parent = self.nodes[node.parent]
            steps.append((str(parent.move), str(node.action)))
            node = parent
        return tuple(reversed(steps))

    def information_set(self, label: str) -> NumericSet:
        """The information set called `label`; :class:`NotFoundError` if there is none."""
        for found in self.information_sets:
            if found.label == label:
                return found
        raise NotFoundError(unknown("information set", label, [s.label for s in self.information_sets]))


def numeric(game: Game, point: Mapping[str, Any] | None = None) -> NumericGame:
    """The game at an exact point.

    Parameters
    ----------
    game : Game
        Any game.
    point : mapping of parameter name to number
        One number for each parameter, as read by :func:`gametheory.expr.as_number`.

    Raises
    ------
    NotFoundError
        If the point misses a parameter or names one that the game does not have.
    AssumptionError
        If the point violates the standing assumptions, or Nature's probabilities are not positive or do not sum to 1.
    """
    values = _values(game, point or {})
    failing = failing_parts(game.where, values)
    if failing:
        raise AssumptionError(
            f"the point {_show(values)} violates the standing assumptions: {'; '.join(str(part) for part in failing)}\n"
            f"  choose a point of {game.title!r} that satisfies: {game.where}"
        )
    label_of = {index: s.label for s in game.tree.information_sets for index in s.nodes}
    position = {player: number for number, player in enumerate(game.players)}
    nodes = []
    for node in game.tree.nodes:
        probabilities = tuple(evaluate(p, values) for p in node.probabilities)
        if node.player == NATURE and (min(probabilities) <= 0 or sum(probabilities) != 1):
            shown = ", ".join(f"{a} {p}" for a, p in zip(node.actions, probabilities, strict=True))
            raise AssumptionError(
                f"Nature's move {node.move!r} has the probabilities {shown} at {_show(values)}: "
                "not all positive with sum 1\n  tighten the standing assumptions, "
                "or fix the parameters with game.at(...), which prunes branches of probability 0"
            )
        nodes.append(
            NumericNode(
                index=node.index, parent=node.parent, action=node.action, move=node.move,
                label=label_of.get(node.index), mover=position.get(node.player or ""), actions=node.actions,
                children=node.children, probabilities=probabilities,
                payoffs=tuple(evaluate(u, values) for u in node.payoffs), outcome=node.outcome,
            )
        )
    sets = tuple(NumericSet(s.label, position[s.player], s.nodes, s.actions) for s in game.tree.information_sets)
    return NumericGame(game.players, tuple(nodes), sets)


def failing_parts(condition: Condition, values: Mapping[str, Fraction]) -> tuple[Condition, ...]:
    """The conjuncts of `condition` that do not hold at a point, in the order of the condition."""
    if isinstance(condition, And):
        return tuple(bad for part in condition.parts for bad in failing_parts(part, values))
    return () if holds(condition, values) else (condition,)


def _values(game: Game, point: Mapping[str, Any]) -> dict[str, Fraction]:
    for name in point:
        if name not in game.symbols:
            raise NotFoundError(unknown("parameter", name, game.symbols))
    missing = [name for name in game.symbols if name not in point]
    if missing:
        raise NotFoundError(
            f"no value for {', '.join(missing)} of the game {game.title!r}; "
            f"give one for each of: {', '.join(game.symbols)}"
        )
    return {name: as_number(point[name]) for name in game.symbols}


def _show(values: Mapping[str, Fraction]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in values.items()) or "(no parameters)"
