"""A game as plain data, for JSON."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from gametheory.expr import printing
from gametheory.game import Game


def game_record(game: Game) -> dict[str, Any]:
    """What a game declares and the tree that it means; numbers and expressions are texts, so that they stay exact."""
    return {
        "title": game.title,
        "digest": game.digest,
        "players": list(game.players),
        "measures": list(game.measures),
        "where": printing.text(game.where),
        "start": [list(pair) for pair in game.start],
        "parameters": [
            {
                "name": p.name,
                "means": p.means,
                "at": _number(p.at),
                "range": None if p.range is None else [_number(end) for end in p.range],
            }
            for p in game.parameters
        ],
        "definitions": [{"name": d.name, "is": printing.text(d.value), "means": d.means} for d in game.definitions],
        "moves": [
            {
                "name": m.name,
                "by": m.by,
                "actions": list(m.actions),
                "probabilities": None if m.probabilities is None else [printing.text(p) for p in m.probabilities],
            }
            for m in game.moves
        ],
        "information_sets": [
            {"label": s.label, "player": s.player, "actions": list(s.actions), "histories": len(s.nodes)}
            for s in game.tree.information_sets
        ],
        "outcomes": [outcome.name for outcome in game.outcomes],
        "terminal_histories": [
            {
                "history": [list(pair) for pair in game.tree.history(node.index)],
                "outcome": node.outcome,
                "payoffs": {p: printing.text(u) for p, u in zip(game.players, node.payoffs, strict=True)},
                "measures": {m: printing.text(u) for m, u in zip(game.measures, node.measures, strict=True)},
            }
            for node in game.tree.terminals
        ],
        "claims": [{"id": c.id, "says": c.says, "source": c.source} for c in game.claims],
        "cite": list(game.cite),
        "note": game.note,
    }


def _number(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
