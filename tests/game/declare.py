"""Short spellings of the nouns, so that a test reads like a game."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gametheory.expr import Condition, Expr, Symbol, all_of, as_expr
from gametheory.game import ALWAYS, Dependent, Game, Move, Observation, Outcome, Parameter, Payment, Pays, Reveal, When
from gametheory.game.tree import make_game


def symbols(names: str) -> list[Symbol]:
    """Symbols of a list of names."""
    return [Symbol(name) for name in names.split()]


def chain(*sides: Any) -> Condition:
    """``a < b < c``."""
    return all_of(*(as_expr(a) < as_expr(b) for a, b in zip(sides, sides[1:], strict=False)))


def when(condition: Any) -> When:
    """A table, or a list of tables, as in a file."""
    if condition is None:
        return ALWAYS
    tables = condition if isinstance(condition, list) else [condition]
    return tuple(tuple((m, (a,) if isinstance(a, str) else tuple(a)) for m, a in table.items()) for table in tables)


def seen(by: Any) -> tuple[Observation, ...] | None:
    """None, a list of players, or a table of players with ``"all"`` or cells."""
    if by is None:
        return None
    if not isinstance(by, Mapping):
        return tuple(Observation(player) for player in by)
    return tuple(
        Observation(player) if cells == "all" else Observation(player, tuple((n, tuple(a)) for n, a in cells.items()))
        for player, cells in by.items()
    )


def move(
    by: str, name: str, actions: Any, *, if_: Any = None, seen_by: Any = None, simultaneous: str | None = None,
    revealed: Sequence[Reveal] = (),
) -> Move:
    """A move; `actions` is a list, or a table of probabilities for Nature."""
    probabilities = tuple(as_expr(p) for p in actions.values()) if isinstance(actions, Mapping) else None
    return Move(by, name, tuple(actions), probabilities, when(if_), seen(seen_by), simultaneous, tuple(revealed))


def pays(table: Mapping[str, Any]) -> Pays:
    """Payoffs by player or measure."""
    return tuple((name, as_expr(value)) for name, value in table.items())


def outcome(name: str, if_: Any, payoffs: Mapping[str, Any] | None = None) -> Outcome:
    """A named class of terminal histories."""
    return Outcome(name, when(if_), None if payoffs is None else pays(payoffs))


def payment(if_: Any, payoffs: Mapping[str, Any]) -> Payment:
    """An additive part of the payoffs."""
    return Payment(when(if_), pays(payoffs))


def depends(name: str, on: str, values: Mapping[str, Any]) -> Dependent:
    """A symbol chosen by an earlier move."""
    return Dependent(name, on, tuple((action, as_expr(value)) for action, value in values.items()))


def zero(*players: str) -> tuple[Payment, ...]:
    """Payoff 0 for everyone everywhere, for games of which only the structure matters."""
    return (payment(None, dict.fromkeys(players, 0)),)


def game(players: str | Sequence[str], moves: Sequence[Move], *, parameters: str = "", **fields: Any) -> Game:
    """A game; without outcomes and payments every payoff is 0."""
    players = players.split() if isinstance(players, str) else list(players)
    if "outcomes" not in fields and "payments" not in fields:
        fields["payments"] = zero(*players)
    declared = [Parameter(name, f"meaning of {name}") for name in parameters.split()]
    return make_game(title="A test", players=players, moves=moves, parameters=declared, **fields)


def labels(game: Game) -> list[str]:
    """Labels of all information sets."""
    return [s.label for s in game.tree.information_sets]


def payoffs(game: Game) -> dict[str, tuple[Expr, ...]]:
    """Payoffs by terminal history."""
    return {", ".join(f"{m}={a}" for m, a in game.tree.history(t.index)): t.payoffs for t in game.tree.terminals}
