"""Names that profiles, claims and variants may refer to, and the labels still to be resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gametheory.errors import NotFoundError
from gametheory.game import Game
from gametheory.notation.faults import Faults, shown
from gametheory.notation.schema import ModelFile


class Names:
    """The declared names; looking one up notes a fault if it is not there.

    Labels of information sets can be resolved only once the tree is there: :meth:`label` checks the move and the
    actions at once and keeps the rest for :meth:`resolve`.
    """

    def __init__(self, tables: ModelFile, faults: Faults) -> None:
        self.faults = faults
        self.players = tuple(tables.players)
        self.measures = tuple(tables.measures)
        self.moves: dict[str, tuple[str, ...]] = {m.name: tuple(a for a, _ in m.actions) for m in tables.move}
        self.outcomes = tuple(o.name for o in tables.outcome)
        self.profiles = tuple(p.name for p in tables.profile)
        self.variants = tuple(v.name for v in tables.variant)
        self.claims = tuple(c.id for c in tables.claim)
        self._labels: list[tuple[str, tuple[str, ...]]] = []

    def known(self, kind: str, name: Any, known: Sequence[str], *place: str) -> str:
        """`name`, noted as unknown if it is not in `known`."""
        if not isinstance(name, str):
            what = f"{shown(name)} is not the name of a {kind}"
            self.faults.add(what, self.faults.place(*place), "write it in quotes")
            return ""
        if name not in known:
            self.faults.unknown(kind, name, known, self.faults.place(*place))
        return name

    def actions(self, table: Mapping[str, str | tuple[str, ...]], *place: str) -> None:
        """Check (move, action or actions) pairs."""
        for move, wanted in table.items():
            if move not in self.moves:
                self.faults.unknown("move", move, self.moves, self.faults.place(*place))
                continue
            for action in (wanted,) if isinstance(wanted, str) else wanted:
                self._action(move, action, *place)

    def _action(self, move: str, action: str, *place: str) -> None:
        if action not in self.moves[move]:
            self.faults.unknown(f"action of move {move!r}", action, self.moves[move], self.faults.place(*place))

    def label(self, label: str, actions: Sequence[str], *place: str) -> None:
        """Check the move of a label and the actions chosen there; the label itself is resolved later."""
        move = label.partition("|")[0].strip()
        if move not in self.moves:
            self.faults.unknown("move", move, self.moves, self.faults.place(*place, label if "|" in label else ""))
            return
        self._labels.append((label, place))
        for action in actions:
            self._action(move, action, *place, label)

    def item(self, item: str, *place: str) -> tuple[str, str]:
        """(move, action) of ``resolute`` or ``resolve=resolute``."""
        move, equals, action = (part.strip() for part in item.partition("="))
        if equals:
            self.actions({move: action}, *place)
            return move, action
        owners = [name for name, actions in self.moves.items() if item in actions]
        if len(owners) > 1:
            self.faults.add(
                f"{item!r} is an action of several moves, {', '.join(owners)},", self.faults.place(*place),
                f"write {owners[0]}={item}",
            )
        elif not owners:
            known = [action for actions in self.moves.values() for action in actions]
            self.faults.unknown("action", item, known, self.faults.place(*place))
        return owners[0] if owners else "", item

    def resolve(self, game: Game) -> None:
        """Note the labels that name no information set of the game."""
        from gametheory.game.tree import information_sets_of

        for label, place in self._labels:
            try:
                information_sets_of(game.tree, label)
            except NotFoundError as error:
                what, _, advice = str(error).partition("; ")
                self.faults.add(what, self.faults.place(*place), advice)


def unresolved(game: Game) -> list[str]:
    """Labels in the profiles and claims of a game that name no information set of its tree."""
    from gametheory.game.tree import information_sets_of

    found = []
    for label in [*(label for p in game.profiles for label, _ in p.strategy), *_claimed(game)]:
        try:
            information_sets_of(game.tree, label)
        except NotFoundError:
            found.append(label)
    return found


def _claimed(game: Game) -> Iterator[str]:
    for claim in game.claims:
        yield from _labels(claim.property)
        for key in ("before", "then"):
            yield from _labels(claim.option(key, ("", ()))[1])


def _labels(pairs: tuple[tuple[str, Any], ...]) -> Iterator[str]:
    for key, entry in pairs:
        if key in ("strategy", "belief"):
            yield from (label for label, _ in entry)
        elif key in ("if", "then"):
            yield from _labels(entry)
