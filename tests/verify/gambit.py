"""Second opinion: the same numeric game and profile in Gambit, in exact rationals."""

from __future__ import annotations

import io
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from gametheory.verify import NumericGame


def twin(game: NumericGame) -> Any:
    """The game as Gambit reads it from an extensive-form file."""
    import pygambit

    numbers: dict[str, int] = {}
    for mover in range(len(game.players)):
        for number, s in enumerate((s for s in game.information_sets if s.mover == mover), 1):
            numbers[s.label] = number
    lines = [f'EFG 2 R "game" {{ {" ".join(f"{chr(34)}{p}{chr(34)}" for p in game.players)} }}', '""']
    chances = outcomes = 0

    def write(index: int) -> None:
        nonlocal chances, outcomes
        node = game.nodes[index]
        if node.is_terminal:
            outcomes += 1
            lines.append(f't "" {outcomes} "" {{ {", ".join(str(u) for u in node.payoffs)} }}')
        elif node.is_chance:
            chances += 1
            odds = " ".join(f'"{a}" {p}' for a, p in zip(node.actions, node.probabilities, strict=True))
            lines.append(f'c "" {chances} "" {{ {odds} }} 0')
        else:
            actions = " ".join(f'"{a}"' for a in node.actions)
            lines.append(f'p "" {node.mover + 1} {numbers[node.label]} "{node.label}" {{ {actions} }} 0')
        for child in node.children:
            write(child)

    write(0)
    return pygambit.read_efg(io.StringIO("\n".join(lines)))


def profile(game: NumericGame, other: Any, strategy: Mapping[str, Mapping[str, Fraction]]) -> Any:
    """The behaviour strategy profile in Gambit's game."""
    made = other.mixed_behavior_profile(rational=True)
    for s in game.information_sets:
        infoset = next(i for i in other.players[game.players[s.mover]].infosets if i.label == s.label)
        for action in infoset.actions:
            made[action] = strategy[s.label].get(action.label, Fraction(0))
    return made
