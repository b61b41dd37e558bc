"""Continuation classes: what a solver keeps of the play below a history.

A class gathers continuation equilibria that nobody who moved before can tell apart: they give the players upstream
the same payoffs and, on the path of play, the same moves. Its condition is a formula on the parameters (and on the
odds of deviations upstream that are still open); its alternatives remember how the play off the path can be filled in,
so that a full assessment can be reconstructed at any point.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gametheory.algebra import Formula, ParameterSpace, Poly, RatFun
from gametheory.solvers.orders import Order

Choice = tuple[int, str]
"""(information set, action)."""

Birth = tuple[int, Choice]
"""A slot and the deviation whose odds and order of magnitude it stands for from here on."""


Mixture = tuple[int, tuple[tuple[str, RatFun], ...]]
"""(information set, ((action, probability), ...)), the probabilities in terms of parameters and open slots."""


@dataclass(frozen=True, eq=False)
class Guarded:
    """Continuations of the parts that a deviation leads to, and the condition under which they deter it.

    `solved`, `loose` and `bound` are those of :class:`Alternative`, for the mixing probabilities below.
    """

    condition: Formula
    below: tuple[Continuation, ...]
    order: Order = ()
    solved: tuple[tuple[int, RatFun], ...] = ()
    loose: tuple[int, ...] = ()
    bound: Formula | None = None

    @property
    def chosen_here(self) -> tuple[int, ...]:
        """The slots whose values are chosen here, not determined."""
        return self.loose


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
        For each group of deviations, the continuations that deter it, each with its condition: any of them will do.
    born : tuple of Birth
        Slots whose odds are chosen here: `bound` holds for some positive values of them.
    bound : Formula or None
        The condition before the slots in `born` were eliminated.
    order : Order
        Constraints on the orders of magnitude of the slots, those born here included.
    free : tuple of (slot, node)
        Slots that stand for the belief in a node, chosen here too, where each information set off the path may
        believe what it likes.
    believed : tuple of (information set, nodes)
        The nodes held possible at the sets off the path, where they may believe what they like.
    mixed : tuple of Mixture
        What is mixed at the information sets at the front; they are not among `choices`.
    solved : tuple of (slot, RatFun)
        Slots that equations determine, in the order of elimination: each in terms of those that come later or stay
        open.
    loose : tuple of slots
        Slots that take any values for which `bound` holds.
    """

    condition: Formula
    choices: tuple[Choice, ...]
    active: tuple[Continuation, ...]
    deterred: tuple[tuple[Guarded, ...], ...]
    born: tuple[Birth, ...] = ()
    bound: Formula | None = None
    order: Order = ()
    free: tuple[tuple[int, int], ...] = ()
    believed: tuple[tuple[int, tuple[int, ...]], ...] = ()
    mixed: tuple[Mixture, ...] = ()
    solved: tuple[tuple[int, RatFun], ...] = ()
    loose: tuple[int, ...] = ()

    @property
    def chosen_here(self) -> tuple[int, ...]:
        """The slots whose values are chosen here, not determined."""
        known = {slot for slot, _ in self.solved}
        born = (slot for slot, _ in (*self.born, *self.free) if slot not in known)
        return tuple(dict.fromkeys((*born, *self.loose)))


@dataclass(frozen=True, eq=False)
class Continuation:
    """A class of continuation equilibria.

    Attributes
    ----------
    values : tuple of ((node, player), RatFun)
        Expected payoffs from a node on, of those whose payoffs still matter upstream.
    path : tuple of Choice
        Choices on the path of play, in the order of the tree; empty off the path, where it no longer matters.
    condition : Formula
        When the class exists (exact, ties included).
    alternatives : tuple of Alternative
        How; empty where nothing is left to play.
    order : Order
        What the class demands of the orders of magnitude of open slots.
    mixtures : tuple of Mixture
        What is mixed on the path; these information sets are not in `path`.
    equations : tuple of Poly
        Polynomials in open slots that have to vanish, beside the condition.
    open : tuple of slots
        Mixing probabilities in the class that are not determined yet.
    rests : tuple of Poly
        What is positive because these are probabilities: what they leave to the last action of a support.
    """

    values: tuple[tuple[tuple[int, int], RatFun], ...]
    path: tuple[Choice, ...]
    condition: Formula
    alternatives: tuple[Alternative, ...]
    order: Order = ()
    mixtures: tuple[Mixture, ...] = ()
    equations: tuple[Poly, ...] = ()
    open: tuple[int, ...] = ()
    rests: tuple[Poly, ...] = ()

    @property
    def identity(self) -> tuple[object, ...]:
        """What classes that become one have in common."""
        return self.values, self.path, self.order, self.mixtures, self.equations, self.open, self.rests

    def value(self, node: int, player: int) -> RatFun:
        """The expected payoff of one player from a node on (KeyError if it was dropped)."""
        return dict(self.values)[node, player]


@dataclass(frozen=True, eq=False)
class Step:
    """A step of the proof that some class exists everywhere: `claim` follows from the earlier steps `premises`."""

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
    space : ParameterSpace
        Of the conditions: the game's parameters, followed by one positive symbol per slot.
    steps : tuple of Step
        Bottom-up steps of the proof of coverage; the last claims it for the whole game.
    generic : bool
        Whether equilibria that mix on knife-edges only were left out.
    """

    classes: tuple[Continuation, ...]
    undecided: tuple[str, ...]
    space: ParameterSpace
    steps: tuple[Step, ...] = ()
    generic: bool = False


def path_of(chosen: Iterable[Continuation]) -> tuple[Choice, ...]:
    """The choices on the path of several continuations, in order of the information sets."""
    return tuple(sorted(step for c in chosen for step in c.path))
