"""Building a game in Python, with the same nouns as a model file: for loops, for one's own parts, for sympy users."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gametheory.expr import Symbol
from gametheory.game import Game
from gametheory.notation.faults import Faults
from gametheory.notation.read import SCHEMA, build

When = Mapping[str, Any] | Sequence[Mapping[str, Any]]
"""A table, or a list of tables of which one must hold."""


class GameBuilder:
    """A game under construction: one method for each table of a model file.

    Expressions may be symbols and what is computed from them, numbers, texts or sympy expressions. Nothing is checked
    before :meth:`build`, which reports all faults together.

    Parameters
    ----------
    title : str
        What the game is called.
    players : sequence of str
        Its players; moves of chance are by ``"Nature"``, who is not listed.
    cite, note, measures, information_sets, start
        As at the top of a model file.

    Examples
    --------
    >>> draft = GameBuilder("Entry", players=["Entrant", "Incumbent"])
    >>> c = draft.parameter("c", "cost of a price war to the incumbent")
    >>> draft.where("c > 0")
    >>> draft.move("Entrant", "entry", ["in", "out"])
    >>> draft.move("Incumbent", "reply", ["fight", "share"], when={"entry": "in"})
    >>> draft.outcome("monopoly", when={"entry": "out"}, pays={"Entrant": 0, "Incumbent": 2})
    >>> draft.outcome("war", when={"reply": "fight"}, pays={"Entrant": -1, "Incumbent": 1 - c})
    >>> draft.outcome("duopoly", when={"reply": "share"}, pays={"Entrant": 1, "Incumbent": 1})
    >>> len(draft.build().tree.information_sets)
    2
    """

    def __init__(
        self,
        title: str,
        players: Sequence[str],
        *,
        cite: Sequence[str] = (),
        note: str | None = None,
        measures: Sequence[str] = (),
        information_sets: int | None = None,
        start: Mapping[str, str] | None = None,
    ) -> None:
        self._top: dict[str, Any] = {
            "schema": SCHEMA, "title": title, "cite": _listed(cite), "note": note, "players": _listed(players),
            "information_sets": information_sets, "measures": _listed(measures), "start": start,
        }
        self._where: list[Any] = []
        self._symbols: list[tuple[str, str, dict[str, Any]]] = []
        self._blocks: list[tuple[str, dict[str, Any]]] = []

    def __repr__(self) -> str:
        moves = sum(name == "move" for name, _ in self._blocks)
        return f"<GameBuilder {self._top['title']!r}: {moves} moves so far>"

    def parameter(
        self, name: str, means: str, *, at: Any = None, range: Sequence[Any] | None = None, latex: str | None = None
    ) -> Symbol:
        """The symbol of a new parameter, with its meaning, baseline and range for figures and samples."""
        return self._symbol("parameters", name, means=means, at=at, range=range, latex=latex)

    def definition(self, name: str, value: Any, *, means: str | None = None, latex: str | None = None) -> Symbol:
        """The symbol of a shorthand for an expression."""
        return self._symbol("definitions", name, **{"is": value}, means=means, latex=latex)

    def depends(self, name: str, *, on: str, values: Mapping[Any, Any]) -> Symbol:
        """A symbol that stands for one of several values, by what the earlier move `on` chose."""
        return self._symbol("depends", name, on=on, values=values)

    def where(self, condition: Any) -> None:
        """Add a standing assumption: text, condition or sympy relation."""
        self._where.append(condition)

    def nature(
        self, name: str, actions: Mapping[Any, Any], *, seen_by: Any, when: When | None = None, revealed: Any = None
    ) -> None:
        """Add a move of Nature: probabilities by action, and who sees it (a list of players, empty for nobody)."""
        self._block("move", by="Nature", name=name, actions=actions, seen_by=seen_by, when=when, revealed=revealed)

    def move(
        self,
        by: str,
        name: str,
        actions: Sequence[Any],
        *,
        when: When | None = None,
        seen_by: Any = None,
        simultaneous: str | None = None,
        revealed: Any = None,
    ) -> None:
        """Add a move of a player; moves are played in the order in which they are added."""
        self._block(
            "move", by=by, name=name, actions=actions, when=when, seen_by=seen_by, simultaneous=simultaneous,
            revealed=revealed,
        )

    def outcome(self, name: str, *, when: When | None = None, pays: Mapping[str, Any] | None = None) -> None:
        """Add a named class of terminal histories."""
        self._block("outcome", name=name, when=when, pays=pays)

    def pays(self, pays: Mapping[str, Any], *, when: When | None = None) -> None:
        """Add a part of the payoffs, paid at every terminal history where `when` holds."""
        self._block("pays", when=when, pays=pays)

    def profile(self, name: str, strategy: Mapping[str, Any]) -> None:
        """Add a named equilibrium candidate."""
        self._block("profile", name=name, strategy=strategy)

    def claim(self, id: str, **keys: Any) -> None:
        """Add a claim; keys as in a file, with ``in_`` and ``if_`` for the two that Python reserves."""
        self._block("claim", id=id, **{key.rstrip("_"): value for key, value in keys.items()})

    def variant(
        self,
        name: str,
        *,
        set: Mapping[str, Any] | None = None,
        forbid: Mapping[str, str] | None = None,
        where: Any = None,
    ) -> None:
        """Add a variation of the game that claims may refer to."""
        self._block("variant", name=name, set=set, forbid=forbid, where=where)

    def build(self) -> Game:
        """The game.

        Raises
        ------
        ModelError
            With all faults of the declaration; :class:`ExpressionError` or :class:`AssumptionError` if all are of
            that kind.
        """
        source = f'GameBuilder "{self._top["title"]}"'
        faults = Faults(source)
        tables: dict[str, Any] = {key: value for key, value in self._top.items() if value is not None}
        if self._where:
            tables["where"] = self._where[0] if len(self._where) == 1 else list(self._where)
        for table, name, entry in self._symbols:
            if name in tables.setdefault(table, {}):
                faults.add(f"{name!r} is declared twice", faults.place(f"{table}.{name}"), "rename one of the two")
            tables[table][name] = entry
        tables["move"] = []
        for table, entry in self._blocks:
            tables.setdefault(table, []).append(entry)
        return build(tables, source=source, faults=faults)

    def _symbol(self, table: str, name: str, **entry: Any) -> Symbol:
        self._symbols.append((table, name, _given(entry)))
        return Symbol(name)

    def _block(self, table: str, **entry: Any) -> None:
        self._blocks.append((table, _given(entry)))


def _given(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value is not None}


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, (tuple, list)) else value
