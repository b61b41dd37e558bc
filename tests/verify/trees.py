"""Numeric games written down as nested tuples, without any of the declaration's machinery."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from gametheory.verify import NumericGame, NumericNode, NumericSet

F = Fraction


def decide(label: str, player: str, **after: Any) -> tuple[Any, ...]:
    """A decision of `player` at the information set `label`; each keyword is an action and what follows it."""
    return ("decide", label, player, after)


def chance(**branches: tuple[Any, Any]) -> tuple[Any, ...]:
    """A move of Nature; each keyword is an action with (probability, what follows)."""
    return ("chance", branches)


def pay(*payoffs: Any) -> tuple[Any, ...]:
    """A terminal history with one payoff for each player."""
    return ("pay", payoffs)


def tree(players: str, root: tuple[Any, ...]) -> NumericGame:
    """The game with the given players (separated by blanks); the move's name is the label up to the bar."""
    names = tuple(players.split())
    nodes: list[dict[str, Any]] = []
    sets: dict[str, list[int]] = {}

    def grow(spec: tuple[Any, ...], parent: int | None, action: str | None) -> int:
        index = len(nodes)
        row: dict[str, Any] = {
            "index": index, "parent": parent, "action": action, "move": None, "label": None, "mover": None,
            "actions": (), "children": (), "probabilities": (), "payoffs": (), "outcome": None,
        }
        nodes.append(row)
        if spec[0] == "pay":
            row["payoffs"] = tuple(F(u) for u in spec[1])
            assert len(row["payoffs"]) == len(names)
            return index
        if spec[0] == "chance":
            after = {a: follow for a, (_, follow) in spec[1].items()}
            row["move"], row["probabilities"] = "nature", tuple(F(p) for p, _ in spec[1].values())
        else:
            _, label, player, after = spec
            row["move"], row["label"], row["mover"] = label.partition("|")[0], label, names.index(player)
            sets.setdefault(label, []).append(index)
        row["actions"] = tuple(after)
        row["children"] = tuple(grow(follow, index, a) for a, follow in after.items())
        return index

    grow(root, None, None)
    made = tuple(NumericNode(**row) for row in nodes)
    found = tuple(
        NumericSet(label, made[members[0]].mover, tuple(members), made[members[0]].actions)
        for label, members in sets.items()
    )
    return NumericGame(names, made, found)
