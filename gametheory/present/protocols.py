"""What the presentation needs to know of a solution: shapes only, so that it depends on nothing above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol

from gametheory.expr import Condition, Expr
from gametheory.game.nouns import Parameter, Tree


class PolyLike(Protocol):
    """A polynomial with integer coefficients: (exponents, coefficient) terms, exponents in the space's order."""

    @property
    def terms(self) -> Sequence[tuple[tuple[int, ...], int]]:
        """The terms."""


class FormulaLike(Protocol):
    """A node of a shared formula: ``true``, ``false``, ``atom`` (poly rel 0), ``and`` or ``or`` of its parts."""

    @property
    def kind(self) -> str:
        """One of ``true``, ``false``, ``atom``, ``and``, ``or``."""

    @property
    def parts(self) -> Sequence[FormulaLike]:
        """The parts of ``and`` and ``or``."""

    @property
    def poly(self) -> PolyLike | None:
        """The polynomial of an atom."""

    @property
    def rel(self) -> str | None:
        """One of ``>``, ``>=``, ``=``, ``!=``, at atoms."""

    @property
    def number(self) -> int:
        """Unique in the space."""


class SpaceLike(Protocol):
    """The parameter space of a game."""

    @property
    def names(self) -> Sequence[str]:
        """The parameters, in the order of the exponents."""

    @property
    def assumptions(self) -> FormulaLike:
        """The standing assumptions."""


class RegionLike(Protocol):
    """The set of admissible points where a condition holds."""

    @property
    def space(self) -> Any:
        """The parameter space (a :class:`SpaceLike` that also builds regions)."""

    @property
    def formula(self) -> Any:
        """The exact condition as a :class:`FormulaLike`."""

    @property
    def condition(self) -> Condition:
        """The printed form."""

    def about(self, name: str) -> Condition:
        """The printed form arranged for one symbol."""

    @property
    def closed(self) -> bool:
        """Whether the printed form was proved to leave nothing out but a null set; else it is sufficient only."""

    @property
    def exact(self) -> bool:
        """Whether the printed form was proved equal to the region at every point, not for generic parameters only."""


class ScopeLike(Protocol):
    """Relative to what a solution is complete."""

    @property
    def concept(self) -> str:
        """The solution concept."""

    @property
    def supports(self) -> str:
        """Which supports were searched: ``pure`` or ``all``."""

    @property
    def ties(self) -> str:
        """``exact`` or ``generic``."""


class EquilibriumLike(Protocol):
    """One row of a solution: a path of play."""

    @property
    def label(self) -> str:
        """Unique in the solution."""

    @property
    def path(self) -> Sequence[tuple[str, str]]:
        """(information set, action) choices on the path, in the order of the tree."""

    @property
    def outcomes(self) -> Sequence[tuple[str, Expr]]:
        """(outcome, probability) pairs."""

    @property
    def payoffs(self) -> Sequence[tuple[str, Expr]]:
        """(player, payoff) pairs."""

    @property
    def region(self) -> RegionLike:
        """Where the equilibrium exists."""

    @property
    def mixing(self) -> Sequence[tuple[str, Sequence[tuple[str, Expr]]]]:
        """(information set, (action, probability) pairs) of the mixed choices on the path."""

    @property
    def free(self) -> Sequence[tuple[str, int]]:
        """Names of the probabilities that no equation determines."""

    @property
    def freedom(self) -> RegionLike | None:
        """The values that these may take."""


class StatedLike(Protocol):
    """A row as it is printed: in terms of named mixing probabilities where closed forms are long."""

    @property
    def names(self) -> Sequence[str]:
        """The names given to mixing probabilities."""

    @property
    def mixing(self) -> Sequence[tuple[str, Sequence[tuple[str, Expr, Expr | None]]]]:
        """(information set, (action, probability, closed form if the probability is a name) triples)."""

    @property
    def outcomes(self) -> Sequence[tuple[str, Expr]]:
        """(outcome, probability) pairs."""

    @property
    def payoffs(self) -> Sequence[tuple[str, Expr]]:
        """(player, payoff) pairs."""


class BlockLike(Protocol):
    """What is believed about some moves, independently of all others."""

    @property
    def moves(self) -> Sequence[str]:
        """One move, or several whose actions are not independent; empty if shares are whole histories."""

    @property
    def shares(self) -> Sequence[tuple[Sequence[str], Expr]]:
        """(actions, probability) pairs."""


class MarginalsLike(Protocol):
    """The belief at some information sets on the path, as independent parts."""

    @property
    def labels(self) -> Sequence[str]:
        """The information sets."""

    @property
    def blocks(self) -> Sequence[BlockLike]:
        """The parts."""


class RequirementLike(Protocol):
    """What must be believed at an information set off the path."""

    @property
    def labels(self) -> Sequence[str]:
        """The information sets."""

    @property
    def histories(self) -> Sequence[tuple[str, str]]:
        """(symbol of its probability, history) pairs."""

    def stated(self, most: int | None = None) -> Condition | None:
        """The condition, if it has at most so many cases."""


class BeliefsLike(Protocol):
    """The beliefs of a row."""

    @property
    def marginals(self) -> Sequence[MarginalsLike]:
        """On the path."""

    @property
    def off_path(self) -> Sequence[RequirementLike]:
        """Off the path."""

    @property
    def open(self) -> Sequence[str]:
        """Information sets off the path at which beliefs are not described."""


class GameLike(Protocol):
    """The part of a game that the presentation of a solution reads."""

    @property
    def title(self) -> str:
        """The title."""

    @property
    def players(self) -> Sequence[str]:
        """The players."""

    @property
    def parameters(self) -> Sequence[Parameter]:
        """The parameters."""

    @property
    def where(self) -> Condition:
        """The standing assumptions."""

    @property
    def baseline(self) -> Mapping[str, Fraction]:
        """The baseline values."""

    @property
    def latex_names(self) -> Mapping[str, str]:
        """LaTeX of the parameters that declare one."""


class TreeGameLike(Protocol):
    """The part of a game that a drawing of its tree reads."""

    @property
    def title(self) -> str:
        """The title."""

    @property
    def players(self) -> Sequence[str]:
        """The players."""

    @property
    def parameters(self) -> Sequence[Parameter]:
        """The parameters."""

    @property
    def tree(self) -> Tree:
        """The tree."""


class SolutionLike(Protocol):
    """A solution: rows by path of play, with the scope within which they are all."""

    @property
    def game(self) -> Any:
        """The game (a :class:`GameLike`)."""

    @property
    def equilibria(self) -> Sequence[Any]:
        """The rows (:class:`EquilibriumLike`)."""

    @property
    def knife_edges(self) -> Sequence[Any]:
        """Rows that exist on lower-dimensional sets only."""

    def beliefs(self, label: str) -> BeliefsLike:
        """What is believed in a row."""

    def stated(self, label: str) -> StatedLike:
        """The row as it is printed."""

    @property
    def scope(self) -> ScopeLike:
        """Relative to what the solution is complete."""

    @property
    def complete(self) -> bool:
        """Whether nothing within the scope was left undecided."""

    @property
    def undecided(self) -> Sequence[str]:
        """What was left undecided."""

    @property
    def method(self) -> str:
        """How it was found."""

    @property
    def game_digest(self) -> str:
        """Digest of the game."""

    @property
    def space(self) -> Any:
        """The parameter space (a :class:`SpaceLike`)."""
