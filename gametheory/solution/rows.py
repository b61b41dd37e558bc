"""From continuation classes to the rows of a solution: outcomes, payoffs, labels."""

from __future__ import annotations

from collections.abc import Sequence

from gametheory.algebra import ParameterSpace, RatFun
from gametheory.expr import Expr
from gametheory.game import NATURE, Game, Node
from gametheory.solvers import Continuation

Path = tuple[tuple[str, str], ...]


def path_of(game: Game, c: Continuation) -> Path:
    """The choices on the path as (information set label, action) pairs."""
    sets = game.tree.information_sets
    return tuple((sets[i].label, action) for i, action in c.path)


def reached(game: Game, space: ParameterSpace, path: Path) -> tuple[tuple[Node, RatFun], ...]:
    """Terminal histories on a pure path of play with their probabilities."""
    chosen = dict(path)
    sets = game.tree.information_sets
    found: list[tuple[Node, RatFun]] = []
    stack = [(game.tree.root, RatFun(space.ring.one, space.ring.one))]
    while stack:
        node, weight = stack.pop()
        if node.is_terminal:
            found.append((node, weight))
        elif node.player == NATURE:
            for child, chance in reversed(tuple(zip(node.children, node.probabilities, strict=True))):
                stack.append((game.tree.nodes[child], space.ring.times(weight, space.ratfun(chance))))
        else:
            assert node.information_set is not None
            action = chosen[sets[node.information_set].label]
            stack.append((game.tree.nodes[node.children[node.actions.index(action)]], weight))
    return tuple(found)


def outcome_name(game: Game, node: Node) -> str:
    """The declared name of a terminal history's outcome, or the history itself."""
    return node.outcome if node.outcome is not None else ", ".join(f"{m}={a}" for m, a in game.tree.history(node.index))


def outcomes_and_payoffs(
    game: Game, space: ParameterSpace, path: Path
) -> tuple[tuple[tuple[str, Expr], ...], tuple[tuple[str, Expr], ...]]:
    """Outcome probabilities and expected payoffs on a path, as expressions in the parameters."""
    ring = space.ring
    chances: dict[str, RatFun] = {}
    totals = [RatFun(ring.zero, ring.one) for _ in game.players]
    for node, weight in reached(game, space, path):
        name = outcome_name(game, node)
        chances[name] = ring.plus(chances[name], weight) if name in chances else weight
        totals = [ring.plus(t, ring.times(weight, space.ratfun(e))) for t, e in zip(totals, node.payoffs, strict=True)]
    outcomes = tuple((name, space.expr(space.positive(p))) for name, p in chances.items())
    payoffs = tuple((name, space.expr(space.positive(t))) for name, t in zip(game.players, totals, strict=True))
    return outcomes, payoffs


def labels(bases: Sequence[str], paths: Sequence[Path]) -> tuple[str, ...]:
    """A unique label per row: its outcomes, and where rows share them the first choices that tell the rows apart."""
    extra: list[list[str]] = [[] for _ in bases]

    def split(rows: list[int], start: int) -> None:
        if len(rows) < 2:
            return
        longest = max(len(paths[i]) for i in rows)
        for position in range(start, longest):
            groups: dict[tuple[str, str] | None, list[int]] = {}
            for i in rows:
                groups.setdefault(paths[i][position] if position < len(paths[i]) else None, []).append(i)
            if len(groups) > 1:
                for step, group in groups.items():
                    for i in group:
                        if step is not None:
                            extra[i].append(f"{step[0]}={step[1]}")
                    split(group, position + 1)
                return

    together: dict[str, list[int]] = {}
    for i, base in enumerate(bases):
        together.setdefault(base, []).append(i)
    for rows in together.values():
        split(rows, 0)
    return tuple(base + (f" ({', '.join(more)})" if more else "") for base, more in zip(bases, extra, strict=True))
