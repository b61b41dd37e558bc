"""Solutions as JSON: written and read back, with everything needed to evaluate them, and nothing executed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from gametheory.algebra import Formula, FormulaTable, ParameterSpace, Region, postorder
from gametheory.errors import GameTheoryError, StoreError
from gametheory.expr.parse import parse_condition, parse_expression
from gametheory.notation import dump
from gametheory.notation import loads as loads_game
from gametheory.solution.kinds import kind_of, signal
from gametheory.solution.model import Solution
from gametheory.solution.nouns import Equilibrium, Scope, Variant
from gametheory.solution.stored_play import (
    PlayReader,
    conditions,
    reachable,
    read_poly,
    restore_roots,
    stored_class,
    stored_mixtures,
    stored_poly,
    stored_roots,
)
from gametheory.solvers import Continuation, Found
from gametheory.solvers.registry import SUPPORTS
from gametheory.solvers.workspace import ODDS, ROOTS, SLOTS, workspace

SCHEMA = "gametheory-solution/1"

T = TypeVar("T")


def dumps(solution: Solution) -> str:
    """JSON text; equal solutions give equal bytes."""
    rows = (*solution.equilibria, *solution.knife_edges)
    found = solution.found
    play = reachable([found.classes[row.play] for row in rows])
    numbers = {id(c): i for i, c in enumerate(play)}
    stated = [f for row in rows for f in (row.region.formula, *(v.region.formula for v in row.variants))]
    inside = [f for c in play for a in c.alternatives for f in conditions(a)]
    joint = found.space is solution.space
    guards = _Formulas([*stated, *inside] if joint else inside)
    regions = guards if joint else _Formulas(stated)
    content = {
        "schema": SCHEMA,
        "title": solution.game.title,
        "game": dump(solution.game),
        "digest": solution.game_digest,
        "versions": _versions(),
        "method": solution.method,
        "scope": {
            "concept": solution.scope.concept,
            "supports": solution.scope.supports,
            "ties": solution.scope.ties,
            "refinement": solution.scope.refinement,
        },
        "complete": solution.complete,
        "undecided": list(solution.undecided),
        "parameters": list(solution.space.names),
        "where": str(solution.space.where),
        "generic": found.generic,
        "roots": stored_roots(found.space),
        "slots": sum(name.startswith(ODDS) for name in found.space.names),
        "regions": None if joint else regions.stored(),
        "guards": guards.stored(),
        "play": [stored_class(c, guards.__getitem__, numbers) for c in play],
        "equilibria": [_row(row, regions, found.classes[row.play], numbers) for row in solution.equilibria],
        "knife_edges": [_row(row, regions, found.classes[row.play], numbers) for row in solution.knife_edges],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


class _Formulas:
    """Formulas as a list in which parts come before what uses them, in an order that depends on their content alone."""

    def __init__(self, roots: Sequence[Formula]) -> None:
        self._keys: dict[int, bytes] = {}
        for f in postorder(*roots):
            own = (
                (f.rel, f.poly.terms) if f.poly is not None else (f.kind, sorted(self._keys[p.number] for p in f.parts))
            )
            self._keys[f.number] = sha256(repr(own).encode()).digest()
        self.nodes: list[Formula] = []
        self.index: dict[int, int] = {}
        stack = list(reversed(roots))
        while stack:
            f = stack[-1]
            missing = [p for p in self._parts(f) if p.number not in self.index]
            if f.number in self.index or not missing:
                stack.pop()
                if f.number not in self.index:
                    self.index[f.number] = len(self.nodes)
                    self.nodes.append(f)
            else:
                stack.extend(reversed(missing))

    def _parts(self, f: Formula) -> list[Formula]:
        return sorted(f.parts, key=lambda p: self._keys[p.number])

    def __getitem__(self, f: Formula) -> int:
        return self.index[f.number]

    def stored(self) -> list[Any]:
        """One entry per formula: relation and terms, or kind and parts."""
        return [
            [f.rel, stored_poly(f.poly)] if f.poly is not None else [f.kind, [self[p] for p in self._parts(f)]]
            for f in self.nodes
        ]


def _versions() -> dict[str, str]:
    from importlib.metadata import version

    return {name: version(name) for name in ("gametheory-ir", "python-flint", "z3-solver")}


def _row(row: Equilibrium, regions: _Formulas, play: Continuation, numbers: Mapping[int, int]) -> Any:
    return {
        "label": row.label,
        "concept": row.concept,
        "path": [list(step) for step in row.path],
        "mixing": [[s, [[action, str(p)] for action, p in shares]] for s, shares in row.mixing],
        "free": [list(pair) for pair in row.free],
        "freedom": None if row.freedom is None else {"where": str(row.freedom.space.where), "if": row.freedom.text()},
        "outcomes": [[name, str(e)] for name, e in row.outcomes],
        "payoffs": [[name, str(e)] for name, e in row.payoffs],
        "condition": row.region.text(),
        "condition_is_exact": row.region.exact,
        "condition_is_closed": row.region.closed,
        "region": regions[row.region.formula],
        "variants": [regions[v.region.formula] for v in row.variants],
        "beliefs": [[s, [[history, str(p)] for history, p in b]] for v in row.variants[:1] for s, b in v.beliefs],
        "confirmed": row.confirmed,
        "play": numbers[id(play)],
        "mixtures": stored_mixtures(play.mixtures),
    }


def read(path: str | Path) -> Solution:
    """The solution in a file.

    Raises
    ------
    StoreError
        If it cannot be read, or is not a stored solution.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(
            f"the solution {str(path)!r} cannot be read: {error}\n  write one with solution.save(path)."
        ) from None
    return loads(text)


def loads(text: str) -> Solution:
    """The solution in a JSON text.

    Raises
    ------
    StoreError
        If the text is not JSON, of another schema, or inconsistent.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StoreError(
            f"not a stored solution: the text is not JSON ({error})\n  write one with solution.save(path)."
        ) from None
    found = content.get("schema") if isinstance(content, dict) else None
    if found != SCHEMA:
        raise StoreError(
            f"not a stored solution: its schema is {found!r}, this version reads {SCHEMA!r}"
            "\n  solve the game again and save it."
        )
    try:
        return _Reader(content).solution()
    except KeyError as error:
        raise StoreError(
            f"the stored solution has no {error.args[0]!r}: it is damaged, or another version wrote it"
            "\n  solve the game again and save it."
        ) from error
    except (IndexError, TypeError, ValueError, AttributeError, GameTheoryError) as error:
        raise StoreError(
            f"the stored solution is damaged: {type(error).__name__}: {error}\n  solve the game again and save it."
        ) from error


class _Reader:
    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content = content
        game = loads_game(content["game"], name="the stored game")
        if game.digest != content["digest"]:
            raise StoreError(
                f"the stored game has the digest {game.digest[:8]}, the solution is of {content['digest'][:8]}"
            )
        self.game = game
        self.signal = signal(game)
        self.space = ParameterSpace(game.symbols, game.where)
        if list(self.space.names) != content["parameters"]:
            raise StoreError("the parameters are not those of the stored game")
        slots = int(content["slots"])
        if not 0 <= slots <= SLOTS[-1]:
            raise StoreError(f"{slots} slots; there are at most {SLOTS[-1]}")
        joint = content["regions"] is None
        supports = content["scope"]["supports"]
        if supports not in SUPPORTS:
            raise StoreError(f"unknown supports {supports!r}")
        roots = content.get("roots", {"places": 0, "of": []})
        if roots["places"] not in ROOTS:
            raise StoreError(f"places for {roots['places']!r} square roots; there may be {', '.join(map(str, ROOTS))}")
        mixed = supports == "all"
        self.workspace = self.space if joint else workspace(game, slots, mixed=mixed, roots=roots["places"])
        restore_roots(self.workspace, len(game.symbols), roots["of"])
        self.guards = _formulas(self.workspace.table, content["guards"])
        self.regions = self.guards if joint else _formulas(self.space.table, content["regions"])
        reader = PlayReader(game, self.workspace, lambda number: _pick(self.guards, number))
        self.play = reader.classes(content["play"])
        for row in (*content["equilibria"], *content["knife_edges"]):
            i = self._class(row["play"])
            self.play[i] = replace(self.play[i], mixtures=reader.mixtures(row["mixtures"]))

    def _class(self, number: Any) -> int:
        _pick(self.play, number)
        return int(number)

    def _row(self, row: Mapping[str, Any]) -> Equilibrium:
        free = tuple((str(name), int(slot)) for name, slot in row["free"])
        known = (*self.space.names, *(name for name, _ in free))

        def pairs(items: Any) -> tuple[tuple[str, Any], ...]:
            return tuple((str(name), parse_expression(text, known=known, result=True)) for name, text in items)

        beliefs = tuple((str(name), pairs(belief)) for name, belief in row["beliefs"])
        path = tuple((str(s), str(a)) for s, a in row["path"])
        mixing = tuple((str(s), pairs(shares)) for s, shares in row["mixing"])
        return Equilibrium(
            label=str(row["label"]),
            concept=str(row["concept"]),
            path=path,
            outcomes=pairs(row["outcomes"]),
            payoffs=pairs(row["payoffs"]),
            region=Region(self.space, _pick(self.regions, row["region"])),
            variants=tuple(Variant(Region(self.space, _pick(self.regions, i)), beliefs) for i in row["variants"]),
            confirmed=int(row["confirmed"]),
            play=self._class(row["play"]),
            mixing=mixing,
            free=free,
            freedom=self._freedom(row["freedom"], known),
            kind=kind_of(self.signal, path, mixing),
        )

    @staticmethod
    def _freedom(stored: Any, names: tuple[str, ...]) -> Region | None:
        if stored is None:
            return None
        where, condition = (parse_condition(str(stored[key]), known=names, result=True) for key in ("where", "if"))
        return ParameterSpace(names, where).region(condition)

    def solution(self) -> Solution:
        content = self.content
        return Solution(
            game=self.game,
            equilibria=tuple(self._row(row) for row in content["equilibria"]),
            knife_edges=tuple(self._row(row) for row in content["knife_edges"]),
            scope=Scope(**content["scope"]),
            complete=bool(content["complete"]),
            undecided=tuple(content["undecided"]),
            method=str(content["method"]),
            space=self.space,
            found=Found(
                tuple(self.play), tuple(content["undecided"]), self.workspace, generic=bool(content["generic"])
            ),
        )


def _pick(items: Sequence[T], index: Any) -> T:
    """The item that a stored number refers to (Python's negative positions are no numbers here)."""
    if not isinstance(index, int) or not 0 <= index < len(items):
        raise StoreError(f"the number {index!r} refers to nothing; there are {len(items)}")
    return items[index]


def _formulas(table: FormulaTable, stored: Sequence[Any]) -> list[Formula]:
    found: list[Formula] = []
    width = len(table.ring.names)
    for kind, body in stored:
        if kind in (">", ">=", "=", "!="):
            found.append(table.raw_atom(read_poly(body, width), kind))
        elif kind in ("true", "false"):
            found.append(table.truth(kind == "true"))
        elif kind in ("and", "or"):
            parts = [_pick(found, i) for i in body]
            found.append(table.all_of(parts) if kind == "and" else table.any_of(parts))
        else:
            raise StoreError(f"unknown kind of formula {kind!r}")
    return found
