"""Continuation classes: what a solver keeps of the play below a history.

A class gathers continuation equilibria that nobody who moved before can tell apart: they give the players upstream
the same payoffs and, on the path of play, the same moves. Its condition is a formula on the parameters; its
alternatives remember how the play off the path can be filled in, so that a full strategy profile can be
reconstructed at any point.
"""

from __future__ import annotations

from dataclasses import dataclass

from gametheory.algebra import Evaluator, Formula, RatFun

Choice = tuple[int, str]
"""(information set, action)."""


@dataclass(frozen=True, eq=False)
class Guarded:
    """One continuation off the path and the condition under which it deters the deviation to it."""

    condition: Formula
    below: Continuation


@dataclass(frozen=True, eq=False)
class Alternative:
    """One way to fill in a class.

    Attributes
    ----------
    condition : Formula
        When this way is available.
    choices : tuple of Choice
        What is chosen at the information sets at the front of the component.
    active : tuple of Continuation
        The continuations that are played.
    deterred : tuple of tuples of Guarded
        For each deviation, the continuations that deter it, each with its condition: any of them will do.
    """

    condition: Formula
    choices: tuple[Choice, ...]
    active: tuple[Continuation, ...]
    deterred: tuple[tuple[Guarded, ...], ...]


@dataclass(frozen=True, eq=False)
class Continuation:
    """A class of continuation equilibria.

    Attributes
    ----------
    values : tuple of (player, RatFun)
        Expected payoffs of those whose payoffs still matter upstream.
    path : tuple of Choice
        Choices on the path of play, in the order of the tree; empty off the path, where it no longer matters.
    condition : Formula
        When the class exists (exact, ties included).
    alternatives : tuple of Alternative
        How; empty at terminal histories.
    """

    values: tuple[tuple[int, RatFun], ...]
    path: tuple[Choice, ...]
    condition: Formula
    alternatives: tuple[Alternative, ...]

    def value(self, player: int) -> RatFun:
        """The expected payoff of one player (KeyError if it was dropped)."""
        return dict(self.values)[player]


def strategy_at(below: Continuation, point: Evaluator) -> dict[int, str]:
    """A full pure strategy of the play below, at a point where the class exists: information set -> action.

    Where several continuations would deter a deviation, the first in the solver's order is taken.
    """
    chosen: dict[int, str] = {}
    stack = [below]
    while stack:
        current = stack.pop()
        if not current.alternatives:
            continue
        way = next(a for a in current.alternatives if point.truth(a.condition))
        chosen.update(way.choices)
        stack.extend(way.active)
        stack.extend(next(g.below for g in group if point.truth(g.condition)) for group in way.deterred)
    return chosen


@dataclass(frozen=True, eq=False)
class Step:
    """One step of the proof that some class exists everywhere: `claim` is to be proved from the earlier steps `premises`."""

    claim: Formula
    premises: tuple[int, ...]


@dataclass(frozen=True)
class Found:
    """What a solver found.

    Attributes
    ----------
    classes : tuple of Continuation
        Classes at the root, one per path of play.
    undecided : tuple of str
        What was not decided, one sentence each; empty if the classes are all there are within the method's scope.
    steps : tuple of Step
        Bottom-up steps of the proof of coverage; the last claims it for the whole game.
    """

    classes: tuple[Continuation, ...]
    undecided: tuple[str, ...]
    steps: tuple[Step, ...] = ()
