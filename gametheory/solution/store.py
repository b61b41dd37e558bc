"""Solutions as JSON: written and read back, with everything needed to evaluate them, and nothing executed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from gametheory.algebra import Formula, ParameterSpace, Poly, Region, postorder
from gametheory.errors import GameTheoryError, StoreError
from gametheory.expr.parse import parse_expression
from gametheory.notation import dump, loads as loads_game
from gametheory.solution.model import Equilibrium, Scope, Solution, Variant
from gametheory.solvers import Alternative, Continuation, Guarded

SCHEMA = "gametheory-solution/1"


def dumps(solution: Solution) -> str:
    """JSON text; equal solutions give equal bytes."""
    rows = (*solution.equilibria, *solution.knife_edges)
    play = _reachable([row.below for row in rows])
    numbers = {id(c): i for i, c in enumerate(play)}
    conditions = [f for c in play for a in c.alternatives for f in (a.condition, *(g.condition for group in a.deterred for g in group))]
    formulas = postorder(*(row.region.formula for row in rows), *(v.region.formula for row in rows for v in row.variants), *conditions)
    index = {f.number: i for i, f in enumerate(formulas)}
    content = {
        "schema": SCHEMA,
        "title": solution.game.title,
        "game": dump(solution.game),
        "digest": solution.game_digest,
        "versions": _versions(),
        "method": solution.method,
        "scope": {"concept": solution.scope.concept, "supports": solution.scope.supports, "ties": solution.scope.ties},
        "complete": solution.complete,
        "undecided": list(solution.undecided),
        "parameters": list(solution.space.names),
        "where": str(solution.space.where),
        "formulas": [_formula(f, index) for f in formulas],
        "play": [_continuation(c, index, numbers) for c in play],
        "equilibria": [_row(row, index, numbers) for row in solution.equilibria],
        "knife_edges": [_row(row, index, numbers) for row in solution.knife_edges],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _versions() -> dict[str, str]:
    from importlib.metadata import version

    return {name: version(name) for name in ("gametheory-ir", "python-flint", "z3-solver")}


def _reachable(roots: Sequence[Continuation]) -> list[Continuation]:
    seen: dict[int, Continuation] = {}
    stack = list(reversed(roots))
    while stack:
        c = stack.pop()
        if id(c) not in seen:
            seen[id(c)] = c
            for a in c.alternatives:
                stack.extend(a.active)
                stack.extend(g.below for group in a.deterred for g in group)
    return list(seen.values())


def _formula(f: Formula, index: Mapping[int, int]) -> Any:
    if f.poly is not None:
        return [f.rel, [[list(e), str(c)] for e, c in f.poly.terms]]
    return [f.kind, [index[p.number] for p in f.parts]]


def _continuation(c: Continuation, index: Mapping[int, int], numbers: Mapping[int, int]) -> Any:
    return [
        {
            "if": index[a.condition.number],
            "choices": [list(choice) for choice in a.choices],
            "active": [numbers[id(below)] for below in a.active],
            "deterred": [[[index[g.condition.number], numbers[id(g.below)]] for g in group] for group in a.deterred],
        }
        for a in c.alternatives
    ]


def _row(row: Equilibrium, index: Mapping[int, int], numbers: Mapping[int, int]) -> Any:
    return {
        "label": row.label,
        "concept": row.concept,
        "path": [list(step) for step in row.path],
        "outcomes": [[name, str(e)] for name, e in row.outcomes],
        "payoffs": [[name, str(e)] for name, e in row.payoffs],
        "condition": row.region.text(),
        "condition_is_exact": row.region.exact,
        "region": index[row.region.formula.number],
        "variants": [index[v.region.formula.number] for v in row.variants],
        "confirmed": row.confirmed,
        "play": numbers[id(row.below)],
    }


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
        raise StoreError(f"not a stored solution: the text is not JSON ({error})\n  write one with solution.save(path).") from None
    found = content.get("schema") if isinstance(content, dict) else None
    if found != SCHEMA:
        raise StoreError(f"not a stored solution: its schema is {found!r}, this version reads {SCHEMA!r}\n  solve the game again and save it.")
    try:
        return _Reader(content).solution()
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, GameTheoryError) as error:
        raise StoreError(f"the stored solution is damaged: {type(error).__name__}: {error}\n  solve the game again and save it.") from error


class _Reader:
    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content = content
        game = loads_game(content["game"], name="the stored game")
        if game.digest != content["digest"]:
            raise StoreError(f"the stored game has the digest {game.digest[:8]}, the solution is of {content['digest'][:8]}")
        self.game = game
        self.space = ParameterSpace(game.symbols, game.where)
        if list(self.space.names) != content["parameters"]:
            raise StoreError("the parameters are not those of the stored game")
        self.formulas: list[Formula] = []
        for kind, body in content["formulas"]:
            self.formulas.append(self._formula(kind, body))
        self.play = self._play(content["play"])

    def _formula(self, kind: str, body: Any) -> Formula:
        table = self.space.table
        if kind in (">", ">=", "=", "!="):
            return table.raw_atom(Poly(tuple((tuple(int(x) for x in e), int(c)) for e, c in body)), kind)
        if kind in ("true", "false"):
            return table.truth(kind == "true")
        if kind not in ("and", "or"):
            raise StoreError(f"unknown kind of formula {kind!r}")
        parts = [self.formulas[i] for i in body]
        return table.all_of(parts) if kind == "and" else table.any_of(parts)

    def _play(self, stored: Sequence[Any]) -> list[Continuation]:
        done: dict[int, Continuation] = {}
        stack = list(range(len(stored)))
        while stack:
            i = stack[-1]
            if i in done:
                stack.pop()
                continue
            needed = [j for a in stored[i] for j in (*a["active"], *(g[1] for group in a["deterred"] for g in group))]
            missing = [j for j in needed if j not in done]
            if len(stack) > len(stored) * 2:
                raise StoreError("the play refers to itself")
            if missing:
                stack.extend(missing)
                continue
            ways = tuple(
                Alternative(
                    self.formulas[a["if"]],
                    tuple((int(s), str(action)) for s, action in a["choices"]),
                    tuple(done[j] for j in a["active"]),
                    tuple(tuple(Guarded(self.formulas[f], done[j]) for f, j in group) for group in a["deterred"]),
                )
                for a in stored[i]
            )
            condition = self.space.table.any_of([w.condition for w in ways]) if ways else self.space.table.true
            done[i] = Continuation((), (), condition, ways)
        return [done[i] for i in range(len(stored))]

    def _row(self, row: Mapping[str, Any]) -> Equilibrium:
        def pairs(items: Any) -> tuple[tuple[str, Any], ...]:
            return tuple((str(name), parse_expression(text, known=self.space.names)) for name, text in items)

        return Equilibrium(
            label=str(row["label"]),
            concept=str(row["concept"]),
            path=tuple((str(s), str(a)) for s, a in row["path"]),
            outcomes=pairs(row["outcomes"]),
            payoffs=pairs(row["payoffs"]),
            region=Region(self.space, self.formulas[row["region"]]),
            variants=tuple(Variant(Region(self.space, self.formulas[i])) for i in row["variants"]),
            confirmed=int(row["confirmed"]),
            below=self.play[row["play"]],
        )

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
        )


