"""All pure subgame-perfect equilibria of a small numeric game with perfect information, ties kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod

from gametheory.errors import SolverError
from gametheory.verify.numeric import NumericGame, NumericNode

Path = tuple[tuple[str, str], ...]
"""(information set label, action) of the choices on the path of play, in tree order, after every branch of Nature."""

MANY = 200_000


@dataclass(frozen=True, slots=True)
class Play:
    """A path of play with every player's expected payoff."""

    path: Path
    payoffs: tuple[Fraction, ...]


def pure_subgame_perfect(game: NumericGame, *, limit: int = MANY) -> tuple[Play, ...]:
    """Every path of play that some pure subgame-perfect equilibrium follows.

    Works from the bottom up and keeps, at each history, all plays that equilibria of the subgame there follow. At a
    decision, action ``a`` followed by the play ``r`` is possible exactly if for each other action ``b`` some
    equilibrium play after ``b`` gives the mover no more than ``r`` does. One such play is found for each ``b`` on its
    own: the subgames after different actions share no information set, so any choice of one equilibrium in each is
    a strategy profile, and of the play after ``b`` nothing but the mover's payoff enters the comparison. By the
    one-shot deviation principle (Osborne and Rubinstein 1994, Lemma 98.2) these comparisons are all that an
    equilibrium has to satisfy. At a move of Nature the plays of the branches combine freely, for the same reason.

    Parameters
    ----------
    game : NumericGame
        Every information set must have one node; moves of Nature may be anywhere.
    limit : int
        Largest number of plays kept at one history.

    Returns
    -------
    tuple of Play
        Without repetitions, in the order of the actions of the tree.

    Raises
    ------
    SolverError
        If the game has imperfect information, or more than `limit` plays.
    """
    for s in game.information_sets:
        if len(s.nodes) != 1:
            raise SolverError(
                f"the information set {s.label!r} has {len(s.nodes)} nodes: this game has imperfect information\n"
                "  use pure_sequential, which handles beliefs"
            )
    plays: list[tuple[Play, ...]] = [()] * len(game.nodes)
    for node in reversed(game.nodes):
        after = [plays[child] for child in node.children]
        if node.is_terminal:
            plays[node.index] = (Play((), node.payoffs),)
        elif node.is_chance:
            if prod(len(options) for options in after) > limit:
                raise SolverError(
                    f"more than {limit} combinations of plays after a move of Nature at node {node.index}\n"
                    "  choose a point with fewer ties, or a larger limit"
                )
            plays[node.index] = tuple(_joined(node, choice) for choice in product(*after))
        else:
            plays[node.index] = _decided(node, after)
    return plays[0]


def _joined(node: NumericNode, choice: tuple[Play, ...]) -> Play:
    payoffs = tuple(
        sum((p * play.payoffs[player] for p, play in zip(node.probabilities, choice, strict=True)), Fraction(0))
        for player in range(len(choice[0].payoffs))
    )
    return Play(tuple(step for play in choice for step in play.path), payoffs)


def _decided(node: NumericNode, after: list[tuple[Play, ...]]) -> tuple[Play, ...]:
    mover, label = node.mover, node.label
    assert mover is not None and label is not None
    threats = [min(play.payoffs[mover] for play in options) for options in after]
    return tuple(
        Play(((label, action), *play.path), play.payoffs)
        for step, action in enumerate(node.actions)
        for play in after[step]
        if all(threat <= play.payoffs[mover] for other, threat in enumerate(threats) if other != step)
    )


def path_of(game: NumericGame, choices: Mapping[str, str]) -> Path:
    """The choices on the path of play of a pure profile, in tree order, each information set once."""
    reached = {0}
    path: dict[str, str] = {}
    for node in game.nodes:
        if node.index not in reached or node.is_terminal:
            continue
        if node.is_chance:
            reached.update(node.children)
            continue
        assert node.label is not None
        path[node.label] = choices[node.label]
        reached.add(node.child(choices[node.label]))
    return tuple(path.items())


def outcomes_of(game: NumericGame, path: Path) -> tuple[tuple[str, Fraction], ...]:
    """Probability of each outcome when play follows `path`, in tree order; without outcomes, of each history."""
    choices = dict(path)
    weights = {0: Fraction(1)}
    found: dict[str, Fraction] = {}
    for node in game.nodes:
        weight = weights.get(node.index)
        if weight is None:
            continue
        if node.is_terminal:
            name = node.outcome or ", ".join(f"{move}={action}" for move, action in game.history(node.index))
            found[name] = found.get(name, Fraction(0)) + weight
        elif node.is_chance:
            weights.update((c, weight * p) for c, p in zip(node.children, node.probabilities, strict=True))
        else:
            assert node.label is not None
            weights[node.child(choices[node.label])] = weight
    return tuple(found.items())
