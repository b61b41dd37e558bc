"""Confirmation by the independent checker: every row is an equilibrium at exact points inside its region."""

from __future__ import annotations

from fractions import Fraction

from gametheory.algebra import Evaluator, Region
from gametheory.errors import SolverError
from gametheory.game import Game
from gametheory.solvers import Continuation, strategy_at
from gametheory.verify.assessment import Assessment
from gametheory.verify.checking import check
from gametheory.verify.numeric import NumericGame, numeric

POINTS = 16


class Confirmer:
    """Checks rows of one game; numeric games at points are made once and shared by the rows."""

    def __init__(self, game: Game, concept: str) -> None:
        self.game = game
        self.concept = concept
        self._points: dict[tuple[Fraction, ...], tuple[NumericGame, Evaluator]] = {}

    def confirm(self, label: str, region: Region, row: Continuation, points: int = POINTS) -> int:
        """Number of exact points inside the region at which the checker accepts the row's full strategy profile.

        Raises
        ------
        SolverError
            If it rejects one: the solver and the checker disagree, which is a bug to be reported.
        """
        sample = region.sample(points)
        for point in sample:
            self._check(label, row, point)
        return len(sample)

    def _check(self, label: str, row: Continuation, point: dict[str, Fraction]) -> None:
        values = tuple(point[name] for name in self.game.symbols)
        if values not in self._points:
            self._points[values] = (numeric(self.game, point), Evaluator(values))
        there, here = self._points[values]
        report = check(there, assessment_at(self.game, row, here), self.concept)
        if not report.ok:
            where = ", ".join(f"{k} = {v}" for k, v in point.items())
            raise SolverError(
                f"the independent checker rejects the equilibrium {label!r} at {where}:\n  "
                + "\n  ".join(report.faults[:5])
                + "\n  this is a bug in the solver: please report it with the model file."
            )


def assessment_at(game: Game, row: Continuation, here: Evaluator) -> Assessment:
    """The full assessment of a row at a point of its region."""
    sets = game.tree.information_sets
    chosen = strategy_at(row, here)
    return Assessment.pure({sets[i].label: action for i, action in sorted(chosen.items())})
