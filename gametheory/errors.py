"""The errors of the package: one tree, every message says what is wrong, where, and what to do."""

from __future__ import annotations


class GameTheoryError(Exception):
    """Base of every error raised on purpose by this package."""


class ModelError(GameTheoryError):
    """A game that is not well formed.

    Attributes
    ----------
    faults : tuple of str
        One text per fault; all faults of one file or builder are reported together.
    """

    def __init__(self, *faults: str) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class ExpressionError(ModelError):
    """A text that is not an expression or condition of the notation, or that names something unknown."""


class AssumptionError(ModelError):
    """Standing assumptions that contradict each other, or that do not imply what the game needs."""


class SolverError(GameTheoryError):
    """A game or an option that the chosen method cannot handle."""


class NotLinearError(SolverError):
    """A condition of higher degree in a quantity that was to be eliminated from it."""


class SlotsExhaustedError(SolverError):
    """More deviations have to be told apart at once than room was made for."""


class RootsExhaustedError(SolverError):
    """More different square roots arise than room was made for."""


class DisagreementError(SolverError):
    """The independent checker rejects what a solver found: a bug in one of the two."""


class UndecidedError(SolverError):
    """A question that this version of the package cannot decide, or not within its budget."""


class CrossingSetsError(SolverError):
    """Information sets none of which comes first: each has a node below the other."""


class SearchLimitError(SolverError):
    """The search for mixed equilibria grew beyond what is answered in minutes."""


class StoreError(GameTheoryError):
    """A stored solution, sweep or figure that cannot be read or written."""


class NotFoundError(GameTheoryError, LookupError):
    """A name (model, parameter, label, outcome) that does not exist here."""


class MissingExtraError(GameTheoryError, ImportError):
    """An optional dependency that is not installed; the message has the install command."""
