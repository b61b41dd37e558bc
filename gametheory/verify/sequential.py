"""All pure sequential equilibria of a small numeric game, by enumeration of profiles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gametheory.errors import SolverError
from gametheory.verify.assessment import Assessment
from gametheory.verify.beliefs import Demand, Support, supporting_beliefs
from gametheory.verify.brute_force import Path, path_of
from gametheory.verify.consistency import deviation_names, limit_beliefs, paths
from gametheory.verify.linear import feasible_point
from gametheory.verify.numeric import NumericGame, NumericSet
from gametheory.verify.odds import Undecided

MANY = 1_000_000


@dataclass(frozen=True)
class SequentialPlay:
    """A pure sequential equilibrium.

    Attributes
    ----------
    choices : tuple of (information set label, action)
        The profile, in the order of the information sets.
    path : tuple of (information set label, action)
        The choices on the path of play, in tree order.
    payoffs : tuple of Fraction
        Every player's expected payoff.
    assessment : Assessment or None
        The profile with beliefs and the trembles that induce them; ``None`` if they exist but are not rational.
    """

    choices: Path
    path: Path
    payoffs: tuple[Fraction, ...]
    assessment: Assessment | None


def pure_sequential(game: NumericGame, *, limit: int = MANY) -> tuple[SequentialPlay, ...]:
    """Every pure strategy profile that is part of a sequential equilibrium.

    Actions are chosen one information set at a time, those below first, and a choice is given up as soon as no belief
    at all supports it against the play that is already chosen below. What is left is decided profile by profile:
    Bayes' rule and best replies where play leads, and elsewhere beliefs that support all replies at once and are
    consistent (:func:`gametheory.verify.beliefs.supporting_beliefs`).

    Parameters
    ----------
    game : NumericGame
        With perfect recall.
    limit : int
        Largest number of steps of the search.

    Returns
    -------
    tuple of SequentialPlay
        In the order of the actions.

    Raises
    ------
    SolverError
        If the search takes more than `limit` steps, or consistency of a profile's beliefs could not be decided.

    References
    ----------
    D. Kreps and R. Wilson (1982), Sequential equilibria, Econometrica 50(4):863-894.
    """
    search = _Search(game, limit)
    search.go(0)
    order = {s.label: {a: k for k, a in enumerate(s.actions)} for s in game.information_sets}
    return tuple(sorted(search.found, key=lambda play: [order[label][action] for label, action in play.choices]))


class _Search:
    """Depth-first search over profiles."""

    def __init__(self, game: NumericGame, limit: int) -> None:
        self.game, self.left, self.limit = game, limit, limit
        self.found: list[SequentialPlay] = []
        self.choices: dict[str, str] = {}
        self.order, self.ready = _order(game)

    def go(self, position: int) -> None:
        """Choose at the information set in this position and after; note what survives."""
        if position == len(self.order):
            self._leaf()
            return
        s = self.order[position]
        for action in s.actions:
            self.left -= 1
            if self.left < 0:
                raise SolverError(
                    f"the search for pure sequential equilibria takes more than {self.limit} steps\n"
                    "  it is meant for small games; a larger limit may help"
                )
            self.choices[s.label] = action
            if all(_supported_by_some_belief(self._rows(other)) for other in self.ready[position]):
                self.go(position + 1)
            del self.choices[s.label]

    def _rows(self, s: NumericSet) -> list[list[Fraction]]:
        """Per other action, what the chosen one is worth more at each node."""
        own = self.choices[s.label]
        chosen = [self._worth(self.game.nodes[i].child(own), s.mover) for i in s.nodes]
        return [
            [a - self._worth(self.game.nodes[i].child(other), s.mover) for a, i in zip(chosen, s.nodes, strict=True)]
            for other in s.actions
            if other != own
        ]

    def _worth(self, index: int, mover: int) -> Fraction:
        node = self.game.nodes[index]
        if node.is_terminal:
            return node.payoffs[mover]
        if node.is_chance:
            return sum(
                (p * self._worth(c, mover) for p, c in zip(node.probabilities, node.children, strict=True)), Fraction(0)
            )
        assert node.label is not None
        return self._worth(node.child(self.choices[node.label]), mover)

    def _leaf(self) -> None:
        game, choices = self.game, {s.label: self.choices[s.label] for s in self.game.information_sets}
        certain = {label: {action: Fraction(1)} for label, action in choices.items()}
        weights, deviations = paths(game, certain)
        demands = []
        for s in game.information_sets:
            rows = self._rows(s)
            reached = [place for place, index in enumerate(s.nodes) if not deviations[index]]
            if reached:
                if any(sum(weights[s.nodes[place]] * row[place] for place in reached) < 0 for row in rows):
                    return
            elif any(value < 0 for row in rows for value in row):
                demands.append(Demand(s.label, s.nodes, tuple(tuple(row) for row in rows)))
        try:
            support = supporting_beliefs(demands, weights, deviations, deviation_names(game, certain))
        except Undecided:
            shown = ", ".join(f"{label}: {action}" for label, action in choices.items())
            raise SolverError(
                f"whether consistent beliefs support the profile {shown} is not decided: the odds at "
                f"{', '.join(repr(d.label) for d in demands)} depend on each other\n"
                "  state the assessment with its trembles and check that instead"
            ) from None
        if support is not None:
            payoffs = tuple(self._worth(0, player) for player in range(len(game.players)))
            shown_by = _assessment(game, choices, support)
            self.found.append(SequentialPlay(tuple(choices.items()), path_of(game, choices), payoffs, shown_by))


def _assessment(game: NumericGame, choices: Mapping[str, str], support: Support) -> Assessment | None:
    if support.factors is None:
        return None
    trembles: dict[str, dict[str, tuple[int, Fraction]]] = {}
    for (label, action), order in support.orders.items():
        trembles.setdefault(label, {})[action] = (order, support.factors[(label, action)])
    shown = Assessment.pure(choices, trembles=trembles)
    return Assessment(shown.strategy, limit_beliefs(game, shown), trembles)


def _supported_by_some_belief(rows: Sequence[Sequence[Fraction]]) -> bool:
    """Whether some belief over the nodes makes every row at least 0 in expectation."""
    if not rows or any(all(row[place] >= 0 for row in rows) for place in range(len(rows[0]))):
        return True
    if len(rows[0]) == 1 or any(max(row) < 0 for row in rows):
        return False
    size = len(rows[0])
    return feasible_point([((1,) * size, "=", 1), *((row, ">=", 0) for row in rows)], size) is not None


def _order(game: NumericGame) -> tuple[list[NumericSet], list[list[NumericSet]]]:
    """Information sets, deepest first; and after which position each can be compared with all play below it chosen."""
    depth = [0] * len(game.nodes)
    below: list[frozenset[str]] = [frozenset()] * len(game.nodes)
    for node in game.nodes:
        for child in node.children:
            depth[child] = depth[node.index] + 1
    for node in reversed(game.nodes):
        labels = [game.nodes[child].label for child in node.children]
        own = frozenset(label for label in labels if label is not None)
        below[node.index] = own.union(*(below[child] for child in node.children))
    order = sorted(game.information_sets, key=lambda s: -max(depth[index] for index in s.nodes))
    position = {s.label: number for number, s in enumerate(order)}
    ready: list[list[NumericSet]] = [[] for _ in order]
    for s in order:
        needed = frozenset((s.label,)).union(*(below[index] for index in s.nodes))
        ready[max(position[label] for label in needed)].append(s)
    return order, ready
