"""From a game to the text of a model file that declares it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from gametheory.errors import StoreError
from gametheory.expr import TRUE, And, Condition, Expr, Number, symbols
from gametheory.game import (
    ALWAYS,
    NATURE,
    Claim,
    Game,
    Move,
    Observation,
    Outcome,
    Parameter,
    Payment,
    Profile,
    Variant,
    When,
)
from gametheory.notation import spelling
from gametheory.notation.read import SCHEMA


def dump(game: Game, path: str | os.PathLike[str] | None = None) -> str:
    """The model file of a game; loading it gives a game with the same digest, claims, profiles and variants.

    Definitions are already expanded in a game, so conditions and payoffs are written without them.

    Parameters
    ----------
    game : Game
    path : path, optional
        Where to write the text as well; the file is replaced whole or not at all.

    Raises
    ------
    StoreError
        If the path cannot be written; nothing is left behind.
    ModelError
        If a formula, its definitions expanded, is too long to be read back.
    """
    text = "\n".join(_lines(game)) + "\n"
    if path is not None:
        write_whole(Path(path), text)
    return text


def write_whole(path: Path, text: str) -> None:
    """Write to a part file in the same folder, then let it take the name.

    Raises
    ------
    StoreError
        If the folder or the file cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        with open(part, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
    except (OSError, ValueError) as error:
        try:
            part.unlink(missing_ok=True)
        except (OSError, ValueError):
            pass  # the part file could not be made in the first place
        why = error.strerror if isinstance(error, OSError) else error
        raise StoreError(
            f"cannot write {str(path)!r}: {why}\n  choose a file in a folder that exists and may be written."
        ) from None


def _lines(game: Game) -> Iterator[str]:
    yield from _pairs({"schema": SCHEMA, "title": game.title})
    yield from _pairs({"cite": list(game.cite) or None, "note": game.note, "players": list(game.players)})
    yield from _pairs({
        "where": None if game.where == TRUE else _where(game.where),
        "information_sets": len(game.tree.information_sets),
        "measures": list(game.measures) or None,
        "start": dict(game.start) or None,
        "derived": True if is_derived(game) else None,
    })
    if game.parameters:
        yield from ("", "[parameters]", *_pairs({p.name: _parameter(p) for p in game.parameters}))
    if game.definitions:
        shorthands = {d.name: _plain_or_table("is", d.value, means=d.means, latex=d.latex) for d in game.definitions}
        yield from ("", "[definitions]", *_pairs(shorthands))
    for dependent in game.dependents:
        yield from ("", f"[depends.{dependent.name}]", *_pairs({"on": dependent.on, "values": dict(dependent.values)}))
    blocks = (
        ("move", [_move(move, game.players) for move in game.moves]), ("outcome", map(_outcome, game.outcomes)),
        ("pays", map(_payment, game.payments)), ("profile", map(_profile, game.profiles)),
        ("claim", map(_claim, game.claims)), ("variant", map(_variant, game.variants)),
    )
    for title, tables in blocks:
        for table in tables:
            yield from ("", f"[[{title}]]", *_pairs(table))


def _pairs(entries: Mapping[str, Any]) -> list[str]:
    return [f"{spelling.key(name)} = {spelling.value(entry)}" for name, entry in entries.items() if entry is not None]


def _where(where: Condition) -> Any:
    if isinstance(where, And) and len(str(where)) > spelling.LONGEST:
        return [spelling.condition(part) for part in where.parts]
    return spelling.condition(where)


def _plain_or_table(name: str, entry: Any, **rest: Any) -> Any:
    """The entry alone, or a table if there is something to say beside it."""
    rest = {key: value for key, value in rest.items() if value is not None}
    return {name: entry, **rest} if rest else entry


def _parameter(p: Parameter) -> Any:
    at = None if p.at is None else number(p.at)
    limits = None if p.range is None else [number(bound) for bound in p.range]
    return _plain_or_table("means", p.means, at=at, range=limits, latex=p.latex)


def number(value: Fraction) -> int | str:
    """A number as a file has it."""
    return int(value) if value.denominator == 1 else str(value)


def _when(when: When) -> Any:
    tables = [{move: actions[0] if len(actions) == 1 else list(actions) for move, actions in part} for part in when]
    return tables[0] if len(tables) == 1 else tables


def _unless_always(when: When) -> Any:
    return None if when == ALWAYS else _when(when)


def _move(move: Move, players: tuple[str, ...]) -> dict[str, Any]:
    actions: Any = list(move.actions)
    if move.probabilities is not None:
        actions = dict(zip(move.actions, move.probabilities, strict=True))
    revealed = [
        {"after": r.after, "when": None if r.when is None else _when(r.when), "to": list(r.to)} for r in move.revealed
    ]
    tables = [{k: v for k, v in table.items() if v is not None} for table in revealed]
    return {
        "by": move.by,
        "name": move.name,
        "actions": actions,
        "when": _unless_always(move.when),
        "seen_by": _seen_by(move.seen_by, players if move.by == NATURE else None),
        "simultaneous": move.simultaneous,
        "revealed": (tables[0] if len(tables) == 1 else tables) if tables else None,
    }


def _seen_by(seen_by: tuple[Observation, ...] | None, everyone: tuple[str, ...] | None) -> Any:
    if seen_by is None:
        return None if everyone is None else list(everyone)
    if not any(o.cells for o in seen_by):
        return [o.player for o in seen_by]
    return {o.player: {name: list(actions) for name, actions in o.cells} if o.cells else "all" for o in seen_by}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    pays = None if outcome.pays is None else dict(outcome.pays)
    return {"name": outcome.name, "when": _unless_always(outcome.when), "pays": pays}


def _payment(payment: Payment) -> dict[str, Any]:
    return {"when": _unless_always(payment.when), "pays": dict(payment.pays)}


def _profile(profile: Profile) -> dict[str, Any]:
    strategy = {label: choice if isinstance(choice, str) else dict(choice) for label, choice in profile.strategy}
    return {"name": profile.name, "strategy": strategy}


def _variant(variant: Variant) -> dict[str, Any]:
    return {
        "name": variant.name,
        "set": {path: thawed(entry) for path, entry in variant.changes} or None,
        "forbid": dict(variant.forbid) or None,
        "where": variant.where,
    }


def thawed(entry: Any) -> Any:
    """Tuples of pairs as tables, other tuples as lists."""
    if not isinstance(entry, tuple):
        return entry
    if entry and all(isinstance(p, tuple) and len(p) == 2 and isinstance(p[0], str) for p in entry):
        return {name: thawed(part) for name, part in entry}
    return [thawed(part) for part in entry]


def _claim(claim: Claim) -> dict[str, Any]:
    table: dict[str, Any] = {"id": claim.id, "says": claim.says}
    if claim.relation is not None:
        table[claim.relation] = claim.condition
    if claim.quantifier is not None:
        table[claim.quantifier] = property_table(claim.property)
    for name, entry in claim.options:
        if name in ("before", "then"):
            quantifier, inside = entry
            entry = {quantifier: property_table(inside)}
        elif name in ("after", "change", "monotone", "sign"):
            entry = dict(entry)
        table[name] = entry
    return {**table, "source": claim.source}


def property_table(pairs: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    """A property as a file has it (see :mod:`.claims` for the tuples)."""
    table: dict[str, Any] = {}
    for name, entry in pairs:
        match name:
            case "outcome" | "profile":
                table[name] = entry[0] if len(entry) == 1 else list(entry)
            case "when":
                table["outcome"] = _when(entry)
            case "strategy":
                table[name] = {k: v if isinstance(v, str) else {a: _bound(b) for a, b in v} for k, v in entry}
            case "payoff":
                table[name] = {player: _bound(bound) for player, bound in entry}
            case "probability":
                (_, of), (_, bound) = entry
                table[name] = {"of": property_table(of)["outcome"], "equals": _bound(bound)}
            case "belief":
                table[name] = {k: {f"{m}={a}": _bound(b) for (m, a), b in v} for k, v in entry}
            case "kind":
                table[name] = dict(entry)
            case _:
                table[name] = property_table(entry)
    return table


def _bound(bound: tuple[str, Expr]) -> Any:
    op, node = bound
    return node if op == "=" else f"{op} {spelling.formula(node)}"


def is_derived(game: Game) -> bool:
    """Whether a game came from another by fixing parameters or starting later, so that parts of it have no use left.

    Such a file says ``derived = true``: branches of probability 0 are left out, and parameters without use, labels
    of information sets that are gone, and baselines that no longer fit are accepted.
    """
    from gametheory.notation.checks import check_baseline, check_used
    from gametheory.notation.faults import Faults
    from gametheory.notation.names import unresolved

    moves = {move.name: move for move in game.moves}
    if game.start or any(n.player == NATURE and n.actions != moves[n.move or ""].actions for n in game.tree.nodes):
        return True
    used: set[str] = set()
    for part in (game.moves, game.outcomes, game.payments, game.profiles, game.claims, game.variants):
        _note_symbols(part, used)
    used.update(name for claim in game.claims for name, _ in claim.option("change", ()))
    for dependent in game.dependents:
        if dependent.name in used:
            _note_symbols(dependent.values, used)
    faults = Faults("")
    check_baseline(faults, game.parameters, game.where)
    check_used(faults, game.symbols, [d.name for d in game.dependents], used)
    return bool(faults) or bool(unresolved(game))


def _note_symbols(value: Any, used: set[str]) -> None:
    if isinstance(value, Number):
        return
    if isinstance(value, (Expr, Condition)):
        used |= symbols(value)
    elif isinstance(value, tuple):
        for part in value:
            _note_symbols(part, used)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            _note_symbols(getattr(value, name), used)
