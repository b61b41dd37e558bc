"""Rows of a solution and what is said of them: frozen data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.algebra import Region
from gametheory.expr import ExactNumber, Expr, exact_value
from gametheory.present.wording import capitals
from gametheory.solution.rows import Mixing, Path

if TYPE_CHECKING:
    from gametheory.solution.beliefs import Belief


@dataclass(frozen=True, slots=True)
class Scope:
    """Relative to what a solution is complete.

    Attributes
    ----------
    concept : str
        Solution concept.
    supports : {"pure", "all"}
        Which strategies were searched.
    ties : {"generic", "exact"}
        Whether the rows listed are those that live on open sets of parameters, or all of them.
    refinement : str
        A refinement that rows had to pass; empty: none.
    """

    concept: str
    supports: str
    ties: str
    refinement: str = ""

    def __str__(self) -> str:
        ties = "for generic parameters" if self.ties == "generic" else "exact on ties"
        return f"{capitals(self.concept)} equilibria in {self.supports} strategies, {ties}"


@dataclass(frozen=True, slots=True)
class Variant:
    """How play off the path supports a row.

    Attributes
    ----------
    region : Region
        Where it does.
    beliefs : tuple of (information set, ((history, probability), ...))
        Beliefs on the path, by Bayes' rule; for those off the path see :meth:`Solution.beliefs`.
    """

    region: Region
    beliefs: tuple[Belief, ...] = ()


@dataclass(frozen=True, slots=True)
class Equilibrium:
    """A path of play that is an equilibrium's, with its exact condition.

    Attributes
    ----------
    label : str
        Unique in the solution; never an index.
    concept : str
        Solution concept.
    path : tuple of (information set label, action)
        Choices on the path of play, in the order of the tree; every branch of Nature is followed.
    outcomes : tuple of (outcome, probability)
        Outcomes on the path with their probabilities as expressions.
    payoffs : tuple of (player, payoff)
        Expected payoffs as expressions.
    region : Region
        Where the equilibrium exists: the union of its variants, exact on ties.
    variants : tuple of Variant
        Classes of play off the path that support it.
    confirmed : int
        Number of exact points inside the region at which the independent checker accepted it.
    play : int
        Position of the row's class in :attr:`Solution.found`.
    mixing : tuple of (information set label, ((action, probability), ...))
        The mixed choices on the path, which have ``"a or b"`` for an action in `path`.
    free : tuple of (name, slot)
        Names of the probabilities in `mixing` that no equation determines.
    freedom : Region or None
        The values that these may take, under the row's own condition; ``None`` if there are none, or if that was not
        found in closed form.
    kind : str
        In signalling (a player who knows its type moves first, seen by somebody who does not know the type):
        ``"pooling"``, ``"separating"``, ``"semi-separating"`` (some type mixes) or ``"partially pooling"``. Else empty.
    """

    label: str
    concept: str
    path: Path
    outcomes: tuple[tuple[str, Expr], ...]
    payoffs: tuple[tuple[str, Expr], ...]
    region: Region
    variants: tuple[Variant, ...]
    confirmed: int
    play: int = field(repr=False)
    mixing: Mixing = ()
    free: tuple[tuple[str, int], ...] = ()
    freedom: Region | None = field(default=None, repr=False)
    kind: str = ""

    def __repr__(self) -> str:
        return f"<{self.label}: {self.concept} equilibrium, confirmed at {self.confirmed} points>"

    def __str__(self) -> str:
        from gametheory.present.table import one_line

        return one_line(self)

    def _repr_latex_(self) -> str:
        return rf"$\text{{{self.label}}}\iff {self.region.latex()}$"

    def has_outcome(self, wanted: Sequence[str]) -> bool:
        """Whether play ends in one of the outcomes `wanted` with certainty."""
        return all(name in wanted for name, _ in self.outcomes)


@dataclass(frozen=True, slots=True)
class PointEquilibrium:
    """An equilibrium at one exact point: numbers in place of expressions, and a full strategy profile.

    `strategy` maps every information set label to an action, or to the probabilities of several, and `trembles` some
    actions that are not played to (order, coefficient): the probability ``coefficient * eps**order`` with which they
    are tried in a sequence of completely mixed profiles that shows the beliefs to be consistent; actions left out have
    ``(1, 1)``. `beliefs` are the beliefs in the limit, as (history, probability) pairs by label of the information
    sets with several histories.
    Off the path, strategy and beliefs are one of the possibilities that support the path. Numbers are fractions, or
    where square roots occur a :class:`gametheory.expr.Surd`, which computes and compares exactly and has a float.
    """

    label: str
    path: Path
    outcomes: tuple[tuple[str, ExactNumber], ...]
    payoffs: tuple[tuple[str, ExactNumber], ...]
    strategy: Mapping[str, str | Mapping[str, ExactNumber]]
    beliefs: Mapping[str, tuple[tuple[str, ExactNumber], ...]]
    trembles: Mapping[str, Mapping[str, tuple[int, ExactNumber]]]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether some equilibrium of the solution exists at every admissible point.

    Attributes
    ----------
    proved : bool or None
        True: proved. False: `witness` is an admissible point without one. None: not decided within the budget.
    witness : dict or None
        An exact admissible point where none was found.
    up_to : {"exact", "knife-edges"}
        Whether it was proved for every point, or for all but a null set of ties: there only equilibria exist that
        the rows leave out, as ``solve(game.at(...))`` at the witness shows.
    """

    proved: bool | None
    witness: Mapping[str, Fraction] | None = None
    up_to: str = "exact"

    def __bool__(self) -> bool:
        return self.proved is True

    def __str__(self) -> str:
        if self.proved:
            ties = "" if self.up_to == "exact" else " but for a null set of ties"
            return f"proved: an equilibrium exists at every admissible point{ties}"
        if self.proved is False:
            at = ", ".join(f"{k} = {v}" for k, v in self.witness.items()) if self.witness else "an irrational point"
            return f"not covered: no equilibrium was found at {at}"
        return "not decided within the budget"


def numbers(
    pairs: tuple[tuple[str, Expr], ...], point: Mapping[str, ExactNumber]
) -> tuple[tuple[str, ExactNumber], ...]:
    """Expressions evaluated at a point."""
    return tuple((name, exact_value(e, point)) for name, e in pairs)
