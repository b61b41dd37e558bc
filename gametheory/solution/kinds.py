"""Kinds of signalling equilibria: what the types of an informed player who moves first do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gametheory.game import NATURE, Game, InformationSet
from gametheory.solution.rows import Mixing, Path

POOLING = "pooling"
SEPARATING = "separating"
SEMI_SEPARATING = "semi-separating"
PARTIAL = "partially pooling"


@dataclass(frozen=True)
class Signal:
    """A move of a player who knows its type, before anybody else moves, seen by somebody who does not know the type.

    Attributes
    ----------
    sets : tuple of InformationSet
        One for each type.
    types : tuple of str
        Their names.
    """

    sets: tuple[InformationSet, ...]
    types: tuple[str, ...]


def kind(choices: Sequence[str | None]) -> str:
    """The kind of an equilibrium by what each type chooses, ``None`` for a mixture.

    Examples
    --------
    >>> [kind(choices) for choices in (["a", "a"], ["a", "b"], ["a", None], ["a", "a", "b"])]
    ['pooling', 'separating', 'semi-separating', 'partially pooling']
    """
    if None in choices:
        return SEMI_SEPARATING
    different = len(set(choices))
    return POOLING if different == 1 else SEPARATING if different == len(choices) else PARTIAL


def kind_of(found: Signal | None, path: Path, mixing: Mixing) -> str:
    """The kind of a row; empty in a game without a signal."""
    return kind(chosen(found, path, mixing)) if found else ""


def chosen(found: Signal, path: Path, mixing: Mixing) -> tuple[str | None, ...]:
    """What each type chooses in a row, ``None`` for a mixture."""
    choices: Mapping[str, str | None] = {**dict(path), **{label: None for label, _ in mixing}}
    return tuple(choices[s.label] for s in found.sets)


def signal(game: Game) -> Signal | None:
    """The first signal of a game, if it has one."""
    for sets in first_moves(game):
        types = types_at(sets)
        if types and _is_read(game, sets):
            return Signal(sets, types)
    return None


def types_at(sets: Sequence[InformationSet]) -> tuple[str, ...]:
    """The types that choose at some information sets, one each; none if these differ in more than one thing seen."""
    if len({tuple(move for move, _ in s.seen) for s in sets}) != 1:
        return ()
    differing = [items for items in zip(*(s.seen for s in sets), strict=True) if len(set(items)) > 1]
    if len(differing) != 1:
        return ()
    plain = all(cell[:1].isalpha() for _, cell in differing[0])
    return tuple(cell if plain else f"{move}={cell}" for move, cell in differing[0])


def first_moves(game: Game) -> tuple[tuple[InformationSet, ...], ...]:
    """The moves before which only Nature has moved, made at several information sets with the same actions."""
    found: dict[tuple[str, str, tuple[str, ...]], list[InformationSet]] = {}
    for s in game.tree.information_sets:
        if all(before.player == NATURE for n in s.nodes for before in game.tree.above(n)):
            found.setdefault((s.player, s.move, s.actions), []).append(s)
    return tuple(tuple(sets) for sets in found.values() if len(sets) > 1)


def _is_read(game: Game, sets: Sequence[InformationSet]) -> bool:
    """Whether another player moves later who sees the move and cannot tell all types apart."""
    at = {node: s.index for s in sets for node in s.nodes}
    return any(
        len({at[before.index] for n in s.nodes for before in game.tree.above(n) if before.index in at}) > 1
        for s in game.tree.information_sets
        if s.player != sets[0].player and sets[0].move in dict(s.seen)
    )
