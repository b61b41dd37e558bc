"""What a case is: a model, the point or condition in question, and the answer, with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """Counts that a model of the catalogue must have, found by hand from its sequence of play."""

    model: str
    players: tuple[str, ...]
    parameters: int
    information_sets: int
    terminals: int
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Play:
    """One path of play and the expected payoff of each player (``None``: not asserted).

    With perfect information the path is complete: (move, action) pairs in the order of the tree. With imperfect
    information it is as many (information set, action) pairs as tell it from the other equilibrium paths.
    """

    path: tuple[tuple[str, str], ...]
    payoffs: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class PointCase:
    """All equilibria at one exact point.

    Attributes
    ----------
    changes : mapping
        Values that differ from the model's baseline.
    after : mapping
        The public history after which play starts.
    plays : tuple of Play
        Every path of play of some equilibrium in pure strategies; empty if only `outcomes` is asserted.
    outcomes : tuple of str
        Names of the outcomes that some such equilibrium reaches with positive probability, sorted.
    none : bool
        Whether there is no equilibrium in pure strategies.
    """

    model: str
    name: str
    source: str
    changes: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    plays: tuple[Play, ...] = ()
    outcomes: tuple[str, ...] = ()
    none: bool = False


@dataclass(frozen=True, slots=True)
class ConditionCase:
    """The condition under which some equilibrium in pure strategies has a property.

    Attributes
    ----------
    condition : str
        Holds exactly where some equilibrium ends in `outcome` with certainty or, if there is no `outcome`, plays
        all of `choices` on its path: (move, action) pairs with perfect information, else (information set, action).
    premise : str
        The equivalence is stated where this holds.
    fixed : mapping
        Parameters fixed first; the condition does not mention them.
    up_to : {"exact", "knife-edges"}
        Whether the equivalence includes ties.
    draws : mapping
        Values held fixed when random points are drawn, where the premise would else be met too rarely.
    """

    model: str
    name: str
    source: str
    condition: str
    outcome: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    after: Mapping[str, str] = field(default_factory=dict)
    premise: str = "true"
    fixed: Mapping[str, str] = field(default_factory=dict)
    up_to: str = "exact"
    draws: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProfileCase:
    """A named profile at one exact point: the probabilities that it prescribes, and whether it is an equilibrium.

    Attributes
    ----------
    chances : tuple of (information set, action, probability)
    outcomes : mapping
        Probabilities of outcomes.
    """

    model: str
    name: str
    source: str
    profile: str
    changes: Mapping[str, str] = field(default_factory=dict)
    chances: tuple[tuple[str, str, str], ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)
    holds: bool = True
