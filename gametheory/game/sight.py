"""Who sees what: the items a player has seen when it is about to move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gametheory.game.nouns import Move, Reveal, When

Seen = tuple[tuple[str, str], ...]
"""(move, action or cell) pairs in the order of play."""


def holds(when: When, history: Mapping[str, str]) -> bool:
    """Whether a condition on moves holds; a move that was not played satisfies nothing."""
    return any(all(history.get(move) in actions for move, actions in conjunction) for conjunction in when)


class Sight:
    """What each player sees of each move.

    A move of a simultaneous group (moves linked by `simultaneous`) is seen by nobody but its mover before the place
    of the last move of the group is passed; from then on its `seen_by` counts (everyone, by default). Items are kept
    in the order of play, without the time at which they became visible: a player who must remember *when* it learnt
    something in order to recall what it knew is reported as a failure of perfect recall.
    """

    def __init__(self, moves: Sequence[Move]) -> None:
        self._moves = moves
        self._last = _last_of_group(moves)
        self._cells: list[Mapping[str, Mapping[str, str]] | None] = []
        for move in moves:
            if move.seen_by is None:
                self._cells.append(None)
                continue
            tables: dict[str, Mapping[str, str]] = {}
            for observation in move.seen_by:
                cells = observation.cells or tuple((action, (action,)) for action in move.actions)
                tables[observation.player] = {action: name for name, actions in cells for action in actions}
            self._cells.append(tables)

    def seen(self, player: str, at: int, history: Mapping[str, str]) -> Seen:
        """What `player` has seen when move number `at` is next after `history`."""
        items: list[tuple[str, str]] = []
        for position, move in enumerate(self._moves[:at]):
            action = history.get(move.name)
            if action is None:
                continue
            cells = self._cells[position]
            if move.by == player:
                items.append((move.name, action))
            elif self._last[position] < at:
                if cells is None:
                    items.append((move.name, action))
                    continue
                table = cells.get(player, {})
                cell = table.get(action)
                if any(_applies(reveal, player, history) for reveal in move.revealed):
                    told_apart = cell is not None and list(table.values()).count(cell) == 1
                    items.append((move.name, cell if told_apart and cell is not None else action))
                elif cell is not None:
                    items.append((move.name, cell))
        return tuple(items)


def _applies(reveal: Reveal, player: str, history: Mapping[str, str]) -> bool:
    return (
        player in reveal.to
        and (reveal.after is None or reveal.after in history)
        and (reveal.when is None or holds(reveal.when, history))
    )


def _last_of_group(moves: Sequence[Move]) -> list[int]:
    """For each move the position of the last move of its simultaneous group (its own if it is in none)."""
    first: dict[str, str] = {}
    last: dict[str, int] = {}
    for position, move in enumerate(moves):
        leader = first.get(move.simultaneous, move.name) if move.simultaneous is not None else move.name
        first[move.name] = leader
        last[leader] = position
    return [last[first[move.name]] for move in moves]
