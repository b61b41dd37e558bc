"""Nash and subgame-perfect equilibria in pure strategies, by enumeration of profiles: for any game that is small.

A profile is a Nash equilibrium where no player gains by another plan for all its information sets, and subgame-perfect
where this is so in every subgame (R. Selten 1975, Reexamination of the perfectness concept for equilibrium points in
extensive games, International Journal of Game Theory 4:25-55). Beliefs play no part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from gametheory.algebra import Formula, ParameterSpace, RatFun
from gametheory.errors import SolverError
from gametheory.game import Game
from gametheory.solvers.arena import arena
from gametheory.solvers.classes import Alternative, Choice, Continuation, Found
from gametheory.solvers.stages import subgames

MOST = 50_000
"""Comparisons of a profile with another plan of one player; beyond it the game is too large."""


def nash(game: Game) -> Found:
    """All paths of play of Nash equilibria in pure strategies; see :func:`subgame_perfect`."""
    return _Profiles(game, (0,)).run()


def subgame_perfect(game: Game) -> Found:
    """All paths of play of subgame-perfect equilibria in pure strategies with their exact conditions.

    Returns
    -------
    Found
        One class per path. Each of its alternatives is a full profile.

    Raises
    ------
    SolverError
        If more than 50,000 plans would have to be compared.
    AssumptionError
        If the standing assumptions contradict each other.
    """
    return _Profiles(game, subgames(game)).run()


class _Profiles:
    def __init__(self, game: Game, roots: Sequence[int]) -> None:
        self.game, self.roots, self.sets = game, roots, game.tree.information_sets
        self.space = ParameterSpace(game.symbols, game.where)
        self.table, self.ring = self.space.table, self.space.ring
        self.arena = arena(game, self.space)
        self.owned = {
            (root, player): tuple(s for s in sorted(self.arena.below[root]) if self.arena.movers[s] == player)
            for root in roots
            for player in range(len(game.players))
        }
        self.values: dict[tuple[int, int, tuple[Choice, ...]], RatFun] = {}

    def run(self) -> Found:
        profiles = prod(len(s.actions) for s in self.sets)
        plans = sum(prod(len(self.sets[s].actions) for s in own) for own in self.owned.values())
        if profiles * plans > MOST:
            raise SolverError(
                f"{profiles} profiles with {plans} other plans are more than enumeration compares ({MOST})"
                "\n  leave the concept out, and sequential equilibria are found."
            )
        found: dict[tuple[Choice, ...], list[Alternative]] = {}
        undecided: dict[str, None] = {}
        for actions in product(*(s.actions for s in self.sets)):
            chosen = dict(enumerate(actions))
            condition = self.condition(chosen)
            possible = self.space.oracle.possible(condition)
            if possible is None:
                shown = ", ".join(f"{self.sets[s].label}: {action}" for s, action in chosen.items())
                undecided[f"whether the profile {shown} is possible"] = None
            if possible is not False:
                way = Alternative(condition, tuple(chosen.items()), (), ())
                found.setdefault(tuple(self.path(chosen)), []).append(way)
        classes = (
            Continuation((), path, self.table.any_of([w.condition for w in ways]), tuple(ways))
            for path, ways in sorted(found.items())
        )
        return Found(tuple(classes), tuple(undecided), self.space)

    def condition(self, chosen: Mapping[int, str]) -> Formula:
        """Where no player gains by another plan in any of the subgames."""
        parts = []
        for (root, player), own in self.owned.items():
            paid = self.value(root, player, chosen)
            for plan in product(*(self.sets[s].actions for s in own)):
                other = self.value(root, player, {**chosen, **dict(zip(own, plan, strict=True))})
                parts.append(self.table.ratio(self.ring.minus(paid, other), ">="))
                if parts[-1].is_false:
                    return parts[-1]
        return self.table.all_of(dict.fromkeys(parts))

    def value(self, node: int, player: int, chosen: Mapping[int, str]) -> RatFun:
        """Expected payoff of a player from a node on."""
        key = (node, player, tuple((s, chosen[s]) for s in sorted(self.arena.below[node])))
        if key not in self.values:
            here = self.game.tree.nodes[node]
            if here.is_terminal:
                self.values[key] = self.arena.payoffs[node][player]
            elif here.information_set is not None:
                child = self.arena.child(node, chosen[here.information_set])
                self.values[key] = self.value(child, player, chosen)
            else:
                ways = zip(here.probabilities, here.children, strict=True)
                self.values[key] = self.ring.inner(
                    *((self.space.ratfun(p), self.value(c, player, chosen)) for p, c in ways)
                )
        return self.values[key]

    def path(self, chosen: Mapping[int, str]) -> Iterator[Choice]:
        """The choices at the information sets that play reaches, in the order of the sets."""
        reached, stack = set(), [0]
        while stack:
            here = self.game.tree.nodes[stack.pop()]
            if here.information_set is None:
                stack.extend(here.children)
            else:
                reached.add(here.information_set)
                stack.append(self.arena.child(here.index, chosen[here.information_set]))
        yield from ((s, chosen[s]) for s in sorted(reached))
