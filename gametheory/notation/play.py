"""Moves, outcomes, payoffs and dependent symbols: from the tables of a file to the nouns of a game."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gametheory.game import NATURE, Dependent, Move, Observation, Outcome, Parameter, Payment, Pays, Reveal
from gametheory.notation.formulas import Formulas
from gametheory.notation.schema import ModelFile, MoveTable
from gametheory.notation.shape import block


def parameters(tables: ModelFile, formulas: Formulas) -> tuple[Parameter, ...]:
    """The parameters, with exact baselines and ranges."""
    found = []
    for name, table in tables.parameters.items():
        place = f"parameters.{name}"
        at = None if table.at is None else formulas.number(table.at, place, "at")
        low, high = (None, None) if table.range is None else (formulas.number(v, place, "range") for v in table.range)
        limits = None if low is None or high is None else (low, high)
        found.append(Parameter(name, table.means, at, limits, table.latex))
    return tuple(found)


def dependents(tables: ModelFile, formulas: Formulas) -> tuple[Dependent, ...]:
    """The symbols whose value an earlier move decides."""
    found = []
    for name, table in tables.depends.items():
        values = tuple(
            (action, formulas.expression(value, f"depends.{name}", f"values.{action}"))
            for action, value in table.values.items()
        )
        found.append(Dependent(name, table.on, values))
    return tuple(found)


def moves(tables: ModelFile, formulas: Formulas) -> tuple[Move, ...]:
    """The moves in the order of play."""
    return tuple(_move(index, table, tables, formulas) for index, table in enumerate(tables.move))


def _move(index: int, table: MoveTable, tables: ModelFile, formulas: Formulas) -> Move:
    place = block("move", index, table.name)
    if table.by == NATURE and "seen_by" not in table.model_fields_set:
        formulas.faults.structure = False
        formulas.faults.add(
            "who sees this move of Nature is not said", formulas.faults.place(place),
            "write seen_by = [\"Patron\"] with the players who see it, or seen_by = [] if nobody does",
        )
    probabilities = tuple(
        formulas.expression(p, place, f"actions.{a}") for a, p in table.actions if p is not None
    )
    return Move(
        by=table.by,
        name=table.name,
        actions=tuple(action for action, _ in table.actions),
        probabilities=probabilities or None,
        when=table.when,
        seen_by=_seen_by(table, tables.players),
        simultaneous=table.simultaneous,
        revealed=tuple(Reveal(tuple(dict.fromkeys(r.to)), r.after, r.when) for r in table.revealed),
    )


def _seen_by(table: MoveTable, players: Iterable[str]) -> tuple[Observation, ...] | None:
    """One observation for each player named; ``None`` if that is everyone, and everything."""
    if table.seen_by is None:
        return None
    public = all(any(p == player and not cells for p, cells in table.seen_by) for player in players)
    if public and len(table.seen_by) == len(set(players)):
        return None
    return tuple(Observation(player, cells) for player, cells in table.seen_by)


def outcomes(tables: ModelFile, formulas: Formulas) -> tuple[Outcome, ...]:
    """The named classes of terminal histories."""
    found = []
    for index, table in enumerate(tables.outcome):
        place = block("outcome", index, table.name)
        pays = None if table.pays is None else _pays(table.pays, formulas, place)
        found.append(Outcome(table.name, table.when, pays))
    return tuple(found)


def payments(tables: ModelFile, formulas: Formulas) -> tuple[Payment, ...]:
    """The additive parts of the payoffs."""
    return tuple(
        Payment(table.when, _pays(table.pays, formulas, f"pays block {index}"))
        for index, table in enumerate(tables.pays, 1)
    )


def _pays(pays: dict[str, Any], formulas: Formulas, place: str) -> Pays:
    return tuple((name, formulas.expression(value, place, f"pays.{name}")) for name, value in pays.items())
