"""The varied game that a claim may speak of: keys of moves set anew, actions forbidden, a restriction added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gametheory.errors import UndecidedError
from gametheory.game import NATURE, Game, Variant
from gametheory.game.names import find
from gametheory.notation.read import build, tables_of
from gametheory.notation.write import dump, thawed

Tables = dict[str, Any]


def varied(game: Game, name: str) -> Game:
    """The game of a variant, without its claims.

    Raises
    ------
    NotFoundError
        If there is no such variant.
    ModelError
        If what the variant declares is not a game.
    UndecidedError
        If it forbids an action of Nature.
    """
    variant = find({v.name: v for v in game.variants}, name, "variant")
    tables = tables_of(dump(game), "the game")
    for key in ("claim", "variant", "information_sets"):
        tables.pop(key, None)
    tables["derived"] = True
    _set(tables, variant)
    for move, action in variant.forbid:
        _forbid(tables, move, action)
    if variant.where is not None:
        tables["where"] = [*_listed(tables.get("where")), variant.where]
    return build(tables, source=f"the variant {name!r} of {game.title!r}")


def _listed(where: Any) -> list[Any]:
    return where if isinstance(where, list) else [] if where is None else [where]


def _set(tables: Tables, variant: Variant) -> None:
    moves = {move["name"]: move for move in tables["move"]}
    for path, value in variant.changes:
        move, _, key = path.partition(".")
        moves[move][key] = thawed(value)


def _forbid(tables: Tables, name: str, action: str) -> None:
    """The game without an action: what could happen only after it is left out."""
    move = next(m for m in tables["move"] if m["name"] == name)
    if move["by"] == NATURE:
        raise UndecidedError(f"a variant that forbids an action of Nature, at {name!r}")
    move["actions"] = [a for a in move["actions"] if a != action]
    if isinstance(move.get("seen_by"), dict):
        for player, cells in move["seen_by"].items():
            if isinstance(cells, dict):
                kept = {cell: [a for a in _many(members) if a != action] for cell, members in cells.items()}
                move["seen_by"][player] = {cell: members for cell, members in kept.items() if members}
    gone = {(name, action)}
    while True:
        dropped = [m for m in tables["move"] if not _prune(m, gone)]
        if not dropped:
            break
        tables["move"] = [m for m in tables["move"] if m not in dropped]
        gone |= {(m["name"], str(a)) for m in dropped for a in m["actions"]}
    for kind in ("outcome", "pays"):
        tables[kind] = [block for block in tables.get(kind, []) if _prune(block, gone)]
    for dependent in tables.get("depends", {}).values():
        on = dependent["on"]
        dependent["values"] = {a: v for a, v in dependent["values"].items() if (on, a) not in gone}
    tables["profile"] = [p for p in tables.get("profile", []) if not _plays(p, gone)]


def _prune(block: Tables, gone: set[tuple[str, str]]) -> bool:
    """Take what is gone out of the condition of a block; whether the condition can still hold."""
    if "when" not in block:
        return True
    kept = []
    for table in block["when"] if isinstance(block["when"], list) else [block["when"]]:
        left = {move: [a for a in _many(actions) if (move, str(a)) not in gone] for move, actions in table.items()}
        if all(left.values()):
            kept.append(left)
    block["when"] = kept
    return bool(kept)


def _plays(profile: Mapping[str, Any], gone: set[tuple[str, str]]) -> bool:
    """Whether a profile chooses something that is gone, somewhere."""
    for label, choice in profile["strategy"].items():
        move = label.partition("|")[0].strip()
        if any((move, str(a)) in gone for a in (choice if isinstance(choice, dict) else [choice])):
            return True
    return False


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
